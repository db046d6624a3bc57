"""The choice model: P(wording w | referent r, outlet o), and where it places an outlet.

An outlet of position theta_o names referent r by wording w with probability

    P(w | r, o) = softmax over the wordings w of r of (alpha_w + beta_w theta_or),     theta_or = theta_o + delta_or

the nominal response model (Bock 1972), with choices as items' answers and outlets as persons: alpha_w is how usual a wording
is, beta_w how far it tells outlets apart. theta_o ~ N(0, 1) pools outlets: who is hardly heard stands near the middle, widely.
delta_or ~ N(0, tau^2) is house style: an outlet may treat one referent otherwise than its position lets expect, so that a
thousand mentions of one referent are not a thousand proofs of a position (testlet effect: Bradlow, Wainer & Wang 1999).
beta_w = slope (lean_w + d_w) with d_w ~ N(0, spread^2), slope >= 0: the lexicon's valence times orientation says what the axis
means; the data may say that one wording tells more than another, up to SPREAD of a whole valence. With more the axis may turn to
whatever else sets groups of outlets apart (period, crawl); where slope is 0 nothing tells, whatever d is, and nobody differs.

alpha, d, slope and tau maximise the penalised marginal likelihood, theta and delta integrated out on a grid of NODES points
(Bock & Aitkin 1981); a joint maximum over theirs and the hundreds of thetas would be biased where outlets are small (Neyman &
Scott 1948). The gradient is analytic. Counts are effective ones (`train.choices.effective`), and the likelihood is raised to
1 / inflation, the variance of articles' scores over what the model expects of them: articles, not mentions, are what is drawn
(magnitude adjustment of a composite likelihood: Pauli, Racugno & Ventura 2011; quasi-likelihood: Wedderburn 1974).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import numpy as np
from scipy.optimize import Bounds, minimize
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from train.choices import Choices, Floats, Vocabulary, effective, membership, repetition

EDGE = 5.0
NODES, FINE = 61, 401  # points of the grid for fitting, and for placing
USUAL_SD, SLOPE_SD, HOUSE_SD = 3.0, 1.0, 0.5  # of the penalties on alpha, slope, tau
SPREAD = (0.02, 0.2)
HOUSE = (0.07, 2.0)  # bounds of tau; below half a step of the grid it is nothing
ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Numbers that place outlets: alpha and beta of each wording, and what the docstring above says of the others."""

    vocabulary: Vocabulary
    alpha: Floats
    beta: Floats
    slope: float
    spread: float
    house: float
    rho: Floats
    inflation: float


def fit(choices: Choices, start: Model | None = None, rounds: int = ROUNDS) -> Model:
    """The model of these choices; spread and inflation, which the likelihood does not hold, are found in turns."""
    model = start or blank(choices)
    if not choices.vocabulary.groups:
        return model
    model = replace(model, rho=repetition(choices))
    with threadpool_limits(1):  # here and below: sums come out the same for any number of threads
        for _ in range(rounds):
            model = _climb(choices, model)
            model = replace(model, spread=_spread(choices, model), inflation=_inflation(choices, model))
        return _climb(choices, model)


def blank(choices: Choices) -> Model:
    """Where fitting begins: how usual each wording is, and the lexicon alone. From elsewhere it may end on a lower peak."""
    words = choices.vocabulary
    usual = np.log(np.asarray(choices.counts.sum(axis=0)).ravel() + 0.5)
    of = membership(words)
    middle = (usual @ of) / of.sum(axis=0)
    return Model(words, usual - middle[words.group], words.lean, 1.0, 0.1, 0.3, np.ones(len(words.groups)), 1.0)


@cache
def grid(nodes: int) -> Floats:
    """Positions at which the integral over theta is taken."""
    return np.linspace(-EDGE, EDGE, nodes)


@cache
def _prior(nodes: int) -> Floats:
    x = grid(nodes)
    weight = np.exp(-0.5 * x**2)
    return np.asarray(np.log(weight / weight.sum()))


def _kernel(house: float, nodes: int) -> tuple[Floats, Floats]:
    """P(theta_or | theta_o) on the grid (rows sum to 1), and its derivative by log tau."""
    x = grid(nodes)
    square = ((x[:, None] - x[None, :]) / house) ** 2
    kernel = np.exp(-0.5 * square)
    kernel /= kernel.sum(axis=1, keepdims=True)
    return kernel, kernel * (square - (kernel * square).sum(axis=1, keepdims=True))


def chances(model: Model, x: Floats) -> Floats:
    """Log P(wording | group) at positions x (wordings x positions)."""
    logits = model.alpha[:, None] + model.beta[:, None] * x[None, :]
    starts, group = model.vocabulary.starts, model.vocabulary.group
    top = np.maximum.reduceat(logits, starts, axis=0)[group]
    total = np.log(np.add.reduceat(np.exp(logits - top), starts, axis=0))[group]
    return np.asarray(logits - top - total)


@dataclass(frozen=True, slots=True, eq=False)
class _Beliefs:
    """What outlets' counts say on a grid: the likelihood, posteriors of theta (outlets x nodes) and of each theta_or."""

    likelihood: float
    theta: Floats
    in_group: list[Floats]
    by_house: float


def _beliefs(counts: Floats, model: Model, nodes: int, backward: bool = True) -> _Beliefs:
    logp = chances(model, grid(nodes))
    kernel, turned = _kernel(model.house, nodes)
    groups, total = [], np.tile(_prior(nodes), (len(counts), 1))
    for part in model.vocabulary.slices():
        told = counts[:, part] @ logp[part] / model.inflation
        top = told.max(axis=1, keepdims=True)
        told = np.exp(told - top)
        through = np.maximum(told @ kernel.T, 1e-300)
        total += np.log(through) + top
        groups.append((told, through))
    top = total.max(axis=1, keepdims=True)
    weight = np.exp(total - top)
    mass = weight.sum(axis=1, keepdims=True)
    theta = weight / mass
    if not backward:
        return _Beliefs(float((np.log(mass) + top).sum()), theta, [], 0.0)
    in_group, by_house = [], 0.0
    for told, through in groups:
        share = theta / through
        in_group.append((share @ kernel) * told)
        by_house += float(((share @ turned) * told).sum())
    return _Beliefs(float((np.log(mass) + top).sum()), theta, in_group, by_house)


def _expected(counts: Floats, model: Model, found: _Beliefs) -> tuple[Floats, Floats]:
    """Counts seen at each node, and their sum over the group (wordings x nodes each)."""
    seen, all_seen = np.empty((len(model.alpha), NODES)), np.empty((len(model.alpha), NODES))
    for part, belief in zip(model.vocabulary.slices(), found.in_group, strict=True):
        seen[part] = counts[:, part].T @ belief
        all_seen[part] = seen[part].sum(axis=0)
    return seen, all_seen


def _climb(choices: Choices, model: Model) -> Model:
    """The penalised maximum over alpha, d, slope and log tau, by L-BFGS from `model` on."""
    counts, free = choices.by_outlet(effective(choices, model.rho)), 2 * len(model.alpha)
    counts = counts[counts.any(axis=1)]  # who names nobody says nothing of the wordings
    low = np.append(np.full(free, -np.inf), [0.0, np.log(HOUSE[0])])
    high = np.append(np.full(free + 1, np.inf), np.log(HOUSE[1]))
    goal = partial(lost, counts=counts, model=model)
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


def lost(point: Floats, counts: Floats, model: Model) -> tuple[float, Floats]:
    """Penalty less marginal log likelihood of outlets' effective counts, and its gradient by `point`."""
    now, x = at(point, model), grid(NODES)
    _, d = np.split(point[:-2], 2)
    found = _beliefs(counts, now, NODES)
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
    return penalty / 2 - found.likelihood, np.concatenate(parts)


def _spread(choices: Choices, model: Model) -> float:
    """Standard deviation of d by one step of EM: mean of d squared and its posterior variance, to first order."""
    counts = choices.by_outlet(effective(choices, model.rho))
    p, x = np.exp(chances(model, grid(NODES))), grid(NODES)
    _, all_seen = _expected(counts, model, _beliefs(counts, model, NODES))
    told = (all_seen * p * (1 - p)) @ x**2 / model.inflation
    _, d = np.split(point(model)[:-2], 2)
    information = told * model.slope**2 + 1 / model.spread**2
    return float(np.clip(np.sqrt(np.mean(d**2 + 1 / information)), *SPREAD))


def _inflation(choices: Choices, model: Model) -> float:
    """Variance of articles' scores for theta over their expectation, in outlets of two articles or more; at least 1."""
    score, information = scores(choices, replace(model, inflation=1.0))
    m = np.bincount(choices.outlet, information > 0, len(choices.outlets))
    many = np.divide(m, m - 1, out=np.zeros(len(m)), where=m > 1)[choices.outlet]
    expectation = (information * (many > 0)).sum()
    return float(max(1.0, (score**2 * many).sum() / expectation)) if expectation > 0 else 1.0


def scores(choices: Choices, model: Model) -> tuple[Floats, Floats]:
    """Each article's pull on its outlet's position: derivative of its log likelihood by theta, and Fisher's information.

    Both at what is believed of theta_or, so that an outlet's house style is not laid at its articles' door.
    """
    weighed = effective(choices, model.rho)
    with threadpool_limits(1):
        found = _beliefs(choices.by_outlet(weighed), model, NODES)
    of, p = membership(model.vocabulary), np.exp(chances(model, grid(NODES)))
    mean, square = (of.T @ (p * model.beta[:, None] ** power) for power in (1, 2))  # groups x nodes
    expected = np.array([b @ mean[g] for g, b in enumerate(found.in_group)]).T  # outlets x groups
    spread = np.array([b @ (square[g] - mean[g] ** 2) for g, b in enumerate(found.in_group)]).T
    n = np.asarray(weighed @ of)
    score = np.asarray(weighed @ model.beta) - (n * expected[choices.outlet]).sum(axis=1)
    information = (n * spread[choices.outlet]).sum(axis=1)
    return score / model.inflation, information / model.inflation


def posterior(choices: Choices, model: Model, nodes: int = FINE) -> Floats:
    """P(theta_o) on a grid (outlets x nodes)."""
    with threadpool_limits(1):
        return _beliefs(choices.by_outlet(effective(choices, model.rho)), model, nodes, backward=False).theta


def quantile(beliefs: Floats, q: float | Floats) -> Floats:
    """A quantile (or several) of each row's posterior, its mass spread evenly between the points of the grid."""
    x = grid(FINE)
    step = x[1] - x[0]
    edges = np.append(x - step / 2, x[-1] + step / 2)
    return np.array([np.interp(q, np.append(0.0, np.cumsum(row)), edges) for row in beliefs])
