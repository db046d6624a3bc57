"""Whom an ambiguous name means: each test holds a sentence that decides against one that does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.clues import stripped
from features.senses import parsed, senses
from features.text import read
from features.wordings import SHARED
from seeds.lexicon import load


def meant(text: str) -> list[tuple[str, str]]:
    reading = read(text)
    return [(reading.text[h.start : h.end], h.entry.group) for h in senses(reading).meant]


def left_out(text: str) -> list[str]:
    return [h.entry.group for h in senses(read(text)).left_out]


@pytest.mark.parametrize(
    ("text", "referent"),
    [
        ("تسيطر المعارضة على بلدات في ريف إدلب.", "OPPOSITION_ARMED"),
        ("وصل وفد المعارضة السورية إلى محادثات جنيف.", "OPPOSITION_POLITICAL"),
        ("تدرس دمشق تسليح المعارضة في سوريا.", "OPPOSITION_ARMED"),
        ("التقى الوزير زعيم المعارضة في سوريا.", "OPPOSITION_POLITICAL"),
    ],
)
def test_senses_opposition_is_armed_or_political_by_what_stands_beside(text: str, referent: str) -> None:
    assert [group for words, group in meant(text) if "معارض" in words] == [referent]


def test_senses_regime_of_the_country_the_text_is_on() -> None:
    assert ("النظام", "SYRIAN_STATE") in meant("قصف النظام حلب وريف حمص في سوريا.")
    assert meant("تظاهر آلاف المصريين في القاهرة، وقال ناشطون في مصر إن النظام لا يسمع.") == []


def test_senses_forces_in_another_war_are_none_of_this_one() -> None:
    assert meant("وبعد غزو العراق قتلت القوات الأميركية مدنيين.") == []
    assert meant("وفي عام 2003 قتلت القوات الأميركية مدنيين.") == [("القوات الاميركيه", "COALITION_US")]


def test_senses_a_name_that_is_ruled_out_is_no_evidence() -> None:
    assert ("المارينز", "COALITION_US") not in meant(
        "وبعد غزو العراق قتلت القوات الأميركية مدنيين. وقال جندي في المارينز إنهم هربوا."
    )


def test_senses_army_of_the_country_that_stands_nearest() -> None:
    text = "قصف الجيش السوري حلب وحمص ودرعا وإدلب. وفي لبنان، أعلن قائد الجيش اللبناني في بيروت أن الجيش ضبط الحدود في عرسال."
    assert [words for words, group in meant(text) if group == "SYRIAN_ARMY"] == ["الجيش السوري"]


def test_senses_adjective_of_another_country_right_behind() -> None:
    assert ("المعارضه", "OPPOSITION_POLITICAL") not in meant("زار وفد المعارضة الفنزويلية دمشق وحلب وحمص.")


def test_senses_gunmen_are_of_whom_was_named_before() -> None:
    after_is = "هاجم تنظيم داعش قرية قرب تدمر. وقتل عدد من المسلحين."
    after_rebels = "هاجمت فصائل المعارضة قرية قرب تدمر. وقتل عدد من المسلحين."
    assert meant(after_is)[-1] == ("المسلحين", "IS")
    assert meant(after_rebels)[-1] == ("المسلحين", "OPPOSITION_ARMED")


def test_senses_bare_noun_does_not_reach_without_end() -> None:
    far = "هاجم تنظيم داعش قرية قرب تدمر. " + "ثم عاد الناس إلى بيوتهم. " * 60 + "وقتل المسلحين في حلب."
    assert meant(far)[-1] == ("المسلحين", "OPPOSITION_ARMED")


def test_senses_occupation_is_the_one_named_before() -> None:
    turkish = "قصفت قوات الاحتلال التركي قرى عفرين. وقالت مصادر إن قوات الاحتلال انسحبت."
    assert meant(turkish)[-1] == ("قوات الاحتلال", "TURKEY")
    assert meant("اقتحمت قوات الاحتلال مدينة جنين في الضفة الغربية.")[-1] == ("قوات الاحتلال", "ISRAEL")


def test_senses_coalition_without_evidence_is_left_out_and_counted() -> None:
    text = "قالت صحيفة في صنعاء إن طائرات التحالف قصفت اليمن."
    assert meant(text) == []
    assert left_out(text) == []  # ruled out by Yemen, not by want of evidence
    assert left_out("قالت صحيفة إن طائرات التحالف قصفت البلدة.") == ["COALITION_US"]


@pytest.mark.parametrize(
    "text",
    [
        "تقع القرية على بحيرة الأسد قرب الرقة في سوريا.",
        "مواليد برج الأسد هذا الأسبوع في سوريا.",
        "هرب الأسد من حديقة الحيوان في دمشق بسوريا.",
    ],
)
def test_senses_lion_lake_and_sign_are_not_the_president(text: str) -> None:
    assert meant(text) == []


def test_senses_assad_is_the_president_in_news_of_syria() -> None:
    assert meant("قال الأسد إن سوريا ستنتصر.") == [("الاسد", "SYRIAN_STATE")]


def test_senses_city_and_government() -> None:
    assert meant("قتل رجل في دمشق.") == []
    assert meant("اتهمت دمشق واشنطن بقصف سوريا.") == [("دمشق", "SYRIAN_STATE")]


def test_senses_milking_is_no_syria() -> None:
    assert [h.entry.group for h in read("تعلم حلب الأبقار في القرية.").hits.get("countries", [])] == []


def test_senses_country_counts_only_behind_a_verb_of_war() -> None:
    assert meant("زار الوزير تركيا بعد سوريا.") == []
    assert meant("شنت تركيا غارات على شمال سوريا.") == [("تركيا", "TURKEY")]


@given(st.text(alphabet="والفبكلسم ", max_size=12))
def test_senses_stripped_only_takes_letters_from_the_front(word: str) -> None:
    assert all(bare == word or word.endswith(bare.removeprefix("ال")) for bare in stripped(word))


def test_senses_every_need_is_one_that_is_understood() -> None:
    kinds = {need.kind for entry in load("names") for need in parsed(entry.traits["needs"])}
    speak = {"context", "here", "clear", "after", "lately", "again", "beside", "called", "land", "home"}
    assert kinds == speak | {
        "away",
        "outside",
        "by",
        "unless",
        "not",
        "marked",
        SHARED,
    }  # the last one is looked for behind a name


def test_senses_army_of_another_country_bars_names_that_need_nothing() -> None:
    assert meant("قاتلت قوات الحكومة العراقية قرب حلب وحمص في سوريا.") == []
    assert ("قوات الحكومه", "SYRIAN_ARMY") in meant("قاتلت قوات الحكومة قرب حلب وحمص في سوريا.")


def test_senses_militia_is_the_one_named_before() -> None:
    assert meant("سيطرت ميليشيا قسد على حي في الرقة. وقالت الميليشيا إنها تقدمت.")[-1] == ("الميليشيا", "SDF")
    assert meant("وصلت الميليشيات الإيرانية إلى تدمر. وتقدمت الميليشيات شرقا.")[-1] == ("الميليشيات", "IRAN_AXIS")
    assert meant("تقدمت الميليشيات شرق تدمر في سوريا.") == []


def test_senses_government_is_the_one_that_holds_ground_of_syria() -> None:
    assert ("الحكومه", "SYRIAN_STATE") in meant("قصفت طائرات حيا تسيطر عليه الحكومة في حلب وحمص بسوريا.")
    assert meant("قالت الحكومة إنها ستزور حلب وحمص في سوريا.") == []


def test_senses_forces_are_of_whom_they_are_told_as_loyal_to() -> None:
    assert ("فصايل مسلحه", "IRAN_AXIS") in meant("انتشرت فصائل مسلحة تدعمها إيران قرب حلب في سوريا.")
    assert ("فصايل مسلحه", "OPPOSITION_ARMED") in meant("انتشرت فصائل مسلحة قرب حلب وحمص في سوريا.")


def test_senses_clue_of_another_clause_is_not_right_behind() -> None:
    assert ("دمشق", "SYRIAN_STATE") in meant("وفي حلب وحمص بسوريا قيل إن دمشق تعلن ذلك.")
    assert meant("وقع انفجار في دمشق، تعلن عنه وسائل الإعلام في حلب وحمص بسوريا.") == []


def test_senses_army_is_the_one_named_last() -> None:
    israeli = "قصف الجيش السوري التل. ورد الجيش الإسرائيلي بغارات على القنيطرة في سوريا، وقال الجيش إنه أصاب هدفا."
    assert meant(israeli)[-1] == ("الجيش", "ISRAEL")
    syrian = "قصف الجيش الإسرائيلي القنيطرة في سوريا. وتصدى له الجيش السوري، وقال الجيش إنه أصاب هدفا."
    assert meant(syrian)[-1] == ("الجيش", "SYRIAN_ARMY")
    turkish = "توغل الجيش التركي قرب عفرين في سوريا، وقال الجيش إنه أصاب هدفا."
    assert meant(turkish)[-1] == ("الجيش", "TURKEY")
    assert meant("دخل الجيش الروسي حميميم، والقائد الأعلى للقوات المسلحة هو الرئيس.")[-1][1] == "RUSSIA"


def test_senses_assad_is_the_president_whichever_country_stands_nearest() -> None:
    text = (
        "حديث عن سوريا وحلب ودمشق. وصل الوزير من بغداد في العراق إلى البصرة والموصل. ثم اتهم رئيس العراق الأسد بالكذب."
    )
    assert meant(text) == [("الاسد", "SYRIAN_STATE")]
    assert meant(text.replace("الأسد", "النظام")) == []


def test_senses_government_is_the_one_that_talks_with_the_opposition() -> None:
    assert ("الحكومه", "SYRIAN_STATE") in meant("يلتقي المبعوث إلى سوريا الحكومة والمعارضة في جنيف.")
    assert ("الحكومه", "SYRIAN_STATE") in meant("وصل وفد الحكومة إلى محادثات جنيف حول سوريا.")
    assert ("الحكومه", "SYRIAN_STATE") not in meant("رحبت الحكومة بمحادثات جنيف حول سوريا.")


def test_senses_country_that_says_it_has_bombed_is_its_forces() -> None:
    assert meant("روسيا تؤكد أنها دمرت مستودعا في سوريا.") == [("روسيا", "RUSSIA")]
    assert meant("روسيا تؤكد أنها دعت إلى مؤتمر في سوريا.") == []


def test_senses_whoever_is_cited_is_no_martyr() -> None:
    assert meant("استشهد الرجل في قصف على حلب.") == [("استشهد", "DEAD")]
    assert meant("استشهد السفير في رسالته بما قاله نواب.") == []


def test_senses_mines_are_no_enemy_to_be_cleansed_of() -> None:
    assert ("تطهير", "TAKING") in meant("أعلن الجيش السوري تطهير القرية من داعش.")
    assert ("تطهير", "TAKING") not in meant("أعلن الجيش السوري تطهير القرية من الألغام.")


def test_senses_power_nearby_weighs_less_than_syria() -> None:
    text = "وصلت الوفود إلى سوريا، ثم وصل في وقت لاحق من اليوم نفسه الوفد من تركيا ومن تركيا ولقي النظام."
    assert meant(text) == [("النظام", "SYRIAN_STATE")]
    assert meant(text.replace("تركيا", "مصر")) == []


def test_senses_wording_that_takes_up_an_earlier_name_is_armed_all_the_same() -> None:
    text = "قال وفد الائتلاف في سوريا. ثم وصل من بغداد في العراق إلى البصرة والموصل وقال إن لا سلاح للمعارضة."
    assert meant(text)[-1] == ("للمعارضه", "OPPOSITION_ARMED")


def test_senses_army_that_stands_beside_the_security_forces_is_the_countrys_own() -> None:
    text = "قال الجيش الإسرائيلي إن قذائف من سوريا سقطت. وقتلت قوات الأمن والجيش أربعة في حلب."
    assert ("الجيش", "ISRAEL") not in meant(text)
    assert ("الجيش", "ISRAEL") in meant(text.replace("قوات الأمن والجيش", "غارات الجيش"))


def test_senses_what_comes_after_the_war_is_after_this_one() -> None:
    assert ("الحرب", "CONFLICT") in meant("لا دور لأحد في سوريا بعد الحرب.")


def test_senses_opposition_behind_papers_is_an_adjective_and_behind_parties_part_of_the_name() -> None:
    assert meant("نشرت في سوريا وكالة سمارت المعارضة الخبر.") == []
    assert meant("اجتمعت في سوريا الأحزاب المعارضة.") == [("الاحزاب المعارضه", "OPPOSITION_POLITICAL")]


def test_senses_terrorists_are_of_whom_they_are_told_to_be() -> None:
    assert meant("قتلت المدفعية الإرهابيين من داعش في حلب بسوريا.")[0] == ("الارهابيين", "IS")
    assert meant("قتلت المدفعية الإرهابيين من جبهة النصرة في حلب بسوريا.")[0] == ("الارهابيين", "NUSRA_HTS")
    assert meant("قتلت المدفعية الإرهابيين في حلب بسوريا.")[0] == ("الارهابيين", "OPPOSITION_ARMED")


@pytest.mark.parametrize(
    ("text", "word", "referent"),
    [
        ("قال مصدر إن العدوان الإسرائيلي أصاب المطار في حلب. وتصدت الدفاعات للعدوان.", "العدوان", "ISRAEL"),
        ("بدأ العدوان التركي على عفرين في سوريا. وأسفر العدوان عن ضحايا.", "العدوان", "TURKEY"),
        (
            "انسحبت قوات الاحتلال الأميركي من قاعدة في سوريا، وطالب الأهالي بطرد القوات المحتلة.",
            "القوات المحتله",
            "COALITION_US",
        ),
        ("قالت الحكومة السورية إنها مستعدة في حلب وحمص. وأضافت الحكومة أن الهدنة قائمة.", "الحكومه", "SYRIAN_STATE"),
        ("دعا محافظ درعا في سوريا إلى الحوار مع الدولة.", "الدوله", "SYRIAN_STATE"),
        ("وفي دمشق أكدت سورية أنها مستعدة.", "سوريه", "SYRIAN_STATE"),  # who says something is the state
        ("شنت الحكومة حملة على المتظاهرين في حمص بسوريا.", "الحكومه", "SYRIAN_STATE"),
        ("عاد السكان المتضررون في الحرب إلى حمص في سوريا.", "الحرب", "CONFLICT"),
        ("انسحب داعش من الرقة في سوريا، وبقيت فلول التنظيم.", "فلول التنظيم", "IS"),
        ("اجتمعت في جنيف جماعات معارضة لبحث الحل في سوريا.", "جماعات معارضه", "OPPOSITION_POLITICAL"),
        ("دعا الوزير في سوريا إلى حوار بين السلطة والمعارضة في حمص.", "السلطه", "SYRIAN_STATE"),
        ("أكد الوزير في حلب وحمص أن دمشق ملتزمة بالهدنة في سوريا.", "دمشق", "SYRIAN_STATE"),
        ("قتل عدد من الإيرانيين وعناصر حزب الله في حلب بسوريا.", "الايرانيين", "IRAN_AXIS"),
        ("قال ناشطون في إدلب بسوريا إن روسيا تستهدف القرى.", "روسيا", "RUSSIA"),
        ("أعلن الجيش الوطني السوري في حلب أن الفيلق الثالث انتشر.", "الفيلق الثالث", "OPPOSITION_ARMED"),
        ("سيطر الجيش السوري في حلب على القرية.", "سيطر", "TAKING"),
        ("قال الناشط في حلب بسوريا إن على الأسد أن يرحل.", "الاسد", "SYRIAN_STATE"),
    ],
)
def test_senses_bare_words_mean_whom_the_text_gives_them(text: str, word: str, referent: str) -> None:
    assert (word, referent) in [(words.removeprefix("لل"), group) for words, group in meant(text)] or (
        "لل" + word[2:],
        referent,
    ) in meant(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("أدان الوزير العدوان على القرية في سوريا.", "العدوان"),
        ("قالت الحكومة السورية ذلك في حلب. وفي القاهرة، قال وزير مصر في الجيزة إن الحكومة في مصر ترفض.", "الحكومه"),
        ("زار وزير الدولة حلب وحمص في سوريا.", "الدوله"),
        ("وصل الوفد إلى مدينة دمشق في سوريا.", "دمشق"),
        ("دمشق - كشفت مصادر في حلب بسوريا عن الخطة.", "دمشق"),
        ("التقى الوزير السوري عددا من الإيرانيين في معرض الكتاب بدمشق.", "الايرانيين"),
        ("فرضت أوروبا عقوبات على روسيا بسبب سوريا.", "روسيا"),
        ("وفي سوريا أعلنت القوات بدء المعركة في حلب.", "سوريا"),
        ("تمت السيطرة بنسبة كبيرة على حريق في ريف اللاذقية في سوريا.", "السيطره"),
        ("خرج الجيش السوري من حلب وسيطر على أسلحة كثيرة.", "سيطر"),
        ("سيطر الحزب في القاهرة والإسكندرية في مصر على اللجنة.", "سيطر"),
        ("قصفت طائرات قاعدة عين الأسد غرب العراق، وفي سوريا هدوء.", "الاسد"),
    ],
)
def test_senses_bare_words_mean_nobody_elsewhere(text: str, word: str) -> None:
    assert word not in [words for words, _ in meant(text)]


def test_senses_unit_is_called_by_a_name_in_marks() -> None:
    assert ("كتيبه", "OPPOSITION_ARMED") in meant('هاجمت كتيبة "أحرار النهر" الحاجز في حلب بسوريا.')
    assert ("لواء", "OPPOSITION_ARMED") in meant('هاجم "لواء رجال السهل" الحاجز في حلب بسوريا.')
    assert meant("هاجمت كتيبة الحاجز في حلب بسوريا.") == []
    assert meant('قالت كتيبة "إن الحاجز قد سقط في أيدينا أمس" في حلب بسوريا.')[:1] != [("كتيبه", "OPPOSITION_ARMED")]


def test_senses_extremists_are_of_whom_was_named_lately() -> None:
    near = "هاجم تنظيم داعش قرية قرب تدمر. وقتل عدد من المتشددين."
    far = "هاجم تنظيم داعش قرية قرب تدمر. " + "ثم عاد الناس إلى بيوتهم. " * 20 + "وقتل عدد من المتشددين."
    assert meant(near)[-1] == ("المتشددين", "IS")
    assert "المتشددين" not in [words for words, _ in meant(far)]


def test_senses_what_any_war_has_counts_where_the_passage_is_on_this_one() -> None:
    elsewhere = "عاد الطلاب إلى مدارسهم بعد العطلة الطويلة. " * 30
    taken = "سيطر المقاتلون على البلدة في العام نفسه."
    assert meant(elsewhere + taken) == []
    assert left_out(elsewhere + taken) == ["TAKING"]
    assert meant(elsewhere + "تقع البلدة قرب حلب. " + taken) == []
    for beside in ("تقع البلدة قرب حلب وإدلب، بين حماة وحمص. ", "كان فيها عناصر من قسد. "):
        assert meant(elsewhere + beside + taken)[-1] == ("سيطر", "TAKING")
    assert meant(elsewhere + "سيطر المقاتلون على بلدة قرب حلب.") == [("سيطر", "TAKING")]


@pytest.mark.parametrize(
    ("war", "found"),
    [
        ("الحرب الأهلية في فرنسا", False),
        ("النزاع المسلح في أوكرانيا", False),
        ("النزاع المسلح في سوريا", True),
        ("النزاع المسلح في حلب", True),
        ("النزاع المسلح، وفي أوكرانيا أيضا", True),
    ],
)
def test_senses_war_is_where_it_is_said_to_be(war: str, found: bool) -> None:
    groups = [group for _, group in meant(f"وصل الوفد إلى دمشق وحلب وحمص في سوريا. وقال إن {war} مستمر.")]
    assert ("CONFLICT" in groups) is found


@pytest.mark.parametrize(
    "text",
    [
        "أدرجت واشنطن الجبهة على قائمة المنظمات الإرهابية أمس في سوريا.",
        "وتحدث عن تحرير الرقيق في حلب بسوريا.",
        "وعقد مؤتمر لتصفية الأجواء بين العرب في سوريا.",
        "وأصيب عدد من المدنيين غير المسلحين في حلب بسوريا.",
        "وفي سوريا تحدث عن العثمانية الجديدة.",
        "وفي سوريا تحدث زعيم حزب إسرائيل بيتنا.",
        "وأدان الغارة الإسرائيلية في سوريا.",
        "وسقطت طائرة إسرائيلية في سوريا.",
        "وفي سوريا دعا إلى تحرر الإنسان.",
        "وعاد في سوريا إلى دولة الخلافة العثمانية.",
    ],
)
def test_senses_wordings_of_other_things(text: str) -> None:
    assert not {group for _, group in meant(text)} & {"OPPOSITION_ARMED", "TAKING", "DEAD", "TURKEY", "IS", "ISRAEL"}


def test_senses_whose_branch_nusra_is_names_nobody_anew() -> None:
    assert meant("هاجمت جبهة النصرة، ذراع القاعدة في سوريا، الحاجز.") == [("جبهه النصره", "NUSRA_HTS")]
    assert ("القاعده في سوريا", "NUSRA_HTS") in meant("وتعهدت القاعدة في سوريا بالقتال.")
