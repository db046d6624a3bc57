"""Who issued a document that stands as a source: a report, a statement, a decision speaks for its author."""

from __future__ import annotations

import re

from features.article import Span
from features.phrases import noun_phrase
from features.text import Reading

DOCUMENTS = frozenset(("k_document", "k_meeting"))
_ISSUED = re.compile(r"(?:نشر|اصدر|بث|وزع|ارسل|وقع|اعد|كتب|اذاع)ت?(?:ه|ها)")  # `بيان نشرته X`
_COMING = re.compile(r"(?:ال)?صادره?|صدرت?|(?:ال)?منسوبه?")  # `بيان صادر عن X`
_FROM_WHOM = frozenset("عن من الي".split())
NEAR = 3  # words from a document to what says who issued it


def document(reading: Reading, source: Span) -> bool:
    """Whether a source is a document, or those who meet, who speak for somebody as well."""
    return any(h.entry.id in DOCUMENTS for h in reading.known(source.start, source.start + 1))


def issuer(reading: Reading, source: Span) -> Span | None:
    """Who is said to have issued a document, within the words for it or right behind them."""
    words, stop = reading.words, reading.stops[source.start]
    for i in range(source.start + 1, min(source.end + NEAR, stop)):
        word = words.word(i)
        at = i + 1 if _ISSUED.fullmatch(word) else i + 2 if _COMING.fullmatch(word) else 0
        if at == i + 2 and (at >= stop or words.word(i + 1) not in _FROM_WHOM):
            continue
        if at and at < stop:
            return noun_phrase(words, at, stop, reading.verbs)
    return None
