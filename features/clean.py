"""Page furniture as spans: what crawling and house routine put round an article, masked and never deleted.

Some is known by its form (datelines, bylines, signatures, links), some repeats itself within the article (ledes, captions),
some must be learnt from the outlet: menus and footers are the short lines and word 10-grams that recur in many of its articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import heappush, heappushpop
from zlib import crc32

import numpy as np
import numpy.typing as npt

from features.article import Span
from features.text import trim
from seeds.arabic import fold

# Learnt from at most SAMPLE articles of an outlet, and from ENDS words at the head and at the tail of each.
SAMPLE, ENDS, GRAM, SHORT = 100, 500, 10, 12
# Furniture recurs in FEWEST articles and in a share of them. House prose recurs too ("Syria has seen for two years ..." in
# 7 % of one outlet's articles) but is a choice of words: hence the higher share of 10-grams, for which EDGE keeps a menu
# from taking along the first word of the article (a gram less than half as frequent as the others of its run).
FEWEST, LINE_SHARE, GRAM_SHARE, EDGE = 3, 0.1, 0.4, 0.5
# For telling copies apart, what stands in most articles is set aside; who then has little left, or half in common, is a copy.
USUAL, COPIED, OWN = 0.6, 0.5, 0.2
# Lines at either end that may be a byline; the words of a repeated line, at least, of a doubled title and of a caption, at most.
HEAD, FEW, DOUBLED, CAPTION = 3, 4, 30, 25
Keys = npt.NDArray[np.uint64]
Signs = tuple[Keys, Keys]
_POWERS = np.array([pow(0x9E3779B97F4A7C15, i + 1, 1 << 64) for i in range(GRAM)], np.uint64)
_DIGITS, _WORD, _NO_WORD, MARKS = re.compile(r"\d+"), re.compile(r"\S+"), re.compile(r"\W+"), " \n.,،:;؛|/-–—"


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of furniture over the original text; `reason` is a key of REASONS."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Hashes of the lines and 10-grams that recur in one outlet, each with the number of sampled articles that hold it."""

    lines: Mapping[int, int] = field(default_factory=dict)
    grams: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A folded article as the reasons see it; `lines` are trimmed and not empty; offsets are into the folded text."""

    text: str
    lines: list[Span]
    furniture: Furniture
    own_names: tuple[str, ...]
    title: str


def signs(text: str) -> Signs:
    """Hashes of an article's short lines and of its 10-grams, each sorted and once; all numbers count as alike."""
    folded = fold(text).text
    words = _DIGITS.sub("0", folded).split()
    keys = {key for line in _lines(folded) if (key := _line_key(line.of(folded)))}
    ends = [words] if len(words) <= 2 * ENDS else [words[:ENDS], words[-ENDS:]]
    return np.array(sorted(keys), np.uint64), np.unique(np.concatenate([_gram_keys(part) for part in ends]))


def _line_key(line: str) -> int:
    """The hash of a short line with words; 0 for others (a long line holds 10-grams)."""
    short = line.count(" ") < SHORT and any(c.isalnum() for c in line)
    return crc32(_DIGITS.sub("0", line).encode()) if short else 0


def _gram_keys(words: Sequence[str]) -> Keys:
    hashed = np.array([crc32(word.encode()) for word in words], np.uint64)
    keys = np.zeros(max(0, len(words) - GRAM + 1), np.uint64)
    for i, power in enumerate(_POWERS):
        keys += hashed[i : i + len(keys)] * power
    return keys


def learn_all(articles: Iterable[tuple[str, str, str]]) -> dict[str, Furniture]:
    """Furniture by outlet, from (id, outlet, text) streamed; sampled are the ids that hash lowest, whatever their order."""
    samples: dict[str, list[tuple[int, str, Signs]]] = {}
    for identity, outlet, text in articles:
        sample, rank = samples.setdefault(outlet, []), -crc32(identity.encode("utf-8", "replace"))
        if len(sample) < SAMPLE:
            heappush(sample, (rank, identity, signs(text)))
        elif (rank, identity) > sample[0][:2]:
            heappushpop(sample, (rank, identity, signs(text)))
    ranked = {outlet: sorted(sample, key=lambda kept: kept[:2]) for outlet, sample in sorted(samples.items())}
    return {outlet: learn([found for *_, found in sample]) for outlet, sample in ranked.items()}


def learn(articles: Sequence[Signs]) -> Furniture:
    """Short lines in 3 articles and 10 % of them, 10-grams in 3 and 40 %; near-duplicates count once."""
    usual, told, kept = _recurring([grams for _, grams in articles], USUAL), set[int](), list[Signs]()
    for lines, grams in articles:
        own = [key for key in grams.tolist() if key not in usual]
        copied = len(own) < OWN * len(grams) or sum(key in told for key in own) > COPIED * len(own)
        kept += [] if copied and kept else [(lines, grams)]
        told.update(own)
    often = _recurring([lines for lines, _ in kept], LINE_SHARE)
    return Furniture(often, _recurring([grams for _, grams in kept], GRAM_SHARE))


def _recurring(keys: Sequence[Keys], share: float) -> dict[int, int]:
    found, counts = np.unique(np.concatenate([_POWERS[:0], *keys]), return_counts=True)
    often = counts >= max(FEWEST, share * len(keys))
    return dict(zip(found[often].tolist(), counts[often].tolist(), strict=True))


def spans(
    text: str,
    furniture: Furniture,
    own_names: Sequence[str] = (),
    first_title: str | None = None,
) -> list[Masked]:
    """The furniture of an article, ordered and disjoint; none where it would leave no word of the article.

    `own_names` are the words by which the outlet names itself, `first_title` is the article's title.
    """
    folded, title = fold(text), fold(first_title or "").text.strip()
    page = Page(folded.text, _lines(folded.text), furniture, _folded(tuple(own_names)), title)
    trimmed = ((trim(page.text, *span), reason) for reason, find in REASONS.items() for span in find(page))
    found = [(span, reason) for span, reason in trimmed if span.end > span.start]
    merged: list[Masked] = []
    for (start, end), reason in sorted(found, key=lambda f: (f[0].start, -f[0].end)):
        span = Span(*folded.span(start, end))
        if merged and span.start < merged[-1].span.end:
            last = merged.pop()
            span, reason = Span(last.span.start, max(last.span.end, span.end)), last.reason
        merged.append(Masked(span, reason))
    edges = [0, *(edge for m in merged for edge in m.span), len(text)]
    left = (text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return merged if any(c.isalnum() for piece in left for c in piece) else []


@cache
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded for name in names if (folded := fold(name).text.strip()))


def _lines(text: str) -> list[Span]:
    lines = (trim(text, *m.span()) for m in re.finditer(r"[^\n]+", text))
    return [line for line in lines if line.end > line.start]


def recurring_lines(page: Page) -> Iterator[Span]:
    """Lines that the outlet repeats from article to article."""
    known = page.furniture.lines
    return (line for line in page.lines if known and _line_key(line.of(page.text)) in known)


def recurring_grams(page: Page) -> Iterator[Span]:
    """Runs of words that the outlet repeats from article to article."""
    known = page.furniture.grams
    keys = _gram_keys(_DIGITS.sub("0", page.text).split()).tolist() if known else []
    hits = np.array([number for number, key in enumerate(keys) if key in known], np.int64)
    words = [m.span() for m in _WORD.finditer(page.text)] if len(hits) else []
    for run in np.split(hits, np.flatnonzero(np.diff(hits) > GRAM) + 1) if len(hits) else ():
        most = max(known[keys[first]] for first in run)
        for first in (first for first in run if known[keys[first]] >= EDGE * most):
            yield trim(page.text, words[first][0], words[first + GRAM - 1][1], MARKS)


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
    places = [m.span() for m in _WORD.finditer(page.text[at : at + 800])]
    head = [page.text[at + start : at + end] for start, end in places]
    doubled = (n for n in range(min(DOUBLED, len(head) // 2), FEW - 1, -1) if head[:n] == head[n : 2 * n])
    yield from (Span(at, at + places[n - 1][1]) for n in doubled)


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


@cache
def _dateline(own_names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Datelines at the head of a line, and those in brackets within a line."""
    by = "|".join([_AGENCY, *(re.escape(name) + r"(?!\w)" for name in own_names)])
    place = r"(?!المصدر)[^\W\d]{2,15}(?:[ /][^\W\d]{2,15}){0,2}(?: \([^\W\d]{2,15}(?: [^\W\d]{2,15})?\))?"
    dash, open_, end = r"[-–—_/:،,|]+", r"[(\[] ?", r" ?[)\]]? ?(?:[-–—_/:،,|]+|(?=\n|$))"
    whole = rf"{place} ?(?:{dash} ?(?:{open_})?|{open_})(?:{by}){end}|(?:{open_})?(?:{by}){end}"
    return re.compile(whole), re.compile(rf"(?<!\S)[^\W\d]{{3,12}} ?(?:{dash} ?)?\( ?(?:{by}) ?\) ?[-–—:]+")


def datelines(page: Page) -> Iterator[Span]:
    """Place and agency (or the outlet itself) at the head of the text: `دمشق - سانا`, `عمان (رويترز) -`."""
    whole, inline = _dateline(page.own_names)
    heads = (whole.match(page.text, line.start, min(line.end, line.start + 120)) for line in page.lines[: HEAD + 1])
    yield from (Span(*m.span()) for m in (*heads, *inline.finditer(page.text, 0, 600)) if m)


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
