"""Verbs of saying in context: who is the subject, where content begins, and when the verb reports nothing."""

from __future__ import annotations

from features import gender
from features.addressees import behind_addressee
from features.adjuncts import past_adjuncts
from features.article import Span
from features.drafts import NOWHERE, Draft, draft, joins, paired
from features.frames import attitude, frames_of, opener, past_pronouns
from features.fronted import led_by_pronoun
from features.kinds import stems
from features.objects import ADDRESSING, DESCRIBING, TELLING, TRANSITIVE, bare, described, nominal, of_own, renewed
from features.openings import goes_on, governs, objected, own_noun, own_opener
from features.phrases import COMMAS, RELATIVES
from features.relatives import once_relative, relative, resumed
from features.relays import of_medium
from features.silence import placed, silent
from features.starts import opens_sentence, past_opening
from features.subjects import behind_verb, clause_subject, leads, subject_before
from features.text import Reading
from features.trailing import behind_speech, compared
from features.wordings import Hit
from features.words import DEFINITE, FROM, GIVEN, THAT, Words

SAYING = "قال"
SUBJECT = 4  # words of a subject between a verb and its echo
_QUOTES = ' «»"“”'
LONGEST = 80  # words of a content looked through for its end
_UNLIKE = frozenset("غرار خلاف خلافا عكس رغم خلافه".split())  # what was said is only compared (`على غرار ما أعلنه`)


def verb(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """What a verb of saying reports, or None where it reports nothing."""
    words, row = reading.words, hit.entry
    hit = _without_that(words, hit)
    frames = frames_of(row.traits["frames"])
    if silent(reading, hit) or not placed(reading, hit, frames):
        return None
    if "source" in frames and frames <= {"source", "what"}:
        unlike = hit.first > 1 and words.word(hit.first - 1) in ("ما", "لما") and words.word(hit.first - 2) in _UNLIKE
        return None if unlike else of_medium(reading, hit, limit)
    start = past_pronouns(reading, hit.stop, limit)
    opened = own_opener(reading, hit, start, limit, frames)
    if opened and _aside(reading, hit, opened[0]):
        return None
    if opened and (governs(reading, hit, start, opened[0]) or goes_on(reading, hit, start, opened[0], limit)):
        opened = None
    if opened and "object" in frames and (noun := own_noun(reading, start, opened[0])):
        opened = noun, noun, False
    form = gender.of_cue(row, words.word(hit.first))
    source, before = _subject(reading, hit, start, opened[0] if opened else -1, limit)
    if opened and source and not before and objected(reading, hit, source, opened[0], limit):
        opened = None
    quoted = bool(opened and opened[2])
    if opened and row.traits["lemma"] in TRANSITIVE and words.word(opened[0]).startswith("بان"):
        source, begin = described(reading, start, opened[0], source, before or hit.end < words.ends[hit.stop - 1])
        begin = past_adjuncts(reading, begin, opened[0], frames)
    elif opened:
        begin = opened[1]
    elif {"act", "colon"} <= frames and (again := renewed(reading, hit, start, limit, right=True)):
        return again
    else:
        source, begin, before = nominal(reading, hit, source, before, start, limit)
    if begin < 0 and "act" in frames:
        return renewed(reading, hit, start, limit)
    if begin < 0 and "bare" in frames:
        source, begin, before = bare(reading, hit, source, before, start)
    if begin < 0:
        return compared(reading, hit) or behind_speech(reading, hit, source, before)
    if quoted and (split := _split(reading, hit, source, before, begin)):
        return split
    if source is None and not before and not (relative(reading, hit) and resumed(reading, hit)):
        source = clause_subject(reading, hit)
        before = source is not None
    clitic, beside = 0, NOWHERE if before else joins(reading, hit)
    if beside == NOWHERE and not before and source and opened and opens_sentence(reading, hit, source, opened[0]):
        beside = past_opening(words, hit.first)
    if before and source and _joined_on(reading, source.start):
        clitic, beside = 1, source.start
    found = draft(reading, hit, source, begin, quoted, beside, not _impersonal(reading, hit), clitic=clitic)
    return _expressed(words, found._replace(gender=form)) if opened or begin < limit else None


def _expressed(words: Words, draft: Draft) -> Draft | None:
    """With what one is ready to do as a report, and no opinion (`أعرب عن [استعداده]`); None where one mourns."""
    if draft.lemma not in _EXPRESSING:
        return draft
    if not _MOURNING.isdisjoint(words.words(draft.begin, draft.begin + 2)):
        more = next((i for i in range(draft.begin + 1, min(len(words), draft.end)) if words.word(i) == "وعن"), -1)
        return draft._replace(begin=more + 1) if more > 0 else None  # `عن تعازيه [وعن قلقه] من التصعيد`
    return draft._replace(cue_class="report") if words.word(draft.begin).startswith("استعداد") else draft


_EXPRESSING = frozenset("أبدى أعرب عبر".split())
_MOURNING = frozenset(
    "تعازيه تعازيها تعازيهم تعازي تعازينا التعازي تعزيته تعزيتها مواساته مواساتها مواساتهم المواساه".split()
)


def _denial(reading: Reading, hit: Hit) -> bool:
    """Whether a form is the noun by its last letter (`رغم نفي دمشق`), whatever its subject's gender."""
    return hit.entry.traits["lemma"] == "نفى" and reading.original[reading.words.till[hit.stop - 1] - 1] == "ي"


def _impersonal(reading: Reading, hit: Hit) -> bool:
    """Whether a passive only looks like an active verb (`ما اعتبر خرقا`): nobody is meant."""
    words, i = reading.words, hit.first
    bare = hit.end == words.ends[hit.stop - 1] and hit.start == words.starts[i] and words.text[hit.start] == "ا"
    return bare and hit.entry.traits["lemma"] == "اعتبر" and i > 0 and words.word(i - 1) in ("ما", "مما", "فيما")


def _without_that(words: Words, hit: Hit) -> Hit:
    """A form known by its complementiser (`بين أن`) without it."""
    if hit.stop - hit.first > 1 and words.kinds[hit.stop - 1] & THAT:
        return hit._replace(stop=hit.stop - 1, end=words.ends[hit.stop - 2])
    return hit


def _split(reading: Reading, hit: Hit, source: Span | None, before: bool, begin: int) -> Draft | None:
    """Speech that a verb and its subject stand in the middle of (`"..."، قال X، "..."`)."""
    more = Span(begin, reading.opening.get(begin, begin))
    found = compared(reading, hit) or behind_speech(reading, hit, source, before, more)
    return found if found and found.more == more else None


def _subject(reading: Reading, hit: Hit, start: int, position: int, limit: int) -> tuple[Span | None, bool]:
    """The subject of a verb, and whether it stands before it; content opens at `position`, if at all (-1)."""
    words, row, opened = reading.words, hit.entry, position >= 0
    if source := subject_before(reading, hit):
        return source, True
    if led_by_pronoun(reading, hit) or _second(reading, hit):
        return None, False
    telling = row.traits["lemma"] in TELLING
    if (telling and of_own(words, start)) or ("attitude" in frames_of(row.traits["frames"]) and attitude(words, start)):
        return None, False
    told = telling or row.category in ADDRESSING
    source = behind_verb(reading, start, _reach(reading, hit, position if opened else limit), opened, told)
    if source is None and opened:
        source = behind_addressee(reading, start, position)
    several = _plural(words.word(hit.first)) or gender.of_cue(row, words.word(hit.first)) == gender.PLURAL
    if source is None or several or _national(reading, hit, source):
        return None, False  # the subject of a plural stands before it
    led = source.end < limit and (words.word(source.end) in RELATIVES or words.word(source.end)[0] == "ب")
    if (opened or led) and row.traits["lemma"] in DESCRIBING and _thing(reading, source):
        return None, False  # `وصف [الاتفاق] بأنه انتصار`, `وصف [الاتفاق] الذي تم بالنصر`
    if telling:
        source = _before_medium(reading, source)
    filled = opened and not told and source.end == position and bool(reading.known(*source))
    stated = words.word(hit.stop - 1) == "في"  # `جاء في رسالة`: a text is no subject
    stated = stated or _denial(reading, hit)
    agreed = filled or stated or _agree(reading, gender.of_cue(row, words.word(hit.first)), source.start)
    return (source if agreed else None), False


def _second(reading: Reading, hit: Hit) -> bool:
    """Whether a verb in the present goes on from another of one subject before both (`الشعب يستنكر [ويشجب] الدور`)."""
    before = reading.cue_before(hit.first)
    if before is None or before.stop != hit.first or before.entry.group != "verb":
        return False
    return paired(reading.words, hit.first) and subject_before(reading, before) is not None


def _thing(reading: Reading, source: Span) -> bool:
    """Whether words name a thing, which cannot be who describes."""
    word, hits = reading.words.word(source.start), reading.known(source.start, source.start + 1)
    return all(h.entry.group == "other" for h in hits) if hits else gender.verbal(word.removeprefix("ال"))


def _before_medium(reading: Reading, source: Span) -> Span:
    """Some unnamed source without the medium that it told something (`أبلغ شاهد [وكالة X] أن`)."""
    first = reading.known(source.start, source.start + 1)
    name = next((h for h in first if _proper(h) and h.stop < source.end), None)
    another = name and (reading.words.word(name.stop).startswith(stems("body")) or _named(reading, name.stop))
    if name and another and not reading.words.kinds[name.first] & DEFINITE:
        return Span(source.start, name.stop)  # `أبلغ جوتيريس [مجلس الأمن]`, `أبلغ بوتين [نتنياهو]`
    unnamed = any(h.entry.group in ("anonymous", "civilian", "activist") for h in first)
    media = (h.first for h in reading.known(source.start + 1, source.end) if h.entry.group == "media")
    at = next(media, source.end) if unnamed else source.end
    return Span(source.start, at)


def _named(reading: Reading, i: int) -> bool:
    """Whether a name of speakers.tsv, or a country, begins at a word as it stands."""
    return any(_proper(h) for h in reading.known(i, i + 1) if h.start == reading.words.starts[i])


def _proper(hit: Hit) -> bool:
    return hit.entry.traits.get("kind") == "name" or hit.entry.id.endswith("_place")


def _aside(reading: Reading, hit: Hit, position: int) -> bool:
    """Whether commas hold a verb in a relative clause apart from a complementiser (`قال X، الذي تحدث في موسكو، إن`)."""
    words = reading.words
    was = once_relative(reading, hit)
    if not (was or relative(reading, hit)) or not words.kinds[position] & THAT:
        return False
    marks = words.gaps[hit.first - 1 - was].strip(), words.gaps[position].strip()
    return all(mark and mark in COMMAS for mark in marks)


def _plural(word: str) -> bool:
    """Whether a verb's form is a plural, which no subject follows (`اتهموا`, `ويتوعدون الاحتلال`)."""
    return word.endswith("وا") or (word.endswith("ون") and word.lstrip("وف")[:1] in ("ي", "ت"))


def _agree(reading: Reading, form: str, i: int) -> bool:
    """Whether a verb of some gender may have a word for its subject; a name tells none (`وأشار البحرة`, `نفت تحرير الشام`)."""
    words = reading.words
    named = words.kinds[i] & GIVEN or (gender.verbal(words.word(i)) and reading.proper(i))
    return bool(named) or gender.agree(form, gender.noun(words.word(i)))


def _reach(reading: Reading, hit: Hit, end: int) -> int:
    """How far the subject of a verb may go: من leads whom one asks (`يطلب القرار [من الأمين العام]`), or what one mocks.

    The first من behind an indefinite noun tells who he is where another follows (`سخر متحدث من الحركة [من البيان]`).
    """
    words = reading.words
    if hit.entry.category not in ("demand", "accuse") or "min" not in frames_of(hit.entry.traits["frames"]):
        return end
    near = range(hit.stop + 1, min(end, hit.stop + LONGEST))
    led = [i for i in near if words.kinds[i] & FROM]
    if len(led) > 1 and not words.kinds[led[0] - 1] & (DEFINITE | GIVEN):
        return led[1]
    return led[0] if led else end


def echoes(reading: Reading, cue: Hit, hit: Hit) -> bool:
    """Whether a word only says once more that somebody speaks: قائلا, or يقول right behind a verb and its subject."""
    if hit.entry.traits["lemma"] != SAYING or hit.entry.group != "verb":
        return hit.entry.traits["lemma"] == SAYING and hit.entry.group == "participle"
    words = reading.words
    plain = words.text[hit.start] in "يت" and hit.start == words.starts[hit.first]
    between = words.gaps[cue.stop : hit.first + 1] if plain and hit.first <= cue.stop + SUBJECT else [","]
    return not any(gap.strip(_QUOTES) for gap in between)


def _national(reading: Reading, hit: Hit, source: Span) -> bool:
    """Whether a source is but the adjective of the noun that a cue of some words ends with (`رفضت اتهامات [روسية]`)."""
    if hit.stop - hit.first == 1 or source.end - source.start > 1:
        return False
    hits = reading.known(*source)
    return bool(hits) and all(h.entry.id.endswith("_adj") for h in hits)


def _joined_on(reading: Reading, i: int) -> bool:
    """Whether a conjunction or ل is joined to the first word of a source (`وموسكو التي تنفي`)."""
    words = reading.words
    return (words.word(i).startswith(("وال", "فال")) and not words.kinds[i] & GIVEN and not reading.whole(i)) or (
        reading.joined(i) and words.text[words.starts[i]] in "وفل"
    )


def over_clause(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """What a verb reports behind a clause of its own with another verb in it (`صرح X عائدا من جولة نقلته إلى الصين أن`).

    Only a complementiser tells.
    """
    words = reading.words
    if not leads(reading, hit) or "that" not in frames_of(hit.entry.traits["frames"]) or silent(reading, hit):
        return None
    opened = opener(reading, past_pronouns(reading, hit.stop, limit), limit, ("that",))
    if opened is None or "بان" in words.word(opened[0]):
        return None
    source = behind_verb(reading, hit.stop, opened[0], False) or behind_verb(reading, hit.stop, opened[0], True)
    found = draft(reading, hit, source, opened[1], False, beside=joins(reading, hit))
    return found._replace(gender=gender.of_cue(hit.entry, words.word(hit.first)))


def of_himself(reading: Reading, hit: Hit) -> bool:
    """Whether who speaks says it of himself (`قال إنه لا يتوقع أن`): no passive, as it may be read elsewhere."""
    words, i = reading.words, hit.first
    that = i - 1 - (words.word(i - 1) == "لا")
    return (
        that >= 0 and words.word(i) != "من" and words.kinds[that] & THAT != 0 and words.word(that).endswith(_PRONOUNS)
    )


_PRONOUNS = ("نه", "نها", "نهم")
