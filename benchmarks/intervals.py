"""How sure a score is: `python benchmarks/intervals.py SCORER.py FEATURES GOLD.jsonl [--draws N]`.

Prints every figure of a scorer with its 90 % interval, by a bootstrap over articles (percentiles; Efron 1979): articles are
drawn with replacement and scored together. SCORER is a Python file with `score(FEATURES, [article, ...])`, which returns
figures in nested dictionaries, and `predicted(FEATURES)`, which reads the tables (done once here); GOLD has one annotated
article a line.
"""

import argparse
import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from tqdm import tqdm

from seeds.chain import Refused, positive, run

LOW, HIGH = 0.05, 0.95
COUNTS = ("gold", "pred", "articles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("features", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--draws", type=positive, default=200)
    parser.add_argument("--seed", type=int, default=0)
    a = parser.parse_args()
    scorer = loaded(a.scorer)
    gold = [json.loads(line) for line in a.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not gold:
        raise Refused(f"{a.gold}: no article in it; give annotated articles, one a line")
    tables = scorer.predicted(a.features)
    vars(scorer)["predicted"] = lambda *_: tables  # read once
    told = dict(figures(scorer.score(a.features, gold)))
    rng = np.random.default_rng(a.seed)
    drawn = [
        dict(figures(scorer.score(a.features, [gold[i] for i in rng.integers(0, len(gold), len(gold))])))
        for _ in tqdm(range(a.draws), unit="draw")
    ]
    print(
        f"{len(gold)} articles, {a.draws} draws, seed {a.seed}\n\n| figure | value | {HIGH - LOW:.0%} interval |\n|---|---|---|"
    )
    for name, value in told.items():
        low, high = np.nanquantile([one.get(name, np.nan) for one in drawn], (LOW, HIGH))
        print(f"| {name} | {value:.3f} | {low:.3f} to {high:.3f} |")


def loaded(path: Path) -> ModuleType:
    """A Python file as a module; Refused where it is none."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise Refused(f"{path}: no Python file; give the scorer's")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(result: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """The numbers in nested dictionaries by their path, without counts.

    >>> list(figures({"cue": {"f1": 0.5, "gold": 3}, "mode": 1.0}))
    [('cue f1', 0.5), ('mode', 1.0)]
    """
    for name, value in result.items():
        if isinstance(value, Mapping):
            yield from figures(value, f"{before}{name} ")
        elif isinstance(value, int | float) and name not in COUNTS:
            yield f"{before}{name}", float(value)


if __name__ == "__main__":
    run(main)
