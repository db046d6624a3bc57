import json

import pandas as pd
import pytest

from evaluate import robustness as grid
from evaluate.alterations import ALTERATIONS, LIMITS
from evaluate.drawings import displays
from evaluate.reread import EACH, FEWEST, LONGEST, OUTLETS, draw, foils
from evaluate.robustness_rows import table
from features.names import find
from features.text import read_all
from seeds.lexicon import orientation
from train import store


def many(labels, each=9, words=20):
    """Articles of outlets o0, o1, ..., each of `each`, with a label an outlet, and their texts."""
    rows = [
        {"article": f"{i:02}-{n}", "outlet": f"o{i:02}", "truth": label, "duplicate_of": None}
        for i, label in enumerate(labels)
        for n in range(each)
    ]
    articles = pd.DataFrame(rows)
    return articles, pd.Series(" ".join(["كلمة"] * words), index=articles["article"])


def test_robustness_draws_outlets_of_every_label_and_no_more_than_it_may():
    articles, texts = many(["x"] * 60 + ["y"] * 3)
    found = draw(articles, texts, 0)
    assert found["outlet"].nunique() == OUTLETS
    assert found.groupby("outlet").size().max() == EACH
    assert found.loc[found["truth"] == "y", "outlet"].nunique() == 3
    assert list(found["article"]) == sorted(found["article"])
    pd.testing.assert_frame_equal(found, draw(articles, texts, 0))
    assert set(found["article"]) != set(draw(articles, texts, 1)["article"])


def test_robustness_leaves_out_copies_unlabelled_long_and_lone_articles():
    articles, texts = many(["x", "y", None, "x"])
    articles.loc[articles["outlet"] == "o01", "duplicate_of"] = "00-0"
    articles.loc[articles["outlet"] == "o03", "truth"] = ["x"] * (FEWEST - 1) + [None] * (9 - FEWEST + 1)
    assert set(draw(articles, texts, 0)["outlet"]) == {"o00"}
    texts["00-3"] = "كلمة " * (LONGEST + 1)
    assert "00-3" not in {a for seed in range(9) for a in draw(articles, texts, seed)["article"]}


def test_robustness_foils_are_loaded_words_against_the_outlets_side():
    for position, lean in ((1.0, -1), (-1.0, 1)):
        words = foils(position)
        (reading,) = read_all([" ، ".join(words)])
        leans = [m.valence * orientation().get(m.referent, 0) for m in find(reading, [], place="body")]
        assert leans.count(lean) > 0.9 * len(leans) > 10
    assert not set(foils(1.0)) & set(foils(-1.0))


def test_robustness_holds_rows_to_limits_only_where_one_is_set():
    def row(expected, metric, value, model=None):
        return grid._judged({"expected": expected, "metric": metric, "value": value, "model": model}, "isnad")

    assert row("same", "changed", 0.02, "isnad")["verdict"] == "holds"
    assert row("same", "changed", 0.03, "isnad")["verdict"] == "fails"
    assert row("nearly", "changed", 0.03, "isnad")["verdict"] == "holds"
    assert row("same", "moved", 0.11)["verdict"] == "fails"
    free = [row("moves", "moved", 9.0), row("same", "changed", 1.0, "tfidf_word"), row("same", "names", 9.0)]
    assert all(one["verdict"] is None and one["limit"] is None for one in free)


@pytest.fixture(scope="module")
def found(made):
    predictions = pd.read_parquet(made / "model" / store.PREDICTIONS)
    truth = dict(zip(predictions["article"], predictions["truth"], strict=True))
    placed = json.loads((made / "model" / store.SCALE).read_text(encoding="utf-8"))
    return grid.robustness(made / "features", made / "model", placed, truth, 0)


def test_robustness_asks_every_witness_about_every_alteration(found):
    assert list(dict.fromkeys(row["alteration"] for row in found["rows"])) == list(ALTERATIONS)
    assert [one["model"] for one in found["models"]] == ["isnad"]
    assert not found["models"][0]["unseen"], "no owner was left out in this folder"
    metrics = ["changed", "moved", "moved_most", "names", "attributions"]
    assert [row["metric"] for row in found["rows"]] == metrics * len(ALTERATIONS)
    assert all(row["low"] is None or row["low"] <= row["value"] <= row["high"] for row in found["rows"])
    assert {row["n"] for row in found["rows"]} == {found["articles"]}
    assert found["outlets"] == 8 and found["articles"] == 40


def test_robustness_spelling_changes_nothing_and_distance_much(found):
    by = {(row["alteration"], row["metric"]): row["value"] for row in found["rows"]}
    for name in ("quotes_swapped", "diacritics_stripped", "tatweel", "hamza", "digits"):
        assert by[name, "changed"] == by[name, "moved"] == by[name, "names"] == 0, name
    assert by["loaded_at_distance", "changed"] > 0.1


def test_robustness_table_and_figure_have_a_row_an_alteration(found):
    rows = table({"robustness": found})
    assert [row["head"]["plain"] for row in rows] == [one.plain for one in ALTERATIONS.values()]
    limited = [one.expected for one in ALTERATIONS.values()]
    assert [row["verdict"] is None for row in rows] == [LIMITS[expected] is None for expected in limited]
    assert table({}) == table({"robustness": {}}) == []
    report = {
        "robustness": found,
        "profiles": [],
        "scores": [],
        "models": {},
        "labels": [],
        "confusion": [],
        "poles": [],
    }
    report |= {"citing": [], "naming": [], "correspondence": {"outlets": []}}
    report |= {"audit": {"model": {"coverage": {"outlets": [], "months": []}}}}
    shown = displays(report)["robustness"]
    assert len(shown.rows) == 3 * len(ALTERATIONS) and shown.svg() == shown.svg()


def test_robustness_of_one_outlet_is_not_computed(made):
    placed = json.loads((made / "model" / store.SCALE).read_text(encoding="utf-8"))
    articles = pd.read_parquet(made / "features" / "articles.parquet")
    one = articles.loc[articles["outlet"] == "bbc", "article"]
    assert grid.robustness(made / "features", made / "model", placed, dict.fromkeys(one, "other"), 0) == {}
