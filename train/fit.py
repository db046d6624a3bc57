"""Fitting: outlet-balanced weights, predictions pooled over folds, final models."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
from tqdm import tqdm

from seeds.chain import Refused
from train import counts, ordinal
from train.config import Config
from train.models import MODELS, inputs, lesson, pipeline
from train.split import SPLITS
from train.split import folds as fold_numbers
from train.split import sides as parted

Floats = NDArray[np.float64]
# The slowest first, so that no worker is left alone with a slow one at the end.
SLOW = ("tfidf_char", "hybrid", "tfidf_word_unmasked", "tfidf_word")


def weigh(outlets: Sequence[str], labels: Sequence[str]) -> Floats:
    """Weight of each article in training: each outlet weighs 1, then the labels are balanced, mean 1.

    An article of outlet o with n_o training articles weighs 1 / n_o, so that a crawl of 650 articles counts no more
    than one of five: outlets, not articles, are the unit of inference. Then each label's articles are scaled so that
    all labels have the same sum of these outlet weights, or the camp with most outlets would be the answer to every
    doubt.
    """
    table = pd.DataFrame({"outlet": np.asarray(outlets, dtype=object), "label": np.asarray(labels, dtype=object)})
    table["weight"] = 1 / table.groupby("outlet")["label"].transform("size")
    balanced = table["weight"] / table.groupby("label")["weight"].transform("sum")
    return np.asarray(balanced / balanced.mean(), dtype=np.float64)


def fitted(name: str, columns: Sequence[str], X: pd.DataFrame, y: NDArray[np.str_], config: Config) -> Pipeline:
    """One model fitted on outlet-balanced weights, on one thread so that sums come out the same for any workers."""
    taught, labels = lesson(name, columns, X, y)
    weights = weigh(taught["outlet"].tolist(), labels.tolist())
    with config_context(enable_metadata_routing=True), threadpool_limits(1), np.errstate(invalid="ignore"):
        model = pipeline(name, columns, config)
        with _refusing(name, len(X)):
            if MODELS[name].ordered:
                order = ordinal.ordered(labels, config.order)
                ordinal.fit(model["model"], model["columns"].fit_transform(taught), labels, weights, order)
                return model
            return model.fit(taught, labels, **({"sample_weight": weights} if MODELS[name].weighted else {}))


@contextmanager
def _refusing(name: str, articles: int) -> Iterator[None]:
    """What scikit-learn cannot fit, said in a sentence; that a column says nothing is no warning."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Degrees of freedom|All-NaN slice", RuntimeWarning)
            yield
    except ValueError as error:
        first = str(error).splitlines()[0]
        raise Refused(
            f"model '{name}' does not fit on {articles} articles ({first}); give more, or leave it out of `models`"
        ) from None


def predict(
    X: pd.DataFrame,
    folds: pd.DataFrame,
    labels: Sequence[str],
    models: Mapping[str, Sequence[str]],
    config: Config,
    workers: int,
    kept: Path,
) -> pd.DataFrame:
    """Predictions of every model for every labelled article, in each split, by the fold that did not train on it.

    X is indexed by article; `folds` has the columns of `split.COLUMNS`; `labels` are all, sorted. Finished folds lie in
    the folder `kept`, from which an interrupted run resumes. Rows are sorted by split, model (as in `models`), article.
    """
    of_split = {str(split): table for split, table in folds.groupby("split", sort=False)}
    sides = {(split, fold): parted(table, fold) for split, table in of_split.items() for fold in fold_numbers(table)}
    tasks = [(model, *side) for model in _slow_first(models) for side in sides if _asked(model, side[0])]

    known = _counts(X, [task for task in tasks if not _place(kept, *task).is_file()], config, workers)

    def job(model: str, split: str, fold: int) -> Any:
        train, test = sides[split, fold]
        columns = models[model]
        seen, unseen = (X.loc[side["article"], inputs(model, columns)] for side in (train, test))
        y = train["label"].to_numpy(str)
        rows = (X.index.get_indexer(pd.Index(train["article"])), X.index.get_indexer(pd.Index(test["article"])))
        work = delayed(_try)
        return work(model, columns, seen, y, unseen, config, _place(kept, model, split, fold), known.get(model), rows)

    done = Parallel(n_jobs=workers, return_as="generator")(job(*task) for task in tasks)
    parts = [_table(folds.iloc[:0], "", np.empty((0, len(labels))), labels)]
    for (model, split, fold), p in zip(tasks, tqdm(done, "fits", len(tasks), disable=None), strict=True):
        parts.append(_table(sides[split, fold][1], model, p, labels))
    return _ordered(pd.concat(parts), X.index, list(models))


def _counts(X: pd.DataFrame, tasks: Sequence[tuple[str, str, int]], config: Config, workers: int) -> dict[str, Any]:
    """N-grams of the texts that models still read in some task, by model; those that cut a text alike share them."""
    readers = {
        m: counts.vectors(pipeline(m, [], config)) for m in dict.fromkeys(m for m, _, _ in tasks) if MODELS[m].text
    }
    keys = {m: (MODELS[m].text, counts.kind(of)) for m, of in readers.items()}
    first = {keys[m]: (of, X[MODELS[m].text].tolist()) for m, of in readers.items()}
    jobs = (delayed(counts.counted)(of, texts) for of, texts in first.values())
    made = dict(zip(first, Parallel(n_jobs=workers)(jobs), strict=True)) if first else {}
    return {m: made[key] for m, key in keys.items()}


def _place(kept: Path, model: str, split: str, fold: int) -> Path:
    return kept / f"{split}-{fold}-{model}.npy"


def _asked(model: str, split: str) -> bool:
    """The slow models are tried where the gap needs them, at random and on unseen outlets."""
    return model not in SLOW or split in ("random", "outlet")


def _slow_first(models: Iterable[str]) -> list[str]:
    return sorted(models, key=lambda m: SLOW.index(m) if m in SLOW else len(SLOW))


def _table(side: pd.DataFrame, model: str, p: Floats, labels: Sequence[str]) -> pd.DataFrame:
    """Predictions of one test side: its articles, truth, the likeliest label and P of each."""
    answers = np.array(labels, dtype=object)[p.argmax(axis=1)]
    table = side[["article", "outlet", "owner", "split", "fold"]]
    table = table.assign(model=model, truth=side["label"], prediction=answers)
    return table.assign(**{f"p:{label}": p[:, k] for k, label in enumerate(labels)})


def _ordered(rows: pd.DataFrame, articles: pd.Index, models: list[str]) -> pd.DataFrame:
    """By split, then model, then article in the order of the table."""
    keys = (
        articles.get_indexer(pd.Index(rows["article"])),
        rows["model"].map(models.index),
        rows["split"].map(list(SPLITS).index),
    )
    return rows.iloc[np.lexsort(keys)].reset_index(drop=True)


def _try(
    name: str,
    columns: Sequence[str],
    X: pd.DataFrame,
    y: NDArray[np.str_],
    unseen: pd.DataFrame,
    config: Config,
    kept: Path,
    known: Any,
    rows: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Floats:
    """Probabilities (articles x labels) for a fold's test side, kept for a run that is taken up again.

    `known` are the counted n-grams of all articles, of which `rows` are the two sides; None where the model reads no text.
    """

    def work() -> Floats:
        if known is None:
            return probabilities(fitted(name, columns, X, y, config), unseen)
        table, labels = lesson(name, columns, X, y)
        taught = table, labels, weigh(table["outlet"].tolist(), labels.tolist())
        seen = np.tile(rows[0], len(table) // len(X))
        with _refusing(name, len(X)):
            return counts.answers(pipeline(name, columns, config), taught, unseen, known, (seen, rows[1]))

    return once(kept, work)


def once(kept: Path, work: Callable[[], Floats]) -> Floats:
    """What a piece of work gives, kept in a file for a run that is taken up again."""
    if kept.is_file():
        return np.asarray(np.load(kept, allow_pickle=False), dtype=np.float64)
    made = work()
    partial = kept.with_suffix(".partial.npy")
    np.save(partial, made)
    partial.rename(kept)
    return made


def probabilities(model: Pipeline, X: pd.DataFrame) -> Floats:
    """P(label) of each row of X, labels in the order of `model.classes_`."""
    with threadpool_limits(1):
        return np.asarray(model.predict_proba(X), dtype=np.float64)


def final(
    X: pd.DataFrame, y: NDArray[np.str_], models: Mapping[str, Sequence[str]], config: Config, workers: int
) -> dict[str, Pipeline]:
    """Every model fitted on all labelled articles.

    What goes in and what comes out passes through a pickle of its own whether or not a worker does the work: else what
    objects share in memory, and with it the bytes of the file they end in, would depend on the number of workers.
    """
    order = _slow_first(models)
    jobs = (delayed(_pickled)(pickle.dumps((m, models[m], X[inputs(m, models[m])], y, config))) for m in order)
    done = Parallel(n_jobs=workers, return_as="generator")(jobs)
    made = dict(zip(order, tqdm(done, "models", len(order), disable=None), strict=True))
    return {name: pickle.loads(made[name]) for name in models}


def _pickled(given: bytes) -> bytes:
    model = fitted(*pickle.loads(given))
    columns = model.named_steps.get("columns")
    for part in columns.named_transformers_.values() if columns else ():
        if hasattr(part, "_stop_words_id"):  # a memory address, by which a vectoriser saves itself a second warning
            del part._stop_words_id
    return pickle.dumps(model)
