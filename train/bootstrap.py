"""Scores of predictions, and how much they would move had other outlets been met: outlets drawn again.

All intervals hold 90 %. A bootstrap draw is a row of counts (how often each outlet was drawn); row 0 is all ones, so
that a statistic computed over the rows gives its value first and its draws behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OUTLET, ARTICLE = "outlet", "article"
LEVEL = 0.9
DRAWS = 500
ENOUGH = 100  # draws below which no interval is given
FEWEST = 3  # articles of an outlet under weighting `outlet`
FIRST, SECOND = "damascus", "opposition"


class Estimate(NamedTuple):
    """A value with its interval; the bounds are None where nothing can be said of them."""

    value: float
    low: float | None
    high: float | None


def draw_outlets(present: npt.NDArray[np.bool_], seed: int, draws: int = DRAWS) -> Ints:
    """Counts (1 + draws, outlets) of outlets drawn with replacement; `present` (outlets, labels): who has which label.

    A draw that lacks a label of the whole is drawn again, since a score over fewer labels is another score. Fewer rows
    come back where such draws are too rare to find, and one where no other draw is possible (each label with one outlet).
    The same outlets and seed give the same draws, so that scores of two models can be subtracted draw by draw.
    """
    n, rng = len(present), np.random.default_rng(seed)
    rows = [np.ones((1, n), np.int64)]
    found = 0
    needed = present.any(axis=0)
    for _ in range(100):
        if n < 2 or found >= draws:
            break
        batch = rng.multinomial(n, np.full(n, 1 / n), draws)
        whole = batch[((batch @ present > 0) | ~needed).all(axis=1)][: draws - found]
        found += len(whole)
        rows.append(whole)
    drawn = np.concatenate(rows)
    return drawn[:1] if (drawn == 1).all() else drawn


def percentile(values: Floats) -> Estimate:
    """Value (row 0) and percentile interval of the draws behind it (Efron and Tibshirani 1993, ch. 13)."""
    draws = values[1:][~np.isnan(values[1:])]
    if len(draws) < ENOUGH:
        return Estimate(float(values[0]), None, None)
    low, high = np.quantile(draws, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return Estimate(float(values[0]), float(low), float(high))


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Predictions of one model on one split: arrays over articles; outlet, truth and prediction are codes."""

    weighting: str
    outlets: tuple[str, ...]
    labels: tuple[str, ...]
    outlet: Ints
    truth: Ints
    prediction: Ints
    p: Floats
    weight: Floats

    def sums(self, values: Floats) -> Floats:
        """Weighted sums of values (articles, ...) by outlet: (outlets, ...)."""
        total = np.zeros((len(self.outlets), *values.shape[1:]))
        np.add.at(total, self.outlet, values * self.weight.reshape(-1, *[1] * (values.ndim - 1)))
        return total

    def draws(self, seed: int) -> Ints:
        """Outlet draws, each holding every label of the sample."""
        return draw_outlets(self.sums(np.eye(len(self.labels))[self.truth]) > 0, seed)


def weighed(frame: pd.DataFrame, weighting: str) -> pd.DataFrame:
    """The predictions that a weighting counts: all, or those of outlets with enough articles to weigh 1."""
    size = frame.groupby("outlet")["article"].transform("size")
    return frame[size >= FEWEST] if weighting == OUTLET else frame


def sample(frame: pd.DataFrame, labels: Sequence[str], weighting: str) -> Sample:
    """The predictions of one model and split as arrays, outlets in order of name."""
    frame = weighed(frame, weighting)
    size = frame.groupby("outlet")["article"].transform("size")
    outlets, codes = np.unique(frame["outlet"].to_numpy(str), return_inverse=True)
    number = {label: i for i, label in enumerate(labels)}
    return Sample(
        weighting,
        tuple(outlets.tolist()),
        tuple(labels),
        codes.astype(np.int64),
        np.array([number[label] for label in frame["truth"]], np.int64),
        np.array([number[label] for label in frame["prediction"]], np.int64),
        frame[[f"p:{label}" for label in labels]].to_numpy(float),
        1 / size.to_numpy(float) if weighting == OUTLET else np.ones(len(frame)),
    )


def cells(s: Sample) -> Floats:
    """Weighted confusions by outlet: (outlets, truth, prediction)."""
    k = len(s.labels)
    return s.sums(np.eye(k * k)[s.truth * k + s.prediction]).reshape(-1, k, k)


def cells_drawn(s: Sample, draws: Ints) -> Floats:
    """Weighted confusions by draw: (draws, truth, prediction)."""
    return np.asarray(np.tensordot(draws, cells(s), 1))


def macro_f1(confusion: Floats) -> Floats:
    """Mean F1 over the labels that have articles; `confusion` (..., truth, prediction)."""
    right = np.diagonal(confusion, axis1=-2, axis2=-1)
    there, said = confusion.sum(axis=-1), confusion.sum(axis=-2)
    with np.errstate(invalid="ignore"):
        return mean_where(2 * right / (there + said), there > 0)


def mean_where(values: Floats, there: npt.NDArray[np.bool_]) -> Floats:
    """Mean over the last axis of the values that are there."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(there, values, 0).sum(axis=-1) / there.sum(axis=-1))


def auc(s: Sample, draws: Ints) -> Floats | None:
    """Area under the ROC of p(damascus) / (p(damascus) + p(opposition)) over articles of these two labels.

    The weighted rank statistic (Mann and Whitney 1947), ties counting half, as a matrix over pairs of outlets. A target
    without these labels but with two of its own is judged by those; None otherwise, and where a label has no article.
    """
    if not rivals(s.labels):
        return None
    first, second = (s.labels.index(label) for label in rivals(s.labels))
    both = s.p[:, first] + s.p[:, second]
    score = np.divide(s.p[:, first], both, out=np.full(len(both), 0.5), where=both > 0)
    values, level = np.unique(score.round(12), return_inverse=True)
    mass = np.zeros((2, len(s.outlets), len(values)))
    for side, label in enumerate((first, second)):
        of = s.truth == label
        if not of.any():
            return None
        np.add.at(mass[side], (s.outlet[of], level[of]), s.weight[of])
    beaten = mass[0] @ (np.cumsum(mass[1], axis=1) - mass[1] / 2).T
    totals = [draws @ mass[side].sum(axis=1) for side in (0, 1)]
    with np.errstate(invalid="ignore"):
        return np.asarray(((draws @ beaten) * draws).sum(axis=1) / (totals[0] * totals[1]))


def rivals(labels: Sequence[str]) -> tuple[str, ...]:
    """The two labels that AUC sets against each other, or none."""
    if {FIRST, SECOND} <= set(labels):
        return FIRST, SECOND
    return tuple(labels) if len(labels) == 2 else ()
