"""Who issued the document that a verb speaks in: `أصدر القائد بيانا أعلن فيه`, `تصريح للوزير قال فيه`."""

from __future__ import annotations

from features.article import Span
from features.phrases import noun_phrase
from features.text import Reading
from features.wordings import Hit

DOCUMENT, ISSUED = 12, 24  # words from a verb back to its document, and to the verb that issued it
_IN_IT = frozenset("فيه فيها فيهما خلاله خلالها عبره عبرها".split())
_DOCUMENTS = frozenset(
    """بيان بيانا بيانين رساله رسالتين رسايل تصريح تصريحا تصريحات كلمه خطاب خطابا تغريده تغريدات منشور منشورا تسجيل تسجيلا شريط
    شريطا مقطع مقطعا فيديو مقال مقالا تقرير تقريرا مقابله برقيه بلاغ بلاغا نداء تعميم تعميما قرار قرارا مؤتمر موتمرا وثيقه
    حوار حوارا تدوينه""".split()
)
_ISSUING = frozenset(
    """اصدر اصدرت نشر نشرت وجه وجهت بعث بعثت ارسل ارسلت بث بثت القي القت اطلق اطلقت عقد عقدت اجري اجرت وزع وزعت عمم عممت
    سجل سجلت ادلي ادلت كتب كتبت""".split()
)


def issuer(reading: Reading, hit: Hit) -> Span | None:
    """The subject of the verb that issued the document a verb speaks in, or whose the document is."""
    words = reading.words
    if hit.stop >= len(words) or words.word(hit.stop) not in _IN_IT:
        return None
    first = max(reading.firsts[hit.first], hit.first - ISSUED)
    near = range(hit.first - 1, max(first, hit.first - DOCUMENT) - 1, -1)
    document = next((i for i in near if words.word(i) in _DOCUMENTS), -1)
    if document < 0:
        return None
    verb = next((i for i in range(document - 1, first - 1, -1) if _issues(words.word(i))), -1)
    if verb >= 0:
        return noun_phrase(words, verb + 1, document, reading.verbs, opened=True)
    owner = noun_phrase(words, document + 1, hit.first, reading.verbs, opened=True)
    known = owner is not None and owner.end == hit.first and reading.known(owner.start, owner.start + 1)
    return owner if known else None


def _issues(word: str) -> bool:
    return word in _ISSUING or (word[0] in "وف" and word[1:] in _ISSUING)
