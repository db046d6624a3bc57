import json

import numpy as np
import pandas as pd
import pytest

from evaluate import concordance, correspondence, coverage, errors, trace
from evaluate.reforms import MODULES

TEXT = "قالت قوات الأسد </script><img src=x onerror=alert(1)> \u202eثم & مضت " + "ط" * 400


def mention(**fields):
    row = {"seen": True, "outlet": "=1+1", "article": "a", "start": 5, "end": 15, "referent": "SYRIAN_ARMY"}
    return row | fields


def report(**more):
    profile = {"outlet": "=1+1", "seen": True, "traits": [{"trait": "names.own:SYRIAN_ARMY:hostile", "n": 1}]}
    return {"profiles": [profile], "mentions": [mention()], "sampled": []} | more


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ({"trait": "names.own:IS:hostile"}, {"referent": "IS", "voice": "own", "pole": "hostile"}),
        ({"trait": "speakers:type:media"}, {"type": "media"}),
        ({"measure": "valence", "group": "IS:own"}, {"referent": "IS", "voice": "own"}),
        ({"measure": "wording", "group": "IS:own:daesh"}, {"referent": "IS", "voice": "own", "wording": "daesh"}),
        ({"measure": "framing", "group": "IS:own:delegitimising"}, None),
        (
            {"measure": "wording_in", "group": "IS:2013:daesh"},
            {"referent": "IS", "voice": "own", "year": "2013", "wording": "daesh"},
        ),
        ({"measure": "valence_in", "group": "IS:2013"}, {"referent": "IS", "voice": "own", "year": "2013"}),
        ({"measure": "carried", "group": "un:doubted"}, {"side": "un", "manner": "doubted"}),
        ({"measure": "reply", "group": "any"}, None),
    ],
)
def test_trace_asks_for_what_a_row_counts(row, asked):
    assert trace.asked(row) == asked


def test_trace_index_finds_rows_by_place_and_leads_to_evidence():
    told = report(
        citing=[{"outlet": "=1+1", "seen": True, "measure": "reply", "group": "any", "evidence": [mention()]}]
    )
    index = trace.Index(told)
    assert index.at(told["profiles"][0]["traits"][0]) == "/profiles/0/traits/0"
    assert index.query(told["profiles"][0]["traits"][0]) == "outlet=0&referent=SYRIAN_ARMY&voice=own&pole=hostile"
    assert index.query(told["citing"][0]) == "at=0"
    assert index.at({}) == ""


def test_concordance_escapes_whatever_a_corpus_holds():
    told = report(mentions=[mention(outlet="</script><script>alert(1)</script>")])
    text = str(concordance.lines(told, trace.Index(told), {True: {"a": TEXT}}))
    assert "<" not in text and "&" not in text and "\u202e" not in text
    content = json.loads(text)
    *_, before, words, after = content["lines"][0]
    assert words == "قوات الأسد" and "</script>" in after and before == "قالت "
    assert len(after) < 120
    assert content["outlets"][1] == "</script><script>alert(1)</script>"


def tables(n=40):
    heads = [
        {"article": f"{i:02d}", "outlet": "ab"[i % 2], "published": "2013-05-01", "duplicate_of": None}
        for i in range(n)
    ]
    names = [
        {"article": f"{i:02d}", "start": 3 * j, "end": 3 * j + 2, "referent": "IS", "name": "daesh", "valence": -1}
        | {"voice": "own", "masked": i == 0}
        for i in range(n)
        for j in range(3)
    ]
    said = pd.DataFrame(
        columns=["article", "cue_start", "cue_end", "cue_class", "source_side", "source_type", "masked"]
    )
    return {"articles": pd.DataFrame(heads), "names": pd.DataFrame(names), "attributions": said}


def test_trace_pool_is_small_fixed_and_holds_all_evidence():
    wanted = [{"evidence": [{"article": "00", "start": 0, "end": 2}, {"article": "07", "start": 100, "end": 120}]}]
    found = trace.pool(tables(), wanted, True, 0)
    assert found == trace.pool(tables(), wanted, True, 0) != trace.pool(tables(), wanted, True, 1)
    places = {(m["article"], m["start"]) for m in found}
    assert {("00", 0), ("07", 100)} <= places
    assert sum(m["outlet"] == "b" and "referent" in m for m in found) == trace.PER_STRATUM
    assert found[0]["pole"] == "hostile" and found[0]["year"] == "2013"


def test_trace_samples_one_article_of_each_outlet_and_those_asked_for():
    pool = [mention(article=str(i), outlet="xy"[i % 2]) for i in range(6)]
    chosen = trace.sampled(pool, [mention(article="5")], 0)
    assert {"article": "5", "seen": True} in chosen and 2 <= len(chosen) <= 3


def test_errors_show_the_worst_once_and_say_why():
    said = pd.DataFrame(
        columns=["article", "cue_start", "cue_end", "cue_class", "source_side", "source_type", "masked"]
    )
    rows = [
        {"article": f"{i:02d}", "outlet": "a", "truth": "damascus", "prediction": "opposition", "model": "isnad"}
        | {"split": "outlet", "p:damascus": i / 100, "p:opposition": 1 - i / 100}
        for i in range(30)
    ]
    names = tables(30)["names"].assign(referent="SYRIAN_ARMY", masked=False)
    found = errors.gallery(pd.DataFrame(rows), {"names": names, "attributions": said}, "isnad", "outlet", 0)
    assert (found["scored"], found["wrong"]) == (30, 30)
    worst = [r["article"] for r in found["rows"] if r["list"] == "worst"]
    assert worst == [f"{i:02d}" for i in range(20)]
    assert len({r["article"] for r in found["rows"]}) == len(found["rows"]) == 30
    assert {r["cause"] for r in found["rows"]} == {"other_way"} <= set(errors.CAUSES)
    bare = errors.gallery(pd.DataFrame(rows), {"names": names[:0], "attributions": said}, "isnad", "outlet", 0)
    assert {r["cause"] for r in bare["rows"]} == {"nothing"}


def test_correspondence_puts_outlets_that_cite_alike_together():
    counts = np.array([[9.0, 1, 0], [8, 2, 0], [0, 1, 9]])
    standard, size = correspondence.axes(counts)
    x = (correspondence.profile(counts) @ standard)[:, 0]
    assert abs(x[0] - x[1]) < 0.3 * abs(x[0] - x[2])
    share = counts / counts.sum()
    expected = np.outer(share.sum(1), share.sum(0))
    assert (size**2).sum() == pytest.approx(((share - expected) ** 2 / expected).sum())  # total inertia


def test_coverage_counts_months_gaps_and_copies(tmp_path):
    heads = [("a", "2013-01-05"), ("a", "2013-04-01"), ("a", None), ("b", "2013-04-02")]
    rows = [
        {"article": str(i), "outlet": o, "published": d, "text": "قال", "n_words": 10 * i, "duplicate_of": None}
        for i, (o, d) in enumerate(heads)
    ]
    rows.append({**rows[3], "article": "4", "duplicate_of": "0"})
    (tmp_path / "rejected.jsonl").write_text('{"row": 1, "reason": "no text"}\n', encoding="utf-8")
    found = coverage.coverage(pd.DataFrame(rows), tmp_path)
    (first, second) = found["outlets"]
    assert (first["months"], first["empty"], first["longest_gap"], first["first"]) == (2, 2, 2, "2013-01")
    assert (second["articles"], found["languages"], found["rejected"]) == (
        1,
        {"arabic": 4},
        [{"reason": "no text", "rows": 1}],
    )
    assert found["copies"] == {"within": 0, "across": 1, "pairs": [{"first": "a", "copy": "b", "articles": 1}]}


def test_reforms_has_the_items_of_the_checklist():
    assert sum(len(items) for _, items in MODULES.values()) == 32
