"""Where a verb of saying reports nothing: it is denied, asked for, a noun, or does not stand where its row asks it to."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from features.frames import RESUMING, frames_of, opener
from features.phrases import ON_CONDITION
from features.subjects import leads
from features.text import Reading
from features.wordings import Hit
from features.words import THAT

REPORTED = 4  # words of a subject between a verb and the noun it reports
COLON = 12  # words to the colon without which some verbs report nothing (`واصل:`)
_NEGATIONS = frozenset("لم لن لا ولم ولن ولا فلم ليس دون".split())
_SPEAKING = frozenset(("انا", "نحن", "وانا", "ونحن"))  # who is quoted speaks of himself
# What may or should be said is not said (`يمكن أن تشجع`).
_MODALS = frozenset(
    """يمكن يمكنه يمكنها يمكنهم يمكننا يمكنني ممكن الممكن بامكان بامكانه بامكانها بامكانهم يستطيع تستطيع يستطيعون نستطيع
    يجب ينبغي شانه شانها لابد الضروري""".split()
)
_DUE = frozenset("المقرر المنتظر المرتقب المزمع مقررا مقرر منتظرا".split())
WITHOUT = frozenset("دون بدون ودون وبدون".split())
_EVERYBODY = frozenset("كل لكل بكل وكل".split())
_SUFFERED = frozenset("قتل اصيب جرح اعتقل اختطف خطف استشهد توفي يقتل يصاب".split())  # before a student (`طالب`)
_PREPOSITIONS = frozenset(
    "علي في الي عن بعد قبل وفق ووفق حسب بحسب وبحسب اي كل ايه بلا دون حول ضد تم يتم تمت وتم ويتم بدون وعلي وفي".split()
)
_BEFORE_VERB = frozenset(
    "قد وقد فقد كما ما اخر اخري بدوره بدورها وبدوره وبدورها جانبه جانبها جهته جهتها ناحيته ناحيتها حين بينما فيما الذي".split()
)
_SOUND = re.compile("[^اىي][^اويى][^اويى]")  # a perfect of three sound letters, written like its noun


def silent(reading: Reading, hit: Hit) -> bool:
    """Whether a verb is denied, may or should be said, is asked for (`هل تؤيد`), is a noun, or lacks its ما."""
    words = reading.words
    if "what" in frames_of(hit.entry.traits["frames"]) and not (hit.first and words.word(hit.first - 1).endswith("ما")):
        return True
    if hit.entry.traits["frames"] == "colon" and not any(":" in gap for gap in words.gaps[hit.stop : hit.stop + COLON]):
        return True
    if _of_things(reading, hit) or unnamed(reading, hit) or _left_open(reading, hit):
        return True
    if hit.first == 0 or words.gaps[hit.first]:
        return False
    before = words.word(hit.first - 1)
    if hit.entry.traits["lemma"] == "تطرق" and words.word(hit.first).endswith("ت") and _of_talks(reading, hit):
        return True  # `المباحثات بين X وY تطرقت إلى`
    if _doubled(reading, hit) or _aimed(reading, hit, before):
        return True
    if before == "من" and hit.first > 1 and words.word(hit.first - 2) in _EVERYBODY:
        return True  # `كل من يتحدث عن`: whoever does
    if before in _SPEAKING or before in _MODALS or (before == "هل" and words.text[hit.start] == "ت"):
        return True
    if hit.first > 1 and words.kinds[hit.first - 1] & THAT:
        near = words.words(max(0, hit.first - 3), hit.first - 1)
        if near[-1] in _MODALS or (near[0] in _MODALS and near[-1] in ("لاحد", "احد", "لنا", "لاي")):
            return True  # `لا يمكن لأحد أن يتوقع`
        if near[-1] in _DUE:
            return True  # `من المقرر أن يعلن`
    if hit.entry.traits["lemma"] == "أدلى" and words.words(hit.stop, hit.stop + 1) in (["به"], ["بها"]):
        return True  # `في تصريح [أدلى به] لوكالة سانا`
    if hit.entry.traits["lemma"] == "طالب" and before.removeprefix("و") in _SUFFERED:
        return True  # `قتل [طالب] في كلية الطب`
    if _verbal_noun(reading, hit) or _of_a_matter(reading, hit) or _moved(reading, hit):
        return True
    denied = before in _NEGATIONS or (hit.first > 1 and before == "ان" and words.word(hit.first - 2) in WITHOUT)
    if denied and (hit.entry.category in ("report", "affirm") or not _opened(reading, hit)):
        return True
    whole = hit.start == words.starts[hit.first] and hit.end - hit.start <= 4 and hit.stop == hit.first + 1
    return whole and before in _PREPOSITIONS


def _of_talks(reading: Reading, hit: Hit) -> bool:
    """Whether talks stand before a verb in its sentence, which then are its subject."""
    near = range(max(reading.firsts[hit.first], hit.first - TALKED), hit.first)
    return any(reading.words.word(i).removeprefix("ال").startswith(_TALKS) for i in near)


TALKED, _TALKS = 20, ("محادث", "مباحث", "جلس", "مشاور", "اجتماعات", "لقاءات", "مفاوض", "قمه")


def _doubled(reading: Reading, hit: Hit) -> bool:
    """Whether a verb in the past stands right behind another, whose subject it must be (`وصف [دان] فلان القرار بأنه`)."""
    cue = reading.cue_before(hit.first)
    plain = cue is not None and cue.stop == hit.first and hit.start == reading.words.starts[hit.first]
    return bool(plain and cue and {cue.entry.group, hit.entry.group} == {"verb"} and not _present(reading, hit))


def _present(reading: Reading, hit: Hit) -> bool:
    return reading.words.text[hit.start] in "يت"


def _aimed(reading: Reading, hit: Hit, before: str) -> bool:
    """Whether a verb in the present goes on from one that tells an aim (`نظام محاسبي ليحدد [ويوضح] أين تذهب`)."""
    joined = reading.words.word(hit.first)[0] == "و" and _present(reading, hit)
    return joined and before.startswith("ل" + reading.words.text[hit.start]) and len(before) > AIM


AIM = 4  # letters of a verb in the present behind ل


def _left_open(reading: Reading, hit: Hit) -> bool:
    """Whether it is left open what is said (`لم يصدر ما يؤكد أو ينفي النبأ`)."""
    words, lemma = reading.words, hit.entry.traits["lemma"]
    if lemma not in _OPPOSED:
        return False
    near = [h for at in (hit.stop + 1, hit.first - 2) if 0 <= at < len(words) and (h := reading.cue(at))]
    return any(
        h.entry.traits["lemma"] in _OPPOSED - {lemma} and words.word(min(hit.stop, h.stop)) == "او" for h in near
    )


_OPPOSED = frozenset(("أكد", "نفى"))


def _moved(reading: Reading, hit: Hit) -> bool:
    """Whether goods are moved (`سرعة نقلها`, not `الخبر الذي نقلته`), or it is told how many there are (`تقدر بألف`)."""
    words, i = reading.words, hit.first
    lemma = hit.entry.traits["lemma"]
    if lemma == "قدر":
        return hit.stop < len(words) and words.word(hit.stop)[0] == "ب" and words.text[hit.start] in "يت"
    if lemma != "نقل":
        return False
    behind = words.word(hit.stop) if hit.stop < len(words) and not words.gaps[hit.stop] else ""
    if behind in ("من", "الي") or behind.startswith("لل"):
        return True  # `نقلته من حال إلى حال`, `نقلوا للمستشفى`
    return words.word(i) in ("نقله", "نقلها", "نقلهم") and words.word(i - 1) not in _CARRIED


_CARRIED = frozenset("الذي التي الذين ما كما مما بما لما عما فيما حسبما وفقما قد وقد كان كانت".split())


def _of_a_matter(reading: Reading, hit: Hit) -> bool:
    """Whether what was told before is a verb's subject (`الأمر الذي يؤكد أن`, `وهو ما يفسر`, `، مما يكشف`): it is nobody.

    Where a pronoun takes it up, somebody says it (`الأمر الذي نفاه الوزير`, `الأمر الذي قال سكان إنه`, `وهو ما أكدت عليه`).
    """
    words = reading.words
    i = hit.first - (hit.first > 2 and words.word(hit.first - 1) == "قد")
    if i < 2 or any(words.gaps[i : hit.first + 1]):
        return False
    leading, before = words.word(i - 1), words.word(i - 2)
    pronoun = words.word(hit.stop - 1).endswith(("ه", "ها"))
    if leading == "الذي" and before == "الامر":
        return not pronoun and _TAKEN_UP.isdisjoint(words.words(hit.stop + 1, hit.stop + SUBJECT))
    taken_up = pronoun or not RESUMING.isdisjoint(words.words(hit.stop, hit.stop + 1))
    pointing = leading == "ما" and (before in _POINTING or words.gaps[i - 1].strip() in ("،", ","))
    present = words.text[hit.start] in "يت" and hit.start == words.starts[hit.first]
    named = hit.stop < len(words) and reading.whole(hit.stop)
    return (pointing or leading == "مما") and present and not taken_up and not named


_POINTING = frozenset("هو وهو هذا وهذا".split())
_TAKEN_UP, SUBJECT = frozenset(("انه", "انها", "بانه", "بانها")), 8  # words of a subject before that


def _of_things(reading: Reading, hit: Hit) -> bool:
    """Whether a verb tells of things: what is tightened (`شدد الجيش الحصار`), losses dealt (`توقع ضحايا`), a war declared."""
    words, lemma = reading.words, hit.entry.traits["lemma"]
    near, things = _THINGS.get(lemma, (0, ()))
    for i in range(hit.stop, min(hit.stop + near, reading.stops[hit.first])):
        if words.gaps[i] or words.kinds[i] & THAT or words.word(i) in ("علي", "عن"):
            return False
        if f"{words.word(i).removeprefix('لل' if lemma == MOVING else 'ال').removeprefix('ال')} ".startswith(things):
            if lemma == DRAWING:
                return opener(reading, i, i + 4, ("that",)) is None
            declared = lemma != "أعلن" or any(h.stop == i for h in reading.known(hit.stop, i))
            return i == hit.stop or (declared and words.word(i - 1) not in _OF_WAR)
    return False


MOVING = "دعا"  # to what, إلى or ل leads
DRAWING = "لفت"  # attention; `لفت الانتباه إلى أن` tells something
_OF_WAR = frozenset("وزير وزاره جرايم مجرم مجرمي انتهاء نهايه وقف انهاء بدء مجلس".split())
# Words behind a verb in which what it is done to may stand, and how that begins; `توقع المحلل سقوط قتلى` is a forecast.
_THINGS: dict[str, tuple[int, tuple[str, ...]]] = {
    "شدد": (6, ("حصار", "اجراء", "قبض", "رقاب", "عقوب", "خناق", "حراس", "تدابير")),
    "توقع": (1, ("ضحايا", "خساير", "قتلي", "جرحي", "اصابات")),
    "أعلن": (5, ("حرب ", "نفير ", "حدادا ", "تعبيه ", "استنفار", "معنا ")),
    "أقر": (5, ("بندا ", "بنود", "قانون ", "قانونا ", "مشروع ", "ميزانيه ", "موازنه ", "تعديلات ")),
    "أدان": (1, ("بولاء", "بالولاء", "بفضل", "بالفضل", "بالاسلام", "بالمسيحي", "بديان", "بوجود")),
    "كشف": (4, ("عبوه ", "عبوات ", "خليه ", "نفق ", "نفقا ")),
    "أشار": (4, ("بيده", "بيدها", "باصبعه")),
    "أبدى": (3, ("مقاوم", "بسال", "شجاع", "صمود", "مرون", "براع", "ضراو")),
    DRAWING: (2, ("انتباه", "نظر ", "انظار")),
    "تابع": (
        1,
        ("مجري", "تطور", "اوضاع", "وضع ", "احداث", "دراس", "عمل ", "عنف ", "شوون", "اخبار", "مسير", "سير ", "طريق"),
    ),
    **dict.fromkeys(("عرض", "وزع"), (5, ("لقطات", "صور", "مقاطع", "مقطع", "فيديو", "شريط", "تسجيل"))),
    MOVING: (
        3,
        ("ريبه", "سخريه", "استغراب", "دهشه", "قلق ", "تفاول", "تشاوم", "شك ", "خجل ", "اسف ", "عجب ", "حيره", "ضحك "),
    ),
}


def unnamed(reading: Reading, hit: Hit) -> bool:
    """Whether somebody only asks not to be named, or declines to speak (`طلب عدم كشف اسمه`, `رافضا التعليق`)."""
    words, row = reading.words, hit.entry
    if row.traits["lemma"] == "تحدث":
        plain = hit.start == words.starts[hit.first] and hit.first > reading.firsts[hit.first]
        return plain and hit.stop < len(words) and words.word(hit.stop) in ON_CONDITION
    if row.traits["lemma"] not in _ASKING:
        return False
    near = words.words(hit.stop, min(hit.stop + NAMING, reading.stops[hit.first]))
    if row.group == "participle" and near and near[0] in _DECLINED:
        return True
    told = next((i for i, word in enumerate(near) if word.removeprefix("ال") in _TOLD), -1)
    if told < 0 or not (row.traits["lemma"] == "رفض" or "عدم" in near[:told]):
        return False  # `طلب المدعي كشف هوية القاتل`
    return any(word.startswith(("اسم", "هوي", "باسم")) for word in near[told + 1 : told + 4])


NAMING = 7  # words from a verb to whose name is not to be told
_ASKING = frozenset("طلب رفض اشترط".split())
_DECLINED = frozenset("التعليق الكشف الافصاح الادلاء الخوض التعقيب".split())
_TOLD = frozenset("كشف ذكر نشر افصاح اعلان تعريف ايراد".split())


def _verbal_noun(reading: Reading, hit: Hit) -> bool:
    """Whether a word is no verb (`رفض`, `طلب`) but what the verb before it reports (`أعلن الوزير رفض الهدنة`)."""
    words, i = reading.words, hit.first
    if not _SOUND.fullmatch(words.word(i)) or hit.stop > i + 1:
        return False
    before = reading.cue_before(i)
    if before is None:
        return False
    near = before.stop < i <= before.stop + REPORTED and not any(words.gaps[before.stop : i + 1])
    return near and before.entry.group == "verb" and "object" in frames_of(before.entry.traits["frames"])


def _opened(reading: Reading, hit: Hit) -> bool:
    return opener(reading, hit.stop, hit.stop + 3, ("that",)) is not None


def placed(reading: Reading, hit: Hit, frames: AbstractSet[str]) -> bool:
    """Whether a verb stands where its row asks it to: where its clause begins, before a known speaker."""
    if "named" in frames and not reading.known(hit.stop, hit.stop + 1):
        return False
    return "leads" not in frames or _begins(reading, hit)


def _begins(reading: Reading, hit: Hit) -> bool:
    """Whether a word that is mostly another (`عبر`, `أمر`) begins its clause as a verb does, or its preposition follows."""
    words = reading.words
    if leads(reading, hit) or hit.first in reading.opening or words.gaps[hit.first].strip():
        return True
    return words.word(hit.first - 1) in _BEFORE_VERB or words.words(hit.stop, hit.stop + 1) == ["عن"]
