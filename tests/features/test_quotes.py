import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import quotes
from seeds.arabic import LINE_BREAKS


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotes.find(text)]


def test_quotes_of_each_kind_are_found() -> None:
    assert inner('قال "نعم نحن هنا" ثم «لن نرحل» و“سنبقى”') == ["نعم نحن هنا", "لن نرحل", "سنبقى"]


def test_quotes_mixed_glyphs_pair() -> None:
    assert inner("قال “لن نرحل″ ومضى") == ["لن نرحل"]


def test_quotes_nested_kinds_are_both_found() -> None:
    assert inner('قال «إن تنظيم "داعش" انتهى»') == ['إن تنظيم "داعش" انتهى', "داعش"]


def test_quotes_blanks_round_marks_take_turns() -> None:
    assert inner('قال " لن نرحل " ثم " سنبقى " .') == ["لن نرحل", "سنبقى"]


def test_quotes_unbalanced_mark_does_not_swallow_the_rest() -> None:
    assert inner('عنصر من "داعش قتل.\nوقال "سنبقى" اليوم') == ["سنبقى"]


def test_quotes_only_speech_crosses_a_paragraph_to_the_mark_that_closes_it() -> None:
    assert inner('عنصر من "داعش\nنرحل"') == []
    assert inner('قال "لن\nنرحل"') == ["لن\nنرحل"]
    assert inner('قال "لن\nنرحل" أبدا "نعم"') == ["لن\nنرحل", "نعم"]
    assert inner('قال "لن نرحل\nوقال الثاني "سنبقى" هنا') == ["لن نرحل", "سنبقى"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وأضاف أن” الطريق مغلق منذ أمس”.", ["الطريق مغلق منذ أمس"]),
        ("طلب منهم 'تشكيل لجنة جديدة\" أمس", ["تشكيل لجنة جديدة"]),
        ("قيام \"دول كثيرة' بالتدريب", ["دول كثيرة"]),
        ("أرسل” دعما كبيرا", []),
    ],
)
def test_quotes_marks_of_the_wrong_shape_pair(text: str, found: list[str]) -> None:
    assert inner(text) == found


def test_quotes_a_name_right_behind_the_opening_of_speech_is_nested_in_it() -> None:
    speech = 'إن " مسلحي " الكتيبة " طلبوا إخلاء المواقع كلها وتسليم السلاح الثقيل " .'
    assert inner(speech) == [speech[5:-4], "الكتيبة"]
    assert inner('قال " أحمد " إن " الطريق مغلق منذ أمس ولن يفتح قبل يوم الأحد " .')[0] == "أحمد"


@pytest.mark.parametrize("cue", ["قال", "وأضافت", "وتابع", "قائلاً", "قائلة", "فقالت"])
def test_quotes_left_open_after_a_word_of_speech_run_to_the_paragraph_end(cue: str) -> None:
    (quote,) = quotes.find(f"{cue} “لن نرحل من هنا.. أبدا\nوغادر القاعة")
    assert (quote.inner.start, quote.closed) == (len(cue) + 2, False)
    assert quotes.find(f"{cue} من “لن نرحل\nوغادر") == []


def test_quotes_left_open_after_a_colon_run_to_the_paragraph_end() -> None:
    text = 'وقال: "لن نرحل من هنا\nوأضاف شيئا'
    (quote,) = quotes.find(text)
    assert (quote.inner.of(text), quote.closed) == ("لن نرحل من هنا", False)


def test_quotes_apostrophe_inside_a_word_is_no_quotation() -> None:
    assert inner("Qur'an and it's") == []


def test_quotes_know_every_line_break() -> None:
    for line_break in LINE_BREAKS:
        assert inner(f"«لن نقبل{line_break}بأي شرط»") == [], repr(line_break)


@given(st.text(st.sampled_from("ab \"“”«»'‘’:\n.")))
def test_quotes_laws(text: str) -> None:
    for quote in quotes.find(text):
        assert quote.outer.holds(quote.inner)
        assert "\n" not in quote.outer.of(text)
        assert quote.inner.of(text) == quote.inner.of(text).strip() != ""


def test_quotes_name_in_marks_within_a_quotation_ends_it_not() -> None:
    text = 'وأضاف " كان هناك آلاف المقاتلين من " داعش " في المدينة كلها " .'
    assert inner(text) == ['كان هناك آلاف المقاتلين من " داعش " في المدينة كلها', "داعش"]


def test_quotes_name_mostly_in_marks_is_nested_wherever_it_stands() -> None:
    assert inner('قال : " خسر زعيم " داعش " المعركة " .') == ['خسر زعيم " داعش " المعركة', "داعش"]


def test_quotes_that_close_in_twos_are_nested() -> None:
    assert inner('أوضح "لا نقبل الخلل "في الأسلحة"، فهناك دول تسلح"، وأضاف') == [
        'لا نقبل الخلل "في الأسلحة"، فهناك دول تسلح',
        "في الأسلحة",
    ]


def test_quotes_beside_each_other_are_two() -> None:
    assert inner('قال " سنعود إلى المدينة " وأضاف " لن نرحل " .') == ["سنعود إلى المدينة", "لن نرحل"]


def test_quotes_no_mark_opens_before_a_stop_and_one_opens_behind_a_verb_of_saying() -> None:
    assert inner('عاد الرجل " , وغادر " المدينة الجديدة " أمس .') == ["المدينة الجديدة"]
    assert inner('عاد الرجل " , وقال " سنعود إلى المدينة " .') == ["سنعود إلى المدينة"]
    assert inner('سمعوا " صوتا وقال : " سنعود إلى المدينة " .') == ["سنعود إلى المدينة"]
