"""Laws over every alteration: the same for the same seed, and each leaves what it should leave."""

import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate.alterations import ALTERATIONS, LIMITS, NEW_NAME, Piece, altered, sentences
from seeds.arabic import fold

# What each leaves: the folded words, the characters without blanks, all words in their order, all words in any order, or some
# of its own words and no other.
FOLDED = ("quotes_swapped", "quotes_straight", "diacritics_stripped", "diacritics_added", "tatweel", "hamza", "ya")
FOLDED += ("ta_marbuta", "digits", "loaded_at_distance")
ADDED = ("loaded_quotations", "wire_appended", "wire_inserted")
CUT = ("furniture_deleted", "lede", "first_half", "second_half")

words = st.sampled_from(
    "قال إنّ قوات النظام مدينة إلى أُعلن آخرون الثوار 12 ٣٤ حلب على الذي «داعش» “قسد” (أمس) المرأة كبيرة شيء".split()
)
lines = st.lists(words, min_size=1, max_size=12).map(" ".join)
texts = st.lists(st.tuples(lines, st.sampled_from((".", "؟", " ،", ""))).map("".join), max_size=6).map("\n".join)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    text = draw(texts)
    first = text.split("\n")[0]
    menu = ((0, len(first)),) if "\n" in text and draw(st.booleans()) else ()
    loaded = tuple(
        hit.span() for hit in re.finditer("قوات النظام|الثوار", text) if not menu or hit.start() > menu[0][1]
    )
    wire = ("أفادت الوكالة بهدوء في المدينة. ", "وتوقفت الحركة على الطريق الدولي. ")
    return Piece("7", text, menu, loaded, ("الوكالة", "داعش"), ("عصابات الأسد", "الثوار"), wire)


@pytest.mark.parametrize("name", ALTERATIONS)
@given(piece=pieces(), seed=st.integers(0, 9))
def test_alterations_are_the_same_for_the_same_seed(name: str, piece: Piece, seed: int) -> None:
    assert altered(name, piece, seed) == altered(name, piece, seed)


@pytest.mark.parametrize("name", ALTERATIONS)
def test_alterations_of_nothing_are_words_of_nobody(name: str) -> None:
    assert not re.search(r"\w", altered(name, Piece("7", ""), 0))
    assert not re.search(r"\w", altered(name, Piece("7", "\n \n"), 0))


@pytest.mark.parametrize("name", FOLDED)
@given(piece=pieces())
def test_alterations_of_spelling_leave_the_folded_text(name: str, piece: Piece) -> None:
    assert fold(altered(name, piece, 1)).text.split() == fold(piece.text).text.split()


@given(piece=pieces())
def test_alterations_of_blanks_leave_all_else(piece: Piece) -> None:
    spaced = altered("spaced_marks", piece, 1)
    assert spaced.replace(" ", "") == piece.text.replace(" ", "")
    assert spaced.count("\n") == piece.text.count("\n")


@pytest.mark.parametrize("name", ADDED)
@given(piece=pieces())
def test_alterations_that_add_keep_every_word_in_its_order(name: str, piece: Piece) -> None:
    left = iter(altered(name, piece, 1).split())
    assert all(word in left for word in piece.text.split())


@pytest.mark.parametrize("name", CUT)
@given(piece=pieces())
def test_alterations_that_cut_add_no_word(name: str, piece: Piece) -> None:
    left = iter(piece.text.split())
    assert all(word in left for word in altered(name, piece, 1).split())


@given(piece=pieces())
def test_alterations_halves_make_the_whole(piece: Piece) -> None:
    assert altered("first_half", piece, 1) + altered("second_half", piece, 1) == piece.bare()
    assert piece.bare().lstrip().startswith(altered("lede", piece, 1))


@given(piece=pieces())
def test_alterations_shuffle_keeps_all_words(piece: Piece) -> None:
    assert Counter(altered("shuffled", piece, 1).split()) == Counter(piece.bare().split())


@given(piece=pieces())
def test_alterations_rename_leaves_no_own_name(piece: Piece) -> None:
    new = altered("renamed", piece, 1)
    assert not re.search(r"(?<!\w)[وفبلك]{0,2}(?:الوكالة|داعش)(?!\w)", new)
    assert new.replace(NEW_NAME, "داعش") == piece.text.replace("الوكالة", "داعش")


@given(st.text(max_size=80))
def test_alterations_take_any_text(text: str) -> None:
    piece = Piece("7", text, own_names=("*", ""), foils=("x",), wire=("a b c.",))
    assert all(isinstance(altered(name, piece, 0), str) for name in ALTERATIONS)


@given(st.text(alphabet="ab .\n؟!", max_size=60))
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


PIECE = Piece(
    "7",
    'الرئيسية\nقال مراسل عنب بلدي: "دخلت قوات الأسد". وفي المدرسة 3 طلاب،\nأكّد الثوار «النصر» في ٥ قرى',
    furniture=((0, 8),),
    loaded=((35, 45), (73, 79)),
    own_names=("عنب بلدي",),
    foils=("عصابات الأسد",),
    wire=("هدأت الجبهات أمس في ريف المدينة.",),
)
WHOLE = PIECE.text


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("furniture_deleted", "الرئيسية\n", "\n"),
        ("quotes_swapped", "«النصر»", "“النصر”"),
        ("quotes_swapped", '"دخلت قوات الأسد"', "«دخلت قوات الأسد»"),
        ("quotes_straight", "«النصر»", '"النصر"'),
        ("diacritics_stripped", "أكّد", "أكد"),
        ("hamza", "أكّد", "اكّد"),
        ("ya", "بلدي", "بلدى"),
        ("ta_marbuta", "المدرسة", "المدرسه"),
        ("digits", "3 طلاب", "٣ طلاب"),
        ("digits", "٥ قرى", "5 قرى"),
        ("spaced_marks", "طلاب،", "طلاب ،"),
        ("renamed", "مراسل عنب بلدي", f"مراسل {NEW_NAME}"),
        ("loaded_at_distance", "أكّد الثوار", "أكّد «الثوار»"),
        ("loaded_at_distance", "دخلت قوات الأسد", "دخلت «قوات الأسد»"),
    ],
)
def test_alterations_do_what_they_say(name: str, before: str, after: str) -> None:
    assert before in WHOLE
    new = altered(name, PIECE, 0)
    assert after in new and before not in new.replace(after, "")


def test_alterations_add_what_they_say() -> None:
    assert altered("wire_appended", PIECE, 0).endswith(PIECE.wire[0])
    assert 0 < altered("wire_inserted", PIECE, 0).find(PIECE.wire[0]) < len(WHOLE)
    assert altered("loaded_quotations", PIECE, 0).removeprefix(WHOLE).count("عصابات الأسد") == 4
    assert altered("tatweel", PIECE, 0).count("ـ") > 3
    assert len(re.findall("[\u064e-\u0650]", altered("diacritics_added", PIECE, 0))) > 3


def test_alterations_hold_every_expectation_and_know_its_limits() -> None:
    assert {one.expected for one in ALTERATIONS.values()} == set(LIMITS)
    assert len({one.plain for one in ALTERATIONS.values()}) == len(ALTERATIONS)
    assert len({one.alter for one in ALTERATIONS.values()}) == len(ALTERATIONS)


def test_alterations_of_two_articles_are_drawn_apart() -> None:
    text = "كتبت الصحيفة عن المدينة " * 9
    two = [altered("tatweel", Piece(article, text), 0) for article in ("1", "2")]
    assert two[0] != two[1]
    assert np.array_equal(two, [altered("tatweel", Piece(article, text), 0) for article in ("1", "2")])
