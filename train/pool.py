"""What an article chose, read in the light of what its outlet usually chooses, and the outlet in that of all outlets.

One article names an actor twice or thrice: its shares are noise. So a share s_a of n_a choices is drawn towards its
outlet's, and the outlet's towards the mean of outlets (partial pooling; Gelman & Hill 2007, ch. 12):

    w_a      = min(n_a, CAP)                                       choices of one article are alike
    outlet_o = (sum_a w_a s_a + K_OUTLET mu) / (sum_a w_a + K_OUTLET)
    pooled_a = (w_a s_a + K_ARTICLE outlet_o) / (w_a + K_ARTICLE)
    mu       = sum_o h_o m_o / sum_o h_o,    m_o the outlet's own mean, h_o = sum_a w_a / (sum_a w_a + K_OUTLET)

Each share then stands twice in the table, in units of its spread over articles (each outlet weighing 1): `article_` is
the article's own, missing where it made no such choice; `pooled_` is the pooled one, missing where its outlet never did.
Labels play no part, and of the outlet only the grouping is used, by its canonical name: two aliases are one outlet. The
numbers are kept with the model, so that unseen outlets are drawn towards the same mean however few they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

CAP, K_ARTICLE, K_OUTLET = 5.0, 20.0, 5.0
ARTICLE, POOLED = "article_", "pooled_"
FAMILIES = ("names.own", "names.attributed", "framing", "speakers", "cues")

Floats = NDArray[np.float64]
Norms = Mapping[str, Mapping[str, float]]


def shares(columns: Sequence[str]) -> list[str]:
    """The columns that are pooled: shares that stand beside their n.

    >>> shares(["names.own:IS:hostile", "names.own:IS:n", "names.voice:IS:own", "names.voice:IS:n"])
    ['names.own:IS:hostile']
    """
    known = set(columns)
    return [c for c in columns if c.startswith(FAMILIES) and not c.endswith(":n") and _counted(c) in known]


def norms(table: pd.DataFrame, groups: Sequence[str], counts: Sequence[bool]) -> dict[str, dict[str, float]]:
    """For each share of a features folder: `mean` (mu), and centre and spread of the article's and the pooled share.

    `table` has the columns of features.parquet, `groups` are canonical outlets, and articles not in `counts`
    (near-duplicates) count nowhere.
    """
    outlets, of = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    counted = np.asarray(counts, dtype=np.float64)
    articles = np.bincount(of, counted, len(outlets))
    each_one = counted / np.maximum(articles, 1)[of]
    found = {}
    for column in shares(list(table.columns)):
        weight, hits = _weights(table, column)
        n = np.bincount(of, weight * counted, len(outlets))
        named = n > 0
        h = n[named] / (n[named] + K_OUTLET)
        means = np.bincount(of, hits * counted, len(outlets))[named] / n[named]
        mean = float((h * means).sum() / h.sum()) if named.any() else 0.0
        own, pooled = table[column].to_numpy(np.float64), _pooled(table, column, mean, of, counted)
        (centre, spread), (middle, breadth) = _moments(own, each_one), _moments(pooled, each_one)
        found[column] = {"mean": mean, "centre": centre, "spread": spread, "middle": middle, "breadth": breadth}
    return found


def pool(table: pd.DataFrame, groups: Sequence[str], counts: Sequence[bool], norms: Norms) -> pd.DataFrame:
    """The columns `article_<share>` and `pooled_<share>` of every share in `norms`, over the rows of `table`."""
    _, of = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    counted = np.asarray(counts, dtype=np.float64)
    found = {}
    for column, norm in norms.items():
        own, pooled = table[column].to_numpy(np.float64), _pooled(table, column, norm["mean"], of, counted)
        found[ARTICLE + column] = (own - norm["centre"]) / norm["spread"]
        found[POOLED + column] = (pooled - norm["middle"]) / norm["breadth"]
    return pd.DataFrame(found, index=table.index)


def _pooled(table: pd.DataFrame, column: str, mean: float, of: NDArray[np.int64], counted: Floats) -> Floats:
    weight, hits = _weights(table, column)
    n = np.bincount(of, weight * counted)
    outlet = (np.bincount(of, hits * counted) + K_OUTLET * mean) / (n + K_OUTLET)
    pooled = (hits + K_ARTICLE * outlet[of]) / (weight + K_ARTICLE)
    return np.where((n[of] > 0) | (weight > 0), pooled, np.nan)


def _weights(table: pd.DataFrame, column: str) -> tuple[Floats, Floats]:
    """Choices of each article, capped, and how many of them are this one."""
    weight = np.minimum(np.nan_to_num(table[_counted(column)].to_numpy(np.float64)), CAP)
    return weight, weight * np.nan_to_num(table[column].to_numpy(np.float64))


def _moments(values: Floats, weights: Floats) -> tuple[float, float]:
    """Weighted mean and standard deviation (1 where there is none) over the articles that have a value."""
    there = ~np.isnan(values) & (weights > 0)
    if not there.any():
        return 0.0, 1.0
    centre = float(np.average(values[there], weights=weights[there]))
    spread = float(np.sqrt(np.average((values[there] - centre) ** 2, weights=weights[there])))
    return centre, spread if spread > 1e-6 else 1.0


def _counted(column: str) -> str:
    """The column that holds the n of a share."""
    return column.rpartition(":")[0] + ":n"
