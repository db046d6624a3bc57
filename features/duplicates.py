"""Near-duplicates within and across outlets: MinHash over word 5-grams, joined into groups.

Two articles are near-duplicates where the estimated Jaccard similarity of their 5-gram sets is at least 0.5 (Broder 1997;
128 permutations, standard error about 0.04); that leaves room for the page furniture round a short report. The earliest
article of a group stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from datasketch import MinHash, MinHashLSH
from scipy.cluster.hierarchy import DisjointSet

PERMUTATIONS, SHINGLE, SIMILAR, SCHEME = 128, 5, 0.5, "affine32"


def signature(folded: str) -> npt.NDArray[np.uint32]:
    """MinHash signature, shape (128,), of a folded text; texts under five words count as one shingle."""
    words = folded.split()
    shingles = {" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))}
    hashed = _empty().copy()
    hashed.update_batch(shingles)
    return np.asarray(hashed.hashvalues, np.uint32)


@cache
def _empty() -> MinHash:
    """A MinHash of nothing, to be copied: drawing its permutations anew would cost more than hashing an article."""
    return MinHash(PERMUTATIONS, hashfunc=crc32, scheme=SCHEME)


def groups(signatures: npt.NDArray[np.uint32]) -> list[list[int]]:
    """Rows of a signature matrix, shape (articles, 128), in groups of near-duplicates of two or more, in order."""
    index = MinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS)
    joined = DisjointSet(range(len(signatures)))
    alike: dict[bytes, int] = {}
    for row, values in enumerate(signatures):
        same = alike.setdefault(values.tobytes(), row)
        if same != row:
            joined.merge(same, row)
            continue
        hashed = _empty().copy()
        hashed.hashvalues = values
        for other in sorted(index.query(hashed)):
            if float(np.mean(signatures[other] == values)) >= SIMILAR:
                joined.merge(other, row)
        index.insert(row, hashed)
    return sorted(sorted(s) for s in joined.subsets() if len(s) > 1)


def originals(found: Sequence[Sequence[int]], published: Sequence[date | None]) -> dict[int, int]:
    """For each later member of a group the row it duplicates: the earliest by date, then by order in the corpus."""
    duplicate_of = {}
    for group in found:
        first = min(group, key=lambda row: (published[row] or date.max, row))
        duplicate_of.update({row: first for row in group if row != first})
    return duplicate_of
