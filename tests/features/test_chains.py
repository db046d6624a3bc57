"""Through whose mouth a report came: media that relay, that were spoken to, and who is not named."""

import pytest

from features.article import Article
from features.extract import extract


def chains(text: str) -> list[list[tuple[str, str | None, str]]]:
    """Role, words and status of the hops of every attribution, without the outlet's."""
    found = extract(Article("1", "منبر", text)).attributions
    return [[(h.role, h.span and h.span.of(text), h.status) for h in a.chain[:-1]] for a in found]


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        (
            "وذكرت وكالة سانا، نقلا عن مصدر عسكري، أن القوات انسحبت.",
            1,
            [("speaker", "مصدر عسكري", "anonymous"), ("medium", "وكالة سانا", "named")],
        ),
        # a person is no medium
        ("وقال الوزير نقلا عن مصدر عسكري إن القوات انسحبت.", 1, [("speaker", "مصدر عسكري", "anonymous")]),
        (
            "نقلت رويترز عن الأناضول عن مصدر عسكري أن القوات انسحبت.",
            2,
            [("speaker", "مصدر عسكري", "anonymous"), ("medium", "الأناضول", "named"), ("medium", "رويترز", "named")],
        ),
        (
            "وذكرت قناة العربية، نقلا عن رويترز نقلا عن مصدر عسكري، أن القوات انسحبت.",
            2,
            [
                ("speaker", "مصدر عسكري", "anonymous"),
                ("medium", "رويترز", "named"),
                ("medium", "قناة العربية", "named"),
            ],
        ),
        (
            "أفادت قناة العربية نقلا عن وكالة سانا عن مصدر عسكري أن القوات انسحبت.",
            2,
            [
                ("speaker", "مصدر عسكري", "anonymous"),
                ("medium", "وكالة سانا", "named"),
                ("medium", "قناة العربية", "named"),
            ],
        ),
        (
            "نقلت رويترز عن الوزير قوله لقناة العربية إن القوات انسحبت.",
            1,
            [("speaker", "الوزير", "unresolved"), ("medium", "قناة العربية", "named"), ("medium", "رويترز", "named")],
        ),
        # whoever is behind عن told the channel, not the agency
        ("نقلت رويترز عن الوزير قوله لقناة العربية إن القوات انسحبت.", 0, [("speaker", "رويترز", "named")]),
        (
            "ونسبت رويترز إلى مسؤول أميركي قوله إن القوات انسحبت.",
            1,
            [("speaker", "مسؤول أميركي", "anonymous"), ("medium", "رويترز", "named")],
        ),
        (
            "وقال الوزير في مقابلة مع قناة العربية إن القوات انسحبت.",
            0,
            [("speaker", "الوزير", "unresolved"), ("medium", "قناة العربية", "named")],
        ),
        ("وقال الوزير في لقاء مع الرئيس الأسد إن القوات انسحبت.", 0, [("speaker", "الوزير", "unresolved")]),
    ],
)
def test_chains_name_the_media_between(text: str, number: int, expected: list[tuple[str, str, str]]) -> None:
    assert chains(text)[number] == expected


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("ناشطون", "anonymous"),
        ("مسؤول أميركي", "anonymous"),
        ("شهود عيان", "anonymous"),
        ("وزير الخارجية", "named"),
        ("المجلس المحلي", "named"),
        ("الطبيب أحمد سليم", "named"),
        ("وكالة سانا", "named"),
    ],
)
def test_chains_tell_who_is_known_in_kind_only(source: str, status: str) -> None:
    assert chains(f"وقال {source} إن القصف مستمر.")[0][0] == ("speaker", source, status)
