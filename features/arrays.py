"""Arrow arrays straight from their buffers.

`pyarrow.array` imports pandas on its first call, half a second and 60 MB that nothing here needs; and laying buffers out with
NumPy is faster than its conversion of Python objects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_EPOCH = date(1970, 1, 1).toordinal()
Mask = npt.NDArray[np.bool_]


def array(cells: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Cells (None is null) as an array of strings, int64, booleans, dates, or lists and maps of these."""
    if pa.types.is_nested(kind):
        return _nested(cells, kind)
    valid = np.array([c is not None for c in cells], bool)
    return _BUILDERS[kind](cells, valid)


def floats(values: npt.NDArray[np.float64]) -> pa.Array:
    """float64 with NaN as null."""
    return _built(pa.float64(), ~np.isnan(values), np.ascontiguousarray(values))


def _strings(cells: Sequence[str | None], valid: Mask) -> pa.Array:
    data = [b"" if c is None else c.encode() for c in cells]
    return _built(pa.string(), valid, _offsets(data), b"".join(data))


def _integers(cells: Sequence[int | None], valid: Mask) -> pa.Array:
    return _built(pa.int64(), valid, np.array([c or 0 for c in cells], np.int64))


def _booleans(cells: Sequence[bool | None], valid: Mask) -> pa.Array:
    return _built(pa.bool_(), valid, np.packbits(np.array([bool(c) for c in cells], bool), bitorder="little"))


def _dates(cells: Sequence[date | None], valid: Mask) -> pa.Array:
    days = np.array([0 if c is None else c.toordinal() - _EPOCH for c in cells], np.int32)
    return _built(pa.date32(), valid, days)


_BUILDERS: dict[pa.DataType, Callable[[Sequence[Any], Mask], pa.Array]] = {
    pa.string(): _strings,
    pa.int64(): _integers,
    pa.bool_(): _booleans,
    pa.date32(): _dates,
}


def _nested(cells: Sequence[Sequence[Any]], kind: pa.DataType) -> pa.Array:
    """Lists of tuples as lists of structs, lists of pairs as maps; laid out flat."""
    flat = [one for cell in cells for one in cell]
    entry = pa.struct([kind.key_field, kind.item_field]) if pa.types.is_map(kind) else kind.value_type
    columns = zip(*flat, strict=True) if flat else ((),) * entry.num_fields
    fields = [array(column, entry.field(i).type) for i, column in enumerate(columns)]
    inner = pa.StructArray.from_arrays(fields, fields=list(entry))
    return pa.Array.from_buffers(kind, len(cells), [None, pa.py_buffer(_offsets(cells))], children=[inner])


def _offsets(cells: Sequence[Any]) -> npt.NDArray[np.int32]:
    return np.cumsum([0, *map(len, cells)], dtype=np.int32)


def _built(kind: pa.DataType, valid: Mask, *buffers: Any) -> pa.Array:
    bits = None if valid.all() else pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.Array.from_buffers(kind, len(valid), [bits, *map(pa.py_buffer, buffers)])
