import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from train.config import Config
from train.split import COLUMNS, draw, sides


def labelled(outlets: list[tuple[str, str, str, int]]) -> pd.DataFrame:
    """One row per article from (outlet, owner, label, articles)."""
    rows = [(f"{o}-{a}", o, w, label) for o, w, label, n in outlets for a in range(n)]
    return pd.DataFrame(rows, columns=["article", "outlet", "owner", "label"])


LOPSIDED = [("big", "state", "damascus", 90), ("small", "party", "damascus", 2)] + [
    (f"o{k}", f"owner{k // 2}", "opposition", 4) for k in range(8)
]


def test_split_each_article_once_in_each_split() -> None:
    table = labelled(LOPSIDED)
    folds, verdicts = draw(table, Config())
    assert list(folds.columns) == list(COLUMNS)
    assert {s for s, v in verdicts.items() if v.identified} == {"random", "outlet"}
    assert all((v.reason is None) == v.identified for v in verdicts.values())
    for split in ("random", "outlet"):
        assert sorted(folds.loc[folds["split"] == split, "article"]) == sorted(table["article"])


def test_split_outlet_keeps_owners_on_one_side() -> None:
    folds, _ = draw(labelled(LOPSIDED), Config())
    outlet = folds[folds["split"] == "outlet"]
    assert (outlet.groupby("owner")["fold"].nunique() == 1).all()
    random = folds[folds["split"] == "random"]
    assert (random.groupby("owner")["fold"].nunique() > 1).any()


def test_split_single_owner_is_not_identified() -> None:
    folds, verdicts = draw(
        labelled([("a", "one", "x", 9), ("b", "one", "x", 9), ("c", "u", "y", 5), ("d", "v", "y", 5)]), Config()
    )
    assert not verdicts["outlet"].identified
    assert verdicts["outlet"].folds == 0
    assert "'x' come from one owner (one)" in str(verdicts["outlet"].reason)
    assert set(folds["split"]) == {"random"}


def test_split_owners_of_two_labels_that_cannot_be_parted() -> None:
    # Either owner's fold would train on the other, who never bears both labels that are left.
    table = labelled(
        [
            ("a", "one", "x", 3),
            ("b", "one", "y", 3),
            ("c", "two", "x", 3),
            ("d", "two", "z", 3),
            ("e", "one", "z", 3),
            ("f", "three", "y", 3),
        ]
    )
    folds, verdicts = draw(table, Config(owner_folds=3))
    side = folds[folds["split"] == "outlet"]
    assert verdicts["outlet"].identified == bool(len(side))
    for fold in side["fold"].unique():
        assert set(side.loc[side["fold"] != fold, "label"]) == {"x", "y", "z"}


def test_split_single_article_label_is_not_identified_at_random() -> None:
    _, verdicts = draw(labelled([("a", "o", "x", 1), ("b", "p", "y", 5), ("c", "q", "y", 5)]), Config())
    assert "label 'x' stands on one article" in str(verdicts["random"].reason)


def test_split_outlet_balances_outlets_not_articles() -> None:
    table = labelled([(f"o{k}", f"w{k}", "xy"[k % 2], 100 if k < 2 else 1) for k in range(20)])
    folds, _ = draw(table, Config(owner_folds=5))
    outlets = folds[folds["split"] == "outlet"].drop_duplicates("outlet")
    assert (outlets.groupby(["fold", "label"]).size() == 2).all()


def test_split_same_seed_same_folds_and_other_seed_others() -> None:
    table = labelled(LOPSIDED)
    one, again, other = (draw(table, Config(seed=s))[0] for s in (0, 0, 1))
    pd.testing.assert_frame_equal(one, again)
    assert not np.array_equal(one["fold"], other["fold"])


worlds = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from("xyz"), st.integers(1, 4)), min_size=2, max_size=14
).filter(lambda w: len({label for _, label, _ in w}) > 1)


@settings(max_examples=60, deadline=None)
@given(worlds, st.integers(2, 6), st.integers(0, 3))
def test_split_laws_hold_in_any_world(world: list[tuple[int, str, int]], k: int, seed: int) -> None:
    table = labelled([(f"o{i}", f"w{w}", label, n) for i, (w, label, n) in enumerate(world)])
    folds, verdicts = draw(table, Config(folds=k, owner_folds=k, seed=seed, redraws=5))
    labels = set(table["label"])
    for split, verdict in verdicts.items():
        rows = folds[folds["split"] == split]
        assert verdict.identified == (len(rows) == len(table)) == (verdict.reason is None)
        assert rows["fold"].nunique() == verdict.folds
        for fold in rows["fold"].unique():
            assert set(sides(rows, fold)[0]["label"]) == labels
        if split == "outlet":
            assert (rows.groupby("owner")["fold"].nunique() <= 1).all()


def test_split_warns_nobody(recwarn: pytest.WarningsRecorder) -> None:
    draw(labelled(LOPSIDED), Config())
    assert not recwarn.list


def told(n: int = 48) -> pd.DataFrame:
    """Twelve outlets of two labels, each with dated articles of every crawl and a story in every fourth article."""
    rows = labelled([(f"o{k}", f"w{k}", "xy"[k % 2], n // 12) for k in range(12)])
    number = np.arange(len(rows))
    return rows.assign(
        published=[f"2015-{1 + i * 5 % 12:02d}-01" for i in number],
        crawl=[f"crawl{i * 7 % 3}" for i in number],
        story=[f"s{i % 6}" if i % 4 == 0 else None for i in number],
    )


def test_split_all_are_made_where_dates_crawls_and_stories_tell_no_label() -> None:
    folds, verdicts = draw(told(), Config(owner_folds=3, folds=3))
    assert all(v.identified for v in verdicts.values()), verdicts
    assert list(verdicts) == ["random", "outlet", "story", "time", "outlet_time", "crawl"]
    assert folds["split"].nunique() == 6


@pytest.mark.parametrize("split", ["outlet", "story", "time", "outlet_time", "crawl"])
def test_split_no_story_stands_on_both_sides(split: str) -> None:
    folds, _ = draw(told(), Config(owner_folds=3, folds=3))
    table = folds[folds["split"] == split]
    for fold in set(table["fold"]) - ({0} if split == "time" else set()):
        train, test = sides(table, fold)
        assert not set(train["story"].dropna()) & set(test["story"].dropna())
        assert not set(train["article"]) & set(test["article"])
        if split in ("outlet", "outlet_time"):
            assert not set(train["owner"]) & set(test["owner"])


def test_split_time_learns_from_the_past_only() -> None:
    table = told().assign(story=None)
    folds, verdicts = draw(table, Config(owner_folds=3, folds=3))
    day = table.set_index("article")["published"]
    rows = folds[folds["split"] == "time"]
    assert verdicts["time"].folds == 3
    for fold in (1, 2, 3):
        train, test = sides(rows, fold)
        assert day[train["article"]].max() < day[test["article"]].min()


def test_split_crawl_and_time_that_tell_the_label_are_not_identified() -> None:
    table = told()
    nested = table.assign(crawl=table["label"], published=np.where(table["label"] == "x", "2013-05-01", "2017-05-01"))
    folds, verdicts = draw(nested, Config(owner_folds=3, folds=3))
    assert verdicts["crawl"].reason == (
        "100% of the articles lie in a crawl of one label, so a crawl cannot be told from the label"
    )
    assert "a year of one label" in str(verdicts["time"].reason)
    assert set(folds["split"]) == {"random", "outlet", "story"}
