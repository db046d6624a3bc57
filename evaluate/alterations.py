"""What may befall a text while its outlet thinks the same, and what may not: each a function of an article, a line in a table.

Crawlers delete furniture, straighten quotation marks, lose diacritics and set blanks round marks; newsrooms spell in their own
way, rename themselves and print the same agency copy. A measure of wording should not feel the first kind (`same`), hardly
the second (`nearly`), and is expected to move where words themselves come, go or change their speaker (`moves`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

Spans = tuple[tuple[int, int], ...]

# Expected effect and its limits, set before anything was measured: share of answers that change, and mean move of positions in
# halves of their interval.
LIMITS: Mapping[str, tuple[float, float] | None] = {"same": (0.02, 0.1), "nearly": (0.1, 0.25), "moves": None}
# Copied words to an article's own; words of a lede; lines worth shuffling; share of the places hit.
WIRE, LEDE, FEW, SOME = 0.3, 40, 3, 0.3
NEW_NAME = "مدار النبأ"  # no outlet of the registry, no speaker of the lexicon
QUOTATION = "وقال متحدث في المدينة: «كل شيء هنا رهن {}، ولا حديث إلا عن {}»."
LETTERS = "\u0621-\u063a\u0641-\u064a"
JOINING = "بتثجحخسشصضطظعغفقكلمنهي"
HARAKAT = "\u064b-\u0652\u0670"
INDIC = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩0123456789")
GLYPHS = str.maketrans("«»“”", "“”«»")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article to be altered, and what an alteration may need to know of it.

    `furniture` and `loaded` are half-open spans over `text`, ordered and disjoint: page furniture, and the hostile and friendly
    names in its own voice. `own_names` are the outlet's words for itself, `foils` loaded words of the side it is not on, `wire`
    the sentences of agency copy told by other outlets.
    """

    article: str
    text: str
    furniture: Spans = ()
    loaded: Spans = ()
    own_names: tuple[str, ...] = ()
    foils: tuple[str, ...] = ()
    wire: tuple[str, ...] = ()

    def bare(self) -> str:
        """The text without its furniture."""
        return _replaced(self.text, self.furniture, lambda _: "")


Alter = Callable[[Piece, np.random.Generator], str]


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is done, in plain words, what is expected of it (a key of LIMITS), and the function."""

    plain: str
    expected: str
    alter: Alter


def altered(name: str, piece: Piece, seed: int) -> str:
    """The article's text after one alteration; the same for the same seed, whatever else is altered."""
    words = (name, piece.article)
    rng = np.random.default_rng([seed, *(crc32(word.encode("utf-8", "replace")) for word in words)])
    return ALTERATIONS[name].alter(piece, rng)


def sentences(text: str) -> list[str]:
    """A text cut behind each stop and line break; joined again they are the text."""
    return [part for part in re.split(r"(?<=[.؟!]\s)|(?<=\n)", text) if part]


def _replaced(text: str, spans: Sequence[tuple[int, int]], made: Callable[[str], str]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + made(text[start:end]) + text[end:]
    return text


def without_furniture(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """As a better crawler would have saved it."""
    return piece.bare()


def swapped_quotes(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """« » for “ ” and the reverse; straight marks of a line become « » where they come in pairs."""

    def paired(line: str) -> str:
        parts = line.split('"')
        marks = [*"«»" * (len(parts) // 2), ""]
        whole = len(parts) % 2 == 1
        return "".join(p + m for p, m in zip(parts, marks, strict=True)) if whole else line

    return "\n".join(map(paired, piece.text.translate(GLYPHS).split("\n")))


def straight_quotes(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """All marks straight, so that none tells whether it opens or closes."""
    return re.sub("[«»“”„]", '"', piece.text)


def undiacritised(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """Without vowel marks, shadda and tanwin."""
    return re.sub(f"[{HARAKAT}]", "", piece.text)


def diacritised(piece: Piece, rng: np.random.Generator) -> str:
    """A vowel mark behind some letters within words; no shadda, which makes another word."""
    marks = "\u064e\u064f\u0650"
    return _within(piece.text, f"[{LETTERS}]", rng, lambda letter: letter + marks[int(rng.integers(len(marks)))])


def lengthened(piece: Piece, rng: np.random.Generator) -> str:
    """A tatweel behind some letters that join the next."""
    return _within(piece.text, f"[{JOINING}]", rng, lambda letter: letter + "\u0640")


def _within(text: str, letter: str, rng: np.random.Generator, made: Callable[[str], str]) -> str:
    """The text with some of the letters that another follows replaced."""
    found = re.compile(f"{letter}(?=[{LETTERS}])")
    return found.sub(lambda hit: made(hit[0]) if rng.random() < SOME else hit[0], text)


def without_hamza(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """Bare alef for أ and إ, as most keyboards are used."""
    return re.sub("[أإ]", "ا", piece.text)


def swapped_ya(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """At the end of words ى for ي, as in Egypt, and ي for ى."""
    return re.sub(f"[ىي](?![{LETTERS}{HARAKAT}\u0640])", lambda hit: "ي" if hit[0] == "ى" else "ى", piece.text)


def ha_for_ta(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """ه for ة at the end of words, as hurried typists write."""
    return re.sub(f"ة(?![{LETTERS}{HARAKAT}])", "ه", piece.text)


def swapped_digits(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """Arabic-Indic digits for Latin ones and the reverse."""
    return piece.text.translate(INDIC)


def spaced_marks(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """A blank before each mark behind a word, and within quotation marks and brackets, as some crawls set."""
    spaced = re.sub(rf"(?<=[{LETTERS}])(?=[،؛:.؟!»”)](?:\s|$|[،؛:.؟!»”)]))", " ", piece.text)
    return re.sub(rf"(?<=[«“(])(?=[{LETTERS}])", " ", spaced)


def renamed(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """Another name wherever the outlet names itself."""
    names = "|".join(re.escape(name) for name in sorted(piece.own_names, key=lambda name: (-len(name), name)) if name)
    return re.sub(rf"(?<!\w)([وفبلك]{{0,2}})(?:{names})(?!\w)", rf"\1{NEW_NAME}", piece.text) if names else piece.text


def shuffled(piece: Piece, rng: np.random.Generator) -> str:
    """Its paragraphs in another order, or its sentences where it has few paragraphs; without furniture."""
    parts = [line for line in piece.bare().split("\n") if line.strip()]
    if len(parts) < FEW:
        parts = [sentence.strip() for sentence in sentences(piece.bare()) if sentence.strip()]
    return "\n".join(parts[i] for i in rng.permutation(len(parts)))


def quoted_foils(piece: Piece, rng: np.random.Generator) -> str:
    """Two quotations more, full of the other side's loaded words: a source's words, not the outlet's."""
    if not piece.foils:
        return piece.text
    said = [str(rng.choice(piece.foils)) for _ in range(4)]
    return "\n".join([piece.text, QUOTATION.format(*said[:2]), QUOTATION.format(*said[2:])])


def held_at_distance(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """Each loaded name of its own voice between quotation marks: said with distance, no longer its own word."""
    return _replaced(piece.text, piece.loaded, lambda words: f"«{words}»")


def wire_appended(piece: Piece, rng: np.random.Generator) -> str:
    """Agency copy behind it, three words to ten of its own, the same copy for all camps."""
    return f"{piece.text}\n{_copy(piece, rng)}"


def wire_inserted(piece: Piece, rng: np.random.Generator) -> str:
    """As much agency copy in its middle."""
    parts = sentences(piece.text)
    middle = len(parts) // 2
    return "".join([*parts[:middle], f"\n{_copy(piece, rng)}\n", *parts[middle:]])


def _copy(piece: Piece, rng: np.random.Generator) -> str:
    """Sentences of agency copy that follow each other, from a random one on."""
    most, told, at = WIRE * len(piece.text.split()), list[str](), 0
    if piece.wire:
        at = int(rng.integers(len(piece.wire)))
    for i in range(len(piece.wire)):
        if sum(len(sentence.split()) for sentence in told) >= most:
            break
        told.append(piece.wire[(at + i) % len(piece.wire)].strip())
    return " ".join(told)


def lede(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """Its first sentences only, as many as hold forty words."""
    told: list[str] = []
    for sentence in sentences(piece.bare().lstrip()):
        if sum(len(one.split()) for one in told) >= LEDE:
            break
        told.append(sentence)
    return "".join(told)


def first_half(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """The first half of its sentences."""
    parts = sentences(piece.bare())
    return "".join(parts[: (len(parts) + 1) // 2])


def second_half(piece: Piece, rng: np.random.Generator) -> str:  # noqa: ARG001
    """The second half of its sentences."""
    parts = sentences(piece.bare())
    return "".join(parts[(len(parts) + 1) // 2 :])


ALTERATIONS: Mapping[str, Alteration] = {
    "furniture_deleted": Alteration("page furniture deleted", "same", without_furniture),
    "quotes_swapped": Alteration("quotation marks of another kind", "same", swapped_quotes),
    "quotes_straight": Alteration("all quotation marks straight", "nearly", straight_quotes),
    "diacritics_stripped": Alteration("diacritics stripped", "same", undiacritised),
    "diacritics_added": Alteration("diacritics added", "same", diacritised),
    "tatweel": Alteration("words lengthened (tatweel)", "same", lengthened),
    "hamza": Alteration("bare ا for أ and إ", "same", without_hamza),
    "ya": Alteration("final ى for ي and ي for ى", "same", swapped_ya),
    "ta_marbuta": Alteration("final ه for ة", "same", ha_for_ta),
    "digits": Alteration("digits of the other script", "same", swapped_digits),
    "spaced_marks": Alteration("blanks round marks", "same", spaced_marks),
    "renamed": Alteration("the outlet's own name replaced", "nearly", renamed),
    "shuffled": Alteration("paragraphs shuffled", "nearly", shuffled),
    "loaded_quotations": Alteration("quotations in the other side's loaded words added", "nearly", quoted_foils),
    "loaded_at_distance": Alteration("own loaded names put between quotation marks", "moves", held_at_distance),
    "wire_appended": Alteration("30 % agency copy appended, in all camps", "moves", wire_appended),
    "wire_inserted": Alteration("30 % agency copy inserted, in all camps", "moves", wire_inserted),
    "lede": Alteration("nothing but the lede", "moves", lede),
    "first_half": Alteration("the first half only", "moves", first_half),
    "second_half": Alteration("the second half only", "moves", second_half),
}
