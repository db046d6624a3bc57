"""From mentions to shares: what an article chose among rival wordings, given that it named the referent at all.

Every share stands beside the n it is a share of, and is null where that n is 0: who never names an actor has no share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from features.article import CUE_CLASSES, FRAMINGS, POLES, Attribution, Mention
from features.typography import MARKS, fingerprint
from seeds.lexicon import load

Choice = tuple[str, str]  # a group of rivals and the member chosen


@cache
def groups() -> Mapping[str, tuple[str, ...]]:
    """Every group of rival choices and its members; the columns are `GROUP:MEMBER` and `GROUP:n`, in this order."""
    referents, types, sides = load("names").groups, load("speakers").groups, load("speakers").categories
    table = {f"names.{voice}:{r}": tuple(POLES.values()) for voice in ("own", "attributed") for r in referents}
    table |= {f"names.voice:{r}": ("own", "attributed", "scare") for r in referents}
    table |= {f"framing:{r}": FRAMINGS for r in referents}
    table |= {"unsure:referent": referents}
    table |= {"speakers:side": sides, "speakers:type": types, "cues:class": CUE_CLASSES}
    return table | {f"cues.of:{side}": CUE_CLASSES for side in sides}


@cache
def columns() -> tuple[str, ...]:
    """All feature columns in order, without the article's id."""
    shares = tuple(f"{group}:{member}" for group, members in groups().items() for member in (*members, "n"))
    return (*shares, *(f"fingerprint:{name}" for name in MARKS), "fingerprint:n")


def choices(
    mentions: Iterable[Mention], attributions: Iterable[Attribution], left_out: Iterable[str] = ()
) -> Iterator[Choice]:
    """Every choice an article made; `left_out` are the referents that ambiguous wordings may have meant, but nothing tells."""
    for m in mentions:
        yield f"names.voice:{m.referent}", m.voice
        if m.voice == "own":
            yield f"framing:{m.referent}", m.framing
        if m.voice != "scare":
            yield f"names.{m.voice}:{m.referent}", POLES[m.valence]
    for referent in left_out:
        yield "unsure:referent", referent
    for a in attributions:
        yield "speakers:side", a.source_side
        yield "speakers:type", a.source_type
        yield "cues:class", a.cue_class
        yield f"cues.of:{a.source_side}", a.cue_class


@cache
def _places() -> tuple[Mapping[Choice, int], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The column of each choice; for each column of shares that of its n; and the columns of n."""
    column, of, totals = dict[Choice, int](), list[int](), list[int]()
    for group, members in groups().items():
        total = len(of) + len(members)
        column |= {(group, member): len(of) + i for i, member in enumerate(members)}
        of += [total] * (len(members) + 1)
        totals.append(total)
    return column, np.array(of), np.array(totals)


def shares(texts: Sequence[str], chosen: Sequence[Iterable[Choice]]) -> npt.NDArray[np.float64]:
    """Features of some articles, shape (articles, columns): shares (NaN where n is 0), their n, and the fingerprint."""
    column, of, totals = _places()
    width = len(of)
    cells = [row * width + column[choice] for row, made in enumerate(chosen) for choice in made]
    counts = np.bincount(np.array(cells, np.int64), minlength=len(texts) * width).reshape(-1, width).astype(np.float64)
    starts = np.concatenate([[0], totals[:-1] + 1])
    counts[:, totals] = np.add.reduceat(counts, starts, axis=1)
    n = counts[:, of]
    n[:, totals] = 1
    found = np.divide(counts, n, out=np.full_like(counts, np.nan), where=n > 0)
    return np.hstack([found, np.array([fingerprint(text) for text in texts]).reshape(len(texts), -1)])


def row(text: str, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> dict[str, float | None]:
    """One article's features by column, None for a share of nothing."""
    (values,) = shares([text], [choices(mentions, attributions)]).tolist()
    return {name: None if value != value else value for name, value in zip(columns(), values, strict=True)}
