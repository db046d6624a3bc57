"""Which verb a written word is a form of: analyses of a morphological dictionary, read against the rows of cues.tsv.

The analyser is handed in, so this knows no dictionary. Folding has cost a word its hamzas and diacritics, and a wrong cue
is worse than a missed one: a word counts as a form of a row only where every plausible reading is a verb of that row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from features.wordings import PRONOUNS
from features.words import CONJUNCTIONS, FUTURE, PREPOSITIONS
from seeds.arabic import fold
from seeds.lexicon import REJECTED, Entry, Lexicon

Analyse = Callable[[str], Iterable[Mapping[str, object]]]
WORD = re.compile("[\u0621-\u064a]{2,16}")
GROUPS = ("verb", "passive")
# Why a form is left to a scholar: the article's own voice, an address, what is meant to be said and not said (`ليعلن`),
# what is said about an object (`تبناه`, `يذكرنا`), a row that leaves forms out on purpose.
DOUBTS = ("first", "second", "purpose", "object", "spelled_out")
SHORTEST = 3  # ير, دن: rare forms, frequent names and slips
# Log10 of how likely an analysis is, where a dictionary says so: what is a hundred times less likely than the best is out.
MARGIN = 2.0
_SEATS = {"و": "ؤ", "ي": "ئ"}
_INDEX = re.compile(r"[-_].*")
_NO_CLITIC = ("0", "na", "")


class Form(NamedTuple):
    """One reading of a word as a verb. `led` are its proclitics as far as the matcher takes them (`و ف س`), `clitic` is the
    doubt that another one casts; `citation` is `past` or `imperfect` of the bare third person that names a verb, else blank.
    """

    lemma: str
    person: str
    clitic: str
    citation: str
    imperative: bool
    passive: bool
    led: str
    gloss: str


class Inflection(NamedTuple):
    """A word as a form of a listed verb: its spelling (without `و ف س` where that is as clear), its row, and `doubt`: one of
    DOUBTS, or blank for a third person that may enter the matcher.
    """

    spelling: str
    row: str
    doubt: str


class Readings(NamedTuple):
    """The plausible readings of a word: as verbs, and whether it may be something else."""

    verbs: tuple[Form, ...]
    nominal: bool


@dataclass(frozen=True, slots=True)
class Lemmatiser:
    """A dictionary with its cache: each word type is looked up once."""

    analyse: Analyse
    cache: dict[tuple[str, bool], Readings] = field(default_factory=dict)

    def readings(self, word: str, written: bool = False) -> Readings:
        """Readings of a folded word in every respelling, or (`written`) of a word with its hamzas as the dictionary has it."""
        key = word, written
        if key not in self.cache:
            self.cache[key] = self._look_up(word, written)
        return self.cache[key]

    def _look_up(self, word: str, written: bool) -> Readings:
        if not WORD.fullmatch(word):
            return Readings((), nominal=True)
        found = [a for w in ((word,) if written else respellings(word)) for a in self.analyse(w)]
        if written:
            found = [a for a in found if a.get("source") != "spvar"] or found
        best = max((_likelihood(a) for a in found), default=0.0)
        found = [a for a in found if _likelihood(a) >= best - MARGIN]
        forms = dict.fromkeys(_form(a, word) for a in found if _verbal(a))
        return Readings(tuple(forms), not all(_verbal(a) for a in found))


@dataclass(frozen=True, eq=False)
class Listed:
    """The verbs of cues.tsv by lemma. `active`, `passive`: lemma to row; `alike`: row to the lemmas that its own forms may be
    read as anyhow (يوكد is أكد or the rare وكد); `spelled_out` rows chose their forms on purpose.
    """

    active: Mapping[str, str]
    passive: Mapping[str, str]
    alike: Mapping[str, frozenset[str]]
    spelled_out: frozenset[str]
    known: frozenset[str]
    entries: Mapping[str, Entry]

    @cached_property
    def spellings(self) -> frozenset[tuple[str, bool]]:
        """Every spelling of one word in the lexicon, rejected rows and nouns included, and whether it is a verb's."""
        return frozenset(pair for e in self.entries.values() for pair in e.spellings().items() if " " not in pair[0])

    def matched(self, word: str) -> bool:
        """Whether the lexicon knows this word, with clitics as the matcher takes them."""
        for stem, verbal in _stems(word):
            for pronoun in ("", *PRONOUNS):
                if stem.endswith(pronoun) and (stem[: len(stem) - len(pronoun)], verbal) in self.spellings:
                    return True
        return False


def respellings(word: str) -> tuple[str, ...]:
    """A folded word, and with each `و` or `ي` that may have been a seat of hamza put back (one at a time).

    >>> respellings('يوكد')
    ('يوكد', 'ئوكد', 'يؤكد')
    """
    return (word, *(word[:i] + _SEATS[c] + word[i + 1 :] for i, c in enumerate(word) if c in _SEATS))


def listed(cues: Lexicon, lemmatiser: Lemmatiser) -> Listed:
    """The lemmas of every verb row: those that account for a past and its imperfect, or for all forms of a spelled-out row."""
    claims: dict[tuple[bool, str], set[tuple[bool, str]]] = {}
    known: set[str] = set()
    spelled_out, refused = set(), set()
    for entry in (entry for entry in cues if entry.group in GROUPS):
        paradigms = [form for form in entry.forms if "~" in form and " " not in form]
        if not paradigms:
            spelled_out.add(entry.id)
        lemmas = set().union(*(_cited(form, lemmatiser) for form in paradigms)) or _shared(entry.forms, lemmatiser)
        known |= lemmas | _shared([form.split(" ")[0] for form in entry.forms if "~" not in form], lemmatiser)
        for lemma in lemmas:
            if entry.category == REJECTED and paradigms:
                refused.add(lemma)
            elif entry.category != REJECTED:
                claims.setdefault((entry.group == "passive", lemma), set()).add((not paradigms, entry.id))
    rows: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for (passive, lemma), claimed in claims.items():
        foremost = [row for spelled, row in claimed if spelled == min(claimed)[0]]
        if lemma not in refused and len(foremost) == 1:
            rows[passive][lemma] = foremost[0]
    entries = {entry.id: entry for entry in cues}
    alike = {row: _alike(entries[row], lemmatiser) for row in sorted({*rows[0].values(), *rows[1].values()})}
    return Listed(*rows, alike, frozenset(spelled_out), frozenset(known), entries)


def inflection(word: str, verbs: Listed, lemmatiser: Lemmatiser) -> Inflection | None:
    """The row that an unlisted folded word is a form of, or None. A purely passive form needs a row of the passives."""
    if verbs.matched(word):
        return None
    readings = lemmatiser.readings(word)
    forms = [form for form in readings.verbs if not form.imperative]
    if readings.nominal or not forms:
        return None
    lemmas = verbs.passive if all(form.passive for form in forms) else verbs.active
    rows = {row for form in forms if (row := lemmas.get(form.lemma))}
    row = min(rows, default="")
    if len(rows) != 1 or any(f.lemma not in verbs.alike[row] and lemmas.get(f.lemma) != row for f in forms):
        return None
    spelling = unled(word, forms)
    if spelling != word:  # without proclitics it must be as plain a verb: `سنصر` is one, `نصر` is victory
        bare = inflection(spelling, verbs, lemmatiser)
        spelling = spelling if bare and bare.row == row else word
    if len(spelling) < SHORTEST:
        return None
    return Inflection(spelling, row, _doubt([f for f in forms if lemmas.get(f.lemma) == row], row, verbs))


def _doubt(forms: Sequence[Form], row: str, verbs: Listed) -> str:
    persons, clitics = {form.person for form in forms}, {form.clitic for form in forms}
    if row in verbs.spelled_out:
        return "spelled_out"
    if "1" in persons or "3" not in persons:
        return "first" if "1" in persons else "second"
    return next((doubt for doubt in ("purpose", "object") if doubt in clitics), "")


def unled(word: str, forms: Iterable[Form]) -> str:
    """A word without the `و ف س` that all its readings agree on: the matcher takes those by itself."""
    led = {form.led for form in forms}
    return word[len(led.pop()) :] if len(led) == 1 else word


def _cited(paradigm: str, lemmatiser: Lemmatiser) -> set[str]:
    """Lemmas of which `past~imperfect` are the two citation forms."""
    past, imperfect = (lemmatiser.readings(word.strip(), written=True).verbs for word in paradigm.split("~"))
    return {f.lemma for f in past if f.citation == "past"} & {f.lemma for f in imperfect if f.citation == "imperfect"}


def _alike(entry: Entry, lemmatiser: Lemmatiser) -> frozenset[str]:
    """Every lemma that one of the citation forms may be read as, once folded."""
    words = fold("\n".join(part for form in entry.forms if "~" in form for part in form.split("~"))).text.split()
    return frozenset(form.lemma for word in words for form in lemmatiser.readings(word).verbs)


def _shared(words: Sequence[str], lemmatiser: Lemmatiser) -> set[str]:
    """Lemmas that every one of these words may be a form of; what is no single word is passed over."""
    words = [word for word in words if WORD.fullmatch(word)]
    sets = [{form.lemma for form in lemmatiser.readings(word, written=True).verbs} for word in words]
    return set.intersection(*sets) if sets else set()


def _verbal(analysis: Mapping[str, object]) -> bool:
    """Whether a verb, the emphatic past (`لوجد`) left out: what looks like one is mostly ل and a noun (`لحث`)."""
    led = str(analysis.get("prc1", "0")) not in _NO_CLITIC
    return analysis.get("pos") == "verb" and not (led and analysis.get("asp") == "p")


def _form(analysis: Mapping[str, object], word: str) -> Form:
    def of(feature: str) -> str:
        return str(analysis.get(feature, ""))

    bare = all(of(clitic) in _NO_CLITIC for clitic in ("prc0", "prc1", "prc2", "prc3", "enc0"))
    clitic = "object" if of("enc0") not in _NO_CLITIC else ""
    if of("prc1") not in _NO_CLITIC and not of("prc1").endswith("_fut"):
        clitic = "purpose"
    passive = of("vox") == "p" or "Pass" in of("stemcat")
    cited = bare and not passive and (of("per"), of("num"), of("gen")) == ("3", "s", "m")
    led = ""
    if of("prc2").endswith("_conj") and word[0] in CONJUNCTIONS:
        led = word[0]
    if of("prc1").endswith("_fut") and word[len(led)] in FUTURE:
        led += word[len(led)]
    citation = {"p": "past", "i": "imperfect"}.get(of("asp"), "") if cited else ""
    return Form(of("lex"), of("per"), clitic, citation, of("asp") == "c", passive, led, of("stemgloss"))


def _likelihood(analysis: Mapping[str, object]) -> float:
    return float(str(analysis.get("pos_lex_logprob", 0.0)))


def _stems(word: str) -> set[tuple[str, bool]]:
    """What may be left of a word when the proclitics that the matcher takes of nouns and of verbs (True) are off."""
    bare = {word} | ({word[1:]} if word[0] in CONJUNCTIONS else set())
    led = {(s[1:], clitics == FUTURE) for s in bare for clitics in (PREPOSITIONS, FUTURE) if s and s[0] in clitics}
    return led | {(stem, verbal) for stem in bare for verbal in (False, True)}


def plain(lemma: str) -> str:
    """A lemma as one writes it in the lexicon: no diacritics, index, or mark on the alef of union."""
    lemma = _INDEX.sub("", lemma)
    bare = "".join(c for c in lemma.replace("ٱ", "ا") if not "\u064b" <= c <= "\u0652" and c != "\u0670")
    return bare if fold(bare).text else lemma
