"""Who may be meant where no source stands at a cue: everybody named lately, each by all the words that name him there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from features.agents import subject
from features.article import Span
from features.namesakes import named_in, said_first, takes_up
from features.offices import told_again
from features.persons import given_names
from features.speakers import Speaker
from features.text import Reading

# Attributions back that are looked at, and different speakers of these; words of a sentence, before its end, whose names are;
# words of a name.
MEMORY, SPEAKERS, NEAR, NAME = 40, 6, 80, 30


class Said(NamedTuple):
    """An attribution already read: its cue's first word, its content, and who was its source, by the fullest words for it.

    `aside`: its cue trails behind what it speaks of (`بحسب X`), so that nobody goes on quoting its source. `gender` is the
    source's, by its noun or the verb before it; `full` the fullest words for it that were shown at a cue without one.
    """

    cue: int
    begin: int
    end: int
    source: Span
    words: frozenset[int]
    speaker: Speaker
    aside: bool
    gender: str
    full: Span | None = None


class Actor(NamedTuple):
    """Somebody named before a cue: the words that name him, the last first, and the last that he said.

    `turn` says how many others spoke since.
    """

    names: list[Span]
    said: Said | None
    turn: int

    def named_in(self, span: Span) -> bool:
        """Whether words hold one of his names, or a piece of one."""
        return any(_overlap(span, name) for name in self.names)


class Named:
    """The names of who may speak in an article, sentence by sentence: read where they are asked for, and once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._of: dict[int, tuple[list[Span], Iterator[Span]]] = {}

    def before(self, cue: int) -> list[Span]:
        """Names before a word in its sentence, and in the sentence before that, in order."""
        first = self.reading.firsts[cue]
        earlier = self._within(self.reading.firsts[first - 1], first) if first else []
        return earlier + self._within(first, cue)

    def _within(self, first: int, stop: int) -> list[Span]:
        """Names that end before a word, in the last words before it of the sentence that begins with another."""
        if first not in self._of:
            self._of[first] = [], _outermost(self.reading, first)
        names, further = self._of[first]
        while not names or names[-1].start < stop:
            name = next(further, None)
            if name is None:
                break
            names.append(name)
        low = bisect_left(names, (max(first, stop - NEAR), 0))
        return [name for name in names[low : bisect_left(names, (stop, 0))] if name.end <= stop]


def _outermost(reading: Reading, first: int) -> Iterator[Span]:
    """The names in a sentence that stand within no other, in order."""
    end, stop = first, reading.stops[first]
    for hit in reading.known(first, stop):
        if hit.first < end:
            continue
        last = min(stop, hit.first + NAME)
        known = reading.known(hit.first, last)
        name = subject(reading.words, hit.first, last, known, reading.verbs, reading.opening, clause=True)
        if name is None or name.start != hit.first:
            name = Span(hit.first, max(h.stop for h in reading.known(hit.first, hit.first + 1)))
        yield name
        end = name.end


def actors(reading: Reading, named: Named, past: Sequence[Said], cue: int, pick: Span | None) -> list[Actor]:
    """Who is named before a cue: the last speakers, and the names in its sentence and the one before; `pick` is one more."""
    words, speakers = reading.words, dict[frozenset[int], Said]()
    for one in reversed(past[-MEMORY:]):
        if len(speakers) == SPEAKERS:
            break
        speakers.setdefault(one.words, one)
    spans = {one.source: (one, turn) for turn, one in enumerate(speakers.values())}
    sure = [*spans, *([pick] if pick and not any(_overlap(pick, one) for one in spans) else [])]
    taken = {i for one in sure for i in range(*one)}
    kept = sorted({*sure, *(name for name in named.before(cue) if taken.isdisjoint(range(*name)))}, reverse=True)
    kept = [name for name in kept if words.till[name.end - 1] <= words.at[cue]]  # a sign may hold two words (`ﷺ`)
    groups = list[tuple[list[Span], set[str]]]()  # with the words that may tell them apart
    for span in kept:
        own = _telling(words.words(*span))
        alike = (g for g in groups if not own.isdisjoint(g[1]) and _of_them(reading, span, g[0]))
        group = next(alike, None)
        if group is None:
            groups.append(([span], own))
        else:
            group[0].append(span)
            group[1].update(own)
    return [_actor(group, spans) for group, _ in groups]


def _telling(name: Sequence[str]) -> set[str]:
    """The words of a name with and without their article, some of which all names of the same one share."""
    return {*name, *(word.removeprefix("ال") for word in name)}


def _actor(names: list[Span], spans: dict[Span, tuple[Said, int]]) -> Actor:
    said, turn = min((spans[span] for span in names if span in spans), key=lambda one: one[1], default=(None, SPEAKERS))
    return Actor(names, said, turn)


def _of_them(reading: Reading, name: Span, later: Sequence[Span]) -> bool:
    """Whether a name is of the one whom later names mean; a bare noun among these takes up one full name, the last before it."""
    own, others = given_names(reading.words, name), frozenset().union(*(given_names(reading.words, o) for o in later))
    if own and others and own.isdisjoint(others):
        return False  # `وزير الخارجية` is only one of two ministers
    taken_up = all(takes_up(reading.words, one) for one in later) and said_first(reading.words, later[-1], name)
    return taken_up or any(_one(reading, name, one) or told_again(reading, one, name) for one in later)


def _one(reading: Reading, a: Span, b: Span) -> bool:
    """Whether two names have words in common that are the same one's."""
    own, others = set(reading.words.words(*a)), set(reading.words.words(*b))
    return _overlap(a, b) or (own <= others and named_in(reading, a, b)) or (others <= own and named_in(reading, b, a))


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
