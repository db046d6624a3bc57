"""Who issued a document: a report, a statement, a decision speaks for its author, and so do verbs that speak in it."""

from __future__ import annotations

import re
from collections.abc import Collection

from features.article import Span
from features.drafts import Draft
from features.kinds import behind_proclitics, stems
from features.phrases import noun_phrase
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, EDGE, GIVEN, THAT, Words

DOCUMENTS = frozenset(("k_document", "k_meeting"))
_ISSUED = re.compile(r"(?:نشر|اصدر|بث|وزع|ارسل|وقع|اعد|كتب|اذاع|نقل|اورد)ت?(?:ه|ها)")  # `بيان نشرته X`
_COMING = re.compile(r"(?:ال)?صادره?|صدرت?|(?:ال)?منسوبه?")  # `بيان صادر عن X`
_FROM_WHOM = frozenset("عن من الي".split())
NEAR = 3  # words from a document to what says who issued it
STATEMENT, NAME = 14, 3  # words back from a verb to its statement; of the statement's owner
DOCUMENT, ISSUED = 12, 24  # words from a verb back to its document, and to the verb that issued it
_IN_IT = frozenset("فيه فيها فيهما خلاله خلالها عبره عبرها".split())
_DOCUMENTS = frozenset(
    """بيان بيانا بيانين رساله رسالتين رسايل تصريح تصريحا تصريحات كلمه خطاب خطابا تغريده تغريدات منشور منشورا تسجيل تسجيلا شريط
    شريطا مقطع مقطعا فيديو مقال مقالا تقرير تقريرا مقابله برقيه بلاغ بلاغا نداء تعميم تعميما قرار قرارا وثيقه
    حوار حوارا تدوينه""".split()
)
_ISSUING = frozenset(
    """اصدر اصدرت نشر نشرت وجه وجهت بعث بعثت ارسل ارسلت بث بثت القي القت اطلق اطلقت عقد عقدت اجري اجرت وزع وزعت عمم عممت
    سجل سجلت ادلي ادلت كتب كتبت""".split()
)


def document(reading: Reading, source: Span) -> bool:
    """Whether a source is a document, or those who meet, who speak for somebody as well."""
    return _is_of(reading, source, DOCUMENTS)


def written(reading: Reading, source: Span) -> bool:
    """Whether a source is a document."""
    return _is_of(reading, source, ("k_document",))


def _is_of(reading: Reading, source: Span, rows: Collection[str]) -> bool:
    return any(h.entry.id in rows for h in reading.known(source.start, source.start + 1))


def issued(words: Words, i: int) -> bool:
    """Whether a verb that tells who issued a document stands at a word (`بيان [نشرته] X`)."""
    return i < len(words) and not words.gaps[i] and bool(_ISSUED.fullmatch(words.word(i)))


def issuer(reading: Reading, source: Span) -> Span | None:
    """Who is said to have issued a document, within the words for it or right behind them."""
    words, stop = reading.words, reading.stops[source.start]
    for i in range(source.start + 1, min(source.end + NEAR, stop)):
        word = words.word(i)
        at = i + 1 if _ISSUED.fullmatch(word) else i + 2 if _COMING.fullmatch(word) else 0
        if at == i + 2 and (at >= stop or words.word(i + 1) not in _FROM_WHOM):
            continue
        if at and at < stop:
            return noun_phrase(words, at, stop, reading.verbs)
    return None


def with_issuer(reading: Reading, source: Span, end: int) -> Span | None:
    """A document, with the verb that issued it and who did (`بيان [صدر عن المكتب]`, `رسالة [بعثت بها الوزارة]`), before a word.

    The verb stands behind the document's noun and an adjective at most; None where none does.
    """
    words = reading.words
    if words.word(source.start) not in _DOCUMENTS:
        return None
    for verb in range(source.start + 1, min(source.start + NEAR, end)):
        if words.gaps[verb]:
            break
        word, then = words.word(verb), words.word(verb + 1) if verb + 1 < end else ""
        led = (_COMING.fullmatch(word) and then in _FROM_WHOM) or (_issues(word) and then in _BY_IT)
        if led or _ISSUED.fullmatch(word):
            by = noun_phrase(words, verb + 1 + bool(led), min(end, verb + BY), reading.verbs)
            return Span(source.start, by.end) if by and reading.known(*by) else None
    return None


_BY_IT, BY = frozenset("به بها فيه فيها عنه عنها".split()), 8  # words from that verb to the last of who issued it


def issuer_before(reading: Reading, hit: Hit) -> Span | None:
    """The subject of the verb that issued the document a verb speaks in, or whose the document is."""
    words = reading.words
    if hit.stop >= len(words) or words.word(hit.stop) not in _IN_IT:
        return None
    first = max(reading.firsts[hit.first], hit.first - ISSUED)
    near = range(hit.first - 1, max(first, hit.first - DOCUMENT) - 1, -1)
    document = next((i for i in near if _is_document(words.word(i))), -1)
    if document < 0:
        return None
    verb = next((i for i in range(document - 1, first - 1, -1) if _issues(words.word(i))), -1)
    was, perfect = words.word(first) in _WAS, verb > 0 and words.word(verb - 1) == "قد"
    if verb == document - 1 and (was or perfect):
        # `وكان مكتب العبادي قد أصدر بيانا قال فيه`, `أن المجلس قد أصدر بيانا`
        end = verb - perfect
        begin = first + 1 if was else next((i for i in range(end, first, -1) if words.kinds[i - 1] & THAT), end)
        before = noun_phrase(words, begin, end, reading.verbs, opened=True) if begin < end else None
        return before if before and before.end == end else None
    if verb >= 0:
        return noun_phrase(words, verb + 1, document, reading.verbs, opened=True)
    owner = noun_phrase(words, document + 1, hit.first, reading.verbs, opened=True)
    known = owner is not None and owner.end == hit.first and reading.known(owner.start, owner.start + 1)
    return owner if known else None


_WAS = frozenset("كان كانت وكان وكانت".split())


def _is_document(word: str) -> bool:
    """Whether a word is the noun of a document, with ب before it or not (`بعث [برسالة]`)."""
    return word in _DOCUMENTS or (word[0] == "ب" and word[1:] in _DOCUMENTS)


def _issues(word: str) -> bool:
    return word in _ISSUING or (word[0] in "وف" and word[1:] in _ISSUING)


def author(reading: Reading, draft: Draft) -> Span | None:
    """Whose a statement is in which a verb is said to stand (`تصريحات X التي أكد فيها أن`, `أصدر X بيانا جاء فيه`)."""
    words, cue = reading.words, draft.cue.start
    if draft.kind not in ("verb", "noun") or _IN_IT.isdisjoint(words.words(draft.cue.end - 1, draft.cue.end + 1)):
        return None
    first = max(reading.firsts[cue], cue - STATEMENT)
    at = _statement(reading, first, cue)
    for start in (at + 1, at + 2):  # `بيان نشرته المنظمة`
        known = reading.known(start, cue)
        if start < cue and known and known[0].first == start:
            return Span(start, max(h.stop for h in known if h.first < start + NAME))
        named = start < cue and words.kinds[start] & (GIVEN | DEFINITE) and not words.kinds[start] & EDGE
        if named and not words.gaps[start]:
            return (
                noun_phrase(words, start, cue, reading.verbs)
                if words.kinds[start] & GIVEN
                else definite(words, start, cue)
            )
        if at + 1 >= cue or not words.word(at + 1).endswith(("ه", "ها")):
            break
    return None


def _statement(reading: Reading, first: int, cue: int) -> int:
    """The noun of a statement nearest before a cue, outside quotation marks; the cue where there is none."""
    words, at, i = reading.words, cue, first
    while i < cue:
        if any(
            w.startswith(stems("occasion")) and not w.startswith(_NO_TEXT) for w in behind_proclitics(words.word(i))
        ):
            at = i
        i = max(i + 1, min(cue, reading.opening.get(i, 0)))
    return at


# Occasions in which nothing is written or said, but by the words behind them (`في هذا`, `في ظل`).
_NO_TEXT = tuple("هذ ذات نفس ظل اول اخر حين وقت الوقت ساع الساع غضون اعقاب سياق السياق اطار".split())


def definite(words: Words, start: int, end: int) -> Span:
    """Definite words in a row."""
    stop = start + 1
    while stop < end and words.kinds[stop] & DEFINITE and not words.gaps[stop]:
        stop += 1
    return Span(start, stop)
