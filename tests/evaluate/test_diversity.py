from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate.diversity import rarefied, simpson

COUNTS = st.lists(st.integers(0, 4), min_size=1, max_size=5).filter(lambda counts: 1 <= sum(counts) <= 9)


def one(counts: list[int], m: int) -> float:
    return float(rarefied(np.array([counts], float), m)[0])


def brute(counts: list[int], m: int) -> float:
    """The mean number of different entities over every set of m citations."""
    citations = [i for i, n in enumerate(counts) for _ in range(n)]
    return float(np.mean([len(set(drawn)) for drawn in combinations(citations, m)]))


@given(COUNTS, st.data())
def test_diversity_rarefied_is_the_mean_over_all_draws(counts: list[int], data: st.DataObject) -> None:
    m = data.draw(st.integers(1, sum(counts)))
    assert one(counts, m) == pytest.approx(brute(counts, m))


@given(COUNTS)
def test_diversity_rarefied_grows_with_m_up_to_all_there_are(counts: list[int]) -> None:
    grown = [one(counts, m) for m in range(1, sum(counts) + 1)]
    assert grown[0] == pytest.approx(1)
    assert (np.diff(grown) >= -1e-12).all()
    assert grown[-1] == pytest.approx(np.count_nonzero(counts))


@given(COUNTS.filter(lambda counts: sum(counts) >= 2))
def test_diversity_simpson_is_one_less_than_two_drawn(counts: list[int]) -> None:
    assert float(simpson(np.array([counts], float))[0]) == pytest.approx(one(counts, 2) - 1)


def test_diversity_known_values() -> None:
    assert one([10, 10], 2) == pytest.approx(1 + 10 / 19)
    assert one([20], 20) == 1
    assert one([1] * 20, 20) == 20


def test_diversity_says_nothing_below_m() -> None:
    assert np.isnan(one([10, 9], 20))
    assert np.isnan(simpson(np.array([[1.0, 0.0], [0.0, 0.0]]))).all()


def test_diversity_more_of_the_same_does_not_look_wider() -> None:
    assert one([40] * 5, 20) <= one(
        [4] * 5, 20
    )  # twenty citations each hold all five; without replacement the small do
    assert abs(one([400] * 5, 20) - one([40] * 5, 20)) < 0.05
