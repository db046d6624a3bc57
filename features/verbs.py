"""Verbs of saying in context: who is the subject, where content begins, and when the verb reports nothing."""

from __future__ import annotations

from features import gender
from features.article import Span
from features.drafts import NOWHERE, Draft, draft, trailing
from features.frames import frames_of, object_start, opener
from features.phrases import COMMAS, noun_phrase, subject
from features.subjects import WAS, before_verb, behind_time, relative
from features.text import Reading
from features.wordings import Hit
from features.words import EDGE, IN, THAT, TIME, VERBAL

# Whom these accuse, call upon or describe belongs to their content (`اتهم النظام [التحالف بقتل]`); the lemmas cannot do
# without such an object, so that a single noun before their preposition is it.
ADDRESSING = ("accuse", "demand")
DESCRIBING = frozenset(("وصف",))
NAMED, LONGEST = 10, 80  # words of a subject before its verb's preposition, and of a content looked through for its end
WAS_WORDS = 12  # from كان to the verb whose subject stands between
ASIDE_WORDS = 9  # of a circumstance between commas
SPEECH = 4  # words of speech that nothing opens
STATEMENTS = frozenset("معلومات تقارير انباء تقرير بيان مصادر وثائق تسريبات شهادات".split())
TRANSITIVE = frozenset(("اتهم", "ناشد", "حث", "وصف", "حمل", "نصح", "اتهام"))
_NEGATIONS = frozenset("لم لن لا ولم ولن ولا فلم ليس دون".split())
_PREPOSITIONS = frozenset("علي في الي عن بعد قبل اي كل ايه بلا دون حول ضد تم يتم تمت بدون وعلي وفي".split())
_ASIDE = frozenset(
    "فيه فيها به بها له لها لهم عليه عليها عنه عنها معه ايضا كذلك خلاله خلالها امامه مجددا مرارا مؤخرا".split()
)
_LEADING = frozenset(("عن", "الي", "علي", "من"))
_PERFECT = frozenset(("قد", "فقد", "وقد"))
_JOINING = frozenset("كما فيما بينما حيث اذ ثم لكن وكما".split())
_ASKED = {"الذي": gender.MASCULINE, "التي": gender.FEMININE, "الذين": gender.PLURAL}
_CUT, _MEANWHILE = frozenset(("وذلك", "حيث")), frozenset(("فيما", "بينما"))


def verb(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """What a verb of saying reports, or None where it reports nothing."""
    words, row = reading.words, hit.entry
    frames = frames_of(row.traits["frames"])
    if silent(reading, hit):
        return None
    if frames == {"source"}:
        return trailing(reading, hit, noun_phrase(words, hit.stop, limit), hit.stop)
    start = _aside(reading, hit.stop, limit)
    opened = opener(reading, start, limit, frames)
    form = gender.of_cue(row, words.word(hit.first))
    source = (_before(reading, hit) or _beside_it(reading, hit)) if _led_by_subject(reading, hit) else None
    before = source is not None
    if source is None:
        source = _after(reading, start, opened[0] if opened else limit, opened is not None)
        if source is not None and not gender.agree(form, gender.noun(words.word(source.start))):
            source = None
    quoted = bool(opened and opened[2])
    if opened and row.traits["lemma"] in TRANSITIVE and words.word(opened[0]).startswith("بان"):
        source, begin = _described(reading, start, opened[0], source, before)
    elif opened:
        begin = opened[1]
    else:
        source, begin, before = _object(reading, hit, source, before, start, limit)
    if begin < 0 and "bare" in frames:
        source, begin, before = _bare(reading, hit, source, before, start)
    if begin < 0:
        return None
    if source is None and not before and not (relative(reading, hit) and _resumed(reading, hit)):
        source = _before(reading, hit)
        before = source is not None
    beside = NOWHERE if before else _beside(reading, hit)
    clitic = 1 if before and source and words.word(source.start).startswith(("وال", "فال")) else 0
    found = draft(reading, hit, source, begin, quoted, beside=beside, clitic=clitic)
    found = found._replace(gender=form)
    return found if opened or begin < limit else None


def over_clause(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """What a verb reports behind a clause of its own with another verb in it (`صرح X عائدا من جولة نقلته إلى الصين أن`).

    Only a complementiser tells.
    """
    words = reading.words
    leads = hit.start > words.starts[hit.first] or hit.first == reading.firsts[hit.first]
    if not leads or "that" not in frames_of(hit.entry.traits["frames"]) or silent(reading, hit):
        return None
    opened = opener(reading, _aside(reading, hit.stop, limit), limit, ("that",))
    if opened is None or "بان" in words.word(opened[0]):
        return None
    source = _after(reading, hit.stop, opened[0], False) or _after(reading, hit.stop, opened[0], True)
    found = draft(reading, hit, source, opened[1], False, beside=_beside(reading, hit))
    return found._replace(gender=gender.of_cue(hit.entry, words.word(hit.first)))


def _beside(reading: Reading, hit: Hit) -> int:
    """Where what was said before this verb ends: at its conjunction, attached or a word of its own."""
    words = reading.words
    if hit.start > words.starts[hit.first]:
        return hit.first
    joined = hit.first and not words.gaps[hit.first] and words.word(hit.first - 1) in _JOINING
    return hit.first - 1 if joined and words.gaps[hit.first - 1] else NOWHERE


def _described(
    reading: Reading, start: int, position: int, source: Span | None, before: bool
) -> tuple[Span | None, int]:
    """Source and content of `وصف X القتال بأنه شرس`: whom or what it describes belongs to the content."""
    if before:
        return source, start
    found = subject(reading.words, start, position, reading.known(start, position), reading.addressed, reading.opening)
    if found is None or found.end >= position:
        return None, start
    return found, found.end


def silent(reading: Reading, hit: Hit) -> bool:
    """Whether the verb is denied to have been said, or is a noun behind a preposition."""
    words = reading.words
    if hit.first == 0 or words.gaps[hit.first]:
        return False
    before = words.word(hit.first - 1)
    if before in _NEGATIONS and (hit.entry.category in ("report", "affirm") or not _opened(reading, hit)):
        return True
    whole = hit.start == words.starts[hit.first] and hit.end - hit.start <= 4 and hit.stop == hit.first + 1
    return whole and before in _PREPOSITIONS


def _opened(reading: Reading, hit: Hit) -> bool:
    return opener(reading, hit.stop, hit.stop + 3, ("that",)) is not None


def _aside(reading: Reading, start: int, limit: int) -> int:
    """The first word behind pronouns with prepositions that stand beside the verb (`قال فيه`)."""
    while start < limit and reading.words.word(start) in _ASIDE:
        start += 1
    return start


def _led_by_subject(reading: Reading, hit: Hit) -> bool:
    """Whether the subject stands before the verb: in a relative clause, behind قد, or right before one in the present."""
    words = reading.words
    before = words.word(hit.first - 1) if hit.first else ""
    first = reading.firsts[hit.first]
    if hit.start == words.starts[hit.first] and first < hit.first <= first + WAS_WORDS and words.word(first) in WAS:
        return True
    if before in _PERFECT or (relative(reading, hit) and not _resumed(reading, hit)):
        return True
    return _beside_it(reading, hit) is not None


def _beside_it(reading: Reading, hit: Hit) -> Span | None:
    """A known speaker, or a statement (`معلومات تفيد`), right before a verb in the present."""
    words = reading.words
    if (
        hit.first == 0
        or hit.start > words.starts[hit.first]
        or words.text[hit.start] not in "يت"
        or words.gaps[hit.first]
    ):
        return None
    if before := [h for h in reading.known(max(0, hit.first - 4), hit.first) if h.stop == hit.first]:
        return Span(before[0].first, hit.first) if before[0].start == words.starts[before[0].first] else None
    said = words.word(hit.first - 1)
    return Span(hit.first - 1, hit.first) if said in STATEMENTS else None


def _resumed(reading: Reading, hit: Hit) -> bool:
    """Whether the noun before a relative clause is not its subject: a pronoun stands for it, or its gender is another.

    So in `التي تعتبرها`, and in `المدينة التي أعلن الجيش السيطرة عليها`.
    """
    words = reading.words
    form = gender.of_cue(hit.entry, words.word(hit.first))
    if form and form != _ASKED.get(words.word(hit.first - 1), form):
        return True
    behind = hit.stop < len(words) and words.word(hit.stop) in _ASIDE
    return behind or hit.end < words.ends[hit.stop - 1]


def _before(reading: Reading, hit: Hit) -> Span | None:
    return before_verb(reading, hit, reading.firsts[hit.first])


def _after(reading: Reading, start: int, end: int, opened: bool) -> Span | None:
    if not opened:
        return subject(reading.words, start, end, reading.known(start, end), reading.addressed, reading.opening)
    reach = start
    barriers = reading.addressed | reading.verbs
    if start not in barriers:
        reach = max((h.stop for h in reading.known(start, start + 1) if h.stop <= end), default=start)
    found = noun_phrase(reading.words, start, end, barriers, opened=True, sure=reach)
    return found or behind_time(reading, start, end, barriers)


def _object(
    reading: Reading, hit: Hit, source: Span | None, before: bool, start: int, limit: int
) -> tuple[Span | None, int, bool]:
    """Source, beginning of a nominal content (-1: none), and whether the source stands before the verb."""
    row = hit.entry
    frames = frames_of(row.traits["frames"])
    behind = None if before else source
    begin = object_start(reading, hit, behind, limit, frames)
    addressing = row.category in ADDRESSING or row.traits["lemma"] in DESCRIBING
    at = begin - 1 if begin > 0 and reading.words.word(begin - 1) in _LEADING else begin
    if source is None and not addressing and at > start and (at < begin or "object" not in frames):
        found = noun_phrase(reading.words, start, at, reading.addressed | reading.verbs, opened=True)
        source = behind = found if found and found.end == at and _names(reading, found) else None
    if begin >= 0 and addressing:
        alone = behind is not None and begin <= behind.end and reading.words.word(begin)[0] in "بل"
        if alone and row.traits["lemma"] in TRANSITIVE:
            source = behind = None  # the only noun is whom it accuses
        begin = behind.end if behind else start
    if begin < 0:
        earlier = source if before else None if source else _before(reading, hit)
        subject_found = source or earlier
        sure = subject_found is not None and bool(reading.known(*subject_found))
        if sure and ("who" in frames or (earlier and _headline(reading, hit, earlier))):
            source, before = subject_found, earlier is not None
            begin = start if before or source is None else source.end
    return source, _past_time(reading, begin, limit) if begin >= 0 else -1, before


def _bare(
    reading: Reading, hit: Hit, source: Span | None, before: bool, start: int
) -> tuple[Span | None, int, bool]:
    """Source and content of a verb of saying that nothing but speech follows (`وقال لا يمكن الوصول إلى السلطة`).

    The verb opens a clause, or its subject stands before it; what is said has some words, and begins as a clause does
    where the verb may have an object (`أضاف هدفا`, `تابع المباراة`).
    """
    words = reading.words
    last = reading.stops[hit.first]
    leads = hit.start > words.starts[hit.first] or hit.first == reading.firsts[hit.first]
    if relative(reading, hit) or not (leads or before):
        return source, -1, before
    source = source or _after(reading, start, last, False)
    begin = source.end if source and not before else start
    if last - begin < SPEECH or words.kinds[begin] & THAT:
        return source, -1, before
    clause = words.kinds[begin] & (VERBAL | EDGE | IN) or words.word(begin)[0] in "نا" and words.word(begin)[:2] != "ال"
    return source, begin if hit.entry.traits["lemma"] == "قال" or clause else -1, before


def _names(reading: Reading, found: Span) -> bool:
    """Whether what stands between a verb and its preposition may be its subject: short, and no adverb (`بشكل قوي`, `سريعا`)."""
    if reading.known(found.start, found.start + 1):
        return found.end - found.start <= NAMED
    word = reading.words.word(found.start)
    return found.end - found.start <= NAMED and word[0] not in "بل" and not word.endswith("ا")


def _headline(reading: Reading, hit: Hit, source: Span) -> bool:
    """Whether a verb in the present stands behind a subject that opens its sentence (`قيادي يكشف وجود`)."""
    words = reading.words
    present = words.text[hit.start] in "يت" and hit.start == words.starts[hit.first]
    return present and source.end == hit.first and source.start == reading.firsts[hit.first]


def _past_time(reading: Reading, begin: int, limit: int) -> int:
    """Where a nominal content begins behind adverbs of time and an addressed medium."""
    words, start = reading.words, begin
    while begin < limit and (words.kinds[begin] & TIME or words.word(begin) in _ASIDE):
        begin += 1
    begin = _past_circumstance(reading, begin, limit)
    if begin in reading.addressed:
        begin = max((h.stop for h in reading.known(begin, begin + 1)), default=begin)
    return begin if begin < limit else start


def _past_circumstance(reading: Reading, begin: int, limit: int) -> int:
    """Behind a circumstance between commas (`أكد لافروف، خلال مؤتمر صحفي، ضرورة الحل`), or `begin`."""
    words = reading.words
    if begin >= limit or words.gaps[begin].strip(" ") not in COMMAS or not words.gaps[begin].strip(" "):
        return begin
    if not words.kinds[begin] & (IN | EDGE) or words.kinds[begin] & THAT:
        return begin
    closed = range(begin + 2, min(limit, begin + ASIDE_WORDS))
    return next((i for i in closed if words.gaps[i].strip(" ") and words.gaps[i].strip(" ") in COMMAS), begin)


def new_clause(reading: Reading, found: Draft) -> int:
    """Where content ends at the latest: a clause behind a comma that speaks of something else (`، فيما`, `، في حين`).

    Behind a content that no complementiser opens `حيث` and `وذلك` begin one, too.
    """
    words = reading.words
    if found.quoted or found.kind not in ("verb", "participle"):
        return found.end
    nominal = not (found.begin > 0 and words.kinds[found.begin - 1] & THAT)
    for i in range(found.begin + 2, min(found.end - 1, found.begin + LONGEST)):
        gap = words.gaps[i]
        if gap and gap.strip(" ") in ("،", ","):
            word = words.word(i)
            meanwhile = word in _MEANWHILE or (word == "في" and words.word(i + 1) == "حين")
            if meanwhile or (nominal and word in _CUT):
                return i
    return found.end
