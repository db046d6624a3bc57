"""Annotated and found readings of a short text, made by hand from words: `at` finds the span of the words."""

from evaluate.gold import Naming, Pair, Reading, Speech
from features.article import Span

TEXT = "أعلن الجيش السوري أن داعش انسحب. وأضاف أن «القصف» توقف. وزعم ناشط أن المعارضة تقدمت."


def at(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def speech(cue, source, content, labels=("report", "indirect", "military", "syrian_gov"), resolved=None, text=TEXT):
    return Speech(
        at(cue, text),
        at(source, text) if source else None,
        at(resolved, text) if resolved else None,
        tuple(at(c, text) for c in content),
        labels,
    )


def naming(words, referent, valence=0, voice="attributed", text=TEXT):
    return Naming(at(words, text), referent, valence, voice)


FIRST = speech("أعلن", "الجيش السوري", ["داعش انسحب"])
SECOND = speech("وأضاف", None, ["«القصف» توقف"], resolved="الجيش السوري")
THIRD = speech("وزعم", "ناشط", ["المعارضة تقدمت"], ("doubt", "indirect", "activist", "opposition"))
NAMES = (
    naming("الجيش السوري", "SYRIAN_ARMY", 0, "own"),
    naming("داعش", "IS", -1),
    naming("المعارضة", "OPPOSITION_ARMED"),
)
GOLD = Reading((FIRST, SECOND, THIRD), NAMES, {"is": -1, "syrian_gov": 0, "turkey": None})


def pair(found, gold=GOLD, text=TEXT, article="a", outlet="o", seen=True):
    return Pair(article, outlet, seen, text, gold, found)
