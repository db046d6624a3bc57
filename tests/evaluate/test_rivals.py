import numpy as np
import pytest
from scipy.stats import spearmanr

from evaluate import rivals
from seeds.worlds import World, draw
from train.choices import Choices, count, mentions, vocabulary


@pytest.fixture(scope="module")
def world() -> tuple[Choices, np.ndarray]:
    planted = draw(World(articles=60, mood=0.0), 0)
    kept = mentions(planted.names, planted.articles)
    return count(kept, planted.articles, vocabulary(kept)), planted.positions


@pytest.mark.parametrize("method", [rivals.correspondence, rivals.wordfish])
def test_rivals_find_planted_positions(method, world) -> None:
    choices, positions = world
    counts, lean = rivals.table(choices, np.arange(16))
    assert spearmanr(method(counts, lean), positions).statistic > 0.9
    assert spearmanr(method(counts, -lean), positions).statistic < -0.9


def test_rivals_correspondence_is_that_of_the_book() -> None:
    counts = np.array([[20.0, 5.0], [10.0, 10.0], [5.0, 20.0]])
    found = rivals.correspondence(counts, np.array([1.0, -1.0]))
    share = counts / counts.sum()
    inertia = ((share - np.outer(share.sum(1), share.sum(0))) ** 2 / np.outer(share.sum(1), share.sum(0))).sum()
    assert share.sum(axis=1) @ found**2 == pytest.approx(inertia), "two columns have one dimension, all inertia on it"
    assert share.sum(axis=1) @ found == pytest.approx(0)
    assert found[0] > found[1] > found[2]


def test_rivals_wordscores_leaves_a_reference_out_of_its_own_score() -> None:
    counts = np.array([[4.0, 0.0, 2.0], [0.0, 4.0, 0.0], [1.0, 3.0, 0.0]])
    found = rivals.wordscores(counts, np.array([1.0, -1.0, np.nan]))
    assert found[2] == pytest.approx(1 / 4 * 1 + 3 / 4 * -1)
    assert np.isnan(found[0]), "nobody else is a reference for its words"


def test_rivals_latent_semantic_follows_words_that_go_with_the_seeds(world) -> None:
    choices, positions = world
    words = np.where(positions[choices.outlet] > 0, "نصر صمود", "قصف مجازر")
    texts = [f"{w} خبر{i % 7}" for i, w in enumerate(words)]
    found = rivals.latent_semantic(texts, choices, 0)
    assert spearmanr(found, positions).statistic > 0.7
    assert np.array_equal(found, rivals.latent_semantic(texts, choices, 0))


def test_rivals_disagreements_are_far_ranks() -> None:
    ours = np.arange(9.0)
    other = ours.copy()
    other[[0, 8]] = other[[8, 0]]
    assert rivals.disagreements(list("abcdefghi"), {"we": ours, "they": other}, "we") == [
        ("a", "they", 9, 1),
        ("i", "they", 1, 9),
    ]
    assert rivals.agreement({"we": ours, "they": -ours})["we"]["they"] == pytest.approx(-1)
