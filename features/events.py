"""Event terms: what tells one event from another, hashed into a small array while an article is read.

An event is told by who, where, how many and which rare words (Allan 2002, *Topic Detection and Tracking*). A term is 32 bits:
three say its kind (a word's stem, two content words side by side, a number beside a word of loss, a known name, a place, a
governorate or country), 29 are a CRC of it. The corpus decides later how much each term weighs (`features.stories`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from features.words import CONJUNCTIONS, PREPOSITIONS
from seeds.lexicon import REJECTED, load

WORD, PAIR, NUMBER, NAME, PLACE, REGION = range(6)
KIND = 29  # bits below the kind
READ, MOST, MOST_WORDS, MOST_PAIRS, MOST_HITS = 80, 64, 36, 14, 10  # words read, terms kept
Terms = npt.NDArray[np.uint32]
_MASK = (1 << KIND) - 1

_STOP = frozenset(
    """
في من علي الي عن مع بعد قبل بين حول دون منذ حتي عند خلال ضد عبر نحو لدي وفق بحسب حسب امام تحت فوق اثر عقب ضمن بسبب رغم
ان انه انها انهم كان كانت يكون تكون كانوا ليس ليست قد لقد سوف لم لن لا ما لو اذا اذ اي او ام ثم بل لكن كما كل كلا بعض غير
هو هي هم هذا هذه ذلك تلك هناك هنا الذي التي الذين اللذين اللتين ممن مما به بها بهم له لها لهم فيه فيها منه منها عليه
عليها الان اليوم امس يوم غدا مساء صباح قال قالت واضاف اضاف اضافت اكد اكدت اعلن اعلنت اوضح اشار اشارت ذكر ذكرت افاد افادت
قالوا يقول تقول وكاله الانباء مراسل مراسلنا وقال وقالت واكد واشار واوضح وذكر واضافت وان وكان وكانت ولا وما ولم وفي وهو وهي
ايضا حيث فيما بينما كذلك قائلا مشيرا مضيفا مؤكدا لافتا الماضي الماضيه المقبل الجاري الحالي الاحد الاثنين الثلاثاء الاربعاء
الخميس الجمعه السبت يناير فبراير مارس ابريل نيسان مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر عام سنه شهر ساعه
""".split()
)
_COUNTED = {
    word: str(number)
    for number, words in enumerate(
        (
            "ثلاثه ثلاث",
            "اربعه اربع",
            "خمسه خمس",
            "سته ست",
            "سبعه سبع",
            "ثمانيه ثماني",
            "تسعه تسع",
            "عشره عشر",
        ),
        start=3,
    )
    for word in words.split()
} | {"عشرون": "20", "عشرين": "20", "ثلاثين": "30", "اربعين": "40", "خمسين": "50", "مئه": "100", "مائه": "100"}
# Words of loss: beside a number, whom or what an event cost, took or fired. HARMS say so alone, the others only who was there.
HARMS = frozenset(
    """
قتيل قتيلا قتلي قتل مقتل قتلوا شهيد شهيدا شهداء استشهاد استشهد جريح جريحا جرحي جرح اصيب اصابه مصابا مصاب مصابين ضحيه ضحايا
صاروخ صاروخا صواريخ غاره غارات قذيفه قذائف معتقل معتقلا معتقلين مختطف مخطوف رهينه رهائن
""".split()
)
LOSSES = HARMS | frozenset(
    """
شخص شخصا اشخاص مدني مدنيا مدنيين مدنيون جندي جنديا جنود عنصر عنصرا عناصر مسلح مسلحا مسلحين طفل طفلا اطفال نساء امراه لاجئ لاجئا
لاجيء مراقبا راهبه حاج
""".split()
)


def places(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places that folded words name, clitics allowed, the longest first: each with its governorate or country."""
    known = _places()
    behind = 0
    for i, word in enumerate(words):
        for rest, place, region in known.get(word, ()) if i >= behind else ():
            if tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                behind = i + 1 + len(rest)
                if region:
                    yield PLACE, place
                    yield REGION, region
                break


@cache
def _places() -> Mapping[str, list[tuple[tuple[str, ...], str, str]]]:
    """Places by their first word, with every clitic: the other words, longest first, place and region ("" if rejected)."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in load("places"):
        for spelling in entry.spellings():
            first, *rest = spelling.split()
            region = "" if entry.category == REJECTED else entry.group
            behind = [p + first for p in ("", *PREPOSITIONS)] + ["لل" + first[2:]] * first.startswith("ال")
            for form in (c + form for c in ("", *CONJUNCTIONS) for form in behind):
                found.setdefault(form, []).append((tuple(rest), entry.id, region))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


def terms(words: Sequence[str], hits: Iterable[tuple[int, str]] = ()) -> Terms:
    """Event terms of an article, sorted, unique, shape (at most 64,).

    `words` are the folded words of the title and the lede in order, of which the first 80 are read; `hits` are what the
    lexicons know in them: pairs of a kind (`NAME`, `PLACE`, `REGION`) and an id, of which the first 10 are kept.
    """
    codes = [code for code in map(_code, words[:READ]) if code]
    found = {kind << KIND | _hashed(name) for kind, name in islice(hits, MOST_HITS)}
    content = [code for code in codes if code <= _MASK]
    if len(content) < len(codes):
        found.update(_counts(codes))
    found.update(PAIR << KIND | (((a * 0x9E3779B1) ^ b) & _MASK) for a, b in pairwise(content[: MOST_PAIRS + 1]))
    found.update(list(dict.fromkeys(content))[:MOST_WORDS])
    return np.array(sorted(found)[:MOST], np.uint32)


def _counts(codes: Sequence[int]) -> Iterator[int]:
    """Numbers within two words of a loss, together with that loss."""
    for at, code in enumerate(codes):
        if code > _MASK and (loss := _LOSS.intersection(codes[max(0, at - 2) : at + 3])):
            yield code ^ (min(loss) & 0xFF)


def counted(words: Sequence[str]) -> list[tuple[int, int]]:
    """Numbers within two words of a loss, stop words passed over: the places in `words` of the number and the nearest loss.

    >>> counted("واسفر عن مقتل 12 من المدنيين امس".split())
    [(3, 2)]
    """
    found = list[tuple[int, int]]()
    codes = list(map(_code, words))
    if max(codes, default=0) <= _MASK:
        return found
    telling = [(i, code) for i, code in enumerate(codes) if code]
    for at, (place, code) in enumerate(telling):
        if code > _MASK:
            near = [i for i, other in telling[max(0, at - 2) : at + 3] if other in _LOSS]
            if near:
                loss = min(near, key=lambda i: abs(i - place))
                found.append((place, loss))
    return found


@lru_cache(1 << 17)
def _code(word: str) -> int:
    """The term of one folded word: 0 where it says nothing, a number's where it counts, else its stem's."""
    if word in _STOP:
        return 0
    if (digits := word.lstrip("وبل")).isdigit():  # a number of four digits that could be a year says nothing
        return 0 if digits[:2] in ("19", "20") and len(digits) == 4 else NUMBER << KIND | _hashed(digits)
    if number := _COUNTED.get(word):
        return NUMBER << KIND | _hashed(number)
    bare = stem(word)
    return 0 if bare in _STOP or len(word) < 2 else max(1, _hashed(bare))


def stem(word: str) -> str:
    """A folded word without its clitics and endings, as Light10 cuts them (Larkey, Ballesteros & Connell 2007).

    >>> stem("والمسلحون")
    'مسلح'
    """
    if word.startswith("و") and len(word) > 4:
        word = word[1:]
    for front in ("بال", "كال", "فال", "لل", "ال"):
        if word.startswith(front) and len(word) >= len(front) + 2:
            word = word[len(front) :]
            break
    for back in ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"):
        if word.endswith(back) and len(word) >= len(back) + 3:
            word = word[: -len(back)]
    return word


@lru_cache(1 << 14)
def _hashed(name: str) -> int:
    return crc32(name.encode()) & _MASK


_LOSS = frozenset(map(_code, LOSSES)) - {0}
