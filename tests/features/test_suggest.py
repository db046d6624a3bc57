import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import candidates, contexts, kinship, proposals, resemblance, slots, suggest, tokens
from features.marks import UNSEEN
from features.tokens import BLANK, CLOSE, COMMA, OPEN, STOP
from seeds.arabic import fold
from seeds.chain import Refused
from seeds.lexicon import COLUMNS, REJECTED, SEEDS, Entry, Lexicon, load


def entry(id: str, forms: str, group: str = "IS", category: str = "neutral", line: int = 2, needs: str = "") -> Entry:
    return Entry(
        id, tuple(forms.split("|")), group, category, "gloss", "usage", "", {"needs": needs, "quoted": ""}, line
    )


def lexicon(*entries: Entry) -> Lexicon:
    rows = tuple(replace(e, line=i) for i, e in enumerate(entries, start=2))
    return Lexicon("names", rows, ("IS", "SDF"), ("hostile", "neutral", "friendly"), False)


DAESH, QASAD = entry("daesh", "داعش|تنظيم داعش"), entry("qasad", "قسد", "SDF")
# A town each, and words around that make it an article; names take turns in the same places.
NAMES = {
    "IS": "تنظيم الراية|مسلحو الراية|جماعة الراية|كتائب الراية|عصابة الراية|حركة الراية|خلايا الراية",
    "SDF": "قوات النهر|وحدات النهر|مجلس النهر|فصائل النهر|ألوية النهر|مقاتلو النهر|عناصر النهر",
}
KNOWN = lexicon(
    *(entry(f"{g.lower()}_{i}", f, g) for g, of in NAMES.items() for i, f in enumerate(of.split("|"))),
)
PLACES = "حلب حماة حمص درعا إدلب الرقة دمشق القنيطرة السويداء طرطوس".split()
NEW = "سرايا الراية"


def articles() -> pd.DataFrame:
    known = [form for of in NAMES.values() for form in of.split("|")]
    rows = []
    for i in range(60):
        one, two = known[i % 14], NEW if i % 4 == 0 else known[(i * 5 + 3) % 14]
        place, other = PLACES[i % 10], PLACES[(i * 3 + 1) % 10]
        text = (
            f"سيطرت {two} على مدينة {place} بعد معارك مع {one} في محيط {other}. وهاجم عناصر {one} حاجزا قرب {place}."
            f" وزار الوزير مستشفى المدينة أمس. وأعلنت {two} مقتل ثلاثة من عناصرها في {other}. وارتفعت أسعار الخبز في {place}."
        )
        rows.append({"article": f"a{i}", "outlet": f"=outlet{i % 5}", "text": text})
    return pd.DataFrame(rows)


NO_CLEAN = pd.DataFrame({"article": [], "start": [], "end": []})


@pytest.fixture(scope="module")
def found() -> list[tuple[str, ...]]:
    return suggest.suggested(articles(), NO_CLEAN, KNOWN, 20)


def test_tokens_gaps_tell_brackets_from_ends() -> None:
    read = tokens.read(["قال (داعش) اليوم، ثم. نعم"], [()], lexicon(DAESH))
    assert read.gap.tolist() == [STOP, OPEN, CLOSE, COMMA, STOP, STOP]
    assert [tokens.kind(g) for g in (" ", "/", "\n", " : ")] == [BLANK, COMMA, STOP, STOP]


def test_tokens_leave_out_what_is_masked() -> None:
    text = "قائمة داعش اليوم قسد"
    read = tokens.read([text], [[(0, 10)]], lexicon(DAESH, QASAD))
    assert [read.words[i] for i in read.ids] == ["اليوم", "قسد"]
    assert [e.id for e in read.entries] == ["qasad"]
    assert read.gap[0] == STOP
    assert [text[a:b] for a, b in zip(read.at, read.till, strict=True)] == ["اليوم", "قسد"]


def test_tokens_find_rejected_rows_and_unclear_names_beside_clear_ones() -> None:
    rows = lexicon(DAESH, entry("org", "التنظيم", needs="context"), entry("x", "تنظيم النسل", category=REJECTED))
    assert [e.id for e in tokens.read(["التنظيم"], [()], rows).entries] == []
    assert [e.id for e in tokens.read(["داعش والتنظيم وتنظيم النسل"], [()], rows).entries] == ["daesh", "org", "x"]


def test_tokens_bare_takes_off_what_is_commoner_without() -> None:
    words = ["الجيش", "والجيش", "للجيش", "وللجيش", "وزير", "زير", "بقسد", "قسد"]
    plain = tokens.bare(words, np.array([9, 3, 2, 1, 9, 1, 1, 4]))
    assert [words[i] for i in plain] == ["الجيش", "الجيش", "الجيش", "الجيش", "وزير", "زير", "قسد", "قسد"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("الويفبكنميشسة "), max_size=20))
def test_tokens_key_is_the_same_with_articles(wording: str) -> None:
    once = tokens.key(wording)
    assert len(once.split(" ")) == len(wording.split(" "))
    assert (
        tokens.key(
            " ".join("ال" + w if len(w) > 2 and not w.startswith(("ال", "لل")) else w for w in wording.split(" "))
        )
        == once
    )


def test_candidates_are_frequent_and_cut_no_mention() -> None:
    texts = [
        f"{verb} تنظيم داعش {word} مدينة الباب."
        for verb, word in zip(
            ("هاجم", "قصف", "دخل", "هاجم", "قصف", "غادر"),
            ("الإرهابي", "الإرهابي", "الإرهابي", "أمس", "فجرا", "ليلا"),
            strict=True,
        )
    ]
    read = tokens.read(texts, [()] * 6, lexicon(DAESH))
    phrases = candidates.candidates(read, candidates.word_kinds(read))
    assert "تنظيم داعش" in phrases.keys
    assert not {"تنظيم", "داعش", "داعش ارهابي"} & set(phrases.keys)
    assert "تنظيم داعش ارهابي" not in phrases.keys  # three times only
    i = phrases.keys.index("تنظيم داعش")
    assert (phrases.count[i], phrases.articles[i], phrases.length[i]) == (6, 6, 2)


def test_candidates_are_latin_words_among_arabic_ones_but_not_of_addresses_and_foreign_text() -> None:
    verbs = "هاجم قصف دخل غادر حاصر".split()
    texts = [f"{verb} YPG، ثم (PKK) أمس. www.example.com. Posted by Reuters" for verb in verbs]
    read = tokens.read(texts, [()] * 5, lexicon(DAESH))
    phrases = candidates.candidates(read, candidates.word_kinds(read))
    assert {"ypg", "pkk"} <= set(phrases.keys)
    assert not {"www", "example", "com", "posted", "by", "reuters", "posted by"} & set(phrases.keys)


def test_slots_count_brackets_choices_and_conjunctions() -> None:
    texts = ["داعش (الغربان) وصل", "الغربان أو داعش هنا", "قال داعش والغربان", "المعروف باسم الغربان", "الغربان بعيد"]
    read = tokens.read(texts, [()] * 5, lexicon(DAESH))
    known = candidates.word_kinds(read)
    phrases = candidates.candidates(read, known)
    i = phrases.keys.index("غربان")
    assert dict(zip(slots.SLOTS, slots.beside(read, known, phrases)[i].tolist(), strict=True)) == {
        "joined": 1,
        "bracket": 1,
        "or": 1,
        "called": 1,
    }


def test_slots_likelihood_leaves_the_own_row_out() -> None:
    known = np.array([True, True, False, False])
    rows = np.array([7, 7, -1, -1])
    alone, _, other, _ = slots.likelihood(["head", "head", "other", "other"], known, rows)
    assert alone == pytest.approx(np.log((0 + 1) / (0 + 2)) - np.log(0.5))
    assert other == pytest.approx(np.log(1 / (2 - 1 + 2)) - np.log(0.5))
    shared = slots.likelihood(["head", "head", "other", "other"], known, np.array([7, 8, -1, -1]))
    assert shared[0] > alone


def test_slots_parts_are_of_other_rows() -> None:
    known = {"داعش": 2, "تنظيم داعش": 2, "قسد": 3}
    keys = ["تنظيم داعش", "مقاتلي تنظيم داعش", "خبز", "داعش قسد"]
    assert slots.parts(keys, np.array([2, -1, -1, -1]), known) == ["", "تنظيم داعش", "", "داعش"]


def test_slots_pattern_is_that_of_the_best_gap() -> None:
    words = [["قوات", "بحرية", "روسية"], ["قوات", "برية", "روسية"], ["خبز"], ["خبز", "طازج"]]
    best = slots.pattern(words, np.array([True, False, False, False]), np.array([7, -1, -1, -1]))
    assert best[1] == pytest.approx(np.log((1 + slots.HALF / 4) / (2 - 1 + slots.HALF)) - np.log(1 / 4))
    assert best[0] < best[1]  # its own row tells nothing of itself
    assert best[2] == 0


def test_kinship_counts_shared_words_of_other_rows_without_endings_and_order() -> None:
    keys = ["معارضه مسلحه سوريا", "معارض سوريا مسلح", "خبز طازج", "نجم"]
    known = {"معارضه مسلحه سوريا": 2, "سوريا معارضه": 3, "نجم بعيد": 4}
    best = kinship.akin(keys, np.array([2, -1, -1, -1]), known)
    assert best[1, 0] == pytest.approx(1)
    assert 0 < best[0, 0] < 1
    assert best[2].tolist() == [0, 0, 0]
    assert (best[:, 0] >= best[:, 1]).all()


def test_contexts_nearest_knows_neither_itself_nor_its_row() -> None:
    unit = np.array([[1, 0], [1, 0], [0.6, 0.8]], np.float32)
    like, which = contexts.nearest(unit, np.array([0, 1, 2]), np.array([5, 5, 6]), 2)
    assert which[0, 0] == 2
    assert like[0, 0] == pytest.approx(0.6)
    assert like[2].tolist() == pytest.approx([0.6, 0.6])


def test_contexts_nearest_are_all_there_are_the_nearest_first() -> None:
    rng = np.random.default_rng(0)
    unit = rng.normal(size=(30, 4)).astype(np.float32)
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    like, which = contexts.nearest(unit, np.arange(10), np.full(30, -1), 20)
    expected = -np.sort(-(unit[20] @ unit[:10].T))
    assert like[20, :10].tolist() == pytest.approx(expected.tolist())
    assert sorted(which[20, :10].tolist()) == list(range(10))
    assert (like[20, 10:] == -1).all()


def test_resemblance_ranks_what_looks_like_the_known() -> None:
    rng = np.random.default_rng(0)
    names = np.arange(400) < 60
    sign = rng.normal(size=400) + 2.5 * names
    known = names & (np.arange(400) % 2 == 0)
    rows = np.where(known, np.arange(400), -1)
    score = resemblance.scores({"sign": sign, "constant": np.ones(400)}, np.zeros(400, np.int64), known, rows)
    hidden = score[names & ~known]
    assert hidden.mean() > np.quantile(score[~names], 0.9)
    assert np.isfinite(score).all()


def test_resemblance_asks_for_each_referent_apart() -> None:
    """What is like the names of one referent is found by its own likeness, where the shared evidence says nothing."""
    rng = np.random.default_rng(1)
    number, half = np.arange(600), 40
    of = np.where(number < half, "IS", np.where(number < 2 * half, "SDF", ""))
    known = np.where((of != "") & (number % 2 == 0), of, "")
    rows = np.where(known != "", number, -1)
    near = {r: rng.normal(0, 0.1, (600, 5)) + np.where(of == r, 0.9, 0.1)[:, None] for r in ("IS", "SDF")}
    evidence = {"noise": rng.normal(size=600), "constant": np.ones(600)}
    segment = np.zeros(600, np.int64)
    apart = resemblance.likely(evidence, near, segment, known, rows)
    hidden, others = (of != "") & (known == ""), of == ""
    assert np.median(apart[hidden]) > np.quantile(apart[others], 0.95)
    alone = resemblance.likely(evidence, {}, segment, known, rows)
    assert (alone == resemblance.scores(evidence, segment, known != "", rows)).all()
    assert np.median(alone[hidden]) < np.quantile(alone[others], 0.9)


def test_resemblance_guess_follows_neighbours_and_words() -> None:
    rows = tokens.spellings(lexicon(entry("a", "عصابات داعش", category="hostile"), DAESH, QASAD))
    told = resemblance.votes(rows)
    guess = resemblance.guess("عصابات من داعش", "داعش", np.array([0.9, 0.2]), ["عصابات داعش", "قسد"], told)
    assert (guess.referent, guess.pole, guess.nearest) == ("IS", "hostile", ("a", "qasad"))


def test_suggest_proposes_what_stands_where_names_stand(found: list[tuple[str, ...]]) -> None:
    rows = [dict(zip(proposals.HEADER, row, strict=True)) for row in found]
    first = next(row for row in rows if NEW in row["forms"].split("|"))
    assert int(first["rank"]) <= 3
    assert first["group"] == "IS"
    assert (first["count"], first["articles"]) == ("30", "15")
    assert f"[{NEW}]" in first["examples"]
    assert first["where"].startswith("a0 ")


def test_suggest_rows_are_rows_of_the_lexicon(found: list[tuple[str, ...]], tmp_path: Path) -> None:
    header = (*COLUMNS, "needs", "quoted")
    lines = ["\t".join(header)]
    for row in found:
        cells = list(row[: len(header)])
        cells[COLUMNS.index("gloss")] = "what the scholar writes"
        lines.append("\t".join(cells))
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("catalog.toml", "sources.toml"):
        (tmp_path / name).write_bytes((SEEDS / name).read_bytes())
    assert len(load("names", tmp_path).entries) == len(found)


def test_suggest_rejected_and_known_wordings_are_not_proposed_again(found: list[tuple[str, ...]]) -> None:
    known = tokens.spellings(KNOWN)
    forms = [form for row in found for form in row[1].split("|")]
    assert not {tokens.key(fold(form).text) for form in forms} & known.keys()
    rejecting = replace(KNOWN, entries=(*KNOWN.entries, replace(entry("no", NEW), category=REJECTED, line=99)))
    again = suggest.suggested(articles(), NO_CLEAN, rejecting, 20)
    assert again
    assert not any(NEW in row[1].split("|") for row in again)


def test_suggest_is_the_same_each_time(found: list[tuple[str, ...]]) -> None:
    assert suggest.suggested(articles(), NO_CLEAN, KNOWN, 20) == found


def test_suggest_refuses_a_corpus_with_few_names() -> None:
    with pytest.raises(Refused, match="too few to compare others with; give a larger corpus"):
        suggest.suggested(articles().head(3), NO_CLEAN, KNOWN, 20)


@given(st.text(max_size=30))
def test_suggest_cells_are_safe_for_spreadsheets(text: str) -> None:
    cell = proposals.safe("=" + text)
    assert cell.startswith("'=")
    assert not UNSEEN.search(cell)
    assert not {"\t", "\n", "\r"} & set(cell)
    assert not proposals.safe(text).startswith(("=", "+", "-", "@"))


def test_suggest_table_is_not_written_over_strangers(found: list[tuple[str, ...]], tmp_path: Path) -> None:
    out = tmp_path / "out.tsv"
    suggest.table(out).check(tmp_path / "f", force=False)
    suggest.table(out).write(suggest.lines(found))
    assert out.read_text(encoding="utf-8").count("\n") == len(found) + 1
    with pytest.raises(Refused, match="already there"):
        suggest.table(out).check(tmp_path / "f", force=False)
    suggest.table(out).check(tmp_path / "f", force=True)
    out.write_text("mine")
    with pytest.raises(Refused, match="no table made by this program"):
        suggest.table(out).check(tmp_path / "f", force=True)
    with pytest.raises(Refused, match="files are sealed"):
        suggest.table(tmp_path / "f" / "out.tsv").check(tmp_path / "f", force=False)
    with pytest.raises(Refused, match="cannot be written"):
        suggest.table(tmp_path / "nowhere" / "out.tsv").write(suggest.lines(found))


def test_suggest_command_refuses_in_one_sentence(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "features.suggest", str(tmp_path), str(tmp_path.parent / "o.tsv")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "give a folder made by `python -m features`" in done.stderr
