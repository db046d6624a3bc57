"""Which outlets cite alike: correspondence analysis of outlets by the sources they cite by name (Greenacre 2017).

Outlets lie at the mean of the sources they cite (row principal coordinates), sources at their column principal coordinates.
An outlet's spread comes from drawing its articles with replacement and placing each draw on the axes as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from train.bootstrap import Floats, draw_outlets

CITATIONS, CITED = 20, 10  # of an outlet, of a source, to enter
OUTLETS, SOURCES = 30, 25  # those with most citations
Tables = Mapping[str, pd.DataFrame]


def table(tables: Tables) -> pd.DataFrame:
    """Citations by article and entity as (outlet, article, entity, n), of the outlets and sources that enter."""
    articles = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    said = tables["attributions"]
    said = said[~said["masked"].astype(bool) & said["entity"].notna()]
    rows = said[["article", "entity"]].merge(articles[["article", "outlet"]], on="article")
    rows = rows[rows["entity"].isin(_often(rows["entity"], CITED, SOURCES))]
    rows = rows[rows["outlet"].isin(_often(rows["outlet"], CITATIONS, OUTLETS))]
    return rows.groupby(["outlet", "article", "entity"], sort=True).size().rename("n").reset_index()


def _often(values: pd.Series[str], fewest: int, most: int) -> list[str]:
    """The commonest values, those seen often enough; of equals the first by name."""
    counts = {str(value): int(n) for value, n in values.value_counts().items() if n >= fewest}
    return sorted(counts, key=lambda value: (-counts[value], value))[:most]


def analyse(tables: Tables, seed: int) -> dict[str, Any]:
    """`outlets` (x, y, n, articles, and covariance xx, xy, yy), `sources` (x, y, n), `cells` (outlet, entity, n), `inertia`.

    Empty lists where fewer than three outlets or sources enter: two of them span no plane.
    """
    rows = table(tables)
    counts = rows.pivot_table(index="outlet", columns="entity", values="n", aggfunc="sum", fill_value=0).sort_index(
        axis=1
    )
    if min(counts.shape, default=0) < 3:
        return {"outlets": [], "sources": [], "cells": [], "inertia": []}
    standard, size = axes(counts.to_numpy(float))
    placed, sources = profile(counts.to_numpy(float)) @ standard, standard * size[:2]
    shown = []
    for outlet, (x, y) in zip(counts.index, placed.tolist(), strict=True):
        mine = rows[rows["outlet"] == outlet].pivot_table(index="article", columns="entity", values="n", fill_value=0)
        mine = mine.reindex(columns=counts.columns, fill_value=0)
        row = {"outlet": outlet, "x": x, "y": y, "n": int(mine.to_numpy().sum()), "articles": len(mine)}
        shown.append(row | spread(mine.to_numpy(float), standard, seed))
    points = zip(counts.columns, sources.tolist(), counts.sum().tolist(), strict=True)
    long: dict[tuple[str, str], int] = rows.groupby(["outlet", "entity"], sort=True)["n"].sum().to_dict()  # type: ignore[assignment]
    return {
        "outlets": shown,
        "sources": [{"entity": entity, "x": x, "y": y, "n": int(n)} for entity, (x, y), n in points],
        "cells": [{"outlet": o, "entity": e, "n": int(n)} for (o, e), n in long.items()],
        "inertia": (size**2 / (size**2).sum()).tolist()[:2],
    }


def axes(counts: Floats) -> tuple[Floats, Floats]:
    """Standard coordinates (columns, 2) of the first two axes, and all singular values; the largest of an axis is positive."""
    share = counts / counts.sum()
    row, column = share.sum(axis=1), share.sum(axis=0)
    expected = np.outer(row, column)
    _, size, right = np.linalg.svd((share - expected) / np.sqrt(expected), full_matrices=False)
    standard = (right[:2] / np.sqrt(column)).T
    largest = standard[np.abs(standard).argmax(axis=0), np.arange(standard.shape[1])]
    return standard * np.sign(largest), size


def profile(counts: Floats) -> Floats:
    """Each row as shares."""
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def spread(counts: Floats, standard: Floats, seed: int) -> dict[str, float | None]:
    """Covariance of an outlet's place over draws of its articles, counts (articles, columns); None with fewer than five."""
    if len(counts) < 5:
        return {"xx": None, "xy": None, "yy": None}
    drawn = draw_outlets(np.ones((len(counts), 1), bool), seed)[1:] @ counts
    cov = np.cov((profile(drawn[drawn.sum(axis=1) > 0]) @ standard).T)
    return {"xx": float(cov[0, 0]), "xy": float(cov[0, 1]), "yy": float(cov[1, 1])}
