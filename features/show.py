"""Articles of a finished features folder with what was found in them, for the eye: in a terminal or as a page.

`python -m features.show FEATURES ARTICLE... [--names] [--plain] [--html OUT.html]`; ARTICLE is an id, or outlet:NAME for the
first article of an outlet. The page holds the articles' texts.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

from features import terminal, webpage
from features.finished import dossiers
from seeds import chain
from seeds.chain import Refused


def main() -> None:
    """Read the arguments, then print the articles or write the page."""
    parser = argparse.ArgumentParser(prog="python -m features.show", description=__doc__)
    parser.add_argument("features", type=Path, help="folder made by `python -m features`")
    parser.add_argument("article", nargs="+", help="ids of articles, or outlet:NAME for the first one of an outlet")
    parser.add_argument(
        "--names", action="store_true", help="also names, with their valence and voice (a page has them)"
    )
    parser.add_argument("--plain", action="store_true", help="brackets and labels, no colours")
    parser.add_argument("--html", type=Path, metavar="OUT.html", help="write one self-contained page instead")
    parser.add_argument("--force", action="store_true", help="replace OUT.html if it is a page of ours")
    a = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a pipe on Windows has a code page without Arabic
        sys.stdout.reconfigure(encoding="utf-8")
    if a.html:
        check(a.html, a.features, a.force)
    chain.manifest(a.features, "features")
    found = dossiers(a.features, a.article)
    if a.html:
        write(a.html, webpage.render(found))
        print(f"{a.html}: {len(found)} articles; it holds their texts")
        return
    colours = not a.plain and terminal.has_colours(sys.stdout)
    try:
        for dossier in found:
            print(terminal.show(dossier, colours, a.names))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check(out: Path, features: Path, force: bool) -> None:
    """Refused where the page would spoil the folder or replace something else."""
    if features.resolve() in out.resolve().parents:
        raise Refused(f"{out}: inside {features}, whose files are sealed; give an OUT.html elsewhere")
    if not out.exists():
        return
    if not force:
        raise Refused(f"{out}: already there; give another OUT.html, or --force to replace it")
    if not _begins(out, webpage.BEGINS.encode()):
        raise Refused(f"{out}: no page made by this program, which --force will not replace; give another OUT.html")


def _begins(path: Path, with_: bytes) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(with_)) == with_


def write(out: Path, page: str) -> None:
    """Write the page whole; Refused where it cannot be."""
    partial = out.with_name(out.name + ".partial")
    try:
        partial.write_text(page, encoding="utf-8", newline="\n")
        partial.replace(out)
    except OSError as error:
        raise Refused(
            f"{out}: cannot be written ({error.strerror}); give an OUT.html in a folder you may write to"
        ) from None


if __name__ == "__main__":
    chain.run(main)
