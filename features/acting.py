"""Who acts in a sentence where no source stands at a cue: the subject of its own clause, or of what it stands in.

All positions are numbers of words.
"""

from __future__ import annotations

from features.agents import subject
from features.appositions import apposed
from features.article import Span
from features.documents import definite
from features.drafts import Draft
from features.fronted import STATEMENTS
from features.gender import PLURAL, agree, noun
from features.kinds import kinds
from features.phrases import in_turn, noun_phrase
from features.text import Reading
from features.words import DEFINITE, EDGE, FROM, GIVEN, IN, NUMBER, THAT, TIME, Words

SOURCES = frozenset(("مصادر",))  # of what is said, those who say it
# On the charge, the pretext of; and who is charged before something is done to him (`بعد اتهامه`).
_CHARGES, _CHARGED, _UPON = ("بتهم", "بحج", "بذريع", "بدعو", "بزعم", "لاتهام"), "اتهام", ("بعد", "اثر", "عقب")
PRIVATE = frozenset(("civilian", "activist", "expert", "media"))  # they charge nobody
FRONTED, FEW = 20, 5  # words of a circumstance before the clause; of unnamed people
PRISON, DOCUMENT = 14, 3  # words back to a prison; of a document
SHORTEST = 3  # letters of a noun that might begin like a verb
_CLAUSE, LONGEST = (
    frozenset("لكن ولكن بينما فيما وفيما وبينما".split()),
    80,
)  # words that begin a clause; looked through
_IMPERSONAL, SAYING = frozenset("يذكر يشار تجدر الجدير جدير معلوم المعلوم الملاحظ يلاحظ".split()), 5
# What may stand before the verb that leads a sentence, and how many.
_LEADING, LEADING = frozenset("قد كان كانت كانوا كما لكن فيما بينما حيث لم لن هذا ثم".split()), 3


def topic(reading: Reading, draft: Draft, begin: int) -> Span | None:
    """What a clause within somebody's words speaks of, where a verb in it has no subject of its own (`إن إيران تعتقد`)."""
    words, end = reading.words, draft.cue.start
    if draft.kind != "verb" or words.text[words.starts[end]] in "وف":
        return None
    found = subject(words, begin, end, reading.known(begin, end), reading.verbs)
    if found is None or not reading.known(found.start, found.start + 1):
        return None
    return found if agree(draft.gender, noun(words.word(found.start))) else None


def acting(reading: Reading, draft: Draft, first: int) -> Span | None:
    """Who does what a clause tells that begins at a word, before a cue of his own words (`تظاهرت عائلات مطالبة بحماية`).

    A known speaker, or people, right behind the verb that leads it, or leading it, as always behind أن.
    """
    words, cue = reading.words, draft.cue.start
    at = _lead(reading, first, cue)
    if at >= cue:
        return None
    leading = words.kinds[at - 1] & THAT if at else 0
    if leading or at in reading.heads or words.kinds[at] & (EDGE | THAT | DEFINITE):
        found = _subject(reading, draft, at)
        begun = not words.gaps[at] or leading
        return found if found is not None and (begun or _verb(reading, found.end)) else None
    at += 1
    while at < cue and words.kinds[at] & TIME:
        at += 1
    return _subject(reading, draft, at) if at < cue and not words.gaps[at].strip() else None


def charging(words: Words, cue: int) -> bool:
    """Whether a cue tells on what charge or pretext somebody does something (`أعدمه بتهمة`, `جلدته لاتهامه`, `بعد اتهامه`)."""
    word = words.word(cue)
    upon = cue > 0 and words.word(cue - 1) in _UPON and word.startswith(_CHARGED) and word.endswith(("ه", "ها", "هم"))
    return upon or word.startswith(_CHARGES)


def suffered(reading: Reading, draft: Draft) -> bool:
    """Whether a noun is nobody's here: others say it of him (`واجه انتقادات`), it is there (`هناك مخاوف`), or comes along."""
    words, cue = reading.words, draft.cue.start
    if draft.kind != "noun" or draft.inherits:
        return False
    first = max(reading.firsts[cue], cue - MET)
    first = next((i for i in range(cue, first, -1) if words.gaps[i].strip()), first)
    near = words.words(first, cue)
    before = near[-1] if near else ""
    led = words.word(cue)[0] == "ل" and before.lstrip("وفيت").startswith("عرض")
    return (
        led
        or before in _WITH
        or before.removeprefix("و") in _THERE
        or any(word in _MET or word[1:] in _MET for word in near)
    )


MET = 6  # words from a verb to what somebody meets with
_WITH = ("وسط", "مع", "رغم")
_THERE = frozenset(
    """هناك ثمه يوجد توجد وجود تتوارد توالت تتوالي تتردد ترددت تزايدت تتزايد ازدادت تزداد تصاعدت تتصاعد تنامت تتنامي تعالت كثرت
    تكثر برزت سادت تسود انتشرت تنتشر راجت سرت تسري تضاربت تتضارب تجددت زادت تزيد عادت تدور""".split()
)
_MET = frozenset("واجه واجهت يواجه تواجه اثار اثارت يثير تثير لقي لقيت تلقي تلقت".split())


def _verb(reading: Reading, i: int) -> bool:
    """Whether a verb in the present stands at a word, or one of saying."""
    word = reading.words.word(i) if i < len(reading.words) else ""
    return i in reading.verbs or (word.startswith(("ي", "ت", "سي", "ست")) and len(word) > SHORTEST)


def _subject(reading: Reading, draft: Draft, at: int) -> Span | None:
    """Who is named at a word and may be a cue's subject."""
    words, cue = reading.words, draft.cue.start
    if not agree(draft.gender, noun(words.word(at))) or words.word(at) in STATEMENTS - SOURCES:
        return None
    known = reading.known(at, cue)
    found = subject(words, at, cue, known, reading.verbs, reading.opening, clause=True)
    known = [h for h in known if found and found.start == at and h.stop <= found.end]
    if found is not None and any(words.kinds[i] & GIVEN for i in range(*found)):
        return apposed(reading, found, cue, 1)
    if found is None or at not in reading.heads or not known:
        return _people(words, at, draft)
    found = Span(at, max(h.stop for h in known))  # definite words behind it may be the verb's object
    if found.end - at > 1 or any(h.entry.traits.get("kind") != "kind" for h in known):
        return found
    if draft.kind == "distance":
        return None  # unnamed people hold nothing off
    if not words.kinds[at] & DEFINITE:
        return noun_phrase(words, at, min(cue, at + FEW), reading.verbs)
    charged = charging(words, cue) and known[0].entry.group not in PRIVATE
    # A bare `المصدر` is whoever spoke before.
    return definite(words, at, cue) if charged or noun(words.word(at)) == PLURAL else None


def clauses(reading: Reading, cue: int) -> list[int]:
    """Where the clauses before a cue in its sentence begin, the last first."""
    words, first = reading.words, reading.firsts[cue]
    begun = [i for i in range(max(first + 1, cue - LONGEST), cue) if words.word(i) in _CLAUSE or _turn(words, i)]
    return [*reversed(begun), first]


def _turn(words: Words, i: int) -> bool:
    """Whether what stands at a word parts clauses in two words (`في حين`, `إلا أن`)."""
    return words.word(i + 1) in ("حين", "ان") and words.word(i) in ("في", "الا", "غير")


def _lead(reading: Reading, first: int, cue: int) -> int:
    """Where the clause of a sentence begins: behind a circumstance, `يذكر أن`, `وقد كان`."""
    words = reading.words
    if _turn(words, first):
        return first + 2
    if words.word(first).lstrip("وف") in _IMPERSONAL:
        return next((i + 1 for i in range(first, min(cue, first + SAYING)) if words.kinds[i] & THAT), first)
    if in_turn(words, first):
        first += 2
    for _ in range(LEADING):
        first += first < cue and words.word(first).lstrip("وف") in _LEADING
    if first < cue and kinds().get(words.word(first).removeprefix("و"), 0) & (IN | FROM | EDGE | TIME):
        near = range(first + 1, min(cue, first + FRONTED))
        first = next((i for i in near if words.gaps[i].strip() in ("،", ",")), first)
    return first


def _people(words: Words, at: int, draft: Draft) -> Span | None:
    """People whom no lexicon knows: before a cue that asks for more than one (`وتظاهر اللاجئون مطالبين`), documents behind أن."""
    charges = charging(words, draft.cue.start)
    counted = words.word(at).removeprefix("ال") in _COUNTED or words.kinds[at] & NUMBER
    many = (draft.gender == PLURAL or charges) and (counted or noun(words.word(at)) == PLURAL)
    if many:
        return noun_phrase(words, at, min(draft.cue.start, at + FEW))
    told = at > 0 and words.kinds[at - 1] & THAT and words.word(at) in _DOCUMENTS
    return noun_phrase(words, at, min(draft.cue.start, at + DOCUMENT)) if told else None


def jailer(reading: Reading, cue: int) -> Span | None:
    """In whose prisons somebody sits who is charged (`أمضى أعواما في سجون الاحتلال بتهمة`)."""
    words = reading.words
    near = range(cue - 2, max(reading.firsts[cue], cue - PRISON) - 1, -1)
    at = next((i for i in near if words.word(i).lstrip("وبل") in ("سجون", "معتقلات")), -1)
    return noun_phrase(words, at + 1, cue, reading.verbs) if at >= 0 and words.kinds[at + 1] & DEFINITE else None


_DOCUMENTS = frozenset("مشروع بيان قرار تقرير وثيقه مسوده اعلان البيان القرار التقرير الوثيقه".split())
_COUNTED = frozenset("نحو عشرات ميات الاف عدد مجموعه حوالي اكثر بعض".split())
