"""`python -m train FEATURES OUT`: classifiers and outlet positions from a features folder."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from seeds.chain import run
from train import config
from train.learn import learn


def main(argv: list[str] | None = None) -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("features", type=Path, help="a folder made by `python -m features`")
    parser.add_argument("out", type=Path, help="the model folder to make")
    parser.add_argument(
        "--labels", type=Path, help="TSV with a column outlet (or article) and the target; else the registry"
    )
    parser.add_argument("--target", default="camp", help="column of the labels to learn (default: camp)")
    parser.add_argument("--config", type=Path, help="TOML file of settings")
    effort = parser.add_mutually_exclusive_group()
    effort.add_argument("--quick", action="store_true", help="few draws and no Shapley values (default)")
    effort.add_argument("--full", action="store_true", help="many draws and Shapley values: for what is published")
    parser.add_argument("--seed", type=int, help="seed of folds and draws (default: the config's, 0)")
    parser.add_argument("--workers", type=int, default=-1, help="processes (default: all cores)")
    parser.add_argument("--force", action="store_true", help="replace OUT where it is there already")
    given = parser.parse_args(argv)
    settings = config.read(given.config, config.FULL if given.full else config.QUICK)
    if given.seed is not None:
        settings = replace(settings, seed=given.seed)
    learn(
        given.features,
        given.out,
        settings,
        table=given.labels,
        target=given.target,
        workers=given.workers,
        force=given.force,
    )


if __name__ == "__main__":
    run(main)
