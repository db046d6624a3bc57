"""How far phrases are made of the words of known names: shared words, whatever their endings and their order.

All wordings of the lexicon count, those too that come in no article: a rare name tells of its kin as a common one does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from scipy.sparse import csr_array

from features.candidates import Floats
from features.tokens import SHORTEST, Ints

ENDINGS = ("تها", "ها", "ان", "ات", "ون", "ين", "وا", "يه", "ه", "ي", "ا", "ت")
NEAR = 3  # names whose likeness is averaged


def evidence(keys: Sequence[str], rows: Ints, known: Mapping[str, int]) -> dict[str, Floats]:
    """Evidence by name, each of shape (N,): words shared with the most akin known name, and with the three most akin."""
    best = akin(keys, rows, known)
    return {"nearest wording": best[:, 0], "three wordings": best.mean(axis=1)}


def akin(keys: Sequence[str], rows: Ints, known: Mapping[str, int]) -> Floats:
    """The greatest Jaccard likenesses of phrases to known names of other rows, shape (N, `NEAR`), the greatest first.

    Words count by how rare they are among the phrases. `rows` are the phrases' rows of the lexicon (-1: none), `known` rows
    by key.
    """
    both = _bags([*keys, *known])
    phrases, names = both[: len(keys)], both[len(keys) :]
    rarity = np.log((len(keys) + 1) / (np.bincount(phrases.indices, minlength=both.shape[1]) + 1))
    pairs = ((phrases * rarity[None, :]).tocsr() @ names.T).tocoo()
    of_name = np.fromiter(known.values(), np.int64, len(known))
    other = rows[pairs.row] != of_name[pairs.col]
    of, to, shared = pairs.row[other], pairs.col[other], pairs.data[other]
    whole = (phrases @ rarity)[of] + (names @ rarity)[to] - shared
    like = np.divide(shared, whole, out=np.zeros(len(shared)), where=whole > 0)
    order = np.lexsort((-like, of))
    of, like = of[order], like[order]
    turn = np.arange(len(of)) - np.searchsorted(of, of)
    near = turn < NEAR
    best = np.zeros((len(keys), NEAR))
    best[of[near], turn[near]] = like[near]
    return best


def _bags(keys: Sequence[str]) -> csr_array:
    """Which words each key holds, without their endings."""
    numbers: dict[str, int] = {}
    words = [sorted({numbers.setdefault(light(word), len(numbers)) for word in key.split(" ")}) for key in keys]
    begins, held = np.cumsum([0, *map(len, words)]), np.array([i for one in words for i in one], np.int64)
    return csr_array((np.ones(len(held)), held, begins), shape=(len(keys), len(numbers)))


@cache
def light(word: str) -> str:
    """A stem without its ending, where three letters are left (as light stemmers do: Larkey, Ballesteros & Connell 2007).

    >>> light("استعادتها") == light("استعاده"), light("شهيدا")
    (True, 'شهيد')
    """
    return next((word[: -len(e)] for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= SHORTEST), word)
