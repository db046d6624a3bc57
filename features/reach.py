"""How far a cue's words reach: up to the next verb of saying that parts it from what it might report."""

from __future__ import annotations

from collections.abc import Sequence

from features.adjuncts import of_occasion
from features.appositions import object_at
from features.article import Span
from features.asides import around
from features.attributes import attributive
from features.frames import frames_of
from features.relatives import describing, once_relative, relative
from features.relays import carried
from features.silence import silent, unnamed
from features.subjects import behind_verb
from features.text import Reading
from features.verbs import echoes
from features.wordings import Hit
from features.words import DEFINITE

VERBAL = ("verb", "participle", "passive")
OF_OBJECTS, OBJECT = (
    ("accuse", "demand", "agree"),
    3,
)  # classes of verbs with an object of their own; words of a subject and one


def next_verb(
    reading: Reading,
    cues: Sequence[Hit],
    at: int,
    end: int,
    asides: Sequence[Span] = (),
    joined: bool = False,
    alone: bool = False,
) -> int:
    """The first word of the next verb of saying, or `end`.

    `joined`: of the next one that a conjunction leads; `alone`: the cue has no object, so that قائلا does not part it either.
    """
    stop, starts = cues[at].stop, reading.words.starts
    for i in range(at + 1, len(cues)):
        hit = cues[i]
        if hit.first >= end:
            break
        aside = around(asides, hit.first)
        if aside and cues[at].stop <= aside.start and aside.end < end:
            continue
        if joined and hit.start == starts[hit.first]:
            continue
        if (silent if hit.entry.group == "verb" else unnamed)(reading, hit):
            continue
        if hit.first >= stop and hit.entry.group in VERBAL and not _passed_over(reading, cues[at], hit, alone):
            return hit.first
    return end


def _passed_over(reading: Reading, cue: Hit, hit: Hit, alone: bool) -> bool:
    """Whether a verb does not part a cue from its content: in a relative clause of the subject or of a statement, or قائلا.

    That parts a verb from an object of its own (`وانتقد الوزير الخطة الأميركية، قائلا إن`).
    """
    if cue.entry.group != "verb":
        return False
    far = not alone and hit.first - cue.stop > OBJECT
    told = far and (cue.entry.category in OF_OBJECTS or _object_before(reading, cue, hit.first))
    echoed = echoes(reading, cue, hit) and not (told and hit.entry.group == "participle")
    return (
        echoed
        or relative(reading, hit)
        or describing(reading, hit)
        or once_relative(reading, hit)
        or of_occasion(reading, hit)
        or carried(reading, hit)
    )


def _object_before(reading: Reading, cue: Hit, end: int) -> bool:
    """Whether a verb's own object, or what its إلى leads, stands behind its subject before a word (`أكد X عزمه ...، [قائلا]`)."""
    words, frames = reading.words, frames_of(cue.entry.traits["frames"])
    source = behind_verb(reading, cue.stop, end, False)
    at = source.end if source else cue.stop
    if at >= end or words.gaps[at].strip():
        return False
    if words.word(at) == "عن":
        return "attitude" in frames or cue.entry.traits["lemma"] in _EXPRESSING
    own = object_at(reading, at) or (words.kinds[at] & DEFINITE and not attributive(words, at))
    return bool("object" in frames and own) or ("ila" in frames and words.word(at) == "الي")


_EXPRESSING = ("أعرب", "عبر")  # what عن leads is somebody's mind, and no topic
