from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from features.text import clauses, read, sentences
from features.wordings import Finder
from seeds.arabic import fold


def cut(text: str) -> list[str]:
    folded = fold(text).text
    return [s.of(folded) for s in sentences(folded)]


def test_text_sentences_end_at_stops_and_line_breaks() -> None:
    assert cut("ذهب زيد. عاد عمرو؟ نعم!\nسطر جديد") == ["ذهب زيد", "عاد عمرو", "نعم", "سطر جديد"]


def test_text_sentences_keep_decimals_initials_and_addresses_whole() -> None:
    assert cut("بلغت 3.5 مليون في www.site.com أمس") == ["بلغت 3.5 مليون في www.site.com امس"]
    assert cut("قال د. سمير إن الأمر انتهى.") == ["قال د. سمير ان الامر انتهي"]


def test_text_sentences_allow_blanks_before_the_stop() -> None:
    assert cut("قتل ثلاثة . وأصيب آخرون .") == ["قتل ثلاثه", "واصيب اخرون"]


def test_text_clauses_end_at_commas() -> None:
    text = "قال زيد، اليوم، إن عمرا ذهب"
    (sentence,) = sentences(text)
    assert [c.of(text) for c in clauses(text, sentence)] == ["قال زيد", "اليوم", "إن عمرا ذهب"]


@given(st.text())
def test_text_sentences_are_ordered_disjoint_and_within_lines(text: str) -> None:
    folded = fold(text).text
    spans = sentences(folded)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all("\n" not in s.of(folded) and s.of(folded).strip() for s in spans)


@given(text=st.text(st.characters(codec=None), max_size=200))
def test_text_read_survives_anything(text: str) -> None:
    finder = _finder()
    reading = read(text, finder)
    assert len(reading.quotes) == len(reading.quoted)
    assert all(0 <= q.start <= q.end <= len(reading.text) for q in reading.quoted)


def _finder() -> Finder:
    from features.wordings import build
    from tests.features.conftest import entry, lexicon

    return build([lexicon("names", entry("a", "النظام"))])
