import pytest

from features.article import Span
from features.speakers import Speaker, holds_at, identify
from features.text import read
from features.wordings import Hit
from tests.features.conftest import entry


def who(source: str, published: str | None = None) -> Speaker:
    reading = read(source)
    return identify(reading, Span(0, len(reading.words)), published)


@pytest.mark.parametrize(
    ("source", "kind", "side"),
    [
        ("مصادر محلية", "anonymous", "none"),
        ("المرصد السوري لحقوق الإنسان", "monitor", "none"),
        ("وكالة سانا", "media", "syrian_gov"),
        ("وزير الخارجية الروسي سيرغي لافروف", "official", "russia"),
        ("المتحدث باسم قوات سوريا الديمقراطية", "armed_group", "sdf"),
        ("مصدر في قوات سوريا الديمقراطية", "anonymous", "sdf"),
        ("خبير عسكري فرنسي", "expert", "none"),
        ("موسكو", "official", "russia"),
        ("رجل من أهل الحارة", "other", "none"),
    ],
)
def test_speakers_identify(source: str, kind: str, side: str) -> None:
    found = who(source)
    assert (found.type, found.side) == (kind, side)


def test_speakers_time_bounds_decide() -> None:
    hit = Hit(0, 1, entry("hijab", "حجاب", since="2012-01-01", until="2012-08-06", kind="name"))
    assert [holds_at(hit, day) for day in (None, "2012-05-01", "2011-05-01", "2013-05-01")] == [
        True,
        True,
        False,
        False,
    ]


def test_speakers_status_for_the_chain() -> None:
    assert [who(s).status for s in ("وكالة سانا", "مصادر محلية", "رجل من أهل الحارة")] == [
        "named",
        "anonymous",
        "unresolved",
    ]
