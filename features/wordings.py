"""Where the wordings of all lexicons stand in a text: one automaton over words, one pass, whole words only.

A wording may carry proclitics (و ف ب ل ك, لل for ل + ال; verbs و ف س) and, where its lexicon allows, a pronoun behind.
Within a lexicon the longest wording wins; a rejected row wins like any other and is then left out, so it blocks.

The automaton is a tree of words, not of letters: `features.words` has found, for a whole block of texts, which words may begin
a wording behind their proclitics; from there one look-up a word follows the tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from features.diacritics import broken, mended
from features.kinds import kinds
from features.words import NOUN, VERB, Vocabulary, Words, cut, vocabulary
from seeds.lexicon import REJECTED, Entry, Lexicon, load, names

SHARED = "shared"  # what rows need that are looked for behind a name only (`features.coordination`)
PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ني")


class Hit(NamedTuple):
    """A wording found: folded offsets (proclitics left out), the row it comes from, and its words, half-open."""

    start: int
    end: int
    entry: Entry
    first: int = 0
    stop: int = 1
    lexicon: str = ""


class Ending(NamedTuple):
    """A wording that ends at a node: lexicon, row, the proclitics it may not have, and the letters of a pronoun behind."""

    lexicon: str
    entry: Entry
    barred: int
    pronoun: int


Keys = tuple[tuple[str, str], ...]  # the words of a spelling, each with the marks before it
# What ends at a node, and by the next word the next node: its number, or (marks before it, number) if no mere blank is there.
Node = tuple[list[Ending], dict[Any, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """The tree over all spellings of some lexicons, by the number of their first word, and the vocabulary of these numbers."""

    root: list[Node]
    vocabulary: Vocabulary

    def cut(self, texts: Sequence[str], titles: Sequence[str] = ()) -> list[Words]:
        """The words of some texts and then of their titles, known by this finder's vocabulary."""
        return cut(self.mended(texts, titles), self.vocabulary)

    def mended(self, texts: Sequence[str], titles: Sequence[str] = ()) -> list[str]:
        """Some texts and then their titles, in which blanks that stand for diacritics part no word.

        A title is of the same crawl as its text.
        """
        lost = [broken(text) for text in texts]
        every = zip([*texts, *titles], [*lost, *lost[: len(titles)]], strict=True)
        numbers = self.vocabulary.numbers
        return [mended(text, numbers) if of_such else text for text, of_such in every]

    def find(self, text: Words) -> dict[str, list[Hit]]:
        """Hits by lexicon in order of appearance; hits of one lexicon overlap only where they cover the same words."""
        starts, ends, gaps, ids, root = text.starts, text.ends, text.gaps, text.ids, self.root
        new = tuple.__new__  # a third of what calling Hit costs
        found: dict[str, list[Hit]] = defaultdict(list)
        length = len(ids)
        for i, offset, number, proclitic in zip(*text.begun, strict=True):
            endings, children = root[number]
            start, j = starts[i] + offset, i + 1
            while True:
                for lexicon, entry, barred, pronoun in endings:
                    if proclitic != barred:
                        found[lexicon].append(new(Hit, (start, ends[j - 1] - pronoun, entry, i, j, lexicon)))
                if j == length or not children:
                    break
                node = children.get((gaps[j], ids[j]) if gaps[j] else ids[j])
                if node is None:
                    break
                endings, children = node
                j += 1
        return {lexicon: _longest(hits) for lexicon, hits in found.items()}


@cache
def finder(lexicons: tuple[str, ...] | None = None) -> Finder:
    """The finder over the named lexicons (all of the catalogue by default), built once per process."""
    return build([load(name) for name in lexicons or names(scanned=True)])


def alone(entry: Entry) -> bool:
    """Whether a row's wordings may stand alone: those that need `shared` are read behind another name only."""
    return entry.traits.get("needs") != SHARED


def build(lexicons: Sequence[Lexicon]) -> Finder:
    """A finder over lexicons already loaded."""
    keyed: list[tuple[Keys, Ending]] = []
    for lexicon in lexicons:
        suffixes = PRONOUNS if lexicon.suffixes else ()
        for entry in lexicon:
            if not alone(entry):
                continue
            layer = lexicon.layer(entry)
            noun, verb = Ending(layer, entry, VERB, 0), Ending(layer, entry, NOUN, 0)
            led = [(p, Ending(layer, entry, VERB, len(p)), Ending(layer, entry, NOUN, len(p))) for p in suffixes]
            for spelling, verbal in entry.spellings().items():
                keys = _keys(spelling)
                keyed.append((keys, verb if verbal else noun))
                if not verbal and spelling.startswith("ال"):
                    keyed.append(((("", "لل" + keys[0][1][2:]), *keys[1:]), noun))
                (marks, last), before = keys[-1], keys[:-1]
                keyed += [((*before, (marks, last + p)), of_verb if verbal else of_noun) for p, of_noun, of_verb in led]
    words = dict.fromkeys(word for keys, _ in keyed for _, word in keys)
    begins = {(keys[0][1], keys[1][1] if len(keys) > 1 and not keys[1][0] else "") for keys, _ in keyed}
    known = vocabulary(words, begins, kinds())
    return Finder(_tree(keyed, known.numbers), known)


def _tree(keyed: Iterable[tuple[Keys, Ending]], numbers: Mapping[str, int]) -> list[Node]:
    """The nodes of all first words, by their number."""
    root: list[Node] = [([], {}) for _ in range(len(numbers) + 1)]
    for keys, ending in keyed:
        node = root[numbers[keys[0][1]]]
        for marks, word in keys[1:]:
            number = numbers[word]
            key = (marks, number) if marks else number
            below = node[1].get(key)
            if below is None:
                below = node[1][key] = ([], {})
            node = below
        node[0].append(ending)
    return root


_PLAIN = vocabulary([], [], {})


def _keys(spelling: str) -> Keys:
    """The words of a spelling, each with the marks before it."""
    if spelling.isalnum():
        return (("", spelling),)
    words = spelling.split(" ")
    if all(map(str.isalnum, words)):
        return tuple([("", word) for word in words])
    (laid,) = cut([spelling], _PLAIN)
    return tuple(zip(["", *laid.gaps[1:-1]], laid.words(0, len(laid)), strict=True))


def _longest(hits: list[Hit]) -> list[Hit]:
    """Longest first, then leftmost; what overlaps a winner falls, unless it covers the very same words."""
    kept: list[Hit] = []
    at, count = 0, len(hits)
    while at < count:
        best = hits[at]
        start, reach = best[0], best[1]
        end, tied, stop = reach, False, at + 1
        while stop < count:
            hit = hits[stop]
            if hit[0] >= end:
                break
            if hit[0] == start and hit[1] >= reach:
                tied, best, reach = hit[1] == reach, hit, hit[1]
            if hit[1] > end:
                end = hit[1]
            stop += 1
        if reach == end and not tied:  # one hit covers all the others
            if best[2].category != REJECTED:
                kept.append(best)
        else:
            kept += _winners(hits[at:stop])
        at = stop
    return kept


def _winners(hits: list[Hit]) -> list[Hit]:
    """The winners among hits that overlap in a row."""
    taken: dict[int, tuple[int, int]] = {}
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        covered = (hit.start, hit.end)
        holders = {taken[i] for i in (hit.start, hit.end - 1) if i in taken}
        if not holders or holders == {covered}:
            chosen.append(hit)
            taken.update(dict.fromkeys(range(*covered), covered))
    blocked = {(h.start, h.end) for h in chosen if h.entry.category == REJECTED}
    return sorted((h for h in chosen if (h.start, h.end) not in blocked), key=lambda h: (h.start, h.entry.line))
