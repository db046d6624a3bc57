from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.arrays import array, floats

SPANS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
KINDS = {
    pa.string(): st.text(st.characters(codec="utf-8")),
    pa.int64(): st.integers(-(1 << 62), 1 << 62),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
}


@pytest.mark.parametrize("kind", KINDS, ids=str)
@settings(deadline=None)
@given(data=st.data())
def test_arrays_hold_what_pyarrow_would(kind: pa.DataType, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.none() | KINDS[kind]))
    made = array(cells, kind)
    made.validate(full=True)
    assert made.equals(pa.array(cells, kind))


@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))))
def test_arrays_lists_of_structs(cells: list[list[tuple[int, int]]]) -> None:
    made = array(cells, SPANS)
    made.validate(full=True)
    assert made.to_pylist() == [[{"start": a, "end": b} for a, b in cell] for cell in cells]


@given(st.lists(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.none() | st.just("x")))))
def test_arrays_maps(cells: list[list[tuple[str, str | None]]]) -> None:
    made = array(cells, pa.map_(pa.string(), pa.string()))
    made.validate(full=True)
    assert made.to_pylist() == cells


def test_arrays_dates_before_and_after_the_epoch() -> None:
    days = [date(1969, 12, 31), None, date(2015, 2, 3)]
    assert array(days, pa.date32()).to_pylist() == days


def test_arrays_nan_is_null() -> None:
    assert floats(np.array([0.5, np.nan, 0.0])).to_pylist() == [0.5, None, 0.0]
