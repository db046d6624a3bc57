"""Wordings to be judged: what stands where known names stand and no row of the lexicon holds, laid out as rows of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from features import contexts, kinship, resemblance, slots, tokens
from features.candidates import Candidates, Floats, Kinds, candidates, word_kinds, written
from features.marks import UNSEEN
from features.resemblance import Guess
from features.tokens import Ints, Tokens
from seeds.arabic import TATWEEL, fold
from seeds.chain import Refused
from seeds.lexicon import COLUMNS, REJECTED, Lexicon

OWN = 5  # nearest names of a referent that a phrase is compared with
FEWEST_KNOWN = 10  # known names that must come often in a corpus, for others to be compared with them
FORMS, EXAMPLES, AROUND, OUTLETS = 6, 3, 6, 8  # of a proposal: forms, examples, words around each, outlets by name
FURTHER = ("needs", "quoted", "rank", "score", "count", "articles", "outlets", "nearest", "slots", "examples", "where")
HEADER = (*COLUMNS, *FURTHER)
_LATIN = str.maketrans(
    {
        **dict(zip("ابتجحدرزسصضطعفقكلمنهويءأإآىةؤئ", "abtjhdrzssdtafqklmnhwyaaaaahwy", strict=True)),
        **{"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "ظ": "z", "غ": "gh"},
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Phrases of a corpus that no row holds, the likeliest name first.

    `order` are numbers of phrases, `score` (N,) log odds of all phrases, `slots` (N, slots) counts.
    """

    tokens: Tokens
    known: Kinds
    phrases: Candidates
    order: Ints
    score: Floats
    slots: Ints
    guesses: list[Guess]

    def keys(self) -> list[str]:
        """The ranked phrases by key."""
        return [self.phrases.keys[i] for i in self.order.tolist()]


def rank(articles: pd.DataFrame, clean: pd.DataFrame, lexicon: Lexicon, most: int) -> Ranked:
    """The `most` phrases likeliest to be names; Refused where the corpus holds too few known names to compare with.

    `articles` (article, outlet, text) without duplicates, `clean` their page furniture.
    """
    read = tokens.read(articles["text"].tolist(), masked(articles, clean), lexicon)
    kinds = word_kinds(read)
    phrases = candidates(read, kinds)
    rows = tokens.spellings(lexicon)
    names = {key: entry for key, entry in rows.items() if entry.category != REJECTED}
    row = np.array([rows[key].line if key in rows else -1 for key in phrases.keys], np.int64)
    known = np.array([key in names for key in phrases.keys], bool)
    if known.sum() < FEWEST_KNOWN:
        raise Refused(
            f"only {known.sum()} known names come {OFTEN_TOLD} in this corpus, too few to compare others with;"
            " give a larger corpus"
        )
    unit = contexts.vectors(read, kinds, phrases)
    among = np.flatnonzero(known)
    like, which = contexts.nearest(unit, among, row)
    others, _ = contexts.nearest(unit, contexts.background(np.flatnonzero(~known)), row, resemblance.VOTERS)
    beside = slots.beside(read, kinds, phrases)
    lines = {key: entry.line for key, entry in names.items()}
    inner = slots.parts(phrases.keys, row, lines)
    told = slots.evidence(phrases, _outlets(read, phrases, articles["outlet"]), beside, known, row, inner)
    told |= likenesses(like, others, told) | kinship.evidence(phrases.keys, row, lines)
    referents = np.array([names[key].group if key in names else "" for key in phrases.keys])
    near = {
        referent: contexts.nearest(unit, np.flatnonzero(referents == referent), row, OWN)[0]
        for referent in resemblance.asked(referents, row)
    }
    score = resemblance.likely(told, near, resemblance.segments(phrases, inner), referents, row)
    free = np.flatnonzero(row < 0)
    order = free[np.lexsort((free, -score[free]))][:most]
    voting = resemblance.votes(names)
    guesses = [_guess(i, phrases, inner, like, which, voting) for i in order.tolist()]
    return Ranked(read, kinds, phrases, order, score, beside, guesses)


OFTEN_TOLD = "five times or more"


def _guess(
    i: int, phrases: Candidates, inner: Sequence[str], like: Floats, which: Ints, voting: resemblance.Votes
) -> Guess:
    near = [phrases.keys[k] for k in which[i, : resemblance.VOTERS].tolist()]
    return resemblance.guess(phrases.keys[i], inner[i], like[i, : resemblance.VOTERS], near, voting)


def likenesses(like: Floats, others: Floats, told: dict[str, Floats]) -> dict[str, Floats]:
    """Evidence from neighbours: likeness to the nearest known names, and to the nearest of a sample of other phrases."""
    one, five, twenty = contexts.means(like, (1, 5, 20))
    nearest, ten = contexts.means(others, (1, 10))
    return {
        "nearest name": one,
        "five names": five,
        "twenty names": twenty,
        "nearest other": nearest,
        "ten others": ten,
        "names over others": five - ten,
        "likeness by count": five * told["count"],
        "likeness by head": five * told["head"],
        "likeness by last": five * told["last"],
        "likeness of one word": five * told["1 words"],
    }


def masked(articles: pd.DataFrame, clean: pd.DataFrame) -> list[list[tuple[int, int]]]:
    """Page furniture of each article, in order."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(clean["article"], clean["start"].tolist(), clean["end"].tolist(), strict=True):
        spans.setdefault(article, []).append((start, end))
    return [sorted(spans.get(article, ())) for article in articles["article"]]


def _outlets(read: Tokens, phrases: Candidates, outlet: pd.Series[str]) -> Ints:
    """How many outlets use each phrase."""
    codes = pd.factorize(outlet)[0].astype(np.int64)
    pairs = np.unique(phrases.of * (codes.max(initial=0) + 1) + codes[read.text[phrases.at]])
    return np.bincount(pairs // (codes.max(initial=0) + 1), minlength=len(phrases))


def rows(ranked: Ranked, articles: pd.DataFrame, taken: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The proposals as cells in the order of `HEADER`, safe for a spreadsheet; `taken` are ids in use."""
    texts, outlets, ids = (articles[c].tolist() for c in ("text", "outlet", "article"))
    used, phrases = set(taken), ranked.phrases
    begins = np.searchsorted(phrases.of, np.arange(len(phrases) + 1))
    for number, (i, guess) in enumerate(zip(ranked.order.tolist(), ranked.guesses, strict=True), start=1):
        places = phrases.at[begins[i] : begins[i + 1]].tolist()
        size = int(phrases.length[i])
        forms = _forms(ranked, texts, places, size)
        where = Counter(outlets[ranked.tokens.text[place]] for place in places)
        shown = _examples(ranked.tokens, outlets, places, where)
        key = _id(forms[0], used)
        cells = (
            *(key, "|".join(forms), guess.referent, guess.pole, "", "corpus", "", "", "", str(number)),
            *(f"{ranked.score[i]:.2f}".replace("-0.00", "0.00"), str(len(places)), str(phrases.articles[i])),
            _listed([f"{outlet} {n}" for outlet, n in sorted(where.items(), key=lambda o: (-o[1], o[0]))]),
            "; ".join(guess.nearest),
            "; ".join(f"{s} {n}" for s, n in zip(slots.SLOTS, ranked.slots[i].tolist(), strict=True) if n),
            " | ".join(example(ranked.tokens, texts, place, size) for place in shown),
            " | ".join(_where(ranked.tokens, ids, place, size) for place in shown),
        )
        yield tuple(map(safe, cells))


def _listed(parts: Sequence[str]) -> str:
    more = [f"{len(parts) - OUTLETS} more"] if len(parts) > OUTLETS else []
    return "; ".join([*parts[:OUTLETS], *more])


def _forms(ranked: Ranked, texts: Sequence[str], places: Sequence[int], size: int) -> list[str]:
    """The commonest spellings, one for each folded form, without diacritics and proclitics."""
    spelled: dict[str, Counter[str]] = {}
    for place in places:
        folded = written(ranked.tokens, ranked.known, place, size)
        shown = _spelled(ranked.tokens, texts, place, size, folded[0])
        if fold(shown).text == " ".join(folded):
            spelled.setdefault(" ".join(folded), Counter())[shown] += 1
    order = sorted(spelled, key=lambda f: (-spelled[f].total(), f))
    found = [min(spelled[f], key=lambda s: (-spelled[f][s], s)) for f in order[:FORMS]]
    return found or [" ".join(written(ranked.tokens, ranked.known, places[0], size))]


def _spelled(read: Tokens, texts: Sequence[str], place: int, size: int, first: str) -> str:
    """A phrase as the text writes it; `first` is its first word folded and without proclitics."""
    text = texts[read.text[place]]
    words = [
        _plain(text[a:b]) for a, b in zip(read.at[place : place + size], read.till[place : place + size], strict=True)
    ]
    whole = read.words[read.ids[place]]
    if whole != first:
        words[0] = words[0][len(whole) - len(first) :] if whole.endswith(first) else "ال" + words[0][2 - len(first) :]
    return " ".join(words)


def _plain(word: str) -> str:
    """A word without diacritics, tatweel and unseen marks."""
    return "".join(c for c in word if c != TATWEEL and unicodedata.category(c) not in ("Mn", "Cf", "Cc"))


def _examples(read: Tokens, outlets: Sequence[str], places: Sequence[int], where: Counter[str]) -> list[int]:
    """Places in as many outlets as may be, those that use the phrase most first, then in other articles."""
    turn, seen, queue = Counter[str](), set[int](), list[tuple[int, int, str, int]]()
    for place in places:
        text = int(read.text[place])
        if text not in seen:
            seen.add(text)
            outlet = outlets[text]
            queue.append((turn[outlet], -where[outlet], outlet, place))
            turn[outlet] += 1
    return [place for *_, place in sorted(queue)[:EXAMPLES]]


def example(read: Tokens, texts: Sequence[str], place: int, size: int) -> str:
    """A phrase in brackets, with a few words of its text on either side."""
    number = read.text[place]
    low, high = np.searchsorted(read.text, [number, number + 1])
    first, last = max(low, place - AROUND), min(high, place + size + AROUND) - 1
    text, start, end = texts[number], read.at[place], read.till[place + size - 1]
    around = f"{text[read.at[first] : start]}[{text[start:end]}]{text[end : read.till[last]]}"
    return " ".join(UNSEEN.sub("", around).replace("|", "¦").split())


def _where(read: Tokens, ids: Sequence[str], place: int, size: int) -> str:
    return f"{ids[read.text[place]]} {read.at[place]}-{read.till[place + size - 1]}"


def _id(form: str, used: set[str]) -> str:
    """A Latin id that nothing bears yet."""
    latin = fold(form).text.translate(_LATIN).replace(" ", "_")
    stem = "".join(c for c in latin if c.isascii() and (c.isalnum() or c == "_")).strip("_") or "name"
    found = next(
        f"{stem}{end}" for end in ("", *(f"_{n}" for n in range(2, len(used) + 3))) if f"{stem}{end}" not in used
    )
    used.add(found)
    return found


def safe(cell: str) -> str:
    """A cell on one line that no spreadsheet takes for a formula and that does not turn the direction of others.

    >>> safe("=1+1"), safe("a\\tb")
    ("'=1+1", 'a b')
    """
    shown = " ".join(UNSEEN.sub("", cell).split())
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@")) else shown
