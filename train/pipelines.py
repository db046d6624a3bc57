"""The pipelines of the models, of scikit-learn pieces only: each takes the columns it reads, C and the settings.

Columns are picked by name from one table (`store.Material.table`); a text's column is the last.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import VarianceThreshold
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from train.config import Config

WORDS = 3.0


def _logistic(C: float, tol: float = 1e-4) -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=2000, tol=tol).set_fit_request(sample_weight=True)


def of_shares(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """Logistic regression on shares, standardised by outlet weight over the articles that have a value.

    A missing share stands at the mean, 0 after scaling: who never names an actor says nothing by it. Neither counts
    (`...:n`) nor indicators of what is missing enter: they tell topic and length, which belong to the crawl.
    """
    scale = StandardScaler().set_fit_request(sample_weight=True)
    fill = SimpleImputer(strategy="constant", fill_value=0.0, keep_empty_features=True)
    shares = ColumnTransformer([("shares", Pipeline([("scale", scale), ("fill", fill)]), columns)])
    return Pipeline([("columns", shares), ("model", _logistic(C))])


def of_choices(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """Logistic regression on shares that `pool.py` has put in units of their spread; what is missing stands at the mean."""
    fill = SimpleImputer(strategy="constant", fill_value=0.0, keep_empty_features=True)
    return Pipeline([("columns", ColumnTransformer([("shares", fill, columns)])), ("model", _logistic(C))])


def of_trees(columns: Sequence[str], C: float, config: Config) -> Pipeline:
    """Gradient-boosted trees of few leaves, to which a missing share is a branch of its own; C is the learning rate.

    Columns that say one thing of all articles, or nothing of any, are left out: scikit-learn's trees cannot bin the latter.
    """
    trees = HistGradientBoostingClassifier(
        learning_rate=C, max_iter=100, max_leaf_nodes=4, l2_regularization=10.0, random_state=config.seed
    ).set_fit_request(sample_weight=True)
    return Pipeline([("columns", ColumnTransformer([("shares", VarianceThreshold(), columns)])), ("model", trees)])


def of_kinds(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The crawl that an article came with, and nothing else."""
    kinds = ColumnTransformer([("kinds", OneHotEncoder(handle_unknown="ignore"), ["crawl"])])
    return Pipeline([("columns", kinds), ("model", _logistic(C))])


def _word_vectors(config: Config, times: int = 1) -> TfidfVectorizer:
    return TfidfVectorizer(
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=times * config.word_min_df,
        max_features=config.word_max_features,
        dtype=np.float32,
    )


def of_words(columns: Sequence[str], C: float, config: Config) -> Pipeline:
    """TF-IDF of words and word pairs, as scikit-learn cuts them: the anchor everybody reports."""
    vectors = ColumnTransformer([("text", _word_vectors(config), columns[-1])])
    return Pipeline([("columns", vectors), ("model", _logistic(C, 1e-3))])


def of_both(columns: Sequence[str], C: float, config: Config) -> Pipeline:
    """Logistic regression on pooled shares, as `of_choices`, and on TF-IDF words of the article beside them.

    The words count WORDS times as much as their unit length, or the penalty that suits shares would leave them nothing to
    say. The article stands in the lesson twice, so a word must stand in twice as many rows.
    """
    fill = SimpleImputer(strategy="constant", fill_value=0.0, keep_empty_features=True)
    parts = [("shares", fill, columns[:-1]), ("text", _word_vectors(config, 2), columns[-1])]
    both = ColumnTransformer(parts, transformer_weights={"text": WORDS})
    return Pipeline([("columns", both), ("model", _logistic(C, 1e-3))])


def of_characters(columns: Sequence[str], C: float, config: Config) -> Pipeline:
    """TF-IDF of runs of 3 to 5 characters within words."""
    vectors = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        sublinear_tf=True,
        min_df=config.char_min_df,
        max_features=config.char_max_features,
        dtype=np.float32,
    )
    return Pipeline([("columns", ColumnTransformer([("text", vectors, columns[-1])])), ("model", _logistic(C, 1e-3))])


def of_nothing(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The shares of the labels among articles, whatever the article; unweighted, since balanced labels have no majority."""
    return Pipeline([("model", DummyClassifier(strategy="prior"))])


def of_outlet(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The outlet's name looked up: all that memory of outlets can do; no intercept, so an unseen one is a toss-up."""
    names = ColumnTransformer([("outlet", OneHotEncoder(handle_unknown="ignore"), ["outlet"])])
    return Pipeline([("columns", names), ("model", _logistic(C).set_params(fit_intercept=False))])
