"""How steady positions are: halves of articles, fewer articles, one referent less, one outlet less.

Halves and smaller samples are placed on the scale as it is fitted (wordings' numbers held fixed, as examinees are scored on a
calibrated test), so they say how far an outlet's own articles determine its position. What the wordings' numbers owe to a single
outlet, or a position to a single referent, is what the other two ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.stats import spearmanr

from train import ideal, items, scale
from train.choices import Choices, Floats, Ints, membership
from train.ideal import Model

FEWEST = 10  # articles of an outlet
SPLITS = 50
SAMPLES = (2, 5, 10, 20, 40, 80)
ENOUGH = 0.85  # correlation of two samples at which a rank is called steady
REPEATS = 20
COARSE = 121
Place = Callable[[Ints], Floats]


@dataclass(frozen=True, slots=True)
class Halves:
    """Correlation of positions from two halves of each outlet's articles, mean over splits; stepped up to the whole."""

    outlets: int
    pearson: float
    spearman: float
    reliability: float


def halves(choices: Choices, model: Model, seed: int, fewest: int = FEWEST, place: Place | None = None) -> Halves:
    """Split-half reliability of positions: 2 r / (1 + r) (Spearman 1910; Brown 1910), r the mean of Pearson's over splits.

    `place` gives the positions by some of the articles, where not the model's by these choices.
    """
    place = place or (lambda rows: middles(choices.some(rows), model))
    rng, some = np.random.default_rng(seed), choices.size() >= fewest
    pairs = []
    for _ in range(SPLITS):
        order = _order(choices, rng)
        first, second = (place(np.flatnonzero(order % 2 == side))[some] for side in (0, 1))
        pairs.append((np.corrcoef(first, second)[0, 1], spearmanr(first, second).statistic))
    pearson, spearman = np.mean(pairs, axis=0) if some.sum() > 2 else (np.nan, np.nan)
    return Halves(int(some.sum()), float(pearson), float(spearman), float(2 * pearson / (1 + pearson)))


def middles(choices: Choices, model: Model) -> Floats:
    """Posterior mean of each outlet, on the model's own axis; for means a coarser grid does."""
    return np.asarray(ideal.posterior(choices, model, COARSE) @ ideal.grid(COARSE))


def _order(choices: Choices, rng: np.random.Generator) -> Ints:
    """A random number of each article within its outlet, from 0."""
    shuffled = np.lexsort((rng.random(len(choices.outlet)), choices.outlet))
    starts = np.concatenate([[0], np.cumsum(choices.size())])[choices.outlet[shuffled]]
    place = np.empty(len(shuffled), dtype=np.int64)
    place[shuffled] = np.arange(len(shuffled)) - starts
    return place


@dataclass(frozen=True, slots=True)
class Steady:
    """Correlation of positions from two disjoint samples of n articles an outlet, over outlets that have as many."""

    articles: int
    outlets: int
    pearson: float
    spearman: float


def steadiness(choices: Choices, model: Model, seed: int) -> list[Steady]:
    """How alike outlets are ranked by two samples of 2, 5, 10, ... articles of each; as far as 8 outlets reach."""
    rng, size, rows = np.random.default_rng(seed), choices.size(), []
    for n in SAMPLES:
        some = size >= 2 * n
        if some.sum() < 8:
            break
        found = []
        for _ in range(REPEATS):
            place = _order(choices, rng)
            first = middles(choices.some(np.flatnonzero(place < n)), model)[some]
            second = middles(choices.some(np.flatnonzero((place >= n) & (place < 2 * n))), model)[some]
            found.append((np.corrcoef(first, second)[0, 1], spearmanr(first, second).statistic))
        pearson, spearman = np.mean(found, axis=0)
        rows.append(Steady(n, int(some.sum()), float(pearson), float(spearman)))
    return rows


def enough(rows: Sequence[Steady]) -> int | None:
    """The least number of articles from which two samples rank outlets alike (correlation ENOUGH), if any was tried."""
    return next((r.articles for i, r in enumerate(rows) if all(s.spearman >= ENOUGH for s in rows[i:])), None)


def rarefied(choices: Choices, model: Model, seed: int, n: int = FEWEST) -> Floats:
    """Positions by n random articles of each outlet, mean over draws; nan where an outlet has fewer."""
    rng, size = np.random.default_rng(seed), choices.size()
    drawn = [middles(choices.some(np.flatnonzero(_order(choices, rng) < n)), model) for _ in range(REPEATS)]
    return np.where(size >= n, np.mean(drawn, axis=0), np.nan)


def without_referent(choices: Choices, model: Model) -> Mapping[str, Floats]:
    """Positions with the mentions of one referent left out, for each; the others' numbers are kept."""
    of = membership(model.vocabulary)
    return {
        group: middles(replace(choices, counts=(choices.counts * (1 - of[:, g])).tocsr()), model)
        for g, group in enumerate(model.vocabulary.groups)
    }


def without_outlet(choices: Choices, model: Model, which: Sequence[int], workers: int) -> Floats:
    """Positions (outlets left out x outlets) on scales refitted without each of these outlets, itself placed on it too."""
    unit = scale.unit(ideal.posterior(choices, model), choices.size())

    def refitted(outlet: int) -> Floats:
        rest = choices.some(np.flatnonzero(choices.outlet != outlet))
        other = items.fit(rest, model, rounds=0)
        theirs = scale.unit(ideal.posterior(rest, other), rest.size())
        return np.asarray(on_unit(middles(choices, other), theirs) * unit["sd"] + unit["centre"])

    return np.array(Parallel(n_jobs=workers)(delayed(refitted)(o) for o in which)).reshape(len(which), -1)


def without_owners(
    choices: Choices, model: Model, owners: Sequence[str], folds: int, seed: int
) -> tuple[Floats, Floats]:
    """Positions on scales refitted without a fold of owners: each outlet's where its own owner is out, and all (folds x outlets).

    On the model's axis; every refit is turned back onto the unit of the whole by the outlets it kept. `owners` by outlet.
    """
    names, owner = np.unique(np.asarray(owners, dtype=str), return_inverse=True)
    fold = (np.random.default_rng(seed).permutation(len(names)) % folds)[owner]
    unit = scale.unit(ideal.posterior(choices, model), choices.size())
    placed = np.empty((folds, len(owner)))
    for k in range(folds):
        rest = choices.some(np.flatnonzero(fold[choices.outlet] != k))
        other = items.fit(rest, model, rounds=0)
        theirs = scale.unit(ideal.posterior(rest, other), rest.size())
        placed[k] = on_unit(middles(choices, other), theirs) * unit["sd"] + unit["centre"]
    return placed[fold, np.arange(len(owner))], placed


def band(values: Sequence[Floats] | Floats) -> tuple[Floats, Floats]:
    """Lowest and highest of several placings of each outlet."""
    table = np.asarray(values)
    return table.min(axis=0), table.max(axis=0)


def on_unit(values: Floats, unit: Mapping[str, Any]) -> Floats:
    """Positions of the model's axis on the scale's unit."""
    return np.asarray((values - unit["centre"]) / unit["sd"])
