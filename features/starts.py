"""Where a sentence starts that no mark parts from the one before it: at a verb of saying with its subject behind it."""

from __future__ import annotations

from features.article import Span
from features.asides import DASHES
from features.phrases import RELATIVES, in_turn
from features.text import Reading
from features.wordings import Hit
from features.words import ABOUT, COMPLEMENT, EDGE, FROM, IN, THAT, Words


def opens_sentence(reading: Reading, hit: Hit, source: Span, position: int) -> bool:
    """Whether a verb in the past, with its subject and what opens its content behind it, begins a sentence that no mark parts.

    So `ينفي إرسال قوات [نفى المبعوث إرسالها]`, `تقرير أفاد بأن طائرة شنت الضربة [قال المتحدث إن ...]`; not behind a word that
    leads a clause (`بعدما قال`, `كما أعلن`, `الذي قال`).
    """
    words, i = reading.words, hit.first
    if hit.start > words.starts[i] or i <= reading.firsts[i] + 1 or words.gaps[i].strip():
        return False
    past = words.word(i)[0] not in "يتن" and source.start == hit.stop and position - source.end <= 3
    led = words.kinds[i - 1] & (THAT | EDGE | IN | FROM | COMPLEMENT | ABOUT) or words.word(i - 1) in _LEADING_CLAUSE
    return bool(past and not led and words.kinds[position] & THAT and reading.known(source.start, source.start + 1))


def past_opening(words: Words, i: int) -> int:
    """Where a sentence begins before its verb: at whose turn it is, or at a dateline (`من جانبه قال`, `دمشق - سانا أكدت`)."""
    if i > 1 and in_turn(words, i - 2):
        return i - 2
    if i > 2 and words.gaps[i - 1].strip() in DASHES:
        return i - 2
    return i


_LEADING_CLAUSE = RELATIVES | frozenset(
    "ما مما بما كما وكما قد وقد لقد كان وكان لم لا ان اذ اذا لو حين عندما بعدما حيث الا عما فيما بينما ثم او".split()
)
