"""From a model folder to the report: scores, profiles and figures, report.json, and the page made from it alone.

report.json quotes no article; report.html does, a sentence a mention and the words of some page furniture. Both depend
on the input and the seed only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from evaluate import (
    audit,
    claims,
    correspondence,
    display,
    drawings,
    errors,
    estimates,
    extraction,
    folders,
    held_out,
    measures,
    page,
    panel,
    parallel,
    reforms,
    robustness,
    stance_rows,
    statement,
    subsample,
    trace,
)
from evaluate import gold as annotated
from evaluate.document import as_json, rounded
from evaluate.profile import Profile, profiles
from seeds import chain
from seeds.chain import Refused
from train import calibrate, store
from train import scale as scales
from train.bootstrap import Estimate

AUDITED = {True: "model", False: "held_out"}  # folders, by whether the model learnt from them
Json = Mapping[str, Any]


class Given(NamedTuple):
    """What the user gives beside a model: a features folder it never saw, labels of its articles, annotated articles, and
    labels of articles drawn at random.
    """

    on: Path | None
    labels: Path | None
    gold: Sequence[annotated.Annotated]
    hand: Mapping[str, str]

    def folders(self, home: Path) -> dict[bool, Path]:
        """The features folders to read, by whether the model learnt from them, as it did from `home`."""
        return {True: home, **({False: self.on} if self.on is not None else {})}


def evaluate(
    model: Path,
    out: Path,
    *,
    on: Path | None = None,
    labels: Path | None = None,
    gold: Path | None = None,
    gold_labels: Path | None = None,
    seed: int = 0,
    workers: int = 1,
    force: bool = False,
    say: Callable[[str], object] = print,
) -> Path:
    """Write the report of a model folder to `out` and give the page's path.

    `on` is a features folder that the model never saw, `labels` its labels, `gold` annotated articles of either folder,
    `gold_labels` labels that were given by hand to articles drawn at random; the same bytes for any number of `workers`.
    """
    if labels is not None and on is None:
        raise Refused(f"--labels {labels}: are the labels of articles the model never saw; give their folder with --on")
    card = store.card(model)
    home = chain.parent(model, "features", "train", "features")
    named = {"features": on, "labels": labels, "gold": gold, "gold_labels": gold_labels}
    parents = {"model": model, **{name: path for name, path in named.items() if path is not None}}
    hand = subsample.read(gold_labels, card["target"]) if gold_labels is not None else {}
    given = Given(on, labels, annotated.read(gold) if gold is not None else [], hand)
    manifests = {"model": chain.manifest(model, "train"), "features": chain.manifest(home, "features")}
    if on is not None:
        manifests["held-out features"] = chain.manifest(on, "features")
        if chain.sha256(on / chain.MANIFEST) == chain.sha256(home / chain.MANIFEST):
            raise Refused(f"{on}: is what the model learnt from; give --on articles it never saw, or leave it out")
    with chain.made_whole(out, force) as folder:
        chain.clear(folder)  # evaluating is quick enough to begin again
        say("counting shares and drawing intervals")
        report, texts = gather(model, card, home, given, seed, workers)
        say("drawing figures")
        shown = drawings.displays(report)
        report["figures"] = {name: one.rows for name, one in shown.items()}
        drawn = display.write(shown, folder / "figures", workers)
        (folder / "report.json").write_text(as_json(report), encoding="utf-8")
        say("writing the page")
        html = page.render(report, texts, drawn, manifests, given.folders(home))
        (folder / "report.html").write_text(html, encoding="utf-8")
        chain.stamp(folder, "evaluate", parents, {"seed": seed, "target": card["target"]}, out)
    return out / "report.html"


def gather(
    model: Path, card: Json, home: Path, given: Given, seed: int, workers: int = 1
) -> tuple[dict[str, Any], page.Texts]:
    """The content of report.json, and the texts of the articles."""
    read = given.folders(home)
    tables = {seen: folders.tables(folder) for seen, folder in read.items()}
    scale = json.loads((model / store.SCALE).read_text(encoding="utf-8"))
    calibration = json.loads((model / store.CALIBRATION).read_text(encoding="utf-8"))
    predictions = pd.read_parquet(model / store.PREDICTIONS)
    told, peers = profiles(tables[True], _places(scale["outlets"]), True, seed)
    found = _labelled(told, tables[True]["articles"], truth := _truth(predictions))
    tasks = measures.of_folder(home, told, _labels(found), truth, {}, True, seed)
    tasks |= {
        "trusted": partial(measures.trusted, home, scale, _labels(found), seed),
        "robustness": partial(robustness.robustness, home, model, scale, truth, seed),
    }
    if given.on is not None:
        new, unseen = tables[False], _answered(model, given, tables)
        predictions = pd.concat([predictions, unseen.predictions], ignore_index=True)
        told, _ = profiles(new, _places(scales.place(scale, new["names"], new["articles"])), False, seed, peers)
        there = _labelled(told, new["articles"], truth := _truth(unseen.predictions))
        tasks |= measures.of_folder(given.on, told, _labels(there), truth, unseen.left_out, False, seed)
        found += there
    predictions, run = calibrate.apply(predictions, calibration), _run(card)
    tasks |= {
        "scored": partial(measures.scored, predictions, run, seed),
        "doubts": partial(estimates.doubts, model, run, predictions, read, calibration, given.hand, seed),
    }
    done: dict[str, Any] = dict(zip(tasks, parallel.run(list(tasks.values()), workers), strict=True))
    report = _measured(model, card, run, scale, found, done, seed)
    report["correspondence"] = rounded(correspondence.analyse(tables[True], seed))
    report |= rounded(_probed(model, report)) | rounded(done["doubts"])
    report["extraction"] = rounded(extraction.extraction(given.gold, tables, report["stance_articles"], seed))
    report |= rounded(_traced(report, predictions, tables, seed))
    report |= {"stance_weights": dict(stance_rows.COMPONENTS), "robustness": rounded(done["robustness"])}
    report |= {"reforms": reforms.checklist(report), "statement": statement.statement(report)}
    return report, {
        seen: dict(zip(t["articles"]["article"], t["articles"]["text"], strict=True)) for seen, t in tables.items()
    }


def _measured(
    model: Path, card: Json, run: Json, scale: Json, found: Sequence[Json], done: Mapping[str, Any], seed: int
) -> dict[str, Any]:
    """What was worked out of the folders and of the answers, by section, and what the answers let one say."""
    measured = [done[f"measured {seen}"] for seen in (True, False) if f"measured {seen}" in done]
    counts = {name: done[f"counts {seen}"] for seen, name in AUDITED.items() if f"counts {seen}" in done}
    bases = audit.bases(model, found, card["target"])
    report: dict[str, Any] = rounded(
        {
            **run,
            "seed": seed,
            "intended_use": card["intended_use"],
            "axis": scale["axis"],
            "audit": counts,
            "bases": bases,
            "limits": audit.limits(card, counts["model"], bases),
            **done["scored"],
            "profiles": found,
            **{name: [row for some in measured for row in some[name]] for name in measured[0]},
            **done["trusted"],
        }
    )
    return report | {"claims": claims.claims(report["scores"], list(run["models"]), run["not_identified"])}


def _run(card: Json) -> dict[str, Any]:
    """What was asked of whom: target, labels, models, the main one, and the splits that are not identified."""
    none = [{"split": s, "reason": v["reason"]} for s, v in sorted(card["splits"].items()) if not v["identified"]]
    main = "isnad" if "isnad" in card["models"] else min(card["models"])
    return {**{k: card[k] for k in ("target", "labels", "models")}, "main": main, "not_identified": none}


def _answered(model: Path, given: Given, tables: Mapping[bool, Mapping[str, pd.DataFrame]]) -> held_out.Unseen:
    """What the model answers about the articles of `--on`; nothing without their labels."""
    assert given.on is not None
    new, old = tables[False], tables[True]
    if list(new["features"].columns) != list(old["features"].columns):
        raise Refused(
            f"{given.on}: has other feature columns than the model's; make both with the same version of isnad"
        )
    if given.labels is None:
        return held_out.Unseen(pd.DataFrame(), {})
    return held_out.predict(model, given.on, given.labels, frozenset(old["articles"]["sha256"]))


def _probed(model: Path, report: Json) -> dict[str, Any]:
    """The leak panel, and the ablation if the model folder holds one."""
    leaks = model / store.LEAKS
    probes = json.loads(leaks.read_text(encoding="utf-8")) if leaks.is_file() else {}
    drawn = pd.read_parquet(model / store.SPLITS)
    shortcuts = panel.panel(report["scores"], drawn, probes, list(report["models"]), report["main"])
    return {"leak_panel": shortcuts, "ablation": probes.get("ablation", {})}


def _traced(
    report: Json, predictions: pd.DataFrame, tables: Mapping[bool, Mapping[str, pd.DataFrame]], seed: int
) -> dict[str, Any]:
    """The error gallery, the mentions that open behind numbers, and the articles that open whole."""
    split = next((c["split"] for s in ("held_out", "outlet") for c in report["confusion"] if c["split"] == s), None)
    gallery: dict[str, Any] = {"split": split, "model": report["main"], "scored": 0, "wrong": 0, "rows": []}
    if split is not None:
        gallery = errors.gallery(predictions, tables[split != "held_out"], report["main"], split, seed)
    for row in gallery["rows"]:
        row["seen"] = split != "held_out"
    mentions = []
    for seen, some in tables.items():
        rows = [
            row
            for name in ("citing", "naming", "keyness")
            for row in report[name]
            if row["seen"] is seen and trace.rare(row)
        ]
        mentions += trace.pool(some, rows, seen, seed)
    first = [*gallery["rows"], *report["extraction"].get("sample", ())]
    return {"errors": gallery, "mentions": mentions, "sampled": trace.sampled(mentions, first, seed)}


def _truth(predictions: pd.DataFrame) -> dict[str, str]:
    return {} if predictions.empty else dict(zip(predictions["article"], predictions["truth"], strict=True))


def _labels(found: Sequence[Json]) -> dict[str, str]:
    """The label of each outlet that has one."""
    return {row["outlet"]: row["label"] for row in found if row["label"] is not None}


def _places(outlets: Mapping[str, Json]) -> dict[str, Estimate]:
    return {outlet: Estimate(place["value"], place["low"], place["high"]) for outlet, place in outlets.items()}


def _labelled(told: Sequence[Profile], articles: pd.DataFrame, truth: Mapping[str, str]) -> list[dict[str, Any]]:
    """Profiles as JSON values, each with the commonest label of its articles (of equals the first), or None."""
    labels: dict[str, Counter[str]] = {}
    for article, outlet in zip(articles["article"], articles["outlet"], strict=True):
        if article in truth:
            labels.setdefault(outlet, Counter())[truth[article]] += 1
    rows = []
    for p in told:
        counted = sorted(labels.get(p.outlet, Counter()).items(), key=lambda one: (-one[1], one[0]))
        position = p.position._asdict() if p.position else {"value": None, "low": None, "high": None}
        rows.append(asdict(p) | {"label": counted[0][0] if counted else None, "position": position})
    return rows
