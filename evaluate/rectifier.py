"""Shares of labels from all answers of a classifier, put right by a random sample of articles labelled by hand.

Prediction-powered inference (Angelopoulos et al. 2023; power tuning: Angelopoulos, Duchi & Zrnic 2023), the regression estimator
of survey sampling: where articles are drawn at random, it is right on average however wrong the classifier is. Outlets with few
labels borrow the correction of the others by the composite estimator for small areas (Fay & Herriot 1979).

Of an outlet with probabilities p_i of all N articles and one-hot labels y_i of the n drawn (k labels):

    e_i = y_i - lambda p_i        d = mean of e over the drawn        share = lambda mean(p) + w d + (1 - w) d_others
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import t

from evaluate.intervals import Z, wilson
from train.bootstrap import LEVEL, Floats, Ints

ENOUGH = 20  # articles labelled by hand, for an outlet to stand on its own labels
FEWEST_OUTLETS = 5  # outlets with two labels or more, for others to borrow from
LENT = 2.0  # articles' worth of the variance of all outlets, added to an outlet's own
ROUNDS = 50


class Asked(NamedTuple):
    """An outlet: probabilities (N, k) of its articles, and of those labelled by hand the numbers (n,) and labels (n,)."""

    p: Floats
    drawn: Ints
    truth: Ints


class Rectified(NamedTuple):
    """Shares (k,) of an outlet with their interval, nan where nothing can be said, and the weight of its own labels."""

    value: Floats
    low: Floats
    high: Floats
    own: float


def tuned(outlets: Sequence[Asked], within: bool) -> float:
    """The power lambda in [0, 1]: slope of labels on probabilities, all labels together; 0 trusts labels by hand alone.

    `within` outlets it is best for one that stands on its own labels; over all articles, for one that borrows, since there
    probabilities must also tell outlets apart.
    """
    some = [(o.p[o.drawn], np.eye(o.p.shape[1])[o.truth]) for o in outlets if len(o.drawn) > 1]
    if not some:
        return 0.0
    if not within:
        some = [(np.concatenate([p for p, _ in some]), np.concatenate([y for _, y in some]))]
    over = sum(float(((p - p.mean(axis=0)) * y).sum()) for p, y in some)
    under = sum(float(((p - p.mean(axis=0)) ** 2).sum()) for p, _ in some)
    return float(np.clip(over / under, 0, 1)) if under > 0 else 0.0


def rectified(outlets: Sequence[Asked]) -> list[Rectified]:
    """The shares of each outlet in order: by its own labels from ENOUGH on, else with what the others lend.

    The error of a share has the variance lambda^2 var(p) / N + w^2 s^2 / n + (1 - w)^2 (tau^2 + var(d_others)), with s^2 that
    of e, tau^2 that of outlets' d around their mean (Paule & Mandel 1982), w = 1, or tau^2 / (tau^2 + s^2 / n) where it borrows.
    Shares are nan where an outlet has too few labels and too few others have any.
    """
    alone, lent = (_Material(outlets, tuned(outlets, within)) for within in (True, False))
    found = []
    for number, one in enumerate(outlets):
        if len(one.drawn) >= ENOUGH:
            found.append(_alone(alone, number))
        else:
            found.append(_borrowing(lent, number))
    return found


class _Material:
    """What all outlets tell under one power: residuals e, their means, and their variance within outlets (k,)."""

    def __init__(self, outlets: Sequence[Asked], power: float) -> None:
        k = outlets[0].p.shape[1]
        self.outlets, self.power = outlets, power
        truth = [np.eye(k)[o.truth] for o in outlets]
        self.residuals = [y - power * o.p[o.drawn] for y, o in zip(truth, outlets, strict=True)]
        self.mean = np.array([e.mean(axis=0) if len(e) else np.zeros(k) for e in self.residuals])
        self.within = _within(self.residuals)
        self.gain = max(_within(truth).sum() / max(self.within.sum(), 1e-9), 1.0)

    def spread(self, number: int) -> Floats:
        """s^2 of an outlet, with LENT articles' worth of the variance within all outlets."""
        e = self.residuals[number]
        squares = ((e - self.mean[number]) ** 2).sum(axis=0)
        return np.asarray((squares + LENT * self.within) / (max(len(e) - 1, 0) + LENT))

    def sampling(self, number: int) -> Floats:
        """Variance of the mean of an outlet's probabilities, since other articles might have been written."""
        p = self.outlets[number].p
        return np.asarray(self.power**2 * p.var(axis=0) / len(p))


def _alone(m: _Material, number: int) -> Rectified:
    """By its own labels. They are worth no more articles than their number times what probabilities save in all outlets,
    so that few labels without an error are no certainty.
    """
    n = len(m.residuals[number])
    value = m.power * m.outlets[number].p.mean(axis=0) + m.mean[number]
    return Rectified(*_bounded(value, m.sampling(number) + m.spread(number) / n, n * m.gain), 1.0)


def _borrowing(m: _Material, number: int) -> Rectified:
    n = np.array([len(e) for e in m.residuals])
    others = np.flatnonzero((n > 1) & (np.arange(len(n)) != number))
    if len(others) < FEWEST_OUTLETS:
        nothing = np.full(m.mean.shape[1], np.nan)
        return Rectified(nothing, nothing, nothing, np.nan)
    tau2, lent, sure = between(m.mean[others], m.within / n[others, None])
    s2 = m.spread(number) / n[number] if n[number] else np.full(len(tau2), np.inf)
    own = float(tau2.sum() / (tau2.sum() + s2.sum()))
    value = m.power * m.outlets[number].p.mean(axis=0) + own * m.mean[number] + (1 - own) * lent
    few = (t.ppf(0.5 + LEVEL / 2, len(others) - 1) / Z) ** 2
    variance = m.sampling(number) + (1 - own) ** 2 * (tau2 + sure) * few
    if own:
        variance = variance + own**2 * s2
    return Rectified(*_bounded(value, variance, np.inf), own)


def _within(residuals: Sequence[Floats]) -> Floats:
    """Variance of residuals within outlets, over all outlets (k,)."""
    some = [e for e in residuals if len(e) > 1]
    free = sum(len(e) - 1 for e in some)
    return np.asarray(sum(((e - e.mean(axis=0)) ** 2).sum(axis=0) for e in some) / max(free, 1))


def between(mean: Floats, error: Floats) -> tuple[Floats, Floats, Floats]:
    """Variance between outlets (k,), their weighted mean, and its variance; `mean`, `error` variance (outlets, k).

    The variance is that for which the weighted squares around the mean are what chance would have them (Paule & Mandel 1982).
    """
    tau2 = np.zeros(mean.shape[1])
    for _ in range(ROUNDS):
        weight = 1 / np.maximum(tau2 + error, 1e-12)
        centre = (weight * mean).sum(axis=0) / weight.sum(axis=0)
        squares = weight * (mean - centre) ** 2
        slope = (weight * squares).sum(axis=0)
        step = np.divide(squares.sum(axis=0) - (len(mean) - 1), slope, out=np.zeros_like(slope), where=slope > 0)
        tau2 = np.maximum(tau2 + step, 0)
    weight = 1 / np.maximum(tau2 + error, 1e-12)
    return tau2, (weight * mean).sum(axis=0) / weight.sum(axis=0), 1 / weight.sum(axis=0)


def _bounded(value: Floats, variance: Floats, most: float) -> tuple[Floats, Floats, Floats]:
    """Shares brought between 0 and 1 and to sum 1; bounds hold the normal interval and Wilson's at the n the variance is worth.

    The normal one reaches 0 and 1, as an error that is not a count's does; Wilson's, at `most` articles at the most, keeps its
    width near them.
    """
    value = np.clip(value, 0, 1)
    value = value / value.sum()
    middle = np.clip(value, 0.02, 0.98)
    low, high = wilson(value, np.minimum(middle * (1 - middle) / np.maximum(variance, 1e-9), most))
    half = Z * np.sqrt(variance)
    return value, np.maximum(np.minimum(low, value - half), 0), np.minimum(np.maximum(high, value + half), 1)
