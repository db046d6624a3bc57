"""`python -m features CORPUS OUT`: what every article of a corpus says, as tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from features import blocks, read
from seeds import chain, outlets
from seeds.chain import positive


def main() -> None:
    """Read the arguments and run the stage."""
    parser = argparse.ArgumentParser(prog="python -m features", description=__doc__)
    parser.add_argument(
        "corpus",
        type=Path,
        help="JSON lines, a JSON list, CSV, TSV (all also .gz), Parquet, a folder of .txt by outlet, or a zip",
    )
    parser.add_argument("out", type=Path, help="folder to be made; it will hold the articles' texts")
    parser.add_argument("--workers", type=positive, default=1, help="processes (same result for any number)")
    parser.add_argument("--registry", type=Path, default=outlets.REGISTRY, help="your own outlet registry (TSV)")
    parser.add_argument("--map", type=read.mapping, help="your names of our fields, as outlet=source,text=body")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")
    a = parser.parse_args()
    blocks.run(a.corpus, a.out, a.workers, a.force, a.registry, mapping=a.map)


if __name__ == "__main__":
    chain.run(main)
