"""Bodies, leaders and those who take part: where their names end, what kind they are, and what is theirs."""

import pytest

from features.attribution import find
from features.text import read
from tests.features.sayings import named, shown, told


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "أعلنت رئيسة «اتحاد جمعيات الصحافيين الإسبان» يوم الثلاثاء أن ثلاثة فقدوا.",
            "رئيسة «اتحاد جمعيات الصحافيين الإسبان»",
            "ثلاثة فقدوا",
        ),
        (
            "وأكد مسؤول عسكري رفيع المستوى في التحالف الدولي مقتل القيادي.",
            "مسؤول عسكري رفيع المستوى في التحالف الدولي",
            "مقتل القيادي",
        ),
        (
            "وأعلنت العلاقات العامة لحرس الثورة استشهاد أربعة مستشارين.",
            "العلاقات العامة لحرس الثورة",
            "استشهاد أربعة مستشارين",
        ),
        ("وأكدت الحكومة بشكل واضح أن الاتفاق لن ينفذ.", "الحكومة", "الاتفاق لن ينفذ"),
        ("ودعا العلماء المشاركون في المؤتمر إلى وقف الحرب.", "العلماء المشاركون في المؤتمر", "وقف الحرب"),
        (
            "طالب المهجرون المقيمون في مخيمات الشمال بتحسين الخدمات.",
            "المهجرون المقيمون في مخيمات الشمال",
            "بتحسين الخدمات",
        ),
        (
            "أعرب مركز سواسية لحقوق الإنسان ومناهضة التمييز عن ترحيبه بالقرار.",
            "مركز سواسية لحقوق الإنسان ومناهضة التمييز",
            "ترحيبه بالقرار",
        ),
        (
            "حث بان كي مون الأمين العام للأمم المتحدة الأطراف على وقف العنف.",
            "بان كي مون الأمين العام للأمم المتحدة",
            "الأطراف على وقف العنف",
        ),
        ("حذرت مؤسسة بريطانية من احتمال استهداف البطولة.", "مؤسسة بريطانية", "احتمال استهداف البطولة"),
        ("وألقى الناشطون باللوم على ميليشيات موالية للنظام.", "الناشطون", "باللوم على ميليشيات موالية للنظام"),
        ("وتهدد أنقرة بشن عملية عسكرية.", "أنقرة", "بشن عملية عسكرية"),
    ],
)
def test_clauses_tell_where_the_name_of_a_body_ends(text: str, source: str, content: str) -> None:
    assert [(who, what) for _, who, what in told(text)] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "وألقت الشرطة القبض على مسؤولين في البلدة.",
        "ستحدث الزيارة نقلة نوعية في العلاقات بين البلدين.",
        "وتهدد المجاعة بموت الآلاف في المدينة.",
        "العقوبات الجديدة تهدد روسيا بالعزلة.",
        "ألقى الأمين العام كلمة عن مسؤولية الدول.",
    ],
)
def test_clauses_report_nothing_that_is_thrown_brought_about_or_a_danger(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("طالب سعد الحريري الأمين العام لحزب الله بسحب قواته.", "سعد الحريري", "الأمين العام لحزب الله بسحب قواته"),
        ("اتهم نتنياهو الأمين العام للأمم المتحدة بالانحياز.", "نتنياهو", "الأمين العام للأمم المتحدة بالانحياز"),
        (
            "دعا الأمين العام المشاركين في الاجتماع إلى دعم اللاجئين.",
            "الأمين العام",
            "المشاركين في الاجتماع إلى دعم اللاجئين",
        ),
        ("وطالب التحالف المقيمين في الرقة بالخروج.", "التحالف", "المقيمين في الرقة بالخروج"),
        ("وأكد رجال الدين المشاركين في المظاهرات على وجوب الخروج.", "رجال الدين المشاركين في المظاهرات", "وجوب الخروج"),
        ("دعت منظمة العفو الدولية لحماية المدنيين في إدلب.", "منظمة العفو الدولية", "لحماية المدنيين في إدلب"),
        ("وأضاف نائب «الحكومة فاشلة ويجب أن ترحل».", "نائب", "الحكومة فاشلة ويجب أن ترحل"),
    ],
)
def test_clauses_leave_whom_somebody_calls_upon_his_own(text: str, source: str, content: str) -> None:
    assert [(who, what) for _, who, what in told(text)] == [(source, content)]


def test_clauses_go_by_a_plan_and_not_by_whoever_spoke() -> None:
    text = "أكد المبعوث الأممي أن الانتخابات ستجري وفقا له."
    assert [cue for cue, _, _ in told(text)] == ["أكد"]


def test_clauses_take_who_receives_something_for_no_accuser() -> None:
    text = 'وقال سوتومايور عندما تلقى الخبر: "كنت سعيدا للغاية واحتفلت مع بعض الأصدقاء".'
    assert [(cue, who) for cue, who, _ in told(text)] == [("وقال", "سوتومايور")]


def test_clauses_refer_back_by_a_pronoun_behind_according() -> None:
    text = "قال الوزير إن الخطة جاهزة. وستبدأ الأعمال غدا، وفقا له."
    assert told(text)[1:] == [("وفقا له", "الوزير", "وستبدأ الأعمال غدا")]


@pytest.mark.parametrize(("behind", "whom"), [("وفقا له", "الوزير"), ("وفقا لها", "المنظمة")])
def test_clauses_refer_back_to_whom_the_pronoun_behind_according_agrees_with(behind: str, whom: str) -> None:
    for first, last in (("قال الوزير", "وقالت المنظمة"), ("قالت المنظمة", "وقال الوزير")):
        text = f"{first} إن الخطة جاهزة. {last} إن المطار مغلق. وستبدأ الأعمال غدا، {behind}."
        assert told(text)[2:] == [(behind, whom, "وستبدأ الأعمال غدا")]


@pytest.mark.parametrize(
    ("leaders", "kind"),
    [
        ("القادة الأمريكيون", ("official", "us_coalition")),
        ("قادة الجيش الإسرائيلي", ("military", "israel")),
        ("قادة عسكريون", ("military", "none")),
        ("قادة ميدانيون في الجيش الحر", ("armed_group", "opposition")),
        ("قادة النصرة", ("armed_group", "hts")),
        ("قادة المعارضة", ("political", "opposition")),
        ("قادة حماس", ("political", "none")),
    ],
)
def test_clauses_take_leaders_for_what_they_lead(leaders: str, kind: tuple[str, str]) -> None:
    text = f"قال {leaders} إن الحرب ستطول."
    (one,) = find(read(text))
    assert (shown(one, text), (one.source_type, one.source_side)) == (leaders, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال فريد علي، الرئيس السابق لمعهد كارنيغي، إن الأمية كثيرة.", "expert"),
        ("قال فريد علي، الرئيس السابق للحكومة، إن الأمية كثيرة.", "political"),
        ("وقال الصليب الأحمر اللبناني إن الجرحى كثيرون.", "other"),
        ("وقالت اللجنة الدولية للصليب الأحمر إن الجرحى كثيرون.", "igo"),
        ("وأعلن الجانب الحكومي أن الاتفاق نفذ.", "official"),
    ],
)
def test_clauses_take_bodies_for_what_they_are(text: str, kind: str) -> None:
    assert [one.source_type for one in find(read(text))] == [kind]


def test_clauses_name_iran_beside_hezbollah_and_no_syrian_raids() -> None:
    assert [w for w, _, _, _ in named("وعلى رأسهم إيران وحزب الله.")] == ["إيران", "حزب الله"]
    assert named("قال الوزير إن إيران والصين دولتان.") == []
    assert named("تجددت الغارات السورية على مواقع في إدلب.") == []


def test_clauses_show_a_body_by_the_whole_of_its_name() -> None:
    text = (
        "المقاومة الإسلامية في العراق تستهدف قاعدة التنف."
        " وتبنت المقاومة الإسلامية، في بيان، الهجوم، مؤكدة أنه يأتي ردا على المجازر."
    )
    assert [who for cue, who, _ in told(text) if cue == "مؤكدة"] == ["المقاومة الإسلامية في العراق"]


def test_clauses_name_states_that_deploy_and_train() -> None:
    assert [(w, r) for w, r, _, _ in named("وسحبت روسيا بعض قواتها من سوريا.")] == [("روسيا", "RUSSIA")]
    trained = named("وتعرضت القوات التي دربتها الولايات المتحدة في سوريا لنيران.")
    assert ("الولايات المتحدة", "COALITION_US") in [(w, r) for w, r, _, _ in trained]
    for text in (
        "وأكدت الولايات المتحدة موقفها من المفاوضات في سوريا.",
        "سحبت روسيا مشروع قرارها بشأن سوريا.",
        "استقدمت إيران زوارا إلى السيدة زينب.",
    ):
        assert named(text) == []


def test_clauses_name_control_that_is_regained_and_not_the_regaining() -> None:
    text = "تمكن الجيش السوري من استعادة السيطرة على المدينة، ثم استعاد بلدة خناصر."
    assert [w for w, r, _, _ in named(text) if r == "TAKING"] == ["السيطرة", "استعاد"]


def test_clauses_take_an_opposition_that_advances_for_armed() -> None:
    assert [r for _, r, _, _ in named("المعارضة تتقدم غرب حلب وتقصف المطار.")] == ["OPPOSITION_ARMED"]
    for text in ("طالبت المعارضة السورية في بيان بانتخابات.", "المعارضة السورية تتقدم بشكوى إلى مجلس الأمن."):
        assert "OPPOSITION_ARMED" not in [r for _, r, _, _ in named(text)]
