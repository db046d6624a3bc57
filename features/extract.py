"""One pass over an article: everything this stage says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from features import attribution, duplicates, names, table
from features.article import Article, Attribution, Mention, Span
from features.clean import Furniture, Masked, spans
from features.text import Reading, read
from seeds.arabic import fold


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """What one article says. The `masked` lists run parallel to theirs: page furniture, or the outlet citing itself."""

    names: list[Mention]
    title_names: list[Mention]
    attributions: list[Attribution]
    clean: list[Masked]
    masked_names: list[bool]
    masked_attributions: list[bool]
    features: dict[str, float | None]
    signature: npt.NDArray[np.uint32]


def extract(article: Article, own_names: Sequence[str] = (), furniture: Furniture | None = None) -> Extraction:
    """Read one article; `own_names` are the words by which its outlet names itself, `furniture` what its pages repeat."""
    reading = read(article.text)
    attributions = attribution.find(reading, article.published)
    mentions = names.find(reading, attributions)
    title_names = names.find(read(article.title), [], place="lede") if article.title else []
    clean = spans(article.text, furniture or Furniture(), own_names or (article.outlet,), article.title)
    masked_names = [touches(clean, m.span) for m in mentions]
    masked_cues = [touches(clean, a.cue) or cites_itself(reading, a, own_names) for a in attributions]
    counted = [m for m, masked in zip(mentions, masked_names, strict=True) if not masked]
    cited = [a for a, masked in zip(attributions, masked_cues, strict=True) if not masked]
    features = table.row(article.text, counted, cited)
    signature = duplicates.signature(reading.text)
    return Extraction(mentions, title_names, attributions, clean, masked_names, masked_cues, features, signature)


def touches(clean: Sequence[Masked], span: Span) -> bool:
    """Whether a span shares a character with furniture; `clean` is ordered and disjoint."""
    at = bisect_left(clean, span.end, key=lambda m: m.span.start)
    return at > 0 and clean[at - 1].span.end > span.start


def cites_itself(reading: Reading, found: Attribution, own_names: Sequence[str]) -> bool:
    """Whether the source is the outlet itself, or its correspondent."""
    span = found.source or found.resolved
    if span is None or not own_names:
        return False
    source = reading.text[reading.folded.offset(span.start) : reading.folded.offset(span.end)]
    return any(name in f" {source.strip()} " for name in _folded(tuple(own_names)))


@cache
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {fold(name).text.strip()} " for name in names)
