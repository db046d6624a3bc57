"""Where a page's own words break into a text without a mark: each sign with what it must leave alone."""

import pytest

from features.text import read


def sentences(text: str) -> list[str]:
    reading = read(text)
    return [reading.original[reading.words.at[s.start] : reading.words.till[s.end - 1]] for s in reading.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "أكدت المنظمة أنها خلال 12 يناير , 2018 حذر الوزير من موجة نزوح",
            ["أكدت المنظمة أنها خلال", "12 يناير , 2018", "حذر الوزير من موجة نزوح"],
        ),
        (
            "الوزير يدعو إلى الحوار الأحد 21 كانون الثاني 2018 | أخبار المدينة",
            ["الوزير يدعو إلى الحوار", "الأحد 21 كانون الثاني 2018", "أخبار المدينة"],
        ),
        (
            "الوزير يدعو إلى الحوار Fri Jul 20 , 2012 قال الوزير إن الحوار مهم",
            ["الوزير يدعو إلى الحوار", "Fri Jul 20 , 2012", "قال الوزير إن الحوار مهم"],
        ),
        ("التقى الوزير المبعوث يوم الأحد 21 كانون الثاني 2018 في العاصمة", None),
        ("وقع الاتفاق في 12 يناير 2018 بين الطرفين", None),
        (
            "الوزير يدعو إلى الحوار 2018 - 01 - 21 قال الوزير إن الحوار مهم",
            ["الوزير يدعو إلى الحوار", "2018 - 01 - 21", "قال الوزير إن الحوار مهم"],
        ),
        ("وقع الاتفاق في 12/1/2018 بين الطرفين", None),
        ("انتهت المهلة (12/1/2018) بلا اتفاق", None),
        ("وصل الوفد عند الساعة 08 : 42 إلى المدينة", None),
    ],
)
def test_seams_dates_of_a_page_part_sentences_and_dates_within_one_do_not(
    text: str, expected: list[str] | None
) -> None:
    assert sentences(text) == (expected or [text])


def test_seams_a_headline_that_stands_twice_in_a_row_ends_before_its_copy_and_behind_it() -> None:
    head = "الوزير : الحدود مغلقة تماما"
    assert sentences(f"{head} {head} قال الوزير أمس إن الحدود مغلقة") == [head, head, "قال الوزير أمس إن الحدود مغلقة"]


def test_seams_a_short_phrase_may_stand_twice() -> None:
    text = "قال الوزير إن الحدود مغلقة تماما تماما منذ أمس"
    assert sentences(text) == [text]


def test_seams_speech_that_nothing_closes_ends_at_three_dots() -> None:
    reading = read('قال الوزير : " نعتقد أن الحل قريب . . . أعلنت البلدية فتح الطريق أمام السيارات\nوذهب زيد')
    (speech,) = reading.quoted
    assert reading.words.words(speech.start, speech.end) == "نعتقد ان الحل قريب".split()
