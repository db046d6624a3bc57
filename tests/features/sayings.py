"""What a sentence is read as, in short: who says what, and who is called what."""

from features.article import Attribution, Mention
from features.attribution import find
from features.names import find as names_of
from features.text import read


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Cue, source or whom it means, content of each attribution."""
    return [(a.cue.of(text), shown(a, text), " … ".join(c.of(text) for c in a.content)) for a in find(read(text))]


def shown(one: Attribution, text: str) -> str | None:
    """The words of a source, or of whom the cue means."""
    span = one.source or one.resolved
    return span.of(text) if span else None


def mentions(text: str) -> list[Mention]:
    """Every name in a text."""
    reading = read(text)
    return names_of(reading, find(reading))


def named(text: str) -> list[tuple[str, str, int, str]]:
    """Words, referent, valence and voice of each name."""
    return [(m.words, m.referent, m.valence, m.voice) for m in mentions(text)]
