"""Where outlets stand: positions from the names they choose for actors whose friends and foes are known.

Only mentions in the outlet's own voice count, in articles that are no near-duplicates, of the referents that the catalogue of
lexicons orients (`train.choices`). `train.ideal` says how likely each choice is at each position; this module reads positions
off it. With P_o the posterior of outlet o's position theta on the model's grid,

    centre, sd  = mean of E[theta_o] and sqrt(var of E[theta_o] + mean of Var[theta_o]) over outlets of >= 3 articles
    value_o     = (E[theta_o] - centre) / sd              low_o, high_o = quantiles of P_o on the same unit

The posterior mean is shrunken (partial pooling: Gelman & Hill 2007, ch. 12; as an examinee's score: Bock & Mislevy 1982): of
whom little is heard, value is near 0 and the interval wide. `sd` is that of positions, not of their means, so that 1 is one
standard deviation of outlets. Higher means closer to Damascus. Random numbers are drawn for ranks only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from seeds.lexicon import orientation
from train import ideal, items
from train.choices import Choices, Floats, Ints, Vocabulary, count, mentions, vocabulary
from train.config import Config
from train.ideal import Model
from train.ranks import ranks

AXIS = "higher: closer to Damascus"
LEAST_ARTICLES = 3

Scale = dict[str, Any]
Places = dict[str, dict[str, float | int]]


def learn(names: pd.DataFrame, articles: pd.DataFrame, config: Config) -> Scale:
    """The scale of a features folder: the model's numbers, the unit, and position and rank of each of its outlets."""
    counted = mentions(names, articles)
    choices = count(counted, articles, vocabulary(counted))
    scale = written(items.fit(choices), choices) | {"interval": config.interval}
    scale["outlets"] = placed(scale, choices, seen=True)
    told = np.flatnonzero(choices.size() >= LEAST_ARTICLES)
    beliefs = ideal.posterior(choices, model(scale))[told]
    scale["ranks"] = ranks([choices.outlets[i] for i in told], beliefs, config.interval, config.draws, config.seed)
    return scale


def place(scale: Mapping[str, Any], names: pd.DataFrame, articles: pd.DataFrame) -> Places:
    """Position of every outlet of a features folder on a scale already fitted, by the scale's numbers alone.

    For each outlet: value, low, high (in sd over the outlets that the scale was fitted on), articles (near-duplicates left
    out) and mentions (those counted). Wordings that the scale does not know say nothing. The outlets are taken for others than
    those the unit came from; placed again, these get the same values and slightly wider intervals.
    """
    return placed(scale, count(mentions(names, articles), articles, model(scale).vocabulary), seen=False)


def placed(scale: Mapping[str, Any], choices: Choices, seen: bool) -> Places:
    """Position of every outlet of some choices, counted in the scale's vocabulary; `seen` where the scale is from them."""
    beliefs, size = ideal.posterior(choices, model(scale)), choices.size()
    value, low, high = bounds(beliefs, scale["unit"], scale["interval"], seen & (size >= LEAST_ARTICLES))
    counted = np.bincount(choices.outlet, choices.of_group().sum(axis=1), len(size))
    return {
        outlet: {
            "value": float(value[i]),
            "low": float(low[i]),
            "high": float(high[i]),
            "articles": int(size[i]),
            "mentions": int(counted[i]),
        }
        for i, outlet in enumerate(choices.outlets)
    }


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
    """A model as plain JSON values."""
    words = model.vocabulary
    found = np.asarray(choices.counts.sum(axis=0)).ravel()
    named = choices.of_group() > 0
    groups = {
        g: {
            "orientation": orientation()[g],
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
    beliefs = ideal.posterior(choices, model)
    return {
        "axis": AXIS,
        "model": rest,
        "referents": groups,
        "wordings": wordings,
        "unit": unit(beliefs, choices.size()),
    }


def model(scale: Mapping[str, Any]) -> Model:
    """The model back from its JSON values."""
    groups = tuple(sorted(scale["referents"]))
    rows = sorted((groups.index(w["referent"]), w["name"], w) for w in scale["wordings"].values())
    lean, alpha, beta = (np.array([w[key] for _, _, w in rows], dtype=np.float64) for key in ("lean", "alpha", "beta"))
    words = Vocabulary(groups, tuple(n for _, n, _ in rows), np.array([g for g, _, _ in rows], dtype=np.int64), lean)
    rho = np.array([scale["referents"][g]["rho"] for g in groups], dtype=np.float64)
    return Model(words, alpha, beta, rho=rho, **scale["model"])
