"""Where do real outlets stand, and how far can it be trusted? `python benchmarks/positions.py FEATURES LABELS [--out OUT.json]`.

FEATURES is a folder made by `python -m features`, LABELS a table of outlets and camps. Prints the tables of docs/results.md:
camps apart, crawls of one outlet, steadiness, confounds, other methods, and the whole ranking. Labels play no part in the
positions.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from evaluate import camps, confounds, rivals, stability
from evaluate.report import rounded
from seeds.chain import positive, run
from train import ideal, labels, scale, store
from train.bootstrap import FIRST, SECOND
from train.choices import Choices, Floats, count, mentions
from train.config import Config
from train.ranks import ranks

LEAST = (10, 5, 3)
QUARTER = 0.25
FOLDS = 5  # of owners
MATCHED = 3  # articles on shared events for an outlet to be compared


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """A features folder placed: its tables, scale, choices, and by outlet value, low, high, n articles and camp."""

    tables: dict[str, pd.DataFrame]
    made: dict[str, Any]
    choices: Choices
    placed: pd.DataFrame

    @property
    def model(self) -> ideal.Model:
        """The scale's model."""
        return scale.model(self.made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--workers", type=positive, default=2)
    parser.add_argument("--out", type=Path)
    a = parser.parse_args()
    corpus = read(a.features, a.labels)
    parts = (apart, unseen, crawls, steady, confounded, beside, ranking)
    found = {part.__name__: part(corpus, a.workers) for part in parts}
    for name, rows in found.items():
        print(f"\n## {name}\n")
        print_table(rows)
    if a.out:
        store.write_json(a.out, rounded(found | {"model": corpus.made["model"]}))


def read(folder: Path, table: Path) -> Corpus:
    material = store.read(folder)
    tables = {n: pd.read_parquet(folder / f"{n}.parquet") for n in ("articles", "features")} | {"names": material.names}
    made = scale.learn(material.names, material.articles, Config())
    counted = mentions(material.names, material.articles)
    choices = count(counted, material.articles, scale.model(made).vocabulary)
    placed = pd.DataFrame(made["outlets"]).T.loc[list(choices.outlets)]
    articles = material.articles
    for camp, given in (("camp", table), ("registry", None)):
        articles[camp] = labels.attach(material.articles, given, "camp").of_article
    first = articles.groupby("outlet")[["canonical", "owner", "camp", "registry"]].first()
    lean = choices.counts @ choices.vocabulary.lean
    pooled = np.bincount(choices.outlet, lean, len(placed)) / np.maximum(placed["mentions"], 1)
    return Corpus(tables, made, choices, placed.join(first).assign(share=pooled))


def apart(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """Camps apart, by the given labels and by the registry's."""
    del workers
    rows = []
    for by in ("camp", "registry"):
        for least in LEAST:
            some = corpus.placed[(corpus.placed["articles"] >= least) & corpus.placed[by].isin([FIRST, SECOND])]
            high, owners = (some[by] == FIRST).to_numpy(), some["owner"].tolist()
            found = camps.apart(some["value"].to_numpy(float), high, owners)
            share = camps.area(some["share"].to_numpy(float), high)
            rows.append({"labels": by, "articles >=": least} | asdict(found) | {"auc of raw share": share})
    return rows


def unseen(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """Camps apart where each outlet is placed by a scale learnt without its owner, by FOLDS folds of owners."""
    del workers
    articles, names = corpus.tables["articles"], corpus.tables["names"]
    articles = articles[articles["outlet"].isin(corpus.placed.index)]  # not those of nothing but near-duplicates
    owner = articles["outlet"].map(corpus.placed["owner"])
    fold = owner.map({o: i % FOLDS for i, o in enumerate(np.random.default_rng(0).permutation(sorted(owner.unique())))})
    placed: dict[str, float] = {}
    for k in range(FOLDS):
        known, asked = articles[fold != k], articles[fold == k]
        made = scale.learn(names[names["article"].isin(known["article"])], known, Config())
        found = scale.place(made, names[names["article"].isin(asked["article"])], asked)
        placed |= {o: float(p["value"]) for o, p in found.items()}
    value = corpus.placed.index.to_series().map(placed)
    rows = []
    for least in LEAST:
        some = corpus.placed[(corpus.placed["articles"] >= least) & corpus.placed["camp"].isin([FIRST, SECOND])]
        found = camps.apart(
            value[some.index].to_numpy(float), (some["camp"] == FIRST).to_numpy(), some["owner"].tolist()
        )
        big = corpus.placed.index[corpus.placed["articles"] >= least]
        pair = _pair(value[big].to_numpy(float), corpus.placed.loc[big, "value"].to_numpy(float))
        rows.append({"articles >=": least} | asdict(found) | {f"{k} with positions by all": v for k, v in pair.items()})
    return rows


def crawls(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """Outlets that are crawls of one: their difference, its interval, and a quarter of the distance of camps' means."""
    del workers
    some = corpus.placed[corpus.placed["articles"] >= LEAST[0]]
    means = some.groupby("camp")["value"].mean()
    rows = []
    for _, group in some.groupby("canonical"):
        for one, other in combinations(group.index, 2):
            a, b = group.loc[one], group.loc[other]
            difference = abs(a["value"] - b["value"])
            first, second = (a, b) if a["value"] > b["value"] else (b, a)
            below = np.hypot(first["value"] - first["low"], second["high"] - second["value"])
            above = np.hypot(first["high"] - first["value"], second["value"] - second["low"])
            quarter = QUARTER * (means[FIRST] - means[SECOND])
            ends = {"low": difference - below, "high": difference + above}
            rows.append({"outlets": f"{one}, {other}", "difference": difference} | ends | {"a quarter": quarter})
    return rows


def steady(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """Reliability, and what becomes of positions with fewer articles, one referent less, one outlet less."""
    choices, model, unit = corpus.choices, corpus.model, corpus.made["unit"]
    value, size = corpus.placed["value"].to_numpy(float), choices.size()
    big = np.flatnonzero(size >= stability.FEWEST)
    halves, samples = stability.halves(choices, model, 0), stability.steadiness(choices, model, 0)
    rows: list[dict[str, Any]] = [{"what": "halves of articles, stepped up", "outlets": halves.outlets} | _both(halves)]
    rows[0]["reliability"] = halves.reliability
    rows += [{"what": f"two samples of {s.articles} articles", "outlets": s.outlets} | _both(s) for s in samples]
    few = stability.rarefied(choices, model, 0)
    others = {f"{stability.FEWEST} articles of each": few}
    others |= {f"without {g}": v for g, v in stability.without_referent(choices, model).items()}
    for what, values in others.items():
        rows.append({"what": f"{what}, against all", "outlets": len(big)} | _pair(values[big], value[big]))
    left = stability.on_unit(stability.without_outlet(choices, model, big.tolist(), workers), unit)
    largest = np.abs(left - value)[:, big].max(axis=1)
    worst = corpus.placed.index[big[int(largest.argmax())]]
    rows.append(
        {"what": f"largest move when one outlet is left out of the fit ({worst})", "value": float(largest.max())}
    )
    rows.append({"what": "the raw naming share, against positions", "outlets": len(big)})
    rows[-1] |= _pair(corpus.placed["share"].to_numpy(float)[big], value[big])
    return rows


def _both(found: Any) -> dict[str, float]:
    return {"pearson": found.pearson, "spearman": found.spearman}


def _pair(one: Floats, other: Floats) -> dict[str, float]:
    return {"pearson": float(np.corrcoef(one, other)[0, 1]), "spearman": float(spearmanr(one, other).statistic)}


def confounded(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """Each family of covariates taken out, and all; and the same events only."""
    del workers
    big = corpus.choices.size() >= stability.FEWEST
    rows = []
    for family, found in corrections(corpus):
        names = corpus.placed.index[big & found.moved]
        pair = _pair(found.corrected[big], found.value[big])
        rows.append(
            {"taken out": family, "outlets": int(big.sum())} | pair | {"moved beyond the interval": ", ".join(names)}
        )
    same = events(corpus)
    some = big & (same.articles >= MATCHED)
    pair = _pair(same.value[some], corpus.placed["value"].to_numpy(float)[some])
    rows.append({"taken out": "all but shared events", "outlets": int(some.sum())} | pair)
    return rows


def corrections(corpus: Corpus) -> Iterator[tuple[str, confounds.Corrected]]:
    X = confounds.covariates(corpus.choices, corpus.tables)
    for family, columns in (*X.items(), ("all", np.column_stack(list(X.values())))):
        yield family, confounds.correct(corpus.choices, corpus.model, corpus.made, columns)


def events(corpus: Corpus) -> confounds.Matched:
    stories = corpus.tables["articles"].set_index("article")["story"].loc[list(corpus.choices.articles)]
    return confounds.matched(corpus.choices, corpus.model, [None if pd.isna(s) else str(s) for s in stories])


def beside(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """Other methods on the same outlets: rank correlations, separation of camps, and where they disagree with ours."""
    del workers
    big = np.flatnonzero(corpus.choices.size() >= stability.FEWEST)
    some = corpus.placed.iloc[big]
    counts, lean = rivals.table(corpus.choices, big)
    known = some["camp"].map({FIRST: 1.0, SECOND: -1.0}).to_numpy(float)
    texts = corpus.tables["articles"].set_index("article")["text"].loc[list(corpus.choices.articles)].tolist()
    methods = {
        "isnad": some["value"].to_numpy(float),
        "raw share": some["share"].to_numpy(float),
        "correspondence analysis": rivals.correspondence(counts, lean),
        "wordfish": rivals.wordfish(counts, lean),
        "wordscores": rivals.wordscores(counts, known),
        "latent semantic scaling": rivals.latent_semantic(texts, corpus.choices, 0)[big],
    }
    table, given = rivals.agreement(methods), ~np.isnan(known)
    far = rivals.disagreements(some.index.tolist(), methods, "isnad")
    return [
        {"method": method}
        | table[method]
        | {"auc": camps.area(values[given], known[given] > 0)}
        | {
            "ranks far from ours": ", ".join(
                f"{o} ({theirs}, ours {ours})" for o, m, ours, theirs in far if m == method
            )
        }
        for method, values in methods.items()
    ]


def ranking(corpus: Corpus, workers: int) -> list[dict[str, Any]]:
    """All outlets of enough articles from Damascus down."""
    del workers
    big, config = np.flatnonzero(corpus.choices.size() >= stability.FEWEST), Config()
    beliefs = ideal.posterior(corpus.choices, corpus.model)[big]  # ranks among these, not among all that are placed
    rank = ranks([corpus.choices.outlets[i] for i in big], beliefs, config.interval, config.draws, 0)
    few = stability.on_unit(stability.rarefied(corpus.choices, corpus.model, 0), corpus.made["unit"])
    less = stability.without_referent(corpus.choices, corpus.model)
    low, high = (stability.on_unit(ends, corpus.made["unit"]) for ends in stability.band(list(less.values())))
    taken = dict(corrections(corpus))["all"]
    rows = []
    for i in sorted(big, key=lambda i: -corpus.placed["value"].iloc[i]):
        row = corpus.placed.iloc[i]
        told = rank[row.name]
        rows.append(
            {
                "outlet": row.name,
                "camp": row["camp"] if isinstance(row["camp"], str) else "",
                "articles": int(row["articles"]),
                "position": f"{row['value']:.2f} ({row['low']:.2f} to {row['high']:.2f})",
                "by sources": f"{row['cited']['value']:.2f} ({row['cited']['low']:.2f} to {row['cited']['high']:.2f})",
                "by both": f"{row['joint']['value']:.2f}",
                "rank": f"{told['low']:.0f}–{told['high']:.0f}",
                "by 10 articles": few[i],
                "less one referent": f"{low[i]:.2f} to {high[i]:.2f}",
                "corrected": f"{taken.corrected[i]:.2f}{' *' if taken.moved[i] else ''}",
            }
        )
    return rows


def print_table(rows: Sequence[dict[str, Any]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")
    for row in rows:
        print("| " + " | ".join(cell(row.get(c)) for c in columns) + " |")


def cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2g}" if 0 < abs(value) < 0.005 else f"{value:.2f}"
    if isinstance(value, tuple):
        return " and ".join(map(str, value))
    return "" if value is None else str(value)


if __name__ == "__main__":
    run(main)
