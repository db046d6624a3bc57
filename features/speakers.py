"""Kind, side and identity of a source, from what its words say; `other` and `none` where they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from features.article import Span
from features.text import Reading
from features.wordings import Hit
from seeds.lexicon import Entry

# A head of these kinds stays what it is, whatever body it belongs to: a source "in the ministry" is an unnamed source.
PLAIN_HEADS = frozenset(("anonymous", "civilian", "activist", "expert", "media"))
# A nation beside one of these says where they are from, not whose they are.
PRIVATE_HEADS = frozenset(("expert", "civilian", "activist", "media"))
# Media of these nations take their side (most that are cited there speak for the state, or are read as doing so); of
# others only those called official are their nation's.
PARTIAL = frozenset(("israel", "russia", "iran_axis", "turkey"))
STATE = ("رسمي", "حكومي", "الرسمي", "الحكومي")
# An adjective that makes a source one of the opposition, and a soldier of it a fighter.
OPPOSED = frozenset("معارض المعارض معارضه معارضون معارضين المعارضون المعارضين معارضان".split())
# A spokesman or a member is of the kind of the body he speaks for.
YIELDING_HEADS = frozenset(("official", "political", "other"))
# What a referent of names.tsv is when it speaks.
REFERENTS: Mapping[str, tuple[str, str]] = {
    "SYRIAN_STATE": ("official", "syrian_gov"),
    "SYRIAN_ARMY": ("military", "syrian_gov"),
    "OPPOSITION_ARMED": ("armed_group", "opposition"),
    "OPPOSITION_POLITICAL": ("political", "opposition"),
    "IS": ("armed_group", "is"),
    "NUSRA_HTS": ("armed_group", "hts"),
    "SDF": ("armed_group", "sdf"),
    "KURDISH_PARTY": ("armed_group", "sdf"),
    "COALITION_US": ("military", "us_coalition"),
    "RUSSIA": ("military", "russia"),
    "IRAN_AXIS": ("armed_group", "iran_axis"),
    "TURKEY": ("military", "turkey"),
    "ISRAEL": ("official", "israel"),
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: `entity` is a row of speakers.tsv where a named one is recognised."""

    entity: str | None
    type: str
    side: str

    @property
    def status(self) -> str:
        """named, anonymous or unresolved, for the chain."""
        if self.type == "anonymous":
            return "anonymous"
        return "unresolved" if (self.entity, self.type) == (None, "other") else "named"


UNKNOWN = Speaker(None, "other", "none")


def identify(reading: Reading, span: Span, published: str | None) -> Speaker:
    """The speaker whose words stand in `span`."""
    within = [h for h in reading.known(*span) if h.stop <= span.end]
    found = [h.entry for h in _timely([h for h in within if h.lexicon == "speakers"], published)]
    inside = [e for e in found if e.group != "other" or e.traits["kind"] == "name"] or found
    named = [e for e in inside if e.traits["kind"] == "name"]
    referents = [REFERENTS[h.entry.group] for h in within if h.lexicon == "names" and h.entry.group in REFERENTS]
    national = [h for h in within if h.lexicon == "nations"]
    head = inside[0] if inside else None
    if named:
        sides = [e.category for e in named if e.category != "none"]
    else:
        sides = [e.category for e in inside if e.category != "none"] + [side for _, side in referents]
        nation = next((h.entry.category for h in national if h.entry.category != "syrian_gov"), "")
        if sides[:1] == ["syrian_gov"] and nation and not referents:
            sides = []  # `القيادة العامة للجيش الروسي`
        sides += [side for h in national if (side := h.entry.category) and _belongs(reading, span, head, h)]
    if head is not None and head.group in PLAIN_HEADS:
        kind = head.group
    elif named:
        kind = named[0].group
        if kind == "political" and head is not None and head.group == "official" and inside[0] is not named[0]:
            kind = "official"  # a politician while he holds an office
    elif referents and (head is None or head.group in YIELDING_HEADS):
        kind = referents[0][0]
    elif head is not None:
        kind = next((e.group for e in inside if e.group not in YIELDING_HEADS), head.group)
    else:
        kind = "official" if national else "other"
    side = sides[0] if sides else "none"
    if not named and side in ("none", "syrian_gov") and not OPPOSED.isdisjoint(reading.words.words(*span)):
        side, kind = "opposition", "armed_group" if kind == "military" else kind
    return Speaker(named[0].id if named else None, kind, side)


def _belongs(reading: Reading, span: Span, head: Entry | None, nation: Hit) -> bool:
    """Whether a source is its nation's: not a private person said to be from there (`طبيب سوري`), nor most media.

    The doctor of a Saudi hospital is: the nation stands behind a noun of its own.
    """
    if head is None or head.group not in PRIVATE_HEADS or _of_state(reading, span):
        return True
    if head.group == "media":
        return nation.entry.category in PARTIAL
    between = reading.words.words(span.start, nation.first)
    return head.group != "activist" and any(word.startswith(("ال", "لل", "بال")) for word in between[2:])


def _of_state(reading: Reading, span: Span) -> bool:
    return any(word.startswith(STATE) for word in reading.words.words(*span))


def _timely(hits: list[Hit], published: str | None) -> list[Hit]:
    """Hits that hold at the article's date; of an undated article, of several rows for the same words the latest."""
    held = [h for h in hits if holds_at(h, published)]
    if published is not None:
        return held
    lasting = {(h.first, h.stop) for h in held if not h.entry.traits["until"]}
    return [h for h in held if not h.entry.traits["until"] or (h.first, h.stop) not in lasting]


def holds_at(hit: Hit, published: str | None) -> bool:
    """Whether a row's time bounds allow the article's date; an undated article allows all."""
    since, until = hit.entry.traits["since"], hit.entry.traits["until"]
    return published is None or ((not since or since <= published) and (not until or published <= until))
