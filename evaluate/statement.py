"""The data statement (Bender & Friedman 2018, TACL 6), filled in as far as the corpus tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]
ASKED = {
    "curation": "curation rationale: which texts, and why these",
    "language": "language variety",
    "author": "who wrote the texts",
    "annotator": "who labelled them",
    "situation": "time and place of writing",
    "characteristics": "genre and topic",
    "quality": "quality of the copies",
    "licence": "rights in the texts",
}


def statement(report: Json) -> list[dict[str, str | None]]:
    """One row per question: asked, answer (None where the run cannot know)."""
    known = answers(report)
    return [{"asked": asked, "answer": known.get(key)} for key, asked in ASKED.items()]


def answers(report: Json) -> dict[str, str]:
    """What the corpus and the labels tell of themselves."""
    counts = report["audit"]["model"]
    scripts = ", ".join(f"{n} {script}" for script, n in sorted(counts["coverage"]["languages"].items()))
    said = {
        "language": f"Articles by script: {scripts}. Lexicons and rules are for Standard Arabic; dialect is not told apart.",
        "author": f"{counts['outlets']} outlets; persons are not looked at.",
        "characteristics": "News on the Syrian war, as far as the corpus is what it is meant to be; topic is not checked.",
        "quality": f"{counts['duplicates']} near-duplicates, {counts['rejected']} rows unreadable; furniture is masked.",
    }
    if counts["first"]:
        said["situation"] = (
            f"Published {counts['first']} to {counts['last']}; {counts['undated']} articles have no date."
        )
    if report["bases"]:
        said["annotator"] = "Nobody read the articles: labels belong to outlets and rest on what stands above."
    return said
