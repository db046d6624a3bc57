"""The subject right behind a verb whose object follows without a complementiser: a known speaker, his titles and his name.

All positions are numbers of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from features.article import Span
from features.gender import MASCULINE, noun
from features.kinds import stems
from features.persons import KUNYA, person
from features.phrases import noun_phrase, sent
from features.seats import SEATS, seated
from features.titles import ADJECTIVE, GOVERNING, NOUN_FORM, known_name, named, office, retitled
from features.wordings import Hit
from features.words import DEFINITE, EDGE, FROM, GIVEN, IN, TIME, Words

QUOTED = 6  # words of a name in quotation marks


def subject(
    words: Words,
    start: int,
    end: int,
    known: Sequence[Hit],
    barriers: frozenset[int],
    opening: Mapping[int, int] = MappingProxyType({}),
    clause: bool = False,
) -> Span | None:
    """The subject right behind a verb whose object follows without a complementiser; None where the object comes first.

    A known speaker carries the phrase on over its nation and, behind a title, over a person's name; definite words go on from
    there; without either, an indefinite first word is already the object. `opening` gives for a word that opens a quotation
    where that ends: behind a known head it is a name (`صحيفة "حريت"`); `clause` says that marks may stand before the first.
    """
    phrase = noun_phrase(words, start, end, barriers, clause=clause)
    if phrase is None:
        return None
    first, stop = phrase
    reach, titled = _heads(words, first, [h for h in known if first <= h.first and h.stop <= stop])
    others = {
        h.first
        for h in known
        if reach < h.first or h.first == reach > first
        if h.entry.group != "nation" or (h.entry.id.endswith("_place") and words.kinds[h.first] & DEFINITE)
    }
    if reach > first and reach < opening.get(reach, 0) <= min(stop, reach + QUOTED):
        reach = opening[reach]
    reach = _definite(words, first, reach, stop, others, titled, known)
    titled = titled or words.word(first).removeprefix("ال") in GOVERNING
    if titled:
        at = retitled(words, office(words, first, reach, stop, known), stop, known)
        reach = max(named(words, at, stop, known), known_name(words, at, stop, known))
    elif reach == first and (words.kinds[first] & GIVEN or words.word(first) in KUNYA):
        reach = named(words, reach, stop, known)
    if reach > first:
        reach = seated(words, first, reach, stop, known) if not _named_there(words, reach, known) else reach
        reach = _sent_to(words, first, reach, end, known)
        reach = _apposed(words, reach, stop, known, titled, others)
    return Span(first, _joined(words, reach, stop, known)) if reach > first else None


def _sent_to(words: Words, first: int, reach: int, end: int, known: Sequence[Hit]) -> int:
    """How far whom he is sent to carries an envoy on, and then his name (`مندوب مصر لدى الجامعة العربية عمرو أبو العطا`)."""
    if reach >= end or words.gaps[reach] or not sent(words, first, reach):
        return reach
    body = max((h.stop for h in known if h.first == reach + 1 and h.stop <= end), default=0)
    return named(words, retitled(words, body, end, known), end, known) if body else reach


def _apposed(words: Words, reach: int, stop: int, known: Sequence[Hit], titled: bool, others: set[int]) -> int:
    """How far the title behind a person's name carries a phrase on (`سلجوق أونال المتحدث باسم الخارجية`)."""
    named = any(h.stop == reach and h.entry.traits.get("kind") == "name" for h in known)
    if titled or reach >= stop or words.gaps[reach] or not (named or words.kinds[reach - 1] & GIVEN):
        return reach
    title = next((h for h in known if h.first == reach and h.entry.traits.get("kind") == "kind"), None)
    word = words.word(reach)
    if title is None or not (words.kinds[reach] & DEFINITE or word in GOVERNING):
        return reach  # `وزارة الخارجية السورية [فصائل المقاومة]` goes on with its object
    if word.removeprefix("ال").startswith(stems("body")) or word.endswith(("ون", "ين")):
        return reach  # `بشار الأسد [الجيش على كسر الحصار]`: a body, or several, are nobody's title
    end, _ = _heads(words, reach, [h for h in known if reach <= h.first and h.stop <= stop])
    end = max(end, title.stop)
    return _definite(words, reach, end, stop, {i for i in others if i >= end}, True, known)


def _heads(words: Words, first: int, inside: Sequence[Hit]) -> tuple[int, bool]:
    """How far known speakers carry a phrase on from its first word, and whether a title is among them."""
    unlisted = inside and inside[0].first == first + 1 and words.word(first).startswith(stems("body"))
    reach, titled, bound = first + 1 if unlisted else first, bool(unlisted), False  # `مجلس وزراء الجامعة`
    bodies = {h.first for h in inside if h.lexicon != "nations"}
    for hit in inside:
        if hit.lexicon == "nations" and hit.first > first and hit.first in bodies:
            continue
        kind = hit.entry.traits.get("kind", hit.entry.group)
        governed = titled and kind == "name" and _governs(words, reach)
        if hit.first - reach > (1 if governed else 0):
            continue
        adjective = words.kinds[hit.first] & DEFINITE and words.word(hit.first).endswith(ADJECTIVE)
        if reach > first and kind == "nation" and words.kinds[reach - 1] & DEFINITE and not adjective:
            break  # a country behind a definite noun is the next one
        if reach > first and not (titled or (kind == "nation" and adjective)):
            continue
        both = reach > first and words.kinds[reach - 1] & words.kinds[hit.first] & DEFINITE
        if both and kind != "nation" and hit.first == reach and not (titled and person(words, hit, inside)):
            break  # a definite noun behind a definite one is no part of it, but `العاهل الأردني الملك عبد الله`
        if kind == "nation" and bound and not words.kinds[hit.first] & DEFINITE:
            break
        bare = kind == "kind" and not words.kinds[hit.first] & DEFINITE and words.word(hit.first) not in GOVERNING
        if bare and reach > first + 1 and words.kinds[reach - 1] & DEFINITE:
            break  # an indefinite noun behind a definite one is the object (`بعث الوزير المصري [رسالة]`)
        if (
            hit.lexicon != "speakers"
            and _described(words, first, reach)
            and not words.word(hit.first).endswith(ADJECTIVE)
        ):
            break  # nor does a country belong to a noun with its adjective behind it (`مصدر عسكري سوري`)
        bound = bound or kind == "nation"
        reach, titled = max(reach, hit.stop), titled or kind == "kind"
    return reach, titled


def _described(words: Words, first: int, reach: int) -> bool:
    """Whether an indefinite noun and its adjective stand there."""
    bare = reach > first + 1 and not words.kinds[reach - 1] & DEFINITE
    return bare and words.word(reach - 1).endswith(ADJECTIVE)


def _governs(words: Words, reach: int) -> bool:
    """Whether a word may stand between a title and the name that belongs to it: behind an indefinite title, or a given name."""
    return not words.kinds[reach - 1] & DEFINITE or words.kinds[reach] & GIVEN != 0


def _definite(
    words: Words, first: int, reach: int, stop: int, others: set[int], titled: bool, known: Sequence[Hit]
) -> int:
    """How far definite words carry a phrase on; behind a bare title the noun it governs, too (`مدير عام المؤسسة`)."""
    governing = {h.stop for h in known if h.entry.traits.get("kind") == "kind"}
    open_ended = reach in governing and (words.word(reach - 1) in GOVERNING or _bodies(words, reach, stop))
    for i in range(reach, stop):
        word = words.word(i)
        aim = word in _AIMS and words.word(first).removeprefix("ال").startswith(_ASSOCIATIONS)
        if (words.gaps[i] and words.gaps[i].strip(" ()")) or (i in others and i > first and not aim):
            break
        if words.kinds[i] & DEFINITE:
            name = i == reach > first and not titled and not words.kinds[i - 1] & DEFINITE
            if (
                word in ("الا", "الان")
                or words.word(i - 1) in _FURTHER
                or _clash(words, i)
                or (name and not word.endswith(ADJECTIVE))
            ):
                break
            if i == reach > first and _closed(words, first, i, known):
                break
            open_ended = False
        elif titled and words.kinds[i] & IN and i + 1 < stop and words.word(i + 1) in SEATS:
            return _definite(words, first, i + 2, stop, others, False, ())
        elif word[0] == "ل" and words.word(i - 1).startswith(_LINKED) and any(h.first == i for h in known):
            pass  # `المعارضة المناهضة لدمشق`
        elif word in _FURTHER and not words.kinds[i - 1] & DEFINITE:
            pass  # `ناشط آخر`
        elif aim or (i > first and _coordinate(words.word(i - 1), word)):
            pass  # `الشبكة للحقوق والحريات`, `المركز المصري للحقوق الاقتصادية [والاجتماعية]`
        elif not (open_ended and i < reach + 2) and not (titled and word.startswith(("لل", "لشوون"))):
            break
        reach = i + 1
    return reach


def _coordinate(adjective: str, word: str) -> bool:
    """Whether a word is an adjective that و joins to one before it (`الاقتصادية والاجتماعية`), and no noun in ‑ية."""
    ends = next((end for end in ADJECTIVE if adjective.endswith(end)), None)
    alike = word.startswith("وال") and ends is not None and word.endswith(ends) and word[-1] == adjective[-1]
    return alike and adjective.startswith("ال") and word[1:] not in _NOUNS


_NOUNS = frozenset(
    "القضيه العمليه الحريه الجمعيه الدوريه الهويه البلديه الشرعيه المسووليه الاقليه الاغلبيه القوميه الراسماليه السوريه".split()
)


def _bodies(words: Words, reach: int, stop: int) -> bool:
    """Whether a bare body governs an indefinite noun and that a definite one (`قوات [مكافحة الإرهاب]`)."""
    body = words.word(reach - 1).startswith(stems("body")) and reach + 1 < stop
    return (
        body
        and not words.kinds[reach] & (IN | FROM | EDGE | TIME)
        and words.kinds[reach + 1] & DEFINITE != 0
        and not words.gaps[reach + 1]
    )


def _named_there(words: Words, reach: int, known: Sequence[Hit]) -> bool:
    """Whether a phrase ends with a person's name."""
    return words.kinds[reach - 1] & GIVEN != 0 or any(h.stop == reach and person(words, h, known) for h in known)


def _closed(words: Words, first: int, i: int, known: Sequence[Hit]) -> bool:
    """Whether a definite word cannot go on with what stands before it: a person's name, a country, or a nation's adjective.

    Behind an adjective only another one may follow (`الحكومة السورية المؤقتة`, but `الجيش السوري [السيطرة على البلدة]`).
    """
    before = [h for h in known if h.stop == i]
    given = words.kinds[i - 1] & GIVEN or (i - 1 > first and words.kinds[i - 2] & GIVEN)
    if given or any(person(words, h, known) for h in before):
        return True
    word = words.word(i)
    if any(h.lexicon == "nations" and h.entry.id.endswith("_place") for h in before):
        return word not in _EPITHETS  # `مندوب مصر الدائم`
    adjective = word.endswith(ADJECTIVE) or word.startswith("الم") or word in _EPITHETS
    return not adjective and any(h.lexicon == "nations" and h.entry.id.endswith("_adj") for h in before)


def _clash(words: Words, i: int) -> bool:
    """Whether a definite word is no adjective of the definite noun before it: their gender differs, or its form is a noun's."""
    before = words.word(i - 1)
    if (noun(before) == MASCULINE or (before.startswith("ال") and before.endswith("ي"))) and words.word(i).endswith(
        "ه"
    ):
        return True  # `الجيش [السيطرة على البلدة]`, `الجيش السوري [السيطرة على البلدة]`
    if before.startswith("ال") and NOUN_FORM.fullmatch(words.word(i)) and words.word(i) != "الاعضاء":
        return True
    return before.startswith("ال") and before.endswith("ه") and not words.word(i).endswith(("ه", "ات", "ي", "ين", "ون"))


_FURTHER = frozenset("اخر اخري اخرون اخرين مطلع مطلعه عده عديده بارز بارزه كبير كبار".split())
_ASSOCIATIONS = ("مركز", "منظم", "مرصد", "شبك", "لجن", "جمعي", "موسس", "رابط", "هيي", "معهد", "حمل", "تجمع", "منتدي")
# What associations are for, which is part of their names.
_AIMS = frozenset(
    """لحقوق للحقوق للدراسات للابحاث للبحوث للاعلام للتنميه للاغاثه للسلام للعداله للتوثيق للديمقراطيه للحريات للتنسيق للعلوم
    للمساءله للمساعدات""".split()
)
_LINKED = ("الم", "التابع")  # participles whose object ل leads
_EPITHETS = frozenset(
    """السابق السابقه الاسبق الجديد الجديده الحالي الحاليه الراحل الحر الحره الكبير الكبري الاعلي العليا العام العامه الدايم
    الدايمه الخاص الخاصه الثاني الثانيه الاول الاولي الانتقالي الانتقاليه الوطني الشعبي الشعبيه الرسمي
    الرسميه الديمقراطي الديمقراطيه""".split()
)


def _joined(words: Words, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far speakers joined by و carry a phrase on (`ديمبسي ووزير الدفاع`, `بريطانيا وفرنسا والولايات المتحدة`)."""
    while (end := _next_joined(words, reach, stop, known)) > reach:
        reach = end
    return reach


def _next_joined(words: Words, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far the next speaker joined by و carries a phrase on, or `reach`."""
    for hit in known:
        if not hit.first == reach < stop or words.gaps[reach].strip():
            continue
        start = words.starts[reach]
        if words.text[start] == "و" and hit.start == start + 1:
            end, titled = _heads(words, reach, [h for h in known if reach <= h.first and h.stop <= stop])
            end = _definite(words, reach, max(end, hit.stop), stop, set(), titled, known)
            return named(words, end, stop, known) if titled else end
    return reach
