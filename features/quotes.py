"""Quotation spans that survive unbalanced marks: never an error, one pass.

A mark that touches a word on one side only says whether it opens or closes; one between blanks takes turns. A mark that
finds no partner in its paragraph is passed over, unless a colon or a word like قال or أن stands before it: then speech runs
to the mark that closes it in the paragraphs behind, where that is the first of theirs, else to its paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from features.article import Span
from seeds.arabic import LINE_BREAKS

DOUBLE, GUILLEMETS, SINGLE = '"“”„‟″〝〞＂', "«»‹›", "'‘’"
AROUND = ' »”"'  # blanks and marks behind a name that they close
OPENING, CLOSING = "“„‟〝«‹‘", "”″〞»›’"
_MARK = re.compile(f"[{DOUBLE}{GUILLEMETS}{SINGLE}{LINE_BREAKS}]")
# A colon, or a word that nothing but speech follows.
_VERBS, _SAYING = "قال|قالت|قالوا|[أا]ضاف|[أا]ضافت|تابع|تابعت", r"\bقائل(?:ا|اً|ًا|ة|ةً|ين)"
_BEFORE_SPEECH = re.compile(rf"(?::|\b[وف]?(?:{_VERBS}|[بل]?[أإا]نّ?(?:ه|ها|هم|نا|ني|هما)?)|{_SAYING})\s*$")
_SAID = re.compile(rf"(?::|\b[وف]?(?:{_VERBS})|{_SAYING})\s*$")  # behind it a mark opens, whatever is open
_STOPS = "[.،,؛]"
_AT_STOP = re.compile(rf"\s*(?:{_STOPS}|:)")  # before it no mark opens (`" سبوتنيك " :`)
_AT_END = re.compile(rf"\s*(?:{_STOPS}|$|[{LINE_BREAKS}])")  # what follows a mark that closes
# A word that asks for another: no quotation ends behind it, so that a mark there opens a name within (`59 ألفا من " داعش "`).
_GOVERNING = re.compile(
    r"\b[وف]?(?:من|في|على|إلى|الى|عن|مع|ضد|بين|تنظيم|جماعة|جبهة|حركة|حزب|قوات|وكالة|صحيفة|قناة|موقع)\s$"
)
_OPENING_PAIR = re.compile(r"''(?=\w)")  # two apostrophes are a mark (`''الأهرام''`)
_MARKED = re.compile(
    r"\s?(?:داعش|قسد|النصرة|جبهة النصرة|حزب الله|(?:هيئة )?تحرير الشام|الجيش الحر|الدولة الإسلامية)\s?[\"”]"
)
# Characters looked at before a mark; of a name in marks; of speech behind it; from a paragraph of speech to its closing mark.
NEAR, NAME, LONG, LONGEST, CARRIED = 10, 25, 40, 1_000, 1_500


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `inner` between the marks, `outer` with them, `closed` where both marks stand."""

    inner: Span
    outer: Span
    closed: bool


def find(text: str) -> list[Quote]:
    """All quotations of a text in order of their opening mark; nested ones of another kind of mark included."""
    # each pair as one mark and a character that is none, so that places stay
    text = _OPENING_PAIR.sub('\0"', text).replace("''", '"\0') if "''" in text else text
    pairing = _Pairing(text)
    marks = list(_MARK.finditer(text))
    for number, match in enumerate(marks):
        if match.group() in LINE_BREAKS:
            pairing.line(match.start())
        else:
            pairing.mark(match.group(), match.start(), [m.start() for m in marks[number + 1 : number + 3]])
    pairing.line(len(text))
    pairing.left_open()
    return sorted((_trim(text, q) for q in pairing.quotes if q.inner.of(text).strip()), key=lambda q: q.outer)


class _Pairing:
    """Marks on their way through a text: `open_at` by kind of mark, in this paragraph; `carried` speech left open before it."""

    def __init__(self, text: str) -> None:
        """Nothing is open yet."""
        self.text = text
        self.quotes: list[Quote] = []
        self.open_at: dict[str, int] = {}
        self.carried: dict[str, Span] = {}
        self.within = -1  # where a name in marks of the same kind stands open within a quotation

    def line(self, at: int) -> None:
        """A paragraph ends: speech goes on, other marks that are open are passed over."""
        for family, start in self.open_at.items():
            if family != SINGLE and at > start + 1 and _speech(self.text, start):
                self.carried[family] = Span(start, at)
        self.open_at.clear()
        self.within = -1

    def left_open(self, family: str = "") -> None:
        """Speech of a kind of mark, or of all, that nothing has closed ends with its paragraph."""
        for one in [family] if family else list(self.carried):
            if one in self.carried:
                start, end = self.carried.pop(one)
                self.quotes.append(Quote(Span(start + 1, end), Span(start, end), False))

    def mark(self, mark: str, at: int, next_ones: Sequence[int]) -> None:
        """A mark opens a quotation or closes one; `next_ones` are the places of the marks behind it."""
        text = self.text
        family = DOUBLE if mark in DOUBLE else GUILLEMETS if mark in GUILLEMETS else SINGLE
        role = _role(text, at, mark)
        if family in self.carried:
            start, end = self.carried[family]
            if at - end < CARRIED and (role == "close" or (role == "either" and _AT_END.match(text, at + 1))):
                del self.carried[family]
                self._close(start, at)
                return
            self.left_open(family)
        if role == "close" and family not in self.open_at:
            if (
                family != GUILLEMETS
                and (other := _OTHER[family]) in self.open_at
                and not text[at + 1 : at + 2].isalnum()
            ):
                self._close(self.open_at.pop(other), at)  # `'نعم"`
                return
            role = "open" if mark in CLOSING and _speech(text, at) else role  # `إن” لن نرحل”`
        start = self.open_at.get(family, -1)
        if self.within >= 0 and family == DOUBLE:
            self._close(self.within, at)
            self.within = -1
        elif start >= 0 and family == DOUBLE and role != "close" and _nested(text, start, at, role, next_ones):
            self.within = at
        elif start >= 0 and role != "open":
            self._close(start, at)
            del self.open_at[family]
        elif role != "close" and (family != SINGLE or role == "open"):
            self.open_at[family] = at

    def _close(self, start: int, at: int) -> None:
        if at > start + 1:
            self.quotes.append(Quote(Span(start + 1, at), Span(start, at + 1), True))


_OTHER = {DOUBLE: SINGLE, SINGLE: DOUBLE}


def _speech(text: str, at: int) -> bool:
    """Whether what nothing but speech follows stands right before a mark."""
    return _BEFORE_SPEECH.search(text, max(0, at - NEAR), at) is not None


def _nested(text: str, start: int, at: int, role: str, next_ones: Sequence[int]) -> bool:
    """Whether a mark within a quotation that opened at `start` opens a name in it.

    So behind a word that asks for one, before a name that is mostly in marks, where two marks close behind it as two opened,
    and where the speech would be but a word or two long, with more of it behind a name
    (`إن " مسلحي " النصرة " طلبوا إخلاء المواقع كلها " .`).
    """
    if _governs(text, start, at) or _MARKED.match(text, at + 1):
        return True
    if len(next_ones) == 2 and role == "open" and all(_role(text, one, text[one]) == "close" for one in next_ones):
        return True
    if len(next_ones) < 2 or at - start > NAME or next_ones[0] - at > NAME or not _speech(text, start):
        return False
    close, end = next_ones
    if _speech(text, close) or "\n" in text[start:close]:
        return False
    return LONG < end - close < LONGEST and "\n" not in text[close:end] and _AT_END.match(text, end + 1) is not None


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
    if mark in OPENING or mark in CLOSING:
        return "open" if mark in OPENING else "close"
    if _AT_STOP.match(text, at + 1):
        return "close"
    return "open" if _SAID.search(text, max(0, at - NEAR), at) else "either"


def _trim(text: str, quote: Quote) -> Quote:
    inner = quote.inner.of(text)
    start = quote.inner.start + len(inner) - len(inner.lstrip())
    return Quote(Span(start, start + len(inner.strip())), quote.outer, quote.closed)
