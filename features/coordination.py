"""Names that share the noun of the one before them: adjectives of countries joined with و or a dash (`القوات الروسية والتركية`).

They are rows of names.tsv that need `shared`, which the finder passes over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from features.adjectives import ARTICLE
from features.namings import Phrase
from features.text import Reading
from features.wordings import alone
from seeds.lexicon import Entry, load

FORCES = frozenset(("SYRIAN_ARMY", "RUSSIA", "TURKEY", "IRAN_AXIS", "COALITION_US", "ISRAEL"))
DASHES = frozenset("-–—")
STATE = frozenset("النظام الحكومه الدوله القياده".split())  # what has no force of the same noun beside it


def sharing(reading: Reading, phrase: Phrase) -> Iterator[Phrase]:
    """Names behind one that share its noun, with its valence."""
    words, known, at = reading.words, _adjectives(), phrase.stop
    if phrase.referent not in FORCES or words.word(phrase.first) in STATE:
        return
    last = words.word(at - 1)
    while at < len(words) and last in known and (joint := _joint(words.word(at), words.gaps[at].strip())) is not None:
        bare = words.word(at)[joint:]
        entry = known.get(bare)
        if entry is None or entry.group == known[last].group or bare.startswith(ARTICLE) != last.startswith(ARTICLE):
            return
        yield Phrase(at, at + 1, words.starts[at] + joint, entry.group, entry, phrase.valence)
        last, at = bare, at + 1


def _joint(word: str, gap: str) -> int | None:
    """The letters of a word that join it to the one before: و, or none behind a dash (`السوري - الروسي`)."""
    if gap in DASHES:
        return 0
    return 1 if word[0] == "و" and not gap else None


@cache
def _adjectives() -> Mapping[str, Entry]:
    """Adjectives of countries that name their forces behind another's, by folded spelling."""
    entries = (e for e in load("names") if not alone(e))
    return {spelling: entry for entry in entries for spelling in entry.spellings()}
