import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluate import abstention
from evaluate.abstention import MOST_RISK, by_fold, curve, evidence, points, scored, threshold, thresholds
from train.bootstrap import sample

LABELS = ("x", "y")


def frame(confidence, right, outlet=None, holds=None, fold=0):
    """Answers of a model that says x with a confidence; the truth is y where it is wrong."""
    n = len(confidence)
    table = pd.DataFrame({"article": [f"a{i}" for i in range(n)], "outlet": outlet if outlet is not None else "o"})
    table = table.assign(truth=np.where(right, "x", "y"), prediction="x", fold=fold)
    table["p:x"] = np.asarray(confidence, float)
    table["p:y"] = 1 - table["p:x"]
    return table.assign(evidence=True if holds is None else holds)


def one(table, weighting="article"):
    s = sample(table, LABELS, weighting)
    return curve(s, table["evidence"].to_numpy(bool), np.ones((1, len(s.outlets)), np.int64))


answers = st.lists(st.tuples(st.integers(50, 100), st.booleans()), min_size=1, max_size=abstention.STEPS)


@settings(deadline=None)
@given(answers)
def test_abstention_curve_is_what_counting_from_the_surest_gives(rows):
    confidence, right = np.array([c / 100 for c, _ in rows]), np.array([r for _, r in rows])
    found = one(frame(confidence, right))
    for c, coverage, risk in zip(found.confidence, found.coverage[0], found.risk[0], strict=True):
        answered = confidence >= c - 1e-9
        assert coverage == pytest.approx(answered.mean())
        assert risk == pytest.approx((~right[answered]).mean())
    assert found.coverage[0, -1] == pytest.approx(1)
    assert found.risk[0, -1] == pytest.approx((~right).mean())
    assert 0 <= found.area()[0] <= 1


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_abstention_area_is_the_error_where_confidence_tells_nothing(right):
    found = one(frame(np.full(len(right), 0.7), np.array(right)))
    assert found.area()[0] == pytest.approx(1 - np.mean(right))


def test_abstention_area_is_less_where_the_sure_are_right_and_more_where_they_are_wrong():
    confidence, right = np.linspace(0.5, 1, 30), np.arange(30) >= 15
    good, bad = one(frame(confidence, right)).area()[0], one(frame(confidence, ~right)).area()[0]
    assert good < 0.3 < 0.5 < 0.7 < bad


def test_abstention_without_evidence_never_answers_however_sure():
    table = frame([0.99, 0.99, 0.8, 0.7], [False, False, True, True], holds=[False, False, True, True])
    found = one(table)
    assert found.coverage[0, -1] == pytest.approx(0.5)
    assert found.risk[0, -1] == 0
    rows = {(r["weighting"], r["metric"]): r["value"] for r in scored(table, LABELS, [0.0] * 4, 0)}
    assert rows["article", "unanswerable"] == rows["article", "coverage"] == pytest.approx(0.5)
    assert rows["article", "error"] == rows["article", "risk"] == 0
    assert not list(scored(table.assign(evidence=False), LABELS, [0.0] * 4, 0))
    assert threshold(table.assign(evidence=False), LABELS) is None


def test_abstention_threshold_keeps_the_risk_and_is_none_where_nothing_does():
    confidence, right = np.linspace(0.5, 1, 40), np.arange(40) >= 20
    found = threshold(frame(confidence, right), LABELS)
    kept = confidence >= found
    assert (~right[kept]).mean() <= MOST_RISK < (~right[confidence >= found - 0.02]).mean()
    assert threshold(frame(confidence, np.zeros(40, bool)), LABELS) is None


def test_abstention_threshold_takes_outlets_for_the_unit():
    """Nine tenths of the articles are of one outlet that is always right; the other nine are always wrong."""
    outlet = ["big"] * 90 + [f"small{i % 9}" for i in range(27)]
    table = frame(np.full(117, 0.8), np.arange(117) < 90, outlet)
    assert threshold(table, LABELS) is None
    rows = {(r["weighting"], r["metric"]): r["value"] for r in scored(table, LABELS, [0.5] * 117, 0)}
    assert rows["outlet", "risk"] == pytest.approx(0.9)
    assert rows["article", "risk"] == pytest.approx(27 / 117)


def test_abstention_a_fold_is_judged_by_the_threshold_of_the_others():
    confidence, right = np.tile(np.linspace(0.5, 1, 20), 2), np.tile(np.arange(20) >= 10, 2)
    fold = np.repeat([0, 1], 20)
    table = frame(confidence, right, outlet=np.repeat(["a", "b"], 20), fold=fold)
    spoilt = table.assign(truth=np.where(fold == 0, "y", table["truth"]))
    _, of_folds = thresholds(spoilt, LABELS)
    assert of_folds[1] is None  # fold 0 alone, where every answer is wrong
    assert of_folds[0] == thresholds(table, LABELS)[1][0]
    limits = by_fold(spoilt, of_folds)
    assert limits[:20] == [of_folds[0]] * 20 and limits[20:] == [None] * 20
    rows = {(r["weighting"], r["metric"]): r["value"] for r in scored(spoilt, LABELS, limits, 0)}
    assert rows["outlet", "risk"] == 1 and 0 < rows["outlet", "coverage"] < 0.5


def test_abstention_points_go_down_from_the_surest_with_intervals():
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.5, 1, 300)
    table = frame(confidence, rng.random(300) < confidence, outlet=np.repeat([f"o{i}" for i in range(30)], 10))
    rows = points(table, LABELS, "outlet", 0)
    assert [r["coverage"] for r in rows] == sorted(r["coverage"] for r in rows)
    assert [r["confidence"] for r in rows] == sorted((r["confidence"] for r in rows), reverse=True)
    assert all(r["low"] <= r["value"] <= r["high"] for r in rows[5:])
    assert rows == points(table, LABELS, "outlet", 0)


def test_abstention_evidence_is_a_share_that_the_model_reads_in_the_article_itself():
    table = pd.DataFrame(
        {
            "article": ["names", "other", "none"],
            "names.own:SYRIAN_STATE:hostile": [0.5, None, None],
            "names.own:SYRIAN_STATE:n": [2.0, 0.0, 0.0],
            "names.own:IS:neutral": [None, 1.0, None],
            "names.voice:IS:n": [0.0, 1.0, 0.0],
            "fingerprint:tatweel": [0.0, 0.0, 0.0],
        }
    )
    assert evidence(table, "isnad").tolist() == [True, False, False]  # a neutral name takes no side
    assert evidence(table, "names").tolist() == [True, True, False]
    assert evidence(table, "topic").tolist() == [False, True, False]
    assert evidence(table, "fingerprint").tolist() == evidence(table, "hybrid").tolist() == [True] * 3
