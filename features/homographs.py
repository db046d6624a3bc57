"""Words that folding writes alike, told apart by how the text itself writes them."""

from __future__ import annotations

import re

import numpy as np

from features.wordings import Hit
from features.words import EDGE, FROM, GIVEN, IN, LINK, MAYBE_GIVEN, THAT, TIME, Words

DIACRITICS = "".join(map(chr, range(0x64B, 0x653)))
DOUBLED = "\u0651"


def part_ali(text: str, words: Words, number: int) -> None:
    """Tell the name علي from the preposition على, which fold alike, where the text itself writes them apart.

    Where it does not, a given name before it and a mark or `إن` behind it tell (`قال ياسر علي، المتحدث`).
    """
    found = np.flatnonzero(np.asarray(words.ids) == number).tolist() if number else []
    apart = bool(found) and _APART.search(text) is not None and _ALIKE.search(text) is None
    for i in found:
        dotted = text[words.at[i] : words.till[i]].rstrip(DIACRITICS).endswith("ي")
        # `وليد بن على`, however it is written
        if (dotted and apart) or (
            i and (words.word(i - 1) in ("بن", "ابن") or (dotted and _ends_name(text, words, i)))
        ):
            words.kinds[i] = words.kinds[i] & ~EDGE | GIVEN


def _ends_name(text: str, words: Words, i: int) -> bool:
    """Whether a word that may be a given name stands between another and a mark, the end or `إن`, which no preposition does."""
    if words.gaps[i] or not words.kinds[i - 1] & (GIVEN | MAYBE_GIVEN):
        return False
    if (mark := words.gaps[i + 1].strip()[:1]) or i + 1 == len(words):
        return mark in "،,:(.؟?!؛;"
    return words.kinds[i + 1] & THAT != 0 and text.startswith("إ", words.at[i + 1])


# Texts that keep final ى and ي apart, and those that do not.
_APART, _ALIKE = re.compile(r"\b(?:عل|إل|ال|حت)ى\b"), re.compile(r"\b(?:إل|ال|حت)ي\b")


def is_cue(text: str, words: Words, hit: Hit) -> bool:
    """Whether the letters that folding makes equal leave a cue one: no verb ends in ة (`نشرة`, `تذكرة`).

    A word that is mostly another (`بين`, `هنا`) must be written with a doubled letter or a hamza at its end, or, but for
    `هنا`, be the first of its sentence behind و.
    """
    bound = hit.entry.group == "verb" or hit.end < words.ends[hit.stop - 1]
    if bound and text[words.till[hit.stop - 1] - 1] == "ة":
        return False  # nor does ة stand for a pronoun (`الأسلحة الحديثة`)
    if hit.entry.group == "participle" and words.word(hit.stop - 1).endswith("وني"):
        return False  # a surname (`معربوني`)
    i = hit.first
    written = text[words.at[i] : words.till[i]]
    if hit.entry.group == "verb" and "رؤ" in written:
        return False  # `رؤى` are visions
    if written.endswith(("يدعى", "تدعى")) and not (hit.stop < len(words) and words.kinds[hit.stop] & THAT):
        return False  # who `يدعى` something is called so
    if hit.entry.group == "verb" and _family(words, i):
        return False
    if "marked" not in hit.entry.traits["frames"]:
        return True
    if DOUBLED in written or written.endswith("أ"):
        return True
    if hit.entry.traits["lemma"] == "هنأ":
        return False  # `وهنا` (and here) leads sentences as well
    gap = words.gaps[i]
    return words.text[words.starts[i]] == "و" and (i == 0 or "\n" in gap or gap.lstrip(' "»”)').startswith("."))


def _family(words: Words, i: int) -> bool:
    """Whether a word that may be a given name ends somebody's name before a comma (`الأستاذ جمعة [طالب]، رئيس المجلس`)."""
    if not i or words.gaps[i] or not words.kinds[i] & (GIVEN | MAYBE_GIVEN) or i + 1 >= len(words):
        return False
    told = not words.kinds[i + 1] & (TIME | IN | FROM | EDGE) and words.word(i + 1)[0] not in "بل"
    return told and words.kinds[i - 1] & (GIVEN | MAYBE_GIVEN) != 0 and words.gaps[i + 1].strip()[:1] in ("،", ",")


# Before whom one speaks, where the hamza of أمام is not written.
_BEFORE_WHOM = frozenset(
    """الصحافيين الصحفيين الاعلاميين البرلمان المجلس مجلس الكونغرس المحكمه الجمعيه موتمر حشد وسايل النواب نظيره نظيرها نظرايه
    الجميع العالم""".split()
)


_PRESS, _CONFERENCES = frozenset("صحافيا صحفيا صحافي صحفي".split()), ("موتمر", "بيان", "تصريح", "حديث", "لقاء", "تقرير")
_OF_PRESS = frozenset("الصحفيه الصحافيه الاعلاميه صحفيه صحافيه اعلاميه".split())


def is_speaker(text: str, words: Words, hit: Hit) -> bool:
    """Whether a word is one who speaks, and not `أمام` (in front of) for `إمام`, `أمر` for `آمر`, the heading `"شاهد"` (see)."""
    i = hit.first
    if hit.stop - i > 1:
        return True
    if words.word(i) == "امر" and text[words.at[i]] == "أ":
        return False
    if i and words.word(i) in _PRESS and words.word(i - 1).removeprefix("ال").startswith(_CONFERENCES):
        return False  # `عقد مؤتمرا صحافيا`
    if i and words.word(i) in _OF_PRESS and not words.gaps[i] and words.word(i - 1).endswith(("ها", "هم", "ات")):
        return False  # `إفادتها الصحفية`, `تصريحات صحفية`
    if words.kinds[i] & EDGE and (
        text[words.at[i]] == "أ" or (i + 1 < len(words) and words.word(i + 1) in _BEFORE_WHOM)
    ):
        return False
    return not (words.kinds[i] & LINK and i + 1 < len(words) and words.gaps[i + 1].strip() and words.gaps[i].strip(" "))
