"""Who held which office when: rows of speakers.tsv that hold at an article's date."""

from __future__ import annotations

from features.wordings import Hit

# What holds for an undated article: an office rather than none.
IN_OFFICE = frozenset(("official", "igo", "military", "armed_group"))


def timely(hits: list[Hit], published: str | None) -> list[Hit]:
    """Hits that hold at the article's date; of an undated article, of several rows for the same words the likeliest.

    An office rather than none, but not in the government that one left; then the latest.
    """
    held = [h for h in hits if holds_at(h, published)]
    if published is not None:
        return held
    best: dict[tuple[int, int], Hit] = {}
    for hit in held:
        place = (hit.first, hit.stop)
        best[place] = max(best.get(place, hit), hit, key=_likely)
    return [h for h in held if best[h.first, h.stop] is h]


def _likely(hit: Hit) -> tuple[bool, bool, bool, str]:
    entry, until = hit.entry, hit.entry.traits["until"]
    return entry.category != "syrian_gov", entry.group in IN_OFFICE, not until, until


def holds_at(hit: Hit, published: str | None) -> bool:
    """Whether a row's time bounds allow the article's date; an undated article allows all."""
    since, until = hit.entry.traits["since"], hit.entry.traits["until"]
    return published is None or ((not since or since <= published) and (not until or published <= until))
