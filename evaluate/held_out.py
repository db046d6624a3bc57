"""Articles the model never saw: its answers to them, beside the labels that the user gives, or where there is no label."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from seeds.chain import Refused
from train import labels, pool, store
from train.fit import probabilities


@dataclass(frozen=True, slots=True)
class Unseen:
    """Predictions as in predictions.parquet with split `held_out`, and how many articles were left out, by reason."""

    predictions: pd.DataFrame
    left_out: dict[str, int]


def predict(model: Path, on: Path, table: Path, known: frozenset[str]) -> Unseen:
    """Every model's answers to the labelled articles of a features folder; `known` are sha256 of the training texts.

    Left out and counted: near-duplicates, texts of the training folder, articles without a label the model can give.
    """
    card = store.card(model)
    material = store.read(on, card.get("norms"))
    missing = sorted(c for columns in card["families"].values() for c in columns if c not in material.table)
    if missing:
        raise Refused(f"{on}: lacks the column {missing[0]} of {model}; make both with the same version of isnad")
    articles = material.articles.assign(sha256=_digests(on, material.articles))
    articles["truth"] = labels.attach(articles, table, card["target"]).of_article
    reasons = {
        "near-duplicates": articles["duplicate_of"].notna(),
        "already in training": articles["sha256"].isin(known),
        "without label": articles["truth"].isna(),
        "with a label the model cannot give": ~articles["truth"].isin(card["labels"]),
    }
    left_out, kept = {}, pd.Series(True, articles.index)
    for reason, holds in reasons.items():
        left_out[reason] = int((kept & holds).sum())
        kept &= ~holds
    if not kept.any():
        why = ", ".join(f"{n} {reason}" for reason, n in left_out.items() if n)
        raise Refused(
            f"{on}: no article can be scored ({why}); give new articles, and labels among {', '.join(card['labels'])}"
        )
    return Unseen(_answers(model, articles[kept], material.table, card["labels"]), left_out)


def unlabelled(model: Path, tables: Mapping[str, pd.DataFrame], name: str, known: Set[str]) -> pd.DataFrame:
    """Answers of one model of shares to the articles whose owner is not `known`, as in predictions.parquet, truth None.

    `tables` are articles and features as in their folder; near-duplicates are left out. Split is `unlabelled`.
    """
    card = store.card(model)
    articles = tables["articles"].sort_values("article", ignore_index=True)
    canonical = articles["canonical"].fillna(articles["outlet"])
    articles = articles[["article", "outlet"]].assign(
        owner=articles["owner"].fillna(canonical), whole=articles["duplicate_of"].isna()
    )
    kept = articles["whole"] & ~articles["owner"].isin(known)
    features = tables["features"].set_index("article").loc[articles["article"]]
    shares = features.astype(np.float64)
    made = pool.pool(shares, canonical.tolist(), articles["whole"].tolist(), card["norms"])
    X = pd.concat([shares, made], axis=1)[kept.to_numpy()]
    rows = articles.loc[kept, ["article", "outlet", "owner"]].assign(truth=None, split="unlabelled", fold=0, model=name)
    p = probabilities(store.models(model)[name], X) if len(X) else np.empty((0, len(card["labels"])))
    said = np.array(card["labels"], object)[p.argmax(axis=1)]
    return rows.assign(prediction=said, **{f"p:{label}": p[:, k] for k, label in enumerate(card["labels"])})


def _digests(on: Path, articles: pd.DataFrame) -> Any:
    table = pd.read_parquet(on / "articles.parquet", columns=["article", "sha256"]).set_index("article")
    return table.loc[articles["article"], "sha256"].to_numpy()


def _answers(model: Path, articles: pd.DataFrame, table: pd.DataFrame, answers: list[str]) -> pd.DataFrame:
    X = table.loc[articles["article"]]
    rows = articles[["article", "outlet", "owner", "truth"]].assign(split="held_out", fold=0)
    parts = []
    for name, pipeline in store.models(model).items():
        p = probabilities(pipeline, X)
        said = np.array(answers, object)[p.argmax(axis=1)]
        columns = {f"p:{label}": p[:, k] for k, label in enumerate(answers)}
        parts.append(rows.assign(model=name, prediction=said, **columns))
    return pd.concat(parts, ignore_index=True)
