from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate.camps import OWNERS, apart, area


def test_camps_area_counts_pairs_and_halves_ties() -> None:
    values, high = np.array([3.0, 1.0, 1.0, 0.0]), np.array([True, True, False, False])
    assert area(values, high) == pytest.approx((2 + 1 + 0.5) / 4)


def test_camps_p_is_the_share_of_all_arrangements() -> None:
    values, high = np.array([9, 7, 8, 1, 2, 3, 4, 5.0]), np.array([1, 1, 0, 0, 0, 0, 0, 0], bool)
    found = apart(values, high, [f"o{i}" for i in range(8)])
    arrangements = set(permutations(high.tolist()))
    reached = [area(values, np.array(p)) >= found.auc - 1e-9 for p in arrangements]
    assert found.p_outlets == found.p_owners == pytest.approx(np.mean(reached))
    assert found.least_outlets == pytest.approx(1 / len(arrangements))


def test_camps_outlets_of_an_owner_move_together() -> None:
    values = np.arange(12.0)
    high = values >= 8
    owners = ["a", "a", "b", "b", "c", "d", "e", "f", "g", "g", "g", "g"]
    found = apart(values, high, owners)
    assert found.owners == (1, 6)
    assert found.p_owners is None, "seven owners are too few for a test"
    owners[0] = "h"
    assert apart(values, high, owners).p_owners == pytest.approx(1 / 8)
    assert apart(values, high, owners).least_owners == pytest.approx(1 / 8)


def test_camps_few_owners_are_described_only() -> None:
    found = apart(np.arange(7.0), np.arange(7) > 3, [f"o{i}" for i in range(7)])
    assert (found.auc, found.p_outlets, found.p_owners) == (1.0, None, None)
    assert f"below {OWNERS}" in found.reason


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=8, max_size=12))
def test_camps_p_lies_between_the_least_and_one(rows: list[tuple[int, bool]]) -> None:
    values, high = np.array([float(v) for v, _ in rows]), np.array([h for _, h in rows])
    if high.all() or not high.any():
        return
    found = apart(values, high, [f"o{i}" for i in range(len(rows))])
    assert found.p_outlets is not None and found.least_outlets is not None
    assert found.least_outlets - 1e-12 <= found.p_outlets <= 1


def test_camps_many_outlets_are_drawn() -> None:
    high = np.arange(60) < 30
    found = apart(-np.arange(60.0), high, [f"o{i}" for i in range(60)])
    assert found.p_outlets == found.least_outlets == pytest.approx(1 / 200_001)
