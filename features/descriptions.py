"""Who was told of before by the office or the kind that later words take up (`الوزير التركي`, `المسؤول الأميركي`)."""

from __future__ import annotations

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
    for head in reversed(places_of(words, (bare, office), source.start)):
        if not reading.titled(head):
            continue
        stop = min(reading.stops[head], source.start)
        one = subject(words, head, stop, reading.known(head, stop), reading.verbs, reading.opening, clause=True)
        if one is None or one.start != head or alone(reading, one) != one:
            continue
        one = apposed(reading, one, stop)
        if set(rest) <= set(words.words(*one)) and one.end - one.start > source.end - source.start:
            return one
    return None


def minister(reading: Reading, source: Span) -> Span | None:
    """The foreign minister whom `رئيس الدبلوماسية الفرنسية` means, as he was named before with his country."""
    words = reading.words
    if words.words(source.start, source.start + 2) != ["رييس", "الدبلوماسيه"]:
        return None
    land = [word.removesuffix("ه") for word in words.words(source.start + 2, source.end)]
    for k in reversed(places_of(words, ("وزير",), source.start)):
        stop = min(reading.stops[k], source.start)
        one = subject(words, k, stop, reading.known(k, stop), reading.verbs, reading.opening, clause=True)
        if one and words.word(k + 1) == "الخارجيه" and set(land) <= set(words.words(*one)):
            return apposed(reading, one, stop)
    return None


def by_kind(reading: Reading, source: Span) -> Span | None:
    """Who was told of by more words before: without a name (`المسؤول الأميركي`: `مسؤول أميركي كبير`), or by all his names."""
    words = reading.words
    own = words.words(*source)
    named = len(own) > NAMES and bool(given_names(words, source))
    unnamed = len(own) > 1 and all(words.kinds[i] & (DEFINITE | GIVEN) == DEFINITE for i in range(*source))
    if not named and not unnamed:
        return None
    bare = {word.removeprefix("ال") for word in own}
    for k in reversed(places_of(words, (own[0] if named else own[0].removeprefix("ال"),), source.start)):
        stop = min(reading.stops[k], source.start)
        one = subject(words, k, stop, reading.known(k, stop), reading.verbs, reading.opening, clause=True)
        if one is None or one.start != k or one.end - k <= len(own) or not unspoken(reading, one):
            continue
        if alone(reading, one) != one:
            continue  # several, of whom he is one
        if bare <= {word.removeprefix("ال") for word in words.words(*one)}:
            return one
    return None
