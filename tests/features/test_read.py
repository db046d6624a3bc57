import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from features.article import Article
from features.read import Rejected, articles
from seeds.chain import Refused

GOOD = {"id": "007", "outlet": "سانا", "text": "نص", "published": "2015-03-01T10:00", "title": "عنوان", "lang": "ar"}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path


def split(corpus: Path) -> tuple[list[Article], list[Rejected]]:
    found = list(articles(corpus))
    return [a for a in found if isinstance(a, Article)], [r for r in found if isinstance(r, Rejected)]


def test_read_json_line_becomes_an_article(tmp_path: Path) -> None:
    (article,), rejected = split(lines(tmp_path / "c.jsonl", GOOD))
    assert (article.id, article.published, article.published_raw) == ("007", "2015-03-01", "2015-03-01T10:00")
    assert article.other == {"lang": "ar"}
    assert rejected == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"id": "2", "outlet"', "broken JSON"),
        ("[1, 2]", "not a JSON object"),
        ({"id": "2", "outlet": "x"}, "no text"),
        ({"id": "2", "outlet": None, "text": "نص"}, "no outlet"),
        ({"id": "2", "outlet": "x", "text": " \n"}, "empty text"),
        ({"id": "007", "outlet": "x", "text": "نص"}, "id '007' was already used in row 1"),
    ],
)
def test_read_bad_row_is_set_aside_and_the_run_goes_on(tmp_path: Path, bad: object, reason: str) -> None:
    kept, rejected = split(lines(tmp_path / "c.jsonl", GOOD, bad, GOOD | {"id": "3"}))
    assert [a.id for a in kept] == ["007", "3"]
    assert [r.row for r in rejected] == [2]
    assert reason in rejected[0].reason
    assert rejected[0].raw


def test_read_number_as_id_stays_text(tmp_path: Path) -> None:
    kept, _ = split(lines(tmp_path / "c.jsonl", GOOD | {"id": 12}))
    assert kept[0].id == "12"


def test_read_lone_surrogate_becomes_a_replacement_of_the_same_length(tmp_path: Path) -> None:
    kept, _ = split(lines(tmp_path / "c.jsonl", '{"id": "1", "outlet": "x", "text": "a\\ud800b"}'))
    assert kept[0].text == "a\ufffdb"


def test_read_all_formats_say_the_same(tmp_path: Path) -> None:
    row = {k: GOOD[k] for k in ("id", "outlet", "text", "title")}
    plain = lines(tmp_path / "c.jsonl", row)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    pd.DataFrame([row]).to_csv(tmp_path / "c.csv", index=False, encoding="utf-8-sig")
    pd.DataFrame([row]).to_csv(tmp_path / "c.tsv", index=False, sep="\t")
    pd.DataFrame([row]).to_parquet(tmp_path / "c.parquet")
    expected = list(articles(plain))
    for name in ("c.jsonl.gz", "c.csv", "c.tsv", "c.parquet"):
        assert list(articles(tmp_path / name)) == expected, name


def test_read_folder_takes_the_outlet_from_the_sub_folder(tmp_path: Path) -> None:
    (tmp_path / "c" / "سانا").mkdir(parents=True)
    (tmp_path / "c" / "سانا" / "1.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "c" / "stray.txt").write_text("نص", encoding="utf-8")
    kept, rejected = split(tmp_path / "c")
    assert [(a.id, a.outlet) for a in kept] == [("سانا/1", "سانا")]
    assert [r.row for r in rejected] == ["stray.txt"]


@pytest.mark.parametrize(("name", "message"), [("none.jsonl", "no such file"), ("c.docx", "unknown kind of file")])
def test_read_what_is_no_corpus_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "c.docx").write_text("")
    with pytest.raises(Refused, match=message):
        list(articles(tmp_path / name))


def test_read_damaged_gzip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"x" * 10_000)[:40])
    with pytest.raises(Refused, match="damaged"):
        list(articles(tmp_path / "c.jsonl.gz"))
