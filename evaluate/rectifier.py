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


def tuned(outlets: Sequence[Asked]) -> float:
    """The power lambda in [0, 1]: slope of labels on probabilities within outlets, over all labels; 0 trusts labels alone."""
    over = under = 0.0
    for one in outlets:
        if len(one.drawn) > 1:
            p, y = one.p[one.drawn], np.eye(one.p.shape[1])[one.truth]
            over += float(((p - p.mean(axis=0)) * y).sum())
            under += float(((p - p.mean(axis=0)) ** 2).sum())
    return float(np.clip(over / under, 0, 1)) if under > 0 else 0.0


def rectified(outlets: Sequence[Asked]) -> tuple[float, list[Rectified]]:
    """Lambda, and the shares of each outlet in order.

    The error of a share has the variance lambda^2 var(p) / N + w^2 s^2 / n + (1 - w)^2 (tau^2 + var(d_others)), with s^2 that of
    e, tau^2 that of outlets' d around their mean (Paule & Mandel 1982); w is 1 from ENOUGH labels on, else
    tau^2 / (tau^2 + s^2 / n).
    Shares are nan where an outlet has too few labels and too few others have any.
    """
    power = tuned(outlets)
    k = outlets[0].p.shape[1]
    residuals = [np.eye(k)[o.truth] - power * o.p[o.drawn] for o in outlets]
    n = np.array([len(o.drawn) for o in outlets])
    lent = _within(residuals)
    mean = np.array([e.mean(axis=0) if len(e) else np.zeros(k) for e in residuals])
    known = np.flatnonzero(n > 1)
    found = []
    for number, (one, e) in enumerate(zip(outlets, residuals, strict=True)):
        others = known[known != number]
        alone = n[number] >= ENOUGH
        if not alone and len(others) < FEWEST_OUTLETS:
            nothing = np.full(k, np.nan)
            found.append(Rectified(nothing, nothing, nothing, np.nan))
            continue
        s2 = (((e - mean[number]) ** 2).sum(axis=0) + LENT * lent) / (max(n[number] - 1, 0) + LENT)
        own, borrowed, spread = 1.0, np.zeros(k), np.zeros(k)
        if not alone:
            tau2, borrowed, sure = between(mean[others], lent / n[others, None])
            error = s2.sum() / n[number] if n[number] else np.inf
            own = float(tau2.sum() / (tau2.sum() + error))
            spread = (tau2 + sure) * (t.ppf(0.5 + LEVEL / 2, len(others) - 1) / Z) ** 2
        value = power * one.p.mean(axis=0) + own * mean[number] + (1 - own) * borrowed
        variance = power**2 * one.p.var(axis=0) / len(one.p) + (1 - own) ** 2 * spread
        if n[number]:
            variance = variance + own**2 * s2 / n[number]
        found.append(Rectified(*_bounded(value, variance), own))
    return power, found


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


def _bounded(value: Floats, variance: Floats) -> tuple[Floats, Floats, Floats]:
    """Shares brought between 0 and 1 and to sum 1; bounds hold the normal interval and Wilson's at the n the variance is worth.

    The normal one reaches 0 and 1, as an error that is not a count's does; Wilson's keeps its width near them.
    """
    value = np.clip(value, 0, 1)
    value = value / value.sum()
    middle = np.clip(value, 0.02, 0.98)
    low, high = wilson(value, middle * (1 - middle) / np.maximum(variance, 1e-9))
    half = Z * np.sqrt(variance)
    return value, np.maximum(np.minimum(low, value - half), 0), np.minimum(np.maximum(high, value + half), 1)
