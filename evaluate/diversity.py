"""How many different sources an outlet cites, made comparable between outlets that cite much and little."""

from __future__ import annotations

import numpy as np

from train.bootstrap import Floats


def rarefied(counts: Floats, m: int) -> Floats:
    """Expected number of distinct entities among m citations drawn without replacement, for each row of counts.

    E[S_m] = sum_i 1 - C(N - N_i, m) / C(N, m), with N_i citations of entity i and N in all (Hurlbert 1971, "The nonconcept of
    species diversity", eq. 14); nan where N < m. The quotient is the product over j < m of (N - N_i - j) / (N - j): exact,
    without factorials.
    """
    total = counts.sum(axis=1, keepdims=True)
    enough = total >= m
    absent = np.ones_like(counts)
    for j in range(m):
        absent *= np.maximum(total - counts - j, 0) / np.where(enough, total - j, 1)
    return np.where(enough[:, 0], (1 - absent).sum(axis=1), np.nan)


def simpson(counts: Floats) -> Floats:
    """Chance that two citations drawn without replacement are of different entities, for each row of counts.

    1 - sum_i N_i (N_i - 1) / (N (N - 1)) (Simpson 1949, "Measurement of diversity", the unbiased form); nan where N < 2.
    It is rarefied(counts, 2) - 1, and unlike richness it hardly feels rare entities.
    """
    total = counts.sum(axis=1)
    pairs = total * (total - 1)
    same = (counts * (counts - 1)).sum(axis=1)
    return np.where(total >= 2, 1 - same / np.where(pairs > 0, pairs, 1), np.nan)
