"""Where somebody sits: places that belong to a source (`المجلس المحلي في مدينة دوما`, `السفير الإيراني في سوريا`)."""

from __future__ import annotations

from collections.abc import Sequence

from features.attributes import attributive
from features.phrases import bare_occasion, taking_part
from features.wordings import Hit
from features.words import DEFINITE, EDGE, FROM, IN, NO_NOUN, POINTING, TIME, Words

# Where an ambassador or an envoy sits: `السفير الإيراني في سوريا`.
SEATS = frozenset(
    """سوريا سوريه لبنان العراق تركيا الاردن مصر ايران روسيا دمشق بيروت بغداد موسكو واشنطن انقره طهران القاهره عمان جنيف نيويورك
    حلب ادلب حمص حماه درعا اللاذقيه طرطوس السويداء القنيطره الحسكه الرقه القامشلي عفرين
    باريس لندن برلين الرياض الدوحه المنطقه الشرق بروكسل الكويت قطر السعوديه اسراييل فرنسا بريطانيا المانيا""".split()
)
_AREAS = frozenset("مدينه بلده محافظه منطقه ناحيه قضاء اقليم".split())  # as far as whose bodies reach
_PLACES = _AREAS | frozenset("ريف قريه مخيم حي مطار مطاري جنوب شمال شرق غرب".split())
_PEOPLE = frozenset("civilian activist anonymous expert political armed_group military official local_network".split())
_COMING = frozenset(
    "شهود شاهد اهال اهالي نازحون لاجيون سكان شبان ناشطون نشطاء مقاتلون شخصيات وجهاء مدنيون مصدر مصادر".split()
)
_NEAR = ("مقرب", "المقرب", "قريبه", "قريبون", "قريبين")  # `مصادر مقربة من القوات`
_HOME = ("بلاده", "بلادها", "بلادهم")  # `أحقية بلاده [في التدخل]`
CONSTRUCT = 3  # nouns of which the last is definite
_SIDES = frozenset("الشمالي الجنوبي الشرقي الغربي الشماليه الجنوبيه الشرقيه الغربيه الدولي".split())


def country(words: Words, nation: Hit) -> bool:
    """Whether a nation is named as a country (`روسيا`, `تركيا` read like their adjectives)."""
    return nation.entry.id.endswith("_place") or words.word(nation.first) in ("روسيا", "تركيا")


def seated(words: Words, first: int, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far places carry a body on, or somebody without a name (`المجلس المحلي في مدينة دوما`, `فصيل بريف حلب الشمالي`)."""
    if reach + 1 >= stop:
        return reach
    lands = {h.first for h in known if h.lexicon == "nations" and h.entry.id.endswith("_place")}
    while reach + 1 < stop and not (reach == first + 1 and first in lands):
        end = _place(words, reach, lands)
        if end == reach or end > stop or any(words.gaps[reach:end]) or words.kinds[end - 1] & (IN | FROM | EDGE | TIME):
            break
        reach = next((i for i in range(end, stop) if words.word(i) not in _SIDES), stop)
    return reach


def among(words: Words, first: int, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far where people are or come from carries them on (`سكان في الحي`, `نازحون من ريف إدلب`), or `reach`."""
    if reach + 1 >= stop or any(words.gaps[reach : reach + 2]) or words.word(reach - 1) in _HOME:
        return reach
    part = taking_part(words, first, reach)
    if bare_occasion(words, reach + 1) and not part:
        return reach  # `مصدر عسكري [في تصريح]`
    if words.word(reach) == "من" and words.word(reach + 1) in ("اصل", "اصول") and reach + 2 < stop:
        return reach + 3  # `مواطن ألماني [من أصل تونسي]`
    near, coming = words.word(reach - 1).startswith(_NEAR), words.word(first) in _COMING
    if words.kinds[reach] & FROM:  # but not `حذر سكان [من القصف]`
        led = near or (coming and _somewhere(words, reach + 1, known))
    else:
        people = (h for h in known if h.first == first and h.entry.traits.get("kind") == "kind")
        led = words.kinds[reach] & IN != 0 and (near or coming or part or any(h.entry.group in _PEOPLE for h in people))
    at = reach + 1 + (words.kinds[reach + 1] & POINTING != 0)  # `قائد في هذه الفصائل`
    end = construct(words, at, stop, known) if led and at < stop else at
    return end if end > at else reach


def construct(words: Words, at: int, stop: int, known: Sequence[Hit]) -> int:
    """Where nouns end that run up to a known name or a definite word (`قيادة شرطة حمص`, `قادة المعارضة السورية`), or `at`."""
    end = max((h.stop for h in known if h.first == at and h.stop <= stop), default=at)
    if end == at or not words.kinds[end - 1] & DEFINITE:
        near = range(end, min(stop, at + CONSTRUCT))
        far = next((i for i in near if _closes(words, i, known)), -1)
        further = max((h.stop for h in known if h.first == far and h.stop <= stop), default=far + 1)
        end = further if far >= 0 and (end == at or not any(h.stop == end for h in known if _named(h))) else end
    if end == at or any(words.gaps[at + 1 : end]) or any(kind & NO_NOUN for kind in words.kinds[at:end]):
        return at
    return next((i for i in range(end, stop) if not (words.kinds[i] & DEFINITE and attributive(words, i))), stop)


def _closes(words: Words, i: int, known: Sequence[Hit]) -> bool:
    """Whether a word closes nouns that run up to it: a definite one, a place, a known name."""
    return words.kinds[i] & DEFINITE != 0 or words.word(i) in SEATS or any(h.first == i for h in known)


def _somewhere(words: Words, i: int, known: Sequence[Hit]) -> bool:
    """Whether a place is told at a word: one of a kind, or a well-known one."""
    word = words.word(i)
    lands = any(h.first == i and h.lexicon == "nations" for h in known)
    return lands or word in SEATS or word.removeprefix("ال") in _PLACES


def _named(hit: Hit) -> bool:
    """Whether a wording is a name or a country, behind which no noun goes on."""
    return hit.lexicon == "nations" or hit.entry.traits.get("kind") == "name"


def _place(words: Words, i: int, lands: set[int]) -> int:
    """Where the place ends that في or ب leads, or `i`: one of a kind with its name, or a well-known one.

    An area stands right behind a bare body as well (`شرطة محافظة ديالى`).
    """
    word = words.word(i)
    if not words.kinds[i] & IN:
        bare = word in _AREAS and not words.kinds[i - 1] & (DEFINITE | FROM)
        return i + 2 if bare or (word[0] == "ب" and word[1:] in _PLACES) else i
    if words.word(i + 1) in _PLACES:
        return i + 3
    return i + 2 if words.word(i + 1) in SEATS or i + 1 in lands else i
