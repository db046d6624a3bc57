"""The mentions that open behind the numbers of the page: a pool of places, drawn with a fixed seed.

report.json holds the pool as places and codes, without a word of any article; `evaluate.concordance` adds the words on the page.
Drawing goes by strata (what an outlet calls an actor in which voice; whom it cites by which class of cue), so that a rare
choice has its mentions too, and round the articles within each. Places that rows give
as evidence are added where no filter would find them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from evaluate.citations import MANNERS
from evaluate.citing import FEWEST_SHOWN
from evaluate.naming import every_name
from evaluate.profile import FEWEST_ARTICLES
from features.article import POLES

Json = Mapping[str, Any]
Key = tuple[str, bool]
PER_STRATUM, ARTICLES = 2, 30
LEAST = 0.34  # share of a wording from which its evidence is in the pool whatever is drawn
DENYING = ":own:delegitimising"  # ends the groups of framing that the page shows
SELDOM = 0.01  # of an outlet's attributions, below which a source is hardly among those cited most
PLACE = ["article", "start", "end"]
FIELDS = ("referent", "pole", "voice", "wording", "cue_class", "manner", "side", "type", "year")
STRATA = (("referent", "pole", "voice"), ("side", "cue_class"), ("type",))


def pool(tables: Mapping[str, pd.DataFrame], rows: Iterable[Json], seen: bool, seed: int) -> list[dict[str, Any]]:
    """The drawn mentions of a features folder, in order of article and place: outlet, seen, article, start, end, FIELDS.

    `rows` are rows of report.json with `evidence`. A place that is no mention (words of a sentence) bears no FIELDS.
    """
    articles = tables["articles"]
    outlet_of = dict(zip(articles["article"], articles["outlet"], strict=True))
    every = _mentions(tables)
    every["outlet"] = every["article"].map(outlet_of)
    drawn = _drawn(every, articles, seed)
    wanted = sorted({(e["article"], e["start"], e["end"]) for row in rows for e in row["evidence"]})
    shown = pd.DataFrame(wanted, columns=PLACE).astype({"article": object, "start": np.int64, "end": np.int64})
    shown = shown.merge(every, on=PLACE, how="left")
    shown["outlet"] = shown["article"].map(outlet_of)
    table = pd.concat([drawn, shown[drawn.columns]], ignore_index=True).fillna("")
    table = table.drop_duplicates([*PLACE, *FIELDS]).sort_values([*PLACE, *FIELDS])
    rows_of = table[["outlet", *PLACE, *FIELDS]].to_dict("records")
    return [{"seen": seen} | {str(k): v for k, v in row.items() if v != ""} for row in rows_of]


def _mentions(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every name and every cue with its codes; `counted` where it counts."""
    names, said = every_name(tables), tables["attributions"]
    named = names[[*PLACE, "referent", "voice"]].assign(wording=names["name"], masked=names["masked"].astype(bool))
    named["pole"] = names["valence"].astype(int).map(POLES)
    cited = pd.DataFrame({"article": said["article"], "start": said["cue_start"], "end": said["cue_end"]})
    cited = cited.assign(cue_class=said["cue_class"], manner=said["cue_class"].map(MANNERS), side=said["source_side"])
    cited = cited.assign(type=said["source_type"], masked=said["masked"].astype(bool))
    table = pd.concat([named, cited], ignore_index=True).astype({"article": object, "start": np.int64, "end": np.int64})
    articles = tables["articles"]
    years = dict(zip(articles["article"], articles["published"].astype(str).str[:4], strict=True))
    year = table["article"].map(years)
    table["year"] = year.where(year.str.fullmatch(r"\d{4}"), "")
    return table.fillna("")


def _drawn(every: pd.DataFrame, articles: pd.DataFrame, seed: int) -> pd.DataFrame:
    whole = articles[articles["duplicate_of"].isna()]
    whole = whole[whole.groupby("outlet")["article"].transform("size") >= FEWEST_ARTICLES]
    table = every[~every["masked"] & every["article"].isin(whole["article"])].sort_values([*PLACE, *FIELDS])
    table = table.assign(luck=np.random.default_rng(seed).permutation(len(table))).sort_values("luck")
    parts = []
    for stratum in STRATA:
        some, by = table[table[stratum[0]] != ""], ["outlet", *stratum]
        turn = some.groupby([*by, "article"]).cumcount()
        parts.append(some.assign(turn=turn).sort_values(["turn", "luck"]).groupby(by).head(PER_STRATUM))
    return pd.concat(parts)[["outlet", *PLACE, *FIELDS]]


def sampled(pool: Sequence[Json], first: Iterable[Json], seed: int) -> list[dict[str, Any]]:
    """The articles that open as marked-up text: those of `first`, and one of each of the 40 outlets with most mentions."""
    chosen: dict[tuple[bool, str], None] = {(row["seen"], row["article"]): None for row in first}
    outlets: dict[Key, list[str]] = {}
    for row in pool:
        outlets.setdefault((row["outlet"], row["seen"]), []).append(row["article"])
    rng, most = np.random.default_rng(seed), sorted(outlets, key=lambda key: (-len(outlets[key]), key))
    for outlet, seen in most[:ARTICLES]:
        some = sorted(set(outlets[outlet, seen]))
        chosen.setdefault((seen, some[int(rng.integers(len(some)))]), None)
    return [{"article": article, "seen": seen} for seen, article in sorted(chosen)]


def asked(row: Json) -> dict[str, str] | None:
    """The filter that finds the mentions behind a row, without its outlet; None where only its evidence shows it.

    >>> asked({"trait": "cues.of:syrian_gov:doubt"})
    {'side': 'syrian_gov', 'cue_class': 'doubt'}
    """
    if "trait" in row:
        return _of_trait(*row["trait"].split(":"))
    if "traits" in row:
        return {}
    if "hostile" in row:
        return {"referent": row["referent"], "voice": row["voice"]}
    measure, parts = row.get("measure"), str(row.get("group", "")).split(":")
    if measure in ("valence", "wording"):
        return dict(zip(("referent", "voice", "wording"), parts, strict=False))
    if measure == "wording_in":
        return {"referent": parts[0], "voice": "own", "year": parts[1], "wording": parts[2]}
    if measure == "valence_in":
        return {"referent": parts[0], "voice": "own", "year": parts[1]}
    if measure == "carried":
        return {"side": parts[0], "manner": parts[1]}
    if measure == "own_less_attributed":
        return {"referent": parts[0]}
    if measure == "cited" and parts[0] != "entity":
        return {"side" if parts[0] == "side" else "type": parts[1]}
    if measure == "anonymous":
        return {"type": "anonymous"}
    if row.get("kind") == "wording":
        return {"referent": row["referent"], "wording": row["item"]}
    return None


def rare(row: Json) -> bool:
    """Whether a row's evidence belongs in the pool: no filter finds it, or a wording whose few mentions drawing may miss."""
    if row.get("measure") == "same_story_pair" and not (row["low"] or 0) * (row["high"] or 0) > 0:
        return False  # not on the page
    if row.get("measure") == "framing" and (row["n"] < FEWEST_SHOWN or not row["group"].endswith(DENYING)):
        return False
    if row.get("measure") == "cited" and row["value"] < SELDOM:
        return False
    return asked(row) is None or (
        row.get("measure") == "wording" and row["n"] >= FEWEST_SHOWN and row["value"] >= LEAST
    )


def _of_trait(family: str, *rest: str) -> dict[str, str] | None:
    """The filter of a column of features.parquet."""
    if family == "names.own":
        return {"referent": rest[0], "voice": "own", "pole": rest[1]}
    if family == "speakers":
        return {rest[0]: rest[1]}
    if family == "cues":
        return {"cue_class": rest[1]}
    return {"side": rest[0], "cue_class": rest[1]} if family == "cues.of" else None


class Index:
    """Where each row of a report stands in it, and what opens behind it."""

    def __init__(self, report: Json) -> None:
        """Walk the report once; rows are known by identity, so ask with the rows of this very report."""
        self.outlets: dict[Key, int] = {}
        self.path: dict[int, str] = {}
        self.owner: dict[int, Key] = {}
        for profile in report["profiles"]:
            self.outlets.setdefault((profile["outlet"], profile["seen"]), len(self.outlets))
        for row in report["mentions"]:
            self.outlets.setdefault((row["outlet"], row["seen"]), len(self.outlets))
        self.lines: dict[tuple[bool, str, int, int], list[int]] = {}
        for number, row in enumerate(report["mentions"]):
            self.lines.setdefault((row["seen"], row["article"], row["start"], row["end"]), []).append(number)
        self._walk(report, "", None)

    def _walk(self, value: Any, path: str, owner: Key | None) -> None:
        if isinstance(value, Mapping):
            if isinstance(value.get("outlet"), str) and isinstance(value.get("seen"), bool):
                owner = value["outlet"], value["seen"]
            self.path[id(value)] = path
            if owner is not None:
                self.owner[id(value)] = owner
        items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in items:
            if isinstance(inner, Mapping | list) and not (path == "" and key == "mentions"):
                self._walk(inner, f"{path}/{key}", owner)

    def at(self, row: Json | None) -> str:
        """The JSON pointer (RFC 6901, keys here hold no slash) of a row; "" where it is no row of the report."""
        return self.path.get(id(row), "")

    def query(self, row: Json) -> str:
        """What the page's script opens for a row: a filter, or the numbers of its evidence among the mentions."""
        if row.get("level") == "camp":
            owner = None
        elif row.get("level") == "outlet":
            owner = row["group"], row["seen"]
        else:
            owner = self.owner.get(id(row))
        fields = asked(row)
        if fields is not None:
            number = {} if owner not in self.outlets or owner is None else {"outlet": str(self.outlets[owner])}
            return urlencode({**number, **fields})
        seen = owner[1] if owner else row.get("seen", True)
        places = [(seen, e["article"], e["start"], e["end"]) for e in row.get("evidence", ())]
        numbers = sorted({n for place in places for n in self.lines.get(place, ())})
        return urlencode({"at": ",".join(map(str, numbers))}) if numbers else ""
