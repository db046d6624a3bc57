"""One pass over some articles: everything this stage says of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from features import attribution, duplicates, events, names
from features.article import Article, Attribution, Mention, Span
from features.clean import Masked, folded_names, spans
from features.duplicates import Signatures
from features.events import Terms
from features.furniture import Furniture
from features.table import Choice, choices
from features.text import Reading, read_all
from seeds.lexicon import FURTHER

CLITICS = 2  # letters that may stand before the outlet's name in a word


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """What one article says. The `masked` lists run parallel to theirs: page furniture, or the outlet citing itself.

    `further` are mentions of referents beyond the codebook's; `choices` are those made by what is not masked, `terms` what
    tells its event.
    """

    names: list[Mention]
    title_names: list[Mention]
    further: list[Mention]
    attributions: list[Attribution]
    clean: list[Masked]
    masked_names: list[bool]
    masked_further: list[bool]
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
    readings = read_all([a.text for a in articles], titles=[a.title or "" for a in articles])
    bodies, titles = readings[: len(articles)], readings[len(articles) :]
    return [_extract(*one) for one in zip(articles, own_names, furniture, bodies, titles, strict=True)]


def _extract(
    article: Article, own_names: Sequence[str], furniture: Furniture, body: Reading, title: Reading
) -> Extraction:
    attributions = attribution.find(body, article.published)
    mentions, left_out = names.named(body, attributions)
    further, further_left_out = names.named(body, attributions, layer="names" + FURTHER)
    title_names = names.find(title, [], place="lede")
    clean = spans(body.words, furniture, own_names or (article.outlet,), title.text)
    masked_names, masked_further = ([touches(clean, m.span) for m in found] for found in (mentions, further))
    own = own_mentions(body, own_names)
    masked_cues = [touches(clean, a.cue) or cites_itself(a, own) for a in attributions]
    counted = (m for m, masked in zip(mentions + further, masked_names + masked_further, strict=True) if not masked)
    cited = (a for a, masked in zip(attributions, masked_cues, strict=True) if not masked)
    made = list(choices(counted, cited, left_out + further_left_out))
    signature, terms = duplicates.signature(body.words.hashes), _terms(title, body)
    return Extraction(
        mentions, title_names, further, attributions, clean, masked_names, masked_further, masked_cues, made,
        signature, terms,
    )  # fmt: skip


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


def own_mentions(reading: Reading, own_names: Sequence[str]) -> list[Span]:
    """Where an article names its own outlet, clitics allowed, as spans over the text."""
    words, found = reading.words, []
    for name in folded_names(tuple(own_names)):
        at = words.text.find(name)
        while at >= 0:
            first = bisect_left(words.ends, at + 1)
            whole = at + len(name) in words.ends[bisect_left(words.ends, at + len(name)) :][:1]
            if whole and at - words.starts[first] <= CLITICS:
                found.append(Span(*words.span(at, at + len(name))))
            at = words.text.find(name, at + 1)
    return sorted(found)


def cites_itself(found: Attribution, own: Sequence[Span]) -> bool:
    """Whether the source is the outlet itself, or its correspondent; `own` are its mentions of its own name."""
    span = found.source or found.resolved
    if span is None or not own:
        return False
    at = bisect_left(own, (span.start, 0))
    return at < len(own) and own[at].end <= span.end
