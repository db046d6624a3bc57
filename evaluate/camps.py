"""Do known groups of outlets stand apart? Area under the curve, with the permutations that the number of outlets allows.

Labels play no part in positions, so the two may be compared. What is permuted are outlets' labels (Fisher 1935; Ernst 2004):
outlets of one owner are not independent, so labels are also permuted among owners, all of an owner's outlets together. With
fewer than OWNERS owners no p is given: whatever the positions, too few arrangements exist for it to mean anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from train.choices import Floats

OWNERS = 8
MOST = 200_000  # arrangements that are all looked at; beyond, so many are drawn
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Apart:
    """Separation of two groups: `auc` is the chance that one of the high stands above one of the low.

    `outlets` and `owners` are (high, low). p is one-sided, the direction being known beforehand; `least` is the smallest
    it could be. Both are None, and `reason` says why, where they are not given.
    """

    auc: float
    outlets: tuple[int, int]
    owners: tuple[int, int]
    p_outlets: float | None
    least_outlets: float | None
    p_owners: float | None
    least_owners: float | None
    reason: str


def apart(values: Floats, high: Flags, owners: Sequence[str], seed: int = 0) -> Apart:
    """How far outlets of the `high` group stand above the others given."""
    owner = np.unique(np.asarray(owners, dtype=str), return_inverse=True)[1]
    sides = (len(np.unique(owner[high])), len(np.unique(owner[~high])))
    outlets, auc = (int(high.sum()), int((~high).sum())), area(values, high)
    count = len(np.unique(owner))
    if count < OWNERS or min(sides) == 0:
        reason = f"{count} owners; below {OWNERS} the separation is described and not tested"
        return Apart(auc, outlets, sides, None, None, None, None, reason)
    p_outlets, least_outlets = _permuted(values, high, np.arange(len(high)), seed)
    p_owners, least_owners = _permuted(values, high, owner, seed)
    reason = f"{sides[0]} and {sides[1]} owners; no p by owners can fall below {least_owners:.2g}"
    return Apart(auc, outlets, sides, p_outlets, least_outlets, p_owners, least_owners, reason)


def area(values: Floats, high: Flags) -> float:
    """Area under the ROC curve, ties counted half (Mann & Whitney 1947); nan where a group is empty."""
    above, below = int(high.sum()), int((~high).sum())
    if not above or not below:
        return float("nan")
    return float((rankdata(values)[high].sum() - above * (above + 1) / 2) / (above * below))


def _permuted(values: Floats, high: Flags, owner: NDArray[np.int64], seed: int) -> tuple[float, float]:
    """P that labels dealt anew to the owners part the outlets as well, and the smallest this could be.

    As many owners are drawn as are high; an owner of both kinds counts as high. All arrangements are looked at, or MOST
    drawn ones beside the true one.
    """
    count = int(owner.max()) + 1
    k = len(np.unique(owner[high]))
    rank = rankdata(values)
    sums, sizes = np.bincount(owner, rank, count), np.bincount(owner, minlength=count)
    whole = comb(count, k)
    if whole <= MOST:
        chosen = np.array(list(combinations(range(count), k)))
    else:
        rng = np.random.default_rng(seed)
        chosen = np.argpartition(rng.random((MOST, count)), k, axis=1)[:, :k]
    above = sizes[chosen].sum(axis=1)
    below = len(values) - above
    with np.errstate(invalid="ignore", divide="ignore"):
        areas = (sums[chosen].sum(axis=1) - above * (above + 1) / 2) / (above * below)
    truly = np.isin(owner, owner[high])
    reached = int((areas >= area(values, truly) - 1e-9).sum())
    drawn = whole > MOST
    return (reached + drawn) / (len(chosen) + drawn), 1 / (min(whole, MOST + 1))


def sides(outlets: Sequence[str], camps: Mapping[str, str], high: str, low: str) -> tuple[Flags, Flags]:
    """Which outlets are of either camp, and which of those of the high one."""
    camp = np.array([camps.get(o, "") for o in outlets])
    either = np.isin(camp, (high, low))
    return either, camp[either] == high
