"""Earlier words of an article that name the same source, more fully or for the first time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np

from features.appositions import apposed
from features.article import Span
from features.kinds import stems
from features.phrases import noun_phrase
from features.subjects import LONGEST_TITLE
from features.text import Reading
from features.words import DEFINITE, FROM, GIVEN, THAT, TIME, VERBAL, Words


def fuller(reading: Reading, source: Span) -> Span | None:
    """Earlier words that name the same source more fully: a name behind its title, or the noun of `الوزارة` with its country."""
    words = reading.words
    length = source.end - source.start
    if length > 2:
        return None
    last = words.hashes[source.end - 1]
    heads = reading.titles[: bisect_left(reading.titles, source.start)]
    body = body_of(words, source)
    best: Span | None = None
    surname = length == 1 and nisba(words.word(source.start))
    for k in np.flatnonzero(words.hashes[: source.start] == last).tolist():
        if surname and not (k and words.kinds[k - 1] & GIVEN):
            continue
        for head in heads[bisect_left(heads, k - LONGEST_TITLE) : bisect_right(heads, k)]:
            if reading.firsts[head] != reading.firsts[k] or any(kind & FROM for kind in words.kinds[head:k]):
                continue
            if body and words.word(head).removeprefix("ال") != body:
                continue
            if any("-" in gap for gap in words.gaps[head + 1 : k + 1]):
                continue
            phrase = noun_phrase(words, head, k + 1, reading.verbs, opened=True, clause=True)
            if phrase and _seated(words, phrase.end, k):
                phrase = Span(head, k + 1)
            if phrase and phrase.end == k + 1 and phrase.end - phrase.start > length:
                if best is None or phrase.end - phrase.start > best.end - best.start:
                    best = phrase
                break
    if best is not None:
        return apposed(reading, best, min(reading.stops[best.start], source.start))
    return _indefinite(reading, source, heads)


def nisba(word: str) -> bool:
    """Whether a word is like a man's of a nation or a town, which may be his name (`العربي`)."""
    return word.startswith("ال") and word.endswith("ي")


def named_in(reading: Reading, fuller: Span, source: Span) -> bool:
    """Whether fuller words have a source's name as a name: `المبعوث الأممي العربي` is not نبيل العربي."""
    words, last = reading.words, source.end - 1
    if source.end - source.start > 1 or not nisba(words.word(last)):
        return True
    same = (i for i in range(fuller.start + 1, fuller.end) if words.hashes[i] == words.hashes[last])
    return fuller.end - fuller.start == 1 or any(words.kinds[i - 1] & GIVEN for i in same)


def body_within(reading: Reading, source: Span) -> Span | None:
    """Earlier words that name a body whose bare noun stands within a source (`المتحدث باسم الجيش`)."""
    words = reading.words
    for hit in reading.known(source.start + 1, source.end):
        bare = hit.stop == hit.first + 1 and words.kinds[hit.first] & DEFINITE
        if bare and words.word(hit.first)[2:].startswith((*stems("body"), *stems("class"))):
            return fuller(reading, Span(hit.first, hit.stop))
    return None


def again(words: Words, source: Span) -> bool:
    """Whether a source is said to be the one before (`المصدر نفسه`)."""
    said = words.words(*source)
    return said[0] in _SOURCES and any(word.startswith(("نفس", "ذات")) for word in said[1:])


def body_of(words: Words, source: Span) -> str:
    """The noun of a body that a source begins with, without article, or nothing: who speaks for a body is another."""
    first = words.word(source.start).removeprefix("ال")
    return first if first.startswith(stems("body")) else ""


def _seated(words: Words, i: int, k: int) -> bool:
    """Whether a title goes on over its holder's seat to a name that ends at word k (`مبعوث الرئيس إلى الجزائر، فلان سرمدي`)."""
    if not i < k - 1 or words.word(i) not in _SITTING or not words.kinds[k - 1] & GIVEN:
        return False
    return not any(kind & (THAT | VERBAL | TIME) for kind in words.kinds[i + 1 : k])


_SOURCES = frozenset("المصدر المصادر المصدران المصدرين".split())
_SITTING = frozenset("الي لدي في من ب ل".split())


def _indefinite(reading: Reading, source: Span, heads: list[int]) -> Span | None:
    """The last earlier phrase whose head is the noun of a bare definite source (`الوزارة`: `وزارة الدفاع`)."""
    word = reading.words.word(source.start)
    if source.end - source.start > 1 or not word.startswith("ال"):
        return None
    for head in dict.fromkeys(reversed(heads)):
        if reading.words.word(head) in (word[2:], word):
            found = noun_phrase(reading.words, head, min(reading.stops[head], head + 8), reading.verbs, True, True)
            if found and found.end - found.start > 1:
                return found
    return None
