"""Names beside the points of a figure, so that none lies over another, over a point or beyond the frame."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from itertools import product
from typing import Any

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

SIZE, ROOM, POINT = 7.5, 1.5, 3.5  # of a name, round it, and half a point's width, all in typographic points
FAR = (5.0, 10.0, 18.0)  # how far a name may stand from its point; from the second on a thin line joins them
ROUND = [(1, 1), (1, -1), (-1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)]
ACROSS = {1: "left", 0: "center", -1: "right"}
UPWARD = {1: "bottom", 0: "center", -1: "top"}


def name(axes: Axes, told: Sequence[tuple[str, float, float, str]]) -> list[Annotation]:
    """Write (words, x, y, colour) beside their points, the first first; what finds no room is left out.

    The figure's layout is settled first and stays as it is, since another would move the points.
    """
    figure: Any = axes.figure
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        return _written(axes, told)


def _written(axes: Axes, told: Sequence[tuple[str, float, float, str]]) -> list[Annotation]:
    figure: Any = axes.figure
    unit = figure.dpi / 72
    places = [tuple(axes.transData.transform((x, y))) for _, x, y, _ in told]
    points = [Bbox.from_extents(x, y, x, y).padded(POINT * unit) for x, y in places]
    taken: list[Bbox] = []
    written = []
    for i, (words, x, y, colour) in enumerate(told):
        label = axes.annotate(
            words, (x, y), (0, 0), textcoords="offset points", fontsize=SIZE, color=colour, parse_math=False
        )
        others = [*taken, *points[:i], *points[i + 1 :]]
        found = _room(places[i], label.get_window_extent(), unit, others, axes.bbox)
        if found is None:
            label.remove()
            continue
        far, across, upward, box = found
        taken.append(box)
        written.append(label)
        label.set(ha=ACROSS[across], va=UPWARD[upward], position=(far * across, far * upward))
        if far > FAR[0]:
            line = {"arrowstyle": "-", "lw": 0.4, "color": colour, "shrinkA": 0, "shrinkB": 2}
            offset = (far * across, far * upward)
            axes.annotate("", (x, y), offset, textcoords="offset points", zorder=1, arrowprops=line)
    return written


def _room(
    place: tuple[float, ...], size: Bbox, unit: float, others: Sequence[Bbox], frame: Bbox
) -> tuple[float, int, int, Bbox] | None:
    """How far and which way from a place a name finds room, nearest first, and the box it then fills; in pixels but `far`."""
    for far, (across, upward) in product(FAR, ROUND):
        x, y = place[0] + far * unit * across, place[1] + far * unit * upward
        left, low = x - size.width * (1 - across) / 2, y - size.height * (1 - upward) / 2
        box = Bbox.from_bounds(left, low, size.width, size.height).padded(ROOM * unit)
        inside = (
            frame.containsx(box.x0) and frame.containsx(box.x1) and frame.containsy(box.y0) and frame.containsy(box.y1)
        )
        if inside and not any(box.overlaps(other) for other in others):
            return far, across, upward, box
    return None
