"""The one door to `camel_tools.morphology`: inflections of listed cues, and verbs of saying, that no list knows.

Optional. `camel_data -i morphology-db-msa-r13` puts the dictionary (GPL v2, 40 MB) where this finds it; without it nothing
changes. It costs seconds and hundreds of MB a process: for building lexicons, not for reading articles. Importing the
package without its data goes to the network, so it is imported only when the data is there.

`python -m features.morphology FEATURES [OUT.tsv]` lists what a corpus would add.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from features import unlisted
from features.lemmas import Lemmatiser, Listed, inflection, listed
from seeds import chain
from seeds.chain import Refused
from seeds.lexicon import load

DATABASE, COMPONENT = "morphology.db", "MorphologyDB"
ABSENT = (
    "no morphological dictionary is installed, so only listed forms are known;"
    " `camel_data -i morphology-db-msa-r13` gets one (set CAMELTOOLS_DATA to where it is)"
)


def available() -> bool:
    """Whether the dictionary is on this machine; looks at files only and never goes to the network."""
    return _database() is not None


def inflections(
    words: Iterable[str],
    doubts: Collection[str] = (),
    verbs: Listed | None = None,
    using: Lemmatiser | None = None,
) -> dict[str, str]:
    """Unlisted forms of listed cues among folded word types: folded spelling to row of cues.tsv, sorted.

    Bare third persons, and what else is named in `doubts` (see `lemmas.DOUBTS`, none of them precise). Empty without the
    dictionary.
    """
    if using is None and not available():
        return {}
    using = using or lemmatiser()
    verbs = verbs or listed(load("cues"), using)
    found = (inflection(word, verbs, using) for word in sorted(set(words)))
    return dict(sorted((f.spelling, f.row) for f in found if f and f.doubt in ("", *doubts)))


@cache
def lemmatiser() -> Lemmatiser:
    """The installed dictionary, loaded once per process; Refused without it."""
    if not available():
        raise Refused(ABSENT)
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    return Lemmatiser(Analyzer(MorphologyDB.builtin_db()).analyze)


def _database() -> Path | None:
    """Where camel_tools looks: `catalogue.json` in its folder names the default database, which lies under `data`."""
    home = Path.home() / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")
    folder = Path(os.environ.get("CAMELTOOLS_DATA") or home).expanduser()
    try:
        card = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))["components"][COMPONENT]
        path = folder / "data" / card["datasets"][card["default"]]["path"] / DATABASE
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if path.is_file() else None


def main() -> None:
    """Read the arguments, survey the corpus, print or write the rows."""
    parser = argparse.ArgumentParser(prog="python -m features.morphology", description=__doc__)
    parser.add_argument("features", type=Path, help="folder made by `python -m features`")
    parser.add_argument("out", type=Path, nargs="?", help="TSV to be written, in the columns of cues.tsv")
    parser.add_argument("--least", type=chain.positive, default=3, help="how often a verb no row knows must stand")
    a = parser.parse_args()
    chain.manifest(a.features, "features")
    if a.out and a.out.exists():
        raise Refused(f"{a.out}: already there; give another OUT.tsv")
    using = lemmatiser()
    verbs = listed(load("cues"), using)
    found = unlisted.survey(unlisted.texts(a.features / "articles.parquet"), verbs, using)
    rows = unlisted.table(found, verbs, a.least)
    if a.out:
        try:
            a.out.write_text(rows, encoding="utf-8")
        except OSError as error:
            raise Refused(f"{a.out}: cannot be written ({error.strerror}); give an OUT.tsv you may write to") from None
        print(f"{a.out}: {unlisted.summary(found)}")
    else:
        print(rows, end="")


if __name__ == "__main__":
    chain.run(main)
