"""What sets an outlet or a camp apart beyond the lexicon: words, and wordings of a referent, that it uses more than others do.

Articles are exchanged between outlets, whole owners between camps: an article's words, and an owner's articles, are not
independent. In a camp every owner weighs the same. What is told of passes a false discovery rate and stands in several articles
(of a camp: owners). `docs/method.md` has the formulas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from evaluate.evidence import Evidence, sample
from evaluate.log_odds import Bools, Counts, Outcome, dispersion, families, permuted
from evaluate.naming import every_name
from evaluate.profile import FEWEST_ARTICLES
from features import tokens
from features.proposals import masked
from seeds import outlets
from seeds.arabic import fold
from seeds.lexicon import load
from train.bootstrap import Ints

RATE = 0.05  # of false discoveries, within one outlet or camp and kind
FEWEST_OF_OUTLET = 10  # articles of an outlet, for it to be tested
WIDE = {"outlet": 5, "camp": 3}  # units (articles; owners) that must hold an item for it to be told of
# Units of the whole corpus that must hold an item for it to be tested.
SEEN = {("outlet", "word"): 20, ("outlet", "wording"): 10, ("camp", "word"): 5, ("camp", "wording"): 5}
DRAWS = {("outlet", "word"): 100, ("outlet", "wording"): 400, ("camp", "word"): 400, ("camp", "wording"): 400}
MOST = 30  # rows of one group and kind
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Key:
    """An item that a group (an outlet; a camp) uses more than the others: `rate` here, `others` elsewhere.

    Rates are per 1,000 words, or shares of the referent's wordings; in camps of owners weighing the same. `dispersion` is over
    the group's units, 0 even.
    """

    level: str
    group: str
    kind: str
    referent: str | None
    item: str
    log_odds: float
    p: float
    q: float
    rate: float
    others: float
    count: int
    articles: int
    outlets: int
    dispersion: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """How many items of a kind were tested in a group, and how many passed the rate and the filter."""

    level: str
    group: str
    kind: str
    items: int
    units: int
    flagged: int


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """What is counted of one kind: `names` with their `family` (into `families`), and every occurrence.

    Occurrences: item, article (its row), and where it stands, shape (occurrences,).
    """

    kind: str
    names: list[str]
    family: Ints
    families: list[str | None]
    item: Ints
    article: Ints
    start: Ints
    end: Ints

    def counts(self, unit: Ints, size: int) -> csr_array:
        """Occurrences by unit (units, items); `unit` numbers the unit of each article, -1 for none."""
        by = unit[self.article]
        kept = by >= 0
        where = (by[kept], self.item[kept])
        return coo_array((np.ones(int(kept.sum())), where), shape=(size, len(self.names))).tocsr()

    def only(self, kept: Bools) -> Items:
        """These items alone, those of `kept` (items,) that are true."""
        fresh, here = np.cumsum(kept) - 1, kept[self.item]
        names = [name for name, keep in zip(self.names, kept.tolist(), strict=True) if keep]
        places = (values[here] for values in (self.article, self.start, self.end))
        family = self.family[kept]
        return Items(self.kind, names, family, self.families, fresh[self.item[here]], *places)


def keys(tables: Tables, labels: Mapping[str, str], seed: int = 0) -> tuple[list[Key], list[Tested]]:
    """Keys of all outlets and camps with enough articles, and what was tested; `labels` maps outlets to camps."""
    articles = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    size = articles.groupby("outlet")["article"].transform("size")
    articles = articles[size >= FEWEST_ARTICLES].sort_values("article", ignore_index=True)
    found: list[Key] = []
    tested: list[Tested] = []
    if articles.empty:
        return found, tested
    for items in (words(articles, tables["clean"]), wordings(articles, every_name(tables))):
        for level, group_of in (("outlet", _outlets(articles)), ("camp", articles["outlet"].map(dict(labels)))):
            some, counted = _keys(items, level, articles, group_of, seed)
            found += some
            tested += counted
    return found, tested


def _outlets(articles: pd.DataFrame) -> pd.Series[str]:
    size = articles.groupby("outlet")["article"].transform("size")
    return articles["outlet"].where(size >= FEWEST_OF_OUTLET)


def words(articles: pd.DataFrame, clean: pd.DataFrame) -> Items:
    """Every word outside page furniture and the lexicon's names, without its proclitics."""
    read = tokens.read(articles["text"].tolist(), masked(articles, clean), load("names"))
    free = np.ones(len(read), bool)
    for first, stop in zip(read.first.tolist(), read.stop.tolist(), strict=True):
        free[first:stop] = False
    bare = tokens.bare(read.words, np.bincount(read.ids, minlength=len(read.words)))[read.ids]
    lettered = np.array([len(word) > 1 and word.isalpha() for word in read.words], bool)
    kept = free & lettered[bare] if len(read) else free
    family = np.zeros(len(read.words), np.int64)
    places = (values[kept] for values in (bare, read.text, read.at, read.till))
    return Items("word", read.words, family, [None], *places)


def wordings(articles: pd.DataFrame, names: pd.DataFrame) -> Items:
    """Every row of names.tsv in an article's own voice; a row that names two referents is two items."""
    row = dict(zip(articles["article"], range(len(articles)), strict=True))
    own = names[(names["voice"] == "own") & ~names["masked"].astype(bool) & names["article"].isin(articles["article"])]
    item, known = pd.factorize(own["referent"].astype(str) + ":" + own["name"].astype(str), sort=True)
    parted = [str(name).partition(":") for name in known]
    referents = sorted({referent for referent, _, _ in parted})
    family = np.array([referents.index(referent) for referent, _, _ in parted], np.int64)
    article, start, end = (own[c].to_numpy() for c in ("article", "start", "end"))
    at = np.array([row[one] for one in article], np.int64)
    places = (item.astype(np.int64), at, start.astype(np.int64), end.astype(np.int64))
    return Items("wording", [name for *_, name in parted], family, list(referents), *places)


def _keys(
    items: Items, level: str, articles: pd.DataFrame, group_of: pd.Series[str], seed: int
) -> tuple[list[Key], list[Tested]]:
    """The keys of one kind at one level."""
    unit, group, groups = units(level, articles, group_of)
    if len(groups) < 2 or not len(items.item):
        return [], []
    present = np.asarray((items.counts(unit, len(group)) > 0).sum(axis=0)).ravel()
    items = items.only(present >= SEEN[level, items.kind])
    if not items.names:
        return [], []
    counts = items.counts(unit, len(group))
    weighed = evened(counts, items.family) if level == "camp" else counts
    rng = np.random.default_rng(seed)
    made = permuted(
        Counts(weighed, (counts > 0).astype(float), items.family),
        group,
        len(groups),
        lambda: rng.permutation(group),
        DRAWS[level, items.kind],
        lambda held: held >= WIDE[level],
    )
    told = _Told(items, level, articles, unit, group, groups, weighed, made)
    return told.rows(seed), told.tested()


def units(level: str, articles: pd.DataFrame, group_of: pd.Series[str]) -> tuple[Ints, Ints, list[str]]:
    """The unit of each article (-1: none), the group of each unit (-1: none), and the groups' names.

    Of outlets a unit is an article; of camps all articles of one owner with one label, so that an owner is never parted.
    """
    names = [name if isinstance(name, str) else "" for name in group_of]
    groups = sorted(set(names) - {""})
    number = {name: i for i, name in enumerate(groups)}
    code: Ints = np.array([number.get(name, -1) for name in names], np.int64)
    if level == "outlet":
        everyone: Ints = np.arange(len(articles), dtype=np.int64)
        return everyone, code, groups
    owners = [
        str(o) if isinstance(o, str) else str(own) for o, own in zip(articles["owner"], articles["outlet"], strict=True)
    ]
    pairs = sorted({(owner, name) for owner, name in zip(owners, names, strict=True) if name})
    place = {pair: i for i, pair in enumerate(pairs)}
    unit: Ints = np.array([place.get(pair, -1) for pair in zip(owners, names, strict=True)], np.int64)
    group: Ints = np.array([number[name] for _, name in pairs], np.int64)
    return unit, group, groups


def evened(counts: csr_array, family: Ints) -> csr_array:
    """Counts weighed so that of a family no unit counts for more than the median one that has any."""
    total = np.asarray((counts @ families(family)).todense())
    median = np.array([np.median(column[column > 0]) if column.any() else 0.0 for column in total.T])
    weight = np.minimum(median / np.maximum(total, 1e-9), 1)
    found = counts.tocoo()
    return csr_array((found.data * weight[found.row, family[found.col]], (found.row, found.col)), shape=counts.shape)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A test, and what its rows are made from."""

    items: Items
    level: str
    articles: pd.DataFrame
    unit: Ints
    group: Ints
    groups: list[str]
    weighed: csr_array
    made: Outcome

    def flagged(self, number: int) -> list[int]:
        """Items of a group that pass, the surest first; words of the outlet's own name are none."""
        own = _own_words(self.groups[number]) if self.level == "outlet" else frozenset()
        q, z = self.made.q[number], self.made.statistic[number]
        order = np.lexsort((-z, q))
        return [i for i in order[q[order] <= RATE].tolist() if self.items.names[i] not in own]

    def tested(self) -> list[Tested]:
        """What was tested in each group."""
        whole = len(self.items.names)
        size = np.bincount(self.group[self.group >= 0], minlength=len(self.groups)).tolist()
        return [
            Tested(self.level, name, self.items.kind, whole, size[i], len(self.flagged(i)))
            for i, name in enumerate(self.groups)
        ]

    def rows(self, seed: int) -> list[Key]:
        """The keys of all groups, at most `MOST` each."""
        chosen = {(i, item) for i in range(len(self.groups)) for item in self.flagged(i)[:MOST]}
        shown = self._evidence({item for _, item in chosen}, seed)
        return [row for i in range(len(self.groups)) for row in self._group(i, self.flagged(i)[:MOST], shown)]

    def _evidence(self, chosen: set[int], seed: int) -> dict[tuple[str, str], tuple[Evidence, ...]]:
        here = np.isin(self.items.item, sorted(chosen))
        ids, unit = self.articles["article"].to_numpy(str), self.unit
        article = self.items.article[here]
        found = pd.DataFrame({"trait": self.items.item[here].astype(str), "article": ids[article]})
        found = found.assign(start=self.items.start[here], end=self.items.end[here])
        group_of = {
            ids[a]: self.groups[self.group[unit[a]]] for a in range(len(ids)) if unit[a] >= 0 <= self.group[unit[a]]
        }
        return sample(found, group_of, seed)

    def _group(
        self, number: int, chosen: Sequence[int], shown: Mapping[tuple[str, str], tuple[Evidence, ...]]
    ) -> Iterator[Key]:
        items, mine = self.items, self.group == number
        family = items.family
        inside, outside = (np.asarray(self.weighed[which].sum(axis=0)).ravel() for which in (mine, ~mine))
        unit = self.unit
        of_group = np.array([unit[a] >= 0 and mine[unit[a]] for a in range(len(self.articles))], bool)
        held = of_group[items.article]
        sizes = np.asarray(self.weighed[mine].sum(axis=1)).ravel()
        outlet = self.articles["outlet"].to_numpy(str)
        for item in chosen:
            places = items.article[held & (items.item == item)]
            ours = family == family[item]
            scale = 1_000 if items.kind == "word" else 1
            spread = self.weighed[mine][:, [item]].toarray().ravel()
            yield Key(
                self.level,
                self.groups[number],
                items.kind,
                items.families[family[item]],
                items.names[item],
                float(self.made.log_odds[number, item]),
                float(self.made.p[number, item]),
                float(self.made.q[number, item]),
                float(scale * inside[item] / max(inside[ours].sum(), 1e-9)),
                float(scale * outside[item] / max(outside[ours].sum(), 1e-9)),
                len(places),
                len(np.unique(places)),
                len(np.unique(outlet[places])),
                dispersion(spread, sizes),
                shown.get((self.groups[number], str(item)), ()),
            )


def _own_words(outlet: str) -> frozenset[str]:
    """Words of an outlet's names."""
    known = outlets.load().find(outlet)
    counted = Counter(word for name in (outlet, *(known.mentions if known else ())) for word in fold(name).text.split())
    return frozenset((*counted, *(f"ال{word}" for word in counted)))
