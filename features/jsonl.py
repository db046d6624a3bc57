"""JSON corpora: an object a line, or one big list of objects, read in pieces."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from features.files import NO_TEXT, Rejected, Row, Source, beginning, decode, encoding, is_whole, lines, opened
from seeds.chain import Refused

# Raw control characters, NUL included, are no reason to lose an article.
_DECODER = json.JSONDecoder(strict=False)
_LIST = re.compile(r"[\ufeff \t\r\n]*\[[ \t\r\n]*[{\]]")
_BLANK = re.compile(r"[\ufeff \t\r\n]*")
_PIECE = 1 << 18
_LARGEST = 1 << 26  # characters of one object in a list
_CURE = "save it as JSON lines (.jsonl), one article a line"


def rows(source: Source) -> Iterator[Row]:
    """JSON lines; where the file begins as a list of objects, the objects of that list."""
    head = beginning(source)
    start, _ = decode(head, coding := encoding(head))
    if _LIST.match(start):
        return _listed(source, coding)
    first, end, _ = start.lstrip("\ufeff \t\r\n").partition("\n")
    over_lines = end and first.rstrip().endswith(("{", "[", ","))
    if over_lines and Path(source.name.lower().removesuffix(".gz")).suffix == ".json":
        raise Refused(f"{source.name}: neither a list of articles nor one article a line; {_CURE}")
    return _by_line(source)


def _by_line(source: Source) -> Iterator[Row]:
    for number, (line, whole) in enumerate(lines(source, "\n"), start=1):
        if line.strip("\ufeff \t\r\n"):
            yield number, _object(number, line) if whole else Rejected(number, NO_TEXT, line.strip())


def _object(number: int, line: str) -> Mapping[str, object] | Rejected:
    try:
        row = _DECODER.decode(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return Rejected(number, f"broken JSON: {error}", line.strip())
    return row if isinstance(row, dict) else Rejected(number, "not a JSON object", line.strip())


def _listed(source: Source, coding: str) -> Iterator[Row]:
    """Objects of one big list. What is broken within it cannot be stepped over, and is refused."""
    if coding != "utf-8":
        source.say(f"{source.name}: read as {coding}")
    number = 0
    with opened(source) as file:
        errors = "surrogateescape" if coding == "utf-8" else "replace"
        text = _Pieces(io.TextIOWrapper(file, coding, errors=errors, newline="\n"))
        text.skip("[")
        while text.peek() not in ("]", ""):
            number += 1
            try:
                value, written = text.value()
            except (ValueError, RecursionError) as error:
                raise Refused(f"{source.name}: object {number} of its list is broken JSON ({error}); {_CURE}") from None
            if not is_whole(written):
                yield number, Rejected(number, NO_TEXT, written)
            else:
                yield number, value if isinstance(value, dict) else Rejected(number, "not a JSON object", written)
            if text.peek() not in (",", "]", ""):
                raise Refused(f"{source.name}: no comma after object {number} of its list; {_CURE}")
            text.skip(",")
        if not text.skip("]"):
            raise Refused(f"{source.name}: its list is cut short after object {number}; copy or download it again")
        if text.peek():
            raise Refused(f"{source.name}: more stands behind the list it begins with; {_CURE}")


class _Pieces:
    """A long JSON text of which only a piece is held: what is read goes, what is needed is fetched."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.text, self.at = stream, "", 0

    def peek(self) -> str:
        """The next character that is no blank; none at the end."""
        while True:
            self.at += len(_BLANK.match(self.text, self.at)[0])  # type: ignore[index]
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def skip(self, mark: str) -> bool:
        """Whether the next character was this one; it is passed then."""
        found = self.peek() == mark
        self.at += found
        return found

    def value(self) -> tuple[object, str]:
        """The next value, and how it was written; ValueError where it is broken or past all sense."""
        while True:
            try:
                found, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if len(self.text) - self.at > _LARGEST or not self._more():
                    raise ValueError(error.msg) from None
                continue
            if end < len(self.text) or not self._more():
                written, self.at = self.text[self.at : end], end
                return found, written

    def _more(self) -> bool:
        """Fetch as much again as is held, so that a long value is tried few times."""
        rest = self.text[self.at :]
        piece = self.stream.read(max(_PIECE, len(rest)))
        self.text, self.at = rest + piece, 0
        return bool(piece)
