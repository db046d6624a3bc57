"""`بحسب X`, `وفق ما ذكر X`: whose word it is; leading, of the clause behind it, else of what stands before."""

from __future__ import annotations

from features.agents import subject
from features.article import Span
from features.documents import with_issuer
from features.drafts import NOWHERE, Draft, quoted_from, trailing
from features.drafts import draft as drafted
from features.frames import RESUMING, frames_of, opener, past_pronouns
from features.gender import acted, deed
from features.phrases import noun_phrase
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, MAYBE_GIVEN, THAT, VERBAL, Words

REACH, AT_ONCE = 45, 7  # words of a sentence that a cue governs; from a source to where what it says opens
GOT = 5  # words of a source and of a clause of its own
_MA = frozenset(("ما", "حسبما", "بحسبما", "وفقما"))
_THAT_IS = frozenset("وذلك ذلك وهذا".split())  # `... ..وذلك وفقا لتقارير`
NO_ONE: frozenset[int] = frozenset()


def according(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """`بحسب X`: leading, it speaks of the clause behind it; trailing, of the sentence before it."""
    words, frames = reading.words, frames_of(hit.entry.traits["frames"])
    after = _with_verb(reading, hit)
    form = words.word(hit.stop - 1)
    amid = hit.first > reading.firsts[hit.first] and not words.gaps[hit.first]
    if form in ("وحسب", "فحسب") and amid and not reading.known(hit.stop, hit.stop + 1):
        return None  # `لم ترفض روسيا [وحسب]`: only
    if "apart" in frames and not _apart(words, hit):
        return None  # `الانتخابات ستجري [وفقا له]`: by a plan
    by_pronoun = "alone" in frames and form.endswith(("ه", "ها", "هم", "هما"))
    last = reading.stops[hit.first]
    # `وفقا لوكالة رويترز`, to which nobody speaks
    lam = (form.endswith(("وفقا", "طبقا", "تبعا")) or form == "ا") and after < last and words.word(after)[0] == "ل"
    reach = after if by_pronoun else min(last, after + REACH)
    named = past_pronouns(reading, after, reach)  # `بحسب ما نقلت عنه X`
    source = noun_phrase(words, named, reach, reading.verbs, sure=named + lam)
    source = source and (with_issuer(reading, source, reach) or _marked(reading, source))
    # the preposition of `بحسب ما جاء في` is none of the cue
    shown = after - (words.word(after - 1) == "في" and not _MA.isdisjoint(words.words(hit.first, after)))
    if source is None:
        inherits = "alone" in frames or any(word.endswith("ما") for word in words.words(hit.first, hit.stop - 1))
        return trailing(reading, hit, None, shown) if inherits else None  # `وفق ما أفاد في بيان`
    if form.endswith(("وفق", "وفقا")) and not _speaks(reading, source):
        return None
    if form.endswith(("طبقا", "الي")) and not _speaks(reading, Span(source.start, source.start + 1)):
        return None  # `طبقا [لخط] سير الرحلة`, `استنادا إلى [موقف] من الحكومة`
    if form.endswith(("حسب", "الي")) and words.word(source.start).removeprefix("ال") in _NORMS:
        return None
    clitic = 1 if lam and not words.word(source.start).startswith("لل") else 0
    if hit.first > reading.firsts[hit.first]:
        opened = opener(reading, source.end, min(limit, source.end + AT_ONCE), ("that", "colon"))
        if opened is None:
            alone = hit.first == reading.firsts[hit.first] + 1 and words.word(hit.first - 1) in _THAT_IS
            before = _of_sentence_before(reading, hit, source, shown, clitic) if alone else None
            return before or trailing(reading, hit, source, shown, clitic)
        return drafted(reading, hit, source, opened[1], opened[2], beside=NOWHERE, after=shown, clitic=clitic)
    source = _before_clause(reading, _before_verb(reading, source), reach, last, named + lam)
    begin = source.end
    if begin < last and words.kinds[begin] & THAT:
        begin += 1
    if begin >= last:
        return _of_sentence_before(reading, hit, source, shown, clitic)
    return drafted(reading, hit, source, begin, False, beside=NOWHERE, after=shown, clitic=clitic)


def _marked(reading: Reading, source: Span) -> Span:
    """A source that ends where the mark closes that it opens with (`بحسب "السورية نت" [اشتعلت] به`), or before a later one."""
    words, end = reading.words, reading.opening.get(source.start, source.end)
    over = any(h.first < end < h.stop for h in reading.known(source.start, source.end))  # `"هيئة" تحرير الشام`
    if end < source.end and not over and (acted(words.word(end)) or deed(words.word(end)) or words.kinds[end] & VERBAL):
        return Span(source.start, end)
    inner = range(source.start + 1, source.end)
    return Span(source.start, next((i for i in inner if i in reading.opening and words.gaps[i].strip()), source.end))


def _apart(words: Words, hit: Hit) -> bool:
    """Whether a mark stands before words and another, or the end, behind them."""
    return bool(words.gaps[hit.first].strip()) and (hit.stop == len(words) or bool(words.gaps[hit.stop].strip()))


def _before_clause(reading: Reading, source: Span, reach: int, last: int, sure: int) -> Span:
    """A source that the clause follows without a mark between (`بحسب المرصد السوري [قتل عشرة أشخاص]`).

    Its words are those a subject would have; words behind them that no mark parts are the clause's.
    """
    words = reading.words
    if source.end < last and (words.gaps[source.end].strip() or words.kinds[source.end] & THAT):
        return source
    if any(words.gaps[source.start + 1 : source.end]) or _got(words, source, last):
        return source
    known = reading.known(source.start, reach)
    named = subject(words, source.start, reach, known, NO_ONE, reading.opening, sure=sure)
    return named if named is not None and named.start == source.start and named.end < source.end else source


def _before_verb(reading: Reading, source: Span) -> Span:
    """A source before the verb of the clause behind it (`بحسب التقرير [توزعت] الانتهاكات`)."""
    words = reading.words
    near = range(source.start + 1, source.end - 1)
    at = next((i for i in near if _acts(reading, i) and words.kinds[i - 1] & words.kinds[i + 1] & DEFINITE), source.end)
    return Span(source.start, at)


def _acts(reading: Reading, i: int) -> bool:
    """Whether a word between two definite ones is by its form a verb in the past whose subject is feminine."""
    words = reading.words
    return acted(words.word(i)) and not words.kinds[i] & (DEFINITE | GIVEN) and not reading.known(i, i + 1)


def _got(words: Words, source: Span, last: int) -> bool:
    """Whether a clause of the source stands behind it (`معلومات حصلت [عليها] الوكالة، قتل عشرة`)."""
    near = range(source.start + 1, min(last, source.start + GOT))
    return any(words.word(i) in RESUMING for i in near)


# By which something is done; nobody says it (`حسب تعليمات`, `استنادا إلى المادة`).
_NORMS = frozenset(
    """ماده مواد قانون دستور مقررات تعليمات مواصفات تبعيه لوايح انظمه معايير شروط بنود خطط جدول ترتيب حاجه حاجات حصص نسبه كميه عقد
    اتفاق اتفاقيه اتفاقات معاهده ميثاق مبادي مبدا اصول اعراف تقاليد عادات شريعه فصل""".split()
)


def _speaks(reading: Reading, source: Span) -> bool:
    """Whether what stands behind وفق may say something: a known speaker, or a statement; no criterion (`وفق مفاهيمنا`)."""
    words = reading.words
    given = any(words.kinds[i] & GIVEN for i in range(*source)) or words.kinds[source.start] & MAYBE_GIVEN
    if given or reading.known(*source) or source.start in reading.opening:
        return True
    cue = reading.cue(source.start)
    return cue is not None and cue.entry.group == "noun"


def _of_sentence_before(reading: Reading, hit: Hit, source: Span, after: int, clitic: int) -> Draft | None:
    """`بحسب X` as a sentence of its own speaks of the one before it."""
    first = reading.firsts[hit.first]
    if not first:
        return None
    begin = quoted_from(reading, reading.firsts[first - 1], first)
    found = drafted(reading, hit, source, begin, False, beside=NOWHERE, after=after, clitic=clitic)
    return found._replace(end=first)


def _with_verb(reading: Reading, hit: Hit) -> int:
    """Behind the cue; the verb of saying behind ما, with its own preposition, is part of it (`وفق ما أشار إليه X`)."""
    words = reading.words
    if not words.word(hit.stop - 1).endswith("ما"):
        return hit.stop
    verb = reading.cue(hit.stop)
    if verb is not None and verb.entry.group in ("verb", "preposition") and not words.gaps[hit.stop]:
        after = verb.stop
        back = after < len(words) and words.word(after) in _BACK and not words.gaps[after]
        return after + 1 if back else after
    past = hit.stop + 1 < reading.stops[hit.first] and words.word(hit.stop).endswith(("ت", "ته", "تها", "ه", "ها"))
    if (
        past
        and not words.kinds[hit.stop] & (DEFINITE | GIVEN)
        and reading.whole(hit.stop + 1)
        and not reading.known(hit.stop, hit.stop + 1)
    ):
        return hit.stop + 1  # `حسبما صنفتها منظمة اليونسكو`
    return hit.stop


_BACK = ("اليه", "اليها", "به", "بها", "عنه", "عنها", "في")
