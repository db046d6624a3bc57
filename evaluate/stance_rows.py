"""The rows of the page on stance and of profile cards; nothing is computed but order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluate.evidence import Evidence, excerpts
from evaluate.gloss import REFERENTS, SIDES
from evaluate.stance import ACTORS as OF_ACTORS
from evaluate.stance import SCORE
from evaluate.stance import WEIGHTS as OF_COMPONENTS

Json = Mapping[str, Any]
Key = tuple[str, bool]
ACTORS = {actor: SIDES[actor] for actor in OF_ACTORS}
PLAIN = {
    "names": "names, own voice",
    "quoted": "names, its sources",
    "word": "its word affirmed less doubted",
    "space": "share of what sources say",
    "harm": "named as doing harm",
}
COMPONENTS = {c: (PLAIN[c], weight) for c, weight in OF_COMPONENTS.items()}
FOR_AND_AGAINST = ("evidence", "against")  # of a trait
FEWEST = 5  # articles with the actor in play, for a score to stand in the table of outlets


def stances(report: Json) -> dict[Key, dict[tuple[str, str], Json]]:
    """Stances by outlet and whether it was seen, then by actor and component."""
    found: dict[Key, dict[tuple[str, str], Json]] = {}
    for row in report["stance"]:
        found.setdefault((row["outlet"], row["seen"]), {})[row["actor"], row["component"]] = row
    return found


def outlets(report: Json, shown: Sequence[Json]) -> list[dict[str, Any]]:
    """One row per outlet that has a score in enough articles: its score toward each actor, None where there is none."""
    known, table = stances(report), []
    for row in shown:
        mine = known.get((row["profile"]["outlet"], row["profile"]["seen"]), {})
        cells = [mine.get((actor, SCORE)) for actor in ACTORS]
        cells = [cell if cell and cell["n"] >= FEWEST else None for cell in cells]
        if any(cells):
            table.append({"id": row["id"], "profile": row["profile"], "cells": cells})
    return table


def cards(report: Json) -> dict[Key, list[Json]]:
    """The traits that cards tell, by outlet and whether it was seen."""
    found: dict[Key, list[Json]] = {}
    for row in report["cards"]:
        found.setdefault((row["outlet"], row["seen"]), []).append(row)
    return found


def card(rows: Sequence[Json], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each trait with the sentences for and against it."""
    places = [e for row in rows for side in FOR_AND_AGAINST for e in row[side]]
    told = iter(excerpts(texts, [Evidence(e["article"], e["start"], e["end"]) for e in places]))
    return [{**row, **{side: [(e, next(told)) for e in row[side]] for side in FOR_AND_AGAINST}} for row in rows]


def placings(report: Json) -> dict[str, dict[str, Any]]:
    """What becomes of each outlet's position, by outlet, with the referent that moves it most in plain words."""
    return {
        row["outlet"]: {**row, "plain": REFERENTS.get(row["referent"], row["referent"])} for row in report["placings"]
    }
