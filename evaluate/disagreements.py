"""Where annotation and extraction part: what was missed, found without ground, or found and told otherwise, a sample of each.

Kinds are drawn in turn with the seed, so that a frequent kind does not hide a rare one. report.json has places and codes only;
the page cuts the sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any, TypeVar

import numpy as np

from evaluate.agreement import HALF, NEARLY, Compared, content_overlap, letters, overlap, source_agrees
from evaluate.evidence import Evidence, excerpts, seemly
from evaluate.gold import LABELS, Naming, Speech
from features.article import Span

T = TypeVar("T")
Json = Mapping[str, Any]
Texts = Mapping[bool, Mapping[str, str]]
MOST, WORDS = 20, 90
PLAIN = {
    "missed": "annotated, not found",
    "spurious": "found, not annotated",
    "wrong": "found, but told otherwise",
}
PARTS = {
    "source": "source",
    "content": "content",
    "cue_class": "class of the cue",
    "mode": "mode",
    "source_type": "type of source",
    "source_side": "side of source",
    "span": "words",
    "referent": "referent",
    "valence": "valence",
    "voice": "voice",
}


def disagreements(compared: Sequence[Compared], seed: int) -> dict[str, Any]:
    """How many there are of each kind (`disagreements`), and a sample of them (`sample`), in order of article and place."""
    every: dict[tuple[str, str], list[dict[str, Any]]] = {(w, k): [] for w in ("attribution", "name") for k in PLAIN}
    for one in compared:
        head = {"article": one.pair.article, "outlet": one.pair.outlet, "seen": one.pair.seen}
        for row in (*_of_speech(one), *_of_names(one)):
            every[row["what"], row["kind"]].append(head | row)
    rng = np.random.default_rng(seed)
    shuffled = [[rows[i] for i in rng.permutation(len(rows))] for rows in every.values()]
    in_turn = [row for turn in zip_longest(*shuffled) for row in turn if row is not None]
    order = list(every)
    drawn = sorted(in_turn[:MOST], key=lambda r: (order.index((r["what"], r["kind"])), r["article"], r["start"]))
    shown = Counter((row["what"], row["kind"]) for row in drawn)
    counts = [{"what": w, "kind": k, "n": len(rows), "shown": shown[w, k]} for (w, k), rows in every.items()]
    return {"disagreements": counts, "sample": drawn}


def _of_speech(compared: Compared) -> Iterator[dict[str, Any]]:
    def codes(one: Speech) -> list[dict[str, Any]]:
        return [{"part": label, "code": code} for label, code in zip(LABELS, one.labels, strict=True)]

    head, pair = {"what": "attribution"}, compared.pair
    told = _apart(pair.gold.speech, pair.found.speech, compared.speech, partial(_speech_parts, pair.text), codes)
    return (head | {"start": one.cue.start, "end": one.cue.end} | row for one, row in told)


def _speech_parts(text: str, g: Speech, f: Speech) -> list[dict[str, Any]]:
    """What of two paired attributions differs: spans that do not overlap by half, and labels."""
    parts: list[dict[str, Any]] = []
    if not source_agrees(text, g, f):
        parts.append({"part": "source", "gold": _places([g.source]), "found": _places([f.source])})
    if content_overlap(text, g, f) < HALF:
        parts.append({"part": "content", "gold": _places(g.content), "found": _places(f.content)})
    labels = zip(LABELS, g.labels, f.labels, strict=True)
    return parts + [{"part": label, "gold": one, "found": other} for label, one, other in labels if one != other]


def _of_names(compared: Compared) -> Iterator[dict[str, Any]]:
    def codes(one: Naming) -> list[dict[str, Any]]:
        told = (("referent", one.referent), ("valence", one.valence), ("voice", one.voice))
        return [{"part": part, "code": code} for part, code in told]

    head, pair = {"what": "name"}, compared.pair
    told = _apart(pair.gold.names, pair.found.names, compared.names, partial(_name_parts, pair.text), codes)
    return (head | {"start": one.span.start, "end": one.span.end} | row for one, row in told)


def _apart(
    gold: Sequence[T],
    found: Sequence[T],
    together: Sequence[tuple[int, int]],
    differing: Callable[[T, T], list[dict[str, Any]]],
    codes: Callable[[T], list[dict[str, Any]]],
) -> Iterator[tuple[T, dict[str, Any]]]:
    """What is wrong of those paired, missed of the annotated and spurious of the found, each with the one it is said of."""
    for i, j in together:
        if parts := differing(gold[i], found[j]):
            yield gold[i], {"kind": "wrong", "parts": parts}
    for kind, some, paired in (
        ("missed", gold, {i for i, _ in together}),
        ("spurious", found, {j for _, j in together}),
    ):
        for number, one in enumerate(some):
            if number not in paired:
                yield one, {"kind": kind, "codes": codes(one)}


def _name_parts(text: str, g: Naming, f: Naming) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    if overlap(letters(text, [g.span]), letters(text, [f.span])) < NEARLY:
        parts.append({"part": "span", "gold": _places([g.span]), "found": _places([f.span])})
    pairs = (("referent", g.referent, f.referent), ("valence", g.valence, f.valence), ("voice", g.voice, f.voice))
    return parts + [{"part": part, "gold": one, "found": other} for part, one, other in pairs if one != other]


def _places(spans: Sequence[Span | None]) -> list[dict[str, int]]:
    return [{"start": s.start, "end": s.end} for s in spans if s is not None]


def shown(sample: Sequence[Json], texts: Texts) -> list[dict[str, Any]]:
    """The rows of the page: the sentence, and of each part that differs both readings, spans as their words."""
    rows = []
    for row in sample:
        here = texts[row["seen"]]
        (sentence,) = excerpts(here, [Evidence(row["article"], row["start"], row["end"])])
        parts = [
            {"part": p["part"], "words": isinstance(p["gold"], list)}
            | {side: _words(here[row["article"]], p[side]) for side in ("gold", "found")}
            for p in row.get("parts", ())
        ]
        rows.append({"row": row, "sentence": sentence, "parts": parts})
    return rows


def _words(text: str, told: Any) -> Any:
    """A code as it is; spans as their words, cut where long; None where there is no span."""
    if not isinstance(told, list):
        return told
    words = seemly(" … ".join(text[s["start"] : s["end"]] for s in told))
    return (words if len(words) <= WORDS else words[:WORDS].rpartition(" ")[0] + " …") or None
