"""Corpora in: JSON lines (also .gz), CSV and TSV, Parquet, or a folder of .txt with one sub-folder per outlet.

Rows are read one at a time. A row that cannot be an article comes back as `Rejected`, with where it stood and why.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

import pyarrow.parquet as pq

from features.article import Article
from seeds.arabic import fold
from seeds.chain import Refused

REQUIRED = ("id", "outlet", "text")
KNOWN = (*REQUIRED, "published", "title", "story")
_ISO = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:$|[Tt\s])")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row set aside: its number in the corpus (from 1) or its file, the reason in words, and the row as it came."""

    row: int | str
    reason: str
    raw: str


def articles(corpus: Path) -> Iterator[Article | Rejected]:
    """All articles of a corpus in its own order; ids are unique, a later twin is rejected."""
    seen: dict[str, int | str] = {}
    for row, fields in _rows(corpus):
        made = fields if isinstance(fields, Rejected) else _article(row, fields)
        if isinstance(made, Article):
            if made.id in seen:
                made = Rejected(row, f"id '{made.id}' was already used in row {seen[made.id]}", _raw(fields))
            else:
                seen[made.id] = row
        yield made


def _rows(corpus: Path) -> Iterator[tuple[int | str, Mapping[str, object] | Rejected]]:
    name = corpus.name.lower()
    if corpus.is_dir():
        yield from _folder(corpus)
    elif not corpus.is_file():
        raise Refused(
            f"{corpus}: no such file or folder; give a corpus (.jsonl, .jsonl.gz, .csv, .tsv, .parquet or a folder)"
        )
    elif name.endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")):
        yield from _json_lines(corpus)
    elif name.endswith((".csv", ".tsv")):
        yield from _separated(corpus, "\t" if name.endswith(".tsv") else ",")
    elif name.endswith(".parquet"):
        yield from _parquet(corpus)
    else:
        raise Refused(
            f"{corpus}: unknown kind of file; give .jsonl, .jsonl.gz, .csv, .tsv, .parquet or a folder of .txt"
        )


def _json_lines(path: Path) -> Iterator[tuple[int, Mapping[str, object] | Rejected]]:
    with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as file:
        try:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _json(number, line)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Refused(f"{path}: the gzip file is damaged ({error}); copy or download it again") from None


def _json(number: int, line: bytes) -> Mapping[str, object] | Rejected:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Rejected(number, f"not UTF-8 at byte {error.start}", line.decode("utf-8", "replace").strip())
    except (ValueError, RecursionError) as error:
        return Rejected(number, f"broken JSON: {error}", line.decode("utf-8", "replace").strip())
    return row if isinstance(row, dict) else Rejected(number, "not a JSON object", line.decode("utf-8").strip())


def _separated(path: Path, delimiter: str) -> Iterator[tuple[int, Mapping[str, object] | Rejected]]:
    """Rows of a CSV or TSV; a row with a byte that is not UTF-8 is set aside. Quotation marks in a TSV may be mere text."""
    csv.field_size_limit(1 << 30)
    badly = _badly_quoted(path, delimiter)
    if badly and delimiter == ",":
        raise Refused(
            f"{path}: a quotation mark is not closed, or not doubled, in the row at line {badly}; save it again as CSV"
        )
    with _table(path) as file:
        reader = csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE if badly else csv.QUOTE_MINIMAL)
        for number, row in enumerate(reader, start=1):
            if None in row:
                yield number, Rejected(number, "more cells than the header has columns", _raw(row))
            elif any(_SURROGATE.search(cell or "") for cell in row.values()):
                yield number, Rejected(number, "not UTF-8", _raw(row))
            else:
                yield number, row


def _badly_quoted(path: Path, delimiter: str) -> int | None:
    """The line at which a row begins that breaks the rules of quoting, or None; read through before any row is used."""
    begun = 1
    with _table(path) as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for _ in reader:
                begun = reader.line_num + 1
        except csv.Error:
            return begun
    return None


def _table(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    number = 0
    try:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: not a readable Parquet file ({error}); write it again") from None


def _folder(path: Path) -> Iterator[tuple[str, Mapping[str, object] | Rejected]]:
    files = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".txt" and p.is_file())
    if not files:
        raise Refused(
            f"{path}: no .txt file in this folder; put one sub-folder per outlet in it, with a .txt per article"
        )
    for file in files:
        name = file.relative_to(path).as_posix()
        if "/" not in name:
            yield name, Rejected(name, "not in a sub-folder that names its outlet", "")
            continue
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield name, Rejected(name, f"not UTF-8 at byte {error.start}", "")
            continue
        yield name, {"id": name[: -len(".txt")], "outlet": name.split("/", 1)[0], "text": text}


def _article(row: int | str, fields: Mapping[str, object]) -> Article | Rejected:
    texts = {_clean(str(k)): _text(v) for k, v in fields.items() if v is not None and v == v}
    for field in REQUIRED:
        value = fields.get(field)
        if field not in texts:
            return Rejected(row, f"no {field}", _raw(fields))
        if not isinstance(value, str) and (field != "id" or not isinstance(value, int) or isinstance(value, bool)):
            return Rejected(row, f"{field} is no text", _raw(fields))
        if not fold(texts[field]).text.strip():
            return Rejected(row, f"empty {field}", _raw(fields))
    raw = texts.get("published")
    return Article(
        texts["id"],
        texts["outlet"],
        texts["text"],
        texts.get("title"),
        _date(raw) if raw else None,
        raw,
        texts.get("story") or None,
        {k: v for k, v in sorted(texts.items()) if k not in KNOWN},
    )


def _date(raw: str) -> str | None:
    """The ISO date that a field begins with, its digits in any script; None where there is none."""
    found = _ISO.match(fold(raw).text)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def _text(value: object) -> str:
    """A field as text: strings as they are, dates in ISO, the rest as JSON."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, date):
        return value.isoformat()
    return _clean(json.dumps(value, ensure_ascii=False, default=str))


def _clean(text: str) -> str:
    """Without lone surrogates, which no file can hold: each becomes U+FFFD, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def _raw(fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False, default=str) if not isinstance(fields, Rejected) else fields.raw
