"""What two outlets call the same actor when they tell the same event: differences paired within stories.

A story is what `features.stories` put together (`story` in articles.parquet). Near-duplicates count here, other than anywhere
else, where they stand in another outlet: what an editor changed in a wire copy is the purest contrast there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from evaluate.citing import mean
from evaluate.evidence import PER_TRAIT, Evidence
from evaluate.naming import OWN, Naming, every_name
from evaluate.profile import FEWEST_ARTICLES
from train.bootstrap import Estimate, Floats, draw_outlets

FEWEST_STORIES = 3  # told by both, for a contrast
OTHERS, PAIR = "same_story", "same_story_pair"
Tables = Mapping[str, pd.DataFrame]
Held = dict[str, dict[str, list[Evidence]]]  # mentions of a referent by story and outlet


def measures(tables: Tables, seed: int = 0) -> list[Naming]:
    """Contrasts of mean own-voice valence: `same_story` REFERENT, less the mean of all others; `same_story_pair` REFERENT:OUTLET.

    n counts stories in which both name the referent, `articles` this outlet's articles in them; intervals (90 %) draw stories.
    Only outlets with enough articles have measures; any outlet may stand among the others.
    """
    told = mentions(tables)
    if told.empty:
        return []
    whole = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    size = whole.groupby("outlet").size()
    large = sorted(size.index[size >= FEWEST_ARTICLES])
    found: list[Naming] = []
    for referent, part in told.groupby("referent", sort=True):
        means = part.pivot_table(index="story", columns="outlet", values="valence", aggfunc="mean").sort_index(axis=1)
        held = _held(part)
        for outlet in large:
            if outlet in means.columns:
                found += _of(str(outlet), str(referent), means, held, seed)
    return sorted(found, key=lambda m: (m.outlet, m.measure, m.group))


def mentions(tables: Tables) -> pd.DataFrame:
    """Own-voice mentions in stories that two outlets or more tell: story, outlet, referent, valence, article, start, end."""
    articles = tables["articles"]
    outlet = dict(zip(articles["article"], articles["outlet"], strict=True))
    copied = articles["duplicate_of"].map(outlet) == articles["outlet"]
    articles = articles[articles["story"].notna() & ~copied]
    several = articles.groupby("story")["outlet"].transform("nunique") > 1
    names = every_name(tables)
    names = names[names["voice"] == OWN].merge(
        articles[several][["article", "outlet", "story", "duplicate_of"]], on="article"
    )
    copy = names["duplicate_of"].notna()
    kept = ~names["masked"].astype(bool) | (copy & ~_furniture(names, tables["clean"]))
    columns = ["story", "outlet", "referent", "valence", "article", "start", "end"]
    return names.loc[kept, columns].sort_values(["article", "start", "end"], ignore_index=True)


def _furniture(names: pd.DataFrame, clean: pd.DataFrame) -> pd.Series[bool]:
    """Which mentions stand in page furniture: in duplicates the mask says both that and that they are duplicates."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(clean["article"], clean["start"], clean["end"], strict=True):
        spans.setdefault(article, []).append((int(start), int(end)))
    places = zip(names["article"], names["start"], names["end"], strict=True)
    inside = [any(s < end and start < e for s, e in spans.get(article, ())) for article, start, end in places]
    return pd.Series(inside, names.index, dtype=bool)


def _of(outlet: str, referent: str, means: pd.DataFrame, held: Held, seed: int) -> Iterator[Naming]:
    """The contrasts of one outlet; `means` (stories, outlets) are valences of a referent, NaN where it is not named."""
    names = [str(name) for name in means.columns]
    column, table = names.index(outlet), means.to_numpy(float)
    table, stories = table[named := ~np.isnan(table[:, column])], means.index[named]
    told = ~np.isnan(table)
    told[:, column] = False
    with np.errstate(invalid="ignore"):
        others = np.where(told, table, 0).sum(axis=1) / told.sum(axis=1)
    against = [(OTHERS, referent, others, "")]
    often = np.flatnonzero(told.sum(axis=0) >= FEWEST_STORIES).tolist()
    against += [(PAIR, f"{referent}:{names[i]}", np.where(told[:, i], table[:, i], np.nan), names[i]) for i in often]
    for measure, group, values, other in against:
        both = ~np.isnan(values)
        if both.sum() < FEWEST_STORIES:
            continue
        estimate = paired((table[:, column] - values)[both], seed)
        used = [str(story) for story in stories[both]]
        articles = len({one.article for story in used for one in held[story][outlet]})
        evidence = _evidence(used, outlet, other, held, seed)
        yield Naming(outlet, measure, group, *estimate, len(used), articles, evidence)


def paired(differences: Floats, seed: int) -> Estimate:
    """The mean of differences, one a story, with the percentile interval of drawing stories with replacement."""
    drawn = draw_outlets(np.ones((len(differences), 1), bool), seed)
    return mean(drawn @ differences / len(differences), len(differences))


def _evidence(stories: list[str], outlet: str, other: str, held: Held, seed: int) -> tuple[Evidence, ...]:
    """From a few stories the first mention of this outlet and that of the other (of any other, where it is "")."""
    found = []
    for i in np.random.default_rng(seed).permutation(len(stories))[:PER_TRAIT].tolist():
        told = held[stories[i]]
        theirs = other or min(o for o in told if o != outlet)
        found += [told[outlet][0], told[theirs][0]]
    return tuple(found)


def _held(part: pd.DataFrame) -> Held:
    held: Held = {}
    columns = (part[c].tolist() for c in ("story", "outlet", "article", "start", "end"))
    for story, outlet, article, start, end in zip(*columns, strict=True):
        held.setdefault(story, {}).setdefault(outlet, []).append(Evidence(article, int(start), int(end)))
    return held
