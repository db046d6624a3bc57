"""How far two readings of one text agree: attributions and names paired one to one, and what of each pair is the same.

Spans are compared on their letters and digits, so that a bracket or a quotation mark more or less costs nothing. The overlap
of two spans is 2 |A and B| / (|A| + |B|) (Dice 1945), 1 where both are absent. Pairs are those of greatest total weight
(`scipy.optimize.linear_sum_assignment`). Counts are kept by article, so that articles can be drawn again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluate.gold import LABELS, Naming, Pair, Speech
from features.article import Span

T = TypeVar("T")
Key = tuple[str, str, str]  # measure, group ("" where there is none), what is counted: gold | found | hit | of
Counts = defaultdict[Key, float]
Pairing = list[tuple[int, int]]
HALF, NEARLY = 0.5, 0.8
ALL = ""


def letters(text: str, spans: Iterable[Span | None]) -> frozenset[int]:
    """The places of the letters and digits of spans."""
    return frozenset(i for s in spans if s is not None for i in range(*s) if text[i].isalnum())


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Dice coefficient of two sets of places."""
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def paired(gold: Sequence[T], found: Sequence[T], weight: Callable[[T, T], float]) -> Pairing:
    """Pairs (number in gold, number in found) of positive weight, each used once, of the greatest total weight."""
    weights = np.array([[weight(g, f) for f in found] for g in gold]).reshape(len(gold), len(found))
    rows, columns = linear_sum_assignment(-weights)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if weights[r, c] > 0]


def speech_pairs(pair: Pair) -> Pairing:
    """Attributions whose cues overlap by half; a cue of gold without letters, such as a colon, where any character is shared."""
    text = pair.text

    def weight(g: Speech, f: Speech) -> float:
        cue = letters(text, [g.cue])
        shared = {i for i in range(*g.cue) if not text[i].isspace()} & set(range(*f.cue))
        same = overlap(cue, letters(text, [f.cue])) >= HALF if cue else bool(shared)
        return 1 + overlap(letters(text, g.content), letters(text, f.content)) if same else 0.0

    return paired(pair.gold.speech, pair.found.speech, weight)


def name_pairs(pair: Pair) -> Pairing:
    """Names that share a letter; the same referent counts for more than any overlap. Pairs of two referents are among them."""
    text = pair.text

    def weight(g: Naming, f: Naming) -> float:
        first, second = letters(text, [g.span]), letters(text, [f.span])
        return overlap(first, second) + (g.referent == f.referent) if first & second else 0.0

    return paired(pair.gold.names, pair.found.names, weight)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """An annotated article and what was found in it, with the attributions and names that belong together."""

    pair: Pair
    speech: Pairing
    names: Pairing


def compare(pair: Pair) -> Compared:
    """Pairs the attributions and names of an article, once for all that is counted and shown of them."""
    return Compared(pair, speech_pairs(pair), name_pairs(pair))


def content_overlap(text: str, g: Speech, f: Speech) -> float:
    """Overlap of what two attributions report."""
    return overlap(letters(text, g.content), letters(text, f.content))


def source_agrees(text: str, g: Speech, f: Speech) -> bool:
    """Whether both name a source beside the cue that overlaps by half, or neither names one."""
    there = letters(text, [f.source])
    return overlap(letters(text, [g.source]), there) >= HALF if g.source else not there


def tally(compared: Compared) -> Counts:
    """All counts of one article: hits among gold and found, and sums `hit` over `of` that are means."""
    n: Counts = defaultdict(float)
    pair = compared.pair
    for kind, reading in (("gold", pair.gold), ("found", pair.found)):
        for speech in reading.speech:
            for measure, group in (("cue", ALL), ("both", ALL), ("class", speech.labels[0])):
                n[measure, group, kind] += 1
        for name in reading.names:
            for measure, group in (("name", ALL), ("strict", ALL), ("referent", name.referent)):
                n[measure, group, kind] += 1
    for i, j in compared.speech:
        _add_speech(n, pair.text, pair.gold.speech[i], pair.found.speech[j])
    for i, j in compared.names:
        _add_name(n, pair.text, pair.gold.names[i], pair.found.names[j])
    if pair.gold.stance:
        _add_stance(n, pair)
    return n


def _add_speech(n: Counts, text: str, g: Speech, f: Speech) -> None:
    n["cue", ALL, "hit"] += 1
    n["class", g.labels[0], "hit"] += g.labels[0] == f.labels[0]
    right = content_overlap(text, g, f)
    n["both", ALL, "hit"] += source_agrees(text, g, f) and right >= HALF
    there, said = letters(text, [g.source]), letters(text, [f.source])
    _mean(n, "content_overlap", ALL, right)
    _mean(n, "content_exact", ALL, letters(text, g.content) == letters(text, f.content))
    if g.source:
        _mean(n, "source_overlap", ALL, overlap(there, said))
        _mean(n, "source_exact", ALL, there == said)
    else:
        _mean(n, "no_source", ALL, not said)
        who, told = letters(text, [g.resolved]), letters(text, [f.resolved])
        for kind, holds in (("gold", who), ("found", told), ("hit", who and told and overlap(who, told) >= HALF)):
            n["resolved", ALL, kind] += bool(holds)
    for label, one, other in zip(LABELS, g.labels, f.labels, strict=True):
        _mean(n, label, ALL, one == other)


def _add_name(n: Counts, text: str, g: Naming, f: Naming) -> None:
    if g.referent != f.referent:
        return
    n["name", ALL, "hit"] += 1
    n["referent", g.referent, "hit"] += 1
    valence, voice = g.valence == f.valence, g.voice == f.voice
    _mean(n, "valence", ALL, valence)
    _mean(n, "voice", ALL, voice)
    near = overlap(letters(text, [g.span]), letters(text, [f.span])) >= NEARLY
    n["strict", ALL, "hit"] += valence and voice and near


def _add_stance(n: Counts, pair: Pair) -> None:
    """Counts of actors that an article's annotation judges; of an article without any, nothing is counted."""
    for actor, stance in pair.gold.stance.items():
        said = pair.found.stance.get(actor)
        n["play", ALL, "gold"] += stance is not None
        n["play", ALL, "found"] += said is not None
        if stance is not None and said is not None:
            n["play", ALL, "hit"] += 1
            n["cell", f"{stance}:{said}", "of"] += 1
            _mean(n, "stance", ALL, stance == said)
            _mean(n, "stance", actor, stance == said)


def _mean(n: Counts, measure: str, group: str, value: float) -> None:
    n[measure, group, "hit"] += value
    n[measure, group, "of"] += 1
