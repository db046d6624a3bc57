"""House style of an article as rates: the fingerprint that a classifier of stance must not live on.

Diacritics, tatweel, glyphs, digits and punctuation tell outlets apart, not camps; this family exists so that the report
can show how far it alone would get.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Each is a rate per 1,000 characters of the text as it came.
MARKS: Mapping[str, re.Pattern[str]] = {
    "diacritics": re.compile("[\u064b-\u0652]"),
    "tanwin": re.compile("\u064b"),
    "shadda": re.compile("\u0651"),
    "tatweel": re.compile("\u0640"),
    "straight_quotes": re.compile('"'),
    "curly_quotes": re.compile("[“”]"),
    "guillemets": re.compile("[«»]"),
    "arabic_commas": re.compile("،"),
    "latin_commas": re.compile(","),
    "arabic_digits": re.compile("[٠-٩]"),
    "ascii_digits": re.compile("[0-9]"),
    "latin_letters": re.compile("[A-Za-z]"),
    "brackets": re.compile(r"[()\[\]]"),
    "dashes": re.compile("[-–—]"),
    "colons": re.compile(":"),
    "ellipses": re.compile(r"…|\.\.\."),
    "line_breaks": re.compile("\n"),
    "double_blanks": re.compile("  "),
    "blank_before_mark": re.compile(r" [،,.:؛]"),
    "stops": re.compile(r"\."),
    "hamza_above": re.compile("أ"),
    "hamza_below": re.compile("إ"),
    "alef_maksura": re.compile("ى"),
    "exclamations": re.compile("[!?؟]"),
}


def fingerprint(text: str) -> dict[str, float]:
    """Rate of each mark per 1,000 characters, and the text's length in characters as `n`."""
    length = max(len(text), 1)
    rates = {name: 1000 * len(pattern.findall(text)) / length for name, pattern in MARKS.items()}
    return {f"fingerprint:{name}": round(rate, 6) for name, rate in rates.items()} | {"fingerprint:n": float(len(text))}
