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
    cards,
    citing,
    claims,
    contrasts,
    correspondence,
    display,
    drawings,
    errors,
    estimates,
    extraction,
    folders,
    held_out,
    keyness,
    naming,
    page,
    panel,
    parallel,
    poles,
    reforms,
    robustness,
    stance,
    stance_rows,
    statement,
    subsample,
    trace,
    trust,
)
from evaluate import gold as annotated
from evaluate.document import as_json, rounded
from evaluate.profile import Profile, profiles
from evaluate.scores import confusion, score
from seeds import chain
from seeds.chain import Refused
from train import calibrate, store
from train import scale as scales
from train.bootstrap import Estimate

SPLITS = ("random", "outlet", "held_out")
Json = Mapping[str, Any]


class Given(NamedTuple):
    """What the user gives beside a model: a features folder it never saw, labels of its articles, annotated articles, and
    labels of articles drawn at random.
    """

    on: Path | None
    labels: Path | None
    gold: Sequence[annotated.Annotated]
    hand: Mapping[str, str]


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
        read = {True: home, **({False: on} if on else {})}
        (folder / "report.html").write_text(page.render(report, texts, drawn, manifests, read), encoding="utf-8")
        chain.stamp(folder, "evaluate", parents, {"seed": seed, "target": card["target"]}, out)
    return out / "report.html"


def gather(
    model: Path, card: Json, home: Path, given: Given, seed: int, workers: int = 1
) -> tuple[dict[str, Any], page.Texts]:
    """The content of report.json, and the texts of the articles."""
    old, scale = folders.tables(home), json.loads((model / store.SCALE).read_text(encoding="utf-8"))
    predictions = pd.read_parquet(model / store.PREDICTIONS)
    calibration = json.loads((model / store.CALIBRATION).read_text(encoding="utf-8"))
    truth = _truth(predictions)
    told, peers = profiles(old, _places(scale["outlets"]), True, seed)
    found = _labelled(told, old["articles"], truth)
    labels = _labels(found)
    tasks = [
        partial(_measured, old, told, labels, True, seed),
        partial(_trusted, old, scale, labels, seed),
        partial(robustness.robustness, home, model, scale, truth, seed),
        partial(folders.counts, old, home, truth, {}, seed),
    ]
    measured, trusted, altered, counted = parallel.run(tasks, workers)
    measured |= trusted
    counts: dict[str, Any] = {"model": counted}
    tables = {True: old}
    if (on := given.on) is not None:
        new = tables[False] = folders.tables(on)
        if list(new["features"].columns) != list(old["features"].columns):
            raise Refused(f"{on}: has other feature columns than {home}; make both with the same version of isnad")
        known = frozenset(old["articles"]["sha256"])
        unseen = held_out.predict(model, on, given.labels, known) if given.labels else None
        answers = unseen.predictions if unseen else pd.DataFrame()
        places = _places(scales.place(scale, new["names"], new["articles"]))
        told, _ = profiles(new, places, False, seed, peers)
        unseen_told = _labelled(told, new["articles"], _truth(answers))
        found += unseen_told
        unseen_measured = _measured(new, told, _labels(unseen_told), False, seed)
        for name, rows in unseen_measured.items():
            measured[name] += rows
        counts["held_out"] = folders.counts(new, on, _truth(answers), unseen.left_out if unseen else {}, seed)
        predictions = pd.concat([predictions, answers], ignore_index=True)
    bases = audit.bases(model, found, card["target"])
    predictions = calibrate.apply(predictions, calibration)
    measured["correspondence"] = correspondence.analyse(old, seed)
    report = _report(card, scale, predictions, counts, bases, found, measured, seed)
    report |= rounded(_probed(model, report))
    report |= rounded(estimates.doubts(model, report, predictions, tables, calibration, given.hand, seed))
    report["extraction"] = rounded(extraction.extraction(given.gold, tables, report["stance_articles"], seed))
    report |= rounded(_traced(report, predictions, tables, seed))
    report |= {"stance_weights": dict(stance_rows.COMPONENTS), "robustness": rounded(altered)}
    report |= {"reforms": reforms.checklist(report), "statement": statement.statement(report)}
    return report, {
        seen: dict(zip(t["articles"]["article"], t["articles"]["text"], strict=True)) for seen, t in tables.items()
    }


def _trusted(
    tables: Mapping[str, pd.DataFrame], scale: Json, labels: Mapping[str, str], seed: int
) -> dict[str, object]:
    """How far positions can be trusted, as a whole and outlet by outlet."""
    whole, placings = trust.trust(tables, scale, labels, seed)
    return {"trust": whole, "placings": [asdict(row) for row in placings]}


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


def _report(
    card: Json,
    scale: Json,
    predictions: pd.DataFrame,
    counts: Json,
    bases: list[dict[str, object]],
    found: list[dict[str, Any]],
    measured: Mapping[str, Any],
    seed: int,
) -> dict[str, Any]:
    main = "isnad" if "isnad" in card["models"] else min(card["models"])
    none = [{"split": s, "reason": v["reason"]} for s, v in sorted(card["splits"].items()) if not v["identified"]]
    scores = score(predictions, card["labels"], card["target"], seed) if len(predictions) else []
    tallies = [confusion(predictions, card["labels"], main, s) for s in SPLITS] if len(predictions) else []
    report = {
        "seed": seed,
        "target": card["target"],
        "labels": card["labels"],
        "models": card["models"],
        "main": main,
        "intended_use": card["intended_use"],
        "axis": scale["axis"],
        "audit": counts,
        "bases": bases,
        "limits": audit.limits(card, counts["model"], bases),
        "not_identified": none,
        "scores": scores,
        "confusion": [tally for tally in tallies if tally is not None],
        "profiles": found,
        **measured,
    }
    report["claims"] = claims.claims(scores, list(card["models"]), none)
    whole: dict[str, Any] = rounded(report)
    return whole


def _truth(predictions: pd.DataFrame) -> dict[str, str]:
    return {} if predictions.empty else dict(zip(predictions["article"], predictions["truth"], strict=True))


def _measured(
    tables: Mapping[str, pd.DataFrame], told: Sequence[Profile], camps: Mapping[str, str], seen: bool, seed: int
) -> dict[str, Any]:
    """The measures of outlets that follow from its tables, by section of report.json."""
    keys, tested = keyness.keys(tables, camps, seed)
    stances, counted = stance.of_articles(tables)
    rows: dict[str, Sequence[Any]] = {
        "citing": citing.measures(tables, seed),
        "naming": [*naming.measures(tables, seed), *contrasts.measures(tables, seed)],
        "keyness": keys,
        "keyness_tested": tested,
        "stance": stance.measures(tables, stances, counted, seed),
        "cards": cards.cards(tables, told, seen, seed),
    }
    found: dict[str, Any] = {name: [asdict(row) | {"seen": seen} for row in some] for name, some in rows.items()}
    found |= {"poles": [row | {"seen": seen} for row in poles.counts(tables)]}
    return found | {"stance_articles": [{**row, "seen": seen} for row in stances.to_dict("records")]}


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
