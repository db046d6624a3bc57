import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate.intervals import bunched_shares, wilson
from train.bootstrap import draw_outlets, percentile


def test_intervals_every_draw_holds_every_label():
    present = np.eye(3, dtype=bool)[[0, 1, 2, 2, 2, 2]]
    draws = draw_outlets(present, seed=1)
    assert (draws[0] == 1).all()
    assert len(draws) == 501
    assert (draws.sum(axis=1) == 6).all()
    assert (draws @ present > 0).all()


def test_intervals_one_outlet_has_no_interval():
    draws = draw_outlets(np.ones((1, 1), bool), seed=0)
    assert percentile(draws[:, 0].astype(float)) == (1.0, None, None)


def test_intervals_one_outlet_a_label_leaves_nothing_to_draw():
    assert len(draw_outlets(np.eye(2, dtype=bool), seed=0)) == 1


def test_intervals_wilson_agrees_with_a_published_value():
    # Newcombe 1998, table I, 81 of 263 at 95 %: 0.2553 to 0.3662; here 90 %, which lies inside it.
    low, high = wilson(81 / 263, 263)
    assert 0.2553 < low < 81 / 263 < high < 0.3662
    assert (low, high) == pytest.approx((0.2632, 0.3566), abs=2e-3)


@given(st.integers(0, 40), st.integers(1, 40))
def test_intervals_wilson_holds_the_share(hits, n):
    share = min(hits, n) / n
    low, high = wilson(share, n)
    assert 0 <= low <= share <= high <= 1


def test_intervals_mentions_bunched_in_articles_count_less():
    spread = bunched_shares(np.array([[1.0], [0.0]] * 20), np.ones((40, 1)), np.zeros(40, int), 1)
    bunched = bunched_shares(np.array([[10.0], [0.0]] * 2), np.full((4, 1), 10.0), np.zeros(4, int), 1)
    assert spread.value[0, 0] == bunched.value[0, 0] == 0.5
    assert spread.n[0, 0] == bunched.n[0, 0] == 40
    assert bunched.high[0, 0] - bunched.low[0, 0] > 2 * (spread.high[0, 0] - spread.low[0, 0])


def test_intervals_many_mentions_in_one_article_say_little():
    one = bunched_shares(np.array([[50.0]]), np.array([[50.0]]), np.zeros(1, int), 1)
    assert one.value[0, 0] == 1
    assert one.low[0, 0] < 0.5
    none = bunched_shares(np.zeros((1, 1)), np.zeros((1, 1)), np.zeros(1, int), 1)
    assert np.isnan(none.value[0, 0])
