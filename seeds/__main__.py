"""`python -m seeds plant OUT`: an invented corpus with known truth."""

from __future__ import annotations

import argparse
from pathlib import Path

from seeds import chain
from seeds.chain import positive
from seeds.plant import plant


def main() -> None:
    """Read the arguments and plant."""
    parser = argparse.ArgumentParser(prog="python -m seeds")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    planting = commands.add_parser("plant", help="write an invented corpus with known truth", description=plant.__doc__)
    planting.add_argument("out", type=Path)
    planting.add_argument("--outlets", type=positive, default=16)
    planting.add_argument("--articles", type=positive, default=30, help="articles of each outlet")
    planting.add_argument("--seed", type=int, default=0)
    planting.add_argument(
        "--contrast", type=float, default=1.0, help="how far choices follow position (0: nobody differs)"
    )
    planting.add_argument("--wire", type=float, default=0.05, help="share of articles that are another outlet's text")
    planting.add_argument("--topics", type=float, default=0.0, help="how far topics follow position")
    planting.add_argument("--leak", action="store_true", help="page furniture tells the side")
    planting.add_argument("--quoted", type=int, default=0, help="loaded quotations of both sides in each article")
    planting.add_argument("--largest", type=float, default=0.0, help="share of all articles that one outlet has")
    planting.add_argument("--tiny", type=int, default=0, help="outlets of two articles only")
    planting.add_argument("--force", action="store_true", help="replace OUT if it is there")
    a = parser.parse_args()
    traps = {"topics": a.topics, "leak": a.leak, "quoted": a.quoted, "largest": a.largest, "tiny": a.tiny}
    plant(a.out, a.outlets, a.articles, a.seed, a.contrast, a.wire, a.force, **traps)
    print(f"{a.out}: {a.outlets} outlets; truth.json says what their articles were made from")


if __name__ == "__main__":
    chain.run(main)
