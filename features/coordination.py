"""Names that share the noun of the one before them: adjectives of countries joined with و (`القوات الروسية والتركية`).

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
STATE = frozenset("النظام الحكومه الدوله القياده".split())  # what has no force of the same noun beside it


def sharing(reading: Reading, phrase: Phrase) -> Iterator[Phrase]:
    """Names behind one that share its noun, with its valence."""
    words, known, at = reading.words, _adjectives(), phrase.stop
    if phrase.referent not in FORCES or words.word(phrase.first) in STATE:
        return
    last = words.word(at - 1)
    while at < len(words) and last in known and words.word(at)[0] == "و" and not words.gaps[at].strip():
        bare = words.word(at)[1:]
        entry = known.get(bare)
        if entry is None or entry.group == known[last].group or bare.startswith(ARTICLE) != last.startswith(ARTICLE):
            return
        yield Phrase(at, at + 1, words.starts[at] + 1, entry.group, entry, phrase.valence)
        last, at = bare, at + 1


@cache
def _adjectives() -> Mapping[str, Entry]:
    """Adjectives of countries that name their forces behind another's, by folded spelling."""
    entries = (e for e in load("names") if not alone(e))
    return {spelling: entry for entry in entries for spelling in entry.spellings()}
