"""Cues in context: whether a cue of the lexicon is one here, where its source stands and where its content begins.

What follows a cue (its row's frames: complementiser, colon, quotation, preposition or bare object) decides. One rule for
each kind of cue; each returns a draft over folded text, or None where the word is no cue here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from features.article import Span
from features.frames import CLAUSE_MARKS, COLON, THAT, cue_span, object_start, opener, word_start
from features.phrases import noun_phrase, subject, tokens
from features.subjects import addressed, before_verb, behind_time
from features.text import Reading, trim
from features.wordings import Hit

REACH = 260
# Whom these accuse or call upon belongs to their content: `اتهم النظام [التحالف بقتل]`.
ADDRESSING = ("accuse", "demand")
VERBAL = ("verb", "participle", "passive")


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution while it is being found, in folded offsets. `beside` cues end the content of the cue before them."""

    cue: Span
    lemma: str
    cue_class: str
    source: Span | None
    begin: int
    end: int
    quoted: bool
    beside: bool
    kind: str
    inherits: bool = True
    medium: Span | None = None


def drafts(reading: Reading) -> list[Draft]:
    """Every attribution that a reading's cues signal, in order of the cues; contents still run to the sentence's end."""
    cues = reading.hits.get("cues", [])
    found: list[Draft] = []
    for i, hit in enumerate(cues):
        sentence = reading.sentence_at(hit.start)
        limit = _next_verb(cues, i, min(sentence.end, hit.end + REACH))
        whole = hit._replace(end=cue_span(reading.text, hit).end)  # with its pronoun: `أبلغهم`
        draft = _RULES[hit.entry.group](reading, whole, sentence, limit)
        if draft is not None:
            found.append(draft)
            found += _relayed(reading, draft)
    # A noun or preposition gives way to a verb that opens the same content (`قال في بيان إن`).
    working = {d.begin for d in found if d.kind in VERBAL}
    found = [d for d in found if d.kind in VERBAL or d.source or d.begin not in working]
    return sorted(_unheld(found) + _ascribed(reading) + _headlines(reading, cues), key=lambda d: d.cue)


def _unheld(found: list[Draft]) -> list[Draft]:
    """Without the verbs that a preposition's cue holds (`وفق ما أشار إليه`)."""
    kept: list[Draft] = []
    held_until = -1
    for draft in sorted(found, key=lambda d: (d.cue.start, -d.cue.end)):
        if draft.cue.end > held_until or draft.kind == "preposition":
            kept.append(draft)
        if draft.kind == "preposition":
            held_until = max(held_until, draft.cue.end)
    return kept


def _next_verb(cues: Sequence[Hit], at: int, end: int) -> int:
    for hit in cues[at + 1 :]:
        if hit.start >= end:
            break
        if hit.entry.group in VERBAL and hit.start > cues[at].end:
            return hit.start
    return end


def _verb(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    if frames == ["source"]:
        return _trailing(reading, hit, noun_phrase(reading.text, cue_span(reading.text, hit).end, limit), sentence)
    opened = opener(reading, hit.end, limit, frames)
    known = reading.known(hit.end, sentence.end)
    barriers = addressed(reading, hit.end, limit)
    if opened:
        position, begin, quoted = opened
        source = noun_phrase(reading.text, hit.end, position, barriers, opened=True)
        source = source or behind_time(reading, hit.end, position, barriers)
    else:
        quoted = False
        source = subject(reading.text, hit.end, limit, known, barriers)
        begin = object_start(reading, hit, source, limit, frames)
        if begin < 0:
            return None
        if hit.entry.category in ADDRESSING:
            begin = trim(reading.text, source.end if source else cue_span(reading.text, hit).end, limit, " ،,").start
    before = None if source else before_verb(reading, hit, sentence)
    if before and not opened and hit.entry.category in ADDRESSING:
        begin = trim(reading.text, cue_span(reading.text, hit).end, limit).start
    led = word_start(reading.text, hit.start) < hit.start
    return _draft(reading, hit, source or before, begin, sentence, quoted, beside=led and before is None)


def _participle(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    opened = opener(reading, hit.end, min(limit, hit.end + 90), frames)
    if opened and noun_phrase(reading.text, hit.end, opened[0]) is None:
        return _draft(reading, hit, None, opened[1], sentence, opened[2], beside=True)
    begin = object_start(reading, hit, None, limit, frames)
    if begin < 0 or begin - hit.end > 60:
        return None
    return _draft(reading, hit, None, begin, sentence, False, beside=True)


def _noun(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    opened = opener(reading, hit.end, min(limit, hit.end + 90), frames)
    if opened:
        position, begin, quoted = opened
        source = noun_phrase(reading.text, hit.end, position)
        if source is not None and not reading.known(source.start, source.end):
            return None
    else:
        source = subject(reading.text, hit.end, limit, reading.known(hit.end, limit), frozenset())
        source = source if source and reading.known(source.start, source.end) else None
        quoted = False
        strict = [f for f in frames if f not in ("object", "alone")]
        begin = object_start(reading, hit, source, min(limit, hit.end + 90), strict)
        if begin < 0:
            return None
    return _draft(reading, hit, source, begin, sentence, quoted, beside=False, inherits=False)


def _preposition(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    """`بحسب X`: leading, it speaks of the clause behind it; trailing, of the sentence before it."""
    text, frames = reading.text, hit.entry.traits["frames"].split()
    if hit.entry.traits["lemma"] == "عن":
        return None
    if "source" not in frames and "alone" not in frames:
        return _participle(reading, hit, sentence, limit)
    cue = _with_verb(reading, hit)
    by_pronoun = "alone" in frames and text[hit.start : hit.end].endswith(("ه", "ها", "هم", "هما"))
    source = None if by_pronoun else noun_phrase(text, cue.end, min(sentence.end, cue.end + REACH))
    source = _without_lam(text, hit, source)
    if "source" not in frames:
        return _participle(reading, hit, sentence, limit)
    if source is None:
        return _trailing(reading, hit, None, sentence, cue) if "alone" in frames else None
    begun = word_start(text, hit.start)
    leading = trim(text, sentence.start, begun, " " + CLAUSE_MARKS).start == begun
    if not leading:
        opened = opener(reading, source.end, min(limit, source.end + 40), ("that", "colon"))
        if opened is None:
            return _trailing(reading, hit, source, sentence, cue)
        return _draft(reading, hit, source, opened[1], sentence, opened[2], beside=False, cue=cue)
    rest = trim(text, source.end, sentence.end, " " + CLAUSE_MARKS)
    that = THAT.match(text, rest.start)
    begin = trim(text, that.end(), sentence.end).start if that else rest.start
    return _draft(reading, hit, source, begin, sentence, False, beside=False, cue=cue) if begin < sentence.end else None


def _with_verb(reading: Reading, hit: Hit) -> Span:
    """`وفق ما أشار إليه X`: the verb of saying behind ما, with its own preposition, is part of the cue."""
    text, cue = reading.text, cue_span(reading.text, hit)
    if text[cue.start : cue.end].endswith("ما"):
        verb = next(
            (h for h in reading.hits.get("cues", ()) if h.start == cue.end + 1 and h.entry.group == "verb"), None
        )
        if verb is not None:
            end = cue_span(text, verb).end
            back = re.compile(r" (?:اليه|اليها|به|بها|عنه|عنها|في)\b").match(text, end)
            return Span(cue.start, back.end() if back else end)
    return cue


def _without_lam(text: str, hit: Hit, source: Span | None) -> Span | None:
    """`وفقا لمصادر`: the ل belongs to the cue."""
    if source is None or text[source.start] != "ل" or not text[hit.start : hit.end].endswith(("وفقا", "طبقا", "تبعا")):
        return source
    return source if text.startswith("لل", source.start) else Span(source.start + 1, source.end)


def _trailing(reading: Reading, hit: Hit, source: Span | None, sentence: Span, cue: Span | None = None) -> Draft | None:
    cue = cue or cue_span(reading.text, hit)
    before = trim(reading.text, sentence.start, cue.start, " " + CLAUSE_MARKS)
    if before.end <= before.start:
        return None
    draft = _draft(reading, hit, source, before.start, sentence, False, beside=True, cue=cue)
    return replace(draft, end=before.end)


def _passive(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    opened = opener(reading, hit.end, min(limit, hit.end + 60), frames)
    begin = opened[1] if opened else object_start(reading, hit, None, min(limit, hit.end + 60), frames)
    if begin < 0:
        return None
    return _draft(reading, hit, None, begin, sentence, bool(opened and opened[2]), beside=False, inherits=False)


_RULES = {"verb": _verb, "participle": _participle, "noun": _noun, "preposition": _preposition, "passive": _passive}


def _draft(
    reading: Reading,
    hit: Hit,
    source: Span | None,
    begin: int,
    sentence: Span,
    quoted: bool,
    beside: bool,
    inherits: bool = True,
    cue: Span | None = None,
) -> Draft:
    row = hit.entry
    end = sentence.end
    if quoted:
        at = bisect_left(reading.quoted, Span(begin, 0))
        end = reading.quoted[at].end if at < len(reading.quoted) else end
    return Draft(
        cue or cue_span(reading.text, hit),
        row.traits["lemma"],
        row.category,
        source,
        begin,
        end,
        quoted,
        beside,
        row.group,
        inherits,
    )


def _relayed(reading: Reading, draft: Draft) -> list[Draft]:
    """`ونقلت X عن Y أن`: the medium X relays; عن is a cue of its own, with source Y and the same content."""
    if draft.lemma != "نقل":
        return []
    start = draft.source.end if draft.source else draft.cue.end
    relay = re.compile(r"\bعن\b").search(reading.text, start, min(draft.begin, start + 120))
    if relay is None:
        return []
    source = noun_phrase(reading.text, relay.end(), draft.begin, opened=True)
    if source is None:
        return []
    cue = Span(relay.start(), relay.end())
    return [replace(draft, cue=cue, lemma="عن", cue_class="report", source=source, medium=draft.source, beside=False)]


def _ascribed(reading: Reading) -> list[Draft]:
    """`ما أسماه X`: the distance is put in somebody's mouth; what is held off is the quotation or words right behind it."""
    drafts = []
    for hit in reading.hits.get("distance", ()):
        if hit.entry.category != "ascribed":
            continue
        cue = cue_span(reading.text, hit)
        sentence = reading.sentence_at(cue.start)
        begin = trim(reading.text, cue.end, sentence.end).start
        at = bisect_left(reading.quoted, Span(begin, 0))
        quoted = at < len(reading.quoted) and reading.quoted[at].start <= begin + 1
        words = list(islice(tokens(reading.text, begin, sentence.end), 3))
        if words:
            end = reading.quoted[at].end if quoted else words[-1].end
            drafts.append(Draft(cue, hit.entry.forms[0], "doubt", None, begin, end, quoted, False, "distance"))
    return drafts


def _headlines(reading: Reading, cues: Sequence[Hit]) -> list[Draft]:
    """`X: ...` at the head of a paragraph, X being a known speaker and nothing else: the colon is the cue."""
    text, found = reading.text, []
    for sentence in reading.sentences:
        colon = COLON.search(text, sentence.start, min(sentence.end, sentence.start + 90))
        at_head = text[trim(text, 0, sentence.start, " ").end - 1 : sentence.start].strip(" ") in ("", "\n")
        if colon is None or not at_head:
            continue
        phrase = noun_phrase(text, sentence.start, colon.start())
        if (
            phrase is None
            or phrase.end < trim(text, sentence.start, colon.start()).end
            or len(phrase.of(text).split()) > 8
        ):
            continue
        at = bisect_left(cues, sentence.start, key=lambda h: h.start)
        if at < len(cues) and cues[at].start < colon.start():
            continue
        if not any(h.start == phrase.start for h in reading.known(phrase.start, phrase.end)):
            continue
        begin = trim(text, colon.end(), sentence.end).start
        found.append(
            Draft(
                Span(colon.start(), colon.end()), ":", "report", phrase, begin, sentence.end, False, False, "headline"
            )
        )
    return found
