"""Outlets beyond the labelled ones: `python benchmarks/others.py FEATURES LABELS [MODEL...]`.

Models learn from all outlets of LABELS and are asked about the outlets that the registry labels besides, whose owners had
no part in the lesson. Each outlet weighs 1; those with one article or more, two, three, are judged apart, since most have
few. No fold, no tuning: one fit a model.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from evaluate import scores
from train import bootstrap, labels, store
from train.config import Config
from train.fit import fitted, probabilities
from train.models import chosen, inputs

MODELS = ("isnad", "isnad_article", "boosted", "ordinal", "hybrid", "shares", "tfidf_word", "fingerprint")


def main() -> None:
    config = Config(models=tuple(sys.argv[3:]) or MODELS)
    material = store.read(Path(sys.argv[1]))
    articles = material.articles
    taught = labels.attach(articles, Path(sys.argv[2]), "camp").of_article
    known = articles.assign(taught=taught, truth=labels.attach(articles, None, "camp").of_article)
    known = known[known["duplicate_of"].isna()]
    train = known[known["taught"].notna()]
    test = known[known["taught"].isna() & known["truth"].notna() & ~known["owner"].isin(train["owner"])]
    test = test[test["story"].isna() | ~test["story"].isin(train["story"].dropna())]
    answers = sorted(train["taught"].unique())
    for name, columns in chosen(config, material.columns, answers).items():
        X = material.table[inputs(name, columns)]
        model = fitted(name, columns, X.loc[train["article"]], train["taught"].to_numpy(str), config)
        p = probabilities(model, X.loc[test["article"]])
        rows = test.assign(prediction=np.array(answers, object)[p.argmax(axis=1)])
        rows = rows.assign(**{f"p:{label}": p[:, k] for k, label in enumerate(answers)})
        for least in (1, 2, 3):
            print(f"{name}, {least} articles or more: {figures(rows, answers, least)}", flush=True)


def figures(rows: pd.DataFrame, answers: list[str], least: int) -> str:
    rows = rows[rows.groupby("outlet")["article"].transform("size") >= least]
    s = bootstrap.sample(rows, answers, bootstrap.ARTICLE)
    sizes = rows.groupby("outlet")["article"].transform("size").to_numpy(float)
    s = bootstrap.Sample(s.weighting, s.outlets, s.labels, s.outlet, s.truth, s.prediction, s.p, 1 / sizes)
    draws = s.draws(0)
    f1, area = bootstrap.percentile(bootstrap.macro_f1(bootstrap.cells_drawn(s, draws))), bootstrap.auc(s, draws)
    vote = scores.outlet_vote(s, draws, least)
    assert area is not None and vote is not None
    count = rows.drop_duplicates("outlet")["truth"].value_counts().sort_index().to_dict()
    return f"macro-F1 {f1.value:.2f} ({f1.low:.2f}-{f1.high:.2f}), AUC {area[0]:.2f}, vote {vote[0][0]:.2f}, outlets {count}"


if __name__ == "__main__":
    main()
