"""The methods social scientists know, on the same outlets and wordings, beside our positions.

All but latent semantic scaling read the table of outlets x wordings (own voice, oriented referents); none knows which
wordings are rivals for one referent, so all mix what an outlet writes about with what it calls it. Each is turned so that
wordings of the lexicon that speak for Damascus lie high; its size is arbitrary, so compare ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.stats import spearmanr
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from train.choices import Choices, Floats, Ints

WORDING_MENTIONS = 5  # of a wording over the outlets compared, to enter
PENALTY = 3.0  # sd of Wordfish's word numbers (ridge)
DIMENSIONS, WORD_ARTICLES, WORDS = 100, 20, 20_000  # of latent semantic scaling
FAR = 1 / 3  # of all ranks, from which two methods disagree on an outlet


def table(choices: Choices, outlets: Ints) -> tuple[Floats, Floats]:
    """Counts (these outlets x wordings mentioned often enough) and the wordings' lean."""
    counts = choices.by_outlet(choices.counts)[outlets]
    kept = counts.sum(axis=0) >= WORDING_MENTIONS
    return counts[:, kept], choices.vocabulary.lean[kept]


def correspondence(counts: Floats, lean: Floats) -> Floats:
    """First row coordinate of correspondence analysis: SVD of standardised residuals (Greenacre 2017)."""
    share = counts / counts.sum()
    row, column = share.sum(axis=1), share.sum(axis=0)
    expected = np.outer(row, column)
    left, size, right = np.linalg.svd((share - expected) / np.sqrt(expected), full_matrices=False)
    return _turned(left[:, 0] * size[0] / np.sqrt(row), right[0] / np.sqrt(column), lean)


def wordfish(counts: Floats, lean: Floats) -> Floats:
    """Slapin & Proksch 2008: count_ow ~ Poisson(exp(a_o + b_w + c_w theta_o)), theta ~ N(0, 1), c with a ridge.

    a and b stand at their maximum given the rest through a multinomial over the wordings of an outlet, which has the same
    likelihood in theta and c.
    """
    outlets, words = counts.shape
    total = counts.sum(axis=1, keepdims=True)
    start = correspondence(counts, lean)
    first = np.concatenate([(start - start.mean()) / start.std(), np.log(counts.sum(axis=0)), lean * 0.1])

    def lost(point: Floats) -> tuple[float, Floats]:
        theta, b, c = np.split(point, [outlets, outlets + words])
        logits = b + np.outer(theta, c)
        top = logits.max(axis=1, keepdims=True)
        mass = np.exp(logits - top)
        p = mass / mass.sum(axis=1, keepdims=True)
        pull = counts - total * p
        value = -(counts * (logits - top - np.log(mass.sum(axis=1, keepdims=True)))).sum()
        value += ((theta**2).sum() + (c**2).sum() / PENALTY**2 + (b**2).sum() / 100) / 2
        gradient = [theta - pull @ c, b / 100 - pull.sum(axis=0), c / PENALTY**2 - pull.T @ theta]
        return float(value), np.concatenate(gradient)

    found = minimize(lost, first, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    theta, _, c = np.split(np.asarray(found.x, dtype=np.float64), [outlets, outlets + words])
    return _turned(theta, c, lean)


def wordscores(counts: Floats, known: Floats) -> Floats:
    """Laver, Benoit & Garry 2003: words score the mean position of reference outlets that use them, outlets their words' mean.

    `known` is each outlet's a priori position, nan where it is no reference. An outlet never scores by itself: each
    reference is left out of the words' scores when it is placed. nan where an outlet uses no word of the references.
    """
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    given = ~np.isnan(known)
    position = np.where(given, known, 0.0)
    use, pull = share * given[:, None], share * position[:, None]
    placed = np.full(len(counts), np.nan)
    for o in range(len(counts)):
        mass = use.sum(axis=0) - use[o]
        scored = mass > 1e-12
        score = np.divide(pull.sum(axis=0) - pull[o], mass, out=np.zeros_like(mass), where=scored)
        heard = share[o, scored].sum()
        if heard > 0:
            placed[o] = share[o, scored] @ score[scored] / heard
    return placed


def latent_semantic(texts: Sequence[str], choices: Choices, seed: int) -> Floats:
    """Watanabe 2021: words near the lexicon's wordings in a latent space score an article, its outlet by the mean.

    `texts` in the order of the articles. The wordings are columns of their own beside the words; those with a lean are the seeds.
    A word's polarity is the mean over seeds of its cosine times the seed's lean; an article's score the mean over its words.
    """
    words = TfidfVectorizer(
        min_df=WORD_ARTICLES, max_df=0.5, max_features=WORDS, sublinear_tf=True, norm=None
    ).fit_transform(texts)
    both = sparse.csr_array(sparse.hstack([words, choices.counts]))
    space = TruncatedSVD(min(DIMENSIONS, min(both.shape) - 1), random_state=seed).fit(both).components_.T
    space /= np.maximum(np.linalg.norm(space, axis=1, keepdims=True), 1e-12)
    lean = np.concatenate([np.zeros(words.shape[1]), choices.vocabulary.lean])
    polarity = space @ (space.T @ np.where(lean != 0, lean / max(np.count_nonzero(lean), 1), 0.0))
    heard = np.asarray(both.sum(axis=1)).ravel()
    score = (both @ polarity) / np.maximum(heard, 1e-12)
    return np.bincount(choices.outlet, score, len(choices.outlets)) / np.maximum(choices.size(), 1)


def _turned(outlets: Floats, words: Floats, lean: Floats) -> Floats:
    """The axis turned so that words of a high lean lie high."""
    return outlets * (1.0 if words @ lean >= 0 else -1.0)


def agreement(methods: Mapping[str, Floats]) -> dict[str, dict[str, float]]:
    """Spearman's correlation of every two methods over the outlets that both place."""
    table: dict[str, dict[str, float]] = {}
    for one, first in methods.items():
        for other, second in methods.items():
            both = ~np.isnan(first) & ~np.isnan(second)
            table.setdefault(one, {})[other] = float(spearmanr(first[both], second[both]).statistic)
    return table


def disagreements(outlets: Sequence[str], methods: Mapping[str, Floats], ours: str) -> list[tuple[str, str, int, int]]:
    """Outlets that another method ranks far from ours: (outlet, method, our rank, its rank), 1 is closest to Damascus."""
    rows = []
    for method, values in methods.items():
        both = np.flatnonzero(~np.isnan(values) & ~np.isnan(methods[ours]))
        here, there = (np.argsort(np.argsort(-v[both])) + 1 for v in (methods[ours], values))
        far = np.abs(here - there) > FAR * len(both)
        rows += [(outlets[o], method, int(a), int(b)) for o, a, b in zip(both[far], here[far], there[far], strict=True)]
    return sorted(rows, key=lambda r: (-abs(r[2] - r[3]), r[0], r[1]))
