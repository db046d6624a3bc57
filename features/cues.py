"""Cues in context: whether a cue of the lexicon is one here, where its source stands and where its content begins.

What follows a cue decides (its row's frames). One rule for each kind of cue, which returns a draft or None (no cue here).
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from features.according import REACH, according
from features.adjuncts import past_adjuncts, past_adverbs
from features.article import Span
from features.asides import around, parentheses
from features.documents import issued
from features.drafts import NOWHERE, Draft, ascribed
from features.drafts import draft as drafted
from features.endings import MEETINGS, WHICH, behind_meanwhile
from features.frames import frames_of, led_by_preposition, object_start, opener
from features.fronted import beside_verb
from features.gender import of_cue
from features.headlines import headlines
from features.nouns import noun
from features.objects import ADDRESSING, DESCRIBING
from features.phrases import COMMAS, MODALS, RELATIVES, noun_phrase
from features.reach import VERBAL, next_verb
from features.relays import RELAYING, medium, named_behind, relayed, through, told_by_whom
from features.silence import unnamed
from features.subjects import clause_subject
from features.text import Reading
from features.verbs import SAYING, echoes, of_himself, over_clause, verb
from features.wordings import Hit
from features.words import THAT, Words
from features.words import VERBAL as PRESENT

NEAR, NEARER = 15, 10  # how near what a participle or a passive introduces must stand


def drafts(reading: Reading) -> list[Draft]:
    """Every attribution that a reading's cues signal, in order of the cues; contents still run to the sentence's end."""
    cues = reading.hits.get("cues", [])
    found: list[Draft] = []
    asides = parentheses(reading.words)
    for i, hit in enumerate(cues):
        end = min(reading.stops[hit.first], hit.stop + REACH)
        within = around(asides, hit.first)
        end = min(end, within.end) if within else end
        limit = next_verb(reading, cues, i, end, asides)
        draft = _RULES[hit.entry.group](reading, hit, limit)
        if draft is None and limit < end and hit.entry.group == "verb":
            draft = over_clause(reading, hit, next_verb(reading, cues, i, end, joined=True))
            draft = draft or verb(reading, hit, next_verb(reading, cues, i, end, asides, alone=True))
            draft = draft or _over_participle(reading, hit, cues, i, end)
        if draft is not None and within and draft.begin < within.end:
            draft = draft._replace(end=min(draft.end, within.end))
        if draft is not None:
            if found and found[-1].cue == draft.cue:  # a form of two rows
                if (hit.entry.group == "noun") == _marked(reading, hit):
                    continue
                found.pop()
            found.append(draft)
            if draft.lemma in RELAYING:
                found += relayed(reading, draft)
    held_off = ascribed(reading)
    words_held = {i for d in held_off for i in range(*d.cue)}
    again = {b.first for a, b in pairwise(cues) if a.entry.group == "verb" and echoes(reading, a, b)}
    found = _working([d for d in found if d.cue.start not in words_held], again)
    found = told_by_whom(_within(reading, _unheld(_before_quotation(found))))
    found = named_behind(reading, through(reading, found))
    return sorted(found + held_off + headlines(reading, cues, found), key=lambda d: d.cue)


def _marked(reading: Reading, hit: Hit) -> bool:
    """Whether a mark stands before a form that is a noun as well, as before a participle (`، [مناشدة] المنظمات`)."""
    return reading.words.gaps[hit.first].strip() != ""


def _over_participle(reading: Reading, hit: Hit, cues: Sequence[Hit], i: int, end: int) -> Draft | None:
    """What a verb quotes behind a participle that has its own object (`قال المصدر مؤكدا احتجازهم: "..."`)."""
    other = cues[i + 1]
    if other.entry.group != "participle" or not {"quote", "colon"} & frames_of(hit.entry.traits["frames"]):
        return None
    draft = verb(reading, hit, next_verb(reading, cues, i + 1, end))
    if draft is None or not draft.quoted or draft.begin <= other.stop + 1:
        return None
    source = draft.source
    if source is None or source.end <= other.first:
        return draft
    return draft._replace(source=Span(source.start, other.first) if source.start < other.first else None)


def _before_quotation(found: list[Draft]) -> list[Draft]:
    """With what a participle says ended where the quotation begins of the verb before it."""
    quoting = [d for d in found if d.kind == "verb" and d.quoted]
    done = list[Draft]()
    for draft in found:
        own = draft.kind == "participle" and not draft.quoted
        verbs = (d.begin for d in quoting if own and d.cue.end <= draft.cue.start < draft.begin < d.begin < draft.end)
        done.append(draft._replace(end=next(verbs, draft.end)))
    return done


def _working(found: list[Draft], again: AbstractSet[int]) -> list[Draft]:
    """Without nouns, prepositions, قائلا and `again` that give way to a verb opening the same content (`قال في بيان إن`)."""
    working = {d.begin for d in found if d.kind == "verb" and d.cue.start not in again}
    saying = {d.begin for d in found if d.kind in VERBAL}
    return [
        d
        for d in found
        if (d.kind in VERBAL and not (d.begin in working and (d.cue.start in again or _said(d))))
        or (d.kind not in VERBAL and ((d.source and d.lemma != SAYING) or d.begin not in saying))
    ]


def _said(draft: Draft) -> bool:
    return draft.kind == "participle" and draft.lemma == SAYING


def _within(reading: Reading, found: list[Draft]) -> list[Draft]:
    """With contents of trailing cues begun where what they speak of does, and gone on with behind the cue."""
    done: list[Draft] = []
    for draft in found:
        first, last = reading.firsts[draft.cue.start], reading.stops[draft.cue.start]
        if draft.kind == "preposition" and draft.begin == first and draft.end == draft.cue.start:
            verbs = [d for d in done if d.kind == "verb" and first < d.begin < draft.cue.start and d.cue.start >= first]
            after = draft.source.end if draft.source else draft.cue.end
            if issued(reading.words, after) and (by := noun_phrase(reading.words, after + 1, last, reading.verbs)):
                after = by.end  # `بحسب بيان نشرته وكالة سانا`
            more = _going_on(reading, draft.cue.start, after, last) if draft.source else None
            begin = _spoken_of(reading, draft, verbs[-1], more) if verbs else draft.begin
            draft = draft._replace(begin=begin, more=more, beside=NOWHERE if more else draft.cue.start)
            if more and reading.words.word(draft.cue.start - 1) in WHICH:  # `وهو بحسب المنظمة [أدنى مستوى]`
                draft = draft._replace(begin=more.start, end=more.end, more=None)
                if not reading.words.gaps[draft.cue.start].strip():
                    draft = draft._replace(beside=draft.cue.start - 1)
        done.append(draft)
    return done


def _going_on(reading: Reading, cue: int, i: int, last: int) -> Span | None:
    """What a trailing cue speaks of that goes on behind its source, from a word up to another.

    Not another clause (`، بحسب دبلوماسيين، [وحدد] موعد التصويت`), nor where it was said (`بحسب الناشط [خلال حديثه للأيام]`).
    """
    words = reading.words
    at = past_adverbs(reading, i, last)
    if at < last and _of_source(words, cue, at):
        i = next((k for k in range(at + 1, last) if (gap := words.gaps[k].strip()) and gap in COMMAS), last)
    elif at < last and words.gaps[at].strip() in ("،", ","):
        i = at  # `بحسب المرصد أمس، وأضاف`
    if last - i <= 2 or i in reading.addressed or behind_meanwhile(words, i):
        return None
    word = words.word(i)
    anew = word in _ANEW or (word[0] == "و" and len(word) > 3 and not reading.known(i, i + 1))
    return None if anew and words.gaps[i].strip() in ("،", ",") else Span(i, last)


def _of_source(words: Words, cue: int, i: int) -> bool:
    """Whether words behind a source tell more of him, or where he said it (`الذي قال`, `في عددها`, `خلال حديثه`).

    Behind a comma, `بحسب` with its source stands apart up to the next.
    """
    word, then = words.word(i), words.word(i + 1) if i + 1 < len(words) else ""
    met = word in _WHERE and then.startswith(MEETINGS)
    if words.gaps[i].strip() or met:
        return met
    return word in RELATIVES or (word in _PLACE and (words.gaps[cue].strip() in ("،", ",") or then.endswith("ها")))


_ANEW, _PLACE = frozenset("ومن وقد وفي ولم ولا الامر".split()), frozenset("في علي عبر".split())
_WHERE = frozenset(("في", "خلال", "اثناء"))


def _spoken_of(reading: Reading, draft: Draft, verb: Draft, more: Span | None) -> int:
    """Where begins what a trailing cue speaks of: what was said before it, or, where a medium tells who said it, his saying it.

    So in `قال المدير إن الغارات استهدفت المركز، بحسب رويترز`, but not in `... المركز، على حد قوله`.
    """
    source = draft.source
    words, joined = reading.words, verb.beside
    if source and not more and joined > draft.begin and words.gaps[joined].strip() and words.word(joined)[0] in "وف":
        return draft.begin  # `نشر ناشطون صورا، وأكد المتحدث كذا، بحسب الوكالة`
    if source is None or verb.source is None:
        return verb.begin
    if not medium(reading, Span(source.start, source.start + 1)) or medium(reading, verb.source):
        return verb.begin
    return min(verb.cue.start, verb.source.start)


def _unheld(found: list[Draft]) -> list[Draft]:
    """Without the verbs that a preposition's cue holds (`وفق ما أشار إليه`), and nouns in its source (`وفق تصريحات الشركة`)."""
    kept: list[Draft] = []
    held_until = named_until = -1
    for draft in sorted(found, key=lambda d: (d.cue.start, -d.cue.end)):
        until = named_until if draft.kind == "noun" else held_until
        if draft.cue.end > until:
            kept.append(draft)
        if draft.kind == "preposition":
            held_until = max(held_until, draft.cue.end)
            named_until = min(draft.cue.end + 2, draft.source.end) if draft.source else held_until
    return kept


def _participle(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    if unnamed(reading, hit):
        return None
    frames = frames_of(hit.entry.traits["frames"])
    if _attributive(reading, hit):
        return None
    opened = opener(reading, hit.stop, min(limit, hit.stop + NEAR), frames)
    if opened and _goes_on(reading, hit, opened[0], frames):
        opened = None
    if opened and noun_phrase(reading.words, hit.stop, opened[0]) is None:
        begin, quoted = opened[1], opened[2]
    else:
        begin, quoted = object_start(reading, hit, None, limit, frames), False
        if begin < 0 or begin - hit.stop > NEARER:
            return None
        if hit.entry.category in ADDRESSING or hit.entry.traits["lemma"] in DESCRIBING:
            begin = hit.stop
        begin = past_adjuncts(reading, begin, limit, frames)
    found = drafted(reading, hit, None, begin, quoted, beside=hit.first)
    return found._replace(gender=of_cue(hit.entry, reading.words.word(hit.stop - 1)))


def _goes_on(reading: Reading, hit: Hit, i: int, frames: AbstractSet[str]) -> bool:
    """Whether a complementiser with و goes on from what a participle's preposition leads (`داعيا [إلى] الهدوء، وأن`)."""
    words = reading.words
    joined = words.kinds[i] & THAT != 0 and words.word(i).startswith("و")
    return joined and i > hit.stop + 1 and led_by_preposition(words, hit.stop, frames)


def _said_of(reading: Reading, hit: Hit) -> bool:
    """Whether a participle is the predicate of the subject behind a complementiser, with no mark between."""
    words, i = reading.words, hit.first
    if words.word(hit.stop - 1).endswith(("ا", "ين")):
        return False  # `أن الوفد حضر [مطالبا] برحيله`
    at = next((k for k in range(i - 2, max(-1, i - NEARER), -1) if words.kinds[k] & THAT), -1)
    if at < 0 or any(words.gaps[at + 1 : i + 1]):
        return False
    return noun_phrase(words, at + 1, i, reading.verbs, opened=True) == (at + 1, i)


_DENIED = frozenset("ليس ليست غير بات باتت يعد تعد".split())


def _attributive(reading: Reading, hit: Hit) -> bool:
    """Whether a participle only says what the noun before it is like, of which a verb then tells (`إجراءات [مشددة] يفرضها`)."""
    words, i = reading.words, hit.first
    if i and not words.gaps[i] and words.word(i - 1).removeprefix("و") in _DENIED:
        return True  # `وليس [مؤكدا] أن`
    if hit.entry.traits["lemma"] == "طالب" and _said_of(reading, hit):
        return True  # `إن الدول العربية [مطالبة] ببذل الجهد`
    if hit.stop >= len(words) or words.gaps[i] or words.gaps[hit.stop] or words.word(hit.stop) in MODALS:
        return False
    if any(q.end == hit.stop and q.start < i for q in reading.quoted):
        return True  # `«تترك مصيره [معلقا]»`
    return words.kinds[hit.stop] & PRESENT != 0 and words.word(hit.stop).endswith(("ه", "ها"))


def _passive(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    frames = frames_of(hit.entry.traits["frames"])
    near = min(limit, hit.stop + NEARER)
    opened = opener(reading, hit.stop, near, frames)
    begin = opened[1] if opened else object_start(reading, hit, None, near, frames)
    if begin < 0:
        return None
    quoted = bool(opened and opened[2])
    if _likely(reading, hit):
        return None
    his = of_himself(reading, hit)
    found = drafted(reading, hit, None, begin, quoted, beside=NOWHERE, inherits=his)
    if his:
        return found._replace(kind="verb")
    # `أن الجيش يتوقع أن` is no passive, `عناصر يشتبه بانتمائهم` is
    active = reading.text[hit.start] == "ي" and hit.entry.traits["lemma"] != "اشتبه" and beside_verb(reading, hit)
    return found._replace(source=clause_subject(reading, hit)) if active else found


def _likely(reading: Reading, hit: Hit) -> bool:
    """Whether who speaks says himself what is likely (`قال إن [من المرجح أن] يصوت المجلس`)."""
    words, i = reading.words, hit.first
    if words.word(i) != "من" or words.word(min(i + 1, hit.stop - 1)) not in _LIKELY:
        return False
    i -= i > 0 and words.word(i - 1) == "ليس"
    return i > 0 and words.kinds[i - 1] & THAT != 0


_LIKELY = frozenset("المرجح المحتمل المستبعد".split())


def _preposition(reading: Reading, hit: Hit, limit: int) -> Draft | None:
    if hit.entry.traits["lemma"] == "عن":
        return None
    return (according if "source" in frames_of(hit.entry.traits["frames"]) else _participle)(reading, hit, limit)


_RULES = {"verb": verb, "participle": _participle, "noun": noun, "preposition": _preposition, "passive": _passive}
