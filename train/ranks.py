"""Ranks of outlets, and how sure they are: 1 is closest to Damascus."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata

from train.choices import Floats
from train.ideal import quantile


def ranks(
    outlets: Sequence[str], beliefs: Floats, interval: float, draws: int, seed: int
) -> dict[str, dict[str, float]]:
    """Median and interval of each outlet's rank among these, its position drawn `draws` times from its posterior.

    Positions are drawn independently: what outlets share (the wordings' numbers) moves all alike and their ranks hardly.
    """
    chance = np.random.default_rng(seed).random((draws, len(outlets)))
    if not len(outlets):
        return {}
    drawn = np.column_stack([quantile(row[None, :], chance[:, i]).ravel() for i, row in enumerate(beliefs)])
    rank = rankdata(-drawn, axis=1)
    tail = (1 - interval) / 2
    low, middle, high = np.quantile(rank, [tail, 0.5, 1 - tail], axis=0)
    return {o: {"rank": float(middle[i]), "low": float(low[i]), "high": float(high[i])} for i, o in enumerate(outlets)}
