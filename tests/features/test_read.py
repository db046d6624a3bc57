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
        ({"id": "2", "outlet": "x", "text": ["نص"]}, "text is no text"),
        ({"id": True, "outlet": "x", "text": "نص"}, "id is no text"),
        ({"id": "2", "outlet": "x", "text": "\u200b\u200f"}, "empty text"),
        ('{"id": ' + "1" * 5000 + "}", "broken JSON"),
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


def test_read_lone_surrogate_in_a_field_name(tmp_path: Path) -> None:
    kept, _ = split(lines(tmp_path / "c.jsonl", '{"id": "1", "outlet": "x", "text": "نص", "\\ud800": "v"}'))
    assert kept[0].other == {"\ufffd": "v"}


def test_read_dates_of_parquet_and_of_arabic_digits(tmp_path: Path) -> None:
    frame = pd.DataFrame([{"id": "1", "outlet": "x", "text": "نص", "published": pd.Timestamp("2015-03-01 10:00")}])
    frame.to_parquet(tmp_path / "c.parquet")
    (article,), _ = split(tmp_path / "c.parquet")
    assert (article.published, article.published_raw) == ("2015-03-01", "2015-03-01T10:00:00")
    dated = lines(
        tmp_path / "c.jsonl", GOOD | {"published": "٢٠١٥-٠٣-٠١"}, GOOD | {"id": "2", "published": "2015-99-99"}
    )
    assert [a.published for a in split(dated)[0]] == ["2015-03-01", None]


def test_read_unclosed_quotation_mark_swallows_no_rows(tmp_path: Path) -> None:
    body = 'id,outlet,text\n1,x,"open\n2,x,b\n3,x,c\n'
    (tmp_path / "c.csv").write_text(body, encoding="utf-8")
    with pytest.raises(Refused, match=r"quotation mark is not closed.*line 2"):
        list(articles(tmp_path / "c.csv"))
    (tmp_path / "c.tsv").write_text('id\toutlet\ttext\n1\tx\t"داعش" تقصف\n2\tx\tb\n', encoding="utf-8")
    assert [a.text for a in split(tmp_path / "c.tsv")[0]] == ['"داعش" تقصف', "b"]


def test_read_bad_byte_in_a_csv_sets_its_row_aside(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes("id,outlet,text\n1,x,نص\n2,x,".encode() + b"\xff\n" + "3,x,نص\n".encode())
    kept, rejected = split(tmp_path / "c.csv")
    assert [a.id for a in kept] == ["1", "3"]
    assert [(r.row, r.reason) for r in rejected] == [(2, "not UTF-8")]


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
    whole = gzip.compress("".join(json.dumps(GOOD | {"id": str(i)}) + "\n" for i in range(300)).encode())
    for damaged in (whole[:40], *(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :] for at in range(12, 200, 9))):
        (tmp_path / "c.jsonl.gz").write_bytes(damaged)
        try:
            list(articles(tmp_path / "c.jsonl.gz"))
        except Refused as refused:
            assert "damaged" in str(refused)
