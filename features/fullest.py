"""By which words a speaker is shown at a cue that names none: the fullest before it that name him."""

from __future__ import annotations

from collections.abc import Sequence

from features.actors import Said
from features.article import Span
from features.earlier import fuller, named_land
from features.namesakes import common, named_in, nearest, said_first, takes_up, unspoken
from features.persons import given_names
from features.phrases import BACKED
from features.speakers import Speaker
from features.text import Reading
from features.titles import addressed
from features.words import GIVEN, IN

MEMORY = 200  # sources back that an earlier name of the same one is looked for
SOURCE = ("المصدر", "المصادر")
# Nouns that take up somebody named before; `القضاء` and `الحكومة` do not.
TAKING_UP = frozenset(
    """المصدر المصادر الكاتب الباحث المحلل الخبير المسوول المسووله الوزير الوزيره الرييس السفير السفيره المبعوث الموفد المتحدث
    المتحدثه الناطق الناطقه القيادي القايد الناشط الصحفي الصحافي المراسل النايب العضو المدير المحامي الطبيب الشاهد الشيخ
    المفتي الجنرال العقيد العميد اللواء الوزاره الصحيفه الوكاله القناه الموقع المجله الشبكه المنظمه الحركه الجماعه الحزب
    الهييه اللجنه معاليه سموه جلالته فخامته سعادته دولته سيادته""".split()
)


def fullest(reading: Reading, heard: Said, names: Sequence[Span], past: Sequence[Said], cue: int) -> Span:
    """The fullest words that name a speaker before a cue, the nearest of equal ones; `names` are those near the cue."""
    row, first = _listed(reading, heard.source), _said_first(reading, heard.source, past)
    bare = _unaddressed(reading, heard.source)
    alone = heard.source.end - heard.source.start == 1 and named_land(reading, heard.source.start)
    land = reading.words.word(heard.source.start) if alone else ""  # `السعودية` is not `الاستخبارات السعودية`
    same = [heard.source] + [
        one.source
        for one in {one.source: one for one in past[-MEMORY:]}.values()
        if (
            heard.words <= one.words
            and land in ("", reading.words.word(one.source.start))
            and named_in(reading, heard.source, one.source)
            and unspoken(reading, one.source)
        )
        or one.source == first
        or (
            bare
            and named_in(reading, bare, one.source)
            and given_names(reading.words, bare) <= given_names(reading.words, one.source)
        )
        or (row is not None and _listed(reading, one.source) == row)
    ]
    same += [name for name in (*names, *([heard.full] if heard.full else [])) if unspoken(reading, name)]
    same = _one_of(reading, heard.source, [_core(reading, one) for one in same])
    here = heard.source if heard.source.start >= reading.firsts[cue] else None
    best = max(same, key=lambda s: (s.end - s.start, s == here, s.start))
    longer = fuller(reading, best)
    if longer is None and common(reading, best):
        longer = _taken_up(reading, best, heard.speaker, past)
    return nearest(reading.words, _core(reading, longer) if longer and longer.end <= cue else best, cue)


def _unaddressed(reading: Reading, source: Span) -> Span | None:
    """A person's name without the form of address before it (`[الدكتور] فلان الفلاني`)."""
    start = source.start
    titled = addressed(start, reading.known(start, start + 1)) and source.end - start > 2
    return Span(start + 1, source.end) if titled and reading.words.kinds[start + 1] & GIVEN else None


def _one_of(reading: Reading, source: Span, names: Sequence[Span]) -> list[Span]:
    """Of several persons whom an office may mean (`وزير الخارجية`) the last before it, by all his names; names of nobody stay."""
    words = reading.words
    if given_names(words, source):
        return list(names)
    persons = sorted((one for one in names if given_names(words, one)), key=lambda one: one.start)
    meant = next((one for one in reversed(persons) if one.end <= source.end), persons[0] if persons else None)
    own = given_names(words, meant) if meant else frozenset[str]()
    return [one for one in names if not given_names(words, one) or not own.isdisjoint(given_names(words, one))]


def _core(reading: Reading, name: Span) -> Span:
    """A person's or a body's name without where he is and who is behind him (`شتاينماير [في برلين]`, `قسد [المدعومة من X]`)."""
    words = reading.words
    named = any(kind & GIVEN for kind in words.kinds[name.start : name.end]) or _listed(reading, name)
    listed = named or any(h.entry.traits.get("kind") == "name" for h in reading.known(name.start, name.start + 1))
    if not listed:
        return name
    last = max((i for i in range(*name) if words.kinds[i] & GIVEN), default=name.start)
    inner = range(max(name.start + 2, last), name.end)
    end = next((i for i in inner if words.kinds[i] & IN or words.word(i) in BACKED), name.end)
    return Span(name.start, end)


def _said_first(reading: Reading, source: Span, past: Sequence[Said]) -> Span | None:
    """The last speaker before a bare definite noun whom it takes up by his own noun (`صحيفة الوطن` ... `الصحيفة`)."""
    if not takes_up(reading.words, source):
        return None
    before = (one.source for one in reversed(past[-MEMORY:]) if one.source.end <= source.start)
    return next((one for one in before if said_first(reading.words, source, one)), None)


def _listed(reading: Reading, source: Span) -> str | None:
    """The row of speakers.tsv that names a body as a whole (`البنتاغون`, `وزارة الدفاع الأميركية`)."""
    if any(reading.words.kinds[i] & GIVEN for i in range(*source)):
        return None
    hits = (
        h for h in reading.known(source.start, source.start + 1) if h.lexicon == "speakers" and h.stop == source.end
    )
    return next((h.entry.id for h in hits if h.entry.traits["kind"] == "name"), None)


def _taken_up(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Span | None:
    """Whom a bare definite noun takes up that no earlier name begins with: the last one of its kind (`المصدر`, `معاليه`)."""
    if reading.words.word(source.start) not in TAKING_UP:
        return None
    before = [one for one in past[-MEMORY:] if one.source.end <= source.start and not common(reading, one.source)][::-1]
    if reading.words.word(source.start) in SOURCE:
        told = [one for one in before if one.speaker.type != "media"]
        found = next((one.source for one in told if one.speaker.type == "anonymous"), told[0].source if told else None)
    else:
        found = next((one.source for one in before if one.speaker.type == speaker.type != "other"), None)
    return found and (fuller(reading, found) or found)
