from dataclasses import replace

import numpy as np
import pytest

from evaluate.citations import target
from evaluate.citing import DRAWN, Measure, centred, mean, measures, share
from evaluate.intervals import wilson
from tests.evaluate.tinies import articles, attributions, clean, names

THREE = {"a": "منبر", "b": "منبر", "c": "منبر"}


def told(said, named=(), outlets=THREE, texts=None, copies=(), furniture=(), seed=0):
    tables = {
        "articles": articles(outlets, texts, copies),
        "attributions": attributions(said),
        "names": names(named),
        "clean": clean(furniture),
    }
    return measures(tables, seed)


def row(found: list[Measure], measure: str, group: str = "all") -> Measure:
    (one,) = [m for m in found if (m.measure, m.group) == (measure, group)]
    return one


def test_citing_counts_kinds_sides_and_entities() -> None:
    sana = {"source_type": "media", "source_side": "syrian_gov", "entity": "sana"}
    found = told([{"article": a, **sana} for a in "abc"] + [{"article": "a", "source_type": "anonymous"}])
    assert (row(found, "cited", "kind:media").value, row(found, "cited", "kind:media").n) == (0.75, 4)
    assert row(found, "cited", "side:none").value == 0.25
    assert row(found, "cited", "side:russia").value == 0
    assert (row(found, "cited", "entity:sana").value, row(found, "cited", "entity:sana").articles) == (0.75, 3)
    assert row(found, "anonymous").value == 0.25
    assert row(found, "anonymous").low <= 0.25 <= row(found, "anonymous").high
    nobody = {"article": "b", "source_type": "anonymous", "status": "unresolved"}
    assert (
        row(told([{"article": a, **sana} for a in "abc"] + [nobody]), "anonymous").value == 0
    )  # not found, not unnamed


def test_citing_takes_a_row_of_several_for_no_one_source() -> None:
    sources = [{"source": f"الناطق {i % 4}", "entity": "russia_more", "source_type": "official"} for i in range(24)]
    found = told([{"article": "abc"[i % 3], **one} for i, one in enumerate(sources)])
    assert not [m for m in found if m.measure == "cited" and m.group.startswith("entity:") and m.value]
    assert row(found, "diversity", "simpson").value > 0.7  # four sources, evenly


def test_citing_says_how_a_word_is_carried_without_accusations() -> None:
    classes = ("affirm", "report", "demand", "opinion", "agree", "doubt", "deny", "deny", "accuse")
    found = told([{"article": "abc"[i % 3], "source_side": "russia", "cue_class": c} for i, c in enumerate(classes)])
    carried = {m.group: (m.value, m.n) for m in found if m.measure == "carried"}
    assert carried == {
        "russia:affirmed": (1 / 8, 8),
        "russia:neutral": (4 / 8, 8),
        "russia:doubted": (1 / 8, 8),
        "russia:denied": (2 / 8, 8),
    }


def test_citing_rests_on_party_media_by_source_or_by_medium() -> None:
    found = told(
        [
            {"article": "a", "source_type": "media", "source_side": "iran_axis"},
            {"article": "a", "source_type": "media"},
            {"article": "b", "source_type": "official", "source_side": "russia"},
            {"article": "b", "source_type": "anonymous", "media": [(500, 504, "sana")]},
            {"article": "c", "source_type": "anonymous", "media": [(500, 504, "reuters")]},
        ]
    )
    assert (row(found, "party_media").value, row(found, "party_media").n) == (2 / 5, 5)


def test_citing_side_of_a_medium_is_that_of_the_attribution_to_it() -> None:
    relay = {"article": "a", "source_start": 500, "source_end": 504, "source_type": "media", "source_side": "turkey"}
    found = told([relay, {"article": "a", "media": [(500, 504, None)]}, {"article": "b"}, {"article": "c"}])
    assert row(found, "party_media").value == 2 / 4


def test_citing_chain_counts_a_relayed_word_once() -> None:
    relay = {"article": "a", "source_start": 500, "source_end": 504}
    found = told([relay, {"article": "a", "media": [(500, 504, None)]}, {"article": "b"}, {"article": "c"}])
    one = row(found, "chain_length")
    assert (one.value, one.n) == (4 / 3, 3)
    assert [(e.article, e.number, e.start, e.end) for e in one.evidence] == [("a", 2, 10, 11)]


def test_citing_diversity_is_of_known_entities_and_null_below_m() -> None:
    few = told([{"article": "abc"[i % 3], "entity": f"e{i % 2}"} for i in range(DRAWN - 1)] + [{"article": "a"}])
    assert (row(few, "diversity", f"distinct_of_{DRAWN}").value, row(few, "diversity", "simpson").n) == (None, 19)
    assert row(few, "diversity", "simpson").value == pytest.approx(1 - (10 * 9 + 9 * 8) / (19 * 18))
    enough = told([{"article": "abc"[i % 3], "entity": f"e{i % 2}"} for i in range(DRAWN)])
    assert row(enough, "diversity", f"distinct_of_{DRAWN}").value == pytest.approx(2)


def test_citing_unsourced_claims_are_traced_to_their_words() -> None:
    text = "قال ناشط إن الغارة قتلت 12 مدنياً. قتل 5 مدنيين."
    texts = {"a": text, "b": "أصيب 3 مدنيين.", "c": "زار الوزير المدينة."}
    found = told([{"article": "a", "content": [(12, 33)]}], texts=texts)
    one = row(found, "unsourced", "casualties")
    assert (one.value, one.n, one.articles) == (2 / 3, 3, 2)
    assert sorted((texts[e.article][e.start : e.end], e.number) for e in one.evidence) == [
        ("أصيب 3", None),
        ("قتل 5", None),
    ]


def test_citing_unsourced_attacks_are_a_group_of_their_own() -> None:
    texts = {
        "a": "أمس قصفت الطائرات البلدة. قال ناشط إن مسلحين اقتحموا الحي.",
        "b": "قتل 5 مدنيين.",
        "c": "انفجرت عبوة قرب الجسر.",
    }
    found = told([{"article": "a", "content": [(40, 57)]}], texts=texts)
    one = row(found, "unsourced", "attacks")
    assert (one.value, one.n, one.articles) == (2 / 3, 3, 2)
    assert sorted((texts[e.article][e.start : e.end], e.number) for e in one.evidence) == [
        ("انفجرت عبوة", None),
        ("قصفت", None),
    ]
    assert {m.group for m in found if m.measure == "unsourced"} == {"attacks"}


def test_citing_own_outlet_is_no_source_of_a_claim() -> None:
    texts = dict.fromkeys("abc", "قال مراسلنا إن الغارة قتلت 12 مدنياً.")
    found = told([{"article": a, "content": [(12, 33)], "masked": True} for a in "abc"], texts=texts)
    assert row(found, "unsourced", "casualties").value == 1
    assert {m.measure for m in found} == {"unsourced"}


def test_citing_right_of_reply_asks_for_the_side_accused() -> None:
    accuse = {"source_side": "opposition", "cue_class": "accuse", "content": [(100, 200)]}
    named = [(a, 110, 115, "SYRIAN_ARMY") for a in "abc"] + [("a", 300, 305, "RUSSIA"), ("c", 100, 105, "DEAD")]
    found = told(
        [
            {"article": "a", **accuse},
            {"article": "a", "source_side": "syrian_gov", "cue_class": "deny"},
            {"article": "b", **accuse},
            {"article": "b", "source_side": "syrian_gov"},
            {"article": "c", **accuse},
            {"article": "c", "source_side": "syrian_gov", "masked": True},
            {"article": "c", "source_side": "none", "cue_class": "accuse", "content": [(250, 260)]},
        ],
        named,
    )
    assert (row(found, "reply", "any").value, row(found, "reply", "any").n) == (2 / 3, 3)
    assert row(found, "reply", "deny").value == 1 / 3
    assert [(e.article, e.number) for e in row(found, "reply", "deny").evidence] == [("a", 1)]


def test_citing_target_is_the_first_named_that_is_not_the_accuser() -> None:
    content = [{"start": 10, "end": 50}]
    named = [(0, 5, "russia"), (12, 15, "sdf"), (20, 25, "turkey")]
    assert target("sdf", content, named) == "turkey"
    assert target("none", content, named) == "sdf"
    assert target("none", content, [(48, 52, "sdf")]) is None


def test_citing_leaves_out_duplicates_masked_and_small_outlets() -> None:
    outlets = THREE | {"d": "منبر", "e": "صغير", "f": "صغير"}
    said = [{"article": a, "source_type": "anonymous"} for a in "abcdef"]
    said += [{"article": "a", "source_type": "expert", "masked": True}]
    found = told(said, outlets=outlets, copies="d")
    assert {m.outlet for m in found} == {"منبر"}
    assert (row(found, "anonymous").value, row(found, "anonymous").n) == (1, 3)


def test_citing_interval_is_never_a_point_where_all_agree() -> None:
    one = row(told([{"article": a, "source_type": "anonymous"} for a in "abc"]), "anonymous")
    assert (one.value, one.high) == (1, 1)
    assert one.low == pytest.approx(3 / (3 + 1.6448536**2))
    assert share(np.array([0.5]), 1, 50).low < 0.2
    assert mean(np.full(501, 2.0), 9) == (2.0, None, None)


def test_citing_interval_of_few_articles_that_agree_is_no_narrower_than_wilson() -> None:
    draws = np.concatenate([[0.07], np.linspace(0.06, 0.075, 500)])
    low, high = wilson(0.07, 100)
    assert share(draws, 3, 100) == (0.07, low, high)
    assert mean(draws, 3) == (0.07, None, None)
    assert mean(draws, 5).low is not None


def test_citing_interval_feels_that_mentions_come_bunched() -> None:
    def mixed(*anonymous: int) -> list[dict[str, str]]:
        """Four attributions an article, so many of them anonymous."""
        kinds = [["anonymous"] * n + ["expert"] * (4 - n) for n in anonymous]
        return [{"article": a, "source_type": kind} for a, of in zip("abcdefgh", kinds, strict=True) for kind in of]

    spread, bunched = mixed(1, 3, 2, 2, 1, 3, 2, 2), mixed(0, 4, 0, 4, 0, 4, 0, 4)
    outlets = dict.fromkeys("abcdefgh", "منبر")
    narrow, wide = (row(told(said, outlets=outlets), "anonymous") for said in (spread, bunched))
    assert narrow.value == wide.value == 0.5
    assert wide.high - wide.low > narrow.high - narrow.low


def test_citing_diversity_interval_is_around_its_value() -> None:
    draws = np.concatenate([[10.0], np.linspace(6, 8, 500)])
    value, low, high = centred(draws, 1, 20, 9)
    assert (value, round(low + high, 6)) == (10, 20)
    assert centred(np.array([np.nan, 3.0]), 1, 20, 9) is None


def test_citing_is_the_same_each_time_and_for_any_order_of_rows() -> None:
    said = [{"article": "abc"[i % 3], "entity": f"e{i % 7}", "source_side": ("is", "none")[i % 2]} for i in range(40)]
    outlets = THREE | {"d": "آخر", "e": "آخر", "f": "آخر"}
    said += [{"article": a, "entity": "sana"} for a in "def"]
    once = told(said, outlets=outlets)
    assert once == told(said, outlets=outlets)
    assert once == told(said, outlets=dict(reversed(outlets.items())))
    alone = [replace(m, evidence=()) for m in told(said[:40])]
    assert [replace(m, evidence=()) for m in once if m.outlet == "منبر"] == alone


def test_citing_of_nothing_is_nothing() -> None:
    assert told([{"article": "a", "masked": True}]) == []
