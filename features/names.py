"""Who is called what, and in whose voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from features.article import VALENCES, Attribution, Mention, Span
from features.text import Reading
from features.wordings import Hit

_SYRIA = re.compile(r"\b[وفبل]?(?:ال)?(?:سوري|سوريا|سوريه|دمشق|حلب|ادلب|حمص|درعا)")
SCARE_WORDS = 6


def find(reading: Reading, attributions: Sequence[Attribution], place: str | None = None) -> list[Mention]:
    """All mentions of a text in order; an ambiguous wording counts only where the text gives it its referent."""
    hits = reading.hits.get("names", [])
    clear = {h.entry.group for h in hits if not h.entry.traits["needs"]}
    syrian = _SYRIA.search(reading.text) is not None
    lede_end = _lede_end(reading)
    mentions: dict[Span, Mention] = {}
    for hit in hits:
        needs = hit.entry.traits["needs"]
        if needs and hit.entry.group not in clear and (needs == "clear" or not syrian):
            continue
        span = reading.original_span(Span(hit.start, hit.end))
        known = mentions.get(span)
        if known is not None and (known.referent in clear or hit.entry.group not in clear):
            continue
        number = _innermost(span, attributions)
        voice = "attributed" if number else "scare" if _held_off(reading, span, hit) else "own"
        valence = VALENCES[hit.entry.category]
        where = place or ("lede" if span.start < lede_end else "body")
        words = span.of(reading.original)
        mentions[span] = Mention(span, words, hit.entry.group, hit.entry.id, valence, voice, number, where)
    return list(mentions.values())


def _lede_end(reading: Reading) -> int:
    """The end of the first paragraph that has a sentence, in the original text."""
    first = reading.original_span(reading.sentences[0]) if reading.sentences[0].end else Span(0, 0)
    stop = reading.original.find("\n", first.end)
    return stop if stop >= 0 else first.end


def _innermost(span: Span, attributions: Sequence[Attribution]) -> int | None:
    """The number of the attribution with the shortest content around a span."""
    around = [(c.end - c.start, a.number) for a in attributions for c in a.content if c.holds(span)]
    return min(around)[1] if around else None


def _held_off(reading: Reading, span: Span, hit: Hit) -> bool:
    """Whether a wording outside speech stands in (or holds) quotation marks, or beside a word of distance."""
    at = bisect_left(reading.quotes, span.start, key=lambda q: q.outer.start)
    for quote in reading.quotes[max(0, at - 3) : at + 2]:
        short = len(quote.inner.of(reading.original).split()) <= SCARE_WORDS
        if quote.closed and (span.holds(quote.inner) or (short and quote.inner.holds(span))):
            return True
    for word in reading.hits.get("distance", ()):
        behind = word.entry.group == "before" and 0 <= hit.start - word.end <= 3
        ahead = word.entry.group == "after" and 0 <= word.start - hit.end <= 2
        if behind or ahead:
            return True
    return False
