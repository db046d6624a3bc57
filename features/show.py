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
from features.outfile import Outfile
from seeds import chain


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
        page(a.html).check(a.features, a.force)
    chain.manifest(a.features, "features")
    found = dossiers(a.features, a.article)
    if a.html:
        page(a.html).write(webpage.render(found))
        print(f"{a.html}: {len(found)} articles; it holds their texts")
        return
    colours = not a.plain and terminal.has_colours(sys.stdout)
    try:
        for dossier in found:
            print(terminal.show(dossier, colours, a.names))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def page(out: Path) -> Outfile:
    """The page to be written."""
    return Outfile(out, "OUT.html", "page", webpage.BEGINS)


if __name__ == "__main__":
    chain.run(main)
