import base64
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser

import pandas as pd
import pytest

from evaluate import __main__ as command
from evaluate import rows
from evaluate.page import SECTIONS
from evaluate.report import as_json, evaluate, rounded
from seeds.chain import Refused, manifest, run


@pytest.fixture(scope="module")
def out(made, tmp_path_factory):
    home = tmp_path_factory.mktemp("report") / "out"
    files = {"on": made / "new", "labels": made / "labels.tsv", "gold": made / "gold.jsonl"}
    files["gold_labels"] = made / "hand.tsv"
    evaluate(made / "model", home, **files, say=lambda _: None)
    return home


@pytest.fixture(scope="module")
def page(out):
    return (out / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(out):
    return json.loads((out / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def copy(made, tmp_path):
    shutil.copytree(made, tmp_path / "made")
    return tmp_path / "made"


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, and ids."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for key, value in attrs if key == "id"]


def test_report_folder_is_whole_and_stamped(out):
    names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert {"report.html", "report.json", "manifest.json", "run.log", "figures/positions.svg"} <= names
    assert set(manifest(out, "evaluate")["parents"]) == {"model", "features", "labels", "gold", "gold_labels"}


def test_report_holds_the_fixed_fields(report):
    assert {s["split"] for s in report["scores"]} == {"random", "outlet", "held_out"}
    assert {p["outlet"]: p["seen"] for p in report["profiles"]}["جديد"] is False
    assert sum(p["seen"] for p in report["profiles"]) == 9
    for profile in report["profiles"]:
        assert set(profile["position"]) == {"value", "low", "high"}
        assert profile["position"]["low"] <= profile["position"]["value"] <= profile["position"]["high"]
        for trait in profile["traits"]:
            assert {"trait", "value", "low", "high", "n", "others", "evidence"} <= set(trait)
            assert all(set(e) == {"article", "start", "end"} for e in trait["evidence"])
            assert len(trait["evidence"]) <= 3


def test_report_scores_held_out_articles_rightly(report):
    vote = next(s for s in report["scores"] if s["metric"] == "outlet_vote" and s["split"] == "held_out")
    assert (vote["value"], vote["n_outlets"], vote["low"]) == (1.0, 2, None)
    assert report["audit"]["held_out"]["labelled"] == 11


def test_report_traces_how_outlets_cite(report):
    assert {row["outlet"] for row in report["citing"]} == {p["outlet"] for p in report["profiles"]}
    assert {row["outlet"] for row in report["citing"] if not row["seen"]} == {"جديد", "new.example"}
    for row in report["citing"]:
        assert {"outlet", "measure", "group", "value", "low", "high", "n", "evidence"} <= set(row)
        assert all(set(e) == {"article", "number", "start", "end"} for e in row["evidence"])
        assert len(row["evidence"]) <= 3
        if row["measure"] == "carried":
            assert 0 <= row["low"] <= row["value"] <= row["high"] <= 1


def test_report_holds_stance_and_what_becomes_of_positions(report):
    assert {row["actor"] for row in report["stance_articles"]} == {"syrian_gov", "opposition"}
    for row in report["stance"]:
        assert {"outlet", "actor", "component", "value", "low", "high", "n", "evidence", "seen"} <= set(row)
        assert abs(row["value"]) <= 1 or row["component"] == "score"
    scores = [row for row in report["stance"] if row["component"] == "score"]
    assert {row["outlet"] for row in scores} == {p["outlet"] for p in report["profiles"]}
    assert all(row["against"] + row["neutral"] + row["favouring"] == row["n"] for row in scores)
    assert len(report["placings"]) == 9
    for row in report["placings"]:
        assert row["low"] <= row["value"] <= row["high"]
        assert row["referent_low"] <= row["referent_high"]
        assert row["cited_low"] <= row["cited"] <= row["cited_high"]
        assert row["joint_low"] <= row["joint"] <= row["joint_high"]
        assert row["owner_low"] <= row["left_out"] <= row["owner_high"]
    assert report["trust"]["methods"] is None
    assert [c["p_owners"] for c in report["trust"]["camps"]] == [None, None]


def test_report_holds_measures_of_naming_and_keyness_traced_to_text(report, made):
    named = [row for row in report["naming"] if row["measure"] == "valence" and row["group"] == "SYRIAN_ARMY:own"]
    assert {row["outlet"] for row in named} == {p["outlet"] for p in report["profiles"]}
    texts = {
        seen: pd.read_parquet(made / folder / "articles.parquet").set_index("article")["text"]
        for seen, folder in ((True, "features"), (False, "new"))
    }
    for row in named:
        assert row["low"] is None or row["low"] <= row["value"] <= row["high"]
        for e in row["evidence"]:
            words = texts[row["seen"]][e["article"]][e["start"] : e["end"]]
            assert words in ("قوات الأسد", "الجيش السوري", "الجيش العربي السوري")
    assert {row["level"] for row in report["keyness_tested"]} == {"camp"}  # six articles are too few to test an outlet
    assert {row["kind"] for row in report["keyness_tested"]} == {"word", "wording"}


def test_page_shows_own_voice_beside_sources_and_what_sets_camps_apart(page, report):
    table = page[page.index('<h3 id="apart">') : page.index('<section id="classifier"')]
    assert len(re.findall('<tr><th scope="row">', table)) == len(report["keyness_tested"])
    assert page.count("Its own voice beside that of its sources") == len(report["profiles"])
    assert 'lang="ar" dir="rtl">opposition_armed_1</bdi>' in page  # no row of the lexicon, so it stands for itself


def test_rows_choose_pairs_whose_interval_leaves_out_zero():
    def row(group, value, low, high, n=5):
        return {"measure": "same_story_pair", "group": group, "value": value, "low": low, "high": high, "n": n}

    measures = [
        row("IS:a:b", 0.5, 0.1, 0.9),
        row("IS:c", 0.5, -0.1, 0.9),
        row("SDF:d", -0.9, -1.0, -0.5),
        row("IS:e", 1, None, None),
    ]
    known = {(r["measure"], r["group"]): r for r in measures}
    assert [(plain, other) for plain, other, _ in rows.pairs(known)] == [("the SDF", "d"), ("Islamic State", "a:b")]


def test_page_shows_how_outlets_cite_where_n_is_enough(page, report):
    table = page[page.index('<h3 id="citing">') : page.index('<section id="errors"')]
    assert len(re.findall('<tr><th scope="row">', table)) == len(report["profiles"])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in table
    assert all(int(n) >= 10 for n in re.findall(r'class="n">n (\d+)<', table))


def test_report_json_quotes_no_article(out):
    assert "قوات الأسد" not in (out / "report.json").read_text(encoding="utf-8")


def test_report_is_the_same_bytes_each_time(made, out, tmp_path):
    files = {"on": made / "new", "labels": made / "labels.tsv", "gold": made / "gold.jsonl"}
    files["gold_labels"] = made / "hand.tsv"
    evaluate(made / "model", tmp_path / "again", **files, say=lambda _: None)
    for name in ("report.html", "report.json", "figures/names.svg"):
        assert (out / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_page_is_self_contained(page):
    tags = Page(page).tags
    assert not [a for _, a in tags if re.match(r"(https?:)?//", a.get("src") or a.get("href") or "")]
    assert not [t for t, _ in tags if t in ("img", "iframe", "object", "embed")]
    assert "url(http" not in page and "@import" not in page


def test_page_escapes_hostile_names(page):
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_report_audits_page_furniture_by_places_and_the_page_by_words(report, page, out):
    for corpus in ("model", "held_out"):
        for row in report["audit"][corpus]["furniture"]:
            assert set(row) == {"outlet", "articles", "characters", "masked", "share", "reasons", "examples"}
            (example,) = row["examples"]
            assert example["articles"] == row["articles"] == row["reasons"]["line"]
            assert (example["reason"], example["start"], row["share"] > 0) == ("line", 0, True)
    assert "alert(2)" not in (out / "report.json").read_text(encoding="utf-8")
    shown = "&lt;/td&gt;&lt;script&gt;alert(2)&lt;/script&gt;[U+202E]الرئيسية"
    assert page.count(f'<td lang="ar"><bdi dir="rtl">{shown}</bdi></td>') == 11
    assert Page(page).tags.count(("script", {})) == 1


def test_page_ids_are_unique_and_links_arrive(page):
    found = Page(page)
    assert len(found.ids) == len(set(found.ids))
    wanted = {a["href"][1:] for t, a in found.tags if t == "a" and a.get("href", "").startswith("#")}
    assert wanted <= set(found.ids)


def test_report_holds_extraction_and_what_was_left_out(report):
    x = report["extraction"]
    assert (x["given"], x["articles"], x["absent"], x["differ"]) == (8, 6, ["<i>nowhere</i>"], ["0000"])
    assert x["annotators"] == [{"annotator": "<b>A</b>", "articles": 6}]
    found = {row["measure"]: row for row in x["found"]}
    assert (found["cue"]["gold"], found["cue"]["found"], found["cue"]["hit"]) == (24, 24, 23)
    assert found["strict"]["hit"] == found["name"]["hit"] - 1 == found["name"]["gold"] - 1
    counts = {(row["what"], row["kind"]): row["n"] for row in x["disagreements"] if row["n"]}
    assert counts == dict.fromkeys(
        [("attribution", "missed"), ("attribution", "spurious"), ("attribution", "wrong"), ("name", "wrong")], 1
    )
    assert x["stance"] and x["stance"][0]["group"] == "syrian_gov"


def test_page_shows_extraction_escaped_and_with_caution(page):
    section = page[page.index('<section id="extraction"') :].partition("</section>")[0]
    assert "&lt;b&gt;A&lt;/b&gt;" in section and "&lt;i&gt;nowhere&lt;/i&gt;" in section
    assert "Were the rules made on these articles?" in section
    assert section.count('<li data-at="/extraction/sample/') == 4
    assert section.count("<mark>") == 4


def test_report_holds_the_labels_given_by_hand(report, page):
    x = report["subsample"]
    assert (x["given"], x["used"], x["other_labels"], x["unanswered"]) == (18, 16, 1, ["<u>gone</u>"])
    section = page[page.index('<section id="corrected"') :].partition("</section>")[0]
    assert "no outlet has enough articles for a share" in section  # the outlets made here have six articles


def test_page_has_its_sections_in_order_and_says_what_was_not_computed(page):
    heads = re.findall(r'<h2 id="(\w+)-title">(\d+)\. ([^<]+)</h2>', page)
    assert [(id, title) for id, _, title in heads] == list(SECTIONS.items())
    assert [int(number) for _, number, _ in heads] == list(range(1, 17))
    for section in ("ablation", "corrected"):
        at = page.index(f'<section id="{section}"')
        assert "Not computed in this run" in page[at : page.index("</section>", at)], section


def test_page_shows_what_probabilities_are_worth_and_what_silence_gains(page, report):
    at = page.index('<section id="calibration"')
    section = page[at : page.index("</section>", at)]
    assert "Not computed" not in section
    assert 'id="figure-calibration"' in section and 'id="figure-risk_coverage"' in section
    found = report["calibration"]
    assert {row["model"] for row in found["models"]} == set(report["models"])
    assert {(row["stage"], row["weighting"]) for row in found["reliability"]} == {
        (stage, weighting) for stage in ("raw", "calibrated") for weighting in ("outlet", "article")
    }
    assert {row["split"] for row in found["scores"]} == {"outlet", "held_out"}
    assert report["figures"]["risk_coverage"] == found["curves"]
    for row in found["scores"]:
        assert row["low"] is None or row["low"] <= row["high"]


def test_page_claims_stand_with_their_limits_before_all_else(page):
    box = page[page.index('<div class="claims">') : page.index('<section id="corpus"')]
    assert "macro-F1" in box and "language models" in box


def test_page_evidence_reads_from_the_right(page):
    sentences = re.findall(r'<p class="sentence" lang="ar" dir="rtl">(.*?)</p>', page)
    assert len(sentences) >= 50
    assert all(len(re.findall("<mark[^>]*>[^<]+</mark>", s)) == 1 for s in sentences)


def test_page_script_is_the_one_its_policy_names(page):
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL).group(1)
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in page


def test_report_without_labels_profiles_only(made, tmp_path):
    evaluate(made / "model", tmp_path / "out", on=made / "new", say=lambda _: None)
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert {s["split"] for s in report["scores"]} == {"random", "outlet"}
    assert not all(p["seen"] for p in report["profiles"])
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    section = page[page.index('<section id="extraction"') :].partition("</section>")[0]
    assert report["extraction"] == {} and "No annotated articles were given to this run" in section


def test_report_refuses_a_changed_parent(copy):
    with (copy / "features" / "names.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(Refused, match=r"names\.parquet changed since it was made; run `python -m features` again"):
        evaluate(copy / "model", copy / "out")
    assert not (copy / "out").exists()


def test_report_refuses_a_changed_model(copy):
    (copy / "model" / "model.joblib").write_bytes(b"another")
    with pytest.raises(Refused, match=r"model\.joblib changed"):
        evaluate(copy / "model", copy / "out")


def test_report_refuses_labels_without_articles(made, tmp_path):
    with pytest.raises(Refused, match="--on"):
        evaluate(made / "model", tmp_path / "out", labels=made / "labels.tsv")


def test_report_refuses_the_training_articles_as_unseen(made, tmp_path):
    with pytest.raises(Refused, match="never saw"):
        evaluate(made / "model", tmp_path / "out", on=made / "features")


def test_report_refuses_labels_that_fit_nothing(made, tmp_path):
    (tmp_path / "l.tsv").write_text("outlet\tcamp\nجديد\tmartian\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"5 with a label the model cannot give.*damascus, opposition, other"):
        evaluate(made / "model", tmp_path / "out", on=made / "new", labels=tmp_path / "l.tsv", say=lambda _: None)


def test_report_refuses_an_existing_out_unless_forced(made, out, tmp_path):
    with pytest.raises(Refused, match="--force"):
        evaluate(made / "model", out)


def test_main_says_in_one_line_what_is_missing(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(lambda: command.main([str(tmp_path / "none"), str(tmp_path / "out")]))
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "python -m train" in said


def test_report_json_is_sorted_rounded_and_strict():
    assert json.loads(as_json(rounded({"b": [{"x": 0.12345678, "y": float("nan")}], "a": (1, "ب")}))) == {
        "a": [1, "ب"],
        "b": [{"x": 0.123457, "y": None}],
    }
