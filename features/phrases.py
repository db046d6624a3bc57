"""Where a noun phrase ends in folded prose: the edges of a source, found without a parser.

Arabic news puts the subject behind its verb and closes it with a complementiser, a colon, a time or place adjunct, a
preposition, or, before a bare object, with the first indefinite word: definite words run together in one noun phrase.
All positions are numbers of words.
"""

from __future__ import annotations

from collections.abc import Sequence

from features.article import Span
from features.kinds import stems
from features.wordings import Hit
from features.words import ABOUT, COMPLEMENT, DEFINITE, EDGE, FROM, IN, NEVER_FIRST, NUMBER, TIME, Words

APPOSITION_WORDS, PHRASE_WORDS, BRACKET_WORDS = 6, 30, 7
_BEFORE_AN = ("دفاع", "صادر", "صادره", "مسوول", "مسووله", "ممثل", "ممثلين", "ممثله", "نايب", "ممثلو", "مسوولو")
COMMAS, OPENING, CLOSING = ",،-–", "([", ")]"


def noun_phrase(
    words: Words,
    start: int,
    end: int,
    barriers: frozenset[int] = frozenset(),
    opened: bool = False,
    clause: bool = False,
) -> Span | None:
    """The noun phrase that begins at word `start`, up to the first edge before `end`; None where an edge stands first.

    `barriers` are words where the phrase must end (media addressed with ل); `opened` says that content opens at `end`, so
    that a name behind a comma may run up to it; `clause` that a clause begins at `start`, whatever marks stand before it.
    """
    kinds, gaps = words.kinds, words.gaps
    end = min(end, start + PHRASE_WORDS)
    first = start
    for i in range(start, end):
        if gaps[i] and not (clause and i == start) and not _passes(words, i, i > first, end, barriers, opened):
            return Span(first, i) if i > first else None
        kind = kinds[i]
        if i == first and kind & NEVER_FIRST:
            return None
        if kind & ABOUT and i > first and words.word(i - 1).endswith(_BEFORE_AN):
            continue
        if i in barriers or (kind & (TIME | COMPLEMENT | IN | FROM | EDGE) and is_edge(words, i, end)):
            return Span(first, i) if i > first else None
    return Span(first, end) if end > first else None


def _passes(words: Words, i: int, begun: bool, end: int, barriers: frozenset[int], opened: bool) -> bool:
    """Whether a phrase goes on over the marks before a word."""
    for mark in words.gaps[i]:
        if mark == " ":
            continue
        if mark in COMMAS:
            if begun and not _apposition(words, i, end, barriers, opened):
                return False
        elif mark in OPENING:
            if not _bracket_closes(words, i):
                return False
        elif not begun or mark not in CLOSING:
            return False
    return True


def is_edge(words: Words, i: int, end: int) -> bool:
    """Whether a word ends the noun phrase before it."""
    kind = words.kinds[i]
    if kind & (EDGE | TIME | COMPLEMENT):
        return True
    plain = i + 1 < end and not words.gaps[i + 1]
    if kind & IN:
        return plain and (words.kinds[i + 1] & (TIME | NUMBER) != 0 or words.word(i + 1).startswith(stems("occasion")))
    return kind & FROM != 0 and plain and words.word(i + 1).startswith(stems("origin"))


def _apposition(words: Words, start: int, end: int, barriers: frozenset[int], opened: bool) -> bool:
    """Whether the words behind a comma are a short name or title that ends with the next comma (or where content opens)."""
    if start >= end:
        return False
    word = words.word(start)
    if word[0] in "وف" and not word.startswith(("ولي", "وزير", "وكيل", "فلا")):
        return False
    for i in range(start, end):
        if i > start and words.gaps[i]:
            return i - start <= APPOSITION_WORDS and words.gaps[i].lstrip(" ")[:1] in (",", "،")
        if i in barriers or is_edge(words, i, end):
            return False
    return opened and end - start <= APPOSITION_WORDS


def _bracket_closes(words: Words, i: int) -> bool:
    return any(")" in gap or "]" in gap for gap in words.gaps[i + 1 : i + 1 + BRACKET_WORDS])


def subject(words: Words, start: int, end: int, known: Sequence[Hit], barriers: frozenset[int]) -> Span | None:
    """The subject right behind a verb whose object follows without a complementiser; None where the object comes first.

    A known speaker carries the phrase on over its nation and, behind a title, over a name (one unknown word may stand before
    it); definite words go on from there; without either, an indefinite first word is already the object.
    """
    phrase = noun_phrase(words, start, end, barriers)
    if phrase is None:
        return None
    first, stop = phrase
    inside = [h for h in known if first <= h.first and h.stop <= stop]
    reach, titled = first, False
    for hit in inside:
        kind = hit.entry.traits.get("kind", hit.entry.group)
        if hit.first - reach > (1 if titled and kind == "name" else 0) or (
            reach > first and not (titled or kind == "nation")
        ):
            continue
        reach, titled = max(reach, hit.stop), titled or kind == "kind"
    others = {h.first for h in inside if h.entry.group != "nation"} if reach > first else ()
    while reach < stop and reach not in others and words.kinds[reach] & DEFINITE:
        if words.word(reach).startswith("الا"):
            break
        reach += 1
    return Span(first, reach) if reach > first else None
