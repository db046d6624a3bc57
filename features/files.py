"""One file of a corpus: how it is opened, its encoding, its lines, and the row that had to be set aside.

Text files may be UTF-8, UTF-16 or Windows Arabic (cp1256); each that is not UTF-8 is said. Lines are read one at a time.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, cast

from seeds.chain import Refused

NO_TEXT = "not UTF-8"  # and no Arabic in cp1256 either
SURROGATE = re.compile("[\ud800-\udfff]")
# How files begin that are often given a wrong name.
_STRANGERS = {
    b"PK\x03\x04": "a zip or an Excel workbook; save it as CSV UTF-8, or give it the ending .zip",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file; save it as CSV UTF-8",
    b"PAR1": "Parquet; give it the ending .parquet",
    b"\x1f\x8b": "compressed; give it the ending .gz",
    b"%PDF": "a PDF; give its text as .txt, in a folder per outlet",
}
# Names that others give to what we call so, for a proposal of --map.
_ALIASES = {
    "id": "id _id article_id articleid doc_id docid guid uuid no number url link المعرف رقم الرقم الرابط".split(),
    "outlet": "outlet source publisher site newspaper media domain source_name channel المصدر الموقع الصحيفة".split(),
    "text": "text body content article article_text full_text fulltext maintext story_text النص نص المحتوى".split(),
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row set aside: its number in the corpus (from 1) or its file, the reason in words, and the row as it came."""

    row: int | str
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file on disk or in a zip: its name, how to open it (anew each time), whom to tell of it.

    `needs` are the fields that every article must have, each with the name it has in this corpus.
    """

    name: str
    open: Callable[[], IO[bytes]]
    say: Callable[[str], object]
    needs: Mapping[str, str] = field(default_factory=dict)


class NoColumn(Refused):
    """A table without one of the columns that an article must have."""


Row = tuple[int | str, Mapping[str, object] | Rejected]


def check(source: Source, columns: Iterable[str]) -> None:
    """Refuse a table that cannot hold one article, or whose columns cannot be told apart."""
    names = list(columns)
    seen: set[str] = set()
    for name in names:
        if name and name in seen:
            raise Refused(
                f"{source.name}: {names.count(name)} columns are called '{shortened(name)}'; give each its own name"
            )
        seen.add(name)
    if said := lacking(source.needs, names):
        raise NoColumn(f"{source.name}: {said}")


def lacking(needs: Mapping[str, str], names: Iterable[str]) -> str | None:
    """What a corpus with fields of these names lacks, and the cure."""
    there = list(dict.fromkeys(names))
    lacks = {field: column for field, column in needs.items() if column not in there}
    if not lacks:
        return None
    among = {name.strip().lower(): name for name in reversed(there)}
    pairs = [f"{f}={next((among[a] for a in _ALIASES.get(f, ()) if a in among), 'NAME')}" for f in lacks]
    shown = ", ".join(f"'{shortened(name)}'" for name in there[:20]) + (
        f" and {len(there) - 20} more" if there[20:] else ""
    )
    return (
        f"no column {' nor '.join(repr(column) for column in lacks.values())} among {shown or 'none'}; "
        f"name yours, as in --map {','.join(pairs)}"
    )


def shortened(name: str) -> str:
    """A name as it can be shown within a sentence."""
    return SURROGATE.sub("\ufffd", " ".join(name[:40].split()))


@contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """The file, or what its gzip holds."""
    with source.open() as file:
        yield cast(IO[bytes], gzip.GzipFile(fileobj=file)) if source.name.lower().endswith(".gz") else file


def lines(source: Source, newline: str) -> Iterator[tuple[str, bool]]:
    """Lines of a text file, and whether each is whole; bytes of no known encoding are lone surrogates (`surrogateescape`)."""
    coding = encoding(beginning(source))
    if said := coding != "utf-8":
        source.say(f"{source.name}: read as {coding}")
    with opened(source) as file:
        if coding.startswith("utf-16"):
            for line in io.TextIOWrapper(file, coding, errors="replace", newline=newline):
                yield line, True
            return
        # ASCII bytes, line ends among them, stand for themselves whatever is broken around them
        for line in io.TextIOWrapper(file, "utf-8", errors="surrogateescape", newline=newline):
            if is_whole(line):
                yield line, True
                continue
            text, used = decode(line.encode("utf-8", "surrogateescape"), coding)
            if used == "cp1256" and not said:
                said = True
                source.say(f"{source.name}: UTF-8, but lines in cp1256 are among it and read as such")
            yield text, used == "cp1256"


def beginning(source: Source) -> bytes:
    """The first 64 KB of a text file, which is refused where it is plainly something else."""
    with opened(source) as file:
        head = file.read(1 << 16)
    for magic, kind in _STRANGERS.items():
        if head.startswith(magic):
            raise Refused(f"{source.name}: not what its name says, but {kind}")
    return head


def is_whole(text: str) -> bool:
    """Whether no lone surrogate is in a text; UTF-16 refuses them ten times faster than they are searched."""
    if text.isascii():
        return True
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return False
    return True


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


def raw(fields: object) -> str:
    """A row as it came, for `rejected.jsonl`."""
    return fields.raw if isinstance(fields, Rejected) else json.dumps(fields, ensure_ascii=False, default=str)
