"""A corpus as one run of words, with the mentions of known names in it: what is counted over all articles at once.

Memory grows with the corpus, about 30 bytes a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from features.wordings import Hit, alone, build
from features.words import Words
from seeds.lexicon import REJECTED, Entry, Lexicon, respell

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
BLOCK = 256  # texts cut into words at a time
SHORTEST = 3  # letters left of a word without its proclitics
# What stands before a word: nothing but a blank; a comma; an opening or a closing bracket; anything else, which ends a clause.
BLANK, COMMA, OPEN, CLOSE, STOP = range(5)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Words of all texts in a row, shape (n,): `ids` into `words`, `text` which text, `at` and `till` offsets in it.

    `gap` (n + 1,) is what stands before each word (STOP at the begin of a text). Mentions are half-open ranges of words
    (`first`, `stop`), each with its lexicon row in `entries`; rejected rows are among them.
    """

    ids: Ints
    text: Ints
    at: Ints
    till: Ints
    gap: npt.NDArray[np.int8]
    words: list[str]
    first: Ints
    stop: Ints
    entries: list[Entry]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.ids)


def read(texts: Sequence[str], masked: Sequence[Sequence[tuple[int, int]]], lexicon: Lexicon) -> Tokens:
    """The words of some texts outside their masked spans (ordered, disjoint), and where the lexicon's wordings stand.

    A wording that needs evidence counts where another row of its group that needs none stands in the same text.
    """
    finder = build([blocking(lexicon)])
    own = {entry.id: entry for entry in lexicon}
    parts: list[tuple[Ints, ...]] = []
    gaps: list[npt.NDArray[np.int8]] = []
    spelled: dict[int, str] = {}
    found: list[tuple[int, int, Entry]] = []
    size = 0
    for begin in range(0, len(texts), BLOCK):
        for number, words in enumerate(finder.cut(texts[begin : begin + BLOCK]), start=begin):
            kept = ~_within(np.asarray(words.at), masked[number])
            spelled.update(zip(words.hashes[kept].tolist(), _spelled(words, kept), strict=True))
            place = np.cumsum(kept) - 1 + size
            hits = _clear(finder.find(words).get(lexicon.name, ()))
            whole = (h for h in hits if kept[h.first : h.stop].all())
            found += [(int(place[h.first]), int(place[h.stop - 1]) + 1, own[h.entry.id]) for h in whole]
            at, till = np.asarray(words.at)[kept], np.asarray(words.till)[kept]
            hashes = words.hashes[kept].view(np.int64)
            parts.append((hashes, np.full(len(at), number, np.int64), at.astype(np.int64), till.astype(np.int64)))
            gaps.append(_gaps(words, kept))
            size += len(at)
    hashes, text, at, till = (np.concatenate(c) if c else np.zeros(0, np.int64) for c in (zip(*parts, strict=True)))
    kinds, ids = np.unique(hashes.view(np.uint64), return_inverse=True)
    gap = np.append(np.concatenate(gaps), np.int8(STOP))
    first, stop = (np.array([f[i] for f in found], np.int64) for i in (0, 1))
    return Tokens(
        ids.astype(np.int64),
        text,
        at,
        till,
        gap,
        [spelled[int(k)] for k in kinds],
        first,
        stop,
        [entry for *_, entry in found],
    )


def blocking(lexicon: Lexicon) -> Lexicon:
    """The lexicon with its rejected rows as rows like any other, so that where they stand is found too."""
    entries = tuple(replace(e, category=lexicon.categories[0]) if e.category == REJECTED else e for e in lexicon)
    return replace(lexicon, entries=entries)


def _clear(hits: Sequence[Hit]) -> list[Hit]:
    clear = {h.entry.group for h in hits if not h.entry.traits.get("needs")}
    return [h for h in hits if not h.entry.traits.get("needs") or h.entry.group in clear]


def _spelled(words: Words, kept: Bools) -> list[str]:
    return [w for w, k in zip(words.words(0, len(words)), kept.tolist(), strict=True) if k]


def _within(at: npt.NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> Bools:
    inside = np.zeros(len(at), bool)
    for start, end in spans:
        low, high = np.searchsorted(at, [start, end])
        inside[low:high] = True
    return inside


def _gaps(words: Words, kept: Bools) -> npt.NDArray[np.int8]:
    gap = np.zeros(len(words), np.int8)
    for i in words.broken:
        gap[i] = kind(words.gaps[i])
    if len(gap):
        gap[0] = STOP
    gap[1:][~kept[:-1]] = STOP  # behind what is masked
    return gap[kept]


def kind(gap: str) -> int:
    """What the marks between two words are.

    >>> kind(" ("), kind("، "), kind(". ")
    (2, 1, 4)
    """
    marks = gap.strip()
    if marks in ("(", "["):
        return OPEN
    if marks in (")", "]"):
        return CLOSE
    return COMMA if marks in ("،", ",", "-", "–", "/") else BLANK if not marks and "\n" not in gap else STOP


def bare(words: Sequence[str], counts: Ints) -> Ints:
    """For each word (some of folded spelling, with their counts) the number of the word without its proclitics.

    A proclitic is taken off where what is left is a word of the same corpus and commoner than with it (`والجيش`, `للجيش`,
    `بقسد`), so that letters of the word itself (`وزير`, `لواء`) stay.
    """
    number: Mapping[str, int] = {word: i for i, word in enumerate(words)}
    result = np.arange(len(words))
    for i, word in enumerate(words):
        for rest in _without_proclitics(word):
            j = number.get(rest)
            if j is not None and counts[j] >= counts[i] * (1 if rest.startswith("ال") else 2):
                result[i] = j
                break
    return result[result]


PROCLITICS = ("و", "ف", "ب", "ل", "ك", *(a + b for a in "وف" for b in "بلك"))


def _without_proclitics(word: str) -> list[str]:
    """What may be left of a word, the least taken off first."""
    found = []
    for led in ("", *PROCLITICS):
        rest = word[len(led) :]
        if not word.startswith(led) or len(rest) < SHORTEST:
            continue
        if rest.startswith("لل") and len(led) < 2 and len(rest) > SHORTEST + 1:
            found.append("ال" + rest[2:])
        if led:
            found.append(rest)
    return found


@lru_cache(1 << 18)
def stem(word: str) -> str:
    """What the inflected spellings of one word share: no article, ين for ون, one of equal spellings.

    >>> stem('الارهابيون') == stem('ارهابيين'), stem('المليشيات') == stem('ميليشيات')
    (True, True)
    """
    if word.startswith("لل") and len(word) > SHORTEST + 1:
        word = "ال" + word[2:]
    if word.startswith("ال") and len(word) > SHORTEST + 1:
        word = word[2:]
    if word.endswith("ون") and len(word) > SHORTEST + 1:
        word = word[:-2] + "ين"
    return min(respell(word))


def key(wording: str) -> str:
    """The stems of a folded wording: wordings of one key are forms of one another."""
    return " ".join(map(stem, wording.split(" ")))


def spellings(lexicon: Lexicon) -> dict[str, Entry]:
    """The lexicon's rows by the keys of their spellings, but of those that name nobody alone; a rejected row gives way."""
    rows: dict[str, Entry] = {}
    for entry in sorted(filter(alone, lexicon), key=lambda e: e.category == REJECTED):
        for spelling in entry.spellings():
            rows.setdefault(key(spelling), entry)
    return rows
