"""`python -m features CORPUS OUT`: what every article of a corpus says, as tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from features import blocks
from seeds import chain, outlets
from seeds.chain import positive


def main() -> None:
    """Read the arguments and run the stage."""
    parser = argparse.ArgumentParser(prog="python -m features", description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines (.gz), CSV, TSV, Parquet, or a folder of .txt by outlet")
    parser.add_argument("out", type=Path, help="folder to be made; it will hold the articles' texts")
    parser.add_argument("--workers", type=positive, default=1, help="processes (same result for any number)")
    parser.add_argument("--registry", type=Path, default=outlets.REGISTRY, help="your own outlet registry (TSV)")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")
    a = parser.parse_args()
    blocks.run(a.corpus, a.out, a.workers, a.force, a.registry)


if __name__ == "__main__":
    chain.run(main)
