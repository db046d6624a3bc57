"""Whose turn it is to speak, by rule: who acts in a cue's clause or before it, or the last speaker it may go on with."""

from __future__ import annotations

from collections.abc import Sequence

from features.acting import acting, charging, clauses, jailer, topic
from features.actors import Said
from features.article import Span
from features.documents import author
from features.drafts import Draft
from features.gender import MASCULINE, PLURAL, agree, noun
from features.text import Reading
from features.words import GIVEN, THAT

# Attributions back that are looked at for whose words a cue stands in, and for whom it goes on with.
RECENT, MEMORY = 6, 200
SURE = ("author", "charge")  # rules that leave nothing to be weighed
GOING_ON = frozenset("أضاف تابع أردف استطرد مضى".split())


def pick(reading: Reading, draft: Draft, past: Sequence[Said]) -> tuple[Span | None, str]:
    """Whom the rules take for a cue without a source, and by which of them."""
    within = _within(draft, past)
    if within and (found := topic(reading, draft, within.begin)):
        return found, "topic"
    if found := author(reading, draft):
        return found, "author"
    if found := _acting(reading, draft, past):
        return found, "charge" if charging(reading.words, draft.cue.start) else "acting"
    if found := _before(reading, draft, past):
        return found, "before"
    heard = _heard(reading, draft, past)
    return (heard.source, "turn") if heard else (None, "")


def _within(draft: Draft, past: Sequence[Said]) -> Said | None:
    """The attribution in whose content a cue stands."""
    return next((one for one in reversed(past[-RECENT:]) if one.begin <= draft.cue.start < one.end), None)


def _acting(reading: Reading, draft: Draft, past: Sequence[Said]) -> Span | None:
    """Who does what a sentence tells before a cue of somebody's own words; only in a sentence that quotes nobody yet."""
    words, first, cue = reading.words, reading.firsts[draft.cue.start], draft.cue.start
    charged = charging(words, cue)
    if not (charged or draft.kind in ("participle", "verb", "distance", "preposition")) or first == cue:
        return None
    if charged:  # who is said to charge somebody does so, not who tells of it
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
