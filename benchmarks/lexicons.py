"""How much of a corpus do the lexicons see? `python benchmarks/lexicons.py FEATURES` prints the tables of docs/lexicons.md.

FEATURES is a folder made by `python -m features`; near-duplicates in it are left out. A hit is a wording found as a whole
word, longest first; whether it then counts (as a mention, a cue, a speaker) is decided by what stands around it.
"""

import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from features.speakers import REFERENTS
from features.wordings import finder
from seeds.chain import Refused, run
from seeds.lexicon import FURTHER, REJECTED, load, names

TOP = 12


class Place(NamedTuple):
    """Where a spelling stands; `sense` is its category, or the side of its referent, so that lexicons can be compared."""

    lexicon: str
    group: str
    row: str
    sense: str


class Seen(NamedTuple):
    """Hits by lexicon and row, hits by lexicon and spelling, articles by lexicon and group, words and articles read."""

    rows: Counter[tuple[str, str]]
    spellings: Counter[tuple[str, str]]
    articles: Counter[tuple[str, str]]
    n_words: int
    n_articles: int


def main() -> None:
    if len(sys.argv) != 2 or not (folder := Path(sys.argv[1])).joinpath("articles.parquet").exists():
        raise Refused("benchmarks/lexicons.py: give a folder made by `python -m features`")
    articles = pd.read_parquet(folder / "articles.parquet", columns=["text", "n_words", "duplicate_of"])
    articles = articles[articles["duplicate_of"].isna()]
    seen = looked_for(list(articles["text"]), int(articles["n_words"].sum()))
    mentions = pd.read_parquet(folder / "names.parquet", columns=["referent", "masked"])
    further = pd.read_parquet(folder / "further_names.parquet", columns=["referent", "masked"])
    counted = Counter(pd.concat(kept["referent"][~kept["masked"]] for kept in (mentions, further)))
    print(f"{seen.n_articles} articles, {seen.n_words} words\n")
    print_coverage(seen, counted)
    places = spellings()
    print_overlap(places)
    print_conflicts(places, seen)


def looked_for(texts: list[str], n_words: int) -> Seen:
    rows: Counter[tuple[str, str]] = Counter()
    spelled: Counter[tuple[str, str]] = Counter()
    covered: Counter[tuple[str, str]] = Counter()
    find = finder().find
    for words in (words for text in texts for words in finder().cut([text])):
        groups: set[tuple[str, str]] = set()
        for lexicon, hits in find(words).items():
            rows.update((lexicon, h.entry.id) for h in hits)
            spelled.update((lexicon, words.text[h.start : h.end]) for h in hits)
            groups.update((lexicon, group) for h in hits for group in (h.entry.group, ""))
        covered.update(groups)
    return Seen(rows, spelled, covered, n_words, len(texts))


def print_coverage(seen: Seen, counted: Counter[str]) -> None:
    print("| lexicon | group | rows | rejected | spellings | rows seen | hits per 1,000 words | articles | counted |")
    print("|---" * 9 + "|")
    for name in names():
        lexicon = load(name)
        scanned = name in names(scanned=True)
        for group in ("", *(lexicon.groups if len(lexicon.groups) > 1 else ())):
            entries = [e for e in lexicon if group in ("", e.group)]
            kept = [e for e in entries if e.category != REJECTED]
            spelled = len({s for e in entries for s in e.spellings()})
            hits = [seen.rows[name, e.id] + seen.rows[name + FURTHER, e.id] for e in kept]
            articles = max(seen.articles[name, group], seen.articles[name + FURTHER, group])
            cells = [
                f"**{name}**" if not group else "",
                group or "all",
                len(kept),
                len(entries) - len(kept),
                spelled,
                sum(h > 0 for h in hits) if scanned else "–",
                f"{1000 * sum(hits) / seen.n_words:.2f}" if scanned else "–",
                f"{articles / seen.n_articles:.0%}" if scanned else "–",
                counted[group] or "" if name == "names" and group else counted.total() if name == "names" else "",
            ]
            print("| " + " | ".join(str(c) for c in cells) + " |")
    print()


def spellings() -> dict[str, list[Place]]:
    """Every folded spelling of all scanned lexicons, and the rows it stands in."""
    found: dict[str, list[Place]] = defaultdict(list)
    for name in names(scanned=True):
        for entry in load(name):
            side = REFERENTS.get(entry.group, ("", entry.category))[1] if name == "names" else entry.category
            sense = entry.category if entry.category == REJECTED else side
            for spelling in entry.spellings():
                found[spelling].append(Place(name, entry.group, entry.id, sense))
    return found


def print_overlap(places: dict[str, list[Place]]) -> None:
    """Spellings that two lexicons (or two groups of one) share, by how their senses agree."""
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for rows in places.values():
        for a, b in combinations(sorted(rows), 2):
            tally[a.lexicon, b.lexicon][relation(a, b)] += 1
    columns = ("agree", "conflict", "side left open in one", "rejected in one", "rejected in both", "other question")
    print("| lexicons | " + " | ".join(columns) + " |\n" + "|---" * (len(columns) + 1) + "|")
    for (one, other), counts in sorted(tally.items()):
        title = f"{one}, between its groups" if one == other else f"{one} and {other}"
        print(f"| {title} | " + " | ".join(str(counts[c]) for c in columns) + " |")
    print()


def relation(a: Place, b: Place) -> str:
    """How two places of one spelling stand to each other; senses compare where both are sides, or of one lexicon."""
    if REJECTED in (a.sense, b.sense):
        return "rejected in both" if a.sense == b.sense else "rejected in one"
    sides = {side for _, side in REFERENTS.values()} | set(load("speakers").categories)
    if a.lexicon == b.lexicon == "names":
        return "conflict"  # one wording for two referents: the text must decide
    if a.lexicon == b.lexicon or {a.sense, b.sense} <= sides:
        if "none" in (a.sense, b.sense) and a.sense != b.sense:
            return "side left open in one"
        return "agree" if a.sense == b.sense else "conflict"
    return "other question"


def print_conflicts(places: dict[str, list[Place]], seen: Seen) -> None:
    """The conflicts that the corpus meets most often."""
    found = []
    for spelling, rows in places.items():
        for a, b in combinations(sorted(rows), 2):
            how = relation(a, b)
            if how in ("conflict", "rejected in one"):
                n = max(seen.spellings[a.lexicon, spelling], seen.spellings[b.lexicon, spelling])
                found.append((how, -n, spelling, a, b))
    for how in ("conflict", "rejected in one"):
        ours = sorted(f for f in found if f[0] == how)
        print(f"{how} ({len(ours)}), the most frequent:\n\n| spelling | hits | here | there |\n|---|---|---|---|")
        for _, n, spelling, a, b in ours[:TOP]:
            print(f"| {spelling} | {-n} | {cell(a)} | {cell(b)} |")
        print()


def cell(place: Place) -> str:
    return f"{place.lexicon} `{place.row}` {place.group} {place.sense}"


if __name__ == "__main__":
    run(main)
