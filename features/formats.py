"""Corpora as rows of fields: JSON lines, CSV and TSV (all also .gz), Parquet, a folder of .txt, or a zip of any of these.

Files are read row by row, members of a zip without being unpacked. Text files may be UTF-8, UTF-16 or Windows Arabic
(cp1256); each that is not UTF-8 is said. A row that cannot be read comes back as `Rejected`.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Literal, cast

import pyarrow as pa
import pyarrow.parquet as pq

from seeds.chain import Refused

NO_TEXT = "not UTF-8"  # and no Arabic in cp1256 either
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row set aside: its number in the corpus (from 1) or its file, the reason in words, and the row as it came."""

    row: int | str
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk or in a zip: its name, how to open it (anew each time), and whom to tell of its encoding."""

    name: str
    open: Callable[[], IO[bytes]]
    say: Callable[[str], object]


Row = tuple[int | str, Mapping[str, object] | Rejected]


def reader(name: str) -> Callable[[Source], Iterator[Row]] | None:
    """What reads files of such a name, if anything does."""
    kind = Path(name.lower().removesuffix(".gz")).suffix
    if kind in (".jsonl", ".ndjson"):
        return _json_lines
    return _separated if kind in (".csv", ".tsv") else _parquet if kind == ".parquet" else None


@contextmanager
def _opened(source: Source) -> Iterator[IO[bytes]]:
    """The file, or what its gzip holds."""
    with source.open() as file:
        yield cast(IO[bytes], gzip.GzipFile(fileobj=file)) if source.name.lower().endswith(".gz") else file


def _lines(source: Source, newline: str) -> Iterator[str]:
    """Lines of a text file. Those of no known encoding hold lone surrogates for their bytes (`surrogateescape`)."""
    with _opened(source) as file:
        coding = encoding(file.read(1 << 16))
    if said := coding != "utf-8":
        source.say(f"{source.name}: read as {coding}")
    with _opened(source) as file:
        if coding.startswith("utf-16"):
            return (yield from io.TextIOWrapper(file, coding, errors="replace", newline=newline))
        # latin-1 stands for the bytes themselves, so that lines are found whatever they hold
        for line in io.TextIOWrapper(file, "latin-1", newline=newline):
            text, used = decode(line.encode("latin-1"), coding)
            if used == "cp1256" and not said:
                said = True
                source.say(f"{source.name}: UTF-8, but lines in cp1256 are among it and read as such")
            yield text


def encoding(head: bytes) -> str:
    """utf-8, utf-16, utf-16-le, utf-16-be or cp1256, by the first bytes of a file; utf-8 where none is sure.

    UTF-16 has a byte order mark or, in Arabic and ASCII, the byte 06 or 00 in nearly every other place.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    high = [(side.count(0) + side.count(6)) / max(1, len(side)) for side in (head[::2], head[1::2])]
    if abs(high[0] - high[1]) > 0.6 and len(head) > 3:
        return "utf-16-be" if high[0] > high[1] else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1256" if _is_cp1256(head) else "utf-8"
    return "utf-8"


def decode(data: bytes, coding: str) -> tuple[str, str]:
    """Text of a line or file and the encoding it had; UTF-8 is tried first, as no Arabic in cp1256 passes for it."""
    if coding.startswith("utf-16"):
        return data.decode(coding, "replace"), coding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if coding == "cp1256" or _is_cp1256(data):
            return data.decode("cp1256"), "cp1256"
    return data.decode("utf-8", "surrogateescape"), "utf-8"


def _is_cp1256(data: bytes) -> bool:
    """Whether what is not ASCII is Arabic letters in cp1256: UTF-8 misread so has them in 6 places of 10, ISO 8859-6 in 7."""
    other = [c for c in data.decode("cp1256") if not c.isascii()]
    letters = sum("\u0621" <= c <= "\u06d2" for c in other)
    return letters > 1 and letters > 0.8 * len(other)


def _json_lines(source: Source) -> Iterator[Row]:
    for number, line in enumerate(_lines(source, "\n"), start=1):
        if line.strip("\ufeff \t\r\n"):
            yield number, _json(number, line)


def _json(number: int, line: str) -> Mapping[str, object] | Rejected:
    if SURROGATE.search(line):
        return Rejected(number, NO_TEXT, line.strip())
    try:
        # raw control characters, NUL included, are no reason to lose an article
        row = json.loads(line.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        return Rejected(number, f"broken JSON: {error}", line.strip())
    return row if isinstance(row, dict) else Rejected(number, "not a JSON object", line.strip())


def _separated(source: Source) -> Iterator[Row]:
    """Rows of a CSV or TSV. Quotation marks in a TSV may be mere text."""
    delimiter = "\t" if ".tsv" in source.name.lower()[-7:] else ","
    csv.field_size_limit(1 << 30)
    badly = _badly_quoted(replace(source, say=lambda _: None), delimiter)
    if badly and delimiter == ",":
        wrong = f"a quotation mark is not closed, or not doubled, in the row at line {badly}"
        raise Refused(f"{source.name}: {wrong}; save it again as CSV")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if badly else csv.QUOTE_MINIMAL
    rows = csv.DictReader(_lines(source, ""), delimiter=delimiter, quoting=quoting)
    rows.fieldnames = [name.lstrip("\ufeff") for name in rows.fieldnames or ()]
    for name, times in Counter(rows.fieldnames).items():
        if name and times > 1:
            raise Refused(f"{source.name}: {times} columns are called '{name}'; give each its own name")
    for number, row in enumerate(rows, start=1):
        if None in row:
            yield number, Rejected(number, "more cells than the header has columns", raw(row))
        elif any(SURROGATE.search(cell or "") for cell in row.values()):
            yield number, Rejected(number, NO_TEXT, raw(row))
        else:
            yield number, row


def _badly_quoted(source: Source, delimiter: str) -> int | None:
    """The line at which a row begins that breaks the rules of quoting, or None; read through before any row is used."""
    begun, rows = 1, csv.reader(_lines(source, ""), delimiter=delimiter, strict=True)
    try:
        for _ in rows:
            begun = rows.line_num + 1
    except csv.Error:
        return begun
    return None


def _parquet(source: Source) -> Iterator[Row]:
    with source.open() as file:  # a .parquet.gz is none, and is refused here
        try:
            batches = pq.ParquetFile(file).iter_batches(batch_size=256)
            yield from enumerate((row for batch in batches for row in batch.to_pylist()), start=1)
        except (ValueError, pa.ArrowException) as error:
            raise Refused(f"{source.name}: not a readable Parquet file ({error}); write it again") from None


def folder(path: Path, say: Callable[[str], object]) -> Iterator[Row]:
    """One article per .txt of a folder; its first sub-folder is the outlet."""
    files = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".txt" and p.is_file())
    if not files:
        raise Refused(f"{path}: a folder with no .txt in it; give a file, or a sub-folder of .txt per outlet")
    for file in files:
        name = file.relative_to(path).as_posix()
        yield name, _text(Source(name, partial(io.FileIO, file), say), name)


def _text(source: Source, place: str) -> Mapping[str, object] | Rejected:
    """One article of a folder of texts; `place` is its path from where the folders of the outlets stand."""
    if "/" not in place:
        return Rejected(source.name, "not in a sub-folder that names its outlet", "")
    with source.open() as file:
        data = file.read()
    text, _ = decode(data, coding := encoding(data))
    if SURROGATE.search(text):
        return Rejected(source.name, NO_TEXT, "")
    if coding != "utf-8":
        source.say(f"{source.name}: read as {coding}")
    return {"id": place[: -len(".txt")], "outlet": place.split("/", 1)[0], "text": text.removeprefix("\ufeff")}


def archive(path: Path, say: Callable[[str], object]) -> Iterator[Row]:
    """Rows of all files in a zip, numbered `member:row`; folders in it name the outlets of its texts."""
    with zipfile.ZipFile(path) as zipped:
        members = sorted(((_name(m), m) for m in zipped.infolist() if not m.is_dir()), key=lambda m: m[0])
        if any(member.flag_bits & 1 for _, member in members):
            raise Refused(f"{path}: encrypted; unpack it, and give a zip without a password")
        top = _top([name for name, _ in members if name.lower().endswith(".txt")])
        if top:
            say(f"{path}: the outlets are the folders within {top}")
        for name, member in members:
            if name.startswith("__MACOSX/"):  # macOS's copy of the attributes of a file
                continue
            source = Source(name, partial(zipped.open, member), say)
            if name.lower().endswith(".txt"):
                yield name, _text(source, name.removeprefix(top))
            elif read := reader(name):
                for number, row in read(source):
                    label = f"{name}:{number}"
                    yield label, replace(row, row=label) if isinstance(row, Rejected) else row
            else:
                yield name, Rejected(name, "unknown kind of file", "")


def _name(member: zipfile.ZipInfo) -> str:
    """Its name; one not marked as UTF-8 was taken for cp437, and often is UTF-8 or cp1256 all the same."""
    try:
        name = member.filename if member.flag_bits & 0x800 else decode(member.filename.encode("cp437"), "utf-8")[0]
    except UnicodeEncodeError:
        return member.filename
    return member.filename if SURROGATE.search(name) else name


def _top(names: Sequence[str]) -> str:
    """The folder (with its slash) that was zipped as a whole: all texts lie two folders deep or deeper within it."""
    tops = {name.split("/", 1)[0] for name in names if not name.startswith("__MACOSX/")}
    return f"{tops.pop()}/" if len(tops) == 1 and all(name.count("/") > 1 for name in names) else ""


def raw(fields: object) -> str:
    """A row as it came, for `rejected.jsonl`."""
    return fields.raw if isinstance(fields, Rejected) else json.dumps(fields, ensure_ascii=False, default=str)
