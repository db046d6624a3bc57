"""Whom an ambiguous name means: `المعارضة` armed or political, `النظام` of which country, `الأسد` the man or the animal.

A row of names.tsv says in `needs` what must speak for it, alternatives between bars:

- `context`: the article is on Syria there, or names the same referent by a wording that needs nothing;
- `here`: as `context`, of a name that no other country has, whichever stands nearest;
- `clear`: the latter alone;
- `home`: nearly all that tells of countries in the article tells of Syria;
- `after:ROW,ROW`: a wording of one of these rows (beginnings of ids) was found before;
- `lately:ROW,ROW`: as `after`, but in the last words only;
- `again:ROW,ROW`: as `after`, of what each country has, so that another country's words still speak against it;
- `beside:GROUP`: a word of this group of clues.tsv stands beside it;
- `called`: a name of a few words that nobody listed stands in quotation marks right behind it, or behind it within them;
- `land:COUNTRY,COUNTRY`: a word of one of these groups of countries.tsv stands near;
- `away:COUNTRY`: no word of these countries stands near, whatever else speaks for it;
- `outside:COUNTRY`: none of these countries outweighs all others there;
- `by:COUNTRY`: a word of one of these countries stands near, whatever else speaks for it;
- `unless:REFERENT`: none of these referents is named clearly in the text;
- `not:GROUP`: none of this group does;
- `marked`: quotation marks hold it and nothing else. Where these six stand alone, nothing else is needed.

Where several rows have the wording, what stands beside it outweighs what was named before, and that the rest; then the nearer
wins, then the row that comes first. A wording for which nothing speaks is left out, and counted as such.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from features.article import Span
from features.clues import clues_around
from features.text import Reading
from features.theatres import ARMY, Countries, backs
from features.wordings import Hit
from seeds.lexicon import FURTHER

# Referents that other countries have as well: a regime, an army, an opposition, a war of their own.
AT_HOME = frozenset(
    ("SYRIAN_STATE", "SYRIAN_ARMY", "OPPOSITION_ARMED", "OPPOSITION_POLITICAL", "CONFLICT", "SIEGE", "DEAL")
)
OURS = frozenset(("SYRIAN_STATE", "SYRIAN_ARMY", "OPPOSITION_ARMED", "OPPOSITION_POLITICAL"))
# Whose names tell that a passage is on this war; what any war has, and what is nobody's own unless its row needs nothing.
FIGHTING = OURS | {"IS", "NUSRA_HTS", "SDF", "KURDISH_PARTY"}
COALITION, COALITION_AT = "COALITION_US", ("syria", "iraq")  # where it fights IS
ANY_WAR = frozenset(("CONFLICT", "TAKING", COALITION))
DOUBTFUL = AT_HOME | ANY_WAR  # which the text must be asked about, whatever their rows need
CALLED = 4  # words of the longest name in quotation marks
ANAPHORA, LATELY = 200, 80  # words back that a bare noun reaches for what it means, and one that anybody may bear
COMMON = frozenset(("again", "beside", "called", "not"))  # needs of what is a common word elsewhere
TAKING_UP = ("after", "lately", "again")  # needs of a name before
RULING_OUT = frozenset(("not", "away", "outside", "by", "unless", "marked"))  # needs that speak for nothing
PASSAGE = 80  # words on either side in which a wording of any war must find this one
WEAK, EARLIER, BESIDE = 1, 2, 3  # what kind of evidence outweighs which

Strength = tuple[int, int]  # the kind of evidence, and how near it is (minus the words between)


class Need(NamedTuple):
    """One alternative of `needs`: its kind, and its rows or groups."""

    kind: str
    of: tuple[str, ...]


class Senses(NamedTuple):
    """The names that mean somebody, in order, and those left out because nothing tells whom they mean."""

    meant: list[Hit]
    left_out: list[Hit]


def senses(reading: Reading, layer: str = "names") -> Senses:
    """The names of a text, each with one referent.

    >>> from features.text import read
    >>> [h.entry.group for h in senses(read("تسيطر المعارضة السورية على البلدة، ووصل وفد المعارضة إلى جنيف.")).meant][::3]
    ['TAKING', 'OPPOSITION_POLITICAL']
    """
    meant, left_out = list[Hit](), list[Hit]()
    hits = reading.hits.get(layer, ())
    evidence = _Evidence(reading, hits)
    for _, same in groupby(hits, key=attrgetter("start", "end")):
        rivals = list(same)
        evidence.earlier = any(evidence.takes_up(hit) for hit in rivals)
        found = [(strength, hit) for hit in rivals if (strength := evidence.strength(hit)) is not None]
        if found:
            _, best = max(found, key=lambda f: f[0])  # the first of equals
            meant.append(best)
            evidence.named(best)
        elif not evidence.barred:
            doubtful = [hit for hit in rivals if not only_beside(hit)]
            left_out += sorted(doubtful, key=_takes_up)[:1]
    return Senses(meant, left_out)


def _takes_up(hit: Hit) -> bool:
    return not kinds(hit.entry.traits["needs"]).isdisjoint(("after", "lately"))


def _clear(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """Names that are certain: those that need nothing, and those that need no other country's war near, where none is told."""
    clear = [h for h in hits if not h.entry.traits["needs"]]
    away = [
        (h, needs) for h in hits if (needs := parsed(h.entry.traits["needs"])) and all(n.kind == "away" for n in needs)
    ]
    if not away:
        return clear
    countries = Countries(reading, [h.first for h in clear if h.entry.group in OURS])
    clear += [h for h, needs in away if not any(countries.near(h, need.of) for need in needs)]
    return sorted(clear, key=attrgetter("start"))


def only_beside(hit: Hit) -> bool:
    """Whether a name is one only where the text says so, and a common word elsewhere (`دمشق`, `الحرب`): no doubt then."""
    needed = kinds(hit.entry.traits["needs"])
    return bool(needed) and needed <= COMMON


def called(reading: Reading, hit: Hit) -> int | None:
    """The word behind the quotation marks that hold a name right behind a wording, or with it (`كتيبة "أحرار النهر"`)."""
    quoted = reading.quoted
    for i in range(bisect_left(quoted, (hit.first, 0)), bisect_left(quoted, (hit.stop + 1, 0))):
        first, stop = quoted[i]
        if reading.quotes[i].closed and first in (hit.first, hit.stop) and 0 < stop - hit.stop <= CALLED:
            listed = (reading.begin(layer, hit.stop, stop) for layer in ("names", f"names{FURTHER}"))
            return None if any(listed) else stop
    return None


class _Evidence:
    """What speaks for the names of one text; read in order, since it remembers what was named before."""

    def __init__(self, reading: Reading, hits: Sequence[Hit]) -> None:
        self.reading = reading
        clear = _clear(reading, hits)
        self.clear = {h.entry.group for h in clear}
        self.own = [h.first for h in clear if h.entry.group in OURS]
        self.fighting = [h.first for h in clear if h.entry.group in FIGHTING]
        self.before: dict[str, int] = {}
        self.earlier = (
            False  # whether the last wording asked for takes up an earlier name, of whichever of its referents
        )
        self.barred = False  # whether the last name asked for was ruled out by evidence rather than by the lack of it
        self.seen, self.found = (-1, -1), list[tuple[int, str]]()  # the clues around the last name looked at
        self._countries: Countries | None = None

    def named(self, hit: Hit) -> None:
        self.before[hit.entry.id] = hit.first

    def takes_up(self, hit: Hit) -> bool:
        """Whether a name takes up one that was found before it."""
        needs = parsed(hit.entry.traits["needs"]) if _takes_up(hit) else ()
        return any(need.kind in ("after", "lately") and self._speaks(hit, need) is not None for need in needs)

    def strength(self, hit: Hit) -> Strength | None:
        """The best that speaks for a name; None where nothing does."""
        self.barred = False
        needs, group = parsed(hit.entry.traits["needs"]), hit.entry.group
        if not needs and group not in DOUBTFUL:
            return WEAK, 0
        if self._countries is None:
            self._countries = Countries(self.reading, self.own)
        if not needs:
            self.barred = group in AT_HOME and self._countries.owned(hit)
            return (WEAK, 0) if not self.barred and self._of_this_war(hit, needs) else None
        best = max(filter(None, (self._speaks(hit, need) for need in needs)), default=None)
        if kinds(hit.entry.traits["needs"]) <= RULING_OUT:
            best = WEAK, 0
        self.barred = self._ruled_out(hit, needs)
        if self.barred:
            return None
        if (group in AT_HOME or only_beside(hit)) and not self._at_home(hit):
            return None
        return best if self._of_this_war(hit, needs) else None

    def _of_this_war(self, hit: Hit, needs: Sequence[Need]) -> bool:
        """Whether a name that any war has stands where this one is told of: where Syria is, or who fights there without doubt."""
        group, countries = hit.entry.group, self._countries
        shared = group in ANY_WAR or (needs and group in OURS)
        if countries is None or not shared or "land" in kinds(hit.entry.traits["needs"]):
            return True
        if group == COALITION and countries.elsewhere(hit.stop, COALITION_AT):
            return False  # `الطائرات الأمريكية في باكستان`
        low, high = (bisect_left(self.fighting, i) for i in (hit.first - PASSAGE, hit.stop + PASSAGE))
        return any(at != hit.first for at in self.fighting[low : min(high, low + 2)]) or countries.told_of(hit, PASSAGE)

    def _ruled_out(self, hit: Hit, needs: Sequence[Need]) -> bool:
        """Whether a clue or another country's words speak against a name; the latter not where it takes up an earlier one.

        An army is the country's that the passage is on all the same, and so is what is named `again`: each has its own.
        """
        needed, countries = kinds(hit.entry.traits["needs"]), self._countries
        if needed == {"beside"} and hit.entry.group not in OURS and backs(self.reading.words, hit.first):
            return True
        if not needed.isdisjoint(RULING_OUT) and any(self._against(hit, need) for need in needs):
            return True
        if countries is None or hit.entry.group not in AT_HOME or "here" in needed:
            return False
        everywhere = hit.entry.group == ARMY or "again" in needed
        exempt = self.earlier and not everywhere
        return countries.owned(hit) or (not exempt and not countries.within(hit) and countries.abroad(hit))

    def _against(self, hit: Hit, need: Need) -> bool:
        """Whether a need that rules out speaks against a name."""
        if need.kind == "not":
            return self._beside(hit, need.of) is not None
        if need.kind == "marked":
            return Span(hit.first, hit.stop) not in self.reading.quoted
        if need.kind == "unless":
            return not self.clear.isdisjoint(need.of)
        countries = self._countries
        if countries is None or need.kind not in RULING_OUT:
            return False
        if need.kind == "outside":
            return countries.on(hit, need.of)
        return countries.near(hit, need.of) is (need.kind == "away")

    def _at_home(self, hit: Hit) -> bool:
        """Whether the text is on Syria, names the referent without doubt, or the name says it (`المعارضة السورية`)."""
        countries = self._countries
        return hit.entry.group in self.clear or (countries is not None and (countries.syrian or countries.within(hit)))

    def _speaks(self, hit: Hit, need: Need) -> Strength | None:
        if need.kind == "beside":
            near = self._beside(hit, need.of)
            return None if near is None else (BESIDE, -near)
        if need.kind == "called":
            return None if called(self.reading, hit) is None else (BESIDE, 0)
        if need.kind in RULING_OUT:
            return None
        if need.kind in TAKING_UP:
            reach = LATELY if need.kind == "lately" else ANAPHORA
            named = [at for row, at in self.before.items() if row.startswith(need.of)]
            near = max(named, default=-reach) - hit.first
            return (EARLIER, near) if near > -reach else None
        countries = self._countries or Countries(self.reading, self.own)
        if need.kind in ("land", "home"):
            return (WEAK, 0) if (countries.near(hit, need.of) if need.of else countries.mostly) else None
        clear = hit.entry.group in self.clear
        return (WEAK, 0) if clear or (need.kind in ("context", "here") and self._at_home(hit)) else None

    def _beside(self, hit: Hit, groups: Sequence[str]) -> int | None:
        """How many words away the nearest clue of some groups is, within its sentence."""
        if self.seen != (hit.first, hit.stop):
            self.seen, self.found = (hit.first, hit.stop), list(clues_around(self.reading, hit))
        return min((distance for distance, group in self.found if group in groups), default=None)


@cache
def parsed(needs: str) -> tuple[Need, ...]:
    """The alternatives of a row's `needs`.

    >>> parsed("context|after:hts,nusra")
    (Need(kind='context', of=()), Need(kind='after', of=('hts', 'nusra')))
    """
    told = (need.partition(":") for need in needs.split("|") if need)
    return tuple(Need(kind, tuple(of.split(",")) if of else ()) for kind, _, of in told)


@cache
def kinds(needs: str) -> frozenset[str]:
    """The kinds of a row's `needs`."""
    return frozenset(need.kind for need in parsed(needs))
