"""Profile cards: what sets an outlet apart from the others, five mentions that show it and one that speaks against.

A trait sets an outlet apart where its interval lies wholly above the other outlets' mean; what is rarer here than elsewhere has
no words to show. One trait of each kind of choice is told (what an actor is called, whom it cites, how a side's word is carried).
A card tells differences between outlets; it judges no outlet and speaks of no person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaluate.evidence import Evidence, mentions, sample
from evaluate.profile import Profile, Trait, group_of

FOR, AGAINST = 5, 1  # mentions shown of a trait, and of its rivals
MOST = 3  # traits told of an outlet
FEWEST = 10  # mentions of a trait's group
FEWEST_ARTICLES = 3  # that hold one


@dataclass(frozen=True, slots=True)
class Telling:
    """A trait that sets an outlet apart: mentions of it, and of a rival choice where the outlet made one."""

    outlet: str
    seen: bool
    trait: str
    value: float
    low: float
    high: float
    n: int
    others: float
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]


def telling(traits: Sequence[Trait]) -> list[Trait]:
    """The traits that a card tells, the most telling first: of each group of rivals at most one."""
    apart = [t for t in traits if t.others is not None and t.low > t.others and t.n >= FEWEST]
    apart = [
        t for t in apart if t.articles >= FEWEST_ARTICLES and t.evidence and not t.trait.endswith((":none", ":other"))
    ]
    chosen: dict[str, Trait] = {}
    for trait in sorted(apart, key=lambda t: (-t.apart, t.trait)):
        chosen.setdefault(group_of(trait.trait), trait)
    return list(chosen.values())[:MOST]


def cards(tables: Mapping[str, pd.DataFrame], told: Sequence[Profile], seen: bool, seed: int) -> list[Telling]:
    """The traits of all cards, in order of outlet, with evidence for and against drawn with the seed."""
    chosen = {p.outlet: telling(p.traits) for p in told}
    whole = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    outlet_of = {a: o for a, o in zip(whole["article"], whole["outlet"], strict=True) if chosen.get(o)}
    found = mentions(tables["names"], tables["attributions"])
    found = found[found["article"].isin(list(outlet_of))]
    wanted = sorted({t.trait for traits in chosen.values() for t in traits})
    parts = [found[found["trait"].isin(wanted)]]
    group = found["trait"].str.rpartition(":")[0]
    for trait in wanted:
        rivals = found[(group == trait.rpartition(":")[0]) & (found["trait"] != trait)]
        parts.append(rivals.assign(trait=_against(trait)))
    drawn = sample(pd.concat(parts, ignore_index=True), outlet_of, seed, FOR)
    return list(_told(chosen, drawn, seen))


def _told(
    chosen: Mapping[str, Sequence[Trait]], drawn: Mapping[tuple[str, str], tuple[Evidence, ...]], seen: bool
) -> Iterator[Telling]:
    for outlet, traits in chosen.items():
        for t in traits:
            shown = drawn.get((outlet, t.trait), ())
            rival = tuple(e for e in drawn.get((outlet, _against(t.trait)), ()) if e not in shown)[:AGAINST]
            yield Telling(outlet, seen, t.trait, t.value, t.low, t.high, t.n, float(t.others or 0), shown, rival)


def _against(trait: str) -> str:
    return f"against\t{trait}"
