import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from features import blocks
from features.antecedents import WEIGHTS
from features.blocks import run
from seeds.chain import Refused, digests, sha256
from seeds.lexicon import SEEDS

TEXTS = [
    "قالت وكالة سانا إن الجيش العربي السوري دخل البلدة أمس بعد معارك.",
    "قصفت قوات النظام الأحياء السكنية في المدينة وفق مصادر محلية في الريف.",
    "أعلنت قوات سوريا الديمقراطية السيطرة على القرية وطرد عناصر تنظيم داعش منها.",
    "دعا الائتلاف الوطني إلى وقف القصف على إدلب وفتح المعابر أمام المساعدات.",
]


def corpus(path: Path, extra: tuple[str, ...] = ()) -> Path:
    rows = [{"id": f"{i:03d}", "outlet": f"منبر {i % 2}", "text": t, "lang": "ar"} for i, t in enumerate(TEXTS * 2)]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows) + "".join(e + "\n" for e in extra), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(blocks, "BLOCK", 3)
    yield


def silent(_: str) -> None:
    pass


def test_blocks_run_writes_the_fixed_tables(tmp_path: Path) -> None:
    run(corpus(tmp_path / "c.jsonl"), tmp_path / "out", say=silent)
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "articles.parquet", "names.parquet", "title_names.parquet", "further_names.parquet",
        "attributions.parquet", "clean.parquet", "features.parquet", "rejected.jsonl", "manifest.json", "run.log",
    }  # fmt: skip
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert list(articles["article"]) == [f"{i:03d}" for i in range(8)]
    assert set(articles["in_lang"]) == {"ar"}
    names = pd.read_parquet(tmp_path / "out" / "names.parquet").merge(articles, on="article")
    assert all(r.words == r.text[r.start : r.end] for r in names.itertuples())
    assert len(names)


def test_blocks_duplicates_are_masked_and_left_out_of_shares(tmp_path: Path) -> None:
    run(corpus(tmp_path / "c.jsonl"), tmp_path / "out", say=silent)
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet").set_index("article")
    assert list(articles.loc["004":, "duplicate_of"]) == ["000", "001", "002", "003"]
    assert articles.loc["005", "story"] == "001"
    features = pd.read_parquet(tmp_path / "out" / "features.parquet").set_index("article")
    assert features.loc["000", "names.own:SYRIAN_ARMY:n"] + features.loc["000", "names.attributed:SYRIAN_ARMY:n"] == 1
    assert features.loc["004", "names.attributed:SYRIAN_ARMY:n"] == 0
    assert pd.isna(features.loc["004", "speakers:side:syrian_gov"])
    for table in ("names", "attributions"):
        rows = pd.read_parquet(tmp_path / "out" / f"{table}.parquet")
        copies = rows["article"].isin(["004", "005", "006", "007"])
        assert rows["masked"].tolist() == copies.tolist()
        assert copies.any()


def test_blocks_same_bytes_for_any_number_of_workers(tmp_path: Path) -> None:
    source = corpus(tmp_path / "c.jsonl")
    run(source, tmp_path / "one", workers=1, say=silent)
    run(source, tmp_path / "two", workers=2, say=silent)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_blocks_interrupted_run_goes_on_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = corpus(tmp_path / "c.jsonl")
    run(source, tmp_path / "whole", say=silent)
    real, calls = blocks._extract_block, [0]

    def failing(*args: object) -> int:
        calls[0] += 1
        if calls[0] == 3:
            raise KeyboardInterrupt
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(blocks, "_extract_block", failing)
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "out", say=silent)
    assert not (tmp_path / "out").exists()
    said: list[str] = []
    run(source, tmp_path / "out", say=said.append)
    assert "going on where an earlier run stopped" in said[0]
    assert calls[0] == 4, "only the block that was missing is done again"
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_blocks_changed_corpus_starts_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = corpus(tmp_path / "c.jsonl")
    monkeypatch.setattr(blocks, "_assemble", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(source, tmp_path / "out", say=silent)
    monkeypatch.undo()
    said: list[str] = []
    run(
        corpus(source, (json.dumps({"id": "new", "outlet": "x", "text": TEXTS[0]}),)), tmp_path / "out", say=said.append
    )
    assert "going on" not in said[0]


def test_blocks_bad_rows_are_set_aside_and_said(tmp_path: Path) -> None:
    said: list[str] = []
    run(corpus(tmp_path / "c.jsonl", ('{"id": 1, "outl', '{"id": "9"}')), tmp_path / "out", say=said.append)
    rejected = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert [(r["row"], r["reason"].split(":")[0]) for r in rejected] == [(9, "broken JSON"), (10, "no outlet")]
    assert rejected[0]["raw"] == '{"id": 1, "outl'
    assert "2 rows were set aside" in said[-1]


@pytest.mark.parametrize(("content", "message"), [("", "is empty"), ('{"id": 1, "outl\n', "no article could be read")])
def test_blocks_nothing_left_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "c.jsonl").write_text(content)
    with pytest.raises(Refused, match=message):
        run(tmp_path / "c.jsonl", tmp_path / "out", say=silent)
    assert not (tmp_path / "out").exists()


def test_blocks_existing_out_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "c.jsonl").write_text("")
    with pytest.raises(Refused, match="already there"):
        run(tmp_path / "c.jsonl", tmp_path / "out", say=silent)


def test_blocks_out_that_holds_the_corpus_is_refused(tmp_path: Path) -> None:
    source = corpus(tmp_path / "c.jsonl")
    for out in (source, tmp_path):
        with pytest.raises(Refused, match="holds the corpus itself"):
            run(source, out, force=True, say=silent)
    assert source.is_file()


def test_blocks_other_program_starts_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = corpus(tmp_path / "c.jsonl")
    monkeypatch.setattr(blocks, "_assemble", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(source, tmp_path / "out", say=silent)
    monkeypatch.undo()
    (tmp_path / "out.partial" / "stray.txt").write_text("left over")
    monkeypatch.setattr(blocks, "program", lambda: {"isnad": "another"})
    said: list[str] = []
    run(source, tmp_path / "out", say=said.append)
    assert "going on" not in said[0]
    assert not (tmp_path / "out" / "stray.txt").exists()


def test_blocks_digests_hold_the_learnt_weights() -> None:
    assert blocks.lexicon_digests()["antecedents"] == sha256(SEEDS / WEIGHTS)


def test_blocks_folder_corpus_is_named_in_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "c" / "منبر").mkdir(parents=True)
    (tmp_path / "c" / "منبر" / "1.txt").write_bytes("قالت سانا\r\nإن البلدة آمنة".encode())
    run(tmp_path / "c", tmp_path / "out", say=silent)
    parent = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["parents"]["corpus"]
    assert parent["path"] == "../c"
    assert "\r\n" in pd.read_parquet(tmp_path / "out" / "articles.parquet")["text"][0]


def test_blocks_registry_groups_names_of_one_outlet(tmp_path: Path) -> None:
    rows = [
        {"id": n, "outlet": n, "text": f"{TEXTS[0]} {n}" * 3} for n in ("aljazeera.net", "www.AlJazeera.net", "منبر")
    ]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    run(tmp_path / "c.jsonl", tmp_path / "out", say=silent)
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert articles["canonical"].tolist() == ["aljazeera", "aljazeera", "منبر"]
    assert articles["owner"][2] == "منبر" != articles["owner"][0]


def test_blocks_page_furniture_is_masked_with_its_reason(tmp_path: Path) -> None:
    menu = "أخبار قوات النظام | رياضة | منوعات"
    texts = [f"{menu}\n{text} {word}" for text, word in zip(TEXTS, "ابجد", strict=True)]
    rows = [{"id": str(i), "outlet": "منبر", "text": text} for i, text in enumerate(texts)]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    run(tmp_path / "c.jsonl", tmp_path / "out", say=silent)
    clean = pd.read_parquet(tmp_path / "out" / "clean.parquet")
    assert clean["article"].tolist() == ["0", "1", "2", "3"]
    assert {texts[int(r.article)][r.start : r.end] for r in clean.itertuples()} == {menu}
    names = pd.read_parquet(tmp_path / "out" / "names.parquet")
    assert names["masked"].tolist() == (names["end"] <= len(menu)).tolist()
    assert names["masked"].sum() == 4


def test_blocks_titles_have_a_table_of_their_own(tmp_path: Path) -> None:
    row = {"id": "1", "outlet": "منبر", "title": "قوات النظام تقصف إدلب", "text": TEXTS[2], "published": "٢٠١٥-٠٣-٠١"}
    (tmp_path / "c.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    run(tmp_path / "c.jsonl", tmp_path / "out", say=silent)
    (title,) = pd.read_parquet(tmp_path / "out" / "title_names.parquet").itertuples()
    assert (title.words, title.place, row["title"][title.start : title.end]) == ("قوات النظام", "lede", "قوات النظام")
    assert str(pd.read_parquet(tmp_path / "out" / "articles.parquet")["published"][0]) == "2015-03-01"


def test_blocks_offsets_are_nullable_integers(tmp_path: Path) -> None:
    run(corpus(tmp_path / "c.jsonl"), tmp_path / "out", say=silent)
    schema = pq.read_schema(tmp_path / "out" / "attributions.parquet")
    for column in ("number", "cue_start", "cue_end", "source_start", "resolved_end"):
        assert str(schema.field(column).type) == "int64"
