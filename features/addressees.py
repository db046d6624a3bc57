"""Whom somebody speaks to: no part of who speaks, wherever it stands between a verb, its subject and what he says."""

from __future__ import annotations

from features.article import Span
from features.persons import named_before
from features.phrases import bare_occasion, noun_phrase
from features.text import Reading
from features.titles import ADJECTIVE
from features.words import DEFINITE, GIVEN, IN

TOLD = 8  # words from a verb to whom it tells
_TO_ALL = frozenset("للصحفيين للصحافيين للصحافه للاعلام".split())
_ALONE = frozenset(
    "الوزير الوزيره الرييس الملك الامير القايد الشيخ السيد".split()
)  # titles that may stand without a name


def behind_addressee(reading: Reading, start: int, end: int) -> Span | None:
    """The subject between whom its verb spoke to and where content opens (`قال [في تصريح لسانا] مدير صحة حمص إن`)."""
    words = reading.words
    led = words.kinds[start] & IN and start + 2 < end and bare_occasion(words, start + 1)
    near = range(start + 2, min(end, start + TOLD)) if led else range(start, min(end, start + 1))
    told = next((i for i in near if i in reading.addressed or words.word(i) in _TO_ALL), None)
    if told is None:
        return None
    at = _past_name(reading, told, end)
    found = noun_phrase(words, at, end, reading.barriers, opened=True, clause=True) if at < end else None
    hits = [h for h in reading.known(at, at + 1) if h.start == words.starts[at]]
    people = hits and all(h.entry.group not in ("media", "nation") for h in hits)
    return found if found and found.end == end and (words.kinds[at] & GIVEN or people) else None


def _past_name(reading: Reading, i: int, end: int) -> int:
    """Behind a medium that ل leads, its name in marks, and what nation it is of (`لصحيفة "الشرق الأوسط" السعودية`)."""
    at = i + 1
    while at < end:
        hits = [h for h in reading.known(at - 1, at) if h.stop > at and h.entry.group == "media"]
        stop = max((h.stop for h in hits), default=reading.opening.get(at, at))
        if stop == at:
            named = [h for h in reading.known(at, at + 1) if h.entry.group in ("media", "nation")]
            stop = max((h.stop for h in named), default=at + _adjective(reading, at))
        if stop == at:
            return at
        at = stop
    return at


def _adjective(reading: Reading, i: int) -> bool:
    """Whether a word tells more of a medium (`لصحيفة الحياة اللندنية`), and is nobody's name or title (`[القاضي] محمد سالم`)."""
    kind, word = reading.words.kinds[i], reading.words.word(i)
    titled = any(h.lexicon == "speakers" for h in reading.known(i, i + 1))
    return word.endswith(ADJECTIVE) and kind & DEFINITE != 0 and not kind & GIVEN and not titled


def unaddressed(reading: Reading, found: Span) -> Span:
    """A source without the medium it speaks to, a person by his name or bare title without anybody (`الرئيس الأسد [للوفد]`)."""
    words, known = reading.words, reading.known(*found)
    title = words.word(found.start) in _ALONE
    for i in range(found.start + 1, found.end):
        if i in reading.addressed:
            return Span(found.start, i)
        if words.word(i).startswith("لل") and reading.known(i, i + 1):
            whole = i == found.start + 1 or any(h.stop == i and h.entry.traits.get("kind") == "name" for h in known)
            if (title and whole) or named_before(words, i, known):
                return Span(found.start, i)
    return found
