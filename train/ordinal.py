"""Labels that have an order, told apart along one axis: the adjacent-categories logit with one slope.

    log P(k + 1 | x) / P(k | x) = a_k + b . x        labels k = 1 .. K in their order (Agresti 2010, section 4.1)

Each column has one weight b, however many labels there are, so the expected rank rises along b . x and the likeliest label
never steps back. Every pair of neighbours is a yes-or-no question (is it the upper one?), and all are one binary logistic
regression with a common b and an intercept each. Written out it is a multinomial logistic regression whose weights are
k b (the stereotype model of Anderson 1984 with equal steps), so scikit-learn alone opens and answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from seeds.chain import Refused

FREE = 100.0  # an indicator so tall that the penalty on its weight leaves the intercept a_k as good as free
Floats = NDArray[np.float64]


def orderly(labels: Iterable[str], order: Sequence[str]) -> bool:
    """Whether the labels have an order: they stand in `order`, or are no more than two."""
    return set(labels) <= set(order) or len(set(labels)) <= 2


def ordered(labels: Iterable[str], order: Sequence[str]) -> list[str]:
    """The labels as `order` ranks them, lowest first; two that it does not know by name, since any order will do.

    Refused where they have no order.

    >>> ordered({"damascus", "opposition"}, ["opposition", "other", "damascus"])
    ['opposition', 'damascus']
    """
    found = sorted(set(labels))
    missing = [label for label in found if label not in order]
    if not orderly(found, order):
        raise Refused(
            f"config: label '{missing[0]}' has no place in `order` ({', '.join(order)}), which model 'ordinal' needs; "
            "give all labels there from one end to the other, or leave the model out"
        )
    return found if missing else sorted(found, key=list(order).index)


def fit(model: LogisticRegression, X: Floats, y: NDArray[np.str_], weights: Floats, order: Sequence[str]) -> None:
    """Fit `model` as an ordinal one, with its own C; X articles x columns without gaps, `order` as `ordered` gives it."""
    rank = np.array([order.index(label) for label in y])
    steps = range(len(order) - 1)
    sides = [np.flatnonzero((rank == k) | (rank == k + 1)) for k in steps]
    asked = np.concatenate(sides)
    of = np.repeat(np.arange(len(order) - 1), [len(side) for side in sides])
    told = np.hstack([X[asked], FREE * np.eye(len(order) - 1)[of]])
    # By Newton's steps, which columns of so unlike scale do not slow down.
    pairs = LogisticRegression(
        C=model.C, solver="newton-cholesky", max_iter=model.max_iter, tol=model.tol, fit_intercept=False
    )
    pairs.fit(told, rank[asked] > of, sample_weight=weights[asked])
    slope, free = pairs.coef_[0, : X.shape[1]], FREE * pairs.coef_[0, X.shape[1] :]
    classes = sorted(order)
    place = np.array([order.index(label) for label in classes])
    model.classes_, model.n_features_in_, model.n_iter_ = np.array(classes), X.shape[1], pairs.n_iter_
    coef, intercept = place[:, None] * slope, np.concatenate([[0.0], np.cumsum(free)])[place]
    two = len(order) == 2
    model.coef_ = coef[1:] - coef[:1] if two else coef
    model.intercept_ = intercept[1:] - intercept[:1] if two else intercept
