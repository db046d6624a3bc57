"""What each measure of citing counts: one row per thing counted, with where it stands.

Columns: article, number (of the attribution; null for a sentence), start, end, measure, base (what the share is of), group
(which of the base's rivals it is), value (summed over the group and divided by the base's rows), shown (whether it is evidence).
Only attributions, names and text that are not masked, of articles that are no duplicates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluate import sourcing
from features.referents import REFERENTS
from seeds.lexicon import load

ALL = "all"
# How a side's word is carried; an accusation stands for itself (`reply`) and is left out.
MANNERS: Mapping[str, str] = {
    "affirm": "affirmed",
    "report": "neutral",
    "demand": "neutral",
    "opinion": "neutral",
    "agree": "neutral",
    "doubt": "doubted",
    "deny": "denied",
}
SEVERAL = "_more"  # ends the rows of speakers.tsv that hold several of a kind
REPLIES = ("any", "deny")
Where = tuple[str, int, int]


def cited(tables: Mapping[str, pd.DataFrame], whole: frozenset[str]) -> pd.DataFrame:
    """Everything counted in the articles of `whole`, by measure."""
    said = tables["attributions"]
    said = said[~said["masked"].astype(bool) & said["article"].isin(whole)].reset_index(drop=True)
    relays, media = _relays(said), _medium_sides(said)
    ends = said[~relays]
    hops = ends["chain"].map(len).to_numpy(int) - 1
    party = (said["source_type"] == "media") & (said["source_side"] != "none") | media
    known, one = _entities(said)
    sided = said[(said["source_side"] != "none") & said["cue_class"].isin(list(MANNERS))]
    manner = sided["cue_class"].map(dict(MANNERS))
    rows = [
        _rows(said, "cited", "kind", "kind:" + said["source_type"], 1),
        _rows(said, "cited", "side", "side:" + said["source_side"], 1),
        # Of all attributions: those without a known entity are in the base and in no group of their own.
        _rows(said, "cited", "entity", "entity:" + one, 1),
        _rows(sided, "carried", sided["source_side"], sided["source_side"] + ":" + manner, 1),
        _rows(said, "anonymous", ALL, ALL, (said["source_type"] == "anonymous") & ~_unmet(said)),
        _rows(said, "party_media", ALL, ALL, party),
        _rows(ends, "chain_length", ALL, ALL, hops, shown=hops > 1),
        _rows(known, "diversity", ALL, known["entity"], 1),
        *_accusations(said, tables["names"]),
        _claims(tables, said, whole),
    ]
    return pd.concat([row for row in rows if len(row)] or rows[:1], ignore_index=True)


def _rows(
    table: pd.DataFrame,
    measure: str,
    base: pd.Series[str] | str,
    group: pd.Series[str] | str,
    value: npt.ArrayLike,
    shown: npt.NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Attributions as rows of a measure; they stand where their cue does."""
    values = np.broadcast_to(np.asarray(value, float), len(table))
    return pd.DataFrame(
        {
            "article": table["article"],
            "number": table["number"].astype("Int64"),
            "start": table["cue_start"].astype("int64"),
            "end": table["cue_end"].astype("int64"),
            "measure": measure,
            "base": base,
            "group": group,
            "value": values,
            "shown": values > 0 if shown is None else shown,
        },
        index=table.index,
    )


def _entities(said: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[str]]:
    """Attributions to somebody known, by entity, and of all of them who is one: a row of several is as many as it has words."""
    entity = said["entity"].astype(str)
    several = entity.str.endswith(SEVERAL)
    words = entity + ":" + said["source"].fillna(said["resolved"]).fillna("").astype(str)
    known = said.assign(entity=said["entity"].where(~several, words))
    return known[said["entity"].notna()], said["entity"].where(~several).fillna("").astype(str)


def _unmet(said: pd.DataFrame) -> pd.Series[bool]:
    """Whether the text does not tell who is meant: no unnamed source, but one that was not found."""
    return said["chain"].map(lambda chain: len(chain) > 0 and chain[0]["status"] == "unresolved").astype(bool)


def _hops(said: pd.DataFrame) -> Iterator[tuple[int, Where, str | None]]:
    """Each medium of a chain: the attribution's row, where the medium stands, and its entity."""
    for row, (article, chain) in enumerate(zip(said["article"], said["chain"], strict=True)):
        for hop in chain:
            if hop["role"] == "medium":
                yield row, (article, int(hop["start"]), int(hop["end"])), hop["entity"]


def _sources(said: pd.DataFrame) -> Iterator[tuple[int, Where, str]]:
    columns = (said[c] for c in ("article", "source_start", "source_end", "source_side"))
    for row, (article, start, end, side) in enumerate(zip(*columns, strict=True)):
        if not pd.isna(start):
            yield row, (article, int(start), int(end)), side


def _relays(said: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Attributions to a medium that is a link of another's chain (`نقلت X عن Y`: the first of the two)."""
    media = {where for _, where, _ in _hops(said)}
    relays = np.zeros(len(said), bool)
    relays[[row for row, where, _ in _sources(said) if where in media]] = True
    return relays


def _medium_sides(said: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Attributions with a medium that has a side: that of the attribution to it, else that of its entity."""
    own = {where: side for _, where, side in _sources(said)}
    lexicon = {entry.id: entry.category for entry in load("speakers")}
    sided = np.zeros(len(said), bool)
    for row, where, entity in _hops(said):
        if own.get(where, lexicon.get(entity or "", "none")) != "none":
            sided[row] = True
    return sided


def target(accuser: str, content: Iterable[Mapping[str, int]], named: Iterable[tuple[int, int, str]]) -> str | None:
    """The side of the first referent named in the content that is not on the accuser's side; None if there is none.

    `named` are (start, end, side) in order of the text.
    """
    spans = [(int(c["start"]), int(c["end"])) for c in content]
    for start, end, side in named:
        if side != accuser and any(first <= start and end <= last for first, last in spans):
            return side
    return None


def _accusations(said: pd.DataFrame, names: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Accusations with a named target, and whether the article cites that side too, or its denial."""
    sides = {referent: side for referent, (_, side) in REFERENTS.items()}
    mentioned = names[~names["masked"].astype(bool) & names["referent"].isin(list(sides))]
    named: dict[str, list[tuple[int, int, str]]] = {}
    columns = (mentioned[c].tolist() for c in ("article", "start", "end", "referent"))
    for article, start, end, referent in sorted(zip(*columns, strict=True)):
        named.setdefault(article, []).append((int(start), int(end), sides[referent]))
    accusing = said[said["cue_class"] == "accuse"]
    kept = list(zip(*(accusing[c].tolist() for c in ("article", "source_side", "content")), strict=True))
    targets = [target(side, content, named.get(article, [])) for article, side, content in kept]
    found = accusing[np.array([t is not None for t in targets], bool)]
    asked = [(row[0], t) for row, t in zip(kept, targets, strict=True) if t is not None]
    denials = said[said["cue_class"] == "deny"]
    for reply, among in zip(REPLIES, (said, denials), strict=True):
        heard = set(zip(among["article"], among["source_side"], strict=True))
        yield _rows(found, "reply", reply, reply, [pair in heard for pair in asked])


def _claims(tables: Mapping[str, pd.DataFrame], said: pd.DataFrame, whole: frozenset[str]) -> pd.DataFrame:
    """Claims of casualties and attacks, and whether they lack a source."""
    some = tables["articles"][tables["articles"]["article"].isin(whole)]
    texts = dict(zip(some["article"], some["text"], strict=True))
    found = [
        (claim.article, *claim.span, claim.kind, float(not claim.sourced), not claim.sourced)
        for claim in sourcing.claims(texts, sourcing.answered(said), sourcing.masked(tables["clean"]))
    ]
    rows = pd.DataFrame(found, columns=["article", "start", "end", "group", "value", "shown"])
    rows["number"] = pd.array([None] * len(rows), dtype="Int64")
    return rows.assign(measure="unsourced", base=rows["group"])
