"""The words behind a number: the mentions of a trait, a sample of them, and the sentence around each.

Offsets are code points into the article's `text`. Sampling has a fixed seed and goes round the articles, so that one
long article does not speak for an outlet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from features.article import POLES
from features.text import sentences

PER_TRAIT = 3
AROUND = 130  # characters shown on either side of a mention, at most
# Marks that turn the direction of text (embeddings, overrides, isolates, marks) and control characters: never shown.
UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BEGIN, _END = re.compile(r"[^\W_]+$"), re.compile(r"^[\w\u064b-\u065f\u0670]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a mention stands."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A mention in its sentence: what stands before it, the whole words that hold it, what stands behind."""

    before: str
    words: str
    after: str


def mentions(names: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Every unmasked mention as (trait, article, start, end); an attribution stands behind several traits."""
    own = names[(names["voice"] == "own") & ~names["masked"].astype(bool)]
    pole = own["valence"].astype(int).map(POLES)
    tables = [_spans("names.own:" + own["referent"] + ":" + pole, own, "start", "end")]
    said = attributions[~attributions["masked"].astype(bool)].copy()
    for edge in ("start", "end"):
        said[f"who_{edge}"] = said[f"source_{edge}"].fillna(said[f"resolved_{edge}"]).fillna(said[f"cue_{edge}"])
    for trait, span in (
        ("speakers:side:" + said["source_side"], "who"),
        ("speakers:type:" + said["source_type"], "who"),
        ("cues:class:" + said["cue_class"], "cue"),
        ("cues.of:" + said["source_side"] + ":" + said["cue_class"], "cue"),
    ):
        tables.append(_spans(trait, said, f"{span}_start", f"{span}_end"))
    return pd.concat(tables, ignore_index=True).drop_duplicates(ignore_index=True)


def _spans(trait: pd.Series[str], table: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "trait": trait.to_numpy(str),
            "article": table["article"].to_numpy(str),
            "start": table[start].to_numpy(np.int64),
            "end": table[end].to_numpy(np.int64),
        }
    )


def sample(
    found: pd.DataFrame, outlets: Mapping[str, str], seed: int, most: int = PER_TRAIT
) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Up to `most` mentions by (outlet, trait), drawn with a fixed seed; `outlets` maps articles to outlets."""
    articles, names = _numbered(found["article"])
    homes = pd.factorize(pd.Series([outlets.get(name) for name in names], dtype=object))[0]  # -1: of no outlet
    traits, told = _numbered(found["trait"])
    table = pd.DataFrame({"outlet": homes[articles], "trait": traits, "article": articles})
    table = table.assign(start=found["start"].to_numpy(), end=found["end"].to_numpy())
    table = table[table["outlet"] >= 0].sort_values(["trait", "article", "start", "end"])
    table = table.iloc[np.argsort(np.random.default_rng(seed).permutation(len(table)))]
    turn = table.groupby(["trait", "article"]).cumcount().to_numpy()
    chosen = table.iloc[np.argsort(turn, kind="stable")].groupby(["outlet", "trait"]).head(most)
    drawn: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for _, trait, article, start, end in chosen.sort_values(list(chosen.columns)).itertuples(index=False):
        key = outlets[names[article]], told[trait]
        drawn[key] = (*drawn.get(key, ()), Evidence(names[article], start, end))
    return drawn


def _numbered(values: pd.Series[str]) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Each value's number in the order of values, and the values: numbers are sorted many times faster than words."""
    numbers, known = pd.factorize(values, sort=True)
    return numbers.astype(np.int64), known.tolist()


def seemly(text: str) -> str:
    """Text without marks that turn its direction and without control characters, blanks drawn together."""
    return " ".join(UNSEEN.sub("", text.replace("\n", " ").replace("\t", " ")).split())


def excerpt(text: str, spans: Sequence[tuple[int, int]], start: int, end: int, around: int = AROUND) -> Excerpt:
    """The sentence around a mention, cut at whole words where long; `spans` are the text's sentences in order.

    The mention is widened to whole words: a mark inside an Arabic word would break its joining.
    """
    low, high = next((s for s in spans if s[0] <= start < s[1]), (max(0, start - around - 30), end + around + 30))
    low, high = min(low, start), max(high, end)
    head, tail = _BEGIN.search(text[max(0, start - 30) : start]), _END.match(text[end : end + 30])
    start, end = start - (len(head.group()) if head else 0), end + (len(tail.group()) if tail else 0)
    before, after = text[min(low, start) : start], text[end : max(high, end)]
    if len(before) > around:
        before = "… " + before[-around:].partition(" ")[2]
    if len(after) > around:
        after = after[:around].rpartition(" ")[0] + " …"
    return Excerpt(_cut(before), seemly(text[start:end]), _cut(after))


def _cut(text: str) -> str:
    """Seemly, but with the blank kept where the text touches the mention."""
    lead, trail = text[:1].isspace(), text[-1:].isspace()
    return (" " if lead else "") + seemly(text) + (" " if trail and text.strip() else "")


def excerpts(texts: Mapping[str, str], wanted: Sequence[Evidence]) -> list[Excerpt]:
    """The sentences of many mentions, in their order; `texts` maps article ids to texts."""
    cut: dict[str, list[tuple[int, int]]] = {}
    result = []
    for one in wanted:
        text = texts[one.article]
        if one.article not in cut:
            cut[one.article] = [(s.start, s.end) for s in sentences(text)]
        result.append(excerpt(text, cut[one.article], one.start, one.end))
    return result
