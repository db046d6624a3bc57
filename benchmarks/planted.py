"""Do positions and intervals hold where the truth is known? `python benchmarks/planted.py [--worlds 200] [--figure OUT.svg]`.

Each world is drawn as counts (`seeds.worlds`), its scale learnt as `python -m train` does, and compared with the positions it was
made from, both standardised over the world's outlets. Printed: Spearman's correlation (mean, and share of worlds at 0.95 or
more), the share of positions inside their 95 % intervals, and of outlets whose interval leaves out the mean of all, each with its
Monte-Carlo standard error over worlds. The figure shows how the first three fall as naming follows position less and less.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
from joblib import Parallel, delayed
from matplotlib.figure import Figure
from scipy.stats import spearmanr

from evaluate.confounds import correct
from evaluate.figures import svg
from evaluate.topics import topics
from seeds.chain import positive, run
from seeds.worlds import World, draw
from train.choices import count, mentions
from train.config import Config
from train.scale import learn, model

LEVEL = 0.95
TINY = 1e-6  # an effect of nothing, beside which articles still lean
LOPSIDED = (1920, *(30,) * 12, 2, 3, 5)
WORLDS: Mapping[str, World] = {
    "16 outlets x 30 articles": World(),
    "a quarter of the effect": World(contrast=0.25),
    "nobody differs": World(contrast=0.0, mood=0.0),
    "nobody differs; topics differ": World(contrast=0.0, mood=0.0, topics=1.0),
    "nobody differs; articles lean each its way": World(contrast=TINY, mood=0.4 / TINY),
    "topics differ": World(topics=1.0),
    "loaded words in sources' voice": World(quoted=0.8),
    "house style toward each actor, sd 0.4": World(house=0.4),
    "house style toward each actor, sd 0.8": World(house=0.8),
    "one outlet with 80 % of articles, three of 2 to 5": World(sizes=LOPSIDED),
    "60 outlets x 10 articles": World(outlets=60, articles=10),
    "6 outlets x 30 articles": World(outlets=6),
}
# A topic that pulls all outlets' naming, and outlets that differ in it: what correction for what articles name makes of it.
PULLED: Mapping[str, World] = {
    "nobody differs; a topic pulls naming, outlets differ in topics": World(
        contrast=TINY, mood=0.0, topics=1.0, topic_pull=0.7
    ),
}
# Sources name actors too, each side by its own lean: what comes of counting them, where outlets choose what they quote and not.
HEARD: Mapping[str, World] = {
    "sources follow their outlet by half": World(sources=0.8, heard=0.5),
    "sources follow nobody": World(sources=0.8, heard=0.0),
    "a quarter of the effect; sources follow as much": World(contrast=0.25, sources=0.8, heard=1.0),
}
LINES = {
    "spearman": ("rank correlation with the truth", "o"),
    "inside": ("positions inside their 95 % interval", "s"),
    "flagged": ("outlets flagged as different", "^"),
}
CONTRASTS = (0.0, 0.125, 0.25, 0.375, 0.5, 0.75, 1.0, 1.5)


class Found(NamedTuple):
    """Of one world: rank correlation, share of positions inside the interval, share of outlets flagged as different."""

    spearman: float
    inside: float
    flagged: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=positive, default=200)
    parser.add_argument("--workers", type=positive, default=2)
    parser.add_argument("--only", default="", help="worlds whose name begins so")
    parser.add_argument("--figure", type=Path)
    a = parser.parse_args()
    rows = [(name, world, "") for name, world in WORLDS.items()]
    for name, world in HEARD.items():
        rows += [(name, world, ""), (f"{name}, and count", world, "joint")]
    print("| world | Spearman | worlds >= 0.95 | inside 95 % interval | flagged as different |")
    print("|---|---|---|---|---|")
    for name, world, kind in (row for row in rows if row[0].startswith(a.only)):
        found = many(world, a.worlds, a.workers, kind)
        high = [f.spearman >= 0.95 for f in found]
        cells = (told([f.spearman for f in found]), told(high), told([f.inside for f in found]))
        print(f"| {name} | " + " | ".join((*cells, told([f.flagged for f in found]))) + " |", flush=True)
    for name, world in ((name, world) for name, world in PULLED.items() if name.startswith(a.only)):
        before, after = zip(*in_parallel(corrected, world, a.worlds, a.workers), strict=True)
        print(f"\n{name}: flagged as different {told(before)}, after correction {told(after)}", flush=True)
    if a.figure:
        draw_fall({c: many(World(contrast=c), a.worlds, a.workers) for c in CONTRASTS}, a.figure)


def many(world: World, worlds: int, workers: int, kind: str = "") -> list[Found]:
    return in_parallel(partial(compared, kind=kind), world, worlds, workers)


def in_parallel(ask: Callable[[World, int], Any], world: World, worlds: int, workers: int) -> list[Any]:
    return list(Parallel(n_jobs=workers)(delayed(partial(ask, world))(seed) for seed in range(worlds)))


def corrected(world: World, seed: int) -> tuple[float, float]:
    """Share of outlets flagged as different, as they are and corrected for the topics that referents named tell of."""
    planted = draw(world, seed)
    made = learn(planted.names, planted.articles, Config(interval=LEVEL))
    counted, fitted = mentions(planted.names, planted.articles), model(made)
    choices = count(counted, planted.articles, fitted.vocabulary)
    found = correct(choices, fitted, made, topics(choices.of_group() > 0, choices.outlet, 0))
    ends = ((found.low, found.high), (found.corrected_low, found.corrected_high))
    before, after = (float(np.mean((low > 0) | (high < 0))) for low, high in ends)
    return before, after


def compared(world: World, seed: int, kind: str = "") -> Found:
    """One world drawn, placed and held against its truth; by the own voice, or by the `kind` of position named."""
    planted = draw(world, seed)
    placed = learn(planted.names, planted.articles, Config(interval=LEVEL))["outlets"]
    rows = [placed[o][kind] if kind else placed[o] for o in sorted(placed)]
    value, low, high = (np.array([row[key] for row in rows]) for key in ("value", "low", "high"))
    truth = (planted.positions - planted.positions.mean()) / planted.positions.std(ddof=1)
    inside, flagged = (low <= truth) & (truth <= high), (low > 0) | (high < 0)
    return Found(float(spearmanr(value, truth).statistic), float(inside.mean()), float(flagged.mean()))


def told(values: Sequence[float]) -> str:
    """Mean over worlds and its standard error."""
    return f"{np.mean(values):.3f} ± {np.std(values, ddof=1) / len(values) ** 0.5:.3f}"


def draw_fall(found: Mapping[float, Sequence[Found]], out: Path) -> None:
    """The figures of `Found` by contrast."""
    with mpl.rc_context({"axes.spines.top": False, "axes.spines.right": False}):
        figure = Figure(figsize=(7, 4), layout="constrained")
        axes = figure.subplots()
        for key, (label, marker) in LINES.items():
            means = [np.mean([getattr(f, key) for f in worlds]) for worlds in found.values()]
            axes.plot(list(found), means, marker=marker, label=label)
        axes.axhline(LEVEL, color="0.7", linewidth=0.8, zorder=0)
        axes.set_xlabel("effect: how far naming follows position (1: the invented corpora)")
        axes.set_ylim(-0.05, 1.02)
        axes.legend(frameon=False)
    out.write_text(svg(figure, out.stem), encoding="utf-8")


if __name__ == "__main__":
    run(main)
