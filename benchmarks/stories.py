"""Do stories hold? `python benchmarks/stories.py FEATURES --n 60 --seed 0 --out /tmp/stories.tsv` draws pairs to be read.

Drawn are pairs within a story (`within`), and pairs of different outlets just below the threshold (`below`), further below
(`far`), and above it but parted by the cut (`parted`); near-duplicates count as one article. The TSV holds words of articles,
so it is refused inside the repository. A reader fills `same` with 1 (the same event), 0 or ? (cannot be told);
`python benchmarks/stories.py --judged FILE` then prints the table of docs/stories.md.
"""

import argparse
import csv
import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from benchmarks.hits import REPOSITORY, wilson
from features import events, stories
from features.wordings import Finder, finder
from seeds.chain import Refused, run

STRATA = ("within", "below", "far", "parted")
BELOW, FAR = stories.LIKE - 0.08, stories.LIKE / 2  # the two strata under the threshold: [BELOW, LIKE) and [FAR, BELOW)
DRAWN = ("stratum", "pairs", "likeness", "articles", "first", "second")
JUDGED = ("same", "note")
WORDS = re.compile(r"\w+")
LEDE = 1_200  # characters, enough for the words that are read
KNOWING = ("places", "speakers")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", nargs="?", type=Path, help="a folder made by `python -m features`")
    parser.add_argument("--n", type=int, default=60, help="pairs of each stratum")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("/tmp/stories.tsv"))
    parser.add_argument("--judged", type=Path, help="a file already read: print its table")
    a = parser.parse_args()
    if a.judged:
        print_table(judged(a.judged))
        return
    if a.features is None:
        raise Refused(
            "benchmarks/stories.py: no features; give a folder made by `python -m features`, or --judged FILE"
        )
    if a.out.resolve().is_relative_to(REPOSITORY):
        raise Refused(f"{a.out}: lies in the repository, where no words of articles may be; give a path outside")
    rows = drawn(a.features, a.n, a.seed)
    with a.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, (*DRAWN, *JUDGED), delimiter="\t", restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    print(f"{a.out}: {len(rows)} pairs, seed {a.seed}; it holds words of articles")


def drawn(features: Path, n: int, seed: int) -> list[dict[str, str]]:
    """Draw n pairs of each stratum (half as many far and parted ones), each of its pairs equally likely."""
    articles = pq.read_table(features / "articles.parquet").to_pylist()
    terms = [terms_of(row["title"], row["text"], finder(KNOWING)) for row in articles]
    published = [row["published"] and date.fromisoformat(str(row["published"])) for row in articles]
    first = [m[0] for m in stories.collapse(terms, published, duplicates_of(articles))]
    nodes = stories.weigh([terms[row] for row in first], [published[row] for row in first])
    i, j, alike = stories.edges(nodes, FAR)
    likeness = {(int(p), int(q)): float(value) for p, q, value in zip(i, j, alike, strict=True)}
    together = {pair for story in stories.cluster(nodes) for pair in combinations(sorted(story), 2)}
    strata: dict[str, list[tuple[int, int]]] = {"within": sorted(together), "below": [], "far": [], "parted": []}
    for pair, value in sorted(likeness.items()):
        outlets = {articles[first[node]]["outlet"] for node in pair}
        if pair not in together and len(outlets) == 2:
            strata["parted" if value >= stories.LIKE else "below" if value >= BELOW else "far"].append(pair)
    rng = np.random.default_rng(seed)
    return [
        {
            "stratum": stratum,
            "pairs": str(len(pairs)),
            "likeness": f"{likeness.get(pairs[at], 0):.3f}",
            "articles": " ".join(articles[first[node]]["article"] for node in pairs[at]),
            "first": shown(articles[first[pairs[at][0]]]),
            "second": shown(articles[first[pairs[at][1]]]),
        }
        for stratum, pairs in strata.items()
        for at in rng.permutation(len(pairs))[: n if stratum in ("within", "below") else n // 2].tolist()
    ]


def terms_of(title: str | None, text: str, using: Finder) -> events.Terms:
    """Event terms of an article, from its title and lede alone."""
    (laid,) = using.cut([f"{title or ''}\n{text[:LEDE]}"])
    words = list(WORDS.finditer(laid.text))[: events.READ]
    end = words[-1].end() if words else 0
    hits: list[tuple[int, str]] = []
    for lexicon, found in using.find(laid).items():
        for hit in found:
            if hit.start < end:
                place = lexicon == "places"
                hits += [(events.PLACE, hit.entry.id), (events.REGION, hit.entry.group)] if place else []
                hits += [] if place else [(events.NAME, hit.entry.id)]
    return events.terms([word.group() for word in words], hits)


def duplicates_of(articles: Sequence[dict[str, object]]) -> list[list[int]]:
    """Groups of near-duplicates as the folder tells them."""
    at = {row["article"]: number for number, row in enumerate(articles)}
    groups: dict[int, list[int]] = {}
    for number, row in enumerate(articles):
        if row["duplicate_of"] is not None:
            groups.setdefault(at[row["duplicate_of"]], []).append(number)
    return [[original, *later] for original, later in sorted(groups.items())]


def shown(article: dict[str, object]) -> str:
    when = article["published"] or article["published_raw"] or "-"
    words = " ".join(f"{article['title'] or ''} | {str(article['text'])[:320]}".split())
    return f"[{article['outlet']} {when}] {words}"


def judged(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL))
    for number, row in enumerate(rows, start=2):
        if row["same"] not in ("0", "1", "?"):
            raise Refused(f"{path}:{number}: same is '{row['same']}'; judge it 1, 0 or ?")
    return rows


def print_table(rows: Sequence[dict[str, str]]) -> None:
    """Same-event share of each stratum with its 90 % interval, and how many pairs of one event that makes."""
    print(
        "| stratum | pairs | read | same event | cannot be told | share (90 %) | pairs of one event |\n"
        + "|---" * 7
        + "|"
    )
    for stratum in STRATA:
        ours = [row for row in rows if row["stratum"] == stratum]
        told = [row for row in ours if row["same"] != "?"]
        right, pairs = sum(row["same"] == "1" for row in told), int(ours[0]["pairs"]) if ours else 0
        low, high = wilson(right, len(told))
        share = right / max(1, len(told))
        cells = (stratum, pairs, len(ours), right, len(ours) - len(told), f"{share:.2f} ({low:.2f}–{high:.2f})")
        print("| " + " | ".join(map(str, cells)) + f" | {share * pairs:.0f} |")


if __name__ == "__main__":
    run(main)
