"""Who a cue without a source goes on quoting: sentences of ours, one construction each."""

from dataclasses import replace
from typing import Any

import pytest

from features import attribution
from features.article import Span
from features.earlier import fuller
from features.text import read


def resolved(text: str) -> list[tuple[str, str | None]]:
    return [(a.cue.of(text), a.resolved.of(text) if a.resolved else None) for a in attribution.find(read(text))]


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        ("هاجم الرئيس التركي رجب طيب أردوغان نظيره، واصفا إياه بالإرهابي.", "واصفا", "الرئيس التركي رجب طيب أردوغان"),
        ("وركز الائتلاف السوري على الوضع في المدينة، واصفا الأوضاع بالمأساوية.", "واصفا", "الائتلاف السوري"),
        ("وزار وزير الخارجية المصري المخيم، وأكد أن المساعدات ستصل.", "وأكد", "وزير الخارجية المصري"),
    ],
)
def test_resolution_who_acts_in_a_sentence_speaks_in_it(text: str, cue: str, who: str) -> None:
    earlier = "وقالت وزارة الدفاع الروسية إن القصف توقف.\n"
    assert dict(resolved(earlier + text))[cue] == who


def test_resolution_goes_on_with_the_speaker_before_where_the_sentence_quotes_him() -> None:
    text = "وقال وزير الخارجية المصري إن القصف توقف، مؤكدا أن المساعدات ستصل."
    assert resolved(text)[-1] == ("مؤكدا", "وزير الخارجية المصري")


def test_resolution_source_is_whoever_spoke_before() -> None:
    text = "وقال مصدر أمني سوري إن القصف توقف.\nوغادر المصدر القاعة، مؤكدا أن المساعدات ستصل."
    assert dict(resolved(text))["مؤكدا"] == "مصدر أمني سوري"


def test_resolution_verb_must_agree_with_who_acts() -> None:
    text = "وقالت وزارة الدفاع الروسية إن القصف توقف.\nوغادر الوزير التركي القاعة، مؤكدة أن المساعدات ستصل."
    assert dict(resolved(text))["مؤكدة"] == "وزارة الدفاع الروسية"


def test_resolution_so_called_is_nobodys_word_but_the_outlets() -> None:
    text = "وقال الرئيس الروسي إن القصف توقف.\nودخل مقاتلون من ما يسمى جيش العشائر المدينة."
    (so_called,) = [a for a in attribution.find(read(text)) if a.cue.of(text) == "ما يسمى"]
    assert so_called.resolved is None and (so_called.source_type, so_called.source_side) == ("other", "none")
    text = text.replace("ما يسمى", "ما أسماه")
    assert dict(resolved(text))["ما أسماه"] == "الرئيس الروسي"


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        # a body is not who speaks for it, nor one it stands beside
        (
            "وقال المتحدث باسم وزارة الدفاع الروسية إيغور كوناشينكوف إن القصف توقف.\n"
            "وأكدت وزارة الدفاع الروسية ذلك، مشددة على أن الهدنة صامدة.",
            "مشددة",
            "وزارة الدفاع الروسية",
        ),
        # many speak, so not the one man who spoke last
        (
            "وقال ناشطون محليون إن القصف توقف.\nورد وزير الخارجية المصري بأن الوضع صعب.\nوطالبوا بفتح الطريق.",
            "وطالبوا",
            "ناشطون محليون",
        ),
        # who acts charges, not who tells of it
        (
            "وأفاد المرصد السوري بأن تنظيم داعش أعدم شابا بتهمة التجسس.",
            "بتهمة",
            "تنظيم داعش",
        ),
        # whose a statement is speaks in it
        (
            "وقال وزير الخارجية الأمريكي إنه قلق من تصريحات المرشد الأعلى علي خامنئي التي أكد فيها أن الحرب مستمرة.",
            "أكد",
            "المرشد الأعلى علي خامنئي",
        ),
    ],
)
def test_resolution_tells_bodies_and_people_apart(text: str, cue: str, who: str) -> None:
    assert dict(resolved(text))[cue] == who


def test_resolution_gives_the_titles_between_commas_too() -> None:
    text = (
        "شن الدكتور عصام العريان، نائب رئيس الحزب، هجوما على المعارضة.\nوقال العريان إن الوضع صعب.\nوأضاف أن الحل قريب."
    )
    assert dict(resolved(text))["وأضاف"] == "الدكتور عصام العريان، نائب رئيس الحزب"


def test_resolution_bare_noun_takes_side_and_kind_of_its_fuller_name() -> None:
    text = "ودخلت قوات سوريا الديمقراطية المدينة.\nوقالت القوات إن المعركة انتهت."
    (found,) = attribution.find(read(text))
    assert (found.source_type, found.source_side) == ("armed_group", "sdf")


def test_resolution_honorific_is_of_whom_it_stands_for() -> None:
    text = "قال وزير الخارجية القطري خالد العطية إن الاتفاق مهم. وأوضح معاليه أن الحل قريب."
    assert [(a.source_type, a.source_side) for a in attribution.find(read(text))] == [("official", "gulf_arab")] * 2


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("وقالت شرطة ديار بكر إن السوق أغلقت.", "official", "turkey"),
        ("وقالت وزارة الصحة في لبنان إن السوق أغلقت.", "official", "gulf_arab"),
        ("وقعت الهزة في العراق. وقالت وزارة الصحة إن السوق أغلقت.", "official", "gulf_arab"),
        ("وقعت الهزة في اليابان. وقالت وزارة الصحة إن السوق أغلقت.", "official", "none"),
        # not of the state whose man of the same office is named
        ("التقى وزير الخارجية نظيره الإيراني. وقال وزير الخارجية إن السوق أغلقت.", "official", "none"),
        ("زار الوفد إيران. وقال معالي وزير الخارجية إن السوق أغلقت.", "official", "gulf_arab"),
        # whose name was told with his state
        (
            "قال وزير الخارجية المصري سامر كامل الورد إنه ذاهب إلى إيران. وقال الوزير سامر الورد إن السوق أغلقت.",
            "official",
            "gulf_arab",
        ),
        ("وقعت الهزة في إيران. وقال التلفزيون الرسمي إن السوق أغلقت.", "media", "iran_axis"),
        ("وقعت الهزة في إيران. وقال تاجر إن السوق أغلقت.", "civilian", "none"),  # no office of state
        # whose statement it is, and who directs a service of state
        ("قالت الحكومة السورية إنها ترحب. وجاء في بيان الخارجية أن دمشق مستعدة.", "official", "syrian_gov"),
        ("اندلعت حرائق في سوريا. وقال مدير زراعة اللاذقية إن الفرق تعمل.", "official", "syrian_gov"),
    ],
)
def test_resolution_bodies_of_state_are_of_the_state_told_of(text: str, kind: str, side: str) -> None:
    found = attribution.find(read(text))[-1]
    assert (found.source_type, found.source_side) == (kind, side)


@pytest.mark.parametrize(
    ("ministry", "told", "kind"),
    [
        ("الروسية", "إن فرقاطة أصابت المواقع", "military"),
        ("التركية", "إن قواتها قصفت المواقع", "military"),
        ("الروسية", "إن الوفد وصل", "official"),
        ("السورية", "إن طائراتها قصفت المواقع", "military"),
        ("الأميركية", "إن طائراتها قصفت المواقع", "military"),
    ],
)
def test_resolution_defence_ministry_in_action(ministry: str, told: str, kind: str) -> None:
    (found,) = attribution.find(read(f"وقالت وزارة الدفاع {ministry} {told}."))
    assert found.source_type == kind


def test_resolution_defence_ministry_that_denies_is_official() -> None:
    (found,) = attribution.find(read("ونفت وزارة الدفاع الروسية قصف المستشفى."))
    assert found.source_type == "official"


def test_resolution_official_media_are_of_the_state_whose_man_they_relay() -> None:
    text = "اتهم الرئيس السوري باريس. ونقلت وسائل إعلام رسمية عن الأسد قوله إن فرنسا تدعم الإرهاب."
    found = next(a for a in attribution.find(read(text)) if a.cue.of(text) == "ونقلت")
    assert (found.source_type, found.source_side) == ("media", "syrian_gov")


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("وصل سامر الورد، الناطق باسم حزب الله، أمس. وقال الورد إن السوق أغلقت.", "armed_group", "iran_axis"),
        ("قال الورد إن السوق أغلقت. والورد (35 عاما) يقيم هنا.", "other", "none"),  # joined to another word
        ("كان سامر الورد (35 عاما) هنا. وقال الورد إن السوق أغلقت.", "civilian", "none"),
        (
            "أعلن وزير الدفاع الروسي الهدنة. وجاء في بيان نشرته قوات سوريا الديمقراطية أن السوق أغلقت.",
            "armed_group",
            "sdf",
        ),
        ("قالت الجامعة العربية إن السوق أغلقت. وجاء في نص القرار أن الحدود فتحت.", "igo", "gulf_arab"),
        ("قالت الجامعة العربية إن السوق أغلقت. وجاء في دراسة أن الحدود فتحت.", "expert", "none"),
        ("قال الجيش الروسي إن السوق أغلقت. وأضاف المصدر نفسه أن الحدود فتحت.", "military", "russia"),
        ("هاجم الجيش الإسرائيلي القرية. وقال المتحدث باسم الجيش إن الحدود فتحت.", "military", "israel"),
        ("قال الوزير الأردني سامر الورد إن السوق أغلقت. وقال إن بلاده ترفض الحرب.", "official", "gulf_arab"),
        # who asks not to be named, and who is named
        ("وقال دبلوماسي تركي رفض الإفصاح عن اسمه إن السوق أغلقت.", "anonymous", "turkey"),
        ("وقال وزير الخارجية التركي الذي رفض الإفصاح عن اسمه إن السوق أغلقت.", "official", "turkey"),
        ("وقال المسؤول الذي رفض الإفصاح عن اسمه إن السوق أغلقت.", "anonymous", "none"),
        # the same unnamed sources by their words, and others that only share a noun
        ("قال مصدر عسكري سوري إن السوق أغلقت. وقال المصدر العسكري إن الحدود فتحت.", "anonymous", "syrian_gov"),
        ("قال مصدر عسكري سوري إن السوق أغلقت. وذكر مصدر عسكري أن الحدود فتحت.", "anonymous", "syrian_gov"),
        ("قالت مصادر تركية إن السوق أغلقت. وذكرت مصادر ميدانية أن الحدود فتحت.", "anonymous", "none"),
        # the nearest title before a name, also behind a preposition
        (
            "التقى الوزير الروسي سيرغي لافروف برئيس الائتلاف الوطني السوري معاذ الورد. وأوضح الورد أن الحدود فتحت.",
            "political",
            "opposition",
        ),
    ],
)
def test_resolution_who_a_source_is_stands_elsewhere(text: str, kind: str, side: str) -> None:
    found = attribution.find(read(text))[-1]
    assert (found.source_type, found.source_side) == (kind, side)


BEFORE = "وقال وزير الخارجية المصري محمد سعيد إن القصف توقف.\n"


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        # people and counted people, where the cue asks for more than one
        ("وتظاهر اللاجئون في المخيم مطالبين بفتح الطريق.", "مطالبين", "اللاجئون"),
        ("وتظاهر نحو 300 لاجئ في المخيم مطالبين بفتح الطريق.", "مطالبين", "نحو 300 لاجئ في المخيم"),
        # behind a circumstance, an impersonal phrase, whose turn it is
        (
            "ومن جانبه زار الرئيس التركي رجب طيب أردوغان المدينة، مؤكدا أن الحل قريب.",
            "مؤكدا",
            "الرئيس التركي رجب طيب أردوغان",
        ),
        ("يذكر أن روسيا أطلقت عملياتها في البلاد بدعوى مكافحة الإرهاب.", "بدعوى", "روسيا"),
        # a later clause, where the first has another subject
        ("وتواردت أنباء عن إصابته، لكن إيران دخلت المدينة، مؤكدة أن الهدنة صامدة.", "مؤكدة", "إيران"),
        # whom somebody speaks of, where the cue denies that he speaks himself; but else he does
        ("وقال الوزير سعيد إن تركيا وقفت معهم وأكدت أن الهدنة صامدة.", "وأكدت", "تركيا"),
        ("وقال الوزير سعيد إن الجيش انسحب وأكد أن الهدنة صامدة.", "وأكد", "وزير الخارجية المصري محمد سعيد"),
        # the person who acts in the sentence before
        ("وعزى الرئيس التركي رجب طيب أردوغان الضحايا.\nوأكد أن الحل قريب.", "وأكد", "الرئيس التركي رجب طيب أردوغان"),
        # but who goes on, goes on
        ("وعزى الرئيس التركي رجب طيب أردوغان الضحايا.\nوأضاف أن الحل قريب.", "وأضاف", "وزير الخارجية المصري محمد سعيد"),
        # himself
        ("وقال وزير الدفاع الأمريكي إنه يتوقع أن تصمد الهدنة.", "يتوقع أن", "وزير الدفاع الأمريكي"),
        ("وقال وزير الدفاع الأمريكي إن الحل قريب، ويتوقع أن تصمد الهدنة.", "ويتوقع أن", None),
        # whose pronoun it is
        ("وقالت تركيا إن الجيش السوري انسحب على حد قولها.", "على حد قولها", "تركيا"),
    ],
)
def test_resolution_subject_of_the_clause_speaks_before_whoever_spoke_last(
    text: str, cue: str, who: str | None
) -> None:
    assert dict(resolved(BEFORE + text)).get(cue) == who


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        ("وفي كلمة الخطيب جاء فيها أن الطريق مغلق.", "جاء فيها", "الخطيب"),
        ("وفي بيان نشرته المنظمة، أمس، قالت فيه إن الطريق مغلق.", "قالت", "المنظمة"),
        ("وأمضى الشاب عامين في سجون الاحتلال الإسرائيلي بتهمة التجسس.", "بتهمة", "الاحتلال الإسرائيلي"),
        ("وفتح القضاء تحقيقا بحق الشاب بتهمة التجسس.", "بتهمة", "القضاء"),
        ("وأفاد المرصد السوري بأن تنظيم داعش جلد شابا لاتهامه بالتجسس.", "لاتهامه", "تنظيم داعش"),
        ("وأفاد المرصد السوري بأن تنظيم داعش جلد شابا بعد اتهامه بالتجسس.", "اتهامه", "تنظيم داعش"),
        # within the words for who speaks, whom no actor is then
        ("وقال الناشط سالم المعتقل في سجون النظام بتهمة التجسس إن الحل قريب.", "بتهمة", "النظام"),
    ],
)
def test_resolution_statements_are_their_issuers_and_charges_the_authorities(text: str, cue: str, who: str) -> None:
    assert dict(resolved(BEFORE + text))[cue] == who


@pytest.mark.parametrize(
    ("earlier", "short", "who"),
    [
        ("والتقى سفير مصر الدائم عمرو أبوالعز الوفد.", "وقال أبو العز", "سفير مصر الدائم عمرو أبوالعز"),
        (
            "ووصل وزير الخارجية الألماني فرانك شتاينر إلى القاهرة.",
            "وقال وزير الخارجية الألماني",
            "وزير الخارجية الألماني فرانك شتاينر",
        ),
        ("وأشار المرصد السوري لحقوق الإنسان إلى القصف.", "وقال المرصد السوري", "المرصد السوري لحقوق الإنسان"),
        # a title's adjective is nobody's name
        ("ووصل المبعوث الأممي العربي المشترك إلى القاهرة.", "وقال العربي", "العربي"),
        # a person who stands behind a body is not it
        (
            "وقال المتحدث باسم وزارة الدفاع الروسية إيغور بلوف إن الطريق مغلق.",
            "وقالت وزارة الدفاع الروسية",
            "وزارة الدفاع الروسية",
        ),
        # the last of several
        ("واجتمع وزير الخارجية الأمريكي جون كيري و معاذ الخطيب في روما.", "وقال الخطيب", "معاذ الخطيب"),
    ],
)
def test_resolution_gives_the_fullest_earlier_name_of_the_same_one(earlier: str, short: str, who: str) -> None:
    text = f"{earlier}\n{short} إن القصف توقف.\nوأضاف أن الحل قريب."
    feminine = f"{earlier}\n{short} إن القصف توقف.\nوأضافت أن الحل قريب."
    assert resolved(feminine if short.startswith("وقالت") else text)[-1][1] == who


def test_resolution_of_equal_names_takes_the_one_in_its_sentence() -> None:
    text = "وقالت تركيا إن القصف توقف.\nوقالت تركيا إن الهدنة صامدة، مؤكدة أن الحل قريب."
    found = attribution.find(read(text))[-1]
    assert found.resolved is not None and found.resolved.start == text.rindex("تركيا")


def test_resolution_ministry_is_shown_by_its_whole_name() -> None:
    text = "وجهت وزارة خارجية النظام رسالتين.\nوقالت الخارجية في بيان إن القصف توقف. وأضافت أن المساعدات ستصل."
    assert dict(resolved(text))["وأضافت"] == "وزارة خارجية النظام"
    assert dict(resolved(text.replace("وجهت وزارة خارجية النظام رسالتين.\n", "")))["وأضافت"] == "الخارجية"


def test_resolution_of_equal_names_the_nearest_is_shown() -> None:
    text = "قال المرصد السوري إن القصف توقف.\nوقال المرصد السوري إن طفلا قتل. وأضاف أن المساعدات ستصل."
    last = attribution.find(read(text))[-1].resolved
    assert last is not None and last.start == text.rindex("المرصد السوري")


def test_resolution_sources_mean_those_told_of_first() -> None:
    text = "أفادت مصادر الميادين باستهداف شاحنات إيرانية. وأوضحت المصادر أن شاحنة أصيبت."
    assert [a.source_side for a in attribution.find(read(text))] == ["none", "none"]


@pytest.mark.parametrize(
    ("earlier", "speaks", "who"),
    [
        # an office, with a nation or a name behind it
        ("ووصل وزير الدفاع التركي نور خليل إلى حلب.", "وقال الوزير التركي", "وزير الدفاع التركي نور خليل"),
        ("ووصل وزير الدفاع التركي نور خليل إلى حلب.", "وقال الوزير خليل", "وزير الدفاع التركي نور خليل"),
        # what else ends with the nation is another
        ("واجتمع مجلس الأمن القومي الروسي أمس.", "وقال الرئيس الروسي", "الرئيس الروسي"),
        ("وتديرها الدولة في تركيا منذ عام.", "وقالت تركيا", "تركيا"),
        # what takes up whoever was named before
        ("وقال أحد المحاصرين في البلدة إن الجوع شديد.", "وقال المصدر", "أحد المحاصرين في البلدة"),
        ("وذكرت نيويورك تايمز أن الحل بعيد.", "وقالت الصحيفة", "نيويورك تايمز"),
        # documents and courts take up nobody
        ("وقال ناشط إن الجوع شديد.", "وقال البيان", "البيان"),
        # names of one body
        ("وذكرت وكالة الأنباء السورية أن القصف توقف.", "وقالت سانا", "وكالة الأنباء السورية"),
    ],
)
def test_resolution_shows_the_earlier_name_of_what_a_short_one_takes_up(earlier: str, speaks: str, who: str) -> None:
    adds = "وأضافت" if speaks.startswith("وقالت") else "وأضاف"
    assert resolved(earlier + f" {speaks} إن الطريق مغلق. {adds} أن الحل قريب.")[-1][1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # the office without its holder, of the same nation however it is spelt
        (
            "وقال المتحدث باسم وزارة الخارجية الإيرانية رامين مهمان إن القصف توقف.\n"
            "وذكر المتحدث الإيراني أن الهدنة صامدة، مشيرا إلى أن الحل قريب.",
            "المتحدث باسم وزارة الخارجية الإيرانية رامين مهمان",
        ),
        (
            "وقال الرئيس الأميركي باراك أوباما إن القصف توقف.\nوقال الرئيس الأمريكي إن الهدنة صامدة، مؤكدا أن الحل قريب.",
            "الرئيس الأميركي باراك أوباما",
        ),
        # an unnamed one who was told in full
        (
            "وأعلن مسؤول رفيع في وزارة الدفاع الأميركية أن القصف توقف.\nوأوضح المسؤول الأميركي أن الهدنة صامدة.\n"
            "وأشار إلى أن الحل قريب.",
            "مسؤول رفيع في وزارة الدفاع الأميركية",
        ),
        # another office, another nation
        (
            "وقال وزير الخارجية الإيراني جواد ظريف إن القصف توقف.\nوقال السفير الإيراني إن الهدنة صامدة.\nوأضاف أن الحل قريب.",
            "السفير الإيراني",
        ),
        (
            "وقال المتحدث باسم وزارة الخارجية الإيرانية رامين مهمان إن القصف توقف.\n"
            "وذكر المتحدث الروسي أن الهدنة صامدة، مشيرا إلى أن الحل قريب.",
            "المتحدث الروسي",
        ),
        # a document by who issued it
        (
            "وفي تقرير أصدرته المفوضية صباح أمس قالت المفوضية إن القصف توقف.\n"
            "وأضاف التقرير أن الهدنة صامدة، مشيرا إلى أن الحل قريب.",
            "تقرير أصدرته المفوضية",
        ),
        # a foreign surname spelt otherwise
        (
            "وقال الخبير دميتري بيليك إن القصف توقف.\nونوه بليلك إلى أن الهدنة صامدة، مؤكدا أن الحل قريب.",
            "الخبير دميتري بيليك",
        ),
        # the envoy to a nation, a newcomer, a longer surname, people in the plural, and the last document are others
        (
            "وقال السفير الأميركي لدى روسيا مايكل ماكفول إن القصف توقف.\n"
            "وقال السفير الروسي إن الهدنة صامدة، مشيرا إلى أن الحل بعيد.",
            "السفير الروسي",
        ),
        (
            "وقال الخبير العسكري الأردني فايز الدويري إن القصف توقف.\nوقال خبير أردني إن الهدنة صامدة.\nوأضاف أن الحل بعيد.",
            "خبير أردني",
        ),
        (
            "وقال الخبير نيكولاي بوتينكو إن القصف توقف.\nوقال بوتين إن الهدنة صامدة، مؤكدا أن الحل بعيد.",
            "بوتين",
        ),
        ("والتقى الوزير سالم حلبيين.\nوقال حلبيون إن القصف توقف، مؤكدين أن الحل قريب.", "حلبيون"),
        (
            "وفي بيان أصدرته المعارضة.\nوأصدر التحالف بيانا جديدا.\nوجاء في البيان أن القصف توقف، مشيرا إلى أن الحل قريب.",
            "البيان",
        ),
        # some whom nobody names
        ("وقال وزير الدفاع إن القصف توقف.\nوهناك من يعتقد أن الهدنة لن تصمد.", None),
    ],
)
def test_resolution_knows_who_is_told_again_in_other_words(text: str, who: str | None) -> None:
    assert resolved(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # behind a title with a preposition joined to it
        (
            "وقدمت الدول خطة لوزير الخارجية الأميركي جون كيري.\nوأعلن كيري أن الهدنة صامدة، مشيرا إلى أن الحل قريب.",
            "وزير الخارجية الأميركي جون كيري",
        ),
        (
            "وقالت دول الخليج لوزير الخارجية القطري خالد العطية أمس إن القصف توقف.\nوأعلن العطية أن الهدنة صامدة.\n"
            "وأضاف أن الحل قريب.",
            "وزير الخارجية القطري خالد العطية",
        ),
        (
            "وسلم الوفد الرسالة لرئيس الوزراء سالم القرشي.\nوأعلن القرشي أن الهدنة صامدة.\nوأضاف أن الحل قريب.",
            "رئيس الوزراء سالم القرشي",
        ),
        # a name of عبد, which is no adjective's noun
        (
            "ووصل رئيس الوزراء المكلف عبد الله النسور إلى القاهرة.\nوقال النسور إن القصف توقف.\nوأضاف أن الحل قريب.",
            "رئيس الوزراء المكلف عبد الله النسور",
        ),
        # an age is no part of a fuller name
        (
            "ووصل رئيس الوزراء اللبناني سعد الحريري إلى القاهرة.\nوقال الحريري (47 عاما) إن القصف توقف.\nوأضاف أن الحل قريب.",
            "رئيس الوزراء اللبناني سعد الحريري",
        ),
        # whose title is told again before his surname, and his offices behind a comma
        (
            "أكد أحمد سالم قطان، سفير الأردن والمندوب الدائم لبلاده، أن القصف توقف.\nوانتقد قطان الحرب.\n"
            "وقال السفير قطان إن السوق أغلقت.\nوأضاف أن الحل قريب.",
            "أحمد سالم قطان، سفير الأردن والمندوب الدائم لبلاده",
        ),
        (
            "وذكرت مصادر أمنية أن القصف توقف.\nوقالت هذه المصادر إن السوق أغلقت.\nوأوضحت أن الحل قريب.",
            "مصادر أمنية",
        ),
        # whom somebody speaks for is another
        (
            "ووصل سامر الورد إلى القاهرة.\nوقالت متحدثة باسم الورد إن القصف توقف.\nوأضافت أن الحل قريب.",
            "متحدثة باسم الورد",
        ),
        # but nobody behind a place with one
        (
            "ووصل الرئيس الروسي فلاديمير بوتين إلى القاهرة.\nوعادت لسوريا من القتال وجاء بوتين.\n"
            "وقال بوتين إن القصف توقف، مؤكدا أن الحل قريب.",
            "الرئيس الروسي فلاديمير بوتين",
        ),
    ],
)
def test_resolution_finds_the_fullest_name_where_it_was_told(text: str, who: str) -> None:
    found = resolved(text)[-1][1]
    assert found is not None and found.removeprefix("ل") == who


class Counted(list[int]):
    """Numbers that count how often one of them is asked for."""

    asked = 0

    def __getitem__(self, i: Any) -> Any:
        self.asked += 1
        return super().__getitem__(i)


def test_resolution_looks_for_a_misspelt_surname_no_farther_back_in_a_longer_text() -> None:
    asked = list[int]()
    for sentences in (500, 2000):
        reading = read("وصل الرجل إلى البيت.\n" * sentences + "وقال بليلك إن القصف توقف.")
        at = next(i for i in range(len(reading.words)) if reading.words.word(i) == "بليلك")
        kinds = Counted(reading.words.kinds)
        fuller(replace(reading, words=replace(reading.words, kinds=kinds)), Span(at, at + 1))
        asked.append(kinds.asked)
    assert 0 < asked[0] == asked[1]
