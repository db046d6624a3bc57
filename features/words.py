"""Texts cut into words, many texts at a time: where each word stands, which word of the vocabulary it is, what it may do.

Everything behind this file counts in words (their numbers within the article) and goes back to offsets only at the end:
comparing small whole numbers is what makes reading an article cheap. A word is known by the hash of its letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from features.hashing import Hashes, Ints, Numbers, hashes_of, numbered, pairs, running_sums, span_hashes
from seeds.arabic import SPACE, fold

CONJUNCTIONS, PREPOSITIONS, FUTURE = "وف", "بلك", "س"
# What a word may do in a phrase, as bits. Those up to LED also hold with an attached و.
TIME, COMPLEMENT, IN, FROM, EDGE, THAT, NEVER_FIRST, ABOUT, DEFINITE, NUMBER, LINK, GIVEN, VERBAL, MAYBE_GIVEN = (
    1 << i for i in range(14)
)
POINTING, SURNAME = 1 << 14, 1 << 15
LED = TIME | COMPLEMENT | IN | FROM | ABOUT | EDGE
NO_NOUN = ABOUT | EDGE | FROM | IN | THAT | TIME | VERBAL  # what no noun phrase holds
# Proclitics before a word's known part: none or a conjunction; a preposition; a future particle.
FREE, NOUN, VERB = 0, 1, 2
HELD = 200  # texts cut at a time where each is wanted by itself
CHUNK = 1 << 16  # characters laid out in one go: few enough to stay in a processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A folded text cut into words; all sequences run parallel.

    `word` gives the letters of a word by its number. `starts` and `ends` are offsets into `text`, `at` and `till` into the
    original. `gaps[i]` are the marks before word i ("" where only one blank stands there), `gaps[-1]`, one more, those behind
    the last; `broken` the words with other marks before them. `ids`, read as a list is, are numbers in the vocabulary (0: none)
    of the word as it stands, `kinds` bits; `begun` lists what may begin a wording: word, letters of proclitics before it, id,
    and which proclitics they are. `hashes` has shape (words,), `origin` (len(text) + 1,): the original offset of each folded
    character.
    """

    text: str
    letters: list[str]
    word: Callable[[int], str]
    starts: list[int]
    ends: list[int]
    at: list[int]
    till: list[int]
    gaps: list[str]
    broken: list[int]
    ids: memoryview
    kinds: list[int]
    begun: list[list[int]]
    hashes: Hashes
    origin: Ints

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.starts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Folded offsets, not empty and not ending in a blank, over the original text."""
        first, last = int(self.origin[start]), int(self.origin[end - 1])
        return first, max(int(self.origin[end]), last + 1)

    def words(self, first: int, stop: int) -> list[str]:
        """The words of a range."""
        return self.letters[first:stop]


def places(words: Words, found: np.uint64) -> Ints:
    """Where a word stands in a text, by its hash, in order; the text is looked through once, whatever is asked of it."""
    order, hashes = _in_order(words)
    return order[np.searchsorted(hashes, found) : np.searchsorted(hashes, found, side="right")]


@lru_cache(4)
def _in_order(words: Words) -> tuple[Ints, Hashes]:
    order = np.argsort(words.hashes, kind="stable")
    return order, words.hashes[order]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words by number from 1, their hashes, and what each may do (shape (words + 1,)).

    Of the same shape are `first`, which begin a wording, and `alone`, which are one by themselves (or go on behind other
    marks than a blank); `pairs` are the first two words of all others, as `features.hashing` makes them.
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
    able = np.zeros(len(numbers) + 1, np.int64)
    able[[numbers[word] for word in kinds]] = list(kinds.values())
    begun = list(begins)
    one = np.array([numbers[word] for word, _ in begun], np.int64)
    two = np.array([numbers.get(word, 0) for _, word in begun], np.int64)
    first, alone = np.zeros(len(numbers) + 1, bool), np.zeros(len(numbers) + 1, bool)
    first[one] = True
    alone[one[two == 0]] = True
    known = numbered(hashes_of(list(numbers)))
    return Vocabulary(numbers, known, able, first, alone, numbered(np.unique(pairs(one[two > 0], two[two > 0]))))


UNKNOWN = vocabulary((), (), {})  # where it does not matter what words are called


def words_of(texts: Mapping[str, str]) -> Iterator[tuple[str, Words]]:
    """The words of each text by its key, of which no vocabulary is asked; few texts are held at a time."""
    keys = list(texts)
    for begin in range(0, len(keys), HELD):
        block = keys[begin : begin + HELD]
        yield from zip(block, cut([texts[key] for key in block], UNKNOWN), strict=True)


def cut(texts: Sequence[str], known: Vocabulary) -> list[Words]:
    """The words of some texts, some at a time.

    >>> [w.gaps for w in cut(["قال: نعم"], UNKNOWN)]
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
    running = running_sums(codes)
    hashes = span_hashes(running, starts, ends)
    ids = known.hashes.find(hashes)
    plain = np.zeros(len(starts), bool)
    plain[1:] = (starts[1:] - ends[:-1] == 1) & (codes[ends[:-1]] == SPACE)
    behind = np.append(np.where(plain, ids, 0)[1:], 0)  # behind a blank and nothing else, so of the same text
    kinds, begun = _kinds(codes, starts, ends, running, ids, behind, known)
    before, after = hashes[:-1], hashes[1:]
    kinds[np.flatnonzero((before == _BAN) & (after == _KI) & plain[1:])] = 0
    kinds[1 + np.flatnonzero((after == _TISHRIN) & plain[1:] & np.isin(before, _OF_TISHRIN))] &= ~(TIME | EDGE)
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)])  # offsets of the texts in the joined one
    pieces = np.searchsorted(origin, begins[:-1])
    stops = np.append(pieces[1:] - 1, len(codes))
    rows = np.searchsorted(starts, np.append(pieces, len(codes) + 1))
    chances = np.searchsorted(begun[0], rows).tolist()
    at, till = origin[starts], np.maximum(origin[ends], origin[ends - 1] + 1)
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
                (starts[here] - piece).tolist(),
                (ends[here] - piece).tolist(),
                (at[here] - begin).tolist(),
                np.minimum(till[here] - begin, len(texts[number])).tolist(),
                [i for i in (broken[marks[number] : marks[number + 1]] - first).tolist() if i],
                ids[here].data,
                kinds[here].tolist(),
                own.tolist(),
                hashes[here],
                origin[piece : stop + 1] - begin,
            )
        )
    return cuts


def _words(
    text: str,
    starts: list[int],
    ends: list[int],
    at: list[int],
    till: list[int],
    broken: list[int],
    ids: memoryview,
    kinds: list[int],
    begun: list[list[int]],
    hashes: Hashes,
    origin: Ints,
) -> Words:
    gaps = [""] * (len(starts) + 1)
    for i in broken:
        gaps[i] = text[ends[i - 1] : starts[i]]
    gaps[0] = text[: starts[0]] if starts else text
    gaps[-1] = text[ends[-1] :] if starts else text
    letters = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    word = letters.__getitem__  # a third of what calling a method costs
    return Words(text, letters, word, starts, ends, at, till, gaps, broken, ids, kinds, begun, hashes, origin)


def _kinds(
    codes: npt.NDArray[np.uint32],
    starts: Ints,
    ends: Ints,
    running: Hashes,
    ids: Ints,
    following: Ints,
    known: Vocabulary,
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
    inner = known.hashes.find(span_hashes(running, starts[one] + 1, ends[one]))
    led = one[(initial[one] == ord("و")) & (length[one] > 2)]
    kinds[led] |= known.kinds[inner[(initial[one] == ord("و")) & (length[one] > 2)]] & LED
    able = known.first[inner]
    two = np.flatnonzero((clitic == _JOINING) & (length > 2))
    behind = _clitics()[np.minimum(second[two], 0x7FF)]
    two, behind = two[behind & (_JOINING - 1) > 0], behind[behind & (_JOINING - 1) > 0]
    deeper = known.hashes.find(span_hashes(running, starts[two] + 2, ends[two]))
    far = known.first[deeper]
    parts = (
        (whole, 0, ids[whole], np.zeros(len(whole), np.int64)),
        (one[able], 1, inner[able], clitic[one[able]] & (_JOINING - 1)),
        (two[far], 2, deeper[far], behind[far]),
    )
    begun = np.concatenate([np.stack([w, np.full(len(w), off), i, c]) for w, off, i, c in parts], axis=1)
    begun = begun[:, known.alone[begun[2]] | (known.pairs.find(pairs(begun[2], following[begun[0]])) > 0)]
    return kinds, begun[:, np.lexsort((begun[1], begun[0]))]


_JOINING = 4
(_TISHRIN,) = hashes_of(("تشرين",))  # a month, and what these are named after
_OF_TISHRIN = hashes_of("سد جامعه صحيفه جريده حرب مشفي مستشفي حي بحيره ساحه موسسه".split())
_BAN, _KI = hashes_of(("بان", "كي"))  # a man's name (`بان كي مون`), spelled like a complementiser


@cache
def _clitics() -> Ints:
    """By code point: NOUN for a preposition, VERB for the future particle, 4 for a conjunction (FREE, and more may follow)."""
    table = np.zeros(0x800, np.int64)
    for letters, kind in ((CONJUNCTIONS, _JOINING), (PREPOSITIONS, NOUN), (FUTURE, VERB)):
        table[[ord(letter) for letter in letters]] = kind
    return table


@cache
def _letters() -> npt.NDArray[np.int8]:
    """1 for the code points of letters and digits (up to U+FFFF; what lies beyond is a mark)."""
    table = np.zeros(0x110000, np.int8)
    table[:0x10000] = [chr(c).isalnum() for c in range(0x10000)]
    return table
