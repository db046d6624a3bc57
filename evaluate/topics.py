"""What an article is about, as far as whom it names tells: latent classes of articles, each outlet with a mix of its own.

An article of class k names referent r with probability p_kr, independently of the others (latent class analysis: Lazarsfeld &
Henry 1968), and outlet o writes of class k with probability m_ok. By EM, m_o drawn towards the mix of all:

    P(k | a)  ~  m_ok prod_r p_kr^x_ar (1 - p_kr)^(1 - x_ar)        x_ar: a names r
    p_kr = (sum_a P(k | a) x_ar + 1/2) / (sum_a P(k | a) + 1)       m_ok = (sum_a in o P(k | a) + PULL m_k) / (n_o + PULL)

Regressing on these probabilities is regressing on what one would expect of the class itself (regression calibration: Carroll,
Ruppert, Stefanski & Crainiceanu 2006, ch. 4), so that slopes do not come out too small because a single article tells its topic
badly, as they do for raw counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from train.choices import Floats, Ints

CLASSES = 8
PULL = 8.0  # articles that the mix of all is worth in an outlet's
STARTS, STEPS, ENOUGH = 3, 200, 1e-3


def topics(named: NDArray[np.bool_], outlet: Ints, seed: int) -> Floats:
    """P(class | article) (articles x CLASSES) from whom each names (articles x referents) and its outlet, the best of STARTS."""
    rng, x = np.random.default_rng(seed), named.astype(np.float64)
    found = [_climb(x, outlet, rng.dirichlet(np.ones(CLASSES), len(x))) for _ in range(STARTS)]
    return max(found, key=lambda one: one[0])[1]


def _climb(x: Floats, outlet: Ints, belief: Floats) -> tuple[float, Floats]:
    """Log likelihood and P(class | article) where EM ends from these."""
    likelihood, outlets = -np.inf, np.eye(int(outlet.max(initial=-1)) + 1)[outlet]
    for _ in range(STEPS):
        mass = belief.sum(axis=0)
        p = (belief.T @ x + 0.5) / (mass[:, None] + 1)
        mix = (outlets.T @ belief + PULL * mass / max(len(x), 1)) / (outlets.sum(axis=0)[:, None] + PULL)
        told = x @ np.log(p).T + (1 - x) @ np.log(1 - p).T + np.log(mix)[outlet]
        top = told.max(axis=1, keepdims=True)
        belief = np.exp(told - top)
        before, likelihood = likelihood, float((np.log(belief.sum(axis=1)) + top.ravel()).sum())
        belief /= belief.sum(axis=1, keepdims=True)
        if likelihood - before < ENOUGH:
            break
    return likelihood, belief
