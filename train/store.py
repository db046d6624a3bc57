"""The folder of a trained model: reading what it is made from, writing it, and opening it again without trust."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from joblib.numpy_pickle import NumpyPickler
from sklearn.pipeline import Pipeline

from seeds.chain import Refused, manifest, sha256
from train import choices, pool, texts
from train.pool import Norms

MODEL, CARD, SCALE, CALIBRATION = "model.joblib", "model.json", "scale.json", "calibration.json"
LEAKS = "leaks.json"
SPLITS, PREDICTIONS = "splits.parquet", "predictions.parquet"
TEXT = pa.string()
SCHEMA = {
    "article": TEXT,
    "outlet": TEXT,
    "owner": TEXT,
    "story": TEXT,
    "period": pa.int64(),
    "label": TEXT,
    "split": TEXT,
    "fold": pa.int64(),
    "model": TEXT,
}
SCHEMA |= {"truth": TEXT, "prediction": TEXT}


OPTIONAL = ("published", "story", "in_crawl")
NAMES = ["article", "referent", "name", "valence", "voice", "attribution", "masked"]
SAID = ["article", "number", "source_side", "masked"]
TOLD = ("text", "clean", "furniture", "outlet", "crawl")


@dataclass(frozen=True, slots=True)
class Material:
    """What a features folder holds for training.

    `articles` has article, outlet, canonical, owner, duplicate_of, published, story, crawl; `table` the columns of
    features.parquet, those made of them (`pool.py`, `texts.py`) and TOLD, indexed by article in the same order: what
    every model takes. `columns` are the feature columns among them, `norms` the numbers behind the pooled ones.
    """

    articles: pd.DataFrame
    table: pd.DataFrame
    names: pd.DataFrame
    columns: tuple[str, ...]
    norms: dict[str, dict[str, float]]


def read(folder: Path, norms: Norms | None = None) -> Material:
    """A features folder, checked against its manifest; Refused where it changed or its tables disagree.

    `norms` are those of a model's card, by which its columns are made; without them they are learnt here.
    """
    manifest(folder, "features")
    articles = _articles(folder)
    features = pd.read_parquet(folder / "features.parquet").set_index("article")
    if set(features.index) != set(articles["article"]) or not features.index.is_unique:
        raise Refused(
            f"{folder}: features.parquet and articles.parquet hold different articles; run `python -m features` again"
        )
    own = [c for c in features.columns if ":" in c]
    if not own:
        raise Refused(f"{folder}: features.parquet holds no feature columns; run `python -m features` again")
    table = features.loc[articles["article"], own].astype(np.float64)
    missing = [c for c in norms or () if c not in table]
    if missing:
        raise Refused(f"{folder}: lacks the column {missing[0]} of the model; make both with the same version of isnad")
    whole, groups = articles["duplicate_of"].isna().tolist(), articles["canonical"].tolist()
    known = {c: dict(n) for c, n in (norms or pool.norms(table, groups, whole)).items()}
    articles["crawl"] = texts.crawls(articles)
    table, columns = lay(articles, table, pd.read_parquet(folder / "clean.parquet"), known)
    return Material(articles.drop(columns="text"), table, _names(folder), columns, known)


def _names(folder: Path) -> pd.DataFrame:
    """What positions are made from: mentions, each with the side of the source that speaks it."""
    names = pd.read_parquet(folder / "names.parquet", columns=NAMES)
    said = pd.read_parquet(folder / "attributions.parquet", columns=SAID)
    return choices.sided(names, said)


def lay(
    articles: pd.DataFrame, features: pd.DataFrame, spans: pd.DataFrame, norms: Norms
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """What every model takes (`Material.table`) and the feature columns in it, for articles however they came.

    `articles` are those of a `Material` with their `text`, `features` their shares in the same order, indexed by article,
    `spans` their furniture as in clean.parquet.
    """
    told, furniture = texts.parted(articles, spans)
    whole, groups = articles["duplicate_of"].isna().tolist(), articles["canonical"].tolist()
    made = [
        pool.pool(features, groups, whole, norms),
        texts.topics(features),
        texts.lengths(told, features.index),
    ]
    table = pd.concat([features, *made], axis=1)
    columns = tuple(table.columns)
    also: dict[str, Any] = {"text": articles["text"], "clean": told, "furniture": furniture}
    also |= {"outlet": articles["outlet"], "crawl": articles["crawl"]}
    return table.assign(**{name: list(values) for name, values in also.items()}), columns


def _articles(folder: Path) -> pd.DataFrame:
    """Articles by id, each with canonical outlet and owner (else the outlet) and what the corpus may not tell."""
    needed = ["article", "outlet", "canonical", "owner", "duplicate_of", "text"]
    there = pq.read_schema(folder / "articles.parquet").names
    read = pq.read_table(folder / "articles.parquet", columns=[*needed, *(c for c in OPTIONAL if c in there)])
    articles: pd.DataFrame = read.to_pandas().sort_values("article", ignore_index=True)
    articles["canonical"] = articles["canonical"].fillna(articles["outlet"])
    articles["owner"] = articles["owner"].fillna(articles["canonical"])
    for column in ("published", "story"):
        articles[column] = articles[column].astype(object) if column in articles else None
    return articles


def write_json(path: Path, content: Mapping[str, object]) -> None:
    """JSON with sorted keys; numbers with all their digits, so that they read back equal."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def write_table(path: Path, table: pd.DataFrame) -> None:
    """Parquet in the schema of the contract; columns `p:<label>` are doubles."""
    schema = pa.schema([(c, SCHEMA.get(c, pa.float64())) for c in table.columns])
    pq.write_table(pa.Table.from_pandas(table, schema=schema, preserve_index=False).replace_schema_metadata(), path)


class _SamePickler(NumpyPickler):  # type: ignore[misc]
    """joblib's pickler, but equal strings are written once: which of them are one object differs from run to run."""

    def save(self, obj: object) -> None:
        """Write one object, a string by its first equal."""
        super().save(self.strings.setdefault(obj, obj) if type(obj) is str else obj)


def write_models(path: Path, models: Mapping[str, Pipeline]) -> str:
    """A plain dict of scikit-learn pipelines by name, for `joblib.load`; returns the file's sha256 for the card."""
    with path.open("wb") as file:
        pickler = _SamePickler(file, protocol=4)
        pickler.strings = {}
        pickler.dump(dict(models))
    return sha256(path)


def card(folder: Path) -> dict[str, Any]:
    """The card of a model folder, checked against its manifest."""
    manifest(folder, "train")
    content: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return content


def models(folder: Path) -> dict[str, Pipeline]:
    """The fitted models of a folder; a pickle can run code, so it is opened only where it is the one its card names."""
    known, now = card(folder)["sha256"][MODEL], sha256(folder / MODEL)
    if known != now:
        raise Refused(f"{folder / MODEL}: is not the file that {CARD} names; run `python -m train` again")
    content: dict[str, Pipeline] = joblib.load(folder / MODEL)
    return content


def versions() -> dict[str, str]:
    """What a model file depends on; scikit-learn promises to read its pickles in its own version only."""
    return {"python": platform.python_version()} | {n: version(n) for n in ("isnad", "scikit-learn", "numpy", "joblib")}


def limits(outlets: Sequence[str], labels: Sequence[str]) -> list[str]:
    """What the numbers of a card do not say, in sentences."""
    return [
        f"Learnt from {len(set(outlets))} outlets; articles of one outlet are not independent, so outlets count.",
        "A label says where an outlet is publicly known to stand; nothing of a person, nor of the truth of an article.",
        f"Only {', '.join(sorted(set(labels)))} can be answered; an outlet of another kind gets one of them.",
        "tfidf_word, tfidf_char, fingerprint and lookup are yardsticks that may know outlets by heart.",
        "Lexicons and rules are for Arabic news on the Syrian war, 2011 to 2024; elsewhere they are untried.",
    ]
