"""One spelling for Arabic text, with the way back to the text as it came.

`fold` writes alef, ya, ta marbuta and hamza seats in one way, drops diacritics, tatweel and invisible marks, writes digits
as ASCII and Latin in lower case, resolves presentation forms, parts words glued behind ة or أنّ, and leaves single spaces where
blanks or quotation marks stood, so that `تنظيم "داعش"` and `تَنظيم  داعش` are one wording. Line breaks stay. Letters follow
camel_tools: the table is made by its own normalisers, and a test holds the two equal wherever both speak.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

QUOTATION_MARKS = '"“”„‟«»″〝〞＂‹›'
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
TATWEEL = "\u0640"
# What camel_tools leaves alone and one spelling needs: hamza seats, Persian and Urdu letter shapes.
LETTERS = str.maketrans("ؤئىیےکگەہھة", "وييييكگهههه")
PRESENTATION = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
DROPPED, SPACE, BREAK = 0, ord(" "), ord("\n")


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """Folded text and the way back.

    `codes` has shape (len(text),): its code points. `origin` has shape (len(text) + 1,): the offset in the original text
    (code points) of each folded character, and at the end the original's length.
    """

    text: str
    codes: npt.NDArray[np.uint32]
    origin: npt.NDArray[np.int64]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span over the original for a non-empty folded span that does not end in a blank."""
        first, last = int(self.origin[start]), int(self.origin[end - 1])
        return first, max(int(self.origin[end]), last + 1)

    def offset(self, original: int) -> int:
        """Folded offset of the first folded character at or after an original offset."""
        return int(np.searchsorted(self.origin, original))


def fold(text: str) -> Folded:
    """Fold any string, broken ones (lone surrogates, NUL, bidi controls) included.

    >>> fold('الإرهـابيُّون').text
    'الارهابيون'
    >>> fold('قال ـ أمس ـ إن').text
    'قال - امس - ان'
    >>> fold('مراسلةالقناة وأنّالوزير').text
    'مراسله القناه وان الوزير'
    """
    text = text.replace("''", '""')  # two apostrophes are a quotation mark
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table, several = _table()
    folded, at = table[codes], np.arange(len(codes), dtype=np.int64)
    if TATWEEL in text:
        folded[[found.start() for found in _STANDING.finditer(text)]] = ord("-")
    seams = [found.end() for found in _GLUED.finditer(text)]
    if _LINKED in text:
        before = (found.start() - len("ال") for found in _BEFORE_LINK.finditer(text))
        seams = sorted({*seams, *before, *(found.end() for found in _BEHIND_LINK.finditer(text))})
    if seams:
        codes, folded = np.insert(codes, seams, SPACE), np.insert(folded, seams, SPACE)
        at = np.insert(at, seams, seams)
    kept = np.flatnonzero(folded)  # DROPPED is 0
    origin = np.empty(len(kept) + 1, np.int64)
    origin[:-1], origin[-1] = at[kept], len(text)
    folded = folded[kept]
    if (folded == _SEVERAL).any():
        parts = [several.get(c, (f,)) for c, f in zip(codes[kept].tolist(), folded.tolist(), strict=True)]
        origin = np.append(np.repeat(at[kept], [len(p) for p in parts]), len(text))
        folded = np.array([c for part in parts for c in part], np.uint32)
    blank = folded == SPACE
    again = blank[1:] & blank[:-1]
    if again.any():
        once = np.ones(len(folded) + 1, bool)
        once[1:-1] = ~again
        folded, origin = folded[once[:-1]], origin[once]
    return Folded(folded.tobytes().decode("utf-32-le"), folded, origin)


# Letters that end their word, with another behind them: two words whose blank the crawl lost. Each case begins with its rarest
# mark, which is what a text is looked through for; what stands before it is looked back for.
_LETTER = "[\u0621-\u064a]"
_GLUED = re.compile(
    rf"ة[\u064b-\u0652]*(?={_LETTER})|\u064b(?<=اً)(?={_LETTER})|ى(?={_LETTER}{{2}})"
    rf"|\u0651(?<=[أإ]ن\u0651)(?:(?<!{_LETTER}..\u0651)|(?<=(?<!{_LETTER})[وبك]..\u0651))(?=ال)"
)
# A name that stands in bold on its outlet's own pages, from which a crawl kept no blanks: nothing else has these letters.
_LINKED = "ميادين"
_BEFORE_LINK = re.compile(rf"{_LINKED}(?<={_LETTER}{{3}}[ال]ل{_LINKED})")
_BEHIND_LINK = re.compile(rf"{_LINKED}(?<=[ال]ل{_LINKED})(?={_LETTER})")
_STANDING = re.compile(rf"(?<!\S){TATWEEL}+(?!\S)")  # that lengthens no letter is a dash
_SEVERAL = 0xFFFF_FFFF


@cache
def _table() -> tuple[npt.NDArray[np.uint32], dict[int, tuple[int, ...]]]:
    """What each code point folds to: one code point, nothing (0), or several (a ligature: second result)."""
    table = np.arange(0x110000, dtype=np.uint32)
    several: dict[int, tuple[int, ...]] = {}
    for code in range(0x10000):
        char = chr(code)
        if char in LINE_BREAKS:
            table[code] = BREAK
        elif char.isspace() or char in QUOTATION_MARKS:
            table[code] = SPACE
        elif 0xD800 <= code < 0xE000:
            table[code] = 0xFFFD
        elif char == TATWEEL or unicodedata.category(char) in ("Mn", "Cf", "Cc"):
            table[code] = DROPPED  # diacritics are Mn
        elif char.isdecimal():
            table[code] = ord("0") + int(char)
        elif char.isupper() and len(char.lower()) == 1:
            table[code] = ord(char.lower())
        elif 0x0600 <= code < 0x0700:
            table[code] = ord(one_letter(char))
    for code in PRESENTATION:
        letters = [int(table[ord(c)]) for c in normalize_unicode(chr(code)) if not c.isspace() or code == 0xFDFA]
        parts = tuple(c for c in letters if c != DROPPED)
        if len(parts) > 1:
            table[code], several[code] = _SEVERAL, parts
        else:
            table[code] = parts[0] if parts else DROPPED
    return table, several


def one_letter(char: str) -> str:
    """The one spelling of an Arabic letter: camel_tools' three normalisers, then hamza seats and letter shapes."""
    normalised: str = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(char)))
    return normalised.translate(LETTERS)
