"""Who speaks: whom a source means, and, where no source stands at a cue, whom the article goes on quoting.

A cue without a source means one of those named before it, or nobody (`features.antecedents`); he is shown by the fullest
earlier words that name him.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from features.acting import suffered
from features.actors import Named, Said
from features.antecedents import antecedent
from features.article import Span
from features.documents import document, issuer
from features.drafts import Draft
from features.earlier import body_within, fuller
from features.fullest import OFFICIAL, SOURCE, TAKING_UP, by_noun, fullest
from features.gender import noun, of_pronoun
from features.introductions import introduced, named_anew
from features.namesakes import again, behind_title, common, named_in, said_first, takes_up
from features.operations import in_action
from features.phrases import asks, noun_phrase
from features.silence import unnamed
from features.speakers import UNKNOWN, YIELDING_HEADS, Speaker, identify
from features.states import SIDES, seat, stately, surroundings
from features.text import Reading
from features.turns import GOING_ON, MEMORY, RECENT, pick
from features.words import DEFINITE, GIVEN, IN
from seeds.lexicon import load

SHORT = 2  # words of a source too short to say who it is
RELAYED = 8  # words of a man whom official media relay
BODIES = ("official", "military", "anonymous")
OF_STATE = (*BODIES, "media")
HOMELY = frozenset("بلاده بلادها بلادهم".split())  # the country of who speaks
NAMELESS = ("official", "military", "expert", "igo", "political", "other")  # who may ask not to be named
HONORIFIC = "k_honorific"  # the row of words that stand for somebody named before
UNSIDED = ("anonymous", "none")
NEAR = 4  # words from a source to his asking
OPEN = ("noun", "passive")  # cues without a pronoun that may be somebody's all the same (`وجهوا دعوة إلى`, `نقلت عنه`)
_SOME = frozenset("هناك ثمه يوجد هنالك".split())  # that there are some (`هناك من يقول`)
NEWS = frozenset("أنبأ أعلم أخبر أشاع أفاد".split())  # lemmas of nouns for it
# Who may have no name, however definite (`المسؤول الذي رفض ذكر اسمه`).
_SOME_MAN = frozenset("المسوول المسووله القيادي الضابط الدبلوماسي".split())
UNNAMED = Speaker(None, "anonymous", "none")  # of a cue by which nobody is meant


def speaker_of(
    reading: Reading, draft: Draft, end: int, past: list[Said], named: Named, published: str | None
) -> tuple[Speaker, Span | None]:
    """Who speaks and, where no source stands at the cue, the fullest earlier words that name them."""
    if draft.source is not None:
        words = _named(reading, draft.source)
        goes_on = _going_on(reading, draft, past)
        speaker = goes_on or _identified(reading, draft.source, words, past, published)
        if speaker.type in NAMELESS and _withheld(reading, draft.source):
            speaker = replace(speaker, type="anonymous")
        if speaker.type == "official":
            told = reversed(past[-MEMORY:] if takes_up(reading.words, draft.source) else ())
            before = (one.source for one in told if said_first(reading.words, draft.source, one.source))
            speaker = in_action(reading, next(before, draft.source), Span(draft.begin, end), speaker, draft.cue_class)
        aside = end <= draft.cue.start and reading.firsts[draft.cue.start] < draft.cue.start
        gender = noun(reading.words.word(draft.source.start)) or draft.gender
        past.append(Said(draft.cue.start, draft.begin, end, draft.source, words, speaker, aside, gender))
        return speaker, None
    if draft.kind in ("preposition", "noun"):
        draft = draft._replace(gender=of_pronoun(reading.words.word(draft.cue.end - 1)))
    taken, how = pick(reading, draft, past) if draft.inherits else (None, "")
    asked = (draft.inherits or (draft.kind in OPEN and not suffered(reading, draft))) and not _adrift(reading, draft)
    meant = antecedent(reading, named, draft, past, taken, how) if asked else None
    if meant is None:
        return UNNAMED if draft.kind != "distance" else UNKNOWN, None
    heard = meant.said or _said(reading, draft, meant.names[0], past, published)
    full = fullest(reading, heard, meant.names, past, draft.cue.start)
    past.append(heard._replace(cue=draft.cue.start, begin=draft.begin, end=end, full=full))
    return heard.speaker, full


def met(reading: Reading, draft: Draft, resolved: Span | None, speaker: Speaker, past: Sequence[Said]) -> bool:
    """Whether the text tells whom an active cue means that has no source, or a bare definite noun (`الوزير`, `الصحيفة`).

    `past` are the attributions up to the cue's own.
    """
    source = draft.source
    if source is None:
        return resolved is not None or not draft.inherits or draft.kind not in ("verb", "participle")
    bare = reading.words.word(source.start) in TAKING_UP and common(reading, source)
    if not bare or speaker.entity or speaker.status != "named":
        return True
    return fuller(reading, source) is not None or any(one.speaker.type == speaker.type for one in past[:-1][-MEMORY:])


def _adrift(reading: Reading, draft: Draft) -> bool:
    """Whether a cue tells of news that nobody is said to have brought (`أنباء عن قتلى`, `ورد أن`, `هناك من يقول`)."""
    cue = draft.cue.start
    if cue > 1 and reading.words.word(cue - 1) == "من" and reading.words.word(cue - 2).lstrip("وف") in _SOME:
        return True
    return draft.lemma == "ورد" or (draft.kind == "noun" and not draft.inherits and draft.lemma in NEWS)


def _withheld(reading: Reading, source: Span) -> bool:
    """Whether a source, named by no name, asks right behind it not to be named (`مسؤول تركي، رفض الإفصاح عن اسمه`)."""
    kinds, first = reading.words.kinds, reading.known(source.start, source.start + 1)
    bound = any(kind & DEFINITE for kind in kinds[source.start : min(source.end, source.start + 2)])  # `وزير الخارجية`
    bound = bound and reading.words.word(source.start) not in _SOME_MAN
    known = bound or any(h.entry.traits.get("kind") == "name" for h in first)
    own = known or any(kinds[i] & GIVEN and not reading.known(i, i + 1) for i in range(*source))  # `تركي` is a name too
    asked = any(asks(reading.words, i) for i in range(source.start + 1, min(source.end + NEAR, len(reading.words))))
    return not own and (asked or any(unnamed(reading, h) for h in reading.begin("cues", source.end, source.end + NEAR)))


def _going_on(reading: Reading, draft: Draft, past: Sequence[Said]) -> Speaker | None:
    """The speaker before, where a name that nobody bore yet goes on for him (`قال مستشار ... وأضاف آمد سيدو`)."""
    if draft.source is None or draft.lemma not in GOING_ON or not past or past[-1].aside:
        return None
    told = past[-1].speaker.type not in ("other", "media")
    return past[-1].speaker if told and named_anew(reading, draft.source, past[-1].source) else None


def _named(reading: Reading, source: Span) -> frozenset[int]:
    """The words of a source, by their hashes."""
    return frozenset(reading.words.hashes[source.start : source.end].tolist())


def _said(reading: Reading, draft: Draft, source: Span, past: Sequence[Said], published: str | None) -> Said:
    """Somebody who has not been quoted yet, as one who was."""
    named, cue = _named(reading, source), draft.cue.start
    gender = noun(reading.words.word(source.start)) or draft.gender
    return Said(
        cue, draft.begin, cue, source, named, _identified(reading, source, named, past, published), False, gender
    )


def _identified(
    reading: Reading, source: Span, words: frozenset[int], past: Sequence[Said], published: str | None
) -> Speaker:
    """The speaker of a source, by its own words or, where these say too little, by earlier and fuller ones."""
    speaker = identify(reading, source, published)
    if speaker.status != "unresolved" and speaker.side != "none":
        return speaker
    if HOMELY.intersection(reading.words.words(*source)) and (one := next(_sided(past), None)):
        return Speaker(None, "official", one.side)
    of_state = speaker.type in OF_STATE and speaker.entity is None and stately(reading, source)
    if of_state and (side := seat(reading, source) or _relayed(reading, source, speaker, published)):
        return replace(speaker, side=side)
    speaker = _recalled(reading, source, words, _member(reading, source, speaker, published), past, published)
    if of_state and speaker.side == "none":
        return replace(speaker, side=surroundings(reading, source))
    return speaker


def _relayed(reading: Reading, source: Span, speaker: Speaker, published: str | None) -> str:
    """The side of the state whose man official media relay (`ونقلت وسائل إعلام رسمية عن الأسد`); "" where nobody says."""
    words, at = reading.words, source.end
    if speaker.type != "media" or at >= len(words) or words.word(at) != "عن":
        return ""
    relayed = noun_phrase(words, at + 1, min(at + 1 + RELAYED, reading.stops[at]), reading.verbs)
    side = identify(reading, relayed, published).side if relayed else "none"
    return side if side in SIDES.values() else ""


def _member(reading: Reading, source: Span, speaker: Speaker, published: str | None) -> Speaker:
    """Somebody of a body that is named by its bare noun only (`المتحدث باسم الجيش`): he is of the one named before."""
    if speaker.side != "none" or speaker.entity or speaker.status == "unresolved":
        return speaker
    body = body_within(reading, source)
    known = identify(reading, body, published) if body else UNKNOWN
    kind = known.type if speaker.type in YIELDING_HEADS else speaker.type
    return speaker if known.side == "none" else replace(speaker, side=known.side, type=kind)


def _sided(past: Sequence[Said]) -> Iterator[Speaker]:
    """The speakers before that are of a side, the last first."""
    return (one.speaker for one in reversed(past[-RECENT:]) if one.speaker.side != "none")


def _recalled(
    reading: Reading,
    source: Span,
    words: frozenset[int],
    speaker: Speaker,
    past: Sequence[Said],
    published: str | None,
) -> Speaker:
    """The speaker of a source that says too little, by who was named before or elsewhere."""
    if past and again(reading.words, source):
        return past[-1].speaker
    if (of_kind := by_noun(reading, source)) != source:
        meant = _recalled(reading, of_kind, _named(reading, of_kind), speaker, past, published)
        return replace(speaker, side=meant.side)
    if any(h.entry.id == HONORIFIC for h in reading.known(source.start, source.start + 1)):
        return _before_that(speaker, past)  # `معاليه`
    taking_up, name = takes_up(reading.words, source), behind_title(reading, source)
    his_words = _named(reading, name) if name else frozenset()
    for one in reversed(past[-MEMORY:]):
        whole = words <= one.words
        his = name is not None and his_words <= one.words and named_in(reading, name, one.source)
        if his and one.speaker.side != "none":
            return one.speaker  # `الوزير محمد عمرو` is `محمد كامل عمرو، وزير الخارجية`
        if not (whole or taking_up) or one.speaker.status == "unresolved":
            continue
        if (whole and named_in(reading, source, one.source)) or said_first(reading.words, source, one.source):
            return one.speaker
    if common(reading, source) and (known := _by_kind(reading, source, speaker, past)):
        return known
    unresolved = speaker.status == "unresolved"
    if unresolved and document(reading, source):
        return _issued(reading, source, speaker, past, published)
    if unresolved and (elsewhere := introduced(reading, source)):
        known = identify(reading, elsewhere, published)
        if known.side != "none":
            return known
        speaker = known if known.status != "unresolved" else speaker
    if source.end - source.start > SHORT:
        return _like(reading, source, speaker, past)
    earlier = fuller(reading, source)
    known = identify(reading, earlier, published) if earlier else UNKNOWN
    bare = reading.words.kinds[source.start] & DEFINITE and source.end - source.start == 1
    said = known.type == speaker.type or speaker.status == "unresolved" or (bare and known.side != "none")
    if known.status != "unresolved" and said:
        speaker = known
    elif (speaker.type, speaker.side) == UNSIDED and reading.words.word(source.start) in (*SOURCE, *OFFICIAL):
        speaker = replace(speaker, side=known.side)  # `المصدر الأمني` is `مسؤول أمني لبناني`
    if speaker.side == "none" and bare:
        return _before_that(speaker, past)
    return _like(reading, source, speaker, past)


def _by_kind(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Speaker | None:
    """The last speaker of a kind, if lexicons also call him by a bare noun (`المنظمة`: `هيومن رايتس ووتش`)."""
    if not reading.words.kinds[source.start] & DEFINITE:
        return None
    head = reading.words.word(source.start).removeprefix("ال")
    last = next((one.speaker for one in reversed(past[-RECENT:]) if one.speaker.type == speaker.type), None)
    return last if last and last.entity and head in _heads().get(last.entity, ()) else None


@cache
def _heads() -> Mapping[str, frozenset[str]]:
    """The first words of the names of each row of speakers.tsv, of those that have more words."""
    rows = ((entry.id, entry.spellings()) for entry in load("speakers") if entry.traits["kind"] == "name")
    return {row: frozenset(name.split(" ")[0] for name in forms if " " in name) for row, forms in rows}


def _issued(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said], published: str | None) -> Speaker:
    """The issuer of a document; of a definite one (`البيان`, `نص القرار`) that names none, who spoke last."""
    author = issuer(reading, source)
    if author is not None:
        return _identified(reading, author, _named(reading, author), past, published)
    definite = any(kind & DEFINITE for kind in reading.words.kinds[source.start : source.start + 2])
    return _before_that(speaker, past) if definite else speaker


def _like(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Speaker:
    """The side of a body of state that names no nation (`وزارة الخارجية`): that of the last one with the same first word."""
    if speaker.side != "none" or speaker.type not in BODIES or speaker.entity:
        return speaker
    if speaker.type == "anonymous":
        return _same_unnamed(reading, source, speaker, past)
    first = int(reading.words.hashes[source.start])
    lately = (
        one for one in reversed(past[-MEMORY:]) if one.speaker.type == speaker.type and one.speaker.side != "none"
    )
    found = next((one for one in lately if int(reading.words.hashes[one.source.start]) == first), None)
    return speaker if found is None else replace(speaker, side=found.speaker.side)


def _same_unnamed(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Speaker:
    """The side of unnamed sources that are the ones before by their words (`المصدر العسكري`: `مصدر عسكري سوري`)."""
    words = reading.words
    end = next((i for i in range(*source) if words.kinds[i] & IN), source.end)
    own = _bare_words(words.words(source.start, end))
    if len(own) < SHORT and not words.kinds[source.start] & DEFINITE:
        return speaker  # `مصادر` are others each time
    for one in reversed(past[-MEMORY:]):
        earlier = _bare_words(words.words(one.source.start, one.source.start + len(own)))
        if one.speaker.type == "anonymous" and own == earlier:
            return replace(speaker, side=one.speaker.side)
    return speaker


def _bare_words(words: Sequence[str]) -> list[str]:
    """Words without article and the ending of an accusative."""
    return [word.removeprefix("ال").removesuffix("ا") for word in words]


def _before_that(speaker: Speaker, past: Sequence[Said]) -> Speaker:
    """Who a bare definite noun means (`الوزير`, `البيان`): the last speaker of its kind, or the last of all if it has none."""
    lately = [one.speaker for one in past[-RECENT:]][::-1]
    if speaker.type == "other":
        return next(iter(lately), speaker)
    return next((one for one in lately if one.type == speaker.type and one.side != "none"), speaker)
