"""What a model gains by keeping silent where it is unsure: error against coverage, and a threshold found on other outlets.

Confidence is the calibrated probability of the answer. Missing is missing: an article in which a model finds nothing of what
it reads abstains, however sure the model. The others are answered from the surest down (El-Yaniv & Wiener 2010):

    coverage(c) = weight of articles answered with confidence c or more / weight of all
    risk(c)     = weight of the wrong among them / weight of those answered
    area        = mean of risk over the coverage reached                (AURC: Geifman, Uziel & El-Yaniv 2019)

Where confidence tells nothing, the area is the error of answering all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluate.intervals import Row, row
from evaluate.scores import WEIGHTINGS
from train.bootstrap import OUTLET, Floats, Ints, Sample, percentile, sample, weighed
from train.calibrate import equal_mass
from train.models import MODELS, family
from train.pool import ARTICLE as OWN
from train.pool import POOLED
from train.texts import topics

STEPS = 40  # of a curve, of equal weight
MOST_RISK = 0.2  # share of wrong answers that the threshold is to keep
LEAST = 0.1  # coverage below which the risk of other outlets says too little to set a threshold
Flags = npt.NDArray[np.bool_]


class Curve(NamedTuple):
    """Coverage and risk (draws, steps) from the surest articles down, and the least confidence answered at each step."""

    confidence: Floats
    coverage: Floats
    risk: Floats

    def area(self) -> Floats:
        """Mean risk over the coverage reached, by draw."""
        gained = np.diff(self.coverage, axis=1, prepend=0.0)
        with np.errstate(invalid="ignore"):
            return np.asarray((gained * np.nan_to_num(self.risk)).sum(axis=1) / self.coverage[:, -1])


def evidence(features: pd.DataFrame, model: str) -> pd.Series:
    """By article, whether the article itself holds any of the shares that a model reads; of texts, always.

    A pooled model fills what an article lacks from its outlet's other articles; that is no evidence of the article.
    """
    table = features.set_index("article")
    table = pd.concat([table, topics(table)], axis=1)
    known = MODELS.get(model)
    families = {f.removeprefix(POOLED).removeprefix(OWN) for f in known.families} if known and not known.text else set()
    picks = (known.picks if known else None) or (lambda _: True)
    read = [c for c in table.columns if family(c) in families and not c.endswith(":n") and picks(c)]
    return table[read].notna().any(axis=1) if read else pd.Series(True, table.index)


def curve(s: Sample, answerable: Flags, draws: Ints) -> Curve:
    """The curve of a sample, in at most STEPS steps cut once on the whole sample; articles of equal confidence go together."""
    confidence, wrong = s.p.max(axis=1)[answerable], (s.truth != s.prediction)[answerable]
    step = STEPS - 1 - equal_mass(confidence, s.weight[answerable], STEPS)
    steps, at = np.unique(step, return_inverse=True)
    lowest = np.full(len(steps), np.inf)
    np.minimum.at(lowest, at, confidence)
    marks = np.zeros((len(s.truth), len(steps)))
    marks[np.flatnonzero(answerable), at] = 1
    errors = marks.copy()
    errors[np.flatnonzero(answerable)[~wrong]] = 0
    answered = np.cumsum(draws @ s.sums(marks), axis=1)
    with np.errstate(invalid="ignore"):
        risk = np.cumsum(draws @ s.sums(errors), axis=1) / answered
        return Curve(lowest, answered / (draws @ s.sums(np.ones(len(s.truth))))[:, None], risk)


def threshold(frame: pd.DataFrame, labels: Sequence[str]) -> float | None:
    """The confidence that keeps risk at MOST_RISK with most coverage, outlets weighing 1; None where none does."""
    frame = weighed(frame, OUTLET)
    if not frame["evidence"].any():
        return None
    s = sample(frame, labels, OUTLET)
    found = curve(s, frame["evidence"].to_numpy(bool), np.ones((1, len(s.outlets)), np.int64))
    kept = np.flatnonzero((found.risk[0] <= MOST_RISK) & (found.coverage[0] >= LEAST))
    return float(found.confidence[kept[-1]]) if len(kept) else None


def thresholds(frame: pd.DataFrame, labels: Sequence[str]) -> tuple[float | None, dict[int, float | None]]:
    """The threshold of all unseen outlets, and for each fold that of the other folds, by which it is judged."""
    folds = sorted(int(f) for f in frame["fold"].unique())
    others = {f: frame[frame["fold"] != f] for f in folds}
    return threshold(frame, labels), {f: threshold(rest, labels) for f, rest in others.items()}


def scored(frame: pd.DataFrame, labels: Sequence[str], limits: Sequence[float | None], seed: int) -> Iterator[Row]:
    """Rows by weighting of one model on one split; `limits` are the thresholds of its articles, in their order.

    `error` of answering every article with evidence, `unanswerable` the share without, `risk_area`, and at the
    threshold `coverage` and `risk` (left out where nothing is answered).
    """
    frame = frame.assign(limit=[np.inf if limit is None else limit for limit in limits])
    for weighting in WEIGHTINGS:
        some = weighed(frame, weighting)
        answerable = some["evidence"].to_numpy(bool)
        if not answerable.any():
            continue
        s = sample(some, labels, weighting)
        draws = s.draws(seed)
        found = curve(s, answerable, draws)
        chosen = answerable & (s.p.max(axis=1) >= some["limit"].to_numpy(float))
        total, answered, silent = (draws @ s.sums(x.astype(float)) for x in (np.ones(len(chosen)), chosen, ~answerable))
        with np.errstate(invalid="ignore"):
            risk = draws @ s.sums((chosen & (s.truth != s.prediction)).astype(float)) / answered
        values = {
            "error": found.risk[:, -1],
            "unanswerable": silent / total,
            "risk_area": found.area(),
            "coverage": answered / total,
            "risk": risk,
        }
        for metric, drawn in values.items():
            if np.isfinite(drawn[0]):
                yield {"weighting": weighting} | row(metric, percentile(drawn), len(some), len(s.outlets))


def points(frame: pd.DataFrame, labels: Sequence[str], weighting: str, seed: int) -> list[dict[str, Any]]:
    """The curve as rows: confidence, coverage, and risk as value with low and high."""
    frame = weighed(frame, weighting)
    answerable = frame["evidence"].to_numpy(bool)
    if not answerable.any():
        return []
    s = sample(frame, labels, weighting)
    found = curve(s, answerable, s.draws(seed))
    steps = zip(found.confidence, found.coverage[0], found.risk.T, strict=True)
    return [
        {"confidence": float(c), "coverage": float(at), **percentile(np.asarray(risk))._asdict()}
        for c, at, risk in steps
    ]


def by_fold(frame: pd.DataFrame, known: Mapping[int, float | None]) -> list[float | None]:
    """The threshold of each article, by its fold."""
    return [known.get(int(fold)) for fold in frame["fold"]]
