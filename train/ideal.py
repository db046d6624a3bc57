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

Counts are effective ones (`train.choices.effective`), and the likelihood is raised to 1 / inflation, the variance of articles'
scores over what the model expects of them: articles, not mentions, are what is drawn (magnitude adjustment of a composite
likelihood: Pauli, Racugno & Ventura 2011; quasi-likelihood: Wedderburn 1974). Where the data leave it open whether wordings
tell anything, a share `nothing` of every posterior is what was believed before (model averaging: Hoeting et al. 1999).
`train.items` finds the numbers; this module says what they say of outlets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from train.choices import Choices, Floats, Vocabulary, effective, membership

EDGE = 5.0
NODES, FINE = 61, 401  # points of the grid for fitting, and for placing
FLOOR = 1e-300


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
    nothing: float


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
class Beliefs:
    """What outlets' counts say on a grid: log likelihoods, posteriors of theta (outlets x nodes) and of each theta_or."""

    likelihood: Floats
    theta: Floats
    in_group: list[Floats]
    by_house: float


def beliefs(counts: Floats, model: Model, nodes: int, given: Floats | None = None, backward: bool = True) -> Beliefs:
    """Bayes's theorem on outlets' effective counts; `given` is what was believed of theta before, else N(0, 1).

    Without `backward` only theta is told.
    """
    before = np.tile(_prior(nodes), (len(counts), 1)) if given is None else np.log(np.maximum(given, FLOOR))
    logp = chances(model, grid(nodes))
    kernel, turned = _kernel(model.house, nodes)
    groups, total = [], before
    for part in model.vocabulary.slices():
        told = counts[:, part] @ logp[part] / model.inflation
        top = told.max(axis=1, keepdims=True)
        told = np.exp(told - top)
        through = np.maximum(told @ kernel.T, FLOOR)
        total += np.log(through) + top
        groups.append((told, through))
    top = total.max(axis=1, keepdims=True)
    weight = np.exp(total - top)
    mass = weight.sum(axis=1, keepdims=True)
    theta = weight / mass
    if not backward:
        return Beliefs((np.log(mass) + top).ravel(), theta, [], 0.0)
    in_group, by_house = [], 0.0
    for told, through in groups:
        share = theta / through
        in_group.append((share @ kernel) * told)
        by_house += float(((share @ turned) * told).sum())
    return Beliefs((np.log(mass) + top).ravel(), theta, in_group, by_house)


def scores(choices: Choices, model: Model, given: Floats | None = None) -> tuple[Floats, Floats]:
    """Each article's pull on its outlet's position: derivative of its log likelihood by theta, and Fisher's information.

    Both at what is believed of theta_or, so that an outlet's house style is not laid at its articles' door.
    """
    weighed = effective(choices, model.rho)
    with threadpool_limits(1):
        found = beliefs(choices.by_outlet(weighed), model, NODES, given)
    of, p = membership(model.vocabulary), np.exp(chances(model, grid(NODES)))
    mean, square = (of.T @ (p * model.beta[:, None] ** power) for power in (1, 2))  # groups x nodes
    expected = np.array([b @ mean[g] for g, b in enumerate(found.in_group)]).T  # outlets x groups
    spread = np.array([b @ (square[g] - mean[g] ** 2) for g, b in enumerate(found.in_group)]).T
    n = np.asarray(weighed @ of)
    score = np.asarray(weighed @ model.beta) - (n * expected[choices.outlet]).sum(axis=1)
    information = (n * spread[choices.outlet]).sum(axis=1)
    return score / model.inflation, information / model.inflation


def posterior(choices: Choices, model: Model, nodes: int = FINE, given: Floats | None = None) -> Floats:
    """P(theta_o) on a grid (outlets x nodes): the model's, and what was believed before where nothing tells after all."""
    with threadpool_limits(1):
        found = beliefs(choices.by_outlet(effective(choices, model.rho)), model, nodes, given, backward=False).theta
    before = np.exp(_prior(nodes)) if given is None else given
    return np.asarray(model.nothing * before + (1 - model.nothing) * found)


def quantile(beliefs: Floats, q: float | Floats) -> Floats:
    """A quantile (or several) of each row's posterior, its mass spread evenly between the points of the grid."""
    x = grid(FINE)
    step = x[1] - x[0]
    edges = np.append(x - step / 2, x[-1] + step / 2)
    return np.array([np.interp(q, np.append(0.0, np.cumsum(row)), edges) for row in beliefs])
