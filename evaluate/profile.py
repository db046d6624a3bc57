"""Where each outlet stands: its position, and its shares with n, interval, the other outlets' mean and evidence.

A trait is a share column of `features.parquet` (`names.own:SYRIAN_ARMY:hostile`), pooled over the outlet's articles
that are not duplicates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluate.evidence import PER_TRAIT, Evidence, mentions, sample
from evaluate.intervals import Shares, bunched_shares
from train.bootstrap import Estimate, Floats

TRAIT = re.compile(r"names\.own:[^:]+:\w+|speakers:(side|type):\w+|cues:class:\w+|cues\.of:[^:]+:\w+")
FEWEST_ARTICLES = 3  # of an outlet, for traits
FEWEST_MENTIONS = 3  # of a trait's group, for the trait
FEWEST_OTHERS = 5  # of a trait's group, for an outlet to count among the others
PIECES = 10  # mentions shown of one outlet


@dataclass(frozen=True, slots=True)
class Trait:
    """A share of an outlet: n mentions of the group in so many articles, and the mean share of the other outlets."""

    trait: str
    value: float
    low: float
    high: float
    n: int
    articles: int
    others: float | None
    evidence: tuple[Evidence, ...]

    @property
    def apart(self) -> float:
        """How far this share stands above the others', weighed by its certainty: (value - others) * sqrt(n)."""
        return 0.0 if self.others is None else (self.value - self.others) * self.n**0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """A mention chosen to show a trait."""

    trait: str
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an outlet; `seen` where its articles stood in training, `articles` without `duplicates`."""

    outlet: str
    seen: bool
    articles: int
    duplicates: int
    position: Estimate | None
    traits: tuple[Trait, ...]
    evidence: tuple[Shown, ...]


def group_of(trait: str) -> str:
    """The column that counts what a trait is a share of."""
    return trait.rpartition(":")[0] + ":n"


def traits_of(features: pd.DataFrame) -> list[str]:
    """Share columns that are traits, in order."""
    return sorted(c for c in features.columns if TRAIT.fullmatch(c) and not c.endswith(":n"))


def pooled(features: pd.DataFrame, articles: pd.DataFrame, traits: Sequence[str]) -> tuple[list[str], Shares]:
    """Outlets in order of name, and their shares (outlets, traits) over articles that are no duplicates."""
    whole = articles.loc[articles["duplicate_of"].isna(), ["article", "outlet"]].merge(features, on="article")
    outlets, outlet = np.unique(whole["outlet"].to_numpy(str), return_inverse=True)
    totals = whole[[group_of(t) for t in traits]].fillna(0).to_numpy(float)
    hits = whole[list(traits)].fillna(0).to_numpy(float) * totals
    return outlets.tolist(), bunched_shares(hits.round(), totals, outlet, len(outlets))


def others(peers: Shares, own: Sequence[int | None]) -> Floats:
    """Mean share of the peers with enough mentions, each weighing 1, without the peer in `own`: (len(own), traits)."""
    counts = peers.n >= FEWEST_OTHERS
    value = np.where(counts, peers.value, 0)
    mean = []
    for i in own:
        rest = counts.sum(axis=0) - (counts[i] if i is not None else 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean.append((value.sum(axis=0) - (value[i] if i is not None else 0)) / rest)
    return np.array(mean)


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """Outlets whose shares others are compared with."""

    outlets: list[str]
    shares: Shares


def profiles(
    tables: Mapping[str, pd.DataFrame],
    places: Mapping[str, Estimate],
    seen: bool,
    seed: int,
    peers: Peers | None = None,
) -> tuple[list[Profile], Peers]:
    """A profile of every outlet of a features folder, in order of name; and these outlets as peers for another folder.

    `tables` are its tables by name, `places` the outlets' positions; `peers` are these outlets themselves by default.
    """
    articles, traits = tables["articles"], traits_of(tables["features"])
    here = Peers(*pooled(tables["features"], articles, traits))
    among = {name: i for i, name in enumerate((peers or here).outlets)}
    rest = others((peers or here).shares, [among.get(outlet) for outlet in here.outlets])
    whole = articles[articles["duplicate_of"].isna()]
    size, copies = whole.groupby("outlet").size(), articles.groupby("outlet").size()
    outlet_of = dict(zip(whole["article"], whole["outlet"], strict=True))
    drawn = sample(mentions(tables["names"], tables["attributions"]), outlet_of, seed)
    result = []
    for i, outlet in enumerate(here.outlets):
        n = int(size[outlet])
        rows = _traits(here, i, traits, rest[i], drawn) if n >= FEWEST_ARTICLES else ()
        less = int(copies[outlet]) - n
        result.append(Profile(outlet, seen, n, less, places.get(outlet), rows, pieces(rows)))
    return result, here


def _traits(
    here: Peers,
    i: int,
    traits: Sequence[str],
    rest: Floats,
    drawn: Mapping[tuple[str, str], tuple[Evidence, ...]],
) -> tuple[Trait, ...]:
    value, low, high, n, articles = (table[i].tolist() for table in here.shares)
    return tuple(
        Trait(
            trait,
            value[j],
            low[j],
            high[j],
            int(n[j]),
            int(articles[j]),
            None if np.isnan(rest[j]) else float(rest[j]),
            drawn.get((here.outlets[i], trait), ()),
        )
        for j, trait in enumerate(traits)
        if n[j] >= FEWEST_MENTIONS
    )


def pieces(traits: Sequence[Trait]) -> tuple[Shown, ...]:
    """Ten mentions of what sets an outlet apart: one of each telling trait in turn, the most telling first.

    Traits rarer here than elsewhere are left out, since an absence has no words to show.
    """
    telling = sorted((t for t in traits if t.apart > 0 and t.evidence), key=lambda t: (-t.apart, t.trait))
    chosen: dict[Evidence, Shown] = {}
    for turn in range(PER_TRAIT):
        for trait in telling[:PIECES]:
            for one in trait.evidence[turn : turn + 1]:
                chosen.setdefault(one, Shown(trait.trait, one.article, one.start, one.end))
    return tuple(chosen.values())[:PIECES]
