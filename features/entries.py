"""What is listed under a shown article, and what is marked in it: rows of the tables as entries and as marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from features.article import POLES
from features.finished import Dossier, Row
from features.marks import Mark

HEAD, TAIL = 110, 40  # characters of a long content that are shown, from its beginning and from its end


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of a chain: its role, its words or what stands for it, and its status where that is not `named`."""

    role: str
    who: str
    status: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An attribution as it is listed; `content` is in short, None stands for what there is not."""

    number: int
    cue: str
    cue_class: str
    mode: str
    source: str | None
    resolved: str | None
    entity: str | None
    type: str
    side: str
    content: str
    chain: tuple[Link, ...]
    masked: bool


def entries(dossier: Dossier) -> list[Entry]:
    """The attributions of an article in order."""
    text, outlet = dossier.article["text"], dossier.article["outlet"]
    return [
        Entry(
            a["number"],
            a["cue"],
            a["cue_class"],
            a["mode"],
            a["source"],
            a["resolved"],
            a["entity"],
            a["source_type"],
            a["source_side"],
            short(" … ".join(text[s["start"] : s["end"]] for s in a["content"] or ())),
            tuple(_link(text, outlet, hop) for hop in a["chain"] or ()),
            a["masked"],
        )
        for a in sorted(dossier.attributions, key=lambda a: a["number"])
    ]


def _link(text: str, outlet: str, hop: Row) -> Link:
    words = None if hop["start"] is None else short(text[hop["start"] : hop["end"]])
    who = words or hop["entity"] or (outlet if hop["role"] == "outlet" else "")
    return Link(hop["role"], who, "" if hop["status"] == "named" else hop["status"])


def short(text: str) -> str:
    """Blanks drawn together; of a long text its beginning and end, cut at whole words where there are any."""
    text = " ".join(text.split())
    if len(text) <= HEAD + TAIL:
        return text
    head, tail = text[:HEAD], text[-TAIL:]
    return (head.rpartition(" ")[0] or head) + " … " + (tail.partition(" ")[2] or tail)


def text_marks(dossier: Dossier, names: bool) -> list[Mark]:
    """All there is to mark in an article's text, not yet arranged."""
    marks = [Mark(c["start"], c["end"], "furniture", label=f"masked: {c['reason']}") for c in dossier.clean]
    for a in dossier.attributions:
        marks += _attribution(a)
    return marks + (name_marks(dossier.names) if names else [])


def _attribution(a: Row) -> Iterator[Mark]:
    number = (a["number"],)
    masked = ", masked" if a["masked"] else ""
    yield Mark(a["cue_start"], a["cue_end"], "cue", number, f"cue, {a['cue_class']}{masked}")
    for kind in ("source", "resolved"):
        if a[f"{kind}_start"] is not None:
            yield Mark(a[f"{kind}_start"], a[f"{kind}_end"], kind, number, kind)
    for span in a["content"] or ():
        yield Mark(span["start"], span["end"], "content", number, "content")


def name_marks(names: Sequence[Row]) -> list[Mark]:
    """The mentions of a text or a title."""
    return [Mark(n["start"], n["end"], "name", label=told(n), valence=n["valence"]) for n in names]


def told(name: Row) -> str:
    """What is said of a mention: its pole, its referent and its voice."""
    parts: list[Any] = [f"{POLES[name['valence']]} {name['referent']}", name["voice"]]
    return ", ".join(parts + (["masked"] if name["masked"] else []))
