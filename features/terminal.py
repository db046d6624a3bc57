"""Marked articles for a terminal: colours where it has them, else brackets; every line stays a line of Arabic text.

A bracket opens with a number (`[1: `) and tells at its end what it was (`|cue, report]`), so that the first letter of a line
is Arabic and the terminal or editor turns the line from right to left by itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TextIO

from features.entries import Entry, entries, name_marks, text_marks, told
from features.finished import Dossier
from features.marks import UNSEEN, Mark, arranged, code, steps

RESET, DIM = "\x1b[0m", "\x1b[2m"
COLOURS = {"furniture": "2", "content": "4", "source": "36", "resolved": "3;36", "cue": "1;33"}
VALENCE_COLOURS = {-1: "31", 0: "34", 1: "32"}
_RAISED = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹·")


def has_colours(out: TextIO, environment: Mapping[str, str] = os.environ, system: str = os.name) -> bool:
    """Whether colours will show: a terminal that has them, and no wish to go without (no-color.org)."""
    if environment.get("NO_COLOR") or not out.isatty():
        return False
    if system == "nt":  # the old console prints the codes as they are
        return any(environment.get(sign) for sign in ("WT_SESSION", "ANSICON", "TERM")) or (
            environment.get("ConEmuANSI") == "ON"
        )
    return environment.get("TERM", "dumb") != "dumb"


def plain(text: str) -> str:
    """Text whose unseen characters are shown by their code point: none of them may steer a terminal."""
    return UNSEEN.sub(lambda m: f"<{code(m.group())}>", text)


def bracketed(text: str, marks: Sequence[Mark]) -> str:
    """A text with arranged marks as brackets; … stands where a bracket is closed only to be taken up again."""
    made = []
    for step in steps(len(text), marks):
        if step.does == "text":
            made.append(plain(text[step.start : step.end]))
        elif step.does == "open":
            made.append(f"[{_numbers(marks[step.mark]) or '*'}{'' if step.whole else '…'}: ")
        else:
            made.append(f"|{plain(marks[step.mark].label)}{'' if step.whole else '…'}]")
    return "".join(made)


def coloured(text: str, marks: Sequence[Mark]) -> str:
    """A text with arranged marks as colours, ended before each end of line; a raised number stands before each cue."""
    made = []
    for step in steps(len(text), marks):
        if step.does == "open" and step.whole and marks[step.mark].kind == "cue":
            made.append(f"{DIM}{_numbers(marks[step.mark]).translate(_RAISED)}{RESET}")
        elif step.does == "text":
            colours = [_colour(marks[i]) for i in step.inside]
            lines = plain(text[step.start : step.end]).split("\n")
            made.append("\n".join(f"\x1b[{';'.join(colours)}m{x}{RESET}" if x and colours else x for x in lines))
    return "".join(made)


def _colour(mark: Mark) -> str:
    return VALENCE_COLOURS[mark.valence] if mark.kind == "name" else COLOURS[mark.kind]


def _numbers(mark: Mark) -> str:
    return ",".join(map(str, mark.numbers))


def show(dossier: Dossier, colours: bool, names: bool) -> str:
    """An article with its marks, then the list of its attributions and, if asked for, of its names."""
    draw = coloured if colours else bracketed
    article, text = dossier.article, dossier.article["text"]
    about = [article["article"], article["outlet"], str(article["published"] or article["published_raw"] or "no date")]
    if article["duplicate_of"]:
        about.append(f"duplicate of {article['duplicate_of']}, all masked")
    lines = ["=" * 20 + " " + plain(" | ".join(about).replace("\n", " "))]
    if title := article["title"]:
        lines.append(draw(title, arranged(title, name_marks(dossier.title_names) if names else [])))
    lines += ["", draw(text, arranged(text, text_marks(dossier, names))), ""]
    for entry in entries(dossier):
        lines += map(plain, listed(entry))
    if not dossier.attributions:
        lines.append("no attributions")
    if names:
        lines += ["", f"{len(dossier.names)} names"]
        lines += [plain(f"  {told(n)}: {' '.join(n['words'].split())}") for n in dossier.names]
    return "\n".join(lines) + "\n"


def listed(entry: Entry) -> list[str]:
    """The lines of an attribution: a label first, Arabic behind it, so that lines of both directions stay in order."""
    source = entry.source or ("(none)" if not entry.resolved else "")
    resolved = f"(resolved) {entry.resolved}" if entry.resolved else ""
    who = " ".join(" ".join(part.split()) for part in (source, resolved) if part)
    chain = " -> ".join(" ".join(filter(None, (x.role, x.who, x.status and f"({x.status})"))) for x in entry.chain)
    lines = [
        f"{entry.number:>3}  {entry.cue_class}, {entry.mode}{', masked' if entry.masked else ''}: {entry.cue}",
        f"     source, {entry.type} / {entry.side}: {who}",
    ]
    if entry.entity:
        lines.append(f"     entity: {entry.entity}")
    return [*lines, f"     chain: {chain}", f"     content: {entry.content or '(none)'}"]
