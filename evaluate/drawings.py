"""Which numbers of report.json go into which figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from evaluate import figures, gloss, tables
from evaluate.claims import find
from evaluate.intervals import Estimate
from evaluate.profile import FEWEST_ARTICLES

Json = Mapping[str, Any]

DOZEN, PANELS, CITING = 12, 12, 30
DRAWN = ("random", "outlet", "held_out")  # splits of the figure of scores; the table has all
FEWEST = 5  # mentions of a referent, for an outlet's bar


def draw(report: Json) -> dict[str, Figure]:
    """Every figure that the report has numbers for, by name."""
    made = {
        "positions": _positions(report),
        "scores": _scores(report),
        "confusion": _confusion(report),
        "names": _names(report),
        "cited_sides": _cited_sides(report),
    }
    return {name: figure for name, figure in made.items() if figure is not None}


def _positions(report: Json) -> Figure | None:
    placed = [
        figures.Placed(p["outlet"], p["label"], p["articles"], Estimate(**p["position"]))
        for p in report["profiles"]
        if p["articles"] >= FEWEST_ARTICLES and p["position"]["value"] is not None
    ]
    return figures.positions(placed, report["labels"]) if placed else None


def _scores(report: Json) -> Figure | None:
    if not tables.splits(report):
        return None
    panels = {}
    for weighting in tables.WEIGHTS:
        panels[weighting] = [
            (
                m,
                {
                    s: _estimate(row)
                    for s in tables.splits(report)
                    if s in DRAWN and (row := _macro(report, m, s, weighting))
                },
            )
            for m in reversed(tables.models(report))
        ]
    return figures.scores({w: [r for r in rows if r[1]] for w, rows in panels.items()})


def _macro(report: Json, model: str, split: str, weighting: str) -> Any:
    return find(report["scores"], "macro_f1", model, split, weighting)


def _estimate(row: Json) -> Estimate:
    return Estimate(row["value"], row["low"], row["high"])


def _confusion(report: Json) -> Figure | None:
    found = next((c for s in ("held_out", "outlet") for c in report["confusion"] if c["split"] == s), None)
    if found is None:
        return None
    k = len(found["labels"])
    shares = np.array([row or [np.nan] * k for row in found["shares"]], float)
    return figures.confusion(np.array(found["articles"], float), shares, found["labels"])


def _largest(report: Json) -> list[Json]:
    some = [p for p in report["profiles"] if p["articles"] >= FEWEST_ARTICLES]
    return sorted(some, key=lambda p: (-p["articles"], p["outlet"], p["seen"]))[:DOZEN]


def _names(report: Json) -> Figure | None:
    """Panels by referent, those with most mentions among the dozen largest outlets, in the codebook's order."""
    bars: dict[str, list[tuple[str, int, Mapping[str, float]]]] = {}
    plain: dict[str, str] = {}
    for p in _largest(report):
        for row in tables.names(p):
            if row["n"] >= FEWEST:
                plain[row["referent"]] = row["plain"]
                shares = dict(zip(tables.POLES, (t["value"] for t in row["poles"]), strict=True))
                bars.setdefault(row["referent"], []).append((p["outlet"], row["n"], shares))
    told = {r: rows for r, rows in bars.items() if len(rows) > 1}
    most = sorted(told, key=lambda r: (-sum(n for _, n, _ in told[r]), r))[:PANELS]
    order = [*gloss.REFERENTS, *sorted(told)]
    return figures.names([(plain[r], told[r]) for r in sorted(most, key=order.index)]) if most else None


def _cited_sides(report: Json) -> Figure | None:
    """The outlets with most attributions, by position; sides by their mean share."""
    known = [
        (p, {t: v for t, v in tables.traits(p).items() if t.startswith("speakers:side:")}) for p in report["profiles"]
    ]
    known = [(p, sides) for p, sides in known if sides]
    if not known:
        return None
    citing = sorted(known, key=lambda one: (-next(iter(one[1].values()))["n"], one[0]["outlet"]))[:CITING]
    citing.sort(key=lambda one: (-(one[0]["position"]["value"] or 0), one[0]["outlet"]))
    codes = sorted({t for _, sides in citing for t in sides})
    shares = np.array([[sides[c]["value"] if c in sides else np.nan for c in codes] for _, sides in citing])
    order = np.argsort(-np.nan_to_num(np.nanmean(shares, axis=0)), kind="stable")
    rows = [(p["outlet"], next(iter(sides.values()))["n"]) for p, sides in citing]
    heads = [gloss.side(codes[j].rpartition(":")[2]) for j in order]
    return figures.cited_sides(rows, heads, shares[:, order])
