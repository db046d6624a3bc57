"""Seams: where a headline, a date or a clock of the page stands in a text without a mark, so that a sentence ends there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from features.hashing import Hashes, alike
from features.words import EDGE, FROM, IN, NUMBER, TIME, Words

OPENING_WORDS, HEADLINE_WORDS = 160, 5  # where a headline may come again, and how long it must be
_CLOCK = frozenset("الساعه ساعه عند حوالي نحو تمام".split())


def seams_of(words: Words, title: Hashes | None, saying: Sequence[int]) -> list[int]:
    """Words at which a sentence ends that no mark parts, in order; `saying` are the first words of cues."""
    opening = [i for i in saying if i < OPENING_WORDS]
    return sorted({*_headlines(words.hashes, title, opening), *_stamps(words)})


def _headlines(hashes: Hashes, title: Hashes | None, saying: Sequence[int]) -> list[int]:
    """Words at which a headline begins or ends that stands in the text without a mark, in order.

    It is the text's title, or its opening words once more (`عنوان الخبر عنوان الخبر قال ...`), among the first words. Opening
    words that hold no verb of saying (their first words: `saying`) may be a long name, and are none.
    """
    near = hashes[:OPENING_WORDS]
    found = set[int]()
    for head in (near, title):
        if head is None or len(head) < HEADLINE_WORDS:
            continue
        for at in np.flatnonzero(near == head[0]).tolist():
            same = alike(near[at:], head)
            if head is title and same >= max(HEADLINE_WORDS, 0.7 * len(head)):
                found |= {at, at + same}
            elif head is near and at and same >= HEADLINE_WORDS and any(at <= i < at + same for i in saying):
                found |= {at, at + same, same}
    return sorted(found)


def _stamps(words: Words) -> list[int]:
    """Words at which a date or a clock of the page begins or ends that stands in the text without a mark.

    A date has day, month and year (`27 نوفمبر 2017`), a clock two numbers (`08 : 42`); behind a preposition, a weekday or
    another word of time they are part of a sentence.
    """
    kinds, gaps, last = words.kinds, words.gaps, len(words)
    found = set[int]()
    for i in range(last - 1):
        if not kinds[i] & NUMBER or (i and kinds[i - 1] & (IN | FROM | TIME | EDGE) and not gaps[i].strip()):
            continue
        if ":" in gaps[i + 1] and kinds[i + 1] & NUMBER and (not i or words.word(i - 1) not in _CLOCK):
            found |= {i, i + 2 + (i + 2 < last and words.word(i + 2) in ("م", "ص"))}
        elif (kinds[i + 1] & TIME and not gaps[i + 1].strip()) or "/" in gaps[i + 1]:
            year = next((j for j in range(i + 2, min(i + 5, last)) if words.word(j)[:2] in ("19", "20")), 0)
            if year and words.ends[year] - words.starts[year] == 4:
                found |= {i, year + 1}
    return sorted(found)


def parted(sentences: Sequence[tuple[int, int]], edges: Sequence[int]) -> list[tuple[int, int]]:
    """Sentences with further edges within them."""
    if not edges:
        return list(sentences)
    parted = []
    for first, stop in sentences:
        inner = [first, *(edge for edge in edges if first < edge < stop), stop]
        parted += list(pairwise(inner))
    return parted
