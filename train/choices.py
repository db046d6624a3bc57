"""Choices as counts: how often each article took each of the rival wordings for an actor, given who speaks.

In the outlet's own voice a *group* is a referent whose friends and foes are known (`seeds.lexicon.orientation`), in its sources'
voice a referent and the camp of the side cited (`RUSSIA<damascus`): whom one quotes is another choice than what one lets him
say. Members of a group are wordings, the rows of the lexicon of names. A wording's *lean* is its valence times the referent's
orientation: 1 speaks for Damascus, -1 against.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from features.referents import REFERENTS
from seeds.lexicon import orientation

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


BY = "<"  # between a referent and the camp of the side that names it
CAMPS = {1: "damascus", -1: "opposition"}  # by orientation of the side's own referents; of other sides: OTHER
OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Wordings in order of group and name; `starts` is the first wording of each group, `lean` the lexicon's."""

    groups: tuple[str, ...]
    names: tuple[str, ...]
    group: Ints
    lean: Floats

    @property
    def starts(self) -> Ints:
        """Index of the first wording of each group."""
        return np.searchsorted(self.group, np.arange(len(self.groups)))

    def slices(self) -> list[slice]:
        """The wordings of each group."""
        edges = [*self.starts.tolist(), len(self.names)]
        return [slice(a, b) for a, b in pairwise(edges)]


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Counts (articles x wordings) and the outlet of each article, by number in `outlets`; both in order of name."""

    vocabulary: Vocabulary
    outlets: tuple[str, ...]
    articles: tuple[str, ...]
    outlet: Ints
    counts: sparse.csr_array

    def some(self, rows: Ints) -> Choices:
        """The same outlets with these articles only (one may come more than once)."""
        names = tuple(self.articles[i] for i in rows)
        return replace(self, articles=names, outlet=self.outlet[rows], counts=self.counts[rows])

    def size(self) -> Ints:
        """Articles of each outlet."""
        return np.bincount(self.outlet, minlength=len(self.outlets))

    def of_group(self) -> Floats:
        """Mentions of each group in each article (articles x groups)."""
        return np.asarray(self.counts @ membership(self.vocabulary))

    def by_outlet(self, values: sparse.csr_array) -> Floats:
        """Values (articles x anything) summed over each outlet's articles."""
        shape = (len(self.outlets), len(self.articles))
        pool = sparse.csr_array((np.ones(len(self.outlet)), (self.outlet, np.arange(len(self.outlet)))), shape=shape)
        return np.asarray((pool @ values).todense())


def membership(vocabulary: Vocabulary) -> Floats:
    """1 where a wording (row) is of a group (column)."""
    return np.asarray(vocabulary.group[:, None] == np.arange(len(vocabulary.groups)), dtype=np.float64)


def sided(names: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Mentions with `side` for their attribution: that of the unmasked one in whose content they stand, null where in none.

    `names` has article and attribution, `attributions` article, number, source_side and masked.
    """
    said = attributions.loc[~attributions["masked"].astype(bool), ["article", "number", "source_side"]]
    side = said.rename(columns={"number": "attribution", "source_side": "side"})
    found = names.astype({"attribution": "Int64"}).merge(
        side.astype({"attribution": "Int64"}), how="left", on=["article", "attribution"], validate="many_to_one"
    )
    return found.drop(columns="attribution")


def mentions(names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Mentions that count (article, referent, name, valence): in the own voice, unmasked, in no near-duplicate."""
    return _counted(names, articles, names["voice"] == "own")


def cited(names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The same in sources' voice, where `side` is known; the referent marked with the camp of the side that speaks."""
    found = _counted(names, articles, (names["voice"] == "attributed") & names["side"].notna())
    camp = names.loc[found.index, "side"].map(camps()).fillna(OTHER)
    return found.assign(referent=found["referent"] + BY + camp)


@cache
def camps() -> Mapping[str, str]:
    """The camp for which each side speaks, where its referents have an orientation."""
    return {REFERENTS[referent][1]: CAMPS[sign] for referent, sign in orientation().items() if referent in REFERENTS}


def _counted(names: pd.DataFrame, articles: pd.DataFrame, some: pd.Series[bool]) -> pd.DataFrame:
    whole = articles.loc[articles["duplicate_of"].isna(), "article"]
    some = some & ~names["masked"].astype(bool) & names["referent"].isin(list(orientation()))
    return names.loc[some & names["article"].isin(whole), ["article", "referent", "name", "valence"]]


def oriented(group: str) -> int:
    """1 where a friendly name for the group's referent speaks for Damascus, -1 where against."""
    return orientation()[group.partition(BY)[0]]


def vocabulary(counted: pd.DataFrame) -> Vocabulary:
    """The wordings that stand in a table of mentions."""
    one = counted.groupby(["referent", "name"], sort=True)["valence"].mean().reset_index()
    groups = tuple(sorted(one["referent"].unique()))
    number = {g: i for i, g in enumerate(groups)}
    lean = one["valence"].astype(np.float64) * one["referent"].map(oriented).astype(np.float64)
    return Vocabulary(
        groups,
        tuple(one["name"]),
        one["referent"].map(number).to_numpy(np.int64),
        np.asarray(lean, dtype=np.float64),
    )


def count(counted: pd.DataFrame, articles: pd.DataFrame, words: Vocabulary) -> Choices:
    """The choices of all articles that are no near-duplicates; wordings that are not in the vocabulary are left out."""
    whole = articles.loc[articles["duplicate_of"].isna(), ["article", "outlet"]].sort_values(["outlet", "article"])
    outlets = tuple(sorted(whole["outlet"].unique()))
    row = {a: i for i, a in enumerate(whole["article"])}
    column: Mapping[tuple[str, str], int] = {
        (words.groups[g], n): i for i, (g, n) in enumerate(zip(words.group, words.names, strict=True))
    }
    cells = [
        (row[a], column[r, n])
        for a, r, n in zip(counted["article"], counted["referent"], counted["name"], strict=True)
        if (r, n) in column
    ]
    where = np.array(cells, dtype=np.int64).reshape(-1, 2)
    shape = (len(whole), len(words.names))
    counts = sparse.coo_array((np.ones(len(where)), (where[:, 0], where[:, 1])), shape=shape).tocsr()
    number = {o: i for i, o in enumerate(outlets)}
    return Choices(words, outlets, tuple(row), whole["outlet"].map(number).to_numpy(np.int64), counts)


def repetition(choices: Choices) -> Floats:
    """How alike the mentions of one article are, for each group: the intraclass correlation rho, from 0 to 1.

    Two mentions of a group in one article agree (are the same wording) with frequency A; two in different articles of
    the same outlet with frequency B. rho = (A - B) / (1 - B) is the intraclass correlation of the indicator of a
    wording, summed over wordings, outlet held fixed (Donner & Klar 2000, ch. 1; Cohen's kappa in form). A pair of mentions
    within an article counts 1/(n-1), and each outlet's B weighs as its own pairs within do, so that neither a long
    article nor a large outlet decides. 1 where no outlet lets it be told: then an article counts once.
    """
    slices, n = choices.vocabulary.slices(), choices.of_group()
    rho = np.ones(len(slices))
    for g, part in enumerate(slices):
        counts, size = choices.counts[:, part], n[:, g]
        many = size > 1
        once = np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)
        shares = sparse.csr_array(sparse.diags_array(once) @ counts)
        same = np.asarray((counts * counts).sum(axis=1)).ravel() - size
        within = np.divide(same, size - 1, out=np.zeros_like(size), where=many)
        outlets, total = len(choices.outlets), choices.by_outlet(shares)
        own = np.bincount(choices.outlet, np.asarray((shares * shares).sum(axis=1)).ravel(), outlets)
        m = np.bincount(choices.outlet, size > 0, outlets)
        told = m > 1
        between = np.divide((total**2).sum(axis=1) - own, m * (m - 1), out=np.zeros(outlets), where=told)
        weight = np.bincount(choices.outlet, np.where(many, size, 0.0), outlets) * told
        agree = np.bincount(choices.outlet, np.where(many, within, 0.0), outlets) * told
        if weight.sum() > 0 and (beside := float(weight @ between / weight.sum())) < 1:
            rho[g] = np.clip((agree.sum() / weight.sum() - beside) / (1 - beside), 0.0, 1.0)
    return rho


def effective(choices: Choices, rho: Floats) -> sparse.csr_array:
    """Counts in which n mentions of a group in one article weigh n / (1 + (n - 1) rho) (Kish 1965, design effect)."""
    n = choices.of_group()
    weight = sparse.csr_array(1 / (1 + np.maximum(n - 1, 0) * rho))
    cells = choices.counts.tocoo()
    scaled = cells.data * np.asarray(weight.todense())[cells.coords[0], choices.vocabulary.group[cells.coords[1]]]
    return sparse.coo_array((scaled, cells.coords), shape=choices.counts.shape).tocsr()
