"""What a report works out of its folders and of a model's answers: tasks that need nothing of one another.

Each reads its folder's tables itself, so that a process of its own can run it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from evaluate import cards, citing, contrasts, folders, keyness, naming, poles, stance, trust
from evaluate.profile import Profile
from evaluate.scores import confusion, score

SPLITS = ("random", "outlet", "held_out")
Json = Mapping[str, Any]


def of_folder(
    folder: Path,
    told: Sequence[Profile],
    camps: Mapping[str, str],
    truth: Mapping[str, str],
    left_out: Mapping[str, int],
    seen: bool,
    seed: int,
) -> dict[str, Callable[[], Any]]:
    """What is to be worked out of one features folder, by name."""
    return {
        f"measured {seen}": partial(_measured, folder, told, camps, seen, seed),
        f"counts {seen}": partial(_counted, folder, truth, left_out, seed),
    }


def _measured(folder: Path, told: Sequence[Profile], camps: Mapping[str, str], seen: bool, seed: int) -> dict[str, Any]:
    """The measures of outlets that follow from a folder's tables, by section of report.json."""
    tables = folders.tables(folder)
    keys, tested = keyness.keys(tables, camps, seed)
    stances, counted = stance.of_articles(tables)
    rows: dict[str, Sequence[Any]] = {
        "citing": citing.measures(tables, seed),
        "naming": [*naming.measures(tables, seed), *contrasts.measures(tables, seed)],
        "keyness": keys,
        "keyness_tested": tested,
        "stance": stance.measures(tables, stances, counted, seed),
        "cards": cards.cards(tables, told, seen, seed),
    }
    found: dict[str, Any] = {name: [asdict(row) | {"seen": seen} for row in some] for name, some in rows.items()}
    found |= {"poles": [row | {"seen": seen} for row in poles.counts(tables)]}
    return found | {"stance_articles": [{**row, "seen": seen} for row in stances.to_dict("records")]}


def _counted(folder: Path, truth: Mapping[str, str], left_out: Mapping[str, int], seed: int) -> dict[str, object]:
    return folders.counts(folders.tables(folder), folder, truth, left_out, seed)


def trusted(folder: Path, scale: Json, labels: Mapping[str, str], seed: int) -> dict[str, object]:
    """How far positions can be trusted, as a whole and outlet by outlet."""
    whole, placings = trust.trust(folders.tables(folder), scale, labels, seed)
    return {"trust": whole, "placings": [asdict(row) for row in placings]}


def scored(predictions: pd.DataFrame, run: Json, seed: int) -> dict[str, Any]:
    """Scores of all models, and the confusion of the main one."""
    if predictions.empty:
        return {"scores": [], "confusion": []}
    tallies = [confusion(predictions, run["labels"], run["main"], split) for split in SPLITS]
    scores = score(predictions, run["labels"], run["target"], seed)
    return {"scores": scores, "confusion": [tally for tally in tallies if tally is not None]}
