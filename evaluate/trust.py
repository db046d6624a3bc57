"""How far a scale's positions can be trusted, for report.json: steadiness, confounds, known groups and other methods.

Positions themselves come from the model's folder; everything here asks what becomes of them with other articles, without one
referent or some owners, with covariates taken out, and by the methods that social scientists know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluate import camps, confounds, rivals, stability
from train import scale as scales
from train.bootstrap import FIRST, SECOND
from train.choices import Choices, Floats, Ints, count, mentions
from train.ideal import Model

LEAST = (10, 5, 3)  # articles of an outlet, for camps to be compared
FEWEST_OUTLETS = 5  # of stability.FEWEST articles, for other methods and reliability
FOLDS = 5  # of owners
Tables = Mapping[str, pd.DataFrame]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placing:
    """What becomes of one outlet's position, all on the scale's unit.

    `few`: by ten articles drawn at random, mean over draws. `referent_low/high`: with one referent left out at a time, `referent`
    the one that moves it most. `left_out`: by a scale fitted without its owner. `owner_low/high`: with a fifth of the owners left
    out of the fit. `corrected` for all covariates with its interval, `moved` the families of covariates that move it beyond the
    raw interval. `cited` is where what its sources are let call actors places it, `joint` where that and its own voice do.
    """

    outlet: str
    articles: int
    value: float
    low: float
    high: float
    rank: float
    rank_low: float
    rank_high: float
    few: float | None
    referent_low: float
    referent_high: float
    referent: str
    left_out: float
    owner_low: float
    owner_high: float
    corrected: float
    corrected_low: float
    corrected_high: float
    moved: tuple[str, ...]
    cited: float
    cited_low: float
    cited_high: float
    joint: float
    joint_low: float
    joint_high: float


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A features folder on a scale: choices, model and scale, positions and the owner of each outlet."""

    choices: Choices
    model: Model
    scale: Json
    value: Floats
    owners: list[str]

    @property
    def size(self) -> Ints:
        """Articles of each outlet."""
        return self.choices.size()

    @property
    def big(self) -> Ints:
        """The outlets with enough articles to be compared closely."""
        return np.flatnonzero(self.size >= stability.FEWEST)

    def on_unit(self, values: Floats) -> Floats:
        """Positions of the model's axis on the scale's unit."""
        return stability.on_unit(values, self.scale["unit"])


def trust(tables: Tables, scale: Json, labels: Mapping[str, str], seed: int) -> tuple[dict[str, Any], list[Placing]]:
    """What is told of positions as a whole, and of each outlet of three articles or more; `labels` by outlet."""
    model = scales.model(scale)
    articles = tables["articles"]
    choices = count(mentions(tables["names"], articles), articles, model.vocabulary)
    owner = articles["owner"].fillna(articles["canonical"]).fillna(articles["outlet"])
    owner_of = dict(zip(articles["outlet"], owner, strict=True))
    value = np.array([scale["outlets"][o]["value"] for o in choices.outlets], dtype=np.float64)
    placed = _Placed(choices, model, scale, value, [owner_of[o] for o in choices.outlets])
    own, without = stability.without_owners(choices, model, placed.owners, FOLDS, seed)
    own, without = (placed.on_unit(v) for v in (own, without))
    whole = {
        "fewest": stability.FEWEST,
        "folds": FOLDS,
        **_steadiness(placed, seed),
        "camps": _camps(placed, labels, own),
        "methods": _methods(placed, labels, tables, seed),
    }
    return whole, _placings(placed, tables, own, without, seed)


def _steadiness(placed: _Placed, seed: int) -> dict[str, Any]:
    """Reliability by halves, and how many articles rank outlets alike; None where outlets are few."""
    if len(placed.big) < FEWEST_OUTLETS:
        return {"halves": None, "samples": [], "enough": None}
    samples = stability.steadiness(placed.choices, placed.model, seed)
    return {
        "halves": asdict(stability.halves(placed.choices, placed.model, seed)),
        "samples": [asdict(row) for row in samples],
        "enough": stability.enough(samples),
    }


def _camps(placed: _Placed, labels: Mapping[str, str], own: Floats) -> list[dict[str, Any]]:
    """Camps apart, by least number of articles; `left_out` the same where no outlet had a part in the scale that placed it.

    `cited` and `joint` are AUCs by sources' words alone, and by both voices.
    """
    either, high = camps.sides(placed.choices.outlets, labels, FIRST, SECOND)
    sides = np.zeros(len(either), dtype=bool)
    sides[either] = high
    rows = []
    for least in LEAST:
        some = np.flatnonzero(either & (placed.size >= least))
        if sides[some].any() and not sides[some].all():
            owners = [placed.owners[i] for i in some]
            found = camps.apart(placed.value[some], sides[some], owners)
            rows.append({"least": least, "high": FIRST, "low": SECOND, **asdict(found)})
            rows[-1]["left_out"] = camps.area(own[some], sides[some])
            for kind in ("cited", "joint"):
                by = np.array([placed.scale["outlets"][placed.choices.outlets[i]][kind]["value"] for i in some])
                rows[-1][kind] = camps.area(by, sides[some])
    return rows


def _methods(placed: _Placed, labels: Mapping[str, str], tables: Tables, seed: int) -> dict[str, Any] | None:
    """Other methods on the outlets with enough articles: rank correlations, separation of camps, outlets ranked far from ours."""
    big, choices = placed.big, placed.choices
    if len(big) < FEWEST_OUTLETS:
        return None
    outlets = [choices.outlets[i] for i in big]
    counts, lean = rivals.table(choices, big)
    known = np.array([{FIRST: 1.0, SECOND: -1.0}.get(labels.get(o, ""), np.nan) for o in outlets])
    texts = tables["articles"].set_index("article")["text"].loc[list(choices.articles)].tolist()
    total = choices.by_outlet(choices.counts)[big]
    methods = {
        "isnad": placed.value[big],
        "raw share": total @ choices.vocabulary.lean / np.maximum(total.sum(axis=1), 1),
        "correspondence analysis": rivals.correspondence(counts, lean),
        "wordfish": rivals.wordfish(counts, lean),
        "latent semantic scaling": rivals.latent_semantic(texts, choices, seed)[big],
    }
    given = ~np.isnan(known)
    both = given.any() and len(set(known[given])) > 1
    if both:
        methods["wordscores"] = rivals.wordscores(counts, known)
    far = rivals.disagreements(outlets, methods, "isnad")
    return {
        "outlets": len(big),
        "correlations": rivals.agreement(methods),
        "auc": {m: camps.area(v[given], known[given] > 0) for m, v in methods.items()} if both else {},
        "disagreements": [dict(zip(("outlet", "method", "ours", "theirs"), row, strict=True)) for row in far],
    }


def _placings(placed: _Placed, tables: Tables, own: Floats, without: Floats, seed: int) -> list[Placing]:
    choices, model = placed.choices, placed.model
    few = placed.on_unit(stability.rarefied(choices, model, seed))
    less = {g: placed.on_unit(v) for g, v in stability.without_referent(choices, model).items()}
    groups, moves = list(less), np.array(list(less.values()))
    X = confounds.covariates(choices, tables, seed)
    families = {f: confounds.correct(choices, model, placed.scale, columns) for f, columns in X.items()}
    whole = confounds.correct(choices, model, placed.scale, np.column_stack(list(X.values())))
    moved = {f: found.moved for f, found in families.items()} | {"all": whole.moved}
    (low, high), (owner_low, owner_high) = stability.band(moves), stability.band(without)
    rows = []
    for i, outlet in enumerate(choices.outlets):
        if (rank := placed.scale["ranks"].get(outlet)) is None:
            continue
        ends = placed.scale["outlets"][outlet]
        rows.append(
            Placing(
                outlet=outlet,
                articles=int(placed.size[i]),
                value=ends["value"],
                low=ends["low"],
                high=ends["high"],
                rank=rank["rank"],
                rank_low=rank["low"],
                rank_high=rank["high"],
                few=None if np.isnan(few[i]) else float(few[i]),
                referent_low=float(low[i]),
                referent_high=float(high[i]),
                referent=groups[int(np.abs(moves[:, i] - placed.value[i]).argmax())],
                left_out=float(own[i]),
                owner_low=float(owner_low[i]),
                owner_high=float(owner_high[i]),
                corrected=float(whole.corrected[i]),
                corrected_low=float(whole.corrected_low[i]),
                corrected_high=float(whole.corrected_high[i]),
                moved=tuple(f for f, flags in moved.items() if flags[i]),
                cited=ends["cited"]["value"],
                cited_low=ends["cited"]["low"],
                cited_high=ends["cited"]["high"],
                joint=ends["joint"]["value"],
                joint_low=ends["joint"]["low"],
                joint_high=ends["joint"]["high"],
            )
        )
    return rows


def flagged(rows: Sequence[Json]) -> list[Json]:
    """Outlets that covariates move beyond their interval, the largest move first."""
    found = [row for row in rows if row["moved"]]
    return sorted(found, key=lambda row: (-abs(row["corrected"] - row["value"]), row["outlet"]))
