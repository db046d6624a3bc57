import pytest

from features.article import Span
from features.speakers import Speaker, identify
from features.tenures import holds_at
from features.text import read
from features.wordings import Hit
from tests.features.conftest import entry


def who(source: str, published: str | None = None) -> Speaker:
    reading = read(source)
    return identify(reading, Span(0, len(reading.words)), published)


@pytest.mark.parametrize(
    ("source", "kind", "side"),
    [
        ("مصادر محلية", "anonymous", "none"),
        ("المرصد السوري لحقوق الإنسان", "monitor", "none"),
        ("وكالة سانا", "media", "syrian_gov"),
        ("وزير الخارجية الروسي سيرغي لافروف", "official", "russia"),
        ("المتحدث باسم قوات سوريا الديمقراطية", "armed_group", "sdf"),
        ("مصدر في قوات سوريا الديمقراطية", "anonymous", "sdf"),
        ("خبير عسكري فرنسي", "expert", "none"),
        ("موسكو", "official", "russia"),
        ("رجل من أهل الحارة", "civilian", "none"),
        ("ضيف من أهل الحارة", "other", "none"),
        ("السفيرة الأمريكية بالأمم المتحدة نيكي هيلي", "official", "us_coalition"),
        ("مسؤول في الأمم المتحدة", "igo", "un"),
        ("مجلس الأمن القومي التركي", "official", "turkey"),
        ("الداعية محمد عبد الملك الزغبي", "other", "none"),  # no king
        ("الملك عبد الله الثاني", "official", "gulf_arab"),
        ("اللواء محمد إبراهيم وزير الداخلية", "official", "none"),
        ("القائد الأعلى لقوات حلف شمال الأطلسي", "military", "us_coalition"),
        ("القائد العسكري السوري المعارض", "armed_group", "opposition"),
        ("الناطق الرسمي باسم الهيئة العليا للمفاوضات", "political", "opposition"),
        ("القيادي في حزب الشعب", "political", "none"),
        ("روسيا الحليف الرئيسي للأسد", "official", "russia"),
        ("مراقبون للشأن السياسي الفرنسي", "expert", "none"),
        ("العديد من الإيرانيين", "civilian", "none"),
        ("مصادر سورية", "anonymous", "none"),
        ("مصدر عسكري سوري", "anonymous", "syrian_gov"),
        ("الرئيس الأمريكي السابق باراك أوباما", "political", "us_coalition"),
        ("دبلوماسيون", "anonymous", "none"),
        ("بعض المسؤولين", "anonymous", "none"),
        ("مسؤولون فرنسيون", "official", "us_coalition"),  # of a state that is named
        ("ياسين وزير الصحة", "official", "none"),  # no plural
        ("أبو سعيد المصري", "other", "none"),  # a name
        ("وزير الخارجية المصري", "official", "gulf_arab"),
        ("الأسير المحرر من السجون الإسرائيلية", "civilian", "none"),
        ("خبير العلاقات الروسية", "expert", "none"),
        ("مشروع القرار الجزائري في مجلس الأمن", "official", "gulf_arab"),
        ("سعاد (40 عاما)", "civilian", "none"),
        ("سعاد (40 ليرة)", "other", "none"),
        ("القمة الإسلامية", "igo", "none"),
        ("مصدر محلي في محافظة نينوى العراقية", "anonymous", "none"),
        ("مصدر عراقي", "anonymous", "gulf_arab"),
        ("المركز المصري للحقوق الاقتصادية والاجتماعية", "monitor", "none"),
        ("سامر خليل رئيس حزب الشعب المصري", "political", "none"),  # a party speaks for no Arab government
        ("الفصائل الفلسطينية في سوريا", "armed_group", "none"),
        ("المرصد السوري المعارض", "monitor", "opposition"),
        ("تقرير صادر عن المركز المصري لحقوق الإنسان", "monitor", "none"),
        ("مسؤول سابق في الاستخبارات الأميركية", "expert", "us_coalition"),
        ("مصادر عراقية وسورية", "anonymous", "none"),  # of several nations
        ("المختص بالشؤون الروسية سامر خليل", "expert", "none"),
        ("إدارة حفظ السلام", "igo", "un"),
        ("فصائل من المعارضة السورية", "armed_group", "opposition"),  # the head says what it is
        ("قائد بالمعارضة السورية", "armed_group", "opposition"),
        ("رئيس القوات سمير جعجع", "political", "none"),  # a party's name
        ("المعارضون العلويون", "political", "opposition"),
        ("واشنطن بوست", "media", "none"),  # no government
        ("صحيفة معاريف العبرية", "media", "none"),
        ("المخابرات العسكرية الإسرائيلية", "military", "israel"),
        ("بيان للجيش", "military", "none"),  # no dual
        ("محمد البرادعي، المحلل السياسي", "expert", "none"),
        ("محمد البرادعي", "political", "none"),
        ("مسؤول مقرب من الوزير", "anonymous", "none"),
        ("منظمة دولية معنية بالدفاع عن حقوق الأطفال", "monitor", "none"),
        ("مصادر إعلامية سورية", "anonymous", "none"),
        ("حسابات مقربة من تحرير الشام", "anonymous", "hts"),
        ("مواقع مقربة من حزب الله", "media", "iran_axis"),
        ("اللاعب الروسي سالم خليل", "other", "none"),  # where a player is from
        ("مستخدمو مواقع التواصل الاجتماعي", "civilian", "none"),
        ("رئيس الحكومة السوري المنشق", "political", "opposition"),  # who has left the state
        ("المنسق العام لشؤون اللاجئين", "official", "none"),  # for whom his office is
        ("اللاجئين السوريين", "civilian", "none"),
    ],
)
def test_speakers_identify(source: str, kind: str, side: str) -> None:
    found = who(source)
    assert (found.type, found.side) == (kind, side)


def test_speakers_adjective_of_a_nation_behind_its_noun_is_no_surname() -> None:
    reading = read("الإعلان الروسي عن الهدنة")
    assert (identify(reading, Span(1, 2), None).type, identify(reading, Span(1, 2), None).side) == (
        "official",
        "russia",
    )


def test_speakers_time_bounds_decide() -> None:
    hit = Hit(0, 1, entry("hijab", "حجاب", since="2012-01-01", until="2012-08-06", kind="name"))
    assert [holds_at(hit, day) for day in (None, "2012-05-01", "2011-05-01", "2013-05-01")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("source", "kind", "side"),
    [
        ("داود أوغلو", "official", "turkey"),  # an office rather than none
        ("أبو محمد الجولاني", "armed_group", "hts"),  # not the government
        ("خلوصي أكار", "official", "turkey"),  # of two offices the later
    ],
)
def test_speakers_undated_have_the_likelier_office(source: str, kind: str, side: str) -> None:
    found = who(source)
    assert (found.type, found.side) == (kind, side)


def test_speakers_date_decides_before_likelihood() -> None:
    assert (who("داود أوغلو", "2019-01-01").type, who("أبو محمد الجولاني", "2025-01-01").side) == (
        "political",
        "syrian_gov",
    )


def test_speakers_status_for_the_chain() -> None:
    assert [who(s).status for s in ("وكالة سانا", "مصادر محلية", "ضيف من أهل الحارة")] == [
        "named",
        "anonymous",
        "unresolved",
    ]


def test_speakers_whom_a_source_is_against_or_watches_is_not_its_side() -> None:
    assert who("ناشطون متابعون لنشاط تنظيم الدولة").side == "none"
    assert who("القوات المحتشدة ضد تنظيم داعش").side != "is"


def test_speakers_ministers_for_the_displaced_are_officials() -> None:
    assert (who("وزيرة المهجرين اللبنانية").type, who("وزيرة المهجرين اللبنانية").side) == ("official", "gulf_arab")
    assert who("القيادة المركزية للجيش الحر").side == "opposition"
    assert who("القيادة المركزية").side == "us_coalition"


@pytest.mark.parametrize(
    ("source", "kind", "side"),
    [
        # whose opponents somebody is, he is not; the Syrian state's are the opposition's
        ("معارضو الرئيس التركي رجب طيب أردوغان", "political", "none"),
        ("معارضو النظام السوري", "political", "opposition"),
        ("منتقدو الرئيس بشار الأسد", "political", "opposition"),
        ("معارضون سوريون", "political", "opposition"),
        ("معارضو الداخل", "political", "opposition"),
        ("معارضو هيئة التنسيق", "political", "opposition"),
        ("معارضو حزب الله في لبنان وسوريا", "political", "none"),
        # who left an army
        ("عسكريون منشقون عن جيش النظام", "armed_group", "opposition"),
        # a minister whom an international body has too, and one of its own
        ("وزير الخارجية الإيطالي أنطونيو تاياني", "official", "us_coalition"),
        ("وزراء خارجية دول مجلس التعاون الخليجي", "official", "gulf_arab"),
        ("الأمين العام لمجلس التعاون الخليجي", "igo", "gulf_arab"),
        ("الوكيلة المساعدة للأمين العام للأمم المتحدة", "igo", "un"),
        # a programme that nobody broadcasts
        ("مديرة برنامج الاستجابة للأزمات بمنظمة العفو الدولية", "monitor", "none"),
        ("مراسل قناة الجزيرة", "media", "none"),
        ("رئيس قناة مقربة من جبهة النصرة", "media", "hts"),
        # kinds of unnamed and of learned people
        ("مرجع حكومي", "anonymous", "none"),
        ("علماء الآثار", "expert", "none"),
        ("المملكة", "official", "gulf_arab"),
        ("المملكة المتحدة", "official", "us_coalition"),
    ],
)
def test_speakers_by_the_words_around_whom_they_name(source: str, kind: str, side: str) -> None:
    found = who(source)
    assert (found.type, found.side) == (kind, side)
