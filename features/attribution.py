"""Who is made answerable for what: every attribution of an article with its source, content, mode and chain.

Drafts come from `features.cues`. Contents end where the sentence, the quotation or the next attribution beside them does;
a source that is not named at its cue is the one before it, by the fullest earlier words that name it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from features.article import Attribution, Hop, Span
from features.cues import Draft, drafts
from features.frames import SPEECH_WORDS, spoken
from features.speakers import UNKNOWN, Speaker, identify
from features.text import Reading

# How many sources back an earlier name of the same one is looked for, and how many quotations of one content are read.
MEMORY = 200
OUTLET = Hop("outlet", None, None, "named")
Past = list[tuple[Span, frozenset[int], Speaker]]


def find(reading: Reading, published: str | None = None) -> list[Attribution]:
    """All attributions of an article, numbered from 1 in order of their cues."""
    begun = drafts(reading)
    beside = [draft.cue.start for draft in begun if draft.beside]
    found: list[Attribution] = []
    past: Past = []
    for draft in begun:
        end = _content_end(draft, beside)
        if end > draft.begin:
            speaker, resolved = _speaker(reading, draft, past, published)
            found.append(_finished(reading, draft, end, len(found) + 1, speaker, resolved, published))
    return found


def _content_end(draft: Draft, beside: Sequence[int]) -> int:
    """Where content ends: its own end, or before the next attribution that stands beside it (first words of their cues)."""
    later = bisect_right(beside, max(draft.begin, draft.cue.start))
    if not draft.quoted and later < len(beside):
        return min(draft.end, beside[later])
    return draft.end


def _speaker(reading: Reading, draft: Draft, past: Past, published: str | None) -> tuple[Speaker, Span | None]:
    """Who speaks and, where no source stands at the cue, the fullest earlier words that name them."""
    if draft.source is not None:
        speaker = identify(reading, draft.source, published)
        words = frozenset(reading.words.hashes[draft.source.start : draft.source.end].tolist())
        if speaker.status == "unresolved" or speaker.side == "none":
            for _, earlier, known in reversed(past[-MEMORY:]):
                if words <= earlier and known.status != "unresolved":
                    speaker = known
                    break
        past.append((draft.source, words, speaker))
        return speaker, None
    if not draft.inherits or not past:
        return UNKNOWN, None
    span, words, speaker = past[-1]
    same = [s for s, earlier, _ in past[-MEMORY:] if words <= earlier]
    return speaker, max(same, key=lambda s: (s.end - s.start, -s.start), default=span)


def _finished(
    reading: Reading,
    draft: Draft,
    end: int,
    number: int,
    speaker: Speaker,
    resolved: Span | None,
    published: str | None,
) -> Attribution:
    content = Span(draft.begin, end)
    source = reading.without(draft.source, draft.clitic) if draft.source else None
    fuller = reading.span(resolved) if resolved else None
    hops = [Hop("speaker", source or fuller, speaker.entity, speaker.status)]
    if draft.medium is not None:
        medium = identify(reading, draft.medium, published)
        hops.append(Hop("medium", reading.span(draft.medium), medium.entity, medium.status))
    hops.append(OUTLET)
    return Attribution(
        number,
        _cue(reading, draft),
        draft.lemma,
        draft.cue_class,
        "direct" if draft.quoted else _mode(reading, content),
        source,
        fuller,
        speaker.entity,
        speaker.type,
        speaker.side,
        (reading.span(content),),
        tuple(hops),
    )


def _cue(reading: Reading, draft: Draft) -> Span:
    """The cue over the original text: whole words, or a headline's colon."""
    words = reading.words
    if not draft.mark:
        return Span(words.at[draft.cue.start], words.till[draft.cue.end - 1])
    colon = reading.original.index(":", words.till[draft.cue.end - 1])
    return Span(colon, colon + 1)


def _mode(reading: Reading, content: Span) -> str:
    """Direct where a quotation is nearly all of the content, mixed where one of three words or more is part of it."""
    quoted = reading.quoted
    if not quoted:
        return "indirect"
    first = max(0, bisect_left(quoted, Span(content.start, 0)) - 2)
    near = quoted[first : bisect_left(quoted, Span(content.end, 0), lo=first)][:MEMORY]
    speech = [q for q in near if q.end > content.start and spoken(q, SPEECH_WORDS)]
    covered = sum(min(q.end, content.end) - max(q.start, content.start) for q in speech)
    if speech and speech[0].start <= content.start and covered >= 0.9 * (content.end - content.start):
        return "direct"
    return "mixed" if speech else "indirect"
