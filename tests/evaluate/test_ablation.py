"""Rows as train writes them, their tables and figures, and the section of the page."""

import json
import re
import shutil

import pytest

from evaluate import ablation, page
from evaluate.report import evaluate, rounded
from seeds import chain
from tests.evaluate.test_numbers import NUMBER, Walk, at, told
from train import store


def row(game, player, measure, value, metric="macro_f1", error=None):
    head = {"game": game, "player": player, "measure": measure, "metric": metric, "value": value, "error": error}
    columns = {"columns": 12} if player else {}
    return head | columns | {"low": value - 0.0625, "high": value + 0.0625, "n": 47, "n_outlets": 8}


def point(outlets, metric, value):
    counts = {"outlets": outlets, "draws": 3, "metric": metric, "n": 47, "n_outlets": 8}
    return counts | {
        "value": value,
        "low": value - 0.1,
        "high": value + 0.1,
        "least": value - 0.03,
        "most": value + 0.02,
    }


WORTHS = {"framing": 0.11, "names.own": 0.33}
ROWS = [row("families", None, "all", 0.77), row("families", None, "lot", 0.33)]
ROWS += [row("families", p, m, v) for p, v in WORTHS.items() for m in ("alone", "without", "loss", "shapley")]
ROWS += [row("parts", None, "all", 0.71), row("parts", None, "lot", 0.33)]
ROWS += [row("parts", p, "shuffled", v, error=0.0125) for p, v in (("names.own:RUSSIA", 0.2), ("cues.of:un", 0.3))]
CURVE = [point(n, m, v) for n, v in ((4, 0.41), (9, 0.52), (19, 0.63)) for m in ("macro_f1", "auc")]
FOUND = {"rows": ROWS, "curve": CURVE, "draws": {"orders": 30, "shuffles": 50, "curve": 20, "seed": 0}}


@pytest.fixture(scope="module")
def out(made, tmp_path_factory):
    home = tmp_path_factory.mktemp("ablated")
    shutil.copytree(made, home / "made")
    model = home / "made" / "model"
    store.write_json(model / store.LEAKS, {"ablation": FOUND})
    chain.stamp(model, "train", {"features": home / "made" / "features"}, {"target": "camp"}, model)
    evaluate(model, home / "out", say=lambda _: None)
    return home / "out"


def test_ablation_tables_begin_with_what_is_worth_most():
    first, second = ablation.tables({"ablation": FOUND})
    assert [p["player"] for p in first["players"]] == ["names.own", "framing"]
    assert (first["all"]["value"], first["lot"]["value"]) == (0.77, 0.33)
    assert first["measures"] == ["alone", "without", "loss", "shapley"]
    assert [p["plain"] for p in second["players"]] == ["word of the UN", "names of Russia"]
    assert second["measures"] == ["shuffled"]


def test_ablation_figures_bear_the_rows_they_draw():
    bars, course = ablation.bars({"ablation": FOUND}), ablation.course({"ablation": FOUND})
    assert sorted(r["value"] for r in bars.rows) == sorted(r["value"] for r in ROWS if r["player"])
    drawn = [patch.get_width() for axes in bars.figure().axes for patch in axes.patches]
    assert sorted(drawn) == pytest.approx(sorted(r["value"] for r in ROWS if r["player"] and r["measure"] != "without"))
    assert course.rows == CURVE
    (axes,) = course.figure().axes
    assert [line.get_ydata().tolist() for line in axes.lines] == [[0.41, 0.52, 0.63]] * 2
    for figure in (bars, course):
        assert figure.svg() == figure.svg()


def test_ablation_without_rows_draws_nothing():
    assert ablation.bars({"ablation": {}}) is None and ablation.course({"ablation": {}}) is None
    lone = {"ablation": {"curve": CURVE[:1]}}
    assert ablation.course(lone) is None, "a point is no curve"


def test_ablation_section_shows_what_report_json_holds(out):
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    text = (out / "report.html").read_text(encoding="utf-8")
    assert report["ablation"] == rounded(FOUND)
    assert {f"figures/{name}.{kind}" for name in ("ablation", "learning_curve") for kind in ("svg", "png", "csv")} <= {
        path.relative_to(out).as_posix() for path in out.rglob("*.*")
    }
    section = text[text.index('<section id="ablation"') : text.index('<section id="outlets"')]
    assert "Not computed" not in section and section.count("<figure") == 2
    walk = Walk(section)
    placed = [(where, number) for where, part in walk.texts if where for number in NUMBER.findall(part)]
    assert len(placed) > 60
    for where, number in placed:
        assert number in told(at(report, where)), (where, number)
    constant = re.sub(r"\{[{%].*?[%}]\}", "", (page.TEMPLATES / "sections" / "ablation.html.j2").read_text("utf-8"))
    known = told(report["ablation"]["draws"]) | set(NUMBER.findall(constant)) | {"9", "1"}
    loose = {number for where, part in walk.texts if not where for number in NUMBER.findall(part)}
    assert loose <= known
