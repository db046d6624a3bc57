"""Are the hits right? `python benchmarks/hits.py CORPUS --n 200 --seed 0 --out /tmp/hits.tsv` draws some to be read.

Half are mentions of names, half attributions; each hit of the corpus is equally likely, but no article gives two. The TSV
holds words of articles, so it is refused inside the repository. A reader fills its last columns with 1 or 0 (and `note`);
`python benchmarks/hits.py --judged FILE [FILE...]` then prints the precision tables of docs/lexicons.md.
"""

import argparse
import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import joblib
import numpy as np

from features.article import Article, Attribution, Mention, Span
from features.extract import extract
from features.read import articles
from features.text import Reading, read
from seeds.chain import Refused, run

REPOSITORY = Path(__file__).resolve().parent.parent
DRAWN = ("kind", "group", "row", "article", "start", "before", "words", "after", "told", "source", "content")
QUESTIONS = {"name": ("hit", "value", "voice"), "cue": ("hit", "value", "source_ok", "content_ok")}
JUDGED = ("hit", "value", "voice", "source_ok", "content_ok", "note")
Z90 = 1.6448536


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--around", type=int, default=60, help="characters shown on either side")
    parser.add_argument("--out", type=Path, default=Path("/tmp/hits.tsv"))
    parser.add_argument("--judged", nargs="+", type=Path, default=[], help="files already read: print their tables")
    a = parser.parse_args()
    if a.judged:
        print_tables([row for path in a.judged for row in judged(path)])
        return
    if a.corpus is None:
        raise Refused("benchmarks/hits.py: no corpus; give one, or --judged FILE")
    if a.out.resolve().is_relative_to(REPOSITORY):
        raise Refused(f"{a.out}: lies in the repository, where no words of articles may be; give a path outside")
    rows = drawn(a.corpus, a.n, a.seed, a.around)
    with a.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, (*DRAWN, *JUDGED), delimiter="\t", restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    print(f"{a.out}: {len(rows)} hits, seed {a.seed}; it holds words of articles")


def drawn(corpus: Path, n: int, seed: int, around: int) -> list[dict[str, str]]:
    """Half of n mentions and as many attributions, one of an article at most."""
    found = [item for item in articles(corpus) if isinstance(item, Article)]
    counts = joblib.Parallel(n_jobs=2, batch_size=64)(joblib.delayed(counted)(article) for article in found)
    rng = np.random.default_rng(seed)
    used: set[int] = set()
    rows = []
    for kind in (0, 1):
        places = [(i, k) for i, pair in enumerate(counts) for k in range(pair[kind])]
        for i, k in chosen(places, rng, used, n // 2):
            taken = extract(found[i])
            reading = read(found[i].text)
            row = cue_row(reading, taken.attributions[k]) if kind else name_row(taken.names[k], taken.attributions)
            span = taken.attributions[k].cue if kind else taken.names[k].span
            rows.append({"article": found[i].id, **shown(found[i].text, span, around), **row})
    return rows


def counted(article: Article) -> tuple[int, int]:
    """How many mentions and attributions an article has."""
    taken = extract(article)
    return len(taken.names), len(taken.attributions)


def chosen(
    places: Sequence[tuple[int, int]], rng: np.random.Generator, used: set[int], n: int
) -> Iterator[tuple[int, int]]:
    """The first n of a random order whose article is not used yet."""
    for at in rng.permutation(len(places)).tolist():
        article, hit = places[at]
        if n and article not in used:
            used.add(article)
            n -= 1
            yield article, hit


def shown(text: str, span: Span, around: int) -> dict[str, str]:
    return {
        "start": str(span.start),
        "before": one_line(text[max(0, span.start - around) : span.start]),
        "words": one_line(span.of(text)),
        "after": one_line(text[span.end : span.end + around]),
    }


def name_row(mention: Mention, attributions: Sequence[Attribution]) -> dict[str, str]:
    around = next((a for a in attributions if a.number == mention.attribution), None)
    told = f"{mention.valence:+d} {mention.voice}" + (f" (cue {around.lemma})" if around else "")
    return {"kind": "name", "group": mention.referent, "row": mention.name, "told": told}


def cue_row(reading: Reading, found: Attribution) -> dict[str, str]:
    text = reading.original
    source = found.source.of(text) if found.source else f"({found.resolved.of(text)})" if found.resolved else "-"
    told = f"{found.cue_class} {found.mode} {found.source_type}/{found.source_side}"
    content = " … ".join(one_line(s.of(text)) for s in found.content)
    group, row = cue_kind(reading, found)
    return {"kind": "cue", "group": group, "row": row, "told": told, "source": one_line(source), "content": content}


def cue_kind(reading: Reading, found: Attribution) -> tuple[str, str]:
    """Kind and row of the wording behind a cue; a headline's colon has no row."""
    if found.lemma == ":":
        return "headline", ":"
    start, end = (bisect_left(reading.words.at, edge) for edge in found.cue)
    for lexicon in ("cues", "distance"):
        within = [h.entry for h in reading.hits.get(lexicon, ()) if start <= h.first < end]
        within = [e for e in within if e.traits.get("lemma", found.lemma) == found.lemma] or within
        if within:
            return (within[0].group if lexicon == "cues" else "distance"), within[0].id
    return "relay", found.lemma


def one_line(words: str) -> str:
    return " ".join(words.split())


def judged(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for number, row in enumerate(rows, start=2):
        for question in QUESTIONS[row["kind"]]:
            if row[question] not in ("0", "1"):
                raise Refused(f"{path}:{number}: {question} is '{row[question]}'; judge it 1 or 0")
    return rows


def print_tables(rows: Sequence[dict[str, str]]) -> None:
    """Precision by group; what is no hit at all is wrong in every further question too."""
    for kind, questions in QUESTIONS.items():
        ours = [row for row in rows if row["kind"] == kind]
        groups: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in ours:
            groups[row["group"]].append(row)
        print(f"| {kind}s | n | " + " | ".join((*questions, "all")) + " |")
        print("|---" * (len(questions) + 3) + "|")
        for group, members in [*sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])), ("all", ours)]:
            right = [[r["hit"] == r[q] == "1" for r in members] for q in questions]
            right.append([all(answers) for answers in zip(*right, strict=True)])
            print(f"| {group} | {len(members)} | " + " | ".join(told(sum(r), len(r)) for r in right) + " |")
        print()


def told(right: int, n: int) -> str:
    low, high = wilson(right, n)
    return f"{right} ({low:.2f}–{high:.2f})"


def wilson(right: int, n: int, z: float = Z90) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927), 90 % by default."""
    if not n:
        return 0.0, 1.0
    share, spread = right / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * (share * (1 - share) / n + spread / (4 * n)) ** 0.5 / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


if __name__ == "__main__":
    run(main)
