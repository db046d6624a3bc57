import json
import pickle
import pickletools
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from seeds.chain import LOG, Refused, digests, manifest, parent
from tests.train.conftest import camp, outlet, tables, write
from train import store
from train.config import Config
from train.learn import learn
from train.scale import place

QUICK = Config(
    models=("isnad", "names", "tfidf_word", "majority", "lookup"),
    permutations=1,
    shuffles=2,
    curve_sizes=2,
    curve_draws=1,
)
FILES = {
    "model.joblib",
    "model.json",
    "scale.json",
    "calibration.json",
    "leaks.json",
    "splits.parquet",
    "predictions.parquet",
}


@pytest.fixture(scope="module")
def model(features: Path, labels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("model") / "m"
    learn(features, out, QUICK, table=labels, target="camp", workers=1)
    return out


def test_learn_writes_what_the_contract_says(model: Path, features: Path) -> None:
    assert set(digests(model)) == FILES
    assert parent(model, "features", "train", "features") == features
    card = store.card(model)
    assert card["labels"] == ["damascus", "opposition"]
    assert (card["n_articles"], card["n_outlets"], card["n_duplicates_left_out"]) == (94, 12, 2)
    assert card["n_labels_unknown"] == 1
    assert [s for s, v in card["splits"].items() if v["identified"]] == ["outlet", "random"]
    assert set(card["models"]) == set(QUICK.models)


def test_learn_tells_what_families_are_worth(model: Path) -> None:
    found = json.loads((model / store.LEAKS).read_text("utf-8"))["ablation"]
    worth = {(r["game"], r["measure"], r["metric"], r["player"]): r["value"] for r in found["rows"]}
    p = pd.read_parquet(model / "predictions.parquet").query("split == 'outlet' and model == 'isnad'")
    right = (p["truth"] == p["prediction"]).groupby(p["outlet"]).mean()
    assert (worth["parts", "all", "macro_f1", None] == 1) == (right == 1).all()
    assert worth["parts", "all", "macro_f1", None] > worth["parts", "lot", "macro_f1", None] + 0.2
    assert {r["outlets"] for r in found["curve"]} and found["draws"]["orders"] == 0


def test_learn_leaves_near_duplicates_out(model: Path) -> None:
    for name in ("splits", "predictions"):
        assert not {"a00-7", "a01-7"} & set(pd.read_parquet(model / f"{name}.parquet")["article"])


def test_learn_predictions_agree_with_splits_and_truth(model: Path) -> None:
    p = pd.read_parquet(model / "predictions.parquet")
    assert len(p) == 94 * 2 * len(QUICK.models)
    truth = {outlet(o): camp(o) for o in range(12)}
    assert (p["truth"] == p["outlet"].map(truth)).all()
    assert (p["prediction"] == np.where(p["p:damascus"] >= p["p:opposition"], "damascus", "opposition")).all()
    right = (p["truth"] == p["prediction"]).groupby([p["split"], p["model"]]).mean()
    assert right["outlet", "isnad"] > 0.8
    assert right["random", "lookup"] == 1


def test_learn_models_are_sklearn_only_and_predict(model: Path, features: Path) -> None:
    models = store.models(model)
    strings = [arg for _, arg, _ in pickletools.genops(pickle.dumps(models)) if isinstance(arg, str)]
    assert not {s.split(".")[0] for s in strings if "." in s or s.isidentifier()} & {
        "seeds",
        "features",
        "train",
        "evaluate",
    }
    X = store.read(features).table
    for name, fitted in models.items():
        assert fitted.predict_proba(X).shape == (96, 2), name


def test_learn_scale_places_its_own_outlets(model: Path, features: Path) -> None:
    scale = json.loads((model / "scale.json").read_text("utf-8"))
    material = store.read(features)
    again = place(scale, material.names, material.articles)
    assert {o: p["value"] for o, p in again.items()} == {o: p["value"] for o, p in scale["outlets"].items()}
    by_camp = [
        np.mean([scale["outlets"][outlet(o)]["value"] for o in range(12) if camp(o) == c])
        for c in ("damascus", "opposition")
    ]
    assert by_camp[0] > 0.5 > -0.5 > by_camp[1]


def test_learn_is_the_same_for_any_workers(model: Path, features: Path, labels: Path, tmp_path: Path) -> None:
    # Another process, so that nothing this one has in memory can make the two alike.
    lines = [f"{key} = {getattr(QUICK, key)}\n" for key in ("permutations", "shuffles", "curve_sizes", "curve_draws")]
    (tmp_path / "c.toml").write_text(f"models = {list(QUICK.models)}\n" + "".join(lines), "utf-8")
    run = [sys.executable, "-m", "train", features, tmp_path / "m", "--labels", labels, "--config", tmp_path / "c.toml"]
    subprocess.run([*map(str, run), "--workers", "2"], check=True, capture_output=True)
    assert digests(tmp_path / "m") == digests(model)


def test_learn_logs_unknown_labels_in_one_line(model: Path) -> None:
    lines = [line for line in (model / LOG).read_text("utf-8").splitlines() if "nowhere.org" in line]
    assert len(lines) == 1
    assert "1 labelled names" in lines[0]


def test_learn_takes_an_interrupted_run_up_again(
    features: Path, labels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, config = tmp_path / "m", replace(QUICK, models=("names", "majority"))
    with monkeypatch.context() as broken:
        broken.setattr("train.fit.final", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            learn(features, out, config, table=labels, target="camp", workers=1)
    assert not out.exists()
    (tmp_path / "m.partial" / "stray.txt").write_text("left over")
    with monkeypatch.context() as fast:
        fast.setattr("train.fit.probabilities", lambda *_: pytest.fail("fitted a fold again"))
        learn(features, out, config, table=labels, target="camp", workers=1)
    assert not (tmp_path / "m.partial").exists()
    assert set(digests(out)) == FILES


def test_learn_one_owner_per_camp_says_not_identified(tmp_path: Path) -> None:
    made = tables(outlets=4)
    made["articles"]["owner"] = made["articles"]["outlet"].map({outlet(o): f"only {camp(o)}" for o in range(4)})
    table = tmp_path / "l.tsv"
    table.write_text("outlet\tcamp\n" + "".join(f"{outlet(o)}\t{camp(o)}\n" for o in range(4)), "utf-8")
    learn(write(tmp_path / "f", made), tmp_path / "m", QUICK, table=table, target="camp", workers=1)
    card = store.card(tmp_path / "m")
    assert not card["splits"]["outlet"]["identified"]
    assert "one owner" in card["splits"]["outlet"]["reason"]
    assert set(pd.read_parquet(tmp_path / "m" / "predictions.parquet")["split"]) == {"random"}
    assert json.loads((tmp_path / "m" / "calibration.json").read_text("utf-8"))["isnad"]["ece"] is None
    manifest(tmp_path / "m", "train")


def test_learn_refuses_one_label_and_an_existing_out(features: Path, model: Path, labels: Path, tmp_path: Path) -> None:
    table = tmp_path / "l.tsv"
    table.write_text(f"outlet\tcamp\n{outlet(0)}\tdamascus\n", "utf-8")
    with pytest.raises(Refused, match="needs two labels"):
        learn(features, tmp_path / "m", QUICK, table=table, target="camp", workers=1)
    with pytest.raises(Refused, match="already there"):
        learn(features, model, QUICK, table=labels, target="camp", workers=1)


def test_learn_command_says_one_sentence_and_ends_with_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "train", str(tmp_path), str(tmp_path / "m")], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("train: ")
    assert done.stderr.count("\n") == 1
