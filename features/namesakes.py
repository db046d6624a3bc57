"""Whether words name the same one as others do, and what sort of words they are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from features.article import Span
from features.documents import written
from features.hashing import hashes_of
from features.kinds import stems
from features.seats import country
from features.text import Reading
from features.titles import CONNECTING
from features.wordings import Hit
from features.words import DEFINITE, FROM, GIVEN, IN, MAYBE_GIVEN, SURNAME, THAT, VERBAL, Words, places

SEEN = 50  # earlier mentions of a name looked at


def common(reading: Reading, source: Span) -> bool:
    """Whether a source is one word, a common noun for bodies or people, and nobody's name."""
    words = reading.words
    hits = reading.known(source.start, source.start + 1)
    bare = source.end - source.start == 1 and (
        words.kinds[source.start] & DEFINITE or words.word(source.start).endswith("ه")
    )
    return bool(bare and hits) and all(h.entry.traits.get("kind") == "kind" for h in hits)


def named_in(reading: Reading, source: Span, one: Span) -> bool:
    """Whether other words name the same one as a source whose words are among them, and nobody else.

    They begin like it and go on with a name, a title or a definite word, or its last word is where a name ends in them.
    """
    words = reading.words
    if words.words(*one) == words.words(*source):
        return True
    if written(reading, one) and not written(reading, source):
        return False  # `بيان المفتي`
    himself = _before_offices(reading, one)
    if alone(reading, himself) != himself and alone(reading, source) == source:
        return False
    body = body_of(words, source)
    if body and not _begins(words, one, body):
        return False
    if country_alone(reading, source) and words.word(one.start) != words.word(source.start):
        return False  # `السعودية` is not `الاستخبارات السعودية`
    if any(i in reading.verbs or words.kinds[i] & VERBAL for i in range(*one)):
        return False
    length = source.end - source.start
    after = one.start + length
    if words.words(one.start, after) == words.words(*source):
        if after in reading.opening and not words.kinds[after] & (GIVEN | MAYBE_GIVEN):
            return False
        if length > 1 and of_nation(reading, after):
            return False  # `وزير الخارجية` is not the first words of `وزير الخارجية الألماني فلان`
        more = words.kinds[after] & (DEFINITE | GIVEN | MAYBE_GIVEN | IN | FROM) or words.gaps[after].strip()
        return bool(more or reading.known(after, after + 1))
    last = words.hashes[source.end - 1]
    at = next((i for i in range(one.end - 1, one.start - 1, -1) if words.hashes[i] == last), one.start)
    if words.kinds[one.start] & GIVEN and any(
        h.stop <= at and h.stop > one.start + 1 for h in reading.known(one.start, one.start + 1)
    ):
        return False  # another's name and then his
    if length > 1 and within(words, source, one):
        return True
    person = words.kinds[at] & GIVEN or any(h.entry.group == "official" for h in reading.known(*source))
    others = body_of(words, one) or words.word(one.start).removeprefix("ال").startswith(stems("class"))
    return _name_ends(reading, at, one.end) and (bool(body) or not others or not person)


def _speaking(reading: Reading, title: Hit) -> bool:
    """Whether behind a title stands for whom somebody speaks (`متحدثة باسم [لافارج]`)."""
    return reading.words.word(title.stop - 1) in ("باسم", "بلسان")


def _before_offices(reading: Reading, one: Span) -> Span:
    """A person's name without the offices behind its comma (`[سامر الورد]، سفير الأردن والمندوب الدائم`)."""
    words = reading.words
    comma = next((i for i in range(one.start + 1, one.end) if words.gaps[i].strip() in ("،", ",")), one.end)
    named = comma < one.end and words.kinds[comma - 1] & GIVEN
    return Span(one.start, comma) if named else one


def behind_title(reading: Reading, source: Span) -> Span | None:
    """A person's name behind the title that leads it (`الوزير [محمد عمرو]`, `السفير [قطان]`); no first name alone."""
    first = reading.known(source.start, source.start + 1)
    title = next((h for h in first if h.entry.traits.get("kind") == "kind" and h.stop < source.end), None)
    if title is None or _speaking(reading, title):
        return None
    alone = source.end - title.stop == 1
    named = reading.words.kinds[title.stop] & (SURNAME if alone else GIVEN)
    return Span(title.stop, source.end) if named else None


def _name_ends(reading: Reading, at: int, end: int) -> bool:
    """Whether a name may end with a word within others."""
    words = reading.words
    behind = at + 1 == end or words.word(at + 1) in CONNECTING or words.gaps[at + 1].strip() or reading.titled(at + 1)
    return bool(behind or words.kinds[at + 1] & IN or words.kinds[at - 1] & GIVEN)


def country_alone(reading: Reading, source: Span) -> bool:
    """Whether a source is a country and nothing more."""
    return source.end - source.start == 1 and named_land(reading, source.start)


def named_land(reading: Reading, i: int) -> bool:
    """Whether a country is named at the first word of a name, which has no title (`السعودية` reads like its adjective)."""
    return reading.words.word(i) == "السعوديه" or any(country(reading.words, h) for h in reading.known(i, i + 1))


def of_nation(reading: Reading, i: int) -> bool:
    """Whether a nation's adjective stands at a word."""
    return any(h.lexicon == "nations" and h.entry.id.endswith("_adj") for h in reading.known(i, i + 1) if h.first == i)


def unspoken(reading: Reading, source: Span) -> bool:
    """Whether no verb stands in words that name somebody."""
    kinds = reading.words.kinds
    inner = range(source.start + 1, source.end)
    verbs = (h for h in reading.begin("cues", source.start + 1, source.end) if h.entry.group in ("verb", "participle"))
    return not any(kinds[i] & (THAT | VERBAL) for i in inner) and next(verbs, None) is None


def nearest(words: Words, source: Span, end: int) -> Span:
    """The last place before a word at which the same words stand."""
    own, size = words.words(*source), source.end - source.start
    places = places_of(words, own[:1], max(0, end - size + 1))
    free = (k for k in reversed(places) if words.till[k + size - 1] <= words.at[end])  # a sign may hold two words (`ﷺ`)
    at = next((k for k in free if words.words(k, k + size) == own), source.start)
    return Span(at, at + size)


def places_of(words: Words, spellings: Iterable[str], end: int) -> list[int]:
    """The last places before a word at which one of some words stands, in order; at most SEEN."""
    found: list[int] = []
    for word in spellings:
        same = places(words, _hash(word))
        at = int(np.searchsorted(same, end))
        found += same[max(0, at - SEEN) : at].tolist()
    return sorted(found)[-SEEN:]


@lru_cache(1 << 14)
def _hash(word: str) -> np.uint64:
    """The hash of a word, as a text's are."""
    found: np.uint64 = hashes_of((word,))[0]
    return found


def said_first(words: Words, source: Span, one: Span) -> bool:
    """Whether other words say first what a bare definite noun takes up (`صحيفة الوطن` ... `الصحيفة`)."""
    if not takes_up(words, source) or one.end - one.start < 2:
        return False
    bare = words.word(source.start)[2:]
    return words.word(one.start) == bare or _begins(words, one, bare)


def takes_up(words: Words, source: Span) -> bool:
    """Whether a source is a bare definite noun."""
    return source.end - source.start == 1 and bool(words.kinds[source.start] & DEFINITE)


def within(words: Words, source: Span, one: Span) -> bool:
    """Whether all words of a source stand in a row within others."""
    own, others = words.words(*source), words.words(*one)
    return any(others[i : i + len(own)] == own for i in range(len(others) - len(own) + 1))


def _begins(words: Words, source: Span, body: str) -> bool:
    """Whether a source begins with this noun of a body, or with its kind and then the noun (`فصيل جيش الإسلام`)."""
    first = words.word(source.start).removeprefix("ال")
    if first == body:
        return True
    second = words.word(source.start + 1).removeprefix("ال") if source.end - source.start > 1 else ""
    return second == body and first.startswith(stems("class"))


def alone(reading: Reading, source: Span) -> Span:
    """The last one named, where several are joined (`كيري ومعاذ الخطيب`)."""
    words = reading.words
    for i in range(source.end - 1, source.start, -1):
        if words.word(i) == "و" and i + 1 < source.end:
            return Span(i + 1, source.end)
        if words.word(i)[0] == "و" and reading.joined(i):
            return Span(i, source.end)
    return source


def again(words: Words, source: Span) -> bool:
    """Whether a source is said to be the one before (`المصدر نفسه`)."""
    said = words.words(*source)
    return said[0] in _SOURCES and any(word.startswith(("نفس", "ذات")) for word in said[1:])


def body_of(words: Words, source: Span) -> str:
    """The noun of a body that a source begins with, without article, or nothing: who speaks for a body is another."""
    first = words.word(source.start).removeprefix("ال")
    return first if first.startswith(stems("body")) else ""


_SOURCES = frozenset("المصدر المصادر المصدران المصدرين".split())
