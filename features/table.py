"""From mentions to shares: what an article chose among rival wordings, given that it named the referent at all.

Every share stands beside the n it is a share of, and is null where that n is 0: who never names an actor has no share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from features.article import CUE_CLASSES, VALENCES, Attribution, Mention
from features.typography import MARKS, fingerprint
from seeds.lexicon import load

POLES = tuple(VALENCES)
_POLE = {value: pole for pole, value in VALENCES.items()}


@cache
def groups() -> Mapping[str, tuple[str, ...]]:
    """Every group of rival choices and its members; the columns are `GROUP:MEMBER` and `GROUP:n`, in this order."""
    referents, types, sides = load("names").groups, load("speakers").groups, load("speakers").categories
    table = {f"names.{voice}:{r}": POLES for voice in ("own", "attributed") for r in referents}
    table |= {f"names.voice:{r}": ("own", "attributed", "scare") for r in referents}
    table |= {"speakers:side": sides, "speakers:type": types, "cues:class": CUE_CLASSES}
    return table | {f"cues.of:{side}": CUE_CLASSES for side in sides}


def columns() -> tuple[str, ...]:
    """All feature columns in order, without the article's id."""
    shares = tuple(f"{group}:{member}" for group, members in groups().items() for member in (*members, "n"))
    return (*shares, *(f"fingerprint:{name}" for name in MARKS), "fingerprint:n")


def choices(mentions: Iterable[Mention], attributions: Iterable[Attribution]) -> Counter[tuple[str, str]]:
    """How often each member of each group was chosen."""
    counted: Counter[tuple[str, str]] = Counter()
    for m in mentions:
        counted[f"names.voice:{m.referent}", m.voice] += 1
        if m.voice != "scare":
            counted[f"names.{m.voice}:{m.referent}", _POLE[m.valence]] += 1
    for a in attributions:
        counted["speakers:side", a.source_side] += 1
        counted["speakers:type", a.source_type] += 1
        counted["cues:class", a.cue_class] += 1
        counted[f"cues.of:{a.source_side}", a.cue_class] += 1
    return counted


def row(text: str, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> dict[str, float | None]:
    """One article's features by column: shares (null where n is 0), their n, and its fingerprint."""
    counted = choices(mentions, attributions)
    features: dict[str, float | None] = {}
    for group, members in groups().items():
        n = sum(counted[group, member] for member in members)
        features |= {f"{group}:{member}": counted[group, member] / n if n else None for member in members}
        features[f"{group}:n"] = float(n)
    return features | fingerprint(text)
