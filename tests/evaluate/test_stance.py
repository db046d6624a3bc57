import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluate import stance
from evaluate.agency import doers

NAMES = ["article", "start", "end", "referent", "name", "valence", "voice", "masked"]
SAID = ["article", "number", "cue_start", "cue_end", "cue_class", "source_side", "content", "masked"]


def tables(articles, mentions=(), said=()):
    """Articles: id, outlet, duplicate_of; mentions: article, referent, valence, voice; said: article, side, class, length."""
    heads = pd.DataFrame(
        [(*a, *[None] * (3 - len(a))) for a in articles], columns=["article", "outlet", "duplicate_of"]
    )
    heads["text"] = "كلام"
    names = [(a, 4 * i, 4 * i + 3, r, "x", v, voice, bool(m)) for i, (a, r, v, voice, *m) in enumerate(mentions)]
    rows = [
        (a, i, 4 * i, 4 * i + 3, cue, side, [{"start": 0, "end": n}], False)
        for i, (a, side, cue, n) in enumerate(said, 1)
    ]
    return {
        "articles": heads.astype(object),
        "names": pd.DataFrame(names, columns=NAMES).astype({"start": int, "end": int, "valence": int}),
        "attributions": pd.DataFrame(rows, columns=SAID).astype({"cue_start": int, "cue_end": int}),
    }


FOUR = [(f"a{i}", "منبر") for i in range(4)]


def only(told: pd.DataFrame, article: str, actor: str) -> pd.Series:
    (row,) = told[(told["article"] == article) & (told["actor"] == actor)].to_dict("records")
    return row


def test_stance_of_an_article_adds_its_components() -> None:
    named = [("a0", "SYRIAN_ARMY", 1, "own"), ("a0", "SYRIAN_STATE", 1, "attributed")]
    told, _ = stance.of_articles(
        tables(FOUR, named, [("a0", "syrian_gov", "affirm", 100), ("a0", "un", "report", 100)])
    )
    row = only(told, "a0", "syrian_gov")
    parts = {"names": 1 / 3, "quoted": 1 / 3, "word": 1 / 3, "space": 100 / 500, "harm": 0}
    assert {c: row[c] for c in parts} == pytest.approx(parts)
    assert row["score"] == pytest.approx(sum(stance.WEIGHTS[c] * v for c, v in parts.items()))
    assert (row["n"], row["stance"]) == (3, 1)


def test_stance_is_null_where_an_actor_is_not_in_play() -> None:
    told, _ = stance.of_articles(tables(FOUR, [("a0", "IS", -1, "own"), ("a1", "TURKEY", 0, "own", True)]))
    assert told[["article", "actor"]].to_numpy().tolist() == [["a0", "is"]]


def test_stance_leaves_duplicates_out() -> None:
    told, _ = stance.of_articles(tables([("a0", "منبر"), ("a1", "منبر", "a0")], [("a1", "IS", -1, "own")]))
    assert told.empty


def test_stance_hears_doubt_and_truth() -> None:
    said = [("a0", "russia", "doubt", 50), ("a1", "russia", "affirm", 50), ("a2", "russia", "deny", 50)]
    told, _ = stance.of_articles(tables(FOUR, (), said))
    assert [only(told, a, "russia")["word"] for a in ("a0", "a1", "a2")] == pytest.approx([-1 / 3, 1 / 3, 0])


def test_stance_of_an_outlet_pools_mentions_and_averages_scores() -> None:
    named = [("a0", "IS", -1, "own")] * 3 + [
        ("a1", "IS", 0, "own"),
        ("a2", "IS", -1, "own"),
        ("a3", "IS", 0, "attributed"),
    ]
    given_ = tables(FOUR, named)
    told, rows = stance.of_articles(given_)
    found = {m.component: m for m in stance.measures(given_, told, rows)}
    assert (found["names"].value, found["names"].n, found["names"].articles) == (-0.8, 5, 3)
    assert found["score"].value == pytest.approx(0.8 * (-3 / 5 - 1 / 3) / 4)
    assert (found["score"].n, found["score"].against, found["score"].neutral) == (4, 2, 2)
    assert len(found["names"].evidence) == 3
    assert "quoted" not in found


def test_stance_space_is_of_all_that_is_said() -> None:
    said = [(f"a{i}", "turkey", "report", 100) for i in range(3)] + [("a3", "none", "report", 100)]
    given_ = tables(FOUR, (), said)
    found = {m.component: m for m in stance.measures(given_, *stance.of_articles(given_))}
    assert found["space"].value == 0.75


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from((-1, 0, 1)), st.sampled_from(("own", "attributed"))), min_size=1, max_size=8))
def test_stance_turns_with_all_valences(named: list[tuple[int, str]]) -> None:
    scores = []
    for sign in (1, -1):
        told, _ = stance.of_articles(tables(FOUR, [("a0", "SDF", sign * v, voice) for v, voice in named]))
        scores.append(only(told, "a0", "sdf")["score"])
    assert scores[0] == pytest.approx(-scores[1])
    assert abs(scores[0]) < stance.WEIGHTS["names"] + stance.WEIGHTS["quoted"]


@pytest.mark.parametrize(
    ("text", "name", "does"),
    [
        ("قصفت قوات النظام المدينة", "قوات النظام", True),
        ("في غارات شنها التحالف الدولي", "التحالف الدولي", True),
        ("هجوم على قوات النظام", "قوات النظام", False),
        ("انتهى القصف. قوات النظام هناك", "قوات النظام", False),
        ("مقتل عناصر من قوات النظام", "قوات النظام", False),
        ("قوات النظام تقصف المدينة", "قوات النظام", True),
    ],
)
def test_agency_names_who_does_harm(text: str, name: str, does: bool) -> None:
    start = text.index(name)
    assert doers({"a": text}, {"a": [(start, start + len(name))]}) == {"a": [does]}
