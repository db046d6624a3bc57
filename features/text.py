"""An article laid out for reading: its words, sentences, quotations and the wordings of all lexicons.

All positions here are numbers of words; `Reading.span` leads back to the text as it came.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import attrgetter

from features import quotes
from features.article import Span
from features.homographs import is_cue, is_speaker, part_ali
from features.kinds import stems
from features.listeners import addressed_media
from features.persons import learn_surnames
from features.quotes import Quote
from features.seams import parted, seams_of
from features.sentences import sentences as _sentences
from features.wordings import Finder, Hit, finder
from features.words import (
    COMPLEMENT,
    EDGE,
    THAT,
    TIME,
    UNKNOWN,
    Words,
    cut,
)

SURE = 4  # letters from which a verb of saying is hardly ever a noun
# Referents of names that are events and cannot speak.
UNSPEAKING = ("CONFLICT", "DEAD", "TAKING")
_FIRST = attrgetter("first")
_OPENING, _CLOSING, _PERCENT = "([", ")]", "%٪"
THREE_DOTS = ("…", "...", ". . .")
BRACKETED = 4_000  # characters back that a closing bracket looks for one to close


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text laid out. Spans are half-open ranges of words, but those of `quotes`, which are over the original text.

    `quoted` runs parallel to `quotes`; `opening` gives for a word that opens a quotation where that ends (the outer one);
    `firsts` and `stops` are, for each word, the first word of its sentence and the one behind its last; `speaking` are the
    hits of bodies, persons and nations that may speak, `heads` the words they begin at; `addressed` are media behind ل
    (`لوكالة فرانس برس`), no part of a source, `verbs` words that are verbs of saying and nothing else, `barriers` both, `titles`
    words at which a title or a name of speakers.tsv begins.
    """

    original: str
    words: Words
    sentences: list[Span]
    firsts: list[int]
    stops: list[int]
    quotes: list[Quote]
    quoted: list[Span]
    opening: dict[int, int]
    hits: dict[str, list[Hit]]
    speaking: list[Hit]
    heads: list[int]
    addressed: frozenset[int]
    verbs: frozenset[int]
    barriers: frozenset[int]
    titles: list[int]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.words.text

    def known(self, first: int, stop: int) -> list[Hit]:
        """Hits of bodies, persons and nations that may speak and begin in a range of words, in order."""
        begin = bisect_left(self.heads, first)
        return self.speaking[begin : bisect_left(self.heads, stop, begin)]

    def ending(self, i: int, back: int) -> list[Hit]:
        """Known names that end right before a word and begin at most some words back, in order."""
        return [h for h in self.known(max(0, i - back), i) if h.stop == i]

    def named_over(self, first: int, i: int) -> bool:
        """Whether a known name that begins in a range of words goes on at the word behind it (`مكتب [أخبار] سوريا`)."""
        return any(h.stop > i for h in self.known(max(0, first), i))

    def begin(self, lexicon: str, first: int, stop: int) -> list[Hit]:
        """Hits of a lexicon that begin in a range of words, in order."""
        hits = self.hits.get(lexicon, [])
        low = bisect_left(hits, first, key=_FIRST)
        return hits[low : bisect_left(hits, stop, low, key=_FIRST)]

    def cue(self, i: int) -> Hit | None:
        """The cue that begins at a word."""
        return next(iter(self.begin("cues", i, i + 1)), None)

    def cue_before(self, i: int) -> Hit | None:
        """The last cue that begins before a word."""
        cues = self.hits.get("cues", [])
        at = bisect_left(cues, i, key=_FIRST)
        return cues[at - 1] if at else None

    def titled(self, i: int) -> bool:
        """Whether a title or body begins at a word, with nothing joined to it."""
        at = bisect_left(self.titles, i)
        return at < len(self.titles) and self.titles[at] == i

    def accusative(self, i: int) -> bool:
        """Whether a word is written with the ending of an indefinite accusative (`أطرافاً`)."""
        return self.original[self.words.at[i] : self.words.till[i]].endswith(("اً", "ًا"))

    def joined(self, i: int) -> bool:
        """Whether a name begins at a word behind one letter that is joined to it (`وموسكو`)."""
        return any(h.start == self.words.starts[i] + 1 for h in self.known(i, i + 1))

    def whole(self, i: int) -> bool:
        """Whether a name begins at a word as it stands, with nothing joined to it (`باريس`, `بوتين`)."""
        return any(h.start == self.words.starts[i] for h in self.known(i, i + 1))

    def proper(self, i: int) -> bool:
        """Whether a name begins at a word as it stands, and no word for a class of people or bodies (`قيادة`)."""
        return any(
            h.start == self.words.starts[i] and h.entry.traits.get("kind") == "name" for h in self.known(i, i + 1)
        )

    def span(self, words: Span) -> Span:
        """A range of words over the original text, with the closing bracket of one opened in it, or a sign of percent."""
        first, stop = words
        start, end = self.words.at[first], self.words.till[stop - 1]
        if self.original[end : end + 1] in _PERCENT and end < len(self.original):
            return Span(start, end + 1)
        mark = self.words.gaps[stop].lstrip(" ")[:1]
        if mark and mark in _CLOSING and mark in self.original[end : end + 2]:
            opened, near = _OPENING[_CLOSING.index(mark)], max(start, end - BRACKETED)
            if self.original.count(opened, near, end) > self.original.count(mark, near, end):
                end = self.original.index(mark, end) + 1
        return Span(start, end)

    def hit_span(self, hit: Hit) -> Span:
        """A wording over the original text, without its proclitics and pronoun."""
        words = self.words
        if hit.start == words.starts[hit.first] and hit.end == words.ends[hit.stop - 1]:
            return Span(words.at[hit.first], words.till[hit.stop - 1])
        return Span(*words.span(hit.start, hit.end))

    def without(self, words: Span, letters: int) -> Span:
        """A name over the original text, without the first letters of its first word (a clitic), to the mark that closes it.

        So `وكالة "سانا"` and not `وكالة "سانا`.
        """
        start, end = self.span(words)
        near = range(bisect_right(self.quoted, (words.start + 1, 0)), bisect_left(self.quoted, (words.end, 0)))
        closed = (self.quotes[i].outer.end for i in near if self.quotes[i].closed and self.quoted[i].end == words.end)
        end = max([end, *closed])
        return Span(int(self.words.origin[self.words.starts[words.start] + letters]) if letters else start, end)


def read(text: str, using: Finder | None = None) -> Reading:
    """Lay one text out."""
    return read_all([text], using)[0]


def read_all(texts: Sequence[str], using: Finder | None = None, titles: Sequence[str] = ()) -> list[Reading]:
    """Lay some texts out: cut them into words, all in one go, and find sentences, quotations and wordings.

    `titles`, if any, belong to the texts one by one, and are laid out behind them: a title within its text ends a sentence.
    """
    finding = using or finder()
    every = [*texts, *titles]
    cuts = finding.cut(texts, titles)
    heads = [*cuts[len(texts) :], *[None] * len(every)]
    return [_read(text, words, finding, head) for text, words, head in zip(every, cuts, heads, strict=False)]


def _alone(words: Words, hit: Hit, heads: AbstractSet[int]) -> Hit:
    """A cue without the speaker or text that its wording takes along to tell it from another (`هنأ الرئيس`, `جاء في رسالة`)."""
    last = hit.stop - 1
    if last == hit.first or hit.entry.group not in ("verb", "preposition"):
        return hit
    text = last - hit.first > 1 and words.word(last - 1) == "في" and words.word(last).startswith(stems("occasion"))
    if not text and (hit.entry.group != "verb" or last not in heads):
        return hit
    return hit._replace(end=words.ends[last - 1], stop=last)


def _read(text: str, words: Words, finding: Finder, title: Words | None) -> Reading:
    part_ali(text, words, finding.vocabulary.numbers.get("علي", 0))
    hits = finding.find(words)
    if cues := hits.get("cues"):
        begun = {h.first for name in ("speakers", "nations") for h in hits.get(name, ())}
        hits["cues"] = [h for h in (_alone(words, h, begun) for h in cues) if is_cue(text, words, h)]
    learn_surnames(words, hits)
    for hit in hits.get("speakers", ()):
        alone = hit.stop == hit.first + 1 or hit.start > words.starts[hit.first]
        for i in range(hit.first + alone, hit.stop):
            words.kinds[i] &= ~THAT & ~EDGE & ~COMPLEMENT & ~TIME  # `سي إن إن`, `مدير عام`, `بان كي مون`
    if "speakers" in hits:
        hits["speakers"] = [h for h in hits["speakers"] if is_speaker(text, words, h)]
    speaking = [*hits.get("speakers", ()), *hits.get("nations", ())]
    speaking += [h for h in hits.get("names", ()) if h.entry.group not in UNSPEAKING and not _doubtful(h)]
    speaking.sort(key=_place)
    whole, firsts, stops = list[Span](), list[int](), list[int]()
    saying = [h.first for h in hits.get("cues", ())]
    seams = seams_of(words, None if title is None else title.hashes, saying)
    found = quotes.find(text)
    quoted = [_quoted(words, quote, seams) for quote in found]
    opening: dict[int, int] = {}
    for first, stop in quoted:
        if stop > first:  # marks round no word open nothing
            opening.setdefault(first, stop)
    for first, stop in parted(_sentences(words), seams):
        whole.append(Span(first, stop))
        firsts += [first] * (stop - first)
        stops += [stop] * (stop - first)
    spoken = hits.get("speakers", ())
    titles = [h.first for h in spoken if h.start == words.starts[h.first]]
    addressed = addressed_media(words, spoken, opening, {h.first for h in speaking})
    verbs = _verbs(hits.get("cues", ()))
    return Reading(
        text,
        words,
        whole,
        firsts,
        stops,
        found,
        quoted,
        opening,
        hits,
        speaking,
        [h.first for h in speaking],
        addressed,
        verbs,
        addressed | verbs,
        titles,
    )


def _quoted(words: Words, quote: Quote, seams: Sequence[int]) -> Span:
    """A quotation in words; one that no mark closes ends at the latest where a page's own words or three dots break in."""
    first, stop = bisect_left(words.at, quote.inner.start), bisect_left(words.at, quote.inner.end)
    if quote.closed:
        return Span(first, stop)
    seam = bisect_right(seams, first)
    stop = min([stop, *seams[seam : seam + 1]])
    near = words.broken[bisect_right(words.broken, first) : bisect_left(words.broken, stop)]
    return Span(first, next((i for i in near if _breaks_off(words.gaps[i])), stop))


def _breaks_off(gap: str) -> bool:
    """Whether three dots stand between two words, and no brackets round them (`( . . . )`: something is left out)."""
    return "(" not in gap and any(dots in gap for dots in THREE_DOTS)


def _verbs(cues: Sequence[Hit]) -> frozenset[int]:
    return frozenset(h.first for h in cues if h.entry.group == "verb" and h.end - h.start >= SURE)


def _doubtful(hit: Hit) -> bool:
    """Whether only what stands beside a name tells whether it names anybody: no ground for a source."""
    needs = hit.entry.traits.get("needs", "")
    return bool(needs) and all(
        need.startswith(("beside", "after", "lately", "again", "called")) for need in needs.split("|")
    )


def _place(hit: Hit) -> tuple[int, int]:
    return hit[0], -hit[1]


def sentences(text: str) -> list[Span]:
    """Sentences of any text in code points, without their closing marks and surrounding blanks, in order."""
    (words,) = cut([text], UNKNOWN)
    return [Span(words.at[first], words.till[stop - 1]) for first, stop in _sentences(words)]
