"""Media that somebody speaks to: where ل leads one (`قال لرويترز`, `قال لـ"الوطن"`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from features.wordings import Hit
from features.words import Words

TOLD = 3  # words of a medium's name that nobody listed
_BELONGING, _MARKS = ("تابع", "التابع", "موالي", "الموالي", "الاعلامي", "العسكري", "السياسي", "الرسمي"), ' «»"“”'


def addressed_media(
    words: Words, speakers: Sequence[Hit], opening: Mapping[int, int], speaking: AbstractSet[int]
) -> frozenset[int]:
    """The words at which ل leads a known medium, or a name in marks where none of `speaking` begins."""
    found, starts, text = set(_told(words, opening, speaking)), words.starts, words.text
    media = [h for h in speakers if h.entry.group == "media"]
    named = {h.stop for h in media}
    for hit in media:
        if hit.first in named:
            continue  # part of the name before it (`وكالة بترا للأنباء`)
        at = starts[hit.first]
        if hit.first and text[starts[hit.first - 1] : words.ends[hit.first - 1]] == "ل":
            found.add(hit.first - 1)
        if text[at] == "ل" and (hit.start == at + 1 or text.startswith("لل", at)):
            found.add(hit.first)
    return frozenset(found)


def _told(words: Words, opening: Mapping[int, int], known: AbstractSet[int]) -> Iterator[int]:
    """Where ل leads a name of a few words in marks that nobody else bears: a medium (`قال لـ"الوطن" إن`)."""
    for i, stop in opening.items():
        led = i > 1 and words.word(i - 1) == "ل" and not words.gaps[i].strip(_MARKS)
        if led and stop - i <= TOLD and i not in known and not words.word(i - 2).startswith(_BELONGING):
            yield i - 1
