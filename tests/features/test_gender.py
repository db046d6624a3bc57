import pytest

from features import gender
from features.gender import agree, noun, of_cue, of_pronoun
from seeds.arabic import fold
from tests.features.conftest import entry

SAID = entry("qala", "قال~يقول", "verb")
DENIED = entry("nafa", "نفى~ينفي", "verb")
ACCUSED, CONSIDERS = entry("ittahama", "اتهم~يتهم", "verb"), entry("itabara", "تعتبر", "verb")
STRESSING = entry("muakkid", "مؤكد+", "participle")


@pytest.mark.parametrize(
    ("row", "word", "expected"),
    [
        (SAID, "قال", "m"),
        (SAID, "وقالت", "f"),
        (SAID, "يقول", "m"),
        (SAID, "وستقول", "f"),
        (SAID, "يقولون", "p"),
        (DENIED, "نفت", "f"),
        (DENIED, "ونفى", "m"),
        (ACCUSED, "واتهمها", "m"),
        (ACCUSED, "اتهمته", "f"),
        (CONSIDERS, "تعتبرها", ""),
        (STRESSING, "مؤكدا", "m"),
        (STRESSING, "مؤكدة", "f"),
        (STRESSING, "مؤكدين", "p"),
    ],
)
def test_gender_of_a_cue_is_in_its_form(row: object, word: str, expected: str) -> None:
    assert of_cue(row, fold(word).text) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وكالة", "f"),
        ("المنظمة", "f"),
        ("روسيا", "f"),
        ("مصادر", "f"),
        ("الوزير", "m"),
        ("العقدة", "f"),
        ("الخليفة", ""),
        ("حمزة", ""),
        ("ناشطون", "p"),
        ("سوريون", "p"),
        ("ماكرون", ""),
        ("تلفزيون", "m"),
    ],
)
def test_gender_of_a_noun_is_said_only_where_it_is_sure(word: str, expected: str) -> None:
    assert noun(fold(word).text) == expected


def test_gender_unknown_agrees_with_everything() -> None:
    assert agree("", "f")
    assert agree("m", "")
    assert not agree("m", "f")


def test_gender_of_a_pronoun_is_told_where_its_letters_are_no_others() -> None:
    assert [of_pronoun(word) for word in ("قولها", "قولهم", "قوله", "ها")] == ["f", "p", "", ""]


def test_gender_words_stand_as_texts_are_folded() -> None:
    sets = [gender._FEMININE, gender._MASCULINE, gender._BODIES, gender._MALE, gender.EVENTS]
    assert [word for words in sets for word in words if fold(word).text != word] == []
