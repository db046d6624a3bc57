"""Which known names are a person's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from features.kinds import kinds
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, MAYBE_GIVEN, Words
from seeds.arabic import fold


def person(words: Words, name: Hit, known: Sequence[Hit]) -> bool:
    """Whether a name is a person's: a word without article (`بوتين`), or one with a given name or an office in it."""
    if name.entry.traits.get("kind") != "name":
        return False
    own = words.kinds[name.first : name.stop]
    if len(own) == 1:
        return not own[0] & DEFINITE and name.entry.group == "official"
    office = any(h.first == name.first and h.stop < name.stop and h.entry.traits.get("kind") == "kind" for h in known)
    if office or any(kind & (GIVEN | MAYBE_GIVEN) for kind in own):
        return True
    return not any(kind & DEFINITE for kind in own) and _human(name.entry.forms)


@cache
def _human(forms: tuple[str, ...]) -> bool:
    """Whether a given name stands in any form of a row (`ستيفان دي ميستورا`), so that its other forms are a person's as well."""
    return any(kinds().get(word, 0) & GIVEN for word in fold(" ".join(forms)).text.split())
