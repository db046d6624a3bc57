"""Whose word a verb of saying carries: sentences of ours, one construction each."""

import pytest

from features import attribution
from features.text import read


def first(text: str, cue: str) -> tuple[str | None, str]:
    """Source and content of the attribution with a cue."""
    found = next(a for a in attribution.find(read(text)) if a.cue.of(text) == cue)
    return found.source.of(text) if found.source else None, found.content[0].of(text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # speakers joined by و, as many as there are
        ("تتهم بريطانيا وفرنسا والولايات المتحدة النظام بقصف المدينة.", "بريطانيا وفرنسا والولايات المتحدة", "النظام"),
        # a kunya is a name
        ("أكد أبو سياف عزم الجماعة على القتال.", "أبو سياف", "عزم"),
        # his counterpart begins a phrase of its own
        ("أبلغ بوتين نظيره التركي بأن موسكو مستعدة للحل.", "بوتين", "موسكو"),
        # a person's name, a country and a nation's adjective are closed
        ("هنأ الرئيس السوري بشار الأسد الجيش على كسر الحصار.", "الرئيس السوري بشار الأسد", "الجيش"),
        ("هنأ الرئيس بوتين العسكريين الروس بنجاح المهمة.", "الرئيس بوتين", "بنجاح"),
        ("نسبت هيئة أركان الجيش التركي الهجوم إلى الحزب.", "هيئة أركان الجيش التركي", "الحزب"),
        ("جاء القرار بعد إعلان العراق النصر على التنظيم.", "العراق", "النصر"),
        ("أعلن الناطق باسم الهيئة رياض آغا الاستقالة من منصبه.", "الناطق باسم الهيئة رياض آغا", "الاستقالة"),
        # but an adjective of the whole goes on
        ("أدانت الحكومة السورية المؤقتة قصف المدينة.", "الحكومة السورية المؤقتة", "قصف"),
        (
            "نفى مندوب مصر الدائم لدى الجامعة العربية السفير عمرو العطا صحة الخبر.",
            "مندوب مصر الدائم لدى الجامعة العربية السفير عمرو العطا",
            "صحة",
        ),
        ("طلب العاهل الأردني الملك عبد الله من المجتمع الدولي العون.", "العاهل الأردني الملك عبد الله", "المجتمع"),
        ("دعا وزير الأمن الإيراني محمود علوي النخبة إلى الحوار.", "وزير الأمن الإيراني محمود علوي", "النخبة"),
        ("تندد المعارضة المناهضة لدمشق بدعم الحزب للنظام.", "المعارضة المناهضة لدمشق", "بدعم"),
        (
            "طالب جورج صبرة نائب رئيس الائتلاف الوطني السوري المعارض الجامعة العربية بالضغط على النظام.",
            "جورج صبرة نائب رئيس الائتلاف الوطني السوري المعارض",
            "الجامعة",
        ),
        # a title between commas, before a bare object
        (
            "اتهم بشار الجعفري، رئيس وفد الحكومة السورية، المعارضة بعرقلة المحادثات.",
            "بشار الجعفري، رئيس وفد الحكومة السورية",
            "المعارضة",
        ),
        # a country whose name begins like a preposition is whom he accuses
        ("وجاء ذلك بعد أن اتهم الرئيس السوري باريس برعاية الإرهاب.", "الرئيس السوري", "باريس"),
    ],
)  # fmt: skip
def test_subjects_end_before_the_bare_object(text: str, source: str, content: str) -> None:
    cue = next(a.cue.of(text) for a in attribution.find(read(text)))
    found, told = first(text, cue)
    assert found == source
    assert told.startswith(content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وأعلن الجيش السيطرة على البلدة، لكن الأهالي قالوا غير ذلك.", "السيطرة على البلدة"),
        ("وتخشى تركيا قيام كيان كردي، الأمر الذي يقلق الجوار.", "قيام كيان كردي"),
        ("ونفى الحزب وجود مقاتلين، وهو يملك قواعد هناك.", "وجود مقاتلين"),
    ],
)
def test_verbs_nominal_content_ends_where_the_article_speaks_again(text: str, content: str) -> None:
    assert attribution.find(read(text))[0].content[0].of(text) == content
