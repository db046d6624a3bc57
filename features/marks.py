"""Marks over a text, laid out: whole words, boundaries in order, and how marks that nest or cross are opened and closed.

The text is never edited: what lies between the steps of a layout is the text itself, in order and complete. Two marks may
cross; the inner one is then closed where the outer one ends, and taken up again behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from features.article import Span

# From the outermost where they cover the same words.
KINDS = ("furniture", "content", "source", "resolved", "cue", "name")
# Marks that turn the direction of text, separators of paragraphs and control characters: shown by their code point. A
# carriage return is one unless it ends a line.
UNSEEN = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_WORD = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200c\u200d]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of text is: a kind of KINDS, the numbers of the attributions it belongs to, and what is said of it."""

    start: int
    end: int
    kind: str
    numbers: tuple[int, ...] = ()
    label: str = ""
    valence: int = 0


class Step(NamedTuple):
    """One move along a text. `mark` is a place in the sequence laid out; `whole` is false at a cut where a mark goes on.

    Text steps bear the marks they stand in, the outermost first.
    """

    does: Literal["open", "text", "close"]
    mark: int = -1
    whole: bool = True
    start: int = 0
    end: int = 0
    inside: tuple[int, ...] = ()


def code(character: str) -> str:
    """How an unseen character is named: U+202E."""
    return f"U+{ord(character):04X}"


def arranged(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Marks widened to whole words, like ones over the same words joined, the outer before the inner.

    A mark that begins or ends inside an Arabic word would break the joining of its letters.
    """
    words = [m.span() for m in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    joined: dict[tuple[int, int, str, int], Mark] = {}
    for mark in marks:
        start, end = _widened(max(0, mark.start), min(len(text), mark.end), words, starts)
        if start >= end:
            continue
        same = joined.get(key := (start, end, mark.kind, mark.valence))
        numbers = tuple(sorted({*(same.numbers if same else ()), *mark.numbers}))
        labels = dict.fromkeys([*(same.label.split("; ") if same else ()), *mark.label.split("; ")])
        joined[key] = Mark(start, end, mark.kind, numbers, "; ".join(labels), mark.valence)
    return sorted(joined.values(), key=lambda m: (m.start, -m.end, KINDS.index(m.kind), m.numbers, m.valence))


def _widened(start: int, end: int, words: Sequence[tuple[int, int]], starts: Sequence[int]) -> Span:
    if start >= end:
        return Span(start, start)
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    if first >= 0 and words[first][1] > start:
        start = words[first][0]
    if last >= 0 and words[last][1] > end:
        end = words[last][1]
    return Span(start, end)


def steps(length: int, marks: Sequence[Mark]) -> Iterator[Step]:
    """The way along a text of some length, with arranged marks opened and closed as brackets that balance."""
    edges = sorted({0, length, *(m.start for m in marks), *(m.end for m in marks)})
    stack: tuple[int, ...] = ()
    begun, after = set[int](), 0
    for start, end in zip(edges, [*edges[1:], length], strict=True):
        held = [i for i in stack if marks[i].end > start]
        while after < len(marks) and marks[after].start == start:
            held.append(after)
            after += 1
        now = tuple(held)
        yield from _turned(stack, now, marks, start, begun)
        if start < end:
            yield Step("text", start=start, end=end, inside=now)
        stack = now


def _turned(
    old: tuple[int, ...], new: tuple[int, ...], marks: Sequence[Mark], at: int, begun: set[int]
) -> Iterator[Step]:
    """Close what is not kept, from the inside out, and open what is new or was only closed on the way."""
    kept = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    for i in reversed(old[kept:]):
        yield Step("close", i, marks[i].end <= at)
    for i in new[kept:]:
        yield Step("open", i, i not in begun)
        begun.add(i)


def heights(marks: Sequence[Mark], kind: str = "content") -> dict[int, int]:
    """For each arranged mark of a kind, how many of its kind are stacked in it, itself included, so that lines keep apart."""
    those = [i for i, mark in enumerate(marks) if mark.kind == kind]
    high: dict[int, int] = {}
    for place in range(len(those) - 1, -1, -1):
        i, inner = those[place], 0
        for j in those[place + 1 :]:
            if marks[j].start >= marks[i].end:
                break
            inner = max(inner, high[j])
        high[i] = inner + 1
    return high
