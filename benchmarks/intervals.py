"""How sure the figures of extraction are: `python benchmarks/intervals.py FEATURES GOLD.jsonl [--seed N]`.

Prints what the report's section on extraction says (`evaluate.extraction`), without a model: FEATURES is made from the annotated
articles of GOLD, one a line (`evaluate.gold`). 90 % intervals draw articles with replacement.
"""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaluate import folders, gold
from evaluate.extraction import extraction
from seeds.chain import Refused, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    a = parser.parse_args()
    told = extraction(gold.read(a.gold), {True: folders.tables(a.features)}, [], a.seed)
    if not told.get("found"):
        raise Refused(f"{a.features}: holds no article of {a.gold} with the same text; make it from these articles")
    print(f"{told['articles']} of {told['given']} articles, seed {a.seed}\n")
    print("| figure | n | value | 90 % interval |\n|---|---|---|---|")
    table([row for row in told["found"] if row["measure"] != "play"], ("precision", "recall", "f1"))
    table(told["right"], ("value",))
    table(told["referents"], ("f1",))


def table(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> None:
    """A line for each figure of each row that has one."""
    for row in rows:
        n = row.get("n", row.get("gold"))
        name = row["group"] or row["measure"]
        for column in columns:
            value, low, high = figure(row, column)
            if value is not None:
                bounds = "–" if low is None else f"{low:.3f} to {high:.3f}"
                print(f"| {name} {column} | {n} | {value:.3f} | {bounds} |")


def figure(row: Mapping[str, Any], column: str) -> tuple[float | None, float | None, float | None]:
    """A value and its bounds; those of shares stand in the row itself."""
    held = row if column == "value" else row[column]
    return held["value"], held["low"], held["high"]


if __name__ == "__main__":
    run(main)
