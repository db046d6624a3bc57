import numpy as np
import pytest

from evaluate.topics import CLASSES, topics
from seeds.worlds import World, draw
from train.choices import count, mentions, vocabulary


def test_topics_tell_planted_classes_apart() -> None:
    rng = np.random.default_rng(0)
    truth, outlet = rng.integers(0, 2, 600), np.repeat(np.arange(6), 100)
    p = np.where(truth[:, None] == 0, [0.9, 0.8, 0.1, 0.1], [0.1, 0.1, 0.9, 0.8])
    found = topics(rng.random((600, 4)) < p, outlet, 0)
    assert found.shape == (600, CLASSES)
    assert found.sum(axis=1) == pytest.approx(1)
    fitted = found @ np.linalg.lstsq(found, truth, rcond=None)[0]
    assert np.corrcoef(fitted, truth)[0, 1] > 0.85


def test_topics_where_an_article_leaves_it_open_its_outlet_tells() -> None:
    """This is what keeps slopes from being too small."""
    rng = np.random.default_rng(1)
    truth = np.repeat([0, 1], 200)
    named = rng.random((400, 6)) < np.where(truth[:, None] == 0, [0.8] * 3 + [0.1] * 3, [0.1] * 3 + [0.8] * 3)
    named[[0, 399]] = [True, False, False, True, False, False]
    found = topics(named, truth, 0)
    assert np.abs(found[0] - found[399]).sum() > 0.8


def test_topics_are_the_same_for_the_same_seed() -> None:
    planted = draw(World(topics=1.0), 0)
    kept = mentions(planted.names, planted.articles)
    choices = count(kept, planted.articles, vocabulary(kept))
    one, two = (topics(choices.of_group() > 0, choices.outlet, 0) for _ in range(2))
    assert np.array_equal(one, two)
