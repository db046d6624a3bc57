"""How far a title carries the noun phrase it begins: over the body whose office it is, a second title, a person's name.

All positions are numbers of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from features.gender import deed
from features.kinds import attributes, stems
from features.persons import KUNYA, person
from features.phrases import ENVOYS, sent
from features.wordings import Hit
from features.words import (
    DEFINITE,
    EDGE,
    FROM,
    GIVEN,
    IN,
    MAYBE_GIVEN,
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
    while at < stop and not words.gaps[at].strip(" ()") and at < reach + 5:
        given = words.kinds[at] & GIVEN or words.word(at) in CONNECTING
        before = words.kinds[at - 1] & (GIVEN | SURNAME) == GIVEN or words.word(at - 1) in CONNECTING
        construct = (
            words.word(at).endswith("ه")
            and words.word(at) != "الله"
            and at + 1 < stop
            and words.kinds[at + 1] & DEFINITE
            and not words.gaps[at + 1]
        )
        closed = words.kinds[at - 1] & DEFINITE and at - 1 > reach and not words.kinds[at] & DEFINITE
        closed = closed and len(words.word(at - 1)) > 4
        led = words.kinds[at] & (FROM | IN) or (at - reach > 1 and words.word(at)[0] == "ب")
        if not given and (not before or construct or closed or led):
            break  # `فيصل المقداد [قوات النظام]`, `إبراهيم مرعي [بحجب المواقع]`, `آل مرعي [من عدم]`
        if words.kinds[at] & DEFINITE and (words.word(at).endswith("ه") or NOUN_FORM.match(words.word(at))):
            break  # `رياض آغا [الاستقالة من منصبه]`
        listed = any(h.first == at and h.start > words.starts[at] for h in known)
        other = words.kinds[at] & DEFINITE and any(
            h.first == at and h.entry.traits.get("kind") != "name" and h.lexicon != "nations" for h in known
        )
        done = deed(words.word(at)) or deed(words.word(at).removeprefix("ال"))
        if not words.kinds[at] & GIVEN and (done or listed or other):
            break  # `صبيح [بأهمية الاجتماع]`, `عون [لبوتين]`, `أبو محمد [القصف]`, `رشيد [النظام]`
        at += 1
    return at


def sent_to(words: Words, first: int, reach: int, end: int, known: Sequence[Hit]) -> int:
    """How far whom he is sent to carries an envoy on, and then his name (`مندوب مصر لدى الجامعة العربية عمرو أبو العطا`)."""
    if reach >= end or words.gaps[reach] or not (sent(words, first, reach) or _sent_for(words, first, reach, known)):
        return reach
    at = reach + (words.word(reach)[0] != "ل" or words.word(reach) == "لدي")
    body = max((h.stop for h in known if h.first == at and h.stop <= end), default=0)
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
