"""Which columns and how much regularisation? Nested choice on unseen owners: `python benchmarks/choice.py FEATURES
[LABELS]`.

Every pair (columns, C) is tried on the ten owner folds of the outlet split (tuned: its figure is chosen after the fact).
Then, for each fold, the pair is chosen on the nine others alone, each in turn left out, and tried on this fold (nested:
the figure to quote). Both for a model that learns from each article alone and pooled and is asked about pooled ones, each
outlet weighing 1: figures over outlets of three articles or more (votes: five), then macro-F1 over all of them, by which
pairs are chosen, since it rests on twice as many.
"""

import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from evaluate import scores
from seeds.lexicon import orientation
from train import bootstrap, labels, pool, split, store
from train.config import Config
from train.fit import weigh
from train.models import own_side, takes_side, tells

CS = (0.0003, 0.003)


def on_axis(column: str) -> bool:
    """Own-voice names of who stands on the Damascus axis, and how the word of each side is carried."""
    kind, of = column.split(":")[:2]
    return takes_side(column) and (kind == "cues.of" or (kind == "names.own" and of in orientation()))


def plus(*starts: str) -> Callable[[str], bool]:
    return lambda column: on_axis(column) or (column.startswith(starts) and not column.endswith((":neutral", ":plain")))


SETS: dict[str, Callable[[str], bool]] = {
    "own names of who is on the axis, cues": on_axis,
    "all own names, cues (isnad_own)": own_side,
    "own names of who is on the axis, all attributed names, cues": plus("names.attributed"),
    "all names, cues": takes_side,
    "all names, cues, framing": plus("names", "framing"),
    "all names, cues, kinds of source (isnad)": tells,
    "all names, cues, kinds and sides of sources": lambda column: tells(column) or column.startswith("speakers"),
    "all own names, cues, kinds of source": lambda column: own_side(column) or column.startswith("speakers:type"),
}


def main() -> None:
    material = store.read(Path(sys.argv[1]))
    given = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    articles = material.articles.assign(label=labels.attach(material.articles, given, "camp").of_article)
    told = articles[articles["duplicate_of"].isna() & articles["label"].notna()]
    table, y = material.table.loc[told["article"]], told["label"].to_numpy(str)
    drawn, _ = split.draw(told, Config())
    of = drawn[drawn["split"] == "outlet"].set_index("article").loc[told["article"], "fold"].to_numpy()
    owners = np.unique(of)
    pairs = [(name, c) for name in SETS for c in CS]
    p = np.zeros((len(pairs), len(owners), len(y), 3))  # without fold i, and without i and the article's own fold
    for n, (name, c) in enumerate(pairs):
        columns = [column for column in material.norms if SETS[name](column)]
        alone = np.nan_to_num(table[[pool.ARTICLE + column for column in columns]].to_numpy())
        pooled = np.nan_to_num(table[[pool.POOLED + column for column in columns]].to_numpy())
        for i, k in [*combinations(range(len(owners)), 2), *((i, i) for i in range(len(owners)))]:
            seen = (of != i) & (of != k)
            weights = weigh(told["outlet"].to_numpy()[seen].tolist(), y[seen].tolist())
            taught = np.vstack([alone[seen], pooled[seen]])
            model = LogisticRegression(C=c, max_iter=300, tol=1e-3)
            model.fit(taught, np.tile(y[seen], 2), sample_weight=np.tile(weights, 2))
            for out, asked in {(i, k), (k, i)}:
                p[n, out, of == asked] = model.predict_proba(pooled[of == asked])
        tuned = p[n, of, np.arange(len(y))]
        print(f"{name} ({len(columns)}), C={c}: {figures(told, tuned)}", flush=True)
    chosen = []
    for i in range(len(owners)):
        others = of != i
        inner = [everyone(told[others], p[n, i, others]) for n in range(len(pairs))]
        chosen.append(int(np.argmax(inner)))
    nested = np.stack([p[chosen[o], o, a] for a, o in enumerate(of)])
    print("chosen:", pd.Series([f"{pairs[n][0]}, C={pairs[n][1]}" for n in chosen]).value_counts().to_dict())
    print(f"nested: {figures(told, nested)}")


def sampled(told: pd.DataFrame, p: np.ndarray) -> bootstrap.Sample:
    classes = (
        np.unique(told["label"].to_numpy(str)) if p.shape[1] != 3 else np.array(["damascus", "opposition", "other"])
    )
    frame = told.assign(truth=told["label"], prediction=classes[p.argmax(axis=1)])
    return bootstrap.sample(frame.assign(**{f"p:{c}": p[:, k] for k, c in enumerate(classes)}), list(classes), "outlet")


def figures(told: pd.DataFrame, p: np.ndarray) -> str:
    s = sampled(told, p)
    draws = s.draws(0)
    f1 = scores.percentile(bootstrap.macro_f1(bootstrap.cells_drawn(s, draws)))
    area, vote = bootstrap.auc(s, draws), scores.outlet_vote(s, draws, 5)
    assert area is not None and vote is not None
    said = f"macro-F1 {f1.value:.3f} ({f1.low:.2f}-{f1.high:.2f}), AUC {area[0]:.3f}, vote {vote[0][0]:.3f}"
    return f"{said}; of all outlets macro-F1 {everyone(told, p):.3f}"


def everyone(told: pd.DataFrame, p: np.ndarray) -> float:
    """Macro-F1 over all outlets, those of one article or two too, each weighing 1."""
    classes, truth = np.unique(told["label"].to_numpy(str)), told["label"].to_numpy(str)
    weight = 1 / told.groupby("outlet")["article"].transform("size").to_numpy(float)
    return float(f1_score(truth, classes[p.argmax(axis=1)], average="macro", sample_weight=weight))


if __name__ == "__main__":
    main()
