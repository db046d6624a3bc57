"""Lexicons: what a scholar knows, one TSV per question, one row per wording.

Columns `id forms group category gloss source note`, and whatever else `catalog.toml` declares for that lexicon. A row with
category `-` is rejected: it stays in with its reason and, being longer than the wording it guards against, blocks it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from seeds.arabic import fold
from seeds.chain import Refused
from seeds.inflect import expand

SEEDS = Path(__file__).parent
COLUMNS = ("id", "forms", "group", "category", "gloss", "source", "note")
REJECTED = "-"
FURTHER = ":further"  # behind a lexicon's name: the layer of its further groups


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording: `forms` as written in the row, `traits` the lexicon's further columns."""

    id: str
    forms: tuple[str, ...]
    group: str
    category: str
    gloss: str
    source: str
    note: str
    traits: Mapping[str, str]
    line: int

    def spellings(self) -> Mapping[str, bool]:
        """Every folded spelling this row stands for, and whether it is a verb form."""
        return _spellings(self.forms)


@cache
def _spellings(forms: tuple[str, ...]) -> Mapping[str, bool]:
    found: dict[str, bool] = {}
    written = [(word, "~" in form) for form in forms for word in expand(form)]
    folded = fold("\n".join(word for word, _ in written)).text.split("\n")  # in one go: folding has a fixed cost
    for word, (_, verbal) in zip(folded, written, strict=True):
        for spelling in respell(word.strip()):
            found.setdefault(spelling, verbal)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A named list of entries in file order; `groups` and `categories` are its vocabularies.

    Rows of groups in `further` are matched in a layer of their own: they neither block the others nor are blocked by them.
    """

    name: str
    entries: tuple[Entry, ...]
    groups: tuple[str, ...]
    categories: tuple[str, ...]
    suffixes: bool
    further: tuple[str, ...] = ()

    def layer(self, entry: Entry) -> str:
        """The name under which hits of a row are found: the lexicon's, or that of its further layer."""
        return f"{self.name}{FURTHER}" if entry.group in self.further else self.name

    def __iter__(self) -> Iterator[Entry]:
        """Entries in file order, rejected ones included."""
        return iter(self.entries)


def names(folder: Path = SEEDS, scanned: bool = False) -> tuple[str, ...]:
    """Names of all lexicons in the catalogue, in its order; `scanned`: only those looked for in whole texts."""
    return tuple(name for name, card in catalog(folder).items() if not scanned or card.get("scan", True))


@cache
def catalog(folder: Path = SEEDS) -> Mapping[str, Mapping[str, object]]:
    """The catalogue: for each lexicon its question, vocabularies and further columns."""
    return tomllib.loads((folder / "catalog.toml").read_text(encoding="utf-8"))


def orientation(folder: Path = SEEDS) -> Mapping[str, int]:
    """Which way a friendly name for a referent points: 1 towards Damascus, -1 away; referents not in it say nothing."""
    table: Mapping[str, int] = catalog(folder)["names"]["orientation"]  # type: ignore[assignment]
    return table


@cache
def sources(folder: Path = SEEDS) -> Mapping[str, str]:
    """Provenance keys and what they mean."""
    table: dict[str, str] = tomllib.loads((folder / "sources.toml").read_text(encoding="utf-8"))
    return table


@cache
def load(name: str, folder: Path = SEEDS) -> Lexicon:
    """Read and check one lexicon; Refused names file, line, what is wrong and the vocabulary that would be right."""
    path = folder / "lexicons" / f"{name}.tsv"
    card = catalog(folder)[name]
    groups, categories = _words(card["groups"]), _words(card["categories"])
    columns = COLUMNS + _words(card.get("columns", ()))
    entries: list[Entry] = []
    ids: set[str] = set()
    taken: dict[tuple[str, str], str] = {}
    for line, cells in _rows(path, columns):
        where = f"{path.parent.parent.name}/lexicons/{path.name}:{line}"
        row = dict(zip(columns, cells, strict=True))
        traits = {c: row[c] for c in columns[len(COLUMNS) :]}
        common = {c: row[c] for c in COLUMNS if c != "forms"}
        entry = Entry(forms=tuple(row["forms"].split("|")), traits=traits, line=line, **common)
        _check(entry, where, groups, categories, folder)
        if entry.id in ids:
            raise Refused(f"{where}: id '{entry.id}' is used twice; give this row an id of its own")
        ids.add(entry.id)
        for spelling in entry.spellings():
            holder = taken.setdefault((entry.group, spelling), entry.id)
            if holder != entry.id:
                raise Refused(f"{where}: '{spelling}' already stands in row '{holder}' of {entry.group}; keep one")
        entries.append(entry)
    further = _words(card.get("further", ()))
    return Lexicon(name, tuple(entries), groups, categories, bool(card.get("suffixes", False)), further)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise Refused(f"{path.name}:1: the header must be these columns, tabs between: {' '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise Refused(
                f"{path.name}:{number}: {len(cells)} cells where the header has {len(columns)}; check the tabs"
            )
        yield number, cells


def _check(entry: Entry, where: str, groups: tuple[str, ...], categories: tuple[str, ...], folder: Path) -> None:
    for field, value, known in (
        ("group", entry.group, groups),
        ("category", entry.category, (*categories, REJECTED)),
        ("source", entry.source, tuple(sources(folder))),
    ):
        if value not in known:
            raise Refused(f"{where}: {field} '{value}' is not one of {', '.join(known)}")
    if not entry.id.isascii() or not entry.id:
        raise Refused(f"{where}: id '{entry.id}' must be plain Latin letters, so that columns stay in order")
    for form in entry.forms:
        if ("~" in form and not all(part.strip() for part in form.partition("~"))) or form.count("~") > 1:
            raise Refused(f"{where}: form '{form}' must be a past and an imperfect with one ~ between them")
        if form != form.strip() or not any(c.isalnum() for c in form):
            raise Refused(f"{where}: form '{form}' is empty or has blanks at its ends")
    if entry.category == REJECTED and not entry.note:
        raise Refused(f"{where}: a rejected row keeps the reason in its note")
    if not entry.gloss:
        raise Refused(f"{where}: a gloss is needed, for readers without Arabic")


def respell(folded: str) -> tuple[str, ...]:
    """The folded wording in every spelling that `spellings.tsv` holds equal.

    >>> respell('مليشيا قسد')[:3]
    ('مليشيا قسد', 'ميليشيا قسد', 'ميلشيا قسد')
    """
    if not _any_variant().search(folded):
        return (folded,)
    options = []
    for word in folded.split(" "):
        spelled = {word: None}
        for forms, whole in _variants():
            for form in forms:
                if word == form or (not whole and form in word):
                    spelled.update(dict.fromkeys(word.replace(form, other) for other in forms))
                    break
        options.append(tuple(spelled))
    return tuple(" ".join(words) for words in product(*options))


@cache
def _any_variant() -> re.Pattern[str]:
    """Finds out quickly whether a wording has other spellings at all."""
    return re.compile("|".join(re.escape(form) for forms, _ in _variants() for form in forms))


@cache
def _variants() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Sets of folded spellings held equal, longest stem first, and whether only whole words count."""
    rows = _rows(SEEDS / "lexicons" / "spellings.tsv", COLUMNS)
    return tuple((tuple(fold(f).text for f in cells[1].split("|")), cells[2] == "word") for _, cells in rows)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else tuple(str(value).split())
