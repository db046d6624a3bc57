"""Articles that the user drew at random and labelled by hand, and what they say of the classifier's counts outlet by outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from evaluate import rectifier
from evaluate.citing import share
from evaluate.intervals import wilson
from evaluate.rectifier import Asked, Rectified
from seeds.chain import Refused
from train import labels
from train.bootstrap import Floats, draw_outlets

Json = Mapping[str, Any]
FEWEST = 10  # articles with an answer, for an outlet's shares


def read(path: Path, target: str) -> dict[str, str]:
    """Labels by article from a table with the columns article and `target`."""
    key, found = labels.read(path, target)
    if key != "article":
        raise Refused(
            f"{path}:1: labels outlets; give the labels of single articles, in the columns article and {target}"
        )
    if not found:
        raise Refused(f"{path}: holds no label; give articles drawn at random, each with its label")
    return found


def subsample(answers: pd.DataFrame, hand: Mapping[str, str], known: Sequence[str], seed: int) -> dict[str, Any]:
    """The section of report.json; `answers` are one model's to outlets it did not learn from, `known` its labels.

    `outlets` has a row per outlet and label: the share as answered, by the labels alone (`hand`) and `corrected`, with the number
    of articles, of labels, and the weight `own` of the outlet's own labels. Empty where no article was labelled by hand.
    """
    if not hand:
        return {}
    there = answers["article"].isin(hand.keys())
    usable = {article for article, label in hand.items() if label in known}
    used = answers[answers["article"].isin(usable)]
    found: dict[str, Any] = {
        "given": len(hand),
        "used": len(used),
        "other_labels": len(hand) - len(usable),
        "unanswered": sorted(usable - set(answers.loc[there, "article"])),
        "enough": rectifier.ENOUGH,
        "least_outlets": rectifier.FEWEST_OUTLETS,
        "fewest": FEWEST,
    }
    if used.empty:
        return found
    groups = [(key, frame) for key, frame in answers.groupby(["split", "outlet", "seen"]) if len(frame) >= FEWEST]
    asked = [_asked(frame, hand, known) for _, frame in groups]
    if not asked:
        return found
    shares = rectifier.rectified(asked)
    power = {name: rectifier.tuned(asked, within) for name, within in (("alone", True), ("borrowing", False))}
    rows: list[dict[str, Any]] = []
    for ((split, outlet, seen), frame), one, corrected in zip(groups, asked, shares, strict=True):
        head = {"outlet": str(outlet), "seen": bool(seen), "split": str(split)}
        rows += [head | row for row in _rows(frame, one, corrected, known)]
    return found | {
        "model": str(answers["model"].iloc[0]),
        "power": power,
        "right": _right(used, hand, seed),
        "outlets": rows,
    }


def _asked(frame: pd.DataFrame, hand: Mapping[str, str], known: Sequence[str]) -> Asked:
    truth = frame["article"].map(hand)
    drawn = np.flatnonzero(truth.isin(list(known)))
    codes = np.array([known.index(label) for label in truth.iloc[drawn]], np.int64)
    return Asked(frame[[f"p:{label}" for label in known]].to_numpy(float), drawn, codes)


def _rows(frame: pd.DataFrame, one: Asked, corrected: Rectified, known: Sequence[str]) -> list[dict[str, Any]]:
    n = len(one.drawn)
    rows = []
    for j, label in enumerate(known):
        alone: dict[str, Any] = {"value": None, "low": None, "high": None}
        if n:
            value = float((one.truth == j).mean())
            alone = dict(zip(alone, (value, *map(float, wilson(value, n))), strict=True))
        rows.append({"label": label, "n": len(frame), "drawn": n, "own": corrected.own})
        rows[-1] |= {"counted": float((frame["prediction"] == label).mean()), "hand": alone}
        rows[-1] |= {"corrected": {key: float(getattr(corrected, key)[j]) for key in ("value", "low", "high")}}
    return rows


def _right(used: pd.DataFrame, hand: Mapping[str, str], seed: int) -> dict[str, Any]:
    """How many of the articles labelled by hand were answered so, with an interval over outlets."""
    table = pd.DataFrame({"outlet": used["outlet"], "right": used["prediction"] == used["article"].map(hand)})
    sums = table.groupby("outlet")["right"].agg(["sum", "size"]).to_numpy(float)
    draws: Floats = draw_outlets(np.ones((len(sums), 1), bool), seed) @ sums
    found = share(draws[:, 0] / draws[:, 1], len(sums), len(table))
    return found._asdict() | {"n": len(table), "outlets": len(sums)}
