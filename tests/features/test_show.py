"""Showing articles: marks are laid out over any text without changing it, and nothing in it can steer a page or a terminal."""

import io
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import show, terminal, webpage
from features.article import Article, Attribution, Hop, Mention, Span
from features.clean import Masked
from features.entries import entries, short, text_marks
from features.finished import Dossier, dossiers, nearest
from features.marks import KINDS, UNSEEN, Mark, arranged, heights, steps
from features.parquet import Row, article_row, attribution_row, clean_row, mention_row, table
from seeds.chain import Refused, stamp

HOSTILE = 'قال <script>alert("1")</script> & الناطق \u202eإن\u202c المبعوث أكد\x1b[31m «كلام\r\nثان\rثالث</span></div>'
VOID = {"meta", "input", "img", "br"}
OPEN, CLOSE = re.compile(r"\[(?:[\d,]+|\*)…?: "), re.compile(r"\|[^\]|]*\]")
SGR, RAISED = re.compile(r"\x1b\[[\d;]*m"), re.compile(r"\x1b\[2m[⁰¹²³⁴⁵⁶⁷⁸⁹·]+\x1b\[0m")


class Page(HTMLParser):
    """The text between tags, unseen characters put back, and whether every tag is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.unseen, self.ids = "", False, list[str]()
        self.stack, self.deepest, self.tags = list[str](), 0, list[str]()
        self.links = 0
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for key, value in attrs if key == "id"]
        assert not (tag == "a" and "a" in self.stack), "a link within a link"
        assert not any(key.startswith("on") or key == "style" for key, _ in attrs)
        self.unseen = dict(attrs).get("class") == "unseen"
        if tag not in VOID:
            self.stack.append(tag)
        self.deepest = max(self.deepest, len(self.stack))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        self.unseen = False

    def handle_data(self, data: str) -> None:
        self.text += chr(int(data.removeprefix("U+"), 16)) if self.unseen else data


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def said(
    text: str, number: int, cue: str, source: str | None, *content: str, resolved: str | None = None
) -> Attribution:
    who = span(text, source) if source else None
    named = span(text, resolved) if resolved else None
    hops = (Hop("speaker", who or named, None, "named"), Hop("outlet", None, None, "named"))
    told = tuple(span(text, c) for c in content)
    return Attribution(
        number, span(text, cue), cue, "report", "indirect", who, named, None, "official", "un", told, hops
    )


def named(text: str, words: str, valence: int = -1) -> Mention:
    return Mention(span(text, words), words, "SYRIAN_STATE", "regime", valence, "attributed", 1, "lede")


PLAIN = "قال المبعوث إن الوزير أكد أن النظام باق. زر الذهاب"
SAID = (
    said(PLAIN, 1, "قال", "المبعوث", "الوزير أكد أن النظام باق"),
    said(PLAIN, 2, "أكد", "الوزير", "النظام باق", resolved="المبعوث"),
)


def folder(
    path: Path, *corpus: tuple[Article, tuple[Attribution, ...], tuple[Mention, ...], tuple[Masked, ...]]
) -> Path:
    rows: dict[str, list[Row]] = {n: [] for n in ("articles", "names", "title_names", "attributions", "clean")}
    for article, attributions, names, clean in corpus:
        rows["articles"].append(article_row(article, None))
        rows["names"] += [mention_row(article.id, m) for m in names]
        rows["attributions"] += [attribution_row(article, a, masked=a.number == 2) for a in attributions]
        rows["clean"] += [clean_row(article.id, m) for m in clean]
    path.mkdir(exist_ok=True)
    for name, held in rows.items():
        pq.write_table(table(name, held), path / f"{name}.parquet", row_group_size=1)
    stamp(path, "features", {}, {}, path)
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return folder(
        tmp_path / "f",
        (Article("a:1", "منبر", "لا شيء هنا"), (), (), ()),
        (
            Article("a:2", "منبر", PLAIN, title="عنوان", published="2020-01-02"),
            SAID,
            (named(PLAIN, "النظام"),),
            (Masked(span(PLAIN, "زر الذهاب"), "menu"),),
        ),
        (
            Article("b:1", "<i>outlet", HOSTILE, title="<b>\u202etitle"),
            (said(HOSTILE, 1, "قال", "الناطق", "إن"),),
            (),
            (),
        ),
    )


def one(made: Path, id: str) -> Dossier:
    return dossiers(made, [id])[0]


marks_over = st.builds(
    lambda start, size, kind, number, valence: Mark(start, start + size, kind, (number,), kind, valence),
    st.integers(-2, 40),
    st.integers(-2, 25),
    st.sampled_from(KINDS),
    st.integers(1, 12),
    st.sampled_from([-1, 0, 1]),
)
letters = st.text(st.sampled_from("قالب ـَّ.«\n\r\t<>&\"'\u202e\u2066\u200c\x1b\x00a1U+"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(letters, st.lists(marks_over, max_size=12))
def test_show_page_gives_back_the_text(text: str, marks: list[Mark]) -> None:
    page = Page(str(webpage.marked(text, arranged(text, marks), "a1")))
    assert page.text == text
    assert len(page.ids) == len(set(page.ids))
    assert set(page.tags) <= {"a", "span", "b"}


@settings(max_examples=300, deadline=None)
@given(letters, st.lists(marks_over, max_size=12))
def test_show_terminal_gives_back_the_text(text: str, marks: list[Mark]) -> None:
    laid = arranged(text, marks)
    shown = terminal.bracketed(text, laid)
    assert CLOSE.sub("", OPEN.sub("", shown)) == terminal.plain(text)
    assert len(OPEN.findall(shown)) == len(CLOSE.findall(shown))
    colours = terminal.coloured(text, laid)
    assert SGR.sub("", RAISED.sub("", colours)) == terminal.plain(text)
    for line in colours.split("\n"):  # no colour runs over the end of a line
        assert not SGR.findall(line) or SGR.findall(line)[-1] == terminal.RESET


@settings(max_examples=300, deadline=None)
@given(letters, st.lists(marks_over, max_size=12))
def test_show_marks_cover_whole_words_and_balance(text: str, marks: list[Mark]) -> None:
    laid = arranged(text, marks)
    for mark in laid:
        for edge in (mark.start, mark.end):
            assert not re.fullmatch("[قالبـ]{2}", text[max(0, edge - 1) : edge + 1])
    stack, begun, ended, covered = list[int](), set[int](), set[int](), [0] * len(laid)
    for step in steps(len(text), laid):
        if step.does == "open":
            assert step.whole == (step.mark not in begun)
            begun.add(step.mark)
            stack.append(step.mark)
        elif step.does == "close":
            assert stack.pop() == step.mark
            ended |= {step.mark} if step.whole else set()
        else:
            assert tuple(stack) == step.inside
            for i in step.inside:
                assert laid[i].start <= step.start < step.end <= laid[i].end
                covered[i] += step.end - step.start
    assert stack == []
    assert covered == [m.end - m.start for m in laid]
    assert begun == ended == set(range(len(laid)))


def test_show_brackets_read_as_one_would_write_them(made: Path) -> None:
    dossier = one(made, "a:2")
    assert terminal.bracketed(PLAIN, arranged(PLAIN, text_marks(dossier, names=True))) == (
        "[1: قال|cue, report] [1: [2: المبعوث|resolved]|source] إن [1: [2: الوزير|source] [2: أكد|cue, report, masked] أن"
        " [2: [*: النظام|hostile SYRIAN_STATE, attributed] باق|content]|content]. [*: زر الذهاب|masked: menu]"
    )


def test_show_marks_of_like_words_are_joined() -> None:
    marks = arranged("قال الوزير", [Mark(4, 10, "resolved", (n,), "resolved") for n in (5, 3)])
    assert marks == [Mark(4, 10, "resolved", (3, 5), "resolved")]


def test_show_marks_widen_to_whole_words() -> None:
    (mark,) = arranged("ثم وقالَ هو", [Mark(4, 7, "cue", (1,))])
    assert (mark.start, mark.end) == (3, 8)
    assert arranged("قال هو", [Mark(3, 3, "cue"), Mark(9, 12, "cue"), Mark(5, 2, "cue")]) == []


def test_show_marks_that_touch_stay_apart() -> None:
    text = "قال:نعم"
    assert terminal.bracketed(
        text, arranged(text, [Mark(0, 3, "cue", (1,), "cue"), Mark(3, 7, "content", (1,), "x")])
    ) == ("[1: قال|cue][1: :نعم|x]")


def test_show_marks_that_cross_are_taken_up_again() -> None:
    text = "ا ب ج د"
    marks = arranged(text, [Mark(0, 5, "content", (1,), "c"), Mark(2, 7, "content", (2,), "d")])
    assert terminal.bracketed(text, marks) == "[1: ا [2: ب ج|d…]|c][2…:  د|d]"
    assert str(webpage.marked(text, marks, "a")).count("data-n") == 2


def test_show_a_cue_within_a_cue_is_no_link_within_a_link() -> None:
    marks = arranged("اعتراف قال", [Mark(0, 10, "cue", (1,)), Mark(7, 10, "cue", (2,))])
    page = Page(str(webpage.marked("اعتراف قال", marks, "a1")))
    assert (page.tags, page.ids) == (["a", "span"], ["a1c1", "a1c2"])


def test_show_contents_five_deep_have_five_levels() -> None:
    text = "ا ب ج د ه و"
    marks = arranged(text, [Mark(2 * n, len(text), "content", (n + 1,), "content") for n in range(5)])
    assert sorted(heights(marks).values()) == [1, 2, 3, 4, 5]
    html = str(webpage.marked(text, marks, "a"))
    assert Page(html).deepest == 5
    assert [html.count(f"high{n}") for n in range(1, 6)] == [1] * 5


def test_show_entries_name_source_and_chain(made: Path) -> None:
    first, second = entries(one(made, "a:2"))
    assert (first.number, first.cue, first.source, first.resolved, first.masked) == (1, "قال", "المبعوث", None, False)
    assert [(h.role, h.who, h.status) for h in first.chain] == [("speaker", "المبعوث", ""), ("outlet", "منبر", "")]
    assert (second.source, second.resolved, second.content, second.masked) == ("الوزير", "المبعوث", "النظام باق", True)
    assert terminal.listed(second)[:2] == [
        "  2  report, indirect, masked: أكد",
        "     source, official / un: الوزير (resolved) المبعوث",
    ]


def test_show_names_only_on_request(made: Path) -> None:
    dossier = one(made, "a:2")
    assert "SYRIAN_STATE" not in terminal.show(dossier, colours=False, names=False)
    assert "  hostile SYRIAN_STATE, attributed: النظام" in terminal.show(dossier, colours=False, names=True)


def test_show_short_keeps_both_ends() -> None:
    assert short("قليل  من\nالكلام") == "قليل من الكلام"
    long = short("أول " + "كلمة " * 100 + "آخر")
    assert long.startswith("أول")
    assert long.endswith("آخر")
    assert " … " in long
    assert len(long) < 160


def test_show_hostile_text_cannot_steer_the_page(made: Path) -> None:
    html = webpage.render(dossiers(made, ["b:1", "a:2", "a:1"]))
    assert html.startswith(webpage.BEGINS)
    page = Page(html.partition("</style>")[2].partition("<body>")[2].partition("</body>")[0])
    assert not {"script", "i", "img"} & set(page.tags)
    assert not UNSEEN.search(html)
    assert "default-src 'none'" in html
    assert "http://" not in html
    assert "https://" not in html
    assert len(page.ids) == len(set(page.ids))
    assert all(re.fullmatch(r"[a-z0-9-]+", id) for id in page.ids)
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(page.ids)


def test_show_hostile_text_cannot_steer_the_terminal(made: Path) -> None:
    shown = terminal.show(one(made, "b:1"), colours=False, names=True)
    assert not UNSEEN.search(shown)
    assert "<U+202E>" in shown
    assert "<U+001B>[31m" in shown


def test_show_unknown_ids_come_with_the_nearest(made: Path) -> None:
    with pytest.raises(Refused, match=r"no article 'a:3'; give one of the nearest, 'a:[12]'"):
        dossiers(made, ["a:2", "a:3"])
    with pytest.raises(Refused, match="no outlet 'منبرر'; give one of the nearest, 'منبر'"):
        dossiers(made, ["outlet:منبرر"])
    assert nearest("1875812", ["almay:1715478", "almay:1875812"])[0] == "almay:1875812"
    assert nearest("", ["x"]) == ["x"]


def test_show_articles_come_in_the_order_asked_and_once(made: Path) -> None:
    found = dossiers(made, ["b:1", "outlet:منبر", "b:1"])
    assert [d.article["article"] for d in found] == ["b:1", "a:1"]
    assert len(found[0].attributions) == 1


def test_show_an_id_may_look_like_an_outlet(tmp_path: Path) -> None:
    made = folder(tmp_path / "f", (Article("x", "o", "نص"), (), (), ()), (Article("outlet:o", "p", "نص"), (), (), ()))
    assert one(made, "outlet:o").article["outlet"] == "p"


def test_show_reads_only_the_row_groups_it_needs(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, whole = pq.ParquetFile.read_row_group, list[int]()

    def watched(self: Any, group: int, columns: list[str] | None = None) -> Any:
        if columns is None:
            whole.append(group)
        return read(self, group, columns)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", watched)
    one(made, "a:1")
    assert whole == [0]


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({"TERM": "xterm"}, "posix", True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "posix", False),
        ({"TERM": "xterm", "NO_COLOR": ""}, "posix", True),
        ({"TERM": "dumb"}, "posix", False),
        ({}, "posix", False),
        ({}, "nt", False),
        ({"WT_SESSION": "x"}, "nt", True),
    ],
)
def test_show_colours_where_the_terminal_has_them(environment: dict[str, str], system: str, expected: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert terminal.has_colours(Terminal(), environment, system) is expected
    assert not terminal.has_colours(io.StringIO(), environment, system)


def test_show_page_is_not_written_over_strangers(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    show.page(out).check(made, force=False)
    show.page(out).write(webpage.render([one(made, "a:2")]))
    with pytest.raises(Refused, match="already there"):
        show.page(out).check(made, force=False)
    show.page(out).check(made, force=True)
    out.write_text("<p>mine")
    with pytest.raises(Refused, match="no page made by this program"):
        show.page(out).check(made, force=True)
    with pytest.raises(Refused, match="files are sealed"):
        show.page(made / "page.html").check(made, force=False)
    with pytest.raises(Refused, match="cannot be written"):
        show.page(tmp_path / "nowhere" / "page.html").write("")


def test_show_command_prints_and_refuses(made: Path, tmp_path: Path) -> None:
    def run(*words: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "features.show", *map(str, words)], capture_output=True, check=False
        )

    printed = run(made, "a:2")
    assert "[1: قال|cue, report]" in printed.stdout.decode("utf-8")
    assert b"\x1b" not in printed.stdout
    assert run(made, "a:2", "--html", tmp_path / "o.html").returncode == 0
    assert (tmp_path / "o.html").read_bytes().endswith(b"</html>")
    refused = run(made, "zzz")
    assert (refused.returncode, refused.stderr.count(b"\n")) == (1, 1)
    (made / "clean.parquet").write_bytes(b"")
    assert b"clean.parquet changed since it was made" in run(made, "a:2").stderr
