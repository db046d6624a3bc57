"""Gender and number of verbs, participles and nouns by their folded form: enough to tell who cannot be the subject.

Where the form does not say, nothing is said: "" agrees with everything.
"""

from __future__ import annotations

import re
from functools import lru_cache

from seeds.arabic import fold
from seeds.lexicon import Entry

MASCULINE, FEMININE, PLURAL = "m", "f", "p"  # the last: more than one
# Singular nouns without ه, and plurals of things, that take a feminine verb; heads that take a masculine one.
_FEMININE = frozenset(
    """روسيا تركيا ايران اسراييل امريكا اميركا فرنسا بريطانيا المانيا سوريا سوريه واشنطن موسكو دمشق انقره طهران بغداد الرياض
    القاهره باريس لندن تل الدوحه عمان بيروت مصادر المصادر وسايل الوسايل دول الدول صحف الصحف مجلات حسابات شبكات مواقع
    المواقع فصايل الفصايل جهات تقارير التقارير عشاير العشاير كتايب الكتايب عواصم العواصم قوات القوات وكالات الامم الولايات
    رويترز سانا قسد الجزيره العربيه وحدات دواير الدواير اوساط الاوساط منظمات هيومن الامارات قطر السعوديه""".split()
)
_MASCULINE = frozenset(
    """مجلس وزير متحدث المتحدث ناطق الناطق مدير جيش الجيش تنظيم التنظيم حزب الحزب تحالف التحالف نظام النظام
    المرصد مرصد الايتلاف ايتلاف البنتاغون الكرملين البيت المجتمع الاتحاد المبعوث مبعوث السفير سفير المصدر مصدر
    بيان البيان تقرير التقرير موقع الموقع تلفزيون التلفزيون مركز المركز مكتب المكتب وفد الوفد محافظ مندوب المندوب مستشار باحث
    الباحث محلل خبير الخبير ناشط الناشط مراسل المراسل قيادي القيادي العميد اللواء العقيد الرايد ملك الملك امين الامين كاتب الكاتب
    نايب النايب زعيم الزعيم عضو الجنرال الدكتور الوزير الرييس رييس
    المسلحين الارهابيين الثوار المدنيين الاعلام المسوول مسوول المرشد مرشد العاهل الشيخ شيخ السيد السيناتور المدير مدير الامير امير
    المفتي مفتي القايد قايد المقدم النقيب الملازم الفريق البروفيسور الطبيب المحامي البابا البطريرك المطران""".split()
)

_VERBAL = re.compile("(?:ال)?(?:ان..ا.|ا.ت.ا.|است..ا.|ت..ي.)")  # verbal nouns: `انتزاع`, `استهداف`, `تدمير`
# Verbal nouns whose form does not tell them, and what is said to be great or needed.
EVENTS = frozenset(
    """وقوع وجود وصول وفاه مقتل سقوط حصول حدوث صدور رفض دعم قيام نزوح هروب فرار حرص قدره عدم ضروره اهميه حق خطوره قصف
    قتل وقف منع هجوم رحيل تدخل تورط تمسك تحفظ تفهم""".split()
)
_HIS_DEED = re.compile("(?:م.ا..ت|ت..ي.|ا.ت.ا.|است..ا.|ان..ا.)(?:ه|ها|هم)")  # with a pronoun: `مشاهدته`, `تأييدها`
_MANY = re.compile("(?:ال)?(?:م[^ا]..+ون|(?!تلفز|مل).{3,}يون|ناشطون|باحثون|نازحون|البعض)")
_MALE = frozenset("الخليفه العلامه الطاغيه الجهات السنه الشيعه القاده الساده الاشقاء الطلبه الكتبه".split())
_BODIES = frozenset(
    """وكاله وزاره منظمه صحيفه قناه شبكه حركه هييه جبهه لجنه حكومه اداره قياده خارجيه داخليه رياسه مجله اذاعه
    محطه موسسه جمعيه شركه دوله امانه بعثه متحدثه ناطقه مسووله وزيره مبعوثه سفيره نايبه كتله ميليشيا
    مليشيا سلطات سلطه محكمه نيابه عايله سيده مفوضيه ممثله مستشاره رابطه نقابه غرفه سفاره جامعه كتيبه فرقه صفحه جريده
    تنسيقيه""".split()
)


@lru_cache(1 << 14)
def noun(word: str) -> str:
    """Gender of a head noun: m, f or ""."""
    if word in _FEMININE:
        return FEMININE
    if word in _MASCULINE:
        return MASCULINE
    if (word.startswith("ال") and word.endswith("ون") and len(word) > 6) or _MANY.fullmatch(word):
        return PLURAL
    if len(word) > 4 and word.startswith("ال") and word.endswith(("ه", "ات")) and word not in _MALE:
        return FEMININE  # the article leaves no room for a pronoun
    if verbal(word):
        return MASCULINE
    return FEMININE if word.removeprefix("ال") in _BODIES else ""


def deed(word: str) -> bool:
    """Whether a word is a verbal noun, or is said to be great or needed, with ب before it or a pronoun behind it or not."""
    bare = word.removeprefix("ب")
    return bare in EVENTS or verbal(bare) or _HIS_DEED.fullmatch(bare) is not None


def acted(word: str) -> bool:
    """Whether a word may by its form be a verb in the past whose subject is feminine (`قصفت`; not `قوات`, `بيروت`, `كويت`)."""
    return word.endswith("ت") and len(word) > SHORTEST and not word.endswith(("ات", "وت", "يت"))


SHORTEST = 3  # letters of a noun that ends like such a verb (`بيت`, `تحت`)


def verbal(word: str) -> bool:
    """Whether a noun is by its form what a verb does (`استهداف`, `تدمير`)."""
    return _VERBAL.fullmatch(word) is not None


def agree(one: str, other: str) -> bool:
    """Whether nothing speaks against a verb and its subject belonging together."""
    return not one or not other or one == other or {one, other} == {MASCULINE, PLURAL}


def of_pronoun(word: str) -> str:
    """Gender of whom the pronoun behind a noun or a preposition stands for (`قولها`), or that they are more than one."""
    if len(word) < 4:
        return _TO_HIM.get(word, "")
    return FEMININE if word.endswith("ها") else PLURAL if word.endswith(("هم", "هما")) else ""


_TO_HIM = {"له": MASCULINE, "لها": FEMININE, "لهم": PLURAL}  # `وفقا [له]`; in a longer word ه may be part of a noun


def of_cue(entry: Entry, word: str) -> str:
    """Gender of the subject that a verb or participle asks for by its form, or that it asks for more than one."""
    return _of_cue(entry.forms, entry.group, word)


@lru_cache(1 << 14)
def _of_cue(forms: tuple[str, ...], group: str, word: str) -> str:
    if group == "participle":
        if word.endswith(("ين", "ون")) and len(word) > 5:
            return PLURAL
        return FEMININE if word.endswith(("ه", "هً")) else "" if word.endswith(("ين", "ون", "ان", "ات")) else MASCULINE
    for stem, present in map(_stems, forms):
        weak = stem[:-1] if stem[-1] in "ايى" and len(stem) > 2 else stem
        for at in range(min(3, len(word))):
            bare = word[at:]
            if bare in (weak + "ت", weak + "تا", *(weak + "ت" + him for him in _HIM)):
                return FEMININE
            if bare == stem and present is None:  # a form by itself
                said = bare.removesuffix("ها").removesuffix("ه")  # `عدتها`
                return FEMININE if said.endswith("ت") and said not in ("لفت", "اثبت", "ثبت") else ""
            if bare == stem or (present and bare in [stem + him for him in _HIM]):
                return MASCULINE
            if bare in (weak + "وا", weak + "ا", stem + "ا") and len(bare) > len(stem) and not stem.endswith("ه"):
                return PLURAL
            if present and bare[1:].startswith(present[:3]) and bare[0] in "يت":
                return PLURAL if bare.endswith(("ون", "وا", "ان")) else FEMININE if bare[0] == "ت" else MASCULINE
    return ""


_HIM = ("ه", "ها", "هم", "هما")  # objects of a verb


@lru_cache(1 << 12)
def _stems(form: str) -> tuple[str, str | None]:
    """The past of a verb and its imperfect without the first letter, folded; None where a row has no imperfect of it."""
    past, _, imperfect = form.partition("~")
    return fold(past).text.split(" ")[0], fold(imperfect).text[1:] if imperfect else None
