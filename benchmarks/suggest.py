"""Does `features.suggest` find what a scholar would have listed? `python benchmarks/suggest.py FEATURES [DRAWS [SEED]]`.

FEATURES is a folder made by `python -m features`. In each draw (seeds SEED, SEED + 1, ...; from 0) a tenth of the wordings of
names.tsv that are not rejected is taken out of the lexicon, once as whole rows and once as single forms, and the corpus is read
anew with what is left: where a hidden wording stood, a shorter known one within it may now be found (`داعش` in `تنظيم داعش`),
as for any wording nobody listed. Counted are hidden wordings found 5 times or more in the corpus by the whole lexicon, longest
wording first (for forms: of their key, that is with their inflections); one is proposed if a proposal among the first 300 has
the key of one of its spellings. What cannot be proposed is not counted, and printed: a form whose inflection stays in the
lexicon, a row of which every wording that comes 5 times stands in another row too (`الاحتلال`, of several powers) or of which
none does (only its wordings together). Beside it: the commonest phrases, in order of count.
"""

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from features import proposals, suggest, tokens
from seeds.chain import manifest, positive, run
from seeds.lexicon import REJECTED, Entry, Lexicon, load

FIRST, OFTEN, SHARE, DRAWS = 300, 5, 10, 5


class Hidden(NamedTuple):
    """A wording taken out: its row, and the keys of its spellings."""

    entry: Entry
    keys: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", type=Path)
    parser.add_argument("draws", type=positive, nargs="?", default=DRAWS)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    a = parser.parse_args()
    manifest(a.features, "features")
    articles, clean = suggest.corpus(a.features)
    lexicon = load("names")
    rows, keys = counted(articles, clean, lexicon)
    print(f"{len(articles)} articles, {sum(e.category != REJECTED for e in lexicon)} rows\n")
    columns = ("hidden", "draw", "5 times or more", "not to be found", "proposed in 300", "in 1000", "by count, 300")
    print("| " + " | ".join((*columns, "referent right", "pole right")) + " |")
    print("|---" * 9 + "|")
    for kind in ("rows", "forms"):
        shares = [drawn(kind, seed, articles, clean, lexicon, rows, keys) for seed in range(a.seed, a.seed + a.draws)]
        print(f"| {kind} | **mean** | | | **{np.mean(shares):.0%}** | | | | |", flush=True)


def counted(articles: pd.DataFrame, clean: pd.DataFrame, lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """How often the whole lexicon finds each row, and each key."""
    read = tokens.read(articles["text"].tolist(), proposals.masked(articles, clean), lexicon)
    rows = Counter(entry.id for entry in read.entries)
    keys: Counter[str] = Counter()
    plain = tokens.bare(read.words, np.bincount(read.ids, minlength=len(read.words)))
    for first, stop in zip(read.first.tolist(), read.stop.tolist(), strict=True):
        begin, *others = read.ids[first:stop].tolist()
        keys[" ".join(tokens.stem(read.words[i]) for i in (plain[begin], *others))] += 1
    return rows, keys


def drawn(
    kind: str,
    seed: int,
    articles: pd.DataFrame,
    clean: pd.DataFrame,
    lexicon: Lexicon,
    rows: Counter[str],
    keys: Counter[str],
) -> float:
    """One draw: prints its line, gives the share proposed among the first 300."""
    left, hidden = (hide_rows if kind == "rows" else hide_forms)(lexicon, seed)
    held = tokens.spellings(left)
    often = [h for h in hidden if (rows[h.entry.id] if kind == "rows" else max(keys[k] for k in h.keys)) >= OFTEN]
    free = [h for h in often if kind == "rows" or not h.keys & held.keys()]
    wanted = [h for h in free if any(keys[k] >= OFTEN and k not in held for k in h.keys)]
    ranked = proposals.rank(articles, clean, left, 1000)
    place = {key: i for i, key in enumerate(ranked.keys())}
    found = [(h, min((place[k] for k in h.keys if k in place), default=10**9)) for h in wanted]
    unlisted = [i for i, key in enumerate(ranked.phrases.keys) if key not in held]
    common = {ranked.phrases.keys[i] for i in sorted(unlisted, key=lambda i: -ranked.phrases.count[i])[:FIRST]}
    hits = [(h, i) for h, i in found if i < FIRST]
    n = len(wanted)
    cells = (
        *(kind, seed, n, len(often) - n, f"{len(hits)} ({len(hits) / n:.0%})", sum(i < 1000 for _, i in found)),
        sum(bool(h.keys & common) for h in wanted),
        f"{sum(ranked.guesses[i].referent == h.entry.group for h, i in hits)} of {len(hits)}",
        f"{sum(ranked.guesses[i].pole == h.entry.category for h, i in hits)} of {len(hits)}",
    )
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    print(f"  missed: {', '.join(h.entry.id for h, i in found if i >= FIRST)}", file=sys.stderr, flush=True)
    return len(hits) / n


def hide_rows(lexicon: Lexicon, seed: int) -> tuple[Lexicon, list[Hidden]]:
    kept = [entry for entry in lexicon if entry.category != REJECTED]
    chosen = set(np.random.default_rng(seed).choice(len(kept), len(kept) // SHARE, replace=False).tolist())
    hidden = [entry for i, entry in enumerate(kept) if i in chosen]
    out = {entry.id for entry in hidden}
    left = replace(lexicon, entries=tuple(entry for entry in lexicon if entry.id not in out))
    return left, [Hidden(entry, frozenset(map(tokens.key, entry.spellings()))) for entry in hidden]


def hide_forms(lexicon: Lexicon, seed: int) -> tuple[Lexicon, list[Hidden]]:
    forms = [(entry.id, form) for entry in lexicon if entry.category != REJECTED for form in entry.forms]
    chosen = np.random.default_rng(seed).choice(len(forms), len(forms) // SHARE, replace=False)
    out = {forms[i] for i in chosen.tolist()}
    entries, hidden = [], []
    for entry in lexicon:
        forms_left = tuple(form for form in entry.forms if (entry.id, form) not in out)
        if forms_left:
            entries.append(replace(entry, forms=forms_left))
        single = (replace(entry, forms=(form,)) for form in entry.forms if (entry.id, form) in out)
        hidden += [Hidden(entry, frozenset(map(tokens.key, one.spellings()))) for one in single]
    return replace(lexicon, entries=tuple(entries)), hidden


if __name__ == "__main__":
    run(main)
