"""Stories: articles that report the same event, whatever outlet they come from.

Event terms (`features.events`) are weighed by rarity and compared by cosine, as in topic detection and tracking: sparse
weighted words still beat embeddings there (Staykovski et al. 2019). Pairs come from rare shared terms within a window of
days; within what they connect, average linkage is cut (Yang, Pierce & Carbonell 1998), and a pair that lies outside the
window outweighs any likeness, so that a story never drifts over the days. Near-duplicates are one node from the start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from features.events import KIND, NUMBER, REGION

LIKE = 0.22  # cosine from which two articles report one event; chosen by reading, docs/stories.md
FADING = np.array([1.0, 0.95, 0.75, 0.6])  # the cosine is lowered by this factor by days apart
DAYS = len(FADING) - 1  # the first and last article of a story lie no further apart
UNDATED = 0.6  # the cosine is lowered by this factor where a date is missing
ELSEWHERE = 0.6  # and by this one where both name governorates or countries and share none
RECOUNTED = (0.85, 0.6)  # and by these where both give tolls and share none, on one day or on two: tolls come every day
COMMON = 200  # a term in more articles than this within a window leads to no pairs
WEIGHTS = np.array([1.0, 0.6, 0.8, 0.6, 0.8, 0.3, 0.0, 0.0])  # by kind: word, pair, number, name, place, region
CHUNK, LARGE, APART = 1024, 2000, 1e9

Rows = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """Near-duplicates as one: `weights` (nodes, terms) with rows of length 1, `days` (nodes,) with NaN where undated.

    `regions` and `counts` (nodes,) hold one bit of 64 for each governorate or country, and each number of losses.
    """

    weights: csr_array
    days: Floats
    regions: Bits
    counts: Bits


def stories(
    terms: Sequence[npt.NDArray[np.uint32]],
    published: Sequence[date | None],
    groups: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """Rows of the corpus in stories of two or more, in order; `groups` are near-duplicates and are never parted."""
    members = collapse(terms, published, groups)
    first = [rows[0] for rows in members]
    nodes = weigh([terms[row] for row in first], [published[row] for row in first])
    found = [sorted(row for node in story for row in members[node]) for story in cluster(nodes)]
    return sorted(rows for rows in found if len(rows) > 1)


def collapse(
    terms: Sequence[npt.NDArray[np.uint32]], published: Sequence[date | None], groups: Sequence[Sequence[int]]
) -> list[list[int]]:
    """All rows, near-duplicates together, by date and terms: in whatever order the rows come, the same article stands first."""
    grouped = {row for group in groups for row in group}
    members = [list(group) for group in groups] + [[row] for row in range(len(terms)) if row not in grouped]
    keys = [(when or date.max, found.tobytes()) for when, found in zip(published, terms, strict=True)]
    return sorted((sorted(rows, key=keys.__getitem__) for rows in members), key=lambda rows: keys[rows[0]])


def weigh(terms: Sequence[npt.NDArray[np.uint32]], published: Sequence[date | None]) -> Nodes:
    """Terms by rarity, log(1 + n / n with the term), and by kind."""
    n, sizes = len(terms), [len(found) for found in terms]
    rows = np.repeat(np.arange(n, dtype=np.int32), sizes)
    known, columns, df = np.unique(
        np.concatenate([*terms, np.empty(0, np.uint32)]), return_inverse=True, return_counts=True
    )
    columns = columns.astype(np.int32)
    values = (np.log1p(n / df) * WEIGHTS[known >> KIND]).astype(np.float32)[columns]
    norms = np.sqrt(np.bincount(rows, values**2, n)).astype(np.float32)
    values /= norms[rows]

    def bits(kind: int) -> Bits:
        of_kind = known >> KIND == kind
        bit = np.uint64(1) << (np.cumsum(of_kind) % 64).astype(np.uint64)
        found = np.zeros(n, np.uint64)
        np.bitwise_or.at(found, rows[of_kind[columns]], bit[columns[of_kind[columns]]])
        return found

    days = np.array([d.toordinal() if d else np.nan for d in published], float)
    return Nodes(
        csr_array((values, columns, np.cumsum([0, *sizes])), (n, len(known))), days, bits(REGION), bits(NUMBER)
    )


def candidates(nodes: Nodes, floor: float = LIKE) -> Iterator[tuple[Rows, Rows]]:
    """Pairs worth comparing, chunk by chunk: dated nodes within the window, undated ones with all, by rare shared terms."""
    order = np.argsort(nodes.days, kind="stable")  # NaN comes last
    days = nodes.days[order]
    dated = int(np.isfinite(days).sum())
    for start in range(0, dated, CHUNK):
        stop = min(start + CHUNK, dated)
        end = int(np.searchsorted(days[:dated], days[stop - 1] + DAYS, "right"))
        yield _sharing(nodes, order[start:stop], order[start:end], floor / 2)
    for start in range(dated, len(order), CHUNK):
        yield _sharing(nodes, order[start : start + CHUNK], order, floor / 2)


def _sharing(nodes: Nodes, rows: Rows, others: Rows, floor: float) -> tuple[Rows, Rows]:
    """Pairs (i, j) of a row and another node, whose rare shared terms alone give a cosine of the floor or more."""
    theirs = nodes.weights[others]
    df = np.bincount(theirs.indices, minlength=theirs.shape[1])
    rare = np.flatnonzero((df > 1) & (df <= COMMON))
    shared = (nodes.weights[rows][:, rare] @ theirs[:, rare].T).tocoo()
    i, j = rows[shared.coords[0]], others[shared.coords[1]]
    undated = np.isnan(nodes.days[i])
    kept = (shared.data >= floor) & (i != j) & ~(undated & np.isnan(nodes.days[j]) & (i > j))
    kept &= undated | (np.abs(nodes.days[i] - nodes.days[j]) <= DAYS)
    i, j = i[kept], j[kept]
    return _unique(np.minimum(i, j), np.maximum(i, j), len(nodes.days))


def _unique(i: Rows, j: Rows, n: int) -> tuple[Rows, Rows]:
    both = np.unique(i * n + j)
    return both // n, both % n


def likeness(nodes: Nodes, i: Rows, j: Rows, cosine: Floats) -> Floats:
    """The cosine of pairs, lowered where a date is missing or the places differ; -APART outside the window of days."""
    gap = np.abs(nodes.days[i] - nodes.days[j])
    elsewhere = _differ(nodes.regions, i, j)
    recounted = np.where(_differ(nodes.counts, i, j), np.where(gap > 0, RECOUNTED[1], RECOUNTED[0]), 1.0)
    near = FADING[np.clip(np.nan_to_num(gap), 0, DAYS).astype(int)]
    alike = cosine * np.where(elsewhere, ELSEWHERE, 1.0) * recounted
    alike *= np.where(np.isnan(gap), UNDATED, near)
    return np.where(gap > DAYS, -APART, alike)


def _differ(bits: Bits, i: Rows, j: Rows) -> npt.NDArray[np.bool_]:
    """Whether both of a pair have bits and none in common."""
    return np.asarray((bits[i] > 0) & (bits[j] > 0) & (bits[i] & bits[j] == 0))


def edges(nodes: Nodes, floor: float = LIKE) -> tuple[Rows, Rows, Floats]:
    """All pairs with a likeness of the floor or more, and their likeness."""
    found = []
    for i, j in candidates(nodes, floor):
        for at in range(0, len(i), 16 * CHUNK):
            a, b = i[at : at + 16 * CHUNK], j[at : at + 16 * CHUNK]
            cosine = np.asarray(nodes.weights[a].multiply(nodes.weights[b]).sum(axis=1)).ravel()
            alike = likeness(nodes, a, b, cosine)
            kept = alike >= floor
            found.append((a[kept], b[kept], alike[kept]))
    if not found:
        return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
    i, j, alike = (np.concatenate(part) for part in zip(*found, strict=True))
    return i, j, alike


def cluster(nodes: Nodes) -> list[list[int]]:
    """Nodes in stories: connected ones are linked by their average likeness and cut where it falls below LIKE."""
    return [part for piece in pieces(len(nodes.days), *edges(nodes), LIKE) for part in cut(nodes, piece)]


def pieces(n: int, i: Rows, j: Rows, alike: Floats, floor: float) -> Iterator[Rows]:
    """Connected components; one too large to be held as a matrix is taken apart at a higher likeness."""
    kept = alike >= floor
    graph = coo_array((np.ones(kept.sum(), bool), (i[kept], j[kept])), (n, n))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    for piece in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        if len(piece) <= LARGE or floor > 1:
            yield piece
            continue
        new = np.full(n, -1)
        new[piece] = np.arange(len(piece))
        inner = new[i] >= 0
        for part in pieces(len(piece), new[i[inner]], new[j[inner]], alike[inner], floor + 0.05):
            yield piece[part]


def cut(nodes: Nodes, piece: Rows) -> list[list[int]]:
    """One component, shape (nodes,), by average linkage; the mean likeness between two parts of a story is at least LIKE."""
    if len(piece) < 2 or len(piece) > LARGE:  # the latter are copies of one text, or pieces() had parted them
        return [piece.tolist()]
    inner = nodes.weights[piece]
    a, b = np.triu_indices(len(piece), 1)
    alike = likeness(nodes, piece[a], piece[b], (inner @ inner.T).toarray()[a, b])
    label = fcluster(linkage(np.maximum(1 - alike, 0), "average"), 1 - LIKE, "distance")
    return [piece[label == story].tolist() for story in np.unique(label)]
