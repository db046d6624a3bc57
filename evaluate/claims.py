"""What the results let one say, in sentences made from the numbers and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Scores = Sequence[Mapping[str, Any]]


def find(scores: Scores, metric: str, model: str, split: str, weighting: str = "outlet", **more: object) -> Any:
    """The row over all outlets with an interval over outlets, or None."""
    wanted = {"weighting": weighting, "outlet": None, "interval": "outlet", **more}
    met = (row for row in scores if row["metric"] == metric and row["model"] == model and row["split"] == split)
    return next((row for row in met if all(row.get(k) == v for k, v in wanted.items())), None)


def number(row: Mapping[str, Any]) -> str:
    """A value with its interval in brackets."""
    if row["low"] is None:
        return f"{row['value']:.2f} (too few outlets for an interval)"
    return f"{row['value']:.2f} (90\u00a0% interval {row['low']:.2f} to {row['high']:.2f})".replace("-", "−")


def claims(scores: Scores, models: Sequence[str], not_identified: Sequence[Mapping[str, str]]) -> list[str]:
    """The headline: unseen outlets and yardsticks first, then what a random split would claim and what is open."""
    said: list[str] = []
    main = "isnad" if "isnad" in models else models[0]
    for split, where in (("outlet", "On outlets it never saw"), ("held_out", "On the held-out corpus")):
        row = find(scores, "macro_f1", main, split)
        if row is not None:
            weigh = f"{row['n_outlets']} outlets with three articles or more, each weighing 1"
            said.append(f"{where}, {main} reaches a macro-F1 of {number(row)}; {weigh}.")
            said += _yardsticks(scores, models, main, split)
            said += _pairs(scores, main, split)
    gap = find(scores, "leak_gap", main, "outlet")
    seen = find(scores, "macro_f1", main, "random")
    if gap is not None and seen is not None:
        said.append(
            f"On a random split of articles, where the same outlets stand on both sides, {main} reaches {number(seen)}: "
            f"{number(gap)} more than on unseen outlets{_owed(gap)}."
        )
    return said + [f"Split {x['split']} is not identified by these data: {x['reason']}." for x in not_identified]


def _owed(gap: Mapping[str, Any]) -> str:
    if gap["low"] is None:
        return ""
    if gap["low"] > 0:
        return ", which is owed to having met the outlet and says nothing of a new one"
    return "; a gain from having met the outlet cannot be shown"


def _yardsticks(scores: Scores, models: Sequence[str], main: str, split: str) -> list[str]:
    rivals = [(m, find(scores, "macro_f1", m, split)) for m in models if m not in (main, "majority")]
    rivals = [(m, row) for m, row in rivals if row is not None]
    said = []
    chance = find(scores, "macro_f1", "majority", split)
    if chance is not None:
        said.append(
            f"One answer for all (majority) reaches {chance['value']:.2f}{_against(scores, 'majority', split)}."
        )
    if rivals:
        best, row = max(rivals, key=lambda pair: (pair[1]["value"], pair[0]))
        said.append(f"The best of the other models there is {best}, with {number(row)}{_against(scores, best, split)}.")
    typography = dict(rivals).get("fingerprint")
    if typography is not None:
        said.append(f"Typography alone (fingerprint), which reads no word, reaches {number(typography)}.")
    return said


def _against(scores: Scores, rival: str, split: str) -> str:
    lead = find(scores, "lead", "isnad", split, against=rival)
    if lead is None or lead["low"] is None:
        return ""
    if lead["low"] > 0:
        verdict = "isnad is ahead"
    elif lead["high"] < 0:
        verdict = "isnad is behind"
    else:
        verdict = "these outlets cannot tell the two apart"
    return f"; isnad minus {rival} is {number(lead)}: {verdict}"


def _pairs(scores: Scores, main: str, split: str) -> list[str]:
    said = []
    area, vote = (find(scores, metric, main, split) for metric in ("auc", "outlet_vote"))
    if area is not None:
        said.append(
            f"Given one article of either side, it ranks the two rightly with probability {number(area)} (AUC)."
        )
    if vote is not None:
        said.append(
            f"Averaged over an outlet's articles, its answer is right for this share of outlets: {number(vote)}."
        )
    return said
