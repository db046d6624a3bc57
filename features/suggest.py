"""Wordings that nobody listed yet, proposed as rows of names.tsv for a scholar to keep or reject.

`python -m features.suggest FEATURES OUT.tsv [--most N] [--force]` ranks phrases that stand where known names stand. The lexicon
is the one of the program as it is now: rows added since, and rows rejected (category `-`), are not proposed again.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from features import proposals
from features.outfile import Outfile
from seeds import chain
from seeds.lexicon import Lexicon, load

MOST = 1_000


def main(argv: Sequence[str] | None = None) -> None:
    """Read the arguments, rank the corpus's phrases, write the table."""
    parser = argparse.ArgumentParser(prog="python -m features.suggest", description=__doc__)
    parser.add_argument("features", type=Path, help="folder made by `python -m features`")
    parser.add_argument(
        "out", type=Path, metavar="OUT.tsv", help="table to be written; it quotes a few words an example"
    )
    parser.add_argument("--most", type=chain.positive, default=MOST, help=f"rows at most (default: {MOST})")
    parser.add_argument("--force", action="store_true", help="replace OUT.tsv if it is a table of ours")
    given = parser.parse_args(argv)
    table(given.out).check(given.features, given.force)
    chain.manifest(given.features, "features")
    print("reading the corpus and ranking its phrases; a minute or two for 6,000 articles", flush=True)
    articles, clean = corpus(given.features)
    found = suggested(articles, clean, load("names"), given.most)
    table(given.out).write(lines(found))
    print(f"{given.out}: {len(found)} wordings to keep or reject; it quotes the articles")


def corpus(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles of a features folder that are no duplicates, and page furniture."""
    columns = ["article", "outlet", "text", "duplicate_of"]
    articles = pd.read_parquet(folder / "articles.parquet", columns=columns)
    clean = pd.read_parquet(folder / "clean.parquet", columns=["article", "start", "end"])
    return articles[articles["duplicate_of"].isna()].reset_index(drop=True), clean


def suggested(articles: pd.DataFrame, clean: pd.DataFrame, lexicon: Lexicon, most: int) -> list[tuple[str, ...]]:
    """The rows of the table."""
    ranked = proposals.rank(articles, clean, lexicon, most)
    return list(proposals.rows(ranked, articles, {entry.id for entry in lexicon}))


def table(out: Path) -> Outfile:
    """The table to be written."""
    return Outfile(out, "OUT.tsv", "table", "\t".join(proposals.HEADER))


def lines(found: Sequence[Sequence[str]]) -> str:
    """The table's text: its header, then the rows."""
    return "".join("\t".join(row) + "\n" for row in (proposals.HEADER, *found))


if __name__ == "__main__":
    chain.run(main)
