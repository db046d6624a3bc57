"""Where outlets stand: positions from the names they choose for actors whose friends and foes are known.

Only mentions in the outlet's own voice count, in articles that are no near-duplicates, of the referents that the catalogue of
lexicons orients (`train.choices`). `train.ideal` says how likely each choice is at each position; this module reads positions
off it. With P_o the posterior of outlet o's position theta on the model's grid,

    centre, sd  = mean of E[theta_o] and sqrt(var of E[theta_o] + mean of Var[theta_o]) over outlets of >= 3 articles
    value_o     = (E[theta_o] - centre) / sd              low_o, high_o = quantiles of P_o on the same unit

The posterior mean is shrunken (partial pooling: Gelman & Hill 2007, ch. 12; as an examinee's score: Bock & Mislevy 1982): of
whom little is heard, value is near 0 and the interval wide. `sd` is that of positions, not of their means, so that 1 is one
standard deviation of outlets. Higher means closer to Damascus. Random numbers are drawn for ranks only.

What sources are let call actors, given the side cited, is a second kind of choice with numbers of its own. They are fitted with
what the own voice says of each outlet held (calibration to a known scale: Kim 2006), so that no quoted word moves `value`;
`cited` is where sources' voice alone places an outlet, `joint` where both do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from train import ideal, items
from train.choices import Choices, Floats, Ints, Vocabulary, cited, count, mentions, oriented, vocabulary
from train.config import Config
from train.ideal import Model
from train.ranks import ranks

AXIS = "higher: closer to Damascus"
LEAST_ARTICLES = 3
CITED_ROUNDS = 2

Scale = dict[str, Any]
Places = dict[str, dict[str, Any]]


def learn(names: pd.DataFrame, articles: pd.DataFrame, config: Config) -> Scale:
    """The scale of a features folder: the model's numbers, the unit, and position and rank of each of its outlets.

    `names` as in names.parquet, with `side` (`train.choices.sided`).
    """
    counted, quoted = mentions(names, articles), cited(names, articles)
    choices, heard = (count(kept, articles, vocabulary(kept)) for kept in (counted, quoted))
    own = items.fit(choices)
    theirs = items.fit(heard, rounds=CITED_ROUNDS, given=ideal.posterior(choices, own, ideal.NODES))
    beliefs = ideal.posterior(choices, own)
    scale: Scale = {"axis": AXIS, "interval": config.interval, "unit": unit(beliefs, choices.size())}
    scale |= written(own, choices) | {"cited": written(theirs, heard)}
    scale["outlets"] = _placed(scale, choices, heard, beliefs, seen=True)
    told = np.flatnonzero(choices.size() >= LEAST_ARTICLES)
    outlets = [choices.outlets[i] for i in told]
    scale["ranks"] = ranks(outlets, beliefs[told], config.interval, config.draws, config.seed)
    return scale


def place(scale: Mapping[str, Any], names: pd.DataFrame, articles: pd.DataFrame) -> Places:
    """Position of every outlet of a features folder on a scale already fitted, by the scale's numbers alone.

    For each outlet: value, low, high (in sd over the outlets that the scale was fitted on), articles (near-duplicates left
    out) and mentions (those counted), and `cited` and `joint` likewise. Wordings that the scale does not know say nothing. The
    outlets are taken for others than those the unit came from; placed again, these get the same values and slightly wider
    intervals.
    """
    choices = count(mentions(names, articles), articles, model(scale).vocabulary)
    heard = count(cited(names, articles), articles, model(scale["cited"]).vocabulary)
    return _placed(scale, choices, heard, ideal.posterior(choices, model(scale)), seen=False)


def _placed(scale: Mapping[str, Any], choices: Choices, heard: Choices, beliefs: Floats, seen: bool) -> Places:
    """Position of every outlet by its own choices, those of its sources, and both; `seen` where the scale is from them."""
    size, theirs = choices.size(), model(scale["cited"])
    inside = seen & (size >= LEAST_ARTICLES)
    placed = {
        "": (choices, beliefs, inside),
        "cited": (heard, ideal.posterior(heard, theirs), np.zeros(len(size), dtype=bool)),
        "joint": (heard, ideal.posterior(heard, theirs, given=beliefs), inside),
    }
    rows: Places = {o: {"articles": int(size[i])} for i, o in enumerate(choices.outlets)}
    for kind, (of, belief, within) in placed.items():
        ends = bounds(belief, scale["unit"], scale["interval"], within)
        mentioned = np.bincount(of.outlet, of.of_group().sum(axis=1), len(size))
        for i, outlet in enumerate(choices.outlets):
            row = {key: float(end[i]) for key, end in zip(("value", "low", "high"), ends, strict=True)}
            rows[outlet] |= {kind: row} if kind else row
            if kind != "joint":
                (rows[outlet][kind] if kind else rows[outlet])["mentions"] = int(mentioned[i])
    return rows


def bounds(beliefs: Floats, of: Mapping[str, Any], mass: float, inside: NDArray[np.bool_]) -> tuple[Floats, ...]:
    """Value, low and high of each row of beliefs; `inside` says which of them the unit was made from.

    An error of theta_j by e moves the unit too where j is inside: v_j by e (1 - (1 + v_j^2) / n) / sd only.
    """
    x, n, tail = ideal.grid(ideal.FINE), max(of["outlets"], 1), (1 - mass) / 2
    value = (beliefs @ x - of["centre"]) / of["sd"]
    pull = np.where(inside, (1 + value**2) / n, 0.0)
    own = np.maximum(1 - pull, 0.5)
    spread = (beliefs @ x**2 - (beliefs @ x) ** 2) / of["sd"] ** 2
    loose = norm.ppf(1 - tail) ** 2 * np.maximum(np.polyval(of["variance"], value) - spread * pull**2, 0)
    below, above = (own * ((ideal.quantile(beliefs, q) - of["centre"]) / of["sd"] - value) for q in (tail, 1 - tail))
    return value, value - np.sqrt(below**2 + loose), value + np.sqrt(above**2 + loose)


def unit(beliefs: Floats, articles: Ints) -> dict[str, Any]:
    """Centre and sd of positions over outlets of enough articles (0 and 1 where there are none), and what they leave unsure.

    `variance` holds the coefficients (of v^2, v, 1) of the variance of a value v that comes from the unit alone: with v_i and s_i
    the n outlets' values and posterior sds on the unit, sum_i s_i^2 (1 + v v_i)^2 / n^2 (delta method).
    """
    x = ideal.grid(ideal.FINE)
    some = beliefs[articles >= LEAST_ARTICLES]
    n = len(some)
    if n < 2:
        return {"centre": float((some @ x).sum()), "sd": 1.0, "outlets": n, "variance": [0.0, 0.0, 0.0]}
    mean, square = some @ x, some @ x**2
    centre, sd = float(mean.mean()), float(np.sqrt(square.mean() - mean.mean() ** 2))
    value, spread = (mean - centre) / sd, (square - mean**2) / sd**2
    loose = [float(c) for c in (spread @ value**2, 2 * spread @ value, spread.sum())]
    return {"centre": centre, "sd": sd, "outlets": n, "variance": [c / n**2 for c in loose]}


def written(model: Model, choices: Choices) -> Scale:
    """A model as plain JSON values, with what its numbers rest on."""
    words = model.vocabulary
    found = np.asarray(choices.counts.sum(axis=0)).ravel()
    named = choices.of_group() > 0
    groups = {
        g: {
            "orientation": oriented(g),
            "rho": float(model.rho[i]),
            "articles": int(named[:, i].sum()),
            "outlets": len(np.unique(choices.outlet[named[:, i]])),
        }
        for i, g in enumerate(words.groups)
    }
    wordings = {
        f"{words.groups[words.group[i]]}:{name}": {
            "referent": words.groups[words.group[i]],
            "name": name,
            "lean": float(words.lean[i]),
            "alpha": float(model.alpha[i]),
            "beta": float(model.beta[i]),
            "mentions": int(found[i]),
        }
        for i, name in enumerate(words.names)
    }
    rest = {key: getattr(model, key) for key in ("slope", "spread", "house", "inflation", "nothing")}
    return {"model": rest, "referents": groups, "wordings": wordings}


def model(scale: Mapping[str, Any]) -> Model:
    """The model back from its JSON values."""
    groups = tuple(sorted(scale["referents"]))
    rows = sorted((groups.index(w["referent"]), w["name"], w) for w in scale["wordings"].values())
    lean, alpha, beta = (np.array([w[key] for _, _, w in rows], dtype=np.float64) for key in ("lean", "alpha", "beta"))
    words = Vocabulary(groups, tuple(n for _, n, _ in rows), np.array([g for g, _, _ in rows], dtype=np.int64), lean)
    rho = np.array([scale["referents"][g]["rho"] for g in groups], dtype=np.float64)
    return Model(words, alpha, beta, rho=rho, **scale["model"])
