"""Invented corpora with known truth: the embedded default, and the ground on which the statistics are tested.

Each outlet has a position on the Damascus axis that its wording, sources and cues follow. Topics, house typography, page
furniture and wire copy vary apart from position, so that a classifier can be caught living on them.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from seeds.chain import Refused, clear, made_whole, stamp
from seeds.newsroom import House, compose, dress, found_houses, naming, phrases

FIRST_DAY, DAYS = date(2013, 1, 1), 2000


def plant(
    out: Path,
    outlets: int = 16,
    articles: int = 30,
    seed: int = 0,
    contrast: float = 1.0,
    wire: float = 0.05,
    force: bool = False,
) -> None:
    """Write OUT/corpus.jsonl, OUT/labels.tsv and OUT/truth.json.

    `contrast` scales how far wording, sources and cues follow position (0: nobody differs); `wire` is the share of articles
    that are another outlet's text with this outlet's furniture.
    """
    if seed < 0:
        raise Refused(f"--seed {seed}: give a whole number from 0")
    rng = np.random.default_rng(seed)
    houses = found_houses(outlets, rng, contrast)
    rows: list[dict[str, str]] = []
    bodies: list[tuple[str, str]] = []
    copies: dict[str, str] = {}
    for number in range(articles):
        for index, house in enumerate(houses):
            identity = f"plant-{index:03d}-{number:04d}"
            if bodies and rng.random() < wire:
                source = int(rng.integers(len(bodies)))
                title, body = bodies[source]
                copies[identity] = rows[source]["id"]
            else:
                title, body = compose(house, rng, contrast)
            day = FIRST_DAY + timedelta(days=int(rng.integers(DAYS)))
            bodies.append((title, body))
            text = dress(house, body, rng)
            rows.append(
                {"id": identity, "outlet": house.name, "published": day.isoformat(), "title": title, "text": text}
            )
    parameters = {"outlets": outlets, "articles": articles, "seed": seed, "contrast": contrast, "wire": wire}
    truth = {"parameters": parameters, "outlets": {h.name: _truth(h, contrast) for h in houses}, "wire": copies}
    with made_whole(out, force) as partial:
        clear(partial)
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (partial / "corpus.jsonl").write_text("".join(lines), encoding="utf-8")
        labels = "".join(f"{h.name}\t{h.camp}\tplanted\n" for h in houses)
        (partial / "labels.tsv").write_text("outlet\tcamp\tbasis\n" + labels, encoding="utf-8")
        (partial / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        stamp(partial, "plant", {}, parameters, out)


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
