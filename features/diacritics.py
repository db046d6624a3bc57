"""Diacritics that a crawl wrote as blanks (`الد ولة`, `مشير ا`): the blanks inside words, told from those between them.

Some crawls put a blank where a shadda, a tanwin or a vowel stood, so that one word in ten falls apart. A text is taken to be
of such a crawl where it holds pieces that are no words; only there are pieces put together, by what no Arabic word begins
or ends with, and else where they make a word of the lexicons and one of them is none.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

from features.kinds import kinds
from seeds.arabic import fold

SHADDA = "\u0651"
# Pieces that are no words, for a text to be of such a crawl; letters of a piece that is hardly ever a word.
PIECES, SHORT = 2, 2
# What is no word: alef alone, what begins with the letters that only end words, the article with one letter (but `الخ`).
_ALONE, _BEHIND_ARTICLE = "اةى", "بتثجحدذرزسشصضطظعغقكلمنه"
_NO_WORDS = tuple(f" {piece} " for piece in (*_ALONE, *(f"ال{letter}" for letter in _BEHIND_ARTICLE)))
_NO_WORD = re.compile(f" (?:[{_ALONE}]|ال[{_BEHIND_ARTICLE}]) ")
_ENDING, _AFTER_ARTICLE = "ةىئؤء", "اأإآخفويىء"  # what only ends words; what may be a word behind the article
_SHORT_WORDS = frozenset("كل دي بي ما لا هل يا".split())
_RUN = re.compile("[ء-ي]+")


def broken(text: str) -> bool:
    """Whether a text is of such a crawl."""
    return _NO_WORD.search(text) is not None and sum(map(text.count, _NO_WORDS)) >= PIECES


def mended(text: str, known: Container[str]) -> str:
    """A broken text, as long as it was, with a shadda for each blank inside a word; `known` are folded words of the lexicons.

    >>> mended("مسل حة , مشير ا إلى الد ولة , في عد ة أماكن الش مال , شر ا , ", {"مسلحه"}).count(SHADDA)
    6
    """
    runs = [(run.start(), run[0]) for run in _RUN.finditer(text)]
    folded = fold("\n".join(word for _, word in runs)).text.split("\n")
    pieces = list(text)
    for ((start, first), (after, second)), (a, b) in zip(pairwise(runs), pairwise(folded), strict=False):
        end = start + len(first)
        if after == end + 1 and text[end] == " " and _one_word(first, second, a, b, known):
            pieces[end] = SHADDA
    return "".join(pieces)


def _one_word(first: str, second: str, a: str, b: str, known: Container[str]) -> bool:
    """Whether two pieces are one word; `a` and `b` are the pieces folded."""
    if len(first) > 1 and (second == "ا" or second[0] in _ENDING):
        return True
    if len(first) == 3 and first.startswith("ال") and first[2] not in _AFTER_ARTICLE and len(second) > 1:
        return True
    if not _known(a + b, known) or all(len(piece) > SHORT and _known(piece, known) for piece in (a, b)):
        return False
    return kinds().keys().isdisjoint((a, b)) and a not in _SHORT_WORDS  # `بيد أن`, `كل قرار`


def _known(word: str, known: Container[str]) -> bool:
    """Whether a folded word, or what follows its proclitic, is in the lexicons."""
    return word in known or (len(word) > 3 and word[0] in "وفبلك" and word[1:] in known)
