"""Speech that media carried: whom they name behind عن, and statements that a relative clause says who carried."""

from __future__ import annotations

from features.appositions import without_object
from features.article import Span
from features.drafts import NOWHERE, TAKING_UP, Draft, trailing
from features.drafts import draft as drafted
from features.frames import frames_of, opener
from features.kinds import behind_proclitics, stems
from features.phrases import RELATIVES, noun_phrase
from features.quotes import AROUND
from features.text import Reading
from features.wordings import Hit
from features.words import ABOUT, TIME

CARRYING = "نقل"
ASCRIBING = "نسب"
QUOTING, ABOUT_WHOM = "نقلا عن", "عن"
RELAYING = (CARRYING, "أفاد", QUOTING, ASCRIBING)  # عن behind these names who is quoted, إلى behind the last
OPENED = 2  # words from a medium to what opens content
RELAY = 20  # words in which a medium names whom it relays


def of_medium(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """What a medium carried: what stands before, or behind أن where the verb tells who carried a statement."""
    source, free = noun_phrase(reading.words, hit.stop, limit), _free(reading, hit)
    source = source and without_object(reading, source, limit)
    after = source.end if source else hit.stop
    if source is None and hit.stop < len(reading.words) and reading.words.word(hit.stop) in _WHERE:
        return None  # `في تقرير [أوردته] على موقعها`
    while source and after < limit and reading.words.kinds[after] & TIME:
        after += 1  # `نقلتها الوكالة [اليوم الثلاثاء] أن`
    if free or (source and carried(reading, hit)):
        opened = opener(reading, after, min(limit, after + OPENED), ("that", "colon") if free else ("that",))
        if opened:
            return drafted(reading, hit, source, opened[1], opened[2], beside=NOWHERE)
    return None if free else trailing(reading, hit, source, hit.stop)


def _free(reading: Reading, hit: Hit) -> bool:
    """Whether ما stands for what was said, and nothing before it is that (`هزأ بما قاله الرئيس`; but `وهو ما نفاه`)."""
    words, i = reading.words, hit.first
    what = i > reading.firsts[i] and not words.gaps[i] and words.word(i - 1) in _WHAT
    return what and not (i > 1 and words.word(i - 2) in TAKING_UP | {"نحو"})


_WHERE = ("علي", "عبر", "في")
_WHAT = frozenset("ما بما لما مما عما فيما".split())


def carried(reading: Reading, hit: Hit) -> bool:
    """Whether a verb tells who carried a statement that is named right before it (`قال X في تصريحات نقلتها Y إن`)."""
    words = reading.words
    if hit.first < 2 or words.gaps[hit.first] or "source" not in frames_of(hit.entry.traits["frames"]):
        return False
    at = hit.first - 1 - (words.word(hit.first - 1) in RELATIVES)  # `البيان الذي نقلته X`
    at -= at > 0 and words.word(at) in ("له", "لها", "لهم") and not words.gaps[at]  # `تصريحات له نقلتها X`
    if words.gaps[at + 1]:
        return False
    told = behind_proclitics(words.word(at))
    return any(word.removeprefix("ال").startswith(stems("occasion")) for word in told)


def relayed(reading: Reading, draft: Draft) -> list[Draft]:
    """`ونقلت X عن Y أن`, `ونقل عن Y قوله`: the medium X relays; عن is a cue of its own, with source Y and the same content."""
    words = reading.words
    start = draft.source.end if draft.source else draft.cue.end
    for i in range(start, min(draft.begin, start + RELAY)):
        if words.word(i) == "الي" if draft.lemma == ASCRIBING else words.kinds[i] & ABOUT:
            source = noun_phrase(words, i + 1, draft.begin, opened=True)
            own = words.words(i - 1, i + 1) == QUOTING.split()  # a cue of its own
            if own or source is None or (draft.lemma != CARRYING and not reading.whole(source.start)):
                return []
            cue = Span(i, i + 1)
            media = (draft.source, *draft.media) if draft.source else draft.media
            told = draft._replace(cue=cue, lemma=ABOUT_WHOM, cue_class="report", source=source, media=media, gender="")
            told = told._replace(beside=NOWHERE, clitic=0)
            return [told, *relayed(reading, told)]  # `نقلت X عن Y عن Z`
    return []


def named_behind(reading: Reading, found: list[Draft]) -> list[Draft]:
    """With a cue عن for each `بحسب ما نقلت X عن Y`: its source is Y, its content the same, that behind `Y قوله إن` of both."""
    done, opened = list[Draft](), set[int]()
    for draft in found:
        source = _relayed_by(reading, draft)
        if source is None:
            done.append(draft)
            continue
        at = source.start - 1
        told = _his_words(reading, source)
        if told:
            draft = draft._replace(begin=told[1], end=reading.stops[at], quoted=told[2], beside=NOWHERE)
            opened.add(told[1])
        elif draft.begin > draft.cue.start:
            draft = draft._replace(begin=max(draft.begin, source.end))
        draft = draft._replace(more=None if draft.more and draft.more.start == at else draft.more)
        media = (draft.source,) if draft.source else ()
        behind = draft._replace(cue=Span(at, at + 1), lemma=ABOUT_WHOM, source=source, media=media, clitic=0)
        done += [draft, behind._replace(beside=NOWHERE)]
    return [d for d in done if d.kind != "noun" or d.source or d.begin not in opened]


def _relayed_by(reading: Reading, draft: Draft) -> Span | None:
    """Whom the medium of `بحسب ما نقلت X` names behind عن."""
    words = reading.words
    if draft.kind != "preposition" or draft.source is None:
        return None
    carrying = words.word(draft.cue.end - 1).startswith(CARRYING)
    telling = any(h.entry.group in ("media", "local_network") for h in reading.known(*draft.source))
    if draft.lemma == QUOTING or not (carrying or telling):
        return None
    at = draft.source.end
    if at + 1 >= len(words) or not words.kinds[at] & ABOUT or words.gaps[at].strip(AROUND):
        return None
    source = noun_phrase(words, at + 1, min(reading.stops[at], at + RELAY), reading.verbs)
    sure = source is not None and source.start == at + 1 and (carrying or reading.known(at + 1, at + 2))
    return source if sure else None


def _his_words(reading: Reading, source: Span) -> tuple[int, int, bool] | None:
    """What opens behind a source and قوله."""
    words, at = reading.words, source.end
    if at >= len(words) or words.word(at) not in _HIS_WORDS:
        return None
    return opener(reading, at + 1, min(reading.stops[at], at + RELAY), ("that", "colon"))


def told_by_whom(found: list[Draft]) -> list[Draft]:
    """With one content for `بحسب ما ذكرت X نقلا عن Y`: the medium X is a link of Y's chain."""
    behind = {d.cue.start: i for i, d in enumerate(found) if d.lemma == QUOTING and d.source}
    done = list(found)
    for i, draft in enumerate(found):
        at = behind.get(draft.source.end) if draft.source and draft.kind == "preposition" else None
        source = found[at].source if at is not None else None
        if at is None or at == i or source is None or draft.source is None:
            continue
        begin = max(draft.begin, source.end) if draft.begin > draft.cue.start else draft.begin
        more = None if draft.more and draft.more.start == found[at].cue.start else draft.more
        done[i] = draft._replace(begin=begin, more=more)
        told = found[at]._replace(begin=begin, end=draft.end, quoted=draft.quoted, more=more)
        done[at] = told._replace(media=(draft.source,), beside=NOWHERE)
    return done


def through(reading: Reading, found: list[Draft]) -> list[Draft]:
    """With the media that relay X: sources of verb and cues before that open the same content (`ذكرت Y، نقلا عن X، أن`)."""
    led, telling = list[Draft](), dict[int, tuple[Span, ...]]()
    for d in found:
        source, ahead = d.source, telling.get(d.begin, ())
        if source and d.lemma in (QUOTING, ABOUT_WHOM) and ahead[:1] not in ((), (source,)):
            d = d._replace(media=(*d.media, *(m for m in ahead if m not in d.media)))
            telling[d.begin] = (source, *d.media)  # `نقلا عن X نقلا عن Y`
        elif source and d.kind == "verb" and medium(reading, source):
            telling[d.begin] = (source,)
        led.append(d)
    return led


def medium(reading: Reading, source: Span) -> bool:
    """Whether a medium is named in a source."""
    return any(h.entry.group == "media" for h in reading.known(*source))


_HIS_WORDS = ("قوله", "قولها", "قولهم", "قولهما")
