import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from features.events import KIND, MOST, NAME, NUMBER, PLACE, Terms, stem, terms

EXPECTED = [91231415, 431063498, 1024008733, 2224262478]
WORDS = st.lists(st.text(st.sampled_from("ابتثدرسعقلمنهوي0123 "), max_size=8), max_size=150)


def kinds(found: Terms) -> list[int]:
    return [int(kind) for kind in found >> KIND]


@given(WORDS, st.lists(st.tuples(st.sampled_from([NAME, PLACE]), st.text(max_size=6)), max_size=80))
def test_events_terms_are_few_sorted_and_unique(words: list[str], hits: list[tuple[int, str]]) -> None:
    found = terms(words, hits)
    assert found.dtype == np.uint32
    assert len(found) <= MOST
    assert (np.diff(found.astype(np.int64)) > 0).all()


def test_events_terms_are_the_same_in_every_process() -> None:
    assert terms("انفجار السياره".split(), [(PLACE, "aleppo")]).tolist() == EXPECTED


def test_events_stem_takes_clitics_and_endings() -> None:
    assert stem("والمسلحون") == stem("المسلحين") == stem("مسلح") == "مسلح"
    assert stem("سوق") == "سوق"


def test_events_number_counts_only_beside_a_loss() -> None:
    assert NUMBER in kinds(terms("مقتل 12 شخصا".split()))
    assert NUMBER not in kinds(terms("الماده 12 نصت بوضوح".split()))


def test_events_number_in_words_is_the_number_in_digits() -> None:
    in_digits = {t for t in terms("مقتل 5 مدنيين".split()) if t >> KIND == NUMBER}
    assert in_digits
    assert in_digits <= set(terms("مقتل خمسه مدنيين".split()))


def test_events_number_that_could_be_a_year_says_nothing() -> None:
    assert NUMBER not in kinds(terms("مقتل 2013 شخصا".split()))
    assert NUMBER in kinds(terms("مقتل 3202 شخصا".split()))


def test_events_stop_words_alone_say_nothing() -> None:
    assert len(terms("من الي علي في".split())) == 0
    assert len(terms([])) == 0
