"""Where the subject of a verb of saying stands: right behind it, behind an adverb of time, or before it."""

from __future__ import annotations

from features import gender
from features.addressees import unaddressed
from features.agents import subject
from features.appositions import (
    apposed,
    before_quotation,
    by_name,
    called,
    defined,
    land_alone,
    named_behind,
    presented,
    without_circumstance,
    without_object,
)
from features.article import Span
from features.attributes import verb_first
from features.documents import issuer_before, with_issuer
from features.fronted import PERFECT, STATEMENTS, WAS, acting_before, announced, beside_verb, coming, some
from features.gender import deed, verbal
from features.introductions import untitled
from features.kinds import COUNTERPARTS, stems
from features.phrases import RELATIVES, SIDES, noun_phrase
from features.relatives import LED_BY_PREPOSITION, agrees, antecedent, relative, resumed
from features.text import Reading
from features.titles import GOVERNING
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, THAT, TIME, VERBAL, Words

RELATIVE_WORDS = 5  # of a relative clause that is short enough to be part of a source
WAS_WORDS = 12  # from كان to the verb whose subject stands between
CLAUSES_BACK, SUBJECT_WORDS, LOOK_BACK, NEAR = 3, 14, 42, 10
_BEFORE_SUBJECT = frozenset("كان كانت كانوا فيما بينما لكن اما كما ثم حيث فقد لقد".split())
_BEFORE_SUBJECT |= {c + word for c in "وف" for word in _BEFORE_SUBJECT}
_CLAUSE_WORDS = frozenset("لكن ولكن بينما فيما".split())
_ASIDES = frozenset(("من", word) for word in SIDES) | {("اول", "من")}
_PAIRS = frozenset((("غير", "ان"), ("الا", "ان")))
_BACK_REFERENCE = frozenset(
    """حيث كما فيما عندما ثم او ان بان و ف ما مما لن لكنه لكنها لكنهم ولكنه ولكنها ولكنهم وهو وهي وهم فهو فهي""".split()
)
_AUXILIARIES = frozenset(
    """بدا بدات بداوا قد فقد كان كانت سوف الذي التي الذين لا لم ما بات باتت باتوا باتا باتتا مازال مازالت مازالوا زال
    زالت زالوا لازال لازالت يزال تزال يزالون انفك انفكت انفكتا انفكا ظل ظلت ظلوا تظل يظل عاد عادت عادوا بقي بقوا""".split()
)
_ALL = frozenset("كل جميع بعض معظم غالبيه احد احدي".split())
_CLAUSE_MARKS, _BETWEEN = "،,؛;:()[]–", " ،,-–"
_CLOSING = ')"”»'


def _led_by_subject(reading: Reading, hit: Hit) -> bool:
    """Whether the subject stands somewhere before the verb: behind كان or أن, in a relative clause, behind قد."""
    words = reading.words
    before = words.word(hit.first - 1) if hit.first else ""
    first = reading.firsts[hit.first]
    if hit.start == words.starts[hit.first] and first < hit.first <= first + WAS_WORDS and words.word(first) in WAS:
        return True
    if hit.start == words.starts[hit.first] and _behind_that(reading, hit):
        return True
    return before in PERFECT or (relative(reading, hit) and not resumed(reading, hit))


def _behind_that(reading: Reading, hit: Hit) -> bool:
    """Whether a complementiser or `لكن` leads the subject before a verb (`أن الوزير أبلغ الرئيس`): then none follows it."""
    words = reading.words
    near = range(hit.first - 2, max(reading.firsts[hit.first], hit.first - SUBJECT_WORDS) - 1, -1)
    at = next((i for i in near if words.kinds[i] & THAT or words.word(i) in _CLAUSE_WORDS), -1)
    if at < 0 or any(words.gaps[at + 1 : hit.first + 1]):
        return False
    phrase = noun_phrase(words, at + 1, hit.first, reading.verbs, opened=True)
    if phrase is None or phrase.end != hit.first:
        return False
    due = phrase.start == hit.first - 1 == at + 1 and words.kinds[at] & THAT  # a noun (`أن شويغو تحدث`)
    named = not words.kinds[at + 1] & TIME if due else bool(reading.known(phrase.start, phrase.start + 1))
    return named and agrees(reading, hit, at + 1)


def subject_before(reading: Reading, hit: Hit) -> Span | None:
    """The subject of a verb that stands before it: of its clause, or only the known speaker beside it where other words lead."""
    if (found := announced(reading, hit)) is not None:
        return found
    beside = beside_verb(reading, hit)
    if beside is None and not _led_by_subject(reading, hit):
        return None
    clause = clause_subject(reading, hit)
    if beside and not reading.known(*beside) and reading.words.word(beside.start) not in STATEMENTS:
        return beside  # `رددوا [هتافات] تقول`
    counted = clause and (reading.known(clause.start, clause.start + 1) or (beside and clause.start + 3 > beside.start))
    return clause if clause and (beside is None or counted) else beside


def clause_subject(reading: Reading, hit: Hit) -> Span | None:
    """The subject before a verb, in its sentence; or who issued the document it speaks in."""
    return issuer_before(reading, hit) or before_verb(reading, hit, reading.firsts[hit.first])


def behind_verb(reading: Reading, start: int, end: int, opened: bool, told: bool = False) -> Span | None:
    """The subject behind a verb, up to `end`; `opened`: content opens there, so that all before it may be subject.

    `told`: whom something is told may stand there as well (`أبلغ نظيره أن`).
    """
    if start < end and reading.words.word(start) in COUNTERPARTS and (told or not opened):
        return None
    if start < end and (_deed(reading, start, opened) or _accusative(reading, start)):
        return None
    if not opened:
        start = _past_times(reading, start, end)
        bare = subject(reading.words, start, end, reading.known(start, end), reading.addressed, reading.opening)
        bare = bare or untitled(reading, start, end)
        return bare and apposed(reading, called(reading, by_name(reading, bare, end), end), end, 1)
    reach = start
    if start not in reading.barriers:
        reach = max((h.stop for h in reading.known(start, start + 1) if h.stop <= end), default=start)
    found = noun_phrase(reading.words, start, end, reading.barriers, opened=True, sure=reach)
    found = found or behind_time(reading, start, end, reading.barriers)
    if found and (issued := with_issuer(reading, found, end)):
        return issued
    found = found and unaddressed(reading, land_alone(reading, without_object(reading, found, end)))
    found = found and without_circumstance(reading, before_quotation(reading, by_name(reading, found, end)), end)
    return found and presented(
        reading, apposed(reading, defined(reading, named_behind(reading, found, end), end), end), end
    )


def _deed(reading: Reading, i: int, opened: bool) -> bool:
    """Whether a word is no subject: what somebody does (`نقل [مشاهدته]`), or what a preposition or an adverb leads."""
    words, hits = reading.words, reading.known(i, i + 1)
    word = words.word(i)
    if word.startswith("لل") or (hits and word[0] in "بل" and all(h.start > words.starts[i] for h in hits)):
        return True  # `أوعزت [للبعثات]`, `وصفته [بمصدر مطلع]`
    if word.startswith("بال") and not hits and not words.kinds[i] & GIVEN:
        return True  # `ذكر [بالاسم] الجيشين`
    if (
        not hits
        and word[0] == "ل"
        and not words.kinds[i] & GIVEN
        and ((word.endswith(_HIS) and not word.startswith(stems("body"))) or word[1:] in _EVERY)
    ):
        return True  # `قالت [لوالديها]`, `أكد [لجميع القوى]`
    if hits or words.kinds[i] & GIVEN:
        return False
    if word[0] == "ب" and word not in _IN_B and reading.original[words.at[i] : words.till[i]].endswith("ة"):
        return True  # `يعتقد [بإمكانية أن]`
    led = i + 1 < len(words) and words.word(i + 1)[0] == "ل" and not words.gaps[i + 1]
    if word.endswith("ا") and led:
        return True  # `أعلنه [خلافا للاتفاق]`
    return deed(word) and not (opened and verbal(word)) and word not in STATEMENTS


def _accusative(reading: Reading, i: int) -> bool:
    """Whether a word is written with the ending of an object (`واتهمت [أطرافاً] إقليمية`)."""
    return reading.accusative(i) and not reading.known(i, i + 1) and not reading.words.kinds[i] & (GIVEN | TIME)


_HIS, _IN_B = ("ها", "هم"), ("بضعه", "بلديه")
_EVERY = frozenset("جميع كل كافه بعض روساء اعضاء عدد وسايل مراسل مراسلي".split())


def _past_times(reading: Reading, start: int, end: int) -> int:
    """Behind times that stand before a known name (`وأعلن الأحد [العراق] نهاية الحرب`), else where one was."""
    at = start
    while at < end and reading.words.kinds[at] & TIME and not reading.words.gaps[at].strip():
        at += 1
    return at if start < at < end and reading.whole(at) and not reading.words.gaps[at].strip() else start


def behind_time(reading: Reading, start: int, position: int, barriers: frozenset[int]) -> Span | None:
    """The subject behind an adverb of time that stands between it and its verb (`أعلنت اليوم وزارة الدفاع أن`)."""
    kinds = reading.words.kinds
    while start < position and kinds[start] & TIME:
        start += 1
    return noun_phrase(reading.words, start, position, barriers, opened=True) if start < position else None


def before_verb(reading: Reading, hit: Hit, first: int) -> Span | None:
    """The subject that stands before its verb (`المصادر قالت إن`, `وكان الوزير، فلان، قد قال`), its clause begun with it.

    `first` is the first word of the sentence.
    """
    words = reading.words
    if hit.start > words.starts[hit.first] and not (relative(reading, hit) or coming(words, hit)):
        return None
    end = hit.first
    closing = words.gaps[end].strip(_BETWEEN)
    if closing and (closing not in _CLOSING or words.gaps[end].strip(" ").endswith(closing)):
        return None
    while end > first and _between(words, end - 1) and not words.gaps[end].strip(_BETWEEN):
        end -= 1
    if end - first > 2 and tuple(words.words(end - 2, end)) in _ASIDES:
        end -= 2
    if (
        end == first
        or words.kinds[end - 1] & THAT
        or words.word(end - 1) in _BACK_REFERENCE
        or words.gaps[end].strip(_BETWEEN + closing)
    ):
        return None
    if relative(reading, hit):
        return antecedent(reading, first, end, hit)
    best: Span | None = None
    for start in _clause_starts(reading, max(first, hit.first - LOOK_BACK), end):
        at = _opening(reading, start, end)
        phrase = noun_phrase(words, at, end, reading.verbs, opened=True, clause=True) if at < end else None
        if phrase is not None and words.word(phrase.end) in RELATIVES and _awaits(reading, hit, phrase):
            return Span(phrase.start, end) if _described(reading, phrase, end) else phrase  # `وكان X الذي ... قال`
        if phrase is not None and phrase.end < end and _described(reading, phrase, end):
            phrase = Span(phrase.start, end)
        if (
            phrase is None
            or phrase.end != end
            or not _plausible(reading, phrase)
            or phrase.start in reading.verbs
            or verb_first(words, phrase)
            or acting_before(reading, *phrase)
        ):
            continue
        if closing and not any(gap.strip() for gap in words.gaps[phrase.start + 1 : end]):
            continue  # its mark was opened elsewhere
        if hit.first in reading.opening and not (phrase.start and words.kinds[phrase.start - 1] & THAT):
            continue  # `قال الوزير "يرفض شركاؤنا ..."`, but `أن الوزير "يرفض" ...`
        near = phrase.end - phrase.start <= NEAR
        if best is None or (near and reading.known(phrase.start, phrase.start + 1)):
            best = some(reading, phrase)
    return best


def _awaits(reading: Reading, hit: Hit, phrase: Span) -> bool:
    """Whether a noun with a relative clause waits for its verb: behind كان, or a complementiser (`أن القوات التي ... تتوقع`)."""
    words, before = reading.words, phrase.start - 1
    if before < 0 or words.word(before) in WAS:
        return before >= 0
    head = phrase.start + (words.word(phrase.start) in _ALL)
    agreed = gender.of_cue(hit.entry, words.word(hit.first)) == gender.noun(words.word(head))
    return agreed and words.kinds[before] & THAT != 0 and reading.whole(head)


def leads(reading: Reading, hit: Hit) -> bool:
    """Whether a cue begins its sentence or has a conjunction joined to it (`وقال`)."""
    return hit.start > reading.words.starts[hit.first] or hit.first == reading.firsts[hit.first]


def _between(words: Words, i: int) -> bool:
    """Whether a word may stand between a subject and its verb: an auxiliary, or a time."""
    return words.kinds[i] & TIME != 0 or words.word(i) in _AUXILIARIES


def _clause_starts(reading: Reading, begin: int, end: int) -> list[int]:
    """Words that begin a clause, the last first, and at last `begin`."""
    kinds, gaps = reading.words.kinds, reading.words.gaps
    found: list[int] = []
    for i in range(end - 1, begin, -1):
        gap = gaps[i]
        if (
            kinds[i - 1] & THAT
            or reading.words.word(i) in _CLAUSE_WORDS
            or reading.opening.get(i, i) > i + SUBJECT_WORDS
            or (gap and (" - " in gap or any(mark in gap for mark in _CLAUSE_MARKS)))
        ):
            found.append(i)
            if len(found) == CLAUSES_BACK:
                break
    return [*found, begin]


def _opening(reading: Reading, start: int, end: int) -> int:
    """The first word behind what may stand before a subject (`وكان`, `فيما`, `بدورها`, `غير أن`)."""
    words = reading.words
    while start < end and (
        words.word(start) in _BEFORE_SUBJECT or (words.kinds[start] & TIME and not reading.whole(start))
    ):
        start += 1
    return start + 2 if start + 1 < end and tuple(reading.words.words(start, start + 2)) in _PAIRS else start


def _described(reading: Reading, phrase: Span, end: int) -> bool:
    """Whether a short relative clause stands between a subject and its verb (`السكان الذين يقطنون المنطقة قالوا`)."""
    words = reading.words
    if words.word(phrase.end) not in RELATIVES or end - phrase.end > RELATIVE_WORDS or words.gaps[end].strip():
        return False
    return not any(kind & THAT for kind in words.kinds[phrase.end : end]) and not any(words.gaps[phrase.end + 1 : end])


def _plausible(reading: Reading, phrase: Span) -> bool:
    words, length = reading.words, phrase.end - phrase.start
    word, marks = words.word(phrase.start), "".join(words.gaps[phrase.start + 1 : phrase.end])
    if length > SUBJECT_WORDS or len(word) == 1 or marks.count(")") > marks.count("("):
        return False  # too long, the `ه` of a crawl, or begun within brackets
    if words.kinds[phrase.start] & VERBAL:
        return False  # `[سيصدر] بيان يؤكد`
    if word.startswith(LED_BY_PREPOSITION) and phrase.start not in reading.heads:
        return False
    if reading.known(*phrase) or (word in GOVERNING and phrase.start == reading.firsts[phrase.start]):
        return True
    led = phrase.start and (words.kinds[phrase.start - 1] & THAT or words.word(phrase.start - 1) in _BEFORE_SUBJECT)
    if led and length <= 3:
        return True
    return length <= 4 and (reading.words.kinds[phrase.start] & DEFINITE != 0 or word.startswith(("وال", "فال")))
