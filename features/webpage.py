"""Marked articles as one self-contained page, from right to left, light or dark, without script.

Whatever comes from the corpus is escaped, its unseen characters are shown by their code point, and ids are made of places
and numbers only. Between the tags stands the text itself: the numbers before marks are drawn by the style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from features.article import POLES
from features.entries import Entry, entries, name_marks, short, text_marks, told
from features.finished import Dossier
from features.marks import UNSEEN, Mark, arranged, code, heights, steps

TEMPLATES = Path(__file__).parent / "templates"
BEGINS = '<!doctype html>\n<html lang="ar" dir="rtl" data-made-by="isnad show">'
HUES, HIGHEST = 6, 6


def render(found: Sequence[Dossier]) -> str:
    """HTML of some articles; the one style sheet is named by its hash in the page's security policy."""
    style = (TEMPLATES / "show.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters.update(seen=seen, short=short, told=told)
    return environment.get_template("show.html.j2").render(
        begins=Markup(BEGINS),
        style=Markup(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        articles=[_article(f"a{place}", dossier) for place, dossier in enumerate(found, 1)],
    )


def _article(id: str, dossier: Dossier) -> dict[str, Any]:
    text, title = dossier.article["text"], dossier.article["title"]
    marks = arranged(text, text_marks(dossier, names=True))
    listed: list[Entry] = entries(dossier)
    return {
        "id": id,
        "row": dossier.article,
        "title": marked(title, arranged(title, name_marks(dossier.title_names)), f"{id}t") if title else None,
        "text": marked(text, marks, id),
        "levels": min(HIGHEST, max(heights(marks).values(), default=0)),
        "entries": listed,
        "names": sorted(dossier.names, key=lambda n: (n["start"], n["end"])),
        "poles": POLES,
        "hues": HUES,
    }


def seen(text: str) -> Markup:
    """Text escaped, with unseen characters shown; the carriage return of an end of line stays one."""
    made, at = [], 0
    for found in UNSEEN.finditer(text):
        made += [_escaped(text[at : found.start()]), f'<b class="unseen" dir="ltr">{code(found.group())}</b>']
        at = found.end()
    return Markup("".join([*made, _escaped(text[at:])]))


def _escaped(text: str) -> str:
    return str(escape(text)).replace("\r", "&#13;")


def marked(text: str, marks: Sequence[Mark], id: str) -> Markup:
    """A text with arranged marks as elements; a cue leads to its entry in the list unless it stands in another cue."""
    high = heights(marks)
    made: list[str] = []
    linked: list[int] = []  # cues that are open as links: a link may hold no other
    named = set[int]()  # attributions whose cue bears an id
    for step in steps(len(text), marks):
        if step.does == "text":
            made.append(seen(text[step.start : step.end]))
        elif step.does == "close":
            made.append("</a>" if step.mark in linked else "</span>")
            linked = [i for i in linked if i != step.mark]
        else:
            mark = marks[step.mark]
            traits = _traits(mark, step.whole, high.get(step.mark, 0))
            if mark.kind == "cue" and not linked:
                linked.append(step.mark)
                made.append(f'<a href="#{id}n{mark.numbers[0]}"{_anchor(mark, id, named)}{traits}>')
            else:
                made.append(f"<span{_anchor(mark, id, named)}{traits}>")
    return Markup("".join(made))


def _anchor(mark: Mark, id: str, named: set[int]) -> str:
    """The id by which the list finds a cue; of joined cues, or one cut in pieces, the first bears it."""
    if mark.kind != "cue" or mark.numbers[0] in named:
        return ""
    named.add(mark.numbers[0])
    return f' id="{id}c{mark.numbers[0]}"'


def _traits(mark: Mark, whole: bool, height: int) -> str:
    """Class, number and title of a mark; a piece taken up again shows no number."""
    classes = [mark.kind]
    if mark.numbers:
        classes.append(f"hue{(mark.numbers[0] - 1) % HUES}")
    if height:
        classes.append(f"high{min(height, HIGHEST)}")
    if mark.kind == "name":
        classes.append(POLES[mark.valence])
    numbers = ",".join(map(str, mark.numbers))
    number = f' data-n="{numbers}"' if numbers and whole else ""
    title = escape(f"{numbers} {mark.label}".strip())
    return f' class="{" ".join(classes)}"{number} title="{title}"'
