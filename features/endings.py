"""Where a content ends before its sentence does: a clause of the article's own, another's turn, what was left unsaid."""

from __future__ import annotations

from features.drafts import Draft
from features.frames import alone_pointing
from features.gender import MASCULINE, acted, agree, noun, of_pronoun, verbal
from features.objects import TRANSITIVE
from features.phrases import RELATIVES, in_turn
from features.text import Reading
from features.untold import HOWEVER, PENDING, THAT_HE, TURNING, untold
from features.words import COMPLEMENT, DEFINITE, EDGE, GIVEN, THAT, TIME, VERBAL, Words

LONGEST = 80  # words of a content looked through for its end
_CUT = frozenset(
    """وذلك حيث لكنه لكنها لكنهم ولكنه ولكنها ولكنهم ولم ولن لكن ولكن الامر مما الا غير علما وهو وهي وهم وهذا وهذه
    بالمقابل وقد وكان وكانت اذ وسط""".split()
)
_WAS = frozenset("وكان وكانت علما".split())  # begin another clause behind any content
_REASONS = frozenset("نظرا بناء بسبب نتيجه لان حتي ردا تنفيذا تمهيدا".split())
_MEANWHILE = frozenset(("فيما", "بينما"))
_MEANWHILE_FIRST = _MEANWHILE | {"في"}


def new_clause(reading: Reading, found: Draft) -> int:
    """Where content ends at the latest: a clause that speaks of something else.

    Behind a content that no complementiser opens `حيث`, `فيما`, `في حين` and the like begin one; behind one that أن opens,
    `فيما` does where a verb of saying follows it, and `وكان`.
    """
    words = reading.words
    if found.kind == "headline":
        return _after_headline(reading, found)
    noun = found.kind == "noun" or (found.kind == "preposition" and found.begin == found.cue.end)  # `بتهمة [التخابر]`
    if found.quoted or not (noun or found.kind in ("verb", "participle", "passive")):
        return found.end
    if main := _main_verb(reading, found):
        return main
    nominal = not (found.begin > 0 and (words.kinds[found.begin - 1] & THAT or ":" in words.gaps[found.begin]))
    if nominal and found.begin + 1 < found.end and found.lemma not in TRANSITIVE and _points(words, found.begin):
        return found.begin + 1  # `كيري يقول ذلك، ويدركه`, but `وصف ذلك بأنه خطوة`
    present = nominal and words.word(found.cue.start)[:1] in ("ي", "ت")
    near = range(found.begin + 1 + (not nominal), min(found.end - 1, found.begin + LONGEST))
    closed = max(reading.opening.get(found.begin, 0), reading.opening.get(found.begin + 1, 0))
    for i, word in zip(near, words.words(near.start, max(near.start, near.stop)), strict=True):
        gap = words.gaps[i]
        if i < closed:
            continue  # within a quotation of the content's
        closed = reading.opening.get(i, closed)
        if word in TURNING and i > found.begin + 1 and untold(words, i):
            return i
        if _anothers_turn(reading, found, i, nominal) or (nominal and ";" in gap):
            return i  # `... في القرية من جهتها، قالت المنظمة`
        comma = gap and gap.strip(_CLOSED) in ("،", ",")
        if word == "في" and (words.word(i + 1) == "اشاره" or (nominal and comma and words.word(i + 1) in _GLOSSES)):
            return i  # `... "، في إشارة إلى الفصائل`, `، في خطوة نادرة`: the article's gloss
        if (word in _AFTER and _answered(reading, i)) or (present and word[0] == "و" and _acts_on(reading, found, i)):
            return i
        if word in _MEANWHILE_FIRST and (behind := behind_meanwhile(words, i)) and _says(reading, behind):
            return i  # `تطالب برحيله [فيما تصر دمشق على]`
        if word in _BUT and _anothers(reading, found, i):
            return i  # `..., إلا أن المتحدث باسمها قال إن`
        if word in _DURING and (comma or nominal) and _meeting(words, i):
            return i  # `..."، خلال لقاء مع نظيره`
        if nominal and ((found.source and _written(words, i)) or (word in WHICH and words.word(i + 1) in _ORDINALS)):
            return i  # `مسؤوليته عن الهجوم [في بيان مشترك]`, `[وهو الثاني من نوعه]`
        if comma and (_after_noun if noun else _apart)(reading, found, i, nominal):
            return i
    return found.end


# What the article calls what was said.
_GLOSSES = frozenset("خطوه موقف سابقه تصعيد تحول تطور تحد موشر تلميح تاكيد رد محاوله دلاله".split())


def _after_headline(reading: Reading, found: Draft) -> int:
    """Where a page's text begins behind a headline without a mark: somebody known says something, or has his turn."""
    words = reading.words
    for i in range(found.begin + SHORTEST - 1, min(found.end, found.begin + LONGEST)):
        if words.gaps[i].strip():
            return found.end
        if in_turn(words, i) or (_says(reading, i) and words.word(i)[0] not in "يت" and reading.whole(i + 1)):
            return i
    return found.end


def _apart(reading: Reading, found: Draft, i: int, nominal: bool) -> bool:
    """Whether a clause of the article's own begins at a word behind a comma."""
    words, word = reading.words, reading.words.word(i)
    if word == "ولم" and words.word(i + 1) in PENDING:
        return True  # `، ولم يصدر تعليق`
    if word in _WAS or (found.kind == "passive" and (word in _CUT or word in ("كما", "ولا"))):
        return True  # `يعتقد أنها روسية، ولا يزال التحقيق مستمرا`
    if word == "وذلك" and (_written(words, i + 1) or words.words(i + 1, i + 3) == ["في", "الوقت"]):
        return True  # `، وذلك في بيان`
    behind = behind_meanwhile(words, i)
    if behind and (nominal or behind in reading.verbs):
        return True
    if word == "وذلك" and words.word(i + 1) in _REASONS:
        return False  # `غياب سوريا، وذلك نظرا لتجميد عضويتها`
    return nominal and (
        _cuts(words, i, found.end) or word in ("فان", "كما") or in_turn(words, i) or _goes_on(reading, found, i)
    )


def _cuts(words: Words, i: int, end: int) -> bool:
    """Whether a word begins another clause: one of concession only where no comma closes it (`، رغم خلافاتها، إلى دعمها`)."""
    if words.word(i) not in _CONCEDING:
        return words.word(i) in _CUT
    return not any(words.gaps[k].strip() in ("،", ",") for k in range(i + 1, min(end, i + ASIDE_WORDS)))


_CONCEDING, ASIDE_WORDS = frozenset(("رغم", "ورغم", "بالرغم")), 9


def _after_noun(reading: Reading, found: Draft, i: int, nominal: bool) -> bool:
    """Whether the clause in which a noun is told of goes on at a word behind a comma (`بعد إعلان X مقتل جنود، نفى الوزير`)."""
    if _says(reading, i):
        return True
    words, word = reading.words, reading.words.word(i)
    cue = reading.cue(i)
    if not nominal:
        return False
    if word in _AGAIN or (
        cue is not None and cue.entry.group == "noun" and word[0] == "و" and cue.start > words.starts[i]
    ):
        return True  # `أنباء عن خسائر، [ومعلومات عن] قتلى`
    return (
        _cuts(words, i, found.end)
        or word in ("فان", "كما", "ثم")
        or (found.kind == "preposition" and word[:2] in ("لت", "لي") and not reading.known(i, i + 1))
        or behind_meanwhile(words, i) > 0
        or _goes_on(reading, found, i)
    )


_AGAIN = frozenset("كذلك ايضا".split())  # lead what else the article tells


def _goes_on(reading: Reading, found: Draft, i: int) -> bool:
    """Whether the article tells at a word what came of it: a verb led by و behind a content without one (`، وأسفرت الغارة`)."""
    words, word = reading.words, reading.words.word(i)[1:]
    if words.word(i)[0] != "و" or len(word) < SHORTEST - 1 or word.startswith("ال") or reading.known(i, i + 1):
        return False
    if word.endswith("ت"):
        return acted(word) and not verbal(word)
    present = word[0] == "ي" or word[:2] in ("سي", "ست")
    return present and not any(w.removeprefix("و")[:1] == "ي" for w in words.words(found.begin, i))


def _main_verb(reading: Reading, found: Draft) -> int:
    """Where the clause goes on in which somebody says of a noun what it is or did; 0 where that is not so or cannot be told.

    So in `الهجمات التي يقول مسؤولون إنها بدأت ليلا [تشير إلى تصعيد]`, `طائرات يعتقد أنها روسية [قصفت القرية]`: behind a predicate
    without a verb the first verb, behind one with a verb the second, which no conjunction leads; or the first comma.
    """
    words, i = reading.words, found.begin
    if not i or not words.kinds[i - 1] & THAT or not words.word(i - 1).endswith(_TAKEN_UP):
        return 0
    before = words.word(found.cue.start - 1) if found.cue.start > reading.firsts[i] else ""
    if before not in _RELATIVE and not (found.kind == "passive" and not words.gaps[found.cue.start] and before):
        return 0
    if words.word(i) in _CONDITIONS:
        return 0
    begun = _acts(reading, i)
    for k in range(i + 1, min(found.end, i + LONGEST)):
        if mark := words.gaps[k].strip():
            apart = mark in ("،", ",") and found.kind != "noun" and not words.word(k).startswith(("وان", "وبان"))
            return k if apart else 0
        if words.word(k) in HOWEVER:
            return k
        led = words.kinds[k - 1] & (THAT | COMPLEMENT) or words.word(k - 1).removeprefix("و") in _LED
        if _acts(reading, k) and not led and not (begun and k == i + 1):
            return k
    return 0


def _acts(reading: Reading, i: int) -> bool:
    """Whether a word is by its form a verb whose subject is a thing or a body: in the past (`قصفت`), or in the present."""
    words = reading.words
    word, kind = words.word(i), words.kinds[i]
    if kind & (EDGE | DEFINITE | GIVEN | TIME) or reading.known(i, i + 1) or len(word) < SHORTEST - 1:
        return False
    past = acted(word) and word[0] not in "وف"
    return past or bool(kind & VERBAL) or (i in reading.verbs and word[0] in "يت")


def _anothers(reading: Reading, found: Draft, i: int) -> bool:
    """Whether `لكن` or `إلا أن` at a word leads a verb of saying, whose subject may stand before it (`لكن المتحدث قال إن`).

    A pronoun is the speaker's where it agrees with him and not with what the content is on (`إن [النظام] وافق إلا أنه طالب`).
    """
    words = reading.words
    if words.word(i + 1) in THAT_HE and i + 2 < len(words):
        he = of_pronoun(words.word(i + 1)) or MASCULINE
        own = found.source is None or agree(noun(words.word(found.source.start)), he)
        return own and noun(words.word(found.begin)) != he and _says(reading, i + 2)
    first = i + 1 + (words.word(i + 1) == "ان")
    near = (h for h in reading.begin("cues", first, first + TURN) if h.entry.group == "verb")
    verb = next(near, None)
    if verb is None or verb.first == first or not reading.known(first, first + 1):
        return False
    between = range(first, verb.first)
    return verb.start == words.starts[verb.first] and not any(
        words.kinds[k] & THAT or words.word(k) in RELATIVES for k in between
    )


_BUT, TURN = frozenset(("لكن", "ولكن", "الا", "غير")), 10  # words of a subject and its verb
_TAKEN_UP = ("ه", "ها", "هم", "هما")  # the pronoun behind a complementiser
_RELATIVE = RELATIVES | {"ممن", "من"}
_LED = RELATIVES | frozenset(
    "ما لا لم لن قد و كانت كان كانوا كانا حيث كما او ان الا من اذا عندما لما حين بعدما حتي مهما سوف لو ممن".split()
)
_CONDITIONS = frozenset("في حين عند اذا لو لولا لا بعد قبل رغم منذ خلال".split())


def _anothers_turn(reading: Reading, found: Draft, i: int, nominal: bool) -> bool:
    """Whether somebody else's turn to speak comes at a word (`من جهتها، قالت`; not in `أن [الحكومة من جانبها أعلنت]`)."""
    words = reading.words
    turned = in_turn(words, i) and words.word(i + 1).endswith(_TAKEN_UP)
    at = i + 1 + turned
    if not (turned or words.word(i) in _TURNS) or at >= len(words) or words.gaps[at].strip() not in ("", "،", ","):
        return False
    apart = nominal or words.gaps[i].strip() or any(_acts(reading, k) for k in range(found.begin, i))
    return bool(apart) and _says(reading, at)


_TURNS = frozenset("بدوره بدورها بدورهم وبدوره وبدورها وبدورهم".split())


def _answered(reading: Reading, i: int) -> bool:
    """Whether the article goes on to tell what the speech answers (`قال X إن ... بعد أن اتهمه Y`)."""
    at = i + 1 + (reading.words.word(i + 1) == "ان")
    cue = reading.cue(at) if at < len(reading.words) else None
    if cue is None or cue.entry.group != "verb":
        return False
    if reading.words.word(i) == BEFORE:
        return at > i + 1  # `قبل أن يضيف`
    return cue.entry.category in ("accuse", "demand") or cue.end < reading.words.ends[cue.stop - 1]


def _acts_on(reading: Reading, found: Draft, i: int) -> bool:
    """Whether who speaks in the present does something else at a word (`العراق يكشف حقيقة ما جرى [ويسيطر على المعبر]`)."""
    words = reading.words
    word = words.word(i)
    long = len(word) > SHORTEST or (len(word) == SHORTEST and word[1] == "ي")  # hardly a noun
    alike = long and word.startswith("و" + words.word(found.cue.start)[:1])
    return alike and found.cue.start > reading.firsts[i] and not (reading.known(i, i + 1) or verbal(word[1:]))


SHORTEST = 5  # letters of a verb in the present behind و
BEFORE = "قبل"
_AFTER = frozenset(("بعد", "بعدما", BEFORE))
# Where one speaks, by their beginnings.
MEETINGS = (
    *("لقاء", "موتمر", "اجتماع", "جلسه", "اتصال", "مقابله", "كلمه", "خطاب", "حديث", "تصريح", "زياره", "ندوه", "حوار"),
    *("مباحثات", "محادثات", "مداخله", "بيان", "تغريده", "منشور"),
)
_DURING, _CLOSED = frozenset(("خلال", "اثناء")), ' )]»"”'


def _meeting(words: Words, i: int) -> bool:
    """Whether a bare noun for an occasion of speech stands behind a word (`خلال [لقاء] مع نظيره`)."""
    return i + 1 < len(words) and words.word(i + 1).startswith(MEETINGS) and not words.kinds[i + 1] & DEFINITE


def _written(words: Words, i: int) -> bool:
    """Whether a bare noun for what one writes stands behind في (`الموعد [في بيان] مشترك`)."""
    return words.word(i) == "في" and not _WRITINGS.isdisjoint(words.words(i + 1, i + 2))


_WRITINGS = frozenset("بيان تقرير تصريح تصريحات تغريده تغريدات منشور رساله تدوينه".split())
WHICH = frozenset("وهو وهي وهم".split())
_ORDINALS = frozenset("الاول الاولي الثاني الثانيه الثالث الثالثه الرابع الرابعه الخامس الخامسه السادس السادسه".split())


def _says(reading: Reading, i: int) -> bool:
    """Whether a verb of saying stands at a word, with nothing joined to it."""
    cue = reading.cue(i)
    return cue is not None and cue.entry.group == "verb" and cue.start == reading.words.starts[i]


def _points(words: Words, i: int) -> bool:
    """Whether a word points at what was said, and says nothing else (`كيري يقول ذلك`, `وافق على هذا نظرا للظروف`)."""
    return words.word(i) == "ذلك" or (words.word(i) in ("هذا", "هذه") and alone_pointing(words, i))


def behind_meanwhile(words: Words, i: int) -> int:
    """The word behind `فيما`, `بينما`, `في حين` or `في الوقت الذي` at word i; 0 where none of them stands there."""
    if words.word(i) in _MEANWHILE:
        return i + 1
    if words.words(i, i + 3) == ["في", "الوقت", "الذي"]:
        return i + 3
    return i + 2 if words.words(i, i + 2) == ["في", "حين"] else 0
