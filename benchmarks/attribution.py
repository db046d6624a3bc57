"""Where attribution goes wrong: `python benchmarks/attribution.py FEATURES GOLD.jsonl` counts errors by cause.

GOLD has one annotated article a line: {"id", "text", "attributions": [{"cue", "source", "resolved", "content", "cue_class",
"mode", "source_type", "source_side"}]}, spans as [start, end] over `text`. FEATURES is made from the same articles. Spans are
compared on letters and digits; cues are paired where they share one, the pair with the closest content first.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from scipy.optimize import linear_sum_assignment

from features.text import read

Span = Sequence[int]
CLASSES = ("cue_class", "mode", "source_type", "source_side")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", type=Path)
    parser.add_argument("gold", type=Path)
    a = parser.parse_args()
    rows = pq.read_table(a.features / "attributions.parquet").to_pylist()
    counts: Counter[tuple[str, str]] = Counter()
    for line in a.gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        count(article, [row for row in rows if row["article"] == str(article["id"])], counts)
    print("| what | cause | n |\n|---|---|---|")
    for (what, cause), n in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        print(f"| {what} | {cause} | {n} |")


def count(article: dict[str, Any], found: Sequence[dict[str, Any]], counts: Counter[tuple[str, str]]) -> None:
    text, gold = article["text"], article["attributions"]
    reading = read(text)
    known = [reading.hit_span(h) for name in ("cues", "distance") for h in reading.hits.get(name, ())]
    pairs = paired(text, gold, found)
    for i in set(range(len(gold))) - {i for i, _ in pairs}:
        start, end = gold[i]["cue"]
        seen = any(s < end and start < e for s, e in known) or text[start:end].strip() == ":"
        counts["cue missed", "a rule passed over a known cue" if seen else "no cue of the lexicon"] += 1
    for j in set(range(len(found))) - {j for _, j in pairs}:
        counts["cue spurious", found[j]["cue_class"]] += 1
    for i, j in pairs:
        counts["cue found", "all"] += 1
        compare(text, gold[i], found[j], counts)


def compare(text: str, gold: dict[str, Any], row: dict[str, Any], counts: Counter[tuple[str, str]]) -> None:
    wanted, told = letters(text, [gold["source"]]), letters(text, [span(row, "source")])
    if f1(wanted, told) < 0.5:
        counts["source", blame(wanted, told, "none told", "none there")] += 1
    wanted, told = letters(text, [gold.get("resolved")]), letters(text, [span(row, "resolved")])
    if not gold["source"] and f1(wanted, told) < 0.5:
        same = wanted and told and "".join(text[i] for i in sorted(wanted)) == "".join(text[i] for i in sorted(told))
        cause = "the same words elsewhere" if same else blame(wanted, told, "none told", "nobody to resolve")
        counts["resolved", cause] += 1
    wanted, told = letters(text, gold["content"]), letters(text, [(c["start"], c["end"]) for c in row["content"]])
    if f1(wanted, told) < 0.8:
        counts["content", blame(wanted, told, "", "")] += 1
    for name in CLASSES:
        if gold[name] != row[name]:
            counts[name, f"{gold[name]} told {row[name]}"] += 1


def blame(wanted: frozenset[int], told: frozenset[int], none_told: str, none_there: str) -> str:
    """How two sets of letters differ."""
    if not told or not wanted:
        return none_told if wanted else none_there
    if not wanted & told:
        return "other words"
    return "too short" if told < wanted else "too long" if wanted < told else "shifted"


def paired(text: str, gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    weights = np.zeros((len(gold), len(found)))
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            if max(g["cue"][0], p["cue_start"]) < min(g["cue"][1], p["cue_end"]):
                told = letters(text, [(c["start"], c["end"]) for c in p["content"]])
                weights[i, j] = 1 + f1(letters(text, g["content"]), told)
    chosen = zip(*linear_sum_assignment(-weights), strict=True)
    return [(int(i), int(j)) for i, j in chosen if weights[i, j] > 0]


def span(row: dict[str, Any], name: str) -> Span | None:
    return None if row[f"{name}_start"] is None else (row[f"{name}_start"], row[f"{name}_end"])


def letters(text: str, spans: Iterable[Span | None]) -> frozenset[int]:
    return frozenset(i for s in spans if s is not None for i in range(s[0], s[1]) if text[i].isalnum())


def f1(one: frozenset[int], other: frozenset[int]) -> float:
    return 1.0 if not one and not other else 2 * len(one & other) / (len(one) + len(other))


if __name__ == "__main__":
    main()
