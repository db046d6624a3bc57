"""HTML bodies as text."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

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
# Up to the next tag and no further, or a text full of openings takes time by the square.
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_BLOCK}|{_INLINE})(?:\s(?:[^<>&]|&(?!lt;|gt;))*)?/?&gt;", re.I)
_BLANK = " \t\r\f"


def plain(text: str) -> str | None:
    """The text of an HTML body, a line per block; any other text as it is; None where tags are nested past all sense.

    >>> plain("<p>قالت&nbsp;<b>سانا</b></p><p>إن</p>").split()
    ['قالت', 'سانا', 'إن']
    """
    if "&" in text and not _has_tag(text) and _ESCAPED_TAG.search(text):
        text = html.unescape(text)  # HTML that went through a feed is escaped once more
    if not _has_tag(text):
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
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", "\n".join(line.strip(_BLANK) for line in text.split("\n")))
        text = _BLOCK_TAG.sub(r"\n\g<0>", text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "template", "iframe", "noscript", "svg"])
    lines = (line.strip(_BLANK) for line in (tree.body.text() if tree.body else "").split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _has_tag(text: str) -> bool:
    return "<" in text and _TAG.search(text) is not None
