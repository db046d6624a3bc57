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

from seeds.arabic import SPACE, fold

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
CONJUNCTIONS, PREPOSITIONS, FUTURE = "وف", "بلك", "س"
# What a word may do in a phrase, as bits. Those up to LED also hold with an attached و.
TIME, COMPLEMENT, IN, FROM, EDGE, THAT, NEVER_FIRST, ABOUT, DEFINITE, NUMBER, LINK, GIVEN, VERBAL = (
    1 << i for i in range(13)
)
LED = TIME | COMPLEMENT | IN | FROM
# Proclitics before a word's known part: none or a conjunction; a preposition; a future particle.
FREE, NOUN, VERB = 0, 1, 2
_BASE, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
CHUNK = 1 << 16  # characters laid out in one go: few enough to stay in a processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A folded text cut into words; all sequences run parallel. Views are read as lists are, without making one.

    `starts` and `ends` are offsets into `text`, `at` and `till` into the original. `gaps[i]` are the marks before word i (""
    where only one blank stands there), `gaps[-1]`, one more, those behind the last; `broken` the words with other marks
    before them. `ids` are numbers in the vocabulary (0: none) of the word as it stands, `kinds` bits; `begun` lists what may
    begin a wording: word, letters of proclitics before it, id, and which proclitics they are. `hashes` has shape (words,),
    `origin` (len(text) + 1,): the original offset of each folded character.
    """

    text: str
    starts: memoryview
    ends: memoryview
    at: memoryview
    till: memoryview
    gaps: list[str]
    broken: list[int]
    ids: memoryview
    kinds: memoryview
    begun: list[list[int]]
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
class Numbers:
    """A hash table from 64-bit keys to their numbers from 1, looked into for many keys at once (open addressing).

    `keys` and `numbers` have a power of two of places; 0 marks an empty one, `shift` brings a key to its place.
    """

    keys: Hashes
    numbers: Ints
    shift: np.uint64

    def find(self, keys: Hashes) -> Ints:
        """The number of each key, 0 for what is not in the table."""
        place = (keys >> self.shift).astype(np.int64)
        held = self.keys[place]
        found = np.where(held == keys, self.numbers[place], 0)
        left = np.flatnonzero((held != keys) & (held != 0))
        while len(left):
            place[left] = (place[left] + 1) & (len(self.keys) - 1)
            held = self.keys[place[left]]
            same = held == keys[left]
            found[left[same]] = self.numbers[place[left[same]]]
            left = left[~same & (held != 0)]
        return found


def numbered(keys: Hashes) -> Numbers:
    """The table that gives each of these keys, all different and none 0, its place among them, from 1."""
    bits = max(4, (4 * len(keys)).bit_length())
    table = Numbers(np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.int64), np.uint64(64 - bits))
    place = (keys >> table.shift).astype(np.int64)
    left = np.arange(len(keys))
    while len(left):
        free = left[table.keys[place[left]] == 0]
        table.keys[place[free]] = keys[free]  # of several keys for one place the last stays
        table.numbers[place[free]] = free + 1
        left = left[table.keys[place[left]] != keys[left]]
        place[left] = (place[left] + 1) & (len(table.keys) - 1)
    return table


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words by number from 1, their hashes, and what each may do (shape (words + 1,)).

    Of the same shape are `first`, which begin a wording, and `alone`, which are one by themselves (or go on behind other
    marks than a blank); `pairs` are the first two words of all others, as `_pair` makes them.
    """

    numbers: Mapping[str, int]
    hashes: Numbers
    kinds: Ints
    first: npt.NDArray[np.bool_]
    alone: npt.NDArray[np.bool_]
    pairs: Numbers


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
    one, two = np.array([(numbers[a], numbers.get(b, 0)) for a, b in begins], np.int64).reshape(-1, 2).T
    first, alone = np.zeros(len(numbers) + 1, bool), np.zeros(len(numbers) + 1, bool)
    first[one] = True
    alone[one[two == 0]] = True
    pairs = np.unique(_pair(one[two > 0], two[two > 0]))
    return Vocabulary(
        numbers, numbered(_hashes(_running(codes), edges[:-1], edges[1:])), able, first, alone, numbered(pairs)
    )


def _pair(first: Ints, second: Ints) -> Hashes:
    return ((first << 32 | second).astype(np.uint64)) * np.uint64(_BASE)


def cut(texts: Sequence[str], known: Vocabulary) -> list[Words]:
    """The words of some texts, some at a time.

    >>> [w.gaps for w in cut(["قال: نعم"], vocabulary([], [], {}))]
    [['', ': ', '']]
    """
    cuts: list[Words] = []
    first = size = 0
    for i, text in enumerate(texts):
        if size and size + len(text) > CHUNK:
            cuts += _cut(texts[first:i], known)
            first, size = i, 0
        size += len(text) + 1
    return cuts + _cut(texts[first:], known) if len(texts) > first else cuts


def _cut(texts: Sequence[str], known: Vocabulary) -> list[Words]:
    folded = fold("\n".join(texts))
    codes, origin = folded.codes, folded.origin
    letter = np.zeros(len(codes) + 2, np.int8)
    letter[1:-1] = _letters()[codes]
    edges = np.flatnonzero(letter[1:] != letter[:-1])
    starts, ends = edges[::2], edges[1::2]
    running = _running(codes)
    hashes = _hashes(running, starts, ends)
    ids = known.hashes.find(hashes)
    kinds, begun = _kinds(codes, starts, ends, running, ids, known)
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)])  # offsets of the texts in the joined one
    pieces = np.searchsorted(origin, begins[:-1])
    stops = np.append(pieces[1:] - 1, len(codes))
    rows = np.searchsorted(starts, np.append(pieces, len(codes) + 1))
    chances = np.searchsorted(begun[0], rows).tolist()
    at, till = origin[starts], np.maximum(origin[ends], origin[ends - 1] + 1)
    plain = np.zeros(len(starts), bool)
    plain[1:] = (starts[1:] - ends[:-1] == 1) & (codes[ends[:-1]] == SPACE)
    broken = np.flatnonzero(~plain)
    marks = np.searchsorted(broken, rows)
    cuts = []
    spans = zip(pieces.tolist(), stops.tolist(), rows[:-1].tolist(), rows[1:].tolist(), strict=True)
    for number, (piece, stop, first, last) in enumerate(spans):
        begin = int(begins[number])
        own = begun[:, chances[number] : chances[number + 1]]
        own[0] -= first
        here = slice(first, last)
        cuts.append(
            _words(
                folded.text[piece:stop],
                memoryview(starts[here] - piece),
                memoryview(ends[here] - piece),
                memoryview(at[here] - begin),
                memoryview(np.minimum(till[here] - begin, len(texts[number]))),
                [i for i in (broken[marks[number] : marks[number + 1]] - first).tolist() if i],
                memoryview(ids[here]),
                memoryview(kinds[here]),
                own.tolist(),
                hashes[here],
                origin[piece : stop + 1] - begin,
            )
        )
    return cuts


def _words(
    text: str,
    starts: memoryview,
    ends: memoryview,
    at: memoryview,
    till: memoryview,
    broken: list[int],
    ids: memoryview,
    kinds: memoryview,
    begun: list[list[int]],
    hashes: Hashes,
    origin: Ints,
) -> Words:
    gaps = [""] * (len(starts) + 1)
    for i in broken:
        gaps[i] = text[ends[i - 1] : starts[i]]
    gaps[0] = text[: starts[0]] if starts else text
    gaps[-1] = text[ends[-1] :] if starts else text
    return Words(text, starts, ends, at, till, gaps, broken, ids, kinds, begun, hashes, origin)


def _kinds(
    codes: npt.NDArray[np.uint32], starts: Ints, ends: Ints, running: Hashes, ids: Ints, known: Vocabulary
) -> tuple[Ints, Ints]:
    """What each word may do, and what may begin a wording, in order, shape (4, some): word, letters off, id, proclitic."""
    initial = codes[starts]
    second = codes[np.minimum(starts + 1, ends - 1)]
    length = ends - starts
    kinds = known.kinds[ids]
    kinds[(initial == ord("ا")) & (second == ord("ل")) & (length > 2)] |= DEFINITE
    kinds[(initial - np.uint32(ord("0"))) < 10] |= NUMBER
    future = (initial == ord("س")) & ((second == ord("ي")) | (second == ord("ت"))) & (length > 4)
    kinds[(ids == 0) & (((initial == ord("ي")) & (length > 3)) | future)] |= VERBAL
    whole = np.flatnonzero(known.first[ids])
    clitic = _clitics()[np.minimum(initial, 0x7FF)]
    one = np.flatnonzero((clitic > 0) & (length > 1))
    inner = known.hashes.find(_hashes(running, starts[one] + 1, ends[one]))
    led = one[(initial[one] == ord("و")) & (length[one] > 3)]
    kinds[led] |= known.kinds[inner[(initial[one] == ord("و")) & (length[one] > 3)]] & LED
    able = known.first[inner]
    two = np.flatnonzero((clitic == _JOINING) & (length > 2))
    behind = _clitics()[np.minimum(second[two], 0x7FF)]
    two, behind = two[behind & (_JOINING - 1) > 0], behind[behind & (_JOINING - 1) > 0]
    deeper = known.hashes.find(_hashes(running, starts[two] + 2, ends[two]))
    far = known.first[deeper]
    parts = (
        (whole, 0, ids[whole], np.zeros(len(whole), np.int64)),
        (one[able], 1, inner[able], clitic[one[able]] & (_JOINING - 1)),
        (two[far], 2, deeper[far], behind[far]),
    )
    begun = np.concatenate([np.stack([w, np.full(len(w), off), i, c]) for w, off, i, c in parts], axis=1)
    following = np.append(ids[1:], 0)[begun[0]]
    begun = begun[:, known.alone[begun[2]] | (known.pairs.find(_pair(begun[2], following)) > 0)]
    return kinds, begun[:, np.lexsort((begun[1], begun[0]))]


_JOINING = 4


@cache
def _clitics() -> Ints:
    """By code point: NOUN for a preposition, VERB for the future particle, 4 for a conjunction (FREE, and more may follow)."""
    table = np.zeros(0x800, np.int64)
    for letters, kind in ((CONJUNCTIONS, _JOINING), (PREPOSITIONS, NOUN), (FUTURE, VERB)):
        table[[ord(letter) for letter in letters]] = kind
    return table


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
    if "\n" in gap or "؟" in gap or "!" in gap or "?" in gap or "…" in gap or "|" in gap:
        return True
    at = gap.find(".")
    if at < 0:
        return False
    if gap.endswith(".") and words.word(i)[0].isascii():  # digits or Latin right behind it
        return False
    before = words.word(i - 1)
    if gap == " . " and before[-1].isdecimal() and words.word(i)[0].isdecimal():
        return False
    if at > 0:
        return True
    if before[-1].isdecimal():
        return gap.lstrip(".")[:1] in (" ", "")
    return len(before) > 1 or not (words.gaps[i - 1] == "" or words.gaps[i - 1].endswith((" ", "(")))


def paragraph(words: Words, first: int) -> bool:
    """Whether a word opens a line."""
    return first == 0 or "\n" in words.gaps[first]
