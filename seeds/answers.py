"""What an invented article holds, known by construction: marks set while it is composed, and read off when it is whole.

A mark is `OPEN label MIDDLE words CLOSE` in characters of the private use area; marks nest and hold no digits, so a text may
be dressed with its marks in. What is read off has the format of a gold file: spans [start, end] in code points, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
ANNOTATOR = "by construction"
POLES = {"hostile": -1, "neutral": 0, "friendly": 1}
Place = tuple[str, int, int]


def mark(label: str, words: str) -> str:
    """Words with a mark round them.

    >>> read(mark("name IS neutral", "تنظيم الدولة") + " هنا")
    ('تنظيم الدولة هنا', [('name IS neutral', 0, 12)])
    """
    return f"{OPEN}{label}{MIDDLE}{words}{CLOSE}"


def named(referent: str, pole: str, wording: str) -> str:
    """A wording marked as a name: death in plain words is none, and holding ground is named without its preposition."""
    if referent == "DEAD" and pole == "neutral":
        return wording
    name, on, rest = wording.partition(" على") if referent == "TAKING" else (wording, "", "")
    return mark(f"name {referent} {pole}", name) + on + rest


def sourced(speaker: Mapping[str, Any]) -> str:
    """A speaker's text marked as a source, with the actor that it names."""
    text = str(speaker["text"])
    for words, referent in speaker.get("names", {}).items():
        text = text.replace(words, mark(f"name {referent} neutral", words))
    return mark("source", text)


def said(speaker: Mapping[str, Any], cue_class: str, words: str, mode: str = "indirect") -> str:
    """Words marked as one attribution to a speaker; the marks inside say which are cue, source and content."""
    return mark(f"said {cue_class} {mode} {speaker['type']} {speaker['side']}", words)


def read(marked: str) -> tuple[str, list[Place]]:
    """The text without its marks, and each mark's label, start and end in order of where it opens (outer before inner)."""
    text: list[str] = []
    places: list[Place | None] = []
    open_marks: list[tuple[int, str, int]] = []
    position = length = 0
    while position < len(marked):
        character = marked[position]
        if character == OPEN:
            middle = marked.index(MIDDLE, position)
            open_marks.append((len(places), marked[position + 1 : middle], length))
            places.append(None)
            position = middle
        elif character == CLOSE:
            number, label, start = open_marks.pop()
            places[number] = (label, start, length)
        else:
            text.append(character)
            length += 1
        position += 1
    return "".join(text), [place for place in places if place is not None]


def answers(places: list[Place]) -> dict[str, Any]:
    """`attributions` and `names` of a gold file from the marks of a text.

    `said CLASS MODE TYPE SIDE` holds marks `cue`, `source`, `content` of one attribution: who has no source of his own is the
    speaker before, what has no content of its own shares that of the next. `name REFERENT POLE` is attributed within content.
    """
    said: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for label, start, end in places:
        kind, *codes = label.split()
        if kind == "said":
            keys = ("cue_class", "mode", "source_type", "source_side")
            said.append({"source": None, "content": [], **dict(zip(keys, codes, strict=True))})
        elif kind == "content":
            said[-1]["content"] = [[start, end]]
        elif kind in ("cue", "source"):
            said[-1][kind] = [start, end]
        else:
            names.append({"span": [start, end], "referent": codes[0], "valence": POLES[codes[1]]})
    for number, one in enumerate(said):
        one["content"] = one["content"] or said[number + 1]["content"]
        one["resolved"] = None if one["source"] else said[number - 1]["source"]
    told = [tuple(content) for one in said for content in one["content"]]
    for name in names:
        start, end = name["span"]
        name["voice"] = "attributed" if any(a <= start and end <= b for a, b in told) else "own"
    return {"attributions": said, "names": names, "annotator": ANNOTATOR}
