import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from train.choices import Choices, cited, count, effective, mentions, repetition, sided, vocabulary

ARTICLES = ["article", "outlet", "duplicate_of"]
NAMES = ["article", "referent", "name", "valence", "voice", "masked"]


def counted(articles: list[tuple[str, list[str]]]) -> Choices:
    """Choices among names of Russia by outlet and the names in each of its articles."""
    rows = [(f"a{i}", outlet, None) for i, (outlet, _) in enumerate(articles)]
    said = [(f"a{i}", "RUSSIA", n, 0, "own", False) for i, (_, names) in enumerate(articles) for n in names]
    table, names = pd.DataFrame(rows, columns=ARTICLES), pd.DataFrame(said, columns=NAMES)
    kept = mentions(names, table)
    return count(kept, table, vocabulary(kept))


def test_choices_lean_is_valence_times_orientation() -> None:
    said = [("a", "RUSSIA", "r", 1, "own", False), ("a", "TURKEY", "t", 1, "own", False)]
    words = vocabulary(pd.DataFrame(said, columns=NAMES))
    assert words.groups == ("RUSSIA", "TURKEY")
    assert words.lean.tolist() == [1.0, -1.0]


def test_choices_of_sources_are_made_given_the_side_cited() -> None:
    names = pd.DataFrame(
        [
            ("a", "RUSSIA", "r", 1, "attributed", 1, False),
            ("a", "TURKEY", "t", 1, "attributed", 2, False),
            ("a", "TURKEY", "t", 1, "attributed", 3, False),
            ("a", "TURKEY", "t", 1, "attributed", 4, False),
            ("a", "RUSSIA", "r", 1, "own", None, False),
        ],
        columns=["article", "referent", "name", "valence", "voice", "attribution", "masked"],
    )
    said = [("a", 1, "iran_axis", False), ("a", 2, "opposition", False), ("a", 3, "un", False), ("a", 4, "is", True)]
    attributions = pd.DataFrame(said, columns=["article", "number", "source_side", "masked"])
    found = cited(sided(names, attributions), pd.DataFrame([("a", "o", None)], columns=ARTICLES))
    assert found["referent"].tolist() == ["RUSSIA<damascus", "TURKEY<opposition", "TURKEY<other"], (
        "masked: nobody speaks"
    )
    assert vocabulary(found).lean.tolist() == [1.0, -1.0, -1.0]


def test_choices_counts_stand_by_article_and_outlet() -> None:
    choices = counted([("b", ["x", "x", "y"]), ("a", ["y"]), ("b", [])])
    assert choices.outlets == ("a", "b")
    assert choices.articles == ("a1", "a0", "a2")
    assert choices.by_outlet(choices.counts).tolist() == [[0, 1], [2, 1]]
    assert choices.of_group().ravel().tolist() == [1, 3, 0]
    assert choices.size().tolist() == [1, 2]


def test_choices_repetition_is_one_where_an_article_says_one_thing_and_nothing_where_articles_are_alike() -> None:
    stubborn = [("a", [name] * 3) for name in ("x", "y") * 20]
    assert repetition(counted(stubborn)) == pytest.approx([1.0])
    varied = [("a", ["x", "y"]) for _ in range(40)]
    assert repetition(counted(varied)) == pytest.approx([0.0])


@pytest.mark.parametrize("alike", [0.1, 0.4, 0.8])
def test_choices_repetition_finds_the_planted_correlation(alike: float) -> None:
    rng = np.random.default_rng(0)
    articles = []
    for i in range(2000):
        p = rng.dirichlet(np.array([0.5, 0.3, 0.2]) * (1 - alike) / alike)
        articles.append((f"o{i % 20}", [str(n) for n in rng.choice(["x", "y", "z"], 1 + rng.integers(8), p=p)]))
    assert repetition(counted(articles))[0] == pytest.approx(alike, abs=0.05)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.sampled_from("xyz"), max_size=6), min_size=1, max_size=5), st.floats(0, 1))
def test_choices_effective_mentions_lie_between_one_and_all(articles: list[list[str]], rho: float) -> None:
    if not any(articles):
        return
    choices = counted([("a", names) for names in articles])
    n, found = choices.of_group().ravel(), effective(choices, np.array([rho])).sum(axis=1)
    assert np.all(found <= n + 1e-9)
    assert np.all(found >= np.minimum(n, 1) - 1e-9)
    assert effective(choices, np.array([1.0])).sum(axis=1) == pytest.approx(np.minimum(n, 1))
