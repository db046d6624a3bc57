"""What was masked as page furniture, outlet by outlet: how much, why, and examples by which a reader can judge it.

An example is a place (article, start, end) that stands for all stretches of its outlet with the same reason and the same
words; report.json holds places, the page shows their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluate import gloss
from features.marks import code
from seeds.arabic import fold

Json = Mapping[str, Any]

EXAMPLES = 10
SHOWN = 80  # characters of an example on the page, about
MOST_OUTLETS = 280  # on the page (1 MB at the very most), those with most masked; all are in report.json
_DIGITS = re.compile(r"\d+")
_JOINERS = "\u200c\u200d"  # they shape Arabic letters, and hide nothing


def audit(articles: pd.DataFrame, clean: pd.DataFrame, seed: int) -> list[dict[str, Any]]:
    """One row per outlet: its characters, those masked, stretches by reason, and up to ten examples. Copies are left out."""
    whole = articles[articles["duplicate_of"].isna()]
    texts = dict(zip(whole["article"], whole["text"], strict=True))
    found = clean[clean["article"].isin(list(texts))].merge(whole[["article", "outlet"]], on="article")
    places = zip(found["article"], found["start"].tolist(), found["end"].tolist(), strict=True)
    found = found.assign(kind=[alike(texts[article][start:end]) for article, start, end in places])
    masked = (found["end"] - found["start"]).groupby(found["outlet"]).sum().to_dict()
    reasons: dict[str, dict[str, int]] = {}
    for outlet, reason in zip(found["outlet"], found["reason"], strict=True):
        told = reasons.setdefault(outlet, {})
        told[reason] = told.get(reason, 0) + 1
    shown = examples(found, seed)
    rows: list[dict[str, Any]] = []
    for outlet, of in whole.groupby("outlet", sort=True):
        characters, hidden = int(of["text"].str.len().sum()), int(masked.get(outlet, 0))
        rows.append({"outlet": outlet, "articles": len(of), "characters": characters, "masked": hidden})
        rows[-1]["share"] = hidden / characters if characters else 0.0
        rows[-1] |= {"reasons": reasons.get(str(outlet), {}), "examples": shown.get(str(outlet), [])}
    return rows


def alike(words: str) -> str:
    """What two stretches share that are the same to a reader: spelling, blanks and numbers do not count.

    >>> alike("شوهد 12 مرة") == alike("شُوهد  ٣ مره")
    True
    """
    return " ".join(_DIGITS.sub("0", fold(words).text).split())


def examples(found: pd.DataFrame, seed: int) -> dict[str, list[dict[str, object]]]:
    """Up to ten examples by outlet, what most articles hold first; every reason has its turn before any has a second.

    `found` has article, outlet, start, end, reason and kind; ties, and the article that stands for a kind, are drawn.
    """
    kind = ["outlet", "reason", "kind"]
    table = found.sort_values(["article", "start", "end"])
    table = table.assign(luck=np.random.default_rng(seed).permutation(len(table)))
    table["articles"] = table.groupby(kind)["article"].transform("nunique")
    table = table.sort_values("luck").drop_duplicates(kind)
    often = ["articles", "luck"]
    table = table.sort_values(often, ascending=[False, True])
    table["turn"] = table.groupby(["outlet", "reason"]).cumcount()
    chosen = table.sort_values(["turn", *often], ascending=[True, False, True]).groupby("outlet").head(EXAMPLES)
    drawn: dict[str, list[dict[str, object]]] = {}
    fields = ["reason", "articles", "article", "start", "end"]
    for row in chosen.sort_values(often, ascending=[False, True])[["outlet", *fields]].to_dict("records"):
        drawn.setdefault(str(row["outlet"]), []).append({field: row[field] for field in fields})
    return drawn


def places(rows: Iterable[Json]) -> Iterator[str]:
    """The articles that the page quotes."""
    return (example["article"] for row in listed(rows) for example in row["examples"])


def listed(rows: Iterable[Json]) -> list[Json]:
    """The outlets the page lists: those with anything masked, the largest share first; at most 280, those with most masked."""
    most = sorted((row for row in rows if row["masked"]), key=lambda row: (-row["masked"], row["outlet"]))
    return sorted(most[:MOST_OUTLETS], key=lambda row: (-row["share"], row["outlet"]))


def tables(audit: Json, texts: Callable[[str], Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """For each corpus of the audit what the page says of its furniture; `texts` gives a corpus's texts by article."""
    told = {}
    for corpus, counts in audit.items():
        every, shown = counts["furniture"], listed(counts["furniture"])
        known = texts(corpus)
        boxes = [
            {**row, "examples": [(e, cut(known[e["article"]], e["start"], e["end"])) for e in row["examples"]]}
            for row in shown
        ]
        used = dict.fromkeys(reason for row in every for reason in row["reasons"])
        told[corpus] = {
            "boxes": boxes,
            "none": sum(not row["masked"] for row in every),
            "beyond": sum(bool(row["masked"]) for row in every) - len(shown),
            "masked": sum(row["masked"] for row in every),
            "characters": sum(row["characters"] for row in every),
            "reasons": {r: gloss.FURNITURE.get(r, r) for r in sorted(used, key=_order)},
        }
    return told


def _order(reason: str) -> tuple[int, str]:
    known = list(gloss.FURNITURE)
    return (known.index(reason) if reason in known else len(known)), reason


def cut(text: str, start: int, end: int) -> str:
    """The words of a stretch on one line, those over 80 characters cut at a blank, with what cannot be seen made visible."""
    words = " ".join(text[start:end].split())
    if len(words) > SHOWN:
        words = (words[:SHOWN].rpartition(" ")[0] or words[:SHOWN]) + " …"
    return visible(words)


def visible(text: str) -> str:
    """Text in which marks that turn its direction, control characters and other unseen ones stand as their numbers.

    >>> visible("ا\u202eب")
    'ا[U+202E]ب'
    """
    return "".join(f"[{code(c)}]" if _unseen(c) else c for c in text)


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") and char not in _JOINERS
