"""How often each outlet calls an actor by hostile, neutral and friendly names, in each voice: plain counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluate.profile import FEWEST_ARTICLES
from features.article import VALENCES

VOICES = ("own", "attributed")


def counts(tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """One row per outlet (three articles or more), referent and voice; masked mentions and duplicates count nowhere."""
    articles, names = tables["articles"], tables["names"]
    whole = articles[articles["duplicate_of"].isna()]
    whole = whole[whole.groupby("outlet")["article"].transform("size") >= FEWEST_ARTICLES]
    outlet_of = dict(zip(whole["article"], whole["outlet"], strict=True))
    kept = names[~names["masked"].astype(bool) & names["article"].isin(list(outlet_of)) & names["voice"].isin(VOICES)]
    by = [kept["article"].map(outlet_of).rename("outlet"), kept["referent"], kept["voice"]]
    rows = []
    for (outlet, referent, voice), of in kept["valence"].astype(int).groupby(by, sort=True):
        n = {pole: int((of == valence).sum()) for pole, valence in VALENCES.items()}
        rows.append({"outlet": outlet, "referent": referent, "voice": voice, "n": len(of)} | n)
    return rows
