"""Who is called what, and in whose voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from features.article import VALENCES, Attribution, Mention, Span
from features.text import Reading
from features.wordings import Hit

_SYRIA = re.compile(r"\b[وفبل]?(?:ال)?(?:سوري|سوريا|سوريه|دمشق|حلب|ادلب|حمص|درعا)")
SCARE_WORDS, LONGEST_DISTANCE, DEEPEST = 6, 40, 20
# What may stand between a word of distance and what it holds off: a blank, and the preposition of `ما يسمى ب`.
BESIDE = (" ", " ب", " ل", " ب ", " ل ")


def find(reading: Reading, attributions: Sequence[Attribution], place: str | None = None) -> list[Mention]:
    """All mentions of a text in order; an ambiguous wording counts only where the text gives it its referent."""
    hits = reading.hits.get("names", [])
    if not hits:
        return []
    clear = {h.entry.group for h in hits if not h.entry.traits["needs"]}
    syrian: bool | None = None
    lede_end = _lede_end(reading)
    innermost = _Innermost(attributions)
    mentions: dict[Span, Mention] = {}
    for hit in hits:
        needs = hit.entry.traits["needs"]
        if needs and hit.entry.group not in clear:
            syrian = _SYRIA.search(reading.text) is not None if syrian is None else syrian
            if needs == "clear" or not syrian:
                continue
        span = reading.hit_span(hit)
        known = mentions.get(span)
        if known is not None and (known.referent in clear or hit.entry.group not in clear):
            continue
        number = innermost.around(span)
        voice = "attributed" if number else "scare" if _held_off(reading, span, hit) else "own"
        valence = VALENCES[hit.entry.category]
        where = place or ("lede" if span.start < lede_end else "body")
        words = span.of(reading.original)
        mentions[span] = Mention(span, words, hit.entry.group, hit.entry.id, valence, voice, number, where)
    return list(mentions.values())


def _lede_end(reading: Reading) -> int:
    """The end of the lede in the original text: the first paragraph, or the first sentence where there is but one paragraph."""
    words = reading.words
    lines = (first for first, _ in reading.sentences[1:] if "\n" in words.gaps[first])
    stop = next(lines, reading.sentences[0].end)
    return words.till[stop - 1]


class _Innermost:
    """Finds the attribution whose content begins last around a span; spans must come in order of their starts."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        contents = [(c.start, -c.end, a.number) for a in attributions for c in a.content]
        self.coming = sorted(contents, reverse=True)
        self.open: list[tuple[int, int]] = []

    def around(self, span: Span) -> int | None:
        """The number of the innermost attribution around a span, or None."""
        while self.coming and self.coming[-1][0] <= span.start:
            _, end, number = self.coming.pop()
            self.open.append((-end, number))
        while self.open and self.open[-1][0] <= span.start:
            self.open.pop()
        near = self.open[-DEEPEST:][::-1]
        return next((number for end, number in near if end >= span.end), None)


def _held_off(reading: Reading, span: Span, hit: Hit) -> bool:
    """Whether a wording outside speech stands in (or holds) quotation marks, or holds or follows a word of distance."""
    at = bisect_left(reading.quoted, Span(hit.first, 0))
    for i in range(max(0, at - 3), min(at + 2, len(reading.quoted))):
        quote, (first, stop) = reading.quotes[i], reading.quoted[i]
        short = stop - first <= SCARE_WORDS and first <= hit.first and hit.stop <= stop
        if quote.closed and (short or span.holds(quote.inner)):
            return True
    return _near_distance(reading, hit)


def _near_distance(reading: Reading, hit: Hit) -> bool:
    words = reading.hits.get("distance", [])
    if not words:
        return False
    near = bisect_left(words, hit.start - LONGEST_DISTANCE, key=lambda h: h.start)
    for word in takewhile(lambda w: w.start <= hit.end + 2, words[near : near + LONGEST_DISTANCE]):
        behind = word.entry.group == "before" and reading.text[word.end : hit.start] in BESIDE
        ahead = word.entry.group == "after" and reading.text[hit.end : word.start] in BESIDE
        within = hit.start <= word.start and word.end <= hit.end
        if within or (behind and word.end <= hit.start) or (ahead and hit.end <= word.start):
            return True
    return False
