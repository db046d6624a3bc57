"""Where a subject ends and what a verb reports begins, in clauses with objects; sentences of ours, none of a corpus."""

import pytest

from features.article import Attribution
from features.attribution import find
from features.names import find as names_of
from features.text import read


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Cue, source or whom it means, content of each attribution."""
    return [(a.cue.of(text), _who(a, text), " … ".join(c.of(text) for c in a.content)) for a in find(read(text))]


def _who(one: Attribution, text: str) -> str | None:
    span = one.source or one.resolved
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("وتعتبر تركيا الوحدات الكردية تنظيما إرهابيا.", "تركيا", "الوحدات الكردية تنظيما إرهابيا"),
        ('وتعتبر أنقرة "وحدات حماية الشعب" امتدادا لحزب آخر.', "أنقرة", 'وحدات حماية الشعب" امتدادا لحزب آخر'),
        ('وحدات حماية الشعب التي تعتبرها أنقرة "إرهابية".', "أنقرة", "إرهابية"),
        ("وطالب شكري بحل سياسي يضع العالم أمام مسؤولياته.", "شكري", "بحل سياسي يضع العالم أمام مسؤولياته"),
        ("وأثنى الجانبان خلال اللقاء على التعاون، وبينا أنه جيد.", "الجانبان", "التعاون، وبينا أنه جيد"),
        ('موسكو تعلن إسقاط مسيرة من طراز "إم كيو تسعة" ليلا.', "موسكو", 'إسقاط مسيرة من طراز "إم كيو تسعة" ليلا'),
        ("وجدد كيري تأكيد موقف بلاده من القضية.", "كيري", "موقف بلاده من القضية"),
        ("وأكدت 46 دولة إسلامية مشاركتها في القمة.", "46 دولة إسلامية", "مشاركتها في القمة"),
        ("أعلنت مجموعة من النشطاء السوريين مسؤوليتها عن الهجوم.", "مجموعة من النشطاء السوريين", "مسؤوليتها عن الهجوم"),
        ("نفت شيماء علي، زوجة محمد محرز، انتماء زوجها للجماعة.", "شيماء علي، زوجة محمد محرز", "انتماء زوجها للجماعة"),
        ('ونفى القيادي في "الزنكي" المدعو "حسام" التوصل إلى اتفاق.', 'القيادي في "الزنكي" المدعو "حسام"', "التوصل إلى اتفاق"),
        ('وأعلن كل من " أحرار الشام " و " جيش الأحرار " النفير.', 'كل من " أحرار الشام " و " جيش الأحرار "', "النفير"),
        ("وأشار مراسلنا في سوريا إلى سقوط قذائف.", "مراسلنا في سوريا", "سقوط قذائف"),
        ('وقال فيكتور شمس عضو الائتلاف، لـ"الوطن"، إن المدينة محاصرة.', "فيكتور شمس عضو الائتلاف", "المدينة محاصرة"),
        ("وحذرت واشنطن نظام الرئيس السوري من أنها سترد.", "واشنطن", "سترد"),
        ("في القاموس السياسي توعد خامنئي برد عنيف.", "خامنئي", "برد عنيف"),
        ("أكد مجموعة من الناشطين وفاة زميلهم في السجن.", "مجموعة من الناشطين", "وفاة زميلهم في السجن"),
        ("أعلن 15 فصيلا مسلحا بدء معركتهم.", "15 فصيلا مسلحا", "بدء معركتهم"),
        ("أعلنت 30 دولة تأييد قراراتها.", "30 دولة", "تأييد قراراتها"),
        ("يستنكر ويشجب الائتلاف القصف على حلب.", "الائتلاف", "القصف على حلب"),
        ("تدين وتستنكر وزارة الخارجية القصف.", "وزارة الخارجية", "القصف"),
        ("شهدت المدينة مظاهرات تطالب بإسقاط النظام.", "مظاهرات", "بإسقاط النظام"),
        ("حضر المعرض رجل اتهم الحكومة بالفساد.", "رجل", "الحكومة بالفساد"),
        ("الرئاسة الروحية للطائفة ترحب بجميع الناس.", "الرئاسة الروحية للطائفة", "بجميع الناس"),
        ("حمل الدكتور فلاح الدوسري المواطنين مسؤولية ذلك.", "الدكتور فلاح الدوسري", "المواطنين مسؤولية ذلك"),
        ("وحمل الجيش مسلحين أكرادا مسؤولية ذلك الانفجار.", "الجيش", "مسلحين أكرادا مسؤولية ذلك الانفجار"),
        ("انتقد الوزير ناشطين في حلب.", "الوزير", "ناشطين في حلب"),
        ("أبدت موسكو رغبتها تعزيز وجودها في طرطوس.", "موسكو", "رغبتها تعزيز وجودها في طرطوس"),
        ("أعرب الوزير عن تعازيه لأهالي الضحايا وعن إدانته للهجوم.", "الوزير", "إدانته للهجوم"),
    ],
)  # fmt: skip
def test_clauses_part_a_subject_from_what_it_reports(text: str, source: str, content: str) -> None:
    assert [(who, what) for _, who, what in told(text)] == [(source, content)]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("ووصف بان كي مون إعلان السلطات انتهاء المحادثات بأنه مؤسف.", "إعلان", "السلطات", "انتهاء المحادثات بأنه مؤسف"),
        ("أشار الوزير إلى أن الملف معقد، داعيا إلى الحوار، وأن يهدأ الوضع.", "داعيا", "الوزير", "الحوار، وأن يهدأ الوضع"),
        ("قال الوزير إن الشعب يستنكر ويشجب الدور الذي تلعبه الجماعة.", "ويشجب", "الشعب", "الدور الذي تلعبه الجماعة"),
    ],
)  # fmt: skip
def test_clauses_part_nouns_and_participles_from_what_they_report(
    text: str, cue: str, source: str, content: str
) -> None:
    found = {one: (who, what) for one, who, what in told(text)}
    assert found[cue][1] == content
    assert cue == "ويشجب" or found[cue][0] == source
    assert found[cue][0] != "الدور"


def test_clauses_of_what_was_written_are_not_of_the_name_beside_them() -> None:
    assert told("ألقت الفنانة شعرا داخل الأوبرا المصرية تنتقد فيه الجيش الحر.")[0][0] == "تنتقد"
    assert all(a.source is None for a in find(read("ألقت الفنانة شعرا داخل الأوبرا المصرية تنتقد فيه الجيش الحر.")))
    assert [a.source for a in find(read("بل إنهم ظلوا يعربون عن استعدادهم للحوار."))] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "وتعتبر المدينة معقل التنظيم الأخير.",
        "وتعتبر روسيا حليفا رئيسيا للنظام.",
        "وتعتبر تركيا من أكبر الداعمين للمعارضة.",
    ],
)
def test_clauses_of_what_passes_for_something_report_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "وحملت الحركة الوزير المسؤولية، مناشدة منظمات المجتمع المدني التدخل.",
        "وتأتي مناشدة اللجنة الدولية للصليب الأحمر للأطراف في ذكرى الثورة.",
        "وقالت حماس إنها تلقت تعهدا من الرئيس الإيراني بأن طهران ستواصل الدعم.",
    ],
)
def test_clauses_have_one_attribution_a_cue(text: str) -> None:
    cues = [a.cue for a in find(read(text))]
    assert len(cues) == len(set(cues))


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        ("وأعلن التنظيم مسؤوليته عن الهجوم.", "report"),
        ("وأعرب الوزير عن استعداده للحوار.", "report"),
        ("وأعرب الوزير عن أمله في الحل.", "opinion"),
    ],
)
def test_clauses_that_claim_or_offer_only_report(text: str, cue_class: str) -> None:
    assert [a.cue_class for a in find(read(text))] == [cue_class]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("ونقلت سانا عن مصدر رسمي في وزارة الخارجية والمغتربين أن القصف مستمر.", "anonymous", "syrian_gov"),
        ("وقال مسؤولون في وزارة الخارجية إن القصف مستمر.", "official", "none"),
        ('وأعلن "الجيش السوري الإلكتروني" مسؤوليته عن الاختراق.', "activist", "syrian_gov"),
        ("وقال فيكتور شمس عضو ائتلاف اليسار السوري إن المدينة محاصرة.", "political", "none"),
        ("وقال الكاتب إن المدينة محاصرة.", "media", "none"),
        ("وقالت المجموعة الدولية لدعم سوريا إن الهدنة صامدة.", "igo", "none"),
        ("وأعلنت دار الإفتاء المصرية أن غدا عيد.", "official", "gulf_arab"),
        ('وذكر "مركز الأتارب الإعلامي" أن الغارات مستمرة.', "local_network", "none"),
        ("وذكر مركز داعش الإعلامي أن المدينة سقطت.", "armed_group", "is"),
        ("وذكر مركز وزارة الداخلية الإعلامي أن المدينة سقطت.", "media", "none"),
        ("وقال رئيس أركان القوات المسلحة اليمنية صغير بن عزيز إن الهدنة صامدة.", "military", "gulf_arab"),
        ("وقال رجل الدين السني يوسف الحسن إن الحرب عبثية.", "other", "none"),
        ("وقال رجل المخابرات السابق إن الحرب عبثية.", "expert", "none"),
        ("وقال الأميركي كريم خان إن المحكمة ستحقق.", "official", "us_coalition"),
        ("وقال الكاتب والمحلل السياسي فادي العلي إن الحرب عبثية.", "expert", "none"),
        ("وقال الشاعر نزار العلي إن الحرب عبثية.", "other", "none"),
        ("وأكد مصدر في ولاية غازي عنتاب أن الحدود مغلقة.", "anonymous", "turkey"),
        ("وتحدثت إحصاءات وزارة الصحة السورية عن مئة إصابة.", "official", "syrian_gov"),
    ],
)
def test_clauses_tell_kind_and_side(text: str, kind: str, side: str) -> None:
    last = find(read(text))[-1]
    assert (last.source_type, last.source_side) == (kind, side)


def mentions(text: str) -> list[tuple[str, str, int, str]]:
    return [(m.words, m.referent, m.valence, m.voice) for m in names_of(read(text), find(read(text)))]


def test_clauses_name_whom_they_hold_off_though_another_is_quoted() -> None:
    held = mentions('أعلن الوزير أن رئيس ما يسمى "الحكومة السورية المؤقتة" استقال.')
    assert ("الحكومة السورية المؤقتة", "OPPOSITION_POLITICAL", -1, "scare") in held


def test_clauses_name_the_resistance_where_it_was_told_whose() -> None:
    assert mentions("غزة: أكدت المقاومة أن القصف مستمر.") == []
    fought = mentions("شارك حزب الله في القتال وانهارت المقاومة في القصير بعد ساعات.")
    assert [w for w, _, _, _ in fought] == ["حزب الله"]
    for idea in ("وكانت المقاومة شرسة", "وهي تؤمن بخيار المقاومة", "مع القوى المقاومة"):
        told_of = mentions(f"أعلنت المقاومة الإسلامية في العراق هجوما في سوريا، {idea}.")
        assert [w for w, _, _, _ in told_of] == ["المقاومة الإسلامية في العراق"]
    told_before = mentions("أعلنت المقاومة الإسلامية في العراق استهداف قاعدة. وأكدت المقاومة أن القصف مستمر.")
    assert [(w, r) for w, r, _, _ in told_before] == [
        ("المقاومة الإسلامية في العراق", "IRAN_AXIS"),
        ("المقاومة", "IRAN_AXIS"),
    ]


def test_clauses_name_the_kurds_where_they_fight_and_not_as_a_people() -> None:
    fought = mentions("قصفت تركيا مواقع الأكراد شمال سوريا، وتدور اشتباكات مع تنظيم داعش.")
    assert ("الأكراد", "KURDISH_PARTY") in [(w, r) for w, r, _, _ in fought]
    people = mentions("طالب النواب بحقوق الأكراد واللغة الكردية في سوريا.")
    assert "الأكراد" not in [w for w, _, _, _ in people]
    for text in ("نزح آلاف الأكراد من كوباني بعد هجوم داعش.", "قصفت طائرات النظام حيا يقطنه الأكراد في حلب."):
        assert "الأكراد" not in [w for w, _, _, _ in mentions(text)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("واستمرت الغارات على المدنيين بذريعة محاربة الإرهاب، لتخلف ضحايا.", ["محاربة الإرهاب"]),
        ("واعتقل التنظيم الشاب بتهمة التجسس عليه، ثم أعدمه.", ["التجسس عليه"]),
        ("وأكد قائد الشرطة أن الأمور هادئة، وأعلنت حظر التجول.", ["الأمور هادئة", "حظر التجول"]),
        ("قال كيري إن روسيا تقصف المدنيين، ونفت ذلك.", ["روسيا تقصف المدنيين", "ذلك"]),
        ("أكد الوزير أن الوفد حضر مطالبا برحيل الأسد.", ["الوفد حضر", "برحيل الأسد"]),
        ("انتقد الوزير مظاهرات طالبت برحيله.", ["مظاهرات طالبت برحيله", "برحيله"]),
        ("وأكد الوزير أن مصر تقف خلف الائتلاف، وأيدت خطواته.", ["مصر تقف خلف الائتلاف، وأيدت خطواته", "خطواته"]),
        ("وقال الوزير إن الدول العربية مطالبة ببذل مزيد من الجهد.", ["الدول العربية مطالبة ببذل مزيد من الجهد"]),
        ("وأعرب الوزير عن خالص تعازيه لأسر الضحايا.", []),
        ("تجدد القصف على مدينة حمص.", []),
        ("وقال كاميرون لشبكة (إن.بي.سي) إن الحل قريب.", ["الحل قريب"]),
    ],
)
def test_clauses_end_where_another_begins(text: str, contents: list[str]) -> None:
    assert [content for _, _, content in told(text)] == contents


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("قال السوري عز الدين خليل الجاسم إن ما فعله قليل.", "السوري عز الدين خليل الجاسم", "civilian"),
        ("خرجت مظاهرات تطالب بتسليح الجيش الحر.", "مظاهرات", "civilian"),
        ("وأشار بيان الولاية إلى أن الحدود مغلقة.", "بيان الولاية", "official"),
        ("وتشير الإحصاءات إلى انخفاض التأييد.", "الإحصاءات", "anonymous"),
        ("وقال بوتين بالحرف الواحد إن القرار صائب.", "بوتين", "official"),
        ("واستبعد مسؤولون أمريكيون التعاون مع أنقرة.", "مسؤولون أمريكيون", "official"),
    ],
)
def test_clauses_tell_who_of_a_nation_or_a_crowd_speaks(text: str, source: str, kind: str) -> None:
    (found,) = find(read(text))
    assert (_who(found, text), found.source_type) == (source, kind)


def test_clauses_name_american_forces_in_iraq_and_syria_and_none_in_pakistan() -> None:
    text = "استهدفت المقاومة القواعد الأميركية في سوريا والعراق. وارتفع عدد الهجمات على القوات الأميركية في {}."
    assert [w for w, r, _, _ in mentions(text.format("العراق وسوريا")) if r == "COALITION_US"] == [
        "القواعد الأميركية",
        "القوات الأميركية",
    ]
    assert "القوات الأميركية" not in [w for w, _, _, _ in mentions(text.format("باكستان"))]
    home = "قصف النظام السوري حلب، وضبطت خلية تستهدف قاعدة أميركية في البحرين."
    assert [r for _, r, _, _ in mentions(home)] == ["SYRIAN_STATE"]
