"""Colons of headlines: told from labels, datelines and clocks, also amid other headlines."""

import pytest

from features import attribution
from features.text import read


def colons(text: str) -> list[tuple[str | None, str]]:
    found = [a for a in attribution.find(read(text)) if a.cue.of(text) == ":"]
    return [(a.source.of(text) if a.source else None, a.content[0].of(text)) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "الرئيسية أخبار محلية رياضة منوعات رئيس التحرير خالد المطيري كل القنوات روسيا : أنجزنا المهمة وعدنا إلى ديارنا",
            ("روسيا", "أنجزنا المهمة وعدنا إلى ديارنا"),
        ),
        (
            "خبر عاجل قوات سوريا الديمقراطية : الرقة ستبقى مدينة موحدة قالت القوات إن المدينة بخير.",
            ("قوات سوريا الديمقراطية", "الرقة ستبقى مدينة موحدة"),
        ),
        ("ماكرون خلال مؤتمر مشترك مع بوتين : فرنسا سترد سريعا", ("ماكرون", "فرنسا سترد سريعا")),
        ("لافروف لكيري : لن نقبل بالتقسيم", ("لافروف", "لن نقبل بالتقسيم")),
    ],
)
def test_headlines_amid_others_are_found(text: str, expected: tuple[str, str]) -> None:
    assert colons(text) == [expected]


def test_headlines_end_where_the_text_stops_repeating_them() -> None:
    headline = "عاجل التحالف الدولي : لم يبق سوى ألف مقاتل للتنظيم"
    text = f"{headline} بواسطة المحرر مشاركة {headline} أخبار اليوم"
    assert colons(text) == [("التحالف الدولي", "لم يبق سوى ألف مقاتل للتنظيم")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "مواقيت الصلاة العصر : 14 : 57 المغرب : 17 : 17 العشاء",
        "والتقى وفدا من المعارضة السورية : تناول اللقاء الوضع في المدينة",
        "وتابع المقال في وكالة رويترز : المزيد من الصور والأخبار هنا",
    ],
)
def test_headlines_leave_out_what_only_looks_like_one(text: str) -> None:
    assert colons(text) == []


def test_headlines_of_a_name_that_the_text_alone_makes_known() -> None:
    text = "الزعبوطي : نريد الحل.\nوقال المحامي سعيد الزعبوطي إن الحل قريب."
    assert colons(text) == [("الزعبوطي", "نريد الحل")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a headline that comes again without a mark ends where it begins anew, or the news does
        (
            "لافروف : فتح الجسر القديم قريب لافروف : فتح الجسر القديم قريب قال الوزير إن الحل قريب",
            ["فتح الجسر القديم قريب"] * 2,
        ),
        # but one whose words only come again within others goes on
        (
            "لافروف : أكدت مصادر في المدينة ذلك أمس.\nوكانت أكدت مصادر في المدينة غيره.",
            ["أكدت مصادر في المدينة ذلك أمس"],
        ),
    ],
)
def test_headlines_that_come_again_end_where_something_begins(text: str, told: list[str]) -> None:
    found = [a for a in attribution.find(read(text)) if a.lemma == ":"]
    assert [" ".join(c.of(text) for c in a.content) for a in found] == told


def test_headlines_of_a_person_may_begin_with_a_verb_and_those_behind_a_place_are_datelines() -> None:
    assert colons("الأسد: يمكن للجميع أن ينضموا إلى الحوار") == [("الأسد", "يمكن للجميع أن ينضموا إلى الحوار")]
    assert colons("نيودلهي: يبدأ الوزير جولة في المنطقة") == []


def test_headlines_are_the_same_ones_wherever_they_come_again() -> None:
    head = "وزير الدفاع الروسي : 48 ألف جندي شاركوا في الحملة"
    text = f"{head} {head} {head} صورة تعبيرية"
    assert colons(text) == [("وزير الدفاع الروسي", "48 ألف جندي شاركوا في الحملة")] * 3
