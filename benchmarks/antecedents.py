"""Learn whom a cue without a source means: `python benchmarks/antecedents.py seeds/antecedents.tsv GOLD.jsonl...`.

GOLD has one annotated article a line: {"outlet", "text", "published", "attributions": [{"cue", "source", "resolved"}]}, spans
as [start, end] over `text`; used are attributions whose `source` is null. While learning, whom the rules take counts as who
spoke. A conditional logit over who is named before the cue (`features.actors`) and nobody, by the evidence of
`features.evidence`: an actor is right if one of his names shares its words with `resolved`, nobody where that is null.
Weights have a normal prior of variance 1 / PENALTY; evidence told fewer than LEAST times is left out. Printed: how often the
rules' pick is right, and, by ten folds of outlets, what the weights choose.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from features import attribution, resolution
from features.actors import Actor, actors
from features.antecedents import choose
from features.evidence import Evidence, evidence
from features.text import Reading, read
from features.turns import SURE

PENALTY, LEAST, FOLDS, SEED = 4.0, 8, 10, 0


class Case(NamedTuple):
    """One cue: its outlet, the evidence for each actor (nobody last), who is right, and whom the rules take."""

    outlet: str
    told: Sequence[Evidence]
    right: Sequence[bool]
    picked: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    a = parser.parse_args()
    articles = [json.loads(line) for path in a.gold for line in path.read_text(encoding="utf-8").splitlines()]
    cases = [case for article in articles for case in seen(article)]
    able = [case for case in cases if any(case.right)]
    print(f"{len(articles)} articles, {len(cases)} cues without a source, {len(able)} whose speaker is a candidate")
    print(f"rules: right {np.mean([case.right[case.picked] for case in cases]):.3f}")
    known = kept(cases)
    print(f"weights, held out by outlet: right {np.mean(held_out(cases, known)):.3f}")
    weights = fitted(able, known)
    rows = sorted(zip(known, weights.tolist(), strict=True))
    a.out.write_text(
        "evidence\tweight\n" + "".join(f"{name}\t{weight:.2f}\n" for name, weight in rows), encoding="utf-8"
    )
    print(f"{len(rows)} weights written to {a.out}")


def seen(article: dict[str, Any]) -> list[Case]:
    """The cases of an article, as the program comes upon them."""
    reading = read(article["text"])
    wanted = {tuple(g["cue"]): g.get("resolved") for g in article["attributions"] if not g["source"]}
    cases = list[Case]()

    def watched(*given: Any) -> Actor | None:
        _, named, draft, past, pick, how = given
        start, end = reading.words.at[draft.cue.start], reading.words.till[draft.cue.end - 1]
        at = next((cue for cue in wanted if cue[0] < end and start < cue[1]), None)
        found = actors(reading, named, past, draft.cue.start, pick)
        told = evidence(reading, draft, past, found, pick, how)
        picked = next((i for i, one in enumerate(told) if "pick" in one), len(found))
        if at is not None and how not in SURE:  # what rules alone decide teaches no weights
            right = [bool(wanted[at]) and shares(reading, actor, wanted[at]) for actor in found]
            cases.append(Case(article["outlet"], told, [*right, not wanted[at]], picked))
        return found[picked] if picked < len(found) else None

    with patch.object(resolution, "antecedent", watched):
        attribution.find(reading, article.get("published"))
    return cases


def shares(reading: Reading, actor: Actor, gold: Sequence[int]) -> bool:
    """Whether one of an actor's names has the annotator's words, or these its words, or both end alike."""
    words = reading.words
    inside = [i for i in range(len(words)) if words.at[i] < gold[1] and words.till[i] > gold[0]]
    wanted = [bare(words.word(i)) for i in inside]
    for name in actor.names:
        own = [bare(word) for word in words.words(*name)]
        if set(own) <= set(wanted) or set(wanted) <= set(own) or own[-1] == wanted[-1]:
            return True
    return False


def bare(word: str) -> str:
    """A word without conjunction, preposition and article."""
    word = word[1:] if word[0] in "وفبل" and len(word) > 3 else word
    return word.removeprefix("ال") if len(word) > 4 else word


def kept(cases: Sequence[Case]) -> list[str]:
    """The evidence that is told often enough."""
    counts = Counter(piece for case in cases for one in case.told for piece in one)
    return sorted(piece for piece, n in counts.items() if n >= LEAST)


def fitted(cases: Sequence[Case], known: Sequence[str]) -> np.ndarray:
    """The weights of greatest posterior probability; of several actors who are right, any may be chosen."""
    number = {piece: i for i, piece in enumerate(known)}
    rows = np.zeros((sum(len(case.told) for case in cases), len(known)))
    for row, one in zip(rows, (one for case in cases for one in case.told), strict=True):
        for piece, amount in one.items():
            if piece in number:
                row[number[piece]] = amount
    right = np.array([r for case in cases for r in case.right])
    sizes = [len(case.told) for case in cases]
    first, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(cases)), sizes)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ w
        odds = np.exp(scores - np.maximum.reduceat(scores, first)[of])
        every, ours = np.add.reduceat(odds, first), np.add.reduceat(odds * right, first)
        slope = rows.T @ (odds * right / ours[of] - odds / every[of])
        return float(PENALTY / 2 * w @ w - np.log(ours / every).sum()), PENALTY * w - slope

    return minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B").x


def held_out(cases: Sequence[Case], known: Sequence[str]) -> list[bool]:
    """Whether each case is right by weights from the outlets of other folds."""
    outlets = sorted({case.outlet for case in cases})
    fold = dict(
        zip(np.random.default_rng(SEED).permutation(outlets).tolist(), np.arange(len(outlets)) % FOLDS, strict=True)
    )
    right = list[bool]()
    for k in range(FOLDS):
        weights = fitted([case for case in cases if fold[case.outlet] != k and any(case.right)], known)
        weight = dict(zip(known, weights.tolist(), strict=True))
        for case in cases:
            if fold[case.outlet] == k:
                right.append(case.right[choose(case.told, weight)])
    return right


if __name__ == "__main__":
    main()
