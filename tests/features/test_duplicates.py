from datetime import date

import numpy as np
import pytest

from features import duplicates
from features.duplicates import Signatures, groups, originals, signature
from features.words import cut, vocabulary

BODY = " ".join(f"كلمة{i}" for i in range(300))
OTHER = " ".join(f"لفظ{i}" for i in range(300))


def signed(text: str) -> Signatures:
    (words,) = cut([text], vocabulary([], [], {}))
    return signature(words.hashes)


def test_duplicates_same_text_with_other_furniture_is_one_group() -> None:
    texts = [BODY, OTHER, "شارك الخبر " + BODY + " جميع الحقوق محفوظة"]
    assert groups(np.array([signed(t) for t in texts])) == [[0, 2]]


def test_duplicates_half_of_a_text_is_another_text() -> None:
    half = " ".join(BODY.split()[:150]) + " " + " ".join(OTHER.split()[:150])
    assert groups(np.array([signed(t) for t in (BODY, half)])) == []


def test_duplicates_many_equal_texts_are_one_group() -> None:
    assert groups(np.array([signed(BODY)] * 2_000)) == [list(range(2_000))]


def test_duplicates_earliest_stands_for_the_group() -> None:
    assert originals([[0, 2, 3]], [date(2015, 2, 1), None, date(2015, 1, 1), None]) == {0: 2, 3: 2}


def test_duplicates_short_and_empty_texts_have_a_signature() -> None:
    assert signed("").shape == signed("كلمة").shape == (128,)


def test_duplicates_signature_is_the_same_however_many_shingles_are_permuted_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = [signed(text).tolist() for text in (BODY, "كلمة", "")]
    monkeypatch.setattr(duplicates, "AT_ONCE", 7)
    assert [signed(text).tolist() for text in (BODY, "كلمة", "")] == expected
