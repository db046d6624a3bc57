"""Earlier words of an article that name the same source, more fully or for the first time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import get_close_matches

from features.agents import subject
from features.appositions import apposed, object_at
from features.article import Span
from features.descriptions import by_kind, by_office, minister
from features.documents import with_issuer, written
from features.hashing import hashes_of
from features.introductions import joined_before, titles_before
from features.kinds import stems
from features.namesakes import SEEN, alone, body_of, common, named_land, of_nation, places_of, unspoken
from features.phrases import COMMAS, noun_phrase
from features.text import Reading
from features.titles import CONNECTING, GOVERNING, addressed
from features.words import DEFINITE, FROM, GIVEN, IN, MAYBE_GIVEN, NUMBER, THAT, TIME, VERBAL, Words, places

# Words of a person with his title; of given names.
WHOLE, LONG = 4, 4
# Letters of a surname that may be misspelt, how alike the two are, and words between them at most.
FOREIGN, ALIKE, LATELY = 5, 0.8, 1000
_MINISTRY = frozenset("وزاره ووزاره بوزاره لوزاره".split())
# What ministries are called by, وزارة before it or not.
_OFFICES = frozenset("الخارجيه الدفاع الداخليه الصحه العدل الاعلام الاقتصاد الماليه التربيه".split())
_KUNYA = frozenset(("ابو", "ابي", "عبد"))


def fuller(reading: Reading, source: Span) -> Span | None:
    """Earlier words that name the same source more fully: a name behind its title, the noun of `الوزارة` with its country.

    Before them whom a description means (`descriptions`: by his office, by his kind, the minister of a diplomacy).
    """
    words = reading.words
    source = _unaddressed(reading, source)
    length = source.end - source.start
    finders = (_ministry, _longer, by_office, by_kind, minister)
    longer = next((found for find in finders if (found := find(reading, source))), None)
    longer = longer if longer and unspoken(reading, longer) else None
    if longer is not None or named_land(reading, source.start) or _described(reading, source):
        return longer or _issued(reading, source)
    own = set(words.words(*source)) if length > 2 else set[str]()
    if own and (length > WHOLE or not any(kind & GIVEN for kind in words.kinds[source.start : source.end])):
        return None
    heads = reading.titles[: bisect_left(reading.titles, source.start)]
    if length == 1 and words.kinds[source.start] & DEFINITE and common(reading, source):
        return _indefinite(reading, source, heads)
    body = body_of(words, source)
    best: Span | None = None
    ends = _ends(reading, source)
    for k in ends:
        joined = [i for i in joined_before(reading, k) if _office(reading, i, k)]
        for head in (*joined, *(i for i in titles_before(reading, k) if i > max(joined, default=-1))):
            if (body and words.word(head).removeprefix("ال") != body) or _another(reading, head, k):
                continue
            if length == 1 and _adjective(words, head, k):
                continue
            within = range(head + 1, k + 1)
            if any("-" in words.gaps[i] or words.kinds[i] & NUMBER for i in within):
                continue
            phrase = noun_phrase(words, head, k + 1, reading.verbs, opened=True, clause=True)
            if phrase and _seated(words, phrase.end, k):
                phrase = Span(head, k + 1)
            if phrase and phrase.end == k + 1:
                phrase = alone(reading, phrase)
            if phrase and not own <= set(words.words(*phrase)):
                continue
            if phrase and phrase.end == k + 1 and phrase.end - phrase.start > length and unspoken(reading, phrase):
                if best is None or phrase.end - phrase.start > best.end - best.start:
                    best = phrase
                break
    best = best or _given(reading, source, ends)
    if best is not None:
        return apposed(reading, best, min(reading.stops[best.start], source.start))
    return _indefinite(reading, source, heads)


def _unaddressed(reading: Reading, source: Span) -> Span:
    """An office without the form of address before it (`[معالي] وزير الخارجية`)."""
    at = source.start
    led = source.end - at > 2 and addressed(at, reading.known(at, at + 1)) and reading.words.word(at + 1) in GOVERNING
    return Span(at + 1, source.end) if led else source


def _given(reading: Reading, source: Span, ends: Sequence[int]) -> Span | None:
    """A person's given names before the surname that a source is, without a title (`فلان عبد الحميد الأقصري`)."""
    words, best = reading.words, None
    if reading.known(source.start, source.start + 1) and not words.kinds[source.start] & GIVEN:
        return None
    for k in ends:
        first = k
        while first and k - first < LONG and not words.gaps[first] and _part(words, first - 1):
            first -= 1
        longer = k + 1 - first > max(source.end - source.start, best.end - best.start if best else 0)
        if (
            longer
            and words.word(first) not in CONNECTING
            and (source.end - source.start == 1 or set(words.words(*source)) <= set(words.words(first, k + 1)))
        ):
            best = Span(first, k + 1)
    if best is None:
        return None
    stop = min(reading.stops[best.start], source.start)
    whole = subject(
        words, best.start, stop, reading.known(best.start, stop), reading.verbs, reading.opening, clause=True
    )
    return whole if whole and whole.start == best.start and whole.end > best.end else best


def _part(words: Words, i: int) -> bool:
    """Whether a word may be part of a person's name before its last."""
    return words.kinds[i] & (GIVEN | MAYBE_GIVEN) != 0 or "عبد" in words.words(i - 1, i) or words.word(i) in CONNECTING


def _described(reading: Reading, source: Span) -> bool:
    """Whether a source ends with an adjective, or is a document, so that what else ends alike is another (`السلطات التركية`)."""
    last = source.end - 1
    adjective = any(h.entry.id.endswith("_adj") for h in reading.known(last, last + 1))
    return written(reading, source) or (source.end - source.start > 1 and adjective)


def _issued(reading: Reading, source: Span) -> Span | None:
    """The last document of the noun of a bare definite source that tells who issued it (`التقرير`: `تقرير أصدرته المفوضية`)."""
    words = reading.words
    if source.end - source.start > 1 or not written(reading, source) or not words.kinds[source.start] & DEFINITE:
        return None
    noun = words.word(source.start).removeprefix("ال")
    places = places_of(words, (noun, noun + "ا", noun + "ه", noun + "ها"), source.start)
    return with_issuer(reading, Span(places[-1], places[-1] + 1), reading.stops[places[-1]]) if places else None


def _another(reading: Reading, head: int, k: int) -> bool:
    """Whether somebody is named at a word who is not the one whose name ends at another (`تنظيم X وجاء تصريح فلان`)."""
    hits = [h for h in reading.known(head, head + 1) if h.lexicon == "speakers"]
    apart = all(h.entry.traits["kind"] == "name" and h.stop < k - 1 and not reading.words.gaps[h.stop] for h in hits)
    return bool(hits) and apart


def _ends(reading: Reading, source: Span) -> list[int]:
    """Earlier words at which a name ends like a source's: its last word, with or without article, or its two in one."""
    words = reading.words
    last = words.word(source.end - 1)
    spellings = {last} if body_of(words, source) else {last, last.removeprefix("ال"), "ال" + last}
    if source.end - source.start == 2 and words.word(source.start) in _KUNYA:
        spellings = {last, "".join(words.words(*source))}
    if last.startswith("عبدال"):
        spellings.add(last.removeprefix("عبد"))  # `عبدالرحمن`, `عبد الرحمن`
    found = places_of(words, spellings, source.start)
    return found if found or source.end - source.start > 1 else _misspelt(reading, source.start)


def _misspelt(reading: Reading, i: int) -> list[int]:
    """Earlier words behind a given name that may be the same foreign surname, misspelt by a letter (`بيليك` ... `بليلك`)."""
    words = reading.words
    word = words.word(i)
    if len(word) < FOREIGN or words.kinds[i] or reading.known(i, i + 1) or word.endswith(("ون", "ين", "ان", "ات")):
        return []
    behind = (k for k in range(max(1, i - LATELY), i) if words.kinds[k - 1] & GIVEN and not words.gaps[k])
    borne = {words.word(k) for k in behind} - {word}
    near = [w for w in borne if w[0] == word[0] and w[-1] == word[-1] and abs(len(w) - len(word)) <= 1]
    alike = get_close_matches(word, sorted(near), 1, ALIKE)
    return places_of(words, alike, i) if alike else []


def _adjective(words: Words, head: int, k: int) -> bool:
    """Whether a word may be an adjective inside a title (`المبعوث الأممي العربي المشترك`), so that it is nobody's name there."""
    if k - head < 2 or words.kinds[k - 1] & GIVEN or not words.kinds[k] & DEFINITE or words.word(k - 2) == "عبد":
        return False  # `عبد الله النسور`
    return words.kinds[k - 1] & DEFINITE != 0


def _longer(reading: Reading, source: Span) -> Span | None:
    """Earlier words that begin as a source does and go on (`وزير الخارجية الألماني فلان`, `المرصد السوري لحقوق الإنسان`).

    Those that name no other country come first: `وزير الخارجية` alone is the outlet's own.
    """
    words, length = reading.words, source.end - source.start
    if length < 2 and (not reading.known(*source) or words.word(source.start).endswith("ي")):
        return None
    head, *more = words.words(*source)
    best: Span | None = None
    foreign = False
    first, joined = words.hashes[source.start], hashes_of((f"و{head}",))[0]
    earliest = (k for same in (first, joined) for k in places(words, same)[:SEEN].tolist() if k < source.start)
    for k in sorted(earliest)[:SEEN]:
        if words.words(k + 1, k + length) != more or any(words.gaps[k + 1 : k + length]):
            continue
        if words.hashes[k] == joined and not reading.joined(k):
            continue
        stop = reading.stops[k]
        found = subject(words, k, stop, reading.known(k, stop), reading.verbs, reading.opening)
        end = _alone(reading, found.start + length, found.end, bool(body_of(words, source))) if found else 0
        end = _before_object(reading, k + length, end)
        abroad = length > 1 and of_nation(reading, k + length)
        if end - k > length and (best is None or (foreign, end - k) > (abroad, best.end - best.start)):
            best, foreign = Span(k, end), abroad
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
        comma = words.gaps[i].strip()[:1] in COMMAS and words.gaps[i].strip() and not reading.titled(i)
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
        for k in places_of(words, (spelling,), source.start):
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
        person = words.kinds[i] & GIVEN or (words.kinds[i] & DEFINITE and reading.titled(i))
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


def _office(reading: Reading, i: int, k: int) -> bool:
    """Whether an office of state stands at a word, and nothing that comes from anywhere between it and word k."""
    office = (h.entry.group == "official" and h.entry.traits.get("kind") == "kind" for h in reading.known(i, i + 1))
    return any(office) and not any(kind & FROM for kind in reading.words.kinds[i:k])


def _seated(words: Words, i: int, k: int) -> bool:
    """Whether a title goes on over its holder's seat to a name that ends at word k (`مبعوث الرئيس إلى الجزائر، فلان سرمدي`)."""
    if not i < k - 1 or words.word(i) not in _SITTING or not words.kinds[k - 1] & (GIVEN | MAYBE_GIVEN):
        return False
    return not any(kind & (THAT | VERBAL | TIME) for kind in words.kinds[i + 1 : k])


_SITTING = frozenset("الي لدي في من ب ل".split())


def _indefinite(reading: Reading, source: Span, heads: list[int]) -> Span | None:
    """The last earlier phrase whose head is the noun of a bare definite source (`الوزارة`: `وزارة الدفاع`)."""
    word = reading.words.word(source.start)
    if source.end - source.start > 1 or not word.startswith("ال") or reading.proper(source.start):
        return None
    for head in dict.fromkeys(reversed(heads)):
        if reading.words.word(head) in (word[2:], word):
            found = noun_phrase(reading.words, head, min(reading.stops[head], head + 8), reading.verbs, True, True)
            end = found.end if found else head
            end = end if written(reading, source) else _before_object(reading, head + 1, end)
            if end - head > 1:
                return Span(head, end)
    return None
