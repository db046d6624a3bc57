"""Where a noun phrase ends in folded prose: the edges of a source, found without a parser.

Arabic news puts the subject behind its verb and closes it with a complementiser, a colon, a time or place adjunct, a
preposition, or, before a bare object, with the first indefinite word: definite words run together in one noun phrase.
All positions are numbers of words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from features.article import Span
from features.kinds import stems
from features.wordings import Hit
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
    THAT,
    TIME,
    VERBAL,
    Words,
)

_ENDING = TIME | COMPLEMENT | IN | FROM | EDGE | VERBAL | THAT
APPOSITION_WORDS, PHRASE_WORDS, BRACKET_WORDS, MARKS, QUOTED = 6, 30, 7, 40, 6
_BEFORE_AN = ("دفاع", "صادر", "صادره", "مسوول", "مسووله", "ممثل", "ممثلين", "ممثله", "نايب", "ممثلو", "مسوولو")
# Whom an envoy is sent to is part of who he is.
_SENT, _SENDING = ("لدي", "الي"), frozenset("مندوب مندوبه سفير سفيره مبعوث مبعوثه ممثل ممثله موفد مندوبو".split())
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
        if gaps[i] and not (clause and i == start) and not _passes(words, i, i > first, end, barriers, opened):
            return _trimmed(words, first, i)
        kind = kinds[i]
        if i == first and kind & NEVER_FIRST:
            return None
        if kind & ABOUT and i > first and words.word(i - 1).endswith(_BEFORE_AN):
            continue
        if kind & EDGE and i > first and _sent(words, first, i):
            continue
        if i in barriers or (kind & _ENDING and (is_edge(words, i, end) or (i > first and kind & VERBAL))):
            return _trimmed(words, first, i)
    return _trimmed(words, first, end)


def _trimmed(words: Words, first: int, stop: int) -> Span | None:
    """A phrase without the prepositions it ends with, or None."""
    ends = (i for i in range(stop, first, -1) if not words.kinds[i - 1] & (IN | FROM | ABOUT))
    last = next(ends, first)
    if words.words(last - 1, last + 2) == ["اول", "من", "امس"]:  # `أول من أمس`
        last -= 1
    return Span(first, last) if last > first else None


def _sent(words: Words, first: int, i: int) -> bool:
    """Whether an envoy and whom he is sent to stand on both sides of a preposition."""
    envoy = words.word(i) in _SENT and words.word(first).removeprefix("ال") in _SENDING
    return envoy and i + 1 < len(words) and not words.kinds[i + 1] & THAT


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
    if kind & (EDGE | TIME | COMPLEMENT | THAT):
        return True
    plain = i + 1 < end and not words.gaps[i + 1]
    if kind & IN:
        return plain and (words.kinds[i + 1] & (TIME | NUMBER) != 0 or words.word(i + 1).startswith(stems("occasion")))
    return kind & FROM != 0 and plain and words.word(i + 1).startswith(stems("origin"))


def _apposition(words: Words, start: int, end: int, barriers: frozenset[int], opened: bool) -> bool:
    """Whether the words behind a comma are a short name or title that ends with the next comma (or where content opens)."""
    if start >= end:
        return False
    word = words.word(start)
    if word[0] in "وف" and not word.startswith(("ولي", "وزير", "وكيل", "فلا")):
        return False
    for i in range(start, end):
        if i > start and words.gaps[i]:
            return i - start <= APPOSITION_WORDS and words.gaps[i].lstrip(" ")[:1] in (",", "،")
        if i in barriers or is_edge(words, i, end):
            return False
    return opened and end - start <= APPOSITION_WORDS


def parentheses(words: Words) -> list[Span]:
    """What stands between two dashes of one sentence (`وأشارت الشبكة - في دراسة نشرتها أمس - إلى أن`), in order."""
    found: list[Span] = []
    opened = -1
    for i in words.broken:
        gap = words.gaps[i]
        if opened >= 0 and (i - opened > PHRASE_WORDS or any(mark in gap for mark in ".؟?!\n:«\"")):
            opened = -1
        if gap.strip() not in ("-", "–", "—"):
            continue
        if opened >= 0 and i - opened > 1:
            found.append(Span(opened, i))
            opened = -1
        elif i < len(words):
            aside = words.kinds[i] & (EDGE | IN | FROM | TIME) and not words.kinds[i] & THAT
            opened = i if aside or words.word(i)[0] in "بلو" else -1
    return found


def _bracket_closes(words: Words, i: int) -> bool:
    return any(")" in gap or "]" in gap for gap in words.gaps[i + 1 : i + 1 + BRACKET_WORDS])


def subject(
    words: Words,
    start: int,
    end: int,
    known: Sequence[Hit],
    barriers: frozenset[int],
    opening: Mapping[int, int] = MappingProxyType({}),
) -> Span | None:
    """The subject right behind a verb whose object follows without a complementiser; None where the object comes first.

    A known speaker carries the phrase on over its nation and, behind a title, over a person's name; definite words go on from
    there; without either, an indefinite first word is already the object. `opening` gives for a word that opens a quotation
    where that ends: behind a known head it is a name (`صحيفة "حريت"`).
    """
    phrase = noun_phrase(words, start, end, barriers)
    if phrase is None:
        return None
    first, stop = phrase
    reach, titled = _heads(words, first, [h for h in known if first <= h.first and h.stop <= stop])
    others = {h.first for h in known if reach < h.first or h.first == reach > first if h.entry.group != "nation"}
    if reach > first and reach < opening.get(reach, 0) <= min(stop, reach + QUOTED):
        reach = opening[reach]
    reach = _definite(words, first, reach, stop, others, titled, known)
    if titled or (reach == first and words.kinds[first] & GIVEN):
        reach = _named(words, reach, stop)
    if reach > first:
        reach = _sent_to(words, first, reach, end, known)
        reach = _apposed(words, reach, stop, known, titled)
    return Span(first, _joined(words, reach, stop, known)) if reach > first else None


def _sent_to(words: Words, first: int, reach: int, end: int, known: Sequence[Hit]) -> int:
    """How far whom he is sent to carries an envoy on, and then his name (`مندوب مصر لدى الجامعة العربية عمرو أبو العطا`)."""
    if reach >= end or words.gaps[reach] or not _sent(words, first, reach):
        return reach
    body = max((h.stop for h in known if h.first == reach + 1 and h.stop <= end), default=0)
    return _named(words, body, end) if body else reach


def _apposed(words: Words, reach: int, stop: int, known: Sequence[Hit], titled: bool) -> int:
    """How far the title behind a person's name carries a phrase on (`سلجوق أونال المتحدث باسم الخارجية`)."""
    named = any(h.stop == reach and h.entry.traits.get("kind") == "name" for h in known)
    if titled or reach >= stop or words.gaps[reach] or not (named or words.kinds[reach - 1] & GIVEN):
        return reach
    title = next((h for h in known if h.first == reach and h.entry.traits.get("kind") == "kind"), None)
    if title is None or not (words.kinds[reach] & DEFINITE or words.word(reach) in _GOVERNING):
        return reach  # `وزارة الخارجية السورية [فصائل المقاومة]` goes on with its object
    end, _ = _heads(words, reach, [h for h in known if reach <= h.first and h.stop <= stop])
    return _definite(words, reach, max(end, title.stop), stop, set(), True, known)


def _heads(words: Words, first: int, inside: Sequence[Hit]) -> tuple[int, bool]:
    """How far known speakers carry a phrase on from its first word, and whether a title is among them."""
    reach, titled, bound = first, False, False
    bodies = {h.first for h in inside if h.lexicon != "nations"}
    for hit in inside:
        if hit.lexicon == "nations" and hit.first > first and hit.first in bodies:
            continue
        kind = hit.entry.traits.get("kind", hit.entry.group)
        governed = titled and kind == "name" and _governs(words, reach)
        if hit.first - reach > (1 if governed else 0):
            continue
        adjective = words.kinds[hit.first] & DEFINITE and words.word(hit.first).endswith(_ADJECTIVE)
        if reach > first and kind == "nation" and words.kinds[reach - 1] & DEFINITE and not adjective:
            break  # a country behind a definite noun is the next one
        if reach > first and not (titled or (kind == "nation" and adjective)):
            continue
        both = reach > first and words.kinds[reach - 1] & words.kinds[hit.first] & DEFINITE
        if both and kind != "nation" and hit.first == reach:
            break  # a definite noun behind a definite one is no part of it
        if kind == "nation" and bound and not words.kinds[hit.first] & DEFINITE:
            break
        if (
            hit.lexicon != "speakers"
            and _described(words, first, reach)
            and not words.word(hit.first).endswith(_ADJECTIVE)
        ):
            break  # nor does a country belong to a noun with its adjective behind it (`مصدر عسكري سوري`)
        bound = bound or kind == "nation"
        reach, titled = max(reach, hit.stop), titled or kind == "kind"
    return reach, titled


def _described(words: Words, first: int, reach: int) -> bool:
    """Whether an indefinite noun and its adjective stand there."""
    bare = reach > first + 1 and not words.kinds[reach - 1] & DEFINITE
    return bare and words.word(reach - 1).endswith(_ADJECTIVE)


def _governs(words: Words, reach: int) -> bool:
    """Whether a word may stand between a title and the name that belongs to it: behind an indefinite title, or a given name."""
    return not words.kinds[reach - 1] & DEFINITE or words.kinds[reach] & GIVEN != 0


def _definite(
    words: Words, first: int, reach: int, stop: int, others: set[int], titled: bool, known: Sequence[Hit]
) -> int:
    """How far definite words carry a phrase on; behind a bare title the noun it governs, too (`مدير عام المؤسسة`)."""
    governing = {h.stop for h in known if h.entry.traits.get("kind") == "kind"}
    open_ended = reach in governing and words.word(reach - 1) in _GOVERNING
    for i in range(reach, stop):
        word = words.word(i)
        if (words.gaps[i] and words.gaps[i].strip(" ()")) or (i in others and i > first):
            break
        if words.kinds[i] & DEFINITE:
            name = i == reach > first and not titled and not words.kinds[i - 1] & DEFINITE
            if word in ("الا", "الان") or _clash(words, i) or (name and not word.endswith(_ADJECTIVE)):
                break
            open_ended = False
        elif titled and words.kinds[i] & IN and i + 1 < stop and words.word(i + 1) in _SEATS:
            return _definite(words, first, i + 2, stop, others, False, ())
        elif not (open_ended and i < reach + 2) and not (titled and word.startswith("لل")):
            break
        reach = i + 1
    return reach


def _clash(words: Words, i: int) -> bool:
    """Whether a definite word is no adjective of the definite noun before it: their gender differs, or its form is a noun's."""
    before = words.word(i - 1)
    if before.startswith("ال") and _NOUN_FORM.fullmatch(words.word(i)) and words.word(i) != "الاعضاء":
        return True
    return before.startswith("ال") and before.endswith("ه") and not words.word(i).endswith(("ه", "ات", "ي", "ين", "ون"))


_NOUN_FORM = re.compile("الا..ا[^يه]|الا.ت.ا[^يه]|الان..ا[^يه]|الاست..ا[^يه]")  # plurals, verbal nouns: `الأطراف`, `الاعتداء`
# Where an ambassador or an envoy sits: `السفير الإيراني في سوريا`.
_SEATS = frozenset(
    """سوريا سوريه لبنان العراق تركيا الاردن مصر ايران روسيا دمشق بيروت بغداد موسكو واشنطن انقره طهران القاهره عمان جنيف نيويورك
    حلب ادلب باريس لندن برلين الرياض الدوحه المنطقه الشرق بروكسل الكويت قطر السعوديه اسرائيل فرنسا بريطانيا المانيا""".split()
)
_ADJECTIVE = ("ي", "يه", "ين", "ون", "يان", "يتان")
_GOVERNING = frozenset(
    """مدير رئيس وزير قائد امين نائب نايب ممثل رئيسه رييس رييسه مديره عضو مندوب سفير زعيم مسؤول مسوول عميد وزيره ممثله مستشار
    مبعوث ناطق متحدث""".split()
)
_CONNECTING = frozenset(("ابو", "بن", "ابن", "ال", "دي", "فان", "عبد", "فون", "لو", "ام", "بو", "ول"))


def _named(words: Words, reach: int, stop: int) -> int:
    """How far a person's name carries a phrase on that a title begins: a given name, and what follows it."""
    at = reach
    if at < stop and words.gaps[at].strip() in ("،", ",") and words.kinds[at] & GIVEN:
        closed = next((i for i in range(at + 1, min(stop + 1, at + 6)) if words.gaps[i].strip()[:1] in ("،", ",")), at)
        return closed if closed > at else reach
    if at >= stop or words.gaps[at].strip(" ()") or not words.kinds[at] & GIVEN:
        return reach
    at += 1
    while at < stop and not words.gaps[at].strip(" ()") and at < reach + 5:
        given = words.kinds[at] & GIVEN or words.word(at) in _CONNECTING
        if not given and not words.kinds[at - 1] & GIVEN and words.word(at - 1) not in _CONNECTING:
            break
        at += 1
    return at


def _joined(words: Words, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far a second speaker joined by و carries a phrase on (`ديمبسي ووزير الدفاع`)."""
    for hit in known:
        led = (
            hit.first == reach < stop
            and words.text[words.starts[reach]] == "و"
            and hit.start == words.starts[reach] + 1
        )
        if led and not words.gaps[reach].strip():
            end, titled = _heads(words, reach, [h for h in known if reach <= h.first and h.stop <= stop])
            end = _definite(words, reach, max(end, hit.stop), stop, set(), titled, known)
            return _named(words, end, stop) if titled else end
    return reach
