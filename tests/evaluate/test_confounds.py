from typing import Any

import numpy as np
import pandas as pd
import pytest

from evaluate import confounds
from evaluate.topics import topics
from seeds.lexicon import orientation
from seeds.worlds import World, draw
from train import scale
from train.choices import Choices, count, mentions
from train.config import Config
from train.ideal import Model


def placed(names: pd.DataFrame, articles: pd.DataFrame) -> tuple[dict[str, Any], Choices, Model]:
    made = scale.learn(names, articles, Config())
    model = scale.model(made)
    return made, count(mentions(names, articles), articles, model.vocabulary), model


def pulled(seed: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series, np.ndarray]:
    """Outlets differ in nothing but in how often they write of a topic, on which all name friends of Damascus kindly."""
    rng, world = np.random.default_rng(seed), draw(World(outlets=20, articles=80, contrast=0.0, mood=0.0), seed)
    share = np.linspace(0.05, 0.95, 20)
    outlet = pd.factorize(world.articles["outlet"])[0]
    topic = pd.Series((rng.random(len(outlet)) < share[outlet]).astype(float), world.articles["article"])
    names = world.names.copy()
    friends = [r for r, sign in orientation().items() if sign > 0]
    change = names["referent"].isin(friends) & (names["valence"] < 1) & (names["article"].map(topic) > 0)
    names.loc[change, "name"] = names.loc[change, "referent"] + "-friendly-0"
    names.loc[change, "valence"] = 1
    return names, world.articles, topic, share


def test_confounds_topic_is_taken_out_and_flagged() -> None:
    names, articles, topic, share = pulled(0)
    made, choices, model = placed(names, articles)
    found = confounds.correct(choices, model, made, topic.loc[list(choices.articles)].to_numpy()[:, None])
    assert np.corrcoef(found.value, share)[0, 1] > 0.8
    assert found.corrected.std() < 0.5 * found.value.std()
    assert found.moved.mean() > 0.2
    assert np.mean((found.corrected_low > 0) | (found.corrected_high < 0)) <= 0.2


def test_confounds_classes_tell_a_topic_better_than_the_names_they_are_told_by() -> None:
    """Nobody differs, a topic pulls all outlets' naming, outlets differ in topics: what is left of differences is to shrink."""
    world, left = World(contrast=1e-6, mood=0.0, topics=1.0, topic_pull=0.7), []
    for seed in range(4):
        planted = draw(world, seed)
        made, choices, model = placed(planted.names, planted.articles)
        named = choices.of_group()
        by = (topics(named > 0, choices.outlet, 0), np.log1p(named))
        found = [confounds.correct(choices, model, made, X) for X in by]
        left.append([found[0].value.std(), *(one.corrected.std() for one in found)])
    raw, classes, names = np.mean(left, axis=0)
    assert classes < names < raw
    assert classes < 0.9 * raw


def test_confounds_what_has_nothing_to_do_with_it_moves_nothing() -> None:
    world = draw(World(), 0)
    made, choices, model = placed(world.names, world.articles)
    X = np.random.default_rng(1).standard_normal((len(choices.articles), 2))
    found = confounds.correct(choices, model, made, X)
    assert not found.moved.any()
    assert found.corrected == pytest.approx(found.value, abs=0.15)
    assert np.all(found.corrected_high - found.corrected_low >= found.high - found.low - 1e-9)


def test_confounds_matched_takes_out_what_an_event_does_to_all() -> None:
    world = draw(World(outlets=12, articles=60), 0)
    _, choices, model = placed(world.names, world.articles)
    stories = [f"s{i % 60}" for i in range(len(choices.articles))]
    found = confounds.matched(choices, model, stories)
    assert np.corrcoef(found.value, world.positions)[0, 1] > 0.85
    assert np.all(found.articles > 0)
    nobody = confounds.matched(choices, model, [None] * len(stories))
    assert nobody.value == pytest.approx(0)
    assert nobody.sd == pytest.approx(1)
    assert nobody.articles.sum() == 0


def test_confounds_covariates_follow_the_order_of_articles() -> None:
    articles = pd.DataFrame(
        {
            "article": ["a", "b", "c"],
            "outlet": ["x", "x", "y"],
            "published": ["2013-01-01", None, "2017-05-05"],
            "n_words": [100, 10, 50],
            "duplicate_of": [None, None, "a"],
        }
    )
    names = pd.DataFrame({"article": ["b"], "referent": ["IS"], "name": ["is"], "valence": [0], "voice": ["own"]})
    features = pd.DataFrame({"article": ["c", "b", "a"], "fingerprint:digits": [1.0, 2.0, 3.0], "fingerprint:n": 9.0})
    tables = {"articles": articles, "names": names, "features": features}
    whole = articles[articles["duplicate_of"].isna()]
    world = draw(World(outlets=2, articles=1), 0)
    _, other, _ = placed(world.names, world.articles)
    choices = Choices(other.vocabulary, ("x",), ("b", "a"), np.array([0, 0]), other.counts)
    found = confounds.covariates(choices, tables)
    assert len(whole) == 2
    assert found["topic"].shape[0] == 2
    assert found["topic"].sum(axis=1) == pytest.approx([1, 1])
    assert found["wire"].ravel().tolist() == [0.0, 1.0]
    assert found["typography"].ravel().tolist() == [2.0, 3.0]
    assert found["period"].tolist() == [[0.0, 0.0, 1.0], [0.0 + found["period"][1, 0], found["period"][1, 1], 0.0]]
    assert found["length"].ravel() == pytest.approx(np.log([10, 100]))
