"""Who is called what, and in whose voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from features.adjectives import ARTICLE, FEMININE, SINGULARS
from features.article import VALENCES, Attribution, Mention, Span
from features.drafts import HELD_OFF
from features.modifiers import framing, phrases
from features.namings import Phrase
from features.senses import senses
from features.text import Reading
from seeds.lexicon import Entry, load

SCARE_WORDS, LONGEST_DISTANCE, DEEPEST = 6, 40, 20
# What may stand between a word of distance and what it holds off: a blank, and the preposition of `ما يسمى ب`.
BESIDE = (" ", " ب", " ل", " ب ", " ل ")


class Named(NamedTuple):
    """The mentions of a text in order, and the referents of wordings left out since nothing told whom they mean."""

    mentions: list[Mention]
    left_out: list[str]


def find(reading: Reading, attributions: Sequence[Attribution], place: str | None = None) -> list[Mention]:
    """All mentions of a text in order; an ambiguous wording counts only where the text gives it its referent."""
    return named(reading, attributions, place).mentions


def named(
    reading: Reading, attributions: Sequence[Attribution], place: str | None = None, layer: str = "names"
) -> Named:
    """All mentions of a text, and what was left out of them; `layer` is that of the codebook's referents or the further one."""
    if not reading.hits.get(layer):
        return Named([], [])
    meant, left_out = senses(reading, layer)
    lede_end = _lede_end(reading)
    innermost = _Innermost(attributions)
    contents = {a.number: a.content for a in attributions}
    mentions = []
    for phrase in phrases(reading, meant):
        span = _span(reading, phrase)
        number, held_off = innermost.around(span)
        distance = _near_distance(reading, phrase)
        marked = _in_marks(reading, span, phrase)
        voice = "attributed" if number and not held_off else "scare" if number or distance or marked else "own"
        valence = _valence(
            phrase, marked and _fills_marks(reading, phrase), distance is not None and distance.traits["denies"] != ""
        )
        where = place or ("lede" if span.start < lede_end else "body")
        whole, row = _balanced(reading, span, phrase), phrase.entry.id
        if number and not any(content.holds(whole) for content in contents[number]):
            whole = span  # its mark opens or closes the content
        words, frame = whole.of(reading.original), framing(reading, phrase)
        mentions.append(Mention(whole, words, phrase.referent, row, valence, voice, number, where, frame))
    return Named(mentions, [hit.entry.group for hit in left_out])


def _span(reading: Reading, phrase: Phrase) -> Span:
    """A phrase over the original text, without its proclitics."""
    words = reading.words
    end = reading.span(Span(phrase.first, phrase.stop)).end
    if phrase.start == words.starts[phrase.first]:
        return Span(words.at[phrase.first], end)
    return Span(int(words.origin[phrase.start]), end)


def _balanced(reading: Reading, span: Span, phrase: Phrase) -> Span:
    """A name with both marks where it holds one of a pair and the other touches it: `تنظيم "داعش"`, `"داعش" الإرهابي`."""
    first, stop = phrase.first, phrase.stop
    begin = first if phrase.start == reading.words.starts[first] else first + 1
    start, end = span
    for i in range(bisect_left(reading.quoted, (begin, 0)), bisect_left(reading.quoted, (stop, 0))):
        quote, within = reading.quotes[i], reading.quoted[i]
        if quote.closed and within.end == stop and within.start > first:
            end = max(end, quote.outer.end)
        elif quote.closed and within.end < stop and within.start == first:
            start = min(start, quote.outer.start)
    return Span(start, end)


def _valence(phrase: Phrase, marked: bool, denied: bool) -> int:
    """The wording's; but a name behind `ما يسمى` is denied, and one in marks has what its row says of marks."""
    quoted = phrase.entry.traits["quoted"]
    if denied:
        return -1
    return min(phrase.valence, VALENCES[quoted]) if marked and quoted else phrase.valence


def _lede_end(reading: Reading) -> int:
    """The end of the lede in the original text: the first paragraph, or the first sentence where there is but one paragraph."""
    words = reading.words
    lines = (first for first, _ in reading.sentences[1:] if "\n" in words.gaps[first])
    stop = next(lines, reading.sentences[0].end)
    return words.till[stop - 1]


class _Innermost:
    """Finds the attribution whose content begins last around a span; spans must come in order of their starts."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        contents = [(c.start, -c.end, a.number) for a in attributions for c in a.content]
        self.coming = sorted(contents, reverse=True)
        self.open: list[tuple[int, int]] = []
        self.holding = {a.number for a in attributions if a.lemma in _distances()}
        self.denying = {a.number for a in attributions if a.lemma in _distances(denying=True)}

    def around(self, span: Span) -> tuple[int | None, bool]:
        """The number of the innermost attribution around a span (or None), and whether it only holds the name off.

        Words that deny a name do so whoever is quoted (`أعلن X أن رئيس [ما يسمى] "الحكومة المؤقتة"`), others only alone.
        """
        while self.coming and self.coming[-1][0] <= span.start:
            _, end, number = self.coming.pop()
            self.open.append((-end, number))
        while self.open and self.open[-1][0] <= span.start:
            self.open.pop()
        around = [number for end, number in self.open[-DEEPEST:][::-1] if end >= span.end]
        innermost = next(iter(around), None)
        return innermost, innermost in self.denying or self.holding.issuperset(around)


@cache
def _distances(denying: bool = False) -> frozenset[str]:
    """Lemmas of the attributions that words of distance make (`ما أسماه`), or only of those that deny (`ما يسمى`)."""
    rows = (entry for entry in load("distance") if entry.category in HELD_OFF)
    return frozenset(entry.forms[0] for entry in rows if entry.traits["denies"] or not denying)


def _in_marks(reading: Reading, span: Span, phrase: Phrase) -> bool:
    """Whether a name stands in, or holds, quotation marks of a few words."""
    at = bisect_left(reading.quoted, (phrase.first, 0))
    for i in range(max(0, at - 3), min(at + 2, len(reading.quoted))):
        quote, (first, stop) = reading.quotes[i], reading.quoted[i]
        short = stop - first <= SCARE_WORDS and first <= phrase.first and phrase.stop <= stop
        if quote.closed and (short or span.holds(quote.inner)):
            return True
    return False


def _fills_marks(reading: Reading, phrase: Phrase) -> bool:
    """Whether marks hold the name and nothing else, or a part of it."""
    at = bisect_left(reading.quoted, (phrase.first, 0))
    near = reading.quoted[max(0, at - 1) : at + 2]
    return any(phrase.first <= first < stop <= phrase.stop for first, stop in near)


def _near_distance(reading: Reading, phrase: Phrase) -> Entry | None:
    """The word of distance that a name holds or follows."""
    words = reading.hits.get("distance", [])
    if not words:
        return None
    start, end = phrase.start, reading.words.ends[phrase.stop - 1]
    masculine = reading.words.word(phrase.first).removeprefix(ARTICLE) in SINGULARS
    near = bisect_left(words, start - LONGEST_DISTANCE, key=lambda h: h.start)
    for word in takewhile(lambda w: w.start <= end + 2, words[near : near + LONGEST_DISTANCE]):
        behind = word.entry.group == "before" and reading.text[word.end : start] in BESIDE
        ahead = word.entry.group == "after" and reading.text[end : word.start] in BESIDE
        within = start <= word.start and word.end <= end
        ahead = ahead and not (masculine and reading.text[word.end - 1] == FEMININE)
        if within or (behind and word.end <= start) or (ahead and end <= word.start):
            return word.entry
    return None
