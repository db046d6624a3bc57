"""Where outlets stand: positions from the names they choose for actors whose friends and foes are known.

Only mentions in the outlet's own voice count, in articles that are no near-duplicates, of the referents r that the
catalogue of lexicons orients. With v_ar the mean valence (-1 to 1) of article a's mentions of r, m_or the number of
articles of outlet o that name r, and vbar_or the mean of v_ar over them:

    within_r  = sum_o sum_a (v_ar - vbar_or)^2 / sum_o (m_or - 1)         variance of articles within an outlet
    between_r = var_o(vbar_or) - within_r * mean_o(1 / m_or)             variance of outlets, by moments
    kappa_r   = within_r / between_r, clipped to KAPPA                   articles that weigh as much as the population
    h_or      = m_or / (m_or + kappa_r)                                  reliability of o's mean on r
    mu_r      = sum_o h_or vbar_or / sum_o h_or                          baseline; tiny outlets do not dominate it
    d_or      = w_r sum_a (v_ar - mu_r) / (m_or + kappa_r)               shrunken deviation; w_r = 1 or -1, orientation
    lambda_r  = mean of h_or over the outlets that name r                how well outlets can be told apart by r
    raw_o     = sum_r lambda_r d_or / sum_r lambda_r                     over all r: what an outlet never names adds 0
    value_o   = (raw_o - centre) / sd                                    centre and sd over outlets of >= 3 articles

Var_o and mean_o run over the outlets that name r, each weighing 1. d_or is the best linear predictor of an outlet's
deviation (partial pooling, as in Gelman & Hill 2007, ch. 12): few mentions, near to 0. Higher means closer to
Damascus.

Intervals: `draws` times, o's articles are drawn with replacement (baseline fixed) and to raw_o is added z * sum_r
lambda_r sqrt(within_r kappa_r) / (m_or + kappa_r) / sum_r lambda_r, z standard normal and one per draw. The bootstrap
alone would give an outlet of one article no width at all; this is what the shrinkage leaves unknown (posterior less
sampling variance of d_or), taken as wholly shared by the referents, which is cautious. Percentiles of the draws are
the interval. Each outlet has a random stream of its own, from seed and name, so that one outlet more does not change
another's draws.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from seeds.lexicon import orientation
from train.config import Config

AXIS = "higher: closer to Damascus"
KAPPA = (0.5, 50.0)
LEAST_ARTICLES = 3

Scale = dict[str, Any]
Floats = NDArray[np.float64]


def learn(names: pd.DataFrame, articles: pd.DataFrame, config: Config) -> Scale:
    """The scale of a features folder: baselines, wordings, unit and the position of each of its outlets."""
    counted = _counted(names, articles)
    choices = _choices(counted)
    referents = {
        referent: {"orientation": orientation()[referent]} | _moments(choices[choices["referent"] == referent])
        for referent in sorted(choices["referent"].unique())
    }
    scale: Scale = {
        "axis": AXIS,
        "referents": referents,
        "unit": {"centre": 0.0, "sd": 1.0},
        "interval": config.interval,
        "draws": config.draws,
        "seed": config.seed,
    }
    raw = [o["value"] for o in place(scale, names, articles).values() if o["articles"] >= LEAST_ARTICLES]
    sd = float(np.std(raw, ddof=1)) if len(raw) > 1 else 0.0
    scale["unit"] = {"centre": float(np.mean(raw)) if raw else 0.0, "sd": sd if sd > 0 else 1.0}
    scale["wordings"] = _wordings(counted, scale)
    scale["outlets"] = place(scale, names, articles)
    return scale


def place(scale: Mapping[str, Any], names: pd.DataFrame, articles: pd.DataFrame) -> dict[str, dict[str, float | int]]:
    """Position of every outlet of a features folder on a scale already fitted, by the scale's numbers alone.

    For each outlet: value, low, high (in sd over the outlets that the scale was fitted on), articles (near-duplicates
    left out) and mentions (those counted).
    """
    referents = list(scale["referents"])
    kappa, weight, within, mean, sign = (
        np.array([scale["referents"][r][key] for r in referents], dtype=np.float64)
        for key in ("kappa", "weight", "within", "mean", "orientation")
    )
    counted = _counted(names, articles)
    counted = counted[counted["referent"].isin(referents)]
    whole = articles.loc[articles["duplicate_of"].isna(), ["article", "outlet"]].sort_values(["outlet", "article"])
    valence = (
        _choices(counted)
        .pivot(index="article", columns="referent", values="valence")
        .reindex(index=whole["article"], columns=referents)
        .to_numpy(np.float64, na_value=np.nan)
    )
    named = ~np.isnan(valence)
    pull = np.where(named, sign * (valence - mean), 0.0)
    mentions = counted.groupby("outlet").size()
    centre, sd = scale["unit"]["centre"], scale["unit"]["sd"]
    tail = (1 - scale["interval"]) / 2
    placed: dict[str, dict[str, float | int]] = {}
    for outlet, rows in whole.reset_index(drop=True).groupby("outlet", sort=True).indices.items():
        once = np.ones((1, len(rows)))
        value = _raw(once, pull[rows], named[rows], kappa, weight)[0]
        draw = np.random.default_rng(_stream(int(scale["seed"]), str(outlet)))
        drawn = draw.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=scale["draws"])
        spread = _average(np.sqrt(within * kappa) / (named[rows].sum(axis=0) + kappa), weight)
        values = _raw(drawn, pull[rows], named[rows], kappa, weight) + spread * draw.standard_normal(scale["draws"])
        low, high = np.quantile(values, (tail, 1 - tail))
        placed[str(outlet)] = {
            "value": float((value - centre) / sd),
            "low": float((min(low, value) - centre) / sd),
            "high": float((max(high, value) - centre) / sd),
            "articles": len(rows),
            "mentions": int(mentions.get(outlet, 0)),
        }
    return placed


def _raw(times: NDArray[Any], pull: Floats, named: NDArray[np.bool_], kappa: Floats, weight: Floats) -> Floats:
    """Raw positions, one per row of `times` (draws x articles: how often each article is drawn)."""
    deviation = (times @ pull) / (times @ named + kappa)
    return np.asarray(_average(deviation, weight))


def _average(values: Floats, weight: Floats) -> Any:
    return values @ weight / weight.sum() if weight.sum() > 0 else values @ weight


def _counted(names: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Mentions that count, with the outlet of their article."""
    whole = articles.loc[articles["duplicate_of"].isna(), ["article", "outlet"]]
    own = (names["voice"] == "own") & ~names["masked"].astype(bool) & names["referent"].isin(list(orientation()))
    return names.loc[own, ["article", "referent", "name", "valence"]].merge(whole, on="article", how="inner")


def _choices(counted: pd.DataFrame) -> pd.DataFrame:
    """One row per article and referent: outlet and mean valence."""
    groups = counted.assign(valence=counted["valence"].astype(np.float64)).groupby(["outlet", "article", "referent"])
    return groups["valence"].mean().reset_index()


def _moments(rows: pd.DataFrame) -> dict[str, float | int]:
    """Baseline, pooling and weight of one referent from its articles (outlet, valence)."""
    groups = rows.groupby("outlet", sort=True)["valence"]
    m = groups.size().to_numpy(np.float64)
    means = groups.mean().to_numpy(np.float64)
    spare = float((m - 1).sum())
    squares = float(((rows["valence"] - groups.transform("mean")) ** 2).sum())
    total = float(np.var(rows["valence"], ddof=1)) if len(rows) > 1 else 0.0
    within = squares / spare if spare > 0 else total
    between = float(np.var(means, ddof=1)) - within * float((1 / m).mean()) if len(m) > 1 else 0.0
    kappa = float(np.clip(within / between, *KAPPA)) if between > 0 else KAPPA[1]
    h = m / (m + kappa)
    return {
        "mean": float((h * means).sum() / h.sum()),
        "kappa": kappa,
        "within": within,
        "weight": float(h.mean()) if len(m) > 1 else 0.0,
        "outlets": len(m),
        "articles": len(rows),
    }


def _wordings(counted: pd.DataFrame, scale: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Each wording; `step` is the pull, in units of position, of naming the referent by it alone, unpooled."""
    weights = sum(r["weight"] for r in scale["referents"].values())
    found = {}
    for (name, referent), valences in counted.groupby(["name", "referent"], sort=True)["valence"]:
        valence, r = float(valences.astype(np.float64).mean()), scale["referents"][referent]
        pull = r["weight"] * r["orientation"] * (valence - r["mean"])
        step = pull / weights / scale["unit"]["sd"] if weights > 0 else 0.0
        found[str(name)] = {"referent": referent, "valence": valence, "step": step, "mentions": len(valences)}
    return found


def _stream(seed: int, outlet: str) -> list[int]:
    """Seed of an outlet's own random stream."""
    return [seed, int.from_bytes(hashlib.sha256(outlet.encode()).digest()[:8], "big")]
