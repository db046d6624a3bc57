"""Where phrases stand beside known names, and what they are made of: the evidence that a phrase names somebody.

All evidence on a known name is gathered as if its own row of the lexicon were not there, so that known and unknown phrases
compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from features.candidates import LONGEST, Candidates, Floats, Kinds
from features.tokens import BLANK, COMMA, OPEN, Bools, Ints, Tokens, spellings
from seeds.lexicon import load

# Words that say that a name follows.
CALLED = frozenset(
    "باسم اسم يسمي تسمي يسمونه يسمونها سماه سمته المسمي المسماه المعروف المعروفه يعرف تعرف يدعي تدعي المدعو المدعوه الملقب"
    " بمسمي مسمي المزعوم".split()
)
SLOTS = ("joined", "bracket", "or", "called")
OTHERS = ("speakers", "places", "nations")  # lexicons of other questions, whose wordings may be names too
HEADS = ("head", "person", "band")  # groups of modifiers.tsv: words before a name
PREPOSITIONS = frozenset("في من علي مع الي ضد".split())
HALF = 2.0  # phrases that a word must begin for its share of known names to count half


def beside(tokens: Tokens, known: Kinds, phrases: Candidates) -> Ints:
    """How often each phrase stands in each of `SLOTS`, shape (N, slots).

    joined: a known name before or behind it, with و or a comma between; bracket: `X (Y)`; or: `X أو Y`; called: behind a
    word that says that a name follows (`المعروف باسم`, `ما يسمى`).
    """
    n = len(tokens)
    begins, ends = np.zeros(n + 3, bool), np.zeros(n + 3, bool)
    begins[tokens.first] = ends[tokens.stop] = True
    led = np.append(known.led[tokens.ids], False)
    gap = np.append(tokens.gap, [np.int8(4)] * 2)
    called, either = _words(tokens, CALLED), _words(tokens, frozenset(("او",)))
    at, stop = phrases.at, phrases.beyond()
    joined = (ends[at] & (led[at] | (gap[at] == COMMA))) | (begins[stop] & (led[stop] | (gap[stop] == COMMA)))
    bracket = (ends[at] & (gap[at] == OPEN)) | (begins[stop] & (gap[stop] == OPEN))
    choice = (either[at - 1] & ends[at - 1] & (gap[at] == BLANK)) | (
        either[stop] & begins[stop + 1] & (gap[stop] == BLANK)
    )
    named = called[at - 1] & (gap[at] == BLANK)
    counted = [np.bincount(phrases.of[held], minlength=len(phrases)) for held in (joined, bracket, choice, named)]
    return np.stack(counted, axis=1)


def _words(tokens: Tokens, wanted: frozenset[str]) -> Bools:
    """Which words are among some; one more, which is none, so that -1 is none either."""
    marked = np.array([word in wanted for word in tokens.words], bool)
    return np.append(marked[tokens.ids], False)


def parts(keys: Sequence[str], rows: Ints, known: Mapping[str, int]) -> list[str]:
    """The longest known name within each phrase, as a key; "" where there is none of another row than the phrase's own.

    `rows` are the phrases' rows of the lexicon (-1: none), `known` rows by key.
    """
    found = []
    for key, row in zip(keys, rows.tolist(), strict=True):
        words = key.split(" ")
        spans = ((first, size) for size in range(len(words) - 1, 0, -1) for first in range(len(words) - size + 1))
        shorter = (" ".join(words[first : first + size]) for first, size in spans)
        found.append(next((part for part in shorter if known.get(part, row) != row), ""))
    return found


def likelihood(features: Sequence[Hashable], known: Bools, rows: Ints) -> Floats:
    """How much commoner known names are among the phrases that share a feature than among all: a smoothed log ratio, (N,)."""
    numbers: dict[Hashable, int] = {}
    kind = np.array([numbers.setdefault(f, len(numbers)) for f in features], np.int64)
    whole, names = np.bincount(kind), np.bincount(kind, weights=known)
    of_row = Counter(zip(kind[known].tolist(), rows[known].tolist(), strict=True))
    own = np.array([of_row[pair] for pair in zip(kind.tolist(), rows.tolist(), strict=True)], float)
    base = known.mean()
    ratio: Floats = np.log((names[kind] - own + HALF * base) / (whole[kind] - np.maximum(own, 1) + HALF)) - np.log(base)
    return ratio


def evidence(
    phrases: Candidates, outlets: Ints, slots: Ints, known: Bools, rows: Ints, inner: Sequence[str]
) -> dict[str, Floats]:
    """Evidence by name, each of shape (N,); `outlets` counts those that use a phrase, `inner` is what `parts` gives."""
    words = [key.split(" ") for key in phrases.keys]
    held = np.array([len(part.split()) for part in inner], float)
    count = np.log(phrases.count)
    head, last = (likelihood([w[i] for w in words], known, rows) for i in (0, -1))
    found = {
        "count": count,
        "articles": np.log1p(phrases.articles),
        "outlets": np.log1p(outlets),
        "head": head,
        "last": last,
        "head of length": likelihood([(w[0], len(w)) for w in words], known, rows),
        "middle": np.where(phrases.length > 2, likelihood([w[1] if len(w) > 2 else "" for w in words], known, rows), 0),
        "pattern": pattern(words, known, rows),
        "inner": np.minimum(held, 1),
        "inner head": np.minimum(held, 1) * head,
        "beyond inner": held - phrases.length,
        **{f"{n} words": (phrases.length == n).astype(float) for n in (1, 2, 3)},
    }
    for i, side in enumerate(("before", "behind")):
        found[f"beside {side}"], found[f"edge {side}"] = phrases.beside[:, i], phrases.edge[:, i]
    for i, slot in enumerate(SLOTS):
        found[slot] = np.log((slots[:, i] + 0.2) / (phrases.count + 5))
    return found | _made_of(words) | {name: _listed(name, phrases.keys) for name in OTHERS}


def pattern(words: Sequence[Sequence[str]], known: Bools, rows: Ints) -> Floats:
    """The best likelihood of a phrase whose every word but one stays as it is (`قوات _ الروسية`); 0 for single words."""
    best = np.where([len(w) > 1 for w in words], -np.inf, 0.0)
    for i in range(LONGEST):
        gapped = [(i, *w[:i], *w[i + 1 :]) if i < len(w) > 1 else () for w in words]
        best = np.where([bool(g) for g in gapped], np.maximum(best, likelihood(gapped, known, rows)), best)
    return best


def _made_of(words: Sequence[Sequence[str]]) -> dict[str, Floats]:
    """Whether a phrase holds a nation's word, begins with a word that stands before names, holds a preposition."""
    nations = spellings(load("nations")).keys()
    heads = {key for key, entry in spellings(load("modifiers")).items() if entry.group in HEADS}
    return {
        "nation": np.array([not nations.isdisjoint(w) for w in words], float),
        "modifier": np.array([len(w) > 1 and w[0] in heads for w in words], float),
        "preposition": np.array([not PREPOSITIONS.isdisjoint(w) for w in words], float),
    }


def _listed(lexicon: str, keys: Sequence[str]) -> Floats:
    rows = spellings(load(lexicon))
    return np.array([key in rows for key in keys], float)
