"""What families of features are worth, and how scores grow with outlets: rows that train wrote, for the page and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluate import charts, gloss
from evaluate.display import Display

Json = Mapping[str, Any]
METRICS: Mapping[str, str] = {"macro_f1": "macro-F1", "auc": "AUC"}
MEASURES: Mapping[str, str] = {
    "alone": "alone",
    "without": "all but it",
    "loss": "lost without it",
    "shapley": "Shapley value",
    "shuffled": "lost when outlets swap it",
}
GAMES: Mapping[str, str] = {"families": "Families of features", "parts": "Parts of the main model"}
FAMILIES: Mapping[str, str] = {
    "names.own": "names in own voice",
    "names.attributed": "names that sources use",
    "framing": "words beside names",
    "speakers:side": "sides of those cited",
    "speakers:type": "kinds of source cited",
    "cues": "how speech is worded",
    "cues.of": "how each side's word is carried",
}


def plain(player: str) -> str:
    """A player in plain words.

    >>> plain("framing"), plain("names.own:RUSSIA"), plain("cues.of:opposition")
    ('words beside names', 'names of Russia', 'word of the opposition')
    """
    family, _, of = player.partition(":")
    if player in FAMILIES or not of:
        return FAMILIES.get(player, player)
    if family == "cues.of":
        return f"word of {gloss.side(of)}"
    return f"names of {gloss.REFERENTS.get(of, of)}" + (" by sources" if family == "names.attributed" else "")


def tables(report: Json) -> list[dict[str, Any]]:
    """A table a game and metric: its whole, what lots reach, the measures there are, and the players, most worth first."""
    found = []
    for game, metric in ((g, m) for g in GAMES for m in METRICS):
        rows = [r for r in report.get("ablation", {}).get("rows", ()) if (r["game"], r["metric"]) == (game, metric)]
        if not rows:
            continue
        cells: dict[str, dict[str, Json]] = {}
        for row in rows:
            cells.setdefault(row["player"] or "", {})[row["measure"]] = row
        whole = cells.pop("")
        measures = [m for m in MEASURES if any(m in some for some in cells.values())]
        by = next((m for m in ("shapley", "loss", "shuffled") if m in measures), "")
        order = sorted(cells, key=lambda player: (-cells[player][by]["value"], player))
        players = [{"player": p, "plain": plain(p), "cells": [cells[p][m] for m in measures]} for p in order]
        found.append({"game": game, "metric": metric, "measures": measures, "players": players} | whole)
    return found


def bars(report: Json) -> Display | None:
    """Macro-F1 of both games: a panel a measure, a bar a player."""
    some = [table for table in tables(report) if table["metric"] == "macro_f1"]
    rows = [row for table in some for player in table["players"] for row in player["cells"]]
    panels = [(GAMES[t["game"]], [MEASURES[m] for m in t["measures"] if m != "without"], _bars(t)) for t in some]
    return Display("ablation", rows, lambda: charts.ablation(panels)) if rows else None


def _bars(table: Json) -> list[tuple[str, list[Json]]]:
    return [
        (p["plain"], [row for row in p["cells"] if row["measure"] != "without"]) for p in reversed(table["players"])
    ]


def course(report: Json) -> Display | None:
    """Scores on unseen outlets by the number of outlets learnt from."""
    rows = report.get("ablation", {}).get("curve", [])
    lines = [(plain, [row for row in rows if row["metric"] == metric]) for metric, plain in METRICS.items()]
    shown = [line for line in lines if len(line[1]) > 1]
    return Display("learning_curve", rows, lambda: charts.learning_curve(shown)) if shown else None


def steps(report: Json) -> list[dict[str, Any]]:
    """The learning curve as rows of a table: outlets learnt from, and a cell a metric."""
    found: dict[int, dict[str, Json]] = {}
    for row in report.get("ablation", {}).get("curve", ()):
        found.setdefault(row["outlets"], {})[row["metric"]] = row
    return [{"outlets": n, "cells": [cells.get(m) for m in METRICS]} for n, cells in found.items()]
