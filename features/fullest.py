"""By which words a speaker is shown at a cue that names none: the fullest before it that name him."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from features.actors import Said
from features.article import Span
from features.earlier import fuller
from features.kinds import stems
from features.namesakes import behind_title, common, country_alone, named_in, nearest, said_first, takes_up, unspoken
from features.offices import told_again
from features.persons import given_names
from features.phrases import BACKED, COMMAS, RELATIVES, asks
from features.speakers import TOPICS, Speaker
from features.text import Reading
from features.turns import MEMORY
from features.words import GIVEN, IN, MAYBE_GIVEN, NUMBER, POINTING, Words

_NAMES = GIVEN | MAYBE_GIVEN

POINTED = 2  # words of a noun that is pointed at
RELATIVE = 4  # words of a clause that is part of a name
SOURCE, OFFICIAL = ("المصدر", "المصادر"), ("المسوول", "المسووله")
# Nouns that take up somebody named before; `القضاء` and `الحكومة` do not.
TAKING_UP = frozenset(
    """المصدر المصادر الكاتب الباحث المحلل الخبير المسوول المسووله الوزير الوزيره الرييس السفير السفيره المبعوث الموفد المتحدث
    المتحدثه الناطق الناطقه القيادي القايد الناشط الصحفي الصحافي المراسل النايب العضو المدير المحامي الطبيب الشاهد الشيخ
    المفتي الجنرال العقيد العميد اللواء الوزاره الصحيفه الوكاله القناه الموقع المجله الشبكه المنظمه الحركه الجماعه الحزب
    الهييه اللجنه معاليه سموه جلالته فخامته سعادته دولته سيادته""".split()
)


def fullest(reading: Reading, heard: Said, names: Sequence[Span], past: Sequence[Said], cue: int) -> Span:
    """The fullest words that name a speaker before a cue, the nearest of equal ones; `names` are those near the cue."""
    if (noun := by_noun(reading, heard.source)) != heard.source:
        heard = heard._replace(source=noun, words=frozenset(reading.words.hashes[noun.start : noun.end].tolist()))
    plain = _plain(reading, heard.source)
    same = [heard.source, *_alike(reading, heard, plain, past)]
    same += [name for name in (*names, *([heard.full] if heard.full else [])) if unspoken(reading, name)]
    same = [by_noun(reading, one) for one in same]
    same = _one_of(reading, heard.source, [_core(reading, one) for one in same])
    here = heard.source if heard.source.start >= reading.firsts[cue] else None
    best = max(same, key=lambda s: (s.end - s.start, s == here, s.start))
    surname = plain if plain and plain.end - plain.start == 1 else None
    found = [one for name in (best, surname) if name and (one := fuller(reading, name))]
    if not found and (
        role := _taken_up(reading, best, heard.speaker, past)
        or _of_role(reading, best, heard.speaker, past)
        or _of_office(reading, best, past)
    ):
        found = [role]
    longer = [core for one in found if (core := _core(reading, one)).end <= cue]
    return nearest(reading.words, max(longer, key=lambda s: s.end - s.start, default=best), cue)


def by_noun(reading: Reading, source: Span) -> Span:
    """A source by its noun alone that points at somebody, or tells that he asks not to be named.

    So `هذه [المصادر]`, `[المسؤول] الذي رفض ذكر اسمه`.
    """
    words, (start, end) = reading.words, source
    if end - start == POINTED and words.kinds[start] & POINTING and words.word(start + 1) in TAKING_UP:
        return Span(start + 1, end)
    asking = end - start > POINTED and words.word(start + 1) in RELATIVES and asks(words, start + 2)
    return Span(start, start + 1) if asking else source


def _alike(reading: Reading, heard: Said, plain: Span | None, past: Sequence[Said]) -> Iterator[Span]:
    """The sources before that name the same one as a source, by its words, its noun or its row."""
    words, source = reading.words, heard.source
    row, first = _listed(reading, source), _said_first(reading, source, past)
    own = given_names(words, plain) if plain else frozenset[str]()
    for one in {one.source: one for one in past[-MEMORY:]}.values():
        within = heard.words <= one.words and unspoken(reading, one.source)
        if (
            (within and named_in(reading, source, one.source))
            or one.source == first
            or (plain and own and own <= given_names(words, one.source) and named_in(reading, plain, one.source))
            or (row is not None and _listed(reading, one.source) == row)
        ):
            yield one.source


def _plain(reading: Reading, source: Span) -> Span | None:
    """A name without the title before it, or what is told behind a comma (`[الدكتور] سالم`, `[السفير] سالم`, `سالم[، العضو]`)."""
    words, (start, end) = reading.words, source
    known = reading.known(start, start + 1)
    if name := behind_title(reading, source):
        return name
    comma = next((i for i in range(start + 1, end) if words.gaps[i].strip()[:1] in COMMAS and words.gaps[i].strip()), 0)
    titled = any(h.entry.traits.get("kind") == "kind" for h in known)
    return Span(start, comma) if comma and not titled else None


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
    """A name without where he is, who is behind him and how old he is (`شتاينماير [في برلين]`, `قسد [المدعومة من X]`)."""
    words = reading.words
    person = any(kind & GIVEN for kind in words.kinds[name.start : name.end])
    body = _listed(reading, name) or any(
        h.entry.traits.get("kind") == "name" for h in reading.known(name.start, name.start + 1)
    )
    inner = range(name.start + 1, name.end)
    cut = next(
        (i for i in inner if "(" in words.gaps[i] and (words.kinds[i] & NUMBER or words.kinds[i - 1] & GIVEN)), 0
    )
    name = Span(name.start, cut) if cut else name
    if not person and not body:
        return name
    last = max((i for i in range(*name) if words.kinds[i] & GIVEN), default=name.start)
    listed = max((h.stop for h in reading.known(name.start, name.start + 1) if h.stop <= name.end), default=0)
    inner = range(max(name.start + 2, last, listed), name.end)  # `المقاومة الإسلامية في العراق` is a name as a whole
    end = next((i for i in inner if _circumstance(reading, i, name.end)), name.end)
    return Span(name.start, end)


def _circumstance(reading: Reading, i: int, end: int) -> bool:
    """Whether a place, who is behind somebody, or a long clause on him begins at a word."""
    words = reading.words
    behind = words.word(i + 1).removeprefix("ال") if i + 1 < end else ""
    field = behind.startswith((*TOPICS, *stems("body")))  # `الخبير في الشؤون الروسية`, `القيادي في حركة الأحرار`
    return bool(words.kinds[i] & IN and not field) or words.word(i) in BACKED or _told_long(words, i, end)


def _told_long(words: Words, i: int, end: int) -> bool:
    """Whether more words than belong to a name tell who somebody is (`فلانة [وهي نائبة كبيرة عن حزب ...]`)."""
    return words.word(i) in ("وهو", "وهي") and end - i > RELATIVE + 2


def _said_first(reading: Reading, source: Span, past: Sequence[Said]) -> Span | None:
    """The last speaker before a bare definite noun whom it takes up by his own noun (`صحيفة الوطن` ... `الصحيفة`)."""
    if not takes_up(reading.words, source):
        return None
    return next((one for one in _before(source, past) if said_first(reading.words, source, one)), None)


def _before(source: Span, past: Sequence[Said]) -> Iterator[Span]:
    """The sources of attributions that stand before a source, the last first."""
    return (one.source for one in reversed(past[-MEMORY:]) if one.source.end <= source.start)


def _listed(reading: Reading, source: Span) -> str | None:
    """The row of speakers.tsv that names a body as a whole (`البنتاغون`, `وزارة الدفاع الأميركية`); a country has many."""
    if country_alone(reading, source) or any(reading.words.kinds[i] & GIVEN for i in range(*source)):
        return None
    hits = (
        h for h in reading.known(source.start, source.start + 1) if h.lexicon == "speakers" and h.stop == source.end
    )
    return next((h.entry.id for h in hits if h.entry.traits["kind"] == "name"), None)


def _taken_up(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Span | None:
    """Whom a bare definite noun takes up that no earlier name begins with: the last one of its kind (`المصدر`, `معاليه`)."""
    source = by_noun(reading, source)
    if reading.words.word(source.start) not in TAKING_UP or not common(reading, source):
        return None
    told = (one for one in reversed(past[-MEMORY:]) if one.source.end <= source.start)
    before = [one for one in told if not common(reading, by_noun(reading, one.source))]
    if reading.words.word(source.start) in SOURCE:
        people = [one for one in before if one.speaker.type != "media"]
        unnamed = (one.source for one in people if one.speaker.type == "anonymous")
        found = next(unnamed, people[0].source if people else None)
    else:
        found = next((one.source for one in before if one.speaker.type == speaker.type != "other"), None)
    return found and (fuller(reading, found) or found)


def _of_role(reading: Reading, source: Span, speaker: Speaker, past: Sequence[Said]) -> Span | None:
    """The person last quoted by name whose role or land is told again (`الخبير في الشأن الروسي`, `المسؤول الإيراني`)."""
    words = reading.words
    head, *more = words.words(*source)
    if head not in TAKING_UP or not 1 <= len(more) <= RELATIVE or any(words.kinds[i] & _NAMES for i in range(*source)):
        return None
    field = bool(words.kinds[source.start + 1] & IN)
    if not field and (len(more) > 1 or head not in OFFICIAL):
        return None  # `السفير الإيراني` is another man
    told = {head, head.removeprefix("ال")} if field else set(more)
    for one in reversed(past[-MEMORY:]):
        alike = one.speaker.type == speaker.type and one.source.end <= source.start
        before = alike and given_names(words, one.source)
        if before and not told.isdisjoint(words.words(*one.source)):
            return fuller(reading, one.source) or one.source
    return None


def _of_office(reading: Reading, source: Span, past: Sequence[Said]) -> Span | None:
    """Who was last quoted of whom an office without a name may be said again (`المتحدث الإيراني`)."""
    found = next((one for one in _before(source, past) if told_again(reading, source, one)), None)
    return found and (fuller(reading, found) or found)
