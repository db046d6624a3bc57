import gzip
import json
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.article import Article
from features.formats import decode, encoding
from features.read import Rejected, articles
from seeds.chain import Refused

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
    names = ["id", "outlet", "text", *(f"c{i}" for i in range(9_997))]
    (tmp_path / "c.csv").write_text(
        ",".join(names)
        + "\n"
        + "\n".join(",".join([str(i), "سانا", ARABIC.replace(",", " "), *["v"] * 9_997]) for i in "123"),
        encoding="utf-8",
    )
    assert [len(a.other) for a in kept(tmp_path / "c.csv")] == [9_997] * 3


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
