"""Claims of casualties and attacks in an article's text, and whether anybody answers for them.

A claim has a source where an attribution's cue or content touches its words. One that only shares a sentence with somebody's
speech (`the planes bombed the town, and the minister said that`) is the outlet's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaluate.attacks import attacks
from evaluate.casualties import casualties
from features.article import Span
from features.words import Words, words_of

KINDS: Mapping[str, Callable[[Words], Iterator[Span]]] = {"attacks": attacks, "casualties": casualties}
Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Claim:
    """The words of a sentence that make a claim of some kind; `sourced` if anybody is cited for them."""

    article: str
    kind: str
    span: Span
    sourced: bool


def claims(texts: Mapping[str, str], answered: Spans, furniture: Spans) -> Iterator[Claim]:
    """The claims of some articles, in order; what page furniture touches is no text of the article.

    `answered` are the spans of cues and contents of an article's unmasked attributions.
    """
    for article, words in words_of(texts):
        for kind, find in KINDS.items():
            for span in find(words):
                if not _touched(span, furniture.get(article, ())):
                    yield Claim(article, kind, span, _touched(span, answered.get(article, ())))


def _touched(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def answered(said: pd.DataFrame) -> dict[str, list[Span]]:
    """The spans of cues and contents of attributions, by article."""
    found: dict[str, list[Span]] = {}
    columns = (said[c] for c in ("article", "cue_start", "cue_end", "content"))
    for article, start, end, content in zip(*columns, strict=True):
        spans = found.setdefault(article, [])
        spans.append(Span(int(start), int(end)))
        spans += [Span(int(c["start"]), int(c["end"])) for c in content]
    return found


def masked(clean: pd.DataFrame) -> dict[str, list[Span]]:
    """The spans of page furniture, by article."""
    found: dict[str, list[Span]] = {}
    for article, start, end in zip(clean["article"], clean["start"], clean["end"], strict=True):
        found.setdefault(article, []).append(Span(int(start), int(end)))
    return found
