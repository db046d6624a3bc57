"""The figures of calibration and abstention: which rows of report.json, and how they are drawn.

Colours are told apart by colour-blind readers (Okabe and Ito 2008); each has a marker of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from evaluate.claims import find
from evaluate.display import Display
from evaluate.figures import STYLE, canvas, look
from train.bootstrap import OUTLET

Json = Mapping[str, Any]
STAGES = {"raw": "before the temperature", "calibrated": "after it"}
BOLD = 2.0  # width of the main model's line


def calibration(report: Json) -> Display | None:
    """Reliability of the main model on unseen outlets, outlets weighing 1, before and after the temperature."""
    rows = [row for row in report.get("calibration", {}).get("reliability", ()) if row["weighting"] == OUTLET]
    panels = [(plain, [row for row in rows if row["stage"] == stage]) for stage, plain in STAGES.items()]
    return Display("calibration", rows, lambda: reliability(panels)) if rows else None


def risk_coverage(report: Json) -> Display | None:
    """Error against coverage on unseen outlets, the main model first, and what its threshold came to on other outlets."""
    found = report.get("calibration", {})
    rows = found.get("curves", ())
    if not rows:
        return None
    main = found["model"]
    order = sorted({row["model"] for row in rows}, key=lambda m: (m != main, m))
    lines = [(model, [row for row in rows if row["model"] == model]) for model in order]
    met = [find(found["scores"], metric, main, found["split"]) for metric in ("coverage", "risk")]
    stated = (met[0]["value"], met[1]["value"]) if all(met) else None
    return Display("risk_coverage", rows, lambda: falling(lines, found["most_risk"], stated))


def reliability(panels: Sequence[tuple[str, Sequence[Json]]]) -> Figure:
    """Share right against mean probability by bin, a panel a stage: [(title, rows with mean_p, value, low, high)]."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(3.5 * len(panels), 3.5), layout="constrained")
        grid = figure.subplots(1, len(panels), sharex=True, sharey=True, squeeze=False)[0]
        for i, (axes, (title, rows)) in enumerate(zip(grid, panels, strict=True)):
            colour, marker = look(i)
            axes.plot([0, 1], [0, 1], color="#999999", lw=0.8, ls=":")
            for row in rows:
                if row["low"] is not None:
                    axes.plot([row["mean_p"]] * 2, [row["low"], row["high"]], color=colour, lw=1.4, alpha=0.5)
            at, right = [row["mean_p"] for row in rows], [row["value"] for row in rows]
            axes.scatter(at, right, 26, colour, marker=marker, zorder=2)
            axes.set_title(title)
            axes.set_xlabel("mean probability of the answer")
            axes.set_xlim(0, 1.02)
            axes.set_ylim(-0.02, 1.02)
        grid[0].set_ylabel("share of answers that are right")
        return figure


def falling(
    lines: Sequence[tuple[str, Sequence[Json]]], most: float, stated: tuple[float, float] | None = None
) -> Figure:
    """Error among the answered against the share answered: [(model, rows with coverage, value, low, high)], main first.

    A line at the error that the threshold is to keep, a star at the coverage and error it came to.
    """
    figure, axes = canvas(6.4, 4.2)
    for i, (model, rows) in enumerate(lines):
        colour, marker = look(i)
        at, wrong = [row["coverage"] for row in rows], [row["value"] for row in rows]
        band = [row for row in rows if row["low"] is not None]
        if i == 0 and band:
            under, over = [row["low"] for row in band], [row["high"] for row in band]
            axes.fill_between([row["coverage"] for row in band], under, over, color=colour, alpha=0.15, lw=0)
        axes.plot(at, wrong, color=colour, lw=BOLD if i == 0 else 1.0, zorder=2)
        axes.scatter(at[::4], wrong[::4], 18, colour, marker=marker, label=model, zorder=3)
    axes.axhline(most, color="#666666", lw=0.8, ls=":")
    if stated is not None:
        axes.scatter(*stated, 90, "black", marker="*", label="at the threshold", zorder=4)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xlabel("share of articles answered, the surest first")
    axes.set_ylabel("share wrong among them")
    axes.legend(loc="upper right", frameon=True, fontsize=8)
    return figure
