"""The kind and side as a source of each referent of names.tsv that can speak."""

from collections.abc import Mapping

REFERENTS: Mapping[str, tuple[str, str]] = {
    "SYRIAN_STATE": ("official", "syrian_gov"),
    "SYRIAN_ARMY": ("military", "syrian_gov"),
    "OPPOSITION_ARMED": ("armed_group", "opposition"),
    "OPPOSITION_POLITICAL": ("political", "opposition"),
    "IS": ("armed_group", "is"),
    "NUSRA_HTS": ("armed_group", "hts"),
    "SDF": ("armed_group", "sdf"),
    "KURDISH_PARTY": ("armed_group", "sdf"),
    "COALITION_US": ("military", "us_coalition"),
    "RUSSIA": ("military", "russia"),
    "IRAN_AXIS": ("armed_group", "iran_axis"),
    "TURKEY": ("military", "turkey"),
    "ISRAEL": ("official", "israel"),
}
