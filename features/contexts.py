"""What stands around phrases, and which phrases are alike by it.

Contexts are the two words before and behind, by place, a known name standing for its referent; weighed by positive pointwise
mutual information with smoothed contexts (Levy, Goldberg & Dagan 2015) and cut to a few dimensions by a truncated singular
value decomposition (Halko, Martinsson & Tropp 2011) of the frequent phrases, on which the others are laid.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from features.candidates import Candidates, Floats, Kinds
from features.tokens import Ints, Tokens

DIMENSIONS, FREQUENT, WIDEST = (
    64,
    15_000,
    5,
)  # of vectors; phrases they are learnt from; of these with a context, at least
RARE, SMOOTHING, EXTRA, PASSES, SEED = 10, 0.75, 8, 2, 0
NEAREST, BACKGROUND, CHUNK = 20, 3_000, 4_096
Vectors = npt.NDArray[np.float32]


def vectors(tokens: Tokens, known: Kinds, phrases: Candidates) -> Vectors:
    """Unit vectors of phrases, shape (N, dimensions); fewer dimensions where the corpus is small."""
    weights = _weighed(_counted(tokens, known, phrases))
    frequent = np.argsort(-phrases.count, kind="stable")[:FREQUENT]
    learnt = weights[frequent]
    shared = np.flatnonzero(np.bincount(learnt.indices, minlength=learnt.shape[1]) >= WIDEST)
    learnt = learnt[:, shared]
    size = min(DIMENSIONS, *learnt.shape)
    laid = weights[:, shared] @ _directions(learnt, size) if size else np.zeros((len(phrases), 1), np.float32)
    length = np.linalg.norm(laid, axis=1, keepdims=True)
    unit: Vectors = (laid / np.where(length > 0, length, 1)).astype(np.float32)
    return unit


def _counted(tokens: Tokens, known: Kinds, phrases: Candidates) -> csr_array:
    """How often each phrase stands in each context, shape (N, 4 * contexts)."""
    n, rare, edge = len(tokens), len(tokens.words), len(tokens.words) + 1
    referents = sorted({entry.group for entry in tokens.entries})
    shown = known.bare[tokens.ids]
    shown = np.where(np.bincount(shown, minlength=rare)[shown] < RARE, rare, shown)
    for first, stop, entry in zip(tokens.first.tolist(), tokens.stop.tolist(), tokens.entries, strict=True):
        shown[first:stop] = edge + 1 + referents.index(entry.group)
    padded = np.concatenate([[edge, edge], shown, [edge, edge]])
    stopped = np.concatenate([[True, True], tokens.gap > 0, [True, True]])
    width, start, stop = edge + 1 + len(referents), phrases.at + 2, phrases.beyond() + 2
    before, behind = stopped[start], stopped[stop]
    places = (
        np.where(before, edge, padded[start - 1]),
        np.where(behind, edge, padded[np.minimum(stop, n + 3)]),
        np.where(before | stopped[start - 1], edge, padded[start - 2]),
        np.where(behind | stopped[stop + 1], edge, padded[np.minimum(stop + 1, n + 3)]),
    )
    columns = np.concatenate([i * width + place for i, place in enumerate(places)])
    ones = np.ones(len(columns), np.float32)
    return coo_array((ones, (np.tile(phrases.of, 4), columns)), shape=(len(phrases), 4 * width)).tocsr()


def _weighed(counts: csr_array) -> csr_array:
    """Positive pointwise mutual information."""
    counts.sum_duplicates()
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** SMOOTHING
    columns /= columns.sum()
    found = counts.tocoo()
    weight = np.log(found.data / (rows[found.row] * columns[found.col]))
    kept = weight > 0
    return csr_array((weight[kept].astype(np.float32), (found.row[kept], found.col[kept])), shape=counts.shape)


def _directions(table: csr_array, size: int) -> Vectors:
    """The first right singular vectors over the roots of their singular values, shape (columns, size)."""
    rng = np.random.default_rng(SEED)
    most = min(size + EXTRA, *table.shape)
    found = table @ rng.standard_normal((table.shape[1], most)).astype(np.float32)
    for _ in range(PASSES):
        basis, _ = np.linalg.qr(found)
        basis, _ = np.linalg.qr(table.T @ basis)
        found = table @ basis
    basis, _ = np.linalg.qr(found)
    _, values, right = np.linalg.svd((table.T @ basis).T, full_matrices=False)
    roots = np.sqrt(np.maximum(values[:size], 1e-6))
    directions: Vectors = (right[:size].T / roots).astype(np.float32)
    return directions


def nearest(unit: Vectors, among: Ints, rows: Ints, most: int = NEAREST) -> tuple[Floats, Ints]:
    """For each phrase the likenesses to the nearest of some phrases, and which these are (N, most), the nearest first.

    Phrases of one row (`rows`, -1: none) are not counted among one another's neighbours, and none its own. Where there are
    fewer than `most`, likeness -1 fills up.
    """
    like, which = np.full((len(unit), most), -1.0), np.zeros((len(unit), most), np.int64)
    for begin in range(0, len(unit) if len(among) else 0, CHUNK):
        here = slice(begin, min(begin + CHUNK, len(unit)))
        table = (unit[here] @ unit[among].T).astype(float)
        own = rows[here]
        table[(own[:, None] == rows[among]) & (own[:, None] >= 0)] = -1
        table[np.arange(begin, here.stop)[:, None] == among] = -1
        far = -table
        best = np.argpartition(far, min(most, len(among)) - 1, axis=1)[:, :most]
        order = np.argsort(np.take_along_axis(far, best, axis=1), axis=1, kind="stable")
        best = np.take_along_axis(best, order, axis=1)
        like[here, : best.shape[1]] = np.take_along_axis(table, best, axis=1)
        which[here, : best.shape[1]] = among[best]
    return like, which


def background(unknown: Ints) -> Ints:
    """A sample of phrases that are no known names, to compare likenesses with."""
    rng = np.random.default_rng(SEED)
    return np.sort(rng.choice(unknown, min(BACKGROUND, len(unknown)), replace=False))


def means(like: Floats, sizes: Sequence[int]) -> list[Floats]:
    """The mean of the first likenesses, for each of some numbers of neighbours."""
    return [like[:, :size].mean(axis=1) for size in sizes]
