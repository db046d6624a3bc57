"""Blanks that stand for diacritics: put together in texts of such crawls, and in no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import names
from features.diacritics import SHADDA, broken, mended
from features.text import finder, read, read_all
from seeds.arabic import fold

KNOWN = finder().vocabulary.numbers
BROKEN = "وأعلن الن ظام أن الق وات تقد مت أيض ا نحو المدينة , مشير ا إلى خسائر . "


def mend(text: str) -> str:
    return mended(BROKEN + text, KNOWN)[len(BROKEN) :].replace(SHADDA, "|")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قالت الد ولة أمس", "قالت الد|ولة أمس"),  # no word is the article with one letter
        ("كان رسمي ا .", "كان رسمي|ا ."),  # nor alef alone
        ("منذ عد ة أيام", "منذ عد|ة أيام"),  # nor begins with what ends words
        ("أك دت المسل حة", "أك|دت المسل|حة"),  # words of the lexicons
        ("من قو ات النظام", "من قو|ات النظام"),
        ("بيد أن الجيش في دمشق", "بيد أن الجيش في دمشق"),  # words of their own
        ("إلى الخ من ما زال", "إلى الخ من ما زال"),
        ("الس\nوري و الس . وري", "الس\nوري و الس . وري"),  # only over one blank
    ],
)
def test_diacritics_are_put_back_where_a_blank_stands_in_a_word(text: str, told: str) -> None:
    assert mend(text) == told


@pytest.mark.parametrize("text", ["قالت الد ولة أمس إن القو ات في حلب", "نص البند ا من القرار", "", "ABC"])
def test_diacritics_are_left_alone_in_texts_of_other_crawls(text: str) -> None:
    assert not broken(text)
    assert read(text).words.words(0, 9) == fold(text).text.strip().split()[:9]


def test_diacritics_a_title_is_of_the_same_crawl_as_its_text() -> None:
    title = "زيارة رئيس الد ولة"
    of_such, other = read_all([BROKEN, "قال"], titles=[title, title])[2:]
    assert (len(of_such.words), len(other.words)) == (3, 4)


def test_diacritics_texts_without_letters() -> None:
    assert mended("", KNOWN) == ""
    assert [len(r.words) for r in read_all([BROKEN], titles=[""])][1] == 0


@given(st.text(alphabet="اةىلدسوري ت.\nأ", max_size=80))
def test_diacritics_change_nothing_but_blanks(text: str) -> None:
    found = mended(BROKEN + text, KNOWN)
    assert len(found) == len(BROKEN + text)
    assert all(a == b or (a, b) == (" ", SHADDA) for a, b in zip(BROKEN + text, found, strict=True))


def test_diacritics_names_keep_their_place_in_the_text_as_it_came() -> None:
    text = BROKEN + "وقصفت قو ات النظام بلدة في الش مال"
    (found,) = (m for m in names.find(read(text), []) if m.referent == "SYRIAN_ARMY")
    assert found.words == found.span.of(text) == "قو ات النظام"
