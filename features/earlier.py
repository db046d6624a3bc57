"""Earlier words of an article that name the same source, more fully or for the first time."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np

from features.agents import CONNECTING, GOVERNING, subject
from features.appositions import apposed, object_at
from features.article import Span
from features.documents import written
from features.hashing import hashes_of
from features.introductions import titles_before
from features.kinds import stems
from features.phrases import COMMAS, noun_phrase
from features.seats import country
from features.text import Reading
from features.words import DEFINITE, GIVEN, IN, MAYBE_GIVEN, NUMBER, THAT, TIME, VERBAL, Words

SEEN = 50  # earlier mentions of a name looked at
NAMES = 2  # words of a name, or of adjectives, behind an office
_MINISTRY = frozenset("وزاره ووزاره بوزاره لوزاره".split())
# What ministries are called by, وزارة before it or not.
_OFFICES = frozenset("الخارجيه الدفاع الداخليه الصحه العدل الاعلام الاقتصاد الماليه التربيه".split())
_KUNYA = frozenset(("ابو", "ابي", "عبد"))


def fuller(reading: Reading, source: Span) -> Span | None:
    """Earlier words that name the same source more fully: a name behind its title, or the noun of `الوزارة` with its country."""
    words = reading.words
    length = source.end - source.start
    longer = _ministry(reading, source) or _longer(reading, source) or _titled(reading, source)
    longer = longer if longer and unspoken(reading, longer) else None
    if length > 2 or longer is not None or _country(reading, source.start) or _described(reading, source):
        return longer
    heads = reading.titles[: bisect_left(reading.titles, source.start)]
    if length == 1 and words.kinds[source.start] & DEFINITE and common(reading, source):
        return _indefinite(reading, source, heads)
    body = body_of(words, source)
    best: Span | None = None
    for k in _ends(words, source):
        for head in titles_before(reading, k):
            if (body and words.word(head).removeprefix("ال") != body) or _another(reading, head, k):
                continue
            if length == 1 and _adjective(words, head, k):
                continue
            if any("-" in gap for gap in words.gaps[head + 1 : k + 1]) or any(
                kind & NUMBER for kind in words.kinds[head + 1 : k + 1]
            ):
                continue
            phrase = noun_phrase(words, head, k + 1, reading.verbs, opened=True, clause=True)
            if phrase and _seated(words, phrase.end, k):
                phrase = Span(head, k + 1)
            if phrase and phrase.end == k + 1:
                phrase = alone(reading, phrase)
            if phrase and phrase.end == k + 1 and phrase.end - phrase.start > length and unspoken(reading, phrase):
                if best is None or phrase.end - phrase.start > best.end - best.start:
                    best = phrase
                break
    if best is not None:
        return apposed(reading, best, min(reading.stops[best.start], source.start))
    return _indefinite(reading, source, heads)


def _described(reading: Reading, source: Span) -> bool:
    """Whether a source ends with an adjective, or is a document, so that what else ends alike is another (`السلطات التركية`)."""
    last = source.end - 1
    adjective = any(h.entry.id.endswith("_adj") for h in reading.known(last, last + 1))
    return written(reading, source) or (source.end - source.start > 1 and adjective)


def common(reading: Reading, source: Span) -> bool:
    """Whether a source is a common noun for bodies or people, an adjective of nation behind it or not, and nobody's name."""
    words = reading.words
    hits = reading.known(source.start, source.start + 1)
    bare = source.end - source.start == 1 and (
        words.kinds[source.start] & DEFINITE or words.word(source.start).endswith("ه")
    )
    return bool(bare and hits) and all(h.entry.traits.get("kind") == "kind" for h in hits)


def _titled(reading: Reading, source: Span) -> Span | None:
    """Who was named before with the office that a source begins with (`الوزير التركي`, `الوزير كيري`: `وزير ... كيري`).

    What follows the office in the source must stand in the earlier words too, whose last is nearest.
    """
    words = reading.words
    office, *rest = words.words(*source)
    bare = office.removeprefix("ال")
    if bare == office or not 1 <= len(rest) <= NAMES or bare not in GOVERNING:
        return None
    for head in dict.fromkeys(reversed(reading.titles[: bisect_left(reading.titles, source.start)])):
        if words.word(head) not in (bare, office):
            continue
        stop = min(reading.stops[head], source.start)
        one = subject(words, head, stop, reading.known(head, stop), reading.verbs, reading.opening, clause=True)
        if one is None or one.start != head or alone(reading, one) != one:
            continue
        one = apposed(reading, one, stop)
        if set(rest) <= set(words.words(*one)) and one.end - one.start > source.end - source.start:
            return one
    return None


def _another(reading: Reading, head: int, k: int) -> bool:
    """Whether somebody is named at a word who is not the one whose name ends at another (`تنظيم X وجاء تصريح فلان`)."""
    hits = [h for h in reading.known(head, head + 1) if h.lexicon == "speakers"]
    apart = all(h.entry.traits["kind"] == "name" and h.stop < k - 1 and not reading.words.gaps[h.stop] for h in hits)
    return bool(hits) and apart


def named_in(reading: Reading, source: Span, one: Span) -> bool:
    """Whether other words name the same one as a source whose words are among them, and nobody else.

    They begin like it and go on with a name, a title or a definite word, or its last word is where a name ends in them.
    """
    words = reading.words
    if words.words(*one) == words.words(*source):
        return True
    if written(reading, one) and not written(reading, source):
        return False  # `بيان المفتي`
    if alone(reading, one) != one and alone(reading, source) == source:
        return False
    body = body_of(words, source)
    if body and not _begins(words, one, body):
        return False
    if any(i in reading.verbs or words.kinds[i] & VERBAL for i in range(*one)):
        return False
    length = source.end - source.start
    after = one.start + length
    if words.words(one.start, after) == words.words(*source):
        if after in reading.opening and not words.kinds[after] & (GIVEN | MAYBE_GIVEN):
            return False
        more = words.kinds[after] & (DEFINITE | GIVEN | MAYBE_GIVEN | IN) or words.gaps[after].strip()
        return bool(more or reading.known(after, after + 1))
    last = words.hashes[source.end - 1]
    at = next((i for i in range(one.end - 1, one.start - 1, -1) if words.hashes[i] == last), one.start)
    if words.kinds[one.start] & GIVEN and any(
        h.stop <= at and h.stop > one.start + 1 for h in reading.known(one.start, one.start + 1)
    ):
        return False  # another's name and then his
    if length > 1 and within(words, source, one):
        return True
    ends = (
        at + 1 == one.end
        or words.word(at + 1) in CONNECTING
        or words.gaps[at + 1].strip()
        or words.kinds[at + 1] & IN
        or words.kinds[at - 1] & GIVEN
        or at + 1 in reading.titles
    )
    person = words.kinds[at] & GIVEN or any(h.entry.group == "official" for h in reading.known(*source))
    others = body_of(words, one) or words.word(one.start).removeprefix("ال").startswith(stems("class"))
    return bool(ends) and (bool(body) or not others or not person)


def unspoken(reading: Reading, source: Span) -> bool:
    """Whether no verb stands in words that name somebody."""
    kinds = reading.words.kinds
    inner = range(source.start + 1, source.end)
    verbs = (h for h in reading.begin("cues", source.start + 1, source.end) if h.entry.group in ("verb", "participle"))
    return not any(kinds[i] & (THAT | VERBAL) for i in inner) and next(verbs, None) is None


def nearest(words: Words, source: Span, end: int) -> Span:
    """The last place before a word at which the same words stand."""
    own, size = words.words(*source), source.end - source.start
    places = np.flatnonzero(words.hashes[: max(0, end - size + 1)] == words.hashes[source.start])[-SEEN:][::-1].tolist()
    free = (k for k in places if words.till[k + size - 1] <= words.at[end])  # a sign may hold two words (`ﷺ`)
    at = next((k for k in free if words.words(k, k + size) == own), source.start)
    return Span(at, at + size)


def said_first(words: Words, source: Span, one: Span) -> bool:
    """Whether other words say first what a bare definite noun takes up (`صحيفة الوطن` ... `الصحيفة`)."""
    bare = words.word(source.start)
    if source.end - source.start > 1 or not words.kinds[source.start] & DEFINITE or one.end - one.start < 2:
        return False
    return words.word(one.start) == bare[2:] or _begins(words, one, bare[2:])


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


def _country(reading: Reading, i: int) -> bool:
    """Whether a country is named at a word, which has no title."""
    return any(country(reading.words, h) for h in reading.known(i, i + 1))


def alone(reading: Reading, source: Span) -> Span:
    """The last one named, where several are joined (`كيري ومعاذ الخطيب`)."""
    words = reading.words
    for i in range(source.end - 1, source.start, -1):
        if words.word(i) == "و" and i + 1 < source.end:
            return Span(i + 1, source.end)
        if words.word(i)[0] == "و" and reading.joined(i):
            return Span(i, source.end)
    return source


def _ends(words: Words, source: Span) -> list[int]:
    """Earlier words at which a name ends like a source's: its last word, with or without article, or its two in one."""
    last = words.word(source.end - 1)
    spellings = {last} if body_of(words, source) else {last, last.removeprefix("ال"), "ال" + last}
    if source.end - source.start == 2 and words.word(source.start) in _KUNYA:
        spellings = {last, "".join(words.words(*source))}
    if last.startswith("عبدال"):
        spellings.add(last.removeprefix("عبد"))  # `عبدالرحمن`, `عبد الرحمن`
    before, same = words.hashes[: source.start], np.zeros(source.start, bool)
    for spelling in spellings:
        same |= before == _hash(spelling)
    found: list[int] = np.flatnonzero(same)[-SEEN:].tolist()
    return found


@lru_cache(1 << 14)
def _hash(word: str) -> np.uint64:
    """The hash of a word, as a text's are."""
    found: np.uint64 = hashes_of((word,))[0]
    return found


def _adjective(words: Words, head: int, k: int) -> bool:
    """Whether a word may be an adjective inside a title (`المبعوث الأممي العربي المشترك`), so that it is nobody's name there."""
    if k - head < 2 or words.kinds[k - 1] & GIVEN or not words.kinds[k] & DEFINITE:
        return False
    return words.kinds[k - 1] & DEFINITE != 0


def _longer(reading: Reading, source: Span) -> Span | None:
    """Earlier words that begin as a source does and go on (`وزير الخارجية الألماني فلان`, `المرصد السوري لحقوق الإنسان`)."""
    words, length = reading.words, source.end - source.start
    if length < 2 and (not reading.known(*source) or words.word(source.start).endswith("ي")):
        return None
    own = words.words(*source)
    best: Span | None = None
    first = words.hashes[source.start]
    for k in np.flatnonzero(words.hashes[: source.start] == first)[:SEEN].tolist():
        if words.words(k, k + length) != own or any(words.gaps[k + 1 : k + length]):
            continue
        stop = reading.stops[k]
        found = subject(words, k, stop, reading.known(k, stop), reading.verbs, reading.opening)
        end = _alone(reading, found.start + length, found.end, bool(body_of(words, source))) if found else 0
        end = _before_object(reading, k + length, end)
        if end - k > length and (best is None or end - k > best.end - best.start):
            best = Span(k, end)
    return best and apposed(reading, best, min(reading.stops[best.start], source.start))


def _before_object(reading: Reading, start: int, end: int) -> int:
    """Where words behind a name end that are its own: before an object, a place behind a person, or another's between commas."""
    words = reading.words
    for i in range(start, end):
        named = words.kinds[i - 1] & GIVEN or any(
            h.stop == i and h.entry.group == "official" for h in reading.known(start - 1, i)
        )
        many = i == start and words.word(i - 1).endswith("ون") and not words.kinds[i] & (DEFINITE | IN)
        bare = (
            not words.kinds[i] & (DEFINITE | GIVEN | IN)
            and words.word(i).endswith("ا")
            and words.kinds[i - 1] & DEFINITE
        )
        comma = words.gaps[i].strip()[:1] in COMMAS and words.gaps[i].strip() and i not in reading.titles
        if (
            object_at(reading, i)
            or (named and words.kinds[i] & IN)
            or (many and not reading.known(i, i + 1))
            or bare
            or comma
        ):
            return i
    return end


def _ministry(reading: Reading, source: Span) -> Span | None:
    """The ministry that is called by what it is for (`الخارجية السورية`: `وزارة الخارجية السورية`), as it was named before."""
    words = reading.words
    name, *more = words.words(*source)
    if name not in _OFFICES:
        return None
    best: Span | None = None
    for spelling in (name, name.removeprefix("ال")):
        for k in np.flatnonzero(words.hashes[: source.start] == _hash(spelling))[-SEEN:].tolist():
            if not k or words.word(k - 1) not in _MINISTRY:
                continue
            stop = reading.stops[k - 1]
            one = subject(words, k - 1, stop, reading.known(k - 1, stop), reading.verbs, clause=True)
            if one is None or one.end <= k or not set(more) <= set(words.words(*one)):
                continue
            if best is None or (one.end - one.start, one.start) > (best.end - best.start, best.start):
                best = one
    return best


def _alone(reading: Reading, start: int, end: int, body: bool) -> int:
    """Where words behind a name end that are its own: before another's joined with و, and behind a body before a person."""
    words = reading.words
    for i in range(start, end):
        other = any(h.first == i and h.start > words.starts[i] for h in reading.known(i, i + 1))
        person = words.kinds[i] & GIVEN or (words.kinds[i] & DEFINITE and i in reading.titles)
        if other or (body and person):
            return i
    return end


def body_within(reading: Reading, source: Span) -> Span | None:
    """Earlier words that name a body whose bare noun stands within a source (`المتحدث باسم الجيش`)."""
    words = reading.words
    for hit in reading.known(source.start + 1, source.end):
        bare = hit.stop == hit.first + 1 and words.kinds[hit.first] & DEFINITE
        if bare and words.word(hit.first)[2:].startswith((*stems("body"), *stems("class"))):
            return fuller(reading, Span(hit.first, hit.stop))
    return None


def again(words: Words, source: Span) -> bool:
    """Whether a source is said to be the one before (`المصدر نفسه`)."""
    said = words.words(*source)
    return said[0] in _SOURCES and any(word.startswith(("نفس", "ذات")) for word in said[1:])


def body_of(words: Words, source: Span) -> str:
    """The noun of a body that a source begins with, without article, or nothing: who speaks for a body is another."""
    first = words.word(source.start).removeprefix("ال")
    return first if first.startswith(stems("body")) else ""


def _seated(words: Words, i: int, k: int) -> bool:
    """Whether a title goes on over its holder's seat to a name that ends at word k (`مبعوث الرئيس إلى الجزائر، فلان سرمدي`)."""
    if not i < k - 1 or words.word(i) not in _SITTING or not words.kinds[k - 1] & GIVEN:
        return False
    return not any(kind & (THAT | VERBAL | TIME) for kind in words.kinds[i + 1 : k])


_SITTING = frozenset("الي لدي في من ب ل".split())


def _indefinite(reading: Reading, source: Span, heads: list[int]) -> Span | None:
    """The last earlier phrase whose head is the noun of a bare definite source (`الوزارة`: `وزارة الدفاع`)."""
    word = reading.words.word(source.start)
    if source.end - source.start > 1 or not word.startswith("ال"):
        return None
    for head in dict.fromkeys(reversed(heads)):
        if reading.words.word(head) in (word[2:], word):
            found = noun_phrase(reading.words, head, min(reading.stops[head], head + 8), reading.verbs, True, True)
            end = found.end if found else head
            end = end if written(reading, source) else _before_object(reading, head + 1, end)
            if end - head > 1:
                return Span(head, end)
    return None


_SOURCES = frozenset("المصدر المصادر المصدران المصدرين".split())
