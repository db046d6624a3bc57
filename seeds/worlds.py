"""Planted worlds drawn as counts, not as text: hundreds a minute, to ask whether positions and their intervals hold.

The tables are those of a features folder (`names.parquet`, `articles.parquet`, the columns that counting needs). What an outlet
calls an actor follows its position as in `seeds.newsroom.naming`; how many mentions an article holds, and how alike they are,
is as measured on 6,300 real articles (`NAMED`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from seeds.lexicon import orientation
from seeds.newsroom import POLES, phrases

Floats = NDArray[np.float64]

# Of real articles: share that names the referent, mentions in those that do, and their intraclass correlation.
NAMED: Mapping[str, tuple[float, float, float]] = {
    "COALITION_US": (0.109, 2.26, 0.24),
    "IRAN_AXIS": (0.147, 3.44, 0.35),
    "ISRAEL": (0.162, 3.71, 0.19),
    "OPPOSITION_ARMED": (0.283, 3.15, 0.20),
    "OPPOSITION_POLITICAL": (0.255, 2.84, 0.14),
    "RUSSIA": (0.058, 2.14, 0.30),
    "SYRIAN_ARMY": (0.211, 3.62, 0.29),
    "SYRIAN_STATE": (0.369, 3.49, 0.21),
    "TURKEY": (0.047, 2.35, 0.32),
}
SIDES: Mapping[str, float] = {
    "syrian_gov": 1.5,
    "none": 0.0,
    "opposition": -1.5,
}  # cited alike often, and their own lean
SILENT = 0.30  # share of real articles that name none of them
TOPICS = 5


@dataclass(frozen=True, slots=True)
class World:
    """What is planted. `contrast` scales how far naming follows position (1: as in the invented corpora; 0: nobody differs).

    `mood` is the sd of an article's lean about its outlet's, `house` that of an outlet's lean toward one referent, both in
    units of position. `topics` is how far outlets' mixes of topics differ and `topic_pull` the sd of what a topic, in all outlets
    alike, adds to the lean of names; `quoted` adds loaded words in sources' voice to this share of articles. `sources` is the
    share of articles in which sources name what the article names, each side by a lean of its own and by `heard` times its
    outlet's position. `sizes` gives each outlet's articles where they differ.
    """

    outlets: int = 16
    articles: int = 30
    contrast: float = 1.0
    mood: float = 0.4
    house: float = 0.0
    topics: float = 0.0
    topic_pull: float = 0.0
    quoted: float = 0.0
    sources: float = 0.0
    heard: float = 0.0
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """The tables of a world and the true position of each outlet, in order of name."""

    names: pd.DataFrame
    articles: pd.DataFrame
    positions: Floats


def draw(world: World, seed: int) -> Planted:
    """One world: positions N(0, 1), articles, and their mentions."""
    rng = np.random.default_rng(seed)
    sizes = np.array(world.sizes or (world.articles,) * world.outlets)
    positions = rng.standard_normal(len(sizes))
    outlet = np.repeat(np.arange(len(sizes)), sizes)
    articles = pd.DataFrame({"outlet": [f"outlet{o:03}" for o in outlet]})
    articles["article"] = [f"{o}-{i:05}" for i, o in enumerate(articles["outlet"])]
    articles["duplicate_of"] = None
    topic = _topics(world, outlet, len(sizes), rng)
    silent = rng.random(len(outlet)) < SILENT
    lean = positions[outlet] + world.mood * rng.standard_normal(len(outlet))
    pulls = world.topic_pull * rng.standard_normal(TOPICS)
    tables = []
    for referent, (share, mentions, alike) in NAMED.items():
        tastes = np.exp(world.topics * rng.standard_normal(TOPICS))  # which topics name this referent
        style = world.house * rng.standard_normal(len(sizes))
        chance = np.minimum(share / (1 - SILENT) * (tastes / tastes.mean())[topic], 0.95)
        rows = np.flatnonzero((rng.random(len(outlet)) < chance) & ~silent)
        n = rng.geometric(1 / mentions, len(rows))
        tables.append(
            _named(referent, world, lean[rows] + style[outlet[rows]], pulls[topic[rows]], n, alike, rng, rows)
        )
        if world.quoted:
            heard = rows[rng.random(len(rows)) < world.quoted]
            loud = np.full(len(heard), 3.0) * rng.choice((-1, 1))
            said = _named(referent, world, loud, np.zeros(len(heard)), n[: len(heard)] + 3, 0.5, rng, heard)
            tables.append(said.assign(voice="attributed", side="none"))
        if world.sources:
            heard = rows[rng.random(len(rows)) < world.sources]
            side = rng.choice(list(SIDES), len(heard))
            told = world.heard * positions[outlet[heard]] + np.array([SIDES[s] for s in side])
            said = _named(referent, world, told, np.zeros(len(heard)), n[: len(heard)], alike, rng, heard)
            tables.append(
                said.assign(voice="attributed", side=said["article"].map(dict(zip(heard, side, strict=True))))
            )
    names = pd.concat(tables, ignore_index=True).assign(masked=False)
    names["article"] = articles["article"].to_numpy()[names["article"]]
    return Planted(names, articles, positions)


def _topics(world: World, outlet: NDArray[np.int64], outlets: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """The topic of each article; outlets' mixes are alike where `topics` is 0."""
    mixes = rng.dirichlet(np.full(TOPICS, 0.8), outlets) if world.topics else np.full((outlets, TOPICS), 1 / TOPICS)
    return np.asarray((rng.random(len(outlet))[:, None] > np.cumsum(mixes, axis=1)[outlet]).sum(axis=1))


def _named(
    referent: str,
    world: World,
    lean: Floats,
    pull: Floats,
    n: NDArray[np.int64],
    alike: float,
    rng: np.random.Generator,
    rows: NDArray[np.int64],
) -> pd.DataFrame:
    """Mentions of a referent in these articles: Dirichlet-multinomial about `naming`, with intraclass correlation `alike`."""
    wordings = [
        (f"{referent}-{pole}-{i}", valence)
        for pole, valence in zip(POLES, (-1, 0, 1), strict=True)
        for i in range(len(phrases()["wordings"][referent][pole]))
    ]
    valences = np.array([v for _, v in wordings])
    tilt = 1.1 * orientation()[referent] * (world.contrast * lean + pull)
    size = {v: int((valences == v).sum()) for v in (-1, 0, 1)}
    weight = np.exp(tilt[:, None] * valences - 0.4 * np.abs(valences)) / np.array([size[v] for v in valences])
    p = weight / weight.sum(axis=1, keepdims=True)
    drawn = rng.standard_gamma(np.maximum(p * (1 - alike) / alike, 1e-6)) + 1e-300
    counts = rng.multinomial(n, drawn / drawn.sum(axis=1, keepdims=True))
    article, wording = np.nonzero(counts)
    times = counts[article, wording]
    return pd.DataFrame(
        {
            "article": np.repeat(rows[article], times),
            "referent": referent,
            "name": np.repeat(np.array([w for w, _ in wordings], dtype=object)[wording], times),
            "valence": np.repeat(valences[wording], times),
            "voice": "own",
            "side": None,
        }
    )
