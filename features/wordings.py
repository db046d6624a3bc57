"""Where the wordings of all lexicons stand in a text: one automaton, one pass, whole words only.

A wording may carry proclitics (و ف ب ل ك, لل for ل + ال; verbs و ف س) and, where its lexicon allows, a pronoun behind.
Within a lexicon the longest wording wins; a rejected row wins like any other and is then left out, so it blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import AhoCorasick

from seeds.arabic import Folded
from seeds.lexicon import REJECTED, Entry, Lexicon, load, names

PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "هن", "ني"))
CONJUNCTIONS, PREPOSITIONS, FUTURE = "وف", "بلك", "س"


class Hit(NamedTuple):
    """A wording found: folded offsets (proclitics left out), and the row it comes from."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """The automaton over all spellings of some lexicons; arrays run parallel to its patterns."""

    automaton: AhoCorasick
    verbal: npt.NDArray[np.bool_]
    suffixed: npt.NDArray[np.bool_]
    rows: tuple[tuple[tuple[str, Entry], ...], ...]

    def find(self, folded: Folded) -> dict[str, list[Hit]]:
        """Hits by lexicon in order of appearance; hits of one lexicon overlap only where they cover the same words."""
        matches = np.array(self.automaton.find_matches_as_indexes(folded.text, overlapping=True), np.int64).reshape(
            -1, 3
        )
        pattern, start, end = matches[_whole_words(folded.text, matches, self.verbal, self.suffixed)].T
        found: dict[str, list[Hit]] = defaultdict(list)
        for p, s, e in zip(pattern.tolist(), start.tolist(), end.tolist(), strict=True):
            for lexicon, entry in self.rows[p]:
                found[lexicon].append(Hit(s, e, entry))
        return {lexicon: _longest(hits) for lexicon, hits in found.items()}


@cache
def finder(lexicons: tuple[str, ...] | None = None) -> Finder:
    """The finder over the named lexicons (all of the catalogue by default), built once per process."""
    return build([load(name) for name in lexicons or names(scanned=True)])


def build(lexicons: Sequence[Lexicon]) -> Finder:
    """A finder over lexicons already loaded."""
    rows: dict[tuple[str, bool, bool], list[tuple[str, Entry]]] = defaultdict(list)
    for lexicon in lexicons:
        for entry in lexicon:
            for spelling, verbal in entry.spellings().items():
                rows[spelling, verbal, lexicon.suffixes].append((lexicon.name, entry))
                if spelling.startswith("ال") and not verbal:
                    rows["لل" + spelling[2:], verbal, lexicon.suffixes].append((lexicon.name, entry))
    spellings, verbal_flags, suffix_flags = zip(*rows, strict=True)
    return Finder(
        AhoCorasick(list(spellings)),
        np.array(verbal_flags, bool),
        np.array(suffix_flags, bool),
        tuple(tuple(r) for r in rows.values()),
    )


def _whole_words(
    text: str, matches: npt.NDArray[np.int64], verbal: npt.NDArray[np.bool_], suffixed: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which matches are words of their own, clitics allowed. Arrays over the text are shifted by one: index 0 is before it."""
    codes = np.frombuffer(("\n" + text + "\n").encode("utf-32-le"), np.uint32)
    letter = _letters()[np.minimum(codes, 0xFFFF)]
    begins = letter.copy()
    begins[1:] &= ~letter[:-1]
    after_conjunction = _follows(begins, codes, CONJUNCTIONS)
    inner = begins | (after_conjunction & letter)
    nominal = begins | after_conjunction | _follows(inner, codes, PREPOSITIONS)
    verb = begins | after_conjunction | _follows(inner, codes, FUTURE)
    pattern, start, end = matches[:, 0], matches[:, 1] + 1, matches[:, 2] + 1
    fits = np.where(verbal[pattern], verb[start], nominal[start])
    closed = ~letter[end]
    for i in np.flatnonzero(fits & ~closed & suffixed[pattern]).tolist():
        tail = int(end[i])
        stop = tail
        while stop - tail < 4 and letter[stop]:
            stop += 1
        closed[i] = not letter[stop] and text[tail - 1 : stop - 1] in PRONOUNS
    return np.asarray(fits & closed)


def _follows(at: npt.NDArray[np.bool_], codes: npt.NDArray[np.uint32], clitics: str) -> npt.NDArray[np.bool_]:
    """Positions right behind one of these clitics, where the clitic stands at a position in `at`."""
    behind = np.zeros_like(at)
    is_clitic = np.zeros_like(at)
    for clitic in clitics:
        is_clitic |= codes == ord(clitic)
    behind[1:] = (at & is_clitic)[:-1]
    return behind


@cache
def _letters() -> npt.NDArray[np.bool_]:
    return np.array([chr(c).isalnum() for c in range(0x10000)], bool)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Longest first, then leftmost; what overlaps a winner falls, unless it covers the very same words."""
    kept: dict[int, tuple[int, int]] = {}
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        holders = {kept[i] for i in (hit.start, hit.end - 1) if i in kept}
        if not holders or holders == {(hit.start, hit.end)}:
            chosen.append(hit)
            kept.update(dict.fromkeys(range(hit.start, hit.end), (hit.start, hit.end)))
    blocked = {(h.start, h.end) for h in chosen if h.entry.category == REJECTED}
    return sorted((h for h in chosen if (h.start, h.end) not in blocked), key=lambda h: (h.start, h.entry.line))
