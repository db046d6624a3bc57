import numpy as np
import pytest

from evaluate import stability
from seeds.worlds import World, draw
from train import ideal, items
from train.choices import Choices, count, mentions, vocabulary


def fitted(world: World, seed: int = 0) -> tuple[Choices, ideal.Model]:
    planted = draw(world, seed)
    kept = mentions(planted.names, planted.articles)
    choices = count(kept, planted.articles, vocabulary(kept))
    return choices, items.fit(choices)


def test_stability_reliability_is_high_where_outlets_differ_and_none_where_not() -> None:
    assert stability.halves(*fitted(World(articles=40)), seed=0).reliability > 0.9
    choices, model = fitted(World(articles=40, contrast=0.0, mood=0.0))
    loud = ideal.Model(**{f: getattr(model, f) for f in model.__slots__} | {"beta": model.vocabulary.lean})
    assert abs(stability.halves(choices, loud, seed=0).pearson) < 0.4


def test_stability_more_articles_rank_more_steadily() -> None:
    rows = stability.steadiness(*fitted(World(articles=80)), seed=0)
    assert [r.articles for r in rows] == [2, 5, 10, 20, 40]
    assert rows[0].spearman < rows[2].spearman < rows[-1].spearman
    assert stability.enough(rows) in (5, 10, 20)
    assert stability.enough(rows[:1]) is None


def test_stability_rarefied_outlets_have_as_many_articles() -> None:
    choices, model = fitted(World(sizes=(60, 12, 4, 30, 30)))
    found = stability.rarefied(choices, model, 0, n=12)
    assert np.isnan(found).tolist() == [False, False, True, False, False]
    assert found[1] == pytest.approx(stability.middles(choices, model)[1]), "all of its articles, every time"


def test_stability_without_a_referent_its_mentions_say_nothing() -> None:
    choices, model = fitted(World(outlets=6))
    found = stability.without_referent(choices, model)
    assert set(found) == set(choices.vocabulary.groups)
    kept = choices.counts.copy()
    part = model.vocabulary.slices()[0]
    kept = kept.tolil()
    kept[:, part] = 0
    loud = {f: getattr(choices, f) for f in choices.__slots__} | {"counts": kept.tocsr()}
    assert found[choices.vocabulary.groups[0]] == pytest.approx(stability.middles(Choices(**loud), model))


def test_stability_one_outlet_less_moves_little_and_the_same_for_any_workers() -> None:
    choices, model = fitted(World(outlets=20))
    one, two = (stability.without_outlet(choices, model, [0, 3], workers) for workers in (1, 2))
    assert np.array_equal(one, two)
    assert np.abs(one - stability.middles(choices, model)).max() < 0.5


def test_stability_owners_left_out_are_placed_by_the_others() -> None:
    choices, model = fitted(World(outlets=12))
    owners = [str(i // 2) for i in range(12)]
    own, every = stability.without_owners(choices, model, owners, 3, seed=0)
    assert every.shape == (3, 12)
    whole = stability.middles(choices, model)
    assert np.corrcoef(own, whole)[0, 1] > 0.95
    low, high = stability.band(every)
    assert ((low <= own) & (own <= high)).all()
