from hypothesis import given
from hypothesis import strategies as st

from features.wordings import Finder, build
from seeds.arabic import fold
from seeds.lexicon import Lexicon
from tests.features.conftest import entry, lexicon


def found(finder: Finder, text: str, name: str = "names") -> list[tuple[str, str]]:
    (words,) = finder.cut([text])
    hits = finder.find(words).get(name, [])
    return [(h.entry.id, text[slice(*words.span(h.start, h.end))]) for h in hits]


def test_wordings_longest_wins(actors: Finder) -> None:
    assert found(actors, "هاجمت قوات النظام البلدة") == [("regime_forces", "قوات النظام")]


def test_wordings_take_proclitics_and_leave_them_out(actors: Finder) -> None:
    assert found(actors, "وقوات النظام") == [("regime_forces", "قوات النظام")]
    assert found(actors, "وبالنظام") == [("regime", "النظام")]


def test_wordings_read_lam_and_article_as_one(actors: Finder) -> None:
    assert found(actors, "ولاء للنظام") == [("regime", "للنظام")]


def test_wordings_never_stand_inside_another_word(actors: Finder) -> None:
    assert found(actors, "النظامية وانتظام والمقال") == []
    assert found(actors, "والمقال", "cues") == []


def test_wordings_cross_quotation_marks_and_spelling_variants(actors: Finder) -> None:
    assert found(actors, 'تنظيمِ "داعش" هنا') == [("is_group", 'تنظيمِ "داعش')]
    assert found(actors, "قوات سورية الديموقراطيّة") == [("sdf", "قوات سورية الديموقراطيّة")]


def test_wordings_never_cross_a_line_break(actors: Finder) -> None:
    assert found(actors, "قوات\nالنظام") == [("regime", "النظام")]


def test_wordings_rejected_row_blocks(actors: Finder) -> None:
    assert found(actors, "تظاهروا في ميدان التحرير قبل التحرير") == [("liberation", "التحرير")]


def test_wordings_verbs_take_conjunctions_future_and_pronouns(actors: Finder) -> None:
    assert [i for i, _ in found(actors, "وسيقولون وقالته فقال", "cues")] == ["qala"] * 3
    assert found(actors, "بقال كقال", "cues") == []


def test_wordings_same_words_in_two_groups_are_both_found() -> None:
    finder = build([lexicon("names", entry("a", "الاحتلال", "ISRAEL"), entry("b", "الاحتلال", "TURKEY"))])
    assert [i for i, _ in found(finder, "الاحتلال")] == ["a", "b"]


@given(
    st.lists(
        st.sampled_from(["قوات", "النظام", "و", " ", "\n", '"', "ل", "داعش", "تنظيم", "ـ", "َ", ".", "x"]), max_size=40
    )
)
def test_wordings_hits_spell_their_entry(parts: list[str]) -> None:
    finder = build([lexicon("names", entry("a", "قوات النظام"), entry("b", "تنظيم داعش"), entry("c", "النظام"))])
    text = "".join(parts)
    (laid,) = finder.cut([text])
    for hit in finder.find(laid).get("names", []):
        words = laid.text[hit.start : hit.end]
        assert words in hit.entry.spellings() or "ال" + words[2:] in hit.entry.spellings()
        assert laid.starts[hit.first] <= hit.start < hit.end <= laid.ends[hit.stop - 1]
        start, end = laid.span(hit.start, hit.end)
        assert fold(text[start:end]).text.strip() == words


def test_wordings_further_groups_neither_block_nor_are_blocked() -> None:
    rows = (entry("a", "الجولان المحتل", "GOLAN"), entry("b", "المحتل", "TAKING"))
    finder = build([Lexicon("names", rows, ("GOLAN", "TAKING"), ("c",), False, ("GOLAN",))])
    assert found(finder, "في الجولان المحتل") == [("b", "المحتل")]
    assert found(finder, "في الجولان المحتل", "names:further") == [("a", "الجولان المحتل")]
