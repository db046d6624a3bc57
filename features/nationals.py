"""People told by their nation, who are not its government: many of it, or one by his name."""

from __future__ import annotations

from features.article import Span
from features.text import Reading
from features.words import GIVEN, MAYBE_GIVEN

MANY = frozenset("العديد عديد كثير الكثير عدد بعض معظم غالبيه اغلب اغلبيه ملايين الاف ميات".split())
NEAR = ("syrian_gov", "gulf_arab")  # whose people such news tells of; of others it is mostly an official
NAMED = 3  # words behind a nation in which a name tells a person


def compatriot(reading: Reading, span: Span) -> bool:
    """Whether a source is many of a nation (`العديد من الإيرانيين`), or one of it by name (`السوري عز الدين الجاسم`)."""
    words = reading.words.words(*span)
    if words[0] in MANY:
        return words[-1].endswith(("ون", "ين"))
    near = reading.words.kinds[span.start + 1 : min(span.end, span.start + 1 + NAMED)]
    first = reading.known(span.start, span.start + 1)
    nation = any(h.entry.id.endswith("_adj") and h.entry.category in NEAR and h.stop == span.start + 1 for h in first)
    return nation and any(kind & (GIVEN | MAYBE_GIVEN) for kind in near)
