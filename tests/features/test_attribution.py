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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وصرح إردوغان في الطائرة عائدا من جولة نقلته إلى الصين أن الموقف تبدل.",
            ("وصرح", "إردوغان", "الموقف تبدل", "report"),
        ),
        (
            "وقال لا يمكن الوصول إلى السلطة بقتل الأبرياء.",
            ("وقال", None, "لا يمكن الوصول إلى السلطة بقتل الأبرياء", "report"),
        ),
        ("وبيّن رئيس المجلس أن الطريق مقطوع.", ("وبيّن", "رئيس المجلس", "الطريق مقطوع", "affirm")),
        (
            "وجدد وزير الخارجية التركي التأكيد على وحدة البلاد.",
            ("وجدد", "وزير الخارجية التركي", "وحدة البلاد", "affirm"),
        ),
        (
            "وحمل الائتلاف الوطني روسيا مسؤولية المجزرة.",
            ("وحمل", "الائتلاف الوطني", "روسيا مسؤولية المجزرة", "accuse"),
        ),
        ("وكان العراق أعلن النصر على التنظيم.", ("أعلن", "العراق", "النصر على التنظيم", "report")),
        (
            "وأكد لافروف، خلال مؤتمر صحفي، ضرورة الحل السياسي.",
            ("وأكد", "لافروف", "ضرورة الحل السياسي", "affirm"),
        ),
        (
            "واتهم مصدر عسكري سوري إسرائيل بقصف المطار.",
            ("واتهم", "مصدر عسكري سوري", "إسرائيل بقصف المطار", "accuse"),
        ),
        (
            "وأكد سيرغي لافروف المتحدث باسم الوفد الروسي دعم الهدنة.",
            ("وأكد", "سيرغي لافروف المتحدث باسم الوفد الروسي", "دعم الهدنة", "affirm"),
        ),
        (
            "نفى مندوب مصر لدى الجامعة العربية حصول أي لقاء.",
            ("نفى", "مندوب مصر لدى الجامعة العربية", "حصول أي لقاء", "deny"),
        ),
        (
            "وتحدثت الوزارة عن غارة إلا أن الأهالي سمعوا اثنتين.",
            ("وتحدثت", "الوزارة", "غارة إلا أن الأهالي سمعوا اثنتين", "report"),
        ),
    ],
)
def test_attribution_reads_harder_constructions(text: str, expected: tuple[str, str | None, str, str]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "حمل الجنود الصناديق إلى البلدة.",  # no blame without responsibility
        "تبنى مجلس الأمن قرارا جديدا.",  # no claim without an attack
        "فاصل بين الجيش والمدنيين على الطريق أن يعبروا منه.",
        "وصدرت نشرة الطقس ظهرا.",  # ة, not the pronoun of نشره
        "أنا حذرت من هذا الأمر.",
        "سوريا: إسقاط طائرة في ريف حماة",  # a heading, nobody who speaks
        "دمشق - رويترز: قصف عنيف على المدينة",
    ],
)
def test_attribution_leaves_out_what_only_looks_like_one(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وأشارت وزارة الصحة التركية - في دراسة نشرتها أمس - إلى أن المدارس دمرت.",
            ("وأشارت", "وزارة الصحة التركية", "المدارس دمرت", "affirm"),
        ),
        (
            "وأوضح وزير الخارجية التركي ـ في تصريحات أوردتها قناة محلية ـ أن الحدود مغلقة.",
            ("وأوضح", "وزير الخارجية التركي", "الحدود مغلقة", "affirm"),
        ),
        (
            "حث الرئيس الأمريكي جميع الأعضاء على تجديد التحقيق في الهجوم لأن ذلك ضروري.",
            ("حث", "الرئيس الأمريكي", "جميع الأعضاء على تجديد التحقيق في الهجوم لأن ذلك ضروري", "demand"),
        ),
        (
            "ويؤيد الرئيس الأمريكي جهود التسوية، لكنه لم يرسل مساعدات.",
            ("ويؤيد", "الرئيس الأمريكي", "جهود التسوية", "agree"),
        ),
        (
            "أيدت وزارة الخارجية السورية فصائل المقاومة الفلسطينية.",
            ("أيدت", "وزارة الخارجية السورية", "فصائل المقاومة الفلسطينية", "agree"),
        ),
        (
            "وتبنى تنظيم داعش الهجوم على القاعدة.",
            ("وتبنى", "تنظيم داعش", "الهجوم على القاعدة", "report"),
        ),
        (
            "وأعرب وزير الخارجية الألماني عن أمله في المرونة من موسكو أمام الناس بأن الحل قريب.",
            ("وأعرب", "وزير الخارجية الألماني", "أمله في المرونة من موسكو أمام الناس بأن الحل قريب", "opinion"),
        ),
        (
            "واعتبر الحزب هذا القصف «عدوانا ينتهك شروط الهدنة كلها».",
            ("واعتبر", "الحزب", "عدوانا ينتهك شروط الهدنة كلها", "opinion"),
        ),
        (
            "ونفت وزارة الدفاع الروسية قصف المستشفى، فيما تواصلت الغارات.",
            ("ونفت", "وزارة الدفاع الروسية", "قصف المستشفى", "deny"),
        ),
        (
            "ونفت وزارة الدفاع الروسية قصف المستشفى، ومن جانبه غادر الوزير.",
            ("ونفت", "وزارة الدفاع الروسية", "قصف المستشفى", "deny"),
        ),
        (
            "وقالت وزارة الدفاع الروسية إن القصف توقف، فيما تواصلت الغارات.",
            ("وقالت", "وزارة الدفاع الروسية", "القصف توقف، فيما تواصلت الغارات", "report"),
        ),
        (
            "وقالت وزارة الدفاع الروسية إن القصف توقف، في حين قالت وزارة الصحة التركية إنه مستمر.",
            ("وقالت", "وزارة الدفاع الروسية", "القصف توقف", "report"),
        ),
        (
            "واعتبر حزب العمال الكردستاني هذا القصف عدوانا.",
            ("واعتبر", "حزب العمال الكردستاني", "هذا القصف عدوانا", "opinion"),
        ),
        ("ويقول جون كيري ذلك، ويدركه غيره من الساسة.", ("ويقول", "جون كيري", "ذلك", "report")),
        ("ويناشد الائتلاف السوري الأطراف وقف القصف.", ("ويناشد", "الائتلاف السوري", "الأطراف وقف القصف", "demand")),
        (
            "وأعلن مسؤول عسكري أميركي أول من أمس أن الحدود مغلقة.",
            ("وأعلن", "مسؤول عسكري أميركي", "الحدود مغلقة", "report"),
        ),
    ],
)
def test_attribution_reaches_over_what_stands_between(text: str, expected: tuple[str, str, str, str]) -> None:
    found_, *rest = found(text)
    assert (found_.cue.of(text), found_.source and found_.source.of(text), found_.content[0].of(text)) == expected[:3]
    assert found_.cue_class == expected[3]
    assert all(a.content[0].of(text) != expected[2] for a in rest)


def test_attribution_medium_that_was_spoken_to_is_in_the_chain() -> None:
    text = "وقال جان إيف لودريان لوكالة فرانس برس إن بلاده تدعم الحل."
    (a,) = found(text)
    assert [(hop.role, hop.entity) for hop in a.chain] == [("speaker", "le_drian"), ("medium", "afp"), ("outlet", None)]
    assert text[a.chain[1].span.start : a.chain[1].span.end] == "وكالة فرانس برس"
    (b,) = found("وقال جان إيف لودريان للصحفيين إن بلاده تدعم الحل.")
    assert [hop.role for hop in b.chain] == ["speaker", "outlet"]


def test_attribution_surname_is_learnt_from_the_text() -> None:
    text = "تحدث رئيس الأركان غادي أيزنكوت في المؤتمر.\nواتهم أيزنكوت إيران بالعمل على السيطرة."
    last = found(text)[-1]
    assert last.source and last.source.of(text) == "أيزنكوت"
    assert last.source_side == "israel" or last.source_type == "military"


def test_attribution_clause_within_a_content_is_its_topics() -> None:
    text = "وقال وزير الدفاع إن إيران ستواصل ذلك لأنها تعتقد أن الهجوم بعيد."
    inner = found(text)[-1]
    assert inner.source is None and inner.resolved and inner.resolved.of(text) == "إيران"


def test_attribution_quotation_goes_on_in_the_next_one() -> None:
    text = "وقال الوزير: «لن نقبل بأي شرط مسبق أبدا»، «وسنعود إلى المدينة كلها قريبا»."
    (a,) = found(text)
    assert a.content[0].of(text).endswith("كلها قريبا") and a.mode == "direct"


def test_attribution_date_of_the_page_ends_a_content() -> None:
    text = "وزارة الدفاع الروسية تنفي قصف المستشفى 27 نوفمبر 2017 08 : 42 م أخبار الرياضة اليوم"
    assert found(text)[0].content[0].of(text) == "قصف المستشفى"


def test_attribution_headline_that_comes_again_ends_a_content() -> None:
    text = "روسيا تعلن سحب قواتها من سوريا روسيا تعلن سحب قواتها من سوريا موسكو قرار جاء بعد أيام"
    assert [a.content[0].of(text) for a in found(text)] == ["سحب قواتها من سوريا"] * 2


def test_attribution_defence_ministry_is_military_in_action() -> None:
    (strike,) = found("أعلنت وزارة الدفاع الروسية أن طائراتها دمرت ثلاثة مواقع.")
    (visit,) = found("أعلنت وزارة الدفاع الروسية أن الوزير سيزور أنقرة غدا.")
    assert (strike.source_type, visit.source_type) == ("military", "official")
    *_, short = found("قالت وزارة الدفاع الروسية إنها تحقق. وذكرت الوزارة أن طائراتها دمرت ثلاثة مواقع.")
    assert (
        short.source.of("قالت وزارة الدفاع الروسية إنها تحقق. وذكرت الوزارة أن") if short.source else "",
        short.source_type,
    ) == ("الوزارة", "military")


def test_attribution_new_name_that_goes_on_is_who_spoke_before() -> None:
    said = "قال مستشار لقوات سوريا الديمقراطية إن الوفد زار الرقة. "
    assert [(a.source_type, a.source_side) for a in found(said + "وأضاف آمد سيدو أن الوفد غادر.")][-1] == (
        "armed_group",
        "sdf",
    )
    assert found(said + "وقال آمد سيدو إن الوفد غادر.")[-1].source_side == "none"  # he may be anybody
    assert found(said + "وأضاف سيرغي لافروف أن الوفد غادر.")[-1].source_side == "russia"  # known otherwise


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
    'من " ',
    "قد قال ",
    "روسيا : أنجزنا المهمة كلها اليوم ",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "«لن نرحل عن أرضنا أبدا»، يقول المتحدث باسم الجيش في مقابلة.",
            ("يقول", "المتحدث باسم الجيش", "لن نرحل عن أرضنا أبدا", "report"),
        ),
        ("وجاء في تصريحات الوزير أن المنطقة آمنة.", ("وجاء في", "تصريحات الوزير", "المنطقة آمنة", "report")),
        ("ورد في رسالة الوزير أن المنطقة آمنة.", ("ورد في", "رسالة الوزير", "المنطقة آمنة", "report")),
        (
            "والمنطقة آمنة كما جاء في تصريحات الوزير.",
            ("كما جاء في", "تصريحات الوزير", "والمنطقة آمنة", "report"),
        ),
        (
            "وكان أغرب ما قاله المرصد السوري إن المنطقة آمنة.",
            ("قاله", "المرصد السوري", "المنطقة آمنة", "report"),
        ),
    ],
)
def test_attribution_speech_before_its_verb_and_texts_that_say(text: str, expected: tuple[str, ...]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize("text", ["وهزأ الرجل بما قاله الرئيس الأسد.", "نسمع ما يقوله المرصد السوري."])
def test_attribution_what_somebody_said_is_no_report_of_it(text: str) -> None:
    assert not [a for a in found(text) if a.cue.of(text).startswith(("قاله", "يقوله"))]


def test_attribution_a_complementiser_of_a_noun_of_saying_is_not_the_verbs() -> None:
    told = [
        (a.source.of(t), a.content[0].of(t))
        for t in ["ونفى الوزير مزاعم المعارضة بأن الجيش قصف القرية."]
        for a in found(t)
        if a.source
    ]
    assert told == [("الوزير", "مزاعم المعارضة بأن الجيش قصف القرية"), ("المعارضة", "الجيش قصف القرية")]
    assert one("وأعلن مدير مكتب أخبار سوريا أن القرية سقطت.")[2] == "القرية سقطت"
