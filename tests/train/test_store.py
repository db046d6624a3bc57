import json
import shutil
from pathlib import Path

import joblib
import pandas as pd
import pytest

from seeds.chain import MANIFEST, Refused, stamp
from tests.train.conftest import tables, write
from train import store


def test_store_reads_articles_and_features_in_one_order(features: Path) -> None:
    material = store.read(features)
    assert list(material.table.index) == list(material.articles["article"]) == sorted(material.table.index)
    assert set(material.columns) == set(material.table.columns) - set(store.TOLD)
    assert material.articles["owner"].notna().all()


def test_store_owner_falls_back_on_canonical_then_outlet(features: Path) -> None:
    articles = store.read(features).articles.drop_duplicates("outlet").set_index("outlet")
    assert articles.loc["Outlet-00.net", "owner"] == "Outlet-00.net"
    assert articles.loc["Outlet-01.net", "owner"] == "owner1"


def test_store_masks_furniture_and_the_outlets_own_name(features: Path) -> None:
    table = store.read(features).table
    text, clean, furniture = table.loc["a00-0", ["text", "clean", "furniture"]]
    assert text.startswith(furniture) and furniture == text[:3]
    assert text[3:] in clean and text[:3] not in clean


def test_store_pools_unseen_outlets_by_the_numbers_of_the_model(features: Path) -> None:
    learnt = store.read(features)
    again = store.read(features, learnt.norms)
    pd.testing.assert_frame_equal(learnt.table, again.table)
    shifted = {c: {**n, "mean": n["mean"] + 1} for c, n in learnt.norms.items()}
    assert not store.read(features, shifted).table.equals(learnt.table)
    with pytest.raises(Refused, match="lacks the column names"):
        store.read(features, {"names.own:MARS:hostile": {}})


def test_store_refuses_features_that_changed_or_disagree(tmp_path: Path) -> None:
    made = tables()
    folder = write(tmp_path / "f", made)
    made["features"].iloc[:-1].to_parquet(folder / "features.parquet")
    with pytest.raises(Refused, match=r"features\.parquet changed since it was made"):
        store.read(folder)
    stamp(folder, "features", {}, {}, folder)
    with pytest.raises(Refused, match="hold different articles"):
        store.read(folder)
    with pytest.raises(Refused, match=r"no manifest\.json here"):
        store.read(tmp_path)


def model_folder(folder: Path) -> Path:
    folder.mkdir()
    digest = store.write_models(folder / store.MODEL, {})
    store.write_json(folder / store.CARD, {"sha256": {store.MODEL: digest}})
    stamp(folder, "train", {}, {}, folder)
    return folder


def test_store_opens_models_that_the_card_names(tmp_path: Path) -> None:
    assert store.models(model_folder(tmp_path / "m")) == {}


def test_store_never_opens_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = model_folder(tmp_path / "m")
    monkeypatch.setattr(joblib, "load", lambda path: pytest.fail("opened"))
    joblib.dump({"evil": 1}, folder / store.MODEL)
    with pytest.raises(Refused, match=r"model\.joblib changed since it was made"):
        store.models(folder)
    stamp(folder, "train", {}, {}, folder)  # even where the manifest was forged too
    with pytest.raises(Refused, match=r"is not the file that model\.json names"):
        store.models(folder)


def test_store_equal_strings_make_equal_bytes(tmp_path: Path) -> None:
    one, other = "مرحبا بكم", "".join(["مرحبا", " بكم"])
    assert one is not other
    same = store.write_models(tmp_path / "1", {"a": [one, one]})  # type: ignore[dict-item]
    assert store.write_models(tmp_path / "2", {"a": [one, other]}) == same  # type: ignore[dict-item]


def test_store_tables_have_the_fixed_schema(tmp_path: Path) -> None:
    table = pd.DataFrame({"article": ["1"], "fold": [2], "p:x": [0.5]})
    store.write_table(tmp_path / "t.parquet", table)
    read = pd.read_parquet(tmp_path / "t.parquet")
    assert read["fold"].dtype == "int64"
    pd.testing.assert_frame_equal(read, table)


def test_store_json_reads_back_equal_and_refuses_nan(tmp_path: Path) -> None:
    store.write_json(tmp_path / "x.json", {"b": 0.1 + 0.2, "a": "ن"})
    assert json.loads((tmp_path / "x.json").read_text("utf-8")) == {"a": "ن", "b": 0.1 + 0.2}
    with pytest.raises(ValueError, match="JSON compliant"):
        store.write_json(tmp_path / "x.json", {"a": float("nan")})


def test_store_manifest_is_needed(tmp_path: Path, features: Path) -> None:
    folder = tmp_path / "f"
    shutil.copytree(features, folder)
    (folder / MANIFEST).unlink()
    with pytest.raises(Refused, match="python -m features"):
        store.read(folder)
