"""The ordinal model on planted axes: one weight a column, and answers that go one way along it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from seeds.chain import Refused
from train import ordinal

ORDER = ["opposition", "other", "damascus"]


def planted(order: list[str], n: int = 240, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Articles whose label is cut from an axis, x0 - x1 / 2, with noise; x2 says nothing."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(n, 3))
    axis = X[:, 0] - X[:, 1] / 2 + 0.3 * random.normal(size=n)
    rank = np.argsort(np.argsort(axis)) * len(order) // n
    return X, np.array(order)[rank]


def learnt(order: list[str], C: float = 1.0, seed: int = 0) -> tuple[LogisticRegression, np.ndarray, np.ndarray]:
    X, y = planted(order, seed=seed)
    model = LogisticRegression(C=C, max_iter=2000)
    ordinal.fit(model, X, y, np.ones(len(y)), order)
    return model, X, y


@settings(deadline=None, max_examples=15)
@given(st.permutations("abcdef"), st.integers(2, 6), st.integers(0, 5))
def test_ordinal_answers_go_one_way_along_the_planted_axis(names: list[str], k: int, seed: int) -> None:
    order = names[:k]
    model, *_ = learnt(order, seed=seed)
    line = np.linspace(-4, 4, 81)[:, None] * np.array([1.0, -0.5, 0.0])
    p = model.predict_proba(line)
    assert list(model.classes_) == sorted(order)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    rank = np.array([order.index(c) for c in model.classes_])
    assert (np.diff(p @ rank) > 0).all()
    said = [order.index(c) for c in model.predict(line)]
    assert said == sorted(said)
    assert {said[0], said[-1]} == {0, k - 1}


def test_ordinal_has_one_weight_a_column_and_finds_the_axis() -> None:
    model, X, y = learnt(ORDER)
    of = dict(zip(model.classes_, model.coef_, strict=True))
    np.testing.assert_allclose(of["damascus"] - of["other"], of["other"] - of["opposition"])
    slope = of["damascus"] - of["other"]
    assert slope[1] / slope[0] == pytest.approx(-0.5, abs=0.1)
    assert abs(slope[2] / slope[0]) < 0.1
    assert (model.predict(X) == y).mean() > 0.75


def test_ordinal_intercepts_are_as_good_as_free() -> None:
    model, X, y = learnt(ORDER, C=1e-6)
    assert np.abs(model.coef_).max() < 0.01
    shares = [(y == c).mean() for c in model.classes_]
    np.testing.assert_allclose(model.predict_proba(X).mean(axis=0), shares, atol=0.02)


def test_ordinal_of_two_labels_is_logistic_regression() -> None:
    order = ["no", "yes"]
    model, X, y = learnt(order)
    plain = LogisticRegression(C=1.0, max_iter=2000).fit(X, y)
    np.testing.assert_allclose(model.predict_proba(X), plain.predict_proba(X), atol=1e-3)


def test_ordinal_read_from_the_other_end_says_the_same() -> None:
    model, X, y = learnt(ORDER)
    other = LogisticRegression(C=1.0, max_iter=2000)
    ordinal.fit(other, X, y, np.ones(len(y)), ORDER[::-1])
    np.testing.assert_allclose(model.predict_proba(X), other.predict_proba(X), atol=1e-3)


def test_ordinal_labels_without_a_place_refused() -> None:
    with pytest.raises(Refused, match=r"label 'neutral' has no place in `order` \(opposition, other, damascus\)"):
        ordinal.ordered(["damascus", "neutral", "opposition"], ORDER)
    assert ordinal.ordered(["left", "right"], ORDER) == ["left", "right"]
    assert ordinal.ordered(["other", "damascus", "opposition"], ORDER) == ORDER
