import gzip
import json
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.article import Article
from features.read import Rejected, articles, mapping, plain
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


def test_read_entities_alone_are_no_html_and_stay(tmp_path: Path) -> None:
    kept, _ = split(lines(tmp_path / "c.jsonl", GOOD | {"text": "قال &quot;نعم&quot; < لا"}))
    assert kept[0].text == "قال &quot;نعم&quot; < لا"


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


def heard(corpus: Path, mapping: dict[str, str] | None = None) -> tuple[list[Article | Rejected], list[str]]:
    said: list[str] = []
    return list(articles(corpus, mapping, said.append)), said


def test_read_map_takes_the_corpus_own_names_once(tmp_path: Path) -> None:
    row = {"id": "1", "source": "سانا", "body": "نص", "text": "ملخص", "lang": "ar"}
    (article,), said = heard(lines(tmp_path / "c.jsonl", row), mapping("outlet=source, text=body"))
    assert isinstance(article, Article)
    assert (article.outlet, article.text, article.other) == ("سانا", "نص", {"lang": "ar"})
    assert said == [f"{tmp_path / 'c.jsonl'}: its own 'text' left aside for what --map names"]


def test_read_map_may_swap_and_may_use_a_field_twice(tmp_path: Path) -> None:
    row = {"url": "u/1", "outlet": "سانا", "title": "نص", "text": "عنوان"}
    (article,), _ = heard(lines(tmp_path / "c.jsonl", row), mapping("text=title,title=text,id=url,url=url"))
    assert isinstance(article, Article)
    assert (article.id, article.text, article.title, article.other) == ("u/1", "نص", "عنوان", {"url": "u/1"})


def test_read_map_of_an_unknown_column_is_said(tmp_path: Path) -> None:
    found, said = heard(lines(tmp_path / "c.jsonl", GOOD), {"text": "body", "story": "event"})
    assert [r.reason for r in found if isinstance(r, Rejected)] == ["no text: the row has no 'body', which --map names"]
    assert said[-1] == f"{tmp_path / 'c.jsonl'}: no row has 'body', 'event', which --map names"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("body=text", "there is no field 'body'; the fields are id, outlet"),
        ("text", "'text' is no pair"),
        ("text=", "'text=' is no pair"),
        ("text=a,text=b", "'text' is given twice"),
        ("", "is no pair"),
    ],
)
def test_read_map_that_makes_no_sense_is_refused(written: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        mapping(written)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>قالت سانا&nbsp;إن</p><p>الجيش <b>تقدّم</b></p>", "قالت سانا\xa0إن\n\nالجيش تقدّم"),
        ("سطر<br>سطر<br/>سطر", "سطر\nسطر\nسطر"),
        ("<div class='x'>قال:\n  كذا</div>\n\nفقرة", "قال: كذا\n\nفقرة"),
        ("<p>نص</p><script>if (a<b) x()</script><style>p{}</style>", "نص"),
        ("سطر\nفيه <a href='u'>رابط</a>", "سطر\nفيه رابط"),
        ("&lt;p&gt;نص&lt;/p&gt;", "نص"),
        ("<P>غير مغلق <B>تماما", "غير مغلق تماما"),
    ],
)
def test_read_html_becomes_text_with_its_paragraphs(tmp_path: Path, body: str, text: str) -> None:
    (article, *_), said = heard(lines(tmp_path / "c.jsonl", GOOD | {"text": body}, GOOD | {"id": "8"}))
    assert isinstance(article, Article)
    assert article.text == text
    assert said == [f"{tmp_path / 'c.jsonl'}: HTML was stripped to text in 1 article"]


@pytest.mark.parametrize(
    "text", ["a < b > c & d", "<داعش> قصف", "x <a@b.sy> y", "R&D; AT&T", "سطر\r\n\r\n  سطر ", "<3"]
)
def test_read_text_without_html_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_read_html_with_nothing_in_it_is_empty_text(tmp_path: Path) -> None:
    _, (rejected,) = split(lines(tmp_path / "c.jsonl", GOOD | {"text": "<p>&nbsp;</p><img src='x'>"}))
    assert rejected.reason == "empty text"


def test_read_html_nested_past_all_sense_is_set_aside_at_once(tmp_path: Path) -> None:
    for bomb in ("<div>" * 300_000, "<p><font color=red>" * 100_000):
        _, (rejected,) = split(lines(tmp_path / "c.jsonl", GOOD | {"text": bomb + "نص"}))
        assert "tags open at once" in rejected.reason


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <b> </b> <table> <td> <select> <option> <!-- --> <script> </ > & &lt; نص \0 \ufffd".split(" ")
        )
    )
)
def test_read_html_of_any_kind_is_stripped_without_error(parts: list[str]) -> None:
    assert isinstance(plain("".join(parts)), str)


def test_read_article_of_five_megabytes(tmp_path: Path) -> None:
    text = "قالت سانا إن الجيش دخل البلدة. " * 90_000
    (article,), _ = split(lines(tmp_path / "c.jsonl", GOOD | {"text": text}))
    assert article.text == text
    (article,), _ = split(lines(tmp_path / "c.jsonl", GOOD | {"text": f"<p>{text}</p>"}))
    assert article.text == text.strip()


def test_read_latin_text_is_kept(tmp_path: Path) -> None:
    (article,), _ = split(lines(tmp_path / "c.jsonl", GOOD | {"text": "The army entered the town."}))
    assert article.text == "The army entered the town."


def test_read_nul_bytes_are_kept_in_place(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"id": "1", "outlet": "x", "text": "نص\0نص"}\n', encoding="utf-8")
    (tmp_path / "c.csv").write_text("id,outlet,text\n1,x,نص\0نص\n", encoding="utf-8")
    for name in ("c.jsonl", "c.csv"):
        assert [a.text for a in split(tmp_path / name)[0]] == ["نص\0نص"], name
    (tmp_path / "c.jsonl").write_text(json.dumps(GOOD | {"text": "\0 \0"}) + "\n", encoding="utf-8")
    assert [r.reason for r in split(tmp_path / "c.jsonl")[1]] == ["empty text"]


def test_read_ids_that_look_like_numbers_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,outlet,text\n007,x,نص\n7,x,نص\n7.0,x,نص\n1e3,x,نص\n", encoding="utf-8")
    assert [a.id for a in split(tmp_path / "c.csv")[0]] == ["007", "7", "7.0", "1e3"]


def test_read_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        with (tmp_path / "c.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(GOOD | {"id": str(i), "text": "نص " * 3000}) + "\n" for i in range(n))
        tracemalloc.start()
        for _ in articles(tmp_path / "c.jsonl"):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(1000) - peak(100) < 900 * 400  # bytes an article, whose text alone has 9,000 characters
