"""What belongs to a name beside it."""

import pytest

from seeds.lexicon import load
from tests.features.sayings import mentions


def told(text: str) -> list[tuple[str, str, int, str]]:
    return [(m.words, m.referent, m.valence, m.framing) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحبت شراذم قسد.", ("شراذم قسد", "SDF", -1, "delegitimising")),
        ("انسحبت قسد العميلة الطائفية.", ("قسد العميلة الطائفية", "SDF", -1, "delegitimising")),
        ("دخل الجيش السوري المظفر.", ("الجيش السوري المظفر", "SYRIAN_ARMY", 1, "legitimising")),
        ("انسحب الجيش السوري.", ("الجيش السوري", "SYRIAN_ARMY", 0, "plain")),
        ("قاتل إرهابيون تكفيريون في حلب بسوريا.", ("إرهابيون تكفيريون", "OPPOSITION_ARMED", -1, "delegitimising")),
        ("انتشر جيش نظام بشار الأسد.", ("جيش نظام بشار الأسد", "SYRIAN_ARMY", -1, "plain")),
        ("تقدمت وحدات الجيش السوري.", ("الجيش السوري", "SYRIAN_ARMY", 0, "plain")),
        (
            "قاتلت الفصائل الإسلامية والمقاتلة في حلب بسوريا.",
            ("الفصائل الإسلامية والمقاتلة", "OPPOSITION_ARMED", 0, "plain"),
        ),
        ("قاتلت فصائل إسلامية مقاتلة في حلب بسوريا.", ("فصائل إسلامية مقاتلة", "OPPOSITION_ARMED", 0, "plain")),
        ("انسحب المقاتلون الأكراد السوريون.", ("المقاتلون الأكراد السوريون", "SDF", 0, "plain")),
        (
            "زار وفد هيئة الائتلاف الوطني السوري المنتخبة.",
            ("الائتلاف الوطني السوري", "OPPOSITION_POLITICAL", 0, "plain"),
        ),
        ('هاجمت كتيبة "أحرار النهر" حاجزا في سوريا.', ('كتيبة "أحرار النهر"', "OPPOSITION_ARMED", 0, "plain")),
        ("وصلت وبعصابات هيئة تحرير الشام.", ("عصابات هيئة تحرير الشام", "NUSRA_HTS", -1, "delegitimising")),
    ],
)
def test_modifiers_unseen_combinations_are_found(text: str, expected: tuple[str, str, int, str]) -> None:
    assert told(text) == [expected]


def test_modifiers_hostile_outweighs_friendly() -> None:
    assert told("هاجم أبطال داعش القرية.")[0][:3] == ("أبطال داعش", "IS", -1)


def test_modifiers_heads_arm_a_state_and_an_opposition() -> None:
    assert told("قصفت مدفعية النظام السوري البلدة.") == [("مدفعية النظام السوري", "SYRIAN_ARMY", -1, "plain")]
    assert told("هاجم مقاتلو المعارضة السورية البلدة.")[0][:2] == ("مقاتلو المعارضة السورية", "OPPOSITION_ARMED")


def test_modifiers_persons_are_no_part_of_an_armed_groups_name() -> None:
    assert told("قتل مقاتلو تنظيم داعش شيخا.")[0][0] == "تنظيم داعش"


def test_modifiers_tails_are_cut_off() -> None:
    assert told("قصف التحالف الدولي بقيادة واشنطن البلدة.")[0][0] == "التحالف الدولي"
    assert (
        told("قصف التحالف بقيادة واشنطن البلدة في سوريا.")[0][0] == "التحالف بقيادة واشنطن"
    )  # alone it says too little
    assert told("يستمر الصراع الدائر في سوريا.") == [("الصراع", "CONFLICT", 0, "plain")]


def test_modifiers_do_not_cross_marks_or_swallow_the_next_name() -> None:
    assert told("انسحبت قسد، الإرهابية قتلت.")[0][0] == "قسد"
    assert [t[0] for t in told("استهدف تنظيم داعش الجيش السوري.")] == ["تنظيم داعش", "الجيش السوري"]


def test_modifiers_occupying_army_is_no_taking() -> None:
    assert told("انسحب الجيش التركي المحتل.") == [("الجيش التركي المحتل", "TURKEY", -1, "delegitimising")]
    assert told("في الجولان المحتل.") == [("المحتل", "TAKING", -1, "delegitimising")]


def test_modifiers_short_form_in_brackets_is_one_naming() -> None:
    text = "قالت قوات سوريا الديمقراطية (قسد) إن قسد تقدمت."
    assert [t[0] for t in told(text)] == ["قوات سوريا الديمقراطية (قسد)", "قسد"]
    assert told("أعلنت وحدات حماية الشعب YPG ذلك.")[0][0] == "وحدات حماية الشعب YPG"


def test_modifiers_short_form_that_nobody_listed_is_known_from_the_text() -> None:
    text = "أعلنت قوات سوريا الديمقراطية (سدق) هجوما. وقالت سدق إنها تقدمت، ثم انسحبت بسدق."
    assert [t[:2] for t in told(text)][1:] == [("سدق", "SDF"), ("سدق", "SDF")]
    assert len(told(text.replace("(سدق)", "سدق"))) == 1


def test_modifiers_words_of_every_row_go_with_known_referents() -> None:
    referents = set(load("names").groups)
    for entry in load("modifiers"):
        assert set(entry.traits["of"].split()) <= referents, entry.id
        assert entry.traits["turns"] in ("", "armed"), entry.id


def test_modifiers_names_by_which_others_are_told_count_as_well() -> None:
    loyal = told("تحاصر قوات موالية للرئيس السوري بشار الأسد الغوطة في سوريا.")
    inner = ("للرئيس السوري بشار الأسد", "SYRIAN_STATE", 1)
    assert [t[:3] for t in loyal] == [("قوات موالية للرئيس السوري بشار الأسد", "SYRIAN_ARMY", 0), inner]
    assert [t[0] for t in told("ساندت باريس معارضي الأسد في سوريا.")] == ["معارضي الأسد", "الأسد"]


def test_modifiers_gunmen_is_mildly_hostile() -> None:
    assert told("هاجم مسلحو جبهة النصرة القرية.")[0][:3] == ("مسلحو جبهة النصرة", "NUSRA_HTS", -1)


def test_modifiers_joined_adjective_of_another_nation_is_no_part() -> None:
    assert told("انسحبت القوات الكردية والعراقية.")[0][0] == "القوات الكردية"
    assert told("انسحبت الفصائل الإسلامية والمعارضة في حلب بسوريا.")[0][0] == "الفصائل الإسلامية"


def test_modifiers_feminine_belongs_to_no_party() -> None:
    assert told("ورصدت عملية حزب الله المزعومة في سوريا.")[0][:3] == ("حزب الله", "IRAN_AXIS", 0)
    assert told("ورصدت جماعة حزب الله اللبنانية في سوريا.")[0][0] == "جماعة حزب الله اللبنانية"


def test_modifiers_forces_loyal_to_a_side_are_its_own() -> None:
    text = "تقدمت القوات المؤيدة للحكومة في حلب وحمص بسوريا."
    assert [t[:3] for t in told(text)] == [("القوات المؤيدة للحكومة", "SYRIAN_ARMY", 0)]  # a body is not named as well
    assert told("قصف الطيران التابع للنظام السوري البلدة.")[0][:3] == (
        "الطيران التابع للنظام السوري",
        "SYRIAN_ARMY",
        -1,
    )


def test_modifiers_forces_of_another_country_are_its_own_whoever_they_are_loyal_to() -> None:
    assert told("قصفت القوات الروسية الموالية للنظام حلب وحمص.")[0][:2] == ("القوات الروسية", "RUSSIA")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("القوات السورية الموالية للرئيس بشار الأسد", ("SYRIAN_ARMY", 0)),
        ("مسلحين آخرين موالين للنظام", ("SYRIAN_ARMY", -1)),
        ("الميليشيات الموالية للحكومة السورية", ("SYRIAN_ARMY", -1)),
        ("كتائب تابعة للائتلاف الوطني", ("OPPOSITION_ARMED", 0)),
        ("المناهضين للنظام", ("OPPOSITION_POLITICAL", 0)),
    ],
)
def test_modifiers_bands_and_opponents_are_named_by_whom_they_serve_or_oppose(
    text: str, expected: tuple[str, int]
) -> None:
    named = told(f"تحدث المراسل عن {text} قرب حلب وحمص في سوريا.")[0]
    assert (named[0], named[1:3]) == (text, expected)


def test_modifiers_band_with_no_bond_or_another_definiteness_is_none() -> None:
    assert told("وصلت قوات الموالية للنظام إلى حلب في سوريا.")[0][0] == "للنظام"
    assert told("وصلت قوات قريبة للنظام إلى حلب في سوريا.")[0][0] == "للنظام"


def test_modifiers_adjectives_of_countries_share_a_noun() -> None:
    text = "قصفت القوات الإيرانية والروسية والتركية المدينة، وندد بالعدوان الأميركي والإسرائيلي."
    expected = [("القوات الإيرانية", "IRAN_AXIS", 0), ("الروسية", "RUSSIA", 0), ("التركية", "TURKEY", 0)]
    shared = [t[:3] for t in told(text)]
    assert shared[:3] == expected
    assert shared[3:] == [("العدوان الأميركي", "COALITION_US", -1), ("الإسرائيلي", "ISRAEL", -1)]
    assert len(told("قصفت القوات الروسية، والتركية غادرت.")) == 1  # a mark parts them
    assert len(told("تحدث النظام الإيراني والتركي.")) == 1  # no force


def test_modifiers_adjectives_joined_by_a_dash_share_a_noun() -> None:
    text = "قصفت الطائرات الروسية - السورية بلدات في ريف إدلب."
    assert [(words, referent) for words, referent, _, _ in told(text)] == [
        ("الطائرات الروسية", "RUSSIA"),
        ("السورية", "SYRIAN_ARMY"),
    ]
    assert [words for words, _, _, _ in told("وصلت الطائرات الروسية، السورية تغادر غدا.")] == ["الطائرات الروسية"]


def test_modifiers_reminder_of_an_old_name_is_left_out() -> None:
    text = "انسحبت هيئة تحرير الشام (جبهة النصرة سابقا) من القرية."
    assert [words for words, _, _, _ in told(text)] == ["هيئة تحرير الشام", "جبهة النصرة"]


def test_modifiers_banned_party_is_hostile() -> None:
    assert told("قال الوزير إن حزب العمال الكردستاني المحظور هاجم حافلة.")[0][:3] == (
        "حزب العمال الكردستاني المحظور",
        "KURDISH_PARTY",
        -1,
    )
