"""What speaks for each actor being the one whom a cue without a source quotes: how he is named, and when he spoke.

Each piece has a name of `seeds/antecedents.tsv`, where its weight stands; its amount is 1 unless a count or a distance.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log1p

from features.actors import Actor, Said
from features.article import Span
from features.drafts import Draft
from features.gender import agree, noun
from features.phrases import RELATIVES
from features.text import Reading
from features.words import DEFINITE, GIVEN, THAT, VERBAL

Evidence = Mapping[str, float]
Piece = tuple[str, float]
TURNS, GAPS, OTHERS, COMMAS, NAMES = 3, 3, 3, 4, 4  # counts beyond these are one
RELATIVE, LED = 3, 1  # words from a relative pronoun to its verb; before the subject that leads a sentence
MARKS, QUOTES = 30, 4  # marks behind a name that are looked at; quotations before a cue that may hold it
LATELY = 6  # attributions in whose words a name may stand
NOBODY = "nobody"
NEAREST = ("others between", "distance", "commas")  # told of the name nearest to the cue
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
    told = list[Evidence]()
    for actor in found:
        pieces: dict[str, float] = defaultdict(float)
        for name in actor.names:
            for piece, amount in _of_name(reading, draft, past, actor, name, names):
                if piece not in NEAREST or piece not in pieces:  # the last name comes first
                    pieces[piece] = max(pieces[piece], amount)
        pieces |= dict.fromkeys(_of_speaker(reading, draft, actor), 1.0)
        pieces["names"] = min(len(actor.names), NAMES)
        if pick is not None and any(pick.start < name.end and name.start < pick.end for name in actor.names):
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


def _of_speaker(reading: Reading, draft: Draft, actor: Actor) -> Iterator[str]:
    """When somebody spoke last."""
    cue, one = draft.cue.start, actor.said
    if one is None:
        yield "never spoke"
        return
    yield f"spoke {min(actor.turn, TURNS)}"
    if one.aside:
        yield "aside"
    if one.begin <= cue < one.end:
        yield "cue in his words"
    first = reading.firsts[cue]
    if one.cue >= first:
        yield "spoke here"
    last, gap = reading.firsts[min(max(one.end - 1, one.cue), len(reading.words) - 1)], 0
    while first > last and gap < GAPS:
        first, gap = reading.firsts[first - 1], gap + 1
    yield f"sentences since {gap}"


def _of_name(
    reading: Reading, draft: Draft, past: Sequence[Said], actor: Actor, name: Span, names: Sequence[Span]
) -> Iterator[Piece]:
    """Where and how somebody is named."""
    words, cue = reading.words, draft.cue.start
    first = reading.firsts[cue]
    yield "somebody", 1.0
    yield from ((piece, 1.0) for piece in _fitting(reading, draft, actor, name))
    yield f"of {_kind(reading, name)}", 1.0
    if name.end - name.start == 1 and any(_bare(reading, name)):
        yield "bare title", 1.0
    if any(one.begin <= name.start < one.end and one.source != name for one in past[-LATELY:]):
        yield "spoken of", 1.0
    if name.start >= first:
        yield from _of_clause(reading, draft, actor, name, names)
    elif first and name.start >= (before := reading.firsts[first - 1]):
        yield "named before", 1.0
        if name.start - before <= LED:
            yield "led before", 1.0
    else:
        yield "named long before", 1.0
    if name.end == cue and words.gaps[cue] == "":
        yield "beside", 1.0


def _of_clause(reading: Reading, draft: Draft, actor: Actor, name: Span, names: Sequence[Span]) -> Iterator[Piece]:
    """How somebody is named in the cue's own sentence."""
    words, cue = reading.words, draft.cue.start
    yield "named here", 1.0
    yield f"named here {_place(reading, name.start)}", 1.0
    others = sum(name.end <= other.start and other.end <= cue and other not in actor.names for other in names)
    yield "others between", min(others, OTHERS + 1)
    yield f"{min(others, OTHERS)} between, {draft.kind}", 1.0
    yield "distance", log1p(max(0, cue - name.end))
    first = bisect_left(words.broken, name.end)
    marks = (words.gaps[i].strip()[:1] for i in words.broken[first : first + MARKS] if i <= cue)
    yield "commas", min(COMMAS, sum(mark in ("،", ",") for mark in marks))
    if name.start - reading.firsts[cue] <= LED:
        yield "leads", 1.0
    if name.end < cue:
        if words.word(name.end) in RELATIVES:
            yield "relative" if cue - name.end <= RELATIVE else "relative before", 1.0
        if not words.gaps[name.end] and (name.end in reading.verbs or _present(reading, name.end)):
            yield "before a verb", 1.0
    last = bisect_right(reading.quoted, Span(cue, len(words) + 1))
    outer = next((q for q in reading.quoted[max(0, last - QUOTES) : last] if q.start <= cue < q.end), None)
    if outer is not None and not outer.start <= name.start < outer.end:
        yield "outside the quotation", 1.0


def _fitting(reading: Reading, draft: Draft, actor: Actor, name: Span) -> Iterator[str]:
    """Whether gender and number agree."""
    own = noun(reading.words.word(name.start))
    if not own and actor.said is not None and actor.said.source == name:
        own = actor.said.gender
    if draft.gender and own:
        yield "agrees" if agree(draft.gender, own) else "clashes"
        if draft.gender == own:
            yield "same gender"
    elif draft.gender:
        yield "gender not told"


def _kind(reading: Reading, name: Span) -> str:
    """What sort of words name him: a person's name, or the kind of the row."""
    if any(reading.words.kinds[i] & GIVEN for i in range(*name)):
        return "person"
    hit = next(iter(reading.known(name.start, name.start + 1)), None)
    if hit is None:
        return "unknown"
    return hit.entry.group if hit.lexicon == "speakers" else hit.lexicon


def _bare(reading: Reading, name: Span) -> Iterator[bool]:
    return (h.entry.traits.get("kind") == "kind" for h in reading.known(name.start, name.start + 1)[:1])


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
