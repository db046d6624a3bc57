"""What belongs to a speaker behind his name: titles between commas, where he sits, who he is said to be; and what does not."""

from __future__ import annotations

import re

from features.agents import subject
from features.article import Span
from features.attributes import NEWS, complete
from features.gender import EVENTS, deed
from features.kinds import stances
from features.persons import named_before, person
from features.phrases import COMMAS, RELATIVES, bare_occasion, is_edge
from features.quotes import AROUND, DOUBLE, GUILLEMETS
from features.seats import country
from features.text import Reading
from features.titles import GOVERNING, secretary
from features.words import ABOUT, DEFINITE, EDGE, FROM, GIVEN, IN, MAYBE_GIVEN, NO_NOUN, POINTING, THAT, TIME, VERBAL

TITLES, TITLE, SEAT = 2, 14, 6  # titles behind a name, and words of one; of where somebody sits, and his name
# Words of a name between commas, of a relative clause that is short enough to be part of a source.
NAME, RELATIVE = 4, 4
TAIL = 2  # words at the end of a name that nobody listed
PRONOUN = 4  # letters of the shortest noun before a pronoun
SHORT = 5  # words of a title and a body in which a place may be part of it


def without_circumstance(reading: Reading, found: Span, end: int) -> Span:
    """A person's name without the circumstance behind it (`صرح إردوغان في الطائرة عائدا من جولة أن`)."""
    words, (start, stop) = reading.words, found
    spoken_to = next(
        (i for i in range(start + 1, stop) if _addressee(reading, start, i) or _spoken_in(reading, i)), stop
    )
    if spoken_to < stop:
        return Span(start, spoken_to)
    titled = any(h.entry.traits.get("kind") == "kind" for h in reading.known(start, start + 1))
    if titled and stop - start <= SHORT:
        return found  # `مراسلة الميادين في سوريا`
    sure = subject(words, start, end, reading.known(start, end), reading.addressed, reading.opening)
    if sure is None or sure.end >= stop or not words.kinds[sure.end] & IN:
        return found
    return sure if named_before(words, sure.end, reading.known(start, sure.end)) else found


def without_object(reading: Reading, found: Span, end: int) -> Span:
    """A source without the object behind it, where content opens later (`طالب أمير قطر [شعوب المنطقة] بالصبر مؤكدا أن`).

    Before the object a name, a nation or a definite word ends.
    """
    words, start = reading.words, found.start
    sure = subject(words, start, end, reading.known(start, end), reading.addressed, reading.opening)
    first = sure.end if sure and sure.start == start else start + 1
    ends = {h.stop for h in reading.known(*found) if h.entry.traits.get("kind") != "kind"}
    for i in range(first, found.end):
        if words.gaps[i]:
            break
        surname = i == first and sure is not None and words.kinds[i - 2] & GIVEN
        whole = i in ends or surname or complete(words, start, i, reading.known(*found))
        if whole and (object_at(reading, i) or (i == first and (_body(reading, i) or _construct(reading, i)))):
            return Span(start, i)
    return found


def object_at(reading: Reading, i: int) -> bool:
    """Whether behind a whole name an object begins: a verbal noun, news, or a noun with a pronoun."""
    words = reading.words
    word = words.word(i)
    if word.removeprefix("ب") in EVENTS or word in stances() or word in NEWS:
        return True
    if words.kinds[i] & (GIVEN | DEFINITE) or word[0] in "ول" or word in _BELONGING or reading.known(i, i + 1):
        return False
    if (word[0] == "ب" and words.word(i - 1).startswith("الم")) or words.word(i - 1) in RELATIVES:
        return False  # `المعروف بصلاته`, `الذي تقوده`
    if _many(reading, i - 1) and not words.kinds[i] & _CIRCUMSTANCE:
        return True  # `ردد المتظاهرون [هتافات]`
    written = reading.original[words.at[i] : words.till[i]]
    name = words.kinds[i] & MAYBE_GIVEN or words.word(i) in _NAMES
    fourth = not name and written.startswith("إ") and _FOURTH.fullmatch(word) is not None  # `تعلن [إسقاط] طائرة`
    return deed(word) or fourth or (len(word) > PRONOUN and written.endswith(("ها", "هم", "ه")))


def land_alone(reading: Reading, found: Span) -> Span:
    """A country or capital without what stands behind it, which is none of it (`حذرت واشنطن [نظام دمشق] من أن`)."""
    lands = [h for h in reading.known(found.start, found.start + 1) if h.entry.id.endswith("_place")]
    stop = max((h.stop for h in lands if h.start == reading.words.starts[found.start]), default=found.end)
    body = (
        stop < found.end
        and not reading.words.gaps[stop]
        and any(h.start == reading.words.starts[stop] and h.lexicon != "nations" for h in reading.known(stop, stop + 1))
    )
    return Span(found.start, stop) if body else found


def _many(reading: Reading, i: int) -> bool:
    """Whether a word is a definite plural of people, and nobody's name (`البنتاغون`)."""
    words = reading.words
    named = any(h.stop == i + 1 and h.entry.traits.get("kind") != "kind" for h in reading.known(i, i + 1))
    return words.word(i).endswith("ون") and words.kinds[i] & DEFINITE != 0 and not named


def _construct(reading: Reading, i: int) -> bool:
    """Whether behind a country two nouns stand of which the second is definite, and no name (`طالب أمير قطر [أنظمة الحكم]`)."""
    words = reading.words
    lands = any(country(words, h) for h in reading.ending(i, 3))
    if not lands or i + 1 >= len(words) or words.gaps[i + 1] or reading.known(i, i + 1):
        return False
    plain = not words.kinds[i] & (DEFINITE | GIVEN | MAYBE_GIVEN | IN | EDGE | TIME) and words.word(i)[0] not in "وبل"
    return bool(plain and words.kinds[i + 1] & DEFINITE)


def _body(reading: Reading, i: int) -> bool:
    """Whether a body of some words is named at a word, which can be no part of the name before it."""
    words, hits = reading.words, reading.known(i, i + 1)
    longer = all(h.stop > i + 1 and not person(words, h, hits) for h in hits)
    titled = any(h.entry.traits.get("kind") == "kind" and h.entry.group != "other" for h in hits)
    titled = titled or secretary(words, i, [*reading.ending(i, NAME), *hits])
    spoken_to = any(h.entry.group == "media" for h in hits)  # `أبلغ الوزير [وكالة رويترز]`
    return bool(hits and longer and not titled and (words.kinds[i] & DEFINITE or spoken_to))


def _spoken_in(reading: Reading, i: int) -> bool:
    """Whether a word leads to a bare noun for an occasion (`ذكر مصدر عسكري [في تصريح] لـ"سانا"`)."""
    words = reading.words
    return i + 1 < len(words) and words.word(i) == "في" and bare_occasion(words, i + 1)


def _addressee(reading: Reading, start: int, i: int) -> bool:
    """Whether whom a person speaks to is named at a word, behind the person's name (`قال بوتين [للأسد]`)."""
    words = reading.words
    hits, word = reading.known(i, i + 1), words.word(i)
    to = word[0] == "ل" and any(word.startswith("لل") or h.start > words.starts[i] for h in hits)
    several = word.startswith("لل") and word.endswith("يين") and any(h.stop == i for h in reading.known(start, i))
    bare = i == start + 1 and not reading.known(start, i) and not words.kinds[start] & DEFINITE  # `وانغ [لمستشارة]`
    return several or (to and (bare or named_before(words, i, reading.known(start, i))))


def before_quotation(reading: Reading, found: Span) -> Span:
    """A source that ends where a mark opens speech and is never closed within it (`قال لافروف "أبدا، أنتم تعرفون أننا`)."""
    words, at, last = reading.words, found.start + 1, -1
    closing = reading.opening.get(found.start, 0)
    even = closing == found.end or not _marked(reading, found.end)
    while at < found.end:
        if reading.opening.get(at, len(words)) <= found.end:
            at = reading.opening[at]  # a name in quotation marks
        elif at != closing and _marked(reading, at):
            even, last = not even, at
        at += 1
    return found if last < 0 or even else Span(found.start, last)


def _marked(reading: Reading, i: int) -> bool:
    """Whether a quotation mark stands before a word."""
    words = reading.words
    return not _MARKS.isdisjoint(reading.original[words.till[i - 1] : words.at[i] if i < len(words) else None])


def named_behind(reading: Reading, found: Span, end: int) -> Span:
    """With the name behind where somebody sits (`رئيس الوفد في محادثات جنيف نصر الحريري`), which runs up to `end`."""
    words, at = reading.words, found.end
    end = next((i for i in range(at + 2, end) if words.kinds[i] & IN and is_edge(words, i, end)), end)
    if at + 1 >= end or not words.kinds[at] & IN or any(words.gaps[at:end]) or end - at > SEAT:
        return found
    given = next((i for i in range(at + 2, end) if words.kinds[i] & GIVEN), end)
    sits = end - given > 1 and not any(kind & (THAT | VERBAL | TIME) for kind in words.kinds[at:end])
    return Span(found.start, end) if sits else found


def presented(reading: Reading, found: Span, end: int) -> Span:
    """With who the source is said to be, up to where content opens (`سمير عيطة وهو اقتصادي بارز إن`)."""
    words, at = reading.words, found.end
    end = next((i for i in range(at, end) if i in reading.addressed), end)
    if not 1 < end - at <= TITLE or words.word(at) not in ("وهو", "وهي", "وهم") or words.kinds[at + 1] & FROM:
        return found
    said = any(kind & (THAT | VERBAL) for kind in words.kinds[at + 1 : end]) or any(words.gaps[at + 1 : end])
    return found if said else Span(found.start, end)


def apposed(reading: Reading, found: Span, end: int, titles: int = TITLES) -> Span:
    """A person with the titles that follow between commas (`عصام العريان، نائب رئيس الحزب، `), which run up to `end`."""
    words, stop = reading.words, _tail(reading, found, end)
    for _ in range(titles):
        if stop >= end or not words.gaps[stop].strip() or words.gaps[stop].strip() not in COMMAS:
            break
        kin = words.word(stop) in _KIN and words.kinds[found.end - 1] & (GIVEN | MAYBE_GIVEN)
        titled = any(h.entry.traits.get("kind") == "kind" for h in reading.known(stop, stop + 1))
        if not (titled or kin) or words.kinds[stop] & EDGE:  # `أمام` is no `إمام`
            break
        if titles == 1 and words.word(stop).removeprefix("ال") not in GOVERNING | _REIGNING | _KIN:
            break  # `دعا هيتو، جنود الجيش إلى`
        near = range(stop + 1, min(end, stop + TITLE) + 1)
        closed = next((i for i in near if i == end or words.gaps[i].strip()[:1] in tuple(COMMAS)), 0)
        if not closed or any(kind & (THAT | VERBAL) for kind in words.kinds[stop:closed]):
            break
        stop = next(
            (i for i in range(stop + 2, closed) if words.kinds[i] & (TIME | IN) and is_edge(words, i, closed)), closed
        )
    return Span(found.start, stop)


def _tail(reading: Reading, found: Span, end: int) -> int:
    """Where a name ends whose last words nobody listed, before a comma and a title (`جوزيه [دا سيلفا]، المدير`)."""
    words, at = reading.words, found.end
    while at < min(end, found.end + TAIL) and not words.gaps[at] and not words.kinds[at] and at not in reading.verbs:
        bound = words.word(at)[0] in "وبل" or words.word(at).endswith(("ه", "ها", "هم"))
        if bound or reading.known(at, at + 1) or reading.accusative(at):
            return found.end
        at += 1
    named = any(words.kinds[i] & GIVEN for i in range(*found))
    comma = at < end and words.gaps[at].strip() and words.gaps[at].strip() in COMMAS
    return at if named and comma and reading.titled(at) else found.end


def by_name(reading: Reading, found: Span, end: int) -> Span:
    """Somebody with the name in quotation marks that he goes by (`جماعة تدعى "لواء الشام"`), before `end`."""
    words = reading.words
    for at in range(max(found.start + 1, found.end - 2), min(found.end + 1, end - 1)):
        closing = reading.opening.get(at + 1, 0)
        if words.word(at) in _GOING_BY and not words.gaps[at].strip(AROUND) and found.end <= closing <= end:
            return Span(found.start, closing)
    return found


_REIGNING = frozenset("ملك امير سلطان ولي شيخ".split())
_KIN = frozenset("زوج زوجه ارمله والد والده ابن ابنه نجل نجله شقيق شقيقه خال خاله عم عمه جد حفيد".split())  # somebody's
_GOING_BY = frozenset("يدعي تدعي يسمي تسمي اسمه اسمها لقبه لقبها المدعو المدعوه الملقب المكني المعروف".split())


def called(reading: Reading, found: Span, end: int) -> Span:
    """A title with the name that follows between commas (`رئيس اللجنة، حمادة الفراعنة، `), before `end`."""
    words, at = reading.words, found.end
    title = words.word(found.start).removeprefix("ال").removesuffix("ه")
    if title not in GOVERNING or at >= end or words.gaps[at].strip() not in _COMMAS:
        return found
    near = range(at + 1, min(end, at + NAME) + 1)
    closed = next((i for i in near if words.gaps[i].strip()[:1] in _COMMAS), at)
    plain = not any(kind & _NO_NAME for kind in words.kinds[at:closed]) and reading.verbs.isdisjoint(range(at, closed))
    opens = words.word(at)[0] in "وفبلك" or words.kinds[at] & DEFINITE or words.word(at).endswith("ا")
    name = closed > at and plain and (words.kinds[at] & GIVEN or reading.proper(at) or not opens)
    return Span(found.start, closed) if name else found


def defined(reading: Reading, found: Span, end: int) -> Span:
    """With a short relative clause that runs up to `end`, or to a comma (`قوات سوريا الديمقراطية التي يقودها الأكراد إن`)."""
    words, at = reading.words, found.end
    if at >= end or words.word(at) not in RELATIVES or words.gaps[at]:
        return found
    near = range(at + 1, min(end, at + RELATIVE) + 1)
    stop = next((i for i in near if i == end or words.gaps[i] or is_edge(words, i, end)), at)
    closed = stop == end or words.gaps[stop].strip()[:1] in _COMMAS or words.kinds[stop] & IN
    said = reading.begin("cues", at, stop)  # `الذي رفض كشف اسمه`
    return Span(found.start, stop) if closed and not said else found


_FOURTH = re.compile("ا..(?:ا.|اء)(?:ه|ها|هم)?")  # a verbal noun, where its hamza is written (`إسقاط`, `إلغاء`)
_NAMES = frozenset("احسان الهام ايمان انعام اخلاص".split())  # that look like one
_BELONGING = frozenset("باسم باسمه باسمها باسمهم نفسه نفسها نفسهم انفسهم ذاته ذاتها معه معها معهم جميعهم كلهم".split())
_COMMAS, _MARKS = tuple(COMMAS), frozenset(DOUBLE + GUILLEMETS)
_CIRCUMSTANCE = ABOUT | EDGE | FROM | IN | TIME | THAT
_NO_NAME = NO_NOUN | POINTING
