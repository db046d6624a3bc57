"""How well each model tells the labels apart, on each split, with intervals that take the outlet as the unit.

Weighting `article`: each article weighs 1. Weighting `outlet`: each outlet weighs 1, and outlets with fewer than three
articles are left out. Labels without articles in the sample enter no mean over labels. Rows are those of `row`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from evaluate.confusions import mcc, ordinal
from evaluate.intervals import Row, Z, row, wilson
from evaluate.leaks import Macro, gaps
from train.bootstrap import (
    ARTICLE,
    DRAWS,
    OUTLET,
    Estimate,
    Floats,
    Ints,
    Sample,
    auc,
    cells,
    cells_drawn,
    macro_f1,
    mean_where,
    percentile,
    rivals,
    sample,
)
from train.calibrate import BINS, equal_mass

WEIGHTINGS = (OUTLET, ARTICLE)
VOTERS = {"held_out": 3}  # articles of an outlet that may vote, by split
VOTERS_ELSE = 5


def balanced_accuracy(confusion: Floats) -> Floats:
    """Mean recall over the labels that have articles."""
    there = confusion.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return mean_where(np.diagonal(confusion, axis1=-2, axis2=-1) / there, there > 0)


def brier(s: Sample, draws: Ints) -> Floats:
    """Mean over articles of the sum over labels of squared errors: 0 to 2 (Brier 1950)."""
    wrong = ((s.p - np.eye(len(s.labels))[s.truth]) ** 2).sum(axis=1)
    return np.asarray(draws @ s.sums(wrong) / (draws @ s.sums(np.ones(len(wrong)))))


def log_loss(s: Sample, draws: Ints) -> Floats:
    """Mean over articles of minus the natural logarithm of the probability given to the truth, at least 1e-9."""
    loss = -np.log(np.maximum(s.p[np.arange(len(s.truth)), s.truth], 1e-9))
    return np.asarray(draws @ s.sums(loss) / (draws @ s.sums(np.ones(len(loss)))))


def ece(s: Sample, draws: Ints) -> Floats:
    """Expected calibration error of the likeliest label over ten bins of equal mass, cut once on the whole sample.

    Articles of equal confidence share a bin, so a model that says the same of all is judged by one bin.
    """
    confidence, right = s.p.max(axis=1), s.p.argmax(axis=1) == s.truth
    gaps = s.sums(np.eye(BINS)[equal_mass(confidence, s.weight)] * (confidence - right)[:, None])
    return np.asarray(np.abs(draws @ gaps).sum(axis=1) / (draws @ s.sums(np.ones(len(right)))))


def outlet_vote(s: Sample, draws: Ints, fewest: int) -> tuple[Floats, int, int] | None:
    """Share of outlets whose articles' mean probability is highest at their commonest label; articles; outlets."""
    size = np.bincount(s.outlet, minlength=len(s.outlets))
    voters = size >= fewest
    if not voters.any():
        return None
    truth, means = np.zeros((2, len(s.outlets), len(s.labels)))
    np.add.at(truth, s.outlet, np.eye(len(s.labels))[s.truth])
    np.add.at(means, s.outlet, s.p)
    right = (truth.argmax(axis=1) == means.argmax(axis=1))[voters]
    drawn = draws[:, voters]
    with np.errstate(invalid="ignore"):
        return np.asarray(drawn @ right / drawn.sum(axis=1)), int(size[voters].sum()), int(voters.sum())


def article_draws(s: Sample, seed: int) -> Floats:
    """Confusions (1 + draws, truth, prediction) of articles drawn as if outlets did not matter: for comparison only."""
    k = len(s.labels)
    kind, count = np.unique(s.outlet * k * k + s.truth * k + s.prediction, return_counts=True)
    weight = np.bincount(s.outlet, s.weight) / np.bincount(s.outlet)
    drawn = np.random.default_rng(seed).multinomial(count.sum(), count / count.sum(), DRAWS)
    tally = np.concatenate([count[None], drawn]) * weight[kind // (k * k)]
    return np.asarray(tally @ np.eye(k * k)[kind % (k * k)]).reshape(-1, k, k)


def score(predictions: pd.DataFrame, labels: Sequence[str], target: str, seed: int) -> list[Row]:
    """All rows of scores for predictions as `train` writes them, by split, model and weighting."""
    rows: list[Row] = []
    macro: dict[tuple[str, str, str], Macro] = {}
    for key, frame in predictions.groupby(["split", "model"], sort=True):
        split, model = str(key[0]), str(key[1])
        head: Row = {"model": model, "split": split, "target": target}
        for weighting in WEIGHTINGS:
            s = sample(frame, labels, weighting)
            if len(s.truth):
                draws = s.draws(seed)
                f1 = macro[split, model, weighting] = Macro(s.outlets, macro_f1(cells_drawn(s, draws)), len(s.truth))
                scored = _of_sample(s, draws, f1.drawn, VOTERS.get(split, VOTERS_ELSE), seed)
                rows += [head | {"weighting": weighting, "outlet": None} | one for one in scored]
        rows += [head | one for one in _by_outlet(frame)]
    return rows + [one | {"target": target} for one in gaps(macro)]


def _of_sample(s: Sample, draws: Ints, f1: Floats, voters: int, seed: int) -> Iterator[Row]:
    n, m = len(s.truth), len(s.outlets)
    yield row("macro_f1", percentile(f1), n, m)
    yield row("balanced_accuracy", percentile(balanced_accuracy(cells_drawn(s, draws))), n, m)
    yield row("brier", percentile(brier(s, draws)), n, m)
    yield row("log_loss", percentile(log_loss(s, draws)), n, m)
    drawn = cells_drawn(s, draws)
    yield row("mcc", percentile(mcc(drawn)), n, m)
    for metric, values in zip(("ordinal_mae", "flip"), ordinal(drawn, s.labels) or (), strict=False):
        yield row(metric, percentile(values), n, m)
    yield row("ece", percentile(ece(s, draws)), n, m)
    area = auc(s, draws)
    if area is not None:
        of = np.isin(s.truth, [s.labels.index(label) for label in rivals(s.labels)])
        yield row("auc", percentile(area), int(of.sum()), len(np.unique(s.outlet[of])))
    vote = outlet_vote(s, draws, voters) if s.weighting == OUTLET else None
    if vote is not None:
        yield row("outlet_vote", percentile(vote[0]), vote[1], vote[2])
    yield row("macro_f1", percentile(macro_f1(article_draws(s, seed))), n, m, ARTICLE)


def _by_outlet(frame: pd.DataFrame) -> Iterator[Row]:
    """Share of an outlet's articles rightly labelled (Wilson) and mean probability of the truth (normal), by outlet."""
    truth = frame["truth"].to_numpy(str)
    p = np.zeros(len(frame))
    for label in np.unique(truth):
        p[truth == label] = frame.loc[truth == label, f"p:{label}"]
    table = pd.DataFrame({"outlet": frame["outlet"].to_numpy(str), "right": truth == frame["prediction"], "p": p})
    for outlet, of in table.groupby("outlet", sort=True):
        n, share, mean = len(of), float(of["right"].mean()), float(of["p"].mean())
        low, high = (float(x) for x in wilson(share, n))
        half = Z * float(of["p"].std()) / np.sqrt(n) if n > 1 else None
        around = (None, None) if half is None else (max(0.0, mean - half), min(1.0, mean + half))
        head: Row = {"weighting": ARTICLE, "outlet": outlet}
        yield head | row("outlet_accuracy", Estimate(share, low, high), n, 1, ARTICLE)
        yield head | row("outlet_truth_probability", Estimate(mean, *around), n, 1, ARTICLE)


def confusion(predictions: pd.DataFrame, labels: Sequence[str], model: str, split: str) -> Row | None:
    """Truth by prediction of a model on a split: `articles` counted, `shares` of each truth with outlets weighing 1."""
    frame = predictions[(predictions["model"] == model) & (predictions["split"] == split)]
    if frame.empty:
        return None
    count, weight = (cells(sample(frame, labels, w)).sum(axis=0) for w in (ARTICLE, OUTLET))
    shares = [[x / sum(line) for x in line] if sum(line) else None for line in weight.tolist()]
    head: Row = {"model": model, "split": split, "labels": list(labels)}
    return head | {"articles": count.astype(int).tolist(), "shares": shares}
