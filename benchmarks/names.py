"""How many of the phrases that may name an actor does names.tsv know? `python benchmarks/names.py CORPUS [--every N] [--top N]`.

A candidate is a head noun of naming (army, forces, militia, organisation, regime, war ...) with the word behind it, where that
is definite, a known name or a place: what a reader would look at to see who is called what. It is known where a row of
names.tsv covers its head (in use, or rejected with a reason), else unknown; the most frequent unknown ones are listed.
Whose it is, for the table by referent: the covering row's; else what the word behind the head names (a row of names.tsv, a
nation, a speaker with a side), or nobody of the codebook's.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from features.article import Article
from features.clues import stripped
from features.read import articles
from features.wordings import Finder, build
from features.words import EDGE, Words
from seeds.arabic import fold
from seeds.chain import positive, run
from seeds.lexicon import REJECTED, Lexicon, load

NOBODY = "nobody of the codebook's, or not told"
OF_SIDE = {
    "syrian_gov": "SYRIAN_STATE",
    "opposition": "OPPOSITION_POLITICAL",
    "us_coalition": "COALITION_US",
    "iran_axis": "IRAN_AXIS",
    "hts": "NUSRA_HTS",
    **{side: side.upper() for side in ("russia", "sdf", "is", "turkey", "israel")},
}
HEADS = {
    "state": "نظام النظام حكومة الحكومة سلطات السلطات القيادة الدولة",
    "army": "جيش الجيش",
    "forces": "قوات القوات وحدات طيران الطيران طائرات الطائرات",
    "militia, gang": "ميليشيا ميليشيات الميليشيا الميليشيات مليشيا مليشيات المليشيات عصابة عصابات العصابات مرتزقة شبيحة",
    "organisation": "تنظيم التنظيم التنظيمات جماعة الجماعات جماعات مجموعات المجموعات منظمة حركة هيئة جبهة",
    "faction, opposition": "فصائل الفصائل فصيل كتائب الكتائب لواء ألوية فيلق المعارضة معارضة المعارضين الثوار ثوار",
    "fighters": "مقاتلو مقاتلي مسلحو مسلحي المسلحين المسلحون إرهابيو إرهابيي الإرهابيين المقاتلين المقاتلون",
    "occupation": "الاحتلال احتلال العدوان عدوان العدو الكيان الغزو المحتل",
    "war": "الحرب حرب الأزمة أزمة الثورة ثورة الصراع النزاع الانتفاضة المؤامرة",
}
IN_USE, LEFT, UNKNOWN = "in use", "rejected", "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=positive, default=1, help="read every so many-th article (default: all)")
    parser.add_argument("--top", type=positive, default=12, help="unknown candidates shown")
    a = parser.parse_args()
    finder = whole()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_referent: dict[str, Counter[str]] = defaultdict(Counter)
    beside = build([load(name) for name in ("names", "nations", "speakers")])
    missing: Counter[str] = Counter()
    for number, article in enumerate(articles(a.corpus)):
        if isinstance(article, Article) and number % a.every == 0:
            (words,) = finder.cut([article.text])
            covered, told = covering(finder, words), telling(beside, article.text)
            for head, phrase, at in candidates(words):
                how, referent = covered.get(at, (UNKNOWN, ""))
                counts[head][how] += 1
                by_referent[referent or told.get(at + 1) or NOBODY][how] += 1
                missing[phrase] += how == UNKNOWN
    print_table("head noun", counts)
    print()
    print_table("referent", dict(sorted(by_referent.items(), key=lambda c: (c[0] == NOBODY, -c[1].total()))))
    print("\nunknown, the most frequent: " + ", ".join(f"{phrase} {n}" for phrase, n in missing.most_common(a.top)))


def whole() -> Finder:
    """A finder over all rows of names.tsv in which rejected ones are hits like any other, with category `rejected`."""
    names = load("names")
    entries = tuple(replace(e, category=LEFT) if e.category == REJECTED else e for e in names)
    return build([Lexicon("names", entries, names.groups, (*names.categories, LEFT), False)])


def covering(finder: Finder, words: Words) -> dict[int, tuple[str, str]]:
    """How each word of a text is known that a row covers, and the row's referent."""
    hits = finder.find(words).get("names", [])
    how = ((h, LEFT if h.entry.category == LEFT else IN_USE) for h in hits)
    return {i: (known, h.entry.group) for h, known in how for i in range(h.first, h.stop)}


def telling(finder: Finder, text: str) -> dict[int, str]:
    """The referent that each word of a text names by itself: a row of names.tsv, or a nation's or a speaker's side."""
    (words,) = finder.cut([text])
    hits = finder.find(words)
    sides = (h for name in ("speakers", "nations") for h in hits.get(name, ()) if h.entry.category in OF_SIDE)
    found = {h.first: OF_SIDE[h.entry.category] for h in sides}
    return found | {h.first: h.entry.group for h in hits.get("names", ()) if h.entry.category != REJECTED}


def candidates(words: Words) -> Iterator[tuple[str, str, int]]:
    """Class of the head, the phrase of two words, and the number of its first word."""
    heads = {fold(word).text: name for name, listed in HEADS.items() for word in listed.split()}
    for i in range(len(words) - 1):
        bare = next((b for b in stripped(words.word(i)) if b in heads), None)
        behind = words.word(i + 1)
        if bare and not words.gaps[i + 1] and behind.startswith("ال") and not words.kinds[i + 1] & EDGE:
            yield heads[bare], f"{bare} {behind}", i


def print_table(title: str, counts: dict[str, Counter[str]]) -> None:
    print(f"| {title} | candidates | known, in use | known, rejected | unknown |\n|---|---|---|---|---|")
    total = sum(counts.values(), Counter())
    for head, n in [*counts.items(), ("all", total)]:
        shares = " | ".join(f"{n[how] / n.total():.1%}" for how in (IN_USE, LEFT, UNKNOWN))
        print(f"| {head} | {n.total()} | {shares} |")


if __name__ == "__main__":
    run(main)
