"""The subject right behind a verb whose object follows without a complementiser: a known speaker, his titles and his name.

All positions are numbers of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from features.article import Span
from features.attributes import (
    BELONGING,
    NEWS,
    aimed,
    another,
    attributive,
    bodied,
    clash,
    closed,
    closed_off,
    complete,
    coordinate,
    counted,
    described,
    further,
    governs,
    nominative,
    origin,
    two_offices,
    unlisted_body,
    unnamed,
)
from features.kinds import stems
from features.persons import KUNYA, named_before, person, plain_noun
from features.phrases import noun_phrase, partaking
from features.quotes import AROUND
from features.seats import SEATS, among, construct, seated
from features.titles import (
    ADJECTIVE,
    GOVERNING,
    addressed,
    fathered,
    known_name,
    named,
    office,
    placed_name,
    retitled,
    secretary,
    sent_to,
)
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, IN, Words

QUOTED = 6  # words of a name in quotation marks


def subject(
    words: Words,
    start: int,
    end: int,
    known: Sequence[Hit],
    barriers: frozenset[int],
    opening: Mapping[int, int] = MappingProxyType({}),
    clause: bool = False,
    sure: int = 0,
) -> Span | None:
    """The subject right behind a verb whose object follows without a complementiser; None where the object comes first.

    A known speaker carries the phrase on over its nation and, behind a title, a person's name, definite words from there;
    without, an indefinite first word is the object. `opening`: where quotations end that a word opens (`صحيفة "حريت"`);
    `clause`: marks may stand before the first word; words before `sure` belong to it.
    """
    if (phrase := noun_phrase(words, start, end, barriers, clause=clause, sure=sure)) is None:
        return None
    first, stop = phrase
    if (noun := counted(words, first, stop)) > first:
        of = subject(words, noun, end, known, barriers, opening)
        if (last := of.end if of else construct(words, noun, stop, known)) > noun:
            return Span(first, _joined(words, last, stop, known))
    beyond, known = known, [h for h in known if h.first < stop]
    reach, titled = _heads(words, first, [h for h in known if first <= h.first and h.stop <= stop])
    reach = _marked(opening, first, reach, stop) if reach > first else reach
    if reach > first and not unnamed(words, first, reach, known):
        reach = _marked(opening, reach, reach, stop)
    others = _others(words, first, reach, known)
    reach = _definite(words, first, reach, stop, others, titled, known)
    titled = titled or words.word(first).removeprefix("ال") in GOVERNING
    called = carried = False
    if titled and words.word(first) not in DOCUMENTS:
        reach = _called(words, at := _offices(words, first, reach, stop, known), stop, known)
        carried = reach > at
        called = carried and addressed(first, known)  # `الشيخ فلان [نائب الأمين العام]`
    elif reach == first and (words.kinds[first] & GIVEN or words.word(first) in KUNYA or words.word(first) == "عبد"):
        reach = named(words, reach, stop, known)
        called = reach > first
    elif reach > first and not titled and (at := retitled(words, reach, stop, known)) > reach:
        reach = _called(words, at, stop, known)  # `شيخ الأزهر [الدكتور أحمد الطيب]`
    if reach == first:
        return None
    reach = fathered(words, reach, stop, known)
    if not (carried or named_before(words, reach, known)):
        reach = _placed(words, first, reach, stop, known)
    reach = sent_to(words, first, reach, end, beyond)
    if opening.get(first) != reach:  # `«عبد الله» [الرئيس السوري]`
        reach = _apposed(words, reach, stop, known, titled, others, called)
    return Span(first, _joined(words, reach, stop, known))


def _marked(opening: Mapping[int, int], first: int, reach: int, stop: int) -> int:
    """Where marks close that open at a word, round a known name and more or a name behind it (`صحيفة ["حريت"]`); or `reach`."""
    closing = opening.get(first, reach)
    return closing if reach < closing <= min(stop, first + QUOTED) else reach


def _others(words: Words, first: int, reach: int, known: Sequence[Hit]) -> set[int]:
    """Where others are named behind what known speakers carry a phrase on to; a nation's adjective is nobody else."""
    behind = (h for h in known if reach < h.first or h.first == reach > first)
    others = {h.first for h in behind if h.entry.group != "nation" or _land(words, h)}
    free = {i for i in others if words.word(i) not in BELONGING and words.word(i - 1) not in BELONGING}
    return {i for i in free if not partaking(words, first, i)}


def _land(words: Words, hit: Hit) -> bool:
    """Whether a country is named that has the article."""
    return hit.entry.id.endswith("_place") and words.kinds[hit.first] & DEFINITE != 0


def _offices(words: Words, first: int, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """Where the office of a title ends, and a second title behind it unless it ends with a name."""
    at = office(words, first, reach, stop, known)
    return at if named_before(words, at, known) else retitled(words, at, stop, known)


def _placed(words: Words, first: int, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far places carry a phrase on, and who of the people there is named."""
    reach = seated(words, first, reach, stop, known)
    if (end := placed_name(words, first, reach, stop, known)) > reach:
        return end
    within = among(words, first, reach, stop, known)
    return _called(words, within, stop, known) if within > reach else reach


def _called(words: Words, at: int, stop: int, known: Sequence[Hit]) -> int:
    """How far a person's name carries a phrase on, listed or told by a given name."""
    return max(named(words, at, stop, known), known_name(words, at, stop, known))


def _apposed(
    words: Words, reach: int, stop: int, known: Sequence[Hit], titled: bool, others: set[int], called: bool
) -> int:
    """How far the title behind a person's name carries a phrase on (`سلجوق أونال المتحدث باسم الخارجية`)."""
    if (titled and not called) or reach >= stop or words.gaps[reach]:
        return reach
    bodies = stems("body")
    named = called or any(
        h.stop == reach
        and h.entry.traits.get("kind") == "name"
        and not words.word(h.first).removeprefix("ال").startswith(bodies)
        for h in known
    )
    if not (named or words.kinds[reach - 1] & GIVEN):
        return reach
    word = words.word(reach)
    whole = word in GOVERNING or secretary(words, reach, known)  # `مسعود البارزاني [رئيس إقليم كردستان]`
    title = next((h for h in known if h.first == reach and (whole or h.entry.traits.get("kind") == "kind")), None)
    if title is None or not (whole or (words.kinds[reach] & DEFINITE and title.entry.group not in _NOBODY)):
        return reach  # `وزارة الخارجية السورية [فصائل المقاومة]` goes on with its object
    several = word.endswith(("ون", "ين")) and not whole
    if several or word in NEWS or word.removeprefix("ال").startswith(bodies):
        return reach  # `بشار الأسد [الجيش على كسر الحصار]`: a body, or several, are nobody's title
    end, _ = _heads(words, reach, [h for h in known if reach <= h.first and h.stop <= stop])
    end = max(end, title.stop)
    return _definite(words, reach, end, stop, {i for i in others if i >= end}, True, known)


_NOBODY = ("other", "igo")  # of whom no title is: documents, the community of states


def _heads(words: Words, first: int, inside: Sequence[Hit]) -> tuple[int, bool]:
    """How far known speakers carry a phrase on from its first word, and whether a title, a body or people are among them."""
    listed = bool(inside) and inside[0].first == first
    unlisted = not listed and (unlisted_body(words, first, inside) or nominative(words, first))
    reach, titled, bound = first + unlisted, unlisted, False
    for hit in inside:
        nation = hit.lexicon == "nations" and hit.first > first
        if nation and any(h.first == hit.first and h.lexicon != "nations" for h in inside):
            continue
        kind = hit.entry.traits.get("kind", hit.entry.group)
        governed = titled and kind == "name" and governs(words, reach) and not closed_off(words, first, reach)
        if hit.first - reach > (1 if governed else 0):
            continue
        adjective = reach > first and words.kinds[hit.first] & DEFINITE and words.word(hit.first).endswith(ADJECTIVE)
        if reach > first and kind == "nation" and words.kinds[reach - 1] & DEFINITE and not adjective:
            break  # a country behind a definite noun is the next one
        if reach > first and not (titled or (kind == "nation" and adjective)):
            continue
        if hit.first == reach > first and another(words, hit, first, inside, adjective):
            break  # `قادة الفصائل [قوات النظام]`, `ناشطون [روسيا]`
        both = reach > first and words.kinds[reach - 1] & words.kinds[hit.first] & DEFINITE
        his = titled and person(words, hit, inside) and not named_before(words, reach, inside)
        if both and kind != "nation" and hit.first == reach and not his:
            break  # a definite noun behind a definite one is no part of it, but `العاهل الأردني الملك عبد الله`
        if kind == "nation" and bound and not words.kinds[hit.first] & DEFINITE:
            break
        bare = kind == "kind" and not words.kinds[hit.first] & DEFINITE and words.word(hit.first) not in GOVERNING
        bare = bare and (reach > first + 1 or (hit.first == reach and plain_noun(words, hit)))
        if bare and reach > first and words.kinds[reach - 1] & DEFINITE:
            break  # an indefinite noun behind a definite one is the object (`بعث الوزير المصري [رسالة]`)
        if (
            hit.lexicon != "speakers"
            and described(words, first, reach)
            and not words.word(hit.first).endswith(ADJECTIVE)
        ):
            break  # nor does a country belong to a noun with its adjective behind it (`مصدر عسكري سوري`)
        bound = bound or kind == "nation"
        reach, titled = max(reach, hit.stop), titled or kind == "kind"
    return reach + (first + 1 < reach and words.kinds[reach - 1] & IN != 0), titled  # `موظف في [وزارة] الصحة`


def _definite(
    words: Words, first: int, reach: int, stop: int, others: set[int], titled: bool, known: Sequence[Hit]
) -> int:
    """How far definite words carry a phrase on; behind a bare title the noun it governs, too (`مدير عام المؤسسة`)."""
    if reach >= stop:
        return reach
    title = any(h.stop == reach and h.entry.traits.get("kind") == "kind" for h in known)
    open_ended = title and (words.word(reach - 1) in GOVERNING or bodied(words, reach, stop))
    for i in range(reach, stop):
        word = words.word(i)
        aim = aimed(words, first, i)
        members = word.endswith(("يين", "يون")) and words.word(i - 1) in _MEMBERS  # `النواب الجمهوريين`
        if (words.gaps[i] and words.gaps[i].strip(" ()")) or (i in others and i > first and not aim and not members):
            break
        if words.kinds[i] & DEFINITE:
            name = i == reach > first and not titled and not words.kinds[i - 1] & DEFINITE
            if (
                word in ("الا", "الان", "الي")
                or words.word(i - 1) in _FURTHER
                or clash(words, i)
                or (name and not word.endswith(ADJECTIVE))
                or (
                    i > first
                    and complete(words, first, i, known)
                    and not (attributive(words, i) or partaking(words, first, i))
                )
            ):
                break
            if i == reach > first and (closed(words, first, i, known) or closed_off(words, first, i)):
                break
            open_ended = False
        elif titled and words.kinds[i] & IN and i + 1 < stop and words.word(i + 1) in SEATS:
            return _definite(words, first, i + 2, stop, others, False, ())
        elif word[0] == "ل" and words.word(i - 1).startswith(_LINKED) and any(h.first == i for h in known):
            pass  # `المعارضة المناهضة لدمشق`
        elif (
            i > first
            and not words.kinds[i - 1] & DEFINITE
            and (word in _FURTHER or further(words, first, i) or (titled and i <= first + 2 and origin(words, i)))
        ):
            pass  # `ناشط آخر`, `مسؤول أميركي رفيع`, `لاجئ سوري`, `مصادر رسمية أردنية`
        elif aim or (i > first and (coordinate(words.word(i - 1), word) or two_offices(words, first, i))):
            pass  # `الشبكة للحقوق والحريات`, `المركز المصري للحقوق الاقتصادية [والاجتماعية]`
        elif not (open_ended and i < reach + 2) and not (titled and word.startswith(("لل", "لشوون"))):
            break
        reach = i + 1
    return reach


DOCUMENTS = frozenset("البيان التقرير الموقع المنشور التسجيل البلاغ القرار الاتفاق".split())


_MEMBERS = frozenset("النواب الاعضاء الوزراء القاده الزعماء المشرعين المشرعون".split())
_FURTHER = frozenset("اخر اخري اخرون اخرين مطلع مطلعه عده عديده بارز بارزه كبير كبار".split())
# Participles whose object ل leads.
_LINKED = ("الم", "التابع", "موال", "تابع", "مناهض", "مويد")


def _joined(words: Words, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far speakers joined by و carry a phrase on (`ديمبسي ووزير الدفاع`, `بريطانيا وفرنسا والولايات المتحدة`)."""
    while (end := _next_joined(words, reach, stop, known)) > reach:
        reach = end
    return reach


def _next_joined(words: Words, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far the next speaker joined by و carries a phrase on, or `reach`."""
    if reach >= stop or words.gaps[reach].strip(AROUND) or not words.word(reach).startswith("و"):
        return reach
    apart = words.word(reach) == "و"  # `حركة أحرار الشام و جيش الأحرار`
    for hit in known:
        if hit.first == reach + apart and hit.start == words.starts[hit.first] + (not apart):
            end, titled = _heads(words, reach, [h for h in known if reach <= h.first and h.stop <= stop])
            end = _definite(words, reach, max(end, hit.stop), stop, set(), titled, known)
            return named(words, end, stop, known) if titled else end
    return reach
