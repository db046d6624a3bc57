"""Features folders as the report reads them: the tables it needs, and what it counts of a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from evaluate import audit, furniture
from evaluate import coverage as covered
from seeds import chain
from train import choices

_NAMES = "article start end words referent name valence voice attribution masked framing".split()
TABLES: Mapping[str, list[str] | None] = {
    "articles": [
        *("article", "outlet", "canonical", "owner", "published", "text", "n_words", "sha256", "duplicate_of", "story"),
    ],
    "names": _NAMES,
    "further_names": _NAMES,
    "attributions": None,
    "clean": None,
    "features": None,
}


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Its tables by name, read once in each process; mentions with the side of the source that speaks them."""
    return dict(_tables(folder, chain.sha256(folder / chain.MANIFEST)))


@lru_cache(2)
def _tables(folder: Path, _manifest: str) -> dict[str, pd.DataFrame]:
    found = {name: pd.read_parquet(folder / f"{name}.parquet", columns=columns) for name, columns in TABLES.items()}
    return found | {"names": choices.sided(found["names"], found["attributions"])}


def counts(
    tables: Mapping[str, pd.DataFrame], folder: Path, truth: Mapping[str, str], left_out: Mapping[str, int], seed: int
) -> dict[str, object]:
    """The corpus in numbers: articles, outlets, months, what was masked."""
    masked = furniture.audit(tables["articles"], tables["clean"], seed)
    return audit.corpus(tables["articles"], folder, truth, left_out) | {
        "furniture": masked,
        "furniture_masked": (hidden := sum(int(row["masked"]) for row in masked)),
        "furniture_share": hidden / max(1, sum(int(row["characters"]) for row in masked)),
        "coverage": covered.coverage(tables["articles"], folder),
    }
