"""Where an article says who somebody is: a title or an age beside his name, before or behind the words that only name him."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from features.agents import subject
from features.appositions import apposed
from features.article import Span
from features.gender import deed
from features.phrases import noun_phrase
from features.text import Reading
from features.titles import GOVERNING
from features.words import DEFINITE, EDGE, FROM, GIVEN, NO_NOUN, THAT, TIME, VERBAL, places

LONGEST_TITLE = 12  # words from a title to the end of its name
NAME = 3  # words of a source that is nothing but a name, at most
NEW_NAME = 4  # words of a name that nobody has borne
PLACES = 20  # other places of a name that are looked at, on either side
AGES = frozenset("عام عاما سنه عامين".split())
_SAID_TO_BE = frozenset("وهو وهي".split())
_NO_NAME = EDGE | TIME | THAT | FROM | VERBAL


def introduced(reading: Reading, source: Span) -> Span | None:
    """The words that say who a person is whom a source only names: his name with its title or his age, the nearest before it."""
    words, (start, end) = reading.words, source
    if end - start > NAME or any(kind & _NO_NAME for kind in words.kinds[start:end]) or _common(reading, source):
        return None
    if age := _age(reading, end - 1):
        return age
    found = (_behind(reading, k) or _before(reading, k) for k in _places(reading, source))
    return next((span for span in found if span is not None), None)


def named_anew(reading: Reading, source: Span, before: Span) -> bool:
    """Whether a source is a name that nobody bore yet, and the speaker before was told by his office only.

    He is that speaker then, where he goes on: `قال مستشار لقوات X ... وأضاف آمد سيدو`.
    """
    words, (start, end) = reading.words, source
    unnamed = not words.kinds[before.start] & (GIVEN | DEFINITE) and reading.known(before.start, before.start + 1)
    whole = any(h.first == before.start and h.entry.traits.get("kind") == "name" for h in reading.known(*before))
    if not unnamed or whole or end - start > NEW_NAME or words.kinds[start] & DEFINITE:
        return False
    known = any(h.lexicon in ("speakers", "names") for h in reading.known(*source))
    return not known and words.hashes[end - 1] not in words.hashes[:start]


def aged(words: list[str]) -> bool:
    """Whether somebody's age is told (`أحمد (35 عاما)`): then he is a private person."""
    return any(a.isdigit() and b in AGES for a, b in pairwise(words))


def _common(reading: Reading, source: Span) -> bool:
    """Whether a source of one word is a common noun, or one that begins with a title or a body."""
    known = reading.known(source.start, source.start + 1)
    return any(h.entry.traits.get("kind") == "kind" for h in known)


def _places(reading: Reading, source: Span) -> Iterator[int]:
    """The last words of a name elsewhere: before it from the last to the first, then behind it."""
    hashes, last = reading.words.hashes, source.end - 1
    size = source.end - source.start
    same = places(reading.words, hashes[last])
    at = int(np.searchsorted(same, source.start))
    for k in (*same[max(0, at - PLACES) : at][::-1].tolist(), *same[at : at + PLACES].tolist()):
        first = k - size + 1
        if k != last and first >= 0 and (hashes[first : k + 1] == hashes[source.start : source.end]).all():
            yield k


def _behind(reading: Reading, k: int) -> Span | None:
    """A name that ends at word k with what follows to say who it is: a title between commas, `وهو` and a title, an age."""
    words, stop = reading.words, reading.stops[k]
    if age := _age(reading, k):
        return age
    if stop - k > 2 and words.word(k + 1) in _SAID_TO_BE and not words.gaps[k + 2]:
        title = max((h.stop for h in reading.known(k + 2, k + 3) if h.stop <= stop), default=0)
        return Span(k + 2, title) if title else None
    found = apposed(reading, Span(k, k + 1), stop)
    return Span(k + 1, found.end) if found.end > k + 1 else None


def _age(reading: Reading, k: int) -> Span | None:
    """A name that ends at word k with the age in a bracket or between commas behind it, if one stands there (`أمل، 19 سنة، `)."""
    words = reading.words
    if reading.stops[k] - k <= 2 or not words.gaps[k + 1].strip().startswith(("(", "،", ",")):
        return None
    if k + 3 < len(words) and (not words.gaps[k + 3].strip() or reading.titled(k + 3)):
        return None  # `(30 سنة في الحكم)`, `، 35 سنة، المتحدث باسم`
    return Span(k, k + 3) if aged(words.words(k + 1, k + 3)) else None


def _before(reading: Reading, k: int) -> Span | None:
    """The title that leads a name whose last word is k, with the name: the nearest, behind all that names somebody else."""
    words = reading.words
    joined = joined_before(reading, k)
    for head in sorted({*titles_before(reading, k), *joined}):
        if any(head < i <= k - NAME for i in joined) or _of_others(reading, head, k):
            continue
        phrase = noun_phrase(words, head, k + 1, reading.verbs, opened=True, clause=True)
        if phrase and phrase.end == k + 1 and any(kind & GIVEN for kind in words.kinds[head + 1 : k + 1]):
            return phrase
    return None


def _of_others(reading: Reading, head: int, k: int) -> bool:
    """Whether a name ends before a title between two words (`الوزير البريطاني بوريس جونسون [الدكتور] نصر الحريري`)."""
    kinds = reading.words.kinds
    return any(reading.titled(i) and kinds[i] & DEFINITE and not kinds[i - 1] & DEFINITE for i in range(head + 2, k))


def titles_before(reading: Reading, k: int) -> Iterator[int]:
    """Titles that may lead a name which ends at a word: near it in its sentence, with no `من` between."""
    kinds, titles = reading.words.kinds, reading.titles
    for head in titles[bisect_left(titles, k - LONGEST_TITLE) : bisect_right(titles, k)]:
        if reading.firsts[head] == reading.firsts[k] and not any(kind & FROM for kind in kinds[head:k]):
            yield head


def joined_before(reading: Reading, k: int) -> list[int]:
    """Titles and bodies behind a joined preposition near a name that ends at a word, in its sentence (`قالت [لوزير] X كيري`)."""
    words = reading.words
    known = reading.known(max(reading.firsts[k], k - LONGEST_TITLE), k)
    return [h.first for h in known if h.start == words.starts[h.first] + 1 and words.text[h.start - 1] in "بل"]


def untitled(reading: Reading, start: int, end: int) -> Span | None:
    """A name that nobody listed, right behind a verb and before its title (`نفت [دانيالا باريسيتش الناطقة باسم الخارجية]`)."""
    words = reading.words
    at = next(
        (i for i in range(start + 1, min(end, start + FOREIGN)) if words.kinds[i] & DEFINITE or words.gaps[i]), end
    )
    if at >= end or words.gaps[at] or not reading.titled(at) or reading.known(start, at):
        return None
    if words.word(at).removeprefix("ال").removesuffix("ه") not in GOVERNING or deed(words.word(start)):
        return None
    if any(words.kinds[i] & NO_NOUN or words.word(i).startswith(_JOINED) for i in range(start, at)):
        return None
    if at - start < 2 or any(words.word(i).endswith(("ه", "ها", "هم", "ات", "ين", "ون")) for i in range(start, at)):
        return None  # `نفى [علاقة بلاده] المتحدث`
    title = subject(words, at, end, reading.known(at, end), reading.addressed, reading.opening)
    return Span(start, title.end) if title and title.start == at else None


FOREIGN, _JOINED = 4, ("و", "ف", "بال", "لل")  # words from the first of a name to its title; what begins none of them
