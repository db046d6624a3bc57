"""Twenty thousand texts that no newsroom wrote: nothing raises, and every law of what is extracted holds."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from itertools import pairwise
from random import Random
from time import process_time

import numpy as np
import pytest

from features import quotes
from features.article import CUE_CLASSES, VALENCES, Article
from features.attribution import find
from features.clean import REASONS
from features.extract import Extraction, extract, extract_all
from features.furniture import Furniture, learn
from features.furniture import signs as signs_of
from features.text import read
from features.wordings import finder
from seeds.arabic import LINE_BREAKS, fold
from tests.measures import calls

TEXTS, BLOCK, ALONE = 20_000, 250, 2
MENU = "الرئيسية | أخبار | سوريا | رياضة"
CUES = (
    "قال وقالت فأكد نفى ونقلت عن بحسب وفق طبقا لما زعم ادعى اتهم "
    "طالب مؤكداً مشيرا إلى قيل ذكر أعلن بيان أفيد ما أسماه ما يسمى"
)
NAMES = (
    "قسد داعش قوات النظام الجيش العربي السوري سانا رويترز لوكالة "
    "فرانس برس وزير الخارجية الروسي المتحدث باسم مصادر محلية الأسد موسكو"
)
EDGES = (
    "أن إن بأنه وأن اليوم أمس في من على الذي قد غير أن "
    "ما د. م. 3.5 10:30 ١٢ ۳٤ ५६ 0000123 www.a.b http://t.co/x @x SDF Assad's"
)
MARKS = [*"\"“”„‟«»″〝〞＂‹›'‘’([{)]}،,؛;:.!؟?…-–—|/ـ", "...", " . ", '""', "«»", "()"]
BLANKS = [" ", " ", " ", "  ", "\t", "\u00a0", "\u3000", "\u200b", *LINE_BREAKS, "\r\n", "\n\n"]
ODD = "\x00 \ud800 \udfff \u202a \u202b \u202e \u202c \u2066 \u2067 \u2069 \u200f \u200e \u200d \ufeff \ufffd \uffff".split(
    " "
)
ODD += "ﷺ ﷲ ﻻ ﺳﻮﺭﻳﺎ ﻗﺎﻝ ﷼".split(" ")
ODD += [
    "ـ" * 9,
    "\u064b\u0651",
    "\u0670",
    "\u0610",
    "👍🏽",
    "👨‍👩‍👧",
    "𐎀",
    "𞸀",
    "𝟘𝟙",
    "\U0010ffff",
    "İ",
    "ß",
    "ǅ",
    "é",
    "e\u0301",
    "中文",
    "²",
    "Ⅷ",
    "½",
]
FURNITURE = [
    MENU,
    "دمشق - سانا\n",
    "عمان (رويترز) -",
    "المصدر: وكالات",
    "اقرأ أيضا:",
    "(إعداد",
    "كتب: فلان\n",
    "صورة أرشيفية",
]
PIECES = [CUES.split(), NAMES.split(), EDGES.split(), MARKS, BLANKS, ODD, FURNITURE]
WEIGHTS = (5, 5, 4, 4, 3, 2, 1)


def hostile(rng: Random) -> str:
    """One text: pieces of all kinds, mostly with blanks between them, sometimes one of them ten thousand letters long."""
    shape = rng.random()
    if shape < 0.01:
        return "".join(rng.choice(BLANKS) for _ in range(rng.randrange(4)))
    if shape < 0.02:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(200)))
    joint = rng.choice((" ", " ", "", "\u0651 ", "\u200f "))
    kinds = rng.choices(PIECES, WEIGHTS, k=rng.randrange(1, 50))
    pieces = [rng.choice(kind) for kind in kinds]
    if shape < 0.023:
        pieces[rng.randrange(len(pieces))] *= 10_000 // len(pieces[0])
    return joint.join(pieces)


def articles() -> list[Article]:
    rng = Random(20_111)
    texts = [hostile(rng) for _ in range(TEXTS)]
    titles = [hostile(rng)[:80] if rng.random() < 0.3 else None for _ in texts]
    days = [rng.choice((None, "2012-05-01", "2016-01-01")) for _ in texts]
    rows = zip(texts, titles, days, strict=True)
    return [Article(str(n), "منبر", text, title=title, published=day) for n, (text, title, day) in enumerate(rows)]


def furniture() -> Furniture:
    pages = finder().cut([f"{MENU}\nخبر رقم {letter} عن أمر آخر" for letter in "ابجدهو"])
    return learn([signs_of(words) for words in pages])


def law_spans(text: str, found: Extraction) -> None:
    """Every span lies within the text, is not empty and holds more than blanks."""
    spans = [m.span for m in found.names] + [c.span for c in found.clean]
    for a in found.attributions:
        spans += [a.cue, *a.content, *(s for s in (a.source, a.resolved, *(hop.span for hop in a.chain)) if s)]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
        assert isinstance(start, int)


def law_names(text: str, found: Extraction) -> None:
    assert all(m.words == text[m.span.start : m.span.end] and m.valence in VALENCES.values() for m in found.names)
    assert [m.span.start for m in found.names] == sorted(m.span.start for m in found.names)
    contents = {a.number: a.content for a in found.attributions}
    for m in found.names:
        assert m.voice != ("own" if m.attribution is not None else "attributed")  # scare also within (`ما يسمى X`)
        assert m.attribution is None or any(c.holds(m.span) for c in contents[m.attribution])
    assert all(m.place == "lede" and m.attribution is None for m in found.title_names)


def law_attributions(text: str, found: Extraction) -> None:
    assert [a.number for a in found.attributions] == list(range(1, len(found.attributions) + 1))
    assert [a.cue.start for a in found.attributions] == sorted(a.cue.start for a in found.attributions)
    for a in found.attributions:
        assert a.content
        assert a.mode in ("direct", "mixed", "indirect")
        assert a.cue_class in CUE_CLASSES
        assert a.source is None or a.resolved is None
        assert a.source is None or a.source.start >= a.cue.end or a.source.end <= a.cue.start
        ends = [b.source.end for b in found.attributions[: a.number - 1] if b.source]
        assert a.resolved is None or a.resolved.end in ends or a.resolved.end <= a.cue.start
        for content in a.content:
            assert content.start >= a.cue.end or content.end <= a.cue.start
            assert not set(LINE_BREAKS) & set(content.of(text))
        assert a.source is None or not set(LINE_BREAKS) & set(a.source.of(text))
        assert a.chain[0].role == "speaker"
        assert a.chain[-1].role == "outlet"


def law_clean(text: str, found: Extraction) -> None:
    edges = [0, *(edge for masked in found.clean for edge in masked.span), len(text)]
    assert edges == sorted(edges)
    assert all(masked.reason in REASONS for masked in found.clean)
    assert len(found.masked_names) == len(found.names)
    assert len(found.masked_attributions) == len(found.attributions)


def law_quotes(text: str, found: Extraction) -> None:
    for quote in quotes.find(text):
        assert quote.closed or not set(LINE_BREAKS) & set(quote.outer.of(text))
        assert quote.outer.holds(quote.inner)
        assert quote.inner.of(text).strip() == quote.inner.of(text) != ""


def law_folding(text: str, found: Extraction) -> None:
    folded = fold(text)
    assert fold(folded.text).text == folded.text
    assert all(a <= b for a, b in pairwise(folded.origin.tolist()))


LAWS: Sequence[Callable[[str, Extraction], None]] = (
    law_spans,
    law_names,
    law_attributions,
    law_clean,
    law_quotes,
    law_folding,
)


def equal(one: Extraction, other: Extraction) -> bool:
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(Extraction))
    return all(np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b for a, b in pairs)


@pytest.mark.slow
def test_hostile_texts_keep_every_law() -> None:
    learnt, names, rng = furniture(), ["سانا", "نبض الشام"], Random(7)
    every = articles()
    seen = [0, 0, 0, 0]
    for start in range(0, len(every), BLOCK):
        block = every[start : start + BLOCK]
        made = extract_all(block, [names] * len(block), [learnt] * len(block))
        for article, found in zip(block, made, strict=True):
            for law in LAWS:
                try:
                    law(article.text, found)
                except AssertionError as broken:
                    raise AssertionError(f"{law.__name__}: {article.text!r}") from broken
            told = (found.names, found.attributions, found.clean, found.title_names)
            seen = [n + len(some) for n, some in zip(seen, told, strict=True)]
        for at in rng.sample(range(len(block)), ALONE):
            assert equal(extract(block[at], names, learnt), made[at]), block[at].text
        shuffled = rng.sample(range(len(block)), len(block) // 5)
        again = extract_all([block[i] for i in shuffled], [names] * len(shuffled), [learnt] * len(shuffled))
        assert all(equal(made[i], found) for i, found in zip(shuffled, again, strict=True))
    assert min(seen) > 500, seen  # the texts are hostile, not mute


LARGE = {
    "quotation marks": ('"', 100_000),
    "quotation marks between blanks": ('" ', 200_000),
    "guillemets round letters": ("«ا»", 100_000),
    "no blanks": ("ا", 400_000),
    "one sentence": ("قالت وكالة سانا أمس في كلمة ", 550_000),  # 1 MB of UTF-8
    "nested brackets": ("([", 400_000),
    "brackets in speech": ("قال (زيد [", 100_000),
    "bidi controls": ("\u202e", 400_000),
    "bidi controls in words": ("قا\u202eل ", 200_000),
    "ligatures": ("ﷺ", 100_000),
    "lines": ("سانا: خبر\n", 100_000),
    "links": ("http://a@b ", 100_000),
    "one speaker again and again": ("وأكد زيد أن ", 40_000),
    "verbs without a speaker": ("وأضاف أن ", 40_000),
}


def steps(text: str) -> int:
    """What an extraction costs."""
    return calls(lambda: extract(Article("1", "منبر", text), ["سانا"], Furniture({1: 3}, {1: 3})))


@pytest.mark.parametrize("name", LARGE)
def test_hostile_time_grows_with_the_text_and_no_faster(name: str) -> None:
    piece, length = LARGE[name]
    small, large = (steps(piece * (n // len(piece))) for n in (length // 4, length))
    assert large < 6 * small


class Counted(np.ndarray):
    """Hashes of words that count how many of them are compared, which no count of calls tells."""

    compared = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **more):
        Counted.compared += self.size
        return getattr(ufunc, method)(*(np.asarray(x) if isinstance(x, Counted) else x for x in inputs), **more)


@pytest.mark.parametrize("piece", ["وأكد زيد أن ", "وأضاف أن ", "قال المصدر ذلك. "])
def test_hostile_words_compared_grow_with_the_text_and_no_faster(piece: str) -> None:
    compared = []
    for length in (4_000, 16_000):
        reading, Counted.compared = read(piece * (length // len(piece))), 0
        object.__setattr__(reading.words, "hashes", reading.words.hashes.view(Counted))
        find(reading)
        compared.append(Counted.compared)
    assert compared[1] < 6 * max(compared[0], 1)


@pytest.mark.parametrize("name", LARGE)
def test_hostile_large_texts_are_read_in_seconds(name: str) -> None:
    piece, length = LARGE[name]
    text = piece * (length // 4 // len(piece))
    begun = process_time()
    found = extract(Article("1", "منبر", text))
    assert process_time() - begun < 20  # a quarter of a second is usual; what is quadratic takes minutes
    for law in LAWS:
        law(text, found)
