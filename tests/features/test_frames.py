import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.article import Span
from features.frames import OBJECT_WORDS, frames_of, is_colon, led_by_preposition, object_start, opener, spoken
from features.text import Reading, read
from features.wordings import Hit
from tests.features.conftest import entry

ALL = frozenset(("that", "colon", "quote"))


def cue(stop: int = 1) -> Hit:
    return Hit(0, 3, entry("q", "قال"), 0, stop)


def at(text: str, frames: str, start: int = 1) -> tuple[str, bool] | None:
    """The word at which content begins behind the first word, and whether it is quoted."""
    reading = read(text)
    found = opener(reading, start, len(reading.words), frames_of(frames))
    return (reading.words.word(found[1]), found[2]) if found else None


def test_frames_are_words_of_a_row() -> None:
    assert frames_of("that colon  quote") == ALL
    assert frames_of("") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال زيد إن القصف توقف", ("القصف", False)),
        ("قال زيد بأنه رحل", ("رحل", False)),
        ("قال زيد: القصف توقف", ("القصف", False)),
        ("قال زيد: «لن نرحل من هنا»", ("لن", True)),
        ("قال زيد «لن نرحل من هنا»", ("لن", True)),
        ("قال زيد «لن نرحل»", None),  # too short for speech
        ("قال إن شاء الله", None),
        ("قال زيد إن", None),  # nothing behind it
        ("قال عند 10:30 صباحا", None),
        ("قال زيد شيئا", None),
    ],
)
def test_frames_opener_is_the_first_that_opens(text: str, expected: tuple[str, bool] | None) -> None:
    assert at(text, "that colon quote") == expected


def test_frames_opener_takes_only_what_the_row_takes() -> None:
    text = "قال زيد: «لن نرحل من هنا» إن القصف توقف"
    assert [at(text, frames) for frames in ("that", "colon", "quote", "object")] == [
        ("القصف", False),
        ("لن", True),
        ("لن", True),
        None,
    ]


def test_frames_opener_stays_below_its_limit() -> None:
    reading = read("قال زيد إن القصف توقف")
    assert opener(reading, 1, 2, ALL) is None
    assert opener(reading, 1, 3, ALL) == (2, 3, False)


def test_frames_mark_at_its_limit_opens_content_there() -> None:
    reading = read("قال زيد: قال القصف توقف")
    assert opener(reading, 1, 2, ALL) == (2, 2, False)


def test_frames_own_preposition_comes_first() -> None:
    reading = read("حث على وقف القصف لأن زيد قال")
    frames = frames_of("that ala b")
    assert [led_by_preposition(reading.words, i, frames) for i in range(4)] == [False, True, False, False]
    assert led_by_preposition(read("طالب بوقف القصف").words, 1, frames)
    assert not led_by_preposition(read("طالب بأن القصف").words, 1, frames)
    assert opener(reading, 1, 7, ALL) is None  # because, not that
    assert opener(read("أشار لأن القصف توقف"), 1, 4, frames_of("that li")) == (1, 2, False)


def test_frames_marks_round_no_word_hide_no_quotation() -> None:
    assert at("قال: «!» «لن نرحل من هنا»", "quote") == ("لن", True)
    assert at("قال: «…» القصف توقف", "colon") == ("القصف", False)


def test_frames_colon_of_a_time_or_score_is_none() -> None:
    for text, expected in (("10:30", False), ("2: 3", False), ("قال:3", True), ("قال: لا", True)):
        assert is_colon(read(text), 1) is expected, text


@pytest.mark.parametrize(
    ("text", "frames", "expected"),
    [
        ("أشار إلى القصف", "ila", 2),
        ("كشف أمس عن القصف", "an", 3),
        ("طالب زيد بوقف القصف", "b", 2),
        ("طالب بين القصف", "b", -1),
        ("نفى استهداف المدنيين", "object", 1),
        ("نفى استهداف المدنيين", "that", -1),
        ("نفى", "object", -1),
        ("أشار إلى", "ila", -1),
    ],
)
def test_frames_object_begins_behind_its_preposition(text: str, frames: str, expected: int) -> None:
    reading = read(text)
    assert object_start(reading, cue(), None, len(reading.words), frames_of(frames)) == expected


def test_frames_object_begins_behind_the_source() -> None:
    reading = read("نفى الوزير المكلف استهداف المدنيين")
    assert object_start(reading, cue(), Span(1, 3), len(reading.words), frames_of("object")) == 3


def test_frames_spoken_counts_words() -> None:
    assert [spoken(Span(2, 5), n) for n in (2, 3, 4)] == [True, True, False]


PIECES = ["قال", "زيد", "إن", "أن", ":", "«", "»", '"', "إلى", "عن", "بوقف", "10:30", "شاء", "،", "\n", "."]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_frames_laws(pieces: list[str], start: int, limit: int) -> None:
    reading: Reading = read(" ".join(pieces))
    length = len(reading.words)
    found = opener(reading, start, limit, ALL)
    if found:
        position, begin, quoted = found
        marked = begin in reading.opening or ":" in reading.words.gaps[position]
        assert start <= position < min(limit + marked, length)  # a mark before the limit's word opens content there
        assert position <= begin <= position + 1
        assert begin < length
        assert not quoted or reading.opening[begin] > begin
    assert all(first < stop for first, stop in reading.opening.items())
    if start < length:
        hit = cue(start)
        for frame in ("ila", "an", "b", "object"):
            begin = object_start(reading, hit, None, limit, frames_of(frame))
            assert begin == -1 or start <= begin < min(limit, length, start + OBJECT_WORDS)
