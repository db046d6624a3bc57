"""Of each outlet the share of its articles that reads like those of each label: as answered, and corrected for errors.

Error rates are those of the answers on unseen outlets of other owners, each outlet weighing 1. Articles without evidence
abstain and count nowhere. Intervals draw the other outlets anew, since others would give other rates, and the outlet's
articles, since it might have written others. They do not hold that an outlet may be misread more, or otherwise, than the
average of the others: how often they hold the share by labels is measured and told beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from evaluate import folders
from evaluate.abstention import evidence
from evaluate.confidence import FITTED, SPLITS, confidence, told
from evaluate.held_out import unlabelled
from evaluate.prevalence import MOST_LABELS, adjusted, expected, rates
from evaluate.subsample import subsample
from train import calibrate
from train.bootstrap import DRAWS, OUTLET, Estimate, Floats, Ints, Sample, cells, draw_outlets, percentile, sample

FEWEST = 10  # articles with evidence, for an outlet's shares
ROUNDING = 0.005  # shares are told in per cent; EM comes near 0 and 1 without reaching them
GRAIN = 25  # steps of a probability within which articles of an outlet are taken for one
METHODS = {
    "counted": "as answered",
    "adjusted": "adjusted count",
    "adjusted_mean": "adjusted mean probability",
    "em": "EM",
}
COUNTED = (*SPLITS, "unlabelled")  # the last: outlets of owners that bear no label, answered by the final model
# A pooled model answers for the outlet as a whole, so it has no share to tell; its twin reads article by article.
SINGLE = "isnad_article"
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """What the outlets of the outlet split tell of errors: by outlet (outlets, truth, answer), and draws of outlets."""

    owners: tuple[str, ...]
    answers: Floats
    means: Floats
    draws: Ints

    def without(self, owner: str) -> tuple[Floats, Floats]:
        """Rates of answers and mean probabilities of each truth (draws, k, k) on outlets of other owners."""
        kept = self.draws * (np.array(self.owners) != owner)
        return rates(np.tensordot(kept, self.answers, 1)), rates(np.tensordot(kept, self.means, 1))


def others(fitted: pd.DataFrame, labels: Sequence[str], seed: int) -> Others:
    """Errors by outlet from predictions of one model on the outlet split."""
    s = sample(fitted, labels, OUTLET)
    owner = dict(zip(fitted["outlet"], fitted["owner"], strict=True))
    truth = np.eye(len(labels))[s.truth]
    draws = draw_outlets(s.sums(truth) > 0, seed)
    return Others(tuple(str(owner[o]) for o in s.outlets), cells(s), s.sums(truth[:, :, None] * s.p[:, None]), draws)


def of_outlet(s: Sample, owner: str, known: Others, rng: np.random.Generator) -> dict[str, Floats]:
    """Shares of labels (draws, k) of the articles of one outlet, by method; row 0 is the estimate."""
    k, n, draws = len(s.labels), len(s.truth), len(known.draws)
    kinds, kind, count = np.unique(
        np.column_stack([s.prediction, np.round(GRAIN * s.p)]), axis=0, return_inverse=True, return_counts=True
    )
    p = np.zeros((len(kinds), k))
    np.add.at(p, kind.ravel(), s.p)
    p /= count[:, None]
    drawn = np.concatenate([count[None], rng.multinomial(n, count / n, max(draws - 1, 0))]) / n
    by_answer, by_mean = known.without(owner)
    counted = drawn @ np.eye(k)[kinds[:, 0].astype(int)]
    # Training gives each label the same weight, so the prior is what a population of such labels is given on average.
    prior = by_mean.mean(axis=1)
    return {
        "counted": counted,
        "adjusted": adjusted(by_answer, counted),
        "adjusted_mean": adjusted(by_mean, drawn @ p),
        "em": expected(p, drawn, prior),
    }


def doubts(
    model: Path,
    run: Json,
    predictions: pd.DataFrame,
    read: Mapping[bool, Path],
    temperatures: Json,
    hand: Mapping[str, str],
    seed: int,
) -> dict[str, dict[str, Any]]:
    """What probabilities are worth and what silence gains, and the outlets' shares corrected for wrong answers.

    `run` has `labels`, `models` and the `main` one, `read` the features folders by whether the model learnt from them;
    `hand` are labels of articles drawn at random, by article.
    """
    tables = {seen: folders.tables(folder) for seen, folder in read.items()}
    rows, labels, main = told(predictions, tables), run["labels"], run["main"]
    asked = [rows]
    if SINGLE in run["models"]:
        known = set(rows["owner"]) if len(rows) else set()
        for seen, some in tables.items():
            answers = calibrate.apply(unlabelled(model, some, SINGLE, known), temperatures)
            holds = evidence(some["features"], SINGLE).loc[answers["article"]].to_numpy(bool)
            asked.append(answers.assign(seen=seen, evidence=holds))
    every = pd.concat(asked, ignore_index=True)
    return {
        "calibration": confidence(rows, labels, main, temperatures, seed),
        "estimates": estimates(every, labels, main, seed),
        "subsample": subsample(every[every["model"] == single(every, main)], hand, labels, seed),
    }


def single(rows: pd.DataFrame, main: str) -> str:
    """The model whose answers to single articles are counted."""
    return SINGLE if len(rows) and SINGLE in set(rows["model"]) else main


def estimates(rows: pd.DataFrame, labels: Sequence[str], main: str, seed: int) -> dict[str, Any]:
    """The section of report.json; `rows` are those of `confidence.told`. Empty where it cannot be had.

    `outlets` has a row per outlet and label with the share by each of METHODS (value, low, high) and `labelled`, the share
    of its articles that bear the label, None where nobody labelled it. `errors` has a row per split and method: the mean
    over outlets of the mean absolute difference from `labelled`, with an interval over outlets, and `covered`, how many
    of the intervals hold `labelled`.
    """
    model = single(rows, main)
    some = rows[(rows["model"] == model) & rows["evidence"]] if len(rows) else rows
    fitted = some[some["split"] == FITTED] if len(some) else some
    if fitted.empty or len(labels) > MOST_LABELS or fitted.groupby("outlet").size().max() < FEWEST:
        return {}
    known = others(fitted, labels, seed)
    found: list[dict[str, Any]] = []
    for split in COUNTED:
        here = some[some["split"] == split]
        for number, (key, frame) in enumerate(here.groupby(["outlet", "seen"], sort=True)):
            if len(frame) >= FEWEST:
                rng = np.random.default_rng([seed, COUNTED.index(split), number])
                s = sample(frame.fillna({"truth": labels[0]}), labels, OUTLET)
                shares = of_outlet(s, str(frame["owner"].iloc[0]), known, rng)
                head = {"outlet": str(key[0]), "seen": bool(key[1]), "split": split}
                found += _rows(head, s, shares, bool(frame["truth"].notna().all()))
    return {"model": model, "fewest": FEWEST, "outlets": found, "errors": _errors(found, seed)}


def _rows(head: Json, s: Sample, found: Mapping[str, Floats], labelled: bool) -> list[dict[str, Any]]:
    true = np.bincount(s.truth, minlength=len(s.labels)) / len(s.truth)
    return [
        {**head, "label": label, "n": len(s.truth), "labelled": float(true[j]) if labelled else None}
        | {method: percentile(drawn[:, j])._asdict() for method, drawn in found.items()}
        for j, label in enumerate(s.labels)
    ]


def _errors(found: Sequence[Json], seed: int) -> list[dict[str, Any]]:
    rows = []
    for split in SPLITS:
        for method in METHODS:
            some = [row for row in found if row["split"] == split and np.isfinite(row[method]["value"])]
            if not some:
                continue
            table = pd.DataFrame(
                {"outlet": row["outlet"], "off": abs(row[method]["value"] - row["labelled"])} for row in some
            )
            off = table.groupby("outlet")["off"].mean().to_numpy(float)
            draws = draw_outlets(np.ones((len(off), 1), bool), seed, DRAWS)
            error = percentile(np.asarray(draws @ off / draws.sum(axis=1)))
            ends = [Estimate(**row[method]) for row in some]
            held = [
                e.low - ROUNDING <= row["labelled"] <= e.high + ROUNDING
                for e, row in zip(ends, some, strict=True)
                if e.low is not None and e.high is not None
            ]
            covered = float(np.mean(held)) if held else None
            rows.append({"split": split, "method": method, **error._asdict(), "covered": covered, "outlets": len(off)})
    return rows
