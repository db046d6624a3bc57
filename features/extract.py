"""One pass over an article: everything this stage says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from features import attribution, duplicates, names, table
from features.article import Article, Attribution, Mention
from features.text import Reading, read
from seeds.arabic import fold


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """What one article says. `own` marks, for each attribution, whether the outlet cites itself: no source it cites."""

    names: list[Mention]
    title_names: list[Mention]
    attributions: list[Attribution]
    own: list[bool]
    features: dict[str, float | None]
    signature: npt.NDArray[np.uint32]


def extract(article: Article, own_names: Sequence[str] = ()) -> Extraction:
    """Read one article; `own_names` are the words by which its outlet names itself."""
    reading = read(article.text)
    attributions = attribution.find(reading, article.published)
    mentions = names.find(reading, attributions)
    title_names = names.find(read(article.title), [], place="lede") if article.title else []
    own = [cites_itself(reading, a, own_names) for a in attributions]
    cited = [a for a, its_own in zip(attributions, own, strict=True) if not its_own]
    features = table.row(article.text, mentions, cited)
    return Extraction(mentions, title_names, attributions, own, features, duplicates.signature(reading.text))


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
