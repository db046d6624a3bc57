"""Seams: where a headline, a date or a clock of the page stands in a text without a mark, so that a sentence ends there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from features.dates import DAYS, MONTHS
from features.hashing import Hashes, alike
from features.words import EDGE, FROM, IN, NUMBER, TIME, Words

OPENING_WORDS, HEADLINE_WORDS = 160, 5  # where a headline may come again, and how long it must be
TWICE, LONGEST_TWICE = 4, 30  # words of a phrase that stands twice in a row
_CLOCK = frozenset("الساعه ساعه عند حوالي نحو تمام".split())
PAGE_COMMAS = ("،", ",", "-")  # between month and year, on pages alone
_HALVES = frozenset(("م", "ص", "am", "pm"))  # of a day
_ENGLISH = frozenset(name for name in MONTHS if name.isascii())
_ENGLISH_DAYS = frozenset("mon tue wed thu fri sat sun".split())


def seams_of(words: Words, title: Hashes | None, saying: Sequence[int]) -> list[int]:
    """Words at which a sentence ends that no mark parts, in order; `saying` are the first words of cues."""
    opening = [i for i in saying if i < OPENING_WORDS]
    return sorted({*_headlines(words.hashes, title, opening), *_twice(words.hashes), *_stamps(words)})


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


def _twice(hashes: Hashes) -> list[int]:
    """Edges of a phrase that stands twice in a row among the first words (`ماكرون: الأسد عدو ماكرون: الأسد عدو`)."""
    near, found = hashes[:OPENING_WORDS], set[int]()
    one, other = np.nonzero(near[:, None] == near)
    alike_at = np.bincount(
        (other - one)[other > one], minlength=LONGEST_TWICE + 1
    )  # by how far on the same word stands
    for length in range(TWICE, LONGEST_TWICE + 1):
        if alike_at[length] < length:
            continue
        unlike = np.flatnonzero(near[:-length] != near[length:])
        runs = np.diff(unlike, prepend=-1, append=len(near) - length) - 1
        for at in np.flatnonzero(runs >= length).tolist():
            begin = int(unlike[at - 1]) + 1 if at else 0
            found |= {begin, begin + length, begin + 2 * length}
    return sorted(found)


def _stamps(words: Words) -> list[int]:
    """Words at which a date or a clock of the page begins or ends that stands in the text without a mark.

    A date has day, month and year (`27 نوفمبر 2017`, `2017 - 11 - 27`), a clock two numbers (`08 : 42`); in brackets, behind
    a preposition, a weekday or another word of time they are part of a sentence, unless only a page writes them so: a comma
    or a sign between month and year, a clock or a bar behind, an English month
    (`12 يناير , 2018`, `الأحد 21 كانون الثاني 2018 | 54 : 9`, `Dec 20 , 2017`).
    """
    kinds, gaps, last = words.kinds, words.gaps, len(words)
    found = set[int]()
    for i in range(last - 1):
        if not kinds[i] & NUMBER:
            continue
        led = i and ((kinds[i - 1] & (IN | FROM | TIME | EDGE) and not gaps[i].strip()) or "(" in gaps[i])
        if _written_out(words, i):
            if not led:
                found |= {i, i + 3}
        elif _clock(words, i):
            if not led and (not i or words.word(i - 1) not in _CLOCK):
                found |= {i, i + 2 + (i + 2 < last and words.word(i + 2) in _HALVES)}
        elif i and words.word(i - 1) in _ENGLISH and _year(words, i + 1):
            found |= {i - 1 - (i > 1 and words.word(i - 2)[:3] in _ENGLISH_DAYS), i + 2}
        elif (kinds[i + 1] & TIME and not gaps[i + 1].strip()) or "/" in gaps[i + 1]:
            year = next((j for j in range(i + 2, min(i + 5, last)) if words.word(j)[:2] in ("19", "20")), 0)
            if not year or not _year(words, year):
                continue
            behind = year + 1 < last and ("|" in gaps[year + 1] or _clock(words, year + 1))
            if not led or behind or gaps[year].strip() in PAGE_COMMAS:
                found |= {i - (behind and i > 0 and words.word(i - 1) in DAYS), year + 1}
    return sorted(found)


def _written_out(words: Words, i: int) -> bool:
    """Whether a date in numbers begins at a word (`2017 - 11 - 30`, `30/11/2017`)."""
    if i + 2 >= len(words) or not words.kinds[i + 1] & words.kinds[i + 2] & NUMBER:
        return False
    signs = {words.gaps[i + 1].strip(), words.gaps[i + 2].strip()}
    return signs in ({"-"}, {"/"}) and (_year(words, i) or _year(words, i + 2))


def _clock(words: Words, i: int) -> bool:
    """Whether two numbers with a colon between them begin at a word."""
    return i + 1 < len(words) and ":" in words.gaps[i + 1] and bool(words.kinds[i] & words.kinds[i + 1] & NUMBER)


def _year(words: Words, i: int) -> bool:
    return i < len(words) and words.ends[i] - words.starts[i] == 4 and words.word(i)[:2] in ("19", "20")


def parted(sentences: Sequence[tuple[int, int]], edges: Sequence[int]) -> list[tuple[int, int]]:
    """Sentences with further edges within them."""
    if not edges:
        return list(sentences)
    parted = []
    for first, stop in sentences:
        inner = [first, *(edge for edge in edges if first < edge < stop), stop]
        parted += list(pairwise(inner))
    return parted
