"""Every number of the page stands in report.json."""

import json
import re
from html.parser import HTMLParser

import pytest

from evaluate import estimates, gloss, page, subsample, tables
from evaluate.errors import CAUSES
from evaluate.page import percent, thousands, two
from evaluate.report import evaluate
from evaluate.statement import ASKED

NUMBER = re.compile(r"−?\d[\d\u202f]*(?:\.\d+)?")
VOID = {"br", "meta", "link", "input", "hr"}
# Words of the corpus, figures (their numbers stand in their rows), and what the manifest quotes from elsewhere.
QUOTED = {"script", "style", "svg", "template", "bdi", "code", "pre", "mark", "head"}


class Walk(HTMLParser):
    """Texts of a page, each with the pointer of the innermost element that bears one."""

    def __init__(self, text):
        super().__init__()
        self.open, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        traits = dict(attrs)
        quoted = tag in QUOTED or "sentence" in traits.get("class", "") or traits.get("id") == "manifest"
        if tag not in VOID:
            self.open.append((tag, traits.get("data-at"), quoted))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(quoted for *_, quoted in self.open):
            at = next((at for _, at, _ in reversed(self.open) if at), None)
            self.texts.append((at, data))


def told(value):
    """The ways in which a number may be written."""
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, str):
        return set(NUMBER.findall(value))
    if isinstance(value, int | float):
        ways = {two(value), percent(value, False), two(100 * value), two(100 * value).replace("-", "−")}
        ways |= {thousands(round(value)), str(round(value))} if value == round(value) else set()
        return {way.replace("-", "−") for way in ways}
    inner = value.values() if isinstance(value, dict) else value
    return set().union(*map(told, inner), {str(len(value)), thousands(len(value))}) if len(value) else {"0"}


def at(report, pointer):
    for step in pointer.strip("/").split("/"):
        report = report[int(step)] if isinstance(report, list) else report[step]
    return report


@pytest.fixture(scope="module")
def out(made, tmp_path_factory):
    home = tmp_path_factory.mktemp("numbers") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subsample, "FEWEST", 5)
        patch.setattr(estimates, "FEWEST", 5)  # the outlets made here have six articles
        files = {"on": made / "new", "labels": made / "labels.tsv", "gold": made / "gold.jsonl"}
        files["gold_labels"] = made / "hand.tsv"
        evaluate(made / "model", home, **files, say=lambda _: None)
    return home


def test_page_numbers_at_a_place_are_those_of_its_row(out):
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    walk = Walk((out / "report.html").read_text(encoding="utf-8"))
    placed = [(where, number) for where, text in walk.texts if where for number in NUMBER.findall(text)]
    assert len(placed) > 1000
    known = {}
    for where, number in placed:
        ways = known.setdefault(where, told({k: v for k, v in at(report, where).items() if k != "evidence"}))
        assert number in ways, (where, number)


def test_page_other_numbers_stand_in_report_json_or_in_a_template(out):
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    walk = Walk((out / "report.html").read_text(encoding="utf-8"))
    told_anywhere = told(report)
    constant = [path.read_text(encoding="utf-8") for path in page.TEMPLATES.rglob("*.j2")]
    constant += [*gloss.FURNITURE.values(), *map(str, tables.MEASURES.values()), *CAUSES.values(), *ASKED.values()]
    written = {number for text in constant for number in NUMBER.findall(re.sub(r"\{[{%].*?[%}]\}", "", text))}
    sections = {str(i) for i in range(1, 17)}
    places = {n for e in report["mentions"] for n in (str(e["start"]), str(e["end"]))}
    loose = {number for where, text in walk.texts if not where for number in NUMBER.findall(text)}
    assert loose - told_anywhere - written - sections - places == set()


def test_numbers_walk_fails_on_a_number_made_up(out):
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert "0.123" not in told(report) and "98765" not in told(report)
