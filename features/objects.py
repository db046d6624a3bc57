"""What a verb of saying reports where neither complementiser nor colon nor quotation opens it: a noun, or bare speech."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from features import gender
from features.adjuncts import past_adjuncts
from features.appositions import object_at
from features.article import Span
from features.attributes import QUANTITIES
from features.drafts import Draft, draft, joins
from features.frames import frames_of, object_start, opener
from features.fronted import led_by_pronoun
from features.phrases import RELATIVES, noun_phrase
from features.quotes import DOUBLE, GUILLEMETS
from features.relatives import relative
from features.subjects import behind_verb, clause_subject, leads
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, EDGE, GIVEN, IN, NEVER_FIRST, NUMBER, THAT, VERBAL, Words

# Whom these accuse, call upon or describe belongs to their content (`اتهم النظام [التحالف بقتل]`); the lemmas cannot do
# without such an object, so that a single noun before their preposition is it.
ADDRESSING = ("accuse", "demand")
DESCRIBING = frozenset(("وصف",))
TELLING = frozenset("أبلغ أخبر أعلم طمأن سأل".split())  # somebody something
TRANSITIVE = frozenset(("اتهم", "ناشد", "حث", "وصف", "حمل", "نصح", "اتهام"))
NAMED = 10  # words of a subject before its verb's preposition
SPEECH = 4  # words of speech that nothing opens
CIRCUMSTANCE = 14  # words from a verb to a mark that opens speech and is never closed
# What is condemned, and condemns nobody (`وأدان العنف`).
DEEDS = tuple(
    "العنف القصف الهجوم الهجمات المجزر المجازر الجريم الجرايم الانتهاك الاعتداء الغارات التفجير العدوان".split()
)
SINGULAR = frozenset(("المسكين", "الياسين"))  # that end like people in the accusative
_LEADING = frozenset(("عن", "الي", "علي", "من", "ازاء", "حيال", "بشان", "حول"))
_MARKS = frozenset(DOUBLE + GUILLEMETS)
STRICT = frozenset(("colon",))  # a verb that reports where a colon stands and nowhere else


def nominal(
    reading: Reading, hit: Hit, source: Span | None, before: bool, start: int, limit: int
) -> tuple[Span | None, int, bool]:
    """Source, beginning of a nominal content (-1: none), and whether the source stands before the verb."""
    row, words = hit.entry, reading.words
    frames = frames_of(row.traits["frames"])
    if source is None and not before and "object" in frames:
        source = _several(reading, start, limit)
    behind = None if before else source
    begin = object_start(reading, hit, behind, limit, frames)
    if begin < 0 and behind and "b" in frames and (cut := _led(reading, behind)):
        source, begin, behind = cut, cut.end, cut
    addressing = row.category in ADDRESSING or row.traits["lemma"] in DESCRIBING
    at = begin - 1 if begin > 0 and words.word(begin - 1) in _LEADING else begin
    own = led_by_pronoun(reading, hit) or (row.traits["lemma"] in TELLING and of_own(words, start))
    if source is None and not addressing and not own and at > start and (at < begin or "object" not in frames):
        found = noun_phrase(words, start, at, reading.barriers, opened=True)
        whole = found is not None and (found.end == at or words.kinds[found.end] & IN)
        source = behind = found if found and whole and _names(reading, found) else None
    if "finite" in frames and behind and not reading.known(*behind):
        return None, start, before  # `تطلب [السماح]`
    if begin >= 0 and addressing:
        alone = behind is not None and begin <= behind.end and words.word(begin)[0] in "بل"
        alone = alone or (behind is not None and begin > behind.end and words.word(behind.end) in RELATIVES)
        taken = alone and row.traits["lemma"] in TRANSITIVE
        called = behind is not None and begin <= behind.end + 1 and _called_upon(reading, behind)
        if (taken or called) and hit.end == words.ends[hit.stop - 1]:
            source = behind = None  # the only noun is whom it accuses, but in `تتهمهم الحكومة بالفساد`
        begin = behind.end if behind else start
    if begin < 0:
        earlier = source if before else None if source else clause_subject(reading, hit)
        subject_found = source or earlier
        sure = subject_found is not None and bool(reading.known(*subject_found))
        beyond = source.end if source and not before else start
        shown = "who" in frames or ("whom" in frames and _another(reading, beyond))
        if sure and (shown or (earlier and frames - {"claim"} != STRICT and _headline(reading, hit, earlier))):
            source, before = subject_found, earlier is not None
            begin = start if before or source is None else source.end
    return source, _behind_adjuncts(reading, begin, limit, frames) if begin >= 0 else -1, before


def _led(reading: Reading, source: Span) -> Span | None:
    """A name without the last word, which the verb's ب leads (`طالب شكري [بحل] سياسي`)."""
    last = source.end - 1
    led = last > source.start and reading.words.word(last)[0] == "ب" and not reading.words.kinds[last] & GIVEN
    return Span(source.start, last) if led and not reading.ending(source.end, last - source.start) else None


def _several(reading: Reading, start: int, limit: int) -> Span | None:
    """So many, before an object with their pronoun (`أكدت 46 دولة [مشاركتها]`, `أعلنت مجموعة من النشطاء [مسؤوليتها]`)."""
    words = reading.words
    if start + 1 >= limit or not (words.kinds[start] & NUMBER or words.word(start) in QUANTITIES | _NUMERALS):
        return None
    near = range(start + 2, min(limit, start + NAMED))
    theirs = (i for i in near if words.word(i).endswith(("ها", "هم", "هما")) and object_at(reading, i))
    at = next((i for i in theirs if not words.word(i).startswith(_AMONG)), start)
    at -= at > start + 2 and _deed(reading, at - 1)
    whole = noun_phrase(words, start, at, reading.barriers, opened=True) if at > start else None
    return whole if whole == (start, at) else None


def _deed(reading: Reading, i: int) -> bool:
    """Whether a word is a deed of whom the next one tells (`[وفاة] زميلهم`, `[بدء] معركتهم`)."""
    kinds = reading.words.kinds
    indefinite = reading.words.word(i - 1).endswith("ا") and not reading.words.word(i).endswith("ا")  # `مسلحا [بدء]`
    return object_at(reading, i) or (not kinds[i] & DEFINITE and (kinds[i - 1] & DEFINITE != 0 or indefinite))


_AMONG = ("معظم", "بعض", "جميع", "كل", "غالب", "اغلب", "بين", "من", "عدد")  # of those (`214 ضحية قضى [معظمهم]`)
_NUMERALS = frozenset(
    """اثنان اثنين ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع سبعه ثمان ثماني ثمانيه تسع تسعه عشر عشرون عشرين ثلاثون ثلاثين
    مجموعه كل بعض عده""".split()
)


def _another(reading: Reading, i: int) -> bool:
    """Whether somebody known stands at a word, of whom one thinks something (`تعتبر أنقرة [الوحدات] إرهابية`)."""
    return any(h.entry.id.endswith("_place") or h.entry.traits.get("kind") == "name" for h in reading.known(i, i + 1))


def of_own(words: Words, i: int) -> bool:
    """Whether a noun with the pronoun of a verb's subject stands behind it, whom it tells (`أخبرت [أسرتها] عن خططها`)."""
    return i < len(words) and words.word(i).endswith(("ها", "هم", "هما"))


def described(
    reading: Reading, start: int, position: int, source: Span | None, before: bool
) -> tuple[Span | None, int]:
    """Source and content of `وصف X القتال بأنه شرس`: whom or what it describes belongs to the content."""
    if before:
        return source, start
    found = behind_verb(reading, start, position, False)
    if found is None or found.end >= position or reading.words.word(found.end) in RELATIVES:
        return None, start  # `وصف [الاتفاق الذي وقع أمس] بأنه نصر`
    return found, found.end


def renewed(reading: Reading, hit: Hit, start: int, limit: int, right: bool = False) -> Draft | None:
    """`وجدد الوزير التأكيد على أن`: a verb and the noun of saying behind its subject are one cue, of the noun's class.

    `right`: that noun stands right behind its subject.
    """
    said = next((h for h in reading.begin("cues", start, start + NAMED)[:2] if h.entry.group == "noun"), None)
    if said is None or said.stop >= limit:
        return None
    opened = opener(reading, said.stop, min(limit, said.stop + SPEECH), ("that",))
    begin = opened[1] if opened else object_start(reading, said, None, limit, frames_of(said.entry.traits["frames"]))
    if not opened and begin > said.stop + 1:
        begin = said.stop  # `جدد الوزير تأكيد [موقف] بلاده من القضية`
    source = behind_verb(reading, start, said.first, True) if said.first > start else clause_subject(reading, hit)
    if right and said.first > start and (source is None or source.end < said.first):
        return None
    found = draft(reading, hit, source, begin if begin >= 0 else said.stop, False, beside=joins(reading, hit))
    form = gender.of_cue(hit.entry, reading.words.word(hit.first))
    return found._replace(cue_class=said.entry.category, gender=form)


def bare(reading: Reading, hit: Hit, source: Span | None, before: bool, start: int) -> tuple[Span | None, int, bool]:
    """Source and content of a verb of saying that nothing but speech follows (`وقال لا يمكن الوصول إلى السلطة`).

    The verb opens a clause, or its subject stands before it; what is said has some words, and begins as a clause does
    where the verb may have an object (`أضاف هدفا`, `تابع المباراة`).
    """
    words = reading.words
    last = reading.stops[hit.first]
    if relative(reading, hit) or not (leads(reading, hit) or before):
        return source, -1, before
    source = source or behind_verb(reading, start, last, False)
    begin = source.end if source and not before else start
    if begin < last and words.word(begin) in RELATIVES and words.gaps[begin].strip():  # `قال X، الذي كان هناك، تم ذلك`
        begin = next((i for i in range(begin + 1, last) if words.gaps[i].strip() in ("،", ",")), begin)
    if last - begin < SPEECH or words.kinds[begin] & THAT:
        return source, -1, before
    near = range(begin, min(last - 1, begin + CIRCUMSTANCE))
    begin = next((i for i in near if not _MARKS.isdisjoint(words.gaps[i])), begin)
    clause = (
        words.kinds[begin] & (VERBAL | EDGE | IN | NEVER_FIRST)
        or not _MARKS.isdisjoint(words.gaps[begin])
        or (words.word(begin)[0] in "نا" and words.word(begin)[:2] != "ال")
        or words.word(begin) in _PASSED
        or gender.acted(words.word(begin))
    )
    added = hit.entry.traits["lemma"] == "أضاف" and source is not None and not before and _stating(reading, hit, begin)
    return source, begin if hit.entry.traits["lemma"] == "قال" or clause or added else -1, before


_PASSED = frozenset("تم جري كان ليس قام سيتم سقط قتل اصيب".split())  # begin a clause that tells what happened


def _stating(reading: Reading, hit: Hit, begin: int) -> bool:
    """Whether a source behind a verb only speaks, so that it adds words and nothing else (`وأضاف [البيان] مطالبة`).

    A document adds something new all the same (`أضاف البيان بندا جديدا`, `أضاف اللاعب هدفا`).
    """
    words, known = reading.words, reading.known(hit.stop, hit.stop + 1)
    new = words.word(begin).endswith("ا") or words.words(begin + 1, begin + 2) in (["جديد"], ["جديده"])
    led = hit.start > words.starts[hit.first] and any(h.entry.id == "k_document" for h in known)
    return any(h.entry.group == "anonymous" for h in known) or (led and not new)


def _called_upon(reading: Reading, found: Span) -> bool:
    """Whether a noun behind a verb is no subject: people in the accusative (`دعا المدنيين إلى`), or everybody."""
    words = reading.words
    word = words.word(found.start)
    if word.startswith(DEEDS) and words.kinds[found.start] & DEFINITE:
        return True
    if everybody(words, found.start):
        return True
    people = word.startswith("ال") and word.endswith("ين") and len(word) > 6
    return people and word not in SINGULAR and not words.kinds[found.start] & GIVEN


def everybody(words: Words, i: int) -> bool:
    """Whether everybody is named at a word, who is called upon and calls upon nobody."""
    return words.word(i) in _EVERYBODY or words.words(i, i + 2) == ["المجتمع", "الدولي"]


_EVERYBODY = frozenset("جميع كافه كل الاطراف الجميع العالم".split())


def _names(reading: Reading, found: Span) -> bool:
    """Whether what stands between a verb and its preposition may be its subject: short, and no adverb (`بشكل قوي`, `سريعا`)."""
    if known := reading.known(found.start, found.start + 1):
        whole = any(h.start == reading.words.starts[found.start] for h in known)  # not `شدد [لأمير قطر] على`
        return whole and found.end - found.start <= NAMED
    word = reading.words.word(found.start)
    return found.end - found.start <= NAMED and word[0] not in "بل" and not word.endswith("ا")


def _headline(reading: Reading, hit: Hit, source: Span) -> bool:
    """Whether a verb in the present stands behind a subject that opens its sentence (`قيادي يكشف وجود`)."""
    words = reading.words
    if hit.entry.traits["lemma"] in _DOING:
        return False
    present = words.text[hit.start] in "يت" and hit.start == words.starts[hit.first]
    return present and source.end == hit.first and source.start == reading.firsts[hit.first]


_DOING = frozenset(("علق", "أظهر"))  # with an object suspends and shows (`روسيا تعلق وجودها`, `صورة تظهر رجلا`)


def _behind_adjuncts(reading: Reading, begin: int, limit: int, frames: AbstractSet[str]) -> int:
    """Where a nominal content begins behind adjuncts and an addressed medium."""
    found = past_adjuncts(reading, begin, limit, frames)
    if found in reading.addressed:
        found = max((h.stop for h in reading.known(found, found + 1)), default=found)
    return found if found < limit else begin
