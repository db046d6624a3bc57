import pytest

from seeds.inflect import expand


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("قال~يقول", {"قالت", "قالوا", "يقول", "تقول", "يقولون", "يقل"}),
        ("نفى~ينفي", {"نفت", "نفوا", "نفيا", "ينفي", "ينفون", "تنفي"}),
        ("دعا~يدعو", {"دعت", "دعوا", "يدعو", "يدعون", "تدعو"}),
        ("رأى~يرى", {"رأت", "رأوا", "يرون", "ترى", "يريان"}),
        ("مؤكد+", {"مؤكدا", "مؤكدة", "مؤكدين", "مؤكدون", "مؤكدات"}),
    ],
)
def test_inflect_expand_covers_the_paradigm(cell: str, expected: set[str]) -> None:
    assert expected <= set(expand(cell))


def test_inflect_expand_leaves_a_plain_wording_alone() -> None:
    assert expand("قوات النظام") == ("قوات النظام",)


def test_inflect_expand_keeps_the_words_behind_a_verb() -> None:
    assert "أبدت قلقها" in expand("أبدى قلقها~يبدي قلقها")
