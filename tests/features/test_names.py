from features import attribution, names
from features.text import read
from tests.features.sayings import mentions, named


def test_names_valence_is_the_wordings() -> None:
    text = "دخلت قوات النظام البلدة، ثم انسحب الجيش العربي السوري منها."
    assert named(text) == [
        ("قوات النظام", "SYRIAN_ARMY", -1, "own"),
        ("الجيش العربي السوري", "SYRIAN_ARMY", 1, "own"),
    ]


def test_names_inside_content_are_attributed_to_the_innermost() -> None:
    (mention,) = mentions("قالت وزارة الدفاع الروسية إن هيئة تحرير الشام خرقت الهدنة.")
    assert (mention.words, mention.voice, mention.attribution) == ("هيئة تحرير الشام", "attributed", 1)


def test_names_innermost_attribution_is_the_one_that_begins_last() -> None:
    text = "قالت وكالة سانا إن المتحدث باسم الجيش الروسي أعلن أن هيئة تحرير الشام خرقت الهدنة."
    reading = read(text)
    attributions = attribution.find(reading)
    last = names.find(reading, attributions)[-1]
    around = [a.number for a in attributions if a.content[0].holds(last.span)]
    assert len(around) == 2
    assert last.attribution == max(around)


def test_names_distance_does_not_cross_a_full_stop() -> None:
    assert named("هذا ما يسمى. قسد دخلت القرية.")[-1][3] == "own"
    assert named("دخل ما يسمى بقوات سوريا الديمقراطية القرية.")[-1][3] == "scare"


def test_names_in_marks_outside_speech_are_scare() -> None:
    assert named("سيطر مقاتلو «قسد» على القرية.")[-1][3] == "scare"


def test_names_words_are_what_stands_in_the_text() -> None:
    text = 'استهدف تنظيم "داعش" مواقع قوات سوريا الديموقراطيّة قرب الرقة.'
    assert [(m.words, text.index(m.words)) for m in mentions(text)] == [
        ('تنظيم "داعش"', 7),
        ("قوات سوريا الديموقراطيّة", 26),
    ]


def test_names_hold_both_marks_of_a_pair_or_neither() -> None:
    assert named('هاجم تنظيم "داعش" القرية.')[0][0] == 'تنظيم "داعش"'
    assert named("هاجم " + '"داعش" الإرهابي القرية.')[0][0] == '"داعش" الإرهابي'
    assert named("هاجم «داعش» القرية.")[0][0] == "داعش"
    assert named('قال إن "تنظيم داعش خسر القرية".')[0][0] == "تنظيم داعش"


def test_names_ambiguous_wording_needs_its_context() -> None:
    assert named("ينتظر الفلاحون النظام الجديد للري في القرية.") == []


def test_names_wording_of_other_ages_needs_a_clear_name() -> None:
    assert named("سقطت الدولة الإسلامية في الأندلس، وتوقف القتال في سوريا.") == []
    both = named("أعلن تنظيم داعش السيطرة على حقل قرب تدمر، وقالت الدولة الإسلامية إن الحقل لها.")
    assert ("الدولة الإسلامية", "IS", 1, "own") in both


def test_names_lede_and_body() -> None:
    for text in (
        "قصفت قوات النظام البلدة.\nثم انسحبت قوات النظام.",
        "قصفت قوات النظام البلدة. ثم انسحبت قوات النظام.\n",
    ):
        assert [m.place for m in mentions(text)] == ["lede", "body"]


def test_names_behind_so_called_are_denied_and_held_off() -> None:
    (mention,) = mentions("دخل ما يسمى الجيش الحر القرية.")
    assert (mention.words, mention.valence, mention.voice) == ("الجيش الحر", -1, "scare")
    (plain,) = mentions("دخل الجيش الحر القرية.")
    assert plain.valence == 0


def test_names_in_marks_have_what_their_row_says_of_marks() -> None:
    assert named('قصفت "إسرائيل" القرية.')[0][2] == -1
    assert named("قصفت إسرائيل القرية.")[0][2] == 0
    assert named('وصف الغارة بأنها "نداء أخلاقي لإسرائيل".')[-1][2] == 0


def test_names_further_referents_stand_beside_the_others() -> None:
    reading = read("نددت دمشق بالعدوان على الجولان السوري المحتل، ونقل الخوذ البيضاء الجرحى.")
    further = names.named(reading, [], layer="names:further").mentions
    assert [(m.words, m.referent, m.valence) for m in further] == [
        ("الجولان السوري المحتل", "GOLAN", 1),
        ("الخوذ البيضاء", "WHITE_HELMETS", 0),
    ]
    assert ("المحتل", "TAKING") in [(m.words, m.referent) for m in names.find(reading, [])]


def test_names_held_off_within_a_report_are_the_reports() -> None:
    assert named("دخل ما أسماها قوات سوريا الديمقراطية القرية.")[-1][3] == "scare"
    assert named("قال القائد إن الهدف هو جمع ما أسماه قوات سوريا الديمقراطية.")[-1][3] == "attributed"


def test_names_a_war_on_somebody_names_him() -> None:
    assert named("انتهت الحرب على داعش في العراق.") == [("داعش", "IS", -1, "own")]


def test_names_are_no_pieces_of_what_a_body_is_called() -> None:
    assert named("أعلنت الجبهة الإسلامية لتحرير سوريا رفضها الهدنة") == [
        ("الجبهة الإسلامية لتحرير سوريا", "OPPOSITION_ARMED", 0, "own")
    ]
    assert named("التقى وفد من تجمع أنصار الثورة السورية في دمشق الجيش السوري") == [
        ("الجيش السوري", "SYRIAN_ARMY", 0, "own")
    ]
    assert named("وقالت لجان تنسيق الثورة السورية إن الجيش السوري انسحب") == [
        ("الجيش السوري", "SYRIAN_ARMY", 0, "attributed")
    ]
    assert named("وسيكون للبلاد في سوريا جيش يسمى الجيش السوري الديمقراطي") == []
    assert named("تسجيل الدخول، استعادة كلمة المرور. دخل الجيش السوري المدينة") == [
        ("الجيش السوري", "SYRIAN_ARMY", 0, "own")
    ]


def test_names_militias_lack_their_second_ya_as_well() -> None:
    assert named("قصفت ميليشا الأسد المدينة في سوريا") == [("ميليشا الأسد", "SYRIAN_ARMY", -1, "own")]


def test_names_opposition_whose_politicians_stand_near_is_political() -> None:
    assert named("ورفض المبعوث الخلاف بين الخطيب وهيتو في صفوف المعارضة السورية، وقال إن المعارضة يجب أن تتوحد")[-1][
        1
    ] == ("OPPOSITION_POLITICAL")
    assert named("وقصف الجيش السوري مواقع المعارضة في حلب")[-1][1] == "OPPOSITION_ARMED"
    assert named("وقالت الحكومة السورية في المنفى إن القصف توقف")[0][1] == "OPPOSITION_POLITICAL"
