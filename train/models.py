"""The models: each a name, the feature families it reads and a scikit-learn pipeline, nothing of ours inside.

Every pipeline takes the same table (the columns of `features.parquet`, `text`, `outlet`) and picks its own columns by
name. A new model is one row of MODELS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from seeds.chain import Refused
from train.config import Config

Build = Callable[[Sequence[str], float, Config], Pipeline]


@dataclass(frozen=True, slots=True)
class Model:
    """How a model is built; `families` is empty where it reads text or outlet, `C` its inverse regularisation.

    `weighted` says whether it trains on the outlet-balanced weights of `fit.weigh`.
    """

    description: str
    build: Build
    families: tuple[str, ...] = ()
    C: float = 0.03
    weighted: bool = True


def family(column: str) -> str:
    """What stands before the first `:` or `.` of a feature column.

    >>> family("names.own:SYRIAN_STATE:hostile"), family("speakers:side:un"), family("fingerprint:tatweel")
    ('names', 'speakers', 'fingerprint')
    """
    return column.replace(".", ":").split(":", 1)[0]


def families(columns: Iterable[str]) -> dict[str, list[str]]:
    """Feature columns by family, both in the order of the table."""
    found: dict[str, list[str]] = {}
    for column in columns:
        found.setdefault(family(column), []).append(column)
    return found


def _logistic(C: float) -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=2000).set_fit_request(sample_weight=True)


def of_shares(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """Logistic regression on shares, standardised by outlet weight over the articles that have a value.

    A missing share stands at the mean, 0 after scaling: who never names an actor says nothing by it. Neither counts
    (`...:n`) nor indicators of what is missing enter: they tell topic and length, which belong to the crawl.
    """
    scale = StandardScaler().set_fit_request(sample_weight=True)
    fill = SimpleImputer(strategy="constant", fill_value=0.0, keep_empty_features=True)
    shares = ColumnTransformer([("shares", Pipeline([("scale", scale), ("fill", fill)]), columns)])
    return Pipeline([("columns", shares), ("model", _logistic(C))])


def of_words(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """TF-IDF of words and word pairs, as scikit-learn cuts them: the anchor everybody reports."""
    vectors = TfidfVectorizer(
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=config.word_min_df,
        max_features=config.word_max_features,
        dtype=np.float32,
    )
    return Pipeline([("columns", ColumnTransformer([("text", vectors, "text")])), ("model", _logistic(C))])


def of_characters(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """TF-IDF of runs of 3 to 5 characters within words."""
    vectors = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        sublinear_tf=True,
        min_df=config.char_min_df,
        max_features=config.char_max_features,
        dtype=np.float32,
    )
    return Pipeline([("columns", ColumnTransformer([("text", vectors, "text")])), ("model", _logistic(C))])


def of_nothing(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The shares of the labels among articles, whatever the article; unweighted, since balanced labels have no majority."""
    return Pipeline([("model", DummyClassifier(strategy="prior"))])


def of_outlet(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The outlet's name looked up: all that memory of outlets can do; no intercept, so an unseen one is a toss-up."""
    names = ColumnTransformer([("outlet", OneHotEncoder(handle_unknown="ignore"), ["outlet"])])
    return Pipeline([("columns", names), ("model", _logistic(C).set_params(fit_intercept=False))])


MODELS: dict[str, Model] = {
    "isnad": Model("names, cited speakers and cues as shares", of_shares, ("names", "speakers", "cues")),
    "names": Model("what each actor is called, as shares among rival wordings", of_shares, ("names",)),
    "speakers": Model("who is cited, as shares of attributions", of_shares, ("speakers",)),
    "cues": Model("how what they say is worded, as shares of cues", of_shares, ("cues",)),
    "tfidf_word": Model("TF-IDF of words and word pairs", of_words, C=10.0),
    "tfidf_char": Model("TF-IDF of character n-grams", of_characters, C=10.0),
    "fingerprint": Model(
        "typography only: a model that knows the house style and nothing else", of_shares, ("fingerprint",)
    ),
    "majority": Model("always the same answer", of_nothing, weighted=False),
    "lookup": Model("the outlet's name looked up: memory, not reading", of_outlet, C=100.0),
}


def chosen(config: Config, columns: Iterable[str]) -> dict[str, list[str]]:
    """The models to fit and the feature columns each reads; Refused where a model or its columns are not there."""
    for name in (*config.models, *config.C):
        if name not in MODELS:
            raise Refused(f"config: no model is called '{name}'; the models are {', '.join(MODELS)}")
    groups = families(columns)
    found = {}
    for name in config.models or MODELS:
        missing = [f for f in MODELS[name].families if f not in groups]
        if missing:
            raise Refused(
                f"features.parquet: no column of family '{missing[0]}', which model '{name}' reads; "
                "run `python -m features` again, or name other models in the config"
            )
        found[name] = [c for f in MODELS[name].families for c in groups[f] if not c.endswith(":n")]
    return found


def pipeline(name: str, columns: Sequence[str], config: Config) -> Pipeline:
    """An unfitted pipeline; needs scikit-learn's metadata routing switched on, as `fit.fitted` does."""
    model = MODELS[name]
    return model.build(columns, config.C.get(name, model.C), config)
