"""Tables of a few rows made by hand, in the fixed schemas: what a test does not name is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd


def articles(outlets: Mapping[str, str], texts: Mapping[str, str] | None = None, copies: Sequence[str] = ()) -> Any:
    """Articles of outlets; `copies` are duplicates."""
    rows = [
        {"article": a, "outlet": o, "text": (texts or {}).get(a, ""), "duplicate_of": "x" if a in copies else None}
        for a, o in outlets.items()
    ]
    return pd.DataFrame(rows).astype({"duplicate_of": object})


def attributions(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Attributions numbered within their article, each cue at ten times its number less ten; chain `media` by side or id."""
    full, number = [], dict[str, int]()
    for row in rows:
        n = number[row["article"]] = number.get(row["article"], 0) + 1
        start = 10 * (n - 1)
        one: dict[str, Any] = {"number": n, "cue_start": start, "cue_end": start + 1, "cue_class": "report"}
        one |= {"source_start": None, "source_end": None, "entity": None, "source_type": "other"}
        one |= {"source": None, "resolved": None}
        one |= {"source_side": "none", "masked": False} | row
        one["content"] = [{"start": s, "end": e} for s, e in row.get("content", ())]
        media = [{"role": "medium", "start": s, "end": e, "entity": i} for s, e, i in row.get("media", ())]
        ends = {"start": None, "end": None, "entity": None}
        status = one.pop("status", "anonymous" if one["source_type"] == "anonymous" else "named")
        one["chain"] = [{"role": "speaker", "status": status, **ends}, *media, {"role": "outlet", **ends}]
        one.pop("media", None)
        full.append(one)
    return pd.DataFrame(full).astype({"source_start": "Int64", "source_end": "Int64"})


def names(rows: Sequence[tuple[str, int, int, str]], masked: bool = False) -> pd.DataFrame:
    """Mentions as (article, start, end, referent)."""
    return pd.DataFrame(rows, columns=["article", "start", "end", "referent"]).assign(masked=masked)


def clean(rows: Sequence[tuple[str, int, int]] = ()) -> pd.DataFrame:
    """Page furniture as (article, start, end)."""
    return pd.DataFrame(rows, columns=["article", "start", "end"]).assign(reason="line")
