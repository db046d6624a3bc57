"""What speaks for a name that many may bear: marks around it, who was named before, what stands beside it."""

from features.senses import senses
from features.text import read


def meant(text: str) -> list[tuple[str, str]]:
    reading = read(text)
    return [(reading.text[h.start : h.end], h.entry.group) for h in senses(reading).meant]


def test_senses_bare_heads_of_bodies_are_no_names_but_in_marks_that_hold_them_alone() -> None:
    text = "سيطرت هيئة تحرير الشام على بلدة في إدلب. وقالت {} إن عناصرها تقدموا."
    assert ("الهييه", "NUSRA_HTS") in meant(text.format("«الهيئة»"))
    assert meant(text.format("الهيئة")) == meant(text.format("المصادر"))
    assert meant(text.format("«الهيئة وحدها»")) == meant(text.format("«المصادر وحدها»"))
    assert ("الجبهه", "NUSRA_HTS") not in meant("هاجمت جبهة النصرة بلدة في إدلب. وقالت الجبهة إنها انسحبت.")


def test_senses_short_name_of_the_interim_government_in_marks() -> None:
    text = "عقدت الحكومة السورية المؤقتة جلسة في أعزاز. وأعلنت {} ميزانيتها."
    assert ("الموقته", "OPPOSITION_POLITICAL") in meant(text.format("«المؤقتة»"))
    assert ("الموقته", "OPPOSITION_POLITICAL") not in meant(text.format("المؤقتة"))


def test_senses_army_is_syrias_where_nearly_all_is_on_syria() -> None:
    assert ("الجيش", "SYRIAN_ARMY") in meant("دخل الجيش قريتين في ريف حماة، وأغلق طريق حلب ودمشق.")
    assert ("الجيش", "SYRIAN_ARMY") not in meant("دخل الجيش قرية قرب حلب، وقالت بغداد وبيروت وأنقرة إنها تراقب.")
    assert ("الجيش", "SYRIAN_ARMY") not in meant("دخل الجيش في روسيا حالة تأهب، وهدأت دمشق وحلب وحمص وحماة.")


def test_senses_armed_forces_of_whose_ministry_speaks() -> None:
    text = "انسحبت القوات الروسية. وأعلنت وزارة الدفاع السورية أن القوات المسلحة دخلت حلب."
    assert ("القوات المسلحه", "SYRIAN_ARMY") in meant(text)


def test_senses_kurdish_fighters_are_of_the_force_named_last() -> None:
    text = "تقدمت {} قرب منبج. وقال سكان إن المقاتلين الأكراد دخلوا الحي."
    assert meant(text.format("قوات سوريا الديمقراطية"))[-1] == ("المقاتلين الاكراد", "SDF")
    assert meant(text.format("وحدات حماية الشعب"))[-1] == ("المقاتلين الاكراد", "KURDISH_PARTY")


def test_senses_soldiers_by_the_thousand_are_an_army() -> None:
    assert ("جندي روسي", "RUSSIA") in meant("شارك ثلاثون ألف جندي روسي في معارك سوريا قرب حلب وحمص.")
    assert ("جندي روسي", "RUSSIA") not in meant("أصيب جندي روسي في سوريا قرب حلب وحمص.")


def test_senses_what_is_wrested_is_ground() -> None:
    text = "تسعى قوات النظام إلى انتزاع {} من داعش في ريف حمص."
    assert ("انتزاع", "TAKING") in meant(text.format("آخر معقل"))
    assert ("انتزاع", "TAKING") not in meant(text.format("اعتراف رسمي"))


def test_senses_control_of_media_and_markets_is_no_taking() -> None:
    text = "قال ناشط في حلب بسوريا إن النظام يريد السيطرة على {}."
    assert ("السيطره علي", "TAKING") in meant(text.format("حي الصاخور"))
    assert ("السيطره علي", "TAKING") not in meant(text.format("مواقع التواصل"))


def test_senses_allies_right_behind_the_army() -> None:
    assert ("الحلفاء", "IRAN_AXIS") in meant("دخل الجيش السوري والحلفاء بلدة في ريف حلب بسوريا.")
    assert ("الحلفاء", "IRAN_AXIS") not in meant("تشاورت دمشق مع الحلفاء بشأن حلب في سوريا.")


def test_senses_media_of_the_opposition_side_with_it_as_a_camp() -> None:
    assert ("المعارضه", "OPPOSITION_POLITICAL") in meant("دخل إعلاميو المعارضة حلب بعد معارك مع النظام في سوريا.")


def test_senses_takings_far_away_and_of_no_ground_are_none() -> None:
    text = "قال ناشط في سوريا إن داعش {}."
    assert ("استعاده", "TAKING") in meant(text.format("يريد استعادة المدينة"))
    assert ("استعاده", "TAKING") not in meant(text.format("يريد استعادة احترام الذات"))
    assert ("تحرير", "TAKING") not in meant(text.format("يمنع تحرير الفرد"))
    far = "سيطر الحوثيون على مدينة تعز في اليمن، وقصفوا صنعاء وعدن والحديدة باليمن. وفي سوريا قتل داعش عشرة."
    assert not [name for name, group in meant(far) if group == "TAKING"]


def test_senses_forces_and_factions_elsewhere_are_none_of_this_war() -> None:
    text = "تقدمت قوات النظام في حلب بسوريا. وقصفت الطائرات الأمريكية بلا طيار {} قرية."
    assert ("الطايرات الامريكيه", "COALITION_US") in meant(text.format("أمس"))
    assert ("الطايرات الامريكيه", "COALITION_US") not in meant(text.format("في باكستان"))
    bare = "في سوريا قوات النظام تقصف حلب. واجتمعت الفصائل والشخصيات {} هناك."
    assert ("الفصايل", "OPPOSITION_ARMED") in meant(bare.format("المحلية"))
    assert ("الفصايل", "OPPOSITION_ARMED") not in meant(bare.format("الفلسطينية"))
    assert ("الفصايل", "OPPOSITION_ARMED") in meant("دخلت الفصائل والقوات التركية عفرين في سوريا.")
    assert ("الجيش", "SYRIAN_ARMY") in meant("شن الجيش والقوات الروسية هجوما على إدلب السورية.")


def test_senses_the_terrorist_organisation_is_the_islamic_state_where_it_was_named_before() -> None:
    text = "تقدم {} في ريف حمص بسوريا. وقالت دمشق إن التنظيم الإرهابي خسر عشرة."
    assert ("التنظيم الارهابي", "IS") in meant(text.format("داعش"))
    assert ("التنظيم الارهابي", "IS") not in meant(text.format("الجيش السوري"))


def test_senses_opposition_as_an_adjective_takes_its_head_along() -> None:
    text = "تسيطر الميليشيات المعارضة السورية على بلدة في ريف حلب بسوريا."
    assert ("الميليشيات المعارضه السوريه", "OPPOSITION_ARMED") in meant(text)
