"""The outlet registry: names, owners and publicly known camps of Arabic outlets, each camp with its basis.

Camp, owner and country are labels and groups, never features. A user's own registry in the same columns replaces ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seeds.chain import Refused

REGISTRY = Path(__file__).parent / "outlets.tsv"
COLUMNS = ("id", "aliases", "name", "owner", "country", "kind", "years", "camp", "basis", "source", "mentions", "note")
CAMPS = ("damascus", "opposition", "other", "")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; `mentions` are the words by which it names itself, `camp` is blank where none is publicly known."""

    id: str
    name: str
    owner: str
    camp: str
    basis: str
    source: str
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Outlets by every alias (lower case, without `www.`)."""

    by_alias: Mapping[str, Outlet]

    def find(self, outlet: str) -> Outlet | None:
        """The outlet that bears this name in a corpus, or None."""
        return self.by_alias.get(_key(outlet))


@cache
def load(path: Path = REGISTRY) -> Registry:
    """Read a registry; Refused names the line where it is wrong."""
    if not path.is_file():
        raise Refused(f"{path}: no such registry; give a TSV with the columns {' '.join(COLUMNS)}")
    by_alias: dict[str, Outlet] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refused(
            f"{path}: not UTF-8; save it as UTF-8 (in Excel: 'CSV UTF-8' or Unicode text) and run again"
        ) from None
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise Refused(f"{path.name}:1: the header must be these columns, tabs between: {' '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise Refused(
                f"{path.name}:{number}: {len(cells)} cells where the header has {len(COLUMNS)}; check the tabs"
            )
        row = dict(zip(COLUMNS, cells, strict=True))
        _check(row, f"{path.name}:{number}")
        mentions = tuple(m for m in row["mentions"].split("|") if m)
        told = {c: row[c] for c in ("id", "name", "owner", "camp", "basis", "source")}
        outlet = Outlet(mentions=mentions, **told)
        for alias in dict.fromkeys(_key(a) for a in (row["id"], *row["aliases"].split("|")) if a):
            if alias in by_alias:
                other = by_alias[alias].id
                raise Refused(
                    f"{path.name}:{number}: alias '{alias}' already belongs to '{other}'; give it to one of the two"
                )
            by_alias[alias] = outlet
    return Registry(by_alias)


def _check(row: Mapping[str, str], where: str) -> None:
    if not row["id"] or not row["owner"]:
        raise Refused(f"{where}: id and owner are needed (the owner may be the id itself)")
    if row["camp"] not in CAMPS:
        raise Refused(f"{where}: camp '{row['camp']}' is not one of {', '.join(c or '(blank)' for c in CAMPS)}")
    if row["camp"] and not row["basis"]:
        raise Refused(f"{where}: a camp needs its basis, in words")


def _key(alias: str) -> str:
    return alias.strip().casefold().removeprefix("www.")
