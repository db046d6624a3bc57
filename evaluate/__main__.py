"""`python -m evaluate MODEL OUT`: the report of a model; without arguments the whole chain on an invented corpus."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from evaluate import report
from seeds.chain import run


def main(argv: list[str] | None = None) -> None:
    """Read the arguments and write the report."""
    parser = argparse.ArgumentParser(prog="python -m evaluate", description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", help="a folder made by `python -m train`")
    parser.add_argument("out", type=Path, nargs="?", help="the folder to make; its report.html quotes the articles")
    parser.add_argument(
        "--on", type=Path, help="a folder made by `python -m features` from articles the model never saw"
    )
    parser.add_argument("--labels", type=Path, help="TSV of labels for --on; without it its outlets are profiled only")
    parser.add_argument(
        "--gold", type=Path, help="JSON lines of annotated articles of these folders: how well extraction does"
    )
    parser.add_argument(
        "--gold-labels", type=Path, help="TSV of articles drawn at random and their label, given by hand"
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of intervals and evidence (default: 0)")
    parser.add_argument(
        "--workers",
        type=int,
        default=min(2, os.cpu_count() or 1),
        help="processes (default: 2); the report is the same",
    )
    parser.add_argument("--force", action="store_true", help="replace OUT where it is there already")
    given = parser.parse_args(argv)
    if given.model is None:
        from evaluate import demo  # loads every lexicon, which a report on finished folders does not need

        print(demo.demo(Path("demo"), given.seed))
        return
    if given.out is None:
        parser.error("give OUT, the folder to make")
    files = {"on": given.on, "labels": given.labels, "gold": given.gold, "gold_labels": given.gold_labels}
    page = report.evaluate(given.model, given.out, **files, seed=given.seed, workers=given.workers, force=given.force)
    print(page)


if __name__ == "__main__":
    run(main)
