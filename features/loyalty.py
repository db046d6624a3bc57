"""Those who are named by whom they are loyal to or against: `القوات السورية الموالية للنظام`, `معارضي الأسد`.

The words are rows of modifiers.tsv: a `band` (`القوات`) with a `bond` (`الموالية`) before `ل` and a name is one name with it, its
army's; so is an `opposer` (`معارضي`), an opposition's. A person within such a name is named as well, a body only where its
opponents are told by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from features import adjectives
from features.adjectives import ARTICLE
from features.article import VALENCES
from features.clues import stripped
from features.namings import ARMED, Phrase, goes_with, modifiers, pole
from features.text import Reading
from features.words import DEFINITE

BAND_ADJECTIVES = 2  # words between a band and its bond
OTHERS = frozenset("اخرين اخرون اخري".split())  # that stand there too
PERSONS = frozenset("للرييس للاسد لبشار".split())  # words that names of the head of state begin with, behind a bond
# Whose forces are theirs, whoever they are loyal to (`القوات الروسية الموالية للنظام`).
FOREIGN = frozenset(("RUSSIA", "TURKEY", "COALITION_US", "ISRAEL", "IRAN_AXIS"))
STATE, OPPOSITION = "SYRIAN_STATE", "OPPOSITION_POLITICAL"


def bound(reading: Reading, phrase: Phrase) -> Phrase | None:
    """The name of a band loyal to whom a name means, or of his opponents, or None."""
    words, before = reading.words, phrase.first - 1
    if before < 0 or words.gaps[phrase.first].strip():
        return None
    if words.word(phrase.first)[0] == "ل" and (found := _band(reading, phrase, before)) is not None:
        return found
    return _opponents(reading, phrase, before)


def _band(reading: Reading, phrase: Phrase, bond: int) -> Phrase | None:
    """A band with a bond to a name (`مسلحين آخرين موالين للحكومة`)."""
    words = reading.words
    entry = modifiers("bond").get(words.word(bond))
    if entry is None or words.gaps[bond] or not goes_with(entry, phrase):
        return None
    definite = words.word(bond).startswith(ARTICLE)
    for at in range(bond - 1, max(reading.firsts[bond], bond - 1 - BAND_ADJECTIVES) - 1, -1):
        listed = (
            h for h in reading.begin("names", at, at + 1) if at + 1 < h.stop <= bond and not h.entry.traits["needs"]
        )
        if any(h.entry.group in FOREIGN for h in listed):
            return None
        for bare in stripped(words.word(at)):
            band = modifiers("band").get(bare)
            if band is not None and bare.startswith(ARTICLE) == definite:
                valence = pole(min(phrase.valence, 0), band)
                referent = ARMED.get(phrase.referent, phrase.referent)
                return replace(phrase, first=at, start=words.ends[at] - len(bare), referent=referent, valence=valence)
        told = words.word(at) in adjectives.known() or words.word(at) in OTHERS
        if not (words.kinds[at] & DEFINITE if definite else told) or words.gaps[at]:
            return None
    return None


def _opponents(reading: Reading, phrase: Phrase, at: int) -> Phrase | None:
    """Opponents of a state (`معارضي الأسد`, `المناهضين للنظام`)."""
    words = reading.words
    if phrase.referent != STATE:
        return None
    for bare in stripped(words.word(at)):
        found = modifiers("opposer").get(bare)
        if found is not None and bare.endswith(("ين", "ون")) == (words.word(phrase.first)[0] == "ل"):
            start = words.ends[at] - len(bare)
            return replace(phrase, first=at, start=start, referent=OPPOSITION, valence=0)
    return None


def within(reading: Reading, phrase: Phrase) -> Iterator[Phrase]:
    """Whom a name is told by, where he is named as well."""
    words, entry = reading.words, phrase.entry
    if entry.group != STATE or phrase.referent == STATE:
        return
    opposed = not modifiers("opposer").keys().isdisjoint(stripped(words.word(phrase.first)))
    bonds = (i for i in range(phrase.first + 1, phrase.stop - 1) if words.word(i) in modifiers("bond"))
    at = phrase.first + 1 if opposed else next(bonds, phrase.stop) + 1
    if at < phrase.stop and (opposed or words.word(at) in PERSONS):
        letter = words.word(at)[0] == "ل" and words.word(at)[1:2] != "ل"
        yield Phrase(at, phrase.stop, words.starts[at] + letter, STATE, entry, VALENCES[entry.category])
