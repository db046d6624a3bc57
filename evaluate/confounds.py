"""What else might set outlets apart: topic, period, length, wire copy and typography taken out, and outlets on the same events.

An article's *residual* is its pull on its outlet's position over what it can tell (`train.ideal.scores`): how much closer to
Damascus it speaks than its outlet does. Regressed on what the article is about, *within outlets*, it says how naming shifts with
a covariate while the outlet stays the same (fixed effects: Mundlak 1978); the outlet's position is then moved by its excess of
the covariate times that slope. Between outlets nothing is regressed, or a camp that writes more about one topic would be
corrected away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import spsolve
from scipy.stats import norm

from evaluate.topics import topics
from train import ideal, scale
from train.choices import Choices, Floats
from train.ideal import Model

SLOPE_SD = 0.5  # of the penalty on slopes, in units of position per sd of a covariate
STORY_SD = 1.0  # of what an event adds to the naming of all


@dataclass(frozen=True, slots=True, eq=False)
class Corrected:
    """Outlets' positions as they are and corrected, on the scale's unit, each with its interval."""

    value: Floats
    low: Floats
    high: Floats
    corrected: Floats
    corrected_low: Floats
    corrected_high: Floats

    @property
    def moved(self) -> NDArray[np.bool_]:
        """Whether the correction moves an outlet by more than its interval."""
        return (self.corrected < self.low) | (self.corrected > self.high)


def covariates(choices: Choices, tables: Mapping[str, pd.DataFrame], seed: int = 0) -> dict[str, Floats]:
    """Families of covariates (articles x columns), in the order of the choices' articles.

    topic: probabilities of classes told by the referents named in any voice (`topics.py`); period: year and its square, 0 with
    a column of its own where unknown; length: log words; wire: whether other outlets hold its near-duplicates; typography: the
    fingerprint.
    """
    articles = tables["articles"].set_index("article")
    order = list(choices.articles)
    own = articles.loc[order]
    named = tables["names"].groupby(["article", "referent"]).size().unstack(fill_value=0).reindex(order, fill_value=0)
    year = pd.to_datetime(own["published"]).dt.year.to_numpy(np.float64)
    known = ~np.isnan(year)
    since = np.where(known, year - (np.nanmean(year) if known.any() else 0), 0.0)
    copies = articles.loc[articles["duplicate_of"].notna(), ["outlet", "duplicate_of"]]
    elsewhere = copies[copies["outlet"].to_numpy() != articles["outlet"].reindex(copies["duplicate_of"]).to_numpy()]
    marks = tables["features"].set_index("article").filter(regex="^fingerprint:(?!n$)").loc[order]
    return {
        "topic": topics(named.to_numpy() > 0, choices.outlet, seed),
        "period": np.column_stack([since, since**2, ~known]),
        "length": np.log(np.maximum(own[["n_words"]].to_numpy(np.float64), 1)),
        "wire": own.index.isin(elsewhere["duplicate_of"]).astype(np.float64)[:, None],
        "typography": marks.fillna(0).to_numpy(np.float64),
    }


def correct(choices: Choices, model: Model, made: Mapping[str, Any], X: Floats) -> Corrected:
    """Positions of outlets corrected for covariates X (articles x columns); `made` is the scale."""
    score, information = ideal.scores(choices, model)
    beliefs = ideal.posterior(choices, model)
    inside = choices.size() >= scale.LEAST_ARTICLES
    value, low, high = scale.bounds(beliefs, made["unit"], made["interval"], inside)
    means = _means(choices, X, information)
    spread = np.sqrt(np.average((X - means[choices.outlet]) ** 2, axis=0, weights=np.maximum(information, 1e-12)))
    X, means = (np.divide(part, spread, out=np.zeros_like(part), where=spread > 1e-9) for part in (X, means))
    within = X - means[choices.outlet]
    precision = (within * information[:, None]).T @ within + np.eye(X.shape[1]) / SLOPE_SD**2
    slope = np.linalg.solve(precision, within.T @ score)
    middle, square = (beliefs @ ideal.grid(ideal.FINE) ** power for power in (1, 2))
    kept = np.clip(1 - (square - middle**2), 0, 1)  # of a move of all its articles, what shrinkage lets through
    excess = (means - means[inside].mean(axis=0)) * kept[:, None] / made["unit"]["sd"]
    excess[np.bincount(choices.outlet, information, len(kept)) == 0] = 0
    moved = value - excess @ slope
    wide = np.sqrt(np.maximum((excess * np.linalg.solve(precision, excess.T).T).sum(axis=1), 0))
    wide = norm.ppf(0.5 + made["interval"] / 2) * wide
    return Corrected(value, low, high, moved, moved - np.hypot(value - low, wide), moved + np.hypot(high - value, wide))


def _means(choices: Choices, X: Floats, weight: Floats) -> Floats:
    """Each outlet's mean of X, articles weighing by what they tell; the overall mean where they tell nothing."""
    total = np.bincount(choices.outlet, weight, len(choices.outlets))
    sums = choices.by_outlet(sparse.csr_array(X * weight[:, None]))
    overall = X.mean(axis=0)
    return np.where(total[:, None] > 0, sums / np.maximum(total, 1e-12)[:, None], overall)


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Outlets compared on the same events only; on the model's axis, about the mean of those compared."""

    articles: NDArray[np.int64]
    value: Floats
    sd: Floats


def matched(choices: Choices, model: Model, stories: Sequence[str | None]) -> Matched:
    """Position of each outlet by articles of stories that another outlet tells too, what the story does to all taken out.

    Weighted least squares of articles' residuals about the outlet's position on outlets (N(0, 1)) and stories (N(0,
    STORY_SD^2)) together: two-way random effects. Outlets without such an article have value 0 and sd 1.
    """
    score, information = ideal.scores(choices, model)
    middle = ideal.posterior(choices, model) @ ideal.grid(ideal.FINE)
    story, names = pd.factorize(np.array(stories, dtype=object))
    outlets = len(choices.outlets)
    pairs = pd.DataFrame({"story": story, "outlet": choices.outlet})[story >= 0].drop_duplicates()
    shared = np.append(np.bincount(pairs["story"], minlength=len(names)) > 1, False)  # the last: of no story
    rows = np.flatnonzero(shared[story] & (information > 0))
    several = np.unique(choices.outlet[rows])
    if not len(several):
        return Matched(np.zeros(outlets, dtype=np.int64), np.zeros(outlets), np.ones(outlets))
    design = sparse.coo_array(
        (
            np.ones(2 * len(rows)),
            (np.tile(np.arange(len(rows)), 2), np.concatenate([choices.outlet[rows], outlets + story[rows]])),
        ),
        shape=(len(rows), outlets + len(names)),
    ).tocsr()
    weight = information[rows]
    answer = weight * middle[choices.outlet[rows]] + score[rows]
    prior = np.concatenate([np.ones(outlets), np.full(len(names), 1 / STORY_SD**2)])
    precision = sparse.csc_array(design.T @ (design * weight[:, None]) + sparse.diags_array(prior))
    found = np.asarray(spsolve(precision, design.T @ answer))
    unit = np.zeros((len(prior), len(several)))
    unit[several, np.arange(len(several))] = 1
    sd = np.ones(outlets)
    sd[several] = np.sqrt(
        np.asarray(spsolve(precision, sparse.csc_array(unit)).todense())[several, np.arange(len(several))]
    )
    return Matched(np.bincount(choices.outlet[rows], minlength=outlets), found[:outlets], sd)
