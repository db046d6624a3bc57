import numpy as np
import pandas as pd
import pytest

from evaluate.evidence import Evidence
from evaluate.intervals import Shares
from evaluate.profile import Trait, others, pieces, profiles
from train.bootstrap import Estimate


def read(folder):
    return {t: pd.read_parquet(folder / f"{t}.parquet") for t in ("articles", "names", "attributions", "features")}


def test_profile_shares_equal_counts_of_mentions(made):
    tables = read(made / "features")
    found, _ = profiles(tables, {"bbc": Estimate(0.5, 0.1, 0.9)}, True, 0)
    outlets = tables["articles"].set_index("article")["outlet"]
    own = tables["names"][~tables["names"]["masked"]].assign(outlet=lambda t: t["article"].map(outlets))
    for profile in found:
        for trait in profile.traits:
            if trait.trait.startswith("names.own:SYRIAN_ARMY"):
                mine = own[(own["outlet"] == profile.outlet) & (own["referent"] == "SYRIAN_ARMY")]
                pole = {"hostile": -1, "neutral": 0, "friendly": 1}[trait.trait.rpartition(":")[2]]
                assert trait.n == len(mine)
                assert trait.value == pytest.approx((mine["valence"] == pole).mean())
                assert trait.low <= trait.value <= trait.high
    assert {p.outlet: p.position for p in found}["bbc"] == (0.5, 0.1, 0.9)


def test_profile_evidence_stands_in_the_article(made):
    tables = read(made / "features")
    text = tables["articles"].set_index("article")["text"]
    found, _ = profiles(tables, {}, True, 0)
    hostile = [t for p in found for t in p.traits if t.trait == "names.own:SYRIAN_ARMY:hostile"]
    words = {text[e.article][e.start : e.end] for t in hostile for e in t.evidence}
    assert words == {"قوات الأسد"}


def test_profile_duplicates_are_counted_and_left_out(made):
    found, _ = profiles(read(made / "features"), {}, True, 0)
    first = next(p for p in found if p.outlet == "دمشق اليوم")
    assert (first.articles, first.duplicates) == (5, 1)
    assert not any(e.article == "0001" for t in first.traits for e in t.evidence)


def test_profile_outlet_of_duplicates_only_has_none(made):
    tables = read(made / "features")
    tables["articles"].loc[tables["articles"]["outlet"] == "bbc", "duplicate_of"] = "0000"
    found, _ = profiles(tables, {}, True, 0)
    assert "bbc" not in {p.outlet for p in found}


def test_profile_small_outlets_have_no_traits(made):
    tables = read(made / "features")
    tables["articles"] = tables["articles"][tables["articles"]["article"].isin(["0006", "0007"])]
    found, _ = profiles(tables, {}, True, 0)
    assert [(p.articles, p.traits, p.evidence) for p in found] == [(2, (), ())]


def test_profile_others_leave_the_outlet_itself_out():
    n = np.array([[10.0], [10.0], [4.0]])
    value = np.array([[0.2], [0.6], [1.0]])
    peers = Shares(value, value, value, n, n)
    assert others(peers, [0, 1, 2, None])[:, 0].tolist() == pytest.approx([0.6, 0.2, 0.4, 0.4])


def trait(name, value, n, rest):
    spans = tuple(Evidence(name, i, i + 1) for i in range(3))
    return Trait(name, value, 0, 1, n, n, rest, spans)


def test_profile_pieces_show_the_most_telling_traits_first():
    traits = [trait("weak", 0.5, 4, 0.4), trait("strong", 0.9, 100, 0.1), trait("rare", 0.1, 400, 0.9)]
    shown = pieces([*traits, trait("alone", 1.0, 9, None)])
    assert [s.trait for s in shown] == ["strong", "weak"] * 3
    assert len(pieces([trait(str(i), 0.9, 9, 0.1) for i in range(20)])) == 10
