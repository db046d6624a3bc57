"""Where a noun phrase ends in folded prose: the edges of a source, found without a parser.

Arabic news puts the subject behind its verb and closes it with a complementiser, a colon, a time or place adjunct, a
preposition, or, before a bare object, with the first indefinite word: definite words run together in one noun phrase.
All positions are numbers of words.
"""

from __future__ import annotations

from collections.abc import Callable

from features.article import Span
from features.kinds import stances, stems
from features.words import (
    ABOUT,
    COMPLEMENT,
    DEFINITE,
    EDGE,
    FROM,
    GIVEN,
    IN,
    NEVER_FIRST,
    NUMBER,
    POINTING,
    THAT,
    TIME,
    VERBAL,
    Words,
)

_ENDING = TIME | COMPLEMENT | IN | FROM | EDGE | VERBAL | THAT
APPOSITION_WORDS, PHRASE_WORDS, BRACKET_WORDS, MARKS = 6, 30, 7, 40
_BEFORE_AN = tuple("دفاع صادر صادره مسوول مسووله منشق منشقه منشقين منشقون ممثل ممثلين ممثله نايب ممثلو مسوولو".split())
_INFORMED, _NOT = frozenset("مطلع مطلعه مطلعين مطلعون مطلعان اطلع اطلعت".split()), ("لم", "لا")  # `مطلع على الملف`
_GOES_ON = ("تسم", "يسم", "نسم", "علي")  # `مصدر لم يسمه`
_REPORTING = ("مراسل", "مندوب", "مصور")
# Whom an envoy is sent to is part of who he is.
_SENT, ENVOYS = ("لدي", "الي"), frozenset("مندوب مندوبه سفير سفيره مبعوث مبعوثه ممثل ممثله موفد مندوبو".split())
_DELEGATION = frozenset(("وفد", "الوفد"))  # `رئيس وفد الحكومة إلى مفاوضات جنيف فلان`
TALKS = ("مفاوض", "محادث", "مباحث", "موتمر", "اجتماع", "جنيف", "استان", "سوتشي")
RELATIVES = frozenset("الذي التي الذين اللذين اللتين اللذان اللتان اللواتي".split())
_WAITING = frozenset("الصادر الصادره صادر صادره المنشور المنشوره التابع التابعه المولف المولفه المكون المكونه".split())
_CALLED = ("سماه", "اسماه", "وصفه", "اسمته", "سمته", "وصفته", "يسميه", "تسميه", "سموه")  # `حث الرئيسان [من سماهم]`
SIDES, _OTHER = ("جهته", "جهتها", "جانبه", "جانبها", "ناحيته", "ناحيتها"), ("اخري", "ثانيه")  # behind من
MODALS = frozenset("يجب ينبغي يمكن يتعين يتوجب".split())  # begin what one says (`وقال [يجب علينا أن`)
_ELATIVES = frozenset("ادني اعلي اكبر اكثر اقل اسوا افضل اهم اخطر ابرز اضخم".split())
BACKED = frozenset("المدعوم المدعومه المدعومين المقرب المقربه المقربين".split())  # by somebody behind من
_TAKING_PART = frozenset(
    "المشاركون المشاركين المجتمعون المجتمعين المعتصمون المعتصمين المحتجون المحتجين المتظاهرون المتظاهرين".split()
)
_STATED = ("بيان", "ختام", "تصريح", "كلم", "رسال", "حديث", "نهاي", "وقت")  # where one says something, and takes no part
_PARTAKING = frozenset(
    """مشاركون مشاركين مشاركه المشاركون المشاركين المشاركه المقيمون المقيمين الموجودون الموجودين المتواجدون المتواجدين العالقون
    العالقين العاملون العاملين""".split()
)
_OBJECTS = frozenset("عزم حرص رغبه استعداد ضروره اهميه وجوب دعم التزام تمسك رفض".split())  # begin what one affirms
_FOR = frozenset(
    """لجنه مجموعه حمله قوات هييه غرفه وحده وحدات برنامج صندوق حركه لواء فريق تنسيقيه مكتب مركز مشروع مبادره موتمر قوه خليه جبهه
    منظمه اصدقاء مسوول رييس مدير تنسيق""".split()
)
_PAPERS = tuple("بيان تقرير تقارير مقال تسجيل فيديو مقطع منشور خبر رسال احصا ارقام صور وثيق دراس".split())
_PUT_OUT = frozenset("نشر نشرت بث بثت وزع وزعت صدر صدرت".split())
# Begin an aside on one's name, with what stands behind them.
_ASIDES = frozenset("طلب طلبت طلبوا رفض رفضت رفضوا اشترط اشترطت اشترطوا فضل فضلت تحدث تحدثت تحدثوا".split())
ON_CONDITION = frozenset("شريطه بشرط مشترطا مشترطه مشترطين".split())  # `تحدثوا [شريطة] عدم ذكر أسمائهم`
_NOT_TOLD = ON_CONDITION | frozenset("عدم كشف الكشف ذكر نشر".split())
_ITSELF = frozenset("ذاته ذاتها نفسه نفسها".split())
HELD_OFF, _WITH = 8, frozenset("علي الي مع ضد".split())
COMMAS, OPENING, CLOSING = ",،-–", "([", ")]"


def noun_phrase(
    words: Words,
    start: int,
    end: int,
    barriers: frozenset[int] = frozenset(),
    opened: bool = False,
    clause: bool = False,
    sure: int = 0,
) -> Span | None:
    """The noun phrase that begins at word `start`, up to the first edge before `end`; None where an edge stands first.

    `barriers` are words where the phrase must end (media addressed with ل); `opened` says that content opens at `end`, so
    that a name behind a comma may run up to it; `clause` that a clause begins at `start`, whatever marks stand before it.
    Words before `sure` belong to it in any case (a known body's name).
    """
    kinds, gaps = words.kinds, words.gaps
    end = min(end, start + PHRASE_WORDS)
    first = start
    for i in range(max(start, min(sure, end)), end):
        if i > first and (_put_out(words, first, i) or asks(words, i)):
            return _trimmed(words, first, i)
        if gaps[i] and not (clause and i == start) and not _passes(words, i, i > first, end, barriers, opened):
            return _trimmed(words, first, i)
        kind = kinds[i]
        if i == first and (kind & NEVER_FIRST or words.word(i) in MODALS):
            return None
        if i > first and (
            kind & POINTING  # begins a phrase of its own (`واعتبر الحزب هذا القصف عدوانا`)
            or words.word(i - 1) in _ITSELF  # `المصدر ذاته [توجهت فرق]`
            or (
                words.word(i) in _OBJECTS and i - first > 1 and words.word(i - 1).removeprefix("ل") not in _FOR
            )  # `أكد X فلان [عزم] بلاده`
            or (words.word(i - 1) == "البعض" and not kind & FROM)  # `واتهم البعض [الهيئة] برفع الرايات`
            or (kind & GIVEN and _several(words.word(i - 1)))
            or (words.word(i) in _ELATIVES and kinds[i - 1] & DEFINITE)  # `بحسب الفاو [أدنى مستوى]`
            or (words.word(i).endswith("وا") and _several(words.word(i - 1)))  # `مسؤولون أميركيون [اشترطوا]`
        ):
            return _trimmed(words, first, i)
        ends = i in barriers or (kind & _ENDING and (is_edge(words, i, end) or (i > first and kind & VERBAL)))
        if ends and not (i > first and _within(words, first, i)):
            return _trimmed(words, first, i)
    return _trimmed(words, first, end)


def _put_out(words: Words, first: int, i: int) -> bool:
    """Whether a verb tells where a document was put out (`بيان [نشر] على صفحته`, but not `دار [نشر] في بيروت`)."""
    return (
        words.word(i) in _PUT_OUT
        and words.word(first).startswith(_PAPERS)
        and i + 1 < len(words)
        and words.kinds[i + 1] & (IN | EDGE) != 0
    )


def asks(words: Words, i: int) -> bool:
    """Whether somebody asks at a word not to be named (`مسؤول أمريكي [طلب] عدم ذكر اسمه`)."""
    return words.word(i) in _ASIDES and i + 1 < len(words) and words.word(i + 1) in _NOT_TOLD


def _several(before: str) -> bool:
    """Whether an adjective tells several already, behind whom a name is another's (`نشطاء سوريون [معاذ الخطيب]`)."""
    return before.endswith("ون") and len(before) > 4 and not before.startswith("ال")


def _within(words: Words, first: int, i: int) -> bool:
    """Whether a word that may end a phrase is part of this one (`مصدر مطلع على الملف`, `مصدر لم تسمه`, an envoy and `لدى`)."""
    kind, before = words.kinds[i], words.word(i - 1)
    if taking_part(words, first, i):
        return True
    if kind & ABOUT:
        return before.endswith(_BEFORE_AN)
    if kind & FROM and before in BACKED:
        return True  # `قوات سوريا الديمقراطية المدعومة [من واشنطن]`
    if words.word(i) in _NOT or words.word(i) in _INFORMED:
        return i + 1 < len(words) and words.word(i + 1).startswith(_GOES_ON)
    if before in _NOT:
        return words.word(i).startswith(_GOES_ON)
    if i == first + 1 and before.removeprefix("ال").startswith(_REPORTING) and words.word(i).startswith("لل"):
        return True  # `مراسل للتلفزيون السوري`
    return kind & EDGE != 0 and (before.removeprefix("ال") in _INFORMED or sent(words, first, i))


def partaking(words: Words, first: int, i: int) -> bool:
    """Whether a word tells of the people whose phrase begins at another that they take part, live or work somewhere.

    In the accusative only of people told in the plural (`رجال الدين [المشاركين]`, but not `دعا الرئيس [المشاركين]`).
    """
    word, head = words.word(i), words.word(first)
    if word not in _PARTAKING or i == first:
        return False
    called_upon = word.endswith("ين") and word.startswith("ال")
    people = head in _MEN or (head.endswith(_PLURAL) and head != "الامين")
    return people or not called_upon


_PLURAL = ("ون", "ين", "ات", "اء", "يه")
_MEN = frozenset(
    """رجال الرجال الطلاب طلاب العمال عمال الشبان شبان النواب نواب الشيوخ شيوخ الناس الاطباء السكان سكان الاهالي اهالي""".split()
)


def taking_part(words: Words, first: int, i: int) -> bool:
    """Whether في leads what those before it take part in (`المشاركون [في المؤتمر]`, `خبراء مشاركون [في المؤتمر]`)."""
    if not words.kinds[i] & IN:
        return False
    if not (words.word(i - 1) in _TAKING_PART if i == first + 1 else partaking(words, first, i - 1)):
        return False
    return i + 1 == len(words) or not words.word(i + 1).startswith(_STATED)


def _trimmed(words: Words, first: int, stop: int) -> Span | None:
    """A phrase without the prepositions, and participles that wait for one, it ends with (`القرار الصادر [اليوم]`), or None."""
    kinds, last = words.kinds, stop
    while last > first and (kinds[last - 1] & (IN | FROM | ABOUT) or words.word(last - 1) in _WAITING):
        last -= 1
    if last > first and words.word(last - 1) == "اول" and words.words(last, last + 2) == ["من", "امس"]:  # `أول من أمس`
        last -= 1
    return Span(first, last) if last > first else None


def sent(words: Words, first: int, i: int) -> bool:
    """Whether an envoy, or a delegation to talks, and whom he is sent to stand on both sides of a preposition."""
    if words.word(i) not in _SENT or i + 1 >= len(words) or words.kinds[i + 1] & THAT:
        return False
    delegation = not _DELEGATION.isdisjoint(words.words(first, i)) and words.word(i + 1).removeprefix("ال").startswith(
        TALKS
    )
    return delegation or words.word(first).removeprefix("ال") in ENVOYS


def _passes(words: Words, i: int, begun: bool, end: int, barriers: frozenset[int], opened: bool) -> bool:
    """Whether a phrase goes on over the marks before a word."""
    for mark in words.gaps[i][:MARKS]:
        short = words.ends[i - 1] - words.starts[i - 1]  # `د. أحمد`, `( إل . سي . آي )`
        if mark == " " or (mark == "." and begun and (short == 1 or (short <= 3 and words.gaps[i] == " . "))):
            continue
        if mark in "-–" and i and words.word(i - 1) in ("ل", "ب"):
            continue
        if mark in COMMAS:
            if begun and not _apposition(words, i, end, barriers, opened):
                return False
        elif mark in OPENING:
            if not _bracket_closes(words, i):
                return False
        elif not begun or mark not in CLOSING:
            return False
    return True


def is_edge(words: Words, i: int, end: int) -> bool:
    """Whether a word ends the noun phrase before it."""
    kind = words.kinds[i]
    if kind & TIME and i > 1 and words.kinds[i - 1] & NUMBER and "(" in words.gaps[i - 1]:
        return i + 1 < len(words) and ")" not in words.gaps[i + 1]  # but not `أمل (19 سنة)`
    if kind & (EDGE | TIME | COMPLEMENT | THAT):
        return True
    plain = i + 1 < end and not words.gaps[i + 1]
    if kind & IN:
        return plain and (words.kinds[i + 1] & (TIME | NUMBER) != 0 or words.word(i + 1).startswith(stems("occasion")))
    if kind & FROM and plain and (words.word(i + 1) in SIDES or (i + 2 < end and words.word(i + 2) in _OTHER)):
        return True  # `قال بيريز [من جهة أخرى]`, but `مصدر من جهة أمنية`
    return kind & FROM != 0 and plain and words.word(i + 1).startswith((*stems("origin"), *_CALLED))


def _apposition(words: Words, start: int, end: int, barriers: frozenset[int], opened: bool) -> bool:
    """Whether the words behind a comma are a short name or title that ends with the next comma (or where content opens)."""
    if start >= end:
        return False
    word = words.word(start)
    if word in stances() or asks(words, start):
        return False  # `أكد الأمير، [حرص] الملك على`, `قال مسؤول - [طلب] عدم ذكر اسمه - إن`
    if word[0] in "وف" and not word.startswith(("ولي", "وزير", "وكيل", "فلا")):
        return False
    for i in range(start, end):
        if i > start and words.gaps[i]:
            return i - start <= APPOSITION_WORDS and words.gaps[i].lstrip(" ")[:1] in (",", "،")
        if i in barriers or is_edge(words, i, end):
            return False
    return opened and end - start <= APPOSITION_WORDS


def _bracket_closes(words: Words, i: int) -> bool:
    return any(")" in gap or "]" in gap for gap in words.gaps[i + 1 : i + 1 + BRACKET_WORDS])


def in_turn(words: Words, i: int) -> bool:
    """Whether somebody's turn comes at a word (`ومن جانبه`)."""
    led = i + 1 < len(words) and words.word(i) in ("من", "ومن")
    return led and words.word(i + 1).startswith(("جانب", "جهت", "ناحيت"))


def held_off(words: Words, begin: int, last: int, whole: Callable[[int], bool]) -> int:
    """Where the noun phrase ends that a word of distance holds off (`ما سماه [الانقلاب على قيادة الفرقة]`).

    Nouns that need another, definite words behind them, and one preposition with its noun; `whole` tells where a name begins.
    """
    first, bound, i = begin, False, begin
    while i < min(last, begin + HELD_OFF):
        kind, word = words.kinds[i], words.word(i)
        if i > begin and (words.gaps[i].strip() or kind & (TIME | COMPLEMENT | IN | THAT | VERBAL)):
            break
        if i > begin and first == begin and (word in _WITH or (word[0] == "ل" and len(word) > 3 and not kind & EDGE)):
            first, bound = i, word.startswith("لل")
        elif kind & DEFINITE or whole(i):
            bound = True
        elif i > begin and (bound or kind & EDGE):
            break
        i += 1
    return i - 1 if i - 1 == first > begin and words.word(first) in _WITH else i


def bare_occasion(words: Words, i: int) -> bool:
    """Whether a word is a bare noun for an occasion on which somebody speaks (`بيان`, `مؤتمر`)."""
    return words.word(i).startswith(stems("occasion")) and not words.kinds[i] & DEFINITE
