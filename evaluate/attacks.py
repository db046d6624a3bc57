"""Words that assert an attack: that somebody shelled, bombed, raided, ambushed, stormed, killed, executed or kidnapped.

The words are in `attacks.tsv`. A finite verb asserts, or the word that opens a headline (`غارات على`); the category of its row
is the company it asks for. What is denied, feared, asked for or only mentioned (`وقف القصف`) is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile

from features.article import Span
from features.events import places
from features.sentences import sentences
from features.wordings import PRONOUNS
from features.words import CONJUNCTIONS, Words
from seeds.arabic import fold
from seeds.lexicon import Entry, load

# The groups of which a word must stand near, by what a row asks for.
COMPANY: Mapping[str, tuple[str, ...]] = {
    "blow": ("noun",),
    "result": ("noun",),
    "act": ("noun",),
    "told": ("noun",),
    "to": ("noun",),
    "loss": ("noun", "arms"),
    "arms": ("arms",),
    "force": ("arms", "force"),
    "armed": ("noun", "arms", "force", "scene"),
    "poison": ("poison",),
}
ARMED = {"arms", "force", "scene"}
BEHIND, BEFORE, RIGHT_BEFORE = 8, 4, 2  # words from a verb to its company; the last for deaths (`غارة جوية قتلت`)
CLAUSE = 8  # words that a conditional reaches
BESIDE = 3  # words from an assertion to one of speech, sport or sanctions, which undoes it
QUOTED = ' "«»“”()'  # marks that open no clause
NOMINAL = ("", "ال", "ب", "بال", "ل", "لل")
IMPERFECT = "imperfect"
RELATIVES = frozenset("الذي التي الذين ما مما حيث بينما فيما".split())
THAT = frozenset("ان انه انها انهم بان بانه بانها بانهم".split())
CAUSES = frozenset("في جراء اثر نتيجه خلال بعد عقب بسبب اثناء سقوط سلسله".split())
# Behind these stands a noun, and behind those a verb where a word may be either (`قصف`).
GOVERNING = frozenset(
    """
في من علي عن الي بعد قبل منذ خلال مع وسط رغم بسبب نتيجه جراء اثر عبر ضد بين حول قضيه عمليه عمليات محاوله جريمه جرائم تهمه
""".split()
)
LEADING = frozenset("قد فقد انه حيث كما بينما فيما كان عندما حين حينما بعدما ثم".split())
Role = Mapping[str, str]
NO_ROLE: Role = {}


def attacks(words: Words) -> Iterator[Span]:
    """What asserts an attack, at most one place in a sentence: the word and, if it asks for company, up to that."""
    table, marked = _table(), {i for i in words.broken if words.gaps[i].strip(QUOTED)}
    for first, stop in sentences(words):
        said = words.words(first, stop)
        roles = [table.get(word, NO_ROLE) for word in said]
        if not any(roles) or "؟" in words.gaps[stop] or "?" in words.gaps[stop]:
            continue
        opens = [i in marked for i in range(first, stop)]
        opens[0] = True
        sentence = _Sentence(said, roles, opens)
        ends = ((i, sentence.asserted(i)) for i, role in enumerate(roles) if role)
        if found := next(((min(i, j), max(i, j)) for i, j in ends if j is not None), None):
            yield Span(words.at[first + found[0]], words.till[first + found[1]])


@dataclass(frozen=True)
class _Sentence:
    """A sentence's folded words, what the lexicon knows of each (category by group), and which open a clause."""

    said: Sequence[str]
    roles: Sequence[Role]
    opens: Sequence[bool]

    def asserted(self, i: int) -> int | None:
        """Where the company of a word stands that asserts an attack (the word itself if it needs none), else None."""
        role = self.roles[i]
        if "verb" in role:
            category = role["verb"] if self._finite(i) and not self._undone(i) else None
        else:
            category = self._headline() if i == 0 else None
        if category is None or self._figurative(i, category):
            return None
        return i if category == "alone" else self._company(i, category)

    def _headline(self) -> str | None:
        """What the first word asks for if it opens a headline; a battle with a name (`معركة الموصل`) is a mere mention."""
        if self.said[0] not in _openers():
            return None
        category = self.roles[0].get("headline", self.roles[0].get("noun"))
        named = self.said[1:2] and self.said[1].startswith("ال")
        return None if named and category == "armed" else category

    def _finite(self, i: int) -> bool:
        """Whether a word is a verb: one that may be a noun too (`قصف`) opens a clause or follows its definite subject."""
        if self.opens[i]:
            return True
        before = self.said[i - 1].removeprefix("و")
        if before in GOVERNING:
            return False
        plain = "noun" not in self.roles[i] or self.roles[i]["verb"] == "loss"
        return plain or before in LEADING or before.startswith("ال") or "noun" in self.roles[i - 1]

    def _undone(self, i: int) -> bool:
        """Whether a verb says what did not happen, or may, or what somebody only wants."""
        before = [role.get("undone") for role in self.roles[max(0, i - CLAUSE) : i]]
        if "clause" in before or (before and self.said[i - 1] == "ما" and self.roles[i]["verb"] == "blow"):
            return True
        return before[-1:] == ["alone"] or (before[-1:] == [IMPERFECT] and IMPERFECT in self.roles[i])

    def _figurative(self, i: int, category: str) -> bool:
        """Whether words of speech, sport or sanctions stand beside, or, for words that mean these as often, anywhere."""
        near = self.roles if category == "armed" else self.roles[max(0, i - BESIDE) : i + BESIDE + 1]
        return any("figurative" in role for role in near)

    def _company(self, i: int, category: str) -> int | None:
        """The nearest word a category asks for: behind in the same clause, else before; None if there is none."""
        said, back = self.said, RIGHT_BEFORE if category == "loss" else BEFORE
        behind = range(i + 1, min(len(said), i + 1 + BEHIND))
        for j in takewhile(lambda j: not self.opens[j] and said[j] not in RELATIVES, behind):
            if self._of(j, category) and self._fits(i, j, category):
                return j
        if category in ("act", "told"):
            return None
        before = takewhile(lambda j: j + 1 == i or said[j + 1][0] != "و", range(i - 1, max(0, i - back) - 1, -1))
        return next((j for j in before if self._of(j, category)), None)

    def _of(self, j: int, category: str) -> bool:
        """Whether a word is of a group that a category asks for, and no attack that was stopped, feared, or of words."""
        role = self.roles[j]
        kind = next((group for group in COMPANY[category] if group in role), None)
        if kind != "noun":
            return kind is not None
        stopped = j > 0 and self.roles[j - 1].get("undone") == "noun"
        return not stopped and (role["noun"] == "alone" or self._armed)

    @cached_property
    def _armed(self) -> bool:
        """Whether arms, fighters or a place are named."""
        return any(ARMED & role.keys() for role in self.roles) or any(places(self.said))

    def _fits(self, i: int, j: int, category: str) -> bool:
        """Whether a word behind a verb stands as the category asks: as its object, or behind a preposition."""
        said, between = self.said, self.said[i + 1 : j]
        if category == "loss":
            return j == i + 1 or said[j][0] == "ب" or said[j - 1] in CAUSES
        if category == "to":
            return any(word[0] == "ل" for word in (*between, said[j]))
        if category == "told":
            named = said[j].startswith(("ال", "بال", "و", "ل"))
            return self.roles[j]["noun"] == "alone" and not named and THAT.isdisjoint(between)
        if category == "act":
            return j == i + 1 or "ب" in (said[j][0], said[j - 1][0]) or said[j - 1] in ("من", "علي")
        if category == "result" and not {"الي", "عن"}.isdisjoint(between):
            return False
        return category not in ("blow", "result") or said[j][0] not in "ول"


@cache
def _table() -> Mapping[str, Role]:
    """Every spelling of the lexicon with its clitics: its category by group, and `imperfect` where it is one."""
    found: dict[str, dict[str, str]] = {}
    for entry in load("attacks"):
        nominal = entry.group in ("noun", "arms", "poison", "force", "scene", "figurative")
        fronts = NOMINAL if nominal else ("",)
        backs = ("", *PRONOUNS) if entry.group in ("noun", "verb") else ("",)
        for form, verbal in entry.spellings().items():
            role = {entry.group: entry.category}
            if verbal and _imperfect(entry, form):
                role[IMPERFECT] = ""
            for back in backs if form[-1] != "ي" else ("",):
                stem = form[:-1] + "ت" if back and form.endswith("ه") else form
                for word in (c + front + stem + back for c in ("", *CONJUNCTIONS) for front in fronts):
                    found[word] = role | found.get(word, {})
    return found


@cache
def _openers() -> frozenset[str]:
    """Nouns as they open a headline: without an article, a preposition or a pronoun."""
    return frozenset(form for e in load("attacks") if e.group in ("headline", "noun") for form in e.spellings())


def _imperfect(entry: Entry, form: str) -> bool:
    pasts = tuple(fold(f.partition("~")[0]).text for f in entry.forms if "~" in f)
    return form[0] in "يت" and not form.startswith(pasts)
