"""Verbs in relative clauses: whether the noun before is their subject, and how far it goes back."""

from __future__ import annotations

from features import gender
from features.article import Span
from features.attributes import NUMBERED, attributive, news
from features.frames import RESUMING
from features.phrases import RELATIVES, noun_phrase
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, FROM, GIVEN, IN, NO_NOUN, THAT, Words

LONGEST_TITLE, NEAR = 8, 10
LED_BY_PREPOSITION = ("وب", "بال", "وك", "كال")
_ASKED = {"الذي": gender.MASCULINE, "التي": gender.FEMININE, "الذين": gender.PLURAL}


def relative(reading: Reading, hit: Hit) -> bool:
    """Whether a verb stands in a relative clause, its subject being the noun before (`الفصيل الذي أعلن`)."""
    words, i = reading.words, hit.first
    return i > 0 and words.word(i - 1) in RELATIVES and not (i > 1 and words.word(i - 2) in _WHEN)


_WHEN = frozenset("الوقت الحين اليوم اللحظه الساعه المره السبب".split())  # when or why it was said


def once_relative(reading: Reading, hit: Hit) -> bool:
    """Whether كان stands between a relative word and a verb (`الذي كان يتحدث`)."""
    words, i = reading.words, hit.first
    return i > 1 and words.word(i - 1) in PAST and words.word(i - 2) in RELATIVES


PAST = frozenset("كان كانت كانوا".split())


def resumed(reading: Reading, hit: Hit) -> bool:
    """Whether the noun before a relative clause is not its subject: a pronoun stands for it, or its gender is another.

    So in `التي تعتبرها`, and in `المدينة التي أعلن الجيش السيطرة عليها`. Or its own subject stands behind it, before a
    complementiser (`القوات التي ترى أنقرة أنها خطر`).
    """
    words = reading.words
    form = gender.of_cue(hit.entry, words.word(hit.first))
    if form and form != _ASKED.get(words.word(hit.first - 1), form):
        return True
    behind = hit.stop < len(words) and words.word(hit.stop) in RESUMING
    return behind or hit.end < words.ends[hit.stop - 1] or _before_that(reading, hit)


def _before_that(reading: Reading, hit: Hit) -> bool:
    """Whether a known speaker fills all between a verb and its complementiser."""
    words = reading.words
    near = range(hit.stop + 1, min(hit.stop + NEAR, reading.stops[hit.first]))
    at = next((i for i in near if words.kinds[i] & THAT), 0)
    phrase = noun_phrase(words, hit.stop, at, reading.verbs, opened=True) if at else None
    return (
        phrase is not None and phrase.end == at and reading.whole(phrase.start) and agrees(reading, hit, phrase.start)
    )


def agrees(reading: Reading, hit: Hit, i: int) -> bool:
    """Whether a word may be the subject of a verb by gender and number."""
    words = reading.words
    return gender.agree(gender.of_cue(hit.entry, words.word(hit.first)), gender.noun(words.word(i)))


def antecedent(reading: Reading, first: int, end: int, hit: Hit) -> Span | None:
    """The noun phrase that a relative clause belongs to, the subject of its verb `hit`."""
    words = reading.words
    for known in reading.known(max(first, end - LONGEST_TITLE), end):
        clitic = known.start - words.starts[known.first]
        name = known.entry.traits.get("kind") != "kind"
        if not clitic or (clitic == 1 and name and words.text[known.start - 1] == "و"):
            phrase = noun_phrase(words, known.first, end, reading.verbs, opened=True, clause=True)
            if phrase is not None and phrase.end == end:
                if _of_another(reading, hit, phrase):
                    return Span(end - 1, end)
                return Span(_numbered(words, phrase.start, first), end)
    start = end - 1
    while start > first and words.word(start).startswith(("ال", "وال")) and not words.gaps[start] and start > end - 3:
        start -= 1
    start += start < end - 1 and words.kinds[start] & (GIVEN | IN | FROM) != 0  # `واستنكر فلان [الاتهامات] التي`
    if (counted := _numbered(words, start, first)) < start:
        return Span(counted, end)
    led = words.word(start).startswith(LED_BY_PREPOSITION) or words.word(max(first, start - 1))[0] in "لب"
    return Span(start, end) if words.word(end - 1).startswith(("ال", "وال")) and not led else None


def _of_another(reading: Reading, hit: Hit, phrase: Span) -> bool:
    """Whether a relative clause belongs to the definite noun that ends a phrase alone (`نفى الجيش [التقارير] التي تحدثت`)."""
    words, last = reading.words, phrase.end - 1
    if news(words, last, reading.known(phrase.start, last)):
        return True
    both = phrase.start < last and words.kinds[last - 1] & words.kinds[last] & DEFINITE
    alone = both and not attributive(words, last)
    return bool(alone) and agrees(reading, hit, last) and not agrees(reading, hit, phrase.start)


def _numbered(words: Words, start: int, first: int) -> int:
    """The word that tells how many of those there are (`عدد من [الساسة الأمريكيين]`), or `start`."""
    near = range(start, max(first, start - COUNTED) - 1, -1)
    at = next((i for i in near if i > first + 1 and words.word(i - 1) == "من" and words.word(i - 2) in NUMBERED), 0)
    plain = at and not any(words.gaps[at - 1 : start + 1])
    return at - 2 if plain and all(words.kinds[i] & DEFINITE for i in range(at, start)) else start


COUNTED = 2  # definite words between who is known and how many they are


def describing(reading: Reading, hit: Hit) -> bool:
    """Whether a verb with a pronoun stands right behind the indefinite noun that it tells of (`جماعات تؤيدها دمشق`)."""
    words, i = reading.words, hit.first
    own = i > 0 and hit.start == words.starts[i] and hit.end < words.ends[hit.stop - 1] and not words.gaps[i]
    return own and not words.kinds[i - 1] & (DEFINITE | NO_NOUN) and not reading.begin("cues", i - 1, i)
