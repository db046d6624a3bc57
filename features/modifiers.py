"""What belongs to a name beside it: heads (`ميليشيا قسد`), adjectives (`قسد الانفصالية`), a short form in brackets.

The words are data, `seeds/lexicons/modifiers.tsv`: `head` stands before a name and adjectives (`features.adjectives`) after it,
both are part of the name and may give it their pole; `person` (`مقاتلو`) is part of it only where
it `turns` whom it names; a `tail`
(`بقيادة واشنطن`) tells whose it is and is cut off. `of` lists the referents a word goes with (all, where empty);
`turns` says that it makes a state its army, an opposition its fighters. Who is named by whom he is loyal to: `features.loyalty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from features import adjectives
from features.article import FRAMINGS, VALENCES
from features.clues import stripped
from features.coordination import sharing
from features.loyalty import bound, within
from features.namings import ARMED, Phrase, goes_with, modifiers, pole
from features.senses import called
from features.text import Reading
from features.wordings import Hit
from seeds.lexicon import Entry

UNGROWING = (
    "TAKING"  # an act has no head noun, and gives way to an adjective that is spelled alike (`الجيش التركي المحتل`)
)
HEAD_WORDS, SHORT = 2, range(2, 7)  # words of the longest; letters of a short form
DENYING, LENDING, PLAIN = FRAMINGS
FRAMES: Mapping[str, str] = {"hostile": DENYING, "friendly": LENDING}


def phrases(reading: Reading, hits: Sequence[Hit]) -> list[Phrase]:
    """Names grown over what belongs to them, in order; those that another has swallowed are gone."""
    heads = {h.first for h in hits if h.entry.group != UNGROWING and not _is_adjective(reading, h)}
    grown = joined(reading, [_grown(reading, hit, heads) for hit in hits])
    grown += _later(reading, grown)
    kept: list[Phrase] = []
    for one in sorted(grown, key=lambda p: (p.first, -p.stop)):
        if kept and one.stop <= kept[-1].stop:
            continue
        if kept and one.first < kept[-1].stop:  # overlap: the longer stays
            if one.stop - one.first <= kept[-1].stop - kept[-1].first:
                continue
            kept.pop()
        kept.append(one)
    more = (one for phrase in kept for find in (sharing, within) for one in find(reading, phrase))
    return sorted([*kept, *more], key=lambda p: p.first)


def _is_adjective(reading: Reading, hit: Hit) -> bool:
    """Whether a name is spelled like an adjective (`المعارضة`), so that a name before it may swallow it."""
    return (
        hit.stop - hit.first == 1
        and hit.start == reading.words.starts[hit.first]
        and reading.words.word(hit.first) in adjectives.known()
    )


def _grown(reading: Reading, hit: Hit, heads: Set[int]) -> Phrase:
    entry = hit.entry
    phrase = Phrase(hit.first, hit.stop, hit.start, entry.group, entry, VALENCES[entry.category])
    if "called" in entry.traits["needs"]:
        phrase = replace(phrase, stop=called(reading, hit) or hit.stop)
    elif hit.stop - hit.first > 1:
        phrase = _cut(reading, phrase)
    if entry.group == UNGROWING:
        return phrase
    while (longer := _behind(reading, phrase, heads)) is not None:
        phrase = longer
    while (longer := _before(reading, phrase)) is not None:
        phrase = longer
    return bound(reading, phrase) or phrase


def _cut(reading: Reading, phrase: Phrase) -> Phrase:
    """Without the tails at its end; a lone word keeps what tells whose it is (`التحالف بقيادة واشنطن`)."""
    words, tails, tellers = reading.words, modifiers("tail"), modifiers("teller")
    for stop in range(phrase.stop - 1, phrase.first, -1):
        text = " ".join(words.words(stop, phrase.stop))
        entry = tails.get(text) or (tellers.get(text) if stop - phrase.first > 1 else None)
        if entry is not None and goes_with(entry, phrase):
            return _cut(reading, replace(phrase, stop=stop))
    return phrase


def _behind(reading: Reading, phrase: Phrase, heads: Set[int]) -> Phrase | None:
    for end, entry in adjectives.behind(reading, phrase.first, phrase.stop, heads):
        if goes_with(entry, phrase):
            return replace(phrase, stop=end, valence=pole(phrase.valence, entry))
    return None


def _before(reading: Reading, phrase: Phrase) -> Phrase | None:
    words, first = reading.words, phrase.first
    if not first or phrase.start != words.starts[first] or not _opens(reading, phrase):
        return None
    if _last_words().isdisjoint(stripped(words.word(first - 1))):
        return None
    for size in range(min(HEAD_WORDS, first - reading.firsts[first]), 0, -1):
        begin = first - size
        if size > 1 and any(words.gaps[i] for i in range(begin + 1, first)):
            continue
        text = " ".join(words.words(begin, first))
        for bare in stripped(text):
            entry = modifiers("head").get(bare)
            if entry is None or not goes_with(entry, phrase):
                continue
            referent = ARMED.get(phrase.referent, phrase.referent) if entry.traits["turns"] else phrase.referent
            if entry.group == "person" and referent == phrase.referent:
                return None
            start = words.starts[begin] + len(text) - len(bare)
            return replace(phrase, first=begin, start=start, referent=referent, valence=pole(phrase.valence, entry))
    return None


def _opens(reading: Reading, phrase: Phrase) -> bool:
    """Whether nothing but blanks and quotation marks, or brackets round the name, stand between a head and its name."""
    gaps = reading.words.gaps
    before = gaps[phrase.first].strip()
    return not before or (before == "(" and gaps[phrase.stop].lstrip().startswith(")"))


def joined(reading: Reading, found: Sequence[Phrase]) -> list[Phrase]:
    """`قوات سوريا الديمقراطية (قسد)`, `وحدات حماية الشعب YPG`: one name told twice in a row is one naming."""
    kept: list[Phrase] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is not None and last.referent == one.referent and _repeats(reading, last, one):
            kept[-1] = replace(last, stop=one.stop, valence=min(last.valence, one.valence))
        else:
            kept.append(one)
    return kept


def _repeats(reading: Reading, one: Phrase, other: Phrase) -> bool:
    if other.first != one.stop or other.start != reading.words.starts[other.first]:
        return False
    gaps = reading.words.gaps
    between = gaps[other.first].strip()
    latin = reading.text[other.start].isascii()
    alone = other.stop - other.first == 1 and gaps[other.stop].lstrip().startswith(")")
    return (between == "(" and alone) or (not between and latin)


def _later(reading: Reading, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Where a short form that the text itself brings in behind a name, in brackets, stands again."""
    short = {reading.words.word(p.stop): p for p in found if _brings_in(reading, p)}
    if not short:
        return
    words = reading.words
    for i in range(min(p.stop for p in short.values()), len(words)):
        word = words.word(i)
        for bare in stripped(word):
            named = short.get(bare)
            if named is not None and i > named.stop:
                yield replace(named, first=i, stop=i + 1, start=words.starts[i] + len(word) - len(bare))
                break


def _brings_in(reading: Reading, phrase: Phrase) -> bool:
    words, at = reading.words, phrase.stop
    if at >= len(words) or words.gaps[at].strip() != "(" or not words.gaps[at + 1].lstrip().startswith(")"):
        return False
    word = words.word(at)
    known = any(h.first == at for name in ("names", "speakers", "countries") for h in reading.hits.get(name, ()))
    return not known and len(word) in SHORT and word.isalpha() and not word.startswith("ال")


def framing(reading: Reading, phrase: Phrase) -> str:
    """Whether a name holds a word that denies its bearer's standing (`delegitimising`), lends it some, or neither (`plain`).

    Counted are heads and adjectives wherever they stand in the name, also where a row of names.tsv holds both.
    """
    words, known, found = reading.words, _loaded(), PLAIN
    for i in range(phrase.first, phrase.stop):
        word = reading.text[phrase.start : words.ends[i]] if i == phrase.first else words.word(i)
        entry = known.get(word)
        pole = entry.category if entry and (goes_with(entry, phrase) or i == phrase.first) else None
        if i > phrase.first and words.word(i - 1) == "غير":
            pole = "hostile" if f"غير {word}" in known else pole  # `غير الشرعي`
        if pole == "hostile":
            return FRAMES[pole]
        found = FRAMES[pole] if pole else found
    return found


@cache
def _last_words() -> frozenset[str]:
    """The words of heads that stand next to a name."""
    return frozenset(spelling.split(" ")[-1] for spelling in modifiers("head"))


@cache
def _loaded() -> Mapping[str, Entry]:
    found = {**modifiers("head"), **adjectives.known()}
    return {word: entry for word, entry in found.items() if entry.category in FRAMES}
