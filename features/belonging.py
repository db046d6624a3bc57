"""Whether a nation beside a source says whose the source is."""

from __future__ import annotations

from features.article import Span
from features.persons import KUNYA
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, GIVEN
from seeds.lexicon import Entry

# A nation beside one of these says where they are from, not whose they are.
PRIVATE_HEADS = frozenset(("expert", "civilian", "activist", "media", "monitor", "k_artist"))
# Unnamed sources of these kinds are of no state (`مصادر إعلامية سورية`).
LOCAL = ("محلي", "اعلامي", "صحفي", "صحافي", "اهلي", "ميداني", "حقوقي", "مدني")
# Media of these nations take their side (most cited there speak for the state); of others only those called official.
PARTIAL = frozenset(("israel", "russia", "iran_axis", "turkey"))
STATE = ("رسمي", "حكومي", "الرسمي", "الحكومي")


def belongs(reading: Reading, span: Span, head: Entry | None, nation: Hit) -> bool:
    """Whether a source is its nation's: not a private person said to be from there (`طبيب سوري`), nor most media.

    The doctor of a Saudi hospital is: the nation stands behind a noun of its own.
    """
    if head is None or _of_state(reading, span):
        return True
    if head.group == "anonymous":  # `مصادر سورية` are anybody in Syria, and a local source is from a place
        if any(word.removeprefix("ال").startswith(LOCAL) for word in reading.words.words(span.start, nation.first)):
            return False
        return nation.entry.id not in ("syrian_adj", "syria_place") or nation.first > span.start + 1
    if PRIVATE_HEADS.isdisjoint((head.group, head.id)):
        return True
    if head.group == "media":
        return nation.entry.category in PARTIAL
    between = reading.words.words(span.start, nation.first)
    return head.group != "activist" and any(word.startswith(("ال", "لل", "بال")) for word in between[2:])


def _of_state(reading: Reading, span: Span) -> bool:
    return any(word.startswith(STATE) for word in reading.words.words(*span))


def surname(reading: Reading, span: Span, nation: Hit) -> bool:
    """Whether a word of nation is a man's name: it stands alone, behind a given name or in a kunya (`أبو الحاج المصري`)."""
    words, i = reading.words, nation.first
    word = words.word(i)
    if nation.stop - i > 1 or not word.startswith("ال") or not word.endswith("ي"):
        return False
    if span.end - span.start == 1:
        return not (i and words.kinds[i - 1] & DEFINITE and not words.gaps[i] and not words.kinds[i - 1] & GIVEN)
    before = words.words(max(span.start, i - 2), i)
    return i > span.start and (words.kinds[i - 1] & GIVEN != 0 or not KUNYA.isdisjoint(before))
