"""Sentences and clauses as spans over folded text, and an article laid out for reading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from features import quotes
from features.article import Span
from features.quotes import Quote
from features.wordings import Finder, Hit, finder
from seeds.arabic import Folded, fold

# A full stop ends a sentence unless digits stand on both sides, a single letter before it (an initial) or Latin behind it.
_STOP = re.compile(r"[!?؟…]+|\n+|(?<![\s(]\w)(?<!\d)\.+(?![0-9a-z])|(?<=\d)\.+(?=\s|$)")
# Lexicons whose wordings may be a source, and referents of theirs that are events and cannot speak.
SPEAKING, UNSPEAKING = ("speakers", "names", "nations"), ("CONFLICT", "DEAD", "TAKING")
_CLAUSE = re.compile(r"[،,؛;:()\[\]]| - | – ")


def sentences(text: str) -> list[Span]:
    """Sentences without their closing marks and surrounding blanks, in order; never over a line break."""
    return _pieces(text, Span(0, len(text)), _STOP)


def clauses(text: str, sentence: Span) -> list[Span]:
    """Stretches of a sentence between commas, colons, brackets and dashes."""
    return _pieces(text, sentence, _CLAUSE)


def _pieces(text: str, within: Span, boundary: re.Pattern[str]) -> list[Span]:
    spans, start = [], within.start
    for match in boundary.finditer(text, within.start, within.end):
        spans.append(trim(text, start, match.start()))
        start = match.end()
    spans.append(trim(text, start, within.end))
    return [s for s in spans if s.end > s.start]


def trim(text: str, start: int, end: int, marks: str = " \n") -> Span:
    """The span without blanks (or the given marks) at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text laid out for reading: all spans here are over `folded.text`, but `quotes`, which are over the original."""

    original: str
    folded: Folded
    sentences: list[Span]
    quotes: list[Quote]
    quoted: list[Span]
    hits: dict[str, list[Hit]]
    speaking: list[Hit]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a folded offset, or the one before it."""
        return self.sentences[max(0, bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1)]

    def known(self, start: int, end: int) -> list[Hit]:
        """Hits of bodies, persons and nations that may speak and begin between two folded offsets, in order."""
        first = bisect_left(self.speaking, start, key=_start)
        return self.speaking[first : bisect_left(self.speaking, end, first, key=_start)]

    def original_span(self, span: Span) -> Span:
        """The same words over the original text."""
        return Span(*self.folded.span(span.start, span.end))


def read(text: str, using: Finder | None = None) -> Reading:
    """Lay a text out: fold it, cut its sentences, find quotations and the wordings of all lexicons."""
    folded = fold(text)
    found = quotes.find(text)
    quoted = [Span(folded.offset(q.inner.start), folded.offset(q.inner.end)) for q in found]
    hits = (using or finder()).find(folded)
    able = [h for name in SPEAKING for h in hits.get(name, ()) if h.entry.group not in UNSPEAKING]
    able.sort(key=lambda h: (h.start, -h.end))
    return Reading(text, folded, sentences(folded.text) or [Span(0, 0)], found, quoted, hits, able)


def _start(hit: Hit) -> int:
    return hit.start
