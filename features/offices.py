"""Whether an office told again without its holder is one that was told in full before."""

from __future__ import annotations

from features.article import Span
from features.persons import given_names
from features.text import Reading

AGAIN, STEM = 4, 4  # words of an office told again; letters that a nation and its adjective share
_ALIKE = {"ناطق": "متحدث", "ناطقه": "متحدثه"}


def told_again(reading: Reading, source: Span, one: Span) -> bool:
    """Whether an office of a nation takes up other words, which tell it in full or with its holder.

    `المتحدث الإيراني` takes up `المتحدث باسم وزارة الخارجية الإيرانية فلان`, `الرئيس الأمريكي` `الرئيس الأميركي فلان`, and
    `المسؤول الأميركي` `مسؤول رفيع في وزارة الدفاع الأميركية`.
    """
    words = reading.words
    length, head = source.end - source.start, words.word(source.start)
    first, bare = words.word(one.start).removeprefix("ال"), head.removeprefix("ال")
    if head == bare or not 1 < length <= AGAIN or _ALIKE.get(first, first) != _ALIKE.get(bare, bare):
        return False
    nations, of_one = _nations(reading, source), _nations(reading, one)
    if len(nations) != 1 or given_names(words, source):
        return False
    (at, keys), said = nations.popitem(), set(words.words(*one))
    if not of_one or not keys & of_one[min(of_one)]:  # `السفير الأميركي لدى روسيا` is not `السفير الروسي`
        return False
    kept = {words.word(i) for i in range(source.start + 1, source.end) if i != at}
    if not kept <= said:
        return False
    indefinite = first == words.word(one.start)
    return bool(given_names(words, one)) or (indefinite and one.end - one.start > length)


def _nations(reading: Reading, source: Span) -> dict[int, set[str]]:
    """The nations told in words, by the word: their rows, and the first letters that a nation and its adjective share."""
    words, found = reading.words, dict[int, set[str]]()
    for hit in reading.known(*source):
        if hit.lexicon == "nations" and hit.first > source.start and hit.stop <= source.end:
            stem = words.word(hit.first).removeprefix("لل").removeprefix("ال")[:STEM]
            found.setdefault(hit.first, set()).update((hit.entry.id, stem))
    return found
