"""Who is named as doing harm: mentions of an actor that stand as the doer beside a word of attack, by words alone.

A name counts as doer straight behind an active verb of attack or its noun (`قصفت قوات النظام`, `غارات للتحالف`), or straight
before such a verb (`النظام يقصف`). Nouns whose genitive is as often the one attacked (`مقتل`, `استهداف`) are no such word, nor
is anything behind `على` or `ضد`. It is a rule, not a parse: who is left out of a sentence altogether is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from features.events import stem
from features.words import words_of

AHEAD = 2  # words between the attack and the name, at most (`قصف مدفعي لقوات النظام`)
VERBS = frozenset(
    """
قصف قصفت يقصف تقصف استهدفت تستهدف قتلت تقتل ارتكبت ترتكب ارتكب يرتكب دمرت تدمر هجرت اعتقلت تعتقل خطفت اعدمت
شنت تشن شن يشن حاصرت تحاصر اقتحمت هاجمت اعتدت انتهكت جندت
""".split()
)
NOUNS = frozenset(
    "قصف غاره غارات هجوم هجمات مجزره مجازر جريمه جرائم انتهاكات عدوان اعتداء اعتداءات براميل صواريخ ضربات حصار".split()
)
UNDERGONE = frozenset("علي ضد من في عن الي بحق".split())  # a name behind one of these is not the doer
_ATTACKS, _ACTIVE = (frozenset(map(stem, words)) for words in (VERBS | NOUNS, VERBS))


def doers(texts: Mapping[str, str], mentions: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, list[bool]]:
    """For each article, which of its mentions (start, end in code points) stand as doers of harm."""
    found = {}
    for article, words in words_of({i: texts[i] for i in mentions if i in texts}):
        at, marked = np.array(words.at, dtype=np.int64), np.array([bool(g.strip()) for g in words.gaps])
        found[article] = [_does(words.letters, marked, at, *span) for span in mentions[article]]
    return found


def _does(said: Sequence[str], marked: npt.NDArray[np.bool_], at: npt.NDArray[np.int64], start: int, end: int) -> bool:
    first, stop = int(np.searchsorted(at, start, "right")) - 1, int(np.searchsorted(at, end))
    for i in range(first - 1, max(first - 2 - AHEAD, -1), -1):
        if marked[i + 1] or said[i] in UNDERGONE:
            break
        if stem(said[i]) in _ATTACKS:
            return True
    return stop < len(said) and not marked[stop] and stem(said[stop]) in _ACTIVE
