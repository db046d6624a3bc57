"""More figures, plain numbers in and a matplotlib Figure out: coverage, leak gap, ablation, learning curve, citing, time.

Colours are told apart by colour-blind readers (Okabe and Ito 2008); each has a marker or hatch of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from scipy.stats import chi2

from evaluate import beside
from evaluate.figures import COLOURS, STYLE, canvas, look, named, numbered, short
from train.bootstrap import LEVEL, Floats

Json = Mapping[str, Any]
MANNERS = {"affirmed": "#0072B2", "neutral": "#CCCCCC", "doubted": "#E69F00", "denied": "#D55E00"}
HATCHES = {"affirmed": "....", "neutral": "", "doubted": "////", "denied": "xxxx"}


def coverage(outlets: Sequence[tuple[str, int]], months: Sequence[str], counts: Floats) -> Figure:
    """Articles by outlet and month, `counts` (outlets, months) as shade, darker by the logarithm; white is none."""
    figure, axes = canvas(8.4, 1.4 + 0.2 * max(len(outlets), 3))
    shade = np.where(counts > 0, np.log10(np.maximum(counts, 1)) + 0.3, np.nan)
    axes.imshow(shade, cmap="YlGnBu", vmin=0, aspect="auto", interpolation="none")
    named(axes, [numbered(outlet, n) for outlet, n in outlets])
    step = max(1, -(-len(months) // 12))
    axes.set_xticks(range(0, len(months), step), months[::step], rotation=40, ha="right", fontsize=8)
    return figure


def leak_gap(rows: Sequence[Json]) -> Figure:
    """Macro-F1 on the random split less that on unseen outlets, by model, largest first; 0 is no gain from having met one."""
    figure, axes = canvas(6.4, 1.1 + 0.3 * max(len(rows), 2))
    for i, row in enumerate(reversed(rows)):
        if row["low"] is not None:
            axes.plot([row["low"], row["high"]], [i, i], color=COLOURS[1], lw=1.6, alpha=0.6)
        axes.scatter([row["value"]], [i], 30, COLOURS[1], marker="D", zorder=2)
    axes.axvline(0, color="#666666", lw=0.8, ls=":")
    named(axes, [str(row["model"]) for row in reversed(rows)])
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.set_xlabel("macro-F1: random split less unseen outlets (90 % interval)")
    return figure


def ablation(games: Sequence[tuple[str, Sequence[str], Sequence[tuple[str, Sequence[Json]]]]]) -> Figure:
    """What players are worth: [(game, [measure], [(player, rows by measure)])], a line of panels a game, a bar a player."""
    columns = max(len(measures) for _, measures, _ in games)
    heights = [1.0 + 0.24 * len(players) for _, _, players in games]
    order = list(dict.fromkeys(measure for _, measures, _ in games for measure in measures))
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(2.6 + 2.0 * columns, sum(heights)), layout="constrained")
        grid = figure.subplots(len(games), columns, squeeze=False, height_ratios=heights)
        for line, (game, measures, players) in zip(grid, games, strict=True):
            for k, (axes, measure) in enumerate(zip(line, measures, strict=False)):
                for i, (_, rows) in enumerate(players):
                    axes.barh(i, rows[k]["value"], height=0.7, color=COLOURS[order.index(measure)], alpha=0.6)
                    if rows[k]["low"] is not None:
                        axes.plot([rows[k]["low"], rows[k]["high"]], [i, i], color="#222222", lw=1.2)
                axes.axvline(0, color="#666666", lw=0.8)
                axes.set_xlabel(f"{measure},\nmacro-F1", fontsize=8)
                axes.set_ylim(-0.6, len(players) - 0.4)
                named(axes, [player for player, _ in players] if k == 0 else [""] * len(players))
            line[0].set_title(game)
            for axes in line[len(measures) :]:
                axes.set_visible(False)
        return figure


def learning_curve(lines: Sequence[tuple[str, Sequence[Json]]]) -> Figure:
    """Scores on unseen outlets by outlets learnt from: [(metric, rows by number of outlets)]; shade is the interval."""
    figure, axes = canvas(6.4, 3.6)
    for i, (metric, rows) in enumerate(lines):
        colour, marker = look(i)
        at = [row["outlets"] for row in rows]
        axes.plot(at, [row["value"] for row in rows], color=colour, marker=marker, label=metric)
        known = [row for row in rows if row["low"] is not None]
        low, high = ([row[edge] for row in known] for edge in ("low", "high"))
        axes.fill_between([row["outlets"] for row in known], low, high, color=colour, alpha=0.15, lw=0)
        axes.vlines(at, [row["least"] for row in rows], [row["most"] for row in rows], color=colour, lw=1)
    outlets = sorted({row["outlets"] for _, rows in lines for row in rows})
    axes.set_xscale("log")
    axes.set_xticks(outlets, [str(n) for n in outlets])
    axes.minorticks_off()
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("outlets learnt from")
    axes.set_ylabel("score on unseen outlets")
    axes.legend(loc="lower right", frameon=True, fontsize=8)
    return figure


def robustness(
    names: Sequence[str], panels: Sequence[tuple[str, Sequence[tuple[str, Sequence[Json | None]]]]]
) -> Figure:
    """What alterations of the texts do: [(axis, [(what is measured, a row or None for each name)])], the first name on top."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9.4, 1.4 + 0.27 * len(names)), layout="constrained")
        grid = figure.subplots(1, len(panels), squeeze=False, sharey=True)[0]
        for axes, (axis, told) in zip(grid, panels, strict=True):
            for k, (label, rows) in enumerate(told):
                colour, marker = look(k)
                lift = 0.22 * (len(told) - 1 - 2 * k) / 2
                at = [(len(names) - 1 - i + lift, row) for i, row in enumerate(rows) if row is not None]
                for y, row in at:
                    if row["low"] is not None:
                        axes.plot([row["low"], row["high"]], [y, y], color=colour, lw=1.3, alpha=0.6, zorder=1)
                axes.scatter(
                    [row["value"] for _, row in at],
                    [y for y, _ in at],
                    20,
                    colour,
                    marker=marker,
                    label=label,
                    zorder=2,
                )
            limits = [(len(names) - 1 - i, row["limit"]) for i, row in enumerate(told[0][1]) if row and row["limit"]]
            for y, limit in limits:
                axes.plot([limit, limit], [y - 0.4, y + 0.4], color="#222222", lw=1.2, zorder=0)
            axes.set_xlabel(axis)
            axes.set_ylim(-0.7, len(names) - 0.3)
            axes.set_xlim(left=-0.03 * axes.get_xlim()[1])
            axes.tick_params(axis="y", length=0)
            axes.grid(axis="y", color="#EEEEEE", lw=0.6)
            axes.set_axisbelow(True)
            axes.legend(loc="lower right", frameon=True, fontsize=8)
        named(grid[0], [*reversed(names)])
        return figure


def carried(panels: Sequence[tuple[str, Sequence[tuple[str, int, Mapping[str, float], str]]]]) -> Figure:
    """How each side's word is carried: [(side, [(outlet, n, {manner: share}, where its row stands)])], stacked to 100 %."""
    tallest = max(len(rows) for _, rows in panels)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(5.2 * len(panels), 1.3 + 0.23 * tallest), layout="constrained")
        grid = figure.subplots(1, len(panels), squeeze=False)[0]
        for axes, (side, rows) in zip(grid, panels, strict=True):
            at, left = np.arange(len(rows))[::-1], np.zeros(len(rows))
            for manner, colour in MANNERS.items():
                share = np.array([by.get(manner, 0.0) for _, _, by, _ in rows])
                bars = axes.barh(at, share, left=left, height=0.8, color=colour, label=manner)
                for bar, (_, _, _, where) in zip(bars, rows, strict=True):
                    bar.set(hatch=HATCHES[manner], edgecolor="white", linewidth=0.4)
                    bar.set_url(f"#{where}?manner={manner}")
                left += share
            axes.set_yticks(at, [numbered(o, n, 20) for o, n, _, _ in rows], parse_math=False, fontsize=8)
            axes.tick_params(axis="y", length=0)
            axes.set_ylim(len(rows) - tallest - 0.6, len(rows) - 0.4)
            axes.set_xlim(0, 1)
            axes.set_xticks([0, 0.5, 1], ["0", "50", "100 %"])
            axes.set_title(f"word of {side}")
        handles, texts = grid[0].get_legend_handles_labels()
        figure.legend(handles, texts, loc="outside upper center", ncols=4, frameon=False)
        return figure


def over_time(panels: Sequence[tuple[str, Sequence[tuple[str, Sequence[Json]]]]], years: Sequence[int]) -> Figure:
    """Mean of names in own voice by year: [(referent, [(outlet, rows with year, value, low, high, at)])]."""
    columns = min(3, len(panels))
    lines = -(-len(panels) // columns)
    order = list(dict.fromkeys(outlet for _, some in panels for outlet, _ in some))
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(3.6 * columns, 0.7 + 2.3 * lines), layout="constrained")
        grid = figure.subplots(lines, columns, squeeze=False, sharex=True, sharey=True).ravel()
        for axes, (referent, some) in zip(grid, panels, strict=False):
            for i, (outlet, rows) in enumerate(some):
                _course(axes, rows, order.index(outlet), short(outlet), 0.06 * (i - (len(some) - 1) / 2))
            axes.axhline(0, color="#999999", lw=0.7, ls=":")
            axes.set_title(referent)
            axes.set_ylim(-1.08, 1.08)
            axes.set_xlim(min(years) - 0.5, max(years) + 0.5)
            axes.set_yticks([-1, 0, 1], ["hostile", "0", "friendly"])
            axes.xaxis.get_major_locator().set_params(integer=True)
        for axes in grid[len(panels) :]:
            axes.set_visible(False)
        found = {label: h for axes in grid for h, label in zip(*axes.get_legend_handles_labels(), strict=True)}
        figure.legend(found.values(), found.keys(), loc="outside upper center", ncols=3, frameon=False)
        return figure


def _course(axes: Axes, rows: Sequence[Json], number: int, label: str, shift: float) -> None:
    colour, marker = look(number)
    at, values = [row["year"] + shift for row in rows], [row["value"] for row in rows]
    axes.plot(at, values, color=colour, lw=1, alpha=0.6)
    for x, row in zip(at, rows, strict=True):
        if row["low"] is not None:
            axes.plot([x, x], [row["low"], row["high"]], color=colour, lw=1, alpha=0.5)
    points = axes.scatter(at, values, 20, colour, marker=marker, label=label, zorder=2)
    points.set_urls([f"#{row['at']}" for row in rows])


def citing_map(outlets: Sequence[Json], sources: Sequence[Json], inertia: Sequence[float]) -> Figure:
    """Outlets (points, with ellipses that hold 90 % of draws of their articles) among the sources they cite (crosses)."""
    figure, axes = canvas(8.4, 6.6)
    reach = float(np.sqrt(chi2.ppf(LEVEL, 2)))
    for row in outlets:
        if row["xx"] is not None:
            axes.add_patch(_ellipse(row, reach))
    points = axes.scatter(
        [o["x"] for o in outlets], [o["y"] for o in outlets], 26, COLOURS[0], label="outlet", zorder=3
    )
    points.set_urls([f"#{o['at']}" for o in outlets])
    axes.scatter(
        [s["x"] for s in sources], [s["y"] for s in sources], 26, COLOURS[1], marker="x", label="source", zorder=2
    )
    axes.axhline(0, color="#CCCCCC", lw=0.7, zorder=0)
    axes.axvline(0, color="#CCCCCC", lw=0.7, zorder=0)
    axes.set_xlabel(f"first axis ({100 * inertia[0]:.0f} % of inertia)")
    axes.set_ylabel(f"second axis ({100 * inertia[1]:.0f} %)")
    figure.legend(loc="outside upper right", ncols=2, frameon=False, fontsize=8)
    # The best known keep their names; the rest are in the figure's data, since names that overlap tell nothing.
    told = [(o["n"], short(o["outlet"], 20), o, COLOURS[0]) for o in outlets]
    told += [(s["n"], short(s["plain"], 24), s, COLOURS[1]) for s in sources]
    told.sort(key=lambda one: (-one[0], one[1]))
    beside.name(axes, [(words, row["x"], row["y"], colour) for _, words, row, colour in told])
    return figure


def _ellipse(row: Json, reach: float) -> Ellipse:
    size, turn = np.linalg.eigh(np.array([[row["xx"], row["xy"]], [row["xy"], row["yy"]]]))
    width, height = 2 * reach * np.sqrt(np.maximum(size, 0))
    angle = float(np.degrees(np.arctan2(turn[1, 0], turn[0, 0])))
    look = {"facecolor": COLOURS[0], "alpha": 0.1, "edgecolor": COLOURS[0], "lw": 0.6, "zorder": 1}
    return Ellipse((row["x"], row["y"]), float(width), float(height), angle=angle, **look)
