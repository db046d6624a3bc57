"""Who is made answerable for what: every attribution of an article with its source, content, mode and chain.

Drafts come from `features.cues`. Contents end where the sentence, the quotation or the next attribution beside them does;
who speaks where no source stands at a cue is told by `features.resolution`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from features.actors import Named, Said
from features.article import Attribution, Hop, Span
from features.cues import drafts
from features.drafts import NOWHERE, Draft, edge
from features.endings import new_clause
from features.frames import SPEECH_WORDS, spoken
from features.gender import agree, noun, verbal
from features.persons import KUNYA
from features.resolution import met, speaker_of
from features.speakers import Speaker, identify, told
from features.text import Reading
from features.wordings import Hit
from features.words import ABOUT, DEFINITE, THAT
from seeds.arabic import LINE_BREAKS

BREAKS = frozenset(LINE_BREAKS)
_CALLED = KUNYA | {"ام"}
OUTLET = Hop("outlet", None, None, "named")
# Quotations of one content that are read; quotations looked at, words one may go on; words of a name; words to a medium.
MEMORY, QUOTES, LONGEST, NAME_WORDS, TOLD = 200, 6, 120, 6, 30
# Nouns before a name in quotation marks.
NAMING = frozenset(
    """معركه عمليه غرفه لواء كتيبه فصيل منظمه شبكه وكاله صحيفه قناه موقع حي بلده مدينه قريه مطار حركه قوات جبهه تنظيم جيش
    حزب صفحه مجله مستشفي سجن حاجز حمله مليشيا ميليشيا سد حقل معبر مخيم جماعه مجموعه هييه برنامج تطبيق فيلم كتاب شركه
    فندق مشروع اتفاق درع مبادره كتايب فيلق تجمع حساب مقاتلي مقاتلو عناصر مسلحي مسلحو ارهابيي مواقع اسم باسم مسمي
    طراز طرازي نوع مدعو يدعي تدعي يدعون صاروخ صواريخ قاعده مقاتلات مقاتله فرقاطه حامله منظومه فصايل ميليشيات مليشيات مجموعات
    محادثات موتمر نموذج عايله شبكات حملات حق قنبله قنابل غاز دبابه دبابات طايره طايرات وحده فرقه الويه محطه قصر معسكر
    شارع قمه صاله قافله بلدتي بلدتا بلدات قري قريتي قريتا مدينتي سياره شاحنه نقد اميرال منصه منصتي فصيلي مركز""".split()
)


def find(reading: Reading, published: str | None = None) -> list[Attribution]:
    """All attributions of an article, numbered from 1 in order of their cues."""
    begun = drafts(reading)
    edges = {edge(reading, draft.beside): draft for draft in begun if draft.beside != NOWHERE}
    beside = sorted(edges.keys() - {NOWHERE})
    found: list[Attribution] = []
    past, named = list[Said](), Named(reading)
    lines = _line_starts(reading)
    for draft in begun:
        end = _content_end(reading, draft, beside, edges)
        if end > draft.begin:
            speaker, resolved = speaker_of(reading, draft, end, past, named, published)
            status = told(reading, draft.source or resolved, speaker)
            status = status if met(reading, draft, resolved, speaker, past) else "unresolved"
            found.append(_finished(reading, draft, end, len(found) + 1, speaker, resolved, status, published, lines))
    return found


def _content_end(reading: Reading, draft: Draft, beside: Sequence[int], edges: Mapping[int, Draft]) -> int:
    """Where content ends: its own end, or before the next attribution that stands beside it (first words of their cues).

    A quotation begun within the content takes it along over the end of a sentence.
    """
    if draft.quoted:
        end = _quoted_on(reading, draft.end)
        if not _more_said(reading, end):
            return end
        later = bisect_right(beside, end)
        return min([reading.stops[end], *beside[later : later + 1]])
    end = new_clause(reading, draft)
    later = bisect_right(beside, max(draft.begin, draft.cue.start))
    for _ in range(QUOTES):
        closed = _closing(reading, draft.begin, beside[later]) if later < len(beside) and beside[later] < end else 0
        if not closed:
            break
        later = bisect_left(beside, closed)
    while later < len(beside) and beside[later] < end and _of_its_subject(reading, draft, edges[beside[later]]):
        later += 1
    if later < len(beside) and beside[later] < end:
        return beside[later]
    if end == draft.end and draft.kind != "preposition":
        at = bisect_left(reading.quoted, (draft.begin, 0))
        for quote in reading.quoted[at : at + QUOTES]:
            if quote.start < end < quote.end <= end + LONGEST and spoken(quote, SPEECH_WORDS + 1):
                end = quote.end
    return end


def _of_its_subject(reading: Reading, draft: Draft, other: Draft) -> bool:
    """Whether a verb goes on from the clause that a content begins with (`أكد الوزير أن مصر تقف خلفه، [وأيدت] خطواته`).

    It agrees with that clause's subject, and not with the cue.
    """
    words, first = reading.words, noun(reading.words.word(draft.begin))
    opened = draft.kind in ("verb", "participle") and words.kinds[draft.begin - 1] & THAT != 0
    apart = other.source is not None or other.kind != "verb" or other.lemma in _TELLING | _ANSWERING
    if not opened or apart or not reading.known(draft.begin, draft.begin + 1):
        return False
    other_one = bool(draft.gender and other.gender) and not agree(draft.gender, other.gender)
    return other_one and agree(first, other.gender)


_TELLING = frozenset("قال أضاف ذكر أوضح أشار تابع أكد صرح أفاد".split())  # go on from whoever spoke before
_ANSWERING = frozenset("نفى رفض رد اتهم".split())  # what was said of them


def _closing(reading: Reading, begin: int, i: int) -> int:
    """Where a quotation ends that opens in a content before a word and closes behind it; 0 where none does.

    A verb led by و within one that opens later rather is another's turn, and a mark was lost.
    """
    at = bisect_left(reading.quoted, (i, 0))
    last = begin if reading.words.word(i)[0] == "و" else i
    near = reading.quoted[max(0, at - QUOTES) : at]
    return max((q.end for q in near if begin <= q.start <= last and i < q.end), default=0)


def _quoted_on(reading: Reading, end: int) -> int:
    """Where quoted speech ends that goes on in the next quotation, with nothing between them (`"..."، "..."`)."""
    while end in reading.opening and reading.opening[end] - end > SPEECH_WORDS:
        end = reading.opening[end]
    return end


def _more_said(reading: Reading, end: int) -> bool:
    """Whether speech goes on behind its closing mark (`قال إن "..." وأن ...`)."""
    words = reading.words
    if not 0 < end < len(words) or reading.firsts[end] == end:
        return False
    return words.word(end) in _AND_THAT and not words.gaps[end].strip(" ،,")


_AND_THAT = frozenset("وان وانه وانها وانهم وبان وبانه وبانها وبانهم".split())


def _finished(
    reading: Reading,
    draft: Draft,
    end: int,
    number: int,
    speaker: Speaker,
    resolved: Span | None,
    status: str,
    published: str | None,
    lines: Sequence[int],
) -> Attribution:
    content = Span(draft.begin, end)
    contents = (content, draft.more) if draft.more else (content,)
    source = reading.without(draft.source, draft.clitic) if draft.source else None
    fuller = reading.without(resolved, _clitic(reading, resolved.start)) if resolved else None
    hops = [Hop("speaker", source or fuller, speaker.entity, status)]
    addressed = _told(reading, draft)
    hops += [_medium(reading, medium, published) for medium in ((addressed,) if addressed else ()) + draft.media]
    hops.append(OUTLET)
    return Attribution(
        number,
        _cue(reading, draft),
        draft.lemma,
        draft.cue_class,
        "direct"
        if draft.quoted and end == _quoted_on(reading, draft.end)
        else _mode(reading, content, draft.cue.start),
        source,
        fuller,
        speaker.entity,
        speaker.type,
        speaker.side,
        tuple(reading.span(piece) for whole in contents for piece in _pieces(whole, lines)),
        tuple(hops),
    )


def _medium(reading: Reading, span: Span, published: str | None) -> Hop:
    """The link of a chain that a medium is, without a clitic (`لوكالة`)."""
    medium = identify(reading, span, published)
    clitic = next((h.start - reading.words.starts[h.first] for h in reading.known(span.start, span.start + 1)), 0)
    return Hop("medium", reading.without(span, clitic), medium.entity, medium.status)


def _line_starts(reading: Reading) -> list[int]:
    """The words that paragraphs begin with, but the first."""
    words, text = reading.words, reading.original
    return [i for i in words.broken if i < len(words) and not BREAKS.isdisjoint(text[words.till[i - 1] : words.at[i]])]


def _pieces(content: Span, lines: Sequence[int]) -> list[Span]:
    """A content in pieces where it goes over the ends of paragraphs, whose first words are given."""
    inner = lines[bisect_right(lines, content.start) : bisect_left(lines, content.end)]
    return [Span(*piece) for piece in pairwise((content.start, *inner, content.end))]


def _clitic(reading: Reading, i: int) -> int:
    """How many letters a conjunction takes of the word at which a known name begins."""
    words = reading.words
    return int(words.text[words.starts[i]] in "وف" and reading.joined(i))


def _told(reading: Reading, draft: Draft) -> Span | None:
    """The medium that a verb's source spoke to (`قال لوكالة فرانس برس`, `في مقابلة مع قناة العربية`), before its content.

    Or before the verb, where the sentence begins with it (`وفي تصريح لسبوتنيك، قال`).
    """
    if draft.kind not in ("verb", "participle"):
        return None
    near = range(draft.cue.end, min(draft.begin, draft.cue.end + TOLD))
    own = takewhile(lambda i: not reading.words.kinds[i] & ABOUT, near)  # not behind `عن Y قوله`
    at = next((i for i in own if i in reading.addressed or _interviewed(reading, i)), None) or _led(reading, draft)
    last = max(draft.begin, draft.cue.start)
    media = [h for h in reading.known(at, at + 2) if h.entry.group == "media" and h.stop <= last] if at else []
    named = any(h.entry.traits["kind"] == "name" for h in media)  # not `للصحفيين`
    return Span(media[0].first, max(h.stop for h in media)) if named else None


def _led(reading: Reading, draft: Draft) -> int | None:
    """The medium spoken to with which a verb's sentence begins, behind في and the occasion."""
    words, first = reading.words, reading.firsts[draft.cue.start]
    talk = words.word(first) in ("في", "وفي") and words.word(min(first + 1, draft.cue.start)).startswith(_OCCASIONS)
    near = range(first + 2, draft.cue.start if talk and draft.cue.start - first <= LED else first)
    return next((i for i in near if i in reading.addressed or _interviewed(reading, i)), None)


def _interviewed(reading: Reading, i: int) -> bool:
    """Whether a word stands behind مع, behind an interview (`في مقابلة مع [قناة العربية]`)."""
    words = reading.words
    if i < 2 or words.word(i - 1) != "مع":
        return False
    return any(w.removeprefix("ال").startswith(_TALKS) for w in words.words(max(0, i - 4), i - 1))


LED = 12  # words of such a beginning
_TALKS = ("مقابل", "حديث", "حوار", "لقاء", "اتصال", "مداخل")
_OCCASIONS = (*_TALKS, "تصريح", "كلم", "بيان", "رسال")


def _cue(reading: Reading, draft: Draft) -> Span:
    """The cue over the original text: whole words, or a headline's colon."""
    words = reading.words
    if not draft.mark:
        return Span(words.at[draft.cue.start], words.till[draft.cue.end - 1])
    colon = reading.original.index(":", words.till[draft.cue.end - 1])
    return Span(colon, colon + 1)


def _mode(reading: Reading, content: Span, cue: int) -> str:
    """Direct where a quotation is nearly all of the content, or opens it and runs on; mixed where one is part of it."""
    quoted = reading.quoted
    if not quoted:
        return "indirect"
    first = max(0, bisect_left(quoted, (content.start, 0)) - 2)
    near = quoted[first : bisect_left(quoted, (content.end, 0), lo=first)][:MEMORY]
    speech = [q for q in near if q.end > content.start and not q.start <= cue < q.end and _said(reading, q)]
    covered = sum(min(q.end, content.end) - max(q.start, content.start) for q in speech)
    filled = covered >= 0.9 * (content.end - content.start)
    if speech and speech[0].start <= content.start and (filled or speech[0].end > content.end):
        return "direct"
    return "mixed" if speech else "indirect"


def _said(reading: Reading, quote: Span) -> bool:
    """Whether a quotation is speech, and no name: of somebody known, of a class of things told before it, of one word alone."""
    words = reading.words
    before, first = _before(reading, quote), words.word(quote.start)
    known = [h for h in reading.known(max(0, quote.start - 2), quote.end) if h.stop >= quote.end]
    named = any(_proper(h) and not (h.first > quote.start and verbal(first)) for h in known)  # `"تدمير جبهة النصرة"`
    if named or first in _CALLED or first[0].isascii() or _class(before):
        return spoken(quote, NAME_WORDS)
    if spoken(quote, 2):
        return True
    if before in ("في", "من") and not verbal(first.removeprefix("ال")):
        return False  # `في "عفرين"`
    return not words.kinds[quote.start] & DEFINITE or before == "ب" or bool(words.kinds[quote.start - 1] & DEFINITE)


def _class(word: str) -> bool:
    """Whether a word tells what kind of thing a name is of, with letters joined to it (`وببلدة`, `للواء`)."""
    return any(word[letters:].removeprefix("ال") in NAMING for letters in range(3) if word[:letters] in _JOINED)


_JOINED = ("", "و", "ب", "ل", "ف", "وب", "ول", "لل")


def _before(reading: Reading, quote: Span) -> str:
    """The word before a quotation, or before the first of those joined to it (`[بلدتي] "سقبا" و "عين ترما"`)."""
    words, start = reading.words, quote.start
    at = bisect_left(reading.quoted, quote)
    for other in reversed(reading.quoted[max(0, at - QUOTES) : at]):
        if start and words.word(start - 1) == "و" and other.end == start - 1:
            start = other.start
    return words.word(start - 1) if start else ""


def _proper(hit: Hit) -> bool:
    """Whether a wording names one alone, and neither a class of people nor with scorn."""
    if hit.lexicon == "names":
        return hit.entry.category == "neutral"
    return hit.entry.traits.get("kind") != "kind"
