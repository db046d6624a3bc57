import gzip
import json
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.article import Article
from features.read import _LETTER, Rejected, articles, is_empty, mapping, plain
from seeds.arabic import TATWEEL, fold
from seeds.chain import Refused
from tests.measures import peak

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
        ({"id": "2", "outlet": "x", "text": ["نص"]}, "text is no text but a list"),
        ({"id": "2", "outlet": "x", "text": {"ar": "نص"}}, "text is no text but an object"),
        ({"id": "2", "outlet": 5, "text": "نص"}, "outlet is no text but a number"),
        ({"id": True, "outlet": "x", "text": "نص"}, "id is no text but true or false"),
        ({"id": 2.5, "outlet": "x", "text": "نص"}, "id is no text but a fraction"),
        ({"id": "2", "outlet": "x", "text": ""}, "empty text"),
        ({"id": "2", "outlet": "x", "text": "\u200b\u200f\u202b\ufeff"}, "empty text"),
        ({"id": "2", "outlet": "x", "text": "ــ ـ"}, "empty text"),
        ({"id": "2", "outlet": "x", "text": " \u064e\u0651\u064b\u0670 \u00a0"}, "empty text"),
        ({"id": "2", "outlet": "\u200f ", "text": "نص"}, "empty outlet"),
        ({"id": " ", "outlet": "x", "text": "نص"}, "empty id"),
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
    def held(n: int) -> int:
        with (tmp_path / "c.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(GOOD | {"id": str(i), "text": "نص " * 3000}) + "\n" for i in range(n))
        return peak(articles(tmp_path / "c.jsonl"))

    held(10)
    assert held(1000) - held(100) < 900 * 400  # bytes an article, whose text alone has 9,000 characters


@given(st.text(alphabet=st.sampled_from('\u0640\u064e\u200f\ufeff\u00ad \n"«\0\ud800…٠ء\ufdfaΩaگ'), max_size=6))
def test_read_empty_is_what_folds_to_nothing(text: str) -> None:
    assert is_empty(text) == (not fold(text.replace(TATWEEL, "")).text.strip())


def test_read_letters_that_prove_a_text_not_empty_all_fold_to_something() -> None:
    letters = [chr(code) for code in range(0x10000) if _LETTER.match(chr(code))]
    assert len(letters) > 90
    assert all(fold(letter).text.strip() for letter in letters)


def test_read_lone_surrogates_of_every_format(tmp_path: Path) -> None:
    kept, _ = split(lines(tmp_path / "c.jsonl", '{"id": "\\udfff", "outlet": "x", "text": "نص", "a": ["\\ud800"]}'))
    assert [(a.id, a.other) for a in kept] == [("\ufffd", {"a": '["\ufffd"]'})]
    (tmp_path / "c.csv").write_bytes(b"id,outlet,text\n1,x,a\xed\xa0\x80b\n2,x,a\n")
    kept, rejected = split(tmp_path / "c.csv")
    assert ([a.id for a in kept], [r.reason for r in rejected]) == (["2"], ["not UTF-8"])
    assert rejected[0].raw.encode("utf-8", "surrogateescape").count(b"\xed\xa0\x80") == 1


def test_read_ids_stay_as_written_in_every_format(tmp_path: Path) -> None:
    ids = ["007", "7", "1e3", "0x1F", "12345678901234567890123", "٠٠٧"]
    rows = [{"id": i, "outlet": "x", "text": "نص"} for i in ids]
    lines(tmp_path / "c.jsonl", *rows)
    (tmp_path / "c.json").write_text(json.dumps(rows), encoding="utf-8")
    for name, mark in (("c.csv", ","), ("s.csv", ";"), ("c.tsv", "\t")):
        pd.DataFrame(rows).to_csv(tmp_path / name, index=False, sep=mark)
    pd.DataFrame(rows).to_parquet(tmp_path / "c.parquet")
    (tmp_path / "t" / "x").mkdir(parents=True)
    for i in ids:
        (tmp_path / "t" / "x" / f"{i}.txt").write_text("نص", encoding="utf-8")
    for name in ("c.jsonl", "c.json", "c.csv", "s.csv", "c.tsv", "c.parquet"):
        assert [a.id for a in split(tmp_path / name)[0]] == ids, name
    assert sorted(a.id for a in split(tmp_path / "t")[0]) == sorted(f"x/{i}" for i in ids)


def test_read_whole_numbers_as_ids_are_written_out(tmp_path: Path) -> None:
    big = 12345678901234567890123
    kept, _ = split(lines(tmp_path / "c.jsonl", GOOD | {"id": 7}, GOOD | {"id": big}, GOOD | {"id": -1}))
    assert [a.id for a in kept] == ["7", str(big), "-1"]
    pd.DataFrame({"id": [7, 2**62], "outlet": ["x"] * 2, "text": ["نص"] * 2}).to_parquet(tmp_path / "c.parquet")
    assert [a.id for a in split(tmp_path / "c.parquet")[0]] == ["7", str(2**62)]


def test_read_same_id_as_number_and_as_text_is_one_id(tmp_path: Path) -> None:
    _, (twin,) = split(lines(tmp_path / "c.jsonl", GOOD | {"id": 7}, GOOD | {"id": "7"}))
    assert (twin.row, twin.reason) == (2, "id '7' was already used in row 1")


def test_read_list_in_the_text_column_of_a_parquet(tmp_path: Path) -> None:
    pd.DataFrame({"id": ["1"], "outlet": ["x"], "text": [["نص", "نص"]]}).to_parquet(tmp_path / "c.parquet")
    assert [r.reason for r in split(tmp_path / "c.parquet")[1]] == ["text is no text but a list"]


def test_read_outlet_with_one_article(tmp_path: Path) -> None:
    kept, rejected = split(lines(tmp_path / "c.jsonl", GOOD, GOOD | {"id": "2", "outlet": "منبر"}))
    assert ([a.outlet for a in kept], rejected) == (["سانا", "منبر"], [])


def test_read_short_row_of_a_csv_lacks_its_last_fields(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,outlet,text\n1,x\n2,x,نص,more\n3,x,نص\n", encoding="utf-8")
    kept, rejected = split(tmp_path / "c.csv")
    assert [a.id for a in kept] == ["3"]
    assert [(r.row, r.reason) for r in rejected] == [(1, "no text"), (2, "more cells than the header has columns")]


@pytest.mark.parametrize("cut", [0.02, 0.5, 0.99])
def test_read_gzip_cut_short_is_refused(tmp_path: Path, cut: float) -> None:
    rows = "".join(json.dumps(GOOD | {"id": str(i), "text": f"نص {i * 7919}"}) + "\n" for i in range(2000))
    for name in ("c.jsonl.gz", "c.json.gz", "c.csv.gz"):
        whole = gzip.compress((f"[{','.join(rows.splitlines())}]" if name == "c.json.gz" else rows).encode())
        (tmp_path / name).write_bytes(whole[: int(len(whole) * cut)])
        with pytest.raises(Refused, match=r"damaged \(.*\); copy or download it again"):
            list(articles(tmp_path / name, {"id": '{"id": "0"', "outlet": '{"id": "0"', "text": '{"id": "0"'}))


def test_read_fields_that_no_json_row_has_are_said_once_with_the_cure(tmp_path: Path) -> None:
    rows = [{"_id": str(i), "Source": "x", "body": "نص"} for i in range(3)]
    found, said = heard(lines(tmp_path / "c.jsonl", *rows))
    assert [r.reason for r in found if isinstance(r, Rejected)] == ["no id"] * 3
    assert said == [
        f"{tmp_path / 'c.jsonl'}: no column 'id' nor 'outlet' nor 'text' among '_id', 'Source', 'body'; "
        "name yours, as in --map id=_id,outlet=Source,text=body"
    ]
    (article, *_), said = heard(tmp_path / "c.jsonl", mapping(said[0].rsplit(" ", 1)[1]))
    assert isinstance(article, Article)
    assert said == []


@pytest.mark.parametrize(
    "body", ["<p>" + " " * 200_000 + "نص", "&lt;p " * 100_000, "<p " * 100_000, "<p>" + "\n " * 99_999]
)
def test_read_html_takes_time_by_its_length_only(body: str) -> None:
    begun = time.process_time()
    plain(body)
    assert time.process_time() - begun < 2


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "&lt;p&gt;", "&LT;br/&GT;", "&lt;a x=1&gt;", "&amp;", " ", "\n", "نص"])
    )
)
def test_read_html_escaped_once_more_says_the_same(parts: list[str]) -> None:
    body = "".join(part for part in parts if "&" not in part)
    if "<" in body:
        assert plain(body.replace("<", "&lt;").replace(">", "&gt;")) == plain(body)
    assert isinstance(plain("".join(parts)), str)


def test_read_names_of_columns_are_said_in_one_sentence_whatever_they_hold(tmp_path: Path) -> None:
    _, said = heard(lines(tmp_path / "c.jsonl", '{"id": "1", "\\ud800": "x", "a\\nb": "x", "text": "نص"}'))
    assert (
        said[0].encode().decode().endswith("among 'id', '\ufffd', 'a b', 'text'; name yours, as in --map outlet=NAME")
    )


@pytest.mark.parametrize("raw", ["2017-10", 1508628600, 1508628600000, 1508628600.5, "١ صفر ١٤٣٩ هـ"])
def test_read_date_that_is_no_day_is_kept_raw(tmp_path: Path, raw: object) -> None:
    (article,), _ = split(lines(tmp_path / "c.jsonl", GOOD | {"published": raw}))
    assert (article.published, article.published_raw) == (None, str(raw))
