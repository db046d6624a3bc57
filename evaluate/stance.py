"""Stance toward each actor, of articles and outlets: its names, whose word is endorsed, who is given room, who does harm.

Five components, each from -1 (against) to 1 (for), are shown apart and added with WEIGHTS to a score; between LOW and HIGH an
article is neutral toward the actor. An actor is in play in an article that names it or cites its side. It is a reading of wording
and sources by rule, held against annotated articles by `benchmarks/stance.py`; `docs/method.md` has the formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluate.agency import doers
from evaluate.citing import mean
from evaluate.evidence import Evidence, sample
from evaluate.profile import FEWEST_ARTICLES, FEWEST_MENTIONS
from train.bootstrap import Floats, draw_outlets

ACTORS: Mapping[str, tuple[str, ...]] = {
    "syrian_gov": ("SYRIAN_STATE", "SYRIAN_ARMY"),
    "opposition": ("OPPOSITION_ARMED", "OPPOSITION_POLITICAL"),
    "sdf": ("SDF", "KURDISH_PARTY"),
    "is": ("IS",),
    "us_coalition": ("COALITION_US",),
    "russia": ("RUSSIA",),
    "iran_axis": ("IRAN_AXIS",),
    "turkey": ("TURKEY",),
}
OF = {referent: actor for actor, referents in ACTORS.items() for referent in referents}
VOICES = {"own": "names", "attributed": "quoted"}
CARRIED = {"affirm": 1.0, "doubt": -1.0}
COMPONENTS = ("names", "quoted", "word", "space", "harm")
# Chosen by ridge regression on annotated articles, outlets left out in turn, and rounded; harm told nothing there.
WEIGHTS: Mapping[str, float] = {"names": 0.8, "quoted": 1.0, "word": 0.3, "space": 0.4, "harm": 0.0}
LOW, HIGH = -0.25, 0.4
FEW = 2.0  # mentions, or attributions, by which a component of an article is drawn towards 0
SHORT = 300.0  # characters of reported speech by which space is
SCORE = "score"
Tables = Mapping[str, pd.DataFrame]
Shown = Mapping[tuple[str, str], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Stance:
    """One component, or `score`, of an outlet's stance toward an actor: its mean over n mentions, attributions or articles.

    Of `score`, n is the articles in which the actor is in play, and `against`, `neutral`, `favouring` count them by class.
    """

    outlet: str
    actor: str
    component: str
    value: float
    low: float | None
    high: float | None
    n: int
    articles: int
    against: int | None
    neutral: int | None
    favouring: int | None
    evidence: tuple[Evidence, ...]


def counted(tables: Tables, whole: pd.DataFrame) -> pd.DataFrame:
    """One row per mention or attribution and component: article, start, end, actor, component, value, over, told.

    A component is the sum of its values over the sum of `over`; `told` says whether the row may stand as evidence.
    """
    names = tables["names"]
    names = names[~names["masked"].astype(bool) & names["article"].isin(whole["article"])]
    names = names.assign(actor=names["referent"].map(OF)).dropna(subset="actor")
    said = tables["attributions"]
    said = said[~said["masked"].astype(bool) & said["article"].isin(whole["article"])]
    said = said.assign(actor=said["source_side"], start=said["cue_start"], end=said["cue_end"])
    said["length"] = [float(sum(c["end"] - c["start"] for c in content)) for content in said["content"]]
    of_actor = said[said["actor"].isin(list(ACTORS))]
    voiced = names[names["voice"].isin(list(VOICES))]
    valence = voiced["valence"].astype(float)
    own = names[names["voice"] == "own"]
    harm = _harm(own, whole)
    carried = of_actor["cue_class"].map(CARRIED).fillna(0.0)
    return pd.concat(
        [
            _rows(voiced, voiced["voice"].map(VOICES), valence, valence != 0),
            _rows(of_actor, "word", carried, carried != 0),
            _rows(of_actor, "space", of_actor["length"], of_actor["length"] > 0, of_actor["length"]),
            _rows(own, "harm", -harm, harm > 0),
        ],
        ignore_index=True,
    )


def _harm(own: pd.DataFrame, whole: pd.DataFrame) -> pd.Series[float]:
    """1 where a mention in the own voice stands as the doer of harm."""
    spans: dict[str, list[tuple[int, int]]] = {}
    place = []
    for article, start, end in zip(own["article"], own["start"], own["end"], strict=True):
        here = spans.setdefault(article, [])
        place.append((article, len(here)))
        here.append((int(start), int(end)))
    found = doers(dict(zip(whole["article"], whole["text"], strict=True)), spans)
    return pd.Series([float(found[article][i]) for article, i in place], index=own.index, dtype=float)


def _rows(
    table: pd.DataFrame,
    component: pd.Series[str] | str,
    value: pd.Series[float],
    told: pd.Series[bool],
    over: pd.Series[float] | float = 1.0,
) -> pd.DataFrame:
    where = table[["article", "start", "end", "actor"]].astype({"start": "int64", "end": "int64"})
    return where.assign(component=component, value=value, over=over, told=told)


def articles(rows: pd.DataFrame, said: pd.Series[float]) -> pd.DataFrame:
    """Each article's stance toward each actor in play, in order: its components, n, score, stance (-1, 0, 1).

    `rows` are from `counted`, `said` gives articles' characters of reported speech. Components are drawn towards 0 where
    little is said: sum / (n + FEW).
    """
    keys = ["article", "actor"]
    table = rows.pivot_table(index=keys, columns="component", values=["value", "over"], aggfunc="sum", fill_value=0.0)
    table = table.reindex(columns=pd.MultiIndex.from_product([["value", "over"], COMPONENTS]), fill_value=0.0)
    found = table["value"] / (table["over"] + FEW)
    length = said.reindex(table.index.get_level_values("article")).fillna(0.0).to_numpy(float)
    found["space"] = table["value"]["space"].to_numpy(float) / (length + SHORT)
    once = rows[rows["component"].isin(("names", "quoted", "word"))]
    found["n"] = once.groupby(keys).size().reindex(table.index, fill_value=0)
    found[SCORE] = sum(weight * found[c] for c, weight in WEIGHTS.items())
    found["stance"] = classes(found[SCORE].to_numpy(float))
    return found.reset_index()[[*keys, *COMPONENTS, "n", SCORE, "stance"]]


def classes(score: Floats, low: float = LOW, high: float = HIGH) -> Floats:
    """-1, 0 or 1 for each score."""
    return np.where(score > high, 1, np.where(score < low, -1, 0))


def speech(attributions: pd.DataFrame) -> pd.Series[float]:
    """Characters of reported speech in each article, by whomever."""
    said = attributions[~attributions["masked"].astype(bool)]
    length = [float(sum(c["end"] - c["start"] for c in content)) for content in said["content"]]
    return pd.Series(length, index=said["article"].to_numpy(str), dtype=float).groupby(level=0).sum()


def of_articles(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stances of all articles that are no duplicates (`articles`), and what they rest on (`counted`)."""
    whole = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    rows = counted(tables, whole)
    return articles(rows, speech(tables["attributions"])), rows


def measures(tables: Tables, told: pd.DataFrame, rows: pd.DataFrame, seed: int = 0) -> list[Stance]:
    """Stances of the outlets with enough articles, in order of outlet and actor; `told` and `rows` from `of_articles`."""
    whole = tables["articles"][tables["articles"]["duplicate_of"].isna()]
    whole = whole[whole.groupby("outlet")["article"].transform("size") >= FEWEST_ARTICLES]
    outlet_of = dict(zip(whole["article"], whole["outlet"], strict=True))
    shown = rows[rows["told"].astype(bool)]
    evidence = sample(shown.assign(trait=shown["actor"] + "\t" + shown["component"]), outlet_of, seed)
    coded, said = _coded(rows, told, outlet_of), speech(tables["attributions"])
    found: list[Stance] = []
    for outlet, mine in whole.groupby("outlet", sort=True):
        if (part := coded.get(str(outlet))) is not None:
            spoken = said.reindex(sorted(mine["article"])).fillna(0.0)
            found += _of_outlet(str(outlet), spoken, part, evidence, seed)
    return found


def _coded(rows: pd.DataFrame, told: pd.DataFrame, outlet_of: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Per outlet: value and number of rows of each article, actor and component, with the score and its class among them."""
    keys = ["article", "actor", "component"]
    table = rows.groupby(keys, sort=True)["value"].agg(value="sum", over="size").reset_index()
    scored = told.assign(component=SCORE, value=told[SCORE], over=1)
    table = pd.concat([table.assign(stance=0), scored[[*table.columns, "stance"]]], ignore_index=True)
    table["outlet"] = table["article"].map(outlet_of)
    return {str(outlet): part for outlet, part in table.groupby("outlet", sort=True)}


def _of_outlet(
    outlet: str, spoken: pd.Series[float], table: pd.DataFrame, evidence: Shown, seed: int
) -> Iterator[Stance]:
    """Components as ratios of sums, scores as means over articles, all with the outlet's articles drawn with replacement.

    `spoken` is the reported speech of each of its articles, those without a row among them: these are drawn too.
    """
    size = len(spoken)
    drawn = draw_outlets(np.ones((size, 1), bool), seed)
    place = spoken.index.get_indexer(pd.Index(table["article"]))
    kinds = [(actor, component) for actor in ACTORS for component in (*COMPONENTS, SCORE)]
    kind = np.array([kinds.index(k) for k in zip(table["actor"], table["component"], strict=True)], dtype=np.int64)
    sums, over = np.zeros((size, len(kinds))), np.zeros((size, len(kinds)))
    sums[place, kind], over[place, kind] = table["value"], table["over"]
    n, held = over.sum(axis=0).astype(int).tolist(), (over > 0).sum(axis=0).tolist()
    for k, (_, component) in enumerate(kinds):
        if component == "space":
            over[:, k] = spoken
    with np.errstate(invalid="ignore", divide="ignore"):
        values = (drawn @ sums) / (drawn @ over)
    stance = table["stance"].to_numpy(int)
    for k, (actor, component) in enumerate(kinds):
        if n[k] >= FEWEST_MENTIONS:
            scored = stance[kind == k] if component == SCORE else None
            against, neutral, favouring = (None if scored is None else int((scored == c).sum()) for c in (-1, 0, 1))
            value, low, high = mean(values[:, k], held[k])
            shown = evidence.get((outlet, f"{actor}\t{component}"), ())
            counts = (n[k], held[k], against, neutral, favouring)
            yield Stance(outlet, actor, component, value, low, high, *counts, shown)
