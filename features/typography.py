"""House style of an article as rates: the fingerprint that a classifier of stance must not live on.

Diacritics, tatweel, glyphs, digits and punctuation tell outlets apart, not camps; this family exists so that the report
can show how far it alone would get.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_letters, digits

import numpy as np
import numpy.typing as npt

# Each is a rate per 1,000 characters of the text as it came: characters, or sequences of them, that are counted.
MARKS: Mapping[str, str | tuple[str, ...]] = {
    "diacritics": "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652",
    "tanwin": "\u064b",
    "shadda": "\u0651",
    "tatweel": "\u0640",
    "straight_quotes": '"',
    "curly_quotes": "“”",
    "guillemets": "«»",
    "arabic_commas": "،",
    "latin_commas": ",",
    "arabic_digits": "٠١٢٣٤٥٦٧٨٩",
    "ascii_digits": digits,
    "latin_letters": ascii_letters,
    "brackets": "()[]",
    "dashes": "-–—",
    "colons": ":",
    "ellipses": ("…", "..."),
    "line_breaks": "\n",
    "double_blanks": ("  ",),
    "blank_before_mark": (" ،", " ,", " .", " :", " ؛"),
    "stops": ".",
    "hamza_above": "أ",
    "hamza_below": "إ",
    "alef_maksura": "ى",
    "exclamations": "!?؟",
}
_COUNTED = sorted({c for marks in MARKS.values() if isinstance(marks, str) for c in marks})
_CLASS = np.zeros(0x110000, np.uint8)
_CLASS[[ord(c) for c in _COUNTED]] = range(1, len(_COUNTED) + 1)
_MEMBER = np.array([[0, *(isinstance(m, str) and c in m for c in _COUNTED)] for m in MARKS.values()], np.float64)


def fingerprint(text: str) -> npt.NDArray[np.float64]:
    """Rate of each mark per 1,000 characters, shape (marks + 1,): at the end the text's length in characters."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    rates = np.empty(len(MARKS) + 1)
    rates[:-1] = _MEMBER @ np.bincount(_CLASS[codes], minlength=len(_COUNTED) + 1)
    for i, marks in enumerate(MARKS.values()):
        if isinstance(marks, tuple):
            rates[i] = sum(map(text.count, marks))
    rates[:-1] = (rates[:-1] * (1000 / max(len(text), 1))).round(6)
    rates[-1] = len(text)
    return rates
