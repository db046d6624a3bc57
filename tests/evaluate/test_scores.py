import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

from evaluate import scores
from evaluate.claims import find
from tests.evaluate.conftest import LABELS, OUTLETS, STRENGTH, predictions
from train import bootstrap


@pytest.fixture(scope="module")
def frame():
    rows = [{"article": f"{o}-{i}", "outlet": o, "owner": o, "duplicate_of": None} for o in OUTLETS for i in range(7)]
    rows += [{"article": "lone", "outlet": "lone", "owner": "lone", "duplicate_of": None}]
    return predictions(pd.DataFrame(rows), STRENGTH)


def of(frame, split="outlet", model="isnad", weighting="article"):
    rows = frame[(frame["split"] == split) & (frame["model"] == model)]
    return rows, bootstrap.sample(rows, LABELS, weighting)


@pytest.mark.parametrize("weighting", ["article", "outlet"])
def test_scores_agree_with_scikit_learn(frame, weighting):
    rows, s = of(frame, weighting=weighting)
    weight = 1 / rows.groupby("outlet")["article"].transform("size") if weighting == "outlet" else None
    one = np.ones((1, len(s.outlets)), int)
    confusion = bootstrap.cells_drawn(s, one)
    f1 = f1_score(rows["truth"], rows["prediction"], average="macro", sample_weight=weight)
    assert bootstrap.macro_f1(confusion)[0] == pytest.approx(f1)
    accuracy = balanced_accuracy_score(rows["truth"], rows["prediction"], sample_weight=weight)
    assert scores.balanced_accuracy(confusion)[0] == pytest.approx(accuracy)
    two = rows[rows["truth"] != "other"]
    score = two["p:damascus"] / (two["p:damascus"] + two["p:opposition"])
    kept = None if weight is None else weight[two.index]
    area = roc_auc_score(two["truth"] == "damascus", score, sample_weight=kept)
    assert bootstrap.auc(s, one)[0] == pytest.approx(area)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 3)), min_size=2, max_size=40))
def test_scores_auc_counts_pairs_and_ties_in_every_draw(rows):
    outlet, first, score = (np.array(x) for x in zip(*rows, strict=True))
    outlets, codes = np.unique(outlet, return_inverse=True)
    p = np.stack([score / 4, 1 - score / 4], axis=1)
    truth = np.where(first, 0, 1)
    s = bootstrap.Sample("article", tuple(map(str, outlets)), ("a", "b"), codes, truth, truth, p, np.ones(len(rows)))
    draws = np.random.default_rng(0).integers(0, 3, (4, len(outlets)))
    areas = bootstrap.auc(s, draws)
    for k, draw in enumerate(draws):
        weight = draw[codes]
        if weight[first].sum() and weight[~first].sum():
            assert areas[k] == pytest.approx(roc_auc_score(first, p[:, 0], sample_weight=weight))


def test_scores_auc_needs_both_camps():
    frame = pd.DataFrame({"article": ["a", "b"], "outlet": ["x", "y"], "truth": ["other", "damascus"]})
    frame = frame.assign(prediction="other", **{f"p:{label}": 1 / 3 for label in LABELS})
    s = bootstrap.sample(frame, LABELS, "article")
    assert bootstrap.auc(s, np.ones((1, 2), int)) is None
    assert bootstrap.rivals(("a", "b", "c")) == ()
    assert bootstrap.rivals(("a", "b")) == ("a", "b")


def test_scores_brier_and_ece_of_a_sure_and_wrong_model():
    frame = pd.DataFrame({"article": list("abcd"), "outlet": list("xxyy"), "truth": ["damascus"] * 4})
    frame = frame.assign(prediction="other", **{"p:damascus": 0.0, "p:opposition": 0.0, "p:other": 1.0})
    s = bootstrap.sample(frame, LABELS, "article")
    one = np.ones((1, 2), int)
    assert scores.brier(s, one)[0] == 2
    assert scores.ece(s, one)[0] == 1


def test_scores_ece_of_a_calibrated_model_is_nought():
    frame = pd.DataFrame({"article": list("abcd"), "outlet": list("xxyy")})
    frame = frame.assign(truth=["damascus", "damascus", "damascus", "other"], prediction="damascus")
    frame = frame.assign(**{"p:damascus": 0.75, "p:opposition": 0.0, "p:other": 0.25})
    assert scores.ece(bootstrap.sample(frame, LABELS, "article"), np.ones((1, 2), int))[0] == pytest.approx(0)


def test_scores_large_outlet_does_not_carry_the_headline():
    rows = [("big", "damascus", "damascus")] * 100 + [("small", "opposition", "damascus")] * 3
    frame = pd.DataFrame(rows, columns=["outlet", "truth", "prediction"])
    frame = frame.assign(article=range(len(rows)), **{f"p:{label}": 1 / 3 for label in LABELS})
    one = np.ones((1, 2), int)
    by_outlet = bootstrap.cells_drawn(bootstrap.sample(frame, LABELS, "outlet"), one)[0]
    assert by_outlet[0, 0] == pytest.approx(by_outlet[1, 0]) == pytest.approx(1)


def test_scores_outlet_vote_asks_for_enough_articles(frame):
    _, s = of(frame)
    one = np.ones((1, len(s.outlets)), int)
    value, articles, outlets = scores.outlet_vote(s, one, 5)
    assert (articles, outlets) == (56, 8)
    assert 0 <= value[0] <= 1
    assert scores.outlet_vote(s, one, 8) is None


def test_scores_rows_have_the_fixed_fields(frame):
    rows = scores.score(frame, LABELS, "camp", 0)
    fields = {"metric", "model", "split", "target", "weighting", "outlet"}
    fields |= {"value", "low", "high", "interval", "n", "n_outlets"}
    assert all(fields <= set(row) for row in rows)
    metrics = {row["metric"] for row in rows}
    assert metrics >= {"macro_f1", "balanced_accuracy", "auc", "brier", "ece", "outlet_vote", "leak_gap", "lead"}
    assert {row["interval"] for row in rows if row["metric"] == "macro_f1"} == {"outlet", "article"}
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows if row["metric"] == "outlet_accuracy")
    assert {row["outlet"] for row in rows if row["metric"] == "outlet_accuracy"} == {o for o, x in OUTLETS.items() if x}


def test_scores_headline_leaves_out_outlets_of_one_article():
    rows = [{"article": f"{o}-{i}", "outlet": o, "owner": o, "duplicate_of": None} for o in OUTLETS for i in range(2)]
    thin = predictions(pd.DataFrame(rows), {("outlet", "isnad"): 1.0})
    assert {row["weighting"] for row in scores.score(thin, LABELS, "camp", 0)} == {"article"}


def test_scores_are_the_same_for_any_order_of_rows(frame):
    shuffled = frame.sample(frac=1, random_state=3)
    first, second = (scores.score(f, LABELS, "camp", 7) for f in (frame, shuffled))
    for a, b in zip(first, second, strict=True):
        assert a["metric"] == b["metric"]
        assert a["value"] == pytest.approx(b["value"])


def test_scores_leak_gap_is_paired(frame):
    rows = scores.score(frame, LABELS, "camp", 0)
    gap = find(rows, "leak_gap", "isnad", "outlet")
    random, unseen = (find(rows, "macro_f1", "isnad", s) for s in ("random", "outlet"))
    assert gap["value"] == pytest.approx(random["value"] - unseen["value"])
    assert gap["low"] > 0
    lead = find(rows, "lead", "isnad", "outlet", against="majority")
    assert lead["value"] == pytest.approx(unseen["value"] - find(rows, "macro_f1", "majority", "outlet")["value"])


def test_scores_confusion_counts_articles_and_shares_outlets(frame):
    found = scores.confusion(frame, LABELS, "isnad", "outlet")
    assert np.sum(found["articles"]) == 56
    assert np.allclose(np.sum(found["shares"], axis=1), 1)
    assert scores.confusion(frame, LABELS, "isnad", "held_out") is None
