"""Who is made answerable for what: every attribution of an article with its source, content, mode and chain.

Drafts come from `features.cues`. Contents end where the sentence, the quotation or the next attribution beside them does;
a source that is not named at its cue is the one before it, by the fullest earlier words that name it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from features.article import Attribution, Hop, Span
from features.cues import Draft, drafts
from features.frames import SPEECH_WORDS, spoken
from features.speakers import UNKNOWN, Speaker, identify
from features.text import Reading, trim

# How many sources back an earlier name of the same one is looked for, and how many quotations of one content are read.
MEMORY = 200


def find(reading: Reading, published: str | None = None) -> list[Attribution]:
    """All attributions of an article, numbered from 1 in order of their cues."""
    begun = drafts(reading)
    beside = [draft.cue.start for draft in begun if draft.beside]
    ends = [_content_end(reading.text, draft, beside) for draft in begun]
    whole = [replace(draft, end=end) for draft, end in zip(begun, ends, strict=True) if end > draft.begin]
    found: list[Attribution] = []
    past: list[tuple[Span, Speaker]] = []
    for number, draft in enumerate(whole, start=1):
        speaker, resolved = _speaker(reading, draft, past, published)
        found.append(_finished(reading, draft, number, speaker, resolved, published))
    return found


def _content_end(text: str, draft: Draft, beside: Sequence[int]) -> int:
    """Where content ends: its own end, or before the next attribution that stands beside it (starts of their cues)."""
    end = draft.end
    later = bisect_right(beside, max(draft.begin, draft.cue.start))
    if not draft.quoted and later < len(beside):
        end = min(end, beside[later])
    return trim(text, draft.begin, end, " ،,؛;:-–").end


def _speaker(
    reading: Reading, draft: Draft, past: list[tuple[Span, Speaker]], published: str | None
) -> tuple[Speaker, Span | None]:
    """Who speaks and, where no source stands at the cue, the fullest earlier words that name them."""
    if draft.source is not None:
        speaker = identify(reading.hits, draft.source, published)
        if speaker.status == "unresolved" or speaker.side == "none":
            speaker = _earlier(reading, draft.source, past, speaker)
        past.append((draft.source, speaker))
        return speaker, None
    if not draft.inherits or not past:
        return UNKNOWN, None
    span, speaker = past[-1]
    words = set(span.of(reading.text).split())
    same = [s for s, _ in past[-MEMORY:] if words <= set(s.of(reading.text).split())]
    return speaker, max(same, key=lambda s: (s.end - s.start, -s.start), default=span)


def _earlier(reading: Reading, source: Span, past: Sequence[tuple[Span, Speaker]], speaker: Speaker) -> Speaker:
    """What an earlier, fuller mention of the same source says of kind and side."""
    words = set(source.of(reading.text).split())
    for span, known in reversed(past[-MEMORY:]):
        if words <= set(span.of(reading.text).split()) and known.status != "unresolved":
            return known
    return speaker


def _finished(
    reading: Reading, draft: Draft, number: int, speaker: Speaker, resolved: Span | None, published: str | None
) -> Attribution:
    def over(span: Span | None) -> Span | None:
        return reading.original_span(span) if span else None

    content = Span(draft.begin, draft.end)
    hops = [Hop("speaker", over(draft.source or resolved), speaker.entity, speaker.status)]
    if draft.medium is not None:
        medium = identify(reading.hits, draft.medium, published)
        hops.append(Hop("medium", over(draft.medium), medium.entity, medium.status))
    hops.append(Hop("outlet", None, None, "named"))
    return Attribution(
        number,
        reading.original_span(draft.cue),
        draft.lemma,
        draft.cue_class,
        _mode(reading, content, draft.quoted),
        over(draft.source),
        over(resolved),
        speaker.entity,
        speaker.type,
        speaker.side,
        (reading.original_span(content),),
        tuple(hops),
    )


def _mode(reading: Reading, content: Span, quoted: bool) -> str:
    """Direct where a quotation is nearly all of the content, mixed where one of three words or more is part of it."""
    if quoted:
        return "direct"
    first = max(0, bisect_left(reading.quoted, Span(content.start, 0)) - 2)
    near = reading.quoted[first : bisect_left(reading.quoted, Span(content.end, 0), lo=first)][:MEMORY]
    speech = [q for q in near if q.end > content.start and spoken(reading.text, q, SPEECH_WORDS)]
    covered = sum(min(q.end, content.end) - max(q.start, content.start) for q in speech)
    if speech and speech[0].start <= content.start + 1 and covered >= 0.9 * (content.end - content.start):
        return "direct"
    return "mixed" if speech else "indirect"
