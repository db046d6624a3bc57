"""What each family of features is worth to the main model on unseen outlets, alone, beside the others, and left out.

Two games are played with the main model's recipe. In `families` the players are the kinds of pooled shares (those it
reads as it picks them, the others whole); in `parts` they are the main model's own columns by actor named and by
side quoted. v(S) is the worth (`trial.py`) of the model that learns from the players in S, v of none that of lots. Then

    alone    v({i})             without  v(N \\ {i})             loss  v(N) - v(N \\ {i})
    shapley  sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))                  (Shapley 1953)
    shuffled v(N) - mean of v(N) where i's columns come from other outlets (`shuffle.py`)

With EXACT players or fewer Shapley values are summed over all S, and add up to v(N) - v(none); with more they are means
over orders drawn with the seed, each also from its end (antithetic: Mitchell et al. 2022), `error` the standard error of
that mean. Every number has the interval of the outlet bootstrap, differences being taken draw by draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, combinations
from math import comb
from pathlib import Path

import numpy as np
import pandas as pd

from train.bootstrap import Floats, percentile
from train.config import Config
from train.curve import curve
from train.models import kind, tells
from train.pool import POOLED
from train.shuffle import losses
from train.trial import METRICS, Trial, each, scored, trial, worth

EXACT = 7
Players = Mapping[str, Sequence[str]]
Coalition = frozenset[str]
Row = dict[str, object]


def families(columns: Iterable[str]) -> dict[str, list[str]]:
    """Pooled shares by kind; of the kinds that the main model reads, those that it reads.

    >>> families(["pooled_framing:IS:plain", "pooled_names.own:RUSSIA:hostile", "pooled_names.own:IS:neutral", "topic:IS"])
    {'framing': ['pooled_framing:IS:plain'], 'names.own': ['pooled_names.own:RUSSIA:hostile']}
    """
    pooled = [column for column in columns if column.startswith(POOLED)]
    read = {kind(column) for column in pooled if tells(column)}
    found: dict[str, list[str]] = {}
    for column in pooled:
        if tells(column) or kind(column) not in read:
            found.setdefault(kind(column), []).append(column)
    return found


def parts(columns: Iterable[str]) -> dict[str, list[str]]:
    """Columns by what they are shares of.

    >>> parts(["pooled_names.own:RUSSIA:hostile", "pooled_cues.of:un:deny"])
    {'names.own:RUSSIA': ['pooled_names.own:RUSSIA:hostile'], 'cues.of:un': ['pooled_cues.of:un:deny']}
    """
    found: dict[str, list[str]] = {}
    for column in columns:
        found.setdefault(column.removeprefix(POOLED).rpartition(":")[0], []).append(column)
    return found


def ablate(
    table: pd.DataFrame, X: pd.DataFrame, columns: Sequence[str], config: Config, workers: int, kept: Path
) -> dict[str, object]:
    """Rows of both games and of the learning curve; nothing where the outlet split is not identified or too small.

    `table` is the outlet split, X the table of all labelled articles, `columns` those of the main model; finished trials
    lie in the folder `kept`. Each row has game, player (None: the whole), measure, metric, value, low, high, error, n.
    """
    games: dict[str, Players] = {"families": families(X.columns), "parts": parts(columns)}
    every = [c for c in X.columns if any(c in some for players in games.values() for some in players.values())]
    of = trial(table, X, every, config)
    if table.empty or not len((s := scored(of)).truth):
        return {}
    counts: Row = {"n": len(s.truth), "n_outlets": len(s.outlets)}
    rows = [
        {"game": game} | row | counts for game, players in games.items() for row in play(of, players, workers, kept)
    ]
    drawn = {"orders": config.orders, "shuffles": config.shuffles, "curve": config.curve_draws, "seed": config.seed}
    return {"rows": rows, "curve": curve(of, columns, workers, kept), "draws": drawn}


def play(of: Trial, players: Players, workers: int, kept: Path) -> Iterator[Row]:
    """The rows of one game. Of many players only `--full` tries every one alone and left out."""
    whole, names = frozenset(players), sorted(players)
    orders = _orders(names, of.config)
    few = len(players) <= EXACT
    ends = [s for name in names for s in (frozenset([name]), whole - {name})] if few or orders else []
    middle = _all(names) if few and orders else [frozenset(o[:k]) for o in orders for k in range(len(o))]
    v = _worths(of, players, dict.fromkeys([frozenset(), whole, *ends, *middle]), workers, kept)
    shuffled = losses(of, players, kept, workers)
    yield from _rows(None, "all", v[whole])
    yield from _rows(None, "lot", v[frozenset()])
    for name in names:
        head: Row = {"columns": len(players[name])}
        if ends:
            left = v[whole - {name}]
            for measure, values in (("alone", v[frozenset([name])]), ("without", left), ("loss", v[whole] - left)):
                yield from (head | row for row in _rows(name, measure, values))
        if orders:
            value, error = exact(name, names, v) if few else sampled(name, orders, v)
            yield from (head | row for row in _rows(name, "shapley", value, error))
        yield from (head | row for row in _rows(name, "shuffled", shuffled[name]))


def exact(name: str, names: Sequence[str], v: Mapping[Coalition, Floats]) -> tuple[Floats, None]:
    """Shapley value of a player by the worth of all coalitions, METRICS x draws; without an error, since nothing is drawn."""
    others, n = [other for other in names if other != name], len(names)
    terms = ((v[s | {name}] - v[s]) / (n * comb(n - 1, len(s))) for s in _all(others))
    return np.asarray(sum(terms)), None


def sampled(name: str, orders: Sequence[Sequence[str]], v: Mapping[Coalition, Floats]) -> tuple[Floats, Floats]:
    """Mean of what a player adds to those before it, over orders that come in pairs; its standard error over pairs."""
    added = [v[frozenset(o[: o.index(name) + 1])] - v[frozenset(o[: o.index(name)])] for o in orders]
    pairs = np.array(added).reshape(len(orders) // 2, 2, *added[0].shape).mean(axis=1)
    error = (
        pairs[:, :, 0].std(axis=0, ddof=1) / np.sqrt(len(pairs)) if len(pairs) > 1 else np.full(len(METRICS), np.nan)
    )
    return pairs.mean(axis=0), error


def _orders(names: Sequence[str], config: Config) -> list[list[str]]:
    """Orders of the players drawn with the seed, each followed by itself from its end."""
    random = np.random.default_rng(config.seed)
    drawn = [[names[i] for i in random.permutation(len(names))] for _ in range((config.orders + 1) // 2)]
    return [order for one in drawn for order in (one, one[::-1])]


def _all(names: Sequence[str]) -> list[Coalition]:
    return [frozenset(s) for s in chain.from_iterable(combinations(names, k) for k in range(len(names) + 1))]


def _worths(
    of: Trial, players: Players, coalitions: Iterable[Coalition], workers: int, kept: Path
) -> dict[Coalition, Floats]:
    jobs, named = {}, {}
    for some in coalitions:
        held = {c for name in some for c in players[name]}
        columns = [c for c in of.X.columns if c in held]
        named[some] = "\n".join(columns)
        jobs[named[some]] = partial(worth, of, columns)
    done = each(jobs, kept, workers, "coalitions")
    return {some: done[name] for some, name in named.items()}


def _rows(player: str | None, measure: str, values: Floats, error: Floats | None = None) -> Iterator[Row]:
    for k, metric in enumerate(METRICS):
        if not np.isnan(values[k, 0]):
            wide = None if error is None or np.isnan(error[k]) else float(error[k])
            head: Row = {"player": player, "measure": measure, "metric": metric}
            yield head | percentile(values[k])._asdict() | {"error": wide}
