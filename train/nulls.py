"""What the main model makes of labels that mean nothing, and how well each family tells which outlet an article is from.

`shuffled`: each article gets another's label. `arbitrary`: each owner gets another owner's label, so that outlets hang
together as they do, but camps are arbitrary. Both keep the outlet split and its folds; a draw whose training sides lack a
label is left out. A model that reads stance must fail on both. The figure is macro-F1 with each outlet weighing 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.metrics import balanced_accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from train.config import Config
from train.split import lacking
from train.trial import answers, each, tested, trial

FEWEST = 10  # articles of an outlet that the probe must tell from others
Labels = NDArray[np.str_]


def nulls(
    table: pd.DataFrame, X: pd.DataFrame, columns: Sequence[str], config: Config, workers: int, kept: Path
) -> dict[str, Any]:
    """Macro-F1 of the main model on the outlet split (`table`), with the true labels and under each null world.

    Finished draws lie in the folder `kept`, from which an interrupted run resumes.
    """
    if table.empty:
        return {}
    worlds = {"true": table}
    random, labels = np.random.default_rng(config.seed), table["label"].to_numpy(str)
    owners = table.drop_duplicates("owner").set_index("owner")["label"]
    for draw in range(config.permutations):
        drawn = pd.Series(random.permutation(owners.to_numpy(str)), owners.index)
        for world, made in (("shuffled", random.permutation(labels)), ("arbitrary", table["owner"].map(drawn))):
            permuted = table.assign(label=np.asarray(made, dtype=object))
            if lacking(permuted) is None:
                worlds[f"{world} {draw}"] = permuted
    jobs = {name: partial(_score, world, X, columns, config) for name, world in worlds.items()}
    done = {name: float(score) for name, score in each(jobs, kept, workers, "nulls").items()}
    found = {w: [score for name, score in done.items() if name.startswith(w)] for w in ("shuffled", "arbitrary")}
    return found | {"true": done["true"]}


def _score(table: pd.DataFrame, X: pd.DataFrame, columns: Sequence[str], config: Config) -> NDArray[np.float64]:
    of = trial(table, X, columns, config)
    said = np.array(of.labels)[answers(of, columns, list(tested(of, columns))).argmax(axis=1)]
    weights = 1 / table.groupby("outlet")["article"].transform("size").to_numpy()
    truth = table["label"].to_numpy(str)
    return np.asarray(f1_score(truth, said, average="macro", sample_weight=weights, zero_division=0), np.float64)


def probe(X: pd.DataFrame, families: Mapping[str, Sequence[str]], config: Config) -> list[dict[str, Any]]:
    """For each family, how well it tells outlets apart on a random split: balanced accuracy, chance 1 / outlets.

    A shrunken linear discriminant over the outlets of ten articles or more; missing shares stand at the mean.
    """
    size = X.groupby("outlet")["outlet"].transform("size")
    some = X[size >= FEWEST]
    outlets = some["outlet"].to_numpy(str)
    n = len(set(outlets))
    rows = []
    for family, members in families.items() if n > 1 else ():
        told = some[[c for c in members if not c.endswith(":n")]]
        values = ((told - told.mean()) / told.std().replace(0, 1)).fillna(0).to_numpy(np.float64)
        values = values[:, values.any(axis=0)]
        if not values.shape[1]:
            continue
        model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.3)
        with threadpool_limits(1):
            said = cross_val_predict(
                model, values, outlets, cv=StratifiedKFold(3, shuffle=True, random_state=config.seed)
            )
        score = float(balanced_accuracy_score(outlets, said))
        rows.append({"family": family, "value": score, "chance": 1 / n, "n": len(outlets), "n_outlets": n})
    return rows
