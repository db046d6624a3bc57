"""Which words go on from a noun as its attributes, and where a noun phrase has come to its end.

Arabic runs definite words together: behind a definite noun another definite one begins a phrase of its own, unless it is an
adjective (`الجيش السوري الحر`, but `الجيش السوري [المدينة]`). Which words are adjectives the lexicon of edges says.
"""

from __future__ import annotations

from collections.abc import Sequence

from features.article import Span
from features.gender import MASCULINE, deed, noun
from features.kinds import attributes, stems, unattributive
from features.persons import named_before, person
from features.titles import ADJECTIVE, GOVERNING
from features.wordings import Hit
from features.words import DEFINITE, EDGE, FROM, GIVEN, IN, MAYBE_GIVEN, TIME, VERBAL, Words

NUMBERED = frozenset("عدد العديد كثير الكثير عشرات العشرات ميات الميات الاف الالاف".split())  # so many of people
QUANTITIES = NUMBERED | frozenset("بعض معظم غالبيه اغلبيه مجموعه عشره بضعه بضع احد احدي كبار جميع كل".split())

BELONGING = frozenset("التابع التابعه المواليه الموالي المقربه المقرب".split())  # to somebody named behind
OPPOSED = "معارضه"  # an adjective behind an indefinite noun, else the opposition
OFFICES = frozenset("خارجيه داخليه ماليه".split())  # that a country may follow (`وزير خارجية اليونان`)

# Singulars and broken plurals that end in ‑ون or ‑ين.
IN_NUN = tuple("قانون تلفزيون تليفزيون قوانين موازين مضامين دواوين عناوين ملايين شرايين مليون شوون".split())


def attributed(words: Words, first: int, stop: int) -> bool:
    """Whether one definite word is only the adjective of the definite noun before it (`الحل [السياسي]`), and nobody."""
    alone = stop - first == 1 and words.word(first).endswith(ADJECTIVE) and first > 0 and not words.gaps[first]
    return alone and words.kinds[first] & words.kinds[first - 1] & DEFINITE != 0 and not words.kinds[first - 1] & GIVEN


def attributive(words: Words, i: int) -> bool:
    """Whether a definite word is by itself an adjective or participle, which may go on from the definite noun before it."""
    if words.kinds[i] & GIVEN:
        return False  # `المبعوث الدولي [الأخضر الإبراهيمي]`
    bare = words.word(i).removeprefix("ال")
    if bare.endswith(("يين", "يون")) and words.word(i - 1).endswith(("ون", "ين", "اء")):
        return bare not in unattributive()  # `النشطاء السياسيين`
    return bare in attributes() or (bare.endswith(ADJECTIVE) and bare not in unattributive())


def nominative(words: Words, i: int) -> bool:
    """Whether a noun is by its ending who does something: a plural in ‑ون, or in ‑و before its noun (`مؤيدو النظام`)."""
    word = words.word(i)
    plural = word.endswith("ون") and len(word) > 5 and not words.kinds[i] & (DEFINITE | GIVEN | VERBAL)
    governs = word.endswith("و") and len(word) > 4 and i + 1 < len(words) and not words.gaps[i + 1]
    return (plural and not word.startswith(IN_NUN)) or (
        governs and word[0] in "منس" and not words.kinds[i] & (DEFINITE | GIVEN)
    )


def another(words: Words, hit: Hit, first: int, inside: Sequence[Hit], adjective: int | bool) -> bool:
    """Whether a body or a country is named where the phrase from `first` has ended, so that it is somebody else."""
    if (
        hit.start > words.starts[hit.first]
        or words.word(hit.first).startswith(("لل", "لم"))
        or person(words, hit, inside)
    ):
        return False  # `المنسق العام [للهيئة العليا]`, `رئيس لجنة [بالبرلمان]`
    kind, first_word = hit.entry.traits.get("kind"), words.word(hit.first)
    if first_word in GOVERNING:
        return False  # `مسعود البارزاني [رئيس إقليم كردستان]`
    formed = first_word.endswith(ADJECTIVE) and not first_word.startswith(stems("body"))  # as هيئة is not
    noun_there = not (adjective or formed or hit.entry.id.endswith("_adj"))
    noun_there = noun_there and not hit.entry.id.startswith("plural_nations")  # `مسؤولون روس`
    if closed_off(words, first, hit.first):
        return noun_there
    other = (kind == "name" or hit.lexicon == "names") and not words.kinds[hit.first] & DEFINITE
    return (other or (kind == "nation" and noun_there)) and complete(words, first, hit.first, inside)


def complete(words: Words, first: int, i: int, known: Sequence[Hit]) -> bool:
    """Whether a noun phrase may end before a word: with a definite word, a plural in ‑ون, an adjective, or somebody's name."""
    return words.kinds[i - 1] & DEFINITE != 0 or closed_off(words, first, i) or named_before(words, i, known)


def closed_off(words: Words, first: int, i: int) -> bool:
    """Whether no noun can go on from the indefinite word before: a plural in ‑ون, or an adjective (`مصدر عسكري [القرار]`)."""
    before = words.word(i - 1)
    if before.startswith("رفيع") and words.words(i, i + 1) == ["المستوي"]:
        return False  # `مسؤول أمني رفيع [المستوى]`
    plural = before.endswith(("ون", "ين")) and len(before) > 5 and not before.startswith(IN_NUN)
    plural = plural or before == "عيان"  # `شهود عيان`
    return not words.kinds[i - 1] & DEFINITE and (plural or told(words, first, i - 1))


def bodied(words: Words, reach: int, stop: int) -> bool:
    """Whether a bare body governs an indefinite noun and that a definite one (`قوات [مكافحة الإرهاب]`)."""
    body = words.word(reach - 1).startswith(stems("body")) and reach + 1 < stop
    return (
        body
        and not words.kinds[reach] & (IN | FROM | EDGE | TIME)
        and words.kinds[reach + 1] & DEFINITE != 0
        and not words.gaps[reach + 1]
    )


def unnamed(words: Words, first: int, stop: int, known: Sequence[Hit]) -> bool:
    """Whether a quotation behind is no name of who stands there: people in ‑ون, or a land (`تعتبر أنقرة ["الوحدات"] خطرا`)."""
    land = any(h.first == first and h.stop == stop and h.entry.id.endswith("_place") for h in known)
    return land or words.word(stop - 1).endswith("ون")


def told(words: Words, first: int, i: int) -> bool:
    """Whether a word is the adjective of an indefinite noun before it (`مصدر [عسكري]`), and governs no noun itself."""
    word = words.word(i)
    if (
        i <= first
        or words.kinds[i] & (IN | EDGE)
        or (words.kinds[i] | words.kinds[i - 1]) & DEFINITE
        or words.word(i - 1) in QUANTITIES
    ):
        return False
    head = words.word(first)
    if word in OFFICES or word in unattributive() or (word == "عام" and i == first + 1):
        return False  # `وزارة [خارجية] نظام الأسد`
    return (
        word in attributes()
        or word.endswith("ي")
        or (word.endswith("يه") and noun(head) != MASCULINE and head not in GOVERNING)
    )


def described(words: Words, first: int, reach: int) -> bool:
    """Whether an indefinite noun and its adjective stand there."""
    bare = reach > first + 1 and not words.kinds[reach - 1] & DEFINITE
    return bare and words.word(reach - 1).endswith(ADJECTIVE) and words.word(reach - 1) not in OFFICES


def governs(words: Words, reach: int) -> bool:
    """Whether a word may stand between a title and the name that belongs to it: behind an indefinite title, or a given name."""
    return not words.kinds[reach - 1] & DEFINITE or words.kinds[reach] & GIVEN != 0


def origin(words: Words, i: int) -> bool:
    """Whether a word is an indefinite adjective of origin that agrees with the noun before it (`لاجئ سوري`)."""
    word, before = words.word(i), words.word(i - 1)
    if (
        len(word) < 4
        or word[0] in "بلكوف"
        or word in unattributive()
        or words.kinds[i] & (GIVEN | MAYBE_GIVEN | EDGE | TIME | VERBAL)
    ):
        return False
    if word.endswith("يون"):
        return before.endswith("ون")
    if word.endswith("يه") or word == OPPOSED:
        return noun(before) != MASCULINE and not deed(word)
    return word.endswith("ي") and not before.endswith(("ه", "ون", "ات"))


def further(words: Words, first: int, i: int) -> bool:
    """Whether one more indefinite adjective stands behind another, alike in gender (`قوى سياسية معارضة`)."""
    before, word = words.word(i - 1), words.word(i)
    alike = before.endswith(("ه", "ات")) == word.endswith("ه") and before.endswith("ون") == word.endswith("ون")
    return alike and (word in attributes() or word == OPPOSED) and (told(words, first, i - 1) or before.endswith("ون"))


def coordinate(adjective: str, word: str) -> bool:
    """Whether و joins a word to an adjective as another (`الاقتصادية والاجتماعية`), no noun in ‑ية (`الخارجية والأمن` are)."""
    ends = next((end for end in ADJECTIVE if adjective.endswith(end)), None)
    if adjective == "الخارجيه" and word in ("والامن", "والامنيه", "والدفاع"):
        return True  # `للشؤون الخارجية والأمن`
    alike = word.startswith("وال") and ends is not None and word.endswith(ends) and word[-1] == adjective[-1]
    return alike and adjective.startswith("ال") and word[1:] not in _NOUNS


def two_offices(words: Words, first: int, i: int) -> bool:
    """Whether و joins a second office to a minister's first (`وزير الشباب [والرياضة]`)."""
    ministry = words.word(first).removeprefix("ال").startswith(("وزير", "وزار")) and i == first + 2
    joined = words.word(i).startswith("وال") and not words.word(i).startswith(_DEEDS)
    return ministry and joined and not words.gaps[i]


_DEEDS = ("والتق", "والغي", "والغت", "والقي", "والقت", "والتح")  # `وتفقد وزير الدفاع والتقى`
_NOUNS = frozenset(
    "القضيه العمليه الحريه الجمعيه الدوريه الهويه البلديه الشرعيه المسووليه الاقليه الاغلبيه القوميه الراسماليه السوريه".split()
)


def clash(words: Words, i: int) -> bool:
    """Whether a definite word is a feminine behind a definite masculine (`الجيش [السيطرة على البلدة]`)."""
    if not words.kinds[i - 1] & DEFINITE or words.word(i) in BELONGING:
        return False  # `محافظ السليمانية`, `وسائل الإعلام التابعة`
    before = words.word(i - 1)
    masculine = noun(before) == MASCULINE or (before.startswith("ال") and before.endswith("ي"))
    return masculine and words.word(i).endswith("ه")


NEWS = frozenset("الانباء التقارير المعلومات الشايعات الاتهامات الادعاءات المزاعم التهم الاخبار".split())


def news(words: Words, i: int, known: Sequence[Hit]) -> bool:
    """Whether a word is what is told by others, behind a name (`نفت قسد [التقارير]`)."""
    return words.word(i) in NEWS and any(h.stop == i and h.entry.traits.get("kind") != "kind" for h in known)


def closed(words: Words, first: int, i: int, known: Sequence[Hit]) -> bool:
    """Whether no adjective goes on from what stands before: a person's name, a country (`مندوب مصر`, but `مندوب مصر الدائم`).

    News stands behind who denies it.
    """
    if news(words, i, known) or named_before(words, i, known) or (i - 1 > first and words.kinds[i - 2] & GIVEN):
        return True
    lands = any(h.stop == i and h.lexicon == "nations" and h.entry.id.endswith("_place") for h in known)
    return lands and words.word(i) not in _EPITHETS


_EPITHETS = frozenset(
    """السابق السابقه الاسبق الجديد الجديده الحالي الحاليه الراحل الحر الحره الكبير الكبري الاعلي العليا العام العامه الدايم
    الدايمه الخاص الخاصه الثاني الثانيه الاول الاولي الانتقالي الانتقاليه الوطني الشعبي الشعبيه الرسمي
    الرسميه الديمقراطي الديمقراطيه""".split()
)


def aimed(words: Words, first: int, i: int) -> bool:
    """Whether a word tells what the association before it is for, which is part of its name (`الشبكة السورية [لحقوق]`).

    Or what else it is for (`مركز سواسية لحقوق الإنسان [ومناهضة] التمييز`).
    """
    if not words.word(first).removeprefix("ال").startswith(_ASSOCIATIONS):
        return False
    return words.word(i) in _AIMS or (words.word(i) in _FURTHER_AIMS and not _AIMS.isdisjoint(words.words(first, i)))


_ASSOCIATIONS = ("مركز", "منظم", "مرصد", "شبك", "لجن", "جمعي", "موسس", "رابط", "هيي", "معهد", "حمل", "تجمع", "منتدي")
_AIMS = frozenset(
    """لحقوق للحقوق للدراسات للابحاث للبحوث للاعلام للتنميه للاغاثه للسلام للعداله للتوثيق للديمقراطيه للحريات للتنسيق للعلوم
    للمساءله للمساعدات""".split()
)
_FURTHER_AIMS = frozenset(
    """ومناهضه ومكافحه والديمقراطيه والتنميه والعداله والسلام والحريات والاعلام والابحاث والبحوث
    والدراسات والمعلومات والتدريب والمواطنه والاصلاح""".split()
)


def counted(words: Words, first: int, stop: int) -> int:
    """The noun behind a word that tells how many (`عشرات المعارضين`, `عدد من القادة`), or `first`."""
    both = words.word(first) == "كل" and first + 1 < stop and words.kinds[first + 1] & FROM  # `كل من بوتين وماكرون`
    if not both and words.word(first) not in _SOME:
        return first
    at = first + 1 + (first + 1 < stop and words.kinds[first + 1] & FROM != 0)
    return at if at < stop and not words.gaps[at] else first


_SOME = QUANTITIES - {"جميع", "كل", "كبار", "مجموعه"}  # of people, and the whole phrase a subject as they are


def verb_first(words: Words, phrase: Span) -> bool:
    """Whether a phrase begins with a verb: no noun governs a plural in ‑ون (`ورفع [المتظاهرون] أعلاما تطالب`).

    Or one of those by which news begins (`تلقى الأسد اتصالا من روحاني أكد خلاله`).
    """
    if phrase.end - phrase.start < 2:
        return False
    first, second = words.words(phrase.start, phrase.start + 2)
    if first in _BEGUN or first.removeprefix("و") in _BEGUN:
        return True
    return second.startswith("ال") and second.endswith("ون") and not second[2:].startswith(IN_NUN)


_BEGUN = frozenset(
    f"{verb}{ending}"
    for verb in """تلقي تسلم التقي استقبل اجري عقد ناقش وصل خرج نظم نشر اصدر قدم وزع ارسل وجه بعث القي تراس شارك هاجم دخل
    غادر وقع اقام نفذ شن نفي حصل زار بث تداول نعي""".split()
    for ending in ("", "ت", "وا", "ا")
) | frozenset(f"{stem[:-1]}{ending}" for stem in "تلقي التقي اجري القي نفي نعي".split() for ending in ("ت", "وا", "تا"))


def unlisted_body(words: Words, first: int, inside: Sequence[Hit]) -> bool:
    """Whether a body that nobody listed is told by what stands behind its noun (`مجلس وزراء الجامعة`, `منظمات دولية`)."""
    body = words.word(first).startswith(stems("body"))
    return body and (any(h.first == first + 1 for h in inside) or _described_by(words, first))


def _described_by(words: Words, first: int) -> bool:
    """Whether an indefinite noun has an adjective of origin right behind it."""
    plain = first + 1 < len(words) and not words.gaps[first + 1] and not words.kinds[first] & DEFINITE
    return plain and origin(words, first + 1)
