"""What belongs to a speaker behind his name: titles between commas, where he sits, who he is said to be; and what does not."""

from __future__ import annotations

from features.agents import GOVERNING, subject
from features.article import Span
from features.phrases import COMMAS
from features.text import Reading
from features.words import EDGE, FROM, GIVEN, IN, THAT, TIME, VERBAL

TITLES, TITLE, SEAT = 2, 14, 6  # titles behind a name, and words of one; of where somebody sits, and his name
SHORT = 5  # words of a title and a body in which a place may be part of it


def without_circumstance(reading: Reading, found: Span, end: int) -> Span:
    """A person's name without the circumstance behind it (`صرح إردوغان في الطائرة عائدا من جولة أن`)."""
    words, (start, stop) = reading.words, found
    titled = any(h.entry.traits.get("kind") == "kind" for h in reading.known(start, start + 1))
    if titled and stop - start <= SHORT:
        return found  # `مراسلة الميادين في سوريا`
    sure = subject(words, start, end, reading.known(start, end), reading.addressed, reading.opening)
    if sure is None or sure.end >= stop or not words.kinds[sure.end] & IN:
        return found
    named = any(h.stop == sure.end and h.entry.traits.get("kind") == "name" for h in reading.known(start, sure.end))
    return sure if named or words.kinds[sure.end - 1] & GIVEN else found


def named_behind(reading: Reading, found: Span, end: int) -> Span:
    """With the name behind where somebody sits (`رئيس الوفد في محادثات جنيف نصر الحريري`), which runs up to `end`."""
    words, at = reading.words, found.end
    if at + 1 >= end or not words.kinds[at] & IN or any(words.gaps[at:end]) or end - at > SEAT:
        return found
    given = next((i for i in range(at + 2, end) if words.kinds[i] & GIVEN), end)
    sits = end - given > 1 and not any(kind & (THAT | VERBAL | TIME) for kind in words.kinds[at:end])
    return Span(found.start, end) if sits else found


def presented(reading: Reading, found: Span, end: int) -> Span:
    """With who the source is said to be, up to where content opens (`سمير عيطة وهو اقتصادي بارز إن`)."""
    words, at = reading.words, found.end
    end = next((i for i in range(at, end) if i in reading.addressed), end)
    if not 1 < end - at <= TITLE or words.word(at) not in ("وهو", "وهي", "وهم") or words.kinds[at + 1] & FROM:
        return found
    said = any(kind & (THAT | VERBAL) for kind in words.kinds[at + 1 : end]) or any(words.gaps[at + 1 : end])
    return found if said else Span(found.start, end)


def apposed(reading: Reading, found: Span, end: int, titles: int = TITLES) -> Span:
    """A person with the titles that follow between commas (`عصام العريان، نائب رئيس الحزب، `), which run up to `end`."""
    words, stop = reading.words, found.end
    for _ in range(titles):
        if stop >= end or not words.gaps[stop].strip() or words.gaps[stop].strip() not in COMMAS:
            break
        titled = any(h.entry.traits.get("kind") == "kind" for h in reading.known(stop, stop + 1))
        if not titled or words.kinds[stop] & EDGE:  # `أمام` is no `إمام`
            break
        if titles == 1 and words.word(stop).removeprefix("ال") not in GOVERNING:
            break  # `دعا هيتو، جنود الجيش إلى`
        near = range(stop + 1, min(end, stop + TITLE) + 1)
        closed = next((i for i in near if i == end or words.gaps[i].strip()[:1] in tuple(COMMAS)), 0)
        if not closed or any(kind & (THAT | VERBAL) for kind in words.kinds[stop:closed]):
            break
        stop = closed
    return Span(found.start, stop)
