"""The tables of this stage: their columns and types, and how the nouns become rows.

Offsets are code points into the article's text (title_names: into its title), half-open, nullable Int64.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from features.arrays import array
from features.article import Article, Attribution, Mention, Span
from features.clean import Masked
from seeds.outlets import Outlet

_INT, _STR, _BOOL = pa.int64(), pa.string(), pa.bool_()
_SPAN = pa.struct([("start", _INT), ("end", _INT)])
_HOP = pa.struct([("role", _STR), ("start", _INT), ("end", _INT), ("entity", _STR), ("status", _STR)])
_NAMES = pa.schema(
    [("article", _STR), ("start", _INT), ("end", _INT), ("words", _STR), ("referent", _STR), ("name", _STR)]
    + [("valence", _INT), ("voice", _STR), ("attribution", _INT), ("place", _STR), ("masked", _BOOL), ("framing", _STR)]
)
SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": pa.schema(
        [(c, _STR) for c in ("article", "outlet", "canonical", "owner")]
        + [("published", pa.date32()), ("published_raw", _STR), ("title", _STR), ("text", _STR)]
        + [("n_words", _INT), ("sha256", _STR), ("duplicate_of", _STR), ("story", _STR), ("other", pa.map_(_STR, _STR))]
    ),
    "names": _NAMES,
    "title_names": _NAMES,
    "further_names": _NAMES,
    "attributions": pa.schema(
        [("article", _STR), ("number", _INT), ("cue_start", _INT), ("cue_end", _INT), ("cue", _STR), ("lemma", _STR)]
        + [("cue_class", _STR), ("mode", _STR), ("source_start", _INT), ("source_end", _INT), ("source", _STR)]
        + [("resolved_start", _INT), ("resolved_end", _INT), ("resolved", _STR), ("entity", _STR)]
        + [("source_type", _STR), ("source_side", _STR), ("content", pa.list_(_SPAN)), ("chain", pa.list_(_HOP))]
        + [("masked", _BOOL)]
    ),
    "clean": pa.schema([("article", _STR), ("start", _INT), ("end", _INT), ("reason", _STR)]),
}


Row = tuple[object, ...]


def table(name: str, rows: Sequence[Row]) -> pa.Table:
    """Rows, each in the order of the schema's columns, as a table."""
    schema = SCHEMAS[name]
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.table([array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def article_row(article: Article, outlet: Outlet | None) -> Row:
    """The article with its owner and canonical outlet; what the registry does not know stands for itself."""
    return (
        article.id,
        article.outlet,
        outlet.id if outlet else article.outlet,
        outlet.owner if outlet else article.outlet,
        date.fromisoformat(article.published) if article.published else None,
        article.published_raw,
        article.title,
        article.text,
        len(article.text.split()),
        hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        None,
        article.story,
        list(article.other.items()),
    )


def mention_row(article: str, m: Mention, masked: bool = False) -> Row:
    """A row of names, title_names or further_names."""
    span = m.span
    return (
        article, span[0], span[1], m.words, m.referent, m.name, m.valence, m.voice, m.attribution, m.place, masked,
        m.framing,
    )  # fmt: skip


def attribution_row(article: Article, a: Attribution, masked: bool) -> Row:
    """A row of attributions; the words of each span stand beside its offsets."""
    text = article.text
    chain = [(h.role, *(h.span or (None, None)), h.entity, h.status) for h in a.chain]
    return (
        article.id, a.number, *_span(text, a.cue), a.lemma, a.cue_class, a.mode, *_span(text, a.source),
        *_span(text, a.resolved), a.entity, a.source_type, a.source_side, a.content, chain, masked,
    )  # fmt: skip


def clean_row(article: str, m: Masked) -> Row:
    """A row of clean: what is masked as page furniture, and why."""
    return article, m.span.start, m.span.end, m.reason


def _span(text: str, span: Span | None) -> tuple[int | None, int | None, str | None]:
    return (*span, text[span[0] : span[1]]) if span else (None, None, None)
