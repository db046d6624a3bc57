from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from features.article import Span
from features.text import read, sentences
from features.wordings import Finder
from seeds.arabic import LINE_BREAKS


def cut(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text)]


def test_text_sentences_end_at_stops_and_line_breaks() -> None:
    assert cut("ذهب زيد. عاد عمرو؟ نعم!\nسطر جديد") == ["ذهب زيد", "عاد عمرو", "نعم", "سطر جديد"]


def test_text_sentences_keep_decimals_initials_and_addresses_whole() -> None:
    assert cut("بلغت 3.5 مليون في www.site.com أمس") == ["بلغت 3.5 مليون في www.site.com أمس"]
    assert cut("قال د. سمير إن الأمر انتهى.") == ["قال د. سمير إن الأمر انتهى"]


def test_text_sentences_allow_blanks_before_the_stop() -> None:
    assert cut("قتل ثلاثة . وأصيب آخرون .") == ["قتل ثلاثة", "وأصيب آخرون"]


@given(st.text())
def test_text_sentences_are_ordered_disjoint_and_within_lines(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(not set(LINE_BREAKS) & set(s.of(text)) and s.of(text).strip() for s in spans)


@given(text=st.text(st.characters(codec=None), max_size=200))
def test_text_read_survives_anything(text: str) -> None:
    finder = _finder()
    reading = read(text, finder)
    assert len(reading.quotes) == len(reading.quoted)
    assert all(0 <= q.start <= q.end <= len(reading.words) for q in reading.quoted)


def _finder() -> Finder:
    from features.wordings import build
    from tests.features.conftest import entry, lexicon

    return build([lexicon("names", entry("a", "النظام"))])


def test_text_span_takes_the_bracket_it_opened() -> None:
    for text, expected in (("قال زيد) نعم", "زيد"), ("قال زيد (الوزير) نعم", "زيد (الوزير)")):
        reading = read(text, _finder())
        words = reading.words.words(0, len(reading.words))
        stop = words.index("نعم")
        assert reading.span(Span(1, stop)).of(text) == expected


def test_text_lines_broken_by_their_width_are_no_end() -> None:
    reading = read("وقال الوزير إن الحل قد يساعد في\nإنهاء الأزمة.\nورد الحزب.")
    assert [reading.words.words(*s)[-1] for s in reading.sentences] == ["الازمه", "الحزب"]


def test_text_dates_between_strokes_end_a_sentence() -> None:
    reading = read("التي تنخر البلاد 08 / 11 / 2017 بقلم المحرر")
    assert [len(reading.words.words(*s)) for s in reading.sentences] == [3, 3, 2]


def test_text_in_front_of_is_no_imam() -> None:
    assert [h.first for h in read("وقال أمام الجنود").hits["speakers"]] == [2]
    assert read("وقال إمام المسجد").hits["speakers"][0].first == 1
