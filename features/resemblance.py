"""How much a phrase is like a known name, and whom it may name: phrases ranked by evidence, with a guessed referent and pole.

Known names of the corpus are the positive cases, all other phrases the unlabelled ones; a logistic regression that tells the
two apart ranks the unlabelled as one on true labels would (Elkan & Noto 2008). Phrases of one word, phrases around a known
name and other phrases have weights of their own besides the shared ones, as in frustratingly easy domain adaptation (Daumé 2007).
A second opinion asks for each referent apart whether a phrase is a name of its, by what it has in common with those; the odds
of all referents added up, in units of their spread, weigh as much as the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from features.candidates import Candidates, Floats
from features.tokens import Bools, Ints
from seeds.lexicon import Entry

Names = npt.NDArray[np.str_]
PENALTY, UNLABELLED = 20.0, 40_000
# Known names of a referent asked for apart, and those beyond its largest row; unlabelled phrases they are compared with.
FEWEST, BEYOND, OTHERS = 15, 5, 20_000
STEPS, STRIDE, CLOSE = 50, 3.0, 1e-4  # of Newton's method: steps at most, the longest, one short enough to stop
FARTHEST = 30.0  # log odds taken for certainty
VOTERS, SHARP = 10, 8.0  # nearest known names that vote on referent and pole; how fast a vote falls with likeness


@dataclass(frozen=True, slots=True)
class Guess:
    """Whom a phrase may name and how, and the known rows most like it."""

    referent: str
    pole: str
    nearest: tuple[str, ...]


def likely(
    evidence: Mapping[str, Floats], near: Mapping[str, Floats], segment: Ints, referents: Names, rows: Ints
) -> Floats:
    """How likely each phrase is a name: `scores` and `of_referents`, each in units of its spread, added up (N,).

    `near` has, for each referent asked for apart, the likenesses to its nearest known names (N, k); `referents` (N,) whom
    each phrase is known to name, "" of unknown ones. Where no referent has names enough, `scores` alone.
    """
    shared = scores(evidence, segment, referents != "", rows)
    if not near:
        return shared
    apart = of_referents(evidence, near, segment, referents, rows)
    found: Floats = _standard(shared) + _standard(apart)
    return found


def scores(evidence: Mapping[str, Floats], segment: Ints, known: Bools, rows: Ints) -> Floats:
    """How likely each phrase is a name, as a log odds (N,); `segment` (N,) are kinds of phrases with weights of their own.

    A row of the lexicon counts with the root of its forms; of unlabelled phrases every n-th is learnt from.
    """
    return _odds(_wide(_columns(evidence), segment), known, np.flatnonzero(~known), rows, UNLABELLED)


def asked(referents: Names, rows: Ints) -> list[str]:
    """The referents with known phrases enough to be asked for apart, and in rows enough that each has neighbours of another."""
    found = []
    for referent in np.unique(referents[referents != ""]).tolist():
        own = rows[referents == referent]
        if len(own) >= FEWEST and len(own) - np.unique(own, return_counts=True)[1].max() >= BEYOND:
            found.append(referent)
    return found


def of_referents(
    evidence: Mapping[str, Floats], near: Mapping[str, Floats], segment: Ints, referents: Names, rows: Ints
) -> Floats:
    """The log of the odds of all referents added up, each by a regression of its own (N,).

    Its evidence is the shared one and likeness to its own nearest names, that of one and the mean of all, and their squares.
    """
    shared, unlabelled = _columns(evidence), np.flatnonzero(referents == "")
    total: Floats = np.zeros(len(rows))
    for referent, like in near.items():
        own = _standard(np.column_stack([like[:, 0], like.mean(axis=1)]))
        table = _wide(np.column_stack([shared, own, own**2]), segment)
        odds = _odds(table, referents == referent, unlabelled, rows, OTHERS)
        total += np.exp(np.clip(odds, -FARTHEST, FARTHEST))
    found: Floats = np.log(total)
    return found


def _columns(evidence: Mapping[str, Floats]) -> Floats:
    return _standard(np.stack(list(evidence.values()), axis=1))


def _standard(table: Floats) -> Floats:
    """Each column about its mean, in units of its spread."""
    spread = table.std(axis=0)
    found: Floats = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1)
    return found


def _wide(table: Floats, segment: Ints) -> Floats:
    """Evidence with a constant, and once more for each kind of phrase, nought for the others."""
    table = np.column_stack([np.ones(len(table)), table])
    kinds = range(int(segment.max(initial=0)) + 1)
    return np.concatenate([table, *(table * (segment == s)[:, None] for s in kinds)], axis=1)


def _odds(table: Floats, known: Bools, unlabelled: Ints, rows: Ints, most: int) -> Floats:
    """Log odds of being one of the known phrases rather than of the unlabelled ones, of which at most so many are read."""
    step = max(1, -(-len(unlabelled) // most))
    sample = np.concatenate([np.flatnonzero(known), unlabelled[::step]])
    weight = np.full(len(sample), float(step))
    positive = rows[known]
    weight[: len(positive)] = 1 / np.sqrt(np.bincount(positive)[positive])
    found: Floats = table @ _fitted(table[sample], known[sample], weight)
    return found


def _fitted(table: Floats, known: Bools, weight: Floats) -> Floats:
    """Weights of a logistic regression with a squared penalty on all but the first, by Newton's steps, shortened where long."""
    penalty = np.full(table.shape[1], PENALTY)
    penalty[0] = 0
    found: Floats = np.zeros(table.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(table @ found, -FARTHEST, FARTHEST)))
        slope = table.T @ (weight * (p - known)) + penalty * found
        curve = (table * (weight * p * (1 - p))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        longest = np.abs(step).max()
        found -= step * min(1, STRIDE / longest) if longest else 0
        if longest < CLOSE:
            break
    return found


def segments(phrases: Candidates, inner: Sequence[str]) -> Ints:
    """0 for a single word, 1 for other phrases, 2 for those around a known name."""
    around = np.array([bool(part) for part in inner], bool)
    found: Ints = np.where(phrases.length == 1, 0, np.where(around, 2, 1)).astype(np.int64)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """How often words stand in known names of a referent, and of a referent and pole; each row of the lexicon once a word."""

    referent: Mapping[str, Mapping[str, int]]
    pole: Mapping[str, Mapping[str, int]]
    rows: Mapping[str, Entry]


def votes(rows: Mapping[str, Entry]) -> Votes:
    """Votes of the known rows by key."""
    referent: dict[str, dict[str, int]] = {}
    pole: dict[str, dict[str, int]] = {}
    for word, _, group, category in {(w, e.id, e.group, e.category) for k, e in rows.items() for w in k.split(" ")}:
        for table, choice in ((referent, group), (pole, category)):
            counts = table.setdefault(word, {})
            counts[choice] = counts.get(choice, 0) + 1
    return Votes(referent, pole, rows)


def guess(key: str, inner: str, like: Floats, near: Sequence[str], told: Votes) -> Guess:
    """Referent and pole of a phrase: votes of the nearest known names (`near`, keys), of its words and of a name within it."""
    entries = [told.rows[k] for k in near]
    weight = np.exp(SHARP * (np.asarray(like) - 1))
    names = dict.fromkeys(e.id for e, value in zip(entries, like, strict=True) if value > 0)
    within = told.rows.get(inner)
    words = key.split(" ")
    by_referent = _tally([e.group for e in entries], weight, words, told.referent, within.group if within else None)
    referent = max(sorted(by_referent), key=lambda r: by_referent[r])
    same = [e.group == referent for e in entries]
    poles = [e.category for e, ours in zip(entries, same, strict=True) if ours]
    by_pole = _tally(poles, weight[same], words, told.pole, within.category if within else None)
    pole = max(sorted(by_pole), key=lambda c: (by_pole[c], c == "neutral"))
    return Guess(referent, pole, tuple(names)[:3])


def _tally(
    choices: Sequence[str],
    weight: Floats,
    words: Sequence[str],
    told: Mapping[str, Mapping[str, int]],
    within: str | None,
) -> dict[str, float]:
    """Shares of the votes for each choice: neighbours', each known word's, and that of the name within."""
    total: dict[str, float] = {}
    ballots = [list(zip(choices, weight.tolist(), strict=True)), *(list(told[w].items()) for w in words if w in told)]
    for ballot in [*ballots, [(within, 1.0)] if within else []]:
        whole = sum(value for _, value in ballot) or 1.0
        for choice, value in ballot:
            total[choice] = total.get(choice, 0.0) + value / whole
    return total or {"neutral": 0.0}
