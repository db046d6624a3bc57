"""N-grams of texts, counted once for all folds: cutting texts is most of what a text model costs, and no fold changes it.

What a fold learns from the counts (which n-grams are kept, how rare they are) it still learns from its training side alone,
as scikit-learn's vectoriser would from the texts: `weighed` gives the same matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn import config_context
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

TEXT = "text"  # what the pipelines call the part that reads a text
Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def vectors(model: Pipeline) -> TfidfVectorizer | None:
    """The vectoriser of an unfitted pipeline, if it has one."""
    columns = dict(model.steps).get("columns")
    return next((part for name, part, _ in columns.transformers if name == TEXT), None) if columns else None


def kind(of: TfidfVectorizer) -> tuple[Any, ...]:
    """What decides which n-grams a text holds: vectorisers that agree in it share their counts."""
    return of.analyzer, of.ngram_range


def counted(of: TfidfVectorizer, texts: Sequence[str]) -> sparse.csr_matrix:
    """How often each n-gram stands in each text, n-grams in their order."""
    counter = CountVectorizer(analyzer=of.analyzer, ngram_range=of.ngram_range, dtype=np.float32)
    made: sparse.csr_matrix = counter.fit_transform(texts)
    return made


def weighed(of: TfidfVectorizer, counts: sparse.csr_matrix, seen: Rows, asked: Rows) -> tuple[Any, Any]:
    """TF-IDF of two sides as the vectoriser gives it once fitted on the texts of the first."""
    learnt = counts[seen]
    texts, times = learnt.getnnz(axis=0), np.asarray(learnt.sum(axis=0)).ravel()
    common = np.flatnonzero((texts > 0) & (texts >= of.min_df))
    if not len(common):
        raise ValueError("no word stands in enough articles")
    kept = np.sort(common[(-times[common]).argsort()[: of.max_features]])
    rare = TfidfTransformer(sublinear_tf=of.sublinear_tf).fit(learnt[:, kept])
    return rare.transform(learnt[:, kept]), rare.transform(counts[asked][:, kept])


def answers(
    model: Pipeline,
    taught: tuple[pd.DataFrame, NDArray[np.str_], Floats],
    unseen: pd.DataFrame,
    counts: sparse.csr_matrix,
    sides: tuple[Rows, Rows],
) -> Floats:
    """P(label) of unseen articles by a text model that learns from `taught` (table, labels, weights); `sides` are its rows."""
    table, labels, weights = taught
    columns, of = model["columns"], vectors(model)
    with config_context(enable_metadata_routing=True), threadpool_limits(1):
        seen, asked = weighed(of, counts, *sides)
        others = [part for part in columns.transformers if part[0] != TEXT]
        if others:
            beside = ColumnTransformer(others).fit(table)
            by = (columns.transformer_weights or {}).get(TEXT, 1.0)
            seen = sparse.hstack([beside.transform(table), by * seen], format="csr")
            asked = sparse.hstack([beside.transform(unseen), by * asked], format="csr")
        return np.asarray(model["model"].fit(seen, labels, sample_weight=weights).predict_proba(asked), np.float64)
