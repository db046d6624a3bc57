"""How far a title carries the noun phrase it begins: over the body whose office it is, a second title, a person's name.

All positions are numbers of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from features.gender import deed
from features.kinds import attributes, stems
from features.persons import KUNYA, named_before, person
from features.phrases import ENVOYS, TALKS, sent
from features.wordings import Hit
from features.words import (
    DEFINITE,
    EDGE,
    FROM,
    GIVEN,
    IN,
    MAYBE_GIVEN,
    NO_NOUN,
    SURNAME,
    THAT,
    TIME,
    VERBAL,
    Words,
)

GOVERNING = frozenset(
    """مدير وزير امين نايب ممثل رييس رييسه مديره عضو مندوب سفير زعيم مسوول عميد وزيره ممثله مستشار
    مبعوث ناطق متحدث قايد قايده""".split()
)
CONNECTING = frozenset(("ابو", "بن", "ابن", "ال", "دي", "فان", "عبد", "فون", "لو", "ام", "بو", "ول"))
NOUN_FORM = re.compile(
    "الا..ا[^يه]|الا.ت.ا[^يه]|الان..ا[^يه]|الاست..ا[^يه]"
)  # plurals, verbal nouns: `الأطراف`, `الاعتداء`
ADJECTIVE = ("ي", "يه", "ين", "ون", "يان", "يتان")
# Adjectives of offices that ل goes on from; bodies that have offices, and those that one serves in.
_OFFICES = frozenset(
    """العام العامه الاعلي العليا السامي الساميه التنفيذي التنفيذيه الاعلامي الاعلاميه الاقليمي الاقليميه السياسي العسكري
    الخاص الخاصه الدايم الدايمه الرسمي الرسميه""".split()
)
_ADDRESS = frozenset(("k_titles", "k_ranks"))
_ARMED = ("military", "armed_group")
_BODIES = (*_ARMED, "igo", "political", "monitor", "OPPOSITION_ARMED", "OPPOSITION_POLITICAL", "local_network", "other")


def retitled(words: Words, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """Where a name begins behind a second title (`مندوب مصر [السفير] عمرو`, `العاهل الأردني [الملك] عبد الله`), or `reach`."""
    if reach >= stop or words.gaps[reach].strip() or not words.kinds[reach] & DEFINITE:
        return reach
    title = next((h for h in known if h.first == reach and h.entry.traits.get("kind") == "kind"), None)
    at = title.stop if title else stop
    begins = at < stop and (_gives(words, at, known) or words.word(at) in CONNECTING or _unlisted(words, at, title))
    return at if begins else reach


def _unlisted(words: Words, at: int, title: Hit | None) -> bool:
    """Whether a name that nobody listed stands at a word, right behind a rank or a form of address (`اللواء نومان`)."""
    addressed = title is not None and title.entry.id in _ADDRESS
    plain = not words.kinds[at] & (DEFINITE | EDGE | TIME | IN | FROM | VERBAL | THAT) and not words.gaps[at].strip()
    return addressed and plain and not deed(words.word(at)) and words.word(at)[0] not in "وبل"


def _surname_alone(words: Words, at: int, known: Sequence[Hit]) -> bool:
    """Whether a listed surname with the article stands alone behind a form of address (`الدكتور [العطية]`)."""
    surname = (h for h in known if h.first == at and h.stop == at + 1 and h.start == words.starts[at])
    return not words.gaps[at] and words.kinds[at] & DEFINITE != 0 and any(_official(h) for h in surname)


def _official(hit: Hit) -> bool:
    return hit.entry.traits.get("kind") == "name" and hit.entry.group == "official"


def placed_name(words: Words, first: int, at: int, stop: int, known: Sequence[Hit]) -> int:
    """Where an unlisted name ends behind where an envoy sits (`السفير الأميركي في تركيا [فرنسيس ريسياردون]`), or `at`."""
    if words.word(first).removeprefix("ال") not in ENVOYS:
        return at
    end = at
    while end < min(stop, at + _NAME) and not words.gaps[end] and not words.kinds[end] & (DEFINITE | NO_NOUN):
        word = words.word(end)
        if word[0] in "وبل" or word.endswith(("ات", "ه", "ا")) or word in attributes() or deed(word):
            break  # `[ضمانات] دولية`, `[جولة] جديدة`
        if any(h.first == end for h in known):
            break
        end += 1
    closed = end < stop and (words.gaps[end].strip() or words.kinds[end] & NO_NOUN or words.word(end)[0] in "بل")
    return end if closed and end > at + 1 else at


_NAME = 4  # words of an envoy's name


def office(words: Words, first: int, reach: int, stop: int, known: Sequence[Hit]) -> int:
    """How far the body whose office it is carries a title on (`المسؤول الإعلامي للجناح العسكري`, `قائد فرقة في الجيش`)."""
    end = reach
    while end < stop and not words.gaps[end]:
        within = words.word(end) == "في"
        if within and (words.word(first) not in GOVERNING or end > reach):
            break
        if not within and not (words.word(end)[0] == "ل" and (end > reach or words.word(end - 1) in _OFFICES)):
            break
        at = end + within
        bodies = [h for h in known if h.first == at and h.stop <= stop and h.entry.group in _BODIES]
        last = max((h.stop for h in bodies), default=at)
        if within and not any(h.entry.group in _ARMED for h in bodies):
            last = last if last < stop and _gives(words, last, known) else at
        if (
            last == at + 1
            and not words.kinds[at] & DEFINITE
            and all(h.entry.traits.get("kind") == "kind" for h in bodies)
        ):
            last = next((i for i in range(last, stop) if not words.kinds[i] & DEFINITE or words.gaps[i]), stop)
            last = last if last > at + 1 else at  # `القيادة العامة لجيش [الشرق]`
        if last == at:
            break
        end = last
        while (
            end < stop and words.kinds[end] & DEFINITE and words.word(end).endswith(ADJECTIVE) and not words.gaps[end]
        ):
            end += 1
    return end


def _gives(words: Words, at: int, known: Sequence[Hit]) -> bool:
    """Whether a person's name begins at a word: a given name (and no country of that name), or a kunya."""
    if words.kinds[at] & GIVEN or words.word(at) in KUNYA:
        return True
    return words.kinds[at] & MAYBE_GIVEN != 0 and not any(h.first == at for h in known)


def known_name(words: Words, at: int, stop: int, known: Sequence[Hit]) -> int:
    """How far a listed person's name carries a title on, or `at` (`الأمين العام للأمم المتحدة بان كي مون`, but not `الأسد`)."""
    if at >= stop or words.gaps[at].strip() or words.kinds[at] & DEFINITE or words.word(at).startswith(stems("body")):
        return at
    names = (
        h.stop
        for h in known
        if h.first == at and h.start == words.starts[at] and h.stop <= stop and person(words, h, known)
    )
    return max(names, default=at)


def _surname(words: Words, i: int) -> bool:
    """Whether a definite word may be a family name behind what may be a given name: no adjective, no verbal noun."""
    word = words.word(i)
    plain = not words.gaps[i].strip() and words.kinds[i] & DEFINITE and word.removeprefix("ال") not in attributes()
    return bool(plain) and words.word(i - 1) != "علي" and not word.endswith("ه") and not NOUN_FORM.match(word)


def named(words: Words, reach: int, stop: int, known: Sequence[Hit] = ()) -> int:
    """How far a person's name carries a phrase on that a title begins: a given name, and what follows it."""
    at = reach
    if at < stop and words.gaps[at].strip() in ("،", ",") and words.kinds[at] & GIVEN:
        closed = next((i for i in range(at + 1, min(stop + 1, at + 6)) if words.gaps[i].strip()[:1] in ("،", ",")), at)
        return closed if closed > at else reach
    title = next((h for h in known if h.stop == at and h.entry.id in _ADDRESS), None)
    if title and at < stop and _surname_alone(words, at, known):
        return at + 1
    unlisted = at < stop and _unlisted(words, at, title)
    if at >= stop or not (unlisted or _gives(words, at, known)) or words.gaps[at].strip(" ()"):
        return reach
    at += 1
    if (
        unlisted
        and at < stop
        and not words.gaps[at]
        and words.word(at).startswith("ال")
        and not words.word(at).endswith("ه")
    ):
        at += 1  # `نومان الزوبعي`, `أكمل الدين`
    if words.kinds[at - 1] & MAYBE_GIVEN and at < stop and not (words.gaps[at] or words.kinds[at] & DEFINITE):
        at += 1  # `محمود علوي`
    elif words.kinds[at - 1] & MAYBE_GIVEN and at < stop and _surname(words, at):
        at += 1  # `حسن العلي`
    while (
        at < stop and not words.gaps[at].strip(" ()") and at < reach + 5 and not _behind_name(words, at, reach, known)
    ):
        at += 1
    return at


def _behind_name(words: Words, at: int, first: int, known: Sequence[Hit]) -> bool:
    """Whether a word is no part of the name before it, which begins at `first`.

    So `فيصل المقداد [قوات النظام]`, `إبراهيم مرعي [بحجب المواقع]`, `رياض آغا [الاستقالة]`, `عون [لبوتين]`, `أبو محمد [القصف]`.
    """
    word, before, kind = words.word(at), words.word(at - 1), words.kinds[at]
    last = at + 1 == len(words)
    construct = (
        word.endswith("ه") and word != "الله" and not last and words.kinds[at + 1] & DEFINITE and not words.gaps[at + 1]
    )
    closed = words.kinds[at - 1] & DEFINITE and at - 1 > first and not kind & DEFINITE and len(before) > 4
    led = kind & (FROM | IN) or (at - first > 1 and word[0] == "ب")
    goes_on = words.kinds[at - 1] & (GIVEN | SURNAME) == GIVEN or before in CONNECTING
    if not (kind & GIVEN or word in CONNECTING) and (not goes_on or construct or closed or led):
        return True
    god = word == "الله" and before == "عبد"
    if kind & DEFINITE and not god and (word.endswith("ه") or NOUN_FORM.match(word)):
        return True
    here = [h for h in known if h.first == at]
    joined = any(h.start > words.starts[at] for h in here)
    other = kind & DEFINITE and any(h.entry.traits.get("kind") != "name" and h.lexicon != "nations" for h in here)
    done = deed(word) or deed(word.removeprefix("ال"))
    return bool(not kind & GIVEN and (done or joined or other))


def fathered(words: Words, at: int, stop: int, known: Sequence[Hit]) -> int:
    """How far the names of his fathers carry a person's name on (`الملك عبد الله [بن الحسين]`)."""
    while at + 1 < stop and words.word(at) in ("بن", "ابن") and not words.gaps[at] and named_before(words, at, known):
        at += 2
    return at


def sent_to(words: Words, first: int, reach: int, end: int, known: Sequence[Hit]) -> int:
    """How far whom he is sent to carries an envoy on, and then his name (`مندوب مصر لدى الجامعة العربية عمرو أبو العطا`)."""
    if reach >= end or words.gaps[reach] or not (sent(words, first, reach) or _sent_for(words, first, reach, known)):
        return reach
    at = reach + (words.word(reach)[0] != "ل" or words.word(reach) == "لدي")
    body = max((h.stop for h in known if h.first == at and h.stop <= end), default=0)
    if not body and words.word(at).startswith(TALKS):  # `رئيس الوفد إلى مفاوضات جنيف فلان`
        behind = words.word(at + 1) if at + 1 < end else ""
        body = at + 1 + (behind.startswith(TALKS) or (behind != "" and words.kinds[at + 1] & DEFINITE != 0))
    if not body:  # `المبعوث الصيني إلى الملف السوري فلان`
        body = next((i for i in range(reach + 1, end) if not words.kinds[i] & DEFINITE or words.gaps[i]), end)
        body = body if body > reach + 1 else 0
    return named(words, retitled(words, body, end, known), end, known) if body else reach


def _sent_for(words: Words, first: int, i: int, known: Sequence[Hit]) -> bool:
    """Whether an envoy is led by ل to where he is sent (`الموفد الدولي [لسوريا] فلان`)."""
    envoy = words.word(first).removeprefix("ال") in ENVOYS
    return envoy and any(h.first == i and h.start == words.starts[i] + 1 and words.word(i)[0] == "ل" for h in known)


def addressed(first: int, known: Sequence[Hit]) -> bool:
    """Whether a phrase that begins at a word is led by a form of address (`الشيخ`, `الدكتور`), which is no office."""
    return any(h.first == first and h.entry.id in _ADDRESS for h in known)


def secretary(words: Words, i: int, known: Sequence[Hit]) -> bool:
    """Whether a secretary-general is told at a word who is the one named before it: both are listed, of one side.

    So `بان كي مون [الأمين العام للأمم المتحدة]`, but not `طالب الحريري [الأمين العام لحزب الله] بسحب قواته`.
    """
    if words.word(i) != "الامين":
        return False
    sides = {h.entry.category for h in known if h.first == i and h.entry.traits.get("kind") == "name"}
    return any(h.stop == i and h.entry.traits.get("kind") == "name" and h.entry.category in sides for h in known)
