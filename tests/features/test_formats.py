import gzip
import json
import shutil
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import jsonl
from features.article import Article
from features.files import decode, encoding
from features.read import Rejected, articles
from seeds.chain import Refused
from tests.measures import peak

ARABIC = "قالت وكالة سانا إن الجيش دخل البلدة، «أمس» بعد معارك."
ROW = {"id": "1", "outlet": "سانا", "text": ARABIC}
TEXT_CODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256")


def kept(corpus: Path, said: list[str] | None = None) -> list[Article]:
    found = list(articles(corpus, say=(said if said is not None else []).append))
    assert [f for f in found if isinstance(f, Rejected)] == []
    return [f for f in found if isinstance(f, Article)]


def rejected(corpus: Path) -> list[Rejected]:
    return [f for f in articles(corpus, say=lambda _: None) if isinstance(f, Rejected)]


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def line(**fields: object) -> bytes:
    return (json.dumps(ROW | fields, ensure_ascii=False) + "\n").encode()


@pytest.mark.parametrize("coding", TEXT_CODINGS)
@pytest.mark.parametrize("name", ["c.jsonl", "c.csv", "c.tsv", "c.jsonl.gz"])
def test_formats_encodings_are_recognised_and_said(tmp_path: Path, name: str, coding: str) -> None:
    head = {"c.csv": "id,outlet,text\n", "c.tsv": "id\toutlet\ttext\n"}.get(name, "")
    rows = [json.dumps(ROW | {"id": str(i)}, ensure_ascii=False) for i in range(3)]
    if head:
        rows = [("\t" if name == "c.tsv" else ",").join((str(i), "سانا", ARABIC)) for i in range(3)]
    data = (head + "\n".join(rows) + "\n").encode(coding)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    said: list[str] = []
    assert [a.text for a in kept(tmp_path / name, said)] == [ARABIC] * 3
    assert len(said) == (0 if coding.startswith("utf-8") else 1)
    assert all(f"read as {coding}" in sentence for sentence in said)


def test_formats_mixed_encodings_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "c" / "سانا").mkdir(parents=True)
    for coding in TEXT_CODINGS:
        (tmp_path / "c" / "سانا" / f"{coding}.txt").write_bytes(ARABIC.encode(coding))
    said: list[str] = []
    assert {a.text for a in kept(tmp_path / "c", said)} == {ARABIC}
    assert [s.split("/")[1] for s in said] == [
        f"{c}.txt: read as {c}" for c in ("cp1256", "utf-16-be", "utf-16-le", "utf-16")
    ]


def test_formats_mixed_encodings_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(line() + line(id="2").decode().encode("cp1256") + line(id="3"))
    said: list[str] = []
    assert [a.text for a in kept(tmp_path / "c.jsonl", said)] == [ARABIC] * 3
    assert len(said) == 1
    assert "lines in cp1256" in said[0]


@pytest.mark.parametrize("coding", ["cp1252", "iso8859-6", "cp1251"])
def test_formats_other_encodings_are_set_aside_not_guessed(tmp_path: Path, coding: str) -> None:
    text = {"cp1252": "à l’école française", "iso8859-6": "قالت هيئة قومية إن القوات وصلت", "cp1251": "Сирия"}[coding]
    (tmp_path / "c.jsonl").write_bytes(line() + line(text=text).decode().replace("سانا", "x").encode(coding))
    assert [(r.row, r.reason) for r in rejected(tmp_path / "c.jsonl")] == [(2, "not UTF-8")]


def test_formats_utf8_cut_within_a_letter_is_no_cp1256() -> None:
    broken = (ARABIC * 20).encode()[:-1] + b" x"
    text, coding = decode(broken, encoding(broken))
    assert (coding, text.encode("utf-8", "surrogateescape")) == ("utf-8", broken)


@given(st.binary(max_size=200))
def test_formats_any_bytes_are_decoded_to_something(data: bytes) -> None:
    text, coding = decode(data, encoding(data))
    assert isinstance(text, str)
    assert coding in TEXT_CODINGS


def test_formats_zip_of_everything(tmp_path: Path) -> None:
    pd.DataFrame([ROW | {"id": str(i)} for i in range(100, 1100)]).to_parquet(tmp_path / "d.parquet", row_group_size=90)
    corpus = zipped(
        tmp_path / "c.zip",
        {
            "a.jsonl": line() + line(id="2"),
            "b/b.jsonl.gz": gzip.compress(line(id="3")),
            "c.csv": "id,outlet,text\n4,سانا,نص\n".encode("cp1256"),
            "d.parquet": (tmp_path / "d.parquet").read_bytes(),
            "منبر/1.txt": "نص".encode("utf-16"),
            "__MACOSX/منبر/._1.txt": b"\0\5",
        },
    )
    before = sorted(p.name for p in tmp_path.iterdir())
    said: list[str] = []
    found = kept(corpus, said)
    assert [a.id for a in found] == ["1", "2", "3", "4", *map(str, range(100, 1100)), "منبر/1"]
    assert found[-1].outlet == "منبر"
    assert len(said) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_formats_zip_names_member_and_row_of_what_it_sets_aside(tmp_path: Path) -> None:
    corpus = zipped(
        tmp_path / "c.zip", {"a.jsonl": line() + b"{broken\n", "b.docx": b"PK", "c.txt": b"x", "d.jsonl": line()}
    )
    assert [(r.row, r.reason.split(":")[0]) for r in rejected(corpus)] == [
        ("a.jsonl:2", "broken JSON"),
        ("b.docx", "unknown kind of file"),
        ("c.txt", "not in a sub-folder that names its outlet"),
        ("d.jsonl:1", "id '1' was already used in row a.jsonl"),
    ]


def test_formats_zip_of_a_folder_takes_the_folders_within_as_outlets(tmp_path: Path) -> None:
    for top, outlets, told in (("corpus/", ["a", "b"], 1), ("", ["a", "b"], 0)):
        corpus = zipped(tmp_path / "c.zip", {f"{top}{o}/1.txt": ARABIC.encode() for o in outlets})
        said: list[str] = []
        assert [(a.id, a.outlet) for a in kept(corpus, said)] == [("a/1", "a"), ("b/1", "b")]
        assert len(said) == told


def test_formats_zip_encrypted_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "c.zip", {"a.jsonl": line()}).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "c.zip").write_bytes(data)
    with pytest.raises(Refused, match="encrypted; unpack it"):
        list(articles(tmp_path / "c.zip"))


def test_formats_zip_damaged_anywhere_is_refused_or_read(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "c.zip", {"a.jsonl": b"".join(line(id=str(i)) for i in range(99))}).read_bytes()
    refused = 0
    for damaged in (
        whole[:50],
        b"",
        *(whole[:i] + bytes([whole[i] ^ 255]) + whole[i + 1 :] for i in range(len(whole))),
    ):
        (tmp_path / "c.zip").write_bytes(damaged)
        try:
            list(articles(tmp_path / "c.zip", say=lambda _: None))
        except Refused as error:
            refused += 1
            assert "damaged" in str(error) or "encrypted" in str(error)
    assert refused > len(whole) // 2


def test_formats_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").mkdir()
    with pytest.raises(Refused, match=r"a folder with no \.txt in it; give a file"):
        list(articles(tmp_path / "corpus.jsonl"))


def test_formats_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(ARABIC, encoding="utf-8")
    with pytest.raises(Refused, match="a file where a folder is needed"):
        list(articles(tmp_path / "1.txt"))


@pytest.mark.parametrize("name", ["c.parquet", "c.parquet.gz", "c.zip", "c.jsonl.gz"])
def test_formats_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(line() * 9)
    with pytest.raises(Refused, match=r"not a readable|damaged"):
        list(articles(tmp_path / name))


def test_formats_ten_thousand_columns(tmp_path: Path) -> None:
    rows = [ROW | {"id": str(i), "text": "نص"} | {f"c{i}": "v" for i in range(9_997)} for i in range(20)]
    for name, mark in (("c.csv", ","), ("s.csv", ";")):
        table = [mark.join(rows[0]), *(mark.join(row.values()) for row in rows)]
        (tmp_path / name).write_text("\n".join(table), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "c.json").write_text(json.dumps(rows))
    begun = time.process_time()
    for name in ("c.csv", "s.csv", "c.jsonl", "c.json"):
        assert [len(a.other) for a in kept(tmp_path / name)] == [9_997] * 20, name
    assert time.process_time() - begun < 10


def test_formats_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("id,outlet,text,text\n1,x,a,b\n", encoding="utf-8")
    with pytest.raises(Refused, match="2 columns are called 'text'"):
        list(articles(tmp_path / "c.csv"))


def test_formats_old_line_ends_and_quoted_line_breaks(tmp_path: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        table = end.join(("id,outlet,text", f'1,سانا,"نص{end}آخر"', "2,سانا,نص", ""))
        (tmp_path / "c.csv").write_bytes(table.encode("cp1256"))
        assert [a.text for a in kept(tmp_path / "c.csv")] == [f"نص{end}آخر", "نص"], repr(end)


def test_formats_folder_is_read_the_same_from_a_zip(tmp_path: Path) -> None:
    for outlet in ("سانا", "عنب بلدي"):
        (tmp_path / "c" / outlet).mkdir(parents=True)
        (tmp_path / "c" / outlet / "1.txt").write_text(ARABIC, encoding="utf-8")
    shutil.make_archive(str(tmp_path / "c"), "zip", tmp_path / "c")
    assert kept(tmp_path / "c.zip") == kept(tmp_path / "c")


@pytest.mark.parametrize("coding", ["utf-8", "cp1256"])
def test_formats_zip_with_arabic_names_not_marked_as_utf8(tmp_path: Path, coding: str) -> None:
    name = "سانا/خبر.txt".encode(coding)
    data = zipped(tmp_path / "c.zip", {"x" * len(name): ARABIC.encode()}).read_bytes()
    (tmp_path / "c.zip").write_bytes(data.replace(b"x" * len(name), name))
    assert [a.id for a in kept(tmp_path / "c.zip")] == ["سانا/خبر"]


def refusal(corpus: Path, mapping: dict[str, str] | None = None) -> str:
    with pytest.raises(Refused) as refused:
        list(articles(corpus, mapping, say=lambda _: None))
    assert "\n" not in str(refused.value)
    return str(refused.value).removeprefix(f"{corpus}: ")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("first", ["", "sep=;\r\n", '"sep=;"\r\n', "\r\n"])
def test_formats_semicolons_of_excel(tmp_path: Path, first: str, coding: str) -> None:
    body = f'{first}id;outlet;text;title\r\n007;سانا;"{ARABIC};\r\nثم, كذا";عنوان\r\n8;سانا;{ARABIC};\r\n'
    (tmp_path / "c.csv").write_bytes(body.encode(coding))
    said: list[str] = []
    found = kept(tmp_path / "c.csv", said)
    assert [(a.id, a.text) for a in found] == [("007", f"{ARABIC};\r\nثم, كذا"), ("8", ARABIC)]
    assert [s for s in said if "between" in s] == [f"{tmp_path / 'c.csv'}: read with ; between the columns"]


@pytest.mark.parametrize(
    ("header", "row", "mark"),
    [
        ("id,outlet,text,a;b", "1,x,نص,v", ","),
        ('id,outlet,text,"a;b;c"', "1,x,نص,v", ","),
        ("id;outlet;text;a,b", "1;x;نص;v", ";"),
        ('"id";"outlet";"text"', '"1";"x";"نص"', ";"),
        ("id\toutlet\ttext", "1\tx\tنص", "\t"),
        ("sep=,\nid,outlet,text", "1,x,نص", ","),
        ("sep=|\nid|outlet|text", "1|x|نص", "|"),
    ],
)
def test_formats_mark_between_columns_is_told_by_the_header(tmp_path: Path, header: str, row: str, mark: str) -> None:
    (tmp_path / "c.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    said: list[str] = []
    assert [(a.id, a.outlet, a.text) for a in kept(tmp_path / "c.csv", said)] == [("1", "x", "نص")]
    shown = "a tab" if mark == "\t" else mark
    assert [s.split(": ")[-1] for s in said] == ([] if mark == "," else [f"read with {shown} between the columns"])


def test_formats_semicolons_with_names_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("nr;Quelle;Text, ganz\n1;x;نص\n", encoding="utf-8")
    found = list(articles(tmp_path / "c.csv", {"id": "nr", "outlet": "Quelle", "text": "Text, ganz"}, lambda _: None))
    assert [a.text for a in found if isinstance(a, Article)] == ["نص"]


def test_formats_unclosed_quotation_mark_among_semicolons_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text('sep=;\nid;outlet;text\n1;x;نص\n2;x;"نص\n3;x;نص\n', encoding="utf-8")
    assert "in the row at line 4; save it again as CSV" in refusal(tmp_path / "c.csv")


@pytest.mark.parametrize("name", ["c.csv", "c.tsv", "c.parquet"])
def test_formats_table_without_a_needed_column_is_refused_once(tmp_path: Path, name: str) -> None:
    frame = pd.DataFrame([{"ID": "1", "outlet": "x", "Content": ARABIC, "lang": "ar"}] * 3)
    if name == "c.parquet":
        frame.to_parquet(tmp_path / name)
    else:
        frame.to_csv(tmp_path / name, index=False, sep="\t" if name == "c.tsv" else ",", encoding="utf-8-sig")
    assert refusal(tmp_path / name) == (
        "no column 'id' nor 'text' among 'ID', 'outlet', 'Content', 'lang'; name yours, as in --map id=ID,text=Content"
    )
    assert "no column 'body' among" in refusal(tmp_path / name, {"id": "ID", "text": "body"})


def test_formats_header_of_another_table_is_shown_in_part(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(",".join(f"c{i}" for i in range(10_000)) + "\n", encoding="utf-8")
    said = refusal(tmp_path / "c.csv")
    assert "'c19' and 9980 more; name yours, as in --map id=NAME,outlet=NAME,text=NAME" in said
    assert len(said) < 400


def test_formats_blanks_round_the_names_of_columns_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("\ufeff id, outlet , text\n1,x,نص\n", encoding="utf-8")
    assert [a.id for a in kept(tmp_path / "c.csv")] == ["1"]


def test_formats_zip_sets_aside_a_table_of_something_else(tmp_path: Path) -> None:
    corpus = zipped(tmp_path / "c.zip", {"a.jsonl": line(), "labels.csv": b"outlet,camp\nx,y\nz,y\n", "e.csv": b""})
    said: list[str] = []
    (article, row) = articles(corpus, say=said.append)
    assert isinstance(article, Article)
    assert isinstance(row, Rejected)
    assert (row.row, row.reason.split(" among")[0]) == ("labels.csv", "no column 'id' nor 'text'")
    assert said == ["e.csv: holds no rows"]


def test_formats_zip_in_a_zip_is_set_aside_with_the_cure(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "i.zip", {"a.jsonl": line()}).read_bytes()
    (row,) = rejected(zipped(tmp_path / "c.zip", {"a.jsonl": line(), "i.zip": inner}))
    assert (row.row, row.reason) == (
        "i.zip",
        "unknown kind of file: a zip within a zip; unpack it, and give what is in it",
    )


@pytest.mark.parametrize(
    "name", ["c.jsonl", "c.json", "c.csv", "c.tsv", "c.jsonl.gz", "h.csv", "h.tsv", "b.csv", "e.json"]
)
def test_formats_nothing_in_a_file_is_no_article_and_no_error(tmp_path: Path, name: str) -> None:
    data = {
        "h.csv": b"id,outlet,text\r\n",
        "h.tsv": b"id\toutlet\ttext",
        "b.csv": b"\xef\xbb\xbf\r\n",
        "e.json": b" [ ]\n",
    }
    (tmp_path / name).write_bytes(data.get(name, b""))
    assert list(articles(tmp_path / name, say=lambda _: None)) == []


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("name", ["c.json", "c.jsonl", "c.json.gz"])
def test_formats_json_list_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, coding: str, indent: int | None
) -> None:
    rows = [ROW | {"id": str(i), "n": i, "text": f"{ARABIC} [{{"} for i in range(30)]
    data = json.dumps(rows, ensure_ascii=False, indent=indent).encode(coding)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    for piece in (1, 7, 1 << 18):
        monkeypatch.setattr(jsonl, "_PIECE", piece)
        assert [(a.id, a.text) for a in kept(tmp_path / name)] == [(r["id"], r["text"]) for r in rows]


def test_formats_json_list_sets_aside_what_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = line(text="\x00").replace(b"\\u0000", b"\xff").strip()
    body = b"[" + line() + b", 12345, [1], null," + broken + b', {"id": "9"},' + line(id="2") + b"]\n\n"
    (tmp_path / "c.json").write_bytes(body)
    for piece in (1, 1 << 18):
        monkeypatch.setattr(jsonl, "_PIECE", piece)
        assert [(r.row, r.reason, r.raw[:6]) for r in rejected(tmp_path / "c.json")] == [
            (2, "not a JSON object", "12345"),
            (3, "not a JSON object", "[1]"),
            (4, "not a JSON object", "null"),
            (5, "not UTF-8", '{"id":'),
            (6, "no outlet", '{"id":'),
        ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[{"id": "1"}, {"id": 2', "object 2 of its list is broken JSON"),
        ('[{"id": "1"}, {"id": "2"}', "cut short after object 2; copy or download it again"),
        (
            '[{"id": "1"}, {"id": x}, {"id": "2"}]',
            "object 2 of its list is broken JSON (Expecting value); save it as JSON lines",
        ),
        ('[{"id": "1"} {"id": "2"}]', "no comma after object 1"),
        ('[{"id": "1"}]\n[{"id": "2"}]', "more stands behind the list"),
        ('[{"a":' + "[" * 100_000, "object 1 of its list is broken JSON"),
        (
            '{\n "articles": [\n  {"id": "1"}\n ]\n}',
            "neither a list of articles nor one article a line; save it as JSON lines",
        ),
        ('{"articles": [\n  {"id": "1"}]}', "neither a list of articles nor one article a line"),
    ],
)
def test_formats_json_that_is_no_corpus_is_refused_with_the_cure(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "c.json").write_text(body)
    assert said in refusal(tmp_path / "c.json")


def test_formats_json_list_is_held_in_pieces(tmp_path: Path) -> None:
    def held(n: int) -> int:
        rows = (json.dumps(ROW | {"id": str(i), "text": "نص " * 3000}, ensure_ascii=False) for i in range(n))
        (tmp_path / "c.json").write_text("[" + ", ".join(rows) + "]", encoding="utf-8")
        return peak(articles(tmp_path / "c.json"))

    held(10)
    assert held(1000) - held(200) < 2_000_000  # their texts take 14 MB


def test_formats_json_ending_may_hold_json_lines(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_bytes(line() + b"{broken\n" + line(id="2"))
    assert [type(a) for a in articles(tmp_path / "c.json")] == [Article, Rejected, Article]


def test_formats_json_lines_may_begin_with_what_is_no_object(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(b"[1, 2]\n" + line())
    assert [r.reason for r in rejected(tmp_path / "c.jsonl")] == ["not a JSON object"]


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("c.xlsx", "save it as CSV UTF-8"),
        ("c.xls", "save it as CSV UTF-8"),
        ("c.docx", "give its text as .txt"),
        ("c.rar", "unpack it"),
        ("c", "give .jsonl, .json, .csv"),
        ("c.foo", "give .jsonl, .json, .csv"),
        ("c.txt.gz", "give .jsonl, .json, .csv"),
    ],
)
def test_formats_unknown_kinds_are_refused_with_the_cure(tmp_path: Path, name: str, cure: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    assert refusal(tmp_path / name).startswith("unknown kind of file")
    assert cure in refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("head", "cure"),
    [
        (b"PK\x03\x04", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0", "save it as CSV"),
        (b"\x1f\x8b\x08", "the ending .gz"),
        (b"PAR1", "the ending .parquet"),
    ],
)
@pytest.mark.parametrize("name", ["c.csv", "c.jsonl", "c.json", "c.tsv"])
def test_formats_wrong_ending_is_refused_with_the_right_one(tmp_path: Path, name: str, head: bytes, cure: str) -> None:
    (tmp_path / name).write_bytes(head + bytes(99))
    assert refusal(tmp_path / name).startswith("not what its name says, but")
    assert cure in refusal(tmp_path / name)


def test_formats_workbook_with_the_ending_of_a_zip_is_refused(tmp_path: Path) -> None:
    zipped(tmp_path / "c.zip", {"[Content_Types].xml": b"", "xl/workbook.xml": b""})
    assert "a workbook, not a table of text; save it as CSV UTF-8" in refusal(tmp_path / "c.zip")


def test_formats_folder_without_texts_is_refused_and_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "c" / "x").mkdir(parents=True)
    assert refusal(tmp_path / "c").startswith("a folder with no .txt in it; give a file, or")
    (tmp_path / "c" / "x" / "a.jsonl").write_bytes(line())
    assert "give one file, such as" in refusal(tmp_path / "c")
    assert "a.jsonl, or a zip of all" in refusal(tmp_path / "c")


def test_formats_folder_says_what_it_leaves_aside(tmp_path: Path) -> None:
    (tmp_path / "c" / "x").mkdir(parents=True)
    for name in ("1.txt", "2.html", "3.html", ".DS_Store"):
        (tmp_path / "c" / "x" / name).write_text(ARABIC, encoding="utf-8")
    said: list[str] = []
    assert [a.id for a in kept(tmp_path / "c", said)] == ["x/1"]
    assert said == [f"{tmp_path / 'c'}: only .txt is read from a folder; left aside: x/2.html and 1 more"]


def test_formats_folder_sets_aside_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "c" / "x").mkdir(parents=True)
    for name, data in {"0.txt": b"", "1.txt": b"\xef\xbb\xbf \n", "2.txt": ARABIC.encode()}.items():
        (tmp_path / "c" / "x" / name).write_bytes(data)
    assert [(r.row, r.reason) for r in rejected(tmp_path / "c")] == [
        ("x/0.txt", "empty text"),
        ("x/1.txt", "empty text"),
    ]
