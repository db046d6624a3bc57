"""Who speaks: whom a source means, and, where no source stands at a cue, whom the article goes on quoting.

A cue without a source is its sentence's subject's or goes on with the last speaker whose words it does not stand in; he is
shown by the fullest earlier words that name him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from features.acting import CHARGES, acting, clauses, jailer, topic
from features.article import Span
from features.documents import author, document, issuer
from features.drafts import Draft
from features.earlier import again, body_within, fuller, named_in, said_first
from features.gender import MASCULINE, PLURAL, agree, noun, of_pronoun
from features.introductions import introduced, named_anew
from features.operations import in_action
from features.phrases import noun_phrase
from features.speakers import UNKNOWN, YIELDING_HEADS, Speaker, identify
from features.states import SIDES, seat, stately, surroundings
from features.text import Reading
from features.words import DEFINITE, GIVEN, THAT

# Sources back that an earlier name of the same one is looked for; words of a source too short to say who it is; speakers back.
MEMORY, SHORT, RECENT = 200, 2, 6
OFFICIAL = 8  # words of a man whom official media relay
BODIES = ("official", "military", "anonymous")
OF_STATE = (*BODIES, "media")
HOMELY = frozenset("بلاده بلادها بلادهم".split())  # the country of who speaks
GOING_ON = frozenset("أضاف تابع أردف استطرد مضى".split())
UNNAMED = Speaker(None, "anonymous", "none")  # of a passive, or a noun whose speaker nobody names


class Said(NamedTuple):
    """An attribution already read: its cue's first word, its content, and who was its source, by the fullest words for it.

    `aside`: its cue trails behind what it speaks of (`بحسب X`), so that nobody goes on quoting its source. `gender` is the
    source's, by its noun or the verb before it.
    """

    cue: int
    begin: int
    end: int
    source: Span
    words: frozenset[int]
    speaker: Speaker
    aside: bool
    gender: str


def speaker_of(
    reading: Reading, draft: Draft, end: int, past: list[Said], published: str | None
) -> tuple[Speaker, Span | None]:
    """Who speaks and, where no source stands at the cue, the fullest earlier words that name them."""
    if draft.source is not None:
        words = _named(reading, draft.source)
        goes_on = _going_on(reading, draft, past)
        speaker = goes_on or _identified(reading, draft.source, words, past, published)
        if speaker.type == "official":
            before = (
                one.source for one in reversed(past[-MEMORY:]) if said_first(reading.words, draft.source, one.source)
            )
            speaker = in_action(reading, next(before, draft.source), Span(draft.begin, end), speaker)
        aside = end <= draft.cue.start and reading.firsts[draft.cue.start] < draft.cue.start
        gender = noun(reading.words.word(draft.source.start)) or draft.gender
        past.append(Said(draft.cue.start, draft.begin, end, draft.source, words, speaker, aside, gender))
        return speaker, None
    if draft.kind in ("preposition", "noun"):
        draft = draft._replace(gender=of_pronoun(reading.words.word(draft.cue.end - 1)))
    within = _within(draft, past) if draft.inherits else None
    spoken_of = topic(reading, draft, within.begin) if within else None
    if spoken_of is not None:
        return _identified(reading, spoken_of, _named(reading, spoken_of), past, published), spoken_of
    heard = None
    if draft.inherits:
        found = author(reading, draft) or _acting(reading, draft, past) or _before(reading, draft, past)
        heard = _said(reading, draft, found, past, published) if found else _heard(reading, draft, past)
    if heard is None:
        return UNNAMED if draft.kind != "distance" else UNKNOWN, None
    past.append(heard._replace(cue=draft.cue.start, begin=draft.begin, end=end))
    same = [
        one.source
        for one in past[-MEMORY:]
        if (heard.words <= one.words and named_in(reading, heard.source, one.source))
        or said_first(reading.words, heard.source, one.source)
    ]
    here = heard.source if heard.source.start >= reading.firsts[draft.cue.start] else None
    fullest = max(same, key=lambda s: (s.end - s.start, s == here, s.start), default=heard.source)
    return heard.speaker, fuller(reading, fullest) or fullest


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


def _within(draft: Draft, past: Sequence[Said]) -> Said | None:
    """The attribution in whose content a cue stands."""
    return next((one for one in reversed(past[-RECENT:]) if one.begin <= draft.cue.start < one.end), None)


def _acting(reading: Reading, draft: Draft, past: Sequence[Said]) -> Span | None:
    """Who does what a sentence tells before a cue of somebody's own words; only in a sentence that quotes nobody yet."""
    words, first, cue = reading.words, reading.firsts[draft.cue.start], draft.cue.start
    if draft.kind not in ("participle", "verb", "distance", "preposition") or first == cue:
        return None
    if words.word(cue).startswith(CHARGES):  # who is said to charge somebody does so, not who tells of it
        first = max([first, *(one.begin for one in past[-RECENT:] if one.begin < cue <= one.end)])
        return jailer(reading, cue) or acting(reading, draft, first)
    if draft.kind == "preposition":
        return acting(reading, draft, first)
    told = [one.begin for one in past[-RECENT:] if first < one.begin < cue and words.kinds[one.begin - 1] & THAT]
    for first in sorted({*clauses(reading, cue), *told}, reverse=True):
        speaking = [one for one in past[-RECENT:] if _speaks_in(one, first, cue)]
        if any(agree(draft.gender, one.gender) for one in speaking):
            return None
        found = acting(reading, draft, first)
        if found is not None:
            return found
    return None


def _before(reading: Reading, draft: Draft, past: Sequence[Said]) -> Span | None:
    """The person who acts in the sentence before, which quotes nobody, where a cue leads its own (`وعزى الوزير ... وأكد أن`)."""
    first = reading.firsts[draft.cue.start]
    if draft.kind != "verb" or draft.lemma in GOING_ON or draft.cue.start > first + 1 or not first:
        return None
    begin = reading.firsts[first - 1]
    if any(one.cue >= begin or one.begin <= first < one.end for one in past[-RECENT:]):
        return None
    found = acting(reading, draft._replace(cue=Span(first, first + 1)), begin)
    person = found and any(reading.words.kinds[i] & GIVEN for i in range(*found))
    named = found and any(
        h.entry.traits.get("kind") == "name" and h.entry.group == "official" for h in reading.known(*found)
    )
    return found if person or named else None


def _speaks_in(one: Said, first: int, cue: int) -> bool:
    """Whether somebody is quoted in a clause before a cue, or the clause or the cue stands in what he said."""
    return (
        (one.cue >= first and not one.aside)
        or one.begin <= cue < one.end
        or (one.cue < first and one.begin <= first < one.end)
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
    relayed = noun_phrase(words, at + 1, min(at + 1 + OFFICIAL, reading.stops[at]), reading.verbs)
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
    for one in reversed(past[-MEMORY:]):
        if one.speaker.status == "unresolved":
            continue
        if (words <= one.words and named_in(reading, source, one.source)) or said_first(
            reading.words, source, one.source
        ):
            return one.speaker
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
    if speaker.side == "none" and bare:
        return _before_that(speaker, past)
    return _like(reading, source, speaker, past)


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
        many = (draft.gender, noun(reading.words.word(one.source.start))) == (PLURAL, MASCULINE)
        if agree(draft.gender, one.gender) and not many:
            return one
        at -= 1
    return first
