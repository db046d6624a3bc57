import numpy as np
import pandas as pd
import pytest

from seeds.lexicon import orientation
from seeds.worlds import NAMED, World, draw


def lean(world: World, seed: int = 0) -> pd.Series:
    """Mean of valence times orientation of each outlet's own mentions."""
    planted = draw(world, seed)
    named = planted.names.merge(planted.articles, on="article").query("voice == 'own'")
    return (named["valence"] * named["referent"].map(dict(orientation()))).groupby(named["outlet"]).mean()


def test_worlds_naming_follows_position_and_only_where_planted() -> None:
    positions = draw(World(articles=200), 0).positions
    assert np.corrcoef(lean(World(articles=200)), positions)[0, 1] > 0.9
    assert lean(World(articles=400, contrast=0.0, mood=0.0)).std() < 0.06


def test_worlds_mentions_are_as_frequent_as_measured() -> None:
    planted = draw(World(outlets=20, articles=400), 0)
    for referent, (share, mentions, _) in NAMED.items():
        n = planted.names[planted.names["referent"] == referent].groupby("article").size()
        assert len(n) / len(planted.articles) == pytest.approx(share, abs=0.03)
        assert n.mean() == pytest.approx(mentions, rel=0.12)


def test_worlds_quoted_words_are_in_sources_voice_only() -> None:
    assert set(draw(World(), 0).names["voice"]) == {"own"}
    assert set(draw(World(quoted=0.5), 0).names["voice"]) == {"own", "attributed"}


def test_worlds_sizes_and_seed() -> None:
    planted = draw(World(sizes=(50, 1, 3)), 0)
    assert planted.articles.groupby("outlet").size().tolist() == [50, 1, 3]
    assert draw(World(), 1).names.equals(draw(World(), 1).names)
    assert not draw(World(), 1).names.equals(draw(World(), 2).names)


def test_worlds_topics_move_what_is_named() -> None:
    def mix(topics: float) -> float:
        planted = draw(World(topics=topics, articles=200), 0)
        named = planted.names.drop_duplicates(["article", "referent"]).merge(planted.articles, on="article")
        table = named.groupby(["outlet", "referent"]).size().unstack(fill_value=0)
        return float(table.div(table.sum(axis=1), axis=0).std().mean())

    assert mix(1.0) > 2 * mix(0.0)
