import pytest

from features.attribution import find
from features.text import read


def cues(text: str) -> list[tuple[str, str | None, str]]:
    """Cue, source and class of each attribution."""
    return [(a.cue.of(text), a.source and a.source.of(text), a.cue_class) for a in find(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ورفض الجيش الروسي اتهامات المعارضة.", ("ورفض", "الجيش الروسي", "deny")),
        ("ورفض الوزير هذه الاتهامات.", ("ورفض", "الوزير", "deny")),
        ("تطلب الحكومة السورية وقف القصف.", ("تطلب", "الحكومة السورية", "demand")),
        ("وتداول سكان البلدة صور الدمار.", ("وتداول", "سكان البلدة", "report")),
        ("وقللت واشنطن من أهمية الاتفاق.", ("وقللت", "واشنطن", "opinion")),
        ("وأمر بوتين القوات الروسية بالانسحاب.", ("وأمر", "بوتين", "demand")),
        ("وبدوره عبر الوزير عن أسفه للحادث.", ("عبر", "الوزير", "opinion")),
        ("توقف القصف في المدينة، كما أفادت وكالة سانا.", ("أفادت", "وكالة سانا", "report")),
        ("ووفق عبد الرحمن، فإن الفصائل انسحبت.", ("ووفق", "عبد الرحمن", "report")),
        ("وانسحبت القوات من ما يعرف بالممر الجنوبي.", ("ما يعرف", None, "doubt")),
        ("أعلن الوزير الروسي رفض الهدنة.", ("أعلن", "الوزير الروسي", "report")),  # no verb, but what he declares
        ("خرجت القوات، الأمر الذي نفاه الوزير الروسي.", ("نفاه", "الوزير الروسي", "deny")),
        ("وقال لافروف، الذي تحدث في موسكو، إن الهدنة مستمرة.", ("وقال", "لافروف", "report")),
        ("وتلك اتهاماته السابقة بأن الفصائل خرقت الهدنة.", ("اتهاماته", None, "accuse")),
    ],
)
def test_cues_count_with_what_follows_them(text: str, expected: tuple[str, str | None, str]) -> None:
    assert cues(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "ورفض الوزير التعليق على الحادث.",  # an act
        "وتداولت الأطراف السلطة.",
        "وهذا أمر الوزير بالتحديد.",  # a matter
        "وصل السلاح عبر الوزارة إلى البلدة.",  # across
        "هل تؤيد إغلاق الشوارع مساء؟",  # a poll
        "وهذا يمكن أن يشجع على أن يغادر السكان.",  # not said
        "طلبوا التكتم على هوياتهم.",
        "الأمر الذي يؤكد أن السلام بعيد.",  # things tell nothing
        "وكان السفير المصري يتابع أعماله هنا.",
        "كانت الحافلة تقل قرابة عشرين راكبا.",
    ],
)
def test_cues_leave_out_what_only_looks_like_one(text: str) -> None:
    assert cues(text) == []


def test_cues_are_told_once() -> None:
    assert [c for c, _, _ in cues("وتابع الوزير يقول إن الهدنة مستمرة.")] == ["وتابع"]
    assert [c for c, _, _ in cues("ورحب لافروف بما وصفه بالعناصر الإيجابية في الموقف.")] == ["ورحب", "بما وصفه"]
    assert [c for c, _, _ in cues("ستكون الأبنية ممتازة وفق تصريحات الشركة، والمشروع كبير.")] == ["وفق"]
