"""Sentences of ours, one construction each: what is found must be what a reader would mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import attribution, names
from features.article import Attribution, Span
from features.text import read
from tests.measures import calls


def found(text: str) -> list[Attribution]:
    return attribution.find(read(text))


def one(text: str) -> tuple[str, str | None, str, str]:
    (a,) = found(text)
    return a.cue.of(text), a.source.of(text) if a.source else None, a.content[0].of(text), a.cue_class


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال المتحدث باسم وزارة الدفاع الروسية إن القصف توقف.",
            ("قال", "المتحدث باسم وزارة الدفاع الروسية", "القصف توقف", "report"),
        ),
        (
            "وأكد وزير الخارجية التركي، اليوم السبت، أن الحدود مغلقة.",
            ("وأكد", "وزير الخارجية التركي", "الحدود مغلقة", "affirm"),
        ),
        ("وزعمت وكالة سانا أنّ البلدة آمنة.", ("وزعمت", "وكالة سانا", "البلدة آمنة", "doubt")),
        ("المصادر قالت إن الطريق مقطوع.", ("قالت", "المصادر", "الطريق مقطوع", "report")),
        ("وكان المرصد السوري قد قال إن الغارات استمرت.", ("قال", "المرصد السوري", "الغارات استمرت", "report")),
        ("بحسب المرصد السوري، قتل ثلاثة مدنيين.", ("بحسب", "المرصد السوري", "قتل ثلاثة مدنيين", "report")),
        ("وتوقفت المعارك في الريف، وفق مصادر محلية.", ("وفق", "مصادر محلية", "وتوقفت المعارك في الريف", "report")),
        (
            "وقالت الأمم المتحدة: «الوضع كارثي في المدينة المحاصرة».",
            ("وقالت", "الأمم المتحدة", "الوضع كارثي في المدينة المحاصرة", "report"),
        ),
        (
            "أبلغهم المتحدث باسم وزارة الدفاع الروسية أن القصف توقف.",
            ("أبلغهم", "المتحدث باسم وزارة الدفاع الروسية", "القصف توقف", "report"),
        ),
        ("ونفت وزارة الدفاع الروسية استهداف مدنيين.", ("ونفت", "وزارة الدفاع الروسية", "استهداف مدنيين", "deny")),
        (
            "أعلن وزير الخارجية الإيراني علي صالحي استعداد بلاده للحوار على الفور.",
            ("أعلن", "وزير الخارجية الإيراني علي صالحي", "استعداد بلاده للحوار على الفور", "report"),
        ),
        (
            "واتهم المرصد السوري التحالف الدولي بقتل مدنيين.",
            ("واتهم", "المرصد السوري", "التحالف الدولي بقتل مدنيين", "accuse"),
        ),
        (
            "لكن الناطق باسم التحالف الدولي، العقيد جون دوريان، قال إن الغارة أصابت مخزنا.",
            ("قال", "الناطق باسم التحالف الدولي، العقيد جون دوريان", "الغارة أصابت مخزنا", "report"),
        ),
        (
            "قال القائد العسكري الذي رفض كشف اسمه إن الهجوم توقف.",
            ("قال", "القائد العسكري", "الهجوم توقف", "report"),
        ),
        ("وكان الجيش العراقي قد أكد أن الحدود مغلقة.", ("أكد", "الجيش العراقي", "الحدود مغلقة", "affirm")),
        ("روسيا تنفي قصف المستشفى.", ("تنفي", "روسيا", "قصف المستشفى", "deny")),
        (
            "أوضحت رئيسة المنظمة لوكالة فرانس برس أن القافلة وصلت.",
            ("أوضحت", "رئيسة المنظمة", "القافلة وصلت", "affirm"),
        ),
        ("وقال د. سمير نشار إن المجلس سيجتمع.", ("وقال", "د. سمير نشار", "المجلس سيجتمع", "report")),
    ],
)
def test_attribution_reads_the_construction(text: str, expected: tuple[str, str, str, str]) -> None:
    assert one(text) == expected


def test_attribution_participle_inherits_its_source() -> None:
    text = "وقال رئيس الائتلاف الوطني إن المفاوضات فشلت، مؤكداً أن الوفد سيعود."
    first, second = found(text)
    assert second.source is None
    assert second.resolved is not None
    assert second.resolved.of(text) == "رئيس الائتلاف الوطني"
    assert [c.of(text) for c in first.content] == ["المفاوضات فشلت"]
    assert (second.cue_class, second.content[0].of(text)) == ("affirm", "الوفد سيعود")


def test_attribution_goes_on_quoting_the_last_speaker_outside_other_contents() -> None:
    text = "وقال رئيس الائتلاف الوطني إن روسيا تزعم أن الهدنة قائمة. وأضاف أن القصف مستمر."
    said, claimed, added = found(text)
    assert claimed.source is not None
    assert claimed.source.of(text) == "روسيا"
    assert added.resolved is not None
    assert added.resolved.of(text) == "رئيس الائتلاف الوطني"
    assert said.content[0].holds(claimed.cue)


def test_attribution_goes_on_quoting_a_speaker_of_its_gender() -> None:
    text = "وقالت وزيرة الخارجية الأسترالية إن المهمة انتهت. وأعلن الجيش الأسترالي سحب طائراته. وأضافت أن القرار نهائي."
    resolved = found(text)[-1].resolved
    assert resolved is not None
    assert resolved.of(text) == "وزيرة الخارجية الأسترالية"


def test_attribution_denied_speech_is_none() -> None:
    assert found("ولم يؤكد الوزير وقوع الغارة.") == []
    assert found("توقف العمل بناء على طلب الأهالي.") == []


def test_attribution_trailing_cue_speaks_of_the_content_around_it() -> None:
    text = "وأكد الوزير أن القصف توقف وفق تقديرات أولية."
    said, by = found(text)
    assert by.content[0].of(text).startswith("القصف توقف")
    assert said.content[0].start == by.content[0].start


def test_attribution_names_in_marks_are_no_speech() -> None:
    (a,) = found("قالت المصادر إن الضربات استهدفت مقرا لـ«هيئة تحرير الشام» في إدلب.")
    assert a.mode == "indirect"


def test_attribution_relayed_report_has_speaker_and_medium() -> None:
    text = "ونقلت وكالة رويترز عن مصدر عسكري أن الهجوم بدأ."
    medium, speaker = found(text)
    assert [a.cue.of(text) for a in (medium, speaker)] == ["ونقلت", "عن"]
    assert speaker.source is not None
    assert speaker.source.of(text) == "مصدر عسكري"
    assert [hop.role for hop in speaker.chain] == ["speaker", "medium", "outlet"]
    assert medium.content == speaker.content


def test_attribution_modes() -> None:
    direct, mixed, indirect = (
        found(t)[0].mode
        for t in (
            'قال الوزير: "لن نقبل بأي شرط جديد".',
            'قال الوزير إن بلاده "لن تقبل بأي شرط" في المحادثات.',
            "قال الوزير إن بلاده ترفض الشروط.",
        )
    )
    assert (direct, mixed, indirect) == ("direct", "mixed", "indirect")


def test_attribution_own_voice_formulas_are_none() -> None:
    assert found("يذكر أن المدينة محاصرة منذ عام.") == []
    assert found("تجدر الإشارة إلى أن الهدنة انهارت.") == []


def test_attribution_headline_colon_is_a_cue() -> None:
    text = "الأمم المتحدة: ملايين السوريين بحاجة إلى المساعدة\nوصلت القافلة أمس."
    assert one(text)[:2] == (":", "الأمم المتحدة")


def test_attribution_who_is_accused_is_no_source() -> None:
    said, accused = found("قال وليد المعلم إن الحرب انتهت. واتهم التحالف بقصف المدنيين.")
    assert (said.source, accused.source) == (Span(4, 15), None)
    assert accused.resolved == said.source
    assert accused.content == (Span(38, 59),)


def test_attribution_source_is_of_its_side_and_kind() -> None:
    (a,) = found("قال المتحدث باسم وزارة الدفاع الروسية إن القصف توقف.")
    assert (a.source_type, a.source_side) in {("military", "russia"), ("official", "russia")}
    (b,) = found("قالت مصادر محلية إن الطريق مقطوع.")
    assert (b.source_type, b.source_side) == ("anonymous", "none")


PIECES = [
    "قال ",
    "أبلغهم ",
    "اتهمته ",
    "وأضاف ",
    "الوزير ",
    "أن ",
    "إن ",
    "بحسب ",
    "مؤكدا ",
    '"',
    "«",
    "»",
    "، ",
    ": ",
    ". ",
    "\n",
    "نفى ",
    "ما أسماه ",
    "(",
    ")",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_attribution_laws(pieces: list[str]) -> None:
    text = "".join(pieces)
    attributions = found(text)
    assert [a.number for a in attributions] == list(range(1, len(attributions) + 1))
    for a in attributions:
        spans = [a.cue, *a.content, *(s for s in (a.source, a.resolved) if s)]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(s.of(text).strip() for s in spans)
        assert a.source is None or a.resolved is None
        assert a.source is None or a.source.start >= a.cue.end or a.source.end <= a.cue.start


HOSTILE = (
    '"',
    "قال",
    "(",
    "قال \u202e أن ",
    "أن ",
    ":",
    'قال: "',
    "بحسب سانا ",
    "كلمة ",
    "ما يسمى قسد ",
    "سانا: خبر\n",
)
PROSE = "قالت وكالة سانا إن قسد دخلت البلدة. "


def steps(text: str) -> int:
    """What reading a text costs."""

    def work() -> None:
        reading = read(text)
        names.find(reading, attribution.find(reading))

    return calls(work)


@pytest.mark.parametrize("piece", [*HOSTILE, PROSE])
def test_attribution_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    read(PROSE)  # the lexicons are loaded once
    small, large = (steps(piece * (n // len(piece))) for n in (4_000, 16_000))
    assert large < 6 * small
