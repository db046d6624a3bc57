"""Articles read back from a finished features folder, with everything said of them.

Of each table only the row groups that hold a wanted article are read; of the others, their column of ids.
"""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from features.arrays import array
from seeds.chain import Refused

Row = Mapping[str, Any]
OUTLET = "outlet:"  # before the name of an outlet, for its first article
NEAREST, LOOKED_AT = 3, 2_000
_TABLES = ("names", "title_names", "attributions", "clean")


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article's row of articles.parquet and its rows of the other tables."""

    article: Row
    names: list[Row]
    title_names: list[Row]
    attributions: list[Row]
    clean: list[Row]


def dossiers(folder: Path, wanted: Sequence[str]) -> list[Dossier]:
    """The articles asked for by id or as outlet:NAME, in that order and each once; Refused where one is unknown."""
    ids = list(dict.fromkeys(_ids(folder / "articles.parquet", wanted)))
    articles = {row["article"]: row for row in _rows(folder / "articles.parquet", ids)}
    held: dict[str, dict[str, list[Row]]] = {name: {i: [] for i in ids} for name in _TABLES}
    for name in _TABLES:
        for row in _rows(folder / f"{name}.parquet", ids):
            held[name][row["article"]].append(row)
    return [Dossier(articles[i], *(held[n][i] for n in _TABLES)) for i in ids]


def _rows(path: Path, ids: Sequence[str]) -> Iterator[Row]:
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            found = pc.is_in(file.read_row_group(group, ["article"])["article"], array(ids, pa.string()))
            if pc.any(found).as_py():
                yield from file.read_row_group(group).filter(found).to_pylist()


def _ids(path: Path, wanted: Sequence[str]) -> list[str]:
    """The ids meant; an id that begins like an outlet's is an id first."""
    known: dict[str, None] = {}
    first: dict[str, str] = {}
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            read = file.read_row_group(group, ["article", "outlet"])
            known.update(dict.fromkeys(read["article"].to_pylist()))
            for outlet, article in zip(read["outlet"].to_pylist(), read["article"].to_pylist(), strict=True):
                first.setdefault(outlet, article)
    result = []
    for one in wanted:
        outlet = one.removeprefix(OUTLET)
        if one in known:
            result.append(one)
        elif outlet != one and outlet in first:
            result.append(first[outlet])
        elif outlet != one:
            raise Refused(
                f"{path}: no outlet '{outlet}'; give one of the nearest, {_told(nearest(outlet, list(first)))}"
            )
        else:
            raise Refused(f"{path}: no article '{one}'; give one of the nearest, {_told(nearest(one, list(known)))}")
    return result


def nearest(asked: str, known: Sequence[str]) -> list[str]:
    """The few names most like the one asked for; those that contain it come first."""
    holding = heapq.nsmallest(NEAREST, (k for k in known if asked and asked.casefold() in k.casefold()), key=len)
    likely = heapq.nsmallest(LOOKED_AT, known, key=lambda k: (-_shared(k, asked), abs(len(k) - len(asked))))
    close = difflib.get_close_matches(asked, likely, NEAREST, cutoff=0.3) or likely
    return list(dict.fromkeys([*holding, *close]))[:NEAREST]


def _shared(one: str, other: str) -> int:
    """Letters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _told(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
