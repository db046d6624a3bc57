"""Annotated articles: read from a gold file, laid beside what was found in the same texts.

A gold file has one article a line, `{"id", "text", "attributions": [{"cue", "source", "resolved", "content", "mode",
"cue_class", "source_type", "source_side"}], "names": [{"span", "referent", "valence", "voice"}]}`; spans are [start, end] in
code points of `text`, half-open, `content` a list of them, null where there is none. `stance`, `annotator` may be left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from features.article import Span
from seeds.chain import Refused

Json = Mapping[str, Any]
Tables = Mapping[str, pd.DataFrame]
LABELS = ("cue_class", "mode", "source_type", "source_side")


@dataclass(frozen=True, slots=True)
class Speech:
    """An attribution as annotated or found; `labels` in the order of LABELS."""

    cue: Span
    source: Span | None
    resolved: Span | None
    content: tuple[Span, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention that names a referent, as annotated or found."""

    span: Span
    referent: str
    valence: int
    voice: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader, annotator or program, says of an article; stance by actor, None where it is not in play."""

    speech: tuple[Speech, ...]
    names: tuple[Naming, ...]
    stance: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article of a gold file; `annotator` None where the file does not say."""

    article: str
    text: str
    annotator: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated article of a features folder, and what was found in it."""

    article: str
    outlet: str
    seen: bool
    text: str
    gold: Reading
    found: Reading


def read(path: Path) -> list[Annotated]:
    """The articles of a gold file in order; refused where a line is none, a span lies outside its text, or an id comes twice."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise Refused(f"{path}: no such file; give annotated articles as JSON lines") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: cannot be read as UTF-8 text ({error}); save it as JSON lines in UTF-8") from None
    found: dict[str, Annotated] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            one = _annotated(row)
        except (ValueError, KeyError, TypeError) as error:
            said = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise Refused(
                f"{path}:{number}: is no annotated article ({said}); docs/report.md shows what a line holds"
            ) from None
        if one.article in found:
            raise Refused(f"{path}:{number}: article '{one.article}' stands above already; keep one of its annotations")
        found[one.article] = one
    if not found:
        raise Refused(f"{path}: holds no article; give annotated articles as JSON lines")
    return list(found.values())


def _annotated(row: Json) -> Annotated:
    text = row["text"]
    span = _within(len(text))
    speech = [
        Speech(
            cue=span(a["cue"]),
            source=span(a["source"]) if a.get("source") else None,
            resolved=span(a["resolved"]) if a.get("resolved") else None,
            content=tuple(map(span, a["content"])),
            labels=tuple(str(a[label]) for label in LABELS),
        )
        for a in row["attributions"]
    ]
    names = [Naming(span(n["span"]), str(n["referent"]), int(n["valence"]), str(n["voice"])) for n in row["names"]]
    stance = {
        str(actor): None if value is None else int(value)
        for actor, value in (row.get("stance") or {}).items()
        if actor != "confidence"
    }
    annotator = row.get("annotator")
    who = None if annotator is None else str(annotator)
    return Annotated(str(row["id"]), text, who, Reading(tuple(speech), tuple(names), stance))


def _within(length: int) -> Callable[[Sequence[int]], Span]:
    def span(given: Sequence[int]) -> Span:
        start, end = map(int, given)
        if not 0 <= start < end <= length:
            raise ValueError(f"the span {start} to {end} lies outside a text of {length} characters")
        return Span(start, end)

    return span


def matched(gold: Sequence[Annotated], tables: Mapping[bool, Tables], stances: pd.DataFrame) -> list[Pair]:
    """The annotated articles whose very text stands in a features folder; `tables` by whether the model learnt from it.

    `stances` are those by rule: article, seen, actor, stance. An article of both folders is taken from the model's.
    """
    wanted = {one.article: one for one in gold}
    pairs: dict[str, Pair] = {}
    for seen, some in sorted(tables.items(), reverse=True):
        articles = some["articles"]
        articles = articles[articles["article"].isin(wanted.keys() - pairs.keys())]
        same = {a: t for a, t in zip(articles["article"], articles["text"], strict=True) if wanted[a].text == t}
        outlet = dict(zip(articles["article"], articles["outlet"], strict=True))
        for article, reading in _found(some, stances[stances["seen"] == seen], list(same)):
            pairs[article] = Pair(article, outlet[article], seen, same[article], wanted[article].reading, reading)
    return [pairs[one.article] for one in gold if one.article in pairs]


def differing(gold: Sequence[Annotated], tables: Mapping[bool, Tables], pairs: Sequence[Pair]) -> list[str]:
    """The annotated articles that a features folder holds under their id, but with another text."""
    there = {article for some in tables.values() for article in some["articles"]["article"]}
    return sorted({one.article for one in gold} & there - {pair.article for pair in pairs})


def _found(tables: Tables, stances: pd.DataFrame, wanted: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    said, named = (_rows(tables[name], wanted) for name in ("attributions", "names"))
    stance: dict[str, dict[str, int]] = {}
    for article, actor, value in zip(stances["article"], stances["actor"], stances["stance"], strict=True):
        stance.setdefault(article, {})[actor] = int(value)
    for article in wanted:
        speech = tuple(map(_speech, said.get(article, ())))
        names = tuple(
            Naming(Span(int(n["start"]), int(n["end"])), n["referent"], int(n["valence"]), n["voice"])
            for n in named.get(article, ())
        )
        yield article, Reading(speech, names, stance.get(article, {}))


def _rows(table: pd.DataFrame, wanted: Sequence[str]) -> Mapping[str, Sequence[Mapping[Any, Any]]]:
    found: dict[str, list[Mapping[Any, Any]]] = {}
    for row in table[table["article"].isin(wanted)].to_dict("records"):
        found.setdefault(str(row["article"]), []).append(row)
    return found


def _speech(row: Mapping[Any, Any]) -> Speech:
    def span(of: str) -> Span | None:
        start, end = row[f"{of}_start"], row[f"{of}_end"]
        return None if pd.isna(start) or pd.isna(end) else Span(int(start), int(end))

    return Speech(
        cue=Span(int(row["cue_start"]), int(row["cue_end"])),
        source=span("source"),
        resolved=span("resolved"),
        content=tuple(Span(int(c["start"]), int(c["end"])) for c in row["content"]),
        labels=tuple(row[label] for label in LABELS),
    )
