"""The report of an invented corpus as a reader meets it: opened in Chromium, clicked, filtered, printed, and read by axe-core."""

import json
import shutil
from pathlib import Path

import pytest

from evaluate.page import SECTIONS
from evaluate.report import evaluate
from features import blocks
from seeds.plant import plant
from train.config import Config
from train.learn import learn

selenium = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Debian's chromium and chromium-driver are not installed"),
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    home = tmp_path_factory.mktemp("planted")
    plant(home / "corpus", outlets=9, articles=12, seed=3)
    blocks.run(home / "corpus" / "corpus.jsonl", home / "features", workers=1)
    learn(
        home / "features",
        home / "model",
        Config(seed=0),
        table=home / "corpus" / "labels.tsv",
        target="camp",
        workers=1,
    )
    return evaluate(home / "model", home / "out", gold=home / "corpus" / "gold.jsonl", say=lambda _: None)


@pytest.fixture(scope="module")
def browser():
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(DRIVER))
    driver.set_script_timeout(300)
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, planted):
    browser.get(planted.as_uri())
    return browser


def find(page, selector):
    return page.find_elements("css selector", selector)


def click(page, element):
    page.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    element.click()


def violations(page):
    page.execute_script(AXE.read_text(encoding="utf-8"))
    return page.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((r) => done(r.violations"
        ".filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => [v.id, v.nodes[0].html.slice(0, 200)])))"
    )


def test_browser_sections_in_order_without_errors_or_requests(page):
    assert [s.get_attribute("id") for s in find(page, "main > section")] == list(SECTIONS)
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []
    sent = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]
    assert asked and not [url for url in asked if not url.startswith(("file:", "data:", "chrome:", "about:"))]


def test_browser_share_opens_its_mentions_from_right_to_left(page):
    button = next(b for b in find(page, "#outlet-table button.trace") if not b.text.startswith("0 "))
    click(page, button)
    assert find(page, "#concordance[open]")
    rows = find(page, "#lines tbody tr")
    assert rows and page.find_element("id", "concordance-found").text.startswith(f"{len(rows)} sampled")
    before, keyword, after = find(rows[0], "td")[:3]
    assert before.rect["x"] > keyword.rect["x"] > after.rect["x"]
    assert before.value_of_css_property("direction") == "rtl"
    pointer = button.get_attribute("data-at")
    assert pointer in page.find_element("id", "concordance-at").text


def test_browser_concordance_filters_and_opens_an_article(page):
    click(page, find(page, "details[id^=outlet-] summary")[0])
    click(page, find(page, "details[open] button.trace")[0])
    shown = page.find_element("id", "concordance-found").text
    for field in ("referent", "voice"):
        select = page.find_element("id", f"filter-{field}")
        find(select, "option")[1].click()
    rows = find(page, "#lines tbody tr")
    actor = find(page, "#filter-referent option")[1].text
    assert rows and page.find_element("id", "concordance-found").text != shown
    assert all(row.find_element("css selector", ".what").text.startswith(actor) for row in rows)
    assert len(find(page, "#filters select")) >= 4
    for field in ("referent", "voice"):
        find(page.find_element("id", f"filter-{field}"), "option")[0].click()
    click(page, find(page, "#lines button.open")[0])
    text = page.find_element("css selector", "#reader[open] div.marked")
    assert text.value_of_css_property("direction") == "rtl" and find(text, ".name") and find(text, ".cue")


def test_browser_points_of_figures_open_mentions(page):
    page.execute_script(
        "document.querySelector('#figure-positions .spot').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert find(page, "#concordance[open]") and find(page, "#lines tbody tr")


def test_browser_escape_closes_and_gives_focus_back(page):
    button = find(page, "#outlet-table button.trace")[0]
    page.execute_script("arguments[0].focus()", button)
    button.send_keys("\ue007")
    assert find(page, "#concordance[open]")
    page.switch_to.active_element.send_keys("\ue00c")
    assert not find(page, "#concordance[open]")
    assert page.switch_to.active_element == button


def test_browser_outlet_table_sorts_and_filters(page):
    def column(n):
        cells = "#outlet-table tbody tr:not([hidden]) > :nth-child(" + str(n) + ")"
        return [e.get_attribute("data-sort") or e.text for e in find(page, cells)]

    for order in (sorted(map(float, column(4)), reverse=True), sorted(map(float, column(4)))):
        click(page, find(page, "#outlet-table thead th button")[3])
        assert list(map(float, column(4))) == order
    name = column(1)[0]
    page.find_element("id", "find-outlet").send_keys(name)
    assert column(1) == [name]


def test_browser_dark_and_print(page):
    def paper():
        return page.execute_script("return getComputedStyle(document.body).backgroundColor")

    def media(kind, scheme):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})

    media("screen", "light")
    light = paper()
    media("screen", "dark")
    assert paper() != light
    assert violations(page) == []
    media("print", "light")
    assert not page.find_element("css selector", "nav").is_displayed()
    media("", "light")
    assert len(page.print_page()) > 100_000


def test_browser_phone_has_no_sideways_scroll(page):
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 2, "mobile": True}
    )
    wide = page.execute_script("return document.documentElement.scrollWidth")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= 391


def test_browser_axe_finds_nothing_serious(page):
    assert violations(page) == []
    click(page, find(page, "#outlet-table button.trace")[0])
    assert violations(page) == []
    page.find_element("id", "concordance").find_element("css selector", ".close").click()


def test_browser_hostile_corpus_does_no_harm(browser, made, tmp_path):
    out = evaluate(made / "model", tmp_path / "out", say=lambda _: None)
    browser.get_log("browser")
    browser.get(out.as_uri())
    click(browser, find(browser, "#outlet-table button.trace")[0])
    browser.execute_script("document.querySelector('#concordance').close()")
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    assert len(find(browser, "script:not([type])")) == 1
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 1200
