"""The nouns of this stage: articles, spans over their untouched text, mentions and attributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

VALENCES: Mapping[str, int] = {"hostile": -1, "neutral": 0, "friendly": 1}
POLES = {valence: pole for pole, valence in VALENCES.items()}
FRAMINGS = ("delegitimising", "legitimising", "plain")
CUE_CLASSES = ("report", "affirm", "doubt", "deny", "accuse", "demand", "opinion", "agree")


class Span(NamedTuple):
    """Half-open, in code points of the text it is over."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came. `published` is ISO (YYYY-MM-DD) or None; `other` are the corpus's further fields as text."""

    id: str
    outlet: str
    text: str
    title: str | None = None
    published: str | None = None
    published_raw: str | None = None
    story: str | None = None
    other: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A wording that names a referent; `words` is what the span says, `attribution` the number of the innermost one around it.

    `framing` says whether heads and adjectives in it deny (`delegitimising`) or lend (`legitimising`) standing, or `plain`.
    """

    span: Span
    words: str
    referent: str
    name: str
    valence: int
    voice: str
    attribution: int | None
    place: str
    framing: str = "plain"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of the chain by which a report came: role speaker, medium or outlet; status named, anonymous or unresolved."""

    role: str
    span: Span | None
    entity: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (source) answerable for something (content), signalled by a cue. Spans are over the article's text."""

    number: int
    cue: Span
    lemma: str
    cue_class: str
    mode: str
    source: Span | None
    resolved: Span | None
    entity: str | None
    source_type: str
    source_side: str
    content: tuple[Span, ...]
    chain: tuple[Hop, ...]
