"""Which items a group uses more than the others do: log-odds with a prior, tested by permuting whole units.

Items are words, or wordings of a referent; `family` says among which items an item is chosen (all words; the wordings of one
referent). Units are what may be exchanged: articles between outlets, outlets between camps. The statistic only orders; how far
it may go by chance is read off permutations, so that neither bursty words nor lopsided units pass for differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from train.bootstrap import Floats, Ints

Bools = npt.NDArray[np.bool_]
BINS = (10, 20, 50, 200)  # units an item stands in, at which items of like rarity are parted
Draw = Callable[[], Ints]


class Counts(NamedTuple):
    """What is counted: `items` (units, items) may be weighed, `units` (units, items) are 1 where an item stands in a unit."""

    items: csr_array
    units: csr_array
    family: Ints


class Outcome(NamedTuple):
    """By group and item: log-odds ratio, its z, the standardised statistic (-inf where the filter holds it back), p and q."""

    log_odds: Floats
    z: Floats
    statistic: Floats
    p: Floats
    q: Floats


def log_odds(counts: Floats, whole: Floats, family: Ints, prior: Floats) -> tuple[Floats, Floats]:
    """Log-odds ratio of each group (counts: groups, items) against the rest of the whole (items,), and its z.

    `prior` (items,) are the pseudo-counts of a Dirichlet prior.
    Monroe, Colaresi & Quinn 2008, "Fightin' words", equations 16, 20 and 22, over the items of each family.
    """
    of_family = families(family)
    total = np.asarray(counts @ of_family)[:, family]
    everything, strength = (np.asarray(w @ of_family)[family] for w in (whole, prior))
    here, there = counts + prior, whole - counts + prior
    not_here, not_there = total + strength - here, everything - total + strength - there
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(here * not_there / (there * not_here))
        z = ratio / np.sqrt(1 / here + 1 / there)
    return np.nan_to_num(ratio, posinf=0, neginf=0), np.nan_to_num(z, posinf=0, neginf=0)


def families(family: Ints) -> csr_array:
    """One for each item in its family (items, families)."""
    size = int(family.max(initial=0)) + 1
    return csr_array((np.ones(len(family)), (np.arange(len(family)), family)), shape=(len(family), size))


def priors(counts: Counts) -> Floats:
    """A prior worth one unit of mean size: each item's share of its family, times the family's count in a unit that has any."""
    sums = np.asarray(counts.items.sum(axis=0), float).ravel()
    of_family = families(counts.family)
    total = sums @ of_family
    holders = np.asarray(((counts.units @ of_family) > 0).sum(axis=0)).ravel()
    mean = total / np.maximum(holders, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums / total[counts.family]
    strength: Floats = np.maximum(np.nan_to_num(share) * mean[counts.family], 1e-9)
    return strength


def permuted(
    counts: Counts, group: Ints, n_groups: int, draw: Draw, draws: int, enough: Callable[[Floats], Bools]
) -> Outcome:
    """Test every item in every group, one-sided: is it used more here than elsewhere?

    `group` (units,) numbers groups, -1 for units of none; `draw` gives one permutation of it; `enough` says of the number of a
    group's units that hold each item (groups, items) which may be told of. The filter holds in permutations too, so that it
    does not choose what chance favoured. The first half of the draws gives each item's mean and spread, the second the
    tail, shared by items of like rarity and of like group (Tusher, Tibshirani & Chu 2001). q is Benjamini & Hochberg's, by group.
    """
    prior, whole = priors(counts), np.asarray(counts.items.sum(axis=0), float).ravel()

    def statistic(by: Ints) -> tuple[Floats, Floats, Bools]:
        held = np.flatnonzero(by >= 0)
        chosen = csr_array((np.ones(len(held)), (by[held], held)), shape=(n_groups, len(by)))
        ratio, z = log_odds((chosen @ counts.items).toarray(), whole, counts.family, prior)
        return ratio, z, enough((chosen @ counts.units).toarray())

    ratio, z, told = statistic(group)
    total, squares = np.zeros_like(z), np.zeros_like(z)
    for _ in range(half := draws // 2):
        drawn = statistic(draw())[1]
        total += drawn
        squares += drawn**2
    mean = total / half
    spread = np.sqrt(np.maximum(squares / half - mean**2, 0))
    known = spread > 1e-9
    seen = np.where(told & known, (z - mean) / np.where(known, spread, 1), -np.inf)
    rarity = np.digitize(np.asarray(counts.units.sum(axis=0)).ravel(), BINS)
    above = np.zeros_like(z)
    for _ in range(draws - half):
        _, drawn, kept = statistic(draw())
        by_chance = np.where(kept & known, (drawn - mean) / np.where(known, spread, 1), -np.inf)
        for bin_, row in _cells(rarity, n_groups):
            above[row, bin_] += _at_least(by_chance[row, bin_], seen[row, bin_])
    alike = np.bincount(rarity, minlength=len(BINS) + 1)[rarity]
    p = np.where(np.isfinite(seen), (1 + above) / (1 + (draws - half) * alike), 1.0)
    return Outcome(ratio, z, seen, p, np.stack([benjamini_hochberg(row) for row in p]))


def _cells(rarity: Ints, n_groups: int) -> Iterator[tuple[Ints, int]]:
    for value in np.unique(rarity).tolist():
        alike = np.flatnonzero(rarity == value)
        for row in range(n_groups):
            yield alike, row


def _at_least(drawn: Floats, seen: Floats) -> Floats:
    """For each value seen, how many of those drawn reach it."""
    order = np.sort(drawn)
    reached: Floats = (len(order) - np.searchsorted(order, seen, side="left")).astype(float)
    return reached


def benjamini_hochberg(p: Floats) -> Floats:
    """Adjusted p: the least false discovery rate at which each is told of (Benjamini & Hochberg 1995).

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    order = np.argsort(p, kind="stable")
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)
    return q


def dispersion(counts: Floats, sizes: Floats) -> float:
    """Deviation of proportions of an item over parts, normed: 0 spread as the parts' sizes are, 1 in the smallest part alone.

    Gries 2008, normed by Lijffijt & Gries 2012.
    """
    if counts.sum() <= 0 or len(sizes) < 2:
        return 0.0
    share = sizes / sizes.sum()
    return float(np.abs(counts / counts.sum() - share).sum() / 2 / (1 - share.min()))
