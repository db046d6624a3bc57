import numpy as np
import pandas as pd
import pytest

from evaluate.reliability import bins, raw_ece, reliability
from train.bootstrap import sample
from train.calibrate import apply, calibrate

LABELS = ("x", "y")


def planted(sharper, outlets=40, each=25, seed=0):
    """True probabilities made too sure by a factor on their log-odds, in folds of owners."""
    rng = np.random.default_rng(seed)
    n = outlets * each
    odds = rng.normal(0, 1.5, n)
    truth = np.where(rng.random(n) < 1 / (1 + np.exp(-odds)), "x", "y")
    table = pd.DataFrame(
        {"article": [f"a{i}" for i in range(n)], "outlet": np.repeat([f"o{i}" for i in range(outlets)], each)}
    )
    table["p:x"] = 1 / (1 + np.exp(-sharper * odds))
    table["p:y"] = 1 - table["p:x"]
    table = table.assign(truth=truth, prediction=np.where(table["p:x"] >= 0.5, "x", "y"), split="outlet")
    table = table.assign(model="isnad", fold=np.repeat(np.arange(outlets) % 5, each))
    return apply(table, calibrate(table))


def test_reliability_of_a_model_too_sure_is_mended_by_the_temperature():
    rows = reliability(planted(4.0), LABELS, "outlet")
    off = {s: [abs(r["value"] - r["mean_p"]) for r in rows if r["stage"] == s] for s in ("raw", "calibrated")}
    assert np.mean(off["raw"]) > 0.1 > 0.05 > np.mean(off["calibrated"])
    held = [r["low"] <= r["mean_p"] <= r["high"] for r in rows if r["stage"] == "calibrated"]
    assert np.mean(held) >= 0.8
    assert {row["metric"] for row in raw_ece(planted(4.0), LABELS, 0)} == {"ece_raw"}
    assert raw_ece(planted(4.0), LABELS, 0)[0]["value"] > 0.1


@pytest.mark.parametrize("weighting", ["outlet", "article"])
def test_reliability_bins_hold_every_article_once(weighting):
    table = planted(1.0)
    rows = bins(sample(table, LABELS, weighting))
    assert sum(row["n"] for row in rows) == len(table)
    assert len(rows) == 10 and [row["mean_p"] for row in rows] == sorted(row["mean_p"] for row in rows)
    assert all(row["low"] <= row["value"] <= row["high"] and row["outlets"] <= 40 for row in rows)


def test_reliability_many_articles_of_two_outlets_are_no_certainty():
    """Three hundred right answers of two outlets are two observations, not three hundred."""
    table = planted(1.0, outlets=2, each=150).assign(truth="x", prediction="x")
    table = table.assign(**{"p:x": 0.9, "p:y": 0.1})
    (row,) = bins(sample(table, LABELS, "outlet"))
    assert row["value"] == row["high"] == 1 and row["low"] < 0.6 and row["outlets"] == 2 and row["n"] == 300
