import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate import extraction, gold
from evaluate.agreement import compare, letters, overlap, paired, speech_pairs, tally
from evaluate.gold import Reading
from features import blocks
from features.article import Span
from tests.evaluate.readings import FIRST, GOLD, NAMES, SECOND, THIRD, at, naming, pair, speech

SHARED = Path(__file__).parents[2].parent / "shared"
spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: Span(s[0], s[0] + s[1])), max_size=4)


@given(spans, spans)
def test_agreement_overlap_is_symmetric_and_one_only_for_the_same(first, second):
    a, b = (frozenset(i for s in some for i in range(*s)) for some in (first, second))
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1
    assert (overlap(a, b) == 1) == (a == b)


@given(st.lists(st.integers(0, 5), max_size=6), st.lists(st.integers(0, 5), max_size=6))
def test_agreement_pairs_use_each_once_and_never_without_weight(first, second):
    pairs = paired(first, second, lambda g, f: float(g == f))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(first[i] == second[j] for i, j in pairs)
    assert len(pairs) == sum(min(first.count(x), second.count(x)) for x in set(first))


def test_agreement_of_a_reading_with_itself_is_whole():
    n = tally(compare(pair(GOLD)))
    for measure in ("cue", "both", "resolved", "name", "strict"):
        assert n[measure, "", "hit"] == n[measure, "", "gold"] == n[measure, "", "found"] > 0
    for measure in ("source_overlap", "content_exact", "cue_class", "mode", "valence", "voice", "no_source"):
        assert n[measure, "", "hit"] == n[measure, "", "of"] > 0
    assert (n["cue", "", "gold"], n["source_exact", "", "of"], n["no_source", "", "of"]) == (3, 2, 1)
    assert n["play", "", "gold"] == n["play", "", "hit"] == 2 and n["cell", "-1:-1", "of"] == 1


def test_agreement_with_nothing_found_is_all_missed():
    n = tally(compare(pair(Reading((), (), {}))))
    assert (n["cue", "", "gold"], n["cue", "", "found"], n["cue", "", "hit"]) == (3, 0, 0)
    assert (n["name", "", "gold"], n["referent", "IS", "gold"], n["name", "", "hit"]) == (3, 1, 0)
    assert n["play", "", "hit"] == 0


def test_agreement_marks_cost_nothing_and_half_of_a_span_is_enough():
    text = "قال «فلان» إن كذا"
    assert letters(text, [Span(4, 10)]) == letters(text, [Span(5, 9)])
    wide = replace(FIRST, content=(at("داعش انسحب. وأضاف"),))
    n = tally(compare(pair(Reading((wide,), (), {}))))
    assert n["both", "", "hit"] == 1 and n["content_exact", "", "hit"] == 0
    assert n["content_overlap", "", "hit"] == pytest.approx(2 * 9 / (9 + 14))


def test_agreement_source_where_there_is_none_spoils_both_but_not_the_cue():
    n = tally(compare(pair(Reading((replace(SECOND, source=at("القصف"), resolved=None),), (), {}))))
    assert (n["cue", "", "hit"], n["both", "", "hit"], n["no_source", "", "hit"]) == (1, 0, 0)
    assert (n["resolved", "", "gold"], n["resolved", "", "found"], n["resolved", "", "hit"]) == (1, 0, 0)


def test_agreement_pairs_two_cues_at_one_place_by_their_content():
    text = "قال زيد كذا وقال عمرو ذاك"
    one, two = speech("قال", "زيد", ["كذا"], text=text), speech("قال", "زيد", ["ذاك"], text=text)
    both = pair(Reading((two, one), (), {}), Reading((one, two), (), {}), text)
    assert sorted(speech_pairs(both)) == [(0, 1), (1, 0)]


def test_agreement_cue_without_letters_is_met_where_a_character_is_shared():
    text = "الوزير: انتهى"
    colon, found = speech(":", "الوزير", ["انتهى"], text=text), speech("الوزير:", "الوزير", ["انتهى"], text=text)
    assert speech_pairs(pair(Reading((found,), (), {}), Reading((colon,), (), {}), text)) == [(0, 0)]
    other = speech("انتهى", None, [], text=text)
    assert speech_pairs(pair(Reading((other,), (), {}), Reading((colon,), (), {}), text)) == []


def test_agreement_name_of_another_referent_is_missed_and_spurious_at_once():
    found = Reading((), (NAMES[0], naming("داعش", "NUSRA_HTS", -1), replace(NAMES[2], voice="own")), {})
    n = tally(compare(pair(found)))
    assert (n["name", "", "gold"], n["name", "", "found"], n["name", "", "hit"]) == (3, 3, 2)
    assert (n["referent", "IS", "hit"], n["referent", "NUSRA_HTS", "found"]) == (0, 1)
    assert (n["strict", "", "hit"], n["voice", "", "hit"], n["valence", "", "hit"]) == (1, 1, 2)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated articles (../shared/gold) are not on this machine")
def test_agreement_equals_the_scorer_of_the_gold_set(tmp_path):
    path = SHARED / "gold" / "dev.jsonl"
    blocks.run(path, tmp_path / "features", workers=1, force=True)
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = path.read_text(encoding="utf-8").splitlines()
    theirs = scorer.score(tmp_path / "features", [json.loads(line) for line in lines])
    tables = {n: pd.read_parquet(tmp_path / "features" / f"{n}.parquet") for n in ("articles", "names", "attributions")}
    ours = extraction.extraction(gold.read(path), {True: tables}, [], 0)
    said, named = theirs["attribution"], theirs["names"]
    wanted = {"cue": said["cue"], "both": said["both"], "resolved": said["resolved"]}
    wanted |= {"name": named["found"], "strict": named["strict"]}
    found = {row["measure"]: row for row in ours["found"]}
    found |= {row["group"]: row for row in ours["referents"]}
    for measure, row in (wanted | named["by_referent"]).items():
        mine = found[measure]
        told = {"p": mine["precision"]["value"], "r": mine["recall"]["value"], "f1": mine["f1"]["value"]}
        assert {k: row[k] for k in told} == pytest.approx(told, abs=5e-5), measure
        assert (row["pred"], row["gold"]) == (mine["found"], mine["gold"])
    renamed = {"source_overlap": "source_f1", "no_source": "no_source_right", "content_overlap": "content_f1"}
    for row in ours["right"]:
        if row["measure"] not in ("stance", "stance_macro_f1"):
            name = renamed.get(row["measure"], row["measure"])
            assert row["value"] == pytest.approx((said | named)[name], abs=5e-5), name


def test_agreement_counts_classes_by_what_they_were_annotated_as():
    other = replace(THIRD, labels=("report", *THIRD.labels[1:]))
    n = tally(compare(pair(Reading((FIRST, SECOND, other), (), {}))))
    assert (n["class", "doubt", "gold"], n["class", "doubt", "found"], n["class", "doubt", "hit"]) == (1, 0, 0)
    assert (n["class", "report", "gold"], n["class", "report", "found"], n["class", "report", "hit"]) == (2, 3, 2)
