"""Whom somebody speaks to: no part of who speaks, wherever it stands between a verb, its subject and what he says."""

from __future__ import annotations

from features.adjuncts import past_adjuncts
from features.article import Span
from features.persons import named_before
from features.phrases import noun_phrase
from features.text import Reading
from features.words import GIVEN

_TO_ALL = frozenset("للصحفيين للصحافيين للصحافه للاعلام".split())
_ALONE = frozenset(
    "الوزير الوزيره الرييس الملك الامير القايد الشيخ السيد".split()
)  # titles that may stand without a name


def behind_adjuncts(reading: Reading, start: int, end: int) -> Span | None:
    """The subject between whom, where or when its verb spoke and where content opens (`قال [لفرانس برس] مصدر في الشرطة إن`)."""
    words, at = reading.words, start
    while at < end and at not in reading.opening and (at in reading.addressed or words.word(at) in _TO_ALL):
        behind = reading.opening.get(at + 1, at + 1) if words.word(at) == "ل" else at + 1
        at = max([behind, *(h.stop for h in reading.known(at, at + 1))])
    at = past_adjuncts(reading, at, end, frozenset())
    found = noun_phrase(words, at, end, reading.barriers, opened=True, clause=True) if start < at < end else None
    hits = reading.known(at, at + 1)
    sure = words.kinds[at] & GIVEN or (hits and all(h.entry.group != "media" for h in hits))
    return found if found and sure and found.end == end else None


def unaddressed(reading: Reading, found: Span) -> Span:
    """A person by his name, or by a bare title, without whom he speaks to (`الرئيس الأسد [للوفد البرلماني]`)."""
    words, known = reading.words, reading.known(*found)
    title = words.word(found.start) in _ALONE
    for i in range(found.start + 1, found.end):
        if words.word(i).startswith("لل") and reading.known(i, i + 1):
            whole = i == found.start + 1 or any(h.stop == i and h.entry.traits.get("kind") == "name" for h in known)
            if (title and whole) or named_before(words, i, known):
                return Span(found.start, i)
    return found
