"""Near-duplicates within and across outlets: MinHash over word 5-grams, joined into groups.

Two articles are near-duplicates where the estimated Jaccard similarity of their 5-gram sets is at least 0.5 (Broder 1997;
128 permutations, standard error about 0.04); that leaves room for the page furniture round a short report. Candidates are
those that agree in one of 32 bands of 4 values (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4): with a
similarity of 0.5, 87 of 100 are found, of 0.6, 99. The earliest article of a group stands for it. An article takes 512 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

PERMUTATIONS, SHINGLE, SIMILAR, BAND = 128, 5, 0.5, 4
MOST = 64  # of articles that agree in a band so many are compared each with each, the rest with their neighbours
AT_ONCE = 1 << 14  # shingles permuted in one go, in 8 MB
_DRAWN = np.random.default_rng(1997).integers(1, 1 << 32, (2, PERMUTATIONS), np.uint64)
_FACTORS, _SUMMANDS = (_DRAWN[0] | np.uint64(1)).astype(np.uint32), _DRAWN[1].astype(np.uint32)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
Signatures = npt.NDArray[np.uint32]


def signature(hashes: npt.NDArray[np.uint64]) -> Signatures:
    """MinHash signature, shape (128,), of a text by the hashes of its words; under five words count as one shingle."""
    size = max(1, len(hashes) - SHINGLE + 1)
    shingles = np.zeros(size, np.uint64)
    for i in range(min(SHINGLE, len(hashes))):
        shingles = shingles * _MIX + hashes[i : i + size]
        shingles ^= shingles >> np.uint64(31)
    values = (shingles * _MIX >> np.uint64(32)).astype(np.uint32)
    lowest = _lowest(values[:AT_ONCE])
    for start in range(AT_ONCE, size, AT_ONCE):
        np.minimum(lowest, _lowest(values[start : start + AT_ONCE]), out=lowest)
    return lowest


def _lowest(values: Signatures) -> Signatures:
    permuted = values[:, None] * _FACTORS
    permuted += _SUMMANDS
    return np.asarray(permuted.min(axis=0))


def groups(signatures: Signatures) -> list[list[int]]:
    """Rows of a signature matrix, shape (articles, 128), in groups of near-duplicates of two or more, in order."""
    from scipy.sparse import coo_array  # at the end of a run only: these take half a second to import
    from scipy.sparse.csgraph import connected_components

    if not len(signatures):
        return []
    distinct, same = _distinct(signatures)
    pairs = np.concatenate([np.zeros((0, 2), np.int64), *_candidates(signatures[distinct])])
    pairs = distinct[np.unique(pairs, axis=0)] if len(pairs) else pairs
    alike = [
        np.mean(signatures[part[:, 0]] == signatures[part[:, 1]], axis=1) >= SIMILAR
        for part in np.array_split(pairs, len(pairs) // 10_000 + 1)
    ]
    near = pairs[np.concatenate(alike)]
    rows = np.concatenate([near[:, 0], np.arange(len(signatures))])
    others = np.concatenate([near[:, 1], distinct[same]])
    size = len(signatures)
    _, labels = connected_components(
        coo_array((np.ones(len(rows), bool), (rows, others)), (size, size)), directed=False
    )
    order = np.argsort(labels, kind="stable")
    runs = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return sorted(run.tolist() for run in runs if len(run) > 1)


def _distinct(signatures: Signatures) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The first row of each different signature, and for each row the place of its like among these."""
    whole = np.ascontiguousarray(signatures).view(np.dtype((np.void, signatures.shape[1] * 4))).ravel()
    _, first, same = np.unique(whole, return_index=True, return_inverse=True)
    return first, same


def _candidates(signatures: Signatures) -> Iterator[npt.NDArray[np.int64]]:
    """Pairs of rows that agree in a band, shape (pairs, 2), the lower row first."""
    for band in range(0, PERMUTATIONS, BAND):
        keys = np.zeros(len(signatures), np.uint64)
        for column in signatures[:, band : band + BAND].T:
            keys = (keys ^ column) * _MIX
            keys ^= keys >> np.uint64(29)
        order = np.argsort(keys, kind="stable")
        edges = np.flatnonzero(np.diff(keys[order], prepend=~keys[order[0]], append=~keys[order[-1]]))
        for at in np.flatnonzero(np.diff(edges) > 1):
            yield _pairs(np.sort(order[edges[at] : edges[at + 1]]))


def _pairs(run: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    head = run[:MOST]
    first, second = np.triu_indices(len(head), 1)
    within = np.column_stack([head[first], head[second]])
    rest = run[MOST - 1 :]
    return np.concatenate([within, np.column_stack([rest[:-1], rest[1:]])]) if len(run) > MOST else within


def originals(found: Sequence[Sequence[int]], published: Sequence[date | None]) -> dict[int, int]:
    """For each later member of a group the row it duplicates: the earliest by date, then by order in the corpus."""
    duplicate_of = {}
    for group in found:
        first = min(group, key=lambda row: (published[row] or date.max, row))
        duplicate_of.update({row: first for row in group if row != first})
    return duplicate_of
