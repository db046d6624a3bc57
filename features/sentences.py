"""Where sentences end, by the marks between words."""

from __future__ import annotations

from features.words import ABOUT, FROM, IN, Words


def sentences(words: Words) -> list[tuple[int, int]]:
    """Sentences as half-open ranges of words, in order; together they hold every word.

    A full stop ends a sentence unless digits stand on both sides, a single letter before it (an initial), or Latin behind it.
    """
    found: list[tuple[int, int]] = []
    first = 0
    for i in words.broken:
        gap = words.gaps[i]
        if gap == "، " or gap == " (" or gap == ": ":
            continue
        if _stops(gap, words, i):
            found.append((first, i))
            first = i
    if first < len(words):
        found.append((first, len(words)))
    return found


LETTERS = 4  # of a channel, written out
_TITLES = ("د", "م", "ا")  # doctor, engineer, professor: `د . طارق`


def _stops(gap: str, words: Words, i: int) -> bool:
    """Whether the marks before a word end a sentence."""
    if gap == "\n" and words.kinds[i - 1] & (IN | FROM | ABOUT):
        return False  # a line that ends with a preposition is broken by its width alone
    if "\n" in gap or "؟" in gap or "!" in gap or "?" in gap or "…" in gap or "|" in gap:
        return True
    at = gap.find(".")
    if at < 0 or gap.replace(" ", "") == "(...)" or (gap == ".. " and words.word(i)[0] == "و"):
        return False
    if gap.endswith(".") and words.word(i)[0].isascii():  # digits or Latin right behind it
        return False
    before = words.word(i - 1)
    if _initial(words, i):
        return False  # `يدعى "شريف. أ"`
    if gap == " . " and before in _TITLES:
        return False
    if gap == " . " and before[-1].isdecimal() and words.word(i)[0].isdecimal():
        return False
    if gap == " . " and len(before) <= 3 and ("(" in words.gaps[i - 1] or words.gaps[i - 1] == gap):
        return ")" not in words.gaps[i + 1] and words.gaps[i + 1] != gap  # `( إل . سي . آي )`
    if gap == "." and _in_brackets(words, i):
        return False  # `(بي.بي.سي)`
    if at > 0:
        return True
    if before[-1].isdecimal():
        return gap.lstrip(".")[:1] in (" ", "")
    return len(before) > 1 or not (words.gaps[i - 1] == "" or words.gaps[i - 1].endswith((" ", "(")))


def _in_brackets(words: Words, i: int) -> bool:
    """Whether dots alone part short words from one bracket to the other."""
    first = next((k for k in range(i - 1, max(-1, i - LETTERS), -1) if words.gaps[k] != "."), -1)
    last = next((k for k in range(i + 1, min(len(words), i + LETTERS) + 1) if words.gaps[k] != "."), -1)
    return first >= 0 and last > 0 and words.gaps[first].endswith("(") and words.gaps[last].startswith(")")


def _initial(words: Words, i: int) -> bool:
    """Whether a word is one letter, no conjunction or preposition, right before a mark (folding leaves out quotation marks)."""
    behind = i + 1 < len(words) and words.at[i + 1] - words.till[i] > 1
    return words.ends[i] - words.starts[i] == 1 and behind and words.word(i) not in "وفبلك"


def paragraph(words: Words, first: int) -> bool:
    """Whether a word opens a line."""
    return first == 0 or "\n" in words.gaps[first]
