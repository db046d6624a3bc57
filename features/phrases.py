"""Where a noun phrase ends in folded prose: the edges of a source, found without a parser.

Arabic news puts the subject behind its verb and closes it with a complementiser, a colon, a time or place adjunct, a
preposition, or, before a bare object, with the first indefinite word: definite words run together in one noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any

from features.article import Span
from features.wordings import Hit
from seeds.lexicon import load

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
APPOSITION_WORDS, PHRASE_WORDS = 6, 30
_NEVER_FIRST = ("في", "من", "ب", "ل", "لا", "اي", "اذا")
_BEFORE_AN = ("دفاع", "صادر", "صادره", "مسوول", "مسووله", "ممثل", "ممثلين", "ممثله", "نايب", "ممثلو", "مسوولو")


def tokens(text: str, start: int, end: int) -> Iterable[Span]:
    """Words and single marks between two offsets."""
    return (Span(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end))


def noun_phrase(
    text: str, start: int, end: int, barriers: frozenset[int] = frozenset(), opened: bool = False
) -> Span | None:
    """The noun phrase that begins at `start`, up to the first edge before `end`; None where an edge stands first.

    `barriers` are offsets where the phrase must end (media addressed with ل); `opened` says that content opens at `end`, so
    that a name behind a comma may run up to it.
    """
    words = list(islice(tokens(text, start, end), PHRASE_WORDS))
    last = start
    first = start
    for i, token in enumerate(words):
        word = token.of(text)
        following = words[i + 1].of(text) if i + 1 < len(words) else ""
        if word in ",،-–":
            if last > first and not _apposition(text, words[i + 1 :], barriers, opened):
                break
            if last == first:
                first = last = token.end
            continue
        if word in ("(", "[") and _bracket_closes(text, words[i:]):
            continue
        if word in (")", "]") and last > first:
            last = token.end
            continue
        if last == first and word in _NEVER_FIRST:
            return None
        if word == "عن" and i and words[i - 1].of(text).endswith(_BEFORE_AN):
            last = token.end
            continue
        if not word.isalnum() or token.start in barriers or is_edge(word, following):
            break
        if last == first:
            first = token.start
        last = token.end
    return Span(first, last) if last > first else None


def is_time(word: str) -> bool:
    """Whether a folded word is an adverb or noun of time, or a comma between two of them."""
    return word in _edges()["time"] or word in ",،"


def is_edge(word: str, following: str) -> bool:
    """Whether a folded word ends the noun phrase before it."""
    edges = _edges()
    bare = word[1:] if word[:1] == "و" and len(word) > 3 else word
    if word in edges["word"] or word in edges["addressee"] or bare in edges["time"] or bare in ("ان", "بان", "قد"):
        return True
    if bare == "في":
        return following.startswith(edges["occasions"]) or following in edges["time"] or following[:1].isdigit()
    if bare == "من":
        return following.startswith(edges["origins"])
    return re.fullmatch(r"ب?ان(ه|ها|هم|هما|هن|نا|ني|ي)", word) is not None


@cache
def _edges() -> dict[str, Any]:
    """Folded words by group; the groups read as stems are tuples under their plural."""
    groups: dict[str, Any] = {group: set() for group in load("edges").groups}
    for entry in load("edges"):
        groups[entry.group] |= set(entry.spellings())
    return groups | {f"{group}s": tuple(sorted(groups[group])) for group in ("occasion", "origin")}


def _apposition(text: str, words: Sequence[Span], barriers: frozenset[int], opened: bool) -> bool:
    """Whether the words behind a comma are a short name or title that ends with the next comma (or where content opens)."""
    if words and words[0].of(text)[0] in "وف" and not words[0].of(text).startswith(("ولي", "وزير", "وكيل", "فلا")):
        return False
    for i, token in enumerate(words):
        word = token.of(text)
        if not word.isalnum():
            return 0 < i <= APPOSITION_WORDS and word in ",،"
        if token.start in barriers or is_edge(word, words[i + 1].of(text) if i + 1 < len(words) else ""):
            return False
    return opened and 0 < len(words) <= APPOSITION_WORDS


def _bracket_closes(text: str, words: Sequence[Span]) -> bool:
    return any(t.of(text) in (")", "]") for t in words[1:8])


def subject(text: str, start: int, end: int, known: Sequence[Hit], barriers: frozenset[int]) -> Span | None:
    """The subject right behind a verb whose object follows without a complementiser; None where the object comes first.

    A known speaker carries the phrase on over its nation and, behind a title, over a name (one unknown word may stand before
    it); definite words go on from there; without either, an indefinite first word is already the object.
    """
    phrase = noun_phrase(text, start, end, barriers)
    if phrase is None:
        return None
    words = [t for t in tokens(text, phrase.start, phrase.end) if t.of(text).isalnum()]
    inside = [h for h in known if phrase.start <= h.start and h.end <= phrase.end]
    reach, titled = phrase.start, False
    for hit in inside:
        between = [t for t in words if reach <= t.start < hit.start]
        kind = hit.entry.traits.get("kind", hit.entry.group)
        if len(between) > (1 if titled and kind == "name" else 0) or (
            reach > phrase.start and not (titled or kind == "nation")
        ):
            continue
        reach, titled = max(reach, hit.end), titled or kind == "kind"
    for token in words:
        if token.start < reach:
            continue
        other = any(h.start == token.start and h.entry.group != "nation" for h in inside) and reach > phrase.start
        if other or not token.of(text).startswith("ال") or token.of(text).startswith("الا"):
            break
        reach = token.end
    return Span(phrase.start, reach) if reach > phrase.start else None
