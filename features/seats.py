"""Where somebody sits: places that belong to a source (`المجلس المحلي في مدينة دوما`, `السفير الإيراني في سوريا`)."""

from __future__ import annotations

from collections.abc import Sequence

from features.wordings import Hit
from features.words import DEFINITE, EDGE, FROM, IN, TIME, Words

# Where an ambassador or an envoy sits: `السفير الإيراني في سوريا`.
SEATS = frozenset(
    """سوريا سوريه لبنان العراق تركيا الاردن مصر ايران روسيا دمشق بيروت بغداد موسكو واشنطن انقره طهران القاهره عمان جنيف نيويورك
    حلب ادلب باريس لندن برلين الرياض الدوحه المنطقه الشرق بروكسل الكويت قطر السعوديه اسراييل فرنسا بريطانيا المانيا""".split()
)
_AREAS = frozenset("مدينه بلده محافظه منطقه ناحيه قضاء اقليم".split())  # as far as whose bodies reach
_PLACES = _AREAS | frozenset("ريف قريه مخيم حي مطار مطاري جنوب شمال شرق غرب".split())
_SIDES = frozenset("الشمالي الجنوبي الشرقي الغربي الشماليه الجنوبيه الشرقيه الغربيه الدولي".split())


def country(words: Words, nation: Hit) -> bool:
    """Whether a nation is named as a country (`روسيا`, `تركيا` read like their adjectives)."""
    return nation.entry.id.endswith("_place") or words.word(nation.first) in ("روسيا", "تركيا")


def seated(words: Words, first: int, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far places carry a body on, or somebody without a name (`المجلس المحلي في مدينة دوما`, `فصيل بريف حلب الشمالي`)."""
    lands = {h.first for h in known if h.lexicon == "nations" and h.entry.id.endswith("_place")}
    while reach + 1 < stop and not (reach == first + 1 and first in lands):
        end = _place(words, reach, lands)
        if end == reach or end > stop or any(words.gaps[reach:end]) or words.kinds[end - 1] & (IN | FROM | EDGE | TIME):
            break
        reach = next((i for i in range(end, stop) if words.word(i) not in _SIDES), stop)
    return reach


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
