"""Would the answers be the same had the texts come otherwise? Sampled articles are altered, read again and asked about again.

A whole outlet is altered at once, as by a crawler or a newsroom: its sampled articles are pooled with each other, as they are
and altered, and placed on the fitted scale both times. The main model is asked as it is learnt without the owners in question;
the yardstick only as learnt from all, these articles among them: what it shows is how far it agrees with itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.pipeline import Pipeline

from evaluate.alterations import ALTERATIONS, LIMITS, altered
from evaluate.intervals import row
from evaluate.reread import LONGEST, Found, Sample, draw, pieces, read, sample
from features.table import columns
from train import bootstrap, models, scale, store
from train.bootstrap import Floats, Ints, percentile
from train.config import Config
from train.fit import fitted, probabilities
from train.pool import ARTICLE, POOLED, Norms
from train.split import folds, sides

YARDSTICK, UNSEEN = "tfidf_word", "outlet"
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """A model to be asked: a pipeline for each fold of unseen owners, or the final one; `fold` is that of each article."""

    model: str
    unseen: bool
    pipelines: Mapping[int, Pipeline]
    fold: Ints

    def asked(self, table: pd.DataFrame) -> Floats:
        """P(label) of each article, shape (articles, labels)."""
        told = {k: probabilities(pipeline, table[self.fold == k]) for k, pipeline in self.pipelines.items()}
        found = np.empty((len(table), next(iter(told.values())).shape[1]))
        for k, p in told.items():
            found[self.fold == k] = p
        return found


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What is found, answered by each witness, and where outlets stand (value, low, high), in one state of the texts."""

    found: Found
    answers: Sequence[Floats]
    places: Floats


def robustness(home: Path, model: Path, placed: Json, truth: Mapping[str, str], seed: int) -> dict[str, Any]:
    """The section of report.json; empty where no two outlets have labelled articles enough.

    `home` is the features folder that `model` learnt from, `placed` its scale, `truth` the label of each labelled article.
    `rows` have alteration, plain, expected, metric, model, value, low, high, n, n_outlets, limit, verdict; metrics are
    `changed` (share of articles answered otherwise), `macro_f1` (what it gains), `moved` and `moved_most` (of positions, in
    halves of their interval, `outlet` the one that moves most), `names` and `attributions` (more per 1,000 words).
    """
    card = store.card(model)
    material = store.read(home, card.get("norms"))
    labelled = material.articles.assign(truth=material.articles["article"].map(truth))
    chosen = draw(labelled, material.table["text"], seed)
    if chosen["outlet"].nunique() < 2:
        return {}
    some, witnesses = sample(home, chosen, material), _witnesses(material, model, card, chosen)
    norms = _needed(witnesses, material.norms)

    def state(texts: Sequence[str]) -> State:
        found = read(some, texts, norms)
        return State(found, [w.asked(found.table) for w in witnesses], _places(placed, some, found))

    before = state([article.text for article in some.given])
    given = pieces(some, before.found, material, placed["outlets"], seed)
    rows: list[dict[str, Any]] = []
    for name, one in ALTERATIONS.items():
        after = state([altered(name, piece, seed) for piece in given])
        head = {"alteration": name, "plain": one.plain, "expected": one.expected}
        rows += [head | told for told in _compared(some, witnesses, card["labels"], before, after, seed)]
    return {
        "rows": [_judged(told, witnesses[0].model) for told in rows],
        "seed": seed,
        "articles": len(some.given),
        "outlets": len(some.outlets),
        "words": int(before.found.words.sum()),
        "longest": LONGEST,
        "as_on_file": _as_on_file(before.found.table, material.table),
        "models": [{"model": w.model, "unseen": w.unseen} for w in witnesses],
        "limits": {kind: {"changed": two[0], "moved": two[1]} for kind, two in LIMITS.items() if two},
    }


def _witnesses(material: store.Material, folder: Path, card: Json, chosen: pd.DataFrame) -> list[Witness]:
    """The main model as learnt without each fold of owners (finally, where no owner was left out), and the final yardstick."""
    main = "isnad" if "isnad" in card["models"] else min(card["models"])
    drawn = pd.read_parquet(folder / store.SPLITS)
    drawn = drawn[drawn["split"] == UNSEEN]
    found = [_unseen(main, material, card, drawn, chosen)] if set(chosen["article"]) <= set(drawn["article"]) else []
    final = store.models(folder)
    rest = [name for name in dict.fromkeys((main, YARDSTICK)) if name in final and name not in (w.model for w in found)]
    return found + [Witness(name, False, {0: final[name]}, np.zeros(len(chosen), np.int64)) for name in rest]


def _unseen(name: str, material: store.Material, card: Json, drawn: pd.DataFrame, chosen: pd.DataFrame) -> Witness:
    """A model fitted again as in training, for the folds in which the chosen articles were tried."""
    config = Config(**card["config"] | {key: tuple(card["config"][key]) for key in ("models", "order")})
    read_by = models.inputs(name, read := models.chosen(config, material.columns, card["labels"])[name])
    fold = drawn.set_index("article").loc[chosen["article"], "fold"].to_numpy(np.int64)
    made = {}
    for k in folds(drawn):
        if k in fold:
            learnt = sides(drawn, k)[0]
            X = material.table.loc[learnt["article"], read_by]
            made[k] = fitted(name, read, X, learnt["label"].to_numpy(str), config)
    return Witness(name, True, made, fold)


def _needed(witnesses: Sequence[Witness], norms: Norms) -> dict[str, Mapping[str, float]]:
    """The norms of shares that a witness reads pooled."""
    read_by = {str(c) for w in witnesses for p in w.pipelines.values() for c in getattr(p, "feature_names_in_", ())}
    return {c: norm for c, norm in norms.items() if {ARTICLE + c, POOLED + c} & read_by}


def _places(placed: Json, some: Sample, found: Found) -> Floats:
    told = scale.place(placed, found.mentions, some.articles)
    return np.array([[told[outlet][end] for end in ("value", "low", "high")] for outlet in some.outlets], np.float64)


def _compared(
    some: Sample, witnesses: Sequence[Witness], labels: Sequence[str], before: State, after: State, seed: int
) -> list[dict[str, Any]]:
    """The rows of one alteration."""
    rows: list[dict[str, Any]] = []
    for w, old, new in zip(witnesses, before.answers, after.answers, strict=True):
        other = _by_outlet(some, old.argmax(axis=1) != new.argmax(axis=1)) / _by_outlet(some, np.ones(len(old)))
        told = {"changed": _mean(other, seed)}
        if w.unseen:
            told["macro_f1"] = _gained(some, labels, old, new, seed)
        rows += [_row(some, metric, estimate) | {"model": w.model} for metric, estimate in told.items()]
    half = np.maximum(before.places[:, 2] - before.places[:, 1], 1e-9) / 2
    moved = np.abs(after.places[:, 0] - before.places[:, 0]) / half
    most = int(moved.argmax())
    rows.append(_row(some, "moved", _mean(moved, seed)))
    who = some.outlets[most] if moved[most] > 0 else None
    rows.append(_row(some, "moved_most", bootstrap.Estimate(float(moved[most]), None, None)) | {"outlet": who})
    for metric in ("names", "attributions"):
        rates = [
            1000 * _by_outlet(some, getattr(s.found, metric)) / np.maximum(_by_outlet(some, s.found.words), 1)
            for s in (before, after)
        ]
        rows.append(_row(some, metric, _mean(rates[1] - rates[0], seed)))
    return rows


def _row(some: Sample, metric: str, estimate: bootstrap.Estimate) -> dict[str, Any]:
    return {"model": None, "outlet": None} | row(metric, estimate, len(some.given), len(some.outlets))


def _by_outlet(some: Sample, values: npt.ArrayLike) -> Floats:
    """Sums of values of articles over those of each outlet."""
    sums = np.bincount(some.outlet, np.asarray(values, np.float64), len(some.outlets))
    return sums.astype(np.float64)


def _gained(some: Sample, labels: Sequence[str], old: Floats, new: Floats, seed: int) -> bootstrap.Estimate:
    """Macro-F1 after less before, outlets weighing 1 and drawn in pairs."""
    first, then = (bootstrap.sample(_frame(some, p, labels), labels, bootstrap.OUTLET) for p in (old, new))
    draws = first.draws(seed)
    before, after = (bootstrap.macro_f1(bootstrap.cells_drawn(one, draws)) for one in (first, then))
    return percentile(after - before)


def _mean(values: Floats, seed: int) -> bootstrap.Estimate:
    """Mean over outlets, with its interval over draws of outlets."""
    draws = bootstrap.draw_outlets(np.ones((len(values), 1), bool), seed)
    return percentile(draws @ values / draws.sum(axis=1))


def _frame(some: Sample, p: Floats, labels: Sequence[str]) -> pd.DataFrame:
    said = np.array(labels, object)[p.argmax(axis=1)]
    told = some.articles[["article", "outlet", "truth"]].assign(prediction=said)
    return told.assign(**{f"p:{label}": p[:, k] for k, label in enumerate(labels)})


def _judged(told: Mapping[str, Any], main: str) -> dict[str, Any]:
    """The row with the limit it is held to, if any, and whether it holds."""
    limits, metric = LIMITS[told["expected"]], told["metric"]
    limit = None
    if limits and (metric == "moved" or (metric == "changed" and told["model"] == main)):
        limit = limits[0 if metric == "changed" else 1]
    verdict = None if limit is None else "holds" if told["value"] <= limit else "fails"
    return {**told, "limit": limit, "verdict": verdict}


def _as_on_file(again: pd.DataFrame, known: pd.DataFrame) -> int:
    """How many articles, read again as they are, have the features of the folder."""
    now = again[list(columns())].round(6)
    then = known.reindex(index=now.index, columns=now.columns).round(6)
    return int(((now == then) | (now.isna() & then.isna())).all(axis=1).sum())
