"""How far a model's confidence can be trusted on outlets it never saw, and one number per model that mends it.

The temperature T (Guo et al. 2017) divides log-probabilities: T < 1 where a model is too shy, T > 1 where too sure; the
answer stays what it was. It is fitted on predictions for unseen outlets, each outlet weighing 1, and judged on others: a
fold's T comes from the other folds. What meets outlets beyond the corpus is the T of all folds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

BINS = 10
COLDEST, HOTTEST = -4.0, 4.0  # natural logarithms of T
LEAST = 1e-9
Floats = NDArray[np.float64]


def temper(p: Floats, temperature: float) -> Floats:
    """Probabilities (articles x labels) with their logarithms divided by a temperature.

    >>> temper(np.array([[0.8, 0.2]]), 0.5).round(2).tolist()
    [[0.94, 0.06]]
    """
    logs = np.log(np.maximum(p, LEAST)) / temperature
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def temperature(p: Floats, truth: NDArray[np.bool_], weights: Floats) -> float:
    """T of least weighted log-loss; `truth` (articles x labels) is one where the label is right."""

    def loss(log_t: float) -> float:
        q = temper(p, float(np.exp(log_t)))
        return float(-(weights @ np.log(np.maximum(q[truth], LEAST))))

    return float(np.exp(minimize_scalar(loss, bounds=(COLDEST, HOTTEST), method="bounded").x))


def equal_mass(confidence: Floats, weights: Floats, bins: int = BINS) -> NDArray[np.int64]:
    """The bin of each article, numbered from the least confidence: of equal weight, but equal confidence shares a bin.

    >>> equal_mass(np.array([0.9, 0.5, 0.5, 0.7]), np.ones(4), 2).tolist()
    [1, 0, 0, 1]
    """
    values, said = np.unique(confidence.round(12), return_inverse=True)
    mass = np.bincount(said, weights, len(values))
    middle = (np.cumsum(mass) - mass / 2) / mass.sum()
    return np.asarray(np.minimum((bins * middle).astype(np.int64), bins - 1)[said])


def calibrate(predictions: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Per model, on unseen outlets each weighing 1: temperatures (all folds, and by fold from the others), and figures.

    The figures are of the probabilities as the model gives them: bins of equal outlet weight by the probability of the
    answer given (mean_p, share right, n articles), ece = sum over bins of weight |mean_p - share|, and brier = mean over
    articles of sum over labels (p - [truth])^2, from 0 to 2.
    """
    unseen = predictions[predictions["split"] == "outlet"] if len(predictions) else predictions
    models = predictions["model"].unique() if len(predictions) else ()
    found = {}
    for m in models:
        rows = unseen[unseen["model"] == m]
        found[str(m)] = {"split": "outlet", "weighting": "outlet"} | _temperatures(rows) | _figures(rows)
    return found


def apply(predictions: pd.DataFrame, calibration: Mapping[str, Any]) -> pd.DataFrame:
    """Predictions with calibrated probabilities, the raw ones beside them as `raw:<label>`."""
    columns = [c for c in predictions.columns if c.startswith("p:")]
    if predictions.empty:
        return predictions
    made = predictions.assign(**{f"raw:{c.removeprefix('p:')}": predictions[c] for c in columns})
    p = predictions[columns].to_numpy(np.float64, copy=True)
    keys = predictions["model"] + "\t" + predictions["split"] + "\t" + predictions["fold"].astype(str)
    for key, rows in keys.groupby(keys).indices.items():
        model, split, fold = str(key).split("\t")
        known = calibration.get(model, {})
        t = known.get("temperature", 1.0)
        if split == "outlet":
            t = known.get("by_fold", {}).get(fold, 1.0)
        p[rows] = temper(p[rows], t)
    return made.assign(**{c: p[:, k] for k, c in enumerate(columns)})


def _parts(rows: pd.DataFrame) -> tuple[Floats, NDArray[np.bool_], Floats]:
    columns = [c for c in rows.columns if c.startswith("p:")]
    truth = rows["truth"].to_numpy(str)[:, None] == np.array([c.removeprefix("p:") for c in columns])
    weights = (1 / rows.groupby("outlet")["article"].transform("size")).to_numpy(np.float64)
    return rows[columns].to_numpy(np.float64), truth, weights / weights.sum()


def _temperatures(rows: pd.DataFrame) -> dict[str, object]:
    if rows.empty:
        return {"temperature": 1.0, "by_fold": {}}
    folds = {int(f): rows[rows["fold"] != f] for f in sorted(rows["fold"].unique())}
    return {
        "temperature": temperature(*_parts(rows)),
        "by_fold": {str(f): temperature(*_parts(others)) if len(others) else 1.0 for f, others in folds.items()},
    }


def _figures(rows: pd.DataFrame) -> dict[str, object]:
    if rows.empty:
        return {"bins": [], "ece": None, "brier": None}
    p, truth, weights = _parts(rows)
    top = p.max(axis=1)
    right = (rows["truth"] == rows["prediction"]).to_numpy(np.float64)
    bin_of = equal_mass(top, weights)
    bins, ece = [], 0.0
    for b in range(BINS):
        inside = np.flatnonzero(bin_of == b)
        if len(inside) == 0:
            continue
        w = weights[inside]
        mean_p, share = float(np.average(top[inside], weights=w)), float(np.average(right[inside], weights=w))
        bins.append({"mean_p": mean_p, "share": share, "n": len(inside)})
        ece += float(w.sum()) * abs(mean_p - share)
    return {"bins": bins, "ece": ece, "brier": float(((p - truth) ** 2).sum(axis=1) @ weights)}
