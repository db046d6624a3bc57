"""Which model holds on unseen outlets? `python benchmarks/results.py REPORT` prints the tables of docs/results.md.

REPORT is a folder made by `python -m evaluate`; every figure is read from its report.json.
"""

import json
import sys
from pathlib import Path
from typing import Any

SPLITS = ("random", "outlet", "held_out")
COLUMNS = [("macro_f1", split, weighting) for split in SPLITS for weighting in ("outlet", "article")]
MORE = [
    ("auc", "outlet", "outlet"),
    ("outlet_vote", "outlet", "outlet"),
    ("ece", "outlet", "outlet"),
    ("leak_gap", "outlet", "outlet"),
]


def main() -> None:
    report = json.loads((Path(sys.argv[1]) / "report.json").read_text(encoding="utf-8"))
    rows = [s for s in report["scores"] if s["outlet"] is None and s["interval"] == "outlet"]
    told = {(s["model"], s["metric"], s["split"], s["weighting"]): s for s in rows}
    models = sorted({s["model"] for s in rows}, key=lambda m: -value(told, m, ("macro_f1", "outlet", "outlet")))
    print_table([c for c in COLUMNS if any((m, *c) in told for m in models)], models, told)
    print_table(MORE, models, told)


def value(told: dict[Any, Any], model: str, column: tuple[str, str, str]) -> float:
    return float(told.get((model, *column), {"value": -1})["value"])


def print_table(columns: list[tuple[str, str, str]], models: list[str], told: dict[Any, Any]) -> None:
    print("| model | " + " | ".join(f"{m}, {s} split, {w} weighs 1" for m, s, w in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for model in models:
        print(f"| {model} | " + " | ".join(cell(told.get((model, *c))) for c in columns) + " |")
    counted = [told[models[0], *c] for c in columns if (models[0], *c) in told]
    print(
        "\nn: "
        + "; ".join(f"{s['split']}, {s['weighting']}: {s['n']} articles of {s['n_outlets']} outlets" for s in counted)
        + "\n"
    )


def cell(score: Any) -> str:
    if score is None:
        return "–"
    interval = "" if score["low"] is None else f" ({score['low']:.2f}–{score['high']:.2f})"
    return f"{score['value']:.2f}{interval}"


if __name__ == "__main__":
    main()
