"""Which country a text is on, as a whole and at a place of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, Words

HOME, WAR, ARMY = "syria", "CONFLICT", "SYRIAN_ARMY"
ADJECTIVES = 3  # words behind a war before where it is fought
# Words before and behind that tell of a country; what is left of it a word farther.
AHEAD, BEHIND, FADING = 60, 15, 0.94
MOST = 0.7  # share of Syria that leaves next to nothing to other countries
MANY, SOME = 0.013, 4  # words of Syria for each word of a text, and in a passage, that say what it is on
WEIGHTS: Mapping[str, float] = {"home": 1.0, "theatre": 1.0, "power": 0.3}  # powers are named in news of all countries

_BACKING = tuple("المدعوم مدعوم تدعم يدعم بدعم تمول يمول الممول بتمويل برعايه".split())
_BESIDE = frozenset("والشخصيات والقوي والحركات والمنظمات والاحزاب".split())  # what shares a name's adjective


def backs(words: Words, i: int) -> bool:
    """Whether who stands at a word only backs somebody before it (`إرهابيون مدعومون من [تركيا]`, `تدعمها [قطر]`)."""
    return i > 0 and words.word(i - 1 - (i > 1 and words.word(i - 1) == "من")).startswith(_BACKING)


class Countries:
    """Which country a text is on, as a whole and at a place of it.

    Evidence are the country's words, and for Syria names that are its own without doubt (`clear`). A place is another country's
    where that one's words, each weighing the less the farther it stands, and its share of the whole text outweigh Syria's.
    """

    def __init__(self, reading: Reading, clear: Sequence[int]) -> None:
        self.reading = reading
        hits = reading.hits.get("countries", ())
        self.at = {h.first: h for h in hits}
        self.home = [h.first for h in hits if h.entry.group == HOME]
        told = [(h.first, h.entry.group, WEIGHTS[h.entry.category]) for h in self._scenes(hits)]
        told += [(i, HOME, 1.0) for i in clear]
        self.told = sorted(told)
        counts: dict[str, float] = defaultdict(float)
        for _, group, weight in told:
            counts[group] += weight
        whole = sum(counts.values())
        self.shares = {group: n / whole for group, n in counts.items()}
        rival = max((n for group, n in counts.items() if group != HOME), default=0.0)
        self.syrian = counts[HOME] > 0 and counts[HOME] * 2 >= rival
        self.mostly = self.shares.get(HOME, 0) >= MOST

    def _scenes(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        """Words of countries but those that only back somebody (`إرهابيون [مدعومون من] تركيا [و]قطر`)."""
        words, backed = self.reading.words, -1
        for hit in hits:
            i = hit.first
            joined = i == backed and hit.start > words.starts[i] and not words.gaps[i]
            if backs(words, i) or (joined and words.word(i)[0] == "و"):
                backed = hit.stop
            else:
                yield hit

    def told_of(self, hit: Hit, reach: int) -> bool:
        """Whether a text is short or has many words of Syria, those around a name some, or its sentence one."""
        reading = self.reading
        low, first, stop, high = (
            bisect_left(self.home, i)
            for i in (hit.first - reach, reading.firsts[hit.first], reading.stops[hit.stop - 1], hit.stop + reach)
        )
        return first < stop or high - low >= SOME or len(self.home) >= MANY * (len(reading.words) - reach)

    def within(self, hit: Hit) -> bool:
        """Whether a name holds a word of Syria."""
        found = (self.at.get(i) for i in range(hit.first, hit.stop))
        return any(word is not None and word.entry.group == HOME for word in found)

    def owned(self, hit: Hit) -> bool:
        """Whether another country's adjective stands right behind a name, or it behind a war or an army (`الجيش في لبنان`)."""
        words, stop = self.reading.words, hit.stop
        placed = hit.entry.group == WAR or (hit.entry.group == ARMY and stop - hit.first == 1)
        if placed and self.elsewhere(stop):
            return True
        joined = stop - hit.first == 1 and stop + 1 < len(words) and words.word(stop) in _BESIDE
        if joined and not any(words.gaps[stop : stop + 2]):
            stop += 1  # `الفصائل والشخصيات الفلسطينية`, but `الفصائل والقوات التركية`
        behind = self.at.get(stop) if stop < len(words) and not words.gaps[stop] else None
        return behind is not None and behind.entry.group != HOME and self._adjective(behind)

    def elsewhere(self, stop: int, here: tuple[str, ...] = (HOME,)) -> bool:
        """Whether في and another country stand behind a word, or behind its adjectives (`الحرب الغاشمة في اليمن`).

        `here`: groups of countries that are no other.
        """
        words = self.reading.words
        stop += 2 * (words.words(stop, stop + 2) == ["بلا", "طيار"])
        last = min(stop + ADJECTIVES, self.reading.stops[stop - 1] - 1)
        at = next((i for i in range(stop, last) if words.word(i) == "في" or words.gaps[i]), last)
        if at >= last or words.gaps[at] or any(not words.kinds[i] & DEFINITE for i in range(stop, at)):
            return False
        where = self.at.get(at + 1)
        return where is not None and where.entry.group not in here and not self._adjective(where)

    def abroad(self, hit: Hit) -> bool:
        """Whether another country outweighs Syria where a name stands."""
        weights = self._weights(hit)
        return weights[HOME] < max((weight for group, weight in weights.items() if group != HOME), default=0.0)

    def on(self, hit: Hit, groups: Sequence[str]) -> bool:
        """Whether one of some countries outweighs all others where a name stands."""
        weights = self._weights(hit)
        best = max(weights, key=lambda group: weights[group], default="")
        return best in groups and weights[best] > weights[HOME]

    def _weights(self, hit: Hit) -> dict[str, float]:
        """What each country weighs where a name stands."""
        weights: dict[str, float] = defaultdict(float, self.shares)
        for at, group, weight in self._around(hit):
            weights[group] += weight * FADING ** (hit.first - at if at < hit.first else at - hit.stop + 1)
        return weights

    def near(self, hit: Hit, groups: Sequence[str]) -> bool:
        """Whether a word of some countries stands near."""
        return any(group in groups for _, group, _ in self._around(hit))

    def _around(self, hit: Hit) -> Iterator[tuple[int, str, float]]:
        begin = bisect_left(self.told, (hit.first - AHEAD,))
        near = takewhile(lambda t: t[0] < hit.stop + BEHIND, self.told[begin:])
        return (told for told in near if not hit.first <= told[0] < hit.stop)

    def _adjective(self, hit: Hit) -> bool:
        """Whether a country's word is an adjective as it stands: definite and derived, without a proclitic."""
        word = self.reading.words.word(hit.first)
        return (
            hit.start == self.reading.words.starts[hit.first] and word.startswith("ال") and word.endswith(("ي", "يه"))
        )
