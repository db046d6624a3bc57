"""The models: each a name, the feature families it reads and a scikit-learn pipeline, nothing of ours inside.

Every pipeline takes the same table (`store.Material.table`) and picks its own columns by name. A new model is one row
of MODELS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from features.speakers import REFERENTS
from seeds.chain import Refused
from seeds.lexicon import orientation
from train.config import Config
from train.pool import ARTICLE, POOLED

Build = Callable[[Sequence[str], float, Config], Pipeline]


@dataclass(frozen=True, slots=True)
class Model:
    """How a model is built; `families` is empty where it reads `text` or outlet, `C` its inverse regularisation.

    `picks` says which columns of its families it reads (all but the n where it is not given), `text` which of the
    table's texts (`text` as it came, `clean` without page furniture, `furniture` alone). `weighted` says whether it
    trains on the outlet-balanced weights of `fit.weigh`. A `pooled` model learns from single articles and is asked
    about articles pooled with their outlet's (`pool.py`): so it cannot learn by heart what an outlet is like.
    """

    description: str
    build: Build
    families: tuple[str, ...] = ()
    C: float = 0.03
    weighted: bool = True
    picks: Callable[[str], bool] | None = None
    text: str = ""
    pooled: bool = False


def on_axis(column: str) -> bool:
    """Whether a share bears on the Damascus axis by the lexicon's own metadata, whatever any label says.

    That is: hostile and friendly names, in the outlet's own voice, of the referents that have an orientation, and how
    often the word of the sides they speak for comes affirmed, doubted or denied.

    >>> [on_axis(c) for c in ("pooled_names.own:RUSSIA:hostile", "pooled_names.own:IS:hostile", "cues.of:un:doubt")]
    [True, False, False]
    """
    group, _, member = column.removeprefix(POOLED).removeprefix(ARTICLE).rpartition(":")
    kind, _, of = group.partition(":")
    if kind == "names.own":
        return of in orientation() and member in ("hostile", "friendly")
    sides = {REFERENTS[r][1] for r in orientation() if r in REFERENTS}
    return kind == "cues.of" and of in sides and member in ("affirm", "doubt", "deny")


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
    """Gradient-boosted trees of few leaves, to which a missing share is a branch of its own; C is the learning rate."""
    trees = HistGradientBoostingClassifier(
        learning_rate=C, max_iter=100, max_leaf_nodes=4, l2_regularization=10.0, random_state=config.seed
    ).set_fit_request(sample_weight=True)
    return Pipeline([("columns", ColumnTransformer([("shares", "passthrough", columns)])), ("model", trees)])


def of_kinds(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The crawl that an article came with, and nothing else."""
    kinds = ColumnTransformer([("kinds", OneHotEncoder(handle_unknown="ignore"), ["crawl"])])
    return Pipeline([("columns", kinds), ("model", _logistic(C))])


def of_words(columns: Sequence[str], C: float, config: Config) -> Pipeline:
    """TF-IDF of words and word pairs, as scikit-learn cuts them: the anchor everybody reports."""
    vectors = TfidfVectorizer(
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=config.word_min_df,
        max_features=config.word_max_features,
        dtype=np.float32,
    )
    return Pipeline([("columns", ColumnTransformer([("text", vectors, columns[0])])), ("model", _logistic(C, 1e-3))])


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
    return Pipeline([("columns", ColumnTransformer([("text", vectors, columns[0])])), ("model", _logistic(C, 1e-3))])


def of_nothing(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The shares of the labels among articles, whatever the article; unweighted, since balanced labels have no majority."""
    return Pipeline([("model", DummyClassifier(strategy="prior"))])


def of_outlet(columns: Sequence[str], C: float, config: Config) -> Pipeline:  # noqa: ARG001
    """The outlet's name looked up: all that memory of outlets can do; no intercept, so an unseen one is a toss-up."""
    names = ColumnTransformer([("outlet", OneHotEncoder(handle_unknown="ignore"), ["outlet"])])
    return Pipeline([("columns", names), ("model", _logistic(C).set_params(fit_intercept=False))])


SHARES = ("names", "speakers", "cues")
CHOICES = (POOLED + "names", POOLED + "cues")
LONE = (ARTICLE + "names", ARTICLE + "cues")
MODELS: dict[str, Model] = {
    "isnad": Model(
        "names of actors with a side and how each side's word is carried, article and outlet pooled",
        of_choices,
        CHOICES,
        picks=on_axis,
        C=0.003,
        pooled=True,
    ),
    "isnad_article": Model(
        "the same of each article alone, without its outlet", of_choices, LONE, picks=on_axis, C=0.003
    ),
    "boosted": Model("the same pooled, gradient-boosted trees", of_trees, CHOICES, picks=on_axis, C=0.1),
    "shares": Model("all shares of names, cited speakers and cues, article by article", of_shares, SHARES),
    "names": Model("what each actor is called, as shares among rival wordings", of_shares, ("names",)),
    "speakers": Model("who is cited, as shares of attributions", of_shares, ("speakers",)),
    "cues": Model("how what they say is worded, as shares of cues", of_shares, ("cues",)),
    "tfidf_word": Model("TF-IDF of words and word pairs, page furniture masked", of_words, C=10.0, text="clean"),
    "tfidf_char": Model("TF-IDF of character n-grams, page furniture masked", of_characters, C=10.0, text="clean"),
    "tfidf_word_unmasked": Model(
        "TF-IDF of words and word pairs of the text as it came", of_words, C=10.0, text="text"
    ),
    "topic": Model("which actors are named, not how: what an article is about", of_shares, ("topic",)),
    "fingerprint": Model(
        "typography only: a model that knows the house style and nothing else", of_shares, ("fingerprint",)
    ),
    "furniture": Model(
        "TF-IDF of page furniture only: what the others must not read", of_words, C=10.0, text="furniture"
    ),
    "length": Model("the length of the article only", of_shares, ("length",)),
    "crawl": Model("the crawl it came with only", of_kinds, C=100.0),
    "majority": Model("always the same answer", of_nothing, weighted=False),
    "lookup": Model("the outlet's name looked up: memory, not reading", of_outlet, C=100.0),
}


def inputs(name: str, columns: Sequence[str]) -> list[str]:
    """The columns of the table that a model takes to learn and to answer."""
    model = MODELS[name]
    twins = [ARTICLE + c.removeprefix(POOLED) for c in columns] if model.pooled else []
    return [*columns, *twins, *([model.text] if model.text else []), "outlet", "crawl"]


def lesson(name: str, columns: Sequence[str], X: pd.DataFrame) -> pd.DataFrame:
    """What a model learns from: of a pooled one, each article alone stands where the pooled one is asked about."""
    if not MODELS[name].pooled:
        return X
    alone = X[[ARTICLE + c.removeprefix(POOLED) for c in columns]].to_numpy()
    taught = pd.DataFrame(alone, X.index, pd.Index(columns))
    return pd.concat([X.drop(columns=list(columns)), taught], axis=1)[list(X.columns)]


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
        picks = MODELS[name].picks or (lambda column: not column.endswith(":n"))
        found[name] = [c for f in MODELS[name].families for c in groups[f] if picks(c)]
    return found


def pipeline(name: str, columns: Sequence[str], config: Config) -> Pipeline:
    """An unfitted pipeline; needs scikit-learn's metadata routing switched on, as `fit.fitted` does."""
    model = MODELS[name]
    return model.build([model.text] if model.text else columns, config.C.get(name, model.C), config)
