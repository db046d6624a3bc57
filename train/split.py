"""Which articles a model learns from and which it is tried on.

| split | tried on | learns from |
|---|---|---|
| random | a fifth of the articles | the rest: to compute the gap only |
| outlet | all outlets of some owners | the other owners |
| story | articles of some stories | the other stories, the same outlets |
| time | a quarter of the dated articles | those before it |
| outlet_time | later half of some owners | earlier half of the other owners |
| crawl | one crawl | the others |

Predictions are pooled over folds, so a test side may lack a class (with few owners per camp it must), but a training side
may not: such an arrangement is drawn anew, and where none is found the split is `not identified`, with the reason. It is
not identified either where period or crawl all but tells the label. Near-duplicates are left out before splitting; and in
every split but `random` no article is learnt from whose story is told on the test side (`sides`), so owner, near-duplicate
and story groups are honoured at once.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold, StratifiedKFold

from train.config import Config

COLUMNS = ("article", "outlet", "owner", "story", "label", "split", "fold", "period")
PERIODS = 4
PURE, MOST = 0.95, 0.5  # a stratum is of one label from this share on; so many articles may lie in such strata
Ints = NDArray[np.int64]
Drawn = tuple[Ints, Ints] | str  # fold and period of each article, or why there are none


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the data can tell a split from the label; `folds` is 0 where not."""

    identified: bool
    reason: str | None
    folds: int


def draw(labelled: pd.DataFrame, config: Config) -> tuple[pd.DataFrame, dict[str, Verdict]]:
    """Folds of every split that the data identify, and the verdict on each split.

    `labelled` has one row per article: article, outlet, owner, label, and where known story, published, crawl. The table
    returned has COLUMNS, sorted by split and then in the order of `labelled`.
    """
    there = labelled.assign(**{c: None for c in ("story", "published", "crawl") if c not in labelled})
    tables, verdicts = [], {}
    for split, arrange in SPLITS.items():
        drawn = arrange(there, config)
        reason = drawn if isinstance(drawn, str) else None
        table = there.assign(split=split, fold=0, period=0)[list(COLUMNS)]
        if not isinstance(drawn, str):
            table = table.assign(fold=drawn[0], period=drawn[1])
            reason = lacking(table)
        verdicts[split] = Verdict(reason is None, reason, 0 if reason else len(folds(table)))
        if reason is None:
            tables.append(table)
    empty = there.assign(split="", fold=0, period=0)[list(COLUMNS)].iloc[:0]
    return pd.concat([empty, *tables], ignore_index=True), verdicts


def folds(table: pd.DataFrame) -> list[int]:
    """The folds of one split that are tried, sorted."""
    return sorted({int(f) for f in table.loc[_tried(table), "fold"]})


def sides(table: pd.DataFrame, fold: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of one split that a fold learns from, and those it is tried on."""
    split = table["split"].iloc[0]
    test = table[_tried(table) & (table["fold"] == fold)]
    if split == "time":
        return _without_stories(table[table["period"] < test["period"].min()], test), test
    train = table[table["fold"] != fold]
    if split == "outlet_time":
        train = train[train["period"] == 0]
    return (train if split == "random" else _without_stories(train, test)), test


def lacking(table: pd.DataFrame) -> str | None:
    """Why a split cannot be made: a training side that lacks a label."""
    labels = set(table["label"])
    for fold in folds(table):
        missing = sorted(labels - set(sides(table, fold)[0]["label"]))
        if missing:
            return f"fold {fold} would train without label '{missing[0]}'"
    return None


def _tried(table: pd.DataFrame) -> pd.Series:
    timed = table["split"].isin(["time", "outlet_time"])
    return ~timed | (table["period"] > 0)


def _without_stories(train: pd.DataFrame, test: pd.DataFrame) -> pd.DataFrame:
    return train[train["story"].isna() | ~train["story"].isin(test["story"].dropna())]


def _random(labelled: pd.DataFrame, config: Config) -> Drawn:
    """Stratified folds over articles: what a careless study would report."""
    counts = labelled["label"].value_counts().sort_index()
    if counts.min() < 2:
        return f"label '{counts.idxmin()}' stands on one article; a fold would train without it"
    y = labelled["label"].to_numpy(str)
    n = int(min(config.folds, counts.max()))

    def arrange(seed: int) -> Iterator[Any]:
        return iter(StratifiedKFold(n, shuffle=True, random_state=seed).split(np.zeros(len(y)), y))

    return _first_whole(arrange, labelled.assign(split="random"), n, config)


def _outlet(labelled: pd.DataFrame, config: Config) -> Drawn:
    """Folds that keep all outlets of an owner on one side.

    They are drawn over (outlet, label) pairs, each once, and not over articles: outlets weigh 1, so folds should hold
    as many outlets of each label, not as many articles.
    """
    pairs = labelled[["outlet", "owner", "label"]].drop_duplicates().sort_values(["outlet", "label"], ignore_index=True)
    owners = pairs.groupby("label")["owner"].nunique()
    if owners.min() < 2:
        label = owners.idxmin()
        owner = pairs.loc[pairs["label"] == label, "owner"].iloc[0]
        return f"all articles labelled '{label}' come from one owner ({owner}); its fold would train without that label"
    y, groups = pairs["label"].to_numpy(str), pairs["owner"].to_numpy(str)
    n = int(min(config.owner_folds, pairs["owner"].nunique(), pairs["label"].value_counts().max()))
    place = pd.MultiIndex.from_frame(pairs[["outlet", "label"]]).get_indexer(
        pd.MultiIndex.from_frame(labelled[["outlet", "label"]])
    )

    def arrange(seed: int) -> Iterator[Any]:
        for _, test in StratifiedGroupKFold(n, shuffle=True, random_state=seed).split(np.zeros(len(y)), y, groups):
            yield None, np.flatnonzero(np.isin(place, test))

    return _first_whole(arrange, labelled.assign(split="outlet"), n, config)


def _story(labelled: pd.DataFrame, config: Config) -> Drawn:
    """Folds that keep all articles of a story on one side, outlets on both."""
    if labelled["story"].nunique() < config.folds:
        return f"{labelled['story'].nunique()} stories are known; give articles a story, or make features again"
    alone = labelled["story"].isna()
    groups = labelled["story"].where(~alone, "alone:" + labelled["article"].astype(str)).to_numpy(str)

    def arrange(seed: int) -> Iterator[Any]:
        splitter = GroupKFold(config.folds, shuffle=True, random_state=seed)
        return iter(splitter.split(np.zeros(len(groups)), groups=groups))

    return _first_whole(arrange, labelled.assign(split="story"), config.folds, config)


def _time(labelled: pd.DataFrame, config: Config) -> Drawn:  # noqa: ARG001
    """Four periods of as many dated articles, each after the first tried on what came before."""
    period = _periods(labelled, PERIODS)
    return period if isinstance(period, str) else (period, period)


def _outlet_time(labelled: pd.DataFrame, config: Config) -> Drawn:
    """Owners' folds, learnt from before the median date and tried on after it."""
    period, drawn = _periods(labelled, 2), _outlet(labelled, config)
    if isinstance(drawn, str):
        return drawn
    return period if isinstance(period, str) else (drawn[0], period)


def _crawl(labelled: pd.DataFrame, config: Config) -> Drawn:  # noqa: ARG001
    crawls = labelled["crawl"].fillna("").astype(str)
    if crawls.nunique() < 2:
        return "the corpus names no crawls; a field `crawl` would"
    nested = _nested(crawls, labelled["label"])
    if nested:
        return f"{nested:.0%} of the articles lie in a crawl of one label, so a crawl cannot be told from the label"
    return np.unique(crawls, return_inverse=True)[1].astype(np.int64), np.zeros(len(crawls), np.int64)


def _periods(labelled: pd.DataFrame, n: int) -> Ints | str:
    """Period of each article, 0 the earliest; undated articles count to it. Or why there are none."""
    days = pd.to_datetime(labelled["published"], errors="coerce")
    if days.notna().mean() < MOST:
        return f"{days.isna().mean():.0%} of the articles have no date"
    nested = _nested(days.dt.year.dropna(), labelled["label"])
    if nested:
        return f"{nested:.0%} of the dated articles lie in a year of one label, so time cannot be told from the label"
    cuts = np.sort(days.dropna().to_numpy())
    cuts = cuts[[len(cuts) * k // n for k in range(1, n)]]
    return np.where(days.isna(), 0, np.searchsorted(cuts, days.to_numpy(), side="right")).astype(np.int64)


def _nested(strata: pd.Series, labels: pd.Series) -> float | None:
    """Share of articles in strata that all but bear one label, where it is more than MOST."""
    table = pd.crosstab(strata, labels.loc[strata.index])
    pure = table.max(axis=1) >= PURE * table.sum(axis=1)
    share = float(table[pure].to_numpy().sum() / table.to_numpy().sum())
    return share if share > MOST else None


def _first_whole(
    arrange: Callable[[int], Iterator[Any]], labelled: pd.DataFrame, n: int, config: Config
) -> tuple[Ints, Ints] | str:
    """The first arrangement, from the seed on, all of whose training sides hold every label and test sides anything."""
    for seed in range(config.seed, config.seed + config.redraws):
        fold_of = np.full(len(labelled), -1, dtype=np.int64)
        whole = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # "the least populated class has fewer members than folds"
            for fold, (_, test) in enumerate(arrange(seed)):
                fold_of[test] = fold
                whole = whole and len(test) > 0
        if whole and lacking(labelled.assign(fold=fold_of, period=0)) is None:
            return fold_of, np.zeros(len(labelled), np.int64)
    return f"none of {config.redraws} arrangements in {n} folds has every label on every side"


SPLITS: dict[str, Callable[[pd.DataFrame, Config], Drawn]] = {
    "random": _random,
    "outlet": _outlet,
    "story": _story,
    "time": _time,
    "outlet_time": _outlet_time,
    "crawl": _crawl,
}
