"""The leak panel: for each way in which a score could owe to something else than stance, pass or fail, and why.

A check that the data do not allow is `not measured`, never passed in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from evaluate.claims import find, number
from train.split import folds, sides

MOST_GAP, MOST_KNOWN = 0.08, 0.5
SHORTCUTS = {
    "fingerprint": "typography only",
    "crawl": "crawl only",
    "topic": "which actors are named only",
    "furniture": "page furniture only",
    "length": "length only",
}
Json = Mapping[str, Any]
Row = dict[str, Any]


def panel(scores: Sequence[Json], splits: pd.DataFrame, leaks: Json, models: Sequence[str], main: str) -> list[Row]:
    """Rows of check, verdict (pass, fail, not measured), value and reason; `leaks` as train writes them."""
    return [
        *_lookup(scores),
        *(row for name, plain in SHORTCUTS.items() if name in models for row in _shortcut(scores, name, plain, main)),
        *_worlds(leaks.get("nulls", {})),
        *_probe(leaks.get("probe", ()), main),
        *_masked(scores),
        *(row for model in models for row in _gap(scores, model)),
        *_straddling(splits),
    ]


def verdict(check: str, holds: bool | None, value: float | None, reason: str, model: str | None = None) -> Row:
    """One row of the panel."""
    said = "not measured" if holds is None else "pass" if holds else "fail"
    return {"check": check, "verdict": said, "value": value, "reason": reason, "model": model}


def _lookup(scores: Sequence[Json]) -> Iterator[Row]:
    seen, unseen, plain = (
        find(scores, "macro_f1", m, s) for m, s in (("lookup", "random"), ("lookup", "outlet"), ("majority", "outlet"))
    )
    if not (seen and unseen and plain):
        yield verdict("look-up oracle", None, None, "needs the models lookup and majority on both splits", "lookup")
        return
    reason = f"knows outlets by name: {seen['value']:.2f} at random, {unseen['value']:.2f} on unseen outlets"
    holds = unseen["value"] <= plain["value"] + 0.02
    yield verdict(
        "look-up oracle", holds, unseen["value"], f"{reason}, where one answer for all has {plain['value']:.2f}"
    )


def _shortcut(scores: Sequence[Json], name: str, plain: str, main: str) -> Iterator[Row]:
    own, lead = find(scores, "macro_f1", name, "outlet"), find(scores, "lead", main, "outlet", against=name)
    if own is None or lead is None:
        yield verdict(plain, None, None, f"{main} and {name} have no scores on unseen outlets", name)
        return
    reason = f"alone it reaches {number(own)} on unseen outlets; {main} is ahead by {number(lead)}"
    yield verdict(plain, lead["low"] is not None and lead["low"] > 0, own["value"], reason, name)


def _worlds(nulls: Json) -> Iterator[Row]:
    for world, plain in (("shuffled", "shuffled labels"), ("arbitrary", "arbitrary camps")):
        drawn = np.asarray(nulls.get(world, []), dtype=float)
        if len(drawn) < 10:
            yield verdict(
                plain, None, None, f"{len(drawn)} draws of labels left every training side whole; 10 are needed"
            )
            continue
        above = float((1 + (drawn >= nulls["true"]).sum()) / (1 + len(drawn)))
        reason = (
            f"macro-F1 of {drawn.mean():.2f} on the average of {len(drawn)} draws, {drawn.max():.2f} at most; "
            f"with the true labels {nulls['true']:.2f} (p = {above:.3f})"
        )
        yield verdict(plain, above <= 0.1, float(drawn.mean()), reason)


def _probe(rows: Sequence[Json], main: str) -> Iterator[Row]:
    for row in rows:
        if not row["family"].startswith(("article_", "pooled_")):
            reason = (
                f"tells {row['n_outlets']} outlets apart with balanced accuracy {row['value']:.2f}, by chance "
                f"{row['chance']:.2f}; up to {MOST_KNOWN:.2f} passes"
            )
            if row["family"] == main:
                reason += (
                    "; it is asked about an outlet's pooled choices, which are the outlet's, but never learns from them"
                )
            yield verdict(f"outlet probe: {row['family']}", row["value"] <= MOST_KNOWN, row["value"], reason)


def _masked(scores: Sequence[Json]) -> Iterator[Row]:
    told = {
        (m, s): find(scores, "macro_f1", m, s)
        for m in ("tfidf_word", "tfidf_word_unmasked")
        for s in ("random", "outlet")
    }
    if not all(told.values()):
        yield verdict("masked against unmasked", None, None, "needs tfidf_word and tfidf_word_unmasked on both splits")
        return
    gap = {m: told[m, "random"]["value"] - told[m, "outlet"]["value"] for m in ("tfidf_word", "tfidf_word_unmasked")}
    change = gap["tfidf_word_unmasked"] - gap["tfidf_word"]
    reason = (
        f"the gap of TF-IDF is {gap['tfidf_word']:.2f} without page furniture and {gap['tfidf_word_unmasked']:.2f} with it: "
        "masking takes away " + ("some of the memory of outlets" if change > 0 else "none of the memory of outlets")
    )
    yield verdict("masked against unmasked", change >= 0, change, reason, "tfidf_word")


def _gap(scores: Sequence[Json], model: str) -> Iterator[Row]:
    gap = find(scores, "leak_gap", model, "outlet")
    if gap is not None:
        reason = f"random minus unseen outlets is {number(gap)}; up to {MOST_GAP} passes"
        yield verdict(f"leak gap: {model}", gap["value"] <= MOST_GAP, gap["value"], reason, model)


def _straddling(splits: pd.DataFrame) -> Iterator[Row]:
    table = splits[splits["split"] == "outlet"]
    if table.empty:
        yield verdict("groups on both sides", None, None, "there is no outlet split")
        return
    owners = stories = 0
    for fold in folds(table):
        train, test = sides(table, fold)
        owners += len(set(train["owner"]) & set(test["owner"]))
        stories += len(set(train["story"].dropna()) & set(test["story"].dropna()))
    reason = f"{owners} owners and {stories} stories stand on both sides of a fold; near-duplicates are left out before"
    yield verdict("groups on both sides", owners + stories == 0, float(owners + stories), reason)
