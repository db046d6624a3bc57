import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from evaluate.log_odds import Counts, Outcome, benjamini_hochberg, dispersion, log_odds, permuted, priors

ONE = np.zeros(2, np.int64)


def test_log_odds_by_hand() -> None:
    ratio, z = log_odds(np.array([[30.0, 70.0]]), np.array([40.0, 160.0]), ONE, np.array([2.0, 8.0]))
    expected = np.log(32 / 78) - np.log(12 / 98)
    assert ratio[0, 0] == pytest.approx(expected)
    assert z[0, 0] == pytest.approx(expected / np.sqrt(1 / 32 + 1 / 12))
    assert ratio[0, 1] == pytest.approx(-expected)


def test_log_odds_keeps_families_apart() -> None:
    counts = np.array([[30.0, 70.0, 5.0, 5.0]])
    whole = np.array([40.0, 160.0, 50.0, 50.0])
    both, _ = log_odds(counts, whole, np.array([0, 0, 1, 1]), np.array([2.0, 8.0, 1.0, 1.0]))
    alone, _ = log_odds(counts[:, :2], whole[:2], ONE, np.array([2.0, 8.0]))
    assert both[0, :2] == pytest.approx(alone[0])
    assert both[0, 2] == pytest.approx(0)


def test_priors_are_worth_a_unit() -> None:
    items = csr_array(np.array([[3.0, 1.0, 0.0], [3.0, 1.0, 2.0]]))
    prior = priors(Counts(items, (items > 0).astype(float), np.array([0, 0, 1])))
    assert prior[:2].sum() == pytest.approx(4)
    assert prior[2] == pytest.approx(2)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_benjamini_hochberg_keeps_order_and_bounds(values: list[float]) -> None:
    p = np.array(values)
    q = benjamini_hochberg(p)
    assert (q >= p - 1e-12).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_dispersion_goes_from_even_to_one_part() -> None:
    sizes = np.array([10.0, 10.0, 20.0])
    assert dispersion(np.array([1.0, 1.0, 2.0]), sizes) == pytest.approx(0)
    assert dispersion(np.array([5.0, 0.0, 0.0]), sizes) == pytest.approx(1)


def world(seed: int, planted: float = 0.0) -> tuple[Counts, np.ndarray]:
    """Forty bursty words in 200 articles of four outlets; the first twice in a row in `planted` of the first outlet's."""
    rng = np.random.default_rng(seed)
    topic = rng.gamma(0.3, size=(200, 40))  # an article's words come in bursts
    counts = rng.poisson(topic * 3).astype(float)
    group = np.repeat(np.arange(4), 50)
    counts[group == 0, 0] += 4 * (rng.random(50) < planted)
    items = csr_array(counts)
    return Counts(items, (items > 0).astype(float), np.zeros(40, np.int64)), group


def outcome(counts: Counts, group: np.ndarray, seed: int = 0) -> Outcome:
    rng = np.random.default_rng(seed)
    return permuted(counts, group, 4, lambda: rng.permutation(group), 100, lambda held: held >= 5)


def test_a_null_world_flags_hardly_anything() -> None:
    flagged = [(outcome(*world(seed)).q <= 0.05).any(axis=1).sum() for seed in range(12)]
    assert sum(flagged) <= 6  # of 48 groups: 0.05 of them is 2.4, more than 6 comes once in a hundred


def test_a_planted_word_is_found_and_no_other() -> None:
    made = outcome(*world(3, planted=0.7))
    assert made.q[0, 0] <= 0.05
    assert (made.q[0] <= 0.05).sum() <= 2
    assert made.log_odds[0, 0] > 0.5
    assert made.q[1:, 0].min() > 0.05


def test_words_of_too_few_articles_are_held_back() -> None:
    counts, group = world(3, planted=0.0)
    table = counts.items.toarray()
    table[:, 1] = 0
    table[:3, 1] = 500  # three articles only
    items = csr_array(table)
    made = outcome(Counts(items, (items > 0).astype(float), counts.family), group)
    assert made.z[0, 1] > 10
    assert made.p[0, 1] == 1
