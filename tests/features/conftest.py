"""Small lexicons and articles built by hand."""

from collections.abc import Callable

import pytest

from features.wordings import Finder, build
from seeds.lexicon import Entry, Lexicon

MakeFinder = Callable[..., Finder]


def entry(id: str, forms: str, group: str = "g", category: str = "c", **traits: str) -> Entry:
    return Entry(id, tuple(forms.split("|")), group, category, "gloss", "usage", "note", traits, 1)


def lexicon(name: str, *entries: Entry, suffixes: bool = False) -> Lexicon:
    return Lexicon(name, entries, ("g",), ("c",), suffixes)


@pytest.fixture
def actors() -> Finder:
    return build(
        [
            lexicon(
                "names",
                entry("regime_forces", "قوات النظام"),
                entry("regime", "النظام"),
                entry("sdf", "قوات سوريا الديمقراطية"),
                entry("is_group", "تنظيم داعش"),
                entry("square", "ميدان التحرير", category="-"),
                entry("liberation", "التحرير"),
            ),
            lexicon("cues", entry("qala", "قال~يقول"), suffixes=True),
        ]
    )
