"""A field of a row that bears the name of a dict's method is asked for by brackets: by a dot, Jinja shows the method."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(p for package in ("features", "evaluate") for p in (ROOT / package).rglob("*.j2"))
METHODS = sorted(name for name in dir(dict) if not name.startswith("_"))
SHOWN = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
UNCALLED = re.compile(rf"\.({'|'.join(METHODS)})\b(?!\()")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_templates_show_no_method_for_a_field(path: Path) -> None:
    shown = SHOWN.findall(path.read_text(encoding="utf-8"))
    assert [part for part in shown if UNCALLED.search(part)] == []
