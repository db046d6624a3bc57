"""Adjectives behind a name: which of those in `modifiers.tsv` may belong to it.

They agree with it: `people` stand behind a plural of persons only (`المقاتلين الأكراد السوريين`), a feminine does not belong
to what is masculine (`هيئة الائتلاف السوري المنتخبة`). One without an article stands behind another such (`فصائل إسلامية
مقاتلة`); one joined to another (`الفصائل الإسلامية والمقاتلة`) is of that one's row, and no `nation`, which would be
another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache

from features.text import Reading
from seeds.lexicon import REJECTED, Entry, load

GROUPS = ("behind", "nation", "people")
LONGEST = 3  # words of the longest
ARTICLE, FEMININE, PLURALS = "ال", "ه", ("ين", "ون")
# Nouns that adjectives follow in the feminine, though they do not end in it.
BROKEN_PLURALS = frozenset("قوات قوي فصايل كتايب سرايا عناصر فرق طايرات مقاتلات اذرع بقايا فلول".split())
# Masculine nouns of names, to which no feminine belongs (`عملية حزب الله [المزعومة]`); a nation may go on from before it.
SINGULARS = frozenset("حزب تنظيم جيش نظام مجلس لواء فيلق ائتلاف تحالف حرس كيان".split())


def behind(reading: Reading, first: int, stop: int, heads: Set[int]) -> Iterator[tuple[int, Entry]]:
    """Adjectives that may belong to a name of these words: the word behind each, and its row, the longest first."""
    words = reading.words
    if stop == len(words) or words.gaps[stop] or stop in heads:
        return
    end = stop
    while end < min(reading.stops[stop - 1], stop + LONGEST) and not words.gaps[end] and end not in heads:
        end += 1
    if words.word(stop) in _beginnings():
        for last in range(end, stop, -1):
            entry = known().get(" ".join(words.words(stop, last)))
            if entry is not None and _agrees(reading, first, stop, entry):
                yield last, entry
    entry = _joined(reading, stop) or _indefinite(reading, first, stop)
    if entry is not None:
        yield stop + 1, entry


def _agrees(reading: Reading, first: int, stop: int, entry: Entry) -> bool:
    """Whether an adjective may be said of a name that ends before it."""
    last, word = reading.words.word(stop - 1), reading.words.word(stop)
    if entry.group == "people":
        before = _told(last)
        return last.endswith(PLURALS) or (before is not None and before.group == "people")
    head = reading.words.word(first)
    masculine = last in known() and not last.endswith((FEMININE, *PLURALS))
    masculine = masculine or (entry.group != "nation" and head.removeprefix(ARTICLE) in SINGULARS)
    feminine = head.endswith((FEMININE, "ات")) or any(head.endswith(noun) for noun in BROKEN_PLURALS)
    return not (masculine and word.endswith(FEMININE) and not feminine)


def _joined(reading: Reading, stop: int) -> Entry | None:
    """The row of an adjective joined by و to another of that row."""
    last, word = reading.words.word(stop - 1), reading.words.word(stop)
    if word[0] != "و" or last.startswith(ARTICLE) != word.startswith(ARTICLE, 1):
        return None
    entry, before = _told(word[1:]), _told(last)
    alike = entry is before and last.endswith(FEMININE) == word.endswith(FEMININE)
    return entry if alike and entry is not None and entry.group != "nation" else None


def _indefinite(reading: Reading, first: int, stop: int) -> Entry | None:
    """The row of an adjective without its article, behind another or behind a plural of persons."""
    last, word = reading.words.word(stop - 1), reading.words.word(stop)
    if last.startswith(ARTICLE) or word in known() or (_told(last) is None and not last.endswith(PLURALS)):
        return None
    entry = _told(word)
    return entry if entry is not None and _agrees(reading, first, stop, entry) else None


def _told(word: str) -> Entry | None:
    return known().get(word) or known().get(ARTICLE + word)


@cache
def known() -> Mapping[str, Entry]:
    """Adjectives by folded spelling, as they are listed."""
    entries = (e for e in load("modifiers") if e.group in GROUPS and e.category != REJECTED)
    return {spelling: entry for entry in entries for spelling in entry.spellings()}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(spelling.partition(" ")[0] for spelling in known())
