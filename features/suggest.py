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
from seeds import chain
from seeds.chain import Refused
from seeds.lexicon import Lexicon, load

MOST = 1_000
BEGINS = "\t".join(proposals.HEADER)


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
    check(given.out, given.features, given.force)
    chain.manifest(given.features, "features")
    print("reading the corpus and ranking its phrases; a minute or two for 6,000 articles", flush=True)
    articles, clean = corpus(given.features)
    found = suggested(articles, clean, load("names"), given.most)
    write(given.out, found)
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


def check(out: Path, features: Path, force: bool) -> None:
    """Refused where the table would spoil the folder or replace something else."""
    if features.resolve() in out.resolve().parents:
        raise Refused(f"{out}: inside {features}, whose files are sealed; give an OUT.tsv elsewhere")
    if not out.exists():
        return
    if not force:
        raise Refused(f"{out}: already there; give another OUT.tsv, or --force to replace it")
    if not out.is_file() or not out.read_bytes().startswith(BEGINS.encode()):
        raise Refused(f"{out}: no table made by this program, which --force will not replace; give another OUT.tsv")


def write(out: Path, found: Sequence[Sequence[str]]) -> None:
    """Write the table whole; Refused where it cannot be."""
    partial = out.with_name(out.name + ".partial")
    lines = [BEGINS, *("\t".join(row) for row in found)]
    try:
        partial.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        partial.replace(out)
    except OSError as error:
        raise Refused(
            f"{out}: cannot be written ({error.strerror}); give an OUT.tsv in a folder you may write to"
        ) from None


if __name__ == "__main__":
    chain.run(main)
