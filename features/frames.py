"""What follows a cue: the complementiser, colon, quotation, preposition or bare object that opens its content."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from functools import cache

from features.article import Span
from features.attributes import OPPOSED
from features.kinds import stances, stems
from features.text import Reading
from features.wordings import Hit
from features.words import ABOUT, DEFINITE, FROM, IN, THAT, TIME, Words

_PREPOSITIONS = {
    "ila": "الي",
    "an": "عن",
    "ala": "علي",
    "min": "من",
    "ma": "ما",
    "fi": "في",
    "bishan": "بشان",
    "hawl": "حول",
    "izaa": "ازاء",
    "hiyal": "حيال",
}
SPEECH_WORDS, OBJECT_WORDS, NEWS_WORDS = 3, 12, 5
_ATTACHED = {"b": "ب", "li": "ل"}
_NOT_OBJECT = frozenset(
    """بين بعد بل بيان بيانا بلد بلاد بلاده بلادها بغداد بيروت بشار بدون بدوره بدورها بان بانه بانها بها به بهم
    بشانه بشانها بشانهم بسبب بينما بعدما بينهم بينهما بينها بعدها بموجب بالتالي بالتزامن بالاضافه بالنسبه بحسب بحضور
    بمشاركه برفقه بواسطه بشكل بصوره بصفته بصفتها باسم بعض بعضها بعضهم بقي بقيت بدا بدات بند بندا بنود بنودا""".split()
)
# A quotation behind one of these is a title, or goes on.
_TITLED = frozenset("بعنوان عنوان عنوانه عنوانها اسم باسم مسمي و".split())
_HEADS = frozenset("رييس رييسه مدير مديره قايد قايده امين زعيم".split())  # of a body, which may stand in marks
_RESPONSIBILITY = ("مسوولي", "مسيولي")  # without it حمل carries something
_FAULT = ("باللوم", "باللايمه", "بالمسووليه")  # without it ألقى throws something
# What who says so has done; without one تبنى adopts something.
_DEEDS = (*"هجوم هجم تفجير عمليه عمليات اغتيال قتل مقتل استهداف اعتداء قصف اسقاط".split(), *_RESPONSIBILITY)
# What is refused as untrue or unwanted (`رفض اتهامات`); other things are refused by an act (`رفض التعليق`).
_CLAIMS = (
    *("طلب", "اتهام", "تصريحات", "دعوه ", "دعوات", "مزاعم", "ادعاء", "انتقاد", "مطالب", "مقترح", "اقتراح"),
    *("سوال", "فكره", "شروط", "تهديد", "املاءات", "تقرير", "ضغوط", "اقوال", "روايه", "عرضا ", "تدخل ", "اي "),
)
# What is passed on as news; without it تداول is of trade and power, or of pictures.
_NEWS = tuple("خبر نبا انباء اخبار معلومات شايع اشاع بيان".split())
_SHORT = frozenset("بشن بدك بصد بضم ببث بحل بمد بفك برد بسن بكف بزج بضخ".split())  # by a verbal noun of two letters
_DETERMINERS = frozenset("هذا هذه ذلك تلك هولاء كل جميع كافه".split())  # tell which of a noun, or how many
# What somebody shows of his mind; without it أبدى needs a known speaker.
_ATTITUDES = tuple(
    """قلق تخوف خشيه مخاوف استعداد اسف امل امال رغب تحفظ استغراب استياء ارتياح تفاول ترحيب دهش امتعاض تاييد معارض موافق رفض اعتراض
    شكوك شكا ثق اعجاب تفهم تضامن اهتمام حرص غضب تشاوم ندم حذر""".split()
)
# What one holds (`يرى ضرورة الحل`); without it رأى sees.
_STANCES = tuple("ضروره اهميه امكانيه وجوب استحاله احتمال حتميه جدوي".split())
# What one renews by saying it again; without it جدد renews a thing.
_POSITIONS = tuple("موقف مواقف التزام تعهد تمسك ثقته ثقتها عزم دعم حرص استعداد تضامن تاييد ادانت شكره شكرها".split())
_WEIGHT = ("شان", "اهميه", "خطوره", "قيمه", "جدوي", "احتمال", "اثر", "تاثير")  # made little of (`قلل من شأن`)
# Beginnings of words, one of which the object must hold, and how many words from its start it may stand.
_NEEDED = {
    "blame": (_RESPONSIBILITY, OBJECT_WORDS),
    "fault": (_FAULT, OBJECT_WORDS),
    "deed": (_DEEDS, OBJECT_WORDS),
    "claim": (_CLAIMS, 1),
    "news": (_NEWS, NEWS_WORDS),
    "slight": (_WEIGHT, NEWS_WORDS),
    "attitude": (_ATTITUDES, NEWS_WORDS),
    "stance": (_STANCES, 1),
    "position": (_POSITIONS, NEWS_WORDS),
}
# Pronouns with prepositions by which a relative clause takes up its noun.
RESUMING = frozenset("اليه اليها فيه فيها به بها له لها لهم عليه عليها عنه عنها معه خلاله خلالها امامه".split())
# These, others like them and adverbs stand beside a verb, before its subject.
ASIDE = RESUMING | frozenset(
    """بذلك لنا لي بخصوصها بخصوصه بشانها بشانه حولها حوله بموجبه بموجبها بحقه بحقها ايضا كذلك مجددا مرارا موخرا حينها
    انذاك""".split()
)
_LEADING = frozenset("عن علي في من الي".split())
_POINTED = frozenset("ذلك هذا هذه اثرها اثره ضويها ضوءها اساسها اساسه".split())
_THIS = frozenset("ذلك هذا هذه بهذا بهذه".split())
_CONJUNCTIONS = frozenset(
    """كما بل حين حتي حيث اذ اي او ام خصوصا خاصه سيما علما باعتبار لدرجه كيف ورغم ومع الا غير بيد رغم
    قبل بعد منذ دون مع لولا سوي قبيل عقب والا وقبل وبعد""".split()
)


@cache
def frames_of(written: str) -> frozenset[str]:
    """The frames of a row of cues."""
    return frozenset(written.split())


def opener(reading: Reading, start: int, limit: int, frames: Collection[str]) -> tuple[int, int, bool] | None:
    """The first complementiser, colon or quotation behind a cue: where it stands, where content begins, whether quoted."""
    words = reading.words
    kinds, gaps = words.kinds, words.gaps
    that, colon, quote, ask = "that" in frames, "colon" in frames, "quote" in frames, "ask" in frames
    opening, last = reading.opening, len(kinds)
    for i in range(start, min(limit + 1, last)):
        if colon and gaps[i] and ":" in gaps[i] and is_colon(reading, i):
            begin = i + 1 if kinds[i] & THAT and i + 1 < last else i
            return i, begin, begin in opening
        if quote and i in opening and not (i and _goes_on(words, i)):
            whole = opening[i] == reading.stops[i] and (i == start or _right_behind(reading, start, i))
            least = 1 if whole else SPEECH_WORDS
            called = that and _that_behind(reading, opening[i])  # `قال الدكتور "فلان بن فلان" إن`
            if opening[i] - i > least and not called and not any(h.stop >= opening[i] for h in reading.known(i, i + 1)):
                return i, i, True
        if i == limit:
            break
        if ask and words.word(i) in _QUESTIONS:
            return i, i, False
        if (
            that
            and kinds[i] & THAT
            and i + 1 < last
            and words.word(i + 1) != "شاء"
            and not _joining(reading, start, i, frames)
        ):
            return i, i + 1, False
    return None


def _goes_on(words: Words, i: int) -> bool:
    """Whether a quotation is only part of what its words go on from: behind a preposition, و, a title, the head of a body."""
    body = words.word(i - 1) in _HEADS and words.word(i).removeprefix("ال").startswith(stems("body"))
    return words.kinds[i - 1] & (ABOUT | IN | FROM) != 0 or words.word(i - 1) in _TITLED or body


_QUESTIONS = frozenset("كيف هل لماذا ماذا متي اين".split())


def _that_behind(reading: Reading, i: int) -> bool:
    """Whether a complementiser that nothing is joined to stands at a word."""
    words = reading.words
    return i < len(words) and words.kinds[i] & THAT != 0 and words.word(i)[0] not in "وف"


def _right_behind(reading: Reading, start: int, i: int) -> bool:
    """Whether nothing but somebody known stands between a cue and a quotation (`وقال بوتين "حققنا أهدافنا"`)."""
    return any(h.first == start and h.stop == i for h in reading.known(start, start + 1))


def _joining(reading: Reading, start: int, i: int, frames: Collection[str]) -> bool:
    """Whether a complementiser is part of a conjunction (`إلا أن`, `قبل أن`, `لأن`), a modal's (`يجب أن`), or a noun's own.

    No noun has إن: `قالت جماعة معارضة إن`.
    """
    words = reading.words
    if (words.word(i).startswith("لان") and "li" not in frames) or words.gaps[i + 1] == ".":  # `(إن.بي.سي)`
        return True
    if i == 0 or words.gaps[i]:
        return False
    if words.word(i - 1) == "علي" and words.gaps[i - 1].strip() and "علي" in words.words(start, i - 1):
        return True  # `وافق على الخطة، على أن تبدأ غدا`
    noun = i - 2 if i > 1 and words.kinds[i - 1] & (IN | FROM) and not words.gaps[i - 1] else i - 1
    of_noun = words.word(noun).removeprefix("ب") in stances() and reading.original[words.at[i]] != "إ"
    if of_noun and words.word(i - 1) == OPPOSED and i > 1 and not words.kinds[i - 2] & DEFINITE:
        return False  # `أكدت قوى سياسية معارضة أن`
    return words.word(i - 1) in _CONJUNCTIONS or words.word(i - 1) in _MODAL or of_noun


_MODAL = frozenset(
    """يمكن يمكنه يمكنها يمكنهم يمكننا يجب ينبغي يتعين يفترض يتوجب يستحيل شانه شانها شانهم شانهما لابد بد المفترض المقرر المستحيل
    الممكن الضروري""".split()
)


def is_colon(reading: Reading, i: int) -> bool:
    """Whether the colon before a word is no part of a time of day or a score."""
    words = reading.words
    return i == 0 or i == len(words) or not (words.word(i - 1)[-1].isdigit() and words.word(i)[0].isdigit())


def object_start(reading: Reading, hit: Hit, source: Span | None, limit: int, frames: AbstractSet[str]) -> int:
    """Where content begins that no complementiser opens: behind a preposition of the verb, or the bare object; -1: nowhere."""
    words = reading.words
    start = source.end if source else hit.stop
    stop = min(limit, start + OBJECT_WORDS, len(words))
    if any(with_whom(words, i) for i in range(start, stop)) or (start < stop and words.word(start) in _OCCASION):
        stop = min(limit, stop + OBJECT_WORDS, len(words))
    if "pron" in frames and hit.end < words.ends[hit.stop - 1]:
        return start if start < stop else -1
    behind = words.words(start, stop)
    for frame, (needed, near) in _NEEDED.items():
        if frame in frames:
            skipped = _beside_object(words, start, stop) if near == 1 else 0
            said = behind[skipped : skipped + near]
            at = next((i for i, word in enumerate(said) if f"{word} ".removeprefix("ال").startswith(needed)), -1)
            if at < 0:
                return -1
            return start + at if near == NEWS_WORDS and source is None else start  # a subject may stand before it
    if "finite" in frames and _finite(words.text[hit.start : hit.end]):
        return start if behind else -1
    for frame, word in _PREPOSITIONS.items():
        if frame in frames and word in behind:
            at = start + behind.index(word) + 1
            if at < stop and (at == start + 1 or "object" not in frames):  # a far one belongs to the object
                return at
    for frame, letter in _ATTACHED.items():
        if frame in frames:
            for i, word in enumerate(behind, start=start):
                if (
                    _attached(words, i, letter)
                    and not with_whom(words, i)
                    and (word.startswith("لل") or not reading.whole(i))
                ):
                    return i
    return start if behind and not frames.isdisjoint(("object", "alone")) else -1


_OCCASION = frozenset(("في", "خلال", "اثناء"))  # lead when and where something was said


def _beside_object(words: Words, start: int, stop: int) -> int:
    """How many words before an object tell how, when, which or how many (`رفض [بشدة] الاتهامات`, `رفض [أمس كل هذه] المزاعم`)."""
    at = start + (start < stop and _attached(words, start, "ب"))
    while at < stop and (words.kinds[at] & TIME or words.word(at) in _DETERMINERS):
        at += 1
    return at - start


def with_whom(words: Words, i: int) -> bool:
    """Whether ب leads whom somebody met (`لدى لقائه [بنظيره]`), and nothing of the verb's."""
    before = words.word(i - 1) if i else ""
    return words.word(i)[0] == "ب" and before.startswith(_MEETING) and before.endswith(("ه", "ها", "هم", "هما"))


_MEETING = ("لقا", "اجتماع", "استقبال", "التقا")


def attitude(words: Words, i: int) -> bool:
    """Whether a noun of somebody's mind with his pronoun stands at a word (`أبدى [آماله] في أن`): nobody then stands beside."""
    word = words.word(i) if i < len(words) else ""
    return word.startswith(_ATTITUDES) and word.endswith(("ه", "ها", "هم"))


def led_by_preposition(words: Words, i: int, frames: AbstractSet[str]) -> bool:
    """Whether word i is a preposition of these frames, or has one joined to it."""
    word = words.word(i)
    if any(frame in frames and word == preposition for frame, preposition in _PREPOSITIONS.items() if frame != "ma"):
        return True
    if word.startswith(("بان", "لان")):
        return False
    return any(frame in frames and _attached(words, i, letter) for frame, letter in _ATTACHED.items())


def _finite(form: str) -> bool:
    """Whether the form of a verb is no noun as well (`تطلب`, `طلبوا`, not `طلب`)."""
    return form[0] in "يت" or form.endswith(("ت", "وا", "ون"))


def _attached(words: Words, i: int, letter: str) -> bool:
    """Whether a preposition of one letter is joined to a word, or to the quotation behind it (`ندد ب "هجوم إرهابي"`)."""
    word = words.word(i)
    if word == letter == "ب":
        return i + 1 < len(words)
    long = len(word) > 3 and word not in _NOT_OBJECT
    return word == letter + "ما" or (word[0] == letter and (long or word in _SHORT))


def spoken(quote: Span, words: int) -> bool:
    """Whether a quotation has that many words."""
    return quote.end - quote.start >= words


def past_pronouns(reading: Reading, start: int, limit: int) -> int:
    """The first word behind pronouns with prepositions that stand beside the verb (`قال فيه`, `وافق على إثرها`)."""
    words = reading.words
    while start < limit and start not in reading.opening and not words.gaps[start].strip():
        leading = start + 1 < limit and words.word(start) in _LEADING and words.word(start + 1) in _POINTED
        if not leading and words.word(start) not in ASIDE and words.word(start) not in ("بهذا", "بهذه"):
            break
        start += 1 + leading
        if start < limit and words.word(start - 1) in _THIS and not alone_pointing(words, start - 1):
            start += 1  # `في هذا السياق`
    return start


def alone_pointing(words: Words, i: int) -> bool:
    """Whether a word that points does so alone (`وافق على هذا نظرا للظروف`), and not at a noun behind it (`هذا القرار`)."""
    return i + 1 == len(words) or words.gaps[i + 1].strip() != "" or not words.kinds[i + 1] & DEFINITE
