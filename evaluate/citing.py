"""How an outlet cites: whom, how each side's word is carried, how openly, how widely, and who may answer.

Each measure is a share (or a mean) over what an outlet's articles hold, with its n, a 90 % interval that draws the outlet's
articles with replacement, and evidence. `docs/method.md` has the formulas; what is counted is in `evaluate.citations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluate.citations import MANNERS, cited
from evaluate.diversity import rarefied, simpson
from evaluate.evidence import Evidence, sample
from evaluate.intervals import wilson
from evaluate.profile import FEWEST_ARTICLES, FEWEST_MENTIONS
from seeds.lexicon import load
from train.bootstrap import Estimate, Floats, Ints, draw_outlets, percentile

DRAWN = 20  # citations among which different entities are counted, the same for every outlet
FEWEST_DRAWN = 5  # articles that hold what a mean is over, for its bounds
FEWEST_SHOWN = 10  # of a share's n, for the share to stand on the page
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Cited:
    """Evidence of a measure: the cue of the attribution with this number, or (number None) words of a sentence."""

    article: str
    number: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One share or mean of an outlet: `n` is what it is over, in so many articles; value None where n is too small."""

    outlet: str
    measure: str
    group: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    articles: int
    evidence: tuple[Cited, ...]


def measures(tables: Tables, seed: int = 0) -> list[Measure]:
    """All measures of the outlets of a features folder with enough articles, in order of outlet.

    `tables` are its articles, names, attributions and clean; masked rows and duplicates count nowhere.
    """
    articles = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    articles = articles[articles.groupby("outlet")["article"].transform("size") >= FEWEST_ARTICLES]
    outlet_of = dict(zip(articles["article"], articles["outlet"], strict=True))
    rows = cited(tables, frozenset(outlet_of))
    rows["outlet"] = rows["article"].map(outlet_of)
    shown = _shown(rows, outlet_of, seed)
    size = articles.groupby("outlet").size()
    found: list[Measure] = []
    for outlet, mine in rows.groupby("outlet", sort=True):
        name, k = str(outlet), int(size[outlet])
        drawn = draw_outlets(np.ones((k, 1), bool), seed)
        # An article without a row of any measure still takes part in the draws, as one that adds nothing.
        at = pd.Series(pd.factorize(mine["article"], sort=True)[0], index=mine.index)
        for (measure, base), part in mine.groupby(["measure", "base"], sort=True):
            places = at[part.index].to_numpy()
            held = len(np.unique(places))
            if len(part) < FEWEST_MENTIONS:
                continue
            for group, estimate in _estimates(str(measure), str(base), part, places, drawn):
                evidence = shown.get((name, _trait(str(measure), group)), ())
                value, low, high = estimate or (None, None, None)
                found.append(Measure(name, str(measure), group, value, low, high, len(part), held, evidence))
    return found


def _estimates(
    measure: str, base: str, part: pd.DataFrame, at: Ints, drawn: Ints
) -> Iterator[tuple[str, Estimate | None]]:
    """The groups of a base with their estimates; `at` numbers the article of each row among those drawn."""
    groups = _groups(measure, base, part["group"])
    columns = pd.Index(groups).get_indexer(pd.Index(part["group"]))
    sums, totals = np.zeros((drawn.shape[1], len(groups))), np.zeros(drawn.shape[1])
    counts = columns >= 0
    np.add.at(sums, (at[counts], columns[counts]), part["value"].to_numpy(float)[counts])
    np.add.at(totals, at, 1)
    held = int((totals > 0).sum())
    if measure == "diversity":
        yield from _diversity(drawn @ sums, held)
        return
    with np.errstate(invalid="ignore", divide="ignore"):
        values = (drawn @ sums) / (drawn @ totals)[:, None]
    for group, column in zip(groups, values.T, strict=True):
        yield group, mean(column, held) if measure == "chain_length" else share(column, held, len(part))


def share(values: Floats, articles: int, n: int) -> Estimate:
    """A share (row 0) with the percentile interval of its draws, never narrower than Wilson's of n mentions.

    The bootstrap of few articles that happen to agree is far too narrow; n independent mentions would say no more than
    Wilson's interval does. Where draws cannot differ at all (all mentions agree, or one article), Wilson's is given at the
    number of articles that hold a mention, as `evaluate.intervals.bunched_shares` does.
    """
    value, low, high = percentile(values)
    if low is None or high is None or low == high:
        least, most = wilson(value, articles)
        return Estimate(value, float(least), float(most))
    least, most = wilson(value, n)
    return Estimate(value, min(low, float(least)), max(high, float(most)))


def mean(values: Floats, articles: int) -> Estimate:
    """A mean (row 0) with the percentile interval of its draws; no bounds where articles are few or draws all agree."""
    found = percentile(values)
    bounded = articles >= FEWEST_DRAWN and found.low != found.high
    return found if bounded else Estimate(found.value, None, None)


def _diversity(counts: Floats, articles: int) -> Iterator[tuple[str, Estimate | None]]:
    yield f"distinct_of_{DRAWN}", centred(rarefied(counts, DRAWN), 1, DRAWN, articles)
    yield "simpson", centred(simpson(counts), 0, 1, articles)


def centred(values: Floats, least: float, most: float, articles: int) -> Estimate | None:
    """A value (row 0) with the percentile interval of its draws, moved so that the draws' mean is the value.

    An article drawn twice brings no new entity, so every draw looks narrower than the whole; that bias is taken off
    (Efron and Tibshirani 1993, ch. 10), and only the spread is kept. None where the whole has too few citations.
    """
    if np.isnan(values[0]):
        return None
    behind = values[1:][~np.isnan(values[1:])]
    shift = float(values[0] - behind.mean()) if len(behind) else 0.0
    value, low, high = mean(np.concatenate([values[:1], behind + shift]), articles)
    if low is None or high is None:
        return Estimate(value, None, None)
    return Estimate(value, max(low, least), min(high, most))


def _groups(measure: str, base: str, present: pd.Series[str]) -> Sequence[str]:
    """The rivals of a base: all of a closed list, absent ones too, and the entities that are cited often enough."""
    if base == "entity":
        counts = present[present != "entity:"].value_counts()
        return sorted(counts.index[counts >= FEWEST_MENTIONS])
    if measure == "cited":
        lexicon = load("speakers")
        return [f"{base}:{member}" for member in (lexicon.groups if base == "kind" else lexicon.categories)]
    if measure == "carried":
        return [f"{base}:{manner}" for manner in dict.fromkeys(MANNERS.values())]
    return sorted(set(present)) if measure == "diversity" else [base]


def _trait(measure: str, group: str) -> str:
    """What evidence is drawn for: the two measures of diversity rest on the same citations."""
    return f"{measure}\t{'' if measure == 'diversity' else group}"


def _shown(rows: pd.DataFrame, outlet_of: Mapping[str, str], seed: int) -> dict[tuple[str, str], tuple[Cited, ...]]:
    """A few of the rows behind each measure, by outlet and trait."""
    some = rows[rows["shown"].astype(bool) & (rows["group"] != "entity:")]
    group = some["group"].where(some["measure"] != "diversity", "")
    traits = (some["measure"] + "\t" + group).to_numpy(str)
    found = pd.DataFrame({"trait": traits, **{c: some[c].to_numpy() for c in ("article", "start", "end")}})
    cues = rows[rows["number"].notna()]
    keys = zip(*(cues[c].tolist() for c in ("article", "start", "end")), strict=True)
    number = dict(zip(keys, cues["number"].astype(int).tolist(), strict=True))

    def traced(trait: str, one: Evidence) -> Cited:
        place = (one.article, one.start, one.end)
        return Cited(one.article, None if trait.startswith("unsourced") else number[place], one.start, one.end)

    drawn = sample(found, outlet_of, seed)
    return {key: tuple(traced(key[1], one) for one in evidence) for key, evidence in drawn.items()}
