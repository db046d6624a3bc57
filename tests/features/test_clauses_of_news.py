"""Clauses as news writes them: whom one speaks to, when, in whose turn; sentences of ours, none of a corpus."""

import pytest

from features.article import Span
from features.attributes import verb_first
from features.attribution import find
from features.text import read
from features.theatres import Countries
from tests.features.sayings import mentions, shown, told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("وقال لوكالة فرانس برس مصدر في الشرطة إن الهجوم أوقع قتلى.", "مصدر في الشرطة"),
        ('وأوضح لـ"العربي الجديد" الناشط الإعلامي محمد الشامي أن القصف مستمر.', "الناشط الإعلامي محمد الشامي"),
        ("وقال لفرانس برس المحامي أنور البني إن القصف مستمر.", "المحامي أنور البني"),
        ("قال للصحفيين القاضي محمد سالم إن الحكم صدر.", "القاضي محمد سالم"),
        ("وقال لصحيفة الحياة اللندنية الوزير أحمد سالم إن الحل قريب.", "الوزير أحمد سالم"),
        ("وصرح للصحفيين وزير الدفاع الأمريكي جيمس ماتيس بأن القوات باقية.", "وزير الدفاع الأمريكي جيمس ماتيس"),
        ("وقال في تصريح لوكالة سانا مدير صحة حمص إن المشافي تعمل.", "مدير صحة حمص"),
        ("قالت وزيرة الدفاع الفرنسية لنظيرها الأمريكي إن العملية مستمرة.", "وزيرة الدفاع الفرنسية"),
        ("قال الرئيس الأسد للوفد البرلماني الأوروبي إن الإرهاب خطر.", "الرئيس الأسد"),
        ("قال الوزير للمبعوث الأممي إن الحل سياسي.", "الوزير"),
        ("أبلغ بوتين نتنياهو أن القوات باقية في سوريا.", "بوتين"),
        ("وأبلغت موسكو واشنطن بأن القصف سيستمر.", "موسكو"),
        ("قال محمد علي إن القمة مهمة.", "محمد علي"),
        ("أكد الوزير محمد علي أن الحل قريب إلى حد ما.", "الوزير محمد علي"),
        ('وذكرت وكالة "سانا" أن القصف مستمر.', 'وكالة "سانا"'),
    ],
)
def test_clauses_tell_who_speaks_and_not_whom_he_speaks_to(text: str, who: str) -> None:
    assert [source for _, source, _ in told(text)] == [who]


WAS = "قال الوزير أحمد سالم إن القمة مهمة. "


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (WAS + "وقال علينا أن نحترم كبارنا.", "نحترم كبارنا"),
        (WAS + "وأضاف أعتقد أن الحل قريب.", "الحل قريب"),
        (WAS + "وأضاف لدينا ثقة كبيرة في الحل.", "لدينا ثقة كبيرة في الحل"),
        (WAS + "وأضاف بالنسبة لنا الحل واضح.", "بالنسبة لنا الحل واضح"),
        (WAS + "وأضاف أن موعد الجلسة لم يحدد بعد.", "موعد الجلسة لم يحدد بعد"),
    ],
)
def test_clauses_of_speech_without_a_mark_are_of_the_speaker_before(text: str, content: str) -> None:
    assert told(text)[1][1:] == ("الوزير أحمد سالم", content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("أعلنت قوات النظام في وقت سابق سيطرتها على البلدة.", "سيطرتها على البلدة"),
        ("ونفى التحالف في وقت لاحق استهداف المشفى.", "استهداف المشفى"),
        ("أعلنت قوات النظام في وقت متأخر من مساء أمس سيطرتها على البلدة.", "سيطرتها على البلدة"),
        ("طالبت الأمم المتحدة بفك الحصار عن الغوطة.", "بفك الحصار عن الغوطة"),
    ],
)
def test_clauses_tell_what_is_said_and_not_when(text: str, content: str) -> None:
    assert [said for _, _, said in told(text)] == [content]


def test_clauses_accuse_whom_a_preposition_leads_and_no_student_demands() -> None:
    assert [who for _, who, _ in told("وجهت المعارضة اتهامات لقوات النظام باستخدام الغاز السام.")] == [None]
    assert told("قتل طالب في كلية الطب بجامعة حلب.") == []
    said = told("نفى الجيش التقارير التي تحدثت عن انسحابه من القرية.")
    assert [(cue, who) for cue, who, _ in said] == [("نفى", "الجيش"), ("تحدثت", "التقارير")]


@pytest.mark.parametrize(
    ("text", "speaker", "medium"),
    [
        ("بحسب ما نشر موقع RT نقلا عن وزارة الدفاع الروسية، قتل عشرة مسلحين.", "وزارة الدفاع الروسية", "موقع RT"),
        ("قتل عشرة مسلحين، بحسب ما ذكرت قناة الجزيرة نقلا عن مصادر محلية.", "مصادر محلية", "قناة الجزيرة"),
        ('وفق ما أوردته شبكة "شام" عن ناشطين، فإن القصف مستمر.', "ناشطين", 'شبكة "شام"'),
        ("وفي تصريح لوكالة سبوتنيك، قال القائد إن العملية مستمرة.", "القائد", "وكالة سبوتنيك"),
        ('مصادر لـ"عنب بلدي": القصف مستمر على المدينة', "مصادر", "عنب بلدي"),
        ("وزير الخارجية لـ«الشرق الأوسط»: الحل قريب جدا", "وزير الخارجية", "الشرق الأوسط"),
    ],
)
def test_clauses_tell_the_medium_a_word_came_through(text: str, speaker: str, medium: str) -> None:
    one = find(read(text))[-1]
    media = [hop.span.of(text) for hop in one.chain if hop.role == "medium" and hop.span]
    assert (shown(one, text), media) == (speaker, [medium])
    assert "نقلا" not in told(text)[0][2]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وبيّن أن الأوضاع صعبة في المدينة.", "unresolved"),
        ("وتابع الوزير أن الحل قريب.", "unresolved"),
        ("وأُفيد بأن القصف استمر على المدينة.", "anonymous"),
        (WAS + "وتابع الوزير أن الوفد سيعود.", "named"),
    ],
)
def test_clauses_say_whether_the_text_tells_who_is_meant(text: str, status: str) -> None:
    assert find(read(text))[-1].chain[0].status == status


@pytest.mark.parametrize(
    ("text", "entity", "side"),
    [
        ("قالت هيومن رايتس ووتش إن القصف استمر. واتهمت المنظمة روسيا بقتل المدنيين.", "hrw", "none"),
        ("قال البنتاغون إن القصف استمر. وأضافت الوزارة أن القتلى عشرة.", "pentagon", "us_coalition"),
        ("ذكرت مصادر أمنية إسرائيلية أن الجيش يستعد. وقالت هذه المصادر إن الخطط جاهزة.", None, "israel"),
        ("قال العميد المنشق أحمد رحال إن القصف مستمر.", None, "opposition"),
    ],
)
def test_clauses_know_again_who_was_named(text: str, entity: str | None, side: str) -> None:
    one = find(read(text))[-1]
    assert (one.entity, one.source_side) == (entity, side)


ASKED = "قال مسؤول رفيع في الجامعة العربية إن الدعوة وجهت. وقال المسؤول الذي رفض ذكر اسمه إن الوفد عاد. وأوضح أن القرار صدر."
SECURITY = "قال مسؤول أمني لبناني إن الطائرة سقطت. ولم يفد المصدر الأمني عن إصابات، مشيرا إلى أن البحث مستمر."
THESE = (
    "أفادت مصادر أمنية أمس بذلك. وأوضحت هذه المصادر أن الخطة جاهزة. وأضافت هذه المصادر أن الحل قريب. وقالت إنها تنتظر."
)


@pytest.mark.parametrize(
    ("text", "who"),
    [(ASKED, "مسؤول رفيع في الجامعة العربية"), (SECURITY, "مسؤول أمني لبناني"), (THESE, "مصادر أمنية")],
)
def test_clauses_mean_by_an_unnamed_man_who_was_told_of_by_more_words(text: str, who: str) -> None:
    assert told(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "referent", "words"),
    [
        (
            "أعلن جيش الإسلام قتل عشرين في الغوطة. وقال المتحدث باسم الجيش إن المعارك مستمرة.",
            "OPPOSITION_ARMED",
            "الجيش",
        ),
        ("أعلن الجيش السوري وجيش الإسلام هدنة في الغوطة. وقال الجيش إن المعارك مستمرة.", "SYRIAN_ARMY", "الجيش"),
        ('حيدت أنقرة عناصر من "ي ب ك" في سوريا. وأضافت أن الإرهابيين كانوا يستعدون.', "KURDISH_PARTY", "الإرهابيين"),
        ("قتل خمسة في قصف للنظام على بلدة كفر زيتا.", "SYRIAN_STATE", "للنظام"),
        ("قال رئيس الوفد نصر الحريري إن المعارضة ترفض القرار.", "OPPOSITION_POLITICAL", "المعارضة"),
        ("تنتشر في ريف حلب تنظيمات إرهابية تدعمها قطر والسعودية.", "OPPOSITION_ARMED", "تنظيمات إرهابية"),
        ("قصفت دبابات الأسد أحياء حمص.", "SYRIAN_ARMY", "دبابات الأسد"),
        ("قصف الروس المشافي في إدلب.", "RUSSIA", "الروس"),
    ],
)
def test_clauses_name_whom_the_passage_is_on(text: str, referent: str, words: str) -> None:
    assert [m.referent for m in mentions(text) if m.words == words][-1:] == [referent]


def test_clauses_name_no_backer_as_a_fighter() -> None:
    found = mentions("ذكرت سانا أن التنظيمات الإرهابية المدعومة من تركيا قصفت قرى في الحسكة.")
    assert "TURKEY" not in [m.referent for m in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("جدد الوزير دعم بلاده للحل السياسي.", ("جدد", "الوزير", "دعم بلاده للحل السياسي")),
        ("نفى محمد علوش الأنباء عن انسحاب الفصائل.", ("نفى", "محمد علوش", "الأنباء عن انسحاب الفصائل")),
        ("نفت قسد التقارير التي تحدثت عن انسحابها.", ("نفت", "قسد", "التقارير التي تحدثت عن انسحابها")),
        ('طالب ناشطون "جيش الإسلام" بالانسحاب.', ("طالب", "ناشطون", 'جيش الإسلام" بالانسحاب')),
        ("اتهم ناشطون هيئة تحرير الشام باعتقال مدنيين.", ("اتهم", "ناشطون", "هيئة تحرير الشام باعتقال مدنيين")),
        ("أعلنت وزارة الدفاع الأمريكية (البنتاغون) مقتل جندي.", ("أعلنت", "وزارة الدفاع الأمريكية", "مقتل جندي")),
        ('أعلنت "الجبهة الشامية" (فصيل معارض) انسحابها.', ("أعلنت", "الجبهة الشامية", "انسحابها")),
    ],
)
def test_clauses_keep_whom_or_what_is_spoken_of_apart_from_the_speaker(text: str, found: tuple[str, str, str]) -> None:
    assert told(text)[0] == found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("نفت قسد التقارير التي تحدثت عن انسحابها.", "التقارير"),
        ("انتقد الجيش الصحيفة التي قالت إن القصف مستمر.", "الصحيفة"),
        ("زار الوزير المنظمة التي أعلنت أن القصف مستمر.", "المنظمة"),
    ],
)
def test_clauses_about_another_are_not_of_the_subject_before(text: str, who: str) -> None:
    assert told(text)[-1][1] == who


def test_clauses_of_a_headline_told_again_have_their_own_places() -> None:
    text = "مصدر عسكري لرويترز: الجيش دخل المدينة\nنص آخر عن الطقس في البلاد.\nمصدر عسكري لرويترز: الجيش دخل المدينة\n"
    found = find(read(text))
    assert [a.source.of(text) for a in found if a.source] == ["مصدر عسكري"] * 2
    media = [hop.span for a in found for hop in a.chain if hop.role == "medium" and hop.span]
    assert [m.of(text) for m in media] == ["رويترز"] * 2
    assert all(a.source.start < m.start < a.content[0].start for a, m in zip(found, media, strict=True) if a.source)


@pytest.mark.parametrize("verb", ["تلقى", "وصل", "وقع", "ووزع"])
def test_clauses_that_begin_with_a_verb_of_news_are_nobodys_names(verb: str) -> None:
    words = read(f"{verb} الرئيس مرسوما أكد فيه").words
    assert verb_first(words, Span(0, 3))


@pytest.mark.parametrize("text", ["برعاية روسيا عقدت محادثات", "عقدت محادثات برعاية روسيا"])
def test_clauses_of_backers_tell_of_no_theatre(text: str) -> None:
    assert not Countries(read(text), ()).told


def test_clauses_may_begin_with_a_country_in_waw() -> None:
    assert [group for _, group, _ in Countries(read("واشنطن ترفض القرار"), ()).told] == ["usa"]
