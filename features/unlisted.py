"""Verbs in front of a complementiser that the lexicon does not know, counted over a corpus and laid out as lexicon rows."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from features.lemmas import Inflection, Lemmatiser, Listed, inflection, plain, unled
from features.wordings import Finder, finder
from seeds.lexicon import COLUMNS, REJECTED

REACH, BATCH, EXAMPLES, WORDS = 6, 128, 3, 5
_TOKEN = re.compile(r"\w+|[^\w ]")
_THAT = re.compile("[وف]?ب?ان(?:ه|ها|هم|هما|هن|نا|ني|ي)?")
_SAYING = ("إن", "بأن", "بان")
_HOLDING = ("verb", "participle", "passive")
_LATIN = str.maketrans(
    dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوىيةءأإآؤئ", "abtvjHxdVrzscSDTZEgfqklmnhwYypCOIMWe", strict=True))
)


class Window(NamedTuple):
    """Up to six words before a complementiser, folded ('' where a lexicon knows them), and as written, with it."""

    words: tuple[str, ...]
    written: tuple[str, ...]

    def example(self, word: str) -> str:
        """From the word to the complementiser, at most five words."""
        spoken = self.written[len(self.words) - 1 - self.words[::-1].index(word) :]
        return " ".join(spoken if len(spoken) <= WORDS else (*spoken[: WORDS - 2], "…", spoken[-1]))


@dataclass(slots=True)
class Seen:
    """A word type before complementisers: how often, how often before إن or بأن (which verbs of wishing do not take)."""

    count: int = 0
    saying: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, window: Window, word: str) -> None:
        """Count one more, and keep the shortest examples."""
        self.count += 1
        self.saying += window.written[-1].lstrip("وف").startswith(_SAYING)
        self.examples = _shortest((*self.examples, window.example(word)))

    def join(self, other: Seen) -> None:
        """Count what another spelling of the same form was seen for."""
        self.count += other.count
        self.saying += other.saying
        self.examples = _shortest((*self.examples, *other.examples))


@dataclass(frozen=True, slots=True)
class Survey:
    """What a corpus would add: forms of listed cues by word type; verbs of no row by lemma and form, and their rank."""

    forms: Mapping[str, tuple[Inflection, Seen]]
    verbs: Mapping[str, Mapping[str, Seen]]
    ranks: Mapping[str, float]
    glosses: Mapping[str, str]


def texts(path: Path) -> Iterator[str]:
    """Texts of articles.parquet in batches, near-duplicates left out."""
    for batch in pq.ParquetFile(path).iter_batches(BATCH, columns=["text", "duplicate_of"]):
        for text, original in zip(batch["text"].to_pylist(), batch["duplicate_of"].to_pylist(), strict=True):
            if original is None:
                yield text


def windows(text: str, known: Finder, words: Counter[str]) -> Iterator[Window]:
    """The words before each complementiser, back to the last punctuation, listed verbal cue or complementiser; one pass.

    Every unlisted word of the text is counted in `words`.
    """
    (laid,) = known.cut([text])
    cover = bytearray(len(laid.text))
    for name, hits in known.find(laid).items():
        for hit in hits:
            rank = 2 if name == "cues" and hit.entry.group in _HOLDING else 1
            for i in range(hit.start, hit.end):
                cover[i] = max(cover[i], rank)
    before: deque[tuple[str, int, int]] = deque(maxlen=REACH)
    for token in _TOKEN.finditer(laid.text):
        word, start, end = token.group(), token.start(), token.end()
        rank = max(cover[start:end])
        if rank == 2 or not word[0].isalnum():
            before.clear()
        elif _THAT.fullmatch(word):
            if before:
                spans = [laid.span(s, e) for _, s, e in (*before, (word, start, end))]
                yield Window(tuple(w for w, _, _ in before), tuple(text[s:e].strip() for s, e in spans))
            before.clear()
        else:
            before.append(("" if rank else word, start, end))
            if not rank:
                words[word] += 1


def survey(found: Iterable[str], verbs: Listed, using: Lemmatiser, known: Finder | None = None) -> Survey:
    """Of every window the unlisted forms of listed cues, or, where there is none, the nearest verb that no row knows."""
    forms: dict[str, tuple[Inflection, Seen]] = {}
    others: dict[str, Seen] = {}
    inflected: dict[str, Inflection | None] = {"": None}
    everywhere: Counter[str] = Counter()
    for text in found:
        for window in windows(text, known or finder(), everywhere):
            inflected.update({w: inflection(w, verbs, using) for w in window.words if w not in inflected})
            listed_here = {w: form for w in window.words if (form := inflected[w])}
            for word, form in listed_here.items():
                forms.setdefault(word, (form, Seen()))[1].add(window, word)
            if not listed_here and (word := _nearest(window.words, verbs, using)):
                others.setdefault(word, Seen()).add(window, word)
    return Survey(dict(sorted(forms.items())), *_by_lemma(others, everywhere, using))


def _nearest(words: tuple[str, ...], verbs: Listed, using: Lemmatiser) -> str:
    """The verb nearest to the complementiser, if it is of no row, rejected ones included (`يمكن أن`)."""
    for word in reversed([w for w in words if w]):
        readings = using.readings(word)
        if readings.nominal or not readings.verbs:
            continue
        unknown = not verbs.matched(word) and not verbs.known.intersection(form.lemma for form in readings.verbs)
        return word if unknown else ""
    return ""


def _by_lemma(
    others: Mapping[str, Seen], everywhere: Counter[str], using: Lemmatiser
) -> tuple[dict[str, dict[str, Seen]], dict[str, float], dict[str, str]]:
    """Word types under the lemma that accounts for most of what was seen among those each may have.

    A verb ranks by how often it stands before إن or بأن, times the share of its occurrences that any complementiser follows:
    كان and تم stand before them often, but rarely for what they are.
    """
    support: Counter[str] = Counter()
    glosses: dict[str, str] = {}
    for word, seen in others.items():
        for form in using.readings(word).verbs:
            glosses.setdefault(form.lemma, form.gloss)
        support.update(dict.fromkeys((f.lemma for f in using.readings(word).verbs), seen.count))
    grouped: dict[str, dict[str, Seen]] = {}
    total: Counter[str] = Counter()
    for word in sorted(others):
        forms = using.readings(word).verbs
        lemma = min((f.lemma for f in forms), key=lambda m: (-support[m], m))
        grouped.setdefault(lemma, {}).setdefault(unled(word, forms), Seen()).join(others[word])
        total[lemma] += everywhere[word]
    ranks = {m: sum(s.saying for s in w.values()) * _total(w) / total[m] for m, w in grouped.items()}
    return grouped, ranks, glosses


def table(found: Survey, verbs: Listed, least: int = 3) -> str:
    """The survey in the columns of cues.tsv: forms that may enter, forms left to a scholar, verbs of no row; by count."""
    rows = [*_form_rows(found, verbs), *_verb_rows(found, least)]
    header = (*COLUMNS, "frames", "lemma")
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in (header, *rows))


def summary(found: Survey) -> str:
    """The survey in one sentence."""
    ours = [(form, seen.count) for form, seen in found.forms.values() if not form.doubt]
    left = [seen.count for form, seen in found.forms.values() if form.doubt]
    return (
        f"{len(ours)} unlisted words of listed cues ({sum(n for _, n in ours)} before a complementiser),"
        f" {len(left)} more left to you ({sum(left)}), and {len(found.verbs)} verbs no row knows"
    )


def _form_rows(found: Survey, verbs: Listed) -> list[tuple[str, ...]]:
    grouped: dict[tuple[str, str], dict[str, Seen]] = {}
    for form, seen in found.forms.values():
        grouped.setdefault((form.doubt, form.row), {}).setdefault(form.spelling, Seen()).join(seen)
    rows: list[tuple[str, ...]] = []
    for (doubt, row), words in sorted(grouped.items(), key=lambda g: (bool(g[0][0]), -_total(g[1]), g[0])):
        entry = verbs.entries[row]
        note = f"{f'left out: {doubt}; ' if doubt else ''}unlisted forms of {row}: {_counts(words)}"
        category = REJECTED if doubt else entry.category
        rows.append((f"{row}_{doubt or 'more'}", _forms(words), entry.group, category, entry.gloss, "corpus", note,
                     entry.traits.get("frames", ""), entry.traits.get("lemma", "")))  # fmt: skip
    return rows


def _verb_rows(found: Survey, least: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    ranked = sorted(found.verbs.items(), key=lambda v: (-found.ranks[v[0]], -_total(v[1]), v[0]))
    taken: Counter[str] = Counter()
    for lemma, words in ranked:
        if _total(words) < least:
            continue
        name = "new_" + plain(lemma).translate(_LATIN)
        taken[name] += 1
        gloss = found.glosses[lemma].replace(";", ", ").replace("_", " ") or "?"
        note = f"guess, to be read: {sum(s.saying for s in words.values())} before إن or بأن; {_counts(words)}"
        unique = name + (f"_{taken[name]}" if taken[name] > 1 else "")
        rows.append((unique, _forms(words), "verb", REJECTED, gloss, "corpus", note, "", plain(lemma)))
    return rows


def _ranked(words: Mapping[str, Seen]) -> list[tuple[str, Seen]]:
    return sorted(words.items(), key=lambda w: (-w[1].count, w[0]))


def _forms(words: Mapping[str, Seen]) -> str:
    return "|".join(word for word, _ in _ranked(words))


def _counts(words: Mapping[str, Seen]) -> str:
    """All in all, by form, and the three shortest examples."""
    examples = _shortest(e for seen in words.values() for e in seen.examples)
    by_form = ", ".join(f"{word} {seen.count}" for word, seen in _ranked(words)[:12])
    return f"{_total(words)} before a complementiser ({by_form}): " + " / ".join(examples)


def _shortest(examples: Iterable[str]) -> list[str]:
    return sorted(set(examples), key=lambda e: (len(e), e))[:EXAMPLES]


def _total(words: Mapping[str, Seen]) -> int:
    return sum(seen.count for seen in words.values())
