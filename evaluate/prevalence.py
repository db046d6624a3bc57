"""How many of a set of texts bear each label, from the answers of a classifier that errs: adjusted count and EM.

Both suppose that texts of one label look alike in all sets (prior probability shift), so that error rates measured on
other outlets hold here. Counting answers as they come is biased towards what the classifier likes to say (Forman 2008).
Arrays have draws of a bootstrap first; k labels.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from train.bootstrap import Floats

MOST_LABELS = 6  # with k labels 2^k - 1 sets of labels are tried
ROUNDS, CLOSE = 500, 1e-5


def rates(confusion: Floats) -> Floats:
    """Rows of a confusion (..., truth, answer) as shares of each truth; nan where a label has no text."""
    with np.errstate(invalid="ignore"):
        return np.asarray(confusion / confusion.sum(axis=-1, keepdims=True))


def adjusted(rates: Floats, shares: Floats) -> Floats:
    """Prevalence q (draws, k) for which q @ rates comes nearest to the shares of answers, q >= 0 and sum q = 1.

    With rates of answers this is adjusted count (Forman 2008, for two labels; by constrained least squares for more:
    Hopkins & King 2010), with mean probabilities its probabilistic twin (Bella et al. 2010). The least squares solution on
    a simplex is that of one of its faces, so each set of labels is tried as if the others were absent. nan where a rate is.

    >>> adjusted(np.array([[[0.8, 0.2], [0.3, 0.7]]]), np.array([[0.55, 0.45]])).round(3).tolist()
    [[0.5, 0.5]]
    """
    draws, k = shares.shape
    best, found = np.full(draws, np.inf), np.full((draws, k), np.nan)
    for size in range(1, k + 1):
        for face in combinations(range(k), size):
            q = np.zeros((draws, k))
            q[:, face] = _on_face(rates[:, face, :], shares)
            missed = ((np.einsum("dt,dta->da", q, rates) - shares) ** 2).sum(axis=1)
            better = (q >= -1e-9).all(axis=1) & (missed < best - 1e-15)
            best[better], found[better] = missed[better], np.clip(q[better], 0, 1)
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _on_face(rates: Floats, shares: Floats) -> Floats:
    """Least squares with sum 1 but of any sign; a ridge too small to matter keeps labels of like rates apart."""
    last = rates[:, -1, :]
    slopes = rates[:, :-1, :] - last[:, None, :]
    square = slopes @ slopes.transpose(0, 2, 1) + 1e-10 * np.eye(slopes.shape[1])
    first = np.linalg.solve(square, (slopes @ (shares - last)[:, :, None]))[:, :, 0]
    return np.concatenate([first, 1 - first.sum(axis=1, keepdims=True)], axis=1)


def expected(p: Floats, weights: Floats, prior: Floats) -> Floats:
    """Prevalence (draws, k) of greatest likelihood by EM (Saerens, Latinne & Decaestecker 2002).

    `p` (texts, k) are calibrated probabilities under the prior (draws, k), `weights` (draws, texts) sum to 1 a draw. Each
    round gives a text the probabilities it would have if q were the prior, and q their mean:

        p'_j ~ p_j q_j / prior_j        q_j = mean of p'_j
    """
    q = prior / prior.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        ratio = q / prior
        new = ratio * ((weights / (ratio @ p.T)) @ p)
        done = np.nanmax(np.abs(new - q), initial=0.0) < CLOSE
        q = new
        if done:
            break
    return np.asarray(q)
