"""Casualty claims: a number beside a word of loss (`features.events.LOSSES`) in a sentence that says of harm or attack.

The number may not be an age, a date or a measure, and beside a mere person (`23 children`) the sentence must hold a word of
harm.
"""

from __future__ import annotations

from collections.abc import Iterator

from features.article import Span
from features.events import HARMS, counted, stem
from features.sentences import sentences
from features.words import Words

# Besides the harms of features.events: what is done to people, and dying of it.
ATTACKS = frozenset(
    """
قصف قصفت تفجير تفجيرات انفجار هجوم هجمات مجزره قضي قضوا مصرع مصرعه مصرعهم اعتقال اعتقلت خطف استهدف استهدفت استهداف اشتباك
اشتباكات اعدام اعدم لقي وفاه توفي قنص اسر غرق
""".split()
)
# Behind a number these make it an age, a date, a measure or a population.
MEASURES = frozenset(
    """
عام عاما سنه سنوات شهر شهرا اشهر يوم يوما ايام ساعه ساعات دقيقه اسبوع اسابيع كم كيلومتر كيلومترا متر مترا دولار ليره مليون ملايين
مليار بالمئه بالمائه كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين يناير فبراير مارس ابريل مايو يونيو يونيه يوليو
يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
""".split()
)
_HARM = frozenset(map(stem, HARMS | ATTACKS))


def casualties(words: Words) -> Iterator[Span]:
    """The claims of a text, at most one in a sentence: from its first number to the loss beside it."""
    for first, stop in sentences(words):
        said = words.words(first, stop)
        found = [pair for pair in counted(said) if not MEASURES.intersection(said[pair[0] + 1 : pair[0] + 2])]
        if found and not _HARM.isdisjoint(map(stem, said)):
            low, high = min(found[0]), max(found[0])
            yield Span(words.at[first + low], words.till[first + high])
