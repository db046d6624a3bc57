"""Who speaks of fighting: a defence ministry is military there (codebook), else official."""

from __future__ import annotations

import re
from dataclasses import replace

from features.article import Span
from features.speakers import Speaker
from features.text import Reading

TOLD_OF = 120  # words of a content that may tell of fighting
OPERATIONS = re.compile(  # words of fighting
    "غار[هات]|قصف|ضرب|تدمير|دمر|قتل|مقتل|طاير|طلع|صاروخ|صواريخ|عملي|قوات|هجوم|اشتباك|"
    "استهد|معار?ك|جنود|تحرير|سيطر|مسلح|ارهابي|انسحاب|سحب|هجم|فرقاط|غواص|اطلق|الجيش|عسكري|تمركز|داعش"
)


def in_action(reading: Reading, source: Span, content: Span, speaker: Speaker, cue_class: str) -> Speaker:
    """An official, military where a defence ministry tells of operations; `source` are the words that name it in full.

    What it denies or accuses somebody of is no operation it tells of.
    """
    named = reading.words.words(*source)
    told = cue_class in ("report", "affirm") and "الدفاع" in named
    ministry = told and not any(word.removeprefix("ال").startswith(("وزير", "نايب")) for word in named)
    said = reading.words.words(content.start, min(content.end, content.start + TOLD_OF)) if ministry else []
    return replace(speaker, type="military") if any(OPERATIONS.search(word) for word in said) else speaker
