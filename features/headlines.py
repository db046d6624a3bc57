"""Colons that put something into somebody's mouth: headlines of the form `X: ...`, told from datelines and headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from features.article import Span
from features.drafts import NOWHERE, Draft
from features.endings import MEETINGS
from features.frames import is_colon
from features.hashing import alike
from features.persons import person
from features.phrases import noun_phrase
from features.seats import country
from features.sentences import paragraph
from features.text import Reading
from features.wordings import Hit
from features.words import ABOUT, DEFINITE, EDGE, FROM, IN, NUMBER, THAT, VERBAL, Words

# Words before a colon; of a name that the text alone makes known; of a headline come again; of one at most.
HEADLINE, SHORT_NAME, AGAIN, LONGEST = 9, 3, 4, 16
MEDIUM = 4  # words of a medium that is spoken to
PLACES, REPEATED = 8, 64  # other places of a headline looked at, and words of it compared


def headlines(reading: Reading, cues: Sequence[Hit], found: Sequence[Draft]) -> list[Draft]:
    """`X: ...` at the head of a line, X being a known speaker or a source of the text, and nothing else."""
    words, drafts = reading.words, list[Draft]()
    colons = [i for i in words.broken if ":" in words.gaps[i] and is_colon(reading, i)]
    if not colons:
        return drafts
    theirs = (h for h in reading.speaking if h.first and words.word(h.first - 1).startswith("مراسل"))
    firsts = {hit.first for hit in cues} - {i for h in theirs for i in range(h.first, h.stop)}  # `مراسل أخبار الآن:`
    begun = {d.begin for d in found}
    said = {d.begin - 1 for d in found if d.kind == "verb" and d.begin}  # `قال X: إن`
    telling = sorted(d.cue.start for d in found if d.kind == "verb" and d.source and d.source.start > d.cue.start)
    sources = {int(words.hashes[i]) for d in found if d.source for i in _name_ends(words, d.source)}
    again = _again(words, colons)
    for colon in colons:
        if colon in said and words.kinds[colon] & THAT:
            continue
        first = _line(reading, colon)
        near = colon - reading.firsts[colon - 1] <= SHORT_NAME
        if first == colon and near and (_named(reading, colon) or int(words.hashes[colon - 1]) in sources):
            first = reading.firsts[colon - 1]
        phrase = _speaking(reading, first, colon, firsts) or _phrase(reading, first, colon, firsts)
        known = reading.whole(first) or (colon - first <= SHORT_NAME and int(words.hashes[colon - 1]) in sources)
        amid = (phrase is None or not known) and colon not in begun
        if amid:
            first = _amid(reading, colon, colon in again)
            phrase = _phrase(reading, first, colon, firsts)
        if phrase is None or not (known or amid):
            continue
        last = reading.stops[colon] if colon < len(words) else colon
        phrase, media = _to_medium(reading, phrase)
        if amid:
            verb = telling[bisect_left(telling, colon + AGAIN) :][:1]  # it begins the news
            last = min(last, colon + again[colon]) if colon in again else min([last, colon + LONGEST, *verb])
        elif colon in again and _begins_anew(reading, colon + again[colon], last, firsts):
            last = colon + again[colon]  # `X: نعارض أي حل X: نعارض أي حل قال فلان`
        if colon < last and not _label(reading, first, colon) and not _dateline(reading, first, colon):
            drafts.append(
                Draft(
                    *(Span(colon - 1, colon), ":", "report", phrase, colon, last, False, NOWHERE, "headline"),
                    media=media,
                    mark=True,
                )
            )
    return drafts + _twins(words, drafts, again, begun)


def _to_medium(reading: Reading, phrase: Span) -> tuple[Span, tuple[Span, ...]]:
    """Who speaks in a headline, and the medium he speaks to (`مصادر [لـ"عنب بلدي"]: ...`)."""
    words = reading.words
    at = next((i for i in range(phrase.start + 1, phrase.end) if i in reading.addressed or _opens(reading, i)), None)
    if at is None:
        return phrase, ()
    first = at + (words.word(at) == "ل")
    known = [h for h in reading.known(first, phrase.end) if h.entry.group == "media" and h.stop <= phrase.end]
    named = any(h.entry.traits["kind"] == "name" for h in known)
    return Span(phrase.start, at), ((Span(known[0].first, known[-1].stop),) if named else ())


def _opens(reading: Reading, i: int) -> bool:
    """Whether a quotation opens behind ل."""
    return reading.words.word(i) == "ل" and i + 1 in reading.opening


def _twins(words: Words, drafts: Sequence[Draft], again: dict[int, int], begun: AbstractSet[int]) -> list[Draft]:
    """The same headlines, who speaks and what he says, wherever else they come in the text."""
    hashes, taken = words.hashes, begun | {d.begin for d in drafts}
    whole = {hashes[d.source.start : d.begin + AGAIN].tobytes(): d for d in drafts if d.source and d.begin in again}
    lengths = {d.begin - d.source.start for d in whole.values() if d.source}
    found = []
    for i in (i for i in again if i not in taken):
        for length in lengths:
            draft = whole.get(hashes[i - length : i + AGAIN].tobytes()) if i >= length else None
            if draft is not None and draft.source:
                by = i - draft.begin
                source, media = _moved(draft.source, by), tuple(_moved(m, by) for m in draft.media)
                cue, end = Span(i - 1, i), i + again[i]
                found.append(draft._replace(cue=cue, source=source, media=media, begin=i, end=end))
                break
    following = [*(d.source.start for d in found if d.source), len(words)][1:]
    return [d._replace(end=min(d.end, end)) for d, end in zip(found, following, strict=True)]


def _moved(span: Span, by: int) -> Span:
    """A span so many words farther on."""
    return Span(span.start + by, span.end + by)


def _begins_anew(reading: Reading, i: int, last: int, cues: AbstractSet[int]) -> bool:
    """Whether something else begins at a word before the last, behind a headline that comes again: a cue, a name, a number."""
    words = reading.words
    parted = any(mark in words.gaps[i] for mark in "-–|/*")
    return i < last and (parted or i in cues or bool(reading.known(i, i + 1) or words.kinds[i] & NUMBER))


def _phrase(reading: Reading, first: int, colon: int, cues: AbstractSet[int]) -> Span | None:
    """The noun phrase that fills the place before a colon, with the medium that is spoken to, without a cue in it."""
    phrase = noun_phrase(reading.words, first, colon, clause=True) if first < colon else None
    if phrase is None or any(i in cues for i in range(first, colon)):
        return None
    if phrase.end in reading.addressed and colon - phrase.end <= MEDIUM:
        return Span(phrase.start, colon)  # `الأسد [لقناة روسية]: ...`
    return phrase if phrase.end == colon else None


def _speaking(reading: Reading, first: int, colon: int, cues: AbstractSet[int]) -> Span | None:
    """A person's name before what says on which occasion he speaks, or to whom (`ماكرون [خلال مؤتمر مع بوتين]: ...`)."""
    words = reading.words
    hit = next((h for h in reading.known(first, first + 1) if h.stop < colon and person(words, h, ())), None)
    if hit is None or hit.first != first or words.gaps[hit.stop] or any(i in cues for i in range(first, colon)):
        return None
    led = words.words(hit.stop, hit.stop + 2)
    occasion = led[0] in _ON and led[1].startswith(MEETINGS)
    addressed = hit.stop + 1 == colon and led[0][0] == "ل" and not reading.whole(hit.stop) and reading.joined(hit.stop)
    return Span(first, hit.stop) if occasion or addressed else None


_ON = ("خلال", "في", "بعد", "عقب", "اثناء")


def _named(reading: Reading, colon: int) -> bool:
    """Whether a sentence begins with a person or body by name, and nothing else stands before the colon."""
    first = reading.firsts[colon - 1] if colon else 0
    return any(h.stop == colon and h.entry.traits.get("kind") == "name" for h in reading.known(first, first + 1))


def _amid(reading: Reading, colon: int, again: bool) -> int:
    """The first word of a name before a colon amid headlines that no mark parts (`كل القنوات روسيا : أنجزنا المهمة`), or `colon`.

    Such a headline comes again in the text (`again`), or a definite word or a number ends what stands before it.
    """
    words = reading.words
    near = [h for h in reading.ending(colon, HEADLINE) if _speaks(reading, h)]
    if (
        not near
        or words.kinds[near[0].first] & (EDGE | FROM | ABOUT)
        or words.kinds[min(colon, len(words) - 1)] & NUMBER
    ):
        return colon
    first = near[0].first
    before = words.word(first - 1) if first else ""
    kind = words.kinds[first - 1] if first else 0
    if kind & (EDGE | IN | FROM | ABOUT | THAT | VERBAL):
        return colon
    if near[0].entry.group == "media" and not again:
        return colon
    ends = not before or kind & (DEFINITE | NUMBER) or before in _BREAKING or first == reading.firsts[colon - 1]
    return first if again or ends else colon


def _speaks(reading: Reading, hit: Hit) -> bool:
    """Whether a wording is the name of a body, a person or a country, whole."""
    name = country(reading.words, hit) or hit.entry.traits.get("kind") == "name"
    whole = hit.start == reading.words.starts[hit.first] and not reading.words.word(hit.first).startswith("لل")
    return name and whole


def _again(words: Words, colons: Sequence[int]) -> dict[int, int]:
    """How many words behind a colon stand in the text once more, where AGAIN or more do; a few other places are looked at."""
    hashes, wanted = words.hashes, [i for i in colons if i + AGAIN <= len(words)]
    if not wanted:
        return {}
    places: dict[bytes, list[int]] = {hashes[i : i + AGAIN].tobytes(): [] for i in wanted}
    for i in np.flatnonzero(np.isin(hashes, hashes[wanted])).tolist():
        found = places.get(hashes[i : i + AGAIN].tobytes(), [])
        if len(found) < PLACES:
            found.append(i)
    told = {}
    for colon in wanted:
        here = hashes[colon : colon + REPEATED]
        others = [hashes[i : i + REPEATED] for i in places[hashes[colon : colon + AGAIN].tobytes()] if i != colon]
        if others:
            told[colon] = max(alike(here, other) for other in others)
    return told


_BREAKING = frozenset("عاجل خبر مقاله مقال ملخص المزيد".split())


def _name_ends(words: Words, source: Span) -> list[int]:
    """The last word of a source, and those before the commas in it: the name, and the titles behind it."""
    return [i for i in range(*source) if i + 1 == source.end or words.gaps[i + 1].strip()]


def _line(reading: Reading, colon: int) -> int:
    """The first word of what stands before a colon: behind the head of its line, or a mark that parts headlines."""
    words = reading.words
    first = reading.firsts[colon - 1] if colon else 0
    for i in range(colon - 1, max(first, colon - HEADLINE), -1):
        gap = words.gaps[i].strip()
        if gap and (any(mark in gap for mark in "-–*/|") or ". ." in gap):
            return i
    opens = paragraph(words, first) or any(mark in words.gaps[first] for mark in "|*-/") or ". ." in words.gaps[first]
    return first if opens and colon - first <= HEADLINE else colon


_WRITTEN = frozenset("كتب كتبت ل ب الوسم تصوير ارشيف".split())
_LABELS = frozenset("معلومه المصدر الوثيقه تقرير شاهد محافظه مدينه بلده ريف منطقه فيديو بالفيديو صور بالصور".split())
_EDITORS = frozenset("رييس رييسه مدير مديره سكرتير هييه".split())


def _label(reading: Reading, first: int, colon: int) -> bool:
    """Whether what stands before a colon is a heading, and nobody who speaks.

    So where it names places only (`سوريا:`, `العراق تكريت:`), or where an agency or a writer stands behind a dash or bracket
    (`دمشق - رويترز:`, `كتب - فلان:`).
    """
    words, known = reading.words, reading.known(first, colon)
    dashed = first > 0 and any(mark in words.gaps[first] for mark in "-–(")
    media = any(h.lexicon == "speakers" and h.entry.group == "media" for h in known)
    label = words.word(first) in _LABELS and words.words(first, first + 2) != ["شاهد", "عيان"]
    if label or words.word(colon - 1) == "التاريخ" or (dashed and (media or words.word(first - 1) in _WRITTEN)):
        return True
    if words.word(colon - 1) in ("التحرير", "تحرير") and words.word(colon - 2) in _EDITORS:
        return True  # `مدير التحرير: فلان`
    nations = [h.entry.category for h in known if h.lexicon == "nations"]
    titled = any(h.lexicon == "speakers" and h.entry.traits["kind"] != "nation" for h in known)
    return bool(nations) and not titled and (dashed or colon - first > 1 or nations[0] == "syrian_gov")


_STATES = "k_states"  # rows of speakers.tsv that are states


def _dateline(reading: Reading, first: int, colon: int) -> bool:
    """Whether one word before a colon is where the news comes from (a verb follows), or the label of a source.

    A person or a body is no place (`الأسد: يمكن للمعارضة أن تنضم`).
    """
    words = reading.words
    behind = words.word(colon) if colon < len(words) else ""
    somebody = any(
        h.lexicon != "nations" and h.entry.group != "media" and not h.entry.id.startswith(_STATES)
        for h in reading.known(first, colon)
    )
    return colon == first + 1 and (
        words.word(first) == "المصدر" or (not somebody and len(behind) > 3 and behind[0] in "يت")
    )
