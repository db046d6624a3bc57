import shutil

import pandas as pd
import pytest

from evaluate import held_out
from seeds import chain
from seeds.chain import Refused


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
