"""What an outlet repeats from page to page, learnt from its articles: short lines and word 10-grams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from features.wordings import finder
from features.words import NUMBER, UNKNOWN, Words, cut

# Learnt from at most SAMPLE articles of an outlet, and from ENDS words at the head and at the tail of each.
SAMPLE, ENDS, GRAM, SHORT = 60, 500, 10, 12
# Furniture recurs in FEWEST articles and in a share of them. House prose recurs too ("Syria has seen for two years ..." in
# 7 % of one outlet's articles) but is a choice of words: hence the higher share of 10-grams.
FEWEST, LINE_SHARE, GRAM_SHARE = 3, 0.1, 0.4
# For telling copies apart, what stands in most articles is set aside; who then has little left, or half in common, is a copy.
USUAL, COPIED, OWN = 0.6, 0.5, 0.2
BATCH = 128
Keys = npt.NDArray[np.uint64]
Signs = tuple[Keys, Keys]
_POWERS = np.array([pow(0x9E3779B97F4A7C15, i + 1, 1 << 64) for i in range(max(GRAM, SHORT))], np.uint64)
_ANY_NUMBER = np.uint64(0xD1B54A32D192ED03)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Hashes of the lines and 10-grams that recur in one outlet, each with the number of sampled articles that hold it."""

    lines: Mapping[int, int] = field(default_factory=dict)
    grams: Mapping[int, int] = field(default_factory=dict)


def lines(words: Words) -> list[tuple[int, int]]:
    """The lines of a text that hold words, as half-open ranges of words."""
    edges = [0, *(i for i in words.broken if "\n" in words.gaps[i]), len(words)]
    return list(pairwise(edges)) if len(words) else []


def hashes(words: Words) -> Keys:
    """Hashes of the words of a text, all numbers being alike."""
    number = (np.array(words.kinds, np.int64) & NUMBER) > 0
    return np.where(number, _ANY_NUMBER, words.hashes)


def line_key(hashed: Keys, first: int, stop: int) -> int:
    """The hash of a short line; 0 for others (a long line holds 10-grams)."""
    length = stop - first
    return int((hashed[first:stop] * _POWERS[:length]).sum(dtype=np.uint64)) if length <= SHORT else 0


def gram_keys(hashed: Keys) -> Keys:
    """The hash of each 10-gram."""
    keys = np.zeros(max(0, len(hashed) - GRAM + 1), np.uint64)
    for i, power in enumerate(_POWERS[:GRAM]):
        keys += hashed[i : i + len(keys)] * power
    return keys


def signs(words: Words) -> Signs:
    """Hashes of an article's short lines and of its 10-grams, each sorted and once."""
    hashed = hashes(words)
    keys = {key for first, stop in lines(words) if (key := line_key(hashed, first, stop))}
    ends = [hashed] if len(hashed) <= 2 * ENDS else [hashed[:ENDS], hashed[-ENDS:]]
    grams = np.sort(np.concatenate([gram_keys(part) for part in ends]))
    return np.array(sorted(keys), np.uint64), grams[np.append(True, grams[1:] != grams[:-1])[: len(grams)]]


def learn_all(articles: Iterable[tuple[str, str, str]]) -> dict[str, Furniture]:
    """Furniture by outlet, from (id, outlet, text) streamed; sampled are the ids that hash lowest, whatever their order."""
    samples: dict[str, list[tuple[int, str, list[Signs]]]] = {}
    batch: list[tuple[str, list[Signs]]] = []
    for identity, outlet, text in articles:
        sample, rank = samples.setdefault(outlet, []), -crc32(identity.encode("utf-8", "replace"))
        place: list[Signs] = []  # to be filled when a batch of texts is cut into words
        if len(sample) < SAMPLE:
            heappush(sample, (rank, identity, place))
        elif (rank, identity) > sample[0][:2]:
            heappushpop(sample, (rank, identity, place))
        else:
            continue
        batch.append((text, place))
        if len(batch) == BATCH:
            _fill(batch)
    _fill(batch)
    ranked = {outlet: sorted(sample, key=lambda kept: kept[:2]) for outlet, sample in sorted(samples.items())}
    return {outlet: learn([found for *_, place in sample for found in place]) for outlet, sample in ranked.items()}


def _fill(batch: list[tuple[str, list[Signs]]]) -> None:
    if batch:
        texts = finder().mended([text for text, _ in batch])
        for (_, place), words in zip(batch, cut(texts, UNKNOWN), strict=True):
            place.append(signs(words))
        batch.clear()


def learn(articles: Sequence[Signs]) -> Furniture:
    """Short lines in 3 articles and 10 % of them, 10-grams in 3 and 40 %; near-duplicates count once."""
    if len(articles) < FEWEST:
        return Furniture()
    kept = [one for one, copied in zip(articles, _copied([grams for _, grams in articles]), strict=True) if not copied]
    often = _recurring([found for found, _ in kept], LINE_SHARE)
    return Furniture(often, _recurring([grams for _, grams in kept], GRAM_SHARE))


def _copied(grams: Sequence[Keys]) -> list[bool]:
    """Which articles tell again what earlier ones told, or have little of their own; never the first."""
    article = np.repeat(np.arange(len(grams)), [len(own) for own in grams])
    _, first, same, counts = np.unique(
        np.concatenate(grams), return_index=True, return_inverse=True, return_counts=True
    )
    own = counts[same] < max(FEWEST, USUAL * len(grams))
    told = own & (article[first][same] < article)
    size = np.bincount(article, minlength=len(grams))
    has, tells = (np.bincount(article[which], minlength=len(grams)) for which in (own, told))
    copied = ((has < OWN * size) | (tells > COPIED * has)).tolist()
    return [False, *copied[1:]]


def _recurring(keys: Sequence[Keys], share: float) -> dict[int, int]:
    found, counts = np.unique(np.concatenate([_POWERS[:0], *keys]), return_counts=True)
    often = counts >= max(FEWEST, share * len(keys))
    return dict(zip(found[often].tolist(), counts[often].tolist(), strict=True))
