from collections import Counter
from pathlib import Path

import pytest

from seeds.chain import Refused
from seeds.lexicon import COLUMNS, REJECTED, SEEDS, load, names, respell, sources

CATALOG = """
[colours]
question = "Which colour?"
groups = ["warm", "cold"]
categories = ["red", "blue"]
"""
GOOD = "crimson\tأحمر|حمراء\twarm\tred\tred\tusage\t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "catalog.toml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "sources.toml").write_text('usage = "general usage"', encoding="utf-8")
    return tmp_path


def write(folder: Path, rows: str) -> None:
    (folder / "lexicons" / "colours.tsv").write_text("\t".join(COLUMNS) + "\n" + rows, encoding="utf-8")


def test_lexicon_load_reads_a_row(folder: Path) -> None:
    write(folder, GOOD)
    (entry,) = load("colours", folder)
    assert (entry.id, entry.forms, entry.group, entry.line) == ("crimson", ("أحمر", "حمراء"), "warm", 2)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (GOOD.replace("\tred\tred", "\trude\tred"), "colours.tsv:2: category 'rude' is not one of red, blue"),
        (GOOD.replace("warm", "hot"), "colours.tsv:2: group 'hot' is not one of warm, cold"),
        (GOOD.replace("usage", "hearsay"), "colours.tsv:2: source 'hearsay' is not one of usage"),
        (GOOD + GOOD.replace("أحمر|حمراء", "أزرق"), "colours.tsv:3: id 'crimson' is used twice"),
        (GOOD + GOOD.replace("crimson", "ruby").replace("أحمر|", "احمر|"), "already stands in row 'crimson'"),
        (GOOD.replace("\tusage", ""), "colours.tsv:2: 6 cells where the header has 7"),
        (GOOD.replace("أحمر|", "أحمر ||"), "form 'أحمر ' is empty or has blanks"),
        (GOOD.replace("\tred\tred", "\t-\tred"), "a rejected row keeps the reason"),
        (GOOD.replace("crimson", "قرمزي"), "must be plain Latin"),
    ],
)
def test_lexicon_load_says_where_what_and_the_cure(folder: Path, rows: str, message: str) -> None:
    write(folder, rows)
    with pytest.raises(Refused) as refused:
        load("colours", folder)
    assert message in str(refused.value)


@pytest.mark.parametrize("name", names())
def test_lexicon_laws_hold(name: str) -> None:
    lexicon = load(name)  # ids, overlaps, vocabularies, sources and glosses are checked while loading
    used = Counter(e.category for e in lexicon)
    assert set(lexicon.categories) <= set(used), f"{name}: a category without a row"
    assert {e.group for e in lexicon if e.category != REJECTED} == set(lexicon.groups), f"{name}: a group without a row"
    assert {e.source for e in lexicon} <= set(sources())


def test_lexicon_names_has_rival_wordings_for_every_referent() -> None:
    poles: dict[str, set[str]] = {}
    for entry in load("names"):
        if entry.category != REJECTED:
            poles.setdefault(entry.group, set()).add(entry.category)
    assert set(poles) == set(load("names").groups)
    assert all(len(p) >= 2 for p in poles.values())


def test_lexicon_further_columns_keep_their_vocabulary() -> None:
    names, clues = load("names"), load("clues")
    for entry in names:
        for need in (n.partition(":") for n in entry.traits["needs"].split("|") if n):
            kind, of = need[0], need[2].split(",") if need[2] else []
            of_none = ("context", "here", "clear", "called", "shared", "marked", "home")
            of_some = ("after", "lately", "again", "beside", "land", "away", "outside", "by", "unless", "not")
            assert kind in (*of_none, *of_some), entry.id
            assert bool(of) == (kind not in of_none), entry.id
            if kind in ("after", "lately", "again"):
                assert all(any(other.id.startswith(row) for other in names) for row in of), entry.id
            elif kind == "unless":
                assert set(of) <= set(names.groups), entry.id
            else:
                countries = kind in ("land", "away", "outside", "by")
                assert set(of) <= set(load("countries").groups if countries else clues.groups), entry.id
        assert entry.traits["quoted"] in ("", *names.categories), entry.id
    assert {e.traits["kind"] for e in load("speakers")} <= {"name", "kind"}
    frames = {f for e in load("cues") if e.category != REJECTED for f in e.traits["frames"].split()}
    assert frames == {
        "that",
        "ask",
        "quote",
        "colon",
        "object",
        "alone",
        "apart",
        "source",
        "b",
        "li",
        "ila",
        "an",
        "ala",
        "min",
        "ma",
        "bare",
        "marked",
        "blame",
        "fault",
        "deed",
        "act",
        "what",
        "fi",
        "who",
        "pron",
        "bishan",
        "hawl",
        "izaa",
        "hiyal",
        "claim",
        "news",
        "slight",
        "attitude",
        "stance",
        "position",
        "finite",
        "leads",
        "named",
        "whom",
    }
    assert all(e.traits["frames"] and e.traits["lemma"] for e in load("cues") if e.category != REJECTED)


def test_lexicon_spellings_are_held_equal() -> None:
    assert {"قوات سوريا الديمقراطيه", "قوات سوريه الديموقراطيه"} <= set(respell("قوات سوريا الديمقراطيه"))
    assert {"ميليشيا", "مليشيا", "ميلشيا", "ميليشا", "مليشا"} == set(respell("مليشيا"))


def test_lexicon_files_are_all_in_the_catalogue() -> None:
    files = {p.stem for p in (SEEDS / "lexicons").glob("*.tsv")}
    assert files == {*names(), "spellings"}


def test_lexicon_no_rejected_row_blocks_the_very_wording_of_another() -> None:
    lexicon = load("names")
    said = {(lexicon.layer(e), s) for e in lexicon if e.category != REJECTED for s in e.spellings()}
    assert [
        e.id for e in lexicon if e.category == REJECTED and said & {(lexicon.layer(e), s) for s in e.spellings()}
    ] == []
