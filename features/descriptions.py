"""Who was told of before by the office or the kind that later words take up (`الوزير التركي`, `المسؤول الأميركي`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from features.agents import subject
from features.appositions import apposed
from features.article import Span
from features.namesakes import alone, places_of, unspoken
from features.persons import given_names
from features.text import Reading
from features.titles import GOVERNING
from features.words import DEFINITE, GIVEN

NAMES = 2  # words of a name, or of adjectives, behind an office


def by_office(reading: Reading, source: Span) -> Span | None:
    """Who was named before with the office that a source begins with (`الوزير التركي`, `الوزير كيري`: `وزير ... كيري`).

    What follows the office in the source must stand in the earlier words too, whose last is nearest.
    """
    words = reading.words
    office, *rest = words.words(*source)
    bare = office.removeprefix("ال")
    if bare == office or not 1 <= len(rest) <= NAMES or bare not in GOVERNING:
        return None
    for one in _phrases(reading, (bare, office), source.start):
        if not reading.titled(one.start) or alone(reading, one) != one:
            continue
        one = apposed(reading, one, min(reading.stops[one.start], source.start))
        if set(rest) <= set(words.words(*one)) and one.end - one.start > source.end - source.start:
            return one
    return None


def minister(reading: Reading, source: Span) -> Span | None:
    """The foreign minister whom `رئيس الدبلوماسية الفرنسية` means, as he was named before with his country."""
    words = reading.words
    if words.words(source.start, source.start + 2) != ["رييس", "الدبلوماسيه"]:
        return None
    land = {word.removesuffix("ه") for word in words.words(source.start + 2, source.end)}
    for one in _phrases(reading, ("وزير",), source.start):
        if words.word(one.start + 1) == "الخارجيه" and land <= set(words.words(*one)):
            return apposed(reading, one, min(reading.stops[one.start], source.start))
    return None


def by_kind(reading: Reading, source: Span) -> Span | None:
    """Who was told of by more words before: without a name (`المسؤول الأميركي`: `مسؤول أميركي كبير`), or by all his names."""
    words = reading.words
    own = words.words(*source)
    named = len(own) > NAMES and bool(given_names(words, source))
    unnamed = len(own) > 1 and all(words.kinds[i] & (DEFINITE | GIVEN) == DEFINITE for i in range(*source))
    if not named and not unnamed:
        return None
    head = own[0].removeprefix("ال")
    bare = {word.removeprefix("ال") for word in own} - {head if unnamed else ""}
    for one in _phrases(reading, (own[0],) if named else _ALSO.get(head, (head,)), source.start):
        if one.end - one.start <= len(own) or not unspoken(reading, one):
            continue
        if alone(reading, one) != one:
            continue  # several, of whom he is one
        if bare <= {word.removeprefix("ال") for word in words.words(*one)}:
            return one
    return None


# By what else somebody without a name was told of (`مسؤول أمني لبناني`, then `المصدر الأمني`).
_ALSO = {"مصدر": ("مصدر", "مسوول"), "مصادر": ("مصادر", "مسوولون", "مسوولين"), "مسوول": ("مسوول", "مصدر")}


def _phrases(reading: Reading, nouns: Sequence[str], before: int) -> Iterator[Span]:
    """The noun phrases before a word that begin with one of some nouns, the last first."""
    for k in reversed(places_of(reading.words, nouns, before)):
        stop = min(reading.stops[k], before)
        one = subject(reading.words, k, stop, reading.known(k, stop), reading.verbs, reading.opening, clause=True)
        if one is not None and one.start == k:
            yield one
