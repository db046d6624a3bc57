"""The numbers of the choice model: how usual each wording is and how far it tells, found without anybody's positions.

alpha, d, slope and tau (`train.ideal`) maximise the penalised marginal likelihood, theta and delta integrated out on a grid of
NODES points (Bock & Aitkin 1981); a joint maximum over theirs and the hundreds of thetas would be biased where outlets are
small (Neyman & Scott 1948). The gradient is analytic.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from scipy.optimize import Bounds, minimize
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from train.choices import Choices, Floats, effective, membership, repetition
from train.ideal import EDGE, NODES, Beliefs, Model, beliefs, chances, grid, scores

USUAL_SD, SLOPE_SD, HOUSE_SD = 3.0, 1.0, 0.5  # of the penalties on alpha, slope, tau
SPREAD = (0.02, 0.2)
HOUSE = (0.07, 2.0)  # bounds of tau; below half a step of the grid it is nothing
ROUNDS = 3
STEPS, FALL, CERTAIN = (
    12,
    4.5,
    30.0,
)  # points over the slope; of log likelihood: out to where, and from where no doubt is left


def fit(choices: Choices, start: Model | None = None, rounds: int = ROUNDS, given: Floats | None = None) -> Model:
    """The model of these choices; spread and inflation, which the likelihood does not hold, are found in turns.

    `given` is what is believed of outlets' positions already (outlets x NODES), by choices of another kind.
    """
    model = start or blank(choices)
    if not choices.vocabulary.groups:
        return model
    model = replace(model, rho=repetition(choices))
    with threadpool_limits(1):  # here and below: sums come out the same for any number of threads
        for _ in range(rounds):
            model = _climb(choices, model, given)
            spread, inflation = _spread(choices, model, given), _inflation(choices, model, given)
            model = replace(model, spread=spread, inflation=inflation)
        model = _climb(choices, model, given)
        return replace(model, nothing=_nothing(choices, model, given))


def blank(choices: Choices) -> Model:
    """Where fitting begins: how usual each wording is, and the lexicon alone. From elsewhere it may end on a lower peak."""
    words = choices.vocabulary
    usual = np.log(np.asarray(choices.counts.sum(axis=0)).ravel() + 0.5)
    of = membership(words)
    middle = (usual @ of) / of.sum(axis=0)
    return Model(words, usual - middle[words.group], words.lean, 1.0, 0.1, 0.3, np.ones(len(words.groups)), 1.0, 0.0)


def _expected(counts: Floats, model: Model, found: Beliefs) -> tuple[Floats, Floats]:
    """Counts seen at each node, and their sum over the group (wordings x nodes each)."""
    seen, all_seen = np.empty((len(model.alpha), NODES)), np.empty((len(model.alpha), NODES))
    for part, belief in zip(model.vocabulary.slices(), found.in_group, strict=True):
        seen[part] = counts[:, part].T @ belief
        all_seen[part] = seen[part].sum(axis=0)
    return seen, all_seen


def _heard(choices: Choices, model: Model, given: Floats | None) -> tuple[Floats, Floats | None]:
    """Effective counts of the outlets that name somebody, and what is believed of them: others say nothing of wordings."""
    counts = choices.by_outlet(effective(choices, model.rho))
    some = counts.any(axis=1)
    return counts[some], None if given is None else given[some]


def _climb(choices: Choices, model: Model, given: Floats | None) -> Model:
    """The penalised maximum over alpha, d, slope and log tau, by L-BFGS from `model` on."""
    (counts, before), free = _heard(choices, model, given), 2 * len(model.alpha)
    low = np.append(np.full(free, -np.inf), [0.0, np.log(HOUSE[0])])
    high = np.append(np.full(free + 1, np.inf), np.log(HOUSE[1]))
    goal = partial(lost, counts=counts, model=model, given=before)
    options: Any = {"maxiter": 300, "maxcor": 30}
    found = minimize(goal, point(model), jac=True, method="L-BFGS-B", bounds=Bounds(low, high), options=options)
    return at(np.asarray(found.x, dtype=np.float64), model)


def point(model: Model) -> Floats:
    """A model's free numbers in a row: alpha, d, slope, log tau."""
    d = model.beta / model.slope - model.vocabulary.lean if model.slope > 0 else np.zeros_like(model.beta)
    return np.concatenate([model.alpha, d, [model.slope, np.log(model.house)]])


def at(point: Floats, model: Model) -> Model:
    """The model with these free numbers."""
    alpha, d = np.split(point[:-2], 2)
    slope = float(point[-2])
    return replace(
        model, alpha=alpha, beta=slope * (model.vocabulary.lean + d), slope=slope, house=float(np.exp(point[-1]))
    )


def lost(point: Floats, counts: Floats, model: Model, given: Floats | None = None) -> tuple[float, Floats]:
    """Penalty less marginal log likelihood of outlets' effective counts, and its gradient by `point`."""
    now, x = at(point, model), grid(NODES)
    _, d = np.split(point[:-2], 2)
    found = beliefs(counts, now, NODES, given)
    seen, all_seen = _expected(counts, now, found)
    pull = (seen - all_seen * np.exp(chances(now, x))) / now.inflation
    by_alpha, by_beta = pull.sum(axis=1), pull @ x
    penalty = (
        float(((now.alpha / USUAL_SD) ** 2).sum() + ((d / now.spread) ** 2).sum())
        + (now.slope / SLOPE_SD) ** 2
        + (now.house / HOUSE_SD) ** 2
    )
    by_slope = now.slope / SLOPE_SD**2 - float(by_beta @ (now.vocabulary.lean + d))
    by_house = (now.house / HOUSE_SD) ** 2 - found.by_house
    parts = [now.alpha / USUAL_SD**2 - by_alpha, d / now.spread**2 - now.slope * by_beta, [by_slope, by_house]]
    return penalty / 2 - float(found.likelihood.sum()), np.concatenate(parts)


def _spread(choices: Choices, model: Model, given: Floats | None) -> float:
    """Standard deviation of d by one step of EM: mean of d squared and its posterior variance, to first order."""
    counts = choices.by_outlet(effective(choices, model.rho))
    p, x = np.exp(chances(model, grid(NODES))), grid(NODES)
    _, all_seen = _expected(counts, model, beliefs(counts, model, NODES, given))
    told = (all_seen * p * (1 - p)) @ x**2 / model.inflation
    _, d = np.split(point(model)[:-2], 2)
    information = told * model.slope**2 + 1 / model.spread**2
    return float(np.clip(np.sqrt(np.mean(d**2 + 1 / information)), *SPREAD))


def _inflation(choices: Choices, model: Model, given: Floats | None) -> float:
    """Variance of articles' scores for theta over their expectation, in outlets of two articles or more; at least 1."""
    score, information = scores(choices, replace(model, inflation=1.0), given)
    m = np.bincount(choices.outlet, information > 0, len(choices.outlets))
    many = np.divide(m, m - 1, out=np.zeros(len(m)), where=m > 1)[choices.outlet]
    expectation = (information * (many > 0)).sum()
    return float(max(1.0, (score**2 * many).sum() / expectation)) if expectation > 0 else 1.0


def _nothing(choices: Choices, model: Model, given: Floats | None) -> float:
    """Probability that slope is 0, which beforehand it is with odds 1 to 1, else half-normal (the penalty on it).

    Bayes factor with the other numbers held, the slope summed over STEPS points about its maximum, out to where next to
    nothing is left. In worlds where nobody differs the slope comes out above 0 by chance in one of three: believed as it
    stands it would make intervals too narrow.
    """
    counts, before = _heard(choices, model, given)
    where = point(model)

    def gain(slope: float) -> float:
        return -lost(np.append(where[:-2], [slope, where[-1]]), counts, model, before)[0]

    none, top, reach = gain(0.0), gain(model.slope), 0.05
    if top - none > CERTAIN:
        return 0.0
    while top - gain(model.slope + reach) < FALL and reach < EDGE:
        reach *= 1.5
    edges = np.linspace(max(model.slope - reach, 0.0), model.slope + reach, STEPS + 1)
    mass = np.exp([gain(slope) - none for slope in (edges[1:] + edges[:-1]) / 2])
    factor = float(mass.sum() * (edges[1] - edges[0])) * 2 / np.sqrt(2 * np.pi) / SLOPE_SD
    return float(1 / (1 + factor))
