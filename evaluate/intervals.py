"""How sure a number is: outlet bootstraps, Wilson intervals, and shares whose mentions come bunched in articles.

All intervals hold 90 %. A bootstrap draw is a row of counts (how often each outlet was drawn); row 0 is all ones, so
that a statistic computed over the rows gives its value first and its draws behind it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from train.bootstrap import LEVEL, OUTLET, Estimate, Floats, Ints

Row = dict[str, object]

Z = float(norm.ppf(0.5 + LEVEL / 2))


def row(metric: str, estimate: Estimate, n: int, n_outlets: int, interval: str = OUTLET) -> Row:
    """One score; `interval` names what was drawn again for low and high, n counts articles."""
    return {"metric": metric, **estimate._asdict(), "interval": interval, "n": n, "n_outlets": n_outlets}


def wilson(share: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Low and high of a share of n (Wilson 1927); n may be fractional (an effective size); nan where n is 0."""
    p, n = np.asarray(share, float), np.asarray(n, float)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z / (1 + Z**2 / n) * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    # The bound at a share of 0 or 1 is that share; in floats it may fall an ulp beside it.
    return np.clip(np.minimum(centre - half, p), 0, 1), np.clip(np.maximum(centre + half, p), 0, 1)


class Shares(NamedTuple):
    """Pooled shares (outlets, traits), their intervals, n mentions and the articles that hold any; nan if n is 0."""

    value: Floats
    low: Floats
    high: Floats
    n: Floats
    articles: Floats


def bunched_shares(hits: Floats, totals: Floats, outlet: Ints, n_outlets: int) -> Shares:
    """Shares pooled over an outlet's articles; `hits` of the trait and `totals` of its group are (articles, traits).

    Mentions of one article are not independent. The variance is that of a ratio over articles, linearised; it gives a
    design effect, hence an effective n, and Wilson's interval is taken at that n (Dean and Pagano 2015, "Evaluating
    confidence interval methods for binomial proportions in clustered surveys"). Where all mentions agree, the effective
    n is the number of articles that hold one.
    """

    def pooled(x: Floats) -> Floats:
        total = np.zeros((n_outlets, x.shape[1]))
        np.add.at(total, outlet, x)
        return total

    n, articles = pooled(totals), pooled((totals > 0).astype(float))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = pooled(hits) / n
        squares = pooled(hits**2) - 2 * value * pooled(hits * totals) + value**2 * pooled(totals**2)
        variance = articles / (articles - 1) * np.maximum(squares, 0) / n**2
        effective = np.minimum(value * (1 - value) / variance, n)
    agreed = (variance <= 1e-12) | (value * (1 - value) <= 1e-12)
    effective = np.where(articles > 1, np.where(agreed, articles, np.maximum(effective, 1)), np.minimum(articles, 1))
    return Shares(value, *wilson(value, effective), n, articles)
