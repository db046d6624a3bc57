"""Where contents begin and end, and in which mode they are: sentences of ours, each rule with what it must leave alone."""

import pytest

from features import attribution
from features.text import read


def contents(text: str) -> list[list[str]]:
    return [[c.of(text) for c in a.content] for a in attribution.find(read(text))]


def content(text: str) -> str:
    """The content of the first attribution."""
    return contents(text)[0][0]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ('قال الوزير إن الجيش استخدم صواريخ "إعصار" ضد القافلة.', "indirect"),
        ('قال الوزير إن الغارة قتلت "أبو جعفر" في منزله.', "indirect"),
        ('قال الوزير إن المقاتلين انسحبوا من قاعدة "النخيل" أمس.', "indirect"),
        ('قال الوزير إن الموظف "المفقود" عاد إلى منزله.', "mixed"),
        ('وصف الوزير موقف الحكومة بـ"الثابت" حيال الأزمة.', "mixed"),
        ('قال الوزير إن الخطة "غير مقبولة" بالنسبة إليه.', "mixed"),
        ('قال الوزير إن "الحكومة الضعيفة ستفقد قدرتها على مواجهة الأزمة.', "direct"),
    ],
)
def test_content_mode_tells_speech_from_names_in_marks(text: str, mode: str) -> None:
    assert attribution.find(read(text))[0].mode == mode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأكد الوزير ضرورة أن تسعى الدول إلى الحل.", "ضرورة أن تسعى الدول إلى الحل"),
        ("قال الوزير ذلك مشددا على معارضته أن يتخذ المجلس إجراءات.", "معارضته أن يتخذ المجلس إجراءات"),
        ("وأعرب الوزير عن رغبته في أن تنتهي الحرب.", "رغبته في أن تنتهي الحرب"),
        ("وأكد الوزير في الاجتماع أن الدول تسعى إلى الحل.", "الدول تسعى إلى الحل"),
    ],
)
def test_content_begins_with_the_noun_that_a_complementiser_belongs_to(text: str, expected: str) -> None:
    assert expected in [c for one in contents(text) for c in one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دانت وزارة الخارجية الروسية في بيان على موقعها الإلكتروني القصف.", "القصف"),
        ("أعلنت الأمم المتحدة 7 ديسمبر / كانون الأول ، بدء إجلاء الجرحى.", "بدء إجلاء الجرحى"),
        ("أعلنت الفصائل في مدينة مارع بريف حلب الشمالي انشقاق عدد من العناصر.", "انشقاق عدد من العناصر"),
        ("أعلنت قوات سوريا الديمقراطية منذ منتصف عام 2017 عن انطلاق معركة.", "انطلاق معركة"),
        ("أكد أردوغان لنظيره الروسي فلاديمير بوتين عدم قبول الهجمات.", "عدم قبول الهجمات"),
        ("وأكد لافروف في الوقت نفسه استعداد موسكو للحوار.", "استعداد موسكو للحوار"),
        ("استبعد الجبير بشكل محدد أي تحالف مع الأسد.", "أي تحالف مع الأسد"),
        ('أعلنت الوزارة عبر صفحتها على "فيس بوك" سيطرة الجيش على الحي.', "سيطرة الجيش على الحي"),
        ("وأوضح الجيش في بيان نشره على موقعه أن العنف اندلع أمس.", "العنف اندلع أمس"),
        ("ووصف الوزير في نوفمبر الماضي الوضع في الغوطة بأنه كارثي.", "الوضع في الغوطة بأنه كارثي"),
        ("أعلن التنظيم اليوم الجمعة، مسؤوليته عن الهجوم.", "مسؤوليته عن الهجوم"),
        ("ودعا الوزير إلى وحدة الكلمة.", "وحدة الكلمة"),
        ("وكررت إسرائيل مرة أخرى أنها لن تقبل.", "لن تقبل"),
        ("نفى الجيش في بيان القصف على المدينة.", "القصف على المدينة"),
        ("أعلن الجيش مقتل خمسة جنود في مدينة حلب.", "مقتل خمسة جنود في مدينة حلب"),
        ("وطالب الوزير في كلمة له المجتمع الدولي بوقف القتال.", "المجتمع الدولي بوقف القتال"),
    ],
)
def test_content_begins_behind_what_is_said_of_time_place_and_occasion(text: str, expected: str) -> None:
    assert content(text) == expected


def test_content_of_a_participle_begins_behind_adjuncts() -> None:
    assert ["للوقف الفوري للقصف"] in contents("قال الوزير ذلك داعيا في الوقت ذاته للوقف الفوري للقصف.")
    assert ["الشائعات"] in contents("قال الوزير ذلك نافيا بشدة الشائعات.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأكدت الوزارة إصابة الأهداف كلها وأن الطائرات عادت.", "إصابة الأهداف كلها وأن الطائرات عادت"),
        ("وتابع، كان هذا موقفنا منذ البداية، وأن الحل سياسي.", "كان هذا موقفنا منذ البداية، وأن الحل سياسي"),
        ("وأضاف المتحدث باسم الوزارة، وأن الطريق مغلق.", "الطريق مغلق"),
    ],
)
def test_content_a_complementiser_with_waw_goes_on_from_what_stands_before_it(text: str, expected: str) -> None:
    assert content(text) == expected
