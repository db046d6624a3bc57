"""Articles in: what the rows of a corpus, of any format, say as articles.

Rows are read one at a time; of those gone by, only a 16-byte hash of each id is kept. A row that cannot be an article comes
back as `Rejected`, with where it stood and why.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from features import dates, formats
from features.article import Article
from features.files import SURROGATE, Rejected, Row, Source, is_whole, lacking, raw
from features.markup import DEEPEST, plain
from seeds.arabic import TATWEEL, fold
from seeds.chain import Refused

__all__ = ["Rejected", "articles", "mapping", "plain"]

# What a file that is not whole makes its reader say.
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError)
REQUIRED = ("id", "outlet", "text")
KNOWN = (*REQUIRED, "published", "title", "story")
FIELDS = (*KNOWN, "url", "author")
_LETTER = re.compile("[0-9A-Za-z\u0621-\u063a\u0641-\u064a]")  # each folds to something that is no blank
_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a fraction",
    list: "a list",
    dict: "an object",
    bytes: "bytes",
}


def articles(
    corpus: Path, mapping: Mapping[str, str] | None = None, say: Callable[[str], object] = print
) -> Iterator[Article | Rejected]:
    """All articles of a corpus in its own order; ids are unique, a later twin is rejected.

    `mapping` gives for a field of ours the corpus's own name of it. What the reader had to decide (encodings, HTML) is said.
    """
    named = mapping or {}
    needs = {field: named.get(field, field) for field in REQUIRED}
    seen: dict[bytes, int | str] = {}
    never = {*named.values(), *needs.values()}
    met: dict[str, None] = {}
    hidden: set[str] = set()
    stripped = 0
    for row, fields in _rows(corpus, needs, say):
        if isinstance(fields, Rejected):
            yield fields
            continue
        if never:  # no longer, once every name was met
            never -= fields.keys()
            met |= dict.fromkeys(list(fields)[:1000]) if len(met) < 1000 else {}
        hidden |= {field for field in named if field in fields}
        made = _article(row, _renamed(fields, named), named)
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
    if aside := hidden - set(named.values()):
        say(f"{corpus}: its own {_listed(aside)} left aside for what --map names")
    if met and (said := lacking({f: c for f, c in needs.items() if c in never}, met)):
        say(f"{corpus}: {said}")
    if unmet := never & set(named.values()):
        say(f"{corpus}: no row has {_listed(unmet)}, which --map names")


def _listed(names: set[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names))


def _rows(corpus: Path, needs: Mapping[str, str], say: Callable[[str], object]) -> Iterator[Row]:
    """All rows of a corpus in its own order, each with its number or the name of its file."""
    source = Source(str(corpus), lambda: corpus.open("rb"), say, needs)
    try:
        if corpus.is_dir():
            yield from formats.folder(corpus, source)
        elif not corpus.is_file():
            raise Refused(f"{corpus}: no such file or folder; give a corpus: {formats.KINDS}")
        elif corpus.suffix.lower() == ".zip":
            yield from formats.archive(corpus, source)
        elif corpus.suffix.lower() == ".txt":
            raise Refused(f"{corpus}: a file where a folder is needed; give one with a sub-folder of .txt per outlet")
        elif reader := formats.reader(corpus.name):
            yield from reader(source)
        else:
            raise Refused(f"{corpus}: {formats.stranger(corpus.name)}")
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
            return Rejected(row, f"{field} is no text but {_KINDS.get(type(value), 'something else')}", raw(fields))
        if is_empty(texts[field]):
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


def is_empty(text: str) -> bool:
    """Whether nothing is left of a text once blanks, diacritics, tatweel and invisible marks are gone.

    >>> is_empty("\u0640\u064e \u200f"), is_empty("\u2026")
    (True, False)
    """
    return _LETTER.search(text) is None and not fold(text.replace(TATWEEL, "")).text.strip()


def _text(value: object) -> str:
    """A field as text: strings as they are, dates in ISO, the rest as JSON."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, date):
        return value.isoformat()
    return _clean(json.dumps(value, ensure_ascii=False, default=str))


def _clean(text: str) -> str:
    """Without lone surrogates, which no file can hold: each becomes U+FFFD, so that offsets stay."""
    return text if is_whole(text) else SURROGATE.sub("\ufffd", text)
