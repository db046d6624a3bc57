"""Words of clues.tsv beside an ambiguous name: which stand there, and how near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from features.text import Reading
from features.wordings import Hit
from seeds.lexicon import REJECTED, load

STOPS = frozenset(",،;؛:.!?؟-–—")
REACH, PAIR = 6, 4  # words on either side that a clue reaches, words of the longest clue
WHERE: Mapping[str, tuple[str, ...]] = {
    "before": ("before", "beside", "near"),
    "behind": ("behind", "beside", "near"),
    "near": ("near",),
}


def clues_around(reading: Reading, hit: Hit) -> Iterator[tuple[int, str]]:
    """Clues around a name within its sentence: words between them, and the clue's group."""
    words, known = reading.words, _clues()
    low = max(reading.firsts[hit.first], hit.first - REACH)
    high = min(reading.stops[hit.stop - 1], hit.stop + REACH)
    for i, openers in enumerate(map(_openers, words.words(low, high)), start=low):
        ahead, word = i < hit.first, words.word(i)
        for bare in () if hit.first <= i < hit.stop else openers:
            for size in range(1, PAIR + 1):
                if i + size > (hit.first if ahead else high):
                    break
                text = " ".join((bare, *words.words(i + 1, i + size)))
                distance = hit.first - i - size if ahead else i - hit.stop
                where = "near" if distance else "before" if ahead else "behind"
                if not STOPS.isdisjoint(words.gaps[hit.first if ahead else i]) or (not ahead and word[0] != bare[0]):
                    where = "near"  # `في دمشق، قال`, `في دمشق وقال`: another clause
                yield from ((distance, group) for group, place in known.get(text, ()) if place in WHERE[where])


def stripped(word: str) -> Iterator[str]:
    """A word as it stands, then without one or two proclitics it may have."""
    yield word
    if len(word) > 3 and word[0] in "وفبلك":
        yield word[1:]
        if word[:2] == "لل":
            yield "ال" + word[2:]
        if len(word) > 4 and word[0] in "وف" and word[1] in "بلك":
            yield word[2:]


@cache
def _clues() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Groups and places of each folded clue."""
    found: dict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for entry in load("clues"):
        for spelling in entry.spellings() if entry.category != REJECTED else ():
            found[spelling] += ((entry.group, entry.category),)
    return dict(found)


@lru_cache(1 << 16)
def _openers(word: str) -> tuple[str, ...]:
    """What clues begin with, of what a word is with and without its proclitics."""
    return tuple(bare for bare in stripped(word) if bare in _begun())


@cache
def _begun() -> frozenset[str]:
    return frozenset(spelling.partition(" ")[0] for spelling in _clues())
