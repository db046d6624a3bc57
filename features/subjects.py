"""Where the subject of a verb of saying stands: behind an adverb of time, or before its verb."""

from __future__ import annotations

import re

from features.article import Span
from features.frames import word_start
from features.phrases import is_time, noun_phrase, tokens
from features.text import Reading, trim
from features.wordings import Hit

CLAUSES_BACK, SUBJECT_WORDS, LOOK_BACK = 3, 14, 240
_BEFORE_SUBJECT = re.compile(
    r"^(?:و|ف)?(?:كان|كانت|كانوا|فيما|بينما|لكن|ولكن|اما|غير ان|الا ان|كما|ثم|حيث|فقد|لقد)\s+|^[وف](?=ال)"
)
_BACK_REFERENCE = frozenset("حيث كما فيما عندما ثم او ان بان و ف ما مما لن".split())
_CLAUSE_START = re.compile(r"[،,؛;:()\[\]–]|\b[وف]?ب?ان(?:ه|ها|هم)?\b| - ")
_AUXILIARIES = ("قد", "فقد", "كان", "كانت", "سوف", "الذي", "التي", "الذين", "لا", "لم")


def addressed(reading: Reading, start: int, end: int) -> frozenset[int]:
    """Offsets of words that begin with ل and address a medium (`لوكالة فرانس برس`): no part of the source."""
    text = reading.text
    media = (h for h in reading.known(start, end) if h.entry.group == "media")
    words = ((h.start, word_start(text, h.start)) for h in media)
    return frozenset(w for at, w in words if text[w] == "ل" and (at == w + 1 or text.startswith("لل", w)))


def behind_time(reading: Reading, start: int, position: int, barriers: frozenset[int]) -> Span | None:
    """The subject behind an adverb of time that stands between it and its verb (`أعلنت اليوم وزارة الدفاع أن`)."""
    for token in tokens(reading.text, start, position):
        if not is_time(token.of(reading.text)):
            return noun_phrase(reading.text, token.start, position, barriers, opened=True)
    return None


def before_verb(reading: Reading, hit: Hit, sentence: Span) -> Span | None:
    """The subject that stands before its verb (`المصادر قالت إن`, `وكان الوزير، فلان، قد قال`), its clause begun with it."""
    text = reading.text
    if word_start(text, hit.start) < hit.start:
        return None
    begin = max(sentence.start, hit.start - LOOK_BACK)
    lead = trim(text, begin, hit.start, " ،,-–")
    words = lead.of(text).split(" ")
    while words and words[-1].strip("،,") in _AUXILIARIES:
        words.pop()
    end = trim(text, lead.start, lead.start + len(" ".join(words)), " ،,-–").end
    if not words or words[-1] in _BACK_REFERENCE:
        return None
    starts = [m.end() for m in _CLAUSE_START.finditer(text, begin, end)]
    for start in [*starts[::-1][:CLAUSES_BACK], begin]:
        opening = _BEFORE_SUBJECT.match(text[start:end])
        phrase = noun_phrase(text, start + (opening.end() if opening else 0), end, opened=True)
        if phrase is not None and phrase.end == end and _plausible(reading, phrase):
            return phrase
    return None


def _plausible(reading: Reading, phrase: Span) -> bool:
    words = phrase.of(reading.text).split()
    if len(words) > SUBJECT_WORDS:
        return False
    return bool(reading.known(phrase.start, phrase.end)) or (words[0].startswith("ال") and len(words) <= 4)
