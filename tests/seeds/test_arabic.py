import pytest
from camel_tools.utils.charsets import AR_CHARSET
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar
from hypothesis import given
from hypothesis import strategies as st

from seeds.arabic import fold

# Where camel_tools and fold both speak: its letters and diacritics, but for hamza seats and tatweel, which it leaves alone.
SHARED = sorted(AR_CHARSET - set("ؤئـ"))


def test_arabic_fold_writes_one_spelling() -> None:
    assert fold("الإرهـابيُّونَ").text == fold("الارهابيون").text == "الارهابيون"
    assert fold("مسؤول").text == "مسوول"
    assert fold("هيئة").text == "هييه"
    assert fold("١٢ و۳").text == "12 و3"
    assert fold("SDF").text == "sdf"


def test_arabic_fold_ignores_marks_inside_a_wording() -> None:
    assert fold('تنظيم "داعش"').text.strip() == fold("تنظيم  «داعش»").text.strip() == "تنظيم داعش"


def test_arabic_fold_resolves_presentation_forms() -> None:
    assert fold("\ufefb").text == "لا"
    assert fold("ﺳﻮﺭﻳﺎ").text == "سوريا"


def test_arabic_fold_keeps_line_breaks() -> None:
    assert fold("حلب\r\nحمص\u2029إدلب").text == "حلب\n\nحمص\nادلب"


def test_arabic_span_leads_back_to_the_words() -> None:
    text = 'أعلن تَنْظِيمُ  "داعش" أمس'
    folded = fold(text)
    at = folded.text.index("تنظيم داعش")
    start, end = folded.span(at, at + len("تنظيم داعش"))
    assert text[start:end] == 'تَنْظِيمُ  "داعش'


def test_arabic_span_takes_the_diacritics_behind_its_last_letter() -> None:
    text = "مؤكدةً أن"
    assert text[slice(*fold(text).span(0, 5))] == "مؤكدةً"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("مراسلةالقناة", ["مراسلة", "القناة"]),
        ("قوةٌعسكرية", ["قوةٌ", "عسكرية"]),
        ("سفيراًفي دمشق", ["سفيراً", "في", "دمشق"]),
        ("إلىالشمال", ["إلى", "الشمال"]),
        ("مراسلالميادينبأن القصف", ["مراسل", "الميادين", "بأن", "القصف"]),
        ("للميادين والميادين", ["للميادين", "والميادين"]),
        ("ﷲ مدينةحلب", ["ﷲ", "مدينة", "حلب"]),  # a ligature before
        ("شكراً ومدينة", ["شكراً", "ومدينة"]),
    ],
)
def test_arabic_fold_parts_words_whose_blank_is_lost(text: str, words: list[str]) -> None:
    folded = fold(text)
    starts = [0, *(i + 1 for i, char in enumerate(folded.text) if char == " ")]
    spans = [folded.span(start, start + len(fold(word).text)) for start, word in zip(starts, words, strict=True)]
    assert [text[slice(*span)].strip() for span in spans] == words


def test_arabic_fold_takes_a_standing_tatweel_for_a_dash() -> None:
    assert fold("قال ـ أمس ــ إن الـقـ").text == "قال - امس - ان الق"


@given(st.text(st.sampled_from(SHARED)))
def test_arabic_fold_equals_camel_where_both_speak(text: str) -> None:
    camel = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(text))))
    assert fold(text).text.replace(" ", "") == camel.replace(" ", "")  # fold parts glued words besides


@given(st.text())
def test_arabic_fold_is_idempotent_and_never_raises(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(st.characters(codec=None)))
def test_arabic_origin_is_monotone_and_within_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert folded.origin[-1] == len(text)
    assert all(a <= b for a, b in zip(folded.origin, folded.origin[1:], strict=False))


@given(st.text(st.sampled_from('ابجد ًّ"ـ\n')), st.data())
def test_arabic_span_folds_to_the_folded_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    words = [i for i, c in enumerate(folded.text) if c not in " \n"]
    if words:
        start = data.draw(st.sampled_from(words))
        end = data.draw(st.sampled_from([w for w in words if w >= start])) + 1
        back = fold(text[slice(*folded.span(start, end))]).text
        assert back.strip() == folded.text[start:end].strip()
