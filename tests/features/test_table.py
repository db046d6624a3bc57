from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.article import Attribution, Mention, Span
from features.table import choices, columns, groups, row


def mention(referent: str, valence: int, voice: str = "own") -> Mention:
    return Mention(Span(0, 1), "x", referent, "id", valence, voice, None, "body")


def attribution(side: str, cue_class: str) -> Attribution:
    span = Span(0, 1)
    return Attribution(1, span, "قال", cue_class, "indirect", None, None, None, "official", side, (span,), ())


def test_table_shares_are_of_rival_choices() -> None:
    features = row("x", [mention("SDF", -1), mention("SDF", 0), mention("SDF", 0, "attributed"), mention("IS", 1)], [])
    assert features["names.own:SDF:hostile"] == features["names.own:SDF:neutral"] == 0.5
    assert features["names.own:SDF:n"] == 2
    assert features["names.attributed:SDF:neutral"] == 1
    assert features["names.voice:SDF:own"] == pytest.approx(2 / 3)


def test_table_who_names_nobody_has_no_share() -> None:
    features = row("x", [], [])
    assert features["names.own:SDF:hostile"] is None
    assert features["names.own:SDF:n"] == 0


def test_table_cues_are_counted_for_each_side() -> None:
    features = row(
        "x", [], [attribution("russia", "doubt"), attribution("russia", "report"), attribution("un", "report")]
    )
    assert features["cues.of:russia:doubt"] == 0.5
    assert features["speakers:side:un"] == pytest.approx(1 / 3)
    assert features["cues.of:israel:doubt"] is None


def test_table_columns_are_what_a_row_holds() -> None:
    assert tuple(row("نص", [], [])) == columns()


def test_table_framing_is_of_own_mentions_and_doubt_is_counted() -> None:
    gang = Mention(Span(0, 1), "x", "SDF", "id", -1, "own", None, "body", "delegitimising")
    cited = Mention(Span(0, 1), "x", "SDF", "id", -1, "attributed", None, "body", "delegitimising")
    counted = Counter(choices([gang, mention("SDF", 0), cited], [], ["SYRIAN_ARMY"]))
    assert counted["framing:SDF", "delegitimising"] == counted["framing:SDF", "plain"] == 1
    assert counted["unsure:referent", "SYRIAN_ARMY"] == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["SDF", "IS"]), st.sampled_from([-1, 0, 1]), st.sampled_from(["own", "attributed"]))
    )
)
def test_table_shares_of_a_group_sum_to_one(drawn: list[tuple[str, int, str]]) -> None:
    mentions = [mention(*d) for d in drawn]
    features = row("x", mentions, [])
    counted = Counter(choices(mentions, []))
    for group, members in groups().items():
        shares = [features[f"{group}:{m}"] for m in members]
        n = sum(counted[group, m] for m in members)
        assert features[f"{group}:n"] == n
        assert shares == [None] * len(members) if n == 0 else sum(s or 0 for s in shares) == pytest.approx(1)
