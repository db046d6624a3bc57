"""What an outlet calls each actor: every wording's share, mean valence by voice, own against attributed voice, and over time.

Each measure has its n, a 90 % interval that draws the outlet's articles with replacement, and evidence. `docs/method.md` has the
formulas; contrasts between outlets on one event are in `evaluate.contrasts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluate.citing import mean, share
from evaluate.evidence import Evidence, sample
from evaluate.profile import FEWEST_ARTICLES, FEWEST_MENTIONS
from train.bootstrap import Estimate, Floats, Ints, draw_outlets

OWN, ATTRIBUTED = "own", "attributed"
SHARES = ("wording", "framing", "wording_in")  # measures; the others are means
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Naming:
    """One measure of an outlet: n mentions in so many articles; no bounds where articles are few or draws all agree.

    measure and group: `wording` REFERENT:VOICE:ROW, a share; `framing` REFERENT:VOICE:FRAME, the share whose heads or adjectives
    deny or lend standing; `valence` REFERENT:VOICE, a mean of -1 to 1; `own_less_attributed`
    REFERENT, a difference of such means (n of the rarer voice); `valence_in` REFERENT:PERIOD, own voice, by year and quarter;
    `wording_in` REFERENT:YEAR:ROW, a share, own voice.
    """

    outlet: str
    measure: str
    group: str
    value: float
    low: float | None
    high: float | None
    n: int
    articles: int
    evidence: tuple[Evidence, ...]


def every_name(tables: Tables) -> pd.DataFrame:
    """The mentions of the codebook's referents and of the further ones."""
    return pd.concat([tables[name] for name in ("names", "further_names") if name in tables], ignore_index=True)


def measures(tables: Tables, seed: int = 0) -> list[Naming]:
    """All measures of the outlets with enough articles, in order of outlet; masked mentions and duplicates count nowhere."""
    articles = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    articles = articles[articles.groupby("outlet")["article"].transform("size") >= FEWEST_ARTICLES]
    outlet_of = dict(zip(articles["article"], articles["outlet"], strict=True))
    rows = counted(every_name(tables), articles)
    shown = sample(rows.assign(trait=rows["measure"] + "\t" + rows["group"]), outlet_of, seed)
    size = articles.groupby("outlet").size()
    coded = _coded(rows, outlet_of)
    found: list[Naming] = []
    for outlet, mine in coded.outlets():
        drawn = draw_outlets(np.ones((int(size[outlet]), 1), bool), seed)
        means: dict[str, tuple[Floats, int, int]] = {}
        for measure, group, values, n, held in coded.drawn(mine, drawn):
            if measure == "valence":
                means[group] = values, n, held
            estimate = share(values, held, n) if measure in SHARES else mean(values, held)
            evidence = shown.get((outlet, f"{measure}\t{group}"), ())
            found.append(Naming(outlet, measure, group, *estimate, n, held, evidence))
        found += _voices(outlet, means, shown)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    """Rows of `counted` as numbers, in order of outlet: its article, its base, its group (into `groups`), its value."""

    outlet: Ints
    article: Ints
    base: Ints
    group: Ints
    value: Floats
    names: list[str]
    groups: list[tuple[str, str]]

    def outlets(self) -> Iterator[tuple[str, slice]]:
        """The outlets in order of name, and where their rows are."""
        for code, name in enumerate(self.names):
            yield name, slice(*np.searchsorted(self.outlet, [code, code + 1]).tolist())

    def drawn(self, mine: slice, drawn: Ints) -> Iterator[tuple[str, str, Floats, int, int]]:
        """Groups used often enough: measure, group, its share or mean in the whole and every draw, n and articles of its base."""
        _, at = np.unique(self.article[mine], return_inverse=True)
        bases, base = np.unique(self.base[mine], return_inverse=True)
        groups, group = np.unique(self.group[mine], return_inverse=True)
        sums, totals = np.zeros((drawn.shape[1], len(groups))), np.zeros((drawn.shape[1], len(bases)))
        np.add.at(sums, (at, group), self.value[mine])
        np.add.at(totals, (at, base), 1)
        base_of = np.zeros(len(groups), np.int64)
        base_of[group] = base
        with np.errstate(invalid="ignore", divide="ignore"):
            values = (drawn @ sums) / (drawn @ totals)[:, base_of]
        n, held = totals.sum(axis=0).astype(int).tolist(), (totals > 0).sum(axis=0).tolist()
        often = np.bincount(group, minlength=len(groups)) >= FEWEST_MENTIONS
        for i in np.flatnonzero(often).tolist():
            yield *self.groups[groups[i]], values[:, i], n[base_of[i]], held[base_of[i]]


def _coded(rows: pd.DataFrame, outlet_of: Mapping[str, str]) -> _Coded:
    outlet, names = pd.factorize(rows["article"].map(outlet_of), sort=True)
    article, _ = pd.factorize(rows["article"], sort=True)
    base, _ = pd.factorize(rows["measure"] + "\t" + rows["base"], sort=True)
    group, groups = pd.factorize(rows["measure"] + "\t" + rows["group"], sort=True)
    order = np.argsort(outlet, kind="stable")
    parted = [(measure, of) for measure, _, of in (str(g).partition("\t") for g in groups)]
    value = rows["value"].to_numpy(float)
    return _Coded(outlet[order], article[order], base[order], group[order], value[order], list(map(str, names)), parted)


def counted(names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per mention and measure: article, start, end, measure, base (what is divided by), group, value."""
    names = names[~names["masked"].astype(bool) & names["article"].isin(articles["article"])]
    valence = names["valence"].astype(float)
    voiced = names["referent"] + ":" + names["voice"]
    own = names[names["voice"] == OWN]
    dates = dict(zip(articles["article"], pd.to_datetime(articles["published"], errors="coerce"), strict=True))
    published = pd.to_datetime(own["article"].map(dates))
    parts = [
        _rows(names, "wording", voiced, voiced + ":" + names["name"], pd.Series(1.0, names.index)),
        _rows(names, "framing", voiced, voiced + ":" + names["framing"], pd.Series(1.0, names.index)),
        _rows(names, "valence", voiced, voiced, valence),
    ]
    for period in (published.dt.strftime("%Y"), published.dt.to_period("Q").astype(str).str.replace("Q", "-Q")):
        dated = published.notna()
        when = (own["referent"] + ":" + period)[dated]
        parts.append(_rows(own[dated], "valence_in", when, when, valence[own.index][dated]))
    dated, year = published.notna(), own["referent"] + ":" + published.dt.strftime("%Y")
    every = pd.Series(1.0, own.index[dated])
    parts.append(_rows(own[dated], "wording_in", year[dated], (year + ":" + own["name"])[dated], every))
    return pd.concat(parts, ignore_index=True)


def _rows(
    names: pd.DataFrame, measure: str, base: pd.Series[str], group: pd.Series[str], value: pd.Series[float]
) -> pd.DataFrame:
    where = names[["article", "start", "end"]].astype({"start": "int64", "end": "int64"})
    return where.assign(measure=measure, base=base, group=group, value=value)


def _voices(
    outlet: str, means: Mapping[str, tuple[Floats, int, int]], shown: Mapping[tuple[str, str], tuple[Evidence, ...]]
) -> Iterator[Naming]:
    """Mean valence in the own voice less that in the voice of sources, drawn together."""
    for group, (own, n, held) in means.items():
        referent, _, voice = group.partition(":")
        other = means.get(f"{referent}:{ATTRIBUTED}")
        if voice != OWN or other is None:
            continue
        estimate: Estimate = mean(own - other[0], min(held, other[2]))
        evidence = tuple(e for v in (OWN, ATTRIBUTED) for e in shown.get((outlet, f"valence\t{referent}:{v}"), ()))
        n, held = min(n, other[1]), min(held, other[2])
        yield Naming(outlet, "own_less_attributed", referent, *estimate, n, held, evidence)
