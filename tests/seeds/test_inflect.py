import pytest

from seeds.inflect import expand


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("قال~يقول", {"قالت", "قالوا", "يقول", "تقول", "يقولون", "يقل"}),
        ("نفى~ينفي", {"نفت", "نفوا", "نفيا", "ينفي", "ينفون", "تنفي"}),
        ("دعا~يدعو", {"دعت", "دعوا", "يدعو", "يدعون", "تدعو"}),
        ("رأى~يرى", {"رأت", "رأوا", "يرون", "ترى", "يريان"}),
        ("أكد~يؤكد", {"أكدن", "يؤكدن"}),
        ("أشار~يشير", {"أشارت", "أشارتا", "يشيران", "يشر"}),
        ("قال~يقول", {"قلن", "يقلن"}),
        ("خشي~يخشى", {"خشوا", "خشيا", "خشيت", "يخشين"}),
        ("تنبأ~يتنبأ", {"تنبآ", "تنبؤوا", "يتنبؤون", "يتنبأون", "يتنبآن"}),
        ("مؤكد+", {"مؤكدا", "مؤكدة", "مؤكدين", "مؤكدون", "مؤكدات"}),
    ],
)
def test_inflect_expand_covers_the_paradigm(cell: str, expected: set[str]) -> None:
    assert expected <= set(expand(cell))


def test_inflect_expand_leaves_a_plain_wording_alone() -> None:
    assert expand("قوات النظام") == ("قوات النظام",)


def test_inflect_expand_keeps_the_words_behind_a_verb() -> None:
    assert "أبدت قلقها" in expand("أبدى قلقها~يبدي قلقها")


@pytest.mark.parametrize(
    ("cell", "unwanted"),
    [
        ("دعا~يدعو", {"دعيا"}),
        ("خشي~يخشى", {"خشيوا"}),
        ("أنبأ~ينبئ", {"أنبأا"}),
        ("أثنى~يثني", {"أثنين"}),
        ("ألمح~يلمح", {"ألمحن"}),
        ("أذاع~يذيع", {"أذعن", "يذعن"}),
        ("رد~يرد", {"ردن", "رددن"}),
        ("احتج~يحتج", {"احتجن"}),
        ("أعلن~يعلن", {"أعلنن"}),
    ],
)
def test_inflect_expand_writes_no_form_that_is_wrong_or_another_word(cell: str, unwanted: set[str]) -> None:
    assert not unwanted & set(expand(cell))
