"""A subject that stands before its verb by a known form: behind كان or أما, or right beside a verb in the present."""

from __future__ import annotations

from features import gender
from features.article import Span
from features.attributes import attributed
from features.phrases import RELATIVES, noun_phrase
from features.relatives import PAST, agrees
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, IN, THAT, TIME, VERBAL, Words

STATEMENTS = frozenset(
    "معلومات تقارير انباء تقرير بيان مصادر وثايق تسريبات شهادات تقديرات احصاءات احصاييات استطلاعات المعلومات التقديرات".split()
)
# What is shouted, written or shown, and tells something (`رددوا هتافات تقول`, `تلقى بلاغا يفيد`).
_WRITTEN = frozenset(
    """هتافات عبارات شعارات لافتات منشورات بلاغ بلاغات تحقيق دراسه استطلاع وثيقه تسجيل تسجيلات مقطع نص رساله شايعات اشاعات بيان
    تقرير قرار قرارات""".split()
)
_IN_IT = (["فيه"], ["فيها"])  # in what was said or written, which is named before
_SUCH = frozenset(
    "اخري جديده سابقه مختلفه متضاربه صحفيه اعلاميه استخباراتيه استخباريه دقيقه محليه دوليه غربيه خاصه موثوقه اوليه".split()
)
_TALKS = ("محادث", "مباحث", "لقا", "اجتماع", "اتصال", "حوار", "مفاوض", "زيار")
_PROPOSED = frozenset("اقتراح مقترح مشروع بيان تقرير قرار".split())  # of a nation
PERFECT = frozenset(("قد", "فقد", "وقد"))
NAME = 4  # words of a name before a verb
SHORTEST = 3  # words of a clause behind its verb
ANNOUNCED = 16  # words from كان or أما to the verb whose subject stands between
_TURNING = frozenset("اما واما فاما".split())
WAS = PAST | {"و" + word for word in PAST}


def announced(reading: Reading, hit: Hit) -> Span | None:
    """The subject between كان and its verb, or between أما and a verb with ف (`وكان مصدر في البلدة قد قال`, `أما X فقال`)."""
    words, first = reading.words, reading.firsts[hit.first]
    then = hit.start == words.starts[hit.first] + 1 and words.text[words.starts[hit.first]] == "ف"
    if not then and hit.start > words.starts[hit.first]:
        return None
    leading = _TURNING if then else WAS
    end = hit.first - (words.word(hit.first - 1) in PERFECT) if hit.first > first else first
    at = next((i for i in range(end - 1, max(first, end - ANNOUNCED) - 1, -1) if words.word(i) in leading), -1)
    if at < 0 or at + 1 >= end or (at and words.word(at) in ("كان", "كانت", "كانوا") and words.kinds[at - 1] & THAT):
        return None
    phrase = noun_phrase(words, at + 1, end, reading.verbs, opened=True, clause=True)
    if phrase is None or phrase.start != at + 1 or not agrees(reading, hit, at + 1):
        return None
    if not (words.kinds[at + 1] & (DEFINITE | GIVEN) or reading.whole(at + 1)):
        return None
    between = range(phrase.end, end)
    if words.word(phrase.end) in RELATIVES:
        return phrase
    if any(words.kinds[i] & (THAT | VERBAL) or i in reading.verbs for i in between) or reading.begin(
        "cues", at + 1, end
    ):
        return None
    listed = bool(reading.known(phrase.start, phrase.start + 1))
    if phrase.end < end and not listed:
        return None
    told = any(words.kinds[i] & TIME for i in between)
    return phrase if told else Span(phrase.start, end)


def beside_verb(reading: Reading, hit: Hit) -> Span | None:
    """A known speaker, or a statement (`معلومات تفيد`), right before a verb in the present."""
    words = reading.words
    if (
        hit.first == 0
        or (hit.start > words.starts[hit.first] and not coming(words, hit))
        or words.text[hit.start] not in "يت"
        or words.gaps[hit.first]
        or (hit.end < words.ends[hit.stop - 1] and reading.whole(hit.stop))  # `نواب تتهمهم الحكومة`
    ):
        return None
    if hit.first > 2 and words.word(hit.first - 2) in ("هذا", "هذه") and words.kinds[hit.first - 3] & IN:
        return None  # `وفي هذا الفيديو يقول مرسي`
    if words.words(hit.stop, hit.stop + 1) in _IN_IT:
        return None  # `ألقت شعرا داخل الأوبرا [المصرية] تنتقد فيه`
    if before := reading.ending(hit.first, NAME):
        first = before[0].first
        if before[0].entry.traits.get("kind") == "kind" and attributed(words, first, hit.first):
            return None  # `في القاموس [السياسي] توعد خامنئي`
        if first and words.word(first - 1) == "الي" and not words.gaps[first]:
            return None  # `كتب إلى [مجلس الأمن] يشكو`
        if first > 1 and words.word(first - 1) == "مع" and words.word(first - 2).startswith(_TALKS):
            return None  # `محادثات مع [لافروف] تطرقت إلى`
        of_nation = before[0].entry.id.endswith("_adj") and words.text[hit.start] == "ي"
        if first and of_nation and words.word(first - 1).removesuffix("ا") in _PROPOSED and not words.gaps[first]:
            return Span(first - 1, hit.first)  # `اقتراح أميركي يطلب`
        if words.text[words.starts[first]] == "و" and "بين" in words.words(max(0, first - NAME), first):
            return None  # `الاتصال بين شكري [وكيري] تطرق إلى`
        whole = before[0].start == words.starts[first]
        return Span(first, hit.first) if whole or not _pair(reading, first) else None
    said = words.word(hit.first - 1)
    if hit.first > 1 and words.word(hit.first - 2) in STATEMENTS and said in _SUCH and not words.gaps[hit.first - 1]:
        return Span(hit.first - 2, hit.first)  # `معلومات أخرى تفيد`
    written = said.removesuffix("ا") in _WRITTEN and agrees(reading, hit, hit.first - 1)
    return Span(hit.first - 1, hit.first) if said in STATEMENTS or written else None


def coming(words: Words, hit: Hit) -> bool:
    """Whether a verb is told to come, and led by no conjunction (`البيان [سيدعو] إلى`)."""
    return words.text[words.starts[hit.first] : hit.start] == "س"


def acting_before(reading: Reading, first: int, stop: int) -> bool:
    """Whether a name in a range of words does something in the present (`إسرائيل تقصف موقعا`)."""
    words = reading.words
    ends = {h.stop for h in reading.known(max(0, first - NAME), stop) if h.lexicon in ("nations", "names")}
    present = (i for i in range(first + 1, stop - SHORTEST) if words.word(i)[0] in "يت" and len(words.word(i)) > 3)
    return any(i in ends and not reading.known(i, i + 1) for i in present)


def _pair(reading: Reading, i: int) -> bool:
    """Whether a name behind a letter is no subject of its own: not `وحماس تؤكد`, but `موسكو وواشنطن تؤكد`, `لموسكو`."""
    words = reading.words
    if words.text[words.starts[i]] == "و" and acting_before(reading, reading.firsts[i], i):
        return False  # `إسرائيل تقصف موقعا وحزب الله يتهم`
    return words.text[words.starts[i]] != "و" or bool(reading.ending(i, NAME))


def some(reading: Reading, phrase: Span) -> Span:
    """Only indefinite people at the end of a phrase, whose definite word goes before (`شهدت المدينة [مظاهرات] تطالب`)."""
    kinds = reading.words.kinds
    for hit in (h for h in reading.ending(phrase.end, 1) if _unled(reading.words, h)):
        bare = hit.first > phrase.start and not kinds[hit.first] & DEFINITE and kinds[hit.first - 1] & DEFINITE
        if bare and hit.entry.traits.get("kind") == "kind" and not reading.words.gaps[hit.first]:
            return Span(hit.first, phrase.end)
    return phrase


def _unled(words: Words, hit: Hit) -> bool:
    """Whether no preposition or conjunction leads a name (`الرئاسة الروحية [للطائفة] ترحب`)."""
    return hit.start == words.starts[hit.first] and not words.word(hit.first).startswith("لل")


def led_by_pronoun(reading: Reading, hit: Hit) -> bool:
    """Whether a pronoun before a verb is its subject, and no noun behind it (`لكنه انتقد [الرئيس]`, `فهي تطالب [الدول]`)."""
    words, i = reading.words, hit.first
    whole = i > 0 and hit.start == words.starts[i] and hit.end == words.ends[hit.stop - 1] and not words.gaps[i].strip()
    before = words.word(i - 1).removeprefix("و").removeprefix("ف").removeprefix("لكن") if whole else ""
    asked = _PRONOUNS.get(before)
    return asked is not None and gender.of_cue(hit.entry, words.word(i)) in (asked, "")


_PRONOUNS = {
    **dict.fromkeys(("هو", "ه", "انه", "بانه", "لانه"), gender.MASCULINE),
    **dict.fromkeys(("هي", "ها", "انها", "بانها", "لانها"), gender.FEMININE),
    **dict.fromkeys(("هم", "انهم", "بانهم", "لانهم"), gender.PLURAL),
}
