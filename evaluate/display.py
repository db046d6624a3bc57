"""A figure and its data, computing and drawing kept apart: `Display` holds rows, and draws them when asked.

In a notebook: `displays(json.loads(Path("out/report.json").read_text()))["positions"]` shows the figure, `.rows` its numbers,
`.figure()` gives the matplotlib Figure to change.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from evaluate import parallel
from evaluate.evidence import seemly
from evaluate.figures import STYLE, svg

Json = Mapping[str, Any]
DPI = 300  # of the pictures for print


@dataclass(frozen=True, slots=True)
class Display:
    """What a figure draws, a row per mark, and the function that draws it."""

    name: str
    rows: Sequence[Json]
    draw: Callable[[], Figure]

    def figure(self) -> Figure:
        """A new matplotlib Figure."""
        return self.draw()

    def svg(self) -> str:
        """The figure as an SVG element, always the same bytes."""
        return svg(self.draw(), self.name)

    _repr_svg_ = svg

    def png(self) -> bytes:
        """The figure as a picture with 300 dots an inch."""
        file = io.BytesIO()
        with mpl.rc_context(STYLE), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing")
            self.draw().savefig(file, format="png", dpi=DPI, metadata={"Software": None})
        return file.getvalue()

    def csv(self) -> str:
        """The rows as CSV, a header first; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
        file = io.StringIO()
        columns = list(dict.fromkeys(column for row in self.rows for column in row))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([harmless(row.get(column)) for column in columns] for row in self.rows)
        return file.getvalue()


def harmless(value: object) -> object:
    """A cell without marks that turn text and without a formula.

    >>> harmless("=HYPERLINK(1)"), harmless(-0.5), harmless(None)
    ("'=HYPERLINK(1)", -0.5, '')
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = seemly(value)
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text


def write(shown: Mapping[str, Display], folder: Path, workers: int = 1) -> dict[str, str]:
    """NAME.svg, NAME.png and NAME.csv of every figure; the SVG by name."""
    folder.mkdir()
    drawn = parallel.run([partial(_written, one, folder / name) for name, one in shown.items()], workers)
    return dict(zip(shown, drawn, strict=True))


def _written(one: Display, stem: Path) -> str:
    drawn = one.svg()
    stem.with_suffix(".svg").write_text(drawn, encoding="utf-8")
    stem.with_suffix(".png").write_bytes(one.png())
    stem.with_suffix(".csv").write_text(one.csv(), encoding="utf-8-sig")
    return drawn
