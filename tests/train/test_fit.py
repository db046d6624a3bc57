from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.chain import Refused
from train.calibrate import calibrate
from train.config import Config
from train.fit import fitted, predict, weigh
from train.split import draw


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("xyz")), min_size=1, max_size=40))
def test_fit_weights_balance_labels(articles: list[tuple[int, str]]) -> None:
    outlets, labels = [str(o) for o, _ in articles], [label for _, label in articles]
    weights = weigh(outlets, labels)
    assert weights.mean() == pytest.approx(1)
    sums = pd.Series(weights).groupby(labels).sum()
    np.testing.assert_allclose(sums, len(articles) / len(sums))


@settings(deadline=None)
@given(st.lists(st.integers(1, 30), min_size=2, max_size=6))
def test_fit_weights_outlets_of_a_label_alike(sizes: list[int]) -> None:
    outlets = [str(o) for o, n in enumerate(sizes) for _ in range(n)]
    weights = weigh([*outlets, "other"], ["x"] * len(outlets) + ["y"])
    sums = pd.Series(weights[:-1]).groupby(outlets).sum()
    np.testing.assert_allclose(sums, sums.iloc[0])


def world() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [(f"a{o}-{a}", f"o{o}", f"w{o}", "xy"[o % 2]) for o in range(8) for a in range(5)]
    labelled = pd.DataFrame(rows, columns=["article", "outlet", "owner", "label"])
    X = pd.DataFrame({"cues:class:doubt": (labelled["label"] == "x") * 0.5}, dtype=float)
    X["text"], X["clean"], X["outlet"], X["crawl"] = "نص", "نص", labelled["outlet"], ""
    return X.set_index(pd.Index(labelled["article"])), labelled


def test_fit_predicts_each_article_once_by_the_fold_that_never_saw_it(tmp_path: Path) -> None:
    X, labelled = world()
    config = Config()
    folds, _ = draw(labelled, config)
    p = predict(X, folds, ["x", "y"], {"cues": ["cues:class:doubt"], "lookup": []}, config, 1, tmp_path)
    assert list(p.columns) == [
        "article",
        "outlet",
        "owner",
        "split",
        "fold",
        "model",
        "truth",
        "prediction",
        "p:x",
        "p:y",
    ]
    assert (p.groupby(["split", "model"])["article"].nunique() == len(X)).all()
    assert list(p["model"].unique()) == ["cues", "lookup"]
    assert len(p) == 2 * 2 * len(X)
    merged = p.merge(folds, on=["article", "split"], suffixes=("", "_split"))
    assert (merged["fold"] == merged["fold_split"]).all()
    right = (p["truth"] == p["prediction"]).groupby([p["split"], p["model"]]).mean()
    assert right["outlet", "cues"] == right["random", "cues"] == right["random", "lookup"] == 1
    unseen = p[(p["split"] == "outlet") & (p["model"] == "lookup")]
    assert unseen.groupby("fold")["p:x"].nunique().max() == 1  # memory of outlets says nothing of an unseen one


def test_fit_resumes_from_kept_folds(tmp_path: Path) -> None:
    X, labelled = world()
    config = Config()
    folds, _ = draw(labelled, config)
    first = predict(X, folds, ["x", "y"], {"cues": ["cues:class:doubt"]}, config, 1, tmp_path)
    kept = sorted(tmp_path.glob("*.npy"))
    assert len(kept) == folds[["split", "fold"]].drop_duplicates().shape[0]
    np.save(kept[0], np.load(kept[0])[:, ::-1])
    again = predict(X, folds, ["x", "y"], {"cues": ["cues:class:doubt"]}, config, 1, tmp_path)
    assert (first["p:x"] != again["p:x"]).any()
    kept[0].unlink()
    pd.testing.assert_frame_equal(
        predict(X, folds, ["x", "y"], {"cues": ["cues:class:doubt"]}, config, 1, tmp_path), first
    )


def test_fit_without_any_split_keeps_the_columns(tmp_path: Path) -> None:
    X, labelled = world()
    folds = draw(labelled, Config())[0].iloc[:0]
    p = predict(X, folds, ["x", "y"], {"cues": ["cues:class:doubt"]}, Config(), 1, tmp_path)
    assert len(p) == 0
    assert {"truth", "p:x", "p:y"} <= set(p.columns)
    assert calibrate(p) == {}


def test_fit_that_cannot_be_is_refused() -> None:
    X, labelled = world()
    with pytest.raises(Refused, match=r"model 'tfidf_word' does not fit on 40 articles \(.*\); give more"):
        fitted("tfidf_word", [], X.assign(clean="؟"), labelled["label"].to_numpy(str), Config())


def judged(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    """Outlet-split predictions of one model from (outlet, truth, p:x)."""
    table = pd.DataFrame(rows, columns=["outlet", "truth", "p:x"])
    table["p:y"] = 1 - table["p:x"]
    table["prediction"] = np.where(table["p:x"] >= 0.5, "x", "y")
    return table.assign(article=[str(i) for i in range(len(table))], split="outlet", fold=0, model="names")


def test_fit_calibration_by_hand() -> None:
    found = calibrate(judged([("a", "x", 0.8), ("a", "y", 0.8), ("b", "y", 0.4), ("b", "y", 0.4)]))["names"]
    # Outlet a says 0.8 and is right half the time, b says 0.6 and always is.
    assert found["ece"] == pytest.approx(0.5 * 0.3 + 0.5 * 0.4)
    assert found["brier"] == pytest.approx((2 * 0.04 + 2 * 0.64 + 4 * 0.16) / 4)


def test_fit_calibration_outlets_weigh_one() -> None:
    few = calibrate(judged([("a", "x", 0.9), ("b", "y", 0.7)]))["names"]
    many = calibrate(judged([("a", "x", 0.9)] * 50 + [("b", "y", 0.7)]))["names"]
    assert many["brier"] == pytest.approx(few["brier"])
    assert many["ece"] == pytest.approx(few["ece"])


def test_fit_calibration_bins_hold_every_article() -> None:
    random = np.random.default_rng(0)
    rows = [(f"o{i % 7}", "xy"[int(random.random() < 0.5)], float(random.random())) for i in range(200)]
    bins = calibrate(judged(rows))["names"]["bins"]
    assert len(bins) == 10
    assert sum(b["n"] for b in bins) == 200
    assert [b["mean_p"] for b in bins] == sorted(b["mean_p"] for b in bins)


def test_fit_trees_leave_out_columns_that_say_nothing() -> None:
    X, labelled = world()
    columns = ["names.own:pooled:IS:hostile", "names.own:pooled:SDF:hostile"]
    X[columns[0]], X[columns[1]] = X["cues:class:doubt"], np.nan
    model = fitted("boosted", columns, X, labelled["label"].to_numpy(str), Config())
    assert model["columns"].transform(X).shape == (len(X), 1)
