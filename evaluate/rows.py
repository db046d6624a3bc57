"""The rows of the page on naming and keyness: what of report.json stands in which table; nothing is computed but order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluate import gloss
from evaluate.citing import FEWEST_SHOWN
from evaluate.contrasts import OTHERS, PAIR
from evaluate.trace import DENYING
from seeds.lexicon import load

Json = Mapping[str, Any]
Known = Mapping[tuple[str, str], Json]
MOST_KEYS, MOST_PAIRS, MOST_WORDINGS = 10, 6, 4


def naming(report: Json) -> dict[tuple[str, bool], dict[tuple[str, str], Json]]:
    """Measures of naming that may be shown, by outlet and whether it was seen: n of 10 or more; of contrasts any."""
    found: dict[tuple[str, bool], dict[tuple[str, str], Json]] = {}
    for row in report["naming"]:
        if row["n"] >= FEWEST_SHOWN or row["measure"] in (OTHERS, PAIR):
            found.setdefault((row["outlet"], row["seen"]), {})[row["measure"], row["group"]] = row
    return found


def voices(known: Known) -> list[dict[str, Any]]:
    """One row per referent that an outlet names in its own voice: own and attributed valence, difference, same stories.

    `denied` is the share of these names that deny standing.
    """
    rows = []
    for code, plain in gloss.REFERENTS.items():
        cells = [known.get(key) for key in (("valence", f"{code}:own"), ("valence", f"{code}:attributed"))]
        cells += [known.get(("own_less_attributed", code)), known.get((OTHERS, code))]
        if cells[0] is not None:
            denied = known.get(("framing", f"{code}{DENYING}"))
            rows.append({"plain": plain, "cells": cells, "denied": denied, "wordings": wordings(known, code)})
    return rows


def wordings(known: Known, referent: str) -> list[tuple[str, Json]]:
    """The wordings an outlet's own voice uses most for a referent: first form, and its share."""
    forms = {entry.id: entry.forms[0].partition("~")[0] for entry in load("names")}
    begin = f"{referent}:own:"
    rows = [row for (measure, group), row in known.items() if measure == "wording" and group.startswith(begin)]
    rows.sort(key=lambda row: (-row["value"], row["group"]))
    return [(forms.get(name := row["group"].removeprefix(begin), name), row) for row in rows[:MOST_WORDINGS]]


def years(known: Known) -> list[dict[str, Any]]:
    """Referents whose mean valence is known of two years or more: the years with their means, in order."""
    rows = []
    for code, plain in gloss.REFERENTS.items():
        begin = f"{code}:"
        cells = sorted(
            (group.removeprefix(begin), row)
            for (measure, group), row in known.items()
            if measure == "valence_in" and group.startswith(begin) and "-Q" not in group
        )
        if len(cells) > 1:
            rows.append({"plain": plain, "cells": cells})
    return rows


def pairs(known: Known) -> list[tuple[str, str, Json]]:
    """Same-story contrasts with one outlet whose interval leaves out 0: referent, other outlet, row; the widest first."""
    rows = [row for (measure, _), row in known.items() if measure == PAIR and row["low"] is not None]
    rows = [row for row in rows if row["low"] > 0 or row["high"] < 0]
    rows.sort(key=lambda row: (-abs(row["value"]) * row["n"] ** 0.5, row["group"]))
    parted = ((*row["group"].partition(":")[::2], row) for row in rows[:MOST_PAIRS])
    return [(gloss.REFERENTS.get(referent, referent), other, row) for referent, other, row in parted]


def keys(report: Json, level: str) -> dict[tuple[str, bool], dict[str, list[Json]]]:
    """Keys by group and whether it was seen, then by kind, the surest first; each with the `words` to show."""
    forms = {entry.id: entry.forms[0].partition("~")[0] for entry in load("names")}
    found: dict[tuple[str, bool], dict[str, list[Json]]] = {}
    for row in report["keyness"]:
        if row["level"] == level:
            kinds = found.setdefault((row["group"], row["seen"]), {})
            of_kind = kinds.setdefault(row["kind"], [])
            if len(of_kind) < MOST_KEYS:
                plain = gloss.REFERENTS.get(row["referent"], row["referent"])
                words = forms.get(row["item"], row["item"]) if row["kind"] == "wording" else row["item"]
                of_kind.append({**row, "words": words, "plain": plain})
    return found


def camps(report: Json) -> list[dict[str, Any]]:
    """One row per camp tested: its owners, items tested and keys, by kind."""
    known = keys(report, "camp")
    tested: Sequence[Json] = [row for row in report["keyness_tested"] if row["level"] == "camp"]
    return [{**row, "keys": known.get((row["group"], row["seen"]), {}).get(row["kind"], [])} for row in tested]
