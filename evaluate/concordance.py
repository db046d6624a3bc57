"""The words behind the numbers, for the page alone: keyword in context for each mention of the pool, and marked-up articles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from evaluate import gloss
from evaluate.evidence import excerpt, seemly
from evaluate.trace import FIELDS, Index
from features.entries import text_marks
from features.finished import dossiers
from features.marks import arranged
from features.webpage import marked
from seeds.lexicon import load

Json = Mapping[str, Any]
Texts = Mapping[bool, Mapping[str, str]]
AROUND = 34  # characters on either side of the keyword, at most
_LINK = re.compile(r'<a href="#[^"]*"')


def lines(report: Json, index: Index, texts: Texts) -> Markup:
    """The pool as JSON for the page's script; texts and codes are numbers into `strings`, words stand before, at and after.

    `<` and `&` are escaped, so that no text can end the element that holds it.
    """
    strings: dict[str, int] = {}
    rows = []
    for row in report["mentions"]:
        shown = excerpt(texts[row["seen"]][row["article"]], (), row["start"], row["end"], AROUND)
        codes = [strings.setdefault(row.get(field, ""), len(strings)) for field in FIELDS]
        article = strings.setdefault(row["article"], len(strings))
        place = [index.outlets[row["outlet"], row["seen"]], article, row["start"], row["end"]]
        rows.append([*place, *codes, shown.before, shown.words, shown.after])
    plain = _plain()
    content = {
        "fields": FIELDS,
        "outlets": [seemly(outlet) for outlet, _ in index.outlets],
        "new": [number for (_, seen), number in index.outlets.items() if not seen],
        "strings": list(strings),
        "plain": {s: plain[s] for s in strings if plain.get(s)},
        "lines": rows,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "").replace("\u2029", ""))


def _plain() -> dict[str, str]:
    wordings = {entry.id: entry.forms[0].partition("~")[0] for entry in load("names")}
    return {**wordings, **gloss.SIDES, **gloss.TYPES, **gloss.REFERENTS}


def articles(report: Json, folders: Mapping[bool, Path]) -> list[dict[str, Any]]:
    """The sampled articles with their marks as HTML, escaped, in the order of report.json: number, article, outlet, text."""
    found: dict[tuple[bool, str], Any] = {}
    for seen, folder in folders.items():
        wanted = [row["article"] for row in report["sampled"] if row["seen"] is seen]
        found.update({(seen, d.article["article"]): d for d in dossiers(folder, wanted)})
    shown = []
    for number, row in enumerate(report["sampled"]):
        dossier = found[row["seen"], row["article"]]
        text = dossier.article["text"]
        body = marked(text, arranged(text, text_marks(dossier, names=True)), f"text{number}")
        head = {k: dossier.article[k] for k in ("article", "outlet", "title", "published")}
        shown.append(head | {"number": number, "seen": row["seen"], "text": _unlinked(body)})
    return shown


def _unlinked(body: Markup) -> Markup:
    """A marked text without the links of its cues, which lead to a list that this page does not have."""
    return Markup(_LINK.sub("<span", str(body)).replace("</a>", "</span>"))


def opening(shown: Sequence[Json]) -> dict[tuple[bool, str], int]:
    """The number of each sampled article."""
    return {(row["seen"], row["article"]): row["number"] for row in shown}
