import re
from xml.etree import ElementTree

import numpy as np
import pytest

from evaluate import charts, drawings, figures
from evaluate.display import Display
from train.bootstrap import Estimate

CALLED = figures.Called(5, {"hostile": 1.0})
NAMES = ["الغد", "a$x_1$", "<b>&", "W" * 200, "\u202eevil", "日本", "line\nbreak"]


def placed(n):
    return [figures.Placed(NAMES[i % 7] + str(i), "damascus", i, Estimate(i / 9, i / 9 - 1, None)) for i in range(n)]


def test_figures_svg_is_the_same_each_time_and_undated():
    first, second = (figures.svg(figures.positions(placed(5), ["damascus"]), "positions") for _ in range(2))
    assert first == second
    assert first.startswith("<svg") and "<!--" not in first
    assert not re.search(r"20\d\d-\d\d-\d\d|/work|metadata", first)


def test_figures_ids_of_two_figures_never_meet():
    texts = [figures.svg(figures.positions(placed(3), ["damascus"]), name) for name in ("one", "two")]
    ids = [set(re.findall(r'\bid="([^"]+)"', text)) for text in texts]
    assert ids[0] and not ids[0] & ids[1]
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', texts[0]))
    assert used <= ids[0]


def test_figures_positions_show_sixty_outlets_at_most():
    figure = figures.positions(placed(90), ["damascus"])
    shown = [t.get_text() for t in figure.axes[0].get_yticklabels()]
    assert len(shown) == 60
    assert all(int(re.search(r"\((\d+)\)", t).group(1)) >= 30 for t in shown)


def test_figures_names_are_text_and_never_formulas():
    figure = figures.positions(placed(7), [])
    assert not any(t.get_parse_math() for t in figure.axes[0].get_yticklabels())
    assert all("\n" not in t.get_text() and len(t.get_text()) < 45 for t in figure.axes[0].get_yticklabels())
    assert figures.svg(figure, "x")


@pytest.mark.parametrize("sides", [1, 2, 13])
def test_figures_of_any_size_are_drawn(sides, recwarn):
    shares = np.full((2, sides), 1 / sides)
    shares[0, 0] = np.nan
    drawn = [
        figures.cited([("a", 3), ("ب", 4)], [f"side {i}" for i in range(sides)], shares),
        figures.confusion(np.ones((2, 2)), np.array([[0.5, 0.5], [np.nan, np.nan]]), ["a", "b"]),
        figures.names([("IS", [("a", CALLED, None), ("b", CALLED, CALLED)])] * sides),
        figures.scores({"outlet": [("isnad", {"outlet": Estimate(0.5, None, None)})]}),
    ]
    assert all(figures.svg(figure, "x") for figure in drawn)
    assert not [w for w in recwarn if "constrained_layout" in str(w.message)]


def test_figures_without_numbers_are_left_out():
    report = {"profiles": [], "scores": [], "models": {}, "labels": [], "confusion": [], "poles": [], "citing": []}
    report |= {"naming": [], "correspondence": {"outlets": []}}
    report |= {"audit": {"model": {"coverage": {"outlets": [], "months": []}}}}
    assert drawings.displays(report) == {}


def test_figures_lead_to_their_rows_as_marks_and_not_as_links():
    row = figures.Placed("a", None, 3, Estimate(0.5, 0.1, 0.9), "/profiles/7")
    text = figures.svg(figures.positions([row], []), "x")
    assert text.count('<g class="spot" data-at="/profiles/7">') == 1
    ElementTree.fromstring(text)
    assert "</a>" not in text


def test_display_keeps_data_and_drawing_apart():
    rows = [{"outlet": "=HYPERLINK(1)", "value": -0.5}, {"outlet": "\u202eevil,\n", "value": None}]
    shown = Display("x", rows, lambda: figures.positions(placed(2), []))
    assert shown.csv() == 'outlet,value\n\'=HYPERLINK(1),-0.5\n"evil,",\n'
    assert shown.svg() == shown._repr_svg_() and shown.png() == shown.png()
    assert shown.png()[:4] == b"\x89PNG"


def test_charts_of_any_size_are_drawn(recwarn):
    row = {"outlet": "الغد", "x": 0.1, "y": 0.2, "n": 9, "xx": 0.1, "xy": 0.0, "yy": 0.2, "at": "/profiles/0"}
    course = [{"year": y, "value": 0.1, "low": None, "high": None, "at": "/naming/0"} for y in (2012, 2013, 2014)]
    drawn = [
        charts.coverage([("a$x$", 3)], ["2013-01"], np.ones((1, 1))),
        charts.leak_gap([{"model": "m", "value": 0.3, "low": None, "high": None}]),
        charts.carried([("the opposition", [("a", 10, {"affirmed": 1.0}, "/citing/0")])]),
        charts.over_time([("IS", [("ب", course)])], [2012, 2014]),
        charts.citing_map([row, {**row, "xx": None}], [{**row, "plain": "سانا"}], [0.6, 0.2]),
    ]
    assert all(figures.svg(figure, "x") for figure in drawn)
    assert not [w for w in recwarn if "constrained_layout" in str(w.message)]


def test_over_time_outlets_look_unlike_and_stand_in_their_year():
    course = [{"year": y, "value": 0.1, "low": None, "high": None, "at": "/naming/0"} for y in (2012, 2013, 2014)]
    outlets = [(f"o{i}", course) for i in range(15)]
    figure = charts.over_time([("IS", outlets[:5]), ("Nusra", outlets[5:10]), ("Iran", outlets[10:])], [2012, 2014])
    points = [p for axes in figure.axes for p in axes.collections]
    looks = {(tuple(p.get_facecolor()[0]), p.get_paths()[0].vertices.tobytes()) for p in points}
    assert len(points) == len(looks) == 15
    assert all(np.abs(p.get_offsets()[:, 0] - [2012, 2013, 2014]).max() < 0.2 for p in points)


def crowd(n, seed=0):
    """Outlets and sources that cluster, as they do on real maps, with names of many lengths."""
    rng = np.random.default_rng(seed)
    at = np.concatenate([rng.normal(0, 0.08, (n // 2, 2)), rng.normal(0, 1, (n - n // 2, 2))])
    rows = [{"x": x, "y": y, "n": int(k)} for k, (x, y) in zip(rng.integers(20, 900, n), at.tolist(), strict=True)]
    return [
        {**row, "outlet": NAMES[i % 7] * (1 + i % 3), "plain": f"source number {i}", "at": "/profiles/0"}
        | {"xx": 0.01, "xy": 0.0, "yy": 0.01}
        for i, row in enumerate(rows)
    ]


@pytest.mark.parametrize(("outlets", "sources", "fewest"), [(1, 1, 2), (4, 3, 6), (30, 25, 25)])
def test_citing_map_names_never_overlap_nor_leave_the_frame(outlets, sources, fewest):
    figure = charts.citing_map(crowd(outlets), crowd(sources, 1), [0.6, 0.2])
    figure.draw_without_rendering()
    (axes,) = figure.axes
    boxes = [text.get_window_extent() for text in axes.texts if text.get_text()]
    assert len(boxes) >= fewest
    assert not [(i, j) for i, one in enumerate(boxes) for j, other in enumerate(boxes[:i]) if one.overlaps(other)]
    assert all(axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 for box in boxes)
    assert all(axes.bbox.y0 <= box.y0 and box.y1 <= axes.bbox.y1 for box in boxes)
    points = [axes.transData.transform(p) for dots in axes.collections for p in dots.get_offsets()]
    assert not [p for p in points for box in boxes if box.contains(*p)]


def test_citing_map_tells_the_best_known_first():
    rows = [{**row, "x": 0.0, "y": 0.0, "outlet": f"outlet {row['n']}"} for row in crowd(40)]
    figure = charts.citing_map(rows, [], [0.6, 0.2])
    shown = [int(t.get_text().split()[1]) for t in figure.axes[0].texts if t.get_text()]
    assert max(row["n"] for row in rows) in shown and len(shown) < 40
