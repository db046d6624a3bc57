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
