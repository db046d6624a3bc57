"""Whether a probability of 0.8 is right eight times in ten: the reliability curve, before and after the temperature.

Bins are of equal weight by the probability of the answer (Niculescu-Mizil & Caruana 2005), cut once on the whole sample.
The interval of the share right in a bin takes its outlets as the units: Wilson's at the effective n of `bunched_shares`, which
is the number of outlets where all of them agree and a bootstrap would give no width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from evaluate.intervals import Row, bunched_shares, row
from evaluate.scores import WEIGHTINGS, ece
from train.bootstrap import Sample, percentile, sample
from train.calibrate import BINS, equal_mass

STAGES = {"raw": "raw:", "calibrated": "p:"}  # before and after the temperature


def staged(frame: pd.DataFrame, labels: Sequence[str], stage: str) -> pd.DataFrame:
    """Predictions with the probabilities of a stage."""
    return frame.assign(**{f"p:{label}": frame[STAGES[stage] + label] for label in labels})


def reliability(frame: pd.DataFrame, labels: Sequence[str], weighting: str) -> list[dict[str, Any]]:
    """Rows by stage and bin: mean_p, the share right as value with low and high, n articles and outlets."""
    rows = []
    for stage in STAGES:
        s = sample(staged(frame, labels, stage), labels, weighting)
        head = {"stage": stage, "weighting": weighting}
        rows += [head | one for one in bins(s)] if len(s.truth) else []
    return rows


def bins(s: Sample) -> list[dict[str, Any]]:
    """The bins that hold articles, the least confident first."""
    confidence, right = s.p.max(axis=1), s.truth == s.prediction
    of = equal_mass(confidence, s.weight)
    marks = np.eye(BINS)[of]
    mass, n = s.sums(marks), marks.sum(axis=0)
    scale = n / np.maximum(mass.sum(axis=0), 1e-12)  # so that weights sum to articles
    found = bunched_shares(s.sums(marks * right[:, None]) * scale, mass * scale, np.zeros(len(s.outlets), np.int64), 1)
    return [
        {"bin": int(b), "mean_p": float(np.average(confidence[of == b], weights=s.weight[of == b]))}
        | {"value": float(found.value[0, b]), "low": float(found.low[0, b]), "high": float(found.high[0, b])}
        | {"n": int(n[b]), "outlets": int(found.articles[0, b])}
        for b in np.unique(of)
    ]


def raw_ece(frame: pd.DataFrame, labels: Sequence[str], seed: int) -> list[Row]:
    """Expected calibration error before the temperature, by weighting."""
    rows: list[Row] = []
    for weighting in WEIGHTINGS:
        s = sample(staged(frame, labels, "raw"), labels, weighting)
        if len(s.truth):
            found = percentile(ece(s, s.draws(seed)))
            rows.append({"weighting": weighting} | row("ece_raw", found, len(s.truth), len(s.outlets)))
    return rows
