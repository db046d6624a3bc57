"""An attribution while it is being found: all positions are numbers of words."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from features.agents import subject
from features.article import Span
from features.phrases import RELATIVES, held_off
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, EDGE, GIVEN, NO_NOUN, THAT, TIME, VERBAL, Words

NOWHERE, NEAR = -1, 3  # quotations looked at
HELD_OFF = ("ascribed", "impersonal")  # categories of words of distance that are attributions (`ما أسماه`, `ما يعرف ب`)
BUT_HE = frozenset("لكنه لكنها لكنهم ولكنه ولكنها ولكنهم".split())  # end what was said before them without a mark
_JOINING = BUT_HE | frozenset("كما فيما بينما حيث اذ ثم لكن وكما غير".split())


class Draft(NamedTuple):
    """An attribution while it is being found, in words. `mark`: the cue is the colon before that word.

    `beside` is the word at which the content of the cue before it ends (NOWHERE: it does not); `clitic` says how many letters
    of the source's first word are none of it; `media` carried it, the nearest to the source first; `gender` is what the cue's
    form asks of its subject; `more` is a content that goes on behind the cue.
    """

    cue: Span
    lemma: str
    cue_class: str
    source: Span | None
    begin: int
    end: int
    quoted: bool
    beside: int
    kind: str
    inherits: bool = True
    media: tuple[Span, ...] = ()
    clitic: int = 0
    mark: bool = False
    gender: str = ""
    more: Span | None = None


def draft(
    reading: Reading,
    hit: Hit,
    source: Span | None,
    begin: int,
    quoted: bool,
    beside: int,
    inherits: bool = True,
    after: int = 0,
    clitic: int = 0,
) -> Draft:
    """A draft of a cue, its content running to the end of the quotation that opens it, or of the sentence."""
    row, cue = hit.entry, Span(hit.first, after or hit.stop)
    end = reading.opening.get(begin) if quoted else None
    if end is None:
        end = reading.stops[begin] if begin < len(reading.stops) else begin
        end = end if begin < reading.stops[hit.first] else begin
    return Draft(
        cue, row.traits["lemma"], row.category, source, begin, end, quoted, beside, row.group, inherits, (), clitic
    )


def trailing(reading: Reading, hit: Hit, source: Span | None, after: int, clitic: int = 0) -> Draft | None:
    """A draft of a cue that speaks of what stands before it in its sentence; None where nothing does."""
    first = reading.firsts[hit.first]
    if first == hit.first:
        return None
    end = clause_start(reading, hit.first)
    if end == first:
        if not first or reading.words.word(first) not in TAKING_UP:
            return None
        first = reading.firsts[first - 1]  # `... . هذا ما أكده X`
    first = quoted_from(reading, first, end) if source else first
    found = draft(reading, hit, source, first, False, beside=hit.first, after=after, clitic=clitic)
    return found._replace(end=end)


def quoted_from(reading: Reading, first: int, end: int) -> int:
    """Where the sentence begins that a quotation opens in which goes on at a word and closes at another; else that word."""
    at = bisect_left(reading.quoted, (first, 0))
    near = reading.quoted[max(0, at - NEAR) : at]
    return next((reading.firsts[q.start] for q in near if first < q.end == end), first)


def clause_start(reading: Reading, i: int) -> int:
    """Where the clause of a word begins that words like `الذي`, `وهو ما`, `الأمر الذي`, `كما` lead; else the word itself."""
    words, at = reading.words, i
    while at > reading.firsts[i] and not words.gaps[at].strip() and words.word(at - 1) in _LEADING:
        at -= 1
    if at < i and words.word(at) in RELATIVES | {"ما"} and at > reading.firsts[i] and not words.gaps[at].strip():
        at -= words.word(at - 1) in TAKING_UP
    return at


def edge(reading: Reading, i: int) -> int:
    """Where what stands before an attribution ends, by the word it would end at; NOWHERE where that word's clause is part of it.

    A clause with a mark before it, or a word that only begins another, ends it (`، وهو ما [نفاه]`); `أن ما [أعلنه]` goes on.
    """
    at = clause_start(reading, i)
    if at == i or reading.words.gaps[at].strip() or reading.words.word(at) in _BEGINNING | TAKING_UP:
        return at
    return NOWHERE


_BEGINNING = frozenset("كما وكما فيما بينما وقد حيث لكن ولكن".split())  # a clause
_LEADING = RELATIVES | _BEGINNING | {"ما", "قد", "كان", "كانت"}
TAKING_UP = frozenset("الامر وهو وهي هو هذا وهذا ذلك وذلك".split())  # what was said, before a relative word


def joins(reading: Reading, hit: Hit) -> int:
    """Where what was said before this verb ends: at its conjunction, attached or a word of its own."""
    words = reading.words
    if hit.start > words.starts[hit.first]:
        if paired(words, hit.first) and words.kinds[hit.first - 1] & VERBAL:
            return NOWHERE
        return hit.first if words.text[words.starts[hit.first]] in "وف" else NOWHERE  # `أن باريس [ستطلب]`
    joined = hit.first and not words.gaps[hit.first] and words.word(hit.first - 1) in _JOINING
    apart = joined and (words.gaps[hit.first - 1] or words.word(hit.first - 1) in BUT_HE)
    return hit.first - 1 if apart else NOWHERE


def paired(words: Words, i: int) -> bool:
    """Whether a verb in the present stands right behind another of the same person (`[تتابع] وتؤكد`)."""
    joined = i > 0 and not words.gaps[i] and words.word(i)[:2] in ("وي", "وت")
    return joined and words.word(i - 1)[0] == words.word(i)[1]


def ascribed(reading: Reading) -> list[Draft]:
    """`ما أسماه X`: the distance is put in somebody's mouth; what is held off is the quotation or words right behind it."""
    drafts = []
    for hit in reading.hits.get("distance", ()):
        begin, last = hit.stop, reading.stops[hit.first]
        if hit.entry.id == POSTPOSED and (start := _before(reading, hit)) < hit.first:
            cue, lemma = Span(hit.first, hit.stop), hit.entry.forms[0].rstrip("+")
            drafts.append(
                Draft(cue, lemma, "doubt", None, start, hit.first, False, NOWHERE, "distance", inherits=False)
            )
        if hit.entry.category not in HELD_OFF or begin >= last:
            continue
        # `ما يسمى` is the outlet's own distance, `ما يعرف ب` nobody's
        of_another = hit.entry.traits["denies"] != "yes" and hit.entry.category == "ascribed"
        source = _holder(reading, begin, last) if of_another else None
        begin = source.end if source else begin
        begin += reading.words.word(begin) == "ب" and begin + 1 in reading.opening  # `ما وصفه ب - "جريمة"`
        end = reading.opening.get(begin)
        cue, lemma = Span(hit.first, hit.stop), hit.entry.forms[0]
        quoted, end = end is not None, end or held_off(reading.words, begin, last, reading.proper)
        inherits = of_another and source is None
        drafts.append(Draft(cue, lemma, "doubt", source, begin, end, quoted, NOWHERE, "distance", inherits=inherits))
    return drafts


def _holder(reading: Reading, begin: int, last: int) -> Span | None:
    """Who holds something off, where he stands before it (`ما يسميه [السوريون] ب"البوق"`, `ما اعتبره [الناشطون] كذبا`)."""
    words = reading.words
    if begin in reading.opening or not reading.whole(begin) or words.kinds[begin - 1] & THAT:
        return None
    found = subject(words, begin, last, reading.known(begin, last), reading.verbs, reading.opening)
    if found is None:
        return None
    found = Span(begin, next((i for i in range(begin + 1, found.end) if i in reading.opening), found.end))
    if found.end >= last or words.gaps[found.end].strip():
        return None
    word, marked = words.word(found.end), found.end in reading.opening
    accusative = word.endswith("ا") and not words.kinds[found.end] & (DEFINITE | GIVEN | EDGE | TIME)
    return found if marked or accusative or (word[0] == "ب" and not reading.whole(found.end)) else None


POSTPOSED, HELD_WORDS = "almazum", 5  # the row of `المزعوم`; words of what it holds off


def _before(reading: Reading, hit: Hit) -> int:
    """Where the noun begins that `المزعوم` holds off (`[المبادرة الإيرانية] «المزعومة»`), or where that word does."""
    words, i = reading.words, hit.first
    definite = words.word(i).startswith("ال")
    first = max(reading.firsts[i], i - HELD_WORDS)
    start = i
    while start > first and not words.gaps[start].strip(' «"“'):
        kind = words.kinds[start - 1]
        if kind & NO_NOUN or bool(kind & DEFINITE) != definite or (not definite and i - start > 1):
            break
        start -= 1
    return start
