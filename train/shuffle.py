"""Permutation importance by outlet: what the model loses where a player's columns come from other outlets.

Breiman (2001) shuffles a column between the rows of a table. Articles of one outlet are alike, and pooled shares all but
equal, so rows are no unit: here outlets swap columns. In each draw every outlet is given a donor by a permutation of all
outlets, and its articles read the donor's articles in a drawn order, as often round as need be. No label is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from train import calibrate
from train.bootstrap import Floats
from train.fit import probabilities
from train.trial import METRICS, Trial, answers, each, judged, predicted, tested

Players = Mapping[str, Sequence[str]]
Fits = Sequence[tuple[Pipeline, pd.Index]]


def losses(of: Trial, players: Players, kept: Path, workers: int) -> dict[str, Floats]:
    """For each player v(N) less its mean over `shuffles` draws (METRICS x bootstrap draws), N being all players."""
    columns = [c for c in of.X.columns if any(c in some for some in players.values())]
    name = "\n".join(f"{player} {c}" for player in sorted(players) for c in players[player])
    done = each({name: partial(_losses, of, players, columns)}, kept, workers, "shuffled")
    (values,) = done.values()
    return dict(zip(sorted(players), values, strict=True))


def donors(outlets: Sequence[str], random: np.random.Generator) -> NDArray[np.int64]:
    """For each article the row it reads instead: a donor outlet's, the same donor for all articles of an outlet."""
    _, of = np.unique(np.asarray(outlets, dtype=str), return_inverse=True)
    rows = [random.permutation(np.flatnonzero(of == o)) for o in range(of.max() + 1)]
    given = random.permutation(len(rows))
    read = np.empty(len(of), dtype=np.int64)
    for o, own in enumerate(rows):
        read[own] = np.resize(rows[given[o]], len(own))
    return read


def _losses(of: Trial, players: Players, columns: Sequence[str]) -> Floats:
    fits = list(tested(of, columns))
    true = predicted(of, answers(of, columns, fits))
    heat = calibrate.calibrate(true)
    whole = judged(of, true, heat)
    random, outlets = np.random.default_rng(of.config.seed), of.table["outlet"].tolist()
    reads = np.stack([donors(outlets, random) for _ in range(of.config.shuffles)])
    found = np.zeros((len(players), len(METRICS), whole.shape[1]))
    for k, name in enumerate(sorted(players)):
        for p in _swapped(of, columns, [columns.index(c) for c in players[name]], fits, reads):
            found[k] += judged(of, predicted(of, p), heat) / len(reads)
    return whole - found


def _swapped(of: Trial, columns: Sequence[str], places: Sequence[int], fits: Fits, reads: NDArray[np.int64]) -> Floats:
    """Probabilities (draws x articles x labels) where the columns in `places` are read from each draw's donors."""
    values = of.X[list(columns)].to_numpy(np.float64)
    p = np.full((len(reads), len(values), len(of.labels)), np.nan)
    for model, test in fits:  # all draws at once, since asking a pipeline costs more than answering
        asked = np.repeat(values[None, test], len(reads), axis=0)
        asked[:, :, places] = values[reads[:, test][:, :, None], places]
        told = probabilities(model, pd.DataFrame(asked.reshape(-1, len(columns)), columns=pd.Index(columns)))
        p[:, test] = told.reshape(len(reads), len(test), -1)
    return p
