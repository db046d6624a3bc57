from dataclasses import replace

import numpy as np
import pytest

from evaluate import extraction
from evaluate.agreement import compare, tally
from evaluate.disagreements import disagreements, shown
from evaluate.gold import Reading
from tests.evaluate.readings import FIRST, GOLD, NAMES, SECOND, TEXT, THIRD, at, naming, pair


def test_extraction_intervals_draw_articles_and_hold_the_value():
    good, bad = pair(GOLD), pair(Reading((), (), {}))
    n = extraction.drawn([tally(compare(p)) for p in (*[good] * 15, *[bad] * 5)], 0)
    assert n.of("cue", "", "hit")[0] == 45 and n.of("cue", "", "gold").tolist() == [60.0] * 501
    row = extraction._rate(n, "cue", "")
    assert (row["precision"]["value"], row["recall"]["value"]) == (1, 0.75)
    assert row["recall"]["low"] < 0.65 and 0.85 < row["recall"]["high"] <= 1
    assert row["precision"]["low"] < 1  # no error in 15 articles is no certainty
    spread = np.std(n.of("cue", "", "hit")[1:] / 60)
    assert spread == pytest.approx((0.75 * 0.25 / 20) ** 0.5, rel=0.15)  # articles, not 60 single cues


def test_extraction_says_nothing_where_there_is_nothing_to_divide_by():
    n = extraction.drawn([tally(compare(pair(Reading((), (), {}))))], 0)
    row = extraction._rate(n, "referent", "IS")
    assert row["precision"] == {"value": None, "low": None, "high": None} and row["recall"]["value"] == 0


def test_extraction_confusion_counts_pairs_by_label():
    other = replace(THIRD, labels=("doubt", "indirect", "civilian", "none"))
    square = extraction._confusion([compare(pair(Reading((FIRST, SECOND, other), (), {})))], "source_type")
    place = {label: i for i, label in enumerate(square["labels"])}
    assert square["counts"][place["activist"]][place["civilian"]] == 1
    assert square["counts"][place["military"]][place["military"]] == 2 == square["right"]
    assert sum(map(sum, square["counts"])) == square["n"] == 3


def test_disagreements_are_counted_by_kind_and_drawn_in_turn():
    found = Reading(
        (FIRST, replace(THIRD, source=at("أعلن"))), (NAMES[0], naming("داعش", "IS", 1), naming("ناشط", "IS")), {}
    )
    told = disagreements([compare(pair(found, article=f"a{i:02d}")) for i in range(30)], 0)
    counts = {(row["what"], row["kind"]): row["n"] for row in told["disagreements"]}
    assert counts == {
        ("attribution", "missed"): 30,
        ("attribution", "spurious"): 0,
        ("attribution", "wrong"): 30,
        ("name", "missed"): 30,
        ("name", "spurious"): 30,
        ("name", "wrong"): 30,
    }
    assert len(told["sample"]) == 20 == sum(row["shown"] for row in told["disagreements"])
    assert {row["shown"] for row in told["disagreements"]} == {0, 4}
    assert told == disagreements([compare(pair(found, article=f"a{i:02d}")) for i in range(30)], 0)
    assert told != disagreements([compare(pair(found, article=f"a{i:02d}")) for i in range(30)], 1)


def test_disagreements_of_two_like_readings_are_none():
    told = disagreements([compare(pair(GOLD))], 0)
    assert told["sample"] == [] and {row["n"] for row in told["disagreements"]} == {0}


def test_disagreements_show_words_of_spans_and_codes_of_labels():
    found = Reading((replace(SECOND, source=at("القصف"), labels=("affirm", *SECOND.labels[1:])),), (), {})
    told = disagreements([compare(pair(found))], 0)["sample"]
    (row,) = [r for r in shown(told, {True: {"a": TEXT}}) if r["row"]["kind"] == "wrong"]
    assert row["sentence"].words == "وأضاف"
    assert row["parts"] == [
        {"part": "source", "words": True, "gold": None, "found": "القصف"},
        {"part": "cue_class", "words": False, "gold": "report", "found": "affirm"},
    ]
