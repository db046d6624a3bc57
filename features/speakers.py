"""Kind, side and identity of a source, from what its words say; `other` and `none` where they do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from features.article import Span
from features.belonging import belongs, surname
from features.introductions import aged
from features.kinds import stems
from features.nationals import MANY, compatriot
from features.referents import REFERENTS
from features.seats import country
from features.senses import only_beside
from features.tenures import timely
from features.text import Reading
from features.titles import GOVERNING
from features.wordings import Hit
from features.words import DEFINITE, FROM, GIVEN, IN, MAYBE_GIVEN
from seeds.lexicon import Entry

# A head of these kinds stays what it is, whatever body it belongs to: a source "in the ministry" is an unnamed source.
PLAIN_HEADS = frozenset(("anonymous", "civilian", "activist", "expert", "media"))
# An adjective that makes a source one of the opposition, and a soldier of it a fighter.
OPPOSED = frozenset("معارض المعارض معارضه معارضون معارضين المعارضون المعارضين معارضان".split())
# A spokesman or a member is of the kind of the body he speaks for.
YIELDING_HEADS = frozenset(("official", "political", "other"))
# Who speaks for one of these holds no office of state: a spokesman of the opposition stays political.
STATELESS = frozenset(("opposition", "sdf", "hts", "is"))
# An office makes a man of rank an official (`اللواء X وزير الداخلية`).
OFFICES = frozenset(("k_interior", "k_ministry", "k_foreign_ministry", "k_governor", "k_police_courts", "k_pm"))
RANKS = frozenset(("k_ranks", "k_commander"))
DIPLOMAT, LEADERS = "k_diplomat", "k_leaders"
SPOKESMEN = ("k_spokesman", "k_spokesman_bare")
# Bodies at which states have envoys: these are their states'.
MISSIONS = frozenset(("un", "un_security_council", "eu", "nato", "arab_league", "opcw"))
# Who held an office, or wants one, is out of it.
FORMER = frozenset("سابق السابق السابقه سابقه اسبق الاسبق مرشح المرشح المرشحه".split())
RIGHTS = frozenset("حقوق لحقوق للحقوق بحقوق".split())
# Who has left one of these speaks as one who knows it.
SERVICES = tuple("الاستخبار استخبار المخابر مخابر ضابط ضباط جنرال الجنرال معهد لمعهد".split())
DEFECTED: Mapping[str, str] = {"official": "political", "military": "armed_group"}  # who has left the state
OPPOSING = "k_opposition_person"  # the row of whom nothing but opposition is said
# Rows of officials and officers who may be several and unnamed.
SEVERAL = frozenset(("k_official", "k_diplomat_unnamed", "k_officer", "k_parliament", "k_army"))
# What an expert knows is not whose he is (`مراقبون للشأن الروسي`).
TOPICS = ("شان", "شوون", "شءون", "ملف", "قضايا", "دراسات", "تاريخ", "سياس", "جماعات", "علاق")
# Behind one of these stands whom a source is against, or watches: not whose it is (`ناشطون متابعون لنشاط التنظيم`).
AGAINST = ("ضد", "متابع", "المتابع", "مناهض", "المناهض", "مناوي", "المناوي", "مختص", "المختص", "متخصص", "المتخصص")
# Behind one of these stands where somebody was or is, not whose he is (`الأسير المحرر من السجون الإسرائيلية`).
LEFT = frozenset(
    """محرر المحرر المحرره المحررين محررين هارب الهارب الهاربين فار الفار الفارين القادم قادم القادمين العايد عايد العايدين
    منشق المنشق المنشقين المنشقون مقيم المقيم المقيمه المقيمين المقيمون نازح النازح لاجيء اللاجيء مبعد المبعد المفرج""".split()
)
# Behind these stands whom they are against (`معارضو الرئيس التركي`); those of the Syrian state are the opposition's.
OPPONENTS = frozenset("معارضو معارضي منتقدو منتقدي خصوم مناهضو مناهضي مناويو مناويي".split())
# Ministers are their states', whatever body they sit in or a row names them for.
MINISTERS = frozenset(("k_foreign_ministry", "k_defence_minister", "k_interior", "k_pm"))


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


def told(reading: Reading, who: Span | None, speaker: Speaker) -> str:
    """A speaker's status in the chain; anonymous where his words tell his kind only (`ناشطون`, `مسؤول أميركي`).

    A name, a country, a definite body or office is named (`وزير الخارجية`, `المجلس المحلي`).
    """
    if who is None or speaker.entity or speaker.status != "named":
        return speaker.status
    words = reading.words
    own = any(kind & (GIVEN | MAYBE_GIVEN) for kind in words.kinds[who.start : who.end])
    first = reading.known(who.start, who.start + 1)
    listed = any(h.entry.traits.get("kind") == "name" or h.lexicon == "nations" for h in first)
    office = words.word(who.start) in GOVERNING
    at = next((i for i in range(*who) if words.kinds[i] & (IN | FROM)), who.end) if office else who.start + 2
    bound = any(kind & DEFINITE for kind in words.kinds[who.start : min(who.end, at)])
    lands = office and any(h.entry.id.endswith("_place") for h in reading.known(who.start, at))
    return "named" if own or listed or bound or lands else "anonymous"


def identify(reading: Reading, span: Span, published: str | None) -> Speaker:
    """The speaker whose words stand in `span`."""
    words = reading.words.words(*span)
    own = span.start + _own(reading, span, words)
    if words[0] in OPPONENTS and (against := _against(reading, span)):
        return Speaker(None, "political", "opposition" if against == "syrian_gov" else "none")
    within = _within(reading, span, own)
    national = [h for h in within if h.lexicon == "nations" and not surname(reading, span, h)]
    held = timely([h for h in within if h.lexicon == "speakers"], published)
    found = [h.entry for h in _represented(held, national)]
    inside = [e for e in found if e.group != "other" or e.traits["kind"] == "name"] or found
    named = [e for e in inside if e.traits["kind"] == "name"]
    referents = _referents(within, span)
    head = inside[0] if inside else None
    if head is not None and head.group == "expert" and _topical(reading, span):
        return Speaker(head.id if head in named else None, "expert", head.category)
    first = next((h.entry.category for h in national if h.first == span.start and country(reading.words, h)), "")
    named_first = any(h.first == span.start and h.entry in named for h in held)  # `واشنطن بوست`
    if first and named and not named_first and named[0].category != first:
        return Speaker(None, "official", first)  # `روسيا حليفة الأسد`
    sides = _sides(reading, span, inside, national, [side for _, side in referents])
    side = sides[0] if sides else "none"
    if head is not None and head.id == "k_document" and not named and national and side != "none":
        return Speaker(None, "official", side)  # `مشروع القرار الجزائري`
    open_to = not named or named[0].group == "monitor"  # `المرصد السوري المعارض`
    if open_to and side in ("none", "syrian_gov") and not OPPOSED.isdisjoint(words):
        side = "opposition"
    if not inside and not referents:
        people = (bool(national) and compatriot(reading, span)) or aged(words)
        return Speaker(None, "civilian", "none") if people else Speaker(None, "official" if national else "other", side)
    if named and head is not None and head.group == "media" and "برنامج" in words:
        inside = named  # `مديرة برنامج في منظمة العفو الدولية`
    nobody = not (named or referents) and {e.group for e in inside} <= {"media"}
    local = nobody and words[0] == "مركز" and words[-1] == "الاعلامي"  # `مركز الأتارب الإعلامي`
    kind = "local_network" if local else _kind(inside, named, [kind for kind, _ in referents], side)
    if kind in ("igo", "other") and not named and side == "none" and _of_rights(reading, span):
        kind = "monitor"
    alone = {e.group for e in inside[1:]}.isdisjoint(("official", "military"))  # not `مسؤولون في وزارة الدفاع`
    if side == "none" and alone and head is not None and head is found[0] and head.id in SEVERAL and _unnamed(words):
        kind = "anonymous"
    if kind in ("official", "military", "political") and not FORMER.isdisjoint(words):
        kind = "expert" if any(word.startswith(SERVICES) for word in words) else "political"
    if _defected(kind, side, words, span, [h for h in held if h.entry in named]):
        return Speaker(None, DEFECTED.get(kind, kind), "opposition")
    syrian = side == "syrian_gov" and kind == "political" and not (named or referents)
    if syrian or (side == "gulf_arab" and kind in ("political", "armed_group", "monitor")):
        side = "none"  # parties, factions and monitors of a land speak for no government
    kind = "igo" if (kind, side) == ("official", "un") else kind  # `تقرير أممي`
    return Speaker(named[0].id if named else None, kind, side)


def _sides(
    reading: Reading, span: Span, inside: Sequence[Entry], national: Sequence[Hit], referents: Sequence[str]
) -> list[str]:
    """The sides that a source's words tell, the first the likeliest: of those named in it, else of its kind and nations."""
    head = inside[0] if inside else None
    if named := [e for e in inside if e.traits["kind"] == "name"]:
        sides = [e.category for e in named if e.category != "none"]
        if head is not None and head.group == "official" and head not in named:  # a deputy of a party
            sides += [h.entry.category for h in national]
        return sides
    sides = [e.category for e in inside if e.category != "none"] + [*referents]
    nation = next((h.entry.category for h in national if h.entry.category != "syrian_gov"), "")
    if sides[:1] == ["syrian_gov"] and nation and not referents:
        sides = []  # `القيادة العامة للجيش الروسي`
    if head is not None and head.group == "anonymous" and len({h.entry.category for h in national}) > 1:
        return sides  # `مصادر عراقية وسورية`
    return sides + [side for h in national if (side := h.entry.category) and belongs(reading, span, head, h)]


def _defected(kind: str, side: str, words: Sequence[str], span: Span, named: Sequence[Hit]) -> bool:
    """Whether a source has left the state, which it names only behind that word, if at all (`ضباط منشقون عن جيش النظام`)."""
    if side != "syrian_gov" and (side != "none" or kind not in DEFECTED):
        return False
    left = next((i for i, word in enumerate(words) if word.removeprefix("ال").startswith("منشق")), -1)
    return left >= 0 and all(h.first > span.start + left for h in named)


def _against(reading: Reading, span: Span) -> str:
    """The side of whom opponents are against, who stands right behind the word for them; "" where that is their own body."""
    near = [h for h in reading.known(span.start + 1, span.start + 3) if h.stop <= span.end]
    sides = {REFERENTS.get(h.entry.group, ("", h.entry.category))[1] for h in near} - {"", "none"}
    beside = any(h.first == span.start + 1 for h in near)
    return "" if not beside or "opposition" in sides else "syrian_gov" if "syrian_gov" in sides else "none"


def _of_rights(reading: Reading, span: Span) -> bool:
    """Whether a body is for somebody's rights (`منظمة دولية معنية بالدفاع عن حقوق الأطفال`)."""
    words = reading.words.words(*span)
    return words[0].removeprefix("ال").startswith(stems("body")) and not RIGHTS.isdisjoint(words[1:])


def _within(reading: Reading, span: Span, own: int) -> list[Hit]:
    """The speakers and nations that a source's own words name, but for the people that an office is for."""
    first = span.start
    near = [h for h in reading.known(*span) if h.stop <= span.end and (h.first < own or h.first == first)]
    return [h for h in near if h.entry.group != "civilian" or h.first == first or not _affair(reading, h.first)]


def _affair(reading: Reading, i: int) -> bool:
    """Whether whom an office is for stands at a word (`المنسق العام لشؤون [اللاجئين]`)."""
    return i > 0 and reading.words.word(i - 1).removeprefix("لل").removeprefix("ل").startswith(("شوون", "شءون"))


def _referents(within: Sequence[Hit], span: Span) -> list[tuple[str, str]]:
    """Kind and side of the referents named in a source, but of words that may mean several sides (`الجيش`).

    A place that is its government only where it acts (`سوريا`) is so where it is all of the source.
    """
    meant: dict[int, list[tuple[str, str]]] = {}
    others = {h.first for h in within if h.lexicon == "nations" and h.entry.category not in ("", "syrian_gov")}
    for hit in within:
        if hit.entry.group in _OF_STATES and hit.stop in others:
            continue  # `المخابرات العسكرية الإسرائيلية`
        whole = hit.first == span.start and hit.stop == span.end
        if hit.lexicon == "names" and hit.entry.group in REFERENTS and (whole or not only_beside(hit)):
            meant.setdefault(hit.first, []).append(REFERENTS[hit.entry.group])
    return [found[0] for found in meant.values() if len({side for _, side in found}) == 1]


_OF_STATES = frozenset(("SYRIAN_STATE", "SYRIAN_ARMY"))  # what other states have as well


def _kind(inside: Sequence[Entry], named: Sequence[Entry], referents: Sequence[str], side: str) -> str:
    """What a source is: by its head, unless the body named behind it says more."""
    head = inside[0] if inside else None
    if head is not None and head.group in PLAIN_HEADS:
        return head.group
    if head is not None and head.id == DIPLOMAT and not (named and named[0].group != "military"):
        return next((e.group for e in inside if e.group not in (*YIELDING_HEADS, "military")), "official")
    if named:
        kind, group = named[0].group, head.group if head and head is not named[0] else ""
        if kind == "political" and (group == "armed_group" or (group == "military" and side == "opposition")):
            return "armed_group"  # `فصائل من المعارضة السورية`, `قائد بالمعارضة السورية`
        office = group == "official" and head is not None and head.id not in (*SPOKESMEN, LEADERS)
        if kind == "political" and office and side not in STATELESS:
            return "official"  # a politician while he holds an office
        if kind == "political" and side == "none" and head is named[0] and any(e.group == "expert" for e in inside):
            return "expert"  # `فلان، المحلل السياسي`
        if kind == "igo" and head is not None and head.id in MINISTERS:
            return "official"  # `وزير الخارجية الإيطالي، فلان`, of the European Union's row
        return "military" if (kind, group, side) == ("igo", "military", "us_coalition") else kind
    if referents and (head is None or head.group in YIELDING_HEADS):
        return referents[0]
    assert head is not None
    rows = {e.id for e in inside}
    if head.id in RANKS and not OFFICES.isdisjoint(rows):
        return "official"
    if head.id == "k_group_leaders" and "k_party" in rows:
        return "political"
    if head.id == OPPOSING and {e.group for e in inside} <= {"political", "civilian"}:
        return "political"  # `المعارضون العلويون`
    if head.id in SPOKESMEN and {e.group for e in inside[1:2]} & {"other", "civilian"}:
        return "other"  # `متحدثة باسم شركة لافارج`, `المتحدث باسم نادي الأسير`
    kind = next((e.group for e in inside if e.group not in YIELDING_HEADS), head.group)
    return "armed_group" if kind == "military" and side in STATELESS else kind


def _represented(hits: list[Hit], national: Sequence[Hit]) -> list[Hit]:
    """Without the body at which a state's envoy sits (`السفيرة الأمريكية بالأمم المتحدة`)."""
    if not hits or hits[0].entry.id != DIPLOMAT:
        return hits
    seat = next((h.first for h in hits if h.entry.id in MISSIONS), -1)
    state = any(h.entry.category not in ("", "un") and h.first < seat for h in national)
    if seat < 0 or not (state or any(h.entry.traits["kind"] == "name" and h.entry.group != "igo" for h in hits)):
        return hits
    return [h for h in hits if h.entry.id not in MISSIONS]


def _own(reading: Reading, span: Span, words: Sequence[str]) -> int:
    """How many words of a source tell whose it is: behind others stands whom it is against, where it was, or is discussed."""
    document = any(h.entry.id == "k_document" for h in reading.known(span.start, span.start + 1))
    for i, word in enumerate(words[1:], start=1):
        if word.startswith(AGAINST) or word in LEFT or (document and reading.words.kinds[span.start + i] & IN):
            return i
    return len(words)


def _unnamed(words: Sequence[str]) -> bool:
    """Whether a source is several of whom it names none (`دبلوماسيون`, `بعض المسؤولين`)."""
    some = words[0] in MANY or words[0] == "كبار"
    noun = words[some and len(words) > 1]
    return noun.endswith(("ون", "ين", "ان")) and (some or not noun.startswith("ال"))


def _topical(reading: Reading, span: Span) -> bool:
    """Whether a source tells what it is at home in."""
    return any(word.removeprefix("لل").removeprefix("ال").startswith(TOPICS) for word in reading.words.words(*span))
