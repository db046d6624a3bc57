"""When, where and on what occasion something was said: what stands between a verb with its subject and what it reports.

`دانت الوزارة في بيان على موقعها القصف`, `أعلن الجيش في مدينة حماة انشقاق عناصر`: adverbs and prepositional phrases are passed
over. A phrase ends at a comma, or where an indefinite noun stands that nothing before it governs.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from features.frames import ASIDE, led_by_preposition, with_whom
from features.gender import verbal
from features.phrases import COMMAS, RELATIVES, bare_occasion
from features.quotes import AROUND
from features.text import Reading
from features.wordings import Hit
from features.words import (
    ABOUT,
    DEFINITE,
    EDGE,
    FROM,
    GIVEN,
    IN,
    MAYBE_GIVEN,
    NUMBER,
    POINTING,
    THAT,
    TIME,
    VERBAL,
    Words,
)

LONGEST, SEVERAL = 16, 4  # words of one phrase; phrases passed over
_LEADING = frozenset("في خلال اثناء منذ عبر قبل قبيل بعد عقب لدي عند امام ضمن".split())
_WITHIN = frozenset("علي الي مع بين حتي حول بشان".split()) | _LEADING
_MANNER = frozenset("بشكل بصوره بطريقه بلهجه".split())
_ORDINALS = frozenset("الاول الثاني الاخر الاخره الثانيه اخري".split())  # `كانون الأول`, `ربيع الآخر`, `مرة أخرى`
_NATIONAL = ("ي", "يه")
# What an occasion is said to be (`مؤتمر صحفي مشترك`, `كلمة متلفزة`).
_OF_OCCASIONS = frozenset(
    """مشترك مشتركه سابق سابقه خاص خاصه عاجل عاجله مقتضب مقتضبه متلفز متلفزه مصور مصوره مغلق مغلقه موجز مطول مطوله طاري طاريه لاحق
    لاحقه منفصل منفصله مسجل مسجله مباشر مباشره مكتوب مكتوبه مماثل مماثله متاخر متاخره مبكر مبكره""".split()
)
_ITSELF = frozenset("نفسه نفسها ذاته ذاتها عينه عينها".split())
_MORE = frozenset("وهو وهي وهم ومقره ومقرها ومقرهم ومركزه ومركزها".split())  # begins an aside on a subject
# What is done to a document before it is read, and through what (`في بيان نشره على موقعه`).
_PUT_OUT = tuple("نشر بثه بثته بثها صدر اصدر ادلي ارسل وزع القاه القته تلقت نقلته نقله تناقلته".split())
_PLACES = frozenset("علي عبر في به بها عن الي لدي".split())
_NETWORKS = frozenset("تويتر فيسبوك فيس تلغرام تيليغرام تليغرام يوتيوب سكايب الهاتف".split())
_DEEDS = tuple("العدوان الهجوم الهجمات القصف الجريم المجزر الغار التفجير الاعتداء القرار الانتهاك".split())


def past_adjuncts(reading: Reading, begin: int, limit: int, frames: AbstractSet[str]) -> int:
    """Where the object of a verb with these frames begins, behind what is said of time, place and occasion; else `begin`."""
    words, at = reading.words, past_adverbs(reading, _past_aside(reading, begin, limit), limit)
    if "fi" in frames and at < limit and words.kinds[at] & IN:
        return begin
    for _ in range(SEVERAL):
        if at >= limit or not (words.word(at) in _LEADING or _addressee(reading, at, frames)):
            break
        end = _phrase_end(reading, at, limit, frames)
        if end < 0:
            break
        at = past_adverbs(reading, end, limit)
    if at >= limit:
        return begin
    if led_by_preposition(words, at, frames):
        return at + 1 if words.word(at)[0] not in "بل" and at + 1 < limit else at
    return at if at == begin or _object(words, at) else begin


def _past_aside(reading: Reading, i: int, limit: int) -> int:
    """Behind what tells more of a subject: in brackets, between commas (`X، وهو تحالف، ...`), a clause (`الذي تقوده واشنطن`)."""
    words = reading.words
    if i < limit and words.gaps[i].strip(AROUND) == "(":
        return next((k for k in range(i + 1, min(limit, i + SEVERAL + 2)) if words.gaps[k].lstrip()[:1] == ")"), i)
    if i + 2 >= limit:
        return i
    word, mark = words.word(i), words.gaps[i].strip()
    if mark and mark in COMMAS and (word in RELATIVES or word in _MORE):
        return next((k for k in range(i + 1, limit) if words.gaps[k].lstrip().startswith(("،", ","))), i)
    if word not in RELATIVES or mark or words.word(i + 1)[0] not in "يت":
        return i
    known = [h.stop for h in reading.known(i + 2, i + 3) if h.stop < limit]
    return max(known, default=i)


def _object(words: Words, i: int) -> bool:
    """Whether a word may begin what is reported: a noun, of those that end a source only one with a pronoun, or ما."""
    kind, word = words.kinds[i], words.word(i)
    if kind & (THAT | VERBAL | IN | FROM):
        return word == "من"
    return not kind & EDGE or word == "ما" or (word.endswith(("ه", "ها", "هم", "هما")) and word[0] not in "وف")


def past_adverbs(reading: Reading, at: int, limit: int) -> int:
    """The first word behind adverbs of time and manner, dates, and pronouns with prepositions."""
    words = reading.words
    while at < limit:
        kind, word = words.kinds[at], words.word(at)
        dated = kind & NUMBER and at + 1 < limit and words.kinds[at + 1] & TIME
        month = word in _ORDINALS and words.kinds[at - 1] & TIME
        if words.words(at, at + 3) == ["اول", "من", "امس"]:
            at += 3
        elif kind & TIME or dated or month or word in ASIDE:
            at += 1
        elif word in _MANNER and at + 2 < limit:
            at += 2
        elif word.endswith("يا") and len(word) > 4 and at + 1 < limit and words.kinds[at + 1] & (DEFINITE | IN):
            at += 1
        else:
            break
    return at


def _addressee(reading: Reading, at: int, frames: AbstractSet[str]) -> bool:
    """Whether somebody is spoken to at a word (`لنظيره`, `للصحفيين`), and the verb has no use for him as its object."""
    word = reading.words.word(at)
    return at in reading.addressed or (
        "li" not in frames and word.startswith(("لنظير", "للصح", "لوكال", "لصحيف", "لقنا"))
    )


def _phrase_end(reading: Reading, at: int, limit: int, frames: AbstractSet[str]) -> int:
    """The word behind a prepositional phrase, -1 where that cannot be told; `at` is its preposition."""
    words = reading.words
    addressed = words.word(at) not in _LEADING
    head = at if addressed else at + 1
    if head >= limit or words.kinds[head] & (THAT | VERBAL) or words.gaps[head].strip():
        return -1
    if head + 1 < limit and _complete(words, head):
        return head + 1
    return _rest(reading, head, min(limit, at + LONGEST), frames, addressed)


def _rest(reading: Reading, head: int, limit: int, frames: AbstractSet[str], addressed: bool) -> int:
    """The word behind a prepositional phrase whose first noun is `head`, -1 where that cannot be told."""
    words, likely = reading.words, -1
    i, closed = _opened(reading, head, limit)
    while i < limit:
        kind, word = words.kinds[i], words.word(i)
        if word in RELATIVES and closed and i + 2 < limit:
            i += 2  # `في جلسته [التي عقدها] أمس`
            continue
        if words.gaps[i].strip():
            if i in reading.opening:
                i, closed = reading.opening[i], True
                continue
            return i if words.gaps[i].strip() in COMMAS else -1
        if kind & THAT:
            return -1
        if _verbs_own(words, i, frames) and (word[0] not in "بل" or (closed and "object" not in frames)):
            return i
        name = 0 if (of := i == head + 1 and word in _OF_OCCASIONS) else _past_name(reading, i, limit)
        if name and closed and not addressed and not words.kinds[i - 1] & (GIVEN | MAYBE_GIVEN):
            return i
        if kind & (FROM | ABOUT) or word in _WITHIN:
            head = i + 1
            called = _past_name(reading, head, limit) or _past_place(reading, head, limit)
            i = reading.opening.get(head) or called or i + 2
            closed = called > 0 or i > head + 1 or (head < limit and _closed(words, head))
        elif word[0] in "بل" and word[:2] not in ("بل", "لا") and len(word) > 3 and not name:
            acted = closed and i + 1 < limit and verbal(words.word(i + 1))  # `بجنيف [تأجيل]`
            closed, head, i = _closed(words, i) or acted or _past_place(reading, i, limit) > 0, i, i + 1
        elif of or kind & (TIME | NUMBER) or word in ASIDE or word in _ITSELF or name:
            closed, i = True, name or i + 1
        elif kind & DEFINITE:
            if not closed and i == head + 1 and bare_occasion(words, head):
                return i
            if closed and likely < 0 and not word.endswith(_NATIONAL) and _ends_adjective(words, i - 1):
                likely = i
            closed, i = True, i + 1
        elif (closed or kind & POINTING) and "object" in frames:
            return i
        else:
            if bare_occasion(words, head) and not word.endswith(_NATIONAL) and word not in _OF_OCCASIONS:
                return i
            closed, i = True, i + 1
    return likely


def _complete(words: Words, head: int) -> bool:
    """Whether the object stands right behind a noun with a preposition (`في بيان [العدوان الأمريكي]`, `عبر تويتر [الانسحاب]`)."""
    if words.word(head + 1).startswith(_DEEDS) and bare_occasion(words, head):
        return True
    return words.word(head) in _NETWORKS and words.kinds[head + 1] & DEFINITE != 0


def _opened(reading: Reading, head: int, limit: int) -> tuple[int, bool]:
    """Where a phrase goes on behind its first noun, and whether that needs nothing more."""
    words, i = reading.words, _past_name(reading, head, limit) or head + 1
    if head + 1 < limit and not words.gaps[head + 1] and words.word(head + 1).startswith(_PUT_OUT):
        return _past_channel(reading, head + 2, limit), True  # `في بيان [نشره على موقعه]`
    his = reading.original[words.till[head] - 1] == "ه"  # `جلسته`
    return i, i > head + 1 or reading.proper(head) or his or _closed(words, head)


def _past_channel(reading: Reading, i: int, limit: int) -> int:
    """Behind who put a document out, and where: prepositions with definite nouns (`على موقعه الرسمي على الإنترنت`), a time."""
    words = reading.words
    if end := _past_name(reading, i, limit):
        i = end
        while i < limit and words.kinds[i] & DEFINITE and words.word(i).endswith(_NATIONAL) and not words.gaps[i]:
            i += 1
    while i < limit and not words.gaps[i].strip():
        word = words.word(i)
        if words.kinds[i] & TIME or word in ("به", "بها"):
            i += 1
        elif word in _PLACES or (word[0] == "ل" and words.kinds[i] & EDGE):
            i += 1 + (word in _PLACES)
            while i < limit and words.kinds[i] & DEFINITE and not words.gaps[i]:
                i += 1
        else:
            break
    return min(i, limit)


def _verbs_own(words: Words, i: int, frames: AbstractSet[str]) -> bool:
    """Whether a preposition of the verb's stands at a word, and not that with which somebody is met."""
    return led_by_preposition(words, i, frames) and not with_whom(words, i)


def _past_name(reading: Reading, i: int, limit: int) -> int:
    """Behind the known names that begin at a word as it stands; 0 where none does."""
    at = i
    while at < limit and reading.whole(at) and (at == i or not reading.words.gaps[at].strip()):
        at = max(h.stop for h in reading.known(at, at + 1))
    return min(at, limit) if at > i else 0


def _past_place(reading: Reading, i: int, limit: int) -> int:
    """Behind a country or a town that begins at a word; 0 where none does (`في [أنقرة] وزير الخارجية`)."""
    return min(limit, max((h.stop for h in reading.begin("countries", i, i + 1)), default=0))


def _closed(words: Words, head: int) -> bool:
    """Whether a noun needs nothing more to be complete: it has the article or a pronoun, or tells a time."""
    word = words.word(head).lstrip("بل")
    return bool(words.kinds[head] & (DEFINITE | TIME | NUMBER)) or word.endswith(("ها", "هم", "هما"))


def _ends_adjective(words: Words, i: int) -> bool:
    """Whether a word likely is the last of a phrase: a time, or an adjective in ي."""
    return bool(words.kinds[i] & TIME) or words.word(i).endswith(_NATIONAL)


def of_occasion(reading: Reading, hit: Hit) -> bool:
    """Whether a verb with a pronoun says of a bare word for an occasion what became of it (`في بيان نشره على موقعه`)."""
    words = reading.words
    at = hit.first - 1
    while at > 0 and words.word(at) in ASIDE:
        at -= 1
    return at >= 0 and hit.end < words.ends[hit.stop - 1] and bare_occasion(words, at)
