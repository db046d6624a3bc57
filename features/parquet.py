"""The tables of this stage: their columns and types, and how the nouns become rows.

Offsets are code points into the article's text (title_names: into its title), half-open, nullable Int64.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from features.article import Article, Attribution, Mention, Span
from features.clean import Masked
from features.table import columns
from seeds.outlets import Outlet

_INT, _STR, _BOOL = pa.int64(), pa.string(), pa.bool_()
_SPAN = pa.struct([("start", _INT), ("end", _INT)])
_HOP = pa.struct([("role", _STR), ("start", _INT), ("end", _INT), ("entity", _STR), ("status", _STR)])
_NAMES = pa.schema(
    [("article", _STR), ("start", _INT), ("end", _INT), ("words", _STR), ("referent", _STR), ("name", _STR)]
    + [("valence", _INT), ("voice", _STR), ("attribution", _INT), ("place", _STR), ("masked", _BOOL)]
)
SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": pa.schema(
        [(c, _STR) for c in ("article", "outlet", "canonical", "owner")]
        + [("published", pa.date32()), ("published_raw", _STR), ("title", _STR), ("text", _STR)]
        + [("n_words", _INT), ("sha256", _STR), ("duplicate_of", _STR), ("story", _STR), ("other", pa.map_(_STR, _STR))]
    ),
    "names": _NAMES,
    "title_names": _NAMES,
    "attributions": pa.schema(
        [("article", _STR), ("number", _INT), ("cue_start", _INT), ("cue_end", _INT), ("cue", _STR), ("lemma", _STR)]
        + [("cue_class", _STR), ("mode", _STR), ("source_start", _INT), ("source_end", _INT), ("source", _STR)]
        + [("resolved_start", _INT), ("resolved_end", _INT), ("resolved", _STR), ("entity", _STR)]
        + [("source_type", _STR), ("source_side", _STR), ("content", pa.list_(_SPAN)), ("chain", pa.list_(_HOP))]
        + [("masked", _BOOL)]
    ),
    "clean": pa.schema([("article", _STR), ("start", _INT), ("end", _INT), ("reason", _STR)]),
    "features": pa.schema([("article", _STR), *((c, pa.float64()) for c in columns())]),
}


def article_row(article: Article, outlet: Outlet | None) -> dict[str, object]:
    """The article with its owner and canonical outlet; what the registry does not know stands for itself."""
    return {
        "article": article.id,
        "outlet": article.outlet,
        "canonical": outlet.id if outlet else article.outlet,
        "owner": outlet.owner if outlet else article.outlet,
        "published": date.fromisoformat(article.published) if article.published else None,
        "published_raw": article.published_raw,
        "title": article.title,
        "text": article.text,
        "n_words": len(article.text.split()),
        "sha256": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        "duplicate_of": None,
        "story": article.story,
        "other": list(article.other.items()),
    }


def mention_row(article: str, m: Mention, masked: bool = False) -> dict[str, object]:
    """A row of names or title_names."""
    return {
        "article": article,
        "start": m.span.start,
        "end": m.span.end,
        "words": m.words,
        "referent": m.referent,
        "name": m.name,
        "valence": m.valence,
        "voice": m.voice,
        "attribution": m.attribution,
        "place": m.place,
        "masked": masked,
    }


def attribution_row(article: Article, a: Attribution, masked: bool) -> dict[str, object]:
    """A row of attributions; the words of each span stand beside its offsets."""
    return {
        "article": article.id,
        "number": a.number,
        **_span(article.text, "cue", a.cue),
        "lemma": a.lemma,
        "cue_class": a.cue_class,
        "mode": a.mode,
        **_span(article.text, "source", a.source),
        **_span(article.text, "resolved", a.resolved),
        "entity": a.entity,
        "source_type": a.source_type,
        "source_side": a.source_side,
        "content": [{"start": c.start, "end": c.end} for c in a.content],
        "chain": [
            {"role": h.role, **dict(zip(("start", "end"), h.span or (None, None), strict=True))}
            | {"entity": h.entity, "status": h.status}
            for h in a.chain
        ],
        "masked": masked,
    }


def clean_row(article: str, m: Masked) -> dict[str, object]:
    """A row of clean: what is masked as page furniture, and why."""
    return {"article": article, "start": m.span.start, "end": m.span.end, "reason": m.reason}


def _span(text: str, name: str, span: Span | None) -> dict[str, object]:
    start, end = span or (None, None)
    return {f"{name}_start": start, f"{name}_end": end, name: span.of(text) if span else None}
