import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluate.prevalence import adjusted, expected, rates

shares = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.floats(0, 1), min_size=k, max_size=k).filter(lambda q: sum(q) > 0.1)
)


def normed(q):
    return np.asarray(q, float) / np.sum(q)


@settings(deadline=None)
@given(shares, st.integers(0, 1000), st.floats(0.55, 0.9))
def test_prevalence_adjusted_undoes_the_confusion(q, seed, strength):
    q = normed(q)
    k = len(q)
    noise = np.random.default_rng(seed).dirichlet(np.ones(k), k)
    confusion = strength * np.eye(k) + (1 - strength) * noise
    np.testing.assert_allclose(adjusted(confusion[None], (q @ confusion)[None])[0], q, atol=1e-5)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_prevalence_adjusted_is_the_nearest_point_of_the_simplex(seed, k):
    rng = np.random.default_rng(seed)
    confusion, answered = rng.dirichlet(np.ones(k), (3, k)), rng.dirichlet(np.ones(k), 3)
    q = adjusted(confusion, answered)
    assert (q >= 0).all() and q.sum(axis=1) == pytest.approx(1)
    for d in range(3):
        others = np.concatenate([rng.dirichlet(np.full(k, 0.5), 300), np.eye(k)])
        missed = ((others @ confusion[d] - answered[d]) ** 2).sum(axis=1)
        assert ((q[d] @ confusion[d] - answered[d]) ** 2).sum() <= missed.min() + 1e-6


def test_prevalence_adjusted_of_two_labels_is_formans_formula():
    tpr, fpr, counted = 0.8, 0.3, 0.5
    found = adjusted(np.array([[[tpr, 1 - tpr], [fpr, 1 - fpr]]]), np.array([[counted, 1 - counted]]))
    assert found[0, 0] == pytest.approx((counted - fpr) / (tpr - fpr))
    beyond = adjusted(np.array([[[tpr, 1 - tpr], [fpr, 1 - fpr]]]), np.array([[0.1, 0.9]]))
    assert beyond[0].tolist() == [0, 1]  # fewer than its false alarms alone: clipped


def test_prevalence_is_unknown_where_a_label_was_never_met():
    found = rates(np.array([[[3.0, 1.0], [0.0, 0.0]]]))
    assert found[0, 0].tolist() == [0.75, 0.25] and np.isnan(found[0, 1]).all()
    both = np.concatenate([found, [[[0.75, 0.25], [0.25, 0.75]]]])
    told = adjusted(both, np.array([[0.5, 0.5]] * 2))
    assert np.isnan(told[0]).all() and told[1] == pytest.approx(0.5)
    p = np.array([[0.5, 0.5]])
    assert np.isnan(expected(p, np.ones((1, 1)), np.full((1, 2), np.nan))).all()


def normal(q, n, rng):
    """Texts of two labels whose one feature is normal about -1 and 1, and their probabilities where both are as frequent."""
    second = rng.random(n) < q
    x = rng.normal(np.where(second, 1.0, -1.0), 1.0)
    p = 1 / (1 + np.exp(-2 * x))
    return np.column_stack([1 - p, p])


@pytest.mark.parametrize("q", [0.05, 0.3, 0.9])
def test_prevalence_em_finds_the_share_that_counting_misses(q):
    p = normal(q, 20_000, np.random.default_rng(1))
    found = expected(p, np.full((1, len(p)), 1 / len(p)), np.full((1, 2), 0.5))[0]
    assert found.sum() == pytest.approx(1)
    assert abs(found[1] - q) < 0.02 < abs((p[:, 1] > 0.5).mean() - q)


@given(st.lists(st.floats(0.05, 0.95), min_size=1, max_size=20))
def test_prevalence_em_of_texts_that_tell_nothing_stays_at_the_prior(first):
    prior = np.array([[0.3, 0.7]])
    p = np.tile(prior, (len(first), 1))
    weights = normed(first)[None]
    np.testing.assert_allclose(expected(p, weights, prior), prior, atol=1e-9)


def test_prevalence_em_gives_every_draw_its_own_answer():
    rng = np.random.default_rng(0)
    p, weights = normal(0.4, 30, rng), rng.dirichlet(np.ones(30), 5)
    together = expected(p, weights, np.full((5, 2), 0.5))
    alone = [expected(p, w[None], np.full((1, 2), 0.5))[0] for w in weights]
    np.testing.assert_allclose(together, alone, atol=1e-3)
