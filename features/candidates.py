"""Phrases that may be names: runs of up to five words within a clause that come often and end where phrases end.

Forms of one wording (article, ون/ين, spellings held equal) are one candidate. Frequent runs are grown word by word, each from
its frequent beginning (Agrawal & Srikant 1994).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from features.kinds import kinds
from features.tokens import BLANK, STOP, Bools, Ints, Tokens, bare, stem
from features.words import COMPLEMENT, EDGE, FROM, IN, LINK, THAT, TIME

Floats = npt.NDArray[np.float64]
LONGEST, OFTEN, FEWEST_ARTICLES = 5, 5, 2  # words of a candidate, its occurrences, articles they stand in
BOUND, LOOSE = 0.9, 0.3  # a fragment: nearly always beside the same word, hardly ever at the edge of its phrase
_ENDS = TIME | EDGE | THAT | COMPLEMENT | IN | FROM | LINK
# Words with which no name begins or ends, beyond those of the lexicon of edges.
FUNCTION = frozenset(
    "في من الي علي عن مع بين بعد قبل خلال حتي منذ عند لدي ضد حول نحو دون غير كل بعض اي هذا هذه ذلك تلك هو "
    "هي هم ان انه انها التي الذي الذين اللذين او ثم لكن بل لا لم لن ما قد كان كانت يكون تكون ليس و ف ب ل "
    "ك كما حيث اذا لو كي اما الا سوي امام وراء تحت فوق ايضا هناك هنا بينما عندما مما فيما بما لما له لها "
    "لهم به بها بهم فيه فيها منه منها عنه عنها عليه عليها اليه اليها انهم فقد وقد وهو وهي وهم وان ولا ولم "
    "وفي ومن وعلي والي وما ومع نفسه نفسها احد احدي عده قال قالت اكد اكدت اضاف".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """N phrases and where they stand: occurrence i is of phrase `of[i]` and begins at word `at[i]`, sorted by both.

    `keys` are their stems, `length` words, `count` occurrences, `articles` texts, shape (N,). `beside` and `edge` (N, 2):
    left and right, the share of occurrences beside the commonest neighbour, and that at an edge of the phrase.
    """

    keys: list[str]
    length: Ints
    count: Ints
    articles: Ints
    of: Ints
    at: Ints
    beside: Floats
    edge: Floats

    def __len__(self) -> int:
        """How many there are."""
        return len(self.keys)

    def beyond(self) -> Ints:
        """The word behind each occurrence."""
        result: Ints = self.at + self.length[self.of]
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """By word of the vocabulary: its number without proclitics, its stem's, whether no name begins or ends with it, led by و."""

    bare: Ints
    stem: Ints
    barred: Bools
    led: Bools


def word_kinds(tokens: Tokens) -> Kinds:
    """What the words of a corpus are to phrases."""
    words = tokens.words
    plain = bare(words, np.bincount(tokens.ids, minlength=len(words)))
    stems: dict[str, int] = {}
    stemmed = np.array([stems.setdefault(stem(word), len(stems)) for word in words], np.int64)
    bits = kinds()
    barred = np.array([_barred(word, bits.get(word, 0)) for word in words], bool)
    led = np.array([word.startswith(("و", "ف")) for word in words], bool) & (plain != np.arange(len(words)))
    return Kinds(plain, stemmed, barred | barred[plain] if len(words) else barred, led)


def _barred(word: str, bits: int) -> bool:
    letters = "ء" <= word[0] <= "ي" or _latin(word)
    return word in FUNCTION or bool(bits & _ENDS) or word.isdecimal() or len(word) < 2 or not letters


def _latin(word: str) -> bool:
    return "a" <= word[0] <= "z"


def _foreign(tokens: Tokens) -> Bools:
    """Which words are of foreign text or an address: Latin ones with another beside, no comma or bracket between, (n,).

    A Latin word that stands alone among Arabic ones (`YPG`) may be a name.
    """
    latin = np.array([_latin(word) for word in tokens.words], bool)[tokens.ids]
    alike = np.zeros(len(tokens) + 1, bool)
    alike[1:-1] = latin[1:] & latin[:-1] & np.isin(tokens.gap[1:-1], (BLANK, STOP))
    found: Bools = alike[1:] | alike[:-1]
    return found


def candidates(tokens: Tokens, known: Kinds) -> Candidates:
    """Frequent phrases that do not cut a known mention in two."""
    n, ids = len(tokens), tokens.ids
    cut = np.zeros(n + 1, bool)  # between two words of one mention
    for first, stop in zip(tokens.first.tolist(), tokens.stop.tolist(), strict=True):
        cut[first + 1 : stop] = True
    barred, stems = known.barred[ids] | _foreign(tokens), known.stem[ids]
    code = np.where(barred, -1, known.stem[known.bare[ids]])  # of the run so far, from each word; -1: none
    found: list[tuple[int, Ints, Ints]] = []
    for length in range(1, LONGEST + 1):
        start = np.flatnonzero(code >= 0)
        if length > 1:
            start = start[start + length <= n]
            last = start + length - 1
            start = start[(tokens.gap[last] == BLANK) & ~known.led[ids[last]]]
            code[start] = code[start] * (len(tokens.words) + 1) + stems[start + length - 1]
        kept, code = _often(start, code)
        ends = kept[~barred[kept + length - 1] & ~cut[kept] & ~cut[kept + length]]
        ends, number = _often(ends, code)
        found.append((length, ends, number[ends]))
    return _pruned(_counted(tokens, known, *_gathered(tokens, known, found)))


def _often(start: Ints, code: Ints) -> tuple[Ints, Ints]:
    """The starts whose code comes often enough, and the codes of these numbered anew, -1 elsewhere."""
    _, number, counts = np.unique(code[start], return_inverse=True, return_counts=True)
    often = counts[number] >= OFTEN
    fresh = np.full(len(code), -1, np.int64)
    fresh[start[often]] = np.unique(number[often], return_inverse=True)[1]
    return start[often], fresh


def _gathered(tokens: Tokens, known: Kinds, found: list[tuple[int, Ints, Ints]]) -> tuple[list[str], Ints, Ints, Ints]:
    """Keys and lengths of the phrases found at each length, and their occurrences (phrase, first word) in order."""
    keys, length = list[str](), list[int]()
    of, at = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size, start, number in found:
        of.append(number + len(keys))
        at.append(start)
        for place in start[np.unique(number, return_index=True)[1]].tolist():
            words = written(tokens, known, place, size)
            keys.append(" ".join(map(stem, words)))
            length.append(size)
    which, where = np.concatenate(of), np.concatenate(at)
    order = np.lexsort((where, which))
    return keys, np.array(length, np.int64), which[order], where[order]


def written(tokens: Tokens, known: Kinds, place: int, size: int) -> list[str]:
    """The words of a phrase at a place, folded, the first without its proclitics."""
    first, *others = tokens.ids[place : place + size].tolist()
    return [tokens.words[known.bare[first]], *(tokens.words[i] for i in others)]


def _counted(tokens: Tokens, known: Kinds, keys: list[str], length: Ints, of: Ints, at: Ints) -> Candidates:
    size, texts, none = len(keys), int(tokens.text.max(initial=0)) + 1, len(tokens.words)
    count = np.bincount(of, minlength=size)
    articles = np.bincount(np.unique(of * texts + tokens.text[at]) // texts, minlength=size)
    beside, edge = np.zeros((size, 2)), np.zeros((size, 2))
    ids, stop = np.append(tokens.ids, 0), at + length[of]
    barred, led = np.append(known.barred[tokens.ids], True), np.append(known.led[tokens.ids], False)
    for side, (place, border) in enumerate(((at - 1, at), (stop, stop))):
        marked = tokens.gap[border] > 0
        pairs, times = np.unique(of * (none + 1) + np.where(marked, none, ids[place]), return_counts=True)
        real = pairs % (none + 1) < none
        most = np.zeros(size)
        np.maximum.at(most, pairs[real] // (none + 1), times[real])
        beside[:, side] = most / count
        edge[:, side] = np.bincount(of, weights=marked | barred[place] | led[border], minlength=size) / count
    return Candidates(keys, length, count, articles, of, at, beside, edge)


def _pruned(whole: Candidates) -> Candidates:
    """Without phrases of a single article and fragments of longer ones."""
    fragment = ((whole.beside >= BOUND) & (whole.edge < LOOSE)).any(axis=1)
    kept = (whole.articles >= FEWEST_ARTICLES) & ~fragment
    here = kept[whole.of]
    return Candidates(
        [key for key, keep in zip(whole.keys, kept.tolist(), strict=True) if keep],
        whole.length[kept],
        whole.count[kept],
        whole.articles[kept],
        (np.cumsum(kept) - 1)[whole.of[here]],
        whole.at[here],
        whole.beside[kept],
        whole.edge[kept],
    )
