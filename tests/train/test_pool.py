import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from train.pool import K_ARTICLE, K_OUTLET, norms, pool

SHARE, N = "names.own:RUSSIA:hostile", "names.own:RUSSIA:n"
PLAIN = {SHARE: {"mean": 0.5, "centre": 0.0, "spread": 1.0, "middle": 0.0, "breadth": 1.0}}


def table(rows: list[tuple[float, int]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[SHARE, N], dtype=float)


def pooled(rows: list[tuple[float, int]], groups: list[str], counts: list[bool] | None = None) -> np.ndarray:
    made = pool(table(rows), groups, counts or [True] * len(rows), PLAIN)
    return made["pooled_" + SHARE].to_numpy()


def test_pool_by_hand() -> None:
    found = pooled([(1.0, 2), (0.0, 9), (np.nan, 0)], ["a", "a", "a"])
    outlet = (2 + K_OUTLET * 0.5) / (2 + 5 + K_OUTLET)
    np.testing.assert_allclose(found[0], (2 + K_ARTICLE * outlet) / (2 + K_ARTICLE))
    np.testing.assert_allclose(found[1], K_ARTICLE * outlet / (5 + K_ARTICLE))
    np.testing.assert_allclose(found[2], outlet)


def test_pool_what_an_outlet_never_names_is_missing_not_zero() -> None:
    found = pooled([(np.nan, 0), (1.0, 3)], ["a", "b"])
    assert np.isnan(found[0]) and found[1] > 0.5


def test_pool_duplicates_add_nothing_to_their_outlet() -> None:
    alone = pooled([(1.0, 3)], ["a"])
    with_copy = pooled([(1.0, 3), (0.0, 5)], ["a", "a"], [True, False])
    assert with_copy[0] == pytest.approx(alone[0])


def test_pool_two_aliases_of_one_outlet_are_one() -> None:
    rows = [(1.0, 3), (0.0, 3)]
    together, apart = pooled(rows, ["x", "x"]), pooled(rows, ["x", "y"])
    assert together[0] < apart[0] and together[1] > apart[1]


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from("abc")), min_size=1, max_size=20))
def test_pool_shares_stay_shares_and_order_does_not_matter(made: list[tuple[float, int, str]]) -> None:
    rows = [(s if n else np.nan, n) for s, n, _ in made]
    groups = [g for *_, g in made]
    found = pooled(rows, groups)
    assert ((found >= 0) & (found <= 1) | np.isnan(found)).all()
    np.testing.assert_allclose(found[::-1], pooled(rows[::-1], groups[::-1]))


def test_pool_norms_put_columns_in_units_of_their_spread() -> None:
    rng = np.random.default_rng(0)
    rows = [(float(rng.random()), int(rng.integers(0, 6))) for _ in range(200)]
    rows = [(s if n else np.nan, n) for s, n in rows]
    groups, counts = [f"o{i % 10}" for i in range(200)], [True] * 200
    known = norms(table(rows), groups, counts)
    made = pool(table(rows), groups, counts, known)
    for column in ("article_" + SHARE, "pooled_" + SHARE):
        assert made[column].mean() == pytest.approx(0, abs=0.1)
        assert made[column].std() == pytest.approx(1, abs=0.1)
