"""Whom a cue without a source goes on quoting: who is named before it, what speaks for him, and who is chosen."""

from collections.abc import Mapping
from math import isfinite
from typing import Any
from unittest.mock import patch

import pytest

from features import antecedents, attribution
from features.actors import Actor, Named, Said, actors
from features.antecedents import choose, weights
from features.article import Span
from features.drafts import Draft
from features.evidence import Evidence, evidence
from features.namesakes import unspoken
from features.text import Reading, read


def resolved(text: str) -> dict[str, str | None]:
    return {a.cue.of(text): a.resolved.of(text) if a.resolved else None for a in attribution.find(read(text))}


def named(text: str, cue: str) -> list[list[str]]:
    reading = read(text)
    at = next(i for i in range(len(reading.words)) if text.startswith(cue, reading.words.at[i]))
    found = actors(reading, Named(reading), (), at, None)
    return [[reading.span(name).of(text) for name in actor.names] for actor in found]


def test_antecedents_weights_are_numbers_under_names_of_their_own() -> None:
    assert all(isfinite(weight) for weight in weights().values())
    assert {"nobody", "pick", "same gender", "clashes"} <= weights().keys()
    assert weights()["same gender"] > 0 > weights()["clashes"]


def told(text: str, cue: str) -> list[tuple[str, Mapping[str, float]]]:
    """The last words that name each actor before a cue, and the evidence for him."""
    reading, seen = read(text), list[list[tuple[str, Mapping[str, float]]]]()

    def watched(reading: Reading, draft: Draft, past: list[Said], found: list[Actor], *rest: Any) -> list[Evidence]:
        pieces = evidence(reading, draft, past, found, *rest)
        if reading.span(draft.cue).of(text) == cue:
            seen.append([(reading.span(a.names[0]).of(text), one) for a, one in zip(found, pieces, strict=False)])
        return pieces

    with patch.object(antecedents, "evidence", watched):
        attribution.find(reading)
    return seen[0]


def test_antecedents_one_named_at_the_head_of_an_article_is_what_it_is_about() -> None:
    lead = "قال الرئيس سعيد إن الطريق مفتوح. "
    far = dict(told(lead + "كانت الشوارع هادئة في ذلك اليوم. " * 9 + "وحضر الوزير كريم. وأضاف أن الحل قريب.", "وأضاف"))
    assert "named first" in far["الرئيس سعيد"]
    assert "named first" not in far["الوزير كريم"]
    near = dict(told(lead + "وحضر الوزير كريم. وأضاف أن الحل قريب.", "وأضاف"))
    assert not any("named first" in one for one in near.values())


def test_antecedents_one_does_not_speak_for_many_nor_many_for_one() -> None:
    text = "وقال الوزير إن القصف توقف. وزار المسلحون البلدة "
    many = dict(told(text + "مطالبين بفتح الطريق.", "مطالبين"))
    assert "one for many" in many["الوزير"] and "same gender" in many["المسلحون"]
    one = dict(told(text + "مطالبا بفتح الطريق.", "مطالبا"))
    assert "many for one" in one["المسلحون"] and "same gender" in one["الوزير"]
    assert max(weights()["one for many"], weights()["many for one"]) < 0 < weights()["named first"]


def test_antecedents_choose_the_first_of_those_with_most_evidence() -> None:
    assert choose([{"clashes": 1}, {"same gender": 1}, {"same gender": 1}], weights()) == 1
    assert choose([{"clashes": 1}, {"nobody": 1}], weights()) == 1
    assert choose([{"of no such name": 9}, {"same gender": 1}], weights()) == 1


def test_actors_are_named_in_the_sentence_and_the_one_before() -> None:
    text = "زار لافروف باريس. التقى وزير الدفاع التركي وفدا. وأبلغ بوتين أنقرة بالأمر مؤكدا موقفه"
    assert named(text, "مؤكدا") == [["أنقرة"], ["بوتين"], ["وزير الدفاع التركي"]]


def test_actors_of_one_name_are_one() -> None:
    text = "استقبل وزير الخارجية الروسي سيرغي لافروف وفدا. وشكر لافروف من حضر مؤكدا موقفه"
    assert named(text, "مؤكدا") == [["لافروف", "وزير الخارجية الروسي سيرغي لافروف"]]
    text = "شكر لافروف من حضر. واستقبل وزير الخارجية الروسي سيرغي لافروف وفدا مؤكدا موقفه"
    assert named(text, "مؤكدا") == [["وزير الخارجية الروسي سيرغي لافروف", "لافروف"]]


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        # whoever acts in the clause nearest by, not who spoke in the one before
        ("وأكد المتحدث العراقي أن القصف توقف، في حين تصر أنقرة على موقفها، واصفة الحزب بالإرهابي.", "واصفة", "أنقرة"),
        # who spoke goes on where the clause names others as objects only
        ("وقالت وزارة الدفاع الروسية إن القصف توقف.\nوأضافت أن الهدنة صامدة.", "وأضافت", "وزارة الدفاع الروسية"),
        # who gave the order, not who got it
        ("وكان الرئيس الروسي أمر وزير الدفاع بسحب القوات، وأعلن انتهاء عملها.", "وأعلن", "الرئيس الروسي"),
    ],
)
def test_antecedents_by_construction(text: str, cue: str, who: str) -> None:
    assert resolved(text)[cue] == who


def test_antecedents_are_shown_by_the_nearest_of_equal_names() -> None:
    text = "وقال الرئيس محمد مرسي إن الحل قريب.\nوالتقى الرئيس محمد مرسي وفدا تركيا.\nوأضاف أن الهدنة صامدة."
    found = attribution.find(read(text))[-1].resolved
    assert found is not None
    assert found.start == text.rindex("الرئيس محمد مرسي")


def test_antecedents_are_not_shown_by_words_with_a_verb_in_them() -> None:
    text = "تحدث الرئيس الروسي فلاديمير بوتين. وفي البلدة تنظيم داعش وجاء تصريح بوتين أمس. "
    text += "وقال بوتين إن الحل قريب، مضيفا أن الهدنة صامدة."
    assert resolved(text)["مضيفا"] == "الرئيس الروسي فلاديمير بوتين"


def test_antecedents_fuller_words_hold_no_verb() -> None:
    text = "الرئيس الإيراني أحمدي نجاد، قال وزير الخارجية. وأكد وزير الخارجية ذلك."
    reading = read(text)
    assert unspoken(reading, Span(0, 4))
    assert not unspoken(reading, Span(0, 6))


def test_sources_end_before_whom_they_speak_to() -> None:
    text = "وقال بوتين للأسد إن الحل قريب."
    (found,) = attribution.find(read(text))
    assert found.source is not None
    assert found.source.of(text) == "بوتين"


def test_antecedents_an_office_is_one_of_two_men_who_hold_it() -> None:
    text = "التقى وزير الخارجية سامر خليل وفدا. وغادر وزير الخارجية أحمد سالم بعد أن استقبل وزير الخارجية، وقال إن الحل قريب."
    assert named(text, "وقال") == [["وزير الخارجية", "وزير الخارجية أحمد سالم"], ["وزير الخارجية سامر خليل"]]
