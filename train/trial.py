"""What some columns of the main model are worth on unseen outlets: fitted and tried on the folds of the outlet split.

A worth is macro-F1 and AUC (`METRICS`) with each outlet weighing 1, as in the report's table of scores, each with its
bootstrap draws of outlets behind it. The draws are the same for whatever is tried, so worths are subtracted draw by draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from sklearn.pipeline import Pipeline
from tqdm import tqdm

from train import calibrate
from train.bootstrap import OUTLET, Floats, Sample, auc, cells_drawn, macro_f1, sample
from train.config import Config
from train.fit import fitted, once, probabilities
from train.models import inputs
from train.split import folds, sides

MAIN = "isnad"
METRICS = ("macro_f1", "auc")


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """The outlet split (`table`, as `split.draw` gives it) and what the models take (`X`), both in the same order."""

    table: pd.DataFrame
    X: pd.DataFrame
    config: Config

    @property
    def labels(self) -> list[str]:
        """All labels, sorted, as `model.classes_` has them."""
        return sorted(self.table["label"].unique())


def trial(table: pd.DataFrame, X: pd.DataFrame, columns: Sequence[str], config: Config) -> Trial:
    """A trial of these columns or some of them, holding no others."""
    return Trial(table.reset_index(drop=True), X.loc[table["article"], inputs(MAIN, columns)], config)


def tested(of: Trial, columns: Sequence[str], few: Callable[[pd.DataFrame, int], pd.DataFrame] | None = None) -> Any:
    """Fitted models by fold, each with the rows it is tried on; `few` takes from a fold's training side what is learnt."""
    wanted = inputs(MAIN, columns)
    for fold in folds(of.table):
        train, test = sides(of.table, fold)
        train = train if few is None else few(train, fold)
        model = fitted(MAIN, columns, of.X[wanted].iloc[train.index], train["label"].to_numpy(str), of.config)
        yield model, test.index


def answers(of: Trial, columns: Sequence[str], some: Sequence[tuple[Pipeline, pd.Index]]) -> Floats:
    """Probabilities (articles x labels) of the models of each fold for their own test sides."""
    p = np.full((len(of.table), len(of.labels)), np.nan)
    for model, test in some:
        p[test] = probabilities(model, of.X[list(columns)].iloc[test])
    return p


def predicted(of: Trial, p: Floats) -> pd.DataFrame:
    """Probabilities as rows of predictions."""
    said = np.array(of.labels, dtype=object)[p.argmax(axis=1)]
    rows = of.table[["article", "outlet", "split", "fold"]].assign(model=MAIN, truth=of.table["label"], prediction=said)
    return rows.assign(**{f"p:{label}": p[:, k] for k, label in enumerate(of.labels)})


def judged(of: Trial, rows: pd.DataFrame, temperatures: Mapping[str, Any]) -> Floats:
    """Worth (METRICS x draws) of predictions, calibrated; row 0 of the draws is the value, a metric without one is nan."""
    s = sample(calibrate.apply(rows, temperatures), of.labels, OUTLET)
    draws = s.draws(of.config.seed)
    area = auc(s, draws)
    return np.stack([macro_f1(cells_drawn(s, draws)), np.full(len(draws), np.nan) if area is None else area])


def worth(of: Trial, columns: Sequence[str], few: Callable[[pd.DataFrame, int], pd.DataFrame] | None = None) -> Floats:
    """Worth of the main model learnt from these columns alone; without any, of an answer drawn by lot."""
    if not columns:
        return _lot(of)
    rows = predicted(of, answers(of, columns, list(tested(of, columns, few))))
    return judged(of, rows, calibrate.calibrate(rows))


def _lot(of: Trial) -> Floats:
    """The confusions that lots give on average; its AUC is that of ties, a half."""
    k = len(of.labels)
    s = scored(of)
    draws = s.draws(of.config.seed)
    by_lot = np.repeat(s.sums(np.eye(k)[s.truth])[:, :, None] / k, k, axis=2)
    area = auc(s, draws)
    f1 = macro_f1(np.asarray(np.tensordot(draws, by_lot, 1)))
    return np.stack([f1, np.full(len(draws), np.nan) if area is None else area])


def scored(of: Trial) -> Sample:
    """The articles that count, each label as likely as any other."""
    k = len(of.labels)
    return sample(predicted(of, np.full((len(of.table), k), 1 / k)), of.labels, OUTLET)


def each(jobs: Mapping[str, Callable[[], Floats]], kept: Path, workers: int, about: str) -> dict[str, Floats]:
    """What each job gives, by its name; finished ones lie in `kept` under the hash of the name, the run's plan fixed."""
    done = Parallel(n_jobs=workers, return_as="generator")(
        delayed(once)(kept / f"{about}-{hashlib.sha256(name.encode()).hexdigest()[:20]}.npy", job)
        for name, job in jobs.items()
    )
    return dict(zip(jobs, tqdm(done, about, len(jobs), disable=None), strict=True))
