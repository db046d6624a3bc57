"""What the article tells that a source left unsaid (`ولكنه لم يذكر تفاصيل`, `دون أن يحدد المكان`)."""

from __future__ import annotations

from features.drafts import BUT_HE
from features.words import Words


def untold(words: Words, i: int) -> bool:
    """Whether the article tells what the source left unsaid (`ولكنه لم يذكر تفاصيل`, `دون أن يحدد المكان`, `دون تفاصيل`)."""
    word = words.word(i)
    if word == "من" and words.word(i + 1) in _WITHOUT:
        i += 1
    if words.word(i) in _WITHOUT and i + 1 < len(words):
        behind = words.word(i + 1)
        return behind in _MENTION or (behind == "ان" and i + 2 < len(words) and words.word(i + 2) in _TELLING)
    if word in HOWEVER:
        i += 1
    elif word in ("غير", "الا") and words.word(i + 1) in THAT_HE:
        i += 2
    told = i + 1 < len(words) and words.word(i).removeprefix("و") == "لم" and words.word(i + 1) in _TELLING
    return told and words.words(i + 2, i + 3) not in (["بعد"], ["حتي"])  # `الموعد لم يحدد بعد`


_WITHOUT = frozenset("دون بدون ودون".split())
PENDING = frozenset("يصدر تصدر يتسن تتسن يتضح تتضح تتبن يتبن".split())  # what the article waits for
HOWEVER = BUT_HE | {"لكن", "ولكن"}
TURNING = _WITHOUT | HOWEVER | {"من", "غير", "الا", "لم", "ولم"}
THAT_HE = frozenset("انه انها انهم".split())
_MENTION = frozenset("ذكر تحديد توضيح تقديم اعطاء الكشف كشف الخوض تفاصيل الافصاح مزيد ايراد الاشاره".split())
_TELLING = frozenset(
    """يذكر تذكر يذكروا يوضح توضح يوضحوا يحدد تحدد يحددوا يقدم تقدم يقدموا يعلق تعلق يكشف تكشف يدل تدل يشر تشر يتطرق تتطرق
    يفصح تفصح يورد تورد يفصل تفصل يسم تسم يسمه تسمه يبين تبين يخض تخض""".split()
)
