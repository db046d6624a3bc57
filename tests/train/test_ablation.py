"""What a family is worth, on a planted world: names tell the camp, cues and framing are noise."""

from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from train import ablation, curve, shuffle, split
from train.ablation import ablate, exact, sampled
from train.config import QUICK

NAMES = [f"pooled_names.own:{r}:{p}" for r in ("SYRIAN_STATE", "RUSSIA") for p in ("hostile", "friendly")]
CUES = ["pooled_cues.of:russia:deny", "pooled_cues.of:opposition:affirm"]
NOISE = ["pooled_framing:IS:plain", "pooled_framing:RUSSIA:plain"]
SETTINGS = replace(QUICK, owner_folds=3, orders=4, shuffles=4, curve_draws=2, curve_sizes=3)


def world(signal: float, outlets: int = 18, articles: int = 5, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Labelled articles and their table; names lean by `signal` to the outlet's camp."""
    random = np.random.default_rng(seed)
    camp = np.repeat(np.arange(outlets) % 2, articles)
    labelled = pd.DataFrame({"article": [f"a{i:03}" for i in range(len(camp))]})
    labelled["outlet"] = labelled["owner"] = [f"o{o:02}" for o in np.repeat(np.arange(outlets), articles)]
    labelled["label"] = np.where(camp == 1, "damascus", "opposition")
    columns = [*NAMES, *CUES, *NOISE]
    values = random.normal(size=(len(camp), len(columns)))
    values[:, [1, 3]] += signal * (2 * camp[:, None] - 1)
    values[:, [0, 2]] -= signal * (2 * camp[:, None] - 1)
    X = pd.DataFrame(values, pd.Index(labelled["article"]), pd.Index(columns))
    X = X.assign(**{c.replace("pooled_", "article_"): X[c] for c in columns})
    return labelled, X.assign(outlet=labelled["outlet"].tolist(), crawl="c")


def rows(signal: float, kept: Path, workers: int = 1, seed: int = 0) -> dict[str, object]:
    labelled, X = world(signal, seed=seed)
    folds = split.draw(labelled, SETTINGS)[0]
    return ablate(folds[folds["split"] == "outlet"], X, [*NAMES, *CUES], SETTINGS, workers, kept)


def told(found: dict[str, object], game: str, measure: str, metric: str = "macro_f1") -> dict[str, dict]:
    some = [r for r in found["rows"] if (r["game"], r["measure"], r["metric"]) == (game, measure, metric)]
    return {r["player"]: r for r in some}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return rows(1.0, tmp_path_factory.mktemp("kept"))


@pytest.mark.parametrize("metric", ["macro_f1", "auc"])
@pytest.mark.parametrize("game", ["families", "parts"])
def test_ablation_shapley_adds_up_to_the_whole(planted: dict[str, object], game: str, metric: str) -> None:
    whole, lot = (told(planted, game, m, metric)[None]["value"] for m in ("all", "lot"))
    assert sum(r["value"] for r in told(planted, game, "shapley", metric).values()) == pytest.approx(whole - lot)


def test_ablation_finds_the_family_with_the_signal_and_no_other(planted: dict[str, object]) -> None:
    assert told(planted, "families", "all")[None]["value"] > 0.9
    for measure in ("loss", "shapley", "shuffled"):
        found = told(planted, "families", measure)
        assert set(found) == {"names.own", "cues.of", "framing"}
        assert found["names.own"]["low"] > 0.1, measure
        for noise in ("cues.of", "framing"):
            assert found[noise]["low"] < 0.1, measure
            assert found[noise]["value"] < found["names.own"]["value"] / 4, measure
    assert told(planted, "families", "alone")["framing"]["value"] < 0.65


def test_ablation_loss_is_paired(planted: dict[str, object]) -> None:
    """The interval of a difference is that of differences, not a difference of intervals."""
    loss, without = (told(planted, "families", m)["names.own"] for m in ("loss", "without"))
    assert loss["value"] == pytest.approx(told(planted, "families", "all")[None]["value"] - without["value"])


def test_ablation_null_world_gives_nobody_anything(tmp_path: Path) -> None:
    found = rows(0.0, tmp_path, seed=1)
    assert told(found, "families", "all")[None]["value"] < 0.65
    for measure in ("shapley", "shuffled"):
        for name, row in told(found, "families", measure).items():
            assert row["low"] <= 0.03, (measure, name)
    last = [r for r in found["curve"] if r["metric"] == "auc"][-1]
    assert last["low"] < 0.6


def test_ablation_errors_only_where_orders_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labelled, X = world(1.0)
    folds = split.draw(labelled, SETTINGS)[0]
    of = ablation.trial(folds[folds["split"] == "outlet"], X, [*NAMES, *CUES, *NOISE], SETTINGS)
    players = ablation.families(X.columns)
    summed = {r["player"]: r for r in ablation.play(of, players, 1, tmp_path) if r["measure"] == "shapley"}
    monkeypatch.setattr(ablation, "EXACT", 2)
    drawn = {r["player"]: r for r in ablation.play(of, players, 1, tmp_path) if r["measure"] == "shapley"}
    assert all(r["error"] is None for r in summed.values())
    assert all(r["error"] is not None for r in drawn.values())
    assert drawn["names.own"]["value"] == pytest.approx(summed["names.own"]["value"], abs=0.15)


def test_ablation_same_for_two_workers_and_taken_up_again(
    planted: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rows(1.0, tmp_path, workers=2) == planted
    monkeypatch.setattr("train.trial.fitted", lambda *_: pytest.fail("fitted again what lay there"))
    assert rows(1.0, tmp_path) == planted


def test_ablation_quick_has_no_shapley_values(tmp_path: Path) -> None:
    labelled, X = world(1.0, outlets=8)
    given = replace(SETTINGS, orders=QUICK.orders)
    folds = split.draw(labelled, given)[0]
    found = ablate(folds[folds["split"] == "outlet"], X, [*NAMES, *CUES], given, 1, tmp_path)
    measures = {r["measure"] for r in found["rows"]}
    assert measures == {"all", "lot", "alone", "without", "loss", "shuffled"}


def test_ablation_without_an_outlet_split_is_empty(tmp_path: Path) -> None:
    labelled, X = world(1.0, outlets=2)
    folds = split.draw(labelled, QUICK)[0]
    assert ablate(folds[folds["split"] == "outlet"], X, [*NAMES, *CUES], QUICK, 1, tmp_path) == {}


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 4), st.integers(0, 1000))
def test_ablation_exact_values_are_means_over_all_orders(n: int, seed: int) -> None:
    names = [f"p{i}" for i in range(n)]
    random = np.random.default_rng(seed)
    v = {s: random.normal(size=(2, 3)) for s in ablation._all(names)}
    orders = [list(o) for o in permutations(names)]
    paired = [order for one in orders for order in (one, one[::-1])]
    for name in names:
        assert exact(name, names, v)[0] == pytest.approx(sampled(name, paired, v)[0])


def test_ablation_drawn_values_have_no_error_where_worth_only_adds() -> None:
    gains = {"a": 0.5, "b": -0.1, "c": 0.0}
    v = {s: np.full((2, 1), sum(gains[name] for name in s)) for s in ablation._all(list(gains))}
    orders = ablation._orders(list(gains), replace(QUICK, orders=6))
    for name, gain in gains.items():
        value, error = sampled(name, orders, v)
        assert value == pytest.approx(np.full((2, 1), gain))
        assert error == pytest.approx(np.zeros(2))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=30), st.integers(0, 99))
def test_shuffle_every_outlet_reads_one_donor(outlets: list[str], seed: int) -> None:
    read = shuffle.donors(outlets, np.random.default_rng(seed))
    pairs = {(own, outlets[i]) for own, i in zip(outlets, read, strict=True)}
    assert len(pairs) == len(set(outlets)) == len({donor for _, donor in pairs})


def test_curve_learns_from_more_outlets_that_hold_the_fewer() -> None:
    labelled, _ = world(1.0, outlets=12)
    held = [set(curve.first(labelled, 0, n, 0, 7)["outlet"]) for n in range(2, 13)]
    assert [len(some) for some in held] == list(range(2, 13))
    assert all(a < b for a, b in pairwise(held))
    assert set(curve.first(labelled, 0, 2, 3, 7)["label"]) == {"damascus", "opposition"}


def test_curve_ends_at_the_whole(planted: dict[str, object]) -> None:
    some = [r for r in planted["curve"] if r["metric"] == "macro_f1"]
    assert [r["outlets"] for r in some] == sorted(r["outlets"] for r in some)
    assert (some[-1]["draws"], some[-1]["value"]) == (1, told(planted, "parts", "all")[None]["value"])
    assert all(r["least"] <= r["value"] <= r["most"] for r in some)
    assert some[-1]["value"] > 0.9
