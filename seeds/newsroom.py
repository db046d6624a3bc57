"""Invented outlets and what they write: houses with a position and habits, and articles composed in their voice.

In its own voice a house chooses among rival wordings by its position, in the voice of a source by the source's; it cites
sides near its position more often and doubts the far ones. All sentences are composed from `phrases.toml`, which we wrote;
no real outlet or private person occurs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from seeds.answers import mark, named, read, said, sourced
from seeds.lexicon import orientation

PHRASES = Path(__file__).parent / "phrases.toml"
POLES = ("hostile", "neutral", "friendly")
# Where each side stands on the axis when it speaks; sides not named stand at 0.
SIDES: Mapping[str, float] = {
    "syrian_gov": 1.5,
    "iran_axis": 1.4,
    "russia": 1.2,
    "opposition": -1.5,
    "hts": -1.2,
    "turkey": -1.0,
    "gulf_arab": -0.9,
    "us_coalition": -0.8,
    "israel": -0.4,
}
FAR = tuple(side for side, position in SIDES.items() if abs(position) >= 1.2)  # who speaks in loaded words
CAMP_EDGE = 0.4
CLASS_WEIGHT = {
    "report": 4.0,
    "affirm": 2.0,
    "doubt": 0.5,
    "opinion": 0.6,
    "deny": 0.6,
    "accuse": 0.8,
    "demand": 0.7,
    "agree": 0.3,
}
QUOTE_MARKS = (("«", "»"), ('"', '"'), ("“", "”"))
_SLOT = re.compile(r"\{(\w+)\}")
_FIGHTERS = re.compile(r"\{DEAD\} \{number\} (?:من )?(?:عناصر|قادة)")
PARTIES = ("official", "military", "armed_group", "political")


@dataclass(frozen=True, slots=True)
class House:
    """An invented outlet: its truth and its habits. `sides` and `topics` are probabilities in the tables' order."""

    name: str
    position: float
    owner: str
    sides: Mapping[str, float]
    topics: Mapping[str, float]
    marks: tuple[str, str]
    arabic_digits: bool
    furniture: tuple[str, ...]

    @property
    def camp(self) -> str:
        """damascus, opposition, or other in between."""
        return "damascus" if self.position > CAMP_EDGE else "opposition" if self.position < -CAMP_EDGE else "other"


@cache
def phrases() -> dict[str, Any]:
    """The phrase tables."""
    return tomllib.loads(PHRASES.read_text(encoding="utf-8"))


def naming(referent: str, position: float, contrast: float = 1.0) -> dict[str, float]:
    """Probability of each pole of a referent in the voice of somebody at this position (softmax in position)."""
    lean = contrast * 1.1 * position * orientation().get(referent, 0)
    weights = {"hostile": np.exp(-lean - 0.4), "neutral": 1.0, "friendly": np.exp(lean - 0.4)}
    weights = {pole: w for pole, w in weights.items() if phrases()["wordings"][referent][pole]}
    return {pole: float(w / sum(weights.values())) for pole, w in weights.items()}


def found_houses(
    count: int, rng: np.random.Generator, contrast: float, topics: float = 0.0, leak: bool = False
) -> list[House]:
    """Outlets spread over the axis, with owners (one in five shares its neighbour's), habits and furniture of their own.

    `topics` is how far what they write about follows position; `leak` gives each side of the axis its own furniture.
    """
    table = phrases()
    heads, tails = table["masthead"]["heads"], table["masthead"]["tails"]
    names = [f"{h} {t}" for t in tails for h in heads]
    rng.shuffle(names)
    positions = np.linspace(-1.6, 1.6, count) + rng.normal(0, 0.05, count)
    sides = sorted({s["side"] for s in table["speakers"]})
    houses: list[House] = []
    for index in range(count):
        lean = np.array([SIDES.get(side, 0.0) for side in sides]) * positions[index] * contrast * 0.7
        weights = np.exp(lean + np.array([1.5 if side == "none" else 0.0 for side in sides]))
        lines = [str(rng.choice(table["furniture"][kind])) for kind in ("menus", "bylines", "shares", "footers")]
        if leak:
            lines = [
                _of_side(table["furniture"][k], positions[index]) for k in ("menus", "bylines", "shares", "footers")
            ]
        shared = bool(houses) and rng.random() < 0.2
        houses.append(
            House(
                name=names[index] if index < len(names) else f"{names[index % len(names)]} {index}",
                position=float(positions[index]),
                owner=houses[-1].owner if shared else f"owner-{index:03d}",
                sides=dict(zip(sides, (weights / weights.sum()).tolist(), strict=True)),
                topics=_topics(rng, topics * positions[index]),
                marks=QUOTE_MARKS[int(rng.integers(len(QUOTE_MARKS)))],
                arabic_digits=bool(rng.random() < 0.3),
                furniture=tuple(lines),
            )
        )
    return houses


def _of_side(lines: Sequence[str], position: float) -> str:
    """A line of furniture that tells the side: the first for Damascus, the last for the others."""
    return str(lines[0 if position > 0 else -1])


def _topics(rng: np.random.Generator, tilt: float) -> dict[str, float]:
    """An outlet's mix of topics; by `tilt` it leans to those of even place in the table, away from the odd ones."""
    names = [t["id"] for t in phrases()["topics"]]
    mix = rng.dirichlet([2.0] * len(names))
    if tilt:
        mix = mix * np.exp(tilt * (1 - 2 * (np.arange(len(names)) % 2)))
        mix = mix / mix.sum()
    return dict(zip(names, mix, strict=True))


def compose(house: House, rng: np.random.Generator, contrast: float, quoted: int = 0) -> tuple[str, str]:
    """Title and body (paragraphs, marked by `seeds.answers`) of one article.

    `quoted` is how many sentences more there are of sources far out on either side.
    """
    table = phrases()
    topic = table["topics"][int(rng.choice(len(table["topics"]), p=list(house.topics.values())))]
    scene = _Scene(house, topic, _places(rng), rng, contrast)
    title = scene.own(_pick(rng, topic["titles"]))
    paragraphs = [scene.own(_pick(rng, topic["ledes"]))]
    frames = rng.permutation(len(topic["frames"]))[: int(rng.integers(3, 7))]
    sentences = [scene.own(topic["frames"][i]) for i in frames]
    sentences += [scene.attribution() for _ in range(int(rng.integers(3, 8)))]
    sentences += [scene.attribution(str(_pick(rng, FAR))) for _ in range(quoted)]
    order = rng.permutation(len(sentences))
    paragraphs += [" ".join(sentences[i] for i in order[start : start + 2]) for start in range(0, len(order), 2)]
    return read(title)[0], "\n".join(paragraphs)


def _places(rng: np.random.Generator) -> tuple[str, str]:
    first, second = rng.choice(len(phrases()["places"]), 2, replace=False)
    return phrases()["places"][first]["name"], phrases()["places"][second]["name"]


def _pick(rng: np.random.Generator, options: Sequence[Any]) -> Any:
    return options[int(rng.integers(len(options)))]


@dataclass(slots=True)
class _Scene:
    """What stays the same within one article: who writes, on what, where."""

    house: House
    topic: Mapping[str, Any]
    places: tuple[str, str]
    rng: np.random.Generator
    contrast: float
    told: set[str] = field(default_factory=set)

    def fresh(self, templates: Sequence[str]) -> str:
        """A template that this article has not used yet, while there is one."""
        template = str(_pick(self.rng, [t for t in templates if t not in self.told] or templates))
        self.told.add(template)
        return template

    def own(self, template: str) -> str:
        """A template filled in the outlet's own voice."""
        return self.fill(template, self.house.position)

    def fill(self, template: str, position: float) -> str:
        """A template filled in the voice of somebody at this position; only fighters are said to have perished."""
        poles = POLES if _FIGHTERS.search(template) else POLES[1:]
        return _SLOT.sub(lambda slot: self._slot(slot.group(1), position, poles), template)

    def _slot(self, slot: str, position: float, death: Sequence[str]) -> str:
        if slot in ("place", "place2"):
            return self.places[slot == "place2"]
        if slot == "number":
            return str(self.rng.integers(3, 11))
        if slot == "day":
            day = _pick(self.rng, phrases()["masthead"]["weekdays"])
            return str(_pick(self.rng, (f"أمس {day}", f"اليوم {day}", str(day))))
        chances = naming(slot, position, self.contrast)
        if slot == "DEAD":
            chances = {pole: chances[pole] for pole in death}
        weights = np.array(list(chances.values()))
        pole = str(self.rng.choice(list(chances), p=weights / weights.sum()))
        return named(slot, pole, str(_pick(self.rng, phrases()["wordings"][slot][pole])))

    def attribution(self, side: str | None = None) -> str:
        """One sentence that puts something into somebody's mouth, of this side or of one the house likes to cite."""
        table, rng = phrases(), self.rng
        side = side or str(rng.choice(list(self.house.sides), p=list(self.house.sides.values())))
        speaker = _pick(rng, [s for s in table["speakers"] if s["side"] == side])
        position = SIDES.get(side, 0.0)
        agreement = self.contrast * self.house.position * position
        draw = rng.random()
        if draw < 0.15:
            return self._trailing(speaker, position, agreement)
        if draw < 0.25:
            medium = _pick(rng, table["media"])
            verb = "ونقلت" if medium["gender"] == "f" else "ونقل"
            relayed = said({"type": "media", **medium}, "report", f"{mark('cue', verb)} {sourced(medium)}")
            told = f"{mark('cue', 'عن')} {sourced(speaker)} أن {mark('content', self._claim(position))}"
            return f"{relayed} {said(speaker, 'report', told)}."
        return self._verbal(speaker, position, agreement)

    def _claim(self, position: float) -> str:
        return self.fill(self.fresh(self.topic["claims"]), position)

    def _trailing(self, speaker: Mapping[str, Any], position: float, agreement: float) -> str:
        cue = self._cue(phrases()["trailing"], agreement)
        claim = mark("content", self._claim(position))
        if cue["leading"] and self.rng.random() < 0.4:
            return (
                said(speaker, cue["class"], f"{mark('cue', 'و' + cue['text'])} {sourced(speaker)}، فإن {claim}") + "."
            )
        return said(speaker, cue["class"], f"{claim}، {mark('cue', cue['text'])} {sourced(speaker)}") + "."

    def _verbal(self, speaker: Mapping[str, Any], position: float, agreement: float) -> str:
        rng, topic = self.rng, self.topic
        party = speaker["type"] in PARTIES
        fitting = [c for c in phrases()["cues"] if party or c["class"] not in ("deny", "accuse", "demand")]
        cue = self._cue(fitting, agreement)
        feminine = speaker["gender"] == "f"
        opening = f"{mark('cue', 'و' + cue['past_f' if feminine else 'past_m'])} {sourced(speaker)}"
        link, frame = cue["link"], cue["frame"]
        if frame == "quote":
            lived = speaker["type"] in ("civilian", "activist", "local_network", "other")
            quote = mark("content", self.fill(self.fresh(topic["testimonies"] if lived else topic["quotes"]), position))
            begin, end = self.house.marks
            return said(speaker, cue["class"], f"{opening}{link}{begin}{quote}{end}", "direct") + "."
        if frame == "accuse":
            target = "SYRIAN_ARMY" if position < 0 else "OPPOSITION_ARMED"
            accusation = mark("content", f"{{{target}}} {link}{self.fresh(topic['accusations'])}")
            return said(speaker, cue["class"], self.fill(f"{opening} {accusation}", position)) + "."
        if frame != "that":
            kind = {"deny": "denials", "accuse": "accusations"}.get(cue["class"], "demands")
            apart, joined = (link, "") if link.endswith(" ") else ("", link)
            told = mark("content", joined + self.fresh(topic[kind]))
            return said(speaker, cue["class"], self.fill(f"{opening} {apart}{told}", position)) + "."
        sentence = said(speaker, cue["class"], f"{opening} {link}{mark('content', self._claim(position))}")
        if rng.random() < 0.3:
            also = _pick(rng, phrases()["participles"])
            form = also["f"] if feminine else also["p"] if speaker["gender"] == "p" else also["m"]
            head, blank, rest = form.partition(" ")
            more = f"{mark('cue', head)}{blank}{rest} {mark('content', self._claim(position))}"
            sentence += "، " + said(speaker, also["class"], more)
        return sentence + "."

    def _cue(self, cues: Sequence[Mapping[str, Any]], agreement: float) -> Mapping[str, Any]:
        """A cue: who agrees with a side affirms it more, who does not doubts it more."""
        tilt = {"affirm": 0.5 * agreement, "doubt": -0.9 * agreement, "accuse": 0.2 * agreement}
        classes = sorted({c["class"] for c in cues})
        weights = np.array([CLASS_WEIGHT[c] * np.exp(tilt.get(c, 0.0)) for c in classes])
        chosen = str(self.rng.choice(classes, p=weights / weights.sum()))
        cue: Mapping[str, Any] = _pick(self.rng, [c for c in cues if c["class"] == chosen])
        return cue


def dress(house: House, body: str, rng: np.random.Generator) -> str:
    """The body with this outlet's furniture and digits round it."""
    menu, byline, share, footer = (_fill_masthead(line, house, rng) for line in house.furniture)
    text = "\n".join((menu, byline, body, share, footer))
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if house.arabic_digits else text


def _fill_masthead(line: str, house: House, rng: np.random.Generator) -> str:
    return line.replace("{outlet}", house.name).replace("{place}", _places(rng)[0])
