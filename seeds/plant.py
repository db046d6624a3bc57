"""Invented corpora with known truth: the embedded default, and the ground on which the statistics are tested.

Each outlet has a position on the Damascus axis that its wording, sources and cues follow. Topics, house typography, page
furniture and wire copy vary apart from position, so that a classifier can be caught living on them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from seeds.answers import answers, read
from seeds.chain import Refused, clear, made_whole, stamp
from seeds.newsroom import House, compose, dress, found_houses, naming, phrases

FIRST_DAY, DAYS = date(2013, 1, 1), 2000
TINY = 2  # articles of a tiny outlet


def plant(
    out: Path,
    outlets: int = 16,
    articles: int = 30,
    seed: int = 0,
    contrast: float = 1.0,
    wire: float = 0.05,
    force: bool = False,
    *,
    topics: float = 0.0,
    leak: bool = False,
    quoted: int = 0,
    largest: float = 0.0,
    tiny: int = 0,
) -> None:
    """Write OUT/corpus.jsonl, OUT/labels.tsv, OUT/truth.json, and OUT/gold.jsonl: who says what and is named where.

    `contrast` scales how far wording, sources and cues follow position (0: nobody differs); `wire` is the share of articles
    that are another outlet's text with this outlet's furniture. Traps, none by default: `topics` is how far topics follow
    position, `leak` gives the two sides of the axis page furniture of their own, `quoted` adds so many loaded quotations
    of both sides to each article, `largest` is the share of all articles that the first outlet has, and `tiny` how many of the
    last have two articles only.
    """
    if seed < 0:
        raise Refused(f"--seed {seed}: give a whole number from 0")
    sizes = _sizes(outlets, articles, largest, tiny)
    rng = np.random.default_rng(seed)
    houses = found_houses(outlets, rng, contrast, topics, leak)
    rows, copies, gold = _written(houses, sizes, rng, contrast, wire, quoted)
    parameters = {"outlets": outlets, "articles": articles, "seed": seed, "contrast": contrast, "wire": wire}
    traps = {"topics": topics, "leak": leak, "quoted": quoted, "largest": largest, "tiny": tiny}
    parameters |= {name: value for name, value in traps.items() if value}
    told = {h.name: _truth(h, contrast) | {"articles": n} for h, n in zip(houses, sizes, strict=True)}
    _write(out, rows, gold, houses, {"parameters": parameters, "outlets": told, "wire": copies}, force)


def _written(
    houses: Sequence[House], sizes: Sequence[int], rng: np.random.Generator, contrast: float, wire: float, quoted: int
) -> tuple[list[dict[str, str]], dict[str, str], list[dict[str, Any]]]:
    """The corpus's rows, of each copied article the one it was copied from, and the rows of the gold file."""
    rows: list[dict[str, str]] = []
    gold: list[dict[str, Any]] = []
    bodies: list[tuple[str, str]] = []
    copies: dict[str, str] = {}
    for number in range(max(sizes)):
        for index, house in enumerate(houses):
            if number >= sizes[index]:
                continue
            identity = f"plant-{index:03d}-{number:04d}"
            if bodies and rng.random() < wire:
                source = int(rng.integers(len(bodies)))
                title, body = bodies[source]
                copies[identity] = rows[source]["id"]
            else:
                title, body = compose(house, rng, contrast, quoted)
            day = FIRST_DAY + timedelta(days=int(rng.integers(DAYS)))
            bodies.append((title, body))
            text, places = read(dress(house, body, rng))
            row = {"id": identity, "outlet": house.name, "published": day.isoformat(), "title": title, "text": text}
            rows.append(row)
            gold.append(row | answers(places))
    return rows, copies, gold


def _write(
    out: Path,
    rows: Sequence[Mapping[str, str]],
    gold: Sequence[Mapping[str, Any]],
    houses: Sequence[House],
    truth: Mapping[str, Mapping[str, object]],
    force: bool,
) -> None:
    with made_whole(out, force) as partial:
        clear(partial)
        for name, some in (("corpus", rows), ("gold", gold)):
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in some)
            (partial / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        labels = "".join(f"{h.name}\t{h.camp}\tplanted\n" for h in houses)
        (partial / "labels.tsv").write_text("outlet\tcamp\tbasis\n" + labels, encoding="utf-8")
        (partial / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        stamp(partial, "plant", {}, truth["parameters"], out)


def _sizes(outlets: int, articles: int, largest: float, tiny: int) -> list[int]:
    """Articles of each outlet."""
    if not 0 <= largest < 1 or not 0 <= tiny < outlets:
        raise Refused(
            f"--largest {largest} --tiny {tiny}: give a share below 1, and fewer tiny outlets than the {outlets} there are"
        )
    sizes = [articles] * (outlets - tiny) + [min(TINY, articles)] * tiny
    if largest:
        sizes[0] = max(1, round(sum(sizes[1:]) * largest / (1 - largest)))
    return sizes


def _truth(house: House, contrast: float) -> dict[str, object]:
    return {
        "position": round(house.position, 6),
        "camp": house.camp,
        "owner": house.owner,
        "naming": {r: naming(r, house.position, contrast) for r in phrases()["wordings"]},
        "sides": house.sides,
        "topics": house.topics,
        "furniture": list(house.furniture),
    }
