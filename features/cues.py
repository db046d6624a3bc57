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
from features.phrases import is_time, noun_phrase, subject, tokens
from features.text import Reading, trim
from features.wordings import Hit

REACH = 260
CLAUSES_BACK, SUBJECT_WORDS = 3, 14
_THAT = re.compile(r"\b[وف]?(?:ب|ل)?ان(?:ه|ها|هم|هما|هن|نا|ني|ي)?\b(?! شاء)")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_PREPOSITIONS = {"ila": "الي", "an": "عن", "ala": "علي", "min": "من", "ma": "ما", "fi": "في"}
_ATTACHED = {"b": "ب", "li": "ل"}
_NOT_OBJECT = frozenset(
    ("بين بعد بل بيان بيانا بلد بلاد بلاده بلادها بغداد بيروت بشار بدون بدوره بدورها بان بانه بانها بها به بهم").split()
)
_BEFORE_SUBJECT = re.compile(
    r"^(?:و|ف)?(?:كان|كانت|كانوا|فيما|بينما|لكن|ولكن|اما|غير ان|الا ان|كما|ثم|حيث|فقد|لقد)\s+|^[وف](?=ال)"
)
_BACK_REFERENCE = frozenset("حيث كما فيما عندما ثم او ان بان و ف ما مما لن".split())
_CLAUSE_MARKS = "،,؛;:()[]-–\n"
_CLAUSE_START = re.compile(r"[،,؛;:()\[\]–]|\b[وف]?ب?ان(?:ه|ها|هم)?\b| - ")
_AUXILIARIES = ("قد", "فقد", "كان", "كانت", "سوف", "الذي", "التي", "الذين", "لا", "لم")
SPEECH_WORDS = 3
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
        if i and cues[i - 1].start == hit.start:
            continue
        sentence = reading.sentence_at(hit.start)
        limit = min(sentence.end, hit.end + REACH, _next_verb(cues, i, sentence.end))
        draft = _RULES[hit.entry.group](reading, hit, sentence, limit)
        if draft is not None:
            found.append(draft)
            found += _relayed(reading, draft)
    # A noun or preposition gives way to a verb that opens the same content (`قال في بيان إن`).
    working = {d.begin for d in found if d.kind in VERBAL}
    found = [d for d in found if d.kind in VERBAL or d.source or d.begin not in working]
    held = [d.cue for d in found if d.kind == "preposition"]
    found = [d for d in found if not any(cue != d.cue and cue.holds(d.cue) for cue in held)]
    return sorted(found + _ascribed(reading) + _headlines(reading, cues), key=lambda d: d.cue)


def _next_verb(cues: Sequence[Hit], at: int, end: int) -> int:
    for hit in cues[at + 1 :]:
        if hit.start >= end:
            break
        if hit.entry.group in VERBAL and hit.start > cues[at].end:
            return hit.start
    return end


def _opener(reading: Reading, start: int, limit: int, frames: Sequence[str]) -> tuple[int, int, bool] | None:
    """The first complementiser, colon or quotation after a cue: where it stands, where content begins, whether quoted."""
    text = reading.text
    options: list[tuple[int, int, bool]] = []
    if "that" in frames and (that := _THAT.search(text, start, limit)):
        options.append((that.start(), that.end(), False))
    if "colon" in frames and (colon := _COLON.search(text, start, limit)):
        options.append((colon.start(), colon.end(), False))
    if "quote" in frames:
        at = bisect_left(reading.quoted, Span(start, 0))
        for quote in reading.quoted[at : at + 3]:
            if quote.start < limit and len(quote.of(text).split()) > SPEECH_WORDS:
                options.append((quote.start, quote.start, True))
                break
    if not options:
        return None
    position, begin, quoted = min(options)
    begin = trim(text, begin, len(text), " :").start
    at = bisect_left(reading.quoted, Span(begin, 0))
    opens = at < len(reading.quoted) and reading.quoted[at].start == begin
    return position, begin, quoted or (opens and text[position] == ":")


def _verb(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    if frames == ["source"]:
        return _trailing(reading, hit, noun_phrase(reading.text, _cue(reading.text, hit).end, limit), sentence)
    opener = _opener(reading, hit.end, limit, frames)
    known = reading.known(hit.end, sentence.end)
    barriers = _addressed(reading, hit.end, limit)
    if opener:
        position, begin, quoted = opener
        source = noun_phrase(reading.text, hit.end, position, barriers, opened=True)
        source = source or _behind_time(reading, hit.end, position, barriers)
    else:
        quoted = False
        source = subject(reading.text, hit.end, limit, known, barriers)
        begin = _object(reading, hit, source, limit, frames)
        if begin < 0:
            return None
        if hit.entry.category in ADDRESSING:
            begin = trim(reading.text, source.end if source else _cue(reading.text, hit).end, limit, " ،,").start
    before = None if source else _before(reading, hit, sentence)
    if before and not opener and hit.entry.category in ADDRESSING:
        begin = trim(reading.text, _cue(reading.text, hit).end, limit).start
    led = _word_start(reading.text, hit.start) < hit.start
    return _draft(reading, hit, source or before, begin, sentence, quoted, beside=led and before is None)


def _object(reading: Reading, hit: Hit, source: Span | None, limit: int, frames: Sequence[str]) -> int:
    """Where content begins that no complementiser opens: behind a preposition of the verb, or the bare object; -1: nowhere."""
    text, start = reading.text, source.end if source else hit.end
    behind = list(islice((t for t in tokens(text, start, limit) if t.of(text).isalnum()), 9))
    for frame, word in _PREPOSITIONS.items():
        if frame in frames:
            for token in behind:
                if token.of(text) == word:
                    return trim(text, token.end, limit).start
    for letter in (f for f in _ATTACHED if f in frames):
        for token in behind:
            word = token.of(text)
            if word[0] == _ATTACHED[letter] and len(word) > 3 and word not in _NOT_OBJECT:
                return token.start
    if ("object" in frames or "alone" in frames) and behind:
        suffixed = reading.text[hit.end : hit.end + 1].isalnum()
        return behind[1 if suffixed and len(behind) > 1 else 0].start
    return -1


def _participle(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    opener = _opener(reading, hit.end, min(limit, hit.end + 90), frames)
    if opener and noun_phrase(reading.text, hit.end, opener[0]) is None:
        return _draft(reading, hit, None, opener[1], sentence, opener[2], beside=True)
    begin = _object(reading, hit, None, limit, frames)
    if begin < 0 or begin - hit.end > 60:
        return None
    return _draft(reading, hit, None, begin, sentence, False, beside=True)


def _noun(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    opener = _opener(reading, hit.end, min(limit, hit.end + 90), frames)
    if opener:
        position, begin, quoted = opener
        source = noun_phrase(reading.text, hit.end, position)
        if source is not None and not reading.known(source.start, source.end):
            return None
    else:
        source = subject(reading.text, hit.end, limit, reading.known(hit.end, limit), frozenset())
        source = source if source and reading.known(source.start, source.end) else None
        quoted = False
        strict = [f for f in frames if f not in ("object", "alone")]
        begin = _object(reading, hit, source, min(limit, hit.end + 90), strict)
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
    leading = not text[sentence.start : _word_start(text, hit.start)].strip(" " + _CLAUSE_MARKS)
    if not leading:
        opener = _opener(reading, source.end, min(limit, source.end + 40), ("that", "colon"))
        if opener is None:
            return _trailing(reading, hit, source, sentence, cue)
        return _draft(reading, hit, source, opener[1], sentence, opener[2], beside=False, cue=cue)
    rest = trim(text, source.end, sentence.end, " " + _CLAUSE_MARKS)
    that = _THAT.match(text, rest.start)
    begin = trim(text, that.end(), sentence.end).start if that else rest.start
    return _draft(reading, hit, source, begin, sentence, False, beside=False, cue=cue) if begin < sentence.end else None


def _with_verb(reading: Reading, hit: Hit) -> Span:
    """`وفق ما أشار إليه X`: the verb of saying behind ما, with its own preposition, is part of the cue."""
    text, cue = reading.text, _cue(reading.text, hit)
    if text[cue.start : cue.end].endswith("ما"):
        verb = next(
            (h for h in reading.hits.get("cues", ()) if h.start == cue.end + 1 and h.entry.group == "verb"), None
        )
        if verb is not None:
            end = _cue(text, verb).end
            back = re.compile(r" (?:اليه|اليها|به|بها|عنه|عنها|في)\b").match(text, end)
            return Span(cue.start, back.end() if back else end)
    return cue


def _without_lam(text: str, hit: Hit, source: Span | None) -> Span | None:
    """`وفقا لمصادر`: the ل belongs to the cue."""
    if source is None or text[source.start] != "ل" or not text[hit.start : hit.end].endswith(("وفقا", "طبقا", "تبعا")):
        return source
    return source if text.startswith("لل", source.start) else Span(source.start + 1, source.end)


def _trailing(reading: Reading, hit: Hit, source: Span | None, sentence: Span, cue: Span | None = None) -> Draft | None:
    cue = cue or _cue(reading.text, hit)
    before = trim(reading.text, sentence.start, cue.start, " " + _CLAUSE_MARKS)
    if before.end <= before.start:
        return None
    draft = _draft(reading, hit, source, before.start, sentence, False, beside=True, cue=cue)
    return replace(draft, end=before.end)


def _passive(reading: Reading, hit: Hit, sentence: Span, limit: int) -> Draft | None:
    frames = hit.entry.traits["frames"].split()
    opener = _opener(reading, hit.end, min(limit, hit.end + 60), frames)
    begin = opener[1] if opener else _object(reading, hit, None, min(limit, hit.end + 60), frames)
    if begin < 0:
        return None
    return _draft(reading, hit, None, begin, sentence, bool(opener and opener[2]), beside=False, inherits=False)


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
        cue or _cue(reading.text, hit),
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


def _cue(text: str, hit: Hit) -> Span:
    """The cue as whole words, with an attached conjunction and pronoun."""
    end = hit.end
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(_word_start(text, hit.start), end)


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


def _addressed(reading: Reading, start: int, end: int) -> frozenset[int]:
    """Offsets of words that begin with ل and address a medium (`لوكالة فرانس برس`): no part of the source."""
    text = reading.text
    media = (h for h in reading.known(start, end) if h.entry.group == "media")
    words = ((h.start, _word_start(text, h.start)) for h in media)
    return frozenset(w for at, w in words if text[w] == "ل" and (at == w + 1 or text.startswith("لل", w)))


def _behind_time(reading: Reading, start: int, position: int, barriers: frozenset[int]) -> Span | None:
    """The subject behind an adverb of time that stands between it and its verb (`أعلنت اليوم وزارة الدفاع أن`)."""
    for token in tokens(reading.text, start, position):
        if not is_time(token.of(reading.text)):
            return noun_phrase(reading.text, token.start, position, barriers, opened=True)
    return None


def _before(reading: Reading, hit: Hit, sentence: Span) -> Span | None:
    """The subject that stands before its verb (`المصادر قالت إن`, `وكان الوزير، فلان، قد قال`), its clause begun with it."""
    text = reading.text
    if _word_start(text, hit.start) < hit.start:
        return None
    lead = trim(text, sentence.start, hit.start, " ،,-–")
    words = lead.of(text).split(" ")
    while words and words[-1].strip("،,") in _AUXILIARIES:
        words.pop()
    end = trim(text, lead.start, lead.start + len(" ".join(words)), " ،,-–").end
    if not words or words[-1] in _BACK_REFERENCE:
        return None
    starts = [m.end() for m in _CLAUSE_START.finditer(text, sentence.start, end)]
    for start in [*starts[::-1][:CLAUSES_BACK], sentence.start]:
        opening = _BEFORE_SUBJECT.match(text[start:end])
        phrase = noun_phrase(text, start + (opening.end() if opening else 0), end, opened=True)
        if phrase is not None and phrase.end == end and _plausible(reading, phrase):
            return phrase
    return None


def _plausible(reading: Reading, phrase: Span) -> bool:
    words = phrase.of(reading.text).split()
    if len(words) > SUBJECT_WORDS:
        return False
    return bool(reading.known(phrase.start, phrase.end)) or (words[0].startswith("ال") and len(words) <= 4)


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
        cue = _cue(reading.text, hit)
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
        colon = _COLON.search(text, sentence.start, min(sentence.end, sentence.start + 90))
        at_head = sentence.start == 0 or text[: sentence.start].rstrip(" ").endswith("\n")
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
