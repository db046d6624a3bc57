"""Articles in: what the rows of a corpus, of any format, say as articles.

Rows are read one at a time; of those gone by, only a 16-byte hash of each id is kept. A row that cannot be an article comes
back as `Rejected`, with where it stood and why.
"""

from __future__ import annotations

import hashlib
import html
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from features import dates, formats
from features.article import Article
from features.formats import SURROGATE, Rejected, Row, raw
from seeds.arabic import fold
from seeds.chain import Refused

__all__ = ["Rejected", "articles", "mapping", "plain"]

KINDS = ".jsonl, .csv or .tsv (also .gz), .parquet, .zip or a folder of .txt"
# What a file that is not whole makes its reader say.
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError)
REQUIRED = ("id", "outlet", "text")
KNOWN = (*REQUIRED, "published", "title", "story")
FIELDS = (*KNOWN, "url", "author")
DEEPEST = 1000  # browsers stop at 512; beyond, an HTML parser takes time and memory by the square
_BLOCK = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav"
)
_BLOCK += "|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
_INLINE = (
    "a|abbr|b|big|body|button|cite|code|del|em|font|head|html|i|iframe|img|input|ins|label|link|mark|meta|noscript"
)
_INLINE += "|picture|q|s|script|small|source|span|strike|strong|style|sub|sup|svg|template|title|tt|u|video"
_OPEN_ENDED = frozenset("br dd dt hr img input li link meta p source tbody td tfoot th thead tr".split())
_TAG = re.compile(rf"<(/?)({_BLOCK}|{_INLINE})(?:\s[^<>]*)?/?>", re.I)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?=[\s/>])", re.I)
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_BLOCK}|{_INLINE})(?:\s[^<>]*?)?/?&gt;", re.I)


def articles(
    corpus: Path, mapping: Mapping[str, str] | None = None, say: Callable[[str], object] = print
) -> Iterator[Article | Rejected]:
    """All articles of a corpus in its own order; ids are unique, a later twin is rejected.

    `mapping` gives for a field of ours the corpus's own name of it. What the reader had to decide (encodings, HTML) is said.
    """
    seen: dict[bytes, int | str] = {}
    missing = set((mapping or {}).values())
    hidden: set[str] = set()
    stripped = 0
    for row, fields in _rows(corpus, say):
        if isinstance(fields, Rejected):
            yield fields
            continue
        missing -= fields.keys()
        hidden |= mapping.keys() & fields.keys() - set(mapping.values()) if mapping else set()
        made = _article(row, _renamed(fields, mapping or {}), mapping or {})
        if isinstance(made, Rejected):
            yield made
            continue
        article, had_html = made
        key = hashlib.blake2b(article.id.encode(), digest_size=16).digest()
        if key in seen:
            yield Rejected(row, f"id '{article.id}' was already used in row {seen[key]}", raw(fields))
            continue
        seen[key] = row
        stripped += had_html
        yield article
    if stripped:
        say(f"{corpus}: HTML was stripped to text in {stripped} {'article' if stripped == 1 else 'articles'}")
    if hidden:
        say(f"{corpus}: its own {', '.join(repr(name) for name in sorted(hidden))} left aside for what --map names")
    if missing:
        say(f"{corpus}: no row has {', '.join(repr(name) for name in sorted(missing))}, which --map names")


def _rows(corpus: Path, say: Callable[[str], object]) -> Iterator[Row]:
    """All rows of a corpus in its own order, each with its number or the name of its file."""
    try:
        if corpus.is_dir():
            yield from formats.folder(corpus, say)
        elif not corpus.is_file():
            raise Refused(f"{corpus}: no such file or folder; give a corpus: {KINDS}")
        elif corpus.suffix.lower() == ".zip":
            yield from formats.archive(corpus, say)
        elif corpus.suffix.lower() == ".txt":
            raise Refused(f"{corpus}: a file where a folder is needed; give one with a sub-folder of .txt per outlet")
        elif reader := formats.reader(corpus.name):
            yield from reader(formats.Source(str(corpus), lambda: corpus.open("rb"), say))
        else:
            raise Refused(f"{corpus}: unknown kind of file; give a corpus: {KINDS}")
    except _DAMAGE as error:
        raise Refused(f"{corpus}: cannot be read or is damaged ({error}); copy or download it again") from None


def mapping(written: str) -> dict[str, str]:
    """The mapping of `outlet=source,text=body`: for a field of ours, the corpus's own name of it."""
    found: dict[str, str] = {}
    for pair in written.split(","):
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not (field and equals and column):
            raise Refused(f"--map {written}: '{pair}' is no pair; write it as outlet=source,text=body")
        if field not in FIELDS:
            raise Refused(f"--map {written}: there is no field '{field}'; the fields are {', '.join(FIELDS)}")
        if field in found:
            raise Refused(f"--map {written}: '{field}' is given twice; name one source for it")
        found[field] = column
    return found


def _renamed(fields: Mapping[str, object], mapping: Mapping[str, str]) -> Mapping[str, object]:
    """The row under our names. A field of the corpus that is mapped away is there once, under ours only."""
    if not mapping:
        return fields
    kept = {k: v for k, v in fields.items() if k not in mapping.values() and k not in mapping}
    return kept | {field: fields[column] for field, column in mapping.items() if column in fields}


def _article(
    row: int | str, fields: Mapping[str, object], mapping: Mapping[str, str]
) -> tuple[Article, bool] | Rejected:
    """The article of a row, and whether HTML was stripped from it."""
    texts = {_clean(str(k)): _text(v) for k, v in fields.items() if v is not None and v == v}
    had_html = False
    for field in ("text", "title"):
        if isinstance(fields.get(field), str) and field in texts:
            stripped = plain(texts[field])
            if stripped is None:
                return Rejected(row, f"{field} is HTML with more than {DEEPEST} tags open at once", raw(fields))
            had_html |= stripped != texts[field]
            texts[field] = stripped
    for field in REQUIRED:
        value = fields.get(field)
        if field not in texts:
            where = f": the row has no '{mapping[field]}', which --map names" if field in mapping else ""
            return Rejected(row, f"no {field}{where}", raw(fields))
        if not isinstance(value, str) and (field != "id" or not isinstance(value, int) or isinstance(value, bool)):
            return Rejected(row, f"{field} is no text", raw(fields))
        if not fold(texts[field]).text.strip():
            return Rejected(row, f"empty {field}", raw(fields))
    published = texts.get("published")
    article = Article(
        texts["id"],
        texts["outlet"],
        texts["text"],
        texts.get("title"),
        dates.iso(published) if published else None,
        published,
        texts.get("story") or None,
        {k: v for k, v in sorted(texts.items()) if k not in KNOWN},
    )
    return article, had_html


def plain(text: str) -> str | None:
    """The text of an HTML body, a line per block; any other text as it is; None where tags are nested past all sense.

    >>> plain("<p>قالت&nbsp;<b>سانا</b></p><p>إن</p>").split()
    ['قالت', 'سانا', 'إن']
    """
    if _ESCAPED_TAG.search(text) and not _TAG.search(text):
        text = html.unescape(text)  # HTML that went through a feed is escaped once more
    if not _TAG.search(text):
        return text  # entities alone are no HTML body; offsets into the corpus stay good
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _OPEN_ENDED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    if deepest > DEEPEST:
        return None
    if _BLOCK_TAG.search(text):
        # A line break of the source is a blank in HTML; an empty line stays, as many sites write paragraphs so.
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", re.sub(r"[ \t\r\f]*\n[ \t\r\f]*", "\n", text))
        text = _BLOCK_TAG.sub(r"\n\g<0>", text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "template", "iframe", "noscript", "svg"])
    lines = (line.strip(" \t\r\f") for line in (tree.body.text() if tree.body else "").split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _text(value: object) -> str:
    """A field as text: strings as they are, dates in ISO, the rest as JSON."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, date):
        return value.isoformat()
    return _clean(json.dumps(value, ensure_ascii=False, default=str))


def _clean(text: str) -> str:
    """Without lone surrogates, which no file can hold: each becomes U+FFFD, so that offsets stay."""
    return SURROGATE.sub("\ufffd", text)
