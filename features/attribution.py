"""Who is made answerable for what: every attribution of an article with its source, content, mode and chain.

Drafts come from `features.cues`. Contents end where the sentence, the quotation or the next attribution beside them does;
a source that is not named at its cue is the one before it, by the fullest earlier words that name it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from features.article import Attribution, Hop, Span
from features.cues import drafts
from features.drafts import NOWHERE, Draft
from features.earlier import first_named, fuller
from features.frames import SPEECH_WORDS, spoken
from features.gender import agree, noun
from features.phrases import subject
from features.speakers import UNKNOWN, Speaker, identify
from features.text import Reading
from features.verbs import new_clause
from features.words import DEFINITE, EDGE, THAT

# How many sources back an earlier name of the same one is looked for, and how many quotations of one content are read.
MEMORY = 200
OPERATIONS = re.compile(  # words of fighting
    "غار[هات]|قصف|ضرب|تدمير|دمر|قتل|مقتل|طاير|طلع|صاروخ|صواريخ|عملي|قوات|هجوم|اشتباك|"
    "استهد|معار?ك|جنود|تحرير|سيطر|مسلح|ارهابي|انسحاب|سحب"
)
BODIES = ("official", "military", "anonymous")
OUTLET = Hop("outlet", None, None, "named")
UNNAMED = Speaker(None, "anonymous", "none")  # of a passive, or a noun whose speaker nobody names
# Words of a source too short to say who it is; quotations looked at, words one may go on; words of a name; speakers back.
SHORT, QUOTES, LONGEST, NAME_WORDS, RECENT, TOLD = 2, 6, 120, 6, 6, 30
# Nouns before a name in quotation marks.
NAMING = frozenset(
    """معركه عمليه غرفه لواء كتيبه فصيل منظمه شبكه وكاله صحيفه قناه موقع حي بلده مدينه قريه مطار حركه قوات جبهه تنظيم جيش حزب
    صفحه مجله مستشفي سجن حاجز حمله مليشيا ميليشيا سد حقل معبر مخيم جماعه مجموعه هييه هيئه برنامج تطبيق فيلم كتاب شركه فندق
    مشروع اتفاق درع مبادره كتائب فيلق تجمع حساب مقاتلي عناصر مسلحي مواقع ابو اسم باسم مسمي طراز نوع من الي مدعو المدعو""".split()
)


class Said(NamedTuple):
    """An attribution already read: its cue's first word, its content, and who was its source, by the fullest words for it.

    `aside`: its cue trails behind what it speaks of (`بحسب X`), so that nobody goes on quoting its source.
    """

    cue: int
    begin: int
    end: int
    source: Span
    words: frozenset[int]
    speaker: Speaker
    aside: bool


def find(reading: Reading, published: str | None = None) -> list[Attribution]:
    """All attributions of an article, numbered from 1 in order of their cues."""
    begun = drafts(reading)
    beside = sorted(draft.beside for draft in begun if draft.beside != NOWHERE)
    found: list[Attribution] = []
    past: list[Said] = []
    for draft in begun:
        end = _content_end(reading, draft, beside)
        if end > draft.begin:
            speaker, resolved = _speaker(reading, draft, end, past, published)
            found.append(_finished(reading, draft, end, len(found) + 1, speaker, resolved, published))
    return found


def _content_end(reading: Reading, draft: Draft, beside: Sequence[int]) -> int:
    """Where content ends: its own end, or before the next attribution that stands beside it (first words of their cues).

    A quotation begun within the content takes it along over the end of a sentence.
    """
    if draft.quoted:
        return _quoted_on(reading, draft.end)
    end = new_clause(reading, draft)
    later = bisect_right(beside, max(draft.begin, draft.cue.start))
    if later < len(beside) and beside[later] < end:
        return beside[later]
    if end == draft.end and draft.kind != "preposition":
        at = bisect_left(reading.quoted, Span(draft.begin, 0))
        for quote in reading.quoted[at : at + QUOTES]:
            if quote.start < end < quote.end <= end + LONGEST and spoken(quote, SPEECH_WORDS + 1):
                end = quote.end
    return end


def _quoted_on(reading: Reading, end: int) -> int:
    """Where quoted speech ends that goes on in the next quotation, with nothing between them (`"..."، "..."`)."""
    while end in reading.opening and reading.opening[end] - end > SPEECH_WORDS:
        end = reading.opening[end]
    return end


def _speaker(
    reading: Reading, draft: Draft, end: int, past: list[Said], published: str | None
) -> tuple[Speaker, Span | None]:
    """Who speaks and, where no source stands at the cue, the fullest earlier words that name them."""
    if draft.source is not None:
        words = frozenset(reading.words.hashes[draft.source.start : draft.source.end].tolist())
        speaker = _identified(reading, draft.source, words, past, published)
        speaker = _in_action(reading, draft, end, speaker)
        aside = end <= draft.cue.start and reading.firsts[draft.cue.start] < draft.cue.start
        past.append(Said(draft.cue.start, draft.begin, end, draft.source, words, speaker, aside))
        return speaker, None
    topic = _topic(reading, draft, past) if draft.inherits else None
    if topic is not None:
        words = frozenset(reading.words.hashes[topic.start : topic.end].tolist())
        return _identified(reading, topic, words, past, published), topic
    heard = None
    if draft.inherits:
        heard = _acting(reading, draft, past, published) or _heard(reading, draft, past)
    if heard is None:
        return UNNAMED if draft.kind != "distance" else UNKNOWN, None
    past.append(heard._replace(cue=draft.cue.start, begin=draft.begin, end=end))
    same = [one.source for one in past[-MEMORY:] if heard.words <= one.words]
    fullest = max(same, key=lambda s: (s.end - s.start, -s.start), default=heard.source)
    return heard.speaker, fuller(reading, fullest) or first_named(reading, fullest)


def _topic(reading: Reading, draft: Draft, past: Sequence[Said]) -> Span | None:
    """What a clause within somebody's words speaks of, where a verb in it has no subject of its own (`إن إيران تعتقد`)."""
    words = reading.words
    within = next((one for one in reversed(past[-RECENT:]) if one.begin <= draft.cue.start < one.end), None)
    if within is None or draft.kind != "verb" or words.text[words.starts[draft.cue.start]] in "وف":
        return None
    begin, end = within.begin, draft.cue.start
    found = subject(words, begin, end, reading.known(begin, end), reading.verbs)
    if found is None or not reading.known(found.start, found.start + 1):
        return None
    return found if agree(draft.gender, noun(words.word(found.start))) else None


def _acting(reading: Reading, draft: Draft, past: Sequence[Said], published: str | None) -> Said | None:
    """Who does what a sentence tells before a cue of somebody's own words (`تظاهرت عائلات في دمشق مطالبة بحماية ...`).

    Only in a sentence that quotes nobody yet, and of a known speaker right behind the verb that leads it, or leading it.
    """
    words, first, cue = reading.words, reading.firsts[draft.cue.start], draft.cue.start
    if draft.kind not in ("participle", "verb") or first == cue:
        return None
    if any(one.cue >= first or one.begin <= cue < one.end for one in past[-RECENT:]):
        return None
    at = first if first in reading.heads or words.kinds[first] & (EDGE | THAT | DEFINITE) else first + 1
    found = subject(words, at, cue, reading.known(at, cue), reading.verbs, reading.opening) if at < cue else None
    if found is None or found.start != at or not agree(draft.gender, noun(words.word(at))):
        return None
    named = any(h.entry.traits.get("kind") != "kind" for h in reading.known(at, found.end))
    if at not in reading.heads or not (named or found.end - at > 1):  # `المصدر` is whoever spoke before
        return None
    said = frozenset(words.hashes[found.start : found.end].tolist())
    return Said(cue, draft.begin, cue, found, said, _identified(reading, found, said, past, published), False)


def _identified(
    reading: Reading, source: Span, words: frozenset[int], past: Sequence[Said], published: str | None
) -> Speaker:
    """The speaker of a source, by its own words or, where these say too little, by earlier and fuller ones."""
    speaker = identify(reading, source, published)
    if speaker.status != "unresolved" and speaker.side != "none":
        return speaker
    for one in reversed(past[-MEMORY:]):
        if words <= one.words and one.speaker.status != "unresolved":
            return one.speaker
    if source.end - source.start > SHORT:
        return _like(reading, source, speaker, past)
    earlier = fuller(reading, source)
    known = identify(reading, earlier, published) if earlier else UNKNOWN
    if known.status != "unresolved" and (known.type == speaker.type or speaker.status == "unresolved"):
        speaker = known
    if speaker.side == "none" and reading.words.kinds[source.start] & DEFINITE and source.end - source.start == 1:
        return _before_that(speaker, past)
    return _like(reading, source, speaker, past)


def _in_action(reading: Reading, draft: Draft, end: int, speaker: Speaker) -> Speaker:
    """A defence ministry is military where it speaks of operations (codebook), else official."""
    source = draft.source
    if source is None or speaker.type != "official":
        return speaker
    named = reading.words.words(*source)
    ministry = "الدفاع" in named and not any(word.removeprefix("ال").startswith(("وزير", "نايب")) for word in named)
    told = reading.words.words(draft.begin, min(end, draft.begin + LONGEST)) if ministry else []
    return replace(speaker, type="military") if any(OPERATIONS.search(word) for word in told) else speaker


def _like(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Speaker:
    """The side of a body of state that names no nation (`وزارة الخارجية`): that of the last one with the same first word."""
    if speaker.side != "none" or speaker.type not in BODIES or speaker.entity:
        return speaker
    first = int(reading.words.hashes[source.start])
    lately = (
        one for one in reversed(past[-MEMORY:]) if one.speaker.type == speaker.type and one.speaker.side != "none"
    )
    found = next((one for one in lately if int(reading.words.hashes[one.source.start]) == first), None)
    return speaker if found is None else replace(speaker, side=found.speaker.side)


def _before_that(speaker: Speaker, past: Sequence[Said]) -> Speaker:
    """Who a bare definite noun means (`الوزير`, `البيان`): the last speaker of its kind, or the last of all if it has none."""
    lately = [one.speaker for one in past[-RECENT:]][::-1]
    if speaker.type == "other":
        return next(iter(lately), speaker)
    return next((one for one in lately if one.type == speaker.type and one.side != "none"), speaker)


def _heard(reading: Reading, draft: Draft, past: Sequence[Said]) -> Said | None:
    """Whom a cue without a source goes on quoting: the last speaker whose words it does not stand in, of its gender."""
    at = len(past) - 1
    first = None
    while at >= 0 and len(past) - at <= MEMORY:
        one = past[at]
        low = max(-1, at - 8)
        outer = next(
            (i for i in range(at - 1, low, -1) if past[i].begin <= one.cue < past[i].end <= draft.cue.start), None
        )
        if outer is not None:
            at = outer
            continue
        if one.aside and at and draft.kind != "distance":
            at -= 1
            continue
        first = first or one
        if agree(draft.gender, noun(reading.words.word(one.source.start))):
            return one
        at -= 1
    return first


def _finished(
    reading: Reading,
    draft: Draft,
    end: int,
    number: int,
    speaker: Speaker,
    resolved: Span | None,
    published: str | None,
) -> Attribution:
    content = Span(draft.begin, end)
    source = reading.without(draft.source, draft.clitic) if draft.source else None
    fuller = reading.span(resolved) if resolved else None
    hops = [Hop("speaker", source or fuller, speaker.entity, speaker.status)]
    through = draft.medium or _told(reading, draft)
    if through is not None:
        medium = identify(reading, through, published)
        clitic = 0 if draft.medium else reading.known(*through)[0].start - reading.words.starts[through.start]
        hops.append(Hop("medium", reading.without(through, clitic), medium.entity, medium.status))
    hops.append(OUTLET)
    return Attribution(
        number,
        _cue(reading, draft),
        draft.lemma,
        draft.cue_class,
        "direct" if draft.quoted else _mode(reading, content, draft.cue.start),
        source,
        fuller,
        speaker.entity,
        speaker.type,
        speaker.side,
        (reading.span(content), *((reading.span(draft.more),) if draft.more else ())),
        tuple(hops),
    )


def _told(reading: Reading, draft: Draft) -> Span | None:
    """The medium that a verb's source spoke to (`قال لوكالة فرانس برس`), between the verb and its content."""
    if draft.kind not in ("verb", "participle") or not reading.addressed:
        return None
    near = range(draft.cue.end, min(draft.begin, draft.cue.end + TOLD))
    at = next((i for i in near if i in reading.addressed), None)
    media = [h for h in reading.known(at, at + 2) if h.entry.group == "media" and h.stop <= draft.begin] if at else []
    named = any(h.entry.traits["kind"] == "name" for h in media)  # not `للصحفيين`
    return Span(media[0].first, max(h.stop for h in media)) if named else None


def _cue(reading: Reading, draft: Draft) -> Span:
    """The cue over the original text: whole words, or a headline's colon."""
    words = reading.words
    if not draft.mark:
        return Span(words.at[draft.cue.start], words.till[draft.cue.end - 1])
    colon = reading.original.index(":", words.till[draft.cue.end - 1])
    return Span(colon, colon + 1)


def _mode(reading: Reading, content: Span, cue: int) -> str:
    """Direct where a quotation is nearly all of the content, or opens it and runs on; mixed where one is part of it."""
    quoted = reading.quoted
    if not quoted:
        return "indirect"
    first = max(0, bisect_left(quoted, Span(content.start, 0)) - 2)
    near = quoted[first : bisect_left(quoted, Span(content.end, 0), lo=first)][:MEMORY]
    speech = [q for q in near if q.end > content.start and not q.start <= cue < q.end and _said(reading, q)]
    covered = sum(min(q.end, content.end) - max(q.start, content.start) for q in speech)
    filled = covered >= 0.9 * (content.end - content.start)
    if speech and speech[0].start <= content.start and (filled or speech[0].end > content.end):
        return "direct"
    return "mixed" if speech else "indirect"


def _said(reading: Reading, quote: Span) -> bool:
    """Whether a quotation is speech: of three words or more, or one or two that name nobody and nothing."""
    words = reading.words
    before = words.word(quote.start - 1) if quote.start else ""
    if any(h.stop >= quote.end for h in reading.known(max(0, quote.start - 2), quote.start + 1)):
        return False
    named = before.removeprefix("ال").lstrip("وبل") in NAMING
    if spoken(quote, SPEECH_WORDS):
        return not named or spoken(quote, NAME_WORDS)
    named = named or bool(reading.known(*quote))
    return not named and not words.kinds[quote.start] & DEFINITE and not words.word(quote.start)[0].isascii()
