import pytest

from features.kinds import LINKS, kinds, stems
from features.words import ABOUT, COMPLEMENT, EDGE, FROM, IN, LINK, NEVER_FIRST, THAT, TIME
from seeds.arabic import fold
from seeds.lexicon import load


def test_kinds_are_of_single_folded_words() -> None:
    for word in kinds():
        assert word.isalnum()
        assert fold(word).text == word


@pytest.mark.parametrize(
    ("words", "bits"),
    [
        ("أن وأن فأن بأن أنه إنها لأن بأنهم", THAT),
        ("أن بأن قد", COMPLEMENT),
        ("في", IN | NEVER_FIRST),
        ("من", FROM | NEVER_FIRST),
        ("عن", ABOUT),
        ("اليوم أمس", TIME),
        ("أنه بأنها", EDGE),
        ("شاهد رابط", LINK),
    ],
)
def test_kinds_say_what_a_word_may_do(words: str, bits: int) -> None:
    for word in words.split():
        assert kinds()[fold(word).text] & bits == bits, word


def test_kinds_of_the_lexicon_of_edges_are_all_there() -> None:
    for entry in load("edges"):
        bit = {"word": EDGE, "addressee": EDGE, "time": TIME}.get(entry.group, 0)
        assert all(kinds()[s] & bit for s in entry.spellings() if bit and " " not in s)


def test_kinds_other_words_may_do_nothing() -> None:
    assert not {"مدرسة", "سوريا", "الذي لا"} & set(kinds())


def test_kinds_stems_are_folded_beginnings() -> None:
    for group in ("occasion", "origin", "body", "class"):
        assert stems(group)
        assert all(fold(stem).text == stem for stem in stems(group))
    assert all(fold(word).text == word for word in LINKS.split())
