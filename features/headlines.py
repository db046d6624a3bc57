"""Colons that put something into somebody's mouth: headlines of the form `X: ...`, told from datelines and headings."""

from __future__ import annotations

from collections.abc import Sequence

from features.article import Span
from features.drafts import NOWHERE, Draft
from features.frames import is_colon
from features.phrases import noun_phrase
from features.text import Reading
from features.wordings import Hit
from features.words import Words, paragraph

HEADLINE, SHORT_NAME = 9, 3  # words before a colon, and of a name that the text alone makes known


def headlines(reading: Reading, cues: Sequence[Hit], found: Sequence[Draft]) -> list[Draft]:
    """`X: ...` at the head of a line, X being a known speaker or a source of the text, and nothing else."""
    words, drafts = reading.words, list[Draft]()
    firsts, heads = {hit.first for hit in cues}, set(reading.heads)
    named = {int(words.hashes[i]) for d in found if d.source for i in _name_ends(words, d.source)}
    for colon in [i for i in words.broken if ":" in words.gaps[i] and is_colon(reading, i)]:
        first = _line(reading, colon)
        if first == colon and colon - reading.firsts[colon - 1] <= SHORT_NAME and _named(reading, colon):
            first = reading.firsts[colon - 1]
        phrase = noun_phrase(words, first, colon, clause=True) if first < colon else None
        if phrase is None or phrase.end < colon or any(i in firsts for i in range(first, colon)):
            continue
        known = first in heads and any(h.start == words.starts[first] for h in reading.known(first, first + 1))
        if not known and not (colon - first <= SHORT_NAME and int(words.hashes[colon - 1]) in named):
            continue
        last = reading.stops[colon] if colon < len(words) else colon
        if colon < last and not _label(reading, first, colon) and not _dateline(reading, first, colon):
            drafts.append(
                Draft(Span(colon - 1, colon), ":", "report", phrase, colon, last, False, NOWHERE, "headline", mark=True)
            )
    return drafts


def _named(reading: Reading, colon: int) -> bool:
    """Whether a sentence begins with a person or body by name, and nothing else stands before the colon."""
    first = reading.firsts[colon - 1] if colon else 0
    return any(h.stop == colon and h.entry.traits.get("kind") == "name" for h in reading.known(first, first + 1))


def _name_ends(words: Words, source: Span) -> list[int]:
    """The last word of a source, and those before the commas in it: the name, and the titles behind it."""
    return [i for i in range(*source) if i + 1 == source.end or words.gaps[i + 1].strip()]


def _line(reading: Reading, colon: int) -> int:
    """The first word of what stands before a colon: behind the head of its line, or a mark that parts headlines."""
    words = reading.words
    first = reading.firsts[colon - 1] if colon else 0
    for i in range(colon - 1, max(first, colon - HEADLINE), -1):
        gap = words.gaps[i].strip()
        if gap and (any(mark in gap for mark in "-–*/|") or ". ." in gap):
            return i
    opens = paragraph(words, first) or any(mark in words.gaps[first] for mark in "|*-/") or ". ." in words.gaps[first]
    return first if opens and colon - first <= HEADLINE else colon


_WRITTEN = frozenset("كتب كتبت ل ب الوسم تصوير ارشيف".split())
_LABELS = frozenset("معلومه المصدر الوثيقه تقرير".split())


def _label(reading: Reading, first: int, colon: int) -> bool:
    """Whether what stands before a colon is a heading, and nobody who speaks.

    So where it names places only (`سوريا:`, `العراق تكريت:`), or where an agency or a writer stands behind a dash or bracket
    (`دمشق - رويترز:`, `كتب - فلان:`).
    """
    words, known = reading.words, reading.known(first, colon)
    dashed = first > 0 and any(mark in words.gaps[first] for mark in "-–(")
    media = any(h.lexicon == "speakers" and h.entry.group == "media" for h in known)
    if (dashed and (media or words.word(first - 1) in _WRITTEN)) or words.word(first) in _LABELS:
        return True
    nations = [h.entry.category for h in known if h.lexicon == "nations"]
    titled = any(h.lexicon == "speakers" and h.entry.traits["kind"] != "nation" for h in known)
    return bool(nations) and not titled and (dashed or colon - first > 1 or nations[0] == "syrian_gov")


def _dateline(reading: Reading, first: int, colon: int) -> bool:
    """Whether one word before a colon is where the news comes from (a verb follows), or the label of a source."""
    words = reading.words
    behind = words.word(colon) if colon < len(words) else ""
    return colon == first + 1 and (words.word(first) == "المصدر" or (len(behind) > 3 and behind[0] in "يت"))
