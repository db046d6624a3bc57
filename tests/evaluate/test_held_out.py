import json
import shutil

import pandas as pd
import pytest

from evaluate import held_out
from seeds import chain
from seeds.chain import Refused
from tests.evaluate.conftest import OUTLETS
from train import store


def test_held_out_leaves_out_what_it_must_and_counts_it(made, tmp_path):
    articles = pd.read_parquet(made / "new" / "articles.parquet")
    (tmp_path / "l.tsv").write_text("outlet\tcamp\nجديد\tmartian\nnew.example\topposition\n", encoding="utf-8")
    known = frozenset(articles.loc[articles["outlet"] == "new.example", "sha256"].iloc[:2])
    found = held_out.predict(made / "model", made / "new", tmp_path / "l.tsv", known)
    assert found.left_out == {
        "near-duplicates": 1,
        "already in training": 2,
        "without label": 0,
        "with a label the model cannot give": 5,
    }
    assert set(found.predictions["model"]) == {"isnad", "majority"}
    assert len(found.predictions) == 8
    assert found.predictions.filter(like="p:").sum(axis=1).to_numpy() == pytest.approx(1)


def test_held_out_refuses_folders_of_another_version(made, tmp_path):
    shutil.copytree(made / "new", tmp_path / "new")
    table = pd.read_parquet(tmp_path / "new" / "features.parquet")
    table.drop(columns="names.own:SYRIAN_ARMY:hostile").to_parquet(tmp_path / "new" / "features.parquet")
    chain.stamp(tmp_path / "new", "features", {}, {}, tmp_path / "new")
    with pytest.raises(Refused, match=r"names\.own:SYRIAN_ARMY:hostile"):
        held_out.predict(made / "model", tmp_path / "new", made / "labels.tsv", frozenset())


def test_held_out_unlabelled_are_those_of_owners_without_label(made, tmp_path):
    shutil.copytree(made / "model", tmp_path / "model")
    card = json.loads((made / "model" / store.CARD).read_text(encoding="utf-8"))
    (tmp_path / "model" / store.CARD).write_text(json.dumps(card | {"norms": {}}), encoding="utf-8")
    chain.stamp(tmp_path / "model", "train", {}, {}, tmp_path / "model")
    tables = {t: pd.read_parquet(made / "features" / f"{t}.parquet") for t in ("articles", "features")}
    known = {outlet for outlet, label in OUTLETS.items() if label}
    found = held_out.unlabelled(tmp_path / "model", tables, "isnad", known)
    assert set(found["outlet"]) == {"بلا تصنيف"} and len(found) == 6
    assert found["truth"].isna().all() and set(found["split"]) == {"unlabelled"}
    assert found.filter(like="p:").sum(axis=1).to_numpy() == pytest.approx(1)
    assert held_out.unlabelled(tmp_path / "model", tables, "isnad", set(OUTLETS)).empty
    more = held_out.unlabelled(tmp_path / "model", tables, "isnad", set())
    assert len(more) == 6 * len(OUTLETS) - 1  # a near-duplicate is left out
