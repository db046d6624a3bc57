"""Which label an article bears: from the user's table, by outlet or by article, or from the registry's camps."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from seeds import outlets
from seeds.chain import Refused


@dataclass(frozen=True, slots=True)
class Labels:
    """A label or None for each article in the table's order; `unknown` are labelled names that no article bears."""

    of_article: tuple[str | None, ...]
    unknown: tuple[str, ...]


def attach(articles: pd.DataFrame, table: Path | None, target: str) -> Labels:
    """Label the articles (columns article, outlet, canonical) from a table, or by the registry where there is none.

    A table's outlet is looked for verbatim, then in any case, then by its canonical name, and its label goes to the
    outlets found first; where two rows reach one outlet, the closer match holds. Refused where no article bears a
    label.
    """
    if table is None:
        labels = _registry(articles, target)
    else:
        key, rows = read(table, target)
        labels = (_by_article if key == "article" else _by_outlet)(articles, rows)
    if not any(labels.of_article):
        where = "the registry" if table is None else str(table)
        raise Refused(
            f"{where}: labels none of the {len(articles)} articles; give --labels with the outlets of this corpus"
        )
    return labels


def _registry(articles: pd.DataFrame, target: str) -> Labels:
    if target != "camp":
        raise Refused(f"--target {target}: the registry holds camps only; give a table with this column by --labels")
    registry = outlets.load()
    found = {name: registry.find(name) for name in articles["outlet"].unique()}
    camps = {name: outlet.camp for name, outlet in found.items() if outlet}
    return Labels(tuple(camps.get(name) or None for name in articles["outlet"]), ())


def read(path: Path, target: str) -> tuple[str, dict[str, str]]:
    """The key column (outlet or article) of a table and its labels; rows with a blank label are left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise Refused(f"{path}: no such file; give a table of labels") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: cannot be read as UTF-8 text ({error}); save it as tab-separated UTF-8") from None
    rows = csv.DictReader(lines, delimiter="\t", restval="", quoting=csv.QUOTE_NONE)
    header = rows.fieldnames or ()
    key = next((k for k in ("outlet", "article") if k in header), None)
    if key is None or target not in header:
        need = target if key else "outlet (or article)"
        raise Refused(
            f"{path}:1: no column '{need}' among {', '.join(header) or 'none'}; add it, with tabs between columns"
        )
    labels: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        name, label = row[key].strip(), row[target].strip()
        if not label:
            continue
        if labels.setdefault(name, label) != label:
            raise Refused(f"{path}:{number}: '{name}' is labelled '{labels[name]}' above and '{label}' here; keep one")
    return key, labels


def _by_article(articles: pd.DataFrame, labels: Mapping[str, str]) -> Labels:
    known = set(articles["article"])
    return Labels(tuple(labels.get(a) for a in articles["article"]), tuple(sorted(set(labels) - known)))


def _by_outlet(articles: pd.DataFrame, labels: Mapping[str, str]) -> Labels:
    held = articles[["outlet", "canonical"]].drop_duplicates().sort_values("outlet")
    registry = outlets.load()
    claims: dict[str, tuple[int, str, str]] = {}
    unknown = []
    for name, label in sorted(labels.items()):
        entry = registry.find(name)
        canonical = (name.casefold(), entry.id.casefold() if entry else name.casefold())
        steps = (
            held["outlet"] == name,
            held["outlet"].str.casefold() == name.casefold(),
            held["canonical"].str.casefold().isin(canonical),
        )
        step = next((i for i, s in enumerate(steps) if s.any()), None)
        if step is None:
            unknown.append(name)
            continue
        for outlet in held.loc[steps[step], "outlet"]:
            near, by, old = claims.get(outlet, (step, name, label))
            if near == step and old != label:
                raise Refused(f"labels: '{by}' and '{name}' both mean outlet '{outlet}' but differ; keep one")
            if step <= near:
                claims[outlet] = (step, name, label)
    return Labels(tuple(claims[o][2] if o in claims else None for o in articles["outlet"]), tuple(unknown))
