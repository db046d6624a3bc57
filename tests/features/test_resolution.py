"""Who a cue without a source goes on quoting: sentences of ours, one construction each."""

import pytest

from features import attribution
from features.text import read


def resolved(text: str) -> list[tuple[str, str | None]]:
    return [(a.cue.of(text), a.resolved.of(text) if a.resolved else None) for a in attribution.find(read(text))]


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        ("هاجم الرئيس التركي رجب طيب أردوغان نظيره، واصفا إياه بالإرهابي.", "واصفا", "الرئيس التركي رجب طيب أردوغان"),
        ("وركز الائتلاف السوري على الوضع في المدينة، واصفا الأوضاع بالمأساوية.", "واصفا", "الائتلاف السوري"),
        ("وزار وزير الخارجية المصري المخيم، وأكد أن المساعدات ستصل.", "وأكد", "وزير الخارجية المصري"),
    ],
)
def test_resolution_who_acts_in_a_sentence_speaks_in_it(text: str, cue: str, who: str) -> None:
    earlier = "وقالت وزارة الدفاع الروسية إن القصف توقف.\n"
    assert dict(resolved(earlier + text))[cue] == who


def test_resolution_goes_on_with_the_speaker_before_where_the_sentence_quotes_him() -> None:
    text = "وقال وزير الخارجية المصري إن القصف توقف، مؤكدا أن المساعدات ستصل."
    assert resolved(text)[-1] == ("مؤكدا", "وزير الخارجية المصري")


def test_resolution_source_is_whoever_spoke_before() -> None:
    text = "وقال مصدر أمني سوري إن القصف توقف.\nوغادر المصدر القاعة، مؤكدا أن المساعدات ستصل."
    assert dict(resolved(text))["مؤكدا"] == "مصدر أمني سوري"


def test_resolution_verb_must_agree_with_who_acts() -> None:
    text = "وقالت وزارة الدفاع الروسية إن القصف توقف.\nوغادر الوزير التركي القاعة، مؤكدة أن المساعدات ستصل."
    assert dict(resolved(text))["مؤكدة"] == "وزارة الدفاع الروسية"


def test_resolution_so_called_is_nobodys_word_but_the_outlets() -> None:
    text = "وقال الرئيس الروسي إن القصف توقف.\nودخل مقاتلون من ما يسمى جيش العشائر المدينة."
    (so_called,) = [a for a in attribution.find(read(text)) if a.cue.of(text) == "ما يسمى"]
    assert so_called.resolved is None and (so_called.source_type, so_called.source_side) == ("other", "none")
    text = text.replace("ما يسمى", "ما أسماه")
    assert dict(resolved(text))["ما أسماه"] == "الرئيس الروسي"
