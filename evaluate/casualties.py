"""Casualty and attack claims in an article's text, and whether anybody answers for them.

A claim is a sentence that holds a number beside a word of loss (`features.events.LOSSES`) and says of harm or attack: the
number may not be an age, a date or a measure, and beside a mere person (`23 children`) the sentence must hold a word of
harm. A claim has a source where an attribution's cue or content touches its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from features.article import Span
from features.events import HARMS, counted, stem
from features.sentences import sentences
from features.words import Words, cut, vocabulary

BLOCK = 200  # texts cut at a time
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
Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with a number beside a word of loss, `span` from the one to the other; `sourced` if anybody is cited."""

    article: str
    span: Span
    sourced: bool


def claims(texts: Mapping[str, str], answered: Spans, furniture: Spans) -> Iterator[Claim]:
    """The claims of some articles, in order; what page furniture touches is no text of the article.

    `answered` are the spans of cues and contents of an article's unmasked attributions.
    """
    ids, nothing = list(texts), vocabulary((), (), {})
    for begin in range(0, len(ids), BLOCK):
        block = ids[begin : begin + BLOCK]
        for article, words in zip(block, cut([texts[i] for i in block], nothing), strict=True):
            for sentence, claim in _counts(words):
                if not _touched(claim, furniture.get(article, ())):
                    yield Claim(article, claim, _touched(sentence, answered.get(article, ())))


def _counts(words: Words) -> Iterator[tuple[Span, Span]]:
    """Each sentence that holds a claim, and its first number with its loss."""
    for first, stop in sentences(words):
        said = words.words(first, stop)
        found = [pair for pair in counted(said) if not MEASURES.intersection(said[pair[0] + 1 : pair[0] + 2])]
        if found and not _HARM.isdisjoint(map(stem, said)):
            low, high = min(found[0]), max(found[0])
            yield Span(words.at[first], words.till[stop - 1]), Span(words.at[first + low], words.till[first + high])


def _touched(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def answered(said: pd.DataFrame) -> dict[str, list[Span]]:
    """The spans of cues and contents of attributions, by article."""
    found: dict[str, list[Span]] = {}
    columns = (said[c] for c in ("article", "cue_start", "cue_end", "content"))
    for article, start, end, content in zip(*columns, strict=True):
        spans = found.setdefault(article, [])
        spans.append(Span(int(start), int(end)))
        spans += [Span(int(c["start"]), int(c["end"])) for c in content]
    return found


def masked(clean: pd.DataFrame) -> dict[str, list[Span]]:
    """The spans of page furniture, by article."""
    found: dict[str, list[Span]] = {}
    for article, start, end in zip(clean["article"], clean["start"], clean["end"], strict=True):
        found.setdefault(article, []).append(Span(int(start), int(end)))
    return found
