import numpy as np
from scipy.stats import norm

from train.ideal import FINE, grid
from train.ranks import ranks


def test_ranks_are_sure_where_outlets_are_apart_and_wide_where_not() -> None:
    beliefs = np.array([norm.pdf(grid(FINE), middle, 0.3) for middle in (3.0, 0.0, 0.05, -3.0)])
    found = ranks(list("abcd"), beliefs / beliefs.sum(axis=1, keepdims=True), 0.9, 500, 0)
    assert [found[o]["rank"] for o in "ad"] == [1, 4]
    assert (found["a"]["low"], found["a"]["high"]) == (1, 1)
    assert (found["b"]["low"], found["b"]["high"]) == (found["c"]["low"], found["c"]["high"]) == (2, 3)
