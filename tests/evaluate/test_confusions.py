import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import matthews_corrcoef

from evaluate.confusions import mcc, ordinal

LABELS = ("damascus", "opposition", "other")


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=40))
def test_confusions_mcc_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    truth, said = zip(*pairs, strict=True)
    confusion = np.zeros((3, 3))
    np.add.at(confusion, (truth, said), 1)
    assert mcc(confusion) == pytest.approx(matthews_corrcoef(truth, said), abs=1e-9)


def test_confusions_ordinal_counts_steps_and_flips() -> None:
    confusion = np.array([[2.0, 1.0, 1.0], [0.0, 4.0, 0.0], [0.0, 0.0, 2.0]])  # one flip, one step
    steps, flips = ordinal(confusion, LABELS)  # type: ignore[misc]
    assert steps == pytest.approx(3 / 10)
    assert flips == pytest.approx(1 / 10)


def test_confusions_labels_of_another_target_have_no_axis() -> None:
    assert ordinal(np.eye(2), ("left", "right")) is None
