from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from camel_tools.tokenizers.word import simple_word_tokenize
from hypothesis import given, settings
from hypothesis import strategies as st

from features import words as module
from features.hashing import numbered, running_sums, span_hashes
from features.sentences import paragraph, sentences
from features.words import (
    DEFINITE,
    FREE,
    IN,
    LED,
    NOUN,
    NUMBER,
    THAT,
    TIME,
    VERB,
    VERBAL,
    Vocabulary,
    Words,
    cut,
    vocabulary,
)
from seeds.arabic import LINE_BREAKS, fold

BEGINS = [("قال", ""), ("قوات", "النظام"), ("ل", ""), ("عن", "")]
KNOWN = vocabulary(["قال", "قوات", "النظام", "ل", "عن"], BEGINS, {"اليوم": TIME, "في": IN})
TEXTS = st.text(
    st.one_of(
        st.characters(codec=None), st.sampled_from('وفبلكس قالعن\n\r.،:؟"«»()ﷺﻻ\u0651\u200f\u0640\x00\ud800٣3aقاتم')
    ),
    max_size=60,
)


def one(text: str, known: Vocabulary = KNOWN) -> Words:
    (words,) = cut([text], known)
    return words


def laid(words: Words) -> tuple[object, ...]:
    views = (words.starts, words.ends, words.at, words.till, words.ids, words.kinds, words.hashes, words.origin)
    return words.text, *(list(view) for view in views), words.gaps, words.broken, words.begun


def begun(text: str) -> list[tuple[int, int, int, int]]:
    word, off, number, proclitic = one(text).begun
    return list(zip(word, off, number, proclitic, strict=True))


@given(TEXTS)
def test_words_and_gaps_give_back_the_folded_text(text: str) -> None:
    words = one(text)
    assert words.text == fold(text).text
    gaps = [words.text[a:b] for a, b in zip([0, *words.ends], [*words.starts, len(words.text)], strict=True)]
    inner = [gap or " " if 0 < i < len(words) else gap for i, gap in enumerate(words.gaps)]
    assert gaps == inner
    assert "".join(g + w for g, w in zip(gaps, [*words.words(0, len(words)), ""], strict=True)) == words.text
    assert words.broken == [i for i in range(1, len(words)) if words.gaps[i]]


@given(TEXTS)
def test_words_are_whole_and_lawful(text: str) -> None:
    words = one(text)
    known = {number: word for word, number in KNOWN.numbers.items()}
    for i in range(len(words)):
        word = words.word(i)
        assert word.isalnum()
        assert 0 <= words.starts[i] < words.ends[i] <= len(words.text)
        assert 0 <= words.at[i] < words.till[i] <= len(text)
        assert word in fold(text[words.at[i] : words.till[i]]).text
        assert known.get(words.ids[i], word) == word
        assert (word in KNOWN.numbers) == (words.ids[i] > 0)
    assert not any(c.isalnum() and c < "\U00010000" for gap in words.gaps for c in gap)
    assert all(a <= b for a, b in pairwise(words.at))
    assert all(a < b for a, b in pairwise(words.starts))
    assert len(words.origin) == len(words.text) + 1
    assert words.origin[-1] == len(text)


@given(st.text(st.sampled_from('قالوعن ـَ\u200f\x00\n"«»،.أإىة٣'), max_size=60))
def test_words_original_slice_folds_to_the_word(text: str) -> None:
    words = one(text)
    for i in range(len(words)):
        assert fold(text[words.at[i] : words.till[i]]).text == words.word(i)


@settings(max_examples=200)
@given(st.lists(TEXTS, max_size=6), st.sampled_from([1, 7, 40, 1 << 16]))
def test_words_texts_cut_together_are_as_cut_alone(texts: list[str], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CHUNK", chunk)
        together = cut(texts, KNOWN)
    assert list(map(laid, together)) == [laid(one(text)) for text in texts]


def test_words_proclitics_are_those_of_nouns_and_verbs() -> None:
    number = KNOWN.numbers
    assert begun("قال وقال بقال وبقال سقال فسقال كوقال") == [
        (0, 0, number["قال"], FREE),
        (1, 1, number["قال"], FREE),
        (2, 1, number["قال"], NOUN),
        (3, 2, number["قال"], NOUN),
        (4, 1, number["قال"], VERB),
        (5, 2, number["قال"], VERB),
    ]


def test_words_first_of_two_begins_only_before_the_second() -> None:
    assert begun("وقوات النظام") == [(0, 1, KNOWN.numbers["قوات"], FREE)]
    assert begun("قوات حليفة") == begun("قوات، النظام") == begun("قوات\nالنظام") == begun("قوات") == []


def test_words_of_the_next_text_are_no_second_word() -> None:
    first, second = cut(["قوات", "النظام"], KNOWN)
    assert (first.begun, second.begun) == ([[], [], [], []], [[], [], [], []])


def test_words_a_month_or_complementiser_within_a_name_is_none_but_of_the_same_text() -> None:
    kinds = {"تشرين": TIME, "بان": THAT}
    known = vocabulary(list(kinds), [], kinds)
    (dam,), (month,) = cut(["سد تشرين"], known), cut(["في تشرين"], known)
    assert (dam.kinds[1] & TIME, month.kinds[1] & TIME) == (0, TIME)
    (man,), (said,) = cut(["بان كي"], known), cut(["بان من"], known)
    assert (man.kinds[0] & THAT, said.kinds[0] & THAT) == (0, THAT)
    for texts in (["قرب السد سد", "تشرين"], ["قال بان", "كي"], ["سد، تشرين"]):
        together = [list(words.kinds) for words in cut(texts, known)]
        assert together == [list(cut([text], known)[0].kinds) for text in texts]
    assert cut(["سد، تشرين"], known)[0].kinds[1] & TIME


def test_words_kinds_are_the_vocabularys_and_the_words_own() -> None:
    assert list(one("اليوم واليوم في البيت بيت ال 12 ٣أ").kinds) == [
        TIME | DEFINITE,
        TIME,
        IN,
        DEFINITE,
        0,
        0,
        NUMBER,
        NUMBER,
    ]
    assert not TIME & ~LED


def test_words_unknown_ones_in_the_form_of_the_future_or_present_are_verbal() -> None:
    words = "سيلتقون ستلتقي سيف يلتقون يوم وسيلتقون"
    assert [bool(kind & VERBAL) for kind in one(words).kinds] == [True, True, False, True, False, False]


def test_words_no_text_and_no_word() -> None:
    assert cut([], KNOWN) == []
    for text in ("", " ", "\n", "…", "\u0651"):
        words = one(text)
        assert (len(words), words.gaps, sentences(words)) == (0, [fold(text).text], [])


@given(TEXTS)
def test_words_sentences_hold_every_word_once(text: str) -> None:
    words = one(text)
    found = sentences(words)
    assert [i for first, stop in found for i in range(first, stop)] == list(range(len(words)))
    assert all(first < stop for first, stop in found)
    firsts = {first for first, _ in found}
    assert all(i in firsts for i in range(len(words)) if paragraph(words, i))


@pytest.mark.parametrize("stop", [". ", " . ", "؟ ", "! ", "? ", "… ", "... ", "\n", ".» ", *LINE_BREAKS])
def test_words_sentences_end_at_each_stop(stop: str) -> None:
    assert sentences(one(f"ذهب زيد{stop}عاد عمرو")) == [(0, 2), (2, 4)]


@pytest.mark.parametrize("mark", [" ", "، ", " (", ": ", "؛ ", " - ", ".5 ", ".com "])
def test_words_sentences_go_on_over_other_marks(mark: str) -> None:
    words = one(f"ذهب زيد{mark}عاد عمرو")
    assert sentences(words) == [(0, len(words))]


KEYS = st.one_of(
    st.integers(1, 40),  # all for one place: the top bits are alike
    st.integers(1, 40).map(lambda n: n << 58 | n),
    st.integers(1, (1 << 64) - 1),
)


@given(st.lists(KEYS, unique=True, max_size=60), st.lists(st.one_of(KEYS, st.just(0)), max_size=60))
def test_words_numbers_are_found_as_in_a_dict(keys: list[int], others: list[int]) -> None:
    asked = [*keys, *others]
    expected: Mapping[int, int] = {key: i for i, key in enumerate(keys, start=1)}
    table = numbered(np.array(keys, np.uint64))
    assert table.find(np.array(asked, np.uint64)).tolist() == [expected.get(key, 0) for key in asked]


@settings(max_examples=200)
@given(st.lists(st.text(st.sampled_from("ابت01x\x01"), min_size=1, max_size=5), min_size=1, max_size=50))
def test_words_hashes_are_equal_where_words_are(drawn: list[str]) -> None:
    codes = np.frombuffer("".join(drawn).encode("utf-32-le"), np.uint32)
    edges = np.cumsum([0, *map(len, drawn)])
    hashes = span_hashes(running_sums(codes), edges[:-1], edges[1:]).tolist()
    assert len(set(hashes)) == len(set(drawn))
    assert len(set(zip(drawn, hashes, strict=True))) == len(set(drawn))


def test_words_hashes_of_many_words_do_not_collide() -> None:
    many = [f"{a}{b}" for a in "ابتثجح" for b in range(30_000)]
    codes = np.frombuffer("".join(many).encode("utf-32-le"), np.uint32)
    edges = np.cumsum([0, *map(len, many)])
    assert len(np.unique(span_hashes(running_sums(codes), edges[:-1], edges[1:]))) == len(many)


@settings(deadline=None)
@given(st.text(st.sampled_from('ابتثجحسشصعغفقكلمنهويءأإآةىئؤ ،.:؛؟!()«»"-/\n'), max_size=200))
def test_words_are_camel_tools_words(text: str) -> None:
    (laid,) = cut([text], vocabulary([], [], {}))
    assert laid.words(0, len(laid)) == [token for token in simple_word_tokenize(laid.text) if token[0].isalpha()]
