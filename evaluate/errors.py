"""The error gallery: articles answered wrongly, twenty at random and the twenty surest, with what was found in them.

`cause` is what counts tell (too little found, others' words, names that lean the other way), a hint by rules and no reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from features.article import POLES
from seeds.lexicon import orientation

EACH, MARKS = 20, 4
FEW, CLOSE, MOSTLY = 3, 0.1, 0.7
CAUSES = {
    "nothing": "nothing to go by: it names no actor in its own voice and cites nobody",
    "little": f"fewer than {FEW} own names and attributions: little to go by",
    "close": f"the two likeliest labels lie within {100 * CLOSE:.0f} per cent: undecided",
    "others": "most names stand in the voice of others: the article tells what sources say",
    "other_way": "its own names lean to the side it was answered with, against its outlet's label",
    "open": "not told by these rules: to be read",
}


def gallery(predictions: pd.DataFrame, tables: Mapping[str, pd.DataFrame], main: str, split: str, seed: int) -> Any:
    """The rows shown: list (random | worst), article, outlet, truth, answer, their probabilities, cause, counts, marks.

    The worst are those with the lowest probability of the label; articles in both lists stand among the worst alone.
    """
    told = predictions[(predictions["model"] == main) & (predictions["split"] == split)]
    wrong = told[told["prediction"] != told["truth"]].copy()
    for column in ("truth", "prediction"):
        wrong[f"p_{column}"] = [float(row[f"p:{row[column]}"]) for _, row in wrong.iterrows()]
    wrong = wrong.sort_values(["p_truth", "article"], ignore_index=True)
    rest = wrong.iloc[EACH:]
    drawn = rest.iloc[sorted(np.random.default_rng(seed).permutation(len(rest))[:EACH])]
    parts = (("random", drawn), ("worst", wrong.head(EACH)))
    rows = [_row(kind, row, tables) for kind, part in parts for row in part.to_dict("records")]  # type: ignore[arg-type]
    return {"split": split, "model": main, "scored": len(told), "wrong": len(wrong), "rows": rows}


def _row(kind: str, row: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    names, said = (tables[t][tables[t]["article"] == row["article"]] for t in ("names", "attributions"))
    names, said = (t[~t["masked"].astype(bool)] for t in (names, said))
    own = names[names["voice"] == "own"]
    others = max((float(v) for k, v in row.items() if k.startswith("p:") and k != f"p:{row['prediction']}"), default=0)
    lean = float(
        (own["referent"].map(dict(orientation())).fillna(0).astype(float) * own["valence"].astype(float)).sum()
    )
    cause = _cause(len(own), len(names), len(said), row["p_prediction"] - others, lean, row["truth"], row["prediction"])
    kept = ("article", "outlet", "truth", "prediction", "p_truth", "p_prediction")
    counts = {"own": len(own), "names": len(names), "attributions": len(said), "lean": lean}
    return {"list": kind} | {k: row[k] for k in kept} | counts | {"cause": cause, "evidence": _marks(own, said)}


def _cause(own: int, names: int, said: int, margin: float, lean: float, truth: str, answer: str) -> str:
    """The first rule that fits. Lean is counted towards Damascus, so it speaks where the answer or the label is a side."""
    side = {"damascus": 1, "opposition": -1}
    if own + said < FEW:
        return "little" if own + said else "nothing"
    if margin < CLOSE:
        return "close"
    if names and own / names < 1 - MOSTLY:
        return "others"
    toward = side.get(answer, 0) - side.get(truth, 0)
    return "other_way" if lean * toward > 0 else "open"


def _marks(own: pd.DataFrame, said: pd.DataFrame) -> list[dict[str, Any]]:
    """A few mentions that show what the article says: loaded names first, then cues."""
    loaded = own[own["valence"] != 0].sort_values("start")
    marks = [
        {"article": n["article"], "start": n["start"], "end": n["end"], "referent": n["referent"]}
        | {"pole": POLES[n["valence"]]}
        for n in loaded.drop_duplicates("name").head(MARKS).to_dict("records")
    ]
    for a in said.sort_values("cue_start").head(MARKS - len(marks)).to_dict("records"):
        marks.append({"article": a["article"], "start": a["cue_start"], "end": a["cue_end"], "side": a["source_side"]})
        marks[-1]["cue_class"] = a["cue_class"]
    return marks
