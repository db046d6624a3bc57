"""What keeps a model from outlets' shortcuts? Tried on unseen owners: `python benchmarks/shortcuts.py FEATURES
[LABELS] [--nested]`.

Every remedy is fitted inside the training side of each of the ten owner folds of the outlet split, on the columns of
`isnad`, asked about pooled shares, each outlet weighing 1:

    alone     learns from single articles; `both`: from each article twice, alone and pooled with its outlet's
    dro       group DRO over owners (Sagawa et al. 2020): an owner's weight grows with its loss, e^(loss), ROUNDS times
    residual  what fingerprint and topic columns foretell of a share is taken off (ridge regression, outlets weighing 1)
    steady    a column counts by B / (B + W): its variance between camps, and between outlets of a camp
    dropped   the half of the columns in which B / W is least is left out

With `--nested` remedy and C are then chosen on the nine other folds alone, which takes five times as long.
Differences are from the first line, which is `isnad`,
in pairs, with owners drawn again.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression, Ridge
from threadpoolctl import threadpool_limits

from evaluate import scores
from train import bootstrap, labels, pool, split, store
from train.config import Config
from train.fit import weigh
from train.models import takes_side

CS = (0.0003, 0.003)
ROUNDS = 4
PENALTY = 300.0  # of the ridge that foretells shares from confounds, in articles
Floats = np.ndarray


class World:
    """Articles that bear a label: `alone` and `pooled` shares, `confounds` of both kinds, truth, outlet, owner, fold."""

    def __init__(self, folder: Path, table: Path | None) -> None:
        material = store.read(folder)
        articles = material.articles.assign(label=labels.attach(material.articles, table, "camp").of_article)
        told = articles[articles["duplicate_of"].isna() & articles["label"].notna()].reset_index(drop=True)
        X = material.table.loc[told["article"]]
        columns = [c for c in material.norms if takes_side(c)]
        self.told, self.y = told, told["label"].to_numpy(str)
        self.labels = np.unique(self.y)
        self.outlet, self.owner = told["outlet"].to_numpy(str), told["owner"].to_numpy(str)
        self.alone, self.pooled = (
            np.nan_to_num(X[[kind + c for c in columns]].to_numpy(float)) for kind in (pool.ARTICLE, pool.POOLED)
        )
        marks = X[[c for c in material.columns if c.startswith(("fingerprint:", "topic:")) and not c.endswith(":n")]]
        usual = marks.groupby(self.outlet).transform("mean")
        self.marks, self.usual = scaled(marks), scaled(usual)
        drawn, _ = split.draw(told, Config())
        self.folds = drawn[drawn["split"] == "outlet"].reset_index(drop=True)
        self.of = self.folds["fold"].to_numpy()

    def seen(self, *without: int) -> Floats:
        """Articles outside these folds and of no story that is told in them."""
        out = np.isin(self.of, without)
        told = self.folds.loc[out, "story"].dropna()
        return ~out & ~self.folds["story"].isin(told).to_numpy()


def scaled(table: pd.DataFrame) -> Floats:
    return ((table - table.mean()) / table.std().replace(0, 1)).fillna(0).to_numpy(float)


Remedy = Callable[[World, Floats, float], Floats]  # world, who is learnt from, C -> probabilities of all articles


def lesson(w: World, seen: Floats, both: bool) -> tuple[Floats, Floats, Floats, Floats]:
    """Shares, labels, owners and weights to learn from."""
    weights = weigh(w.outlet[seen].tolist(), w.y[seen].tolist())
    times = 1 + both
    X = np.vstack([w.alone[seen], w.pooled[seen]][:times])
    return X, np.tile(w.y[seen], times), np.tile(w.owner[seen], times), np.tile(weights, times)


def logistic(X: Floats, y: Floats, weights: Floats, C: float) -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=300, tol=1e-3).fit(X, y, sample_weight=weights)


def plain(both: bool) -> Remedy:
    def answer(w: World, seen: Floats, C: float) -> Floats:
        X, y, _, weights = lesson(w, seen, both)
        return logistic(X, y, weights, C).predict_proba(w.pooled)

    return answer


def dro(both: bool) -> Remedy:
    def answer(w: World, seen: Floats, C: float) -> Floats:
        X, y, owner, weights = lesson(w, seen, both)
        model, now = logistic(X, y, weights, C), weights
        _, of = np.unique(owner, return_inverse=True)
        _, label = np.unique(y, return_inverse=True)
        for _ in range(ROUNDS):
            lost = -np.log(model.predict_proba(X)[np.arange(len(y)), label])
            loss = np.bincount(of, weights * lost) / np.bincount(of, weights)
            now = now * np.exp(loss)[of]
            now = now / np.bincount(label, now)[label]
            now = now / now.mean()
            model = logistic(X, y, now, C)
        return model.predict_proba(w.pooled)

    return answer


def residual(both: bool) -> Remedy:
    def answer(w: World, seen: Floats, C: float) -> Floats:
        weights = weigh(w.outlet[seen].tolist(), w.y[seen].tolist())
        left = []
        for shares, marks in ((w.alone, w.marks), (w.pooled, w.usual)):
            foretold = Ridge(alpha=PENALTY).fit(marks[seen], shares[seen], sample_weight=weights)
            left.append(shares - foretold.predict(marks))
        X = np.vstack([shares[seen] for shares in left][: 1 + both])
        y, twice = np.tile(w.y[seen], 1 + both), np.tile(weights, 1 + both)
        return logistic(X, y, twice, C).predict_proba(left[1])

    return answer


def spread(w: World, seen: Floats) -> Floats:
    """B / W of each column: variance of camps' means over that of outlets' means within camps, outlets weighing 1."""
    means = pd.DataFrame(w.pooled[seen]).groupby(w.outlet[seen]).mean()
    camp = pd.Series(w.y[seen], w.outlet[seen]).groupby(level=0).first().loc[means.index].to_numpy(str)
    within = means.groupby(camp).var(ddof=0).mean()
    return (means.groupby(camp).mean().var(ddof=0) / within.where(within > 1e-9)).fillna(0).to_numpy(float)


def steady(both: bool, drop: bool) -> Remedy:
    def answer(w: World, seen: Floats, C: float) -> Floats:
        X, y, _, weights = lesson(w, seen, both)
        ratio = spread(w, seen)
        by = (ratio >= np.median(ratio)).astype(float) if drop else 2 * np.sqrt(ratio / (1 + ratio))
        return logistic(X * by, y, weights, C).predict_proba(w.pooled * by)

    return answer


REMEDIES: dict[str, Callable[[bool], Remedy]] = {
    "": plain,
    "dro": dro,
    "residual": residual,
    "steady": lambda both: steady(both, False),
    "dropped": lambda both: steady(both, True),
}


def main() -> None:
    given = [word for word in sys.argv[1:] if word != "--nested"]
    w = World(Path(given[0]), Path(given[1]) if len(given) > 1 else None)
    tries = list(product(REMEDIES, (True, False), CS))
    names = [f"{'both' if both else 'alone'} {name or 'as it is'}, C={C}" for name, both, C in tries]
    numbers, every = np.unique(w.of), np.arange(len(w.y))
    pairs = list(combinations(numbers, 2)) if len(given) < len(sys.argv) - 1 else []
    p = np.zeros((len(tries), len(numbers), len(w.y), len(w.labels)))  # without fold i, and i and the article's own
    sides = {(i, k): w.seen(i, k) for i, k in [*pairs, *((i, i) for i in numbers)]}
    for n, (name, both, C) in enumerate(tries):
        for (i, k), seen in sides.items():
            told = REMEDIES[name](both)(w, seen, C)
            for out, asked in {(i, k), (k, i)}:
                p[n, out, w.of == asked] = told[w.of == asked]
        print(f"{names[n]}: {'; '.join(figures(w, p[n, w.of, every], p[0, w.of, every]))}", flush=True)
    if pairs:
        chosen = [int(np.argmax([macro(w, p[n, i], w.of != i) for n in range(len(tries))])) for i in numbers]
        print("chosen:", pd.Series([names[n] for n in chosen]).value_counts().to_dict())
        nested = np.stack([p[chosen[o], o, a] for a, o in enumerate(w.of)])
        print(f"nested: {'; '.join(figures(w, nested, p[0, w.of, every]))}")


def sampled(w: World, p: Floats, some: Floats | None = None) -> bootstrap.Sample:
    frame = w.told.assign(truth=w.y, prediction=w.labels[p.argmax(axis=1)])
    frame = frame.assign(**{f"p:{c}": p[:, k] for k, c in enumerate(w.labels)})
    return bootstrap.sample(frame if some is None else frame[some], list(w.labels), "outlet")


def macro(w: World, p: Floats, some: Floats) -> float:
    return float(bootstrap.macro_f1(bootstrap.cells(sampled(w, p, some)).sum(axis=0)))


def by_owner(w: World, s: bootstrap.Sample) -> Floats:
    """Draws of owners, as how often each outlet is drawn with its owner."""
    owner = w.told.drop_duplicates("outlet").set_index("outlet")["owner"].loc[list(s.outlets)]
    _, of = np.unique(owner.to_numpy(str), return_inverse=True)
    there = np.zeros((of.max() + 1, len(s.labels)), bool)
    np.logical_or.at(there, of, s.sums(np.eye(len(s.labels))[s.truth]) > 0)
    return bootstrap.draw_outlets(there, 0)[:, of]


def figures(w: World, p: Floats, first: Floats) -> Iterator[str]:
    s, rival = sampled(w, p), sampled(w, first)
    draws = by_owner(w, s)
    for metric, of in (("macro-F1", macro_drawn(draws)), ("AUC", area(draws))):
        is_, ahead = bootstrap.percentile(of(s)), bootstrap.percentile(of(s) - of(rival))
        yield f"{metric} {is_.value:.3f} ({is_.low:.2f}-{is_.high:.2f})"
        yield f"{ahead.value:+.3f} ({ahead.low:+.2f} to {ahead.high:+.2f})"
    vote = scores.outlet_vote(s, draws, 3)
    assert vote is not None
    yield f"vote {vote[0][0]:.3f}"


def macro_drawn(draws: Floats) -> Callable[[bootstrap.Sample], Floats]:
    return lambda s: bootstrap.macro_f1(bootstrap.cells_drawn(s, draws))


def area(draws: Floats) -> Callable[[bootstrap.Sample], Floats]:
    def of(s: bootstrap.Sample) -> Floats:
        found = bootstrap.auc(s, draws)
        assert found is not None
        return found

    return of


if __name__ == "__main__":
    with threadpool_limits(1):
        main()
