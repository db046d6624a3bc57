"""The train stage from end to end: a features folder in, a model folder out."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from seeds.chain import LOG, MANIFEST, Refused, made_whole, resume, sha256, stamp
from train import ablation, calibrate, fit, labels, models, nulls, scale, split, store, trial
from train.config import Config
from train.store import Material

INTENDED = (
    "Comparing outlets' wording of the Syrian war in Arabic, each number checked against the sentences it came from. "
    "Not for judging persons, for moderating, or for deciding on a single article."
)

FOLDS = "folds"


def learn(
    features: Path, out: Path, config: Config, *, table: Path | None, target: str, workers: int, force: bool = False
) -> None:
    """Fit every model and the scale of outlet positions on a features folder and write them to `out`."""
    material = store.read(features)
    attached = labels.attach(material.articles, table, target)
    articles = material.articles.assign(label=pd.Series(attached.of_article, dtype=object))
    whole = articles[articles["duplicate_of"].isna()]
    labelled = whole[whole["label"].notna()].reset_index(drop=True)
    answers = sorted(labelled["label"].unique())
    if len(answers) < 2:
        raise Refused(f"--target {target}: needs two labels to tell apart; label outlets of another kind too")
    chosen = models.chosen(config, material.columns, answers)
    with made_whole(out, force) as folder:
        kept = _kept(folder, features, table, target, config)
        log = _Log(folder / LOG)
        copies = len(articles) - len(whole)
        log(f"{len(articles)} articles, {copies} near-duplicates left out, {len(labelled)} labelled")
        if attached.unknown:
            log(f"{len(attached.unknown)} labelled names stand on no article: {', '.join(attached.unknown[:10])}")
        folds, verdicts = split.draw(labelled, config)
        for name, verdict in verdicts.items():
            log(f"split {name}: {f'{verdict.folds} folds' if verdict.identified else verdict.reason}")
        X = material.table.loc[labelled["article"]]
        predictions = fit.predict(X, folds, answers, chosen, config, workers, kept)
        log("predictions made")
        store.write_table(folder / store.SPLITS, folds)
        store.write_table(folder / store.PREDICTIONS, predictions)
        store.write_json(folder / store.CALIBRATION, calibrate.calibrate(predictions))
        store.write_json(folder / store.LEAKS, _leaks(folds, X, chosen, material, config, workers, kept))
        log("null worlds and ablations tried")
        final = fit.final(X, labelled["label"].to_numpy(str), chosen, config, workers)
        digest = store.write_models(folder / store.MODEL, final)
        log("models fitted")
        store.write_json(folder / store.SCALE, scale.learn(material.names, material.articles, config))
        log("outlets placed")
        card = _card(target, articles, labelled, chosen, material, config) | {
            "sha256": {store.MODEL: digest},
            "splits": {name: asdict(verdict) for name, verdict in verdicts.items()},
            "n_labels_unknown": len(attached.unknown),
        }
        store.write_json(folder / store.CARD, card)
        shutil.rmtree(kept)
        parents = {"features": features} | ({"labels": table} if table else {})
        stamp(folder, "train", parents, config.card() | {"target": target}, out)


def _card(
    target: str,
    articles: pd.DataFrame,
    labelled: pd.DataFrame,
    chosen: Mapping[str, Sequence[str]],
    material: Material,
    config: Config,
) -> dict[str, object]:
    answers = sorted(labelled["label"].unique())
    duplicates = int(articles["duplicate_of"].notna().sum())
    return {
        "target": target,
        "labels": answers,
        "models": {
            name: {
                "family": " ".join(models.MODELS[name].families) or "none",
                "columns": len(columns),
                "description": models.MODELS[name].description,
            }
            for name, columns in chosen.items()
        },
        "families": models.families(material.columns),
        "n_articles": len(labelled),
        "n_outlets": int(labelled["outlet"].nunique()),
        "n_owners": int(labelled["owner"].nunique()),
        "n_duplicates_left_out": duplicates,
        "n_unlabelled": len(articles) - duplicates - len(labelled),
        "weighting": "outlet",
        "norms": material.norms,
        "versions": store.versions(),
        "intended_use": INTENDED,
        "limits": store.limits(labelled["outlet"].tolist(), answers),
        "config": config.card(),
    }


def _leaks(
    folds: pd.DataFrame,
    X: pd.DataFrame,
    chosen: Mapping[str, Sequence[str]],
    material: Material,
    config: Config,
    workers: int,
    kept: Path,
) -> dict[str, object]:
    """Null worlds and ablation of the main model, and how well each family knows the outlet."""
    unseen, main = folds[folds["split"] == "outlet"], chosen.get(trial.MAIN)
    families = models.families(material.columns) | ({trial.MAIN: main} if main else {})
    found: dict[str, object] = {"nulls": {}, "ablation": {}, "probe": nulls.probe(X, families, config)}
    if main:
        found["nulls"] = nulls.nulls(unseen, X, main, config, workers, kept)
        found["ablation"] = ablation.ablate(unseen, X, main, config, workers, kept)
    return found


def _kept(folder: Path, features: Path, table: Path | None, target: str, config: Config) -> Path:
    """The sub-folder for finished folds, in which those of an interrupted run with the same input stand."""
    given = [sha256(features / MANIFEST), sha256(table) if table else "", target, config.card(), store.versions()]
    resume(folder, given, FOLDS)
    return folder / FOLDS


class _Log:
    """Lines on stderr, and with the seconds since the start in run.log."""

    def __init__(self, path: Path) -> None:
        self.path, self.start = path, time.monotonic()

    def __call__(self, line: str) -> None:
        print(line, file=sys.stderr)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{time.monotonic() - self.start:8.1f} s  {line}\n")
