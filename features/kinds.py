"""What a word may do in a phrase, by the word itself: end it, open a clause, tell a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from features.words import (
    ABOUT,
    COMPLEMENT,
    EDGE,
    FROM,
    GIVEN,
    IN,
    LINK,
    MAYBE_GIVEN,
    NEVER_FIRST,
    POINTING,
    THAT,
    TIME,
)
from seeds.lexicon import load, names

# Words of links, pointers and buttons, one of which must occur before `features.clean` looks for any.
LINKS = (
    "http https www t twitter اقرا شاهد تابع المزيد للمزيد والمزيد متعلقه المتعلقه رابط حجم ع مفتاحيه المفتاحيه"
    " زر جميع وجميع اضغط انقر"
)
NEVER_HEADS = (
    "القول ضروره اهميه وجوب امكانيه احتمال عدم بهذا بهذه بذلك لهذا لهذه لذلك ذلك في من ب ل لا"
    " اي اذا لما عما عمن مما بما كيف لماذا متي اين ماذا هو هي هم انت نحن انا حين عندما بعدما هذا"
    " هناك هنالك ثمه علينا عليكم لدينا عندنا لدي عندي ليتنا لست لسنا كنت كنا بالنسبه"
    " اعتقد نعتقد اظن نظن اتمني نتمني ارجو نرجو نامل اود نود اريد نريد ادعو ندعو اطالب نطالب اناشد نناشد اري نري اقول نقول"
    " استطيع نستطيع اتوقع نتوقع اخشي نخشي اوكد نوكد ارفض نرفض اشكر نشكر يسعدني يسرني يشرفني يهمني يوسفني"
)
# Of one told of before, by the pronoun: no subject right behind a verb, for he is spoken to (`أبلغ نظيره أن`).
COUNTERPARTS = frozenset("نظيره نظيرته نظيرها نظيرتها نظيرهم نظيريه نظراءه".split())
_POINTING = COUNTERPARTS | frozenset("هذا هذه هولاء تلك".split())
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي")


@cache
def kinds() -> Mapping[str, int]:
    """Bits of `features.words` by folded word."""
    found: dict[str, int] = defaultdict(int)
    bits = {"word": EDGE, "addressee": EDGE, "time": TIME}
    for entry in load("edges"):
        if entry.group in bits:
            for spelling in entry.spellings():
                found[spelling] |= bits[entry.group]
    for word in ("ان", "بان", "قد"):
        found[word] |= COMPLEMENT
    for word in ("فقد", "فلا", "فلم", "فلن", "فهو", "فهي"):
        found[word] |= EDGE
    for preposition in ("", "ب", "ل"):
        for pronoun in ("", *_PRONOUNS):
            word = f"{preposition}ان{pronoun}"
            for conjunction in ("", "و", "ف"):
                found[conjunction + word] |= THAT
            if pronoun and preposition != "ل":
                found[word] |= EDGE
    found["في"] |= IN
    found["من"] |= FROM
    found["عن"] |= ABOUT
    for word in NEVER_HEADS.split():
        found[word] |= NEVER_FIRST
    for entry in load("given") if "given" in names() else ():
        for spelling in entry.spellings():
            found[spelling] |= GIVEN if entry.category == "name" else MAYBE_GIVEN
    for word in _POINTING:
        found[word] |= POINTING
    for word in LINKS.split():
        found[word] |= LINK
    return {word: bits for word, bits in found.items() if " " not in word}


def attributes() -> frozenset[str]:
    """Folded adjectives and participles of the lexicon of edges, without their article."""
    return _bare("attribute")


def unattributive() -> frozenset[str]:
    """Folded nouns that end as adjectives of origin do, without their article."""
    return _bare("unattributive")


@cache
def _bare(group: str) -> frozenset[str]:
    rows = (entry for entry in load("edges") if entry.group == group)
    return frozenset(spelling.removeprefix("ال") for entry in rows for spelling in entry.spellings())


@cache
def stems(group: str) -> tuple[str, ...]:
    """Folded beginnings of words, of a group of the lexicon of edges that is read as stems."""
    return tuple(sorted({s for entry in load("edges") if entry.group == group for s in entry.spellings()}))


def behind_proclitics(word: str) -> Iterator[str]:
    """A folded word, and what is left of it behind one and two proclitics (`وببيان`, `ببيان`, `بيان`)."""
    return (word[k:] for k in range(3) if not word[:k].strip("بلوف"))


@cache
def stances() -> frozenset[str]:
    """Folded nouns that أن belongs to, bare and with a pronoun (`ضرورة أن`, `رغبته في أن`)."""
    nouns = {s for entry in load("edges") if entry.group == "stance" for s in entry.spellings()}
    return frozenset(
        f"{noun[:-1]}ت{pronoun}" if pronoun and noun.endswith("ه") else noun + pronoun
        for noun in nouns
        for pronoun in ("", *_PRONOUNS)
    )
