"""One pass over some articles: everything this stage says of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from features import attribution, duplicates, events, names
from features.article import Article, Attribution, Mention, Span
from features.clean import Masked, spans
from features.duplicates import Signatures
from features.events import Terms
from features.furniture import Furniture
from features.table import Choice, choices
from features.text import Reading, read_all
from seeds.arabic import fold


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """What one article says. The `masked` lists run parallel to theirs: page furniture, or the outlet citing itself.

    `choices` are those made by what is not masked, `terms` what tells its event.
    """

    names: list[Mention]
    title_names: list[Mention]
    attributions: list[Attribution]
    clean: list[Masked]
    masked_names: list[bool]
    masked_attributions: list[bool]
    choices: list[Choice]
    signature: Signatures
    terms: Terms


def extract(article: Article, own_names: Sequence[str] = (), furniture: Furniture | None = None) -> Extraction:
    """Read one article; `own_names` are the words by which its outlet names itself, `furniture` what its pages repeat."""
    return extract_all([article], [own_names], [furniture or Furniture()])[0]


def extract_all(
    articles: Sequence[Article], own_names: Sequence[Sequence[str]], furniture: Sequence[Furniture]
) -> list[Extraction]:
    """Read some articles, laid out all in one go; the other arguments run parallel to them."""
    readings = read_all([a.text for a in articles] + [a.title or "" for a in articles])
    bodies, titles = readings[: len(articles)], readings[len(articles) :]
    return [_extract(*one) for one in zip(articles, own_names, furniture, bodies, titles, strict=True)]


def _extract(
    article: Article, own_names: Sequence[str], furniture: Furniture, body: Reading, title: Reading
) -> Extraction:
    attributions = attribution.find(body, article.published)
    mentions = names.find(body, attributions)
    title_names = names.find(title, [], place="lede")
    clean = spans(body.words, furniture, own_names or (article.outlet,), title.text)
    masked_names = [touches(clean, m.span) for m in mentions] if clean else [False] * len(mentions)
    told = [name for name in _folded(tuple(own_names)) if name[1:-1] in body.text]
    masked_cues = [touches(clean, a.cue) or cites_itself(body, a, told) for a in attributions]
    counted = (m for m, masked in zip(mentions, masked_names, strict=True) if not masked)
    cited = (a for a, masked in zip(attributions, masked_cues, strict=True) if not masked)
    made = list(choices(counted, cited))
    signature, terms = duplicates.signature(body.words.hashes), _terms(title, body)
    return Extraction(mentions, title_names, attributions, clean, masked_names, masked_cues, made, signature, terms)


def _terms(title: Reading, body: Reading) -> Terms:
    """What tells the event of an article: the words of its title and lede, and the places and speakers named there."""
    whole = len(title.words)
    told = title.words.words(0, events.READ) + body.words.words(0, max(0, events.READ - whole))
    named = [h for h in title.hits.get("speakers", ()) if h.stop <= events.READ]
    named += takewhile(lambda h: h.stop <= events.READ - whole, body.hits.get("speakers", ()))
    return events.terms(told, [*events.places(told), *((events.NAME, h.entry.id) for h in named)])


def touches(clean: Sequence[Masked], span: Span) -> bool:
    """Whether a span shares a character with furniture; `clean` is ordered and disjoint."""
    if not clean:
        return False
    at = bisect_left(clean, span.end, key=lambda m: m.span.start)
    return at > 0 and clean[at - 1].span.end > span.start


def cites_itself(reading: Reading, found: Attribution, own_names: Sequence[str]) -> bool:
    """Whether the source is the outlet itself, or its correspondent; its names are folded, blanks around them."""
    span = found.source or found.resolved
    if span is None or not own_names:
        return False
    source = f" {fold(span.of(reading.original)).text} "
    return any(name in source for name in own_names)


@cache
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {fold(name).text.strip()} " for name in names)
