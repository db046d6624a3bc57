"""Codes of the codebook in plain English; a code without a gloss stands for itself."""

from __future__ import annotations

from collections.abc import Mapping

REFERENTS: Mapping[str, str] = {
    "SYRIAN_STATE": "the Syrian state",
    "SYRIAN_ARMY": "the Syrian army",
    "OPPOSITION_ARMED": "the armed opposition",
    "OPPOSITION_POLITICAL": "the political opposition",
    "IS": "Islamic State",
    "NUSRA_HTS": "Nusra / HTS",
    "SDF": "the SDF",
    "KURDISH_PARTY": "the Kurdish party and militia",
    "COALITION_US": "the US-led coalition",
    "RUSSIA": "Russia",
    "IRAN_AXIS": "Iran and allies",
    "TURKEY": "Turkey",
    "ISRAEL": "Israel",
    "CONFLICT": "the conflict",
    "DEAD": "the dead",
    "TAKING": "taking of territory",
    "USA": "the United States",
    "HASHD": "Iraq's Hashd",
    "PALESTINIAN_FACTIONS": "Palestinian factions",
    "WHITE_HELMETS": "the White Helmets",
    "DISPLACED": "refugees and displaced",
    "CHEMICAL": "chemical attacks",
    "BARREL_BOMBS": "barrel bombs",
    "SIEGE": "sieges",
    "DEAL": "local deals",
    "IDLIB": "Idlib",
    "GOLAN": "the Golan",
}
SIDES: Mapping[str, str] = {
    "syrian_gov": "the Syrian government",
    "russia": "Russia",
    "iran_axis": "Iran and allies",
    "opposition": "the opposition",
    "sdf": "the SDF",
    "is": "Islamic State",
    "hts": "HTS",
    "us_coalition": "the USA and coalition",
    "turkey": "Turkey",
    "gulf_arab": "Arab governments",
    "israel": "Israel",
    "un": "the UN",
    "none": "no side",
}
TYPES: Mapping[str, str] = {
    "official": "officials",
    "military": "the military",
    "armed_group": "armed groups",
    "igo": "international bodies",
    "monitor": "monitors",
    "media": "media",
    "local_network": "local networks",
    "activist": "activists",
    "civilian": "civilians",
    "anonymous": "unnamed sources",
    "political": "politicians",
    "expert": "experts",
    "other": "others",
}
CLASSES: Mapping[str, str] = {
    "report": "neutrally",
    "affirm": "as a truth",
    "doubt": "with doubt",
    "deny": "as a denial",
    "accuse": "as an accusation",
    "demand": "as a demand",
    "opinion": "as an opinion",
    "agree": "as agreement",
}
FURNITURE: Mapping[str, str] = {
    "line": "a short line that the outlet repeats from article to article",
    "ngram": "a run of words that the outlet repeats from article to article",
    "lede": "title, lede or paragraph told again, or a teaser cut off",
    "caption": "a caption told again, or where a picture comes from",
    "dateline": "place and agency at the head",
    "signature": "desk, source or initials at the end",
    "link": "an address, a handle, a button, a pointer to other articles",
    "byline": "who wrote it",
}


def side(code: str) -> str:
    """Whose side a source is on."""
    return SIDES.get(code, code)


def plain(code: str) -> str:
    """A code of the codebook by itself: a referent, a type or side of source, or the code without underscores."""
    return REFERENTS.get(code) or TYPES.get(code) or SIDES.get(code) or code.replace("_", " ")


def say(trait: str) -> str:
    """What a trait says of an outlet.

    >>> say("names.own:SYRIAN_ARMY:hostile"), say("cues.of:syrian_gov:doubt")
    ('calls the Syrian army by a hostile name, in its own voice', 'words what the Syrian government says with doubt')
    """
    group, first, *rest = trait.split(":")
    if group == "names.own":
        return f"calls {REFERENTS.get(first, first)} by a {rest[0]} name, in its own voice"
    if group == "cues.of":
        who = f"{side(first)} says" if first != "none" else "sources of no known side say"
        return f"words what {who} {CLASSES.get(rest[0], rest[0])}"
    if trait.startswith("speakers:side:"):
        return f"cites a source of {side(rest[0])}" if rest[0] != "none" else "cites a source of no known side"
    if trait.startswith("speakers:type:"):
        return f"cites {TYPES.get(rest[0], rest[0])}"
    if trait.startswith("cues:class:"):
        return f"words what sources say {CLASSES.get(rest[0], rest[0])}"
    return trait
