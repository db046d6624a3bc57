"""Parentheses between dashes, which a verb and its content reach over (`وأشارت الشبكة - في دراسة نشرتها أمس - إلى أن`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from features.article import Span
from features.words import EDGE, FROM, IN, THAT, TIME, Words

LONGEST = 30  # words of one
DASHES = ("-", "–", "—", "ـ")


def parentheses(words: Words) -> list[Span]:
    """What stands between two dashes of one sentence (`وأشارت الشبكة - في دراسة نشرتها أمس - إلى أن`), in order."""
    found: list[Span] = []
    opened = -1
    for i in words.broken:
        gap = words.gaps[i]
        if opened >= 0 and (i - opened > LONGEST or any(mark in gap for mark in ".؟?!\n:«")):
            opened = -1
        if gap.strip() not in DASHES:
            continue
        if opened >= 0 and i - opened > 1:
            found.append(Span(opened, i))
            opened = -1
        elif i < len(words):
            aside = words.kinds[i] & (EDGE | IN | FROM | TIME) and not words.kinds[i] & THAT
            opened = i if aside or words.word(i)[0] in "بلو" else -1
    return found


def around(asides: Sequence[Span], i: int) -> Span | None:
    """The parenthesis that word i stands in."""
    at = bisect_right(asides, i, key=_start) - 1
    return asides[at] if at >= 0 and i < asides[at].end else None


def _start(span: Span) -> int:
    return span.start
