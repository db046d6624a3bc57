"""Corpora as rows of fields: JSON lines or a JSON list, CSV and TSV (all also .gz), Parquet, .txt by outlet, or a zip of these.

Files are read row by row, members of a zip without being unpacked. A row that cannot be read comes back as `Rejected`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from features import jsonl, spreadsheets
from features.files import NO_TEXT, SURROGATE, NoColumn, Rejected, Row, Source, check, decode, encoding, is_whole
from seeds.chain import Refused

KINDS = ".jsonl, .json, .csv or .tsv (also .gz), .parquet, .zip or a folder of .txt"
# Files often given in place of a corpus, and what helps.
_WORKBOOK = "a workbook, not a table of text; save it as CSV UTF-8 (Excel: Save As) and give that"
_PAGES = "a document, not a corpus; give its text as .txt, in a folder per outlet"
_PACKED = "packed in a way not read here; unpack it, and give what is in it, or a .zip of that"
_STRANGERS: Mapping[str, str] = {
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"), _WORKBOOK),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".xml"), _PAGES),
    **dict.fromkeys((".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"), _PACKED),
    ".zip": "a zip within a zip; unpack it, and give what is in it",
}


def reader(name: str) -> Callable[[Source], Iterator[Row]] | None:
    """What reads files of such a name, if anything does."""
    kind = Path(name.lower().removesuffix(".gz")).suffix
    if kind in (".jsonl", ".ndjson", ".json"):
        return jsonl.rows
    return spreadsheets.rows if kind in (".csv", ".tsv") else _parquet if kind == ".parquet" else None


def stranger(name: str) -> str:
    """What is said of a file that nothing here reads."""
    return f"unknown kind of file: {_STRANGERS.get(_suffix(name), f'give {KINDS}')}"


def _suffix(name: str) -> str:
    return Path(name.lower()).suffix


def _parquet(source: Source) -> Iterator[Row]:
    with source.open() as file:  # a .parquet.gz is none, and is refused here
        try:
            table = pq.ParquetFile(file)
            check(source, table.schema_arrow.names)
            batches = table.iter_batches(batch_size=256)
            yield from enumerate((row for batch in batches for row in batch.to_pylist()), start=1)
        except (ValueError, pa.ArrowException) as error:
            raise Refused(f"{source.name}: not a readable Parquet file ({error}); write it again") from None


def folder(path: Path, source: Source) -> Iterator[Row]:
    """One article per .txt of a folder; its first sub-folder is the outlet."""
    there = sorted(p for p in path.rglob("*") if p.is_file())
    files = [p for p in there if _suffix(p.name) == ".txt"]
    others = [p.relative_to(path).as_posix() for p in there if _suffix(p.name) != ".txt" and p.name[0] != "."]
    if not files:
        read = next((name for name in others if reader(name)), None)
        give = f"give one file, such as {path / read}, or a zip of all" if read else "give a file"
        raise Refused(f"{path}: a folder with no .txt in it; {give}, or a sub-folder of .txt per outlet")
    if others:
        more = f" and {len(others) - 1} more" if others[1:] else ""
        source.say(f"{path}: only .txt is read from a folder; left aside: {others[0]}{more}")
    for file in files:
        name = file.relative_to(path).as_posix()
        yield name, _text(replace(source, name=name, open=partial(io.FileIO, file)), name)


def _text(source: Source, place: str) -> Mapping[str, object] | Rejected:
    """One article of a folder of texts; `place` is its path from where the folders of the outlets stand."""
    if "/" not in place:
        return Rejected(source.name, "not in a sub-folder that names its outlet", "")
    with source.open() as file:
        data = file.read()
    text, _ = decode(data, coding := encoding(data))
    if not is_whole(text):
        return Rejected(source.name, NO_TEXT, "")
    if coding != "utf-8":
        source.say(f"{source.name}: read as {coding}")
    return {"id": place[: -len(".txt")], "outlet": place.split("/", 1)[0], "text": text.removeprefix("\ufeff")}


def archive(path: Path, source: Source) -> Iterator[Row]:
    """Rows of all files in a zip, numbered `member:row`; folders in it name the outlets of its texts."""
    with zipfile.ZipFile(path) as zipped:
        members = sorted(((_name(m), m) for m in zipped.infolist() if not m.is_dir()), key=lambda m: m[0])
        if any(member.flag_bits & 1 for _, member in members):
            raise Refused(f"{path}: encrypted; unpack it, and give a zip without a password")
        if any(name == "xl/workbook.xml" for name, _ in members):
            raise Refused(f"{path}: {_WORKBOOK}")
        top = _top([name for name, _ in members if name.lower().endswith(".txt")])
        if top:
            source.say(f"{path}: the outlets are the folders within {top}")
        for name, member in members:
            if name.startswith("__MACOSX/"):  # macOS's copy of the attributes of a file
                continue
            of = replace(source, name=name, open=partial(zipped.open, member))
            if name.lower().endswith(".txt"):
                yield name, _text(of, name.removeprefix(top))
            elif read := reader(name):
                yield from _member(of, read)
            else:
                yield name, Rejected(name, stranger(name), "")


def _member(source: Source, read: Callable[[Source], Iterator[Row]]) -> Iterator[Row]:
    """Rows of one file in a zip. A table without the columns of an article is set aside whole; other files may have them."""
    label = None
    try:
        for number, row in read(source):
            label = f"{source.name}:{number}"
            yield label, replace(row, row=label) if isinstance(row, Rejected) else row
    except NoColumn as error:
        yield source.name, Rejected(source.name, str(error).removeprefix(f"{source.name}: "), "")
    else:
        if label is None:
            source.say(f"{source.name}: holds no rows")


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
