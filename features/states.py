"""Whose a body of state is that names no nation: the state it sits in, or the one that is told of around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from features.article import Span
from features.documents import DOCUMENTS
from features.events import REGION, places
from features.text import Reading
from features.theatres import HOME

ISRAEL = "israel"
# Sides of states, by their groups in countries.tsv and places.tsv; Syria's own towns are held by several.
SIDES: Mapping[str, str] = {
    **dict.fromkeys(("iraq", "egypt", "lebanon", "palestine", "yemen", "libya", "sudan", "tunisia"), "gulf_arab"),
    **dict.fromkeys(("algeria", "morocco", "bahrain", "gulf", "saudi", "jordan", "maghreb"), "gulf_arab"),
    **dict.fromkeys(("usa", "america", "europe"), "us_coalition"),
    "syria": "syrian_gov",
    "iran": "iran_axis",
    "turkey": "turkey",
    "russia": "russia",
    ISRAEL: "israel",
}
# Bodies of state and who holds office in them; rows of speakers.tsv.
STATELY = frozenset(
    """k_ministry k_interior k_foreign_ministry k_defence_ministry k_defence_minister k_pm k_governor k_parliament
    k_police_courts k_government k_court_title k_army k_refugee_ministers""".split()
)
MANY = frozenset("حكومات الحكومات وزارات الوزارات جيوش الجيوش وزراء برلمانات شعوب محاكم".split())
TITLES = frozenset(("k_titles", "k_ranks", "k_honorific"))
BEFORE_BODIES = TITLES | DOCUMENTS  # a statement of a ministry is the ministry's
PUBLIC = ("رسمي", "حكومي", "الرسمي", "الحكومي", "العامه", "العام", "الوطني")
# Words around a body in which a state is told of; what is left of one a word farther.
AHEAD, BEHIND, FADING = 150, 15, 0.97
TOPIC = {HOME: 0.5, "palestine": 0.5}  # what words weigh of lands of which articles on others tell
HONOURED, PEER = frozenset(("معالي", "سمو")), "نظير"  # titles of honour, and a minister's counterpart
OFFICE = 2  # words of an office (`وزير الخارجية`)


def stately(reading: Reading, source: Span) -> bool:
    """Whether a source is a body of state, or holds an office in one, or is a medium said to be its state's."""
    hits = (h for h in reading.known(*source) if h.lexicon == "speakers" and h.stop <= source.end)
    head = next((h for h in hits if h.entry.id not in BEFORE_BODIES), None)
    if head is None or reading.words.word(head.first) in MANY:
        return False
    public = any(word.startswith(PUBLIC) for word in reading.words.words(head.stop - 1, source.end))
    return head.entry.id in STATELY or (public and head.entry.group == "media")


def seat(reading: Reading, span: Span) -> str:
    """The side of the state whose city, or whose name, stands within the words for a body (`شرطة ديار بكر`); "" of none."""
    if any(h.entry.id == "k_states_without_side" for h in reading.known(*span)):
        return "none"
    inside = [h.entry.group for h in reading.begin("countries", *span) if h.entry.group != HOME]
    towns = [region for kind, region in places(reading.words.words(*span)) if kind == REGION and region in SIDES]
    return next((SIDES.get(group, "none") for group in (*inside, *towns)), "")


def surroundings(reading: Reading, span: Span) -> str:
    """The side of the state most told of around a body, the nearer the more; "none" where it is one without a side.

    Not Israel's where only the words behind tell of it (`دان رئيس البرلمان الاعتداء الإسرائيلي`), nor one whose man of the
    same office is named by it (`التقى [وزير الخارجية] نظيره الإيراني`); `معالي` is said of men of the Arab states.
    """
    words, weights = reading.words, defaultdict[str, float](float)
    if words.word(span.start) in HONOURED or (span.start and words.word(span.start - 1) in HONOURED):
        return SIDES["gulf"]
    office = words.words(span.start, span.start + OFFICE)
    for hit in reading.begin("countries", span.start - AHEAD, span.end + BEHIND):
        at = hit.first
        if at and (words.word(at - 1).startswith(PEER) or words.words(max(0, at - OFFICE), at) == office):
            continue
        far = span.start - hit.first if hit.first < span.start else max(0, hit.first - span.end + 1)
        weights[hit.entry.group] += FADING**far * TOPIC.get(hit.entry.group, 1)
    best = max(weights, key=lambda group: weights[group], default="")
    told = best != ISRAEL or any(h.entry.group == ISRAEL for h in reading.begin("countries", 0, span.start))
    return SIDES.get(best, "none") if told else "none"
