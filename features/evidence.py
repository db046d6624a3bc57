"""What speaks for each actor being the one whom a cue without a source quotes: how he is named, and when he spoke.

Each piece has a name of `seeds/antecedents.tsv`, where its weight stands; its amount is 1 unless a count or a distance.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from math import log1p

from features.actors import Actor, Said
from features.article import Span
from features.drafts import Draft
from features.gender import MASCULINE, PLURAL, agree, noun
from features.phrases import RELATIVES
from features.text import Reading
from features.wordings import Hit
from features.words import DEFINITE, GIVEN, THAT, VERBAL

Evidence = Mapping[str, float]
TURNS, GAPS, OTHERS, COMMAS, NAMES = 3, 3, 3, 4, 4  # counts beyond these are one
RELATIVE, LED = 3, 1  # words from a relative pronoun to its verb; before the subject that leads a sentence
MARKS, QUOTES = 30, 4  # marks behind a name that are looked at; quotations before a cue that may hold it
LATELY = 6  # attributions in whose words a name may stand
LEAD, FAR = 12, 50  # words of an article in which whom it is about is named; before a cue that is not about its lead
NOBODY = "nobody"
_PREPOSITIONS = frozenset(
    "في من الي علي عن مع بين بعد قبل خلال حتي منذ عند لدي ضد حول نحو دون ب ل تجاه عبر وسط داخل خارج امام بحق لصالح برفقه".split()
)
_BEFORE_VERB = frozenset("قد ان لم لن لا كان كانت الذي التي الذين حين عندما حيث بعدما".split())
_CLAUSE = frozenset("ان بان انه لكن ولكن بينما فيما".split())


def evidence(
    reading: Reading, draft: Draft, past: Sequence[Said], found: Sequence[Actor], pick: Span | None, how: str
) -> list[Evidence]:
    """The evidence for each actor, in their order, and at the end that for nobody.

    `pick` is whom the rules of `features.turns` take, and `how` by which.
    """
    names = sorted(name for actor in found for name in actor.names)
    told, lately = list[Evidence](), past[-LATELY:]
    for actor in found:
        pieces = dict[str, float]()
        for name in actor.names:
            _of_name(reading, draft, lately, actor, name, names, pieces)
        _of_speaker(reading, draft, actor, pieces)
        pieces["names"] = min(len(actor.names), NAMES)
        if actor.names[-1].start < LEAD and draft.cue.start >= FAR and "named here" not in pieces:
            pieces["named first"] = 1.0
        pieces["fullest"] = log1p(max(name.end - name.start for name in actor.names))
        if pick is not None and actor.named_in(pick):
            pieces |= {"pick": 1.0, f"pick by {how}": 1.0}
        told.append(pieces)
    return [*told, _of_nobody(reading, draft, pick)]


def _of_nobody(reading: Reading, draft: Draft, pick: Span | None) -> Evidence:
    """What speaks for the text not telling who is meant."""
    last = draft.cue.end - 1
    attached = (
        reading.words.word(last).endswith(("ها", "هم", "هما")) or reading.original[reading.words.till[last] - 1] == "ه"
    )
    own = attached and draft.kind not in ("verb", "participle")
    pieces = [NOBODY, f"{NOBODY} {draft.kind}", *([f"{NOBODY} pronoun"] if own else ())]
    pieces += [f"{NOBODY} picked"] if pick is None else []
    return dict.fromkeys(pieces + ([] if draft.inherits else [f"{NOBODY} asked for"]), 1.0)


def _of_speaker(reading: Reading, draft: Draft, actor: Actor, pieces: dict[str, float]) -> None:
    """When somebody spoke last."""
    cue, one = draft.cue.start, actor.said
    if one is None:
        pieces["never spoke"] = 1.0
        return
    pieces[f"spoke {min(actor.turn, TURNS)}"] = 1.0
    if one.aside:
        pieces["aside"] = 1.0
    if one.begin <= cue < one.end:
        pieces["cue in his words"] = 1.0
    first = reading.firsts[cue]
    if one.cue >= first:
        pieces["spoke here"] = 1.0
    last, gap = reading.firsts[min(max(one.end - 1, one.cue), len(reading.words) - 1)], 0
    while first > last and gap < GAPS:
        first, gap = reading.firsts[first - 1], gap + 1
    pieces[f"sentences since {gap}"] = 1.0


def _of_name(
    reading: Reading,
    draft: Draft,
    lately: Sequence[Said],
    actor: Actor,
    name: Span,
    names: Sequence[Span],
    pieces: dict[str, float],
) -> None:
    """Where and how somebody is named."""
    words, cue = reading.words, draft.cue.start
    first = reading.firsts[cue]
    pieces["somebody"] = 1.0
    _fitting(reading, draft, actor, name, pieces)
    hit = next(iter(reading.known(name.start, name.start + 1)), None)
    pieces[f"of {_kind(reading, name, hit)}"] = 1.0
    if name.end - name.start == 1 and hit is not None and hit.entry.traits.get("kind") == "kind":
        pieces["bare title"] = 1.0
    if any(one.begin <= name.start < one.end and one.source != name for one in lately):
        pieces["spoken of"] = 1.0
    if name.start >= first:
        _of_clause(reading, draft, actor, name, names, pieces)
    elif first and name.start >= (before := reading.firsts[first - 1]):
        pieces["named before"] = 1.0
        if name.start - before <= LED:
            pieces["led before"] = 1.0
    else:
        pieces["named long before"] = 1.0
    if name.end == cue and words.gaps[cue] == "":
        pieces["beside"] = 1.0


def _of_clause(
    reading: Reading, draft: Draft, actor: Actor, name: Span, names: Sequence[Span], pieces: dict[str, float]
) -> None:
    """How somebody is named in the cue's own sentence; how far from the cue, by the last name, which comes first."""
    words, cue = reading.words, draft.cue.start
    pieces["named here"] = 1.0
    pieces[f"named here {_place(reading, name.start)}"] = 1.0
    others = sum(name.end <= other.start and other.end <= cue and other not in actor.names for other in names)
    pieces.setdefault("others between", min(others, OTHERS + 1))
    pieces[f"{min(others, OTHERS)} between, {draft.kind}"] = 1.0
    pieces.setdefault("distance", log1p(max(0, cue - name.end)))
    first = bisect_left(words.broken, name.end)
    marks = (words.gaps[i].strip()[:1] for i in words.broken[first : first + MARKS] if i <= cue)
    pieces.setdefault("commas", min(COMMAS, sum(mark in ("،", ",") for mark in marks)))
    if name.start - reading.firsts[cue] <= LED:
        pieces["leads"] = 1.0
    if name.end < cue:
        if words.word(name.end) in RELATIVES:
            pieces["relative" if cue - name.end <= RELATIVE else "relative before"] = 1.0
        if not words.gaps[name.end] and (name.end in reading.verbs or _present(reading, name.end)):
            pieces["before a verb"] = 1.0
    last = bisect_right(reading.quoted, (cue, len(words) + 1))
    outer = next((q for q in reading.quoted[max(0, last - QUOTES) : last] if q.start <= cue < q.end), None)
    if outer is not None and not outer.start <= name.start < outer.end:
        pieces["outside the quotation"] = 1.0


def _fitting(reading: Reading, draft: Draft, actor: Actor, name: Span, pieces: dict[str, float]) -> None:
    """Whether gender and number agree."""
    own = noun(reading.words.word(name.start))
    if not own and actor.said is not None and actor.said.source == name:
        own = actor.said.gender
    if draft.gender and own:
        pieces["agrees" if agree(draft.gender, own) else "clashes"] = 1.0
        if draft.gender == own:
            pieces["same gender"] = 1.0
        if {draft.gender, own} == {MASCULINE, PLURAL}:
            pieces["one for many" if own == MASCULINE else "many for one"] = 1.0
    elif draft.gender:
        pieces["gender not told"] = 1.0


def _kind(reading: Reading, name: Span, hit: Hit | None) -> str:
    """What sort of words name him: a person's name, or the kind of the row."""
    if any(kind & GIVEN for kind in reading.words.kinds[name.start : name.end]):
        return "person"
    if hit is None:
        return "unknown"
    return hit.entry.group if hit.lexicon == "speakers" else hit.lexicon


def _present(reading: Reading, i: int) -> bool:
    """Whether a word looks like a verb in the present."""
    word = reading.words.word(i)
    return bool(reading.words.kinds[i] & VERBAL) or (word[0] in "يت" and len(word) > 3)


def _place(reading: Reading, i: int) -> str:
    """What stands before a name that begins at a word."""
    words, first = reading.words, reading.firsts[i]
    start = words.starts[i]
    hit = next(iter(reading.known(i, i + 1)), None)
    joined = words.text[start : hit.start] if hit is not None else ""
    if joined:
        return "behind a joined preposition" if joined[-1] in "بلك" else "behind a joined conjunction"
    if i == first:
        return "first"
    before = words.word(i - 1)
    if words.kinds[i - 1] & THAT or before in _CLAUSE:
        return "in a clause"
    if words.gaps[i].strip():
        return "behind a mark"
    cue = reading.cue_before(i)
    if cue is not None and cue.stop == i:
        return "behind a cue"
    if before in _PREPOSITIONS or (before[0] in "وف" and before[1:] in _PREPOSITIONS):
        return "behind a preposition"
    if words.kinds[i - 1] & VERBAL:
        return "behind a verb"
    if words.kinds[i - 1] & DEFINITE:
        return "behind a definite word"
    leads = i - 1 == first or words.gaps[i - 1].strip() or before[0] in "وف"
    if leads or words.word(i - 2) in _BEFORE_VERB or words.kinds[i - 2] & THAT:
        return "behind what leads a clause"
    if not words.gaps[i - 1] and _present(reading, i - 1):
        return "behind a verb"
    return "behind another word"
