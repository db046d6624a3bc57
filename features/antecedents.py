"""Whom a cue without a source goes on quoting: the actor with the most evidence, by weights learnt from annotated articles.

A conditional logit (McFadden 1974) over who is named before the cue, and nobody: P(actor) is proportional to exp(w . evidence).
`benchmarks/antecedents.py` learns w; `docs/method.md` says from what.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache

from features.actors import SPEAKERS, Actor, Named, Said, actors
from features.article import Span
from features.drafts import Draft
from features.evidence import Evidence, evidence
from features.text import Reading
from features.turns import SURE
from seeds.lexicon import SEEDS

WEIGHTS = "antecedents.tsv"


@cache
def weights() -> Mapping[str, float]:
    """The weight of each piece of evidence, in log odds."""
    with (SEEDS / WEIGHTS).open(encoding="utf-8", newline="") as rows:
        return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(rows, delimiter="\t")}


def antecedent(
    reading: Reading, named: Named, draft: Draft, past: Sequence[Said], pick: Span | None, how: str
) -> Actor | None:
    """Whom a cue means; None for nobody. `pick` is whom the rules take, and `how` by which."""
    found = actors(reading, named, past, draft.cue.start, pick)
    if pick is not None and how in SURE:
        nobody_yet = Actor([pick], None, SPEAKERS)  # where a source holds the cue (`المعتقل في سجون X بتهمة`)
        return next((actor for actor in found if actor.named_in(pick)), nobody_yet)
    told = evidence(reading, draft, past, found, pick, how)
    somebody = draft.kind == "passive" and not _OF_HIM.isdisjoint(reading.words.words(*draft.cue))  # `نقل عنه قوله`
    best = choose(told[:-1] if somebody and found else told, weights())
    return found[best] if best < len(found) else None


_OF_HIM = frozenset(("عنه", "عنها", "عنهم"))


def choose(told: Sequence[Evidence], known: Mapping[str, float]) -> int:
    """The number of the one with the most evidence by some weights, the first of equal ones."""
    scores = [sum([known.get(piece, 0.0) * amount for piece, amount in one.items()]) for one in told]
    return scores.index(max(scores))
