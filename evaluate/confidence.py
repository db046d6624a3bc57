"""The section on calibration: what probabilities are worth on unseen outlets, and the price of abstaining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evaluate.abstention import LEAST, MOST_RISK, by_fold, evidence, points, scored, thresholds
from evaluate.claims import find
from evaluate.reliability import raw_ece, reliability
from evaluate.scores import WEIGHTINGS
from train.bootstrap import OUTLET

FITTED, SPLITS = "outlet", ("outlet", "held_out")
DRAWN = ("tfidf_word", "topic", "fingerprint")  # whose curves stand beside the main model's
METRICS = {
    "ece_raw": "ECE before",
    "ece": "ECE after",
    "unanswerable": "without evidence",
    "error": "error if all others are answered",
    "risk_area": "area under the curve",
    "coverage": "answered at the threshold",
    "risk": "error at the threshold",
}
Json = Mapping[str, Any]
Tables = Mapping[bool, Mapping[str, pd.DataFrame]]


def told(predictions: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Calibrated predictions for unseen outlets, with `seen` (whether of the model's folder) and `evidence`.

    Evidence is there where the article itself holds anything that its model reads.
    """
    rows = predictions[predictions["split"].isin(SPLITS)] if len(predictions) else predictions
    parts = [rows.iloc[:0].assign(seen=pd.Series(dtype=bool), evidence=pd.Series(dtype=bool))]
    for key, frame in rows.groupby(["split", "model"], sort=False) if len(rows) else ():
        split, model = str(key[0]), str(key[1])
        seen = split != "held_out"
        holds = evidence(tables[seen]["features"], model)
        parts.append(frame.assign(seen=seen, evidence=holds.loc[frame["article"]].to_numpy(bool)))
    return pd.concat(parts, ignore_index=True)


def confidence(
    rows: pd.DataFrame, labels: Sequence[str], main: str, temperatures: Mapping[str, Any], seed: int
) -> dict[str, Any]:
    """The section of report.json; `rows` are those of `told`. Empty where no outlet was held out.

    `models` have temperature and threshold, `scores` rows as in `scores` with metrics of METRICS, `reliability` is of the
    main model, `curves` of it and of yardsticks. Thresholds come from the outlet split; there a fold's from the others.
    """
    fitted = rows[rows["split"] == FITTED] if len(rows) else rows
    if fitted.empty:
        return {}
    found: dict[str, Any] = {"split": FITTED, "model": main, "most_risk": MOST_RISK, "least_coverage": LEAST}
    found |= {"models": [], "scores": [], "curves": [], "reliability": []}
    for name, frame in fitted.groupby("model", sort=True):
        model = str(name)
        whole, of_folds = thresholds(frame, labels)
        known = temperatures.get(model, {}).get("temperature", 1.0)
        found["models"].append({"model": model, "temperature": known, "threshold": whole})
        for split in SPLITS:
            some = rows[(rows["model"] == model) & (rows["split"] == split)]
            if some.empty:
                continue
            limits = by_fold(some, of_folds) if split == FITTED else [whole] * len(some)
            head = {"model": model, "split": split, "outlet": None}
            measured = [*raw_ece(some, labels, seed), *scored(some, labels, limits, seed)]
            found["scores"] += [head | one for one in measured]
        if model in (main, *DRAWN):
            drawn = {"model": model, "split": FITTED, "weighting": OUTLET}
            found["curves"] += [drawn | one for one in points(frame, labels, OUTLET, seed)]
    of_main = fitted[fitted["model"] == main]
    found["reliability"] = [one for w in WEIGHTINGS for one in reliability(of_main, labels, w)]
    return found


def tables(report: Json) -> dict[str, list[dict[str, Any]]]:
    """By split, one row per model of the page's table: temperature and threshold, and METRICS with outlets weighing 1."""
    found = report["calibration"]
    return {split: rows for split in SPLITS if found and (rows := _table(report, found, split))}


def _table(report: Json, found: Json, split: str) -> list[dict[str, Any]]:
    scores = [*report["scores"], *found["scores"]]
    rows = [
        {"known": known, "cells": {m: find(scores, m, known["model"], split) for m in METRICS}}
        for known in found["models"]
    ]
    rows = [row for row in rows if row["cells"]["risk_area"]]
    return sorted(rows, key=lambda row: (row["cells"]["risk_area"]["value"], row["known"]["model"]))
