"""Texts cut into words, many texts at a time: where each word stands, which word of the vocabulary it is, what it may do.

Everything behind this file counts in words (their numbers within the article) and goes back to offsets only at the end:
comparing small whole numbers is what makes reading an article cheap. A word is known by a 64-bit hash of its letters, taken
of all words of a block at once from running sums: sum of code(i) * B^i modulo 2^64, B odd, shifted back by B^-start.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from seeds.arabic import SPACE, fold

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
CONJUNCTIONS, PREPOSITIONS, FUTURE = "وف", "بلك", "س"
# What a word may do in a phrase, as bits. Those up to LED also hold with an attached و.
TIME, COMPLEMENT, IN, FROM, EDGE, THAT, NEVER_FIRST, ABOUT, DEFINITE, NUMBER = (1 << i for i in range(10))
LED = TIME | COMPLEMENT | IN | FROM
# Proclitics before a word's known part: none or a conjunction; a preposition; a future particle.
FREE, NOUN, VERB = 0, 1, 2
_BASE, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
LONGEST = 64  # letters of a word that can be in a vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A folded text cut into words; all lists run parallel.

    `starts` and `ends` are offsets into `text`, `at` and `till` into the original. `gaps[i]` are the marks before word i (""
    where only one blank stands there), `gaps[-1]`, one more, those behind the last; `broken` the words with other marks
    before them. `ids` are numbers in the vocabulary (0: none) of the word as it stands, `kinds` bits; `begun` lists what may
    begin a wording: word, letters of proclitics before it, id, and which proclitics they are. `hashes` has shape (words,),
    `origin` (len(text) + 1,): the original offset of each folded character.
    """

    text: str
    starts: list[int]
    ends: list[int]
    at: list[int]
    till: list[int]
    gaps: list[str]
    broken: list[int]
    ids: list[int]
    kinds: list[int]
    begun: list[tuple[int, int, int, int]]
    hashes: Hashes
    origin: Ints

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.starts)

    def word(self, i: int) -> str:
        """The letters of a word."""
        return self.text[self.starts[i] : self.ends[i]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Folded offsets, not empty and not ending in a blank, over the original text."""
        first, last = int(self.origin[start]), int(self.origin[end - 1])
        return first, max(int(self.origin[end]), last + 1)

    def words(self, first: int, stop: int) -> list[str]:
        """The words of a range."""
        text = self.text
        return [text[s:e] for s, e in zip(self.starts[first:stop], self.ends[first:stop], strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words by number from 1: their hashes, and what each may do (shape (words + 1,)).

    `alone`, of the same shape, says which are a wording by themselves (or go on behind other marks than a blank); `pairs` are
    the first two words of all others, as first << 32 | second.
    """

    numbers: Mapping[str, int]
    hashes: pa.Array
    kinds: npt.NDArray[np.int64]
    alone: npt.NDArray[np.bool_]
    pairs: pa.Array

    def find(self, hashes: Hashes) -> Ints:
        """The number of each hash, 0 for what is not in the vocabulary."""
        found = pc.index_in(pa.array(hashes), value_set=self.hashes)
        return np.asarray(found.fill_null(-1)).astype(np.int64) + 1


def vocabulary(words: Iterable[str], begins: Iterable[tuple[str, str]], kinds: Mapping[str, int]) -> Vocabulary:
    """A vocabulary of single folded words.

    `begins` are the words that wordings begin with, each with the word behind it ("" where it may stand alone); `kinds` says
    what some words may do.
    """
    numbers = {word: i for i, word in enumerate(dict.fromkeys((*words, *kinds)), start=1)}
    codes = np.frombuffer("".join(numbers).encode("utf-32-le"), np.uint32)
    edges = np.cumsum([0, *map(len, numbers)])
    able = np.zeros(len(numbers) + 1, np.int64)
    able[[numbers[word] for word in kinds]] = list(kinds.values())
    first, second = np.array([(numbers[a], numbers.get(b, 0)) for a, b in begins], np.int64).reshape(-1, 2).T
    alone = np.zeros(len(numbers) + 1, bool)
    alone[first[second == 0]] = True
    pairs = np.unique(first[second > 0] << 32 | second[second > 0])
    return Vocabulary(numbers, pa.array(_hashes(_running(codes), edges[:-1], edges[1:])), able, alone, pa.array(pairs))


def cut(texts: Sequence[str], known: Vocabulary) -> list[Words]:
    """The words of some texts, all in one go.

    >>> [w.gaps for w in cut(["قال: نعم"], vocabulary([], [], {}))]
    [['', ': ', '']]
    """
    folded = fold("\n".join(texts))
    codes, origin = folded.codes, folded.origin
    letter = np.zeros(len(codes) + 2, np.int8)
    letter[1:-1] = _letters()[codes]
    edges = np.flatnonzero(letter[1:] != letter[:-1])
    starts, ends = edges[::2], edges[1::2]
    running = _running(codes)
    hashes = _hashes(running, starts, ends)
    ids = known.find(hashes)
    kinds, begun = _kinds(codes, starts, ends, running, ids, known)
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)])  # offsets of the texts in the joined one
    pieces = np.searchsorted(origin, begins[:-1])
    stops = np.append(pieces[1:] - 1, len(codes))
    rows = np.searchsorted(starts, np.append(pieces, len(codes) + 1))
    chances = np.searchsorted(begun[:, 0], rows)
    at, till = origin[starts], np.maximum(origin[ends], origin[ends - 1] + 1)
    plain = np.zeros(len(starts), bool)
    plain[1:] = (starts[1:] - ends[:-1] == 1) & (codes[ends[:-1]] == SPACE)
    cuts = []
    for number in range(len(texts)):
        piece, stop, first, last = int(pieces[number]), int(stops[number]), rows[number], rows[number + 1]
        own = begun[chances[number] : chances[number + 1]]
        own[:, 0] -= first
        cuts.append(
            _words(
                folded.text[piece:stop],
                (starts[first:last] - piece).tolist(),
                (ends[first:last] - piece).tolist(),
                (at[first:last] - begins[number]).tolist(),
                np.minimum(till[first:last] - begins[number], len(texts[number])).tolist(),
                np.flatnonzero(~plain[first + 1 : last]) + 1,
                ids[first:last].tolist(),
                kinds[first:last].tolist(),
                list(zip(*own.T.tolist(), strict=True)),
                hashes[first:last],
                origin[piece : stop + 1] - begins[number],
            )
        )
    return cuts


def _words(
    text: str,
    starts: list[int],
    ends: list[int],
    at: list[int],
    till: list[int],
    broken: Ints,
    ids: list[int],
    kinds: list[int],
    begun: list[tuple[int, int, int, int]],
    hashes: Hashes,
    origin: Ints,
) -> Words:
    gaps = [""] * (len(starts) + 1)
    marks = broken.tolist()
    for i in marks:
        gaps[i] = text[ends[i - 1] : starts[i]]
    gaps[0] = text[: starts[0]] if starts else text
    gaps[-1] = text[ends[-1] :] if starts else text
    return Words(text, starts, ends, at, till, gaps, marks, ids, kinds, begun, hashes, origin)


def _kinds(
    codes: npt.NDArray[np.uint32], starts: Ints, ends: Ints, running: Hashes, ids: Ints, known: Vocabulary
) -> tuple[Ints, Ints]:
    """What each word may do, and the words that may begin a wording (word, letters off, id, proclitic), in order."""
    first = codes[starts]
    second = codes[np.minimum(starts + 1, ends - 1)]
    length = ends - starts
    kinds = known.kinds[ids]
    kinds[(first == ord("ا")) & (second == ord("ل")) & (length > 2)] |= DEFINITE
    kinds[(first >= ord("0")) & (first <= ord("9"))] |= NUMBER
    led = _is(first, CONJUNCTIONS)
    found = [_chances(np.arange(len(ids)), 0, ids, FREE)]
    following = np.append(ids[1:], 0)
    one = np.flatnonzero((led | _is(first, PREPOSITIONS + FUTURE)) & (length > 1))
    inner = known.find(_hashes(running, starts[one] + 1, ends[one]))
    after = np.flatnonzero((first[one] == ord("و")) & (length[one] > 3))
    kinds[one[after]] |= known.kinds[inner[after]] & LED
    proclitic = np.where(led[one], FREE, np.where(first[one] == ord(FUTURE), VERB, NOUN))
    found.append(_chances(one, 1, inner, proclitic))
    two = np.flatnonzero(led & _is(second, PREPOSITIONS + FUTURE) & (length > 2))
    inner = known.find(_hashes(running, starts[two] + 2, ends[two]))
    found.append(_chances(two, 2, inner, np.where(second[two] == ord(FUTURE), VERB, NOUN)))
    every = np.concatenate(found)
    pairs = pa.array(every[:, 2] << 32 | following[every[:, 0]])
    able = known.alone[every[:, 2]] | np.asarray(pc.is_in(pairs, value_set=known.pairs))
    begun = every[able]
    return kinds, begun[np.lexsort((begun[:, 1], begun[:, 0]))]


def _chances(words: Ints, off: int, ids: Ints, proclitic: Ints | int) -> Ints:
    table = np.empty((len(words), 4), np.int64)
    table[:, 0], table[:, 1], table[:, 2], table[:, 3] = words, off, ids, proclitic
    return table


def _is(codes: npt.NDArray[np.uint32], letters: str) -> npt.NDArray[np.bool_]:
    same = np.zeros(len(codes), bool)
    for letter in letters:
        same |= codes == ord(letter)
    return same


def _running(codes: npt.NDArray[np.uint32]) -> Hashes:
    """Running sums of code * B^place, shape (len(codes) + 1,)."""
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint32(1)).astype(np.uint64) * _powers(len(codes))[0][: len(codes)], out=sums[1:])
    return sums


def _hashes(running: Hashes, starts: Ints, ends: Ints) -> Hashes:
    """A hash of the letters between two offsets, the same wherever they stand; 0 for words too long for any vocabulary."""
    found: Hashes = (running[ends] - running[starts]) * _powers(len(running))[1][starts]
    found ^= found >> np.uint64(29)
    return found


_POWERS: list[tuple[Hashes, Hashes]] = []


def _powers(length: int) -> tuple[Hashes, Hashes]:
    """B^0, B^1, ... and their inverses modulo 2^64, at least `length` of them, kept for the next text."""
    if not _POWERS or len(_POWERS[0][0]) < length:
        size = max(1 << 16, 1 << (length - 1).bit_length())
        _POWERS[:] = [(_geometric(_BASE, size), _geometric(pow(_BASE, -1, 1 << 64), size))]
    return _POWERS[0]


def _geometric(base: int, size: int) -> Hashes:
    series = np.ones(size, np.uint64)
    done = 1
    while done < size:
        step = np.uint64(pow(base, done, 1 << 64))
        series[done : 2 * done] = series[: min(done, size - done)] * step
        done *= 2
    return series


@cache
def _letters() -> npt.NDArray[np.int8]:
    """1 for the code points of letters and digits (up to U+FFFF; what lies beyond is a mark)."""
    table = np.zeros(0x110000, np.int8)
    table[:0x10000] = [chr(c).isalnum() for c in range(0x10000)]
    return table


def sentences(words: Words) -> list[tuple[int, int]]:
    """Sentences as half-open ranges of words, in order; together they hold every word.

    A full stop ends a sentence unless digits stand on both sides, a single letter before it (an initial), or Latin behind it.
    """
    found: list[tuple[int, int]] = []
    first = 0
    for i in words.broken:
        gap = words.gaps[i]
        if gap == "، " or gap == " (" or gap == ": ":
            continue
        if _stops(gap, words, i):
            found.append((first, i))
            first = i
    if first < len(words):
        found.append((first, len(words)))
    return found


def _stops(gap: str, words: Words, i: int) -> bool:
    """Whether the marks before a word end a sentence."""
    if "\n" in gap or "؟" in gap or "!" in gap or "?" in gap or "…" in gap:
        return True
    at = gap.find(".")
    if at < 0:
        return False
    if gap.endswith(".") and words.word(i)[0].isascii():  # digits or Latin right behind it
        return False
    if at > 0:
        return True
    before = words.word(i - 1)
    if before[-1].isdecimal():
        return gap.lstrip(".")[:1] in (" ", "")
    return len(before) > 1 or not (words.gaps[i - 1] == "" or words.gaps[i - 1].endswith((" ", "(")))


def paragraph(words: Words, first: int) -> bool:
    """Whether a word opens a line."""
    return first == 0 or "\n" in words.gaps[first]
