"""Where the subject of a verb of saying stands: behind an adverb of time, or before its verb."""

from __future__ import annotations

from features.article import Span
from features.phrases import noun_phrase
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, THAT, TIME

CLAUSES_BACK, SUBJECT_WORDS, LOOK_BACK = 3, 14, 42
_BEFORE_SUBJECT = frozenset("كان كانت كانوا فيما بينما لكن اما كما ثم حيث فقد لقد".split())
_BEFORE_SUBJECT |= {c + word for c in "وف" for word in _BEFORE_SUBJECT}
_PAIRS = frozenset((("غير", "ان"), ("الا", "ان")))
_BACK_REFERENCE = frozenset("حيث كما فيما عندما ثم او ان بان و ف ما مما لن".split())
_AUXILIARIES = frozenset(("قد", "فقد", "كان", "كانت", "سوف", "الذي", "التي", "الذين", "لا", "لم"))
_CLAUSE_MARKS, _BETWEEN = "،,؛;:()[]–", " ،,-–"


def behind_time(reading: Reading, start: int, position: int, barriers: frozenset[int]) -> Span | None:
    """The subject behind an adverb of time that stands between it and its verb (`أعلنت اليوم وزارة الدفاع أن`)."""
    kinds = reading.words.kinds
    while start < position and kinds[start] & TIME:
        start += 1
    return noun_phrase(reading.words, start, position, barriers, opened=True) if start < position else None


def before_verb(reading: Reading, hit: Hit, first: int) -> Span | None:
    """The subject that stands before its verb (`المصادر قالت إن`, `وكان الوزير، فلان، قد قال`), its clause begun with it.

    `first` is the first word of the sentence.
    """
    words = reading.words
    if hit.start > words.starts[hit.first]:
        return None
    end = hit.first
    if words.gaps[end].strip(_BETWEEN):
        return None
    while end > first and words.word(end - 1) in _AUXILIARIES and not words.gaps[end].strip(_BETWEEN):
        end -= 1
    if end == first or words.word(end - 1) in _BACK_REFERENCE or words.gaps[end].strip(_BETWEEN):
        return None
    for start in _clause_starts(reading, max(first, hit.first - LOOK_BACK), end):
        at = _opening(reading, start, end)
        phrase = noun_phrase(words, at, end, opened=True, clause=True) if at < end else None
        if phrase is not None and phrase.end == end and _plausible(reading, phrase):
            return phrase
    return None


def _clause_starts(reading: Reading, begin: int, end: int) -> list[int]:
    """Words that begin a clause, the last first, and at last `begin`."""
    kinds, gaps = reading.words.kinds, reading.words.gaps
    found: list[int] = []
    for i in range(end - 1, begin, -1):
        gap = gaps[i]
        if kinds[i - 1] & THAT or (gap and (" - " in gap or any(mark in gap for mark in _CLAUSE_MARKS))):
            found.append(i)
            if len(found) == CLAUSES_BACK:
                break
    return [*found, begin]


def _opening(reading: Reading, start: int, end: int) -> int:
    """The first word behind what may stand before a subject (`وكان`, `فيما`, `غير أن`)."""
    if reading.words.word(start) in _BEFORE_SUBJECT:
        return start + 1
    return start + 2 if start + 1 < end and tuple(reading.words.words(start, start + 2)) in _PAIRS else start


def _plausible(reading: Reading, phrase: Span) -> bool:
    length = phrase.end - phrase.start
    if length > SUBJECT_WORDS:
        return False
    if reading.known(*phrase):
        return True
    word = reading.words.word(phrase.start)
    return length <= 4 and (reading.words.kinds[phrase.start] & DEFINITE != 0 or word.startswith(("وال", "فال")))
