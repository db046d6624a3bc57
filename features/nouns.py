"""Nouns of saying in context: whose they are, where their content begins, and when they report nothing."""

from __future__ import annotations

import re

from features.according import NO_ONE
from features.agents import subject
from features.appositions import without_object
from features.article import Span
from features.drafts import NOWHERE, Draft
from features.drafts import draft as drafted
from features.frames import frames_of, object_start, opener
from features.fronted import STATEMENTS
from features.objects import everybody
from features.phrases import noun_phrase
from features.reach import VERBAL
from features.silence import WITHOUT
from features.text import Reading
from features.wordings import Hit
from features.words import TIME, Words

NEAR, CLOSE = 15, 4  # how near what a noun introduces must stand; words from it to a bare object
NAME = 4  # words of a name that a noun may be part of
_WHOLE = frozenset(("that", "alone"))  # the frames of a noun that is written with its preposition (`قلق من`)
_COME_TO_PASS = re.compile("[وف]?س?[يت]?تمت?")  # `تمت دعوتهم`
_BY = ("من", "لدي")  # `تعهدا من الرئيس بأن`
_APART = WITHOUT | {"حول", "وحول"}
_ECHOED = ("بالقول", "بقوله", "بقولها", "بقولهم")  # open the speech of the verb before


def noun(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    """What a noun of saying reports, or None where it reports nothing."""
    words, frames = reading.words, frames_of(hit.entry.traits["frames"])
    start = hit.stop
    if reading.named_over(hit.first - NAME, hit.first):
        return None  # part of a name (`مكتب أخبار سوريا`)
    if hit.first and words.word(hit.first - 1) in _APART and not words.gaps[hit.first]:
        return None  # `دون الإعلان عن`, `وحول [توقعاته] عن القمة، قال`
    if words.word(hit.first).removeprefix("ال") in STATEMENTS and _behind_verb(reading, hit):
        return None  # the verb's subject (`وأكد بيان أن`)
    if (
        (_owned(reading, hit) or hit.entry.category == "demand")
        and hit.first
        and _COME_TO_PASS.fullmatch(words.word(hit.first - 1))
    ):
        return None  # `ستتم دعوتهم`: an act
    if start + 1 < len(words) and words.word(start).endswith(("ه", "ها")) and start not in reading.heads:
        start += 1  # `اتهامات وجهتها X`: who made them stands behind their verb
    if start + 1 < len(words) and words.word(start) in _BY:
        start += 1
    opened = opener(reading, hit.stop, min(limit, hit.stop + NEAR), frames)
    if opened:
        position, begin, quoted = opened
        if position > hit.stop and words.word(position - 1) in _ECHOED:
            return None  # `علق على تصريحات X [بالقول]`
        source = noun_phrase(words, start, position) or noun_phrase(words, hit.stop, position)
        own = source and reading.known(*source) and without_object(reading, source, position)
        if own and own != source:  # `إعلان السلطات [انتهاء المحادثات] بأنه مؤسف`
            source, begin, quoted = own, own.end, False
        if source is not None and not reading.known(*source):
            if not _owned(reading, hit) or position > hit.stop + 1 or words.gaps[hit.stop] or words.gaps[position]:
                return None
            source = None  # `اتهاماته السابقة بأن`
    else:
        source = subject(words, start, limit, reading.known(start, limit), NO_ONE, reading.opening)
        source = source if source and reading.known(*source) and not _called_upon(words, hit, source) else None
        if source and hit.entry.category == "accuse" and _led(reading, source.start):
            source = None  # `اتهامات [للنظام] باستخدام`
        quoted = False
        made = {"alone"} if source and hit.entry.category == "report" else {"object", "alone"}
        made = made - frames if frames <= _WHOLE else made
        begin = object_start(reading, hit, source, min(limit, hit.stop + NEAR), frames - made)
        if begin < 0 or begin - (source.end if source else hit.stop) > CLOSE or _circumstance(words, begin):
            return None
    return drafted(reading, hit, source, begin, quoted, beside=NOWHERE, inherits=_owned(reading, hit))


def _led(reading: Reading, i: int) -> bool:
    """Whether ل leads a word."""
    word = reading.words.word(i)
    return word.startswith("لل") or (word[0] == "ل" and not reading.whole(i))


def _called_upon(words: Words, hit: Hit, source: Span) -> bool:
    """Whether everybody is called upon (`بعد دعوة [المجتمع الدولي] لدعم الخطة`)."""
    return words.word(hit.first).endswith(("دعوه", "مطالبه", "مناشده")) and everybody(words, source.start)


def _circumstance(words: Words, begin: int) -> bool:
    """Whether what stands behind a noun is no content: when it was, whereof, or another clause."""
    word, then = words.word(begin), words.word(begin + 1) if begin + 1 < len(words) else ""
    if words.kinds[begin] & TIME and then[:2].isdigit():
        return True  # `إعلان الرياض [مايو 2015]`
    return word in _WHEN or (word in ("بهذا", "بهذه") and then.removeprefix("ال") in _WHEREOF) or word in _ANOTHER


_WHEN = frozenset("مع بعد قبل عقب منذ خلال اثناء قبيل".split())
_WHEREOF = frozenset("خصوص شان صدد مجال اطار".split())
_ANOTHER = frozenset("ونحن وهو وهي وهم وانا ولو وقد وكان وكانت".split())


def _behind_verb(reading: Reading, hit: Hit) -> bool:
    before = reading.cue_before(hit.first)
    return before is not None and before.stop == hit.first and before.entry.group in VERBAL


def _owned(reading: Reading, hit: Hit) -> bool:
    """Whether a noun carries the pronoun of who says it (`موافقتها`); ة is none."""
    word = reading.words.word(hit.stop - 1)
    return word.endswith(("ها", "هم", "هما")) or (
        word.endswith("ه") and reading.original[reading.words.till[hit.stop - 1] - 1] == "ه"
    )
