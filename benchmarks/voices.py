"""Do sources' words tell where an outlet stands? `python benchmarks/voices.py FEATURES LABELS`.

Held-out evidence: on the outlets of a fifth of the owners, by numbers fitted on the others, half of each outlet's articles may
be read; how much better are its own-voice choices in the other half foretold (log likelihood, per outlet) where, beside the
own voice, what sources are let call actors is read, or which sides are cited? Then positions by the own voice, by what
sources are let say given the side cited, and by both: camps apart, split-half reliability, crawls of one outlet.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.positions import LEAST, print_table, read
from evaluate import camps, stability
from seeds.chain import run
from train import ideal, items, scale
from train.bootstrap import FIRST, SECOND
from train.choices import Choices, Floats, Ints, Vocabulary, cited, count, effective, mentions, vocabulary
from train.choices import camps as camps_of_sides

FOLDS = 5
SEEN = (2, 5, 10)  # articles of an outlet
LEAN = {FIRST: 1.0, SECOND: -1.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", type=Path)
    parser.add_argument("labels", type=Path)
    a = parser.parse_args()
    corpus = read(a.features, a.labels)
    articles, names = corpus.tables["articles"], corpus.tables["names"]
    said = pd.read_parquet(a.features / "attributions.parquet", columns=["article", "source_side", "masked"])
    kinds = {"what sources are let say": cited(names, articles), "which sides are cited": sides(said, articles)}
    print_table(foretold(mentions(names, articles), kinds, articles, corpus.placed["owner"]))
    print()
    print_table(voices(corpus))


def sides(said: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Citations as choices among sides; the lean of a side is that of its camp."""
    whole = articles.loc[articles["duplicate_of"].isna(), "article"]
    said = said[~said["masked"].astype(bool) & said["article"].isin(whole)]
    lean = said["source_side"].map(camps_of_sides()).map(LEAN).fillna(0.0)
    return pd.DataFrame({"article": said["article"], "referent": "CITED", "name": said["source_side"], "valence": lean})


def words(table: pd.DataFrame) -> Vocabulary:
    if not table["referent"].eq("CITED").all():
        return vocabulary(table)
    one = table.groupby("name")["valence"].mean()
    return Vocabulary(("CITED",), tuple(one.index), np.zeros(len(one), np.int64), one.to_numpy(np.float64))


def foretold(
    own: pd.DataFrame, kinds: dict[str, pd.DataFrame], articles: pd.DataFrame, owner: pd.Series
) -> list[dict[str, Any]]:
    """Gain in log likelihood of held-out own-voice choices, mean over outlets and its standard error, by kind of choice."""
    articles = articles[articles["outlet"].isin(owner.index)]
    names = np.random.default_rng(0).permutation(sorted(owner.unique()))
    fold = articles["outlet"].map(owner).map({o: i % FOLDS for i, o in enumerate(names)})
    parts = [fold_gains(own, kinds, articles[fold != k], articles[fold == k], k) for k in range(FOLDS)]
    gains = pd.concat(parts)
    rows = []
    for kind in kinds:
        for least in SEEN:
            some = gains.loc[gains["articles"] >= least, kind]
            rows.append({"read beside": kind, "articles >=": least, "outlets": len(some)})
            rows[-1] |= {"gain": f"{some.mean():.3f}", "standard error": f"{some.std() / len(some) ** 0.5:.3f}"}
            rows[-1] |= {"above 0": float((some > 0).mean())}
    return rows


def fold_gains(
    own: pd.DataFrame, kinds: dict[str, pd.DataFrame], known: pd.DataFrame, asked: pd.DataFrame, seed: int
) -> pd.DataFrame:
    """Of each outlet asked: its articles, and the gain by each kind."""
    here = own[own["article"].isin(known["article"])]
    learnt = count(here, known, vocabulary(here))
    model = items.fit(learnt)
    here = own[own["article"].isin(asked["article"])]
    whole = count(here, asked, model.vocabulary)
    read = np.flatnonzero(np.random.default_rng(seed).random(len(whole.articles)) < 0.5)
    before = evidence(whole, model) - evidence(whole.some(read), model)
    gains = pd.DataFrame({"articles": whole.size()}, index=list(whole.outlets))
    given = ideal.posterior(learnt, model, ideal.NODES)
    for kind, table in kinds.items():
        some = table[table["article"].isin(known["article"])]
        heard = count(some, known, words(some))
        theirs = items.fit(heard, rounds=scale.CITED_ROUNDS, given=given)
        there = table[table["article"].isin(asked["article"])]
        read_too = count(there, asked, theirs.vocabulary).some(read)
        belief = ideal.posterior(read_too, theirs, ideal.NODES)
        gains[kind] = evidence(whole, model, belief) - evidence(whole.some(read), model, belief) - before
    return gains[np.bincount(whole.outlet[read], minlength=len(gains)) > 0]


def evidence(choices: Choices, model: ideal.Model, given: Floats | None = None) -> Floats:
    """Log likelihood of each outlet's choices."""
    counts = choices.by_outlet(effective(choices, model.rho))
    return ideal.beliefs(counts, model, ideal.NODES, given, backward=False).likelihood


def voices(corpus: Any) -> list[dict[str, Any]]:
    """Positions by each voice: camps apart, reliability, correlation with the own voice, crawls of one outlet."""
    articles, names, placed = corpus.tables["articles"], corpus.tables["names"], corpus.placed
    theirs = scale.model(corpus.made["cited"])
    heard = count(cited(names, articles), articles, theirs.vocabulary)
    x = ideal.grid(stability.COARSE)

    def by(rows: Ints, kind: str) -> Floats:
        own = ideal.posterior(corpus.choices.some(rows), corpus.model, stability.COARSE)
        if kind == "own":
            return own @ x
        given = own if kind == "joint" else None
        return ideal.posterior(heard.some(rows), theirs, stability.COARSE, given=given) @ x

    rows = []
    big = (placed["articles"] >= LEAST[0]).to_numpy()
    for kind in ("own", "cited", "joint"):
        value = (placed["value"] if kind == "own" else placed[kind].map(lambda p: p["value"])).to_numpy(float)
        row: dict[str, Any] = {"by": kind}
        for least in LEAST:
            some = ((placed["articles"] >= least) & placed["camp"].isin([FIRST, SECOND])).to_numpy()
            row[f"AUC, {least}"] = camps.area(value[some], (placed["camp"] == FIRST).to_numpy()[some])
        halves = stability.halves(corpus.choices, corpus.model, 0, place=lambda rows, kind=kind: by(rows, kind))
        row |= {"halves": halves.pearson, "ranks of halves": halves.spearman, "reliability": halves.reliability}
        own = placed["value"].to_numpy(float)
        row["with own voice"] = float(np.corrcoef(value[big], own[big])[0, 1])
        means = [value[big & (placed["camp"] == camp).to_numpy()].mean() for camp in (FIRST, SECOND)]
        row["a quarter of the camps"] = (means[0] - means[1]) / 4
        for _, group in placed[big].groupby("canonical"):
            if len(group) > 1:
                two = [value[placed.index.get_loc(outlet)] for outlet in group.index]
                row[", ".join(group.index)] = max(two) - min(two)
        rows.append(row)
    return rows


if __name__ == "__main__":
    run(main)
