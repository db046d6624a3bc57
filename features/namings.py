"""A name as it stands in a text with what belongs to it, and the words of modifiers.tsv that may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from features.article import VALENCES
from seeds.lexicon import REJECTED, Entry, load

# Of whom armed men are: a state's are its army, an opposition's its fighters.
ARMED: Mapping[str, str] = {"SYRIAN_STATE": "SYRIAN_ARMY", "OPPOSITION_POLITICAL": "OPPOSITION_ARMED"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with what belongs to it: words (half-open), folded offset of its first letter (behind proclitics), its row."""

    first: int
    stop: int
    start: int
    referent: str
    entry: Entry
    valence: int


def goes_with(entry: Entry, phrase: Phrase) -> bool:
    """Whether a modifier may belong to a name, by its referent."""
    of = entry.traits["of"]
    return not of or phrase.referent in of.split(" ")


def pole(valence: int, entry: Entry) -> int:
    """A hostile word makes a name hostile, a friendly one makes a neutral name friendly."""
    told = VALENCES[entry.category]
    return told if told < 0 or (told > 0 and valence == 0) else valence


@cache
def modifiers(group: str) -> Mapping[str, Entry]:
    """Modifiers by folded spelling; `head` holds persons too."""
    wanted = ("head", "person") if group == "head" else (group,)
    entries = (e for e in load("modifiers") if e.group in wanted and e.category != REJECTED)
    return {spelling: entry for entry in entries for spelling in entry.spellings()}
