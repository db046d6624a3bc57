"""Whether the complementiser, the colon or the quotation behind a verb of saying opens what that verb reports."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from features.adjuncts import past_adjuncts
from features.appositions import object_at
from features.article import Span
from features.frames import frames_of, led_by_preposition, object_start, opener
from features.fronted import STATEMENTS
from features.phrases import noun_phrase
from features.relatives import describing, relative
from features.relays import RELAYING
from features.subjects import behind_verb
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, POINTING, THAT

AT_LEAST = 3  # words of speech before a complementiser that goes on from it
NAME = 8  # words of a name that ends a subject


def governs(reading: Reading, hit: Hit, start: int, position: int) -> bool:
    """Whether a verb's own preposition with a noun comes before a complementiser, which is then not the verb's.

    So in `حث الرئيس الأعضاء على تجديد التحقيق لأنه يرى أن`, not in `أكد على أن`.
    """
    words = reading.words
    frames = frames_of(hit.entry.traits["frames"])
    if position in reading.opening and not words.kinds[position] & THAT and ":" not in words.gaps[position]:
        return _object_first(reading, start, position, frames)
    colon = ":" in words.gaps[position] and position - start > AT_LEAST
    if not (colon or words.kinds[position] & THAT) or hit.entry.traits["lemma"] in RELAYING:
        return False
    if colon:  # `يدعو لحل الخلاف إعداد : X`
        return led_by_preposition(words, start, frames)
    if not any(led_by_preposition(words, i, frames) for i in range(start, position - 1)):
        return False
    source = behind_verb(reading, start, position, False)
    at = source.end if source else start
    if at + 1 >= position or words.kinds[at + 1] & THAT or words.gaps[at].strip():
        return False
    begin = past_adjuncts(reading, at, position, frames)  # `أثنى الوفد [خلال اللقاء] على التعاون، وأوضح أنه`
    led = (i for i in (begin - 1, begin) if at <= i < position)
    return any(led_by_preposition(words, i, frames) for i in led) and not words.kinds[begin] & THAT


def _object_first(reading: Reading, start: int, position: int, frames: AbstractSet[str]) -> bool:
    """Whether a quotation is only the end of what a verb's preposition leads (`اتهم الجيش بارتكاب "مجازر مروعة"`)."""
    words = reading.words
    source = behind_verb(reading, start, position, False)
    first, last = source.end if source else start, position - (words.word(position - 1)[0] not in "بل")
    if any(gap.strip() for gap in words.gaps[first + 1 : position]):
        return False
    if "object" in frames and first < last and object_at(reading, first):
        return True  # `تعلن [إسقاط] طائرة من طراز "إم كيو تسعة"`
    return any(led_by_preposition(words, i, frames - _TOPICS) for i in range(first, last))


_TOPICS = frozenset(("an", "fi", "bishan", "hawl"))  # prepositions of what one speaks about, before what one says


def goes_on(reading: Reading, hit: Hit, start: int, position: int, limit: int) -> bool:
    """Whether a complementiser with و goes on from what the verb reports before it (`أكدت إصابة الأهداف وأن الطائرات عادت`)."""
    words = reading.words
    if not words.kinds[position] & THAT or not words.word(position).startswith("و"):
        return False
    frames = frames_of(hit.entry.traits["frames"])
    if "bare" in frames and position - start > AT_LEAST and words.gaps[start].strip(" ") in ("،", ","):
        return True  # `وتابع، كان هذا موقفنا دائما، وأن`
    source = behind_verb(reading, start, limit, False)
    return position - (source.end if source else start) > 1 and "object" in frames


def own_noun(reading: Reading, start: int, position: int) -> int:
    """The noun of saying behind a verb's subject that a complementiser belongs to (`نفى الوزير [مزاعم] المعارضة بأن`), or 0."""
    words = reading.words
    if not words.kinds[position] & THAT or any(gap.strip() for gap in words.gaps[start + 1 : position + 1]):
        return 0
    for cue in reading.begin("cues", start + 1, position):
        i = cue.first
        if cue.entry.group != "noun" or words.word(i).removeprefix("ال") in STATEMENTS or reading.named_over(start, i):
            continue  # `مكتب أخبار سوريا`
        bound = (
            words.kinds[i] & DEFINITE and not words.kinds[i - 1] & (DEFINITE | GIVEN) and not reading.ending(i, NAME)
        )
        if bound or words.kinds[i - 1] & POINTING:
            continue  # `رئيس لجنة الاتهامات`, `تلك الاتهامات`
        if noun_phrase(words, start, i, reading.verbs, opened=True) == (start, i):
            return i
    return 0


def objected(reading: Reading, hit: Hit, source: Span, position: int, limit: int) -> bool:
    """Whether a verb's own object stands behind its subject, and the complementiser further on is another's."""
    words = reading.words
    if not words.kinds[position] & THAT or words.word(position).startswith("بان") or source.end >= position:
        return False
    if words.gaps[source.end] or not object_at(reading, source.end):
        return False
    return object_start(reading, hit, source, limit, frames_of(hit.entry.traits["frames"])) == source.end


def own_opener(
    reading: Reading, hit: Hit, start: int, limit: int, frames: AbstractSet[str]
) -> tuple[int, int, bool] | None:
    """The first complementiser, colon or quotation behind a verb, as `opener` gives it, that is no other verb's."""
    opened = opener(reading, start, limit, frames)
    while opened and _anothers(reading, hit, opened[0]):
        opened = opener(reading, opened[0] + 1, limit, frames)
    return opened


def _anothers(reading: Reading, hit: Hit, position: int) -> bool:
    """Whether a complementiser is that of another verb of saying, in a clause on a noun (`الهجوم الذي قالت إنه وقع`)."""
    if not reading.words.kinds[position] & THAT:
        return False
    other = reading.cue_before(position)
    if other is None or other.first <= hit.first or other.stop != position:
        return False
    return other.entry.group == "verb" and (relative(reading, other) or describing(reading, other))
