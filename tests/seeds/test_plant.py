import json
import re
from pathlib import Path

import numpy as np
import pytest

from seeds.arabic import fold
from seeds.chain import Refused, digests
from seeds.lexicon import load
from seeds.newsroom import compose, found_houses, naming, phrases
from seeds.plant import plant


def test_plant_is_deterministic_by_seed(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        plant(tmp_path / name, outlets=4, articles=3, seed=seed)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert digests(tmp_path / "a") != digests(tmp_path / "c")


def test_plant_truth_tells_what_the_corpus_holds(tmp_path: Path) -> None:
    plant(tmp_path / "out", outlets=6, articles=20, seed=0, wire=0.2)
    rows = [json.loads(line) for line in (tmp_path / "out" / "corpus.jsonl").read_text("utf-8").splitlines()]
    truth = json.loads((tmp_path / "out" / "truth.json").read_text("utf-8"))
    texts = {row["id"]: row["text"].split("\n")[2:-2] for row in rows}
    assert len(rows) == len(texts) == 120
    assert {row["outlet"] for row in rows} == set(truth["outlets"])
    assert truth["wire"]
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    for copy, source in truth["wire"].items():
        assert [p.translate(digits) for p in texts[copy]] == [p.translate(digits) for p in texts[source]]


def test_plant_sizes_of_one_large_and_tiny_outlets(tmp_path: Path) -> None:
    plant(tmp_path / "out", outlets=6, articles=5, largest=0.8, tiny=2)
    truth = json.loads((tmp_path / "out" / "truth.json").read_text("utf-8"))
    assert [t["articles"] for t in truth["outlets"].values()] == [76, 5, 5, 5, 2, 2]
    assert truth["parameters"]["largest"] == 0.8
    lines = (tmp_path / "out" / "corpus.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 95
    with pytest.raises(Refused, match="fewer tiny outlets"):
        plant(tmp_path / "no", outlets=3, tiny=3)


def test_plant_traps_leave_the_default_corpus_as_it_was(tmp_path: Path) -> None:
    plant(tmp_path / "out", outlets=4, articles=3, seed=1)
    truth = json.loads((tmp_path / "out" / "truth.json").read_text("utf-8"))
    assert set(truth["parameters"]) == {"outlets", "articles", "seed", "contrast", "wire"}


def test_plant_topics_follow_position_only_where_asked() -> None:
    def slope(topics: float) -> float:
        houses = found_houses(60, np.random.default_rng(0), 1.0, topics)
        even = [sum(list(h.topics.values())[::2]) for h in houses]
        return float(np.corrcoef([h.position for h in houses], even)[0, 1])

    assert abs(slope(0.0)) < 0.4 < 0.8 < slope(1.5)


def test_plant_furniture_that_leaks_tells_the_side() -> None:
    houses = found_houses(12, np.random.default_rng(0), 1.0, leak=True)
    assert len({h.furniture for h in houses if h.position > 0}) == 1
    assert len({h.furniture for h in houses}) == 2


def test_plant_quotations_are_added_in_sources_voice() -> None:
    house = found_houses(3, np.random.default_rng(0), 1.0)[1]
    plain, loud = (compose(house, np.random.default_rng(5), 1.0, quoted)[1] for quoted in (0, 6))
    assert loud.count(".") >= plain.count(".") + 5


def test_plant_positions_order_the_naming() -> None:
    def friendly(position: float) -> float:
        return naming("SYRIAN_ARMY", position)["friendly"]

    assert friendly(1.5) > friendly(0) > friendly(-1.5)
    assert naming("OPPOSITION_ARMED", 1.5)["hostile"] > naming("OPPOSITION_ARMED", -1.5)["hostile"]


def test_plant_null_world_has_no_contrast() -> None:
    assert naming("SYRIAN_ARMY", 1.6, contrast=0) == naming("SYRIAN_ARMY", -1.6, contrast=0)
    sides = [h.sides for h in found_houses(5, np.random.default_rng(0), contrast=0)]
    assert all(s == pytest.approx(sides[0]) for s in sides)


def test_plant_tables_are_rich_enough() -> None:
    table = phrases()
    frames = {f for t in table["topics"] for f in t["frames"]}
    assert len(table["topics"]) >= 8
    assert len(frames) >= 60
    assert len(table["places"]) >= 30
    assert len(table["speakers"]) >= 40
    assert {s["side"] for s in table["speakers"]} == set(load("speakers").categories)
    assert {s["type"] for s in table["speakers"]} == set(load("speakers").groups)


def test_plant_slots_are_all_known() -> None:
    known = {"place", "place2", "number", "day", *load("names").groups}
    for topic in phrases()["topics"]:
        for templates in topic.values():
            if isinstance(templates, list):
                assert {slot for t in templates for slot in re.findall(r"\{(\w+)\}", t)} <= known


def test_plant_wordings_are_in_the_lexicon_with_their_pole() -> None:
    poles = {(e.group, s): e.category for e in load("names") for s in e.spellings()}
    for referent, by_pole in phrases()["wordings"].items():
        for pole, wordings in by_pole.items():
            for wording in wordings:
                if (referent, pole) != ("DEAD", "neutral"):  # plain words of death name nobody and are no mention
                    assert poles.get((referent, fold(wording).text)) == pole, wording


def test_plant_articles_leave_no_slot_open_and_no_sentence_twice() -> None:
    rng = np.random.default_rng(3)
    for house in found_houses(8, rng, 1.0):
        title, body = compose(house, rng, 1.0)
        assert "{" not in title + body
        claims = re.findall(r"[«\"“](.+?)[»\"”]", body)
        assert len(claims) == len(set(claims))
