"""Page furniture as spans: what crawling and house routine put round an article, masked and never deleted.

Some is known by its form (datelines, bylines, signatures, links), some repeats itself within the article (ledes, captions),
some is learnt from the outlet (`features.furniture`): menus and footers recur in many of its articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from features.article import Span
from features.furniture import GRAM, SHORT, Furniture, gram_keys, hashes, line_key, lines
from features.words import LINK, Words
from seeds.arabic import fold

# A menu does not take along the first word of the article: a gram less than half as frequent as the others of its run.
EDGE = 0.5
# Lines at either end that may be a byline; the words of a repeated line, at least, of a doubled title and of a caption, at most.
HEAD, FEW, DOUBLED, CAPTION = 3, 4, 30, 25
_NO_WORD, MARKS = re.compile(r"\W+"), " \n.,،:;؛|/-–—"
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of furniture over the original text; `reason` is a key of REASONS."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A folded article as the reasons see it; `lines` are trimmed and not empty; offsets are into the folded text.

    `does` are the bits of all its words.
    """

    text: str
    words: Words
    lines: list[Span]
    furniture: Furniture
    own_names: tuple[str, ...]
    title: str
    does: int


def spans(
    words: Words,
    furniture: Furniture,
    own_names: Sequence[str] = (),
    title: str = "",
) -> list[Masked]:
    """The furniture of an article, ordered and disjoint; none where it would leave no word of the article.

    `own_names` are the words by which the outlet names itself, `title` is the article's title, folded.
    """
    does = int(np.bitwise_or.reduce(np.asarray(words.kinds))) if len(words) else 0
    page = Page(words.text, words, _lines(words.text), furniture, folded_names(tuple(own_names)), title.strip(), does)
    trimmed = ((trim(page.text, *span), reason) for reason, find in REASONS.items() for span in find(page))
    found = [(span, reason) for span, reason in trimmed if span.end > span.start]
    merged: list[Masked] = []
    for (start, end), reason in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
        span = Span(*words.span(start, end))
        if merged and span.start < merged[-1].span.end:
            last = merged.pop()
            span, reason = Span(last.span.start, max(last.span.end, span.end)), last.reason
        merged.append(Masked(span, reason))
    edges = [0, *(edge for masked in merged for edge in masked.span), int(words.origin[-1])]
    left = zip(edges[::2], edges[1::2], strict=True)
    return merged if any(_holds_word(words, start, end) for start, end in left) else []


def _holds_word(words: Words, start: int, end: int) -> bool:
    """Whether part of a word stands between two offsets."""
    at = bisect_left(words.till, start + 1)
    return at < len(words) and words.at[at] < end


def trim(text: str, start: int, end: int, marks: str = " \n") -> Span:
    """The span without blanks (or the given marks) at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start, end)


@cache
def folded_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The words by which an outlet names itself, folded; none that is empty."""
    return tuple(folded for name in names if (folded := fold(name).text.strip()))


def _lines(text: str) -> list[Span]:
    found = (trim(text, *m.span()) for m in _LINE.finditer(text))
    return [line for line in found if line.end > line.start]


def recurring_lines(page: Page) -> Iterator[Span]:
    """Lines that the outlet repeats from article to article."""
    known = page.furniture.lines
    if known:
        hashed = hashes(page.words)
        for first, stop in lines(page.words):
            if stop - first <= SHORT and line_key(hashed, first, stop) in known:
                start = page.words.starts[first]
                at = bisect_left(page.lines, start + 1, key=_start) - 1
                yield page.lines[at]


def recurring_grams(page: Page) -> Iterator[Span]:
    """Runs of words that the outlet repeats from article to article."""
    known = page.furniture.grams
    keys = gram_keys(hashes(page.words)).tolist() if known else []
    hits = np.array([number for number, key in enumerate(keys) if key in known], np.int64)
    for run in np.split(hits, np.flatnonzero(np.diff(hits) > GRAM) + 1) if len(hits) else ():
        most = max(known[keys[first]] for first in run)
        for first in (first for first in run if known[keys[first]] >= EDGE * most):
            yield trim(page.text, page.words.starts[first], page.words.ends[first + GRAM - 1], MARKS)


def _start(span: Span) -> int:
    return span.start


_CUT = re.compile(r" ?(?:\.{2,}|(?: \.){2,}|…)+$")
_PICTURE = re.compile(r"(?:صوره )?(?:ال)?ارشيف(?:يه)?|(?:تصوير|عدسه|(?:ال)?صوره من) ?[:/-]? .{2,40}")


def repeated_ledes(page: Page) -> Iterator[Span]:
    """The title told again, a lede or a long paragraph told again (the later one), a teaser cut off by dots (the cut one)."""
    at, told = page.lines[0].start if page.lines else 0, set[str]()
    while page.title.count(" ") >= FEW - 1 and page.text.startswith(page.title, at):
        yield Span(at, at + len(page.title))
        at = trim(page.text, at + len(page.title), page.lines[-1].end).start
    for number, line in enumerate(page.lines):
        words = line.of(page.text)
        bare, length = words.rstrip(" .…"), words.count(" ") + 1
        cut = _CUT.search(words[-20:]) if number < HEAD and length >= FEW else None
        if (length >= FEW and bare in told) or (cut and page.text.find(words[: -len(cut[0])], line.end) >= 0):
            yield line
        if number < HEAD or length > CAPTION:
            told.add(bare)
    yield from _doubled(page, at)


def _doubled(page: Page, at: int) -> Iterator[Span]:
    """The first words from an offset, where they stand twice in a row: a title and its like."""
    first = bisect_left(page.words.starts, at)
    hashed = page.words.hashes[first : first + 2 * DOUBLED]
    for n in np.flatnonzero(hashed[FEW : len(hashed) // 2 + 1] == hashed[:1])[::-1].tolist() if len(hashed) else ():
        length = n + FEW
        if (hashed[:length] == hashed[length : 2 * length]).all():
            yield Span(at, page.words.ends[first + length - 1])


def repeated_captions(page: Page) -> Iterator[Span]:
    """Short lines told again, and lines that only say where a picture comes from."""
    told: set[str] = set()
    for line in page.lines:
        words = line.of(page.text)
        if words.count(" ") < CAPTION:
            again = words in told and words.count(" ") >= FEW - 1
            if again or _PICTURE.fullmatch(words.strip("().- ")):
                yield line
            told.add(words)


_BYLINE = re.compile(
    r"(?:كتبت?|اعدها?|اعداد|تقرير|تحقيق|حوار|ترجمه|بقلم|مراسل(?:نا|تنا)?|متابعات|خاص) ?[-–—:/_|]+ ?[^\n]*"
    r"|(?:كتبت?|بقلم|اعداد) [^\n:]+:?|من(?: [^\W\d]{2,12}){2,4}(?: و[^\W\d]{2,12}(?: [^\W\d]{2,12}){1,2})?"
)
_AGENCY = (
    r"(?:رويترز|ا ?\.? ?ف ?\.? ?ب|ا ?\.? ?ش ?\.? ?ا|د ?\.? ?ب ?\.? ?ا|ا ?\.? ?ب|سانا|واس|وام|قنا|كونا|بترا|شينخوا|تاس"
    r"|(?:ال)?وكالات|الاناضول|فرانس برس|سبوتنيك|نوفوستي|بي بي سي|سي ان ان|روسيا اليوم|يو بي اي)(?!\w)\.?"
)


def bylines(page: Page) -> Iterator[Span]:
    """Short lines at the head or tail that say who wrote it, or that hold the outlet's own name and are no sentence."""
    for line in dict.fromkeys((*page.lines[: HEAD + 1], *page.lines[-HEAD:])):
        words = line.of(page.text)
        if words.count(" ") < SHORT - 3 and words[-1] not in ".!?؟":
            bare = f" {_NO_WORD.sub(' ', words)} "
            if any(f" {name} " in bare for name in page.own_names) or _BYLINE.fullmatch(words):
                yield line


_PLACE = r"(?!المصدر)[^\W\d]{2,15}(?:[ /][^\W\d]{2,15}){0,2}(?: \([^\W\d]{2,15}(?: [^\W\d]{2,15})?\))?"
_DASH, _OPEN, _END_OF_LINE = r"[-–—_/:،,|]+", r"[(\[] ?", r" ?[)\]]? ?(?:[-–—_/:،,|]+|(?=\n|$))"
_LED = rf"{_PLACE} ?(?:{_DASH} ?(?:{_OPEN})?|{_OPEN})"
_NAME = r"(?P<by>[^\W\d][^\n()\[\]،,:|–—-]{1,40}?)(?!\w)"
# A dateline at the head of a line or, in brackets, within it: of an agency, and of anybody (who must then be the outlet).
_DATELINES = (
    re.compile(rf"(?:{_LED}|(?:{_OPEN})?){_AGENCY}{_END_OF_LINE}"),
    re.compile(rf"(?<!\S)[^\W\d]{{3,12}} ?(?:{_DASH} ?)?\( ?{_AGENCY} ?\) ?[-–—:]+"),
)
_OWN_DATELINES = (
    re.compile(rf"{_LED}{_NAME}{_END_OF_LINE}"),
    re.compile(rf"(?:{_OPEN})?{_NAME}{_END_OF_LINE}"),
    re.compile(rf"(?<!\S)[^\W\d]{{3,12}} ?(?:{_DASH} ?)?\( ?{_NAME} ?\) ?[-–—:]+"),
)


def datelines(page: Page) -> Iterator[Span]:
    """Place and agency (or the outlet itself) at the head of the text: `دمشق - سانا`, `عمان (رويترز) -`."""
    yield from (Span(*m.span()) for m in _dated(page, *_DATELINES))
    if any(name in page.text for name in page.own_names):
        whole, alone, inline = _OWN_DATELINES
        found = (*_dated(page, whole, inline), *_dated(page, alone))
        yield from (Span(*m.span()) for m in found if m["by"].strip() in page.own_names)


def _dated(page: Page, whole: re.Pattern[str], inline: re.Pattern[str] | None = None) -> Iterator[re.Match[str]]:
    for line in page.lines[: HEAD + 1]:
        if found := whole.match(page.text, line.start, min(line.end, line.start + 120)):
            yield found
    if inline:
        yield from inline.finditer(page.text, 0, 600)


_TEAM = re.compile(r"\( ?(?:اعداد|تحرير|تغطيه|كتابه|ترجمه|شاركت? في)(?!\w)[^()\n]{1,200}(?:\)|$)")
_END = re.compile(rf"\( ?{_AGENCY} ?\) ?\.?$|/+ ?انتهي ?/+|\d+:\d+ ?ت م|المصدر ?: ?(?:{_AGENCY}[ ,،+/و-]*)+")
_SOURCE = re.compile(
    rf"المصدر ?[:|/] ?[^\n]{{1,60}}|(?:المصدر ?)?\(? ?{_AGENCY}(?:[ ,،+/و-]*{_AGENCY})* ?\)?\.?"
    r"|[^\W\d](?: ?[./-] ?[^\W\d]){1,5} ?\.?"
)


def signatures(page: Page) -> Iterator[Span]:
    """Desks, sources and initials at the end: `(إعداد ... للنشرة العربية - تحرير ...)`, `المصدر: وكالات`."""
    tail = max(0, len(page.text) - 500)
    yield from (Span(*m.span()) for pattern in (_TEAM, _END) for m in pattern.finditer(page.text, tail))
    yield from (
        line for line in page.lines[-HEAD:] if len(line.of(page.text)) < 80 and _SOURCE.fullmatch(line.of(page.text))
    )


# Words of which one must occur (a plain search is a hundred times faster), then the pattern they introduce.
_LINKS = r"""
http|www.|t.co/|twitter.com => (?:https?://|www\.|(?<!\w)t\.co/|pic\.twitter)[^\s)\]]+
@ => (?<![\w.+-])[\w.+-]{0,64}@ ?[\w.-]{2,200}
00 => 0(?<![\w.,:+]0)\d{4,}(?![\w.,:])
اقرا |شاهد ايضا|شاهد المزيد|تابع ايضا|تابع المزيد => ^ ?(?:اقرا|شاهد|تابع) (?:ايضا|المزيد)(?: ?[:.…!-]+[^\n]{0,150})?$
اقرا => (?<!\w)اقرا (?:ايضا|المزيد)(?!\w) ?:?
المزيد|للمزيد => ^ ?للمزيد[^\n]{0,60}$|\.{2,} ?المزيد(?=\n|$)|^المزيد من(?: قبل[^\n]{0,120})?$
متعلقه => ^ ?(?:مواضيع|(?:ال)?اخبار|مقالات) (?:ال)?متعلقه(?!\w) ?:?(?:\n[^\n]{5,100}(?<![.\n])(?=\n|\Z)){0,8}
رابط => (?<!\w)رابط الخبر ب[^\n:]{1,40}:[^\n]{0,200}
حجم الخط|ع ع ع|مفتاحيه => (?:تاريخ النشر : )?حجم الخط|(?<!\w)ع ع ع(?!\w)|(?<!\w)(?:ال)?كلمات (?:ال)?مفتاحيه
زر الذهاب|جميع الحقوق => زر الذهاب الي الاعلي|جميع الحقوق محفوظه(?: [©(]? ?\d{4})?
اضغط|انقر => (?<!\w)(?:اضغط|انقر) هنا(?!\w)
"""
_ROWS = [row.split(" => ", 1) for row in _LINKS.strip().split("\n")]
_LINK_FINDERS = [(words.split("|"), re.compile(pattern, re.MULTILINE)) for words, pattern in _ROWS]


def links(page: Page) -> Iterator[Span]:
    """Addresses, handles, pointers to other articles, buttons, and numbers of the kind of `000046`."""
    if not (page.does & LINK or any(mark in page.text for mark in ("@", "00", "://", "www."))):
        return
    wanted = (pattern for needed, pattern in _LINK_FINDERS if any(word in page.text for word in needed))
    yield from (Span(*m.span()) for pattern in wanted for m in pattern.finditer(page.text))


# In this order a stretch found twice gets its reason.
REASONS: Mapping[str, Callable[[Page], Iterator[Span]]] = {
    "line": recurring_lines,
    "ngram": recurring_grams,
    "lede": repeated_ledes,
    "caption": repeated_captions,
    "dateline": datelines,
    "signature": signatures,
    "link": links,
    "byline": bylines,
}
