from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import furniture as module
from features.furniture import GRAM, SHORT, Furniture, gram_keys, hashes, learn, learn_all, line_key, lines, signs
from features.wordings import finder
from features.words import Words

MENU = "الرئيسية | أخبار | سياسة | اقتصاد"
TEXTS = st.lists(st.sampled_from(["قال", "سوريا", "12", "٣", " ", "\n", "\r\n", ". ", "|", "ﷺ", "\u0651"]), max_size=60)


def laid(text: str) -> Words:
    (words,) = finder().cut([text])
    return words


def body(number: int, length: int = 40) -> str:
    rng = Random(number)
    return " ".join(f"كلمة{chr(0x62A + rng.randrange(20))}{rng.randrange(10**6)}س" for _ in range(length))


@settings(deadline=None)  # the first text waits for the lexicons
@given(TEXTS.map("".join))
def test_furniture_lines_hold_every_word_once(text: str) -> None:
    words = laid(text)
    found = lines(words)
    assert [i for first, stop in found for i in range(first, stop)] == list(range(len(words)))
    for first, stop in found:
        assert first < stop
        assert "\n" not in words.text[words.starts[first] : words.ends[stop - 1]]


def test_furniture_numbers_are_all_alike() -> None:
    assert hashes(laid("خبر 12")).tolist() == hashes(laid("خبر ٣٠٠٠")).tolist() != hashes(laid("خبر جديد")).tolist()


def test_furniture_keys_are_of_short_lines_in_order() -> None:
    one, other = hashes(laid("سوق جسر")), hashes(laid("جسر سوق"))
    assert line_key(one, 0, 2) != line_key(other, 0, 2)
    long = hashes(laid("سوق " * (SHORT + 1)))
    assert line_key(long, 0, SHORT) != 0 == line_key(long, 0, SHORT + 1)


@given(st.lists(st.sampled_from(["سوق", "جسر", "12"]), max_size=40))
def test_furniture_gram_keys_are_equal_where_grams_are(drawn: list[str]) -> None:
    keys = gram_keys(hashes(laid(" ".join(drawn)))).tolist()
    grams = [tuple(drawn[i : i + GRAM]) for i in range(len(drawn) - GRAM + 1)]
    assert len(keys) == len(grams)
    assert len(set(keys)) == len(set(grams)) == len(set(zip(keys, grams, strict=True)))


@settings(deadline=None)  # the first text waits for the lexicons
@given(TEXTS.map("".join))
def test_furniture_signs_are_sorted_and_once(text: str) -> None:
    for keys in signs(laid(text)):
        assert keys.dtype == np.uint64
        assert keys.tolist() == sorted(set(keys.tolist()))


def test_furniture_signs_read_both_ends_of_a_long_text() -> None:
    head, tail = (" ".join(f"طرف{side}{c}" for c in "ابتثجحخدذر") for side in "هو")
    grams = signs(laid(f"{head} {body(1, 3_000)} {tail}"))[1].tolist()
    for end in (head, tail):
        (key,) = gram_keys(hashes(laid(end))).tolist()
        assert key in grams


def test_furniture_needs_three_articles() -> None:
    pages = [signs(laid(f"{MENU}\n{body(n)}")) for n in range(3)]
    assert learn(pages[:2]) == Furniture()
    found = learn(pages)
    assert list(found.lines.values()) == [3]
    assert found.lines.keys() == {line_key(hashes(laid(MENU)), 0, 4)}


def test_furniture_of_wordless_pages_is_none() -> None:
    assert learn([signs(laid(" \n")) for _ in range(9)]) == Furniture()


@pytest.mark.parametrize("batch", [1, 7, 128])
def test_furniture_does_not_depend_on_batches_or_order(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"id-{n}", f"منبر {n % 3}", f"{MENU}\n{body(n)}") for n in range(40)]
    expected = learn_all(rows)
    monkeypatch.setattr(module, "BATCH", batch)
    assert learn_all(rows) == learn_all(rows[::-1]) == expected
    assert list(expected) == ["منبر 0", "منبر 1", "منبر 2"]
    assert all(found.lines for found in expected.values())


def test_furniture_samples_the_ids_that_hash_lowest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SAMPLE", 5)
    rows = [(f"id-{n}", "منبر", f"{MENU}\n{body(n)}") for n in range(30)]
    lowest = sorted(rows, key=lambda row: module.crc32(row[0].encode()))[:5]
    assert learn_all(rows) == learn_all(lowest)
    assert list(learn_all(rows)["منبر"].lines.values()) == [5]
