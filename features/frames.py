"""What follows a cue: the complementiser, colon, quotation, preposition or bare object that opens its content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from features.article import Span
from features.phrases import tokens
from features.text import Reading, trim
from features.wordings import Hit

THAT = re.compile(r"\b[وف]?(?:ب|ل)?ان(?:ه|ها|هم|هما|هن|نا|ني|ي)?\b(?! شاء)")
COLON = re.compile(r"(?<!\d):|:(?!\d)")
_PREPOSITIONS = {"ila": "الي", "an": "عن", "ala": "علي", "min": "من", "ma": "ما", "fi": "في"}
_ATTACHED = {"b": "ب", "li": "ل"}
_NOT_OBJECT = frozenset(
    ("بين بعد بل بيان بيانا بلد بلاد بلاده بلادها بغداد بيروت بشار بدون بدوره بدورها بان بانه بانها بها به بهم").split()
)
CLAUSE_MARKS = "،,؛;:()[]-–\n"
SPEECH_WORDS, GLANCE = 3, 80


def opener(reading: Reading, start: int, limit: int, frames: Sequence[str]) -> tuple[int, int, bool] | None:
    """The first complementiser, colon or quotation after a cue: where it stands, where content begins, whether quoted."""
    text = reading.text
    options: list[tuple[int, int, bool]] = []
    if "that" in frames and (that := THAT.search(text, start, limit)):
        options.append((that.start(), that.end(), False))
    if "colon" in frames and (colon := COLON.search(text, start, limit)):
        options.append((colon.start(), colon.end(), False))
    if "quote" in frames:
        at = bisect_left(reading.quoted, Span(start, 0))
        for quote in reading.quoted[at : at + 3]:
            if quote.start < limit and spoken(text, quote, SPEECH_WORDS + 1):
                options.append((quote.start, quote.start, True))
                break
    if not options:
        return None
    position, begin, quoted = min(options)
    begin = trim(text, begin, len(text), " :").start
    at = bisect_left(reading.quoted, Span(begin, 0))
    opens = at < len(reading.quoted) and reading.quoted[at].start == begin
    return position, begin, quoted or (opens and text[position] == ":")


def object_start(reading: Reading, hit: Hit, source: Span | None, limit: int, frames: Sequence[str]) -> int:
    """Where content begins that no complementiser opens: behind a preposition of the verb, or the bare object; -1: nowhere."""
    text, start = reading.text, source.end if source else hit.end
    behind = list(islice((t for t in tokens(text, start, limit) if t.of(text).isalnum()), 9))
    for frame, word in _PREPOSITIONS.items():
        if frame in frames:
            for token in behind:
                if token.of(text) == word:
                    return trim(text, token.end, limit).start
    for letter in (f for f in _ATTACHED if f in frames):
        for token in behind:
            word = token.of(text)
            if word[0] == _ATTACHED[letter] and len(word) > 3 and word not in _NOT_OBJECT:
                return token.start
    if ("object" in frames or "alone" in frames) and behind:
        return behind[0].start
    return -1


def spoken(text: str, quote: Span, words: int) -> bool:
    """Whether a quotation has that many words; a look at its beginning is enough."""
    return quote.end - quote.start > GLANCE or len(quote.of(text).split()) >= words


def cue_span(text: str, hit: Hit) -> Span:
    """The cue as whole words, with an attached conjunction and pronoun."""
    end = hit.end
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(word_start(text, hit.start), end)


def word_start(text: str, at: int) -> int:
    """Where the word around an offset begins."""
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at
