"""Verbs of saying with nothing told behind them, that speak of what stands before (`"..."، قال X`, `..., كما أفادت X`)."""

from __future__ import annotations

from bisect import bisect_left

from features.article import Span
from features.drafts import NOWHERE, Draft, draft, trailing
from features.frames import SPEECH_WORDS, frames_of, past_pronouns, spoken
from features.phrases import noun_phrase
from features.text import Reading
from features.wordings import Hit
from features.words import IN, NO_NOUN, POINTING, TIME, Words

_AS = ("كما", "مثلما")
GOING_ON = 2  # words of speech that goes on behind the verb
NAME = 3  # words of a name that nobody listed
NESTED = 6  # quotations before a verb that may end at it


def behind_speech(
    reading: Reading, hit: Hit, source: Span | None, before: bool, more: Span | None = None
) -> Draft | None:
    """`"..."، قال X`: a verb with nothing told behind it speaks of the quotation that opens its sentence and ends at it.

    `more` is a quotation behind it in which that speech goes on (`"..."، قال X، "..."`).
    """
    words, i = reading.words, hit.first
    if "quote" not in frames_of(hit.entry.traits["frames"]) or hit.start > words.starts[i] or before:
        return None
    if any(mark in words.gaps[i] for mark in ".\n"):
        return None
    at = bisect_left(reading.quoted, (i, 0))
    near = reading.quoted[max(0, at - NESTED) : at]
    least = GOING_ON if more else SPEECH_WORDS + 1
    speech = next((q for q in near if q.end == i and spoken(q, least)), None)
    if speech is None or reading.firsts[speech.start] != speech.start:
        return None
    found = draft(reading, hit, source, speech.start, True, beside=NOWHERE)
    return found._replace(end=speech.end, more=more)


def _name(words: Words, i: int) -> bool:
    """Whether a word may begin a name that nobody listed: no adverb (`كما ذكر [سابقا]`), nothing that leads or points."""
    return (
        not words.kinds[i] & (NO_NOUN | POINTING) and not words.word(i).endswith("ا") and words.word(i)[0] not in "بل"
    )


def compared(reading: Reading, hit: Hit) -> Draft | None:
    """`كما أفادت وكالة X`, with nothing told behind it, speaks of what stands before; its subject ends the clause."""
    words, category = reading.words, hit.entry.category
    if hit.first < 2 or hit.start > words.starts[hit.first] or category not in ("report", "affirm", "opinion", "doubt"):
        return None
    if words.word(hit.first - 1) not in _AS or hit.end < words.ends[hit.stop - 1]:
        return None
    last = reading.stops[hit.first]
    source = noun_phrase(words, past_pronouns(reading, hit.stop, last), last, reading.verbs)
    if hit.stop == last or words.gaps[hit.stop].strip():  # `..., كما قال.`
        alone = trailing(reading, hit, None, hit.stop)
        return alone and alone._replace(kind="preposition", beside=hit.first - 1, end=hit.first - 1)
    if source is None:
        return None
    ends = source.end == last and source.end - source.start <= NAME  # `كما يقول معربوني.`
    if not (reading.known(source.start, source.start + 1) or (ends and _name(words, source.start))):
        return None
    closed = source.end == last or words.gaps[source.end].strip() or words.kinds[source.end] & (TIME | IN)
    found = trailing(reading, hit, source, hit.stop) if closed else None
    goes_on = reading.opening.get(source.end, 0)  # `"..."، كما قال X، "..."`
    more = Span(source.end, goes_on) if goes_on - source.end >= GOING_ON else None
    return found and found._replace(kind="preposition", beside=hit.first - 1, end=hit.first - 1, more=more)
