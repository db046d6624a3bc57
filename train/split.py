"""Which articles a model learns from and which it is tried on: `random` (to compute the gap only) and `outlet`.

Every split has predictions pooled over its folds, so a test side may lack a class (with few owners per camp it must),
but a training side may not: such an arrangement is drawn anew, and where none is found the split is `not identified`,
with the reason. Near-duplicates are left out before splitting, so none can straddle one.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from train.config import Config

COLUMNS = ("article", "outlet", "owner", "label", "split", "fold")
SPLITS = ("random", "outlet")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the data can tell a split from the label; `folds` is 0 where not."""

    identified: bool
    reason: str | None
    folds: int


def draw(labelled: pd.DataFrame, config: Config) -> tuple[pd.DataFrame, dict[str, Verdict]]:
    """Folds of every split that the data identify, and the verdict on each split.

    `labelled` has one row per article: article, outlet, owner, label. The table returned has COLUMNS, sorted by split
    and then in the order of `labelled`.
    """
    tables, verdicts = [], {}
    for split in SPLITS:
        folds, verdict = (_random if split == "random" else _outlet)(labelled, config)
        verdicts[split] = verdict
        if folds is not None:
            tables.append(labelled.assign(split=split, fold=folds)[list(COLUMNS)])
    empty = labelled.assign(split="", fold=0)[list(COLUMNS)].iloc[:0]
    return pd.concat([empty, *tables], ignore_index=True), verdicts


def _random(labelled: pd.DataFrame, config: Config) -> tuple[NDArray[np.int64] | None, Verdict]:
    """Stratified folds over articles: what a careless study would report."""
    counts = labelled["label"].value_counts().sort_index()
    if counts.min() < 2:
        return None, Verdict(
            False, f"label '{counts.idxmin()}' stands on one article; a fold would train without it", 0
        )
    y = labelled["label"].to_numpy(str)
    n = int(min(config.folds, counts.max()))

    def arrange(seed: int) -> Iterator[Any]:
        splitter = StratifiedKFold(n, shuffle=True, random_state=seed)
        return iter(splitter.split(np.zeros(len(y)), y))

    return _first_whole(arrange, y, n, config)


def _outlet(labelled: pd.DataFrame, config: Config) -> tuple[NDArray[np.int64] | None, Verdict]:
    """Folds that keep all outlets of an owner on one side.

    They are drawn over (outlet, label) pairs, each once, and not over articles: outlets weigh 1, so folds should hold
    as many outlets of each label, not as many articles.
    """
    pairs = labelled[["outlet", "owner", "label"]].drop_duplicates().sort_values(["outlet", "label"], ignore_index=True)
    owners = pairs.groupby("label")["owner"].nunique()
    if owners.min() < 2:
        label = owners.idxmin()
        owner = pairs.loc[pairs["label"] == label, "owner"].iloc[0]
        reason = (
            f"all articles labelled '{label}' come from one owner ({owner}); its fold would train without that label"
        )
        return None, Verdict(False, reason, 0)
    y = pairs["label"].to_numpy(str)
    groups = pairs["owner"].to_numpy(str)
    n = int(min(config.folds, pairs["owner"].nunique(), pairs["label"].value_counts().max()))

    def arrange(seed: int) -> Iterator[Any]:
        splitter = StratifiedGroupKFold(n, shuffle=True, random_state=seed)
        return iter(splitter.split(np.zeros(len(y)), y, groups))

    folds, verdict = _first_whole(arrange, y, n, config)
    if folds is None:
        return None, verdict
    keys = pd.MultiIndex.from_frame(pairs[["outlet", "label"]])
    of_pair = pd.Series(folds, index=keys)
    return of_pair.loc[pd.MultiIndex.from_frame(labelled[["outlet", "label"]])].to_numpy(np.int64), verdict


def _first_whole(
    arrange: Callable[[int], Iterator[Any]], y: NDArray[np.str_], n: int, config: Config
) -> tuple[NDArray[np.int64] | None, Verdict]:
    """The first arrangement, from the seed on, all of whose training sides hold every label and test sides anything."""
    labels = set(y)
    for seed in range(config.seed, config.seed + config.redraws):
        folds = np.full(len(y), -1, dtype=np.int64)
        whole = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # "the least populated class has fewer members than folds"
            for fold, (train, test) in enumerate(arrange(seed)):
                folds[test] = fold
                whole = whole and len(test) > 0 and set(y[train]) == labels
        if whole:
            return folds, Verdict(True, None, n)
    return None, Verdict(False, f"none of {config.redraws} arrangements in {n} folds has every label on every side", 0)
