"""CSV and TSV as spreadsheets write them: with semicolons, `sep=;` in the first line, old line ends, loose quotation marks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Literal

from features.files import NO_TEXT, Rejected, Row, Source, check, lines, raw
from seeds.chain import Refused

_SEP = re.compile(r'\ufeff?"?sep=([^"\r\n])"?[\r\n]*', re.I)
_MARKS = {",": ",", ";": ";", "\t": "a tab"}


def rows(source: Source) -> Iterator[Row]:
    """Rows of a CSV or TSV. Quotation marks in a TSV may be mere text."""
    csv.field_size_limit(1 << 30)
    kind = "\t" if ".tsv" in source.name.lower()[-7:] else ","
    quiet = replace(source, say=lambda _: None)
    delimiter, skipped = _delimiter(quiet, kind)
    badly = _badly_quoted(quiet, delimiter, skipped)
    if badly and kind == ",":
        wrong = f"a quotation mark is not closed, or not doubled, in the row at line {badly}"
        raise Refused(f"{source.name}: {wrong}; save it again as CSV")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if badly else csv.QUOTE_MINIMAL
    broken = False

    def text() -> Iterator[str]:
        nonlocal broken
        for line, whole in islice(lines(source, ""), skipped, None):
            broken |= not whole
            yield line

    table = csv.DictReader(text(), delimiter=delimiter, quoting=quoting)
    table.fieldnames = [name.strip("\ufeff \xa0") for name in table.fieldnames or ()]
    if table.fieldnames not in ([], [""]):  # what is wholly empty has no row either
        check(source, table.fieldnames)
    if delimiter != kind:
        source.say(f"{source.name}: read with {_MARKS.get(delimiter, delimiter)} between the columns")
    broken = False
    for number, row in enumerate(table, start=1):
        if None in row:
            yield number, Rejected(number, "more cells than the header has columns", raw(row))
        elif broken:
            yield number, Rejected(number, NO_TEXT, raw(row))
        else:
            yield number, row
        broken = False


def _delimiter(source: Source, kind: str) -> tuple[str, int]:
    """What stands between the columns, and how many lines stand before the header.

    A first line `sep=;` decides. Else a CSV has commas, unless its header has none and another mark parts it, or only with the
    other mark has it all columns that an article needs.
    """
    for before, (line, _) in enumerate(lines(source, "")):
        if before == 0 and (told := _SEP.fullmatch(line)):
            return told[1], 1
        if line.strip("\ufeff\r\n"):
            return _mark(source, line.lstrip("\ufeff"), kind), before
    return kind, 0


def _mark(source: Source, header: str, kind: str) -> str:
    """What parts the columns of a header: its kind's own mark, unless another is surely meant."""
    names = {mark: [n.strip(" \xa0") for n in next(csv.reader([header], delimiter=mark), [])] for mark in _MARKS}
    needed = set(source.needs.values())
    if kind != "," or (needed and needed <= set(names[","])):
        return kind
    for mark in (";", "\t"):
        if len(names[mark]) > 1 and (len(names[","]) == 1 or (needed and needed <= set(names[mark]))):
            return mark
    return kind


def _badly_quoted(source: Source, delimiter: str, skipped: int) -> int | None:
    """The line at which a row begins that breaks the rules of quoting, or None; read through before any row is used."""
    text = (line for line, _ in islice(lines(source, ""), skipped, None))
    begun, table = 1 + skipped, csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for _ in table:
            begun = table.line_num + 1 + skipped
    except csv.Error:
        return begun
    return None
