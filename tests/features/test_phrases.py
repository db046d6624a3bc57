import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.agents import subject
from features.article import Span
from features.phrases import PHRASE_WORDS, is_edge, noun_phrase
from features.text import Reading, read

PIECES = "قال المتحدث باسم وزارة الدفاع ، ( ) - : أن في من اليوم عن دفاع مؤتمر محمد روسيا و\n . « »".split(" ")


def phrase(text: str, start: int = 0, opened: bool = False, clause: bool = False) -> str | None:
    words = read(text).words
    found = noun_phrase(words, start, len(words), opened=opened, clause=clause)
    return " ".join(words.words(*found)) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المتحدث باسم الوزارة أن", "المتحدث باسم الوزاره"),  # a complementiser
        ("وزير الخارجية أمس", "وزير الخارجيه"),  # an adverb of time
        ("وزير الخارجية في مؤتمر صحفي", "وزير الخارجيه"),  # في before an occasion
        ("وزير الدفاع في موسكو", "وزير الدفاع في موسكو"),
        ("وزير الدولة، محمد سالم، إن", "وزير الدوله محمد سالم"),  # a short name between commas
        ("وزير الدولة، وهو في بيته، إن", "وزير الدوله"),
        ("المرصد (ومقره لندن) إن", "المرصد ومقره لندن"),
        ("المرصد (ومقره", "المرصد"),  # the bracket never closes
        ("المرصد: قتل", "المرصد"),
        ("المرصد. قتل", "المرصد"),
        ("المسؤول عن الملف", "المسوول عن الملف"),
    ],
)
def test_phrases_end_at_the_first_edge(text: str, expected: str) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize("text", ["أن القصف توقف", "في المدينة", "من حلب", "اليوم", ""])
def test_phrases_never_begin_with_an_edge(text: str) -> None:
    assert phrase(text) is None


def test_phrases_opened_lets_a_name_run_up_to_the_content() -> None:
    text = "وزير الدولة، محمد سالم"
    assert (phrase(text), phrase(text, opened=True)) == ("وزير الدوله", "وزير الدوله محمد سالم")


def test_phrases_clause_forgives_the_marks_before_it() -> None:
    assert (phrase("قال؛ المرصد", start=1), phrase("قال؛ المرصد", start=1, clause=True)) == (None, "المرصد")


def test_phrases_end_at_barriers() -> None:
    words = read("المصدر العسكري لوكالة سانا").words
    assert noun_phrase(words, 0, len(words), frozenset({2})) == Span(0, 2)
    assert noun_phrase(words, 2, len(words), frozenset({2})) is None


def test_phrases_are_of_bounded_length() -> None:
    words = read("كلمة " * 100).words
    assert noun_phrase(words, 0, len(words)) == Span(0, PHRASE_WORDS)


def of(text: str) -> str | None:
    reading = read(text)
    found = subject(reading.words, 0, len(reading.words), reading.known(0, len(reading.words)), frozenset())
    return " ".join(reading.words.words(*found)) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزارة الدفاع الروسية استهداف مدنيين", "وزاره الدفاع الروسيه"),  # a known speaker
        ("الوزير المكلف استهداف مدنيين", "الوزير المكلف"),  # definite words
        ("استهداف مدنيين", None),  # already the object
        ("", None),
    ],
)
def test_phrases_subject_ends_where_the_object_begins(text: str, expected: str | None) -> None:
    assert of(text) == expected


def lawful(reading: Reading, found: Span | None, start: int, end: int) -> bool:
    return found is None or start == found.start < found.end <= min(end, start + PHRASE_WORDS)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.booleans(), st.booleans(), st.data())
def test_phrases_laws(pieces: list[str], opened: bool, clause: bool, data: st.DataObject) -> None:
    reading = read(" ".join(pieces))
    words = reading.words
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    barriers = frozenset(data.draw(st.lists(st.integers(0, 40), max_size=3)))
    found = noun_phrase(words, start, end, barriers, opened, clause)
    assert lawful(reading, found, start, end)
    if found:
        assert not any("\n" in words.gaps[i] or ":" in words.gaps[i] for i in range(start + 1, found.end))
        assert not any(i in barriers for i in range(*found))
    shorter = subject(words, start, end, reading.known(start, end), barriers)
    whole = noun_phrase(words, start, end, barriers)
    assert lawful(reading, shorter, start, end)
    assert shorter is None or (whole is not None and shorter.end <= whole.end)


def test_phrases_edges_are_words_that_end_one() -> None:
    words = read("أن اليوم في اجتماع في حلب من بيت").words
    assert [is_edge(words, i, len(words)) for i in range(len(words))] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]
