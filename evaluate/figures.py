"""One function per figure: plain numbers in, a matplotlib Figure out; nothing is computed here.

Colours are those of Okabe and Ito (2008), told apart by colour-blind readers, and every colour has a marker or a hatch
of its own. Names may be in any script; matplotlib >= 3.11 shapes Arabic itself, and names are never read as formulas.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from evaluate.evidence import seemly
from train.bootstrap import Estimate, Floats

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
MARKERS = ("o", "s", "^", "D", "v", "P")
UNLABELLED = "#777777"
POLES = {"hostile": "#D55E00", "neutral": "#BBBBBB", "friendly": "#0072B2"}
HATCHES = {"hostile": "////", "neutral": "", "friendly": "...."}
MOST_OUTLETS, LONGEST_NAME = 60, 26
# A mark that leads to its row of report.json bears "#" and the row's JSON pointer as its URL; the page opens what is behind it.
SPOT = re.compile(r'<a xlink:href="#(/[^"]*)"[^>]*>')
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it can be searched and read aloud, and the browser shapes Arabic
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "hatch.linewidth": 0.5,
    "figure.constrained_layout.use": True,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An outlet on the scale."""

    outlet: str
    label: str | None
    articles: int
    position: Estimate
    at: str = ""


def svg(figure: Figure, name: str) -> str:
    """The figure as an SVG element, always the same; its ids begin with `name`, so that many fit on one page."""
    file = io.StringIO()
    with mpl.rc_context({**STYLE, "svg.hashsalt": name}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    text = file.getvalue()
    text = re.sub(r"<!--.*?-->\n?|<metadata>.*?</metadata>\n?", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = SPOT.sub(r'<g class="spot" data-at="\1">', text).replace("</a>", "</g>")
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", text)


def short(name: str, most: int = LONGEST_NAME) -> str:
    """A name that fits beside an axis, on one line."""
    name = seemly(name)
    return name if len(name) <= most else name[: most - 1] + "…"


def numbered(name: str, n: int, most: int = LONGEST_NAME) -> str:
    """A short name with its n; marks of direction keep n on the right of an Arabic name too."""
    return f"\u200e{short(name, most)}\u200e  ({n})"


def positions(placed: Sequence[Placed], labels: Sequence[str]) -> Figure:
    """Outlets from low to high position, a mark and an interval each; at most sixty, those with the most articles."""
    shown = sorted(placed, key=lambda p: (-p.articles, p.outlet))[:MOST_OUTLETS]
    shown.sort(key=lambda p: (p.position.value, p.outlet))
    figure, axes = canvas(7.2, 1.3 + 0.21 * max(len(shown), 3))
    for label, colour, marker in _legend(labels):
        rows = [(i, p) for i, p in enumerate(shown) if (p.label if p.label in labels else None) == label]
        for i, p in rows:
            if p.position.low is not None and p.position.high is not None:
                axes.plot([p.position.low, p.position.high], [i, i], color=colour, lw=1.6, alpha=0.55, zorder=1)
        if rows:
            at = [p.position.value for _, p in rows]
            fill, name = (colour, short(label)) if label else ("white", "no label")
            ranks = [i for i, _ in rows]
            points = axes.scatter(at, ranks, 26, fill, marker=marker, edgecolor=colour, label=name, zorder=2)
            points.set_urls([f"#{p.at}" if p.at else None for _, p in rows])
    axes.axvline(0, color="#999999", lw=0.8, ls=":", zorder=0)
    named(axes, [numbered(p.outlet, p.articles) for p in shown])
    axes.set_ylim(-0.7, len(shown) - 0.3)
    axes.set_xlabel("position (higher: closer to Damascus)")
    axes.grid(axis="y", color="#EEEEEE", lw=0.6)
    axes.set_axisbelow(True)
    axes.legend(loc="lower right", frameon=True, fontsize=8)
    return figure


def _legend(labels: Sequence[str]) -> list[tuple[str | None, str, str]]:
    return [*((label, *look(i)) for i, label in enumerate(labels)), (None, UNLABELLED, "o")]


def look(i: int) -> tuple[str, str]:
    """Colour and marker of the i-th thing in a legend; the first 36 differ from each other."""
    return COLOURS[i % len(COLOURS)], MARKERS[(i + i // len(COLOURS)) % len(MARKERS)]


def named(axes: Axes, names: Sequence[str]) -> None:
    """Names beside the rows of a figure, never read as formulas."""
    axes.set_yticks(range(len(names)), [*names], parse_math=False, fontsize=8)
    axes.tick_params(axis="y", length=0)


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of so many inches with one set of axes, in the style of all."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        return figure, figure.add_subplot()


def scores(values: Mapping[str, Sequence[tuple[str, Mapping[str, Estimate]]]]) -> Figure:
    """Macro-F1 by model on each split, a panel per weighting: {weighting: [(model, {split: estimate})]}, best last."""
    with mpl.rc_context(STYLE):
        most = max((len(rows) for rows in values.values()), default=1)
        figure = Figure(figsize=(8, 1.5 + 0.3 * most), layout="constrained")
        panels = figure.subplots(1, len(values), sharey=True, sharex=True, squeeze=False)[0]
        for axes, (weighting, rows) in zip(panels, values.items(), strict=True):
            _dumbbells(axes, rows)
            axes.set_title("each outlet weighs 1" if weighting == "outlet" else "each article weighs 1")
            axes.set_xlabel("macro-F1 (90 % interval over outlets)")
            axes.set_xlim(-0.02, 1.02)
            axes.set_ylim(-0.7, most - 0.3)
            axes.tick_params(axis="y", length=0)
        named(panels[0], [model for model, _ in next(iter(values.values()))])
        handles, texts = panels[0].get_legend_handles_labels()
        figure.legend(handles, texts, loc="outside upper center", ncols=3, frameon=False)
        return figure


def _dumbbells(axes: Axes, rows: Sequence[tuple[str, Mapping[str, Estimate]]]) -> None:
    looks = {"random": ("#999999", "o"), "outlet": ("#0072B2", "s"), "held_out": ("#D55E00", "^")}
    words = {"random": "random split", "outlet": "unseen outlets", "held_out": "held-out corpus"}
    splits = [s for s in looks if any(s in by for _, by in rows)]
    for i, (_, by) in enumerate(rows):
        ends = [by[s].value for s in splits if s in by]
        axes.plot([min(ends), max(ends)], [i, i], color="#DDDDDD", lw=3, zorder=0, solid_capstyle="round")
    for k, split in enumerate(splits):
        colour, marker = looks[split]
        here = [(i, by[split]) for i, (_, by) in enumerate(rows) if split in by]
        lift = 0.16 * (len(splits) - 1 - 2 * k) / 2
        for i, e in here:
            if e.low is not None and e.high is not None:
                axes.plot([e.low, e.high], [i + lift, i + lift], color=colour, lw=1.3, zorder=1)
        at = [e.value for _, e in here]
        axes.scatter(at, [i + lift for i, _ in here], s=24, color=colour, marker=marker, label=words[split], zorder=2)
    axes.grid(axis="x", color="#EEEEEE", lw=0.6)
    axes.set_axisbelow(True)


def confusion(counts: Floats, shares: Floats, labels: Sequence[str]) -> Figure:
    """Truth by prediction: `shares` of each truth (outlets weigh 1) as shade and number, `counts` of articles below."""
    figure, axes = canvas(1.9 + 1.15 * len(labels), 1.3 + 0.8 * len(labels))
    axes.imshow(np.nan_to_num(shares), cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for i in range(len(labels)):
        for j in range(len(labels)):
            text = f"{100 * shares[i, j]:.0f} %\n{int(counts[i, j])}" if np.isfinite(shares[i, j]) else "–"
            dark = np.nan_to_num(shares[i, j]) > 0.6
            axes.text(j, i, text, ha="center", va="center", color="white" if dark else "black")
    named(axes, [short(x, 18) for x in labels])
    axes.set_xticks(range(len(labels)), [short(x, 18) for x in labels], parse_math=False)
    axes.set(xlabel="predicted", ylabel="label")
    axes.spines[:].set_visible(False)
    return figure


@dataclass(frozen=True, slots=True)
class Called:
    """What an outlet calls an actor in one voice: shares by pole, over n mentions; `at` is where the counts stand."""

    n: int
    shares: Mapping[str, float]
    at: str = ""


def names(panels: Sequence[tuple[str, Sequence[tuple[str, Called, Called | None]]]]) -> Figure:
    """What each actor is called, neutral names over zero: [(referent, [(outlet, own voice, voice of its sources)])].

    The own voice is the broad bar, that of sources the narrow pale one below it.
    """
    columns = 3
    lines = -(-len(panels) // columns) or 1
    tallest = max((len(rows) for _, rows in panels), default=1)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(11, 0.5 + lines * (0.75 + 0.22 * tallest)), layout="constrained")
        grid = figure.subplots(lines, columns, squeeze=False).ravel()
        for axes, (referent, rows) in zip(grid, panels, strict=False):
            at = np.arange(len(rows))[::-1]
            _diverging(axes, [(y + 0.13, own) for y, (_, own, _) in zip(at, rows, strict=True)], 0.5, 1.0)
            said = [(y - 0.28, other) for y, (_, _, other) in zip(at, rows, strict=True) if other is not None]
            _diverging(axes, said, 0.24, 0.6)
            axes.set_yticks(at, [numbered(o, own.n, 20) for o, own, _ in rows], parse_math=False, fontsize=7.5)
            axes.tick_params(axis="y", length=0)
            axes.axvline(0, color="#333333", lw=0.6)
            axes.set_xlim(-1, 1)
            axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["100 %", "50", "0", "50", "100 %"], fontsize=7)
            axes.set_ylim(len(rows) - tallest - 0.6, len(rows) - 0.4)
            axes.set_title(referent, parse_math=False)
        for axes in grid[len(panels) :]:
            axes.set_visible(False)
        if panels:
            handles, texts = grid[0].get_legend_handles_labels()
            figure.legend(handles[:3], texts[:3], loc="outside upper center", ncols=3, frameon=False)
        return figure


def _diverging(axes: Axes, rows: Sequence[tuple[float, Called]], height: float, alpha: float) -> None:
    share = {pole: np.array([called.shares.get(pole, 0.0) for _, called in rows]) for pole in POLES}
    half = share["neutral"] / 2
    lefts = {"hostile": -half - share["hostile"], "neutral": -half, "friendly": half}
    at = [y for y, _ in rows]
    for pole, colour in POLES.items():
        bars = axes.barh(at, share[pole], left=lefts[pole], height=height, color=colour, label=f"{pole} name")
        for bar, (_, called) in zip(bars, rows, strict=True):
            bar.set(hatch=HATCHES[pole], edgecolor="white", linewidth=0.4, alpha=alpha)
            bar.set_url(f"#{called.at}?pole={pole}" if called.at else None)


def cited(
    outlets: Sequence[tuple[str, int]],
    sources: Sequence[str],
    shares: Floats,
    at: Mapping[tuple[int, int], str] | None = None,
) -> Figure:
    """Whom each outlet cites: `shares` (outlets, sources), shade and per cent; n beside the name; `at` where cells stand."""
    figure, axes = canvas(3.9 + 0.5 * max(len(sources), 6), 1.9 + 0.23 * max(len(outlets), 3))
    most = float(np.max(np.nan_to_num(shares), initial=0.4))
    axes.imshow(np.nan_to_num(shares), cmap="Purples", vmin=0, vmax=most, aspect="auto")
    for i, j in np.ndindex(shares.shape):
        if np.isfinite(shares[i, j]) and shares[i, j] >= 0.005:
            ink = "white" if shares[i, j] > 0.55 * most else "black"
            cell = axes.text(j, i, f"{100 * shares[i, j]:.0f}", ha="center", va="center", fontsize=7, color=ink)
            cell.set_url(f"#{at[i, j]}" if at and (i, j) in at else None)
    named(axes, [numbered(o, n) for o, n in outlets])
    axes.set_xticks(range(len(sources)), [*sources], rotation=40, ha="left", rotation_mode="anchor", fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    axes.spines[:].set_visible(False)
    return figure
