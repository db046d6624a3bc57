"""Quotation spans that survive unbalanced marks: never across a paragraph, never an error, one pass.

A mark that touches a word on one side only says whether it opens or closes; one between blanks takes turns. A mark that
finds no partner in its paragraph is passed over, unless a colon or a word like قال stands before it: then speech runs to
the paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from features.article import Span
from seeds.arabic import LINE_BREAKS

DOUBLE, GUILLEMETS, SINGLE = '"“”„‟″〝〞＂', "«»‹›", "'‘’"
OPENING, CLOSING = "“„‟〝«‹‘", "”″〞»›’"
_MARK = re.compile(f"[{DOUBLE}{GUILLEMETS}{SINGLE}{LINE_BREAKS}]")
# A colon, or a word that nothing but speech follows.
_BEFORE_SPEECH = re.compile(r"(?::|\b[وف]?(?:قال|قالت|قالوا|[أا]ضاف|[أا]ضافت|تابع|تابعت)|\bقائل(?:ا|اً|ًا|ة|ةً|ين))\s*$")
# A word that asks for another: no quotation ends behind it, so that a mark there opens a name within (`59 ألفا من " داعش "`).
_GOVERNING = re.compile(
    r"\b[وف]?(?:من|في|على|إلى|الى|عن|مع|ضد|بين|تنظيم|جماعة|جبهة|حركة|حزب|قوات|وكالة|صحيفة|قناة|موقع)\s$"
)
NEAR = 10  # characters looked at before a mark


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `inner` between the marks, `outer` with them, `closed` where both marks stand."""

    inner: Span
    outer: Span
    closed: bool


def find(text: str) -> list[Quote]:
    """All quotations of a text in order of their opening mark; nested ones of another kind of mark included."""
    quotes: list[Quote] = []
    open_at: dict[str, int] = {}
    within = -1  # where a name in marks of the same kind stands open within a quotation
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in LINE_BREAKS:
            quotes += _left_open(text, open_at, at)
            open_at.clear()
            within = -1
            continue
        family = DOUBLE if mark in DOUBLE else GUILLEMETS if mark in GUILLEMETS else SINGLE
        role = _role(text, at, mark)
        start = open_at.get(family)
        if within >= 0 and family == DOUBLE:
            quotes.append(Quote(Span(within + 1, at), Span(within, at + 1), True))
            within = -1
        elif start is not None and family == DOUBLE and role != "close" and _governs(text, start, at):
            within = at
        elif start is not None and role != "open":
            if at > start + 1:
                quotes.append(Quote(Span(start + 1, at), Span(start, at + 1), True))
            del open_at[family]
        elif role != "close" and (family != SINGLE or role == "open"):
            open_at[family] = at
    quotes += _left_open(text, open_at, len(text))
    return sorted((_trim(text, q) for q in quotes if q.inner.of(text).strip()), key=lambda q: q.outer)


def _governs(text: str, start: int, at: int) -> bool:
    """Whether a word that asks for another stands right before a mark: looked for close by, not back to where one opened."""
    return _GOVERNING.search(text, max(start, at - NEAR), at) is not None


def _role(text: str, at: int, mark: str) -> str:
    """Whether a mark opens, closes, or may do either."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    touches_before = before.isalnum() or before in (".", "!", "؟", "?", ")", "،")
    touches_after = after.isalnum() or after == "("
    if touches_after and not touches_before:
        return "open"
    if touches_before and not touches_after:
        return "close"
    if mark in SINGLE:
        return "close"
    return "open" if mark in OPENING else "close" if mark in CLOSING else "either"


def _left_open(text: str, open_at: dict[str, int], end: int) -> Iterator[Quote]:
    for family, start in open_at.items():
        if family != SINGLE and end > start + 1 and _BEFORE_SPEECH.search(text, max(0, start - NEAR), start):
            yield Quote(Span(start + 1, end), Span(start, end), False)


def _trim(text: str, quote: Quote) -> Quote:
    inner = quote.inner.of(text)
    start = quote.inner.start + len(inner) - len(inner.lstrip())
    return Quote(Span(start, start + len(inner.strip())), quote.outer, quote.closed)
