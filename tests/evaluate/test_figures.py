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
