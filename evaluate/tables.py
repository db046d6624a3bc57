"""The rows of the page: what of report.json stands in which table. Nothing is computed here but order and choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from evaluate import gloss
from evaluate.citing import DRAWN, FEWEST_SHOWN
from evaluate.claims import find
from evaluate.evidence import Evidence, Excerpt, excerpts
from evaluate.profile import FEWEST_ARTICLES
from features.article import VALENCES
from seeds.lexicon import load

Json = Mapping[str, Any]

POLES = tuple(VALENCES)
SPLITS = {
    "random": "random split",
    "story": "unseen stories",
    "time": "later articles",
    "crawl": "unseen crawls",
    "outlet_time": "unseen outlets later",
    "outlet": "unseen outlets",
    "held_out": "held-out corpus",
}
WEIGHTS = {"outlet": "outlets weigh 1", "article": "articles weigh 1"}
METRICS = {
    "balanced_accuracy": "balanced accuracy",
    "auc": "AUC",
    "mcc": "MCC",
    "brier": "Brier",
    "log_loss": "log-loss",
    "ece": "ECE",
    "ordinal_mae": "steps off",
    "flip": "wrong side",
    "outlet_vote": "outlet vote",
    "leak_gap": "leak gap",
}
KEY_TRAITS = {
    "names.own:SYRIAN_STATE:hostile": "hostile names for the Syrian state",
    "names.own:OPPOSITION_ARMED:hostile": "hostile names for the armed opposition",
    "speakers:side:syrian_gov": "cites the Syrian government",
    "speakers:side:opposition": "cites the opposition",
}
MOST_DETAILS = 200
MEASURES = {
    ("anonymous", "all"): "unnamed sources",
    ("party_media", "all"): "rest on party media",
    ("chain_length", "all"): "hops from source to outlet",
    ("diversity", f"distinct_of_{DRAWN}"): f"different sources among {DRAWN}",
    ("diversity", "simpson"): "two citations, two sources",
    ("carried", "syrian_gov:affirmed"): "Syrian government's word as a truth",
    ("carried", "opposition:affirmed"): "opposition's word as a truth",
    ("carried", "syrian_gov:doubted"): "Syrian government's word with doubt",
    ("carried", "opposition:doubted"): "opposition's word with doubt",
    ("unsourced", "casualties"): "casualty claims without a source",
    ("unsourced", "attacks"): "attack claims without a source",
    ("reply", "any"): "accused side is cited",
    ("reply", "deny"): "accused side denies",
}
NO_SHARES = ("chain_length", f"distinct_of_{DRAWN}")  # shown as numbers, not in per cent
MANNERS = ("affirmed", "neutral", "doubted", "denied")
MOST_NAMED = 6


def splits(report: Json) -> list[str]:
    """The splits that were scored, random first."""
    scored = {row["split"] for row in report["scores"]}
    return [s for s in SPLITS if s in scored]


def models(report: Json) -> list[str]:
    """Models by macro-F1 on unseen outlets (or the last split there is), best first; ties by name."""
    last = next((s for s in ("outlet", "held_out", "random") if s in splits(report)), "outlet")
    rows = {m: find(report["scores"], "macro_f1", m, last) for m in report["models"]}
    return sorted(rows, key=lambda m: (-(rows[m]["value"] if rows[m] else -1), m))


def macro_f1(report: Json) -> list[dict[str, Any]]:
    """One row per model: macro-F1 on every split under both weightings, None where there is none."""
    columns = [(s, w) for s in splits(report) for w in WEIGHTS]
    return [
        {"model": m, "cells": [find(report["scores"], "macro_f1", m, s, w) for s, w in columns]} for m in models(report)
    ]


def other_metrics(report: Json, split: str) -> list[dict[str, Any]]:
    """One row per model: the other metrics on a split, outlets weighing 1."""
    return [
        {"model": m, "cells": [find(report["scores"], metric, m, split) for metric in METRICS]} for m in models(report)
    ]


def by_article(report: Json, at: Callable[[Json], str]) -> dict[str, Json]:
    """The macro-F1 with an interval over articles that goes with one over outlets, by where the latter stands in the report."""
    pairs = {}
    for m, s, w in product(report["models"], splits(report), WEIGHTS):
        row, other = (find(report["scores"], "macro_f1", m, s, w, interval=i) for i in ("outlet", "article"))
        if row is not None and other is not None and other["low"] is not None:
            pairs[at(row)] = other
    return pairs


def gaps(report: Json) -> list[dict[str, Any]]:
    """One row per model with a leak gap, the largest first: macro-F1 on the random split, on unseen outlets, their difference."""
    rows = []
    for m in models(report):
        cells = [find(report["scores"], *wanted) for wanted in (("macro_f1", m, "random"), ("macro_f1", m, "outlet"))]
        gap = find(report["scores"], "leak_gap", m, "outlet")
        if gap is not None:
            rows.append({"model": m, "cells": [*cells, gap]})
    return sorted(rows, key=lambda row: (-row["cells"][-1]["value"], row["model"]))


def shown(report: Json) -> list[Json]:
    """Profiles of outlets with enough articles, the highest position first; at most 200, those with most articles."""
    enough = [p for p in report["profiles"] if p["articles"] >= FEWEST_ARTICLES]
    enough = sorted(enough, key=lambda p: (-p["articles"], p["outlet"], p["seen"]))[:MOST_DETAILS]
    return sorted(enough, key=lambda p: (-(p["position"]["value"] or 0), p["outlet"], p["seen"]))


def traits(profile: Json) -> dict[str, Json]:
    """The traits of a profile by name."""
    return {t["trait"]: t for t in profile["traits"]}


def outlets(report: Json) -> list[dict[str, Any]]:
    """One row per outlet shown: articles, label, position, how its articles were answered, and four shares with n."""
    main = report["main"]
    answered: dict[tuple[str, bool, str], Json] = {}
    for row in report["scores"]:
        if row["outlet"] is not None and row["model"] == main and row["split"] in ("outlet", "held_out"):
            answered[row["outlet"], row["split"] == "outlet", row["metric"]] = row
    rows = []
    for number, p in enumerate(shown(report)):
        key, known = (p["outlet"], p["seen"]), traits(p)
        rows.append(
            {
                "id": f"outlet-{number}",
                "profile": p,
                "right": answered.get((*key, "outlet_accuracy")),
                "truth": answered.get((*key, "outlet_truth_probability")),
                "shares": [known.get(t) for t in KEY_TRAITS],
            }
        )
    return rows


def names(profile: Json) -> list[dict[str, Any]]:
    """One row per referent the outlet names: its three shares, n, the articles that name it."""
    known = traits(profile)
    rows = []
    for referent, plain in _referents(known).items():
        poles = [known[f"names.own:{referent}:{pole}"] for pole in POLES if f"names.own:{referent}:{pole}" in known]
        if len(poles) == len(POLES):
            rows.append({"referent": referent, "plain": plain, "poles": poles, "n": poles[0]["n"]})
    return rows


def _referents(known: Mapping[str, Json]) -> dict[str, str]:
    found = sorted({t.split(":")[1] for t in known if t.startswith("names.own:")})
    order = list(gloss.REFERENTS)
    found.sort(key=lambda r: order.index(r) if r in order else len(order))
    return {r: gloss.REFERENTS.get(r, r) for r in found}


def cited(profile: Json) -> list[Json]:
    """Sides and types of cited sources with a share above 0, sides first, largest first."""
    rows = [t for t in profile["traits"] if t["trait"].startswith("speakers:") and t["value"] > 0]
    return sorted(rows, key=lambda t: (t["trait"].split(":")[1] != "side", -t["value"], t["trait"]))


def citing(report: Json) -> dict[tuple[str, bool], dict[tuple[str, str], Json]]:
    """Measures of citing that may be shown (n of 10 or more, and a value), by outlet and whether it was seen."""
    found: dict[tuple[str, bool], dict[tuple[str, str], Json]] = {}
    for row in report["citing"]:
        if row["n"] >= FEWEST_SHOWN and row["value"] is not None:
            found.setdefault((row["outlet"], row["seen"]), {})[row["measure"], row["group"]] = row
    return found


def cites(rows: Sequence[Json], report: Json) -> list[dict[str, Any]]:
    """One row per outlet of `rows` (as `outlets` gives them) with any measure to show: a cell for each of `MEASURES`."""
    found, result = citing(report), []
    for row in rows:
        known = found.get((row["profile"]["outlet"], row["profile"]["seen"]), {})
        cells = [known.get(measure) for measure in MEASURES]
        if any(cells):
            result.append({"id": row["id"], "profile": row["profile"], "cells": cells})
    return result


def carried(known: Mapping[tuple[str, str], Json]) -> list[dict[str, Any]]:
    """One row per side cited often enough: how its word is carried; the side cited most first."""
    rows = []
    for code, plain in gloss.SIDES.items():
        cells = [known.get(("carried", f"{code}:{manner}")) for manner in MANNERS]
        if cells[0] is not None:
            rows.append({"side": plain, "n": cells[0]["n"], "cells": cells})
    return sorted(rows, key=lambda row: -row["n"])


def named_most(known: Mapping[tuple[str, str], Json]) -> list[tuple[str, Json]]:
    """The sources cited most that the lexicon knows by name, each with its gloss."""
    plain = {entry.id: entry.gloss for entry in load("speakers")}
    rows = [row for (_, group), row in known.items() if group.startswith("entity:")]
    rows = sorted(rows, key=lambda row: (-row["value"], row["group"]))[:MOST_NAMED]
    return [(plain.get(code := row["group"].partition(":")[2], code), row) for row in rows]


def evidence(profile: Json, texts: Mapping[str, str]) -> Iterator[tuple[Json, Json, Excerpt]]:
    """Each mention chosen to be shown, the trait it stands behind, and its sentence."""
    known = traits(profile)
    found = excerpts(texts, [Evidence(e["article"], e["start"], e["end"]) for e in profile["evidence"]])
    for e, sentence in zip(profile["evidence"], found, strict=True):
        yield e, known[e["trait"]], sentence


def left_out(report: Json, rows: Sequence[object]) -> int:
    """How many outlets have a profile in report.json but no row on the page."""
    return len(report["profiles"]) - len(rows)
