"""The models: each a name, the feature families it reads and a scikit-learn pipeline, nothing of ours inside.

Every pipeline (`pipelines.py`) takes the same table (`store.Material.table`) and picks its own columns by name. A new model
is one row of MODELS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.pipeline import Pipeline

from features.referents import REFERENTS
from seeds.chain import Refused
from seeds.lexicon import orientation
from train.config import Config
from train.ordinal import ordered, orderly
from train.pipelines import (
    of_both,
    of_characters,
    of_choices,
    of_kinds,
    of_nothing,
    of_outlet,
    of_shares,
    of_trees,
    of_words,
)
from train.pool import ARTICLE, POOLED

Build = Callable[[Sequence[str], float, Config], Pipeline]
Labels = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Model:
    """How a model is built; `families` is empty where it reads `text` or outlet, `C` its inverse regularisation.

    `picks` says which columns of its families it reads (all but the n where it is not given), `text` which of the
    table's texts (`text` as it came, `clean` without page furniture, `furniture` alone). `weighted` says whether it
    trains on the outlet-balanced weights of `fit.weigh`. A `pooled` model is asked about articles pooled with their
    outlet's (`pool.py`) and learns from each article twice, alone and pooled (`lesson`): from pooled ones alone it would
    learn by heart what an outlet is like. An `ordered` one is fitted as `ordinal.fit` does, in the config's order of labels.
    """

    description: str
    build: Build
    families: tuple[str, ...] = ()
    C: float = 0.03
    weighted: bool = True
    picks: Callable[[str], bool] | None = None
    text: str = ""
    pooled: bool = False
    ordered: bool = False


def takes_side(column: str) -> bool:
    """Whether a share tells of taking sides, by the lexicon's own metadata, whatever any label says.

    That is: hostile and friendly names of anybody, in the outlet's own voice and in others', and how often the word of
    those who stand on the Damascus axis comes affirmed, doubted or denied.

    >>> [takes_side(c) for c in ("pooled_names.own:IS:hostile", "article_names.own:IS:neutral", "cues.of:un:doubt")]
    [True, False, False]
    """
    group, _, member = column.rpartition(":")
    if kind(column) in ("names.own", "names.attributed"):
        return member in ("hostile", "friendly")
    sides = {REFERENTS[r][1] for r in orientation() if r in REFERENTS}
    return kind(column) == "cues.of" and group.rpartition(":")[2] in sides and member in ("affirm", "doubt", "deny")


def tells(column: str) -> bool:
    """Whether the main model reads a share: those that take a side, and of what kinds the sources are that it lets speak.

    >>> [tells(c) for c in ("pooled_names.own:IS:hostile", "pooled_speakers:type:monitor", "pooled_speakers:side:un")]
    [True, True, False]
    """
    return takes_side(column) or kind(column) == "speakers:type"


def own_side(column: str) -> bool:
    """The shares that take a side without what others are let say, so that no quotation moves it."""
    return takes_side(column) and kind(column) != "names.attributed"


def kind(column: str) -> str:
    """What a share is a share of, whoever it is about.

    >>> kind("pooled_names.own:IS:hostile"), kind("article_speakers:type:monitor"), kind("cues.of:un:deny")
    ('names.own', 'speakers:type', 'cues.of')
    """
    head, *of = column.removeprefix(POOLED).removeprefix(ARTICLE).split(":")
    return f"{head}:{of[0]}" if head == "speakers" else head


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


READ = ("names", "speakers", "cues")
CHOICES, LONE = (tuple(start + family for family in READ) for start in (POOLED, ARTICLE))
MODELS: dict[str, Model] = {
    "isnad": Model(
        "hostile and friendly names, how each side's word is carried, the kinds of source cited; article and outlet pooled",
        of_choices,
        CHOICES,
        picks=tells,
        C=0.0003,
        pooled=True,
    ),
    "isnad_own": Model(
        "names in the outlet's own voice and how each side's word is carried, pooled: no quotation moves it",
        of_choices,
        CHOICES,
        picks=own_side,
        C=0.0003,
        pooled=True,
    ),
    "isnad_article": Model(
        "what isnad reads, of each article alone, without its outlet", of_choices, LONE, picks=tells, C=0.003
    ),
    "boosted": Model("what isnad reads, gradient-boosted trees", of_trees, CHOICES, picks=tells, C=0.1),
    "ordinal": Model(
        "what isnad reads, one axis through the labels in their order",
        of_choices,
        CHOICES,
        picks=tells,
        C=0.0003,
        pooled=True,
        ordered=True,
    ),
    "hybrid": Model(
        "what isnad reads, and TF-IDF of words, page furniture masked",
        of_both,
        CHOICES,
        picks=tells,
        C=0.0003,
        text="clean",
        pooled=True,
    ),
    "shares": Model("all shares of names, cited speakers and cues, article by article", of_shares, READ),
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


def lesson(name: str, columns: Sequence[str], X: pd.DataFrame, y: Labels) -> tuple[pd.DataFrame, Labels]:
    """What a model learns from, and its labels: a pooled one from each article alone, then from each pooled."""
    if not MODELS[name].pooled:
        return X, y
    alone = X[[ARTICLE + c.removeprefix(POOLED) for c in columns]].to_numpy()
    taught = pd.DataFrame(alone, X.index, pd.Index(columns))
    single = pd.concat([X.drop(columns=list(columns)), taught], axis=1)[list(X.columns)]
    return pd.concat([single, X]), np.tile(y, 2)


def chosen(config: Config, columns: Iterable[str], labels: Sequence[str]) -> dict[str, list[str]]:
    """The models to fit and the feature columns each reads; Refused where a model, its columns or its order are not there.

    Where the config names no models, those that need an order of the labels are left out unless `order` gives it.
    """
    for name in (*config.models, *config.C):
        if name not in MODELS:
            raise Refused(f"config: no model is called '{name}'; the models are {', '.join(MODELS)}")
    groups = families(columns)
    found = {}
    for name in config.models or [m for m in MODELS if not MODELS[m].ordered or orderly(labels, config.order)]:
        if MODELS[name].ordered:
            ordered(labels, config.order)
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
    """An unfitted pipeline; to fit it needs scikit-learn's metadata routing switched on, as `fit.fitted` does."""
    model = MODELS[name]
    read = [*columns, *([model.text] if model.text else [])]
    with config_context(enable_metadata_routing=True):
        return model.build(read, config.C.get(name, model.C), config)
