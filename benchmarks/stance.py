"""Does stance by rule agree with annotated stance? `python benchmarks/stance.py FEATURES GOLD [FEATURES GOLD ...]`.

GOLD has one article a line: {"id", "stance": {actor: -1 | 0 | 1 | null}}. Compared where both say the actor is in play: macro-F1
over the three classes, Cohen's weighted kappa, and the rank correlation of the score; for the rule as it is, for the same
components with weights and limits learnt anew without the outlet in question, for every component alone, and for the commonest
answer of each actor, learnt likewise and (flattering) on the very articles. Intervals (90 %) draw articles with replacement.
With several corpora all are pooled.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from evaluate.stance import ACTORS, COMPONENTS, HIGH, LOW, SCORE, WEIGHTS, classes, of_articles
from seeds.chain import Refused, run
from train.bootstrap import Estimate, Floats, Ints, draw_outlets, percentile

COMBINED = [c for c in COMPONENTS if WEIGHTS[c]]
LIMITS = [(low, high) for low in np.arange(-0.5, 0.0, 0.05) for high in np.arange(0.05, 0.55, 0.05)]
RIDGE = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+", metavar="FEATURES GOLD")
    a = parser.parse_args()
    if len(a.pairs) % 2:
        raise Refused("stance: give FEATURES and GOLD in turn, a features folder and the annotated articles in it")
    pairs = list(zip(a.pairs[::2], a.pairs[1::2], strict=True))
    gold = pd.concat([annotated(*pair) for pair in pairs], ignore_index=True)
    print_play(gold)
    both = gold[gold["truth"].notna() & gold["stance"].notna()].reset_index(drop=True)
    print_scores(both)
    print_actors(both)
    weights, low, high = learnt(both)
    said = ", ".join(f"{c} {w:.2f}" for c, w in zip(COMBINED, weights, strict=True))
    print(f"\nlearnt on all: {said}; neutral from {low:.2f} to {high:.2f}")


def annotated(folder: Path, path: Path) -> pd.DataFrame:
    """One row per annotated article and actor: truth, and what the rule says (stance null: not in play)."""
    tables = {n: pd.read_parquet(folder / f"{n}.parquet") for n in ("articles", "names", "attributions")}
    outlet = dict(zip(tables["articles"]["article"], tables["articles"]["outlet"], strict=True))
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [
        (str(row["id"]), outlet.get(str(row["id"]), ""), actor, row["stance"].get(actor))
        for row in map(json.loads, lines)
        for actor in ACTORS
    ]
    gold = pd.DataFrame(rows, columns=["article", "outlet", "actor", "truth"])
    return gold.merge(of_articles(tables)[0], how="left", on=["article", "actor"])


def learnt(rows: pd.DataFrame) -> tuple[Floats, float, float]:
    """Weights by ridge regression of the truth on the components, and the limits with the best macro-F1."""
    X, y = rows[COMBINED].to_numpy(float), rows["truth"].to_numpy(float)
    centred = X - X.mean(axis=0)
    weights = np.linalg.solve(centred.T @ centred + RIDGE * np.eye(len(COMBINED)), centred.T @ (y - y.mean()))
    tried = [macro_f1(y, classes(X @ weights, low, high)) for low, high in LIMITS]
    return weights, *LIMITS[int(np.argmax(tried))]


def left_out(rows: pd.DataFrame, answer: Callable[[pd.DataFrame, pd.DataFrame], Floats]) -> Floats:
    """Answers to each outlet's rows by what is learnt from the others."""
    said = np.zeros(len(rows))
    for outlet in rows["outlet"].unique():
        here = (rows["outlet"] == outlet).to_numpy()
        said[here] = answer(rows[~here], rows[here])
    return said


def by_weights(known: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    weights, low, high = learnt(known)
    return classes(asked[COMBINED].to_numpy(float) @ weights, low, high)


def by_actor(known: pd.DataFrame, asked: pd.DataFrame) -> Floats:
    common = known.groupby("actor")["truth"].agg(lambda t: t.value_counts().sort_index().idxmax())
    return asked["actor"].map(common).fillna(0).to_numpy(float)


def by_component(component: str) -> Callable[[pd.DataFrame, pd.DataFrame], Floats]:
    def answer(known: pd.DataFrame, asked: pd.DataFrame) -> Floats:
        X, y = known[component].to_numpy(float), known["truth"].to_numpy(float)
        low, high = LIMITS[int(np.argmax([macro_f1(y, classes(X, *limits)) for limits in LIMITS]))]
        return classes(asked[component].to_numpy(float), low, high)

    return answer


def macro_f1(truth: Floats, said: Floats, weight: Ints | None = None) -> float:
    table = np.bincount(
        ((truth + 1) * 3 + said + 1).astype(int), minlength=9, weights=weight if weight is not None else None
    ).reshape(3, 3)
    both = table.sum(axis=0) + table.sum(axis=1)
    return float(np.mean(np.divide(2 * np.diag(table), both, out=np.zeros(3), where=both > 0)))


def kappa(truth: Floats, said: Floats, weight: Ints) -> float:
    """Cohen's kappa, a disagreement by two classes counting double."""
    w = weight / weight.sum()
    apart = np.abs(np.subtract.outer([-1, 0, 1], [-1, 0, 1]))
    first, second = (np.array([w[x == c].sum() for c in (-1, 0, 1)]) for x in (truth, said))
    return float(1 - (w * np.abs(truth - said)).sum() / (first @ apart @ second))


def drawn(rows: pd.DataFrame, statistic: Callable[[Ints], float]) -> Estimate:
    """A statistic of row weights, with articles drawn with replacement."""
    article = pd.factorize(rows["article"])[0]
    counts = draw_outlets(np.ones((article.max() + 1, 1), bool), 0)
    return percentile(np.array([statistic(row[article]) for row in counts]))


def print_play(gold: pd.DataFrame) -> None:
    here, there = gold["stance"].notna(), gold["truth"].notna()
    counts = f"annotated {there.sum()}, by rule {here.sum()}, both {(here & there).sum()}"
    print(f"{gold['article'].nunique()} articles; in play: {counts}")


def print_scores(rows: pd.DataFrame) -> None:
    truth = rows["truth"].to_numpy(float)
    baseline = by_actor(rows, rows)
    answers: Mapping[str, Floats] = {
        f"the rule ({LOW} to {HIGH} is neutral)": rows["stance"].to_numpy(float),
        "weights and limits learnt on other outlets": left_out(rows, by_weights),
        **{f"{c} alone, limits from other outlets": left_out(rows, by_component(c)) for c in COMPONENTS},
        "commonest answer per actor, other outlets": left_out(rows, by_actor),
        "commonest answer per actor, these articles": baseline,
    }
    print("\n| answers | macro-F1 | less the last row | weighted kappa | right |\n|---|---|---|---|---|")
    for name, said in answers.items():
        cells = (
            drawn(rows, lambda w, said=said: macro_f1(truth, said, w)),
            drawn(rows, lambda w, said=said: macro_f1(truth, said, w) - macro_f1(truth, baseline, w)),
            drawn(rows, lambda w, said=said: kappa(truth, said, w)),
            drawn(rows, lambda w, said=said: float(w @ (truth == said) / w.sum())),
        )
        print(f"| {name} | " + " | ".join(map(told, cells)) + " |")


def print_actors(rows: pd.DataFrame) -> None:
    print(
        "\n| actor | n | annotated -1, 0, 1 | right | commonest answer right | rank correlation |\n|---|---|---|---|---|---|"
    )
    for actor in (*ACTORS, "all"):
        some = rows[(rows["actor"] == actor) | (actor == "all")]
        if len(some) < 3:
            continue
        truth = some["truth"]
        counts = ", ".join(str(int((truth == c).sum())) for c in (-1, 0, 1))
        right, common = (truth == some["stance"]).mean(), (truth == by_actor(some, some)).mean()
        rho = spearmanr(some[SCORE], truth).statistic if truth.nunique() > 1 else np.nan
        print(f"| {actor} | {len(some)} | {counts} | {right:.2f} | {common:.2f} | {rho:.2f} |")


def told(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"


if __name__ == "__main__":
    run(main)
