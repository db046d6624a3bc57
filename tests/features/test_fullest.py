"""By which words a cue without a source shows who speaks: sentences of ours."""

import pytest

from features import attribution
from features.text import read


def shown(text: str, cue: str) -> str | None:
    """The words that the last of such cues shows its speaker by."""
    found = [a for a in attribution.find(read(text)) if a.cue.of(text) == cue]
    return found[-1].resolved.of(text) if found and found[-1].resolved else None


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        # without a name, by more words
        ("قال مسؤول أميركي كبير إن الاتفاق قائم. وقال المسؤول الأميركي إنه ناقص. وأضاف أن الأمر صعب.", "وأضاف",
         "مسؤول أميركي كبير"),
        ("قال مصدر عسكري سوري إن الجيش تقدم. وأكد المصدر العسكري ذلك، مضيفا أن المعارك مستمرة.", "مضيفا", "مصدر عسكري سوري"),
        # a bare noun takes up one name, the last before it
        ("قالت صحيفة القبس إن القمة انتهت. وذكرت الصحيفة أن الرئيس عاد. وتناولت صحيفة النهار القمة، وقالت إن الحوار بدأ.",
         "وقالت", "صحيفة النهار"),
        # joined with و, at its office, in his country's diplomacy
        ("قال الدفاع المدني والمرصد السوري لحقوق الإنسان إن القصف مستمر. وذكر المرصد السوري ذلك، مشيرا إلى أن الجرحى كثر.",
         "مشيرا", "المرصد السوري لحقوق الإنسان"),
        ("وصل رئيس وفد المعارضة السورية إلى جنيف نصر الحريري. وأكد نصر الحريري ذلك، داعيا إلى وقف القصف.", "داعيا",
         "رئيس وفد المعارضة السورية إلى جنيف نصر الحريري"),
        ("قال وزير الخارجية الفرنسي لوران فابيوس إن الحل قريب. وشدد رئيس الدبلوماسية الفرنسية على ذلك، مؤكدا أنه سيعود.", "مؤكدا",
         "وزير الخارجية الفرنسي لوران فابيوس"),
        # without where he is, or who is behind him
        ("تحدث الوزير مع أحمد سالم وزير المالية في برلين. وقال أحمد سالم وزير المالية إن الأمر صعب، مبينا أنه باق.",
         "مبينا", "أحمد سالم وزير المالية"),
        # a form of address, and all of a person's names
        ("قال أحمد سالم المحلل السياسي إن الأمر صعب. وأوضح الدكتور أحمد سالم ذلك، مشيرا إلى أن الحل بعيد.", "مشيرا",
         "أحمد سالم المحلل السياسي"),
        ("قال رئيس الوزراء أحمد خالد سالم إن الأمر صعب. وأكد رئيس الوزراء، خالد سالم، ذلك، مشددا على الحل.", "مشددا",
         "رئيس الوزراء أحمد خالد سالم"),
        # his role or his land told again, or more behind a comma
        ("قال مساعد الوزير الإيراني حسين سالم إن الحل قريب. وأكد المسؤول الإيراني ذلك، مشيرا إلى أن الهدنة قائمة.", "مشيرا",
         "مساعد الوزير الإيراني حسين سالم"),
        ("قال الدكتور أحمد سالم، الخبير في الشؤون الروسية، إن الحل قريب. وأكد الخبير في الشأن الروسي ذلك، مضيفا أن الهدنة قائمة.",
         "مضيفا", "الدكتور أحمد سالم، الخبير في الشؤون الروسية"),
        ("قال السيناتور الجمهوري أحمد سالم إن الحل قريب. وقال سالم، العضو في المجلس، إن السلاح كثير. وأضاف أن الهدنة قائمة.",
         "وأضاف", "السيناتور الجمهوري أحمد سالم"),
        # an order is nobody's title
        ("أمر الرئيس الروسي فلاديمير بوتين بالانسحاب. وقال الرئيس الروسي فلاديمير بوتين إن الحرب انتهت. وأضاف أن السلام قريب.",
         "وأضاف", "الرئيس الروسي فلاديمير بوتين"),
        # both of a dual pronoun
        ("وأعربت كل من واشنطن وباريس عن إدانتهما للقصف.", "إدانتهما", "كل من واشنطن وباريس"),
    ],
)  # fmt: skip
def test_fullest_earlier_words_are_shown(text: str, cue: str, who: str) -> None:
    assert shown(text, cue) == who


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("وقال الوزير إن الجيش تقدم، وسط أنباء عن قتلى في المدينة.", "وسط أنباء"),
        ("وهاجمت روسيا المدينة. ورد أن الجيش انسحب.", "ورد"),
    ],
)
def test_fullest_news_that_nobody_brought_is_nobodys(text: str, cue: str) -> None:
    found = [a for a in attribution.find(read(text)) if a.cue.of(text) == cue]
    assert [(a.resolved, a.source_type) for a in found] == [(None, "anonymous")]
