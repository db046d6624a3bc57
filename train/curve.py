"""The learning curve: how good the main model is on unseen outlets, by the number of outlets it learns from.

In each draw the training outlets of every fold are put in an order, one of each label first; the first n of it are learnt
from, so more outlets hold the fewer. The fold's test side is always the whole one: all n are asked about the same outlets.
The last point learns from all. `value` is the mean over draws with the interval of the outlet bootstrap (which outlets are
asked about), `least` and `most` are the lowest and highest draw (which outlets are learnt from).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from train.bootstrap import Floats, percentile
from train.split import folds, sides
from train.trial import METRICS, Trial, each, scored, worth

Row = dict[str, object]


def curve(of: Trial, columns: Sequence[str], workers: int, kept: Path) -> list[Row]:
    """Rows with outlets, draws, metric, value, low, high, least, most, n, n_outlets; sorted by outlets and metric."""
    tops = [sides(of.table, fold)[0]["outlet"].nunique() for fold in folds(of.table)]
    steps = sizes(2 * len(of.labels), min(tops), of.config.curve_sizes)
    points = [(n, draw) for n in steps for draw in range(of.config.curve_draws)]
    jobs = {f"{n} of {draw}": partial(_worth, of, columns, n, draw) for n, draw in points}
    done = each(jobs | {"all": partial(worth, of, columns)}, kept, workers, "curve")
    drawn = {n: np.array([done[f"{n} of {draw}"] for draw in range(of.config.curve_draws)]) for n in steps}
    drawn[round(float(np.mean(tops)))] = done["all"][None]
    s = scored(of)
    head: Row = {"n": len(s.truth), "n_outlets": len(s.outlets)}
    return [
        head | {"outlets": n, "draws": len(values), "metric": metric} | _point(values[:, k])
        for n, values in drawn.items()
        for k, metric in enumerate(METRICS)
        if not np.isnan(values[:, k, 0]).any()
    ]


def sizes(least: int, most: int, count: int) -> list[int]:
    """At most `count` - 1 numbers of outlets below `most`, each by the same factor more than the one before.

    >>> sizes(6, 100, 4), sizes(6, 5, 4)
    ([6, 15, 39], [])
    """
    if least >= most:
        return []
    found = {round(float(n)) for n in np.geomspace(least, most, count)}
    return sorted(found - {most})


def first(train: pd.DataFrame, fold: int, n: int, draw: int, seed: int) -> pd.DataFrame:
    """The articles of the first n outlets of a training side, in an order that is the same for every n."""
    random = np.random.default_rng([seed, draw, fold])
    known = sorted(train["outlet"].unique())
    order = [known[i] for i in random.permutation(len(known))]
    place = train["outlet"].map(order.index)
    leading = [order[i] for i in place.groupby(train["label"].to_numpy(str)).min().tolist()]
    return train[train["outlet"].isin(list(dict.fromkeys([*leading, *order]))[:n])]


def _worth(of: Trial, columns: Sequence[str], n: int, draw: int) -> Floats:
    return worth(of, columns, lambda train, fold: first(train, fold, n, draw, of.config.seed))


def _point(values: Floats) -> Row:
    around = percentile(values.mean(axis=0))._asdict()
    return around | {"least": float(values[:, 0].min()), "most": float(values[:, 0].max())}
