import pandas as pd
import pytest

from evaluate import contrasts, naming
from evaluate.naming import Naming

NO_CLEAN = pd.DataFrame({"article": [], "start": [], "end": []})


def tables(articles, mentions, clean=NO_CLEAN):
    """Articles: id, outlet, published, story, duplicate_of; mentions: article, referent, row, valence, voice, masked."""
    columns = ["article", "outlet", "published", "story", "duplicate_of"]
    heads = pd.DataFrame([(*a, *[None] * (5 - len(a))) for a in articles], columns=columns).astype(object)
    rows, place = [], {}
    for article, referent, row, valence, voice, *masked in mentions:
        start = place[article] = place.get(article, -10) + 10
        rows.append((article, start, start + 4, referent, row, valence, voice, bool(masked and masked[0])))
    names = ["article", "start", "end", "referent", "name", "valence", "voice", "masked"]
    return {"articles": heads, "names": pd.DataFrame(rows, columns=names).assign(framing="plain"), "clean": clean}


SIX = [(f"a{i}", "منبر", f"2013-0{i + 1}-01") for i in range(6)]


def one(found: list[Naming], measure: str, group: str, outlet: str = "منبر") -> Naming:
    (row,) = [m for m in found if (m.outlet, m.measure, m.group) == (outlet, measure, group)]
    return row


def test_naming_shares_are_of_a_referent_and_voice() -> None:
    said = [(f"a{i}", "IS", "daesh" if i % 3 else "state", -1 if i % 3 else 0, "own") for i in range(6)]
    said += [(f"a{i}", "IS", "state", 0, "own") for i in range(2)]
    said += [(f"a{i}", "IS", "daesh", -1, "attributed") for i in range(4)] + [("a0", "SDF", "sdf", 0, "own")]
    found = naming.measures(tables(SIX, said))
    daesh = one(found, "wording", "IS:own:daesh")
    assert (daesh.value, daesh.n, daesh.articles) == (0.5, 8, 6)
    assert daesh.low < 0.5 < daesh.high
    assert one(found, "wording", "IS:attributed:daesh").value == 1
    assert {m.group for m in found if m.group.startswith("SDF")} == set()
    assert {(e.end - e.start) for e in daesh.evidence} == {4}
    assert len(daesh.evidence) == 3


def test_naming_counts_further_referents_and_how_many_names_deny_standing() -> None:
    said = [(f"a{i}", "IS", "x", -1, "own") for i in range(4)] + [
        (f"a{i}", "CHEMICAL", "gas", -1, "own") for i in range(6)
    ]
    both = tables(SIX, said)
    further = both["names"]["referent"] == "CHEMICAL"
    both["further_names"] = both["names"][further]
    both["names"] = both["names"][~further].assign(framing=["delegitimising"] * 3 + ["plain"])
    found = naming.measures(both)
    assert (one(found, "valence", "CHEMICAL:own").value, one(found, "wording", "CHEMICAL:own:gas").n) == (-1, 6)
    assert one(found, "framing", "IS:own:delegitimising").value == pytest.approx(3 / 4)
    assert not [m for m in found if m.group == "IS:own:plain"]  # once only


def test_naming_sets_own_voice_beside_attributed() -> None:
    said = [(f"a{i}", "IS", "x", v, "own") for i, v in enumerate((1, 1, 0, 1, 0, 1))]
    said += [(f"a{i}", "IS", "y", v, "attributed") for i, v in enumerate((-1, 0, -1, -1, 0, -1))]
    found = naming.measures(tables(SIX, said))
    assert one(found, "valence", "IS:own").value == pytest.approx(4 / 6)
    difference = one(found, "own_less_attributed", "IS")
    assert difference.value == pytest.approx(8 / 6)
    assert difference.low <= difference.value <= difference.high
    assert (difference.n, difference.articles, len(difference.evidence)) == (6, 6, 6)


def test_naming_changes_over_dated_articles_only() -> None:
    said = [(f"a{i}", "IS", "x", 1 if i < 3 else -1, "own") for i in range(6)]
    found = naming.measures(tables([*SIX, ("b0", "منبر")], [*said, ("b0", "IS", "x", 1, "own")]))
    assert one(found, "valence_in", "IS:2013").value == 0
    assert (one(found, "wording_in", "IS:2013:x").value, one(found, "wording_in", "IS:2013:x").n) == (1, 6)
    assert one(found, "valence_in", "IS:2013-Q1").value == 1
    assert one(found, "valence_in", "IS:2013-Q2").value == -1
    assert one(found, "valence", "IS:own").n == 7
    undated = naming.measures(tables([(a, o) for a, o, _ in SIX], said))
    assert not [m for m in undated if m.measure == "valence_in"]


def test_naming_leaves_out_masked_and_small_outlets() -> None:
    said = [(f"a{i}", "IS", "x", 1, "own", i > 2) for i in range(6)] + [
        (f"b{i}", "IS", "x", 1, "own") for i in range(2)
    ]
    found = naming.measures(tables([*SIX, ("b0", "صغير"), ("b1", "صغير")], said * 3))
    assert {m.outlet for m in found} == {"منبر"}
    assert one(found, "valence", "IS:own").n == 9


STORIES = [(f"{o}{i}", o, "2013-01-01", f"s{i}") for i in range(5) for o in ("منبر", "جريدة")]


def test_contrasts_are_paired_within_stories() -> None:
    said = [(f"منبر{i}", "IS", "x", v, "own") for i, v in enumerate((1, 1, 0, 1, 1))]
    said += [(f"جريدة{i}", "IS", "x", v, "own") for i, v in enumerate((0, -1, 0, 0, 1))]
    found = contrasts.measures(tables(STORIES, said))
    pair = one(found, "same_story_pair", "IS:جريدة")
    assert (pair.value, pair.n, pair.articles) == (pytest.approx(4 / 5), 5, 5)
    assert pair.low <= pair.value <= pair.high
    assert one(found, "same_story_pair", "IS:منبر", "جريدة").value == pytest.approx(-4 / 5)
    assert one(found, "same_story", "IS").value == pytest.approx(4 / 5)
    assert len({e.article for e in pair.evidence}) == 6


def test_contrasts_need_stories_that_both_tell_in_their_own_voice() -> None:
    said = [(f"{o}{i}", "IS", "x", 1, "own" if i < 2 else "attributed") for i in range(5) for o in ("منبر", "جريدة")]
    assert contrasts.measures(tables(STORIES, said)) == []


def test_contrasts_count_copies_in_another_outlet_but_not_their_furniture() -> None:
    articles = [(a, o, d, s, f"منبر{s[1]}" if o == "جريدة" else None) for a, o, d, s in STORIES]
    articles += [(f"x{i}", "جريدة") for i in range(3)]
    said = [(f"منبر{i}", "IS", "x", 0, "own") for i in range(5)]
    said += [(f"جريدة{i}", "IS", "x", -1, "own", True) for i in range(5)]
    found = contrasts.measures(tables(articles, said))
    assert one(found, "same_story_pair", "IS:منبر", "جريدة").value == -1
    clean = pd.DataFrame({"article": [f"جريدة{i}" for i in range(3)], "start": 0, "end": 9})
    assert contrasts.measures(tables(articles, said, clean)) == []
    own = [(a, o, d, s, "منبر0" if a == "منبر1" else None) for a, o, d, s in STORIES]
    told = contrasts.mentions(tables(own, [("منبر1", "IS", "x", 0, "own", True), ("منبر0", "IS", "x", 0, "own")]))
    assert told["article"].tolist() == ["منبر0"]


def test_naming_and_contrasts_do_not_depend_on_the_order_of_rows() -> None:
    said = [(f"{o}{i}", "IS", "x", (i * 7) % 3 - 1, "own") for i in range(5) for o in ("منبر", "جريدة")]
    data = tables(STORIES, said)
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in data.items()}
    for module in (naming, contrasts):
        assert module.measures(data) == module.measures(turned)
