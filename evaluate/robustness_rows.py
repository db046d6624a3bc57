"""What becomes of answers when texts come otherwise, for the page and its figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluate import charts
from evaluate.display import Display

Json = Mapping[str, Any]
EFFECTS: Mapping[str, str] = {"same": "the same", "nearly": "nearly the same", "moves": "to move"}


def table(report: Json) -> list[dict[str, Any]]:
    """A row an alteration, in the order in which they were tried: plain words, expectation and its cells.

    `changed` are cells by model, the main model first; the others one cell each, None where it was not computed. `verdict` is
    `fails` where a cell does, `holds` where cells are held to a limit and none does, else None.
    """
    by: dict[str, list[Json]] = {}
    for row in report.get("robustness", {}).get("rows", ()):
        by.setdefault(row["alteration"], []).append(row)
    found = []
    for rows in by.values():
        verdicts = {row["verdict"] for row in rows} - {None}
        one = {row["metric"]: row for row in rows if row["metric"] != "changed"}
        cells: dict[str, Any] = {m: one.get(m) for m in ("macro_f1", "moved", "moved_most", "names", "attributions")}
        cells["changed"] = [row for row in rows if row["metric"] == "changed"]
        verdict = "fails" if "fails" in verdicts else "holds" if verdicts else None
        found.append({"head": rows[0], "verdict": verdict, **cells})
    return found


def dots(report: Json) -> Display | None:
    """Answers changed, by model, and moves of positions: a dot an alteration."""
    rows = table(report)
    if not rows:
        return None
    asked = [model["model"] for model in report["robustness"]["models"]]
    changed = [(name, [row["changed"][k] for row in rows]) for k, name in enumerate(asked)]
    moved = [(plain, [row[metric] for row in rows]) for metric, plain in (("moved", "mean"), ("moved_most", "most"))]
    panels = [("share of answers that change", changed), ("move of positions, in halves of their interval", moved)]
    data = [one for row in rows for one in (*row["changed"], row["moved"], row["moved_most"])]
    names = [row["head"]["plain"] for row in rows]
    return Display("robustness", data, lambda: charts.robustness(names, panels))
