"""Whom an ambiguous name means: `المعارضة` armed or political, `النظام` of which country, `الأسد` the man or the animal.

A row of names.tsv says in `needs` what must speak for it, alternatives between bars:

- `context`: the article is on Syria there, or names the same referent by a wording that needs nothing;
- `clear`: the latter alone;
- `after:ROW,ROW`: a wording of one of these rows (beginnings of ids) was found before;
- `beside:GROUP`: a word of this group of clues.tsv stands beside it;
- `elsewhere`: the article is not on Syria;
- `not:GROUP`: none of this group does, whatever else speaks for it.

Where several rows have the wording, what stands beside it outweighs what was named before, and that the rest; then the nearer
wins, then the row that comes first. A wording for which nothing speaks is left out, and counted as such.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from features.text import Reading
from features.wordings import Hit
from seeds.lexicon import REJECTED, load

# Referents that other countries have as well: a regime, an army, an opposition, a war of their own.
AT_HOME = frozenset(
    ("SYRIAN_STATE", "SYRIAN_ARMY", "OPPOSITION_ARMED", "OPPOSITION_POLITICAL", "CONFLICT", "TAKING", "SIEGE", "DEAL")
)
REACH, NEIGHBOURHOOD, PAIR = 6, 8, 2  # words on either side: of a clue, of a country; words of the longest clue
WHERE: Mapping[str, tuple[str, ...]] = {
    "before": ("before", "beside", "near"),
    "behind": ("behind", "beside", "near"),
    "near": ("near",),
}
ANAPHORA = 200  # words back that a bare noun reaches for what it means
WEAK, EARLIER, BESIDE = 1, 2, 3  # what kind of evidence outweighs which

Strength = tuple[int, int]  # the kind of evidence, and how near it is (minus the words between)


class Need(NamedTuple):
    """One alternative of a row's `needs`: a kind (context, clear, after, beside, elsewhere, not) and its rows or groups."""

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
        found = [(strength, hit) for hit in rivals if (strength := evidence.strength(hit)) is not None]
        if found:
            _, best = max(found, key=lambda f: f[0])  # the first of equals
            meant.append(best)
            evidence.named(best)
        elif not evidence.barred:
            left_out += [hit for hit in rivals if hit.entry.traits["needs"] and not only_beside(hit)][:1]
    return Senses(meant, left_out)


def only_beside(hit: Hit) -> bool:
    """Whether a name is one only where a clue says so, and a place or common word elsewhere (`دمشق`, `الحرب`): no doubt then."""
    return all(need.kind in ("beside", "not") for need in parsed(hit.entry.traits["needs"]))


class _Evidence:
    """What speaks for the names of one text; read in order, since it remembers what was named before."""

    def __init__(self, reading: Reading, hits: Sequence[Hit]) -> None:
        self.reading = reading
        self.clear = {h.entry.group for h in hits if not h.entry.traits["needs"]}
        self.before: dict[str, int] = {}
        self.barred = False  # whether the last name asked for was ruled out by evidence rather than by the lack of it
        self._countries: _Countries | None = None

    def named(self, hit: Hit) -> None:
        self.before[hit.entry.id] = hit.first

    def strength(self, hit: Hit) -> Strength | None:
        """The best that speaks for a name; None where nothing does."""
        self.barred = False
        needs = parsed(hit.entry.traits["needs"])
        if not needs:
            return WEAK, 0
        if self._countries is None:
            self._countries = _Countries(self.reading)
        group = hit.entry.group
        self.barred = (group in AT_HOME and self._countries.abroad(hit)) or any(
            need.kind == "not" and self._beside(hit, need.of) is not None for need in needs
        )
        if self.barred:
            return None
        if (group in AT_HOME or only_beside(hit)) and not self._countries.syrian and group not in self.clear:
            return None
        return max(filter(None, (self._speaks(hit, need) for need in needs)), default=None)

    def _speaks(self, hit: Hit, need: Need) -> Strength | None:
        if need.kind == "beside":
            near = self._beside(hit, need.of)
            return None if near is None else (BESIDE, -near)
        if need.kind == "after":
            named = [at for row, at in self.before.items() if row.startswith(need.of)]
            near = max(named, default=-ANAPHORA) - hit.first
            return (EARLIER, near) if near > -ANAPHORA else None
        syrian = self._countries is not None and self._countries.syrian
        if need.kind == "elsewhere":
            return (WEAK, 0) if not syrian else None
        clear = hit.entry.group in self.clear
        return (WEAK, 0) if clear or (syrian and need.kind == "context") else None

    def _beside(self, hit: Hit, groups: Sequence[str]) -> int | None:
        """How many words away the nearest clue of some groups is, within its sentence."""
        known, distances = clues(), list[int]()
        for distance, where, word in _around(self.reading, hit):
            for group in groups:
                if any(word in known[group, place] for place in WHERE[where]):
                    distances.append(distance)
        return min(distances, default=None)


def _around(reading: Reading, hit: Hit) -> Iterator[tuple[int, str, str]]:
    """Words and pairs of words around a name: how far, whether right before, behind or only near, and without proclitics."""
    words = reading.words
    low = max(reading.firsts[hit.first], hit.first - REACH)
    high = min(reading.stops[hit.stop - 1], hit.stop + REACH)
    for i in (*range(low, hit.first), *range(hit.stop, high)):
        ahead = i < hit.first
        for size in range(1, PAIR + 1):
            if i + size > (hit.first if ahead else high):
                break
            near = hit.first - i - size if ahead else i - hit.stop
            where = "near" if near else "before" if ahead else "behind"
            text = " ".join(words.words(i, i + size))
            yield from ((near, where, bare) for bare in stripped(text))


def stripped(word: str) -> Iterator[str]:
    """A word as it stands, then without one or two proclitics it may have."""
    yield word
    if len(word) > 3 and word[0] in "وفبلك":
        yield word[1:]
        if len(word) > 4 and word[0] in "وف" and word[1] in "بلك":
            yield word[2:]


class _Countries:
    """Which country a text is on, and which one stands nearest."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.hits = reading.hits.get("countries", ())
        self.at = {h.first: h for h in self.hits}
        counts = Counter(h.entry.group for h in self.hits if h.entry.category != "power")
        rival = max((n for group, n in counts.items() if group != "syria"), default=0)
        self.syrian = counts["syria"] > 0 and counts["syria"] * 2 >= rival

    def abroad(self, hit: Hit) -> bool:
        """Whether a name is another country's: its adjective, or `في` and its name, stands right behind, or it stands nearest."""
        words, stop = self.reading.words, hit.stop
        behind = self.at.get(stop) if stop < len(words) and not words.gaps[stop] else None
        if behind and behind.entry.group != "syria" and self._adjective(behind):
            return True
        if stop + 1 < len(words) and words.word(stop) == "في" and stop + 1 in self.at:
            return self.at[stop + 1].entry.category == "theatre"
        low = max(self.reading.firsts[hit.first], hit.first - NEIGHBOURHOOD)
        high = min(self.reading.stops[hit.stop - 1], hit.stop + NEIGHBOURHOOD)
        near = [self.at[i] for i in range(low, high) if i in self.at]
        kinds = {h.entry.category for h in near}
        return "theatre" in kinds and "home" not in kinds and not self._mostly()

    def _adjective(self, hit: Hit) -> bool:
        """Whether a country's word is an adjective as it stands: definite and derived, without a proclitic."""
        word = self.reading.words.word(hit.first)
        return (
            hit.start == self.reading.words.starts[hit.first] and word.startswith("ال") and word.endswith(("ي", "يه"))
        )

    def _mostly(self) -> bool:
        """Whether hardly any other country is named in the text."""
        others = sum(h.entry.category == "theatre" for h in self.hits)
        return 2 * others <= sum(h.entry.category == "home" for h in self.hits)


@cache
def parsed(needs: str) -> tuple[Need, ...]:
    """The alternatives of a row's `needs`.

    >>> parsed("context|after:hts,nusra")
    (Need(kind='context', of=()), Need(kind='after', of=('hts', 'nusra')))
    """
    told = (need.partition(":") for need in needs.split("|") if need)
    return tuple(Need(kind, tuple(of.split(",")) if of else ()) for kind, _, of in told)


@cache
def clues() -> Mapping[tuple[str, str], frozenset[str]]:
    """Folded clues by group and place."""
    found: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for entry in load("clues"):
        if entry.category != REJECTED:
            found[entry.group, entry.category] |= frozenset(entry.spellings())
    return found
