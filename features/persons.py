"""Which known names are a person's, and which words a text makes one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from features.article import Span
from features.gender import deed
from features.kinds import kinds, stems
from features.wordings import Hit
from features.words import (
    ABOUT,
    DEFINITE,
    EDGE,
    FROM,
    GIVEN,
    IN,
    MAYBE_GIVEN,
    NUMBER,
    SURNAME,
    THAT,
    TIME,
    VERBAL,
    Words,
)
from seeds.arabic import fold

SPEAKING = ("speakers", "names", "nations")
TITLE_WORDS = 7  # from a title to the given name it leads
_NO_NAME = DEFINITE | EDGE | TIME | THAT | IN | FROM | ABOUT | VERBAL | NUMBER
KUNYA = frozenset(("ابو", "ابي", "ابا", "ال"))  # and what follows it is a name; `آل` of a family


def person(words: Words, name: Hit, known: Sequence[Hit]) -> bool:
    """Whether a name is a person's: a word without article (`بوتين`), or one with a given name or an office in it."""
    if name.entry.traits.get("kind") != "name" or words.word(name.first).startswith(stems("body")):
        return False
    own = words.kinds[name.first : name.stop]
    if len(own) == 1:
        return not own[0] & DEFINITE and name.entry.group == "official"
    office = any(h.first == name.first and h.stop < name.stop and h.entry.traits.get("kind") == "kind" for h in known)
    if office or any(kind & (GIVEN | MAYBE_GIVEN) for kind in own):
        return True
    return not any(kind & DEFINITE for kind in own) and _human(name.entry.forms)


def named_before(words: Words, i: int, known: Sequence[Hit]) -> bool:
    """Whether a person's name ends before a word: a given name, or a listed person."""
    return words.kinds[i - 1] & GIVEN != 0 or any(h.stop == i and person(words, h, known) for h in known)


def plain_noun(words: Words, hit: Hit) -> bool:
    """Whether a noun is no name (`الدكتور [فلاح] الدوسري`), nor led by a preposition (`الممثل الدائم [لإيران]`)."""
    return hit.start == words.starts[hit.first] and not words.kinds[hit.first] & (GIVEN | MAYBE_GIVEN)


def given_names(words: Words, name: Span) -> frozenset[str]:
    """The given names and surnames in words that name somebody."""
    first, stop = name
    told = zip(words.letters[first:stop], words.kinds[first:stop], strict=True)
    return frozenset([word for word, kind in told if kind & GIVEN])


@cache
def _human(forms: tuple[str, ...]) -> bool:
    """Whether a given name stands in any form of a row (`ستيفان دي ميستورا`), so that its other forms are a person's as well."""
    return any(kinds().get(word, 0) & GIVEN for word in fold(" ".join(forms)).text.split())


def learn_surnames(words: Words, hits: dict[str, list[Hit]]) -> None:
    """A word behind a given name (`رئيس الأركان غادي أيزنكوت`, `قال جهاد مقدسي`) is a name wherever the text has it.

    It must stand right beside a verb of saying somewhere (`واتهم أيزنكوت`), or it may be the object behind a whole name. Of
    words with the article only one that names nobody else and ends like a surname is (`هادي البحرة`, `عبد السلام الذيابات`); a
    word that is a given name at times only where a title leads it.
    """
    kinds = words.kinds
    cues = [h for h in hits.get("cues", ()) if h.entry.group == "verb"]
    saying = {h.first for h in cues}
    beside = {words.word(h.stop) for h in cues if h.stop < len(words) and not words.gaps[h.stop]}
    named = {h.first for found in SPEAKING for h in hits.get(found, ())}
    titles = [h.stop for h in hits.get("speakers", ()) if h.entry.traits["kind"] == "kind"]
    given = {i for i, kind in enumerate(kinds) if kind & GIVEN and not kind & THAT}
    for stop in titles:
        near = range(stop, min(stop + TITLE_WORDS, len(words) - 1))
        first = next((i for i in near if kinds[i] & MAYBE_GIVEN or i in given), None)
        if first is not None:
            given.add(first)
    for i in sorted(given):
        if i + 1 < len(words) and kinds[i + 1] & MAYBE_GIVEN and not words.gaps[i + 1]:
            given.add(i + 1)  # `أحمد [سالم] قطان`
    learnt = set[str]()
    for i in (i + 1 for i in given if i + 1 < len(words) and i + 1 not in given):
        word = words.word(i)
        if words.gaps[i] or i in saying or word not in beside or deed(word):
            continue
        article = DEFINITE if i not in named and word.endswith(_SURNAME) else 0
        if not kinds[i] & _NO_NAME & ~article:
            learnt.add(word)
    for i, word in enumerate(words.letters if learnt else ()):
        if word in learnt:
            kinds[i] |= GIVEN | SURNAME


_SURNAME = ("ه", "ات", "ي")
