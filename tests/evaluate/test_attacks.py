import pytest

from evaluate.attacks import COMPANY, attacks
from features.words import UNKNOWN, cut
from seeds.lexicon import REJECTED, load


def found(text: str) -> list[str]:
    (words,) = cut([text], UNKNOWN)
    return [span.of(text) for span in attacks(words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قصف الطيران الحربي أحياء البلدة.", "قصف"),
        ("ثم قصفتها المدفعية ليلا.", "قصفتها"),
        ("الطيران الحربي قصف أطراف القرية.", "قصف"),
        ("اغتيل ضابط في المدينة أمس.", "اغتيل"),
        ("استهدفت المدفعية مشفى ميدانيا.", "استهدفت المدفعية"),
        ("شنت طائرات مجهولة غارات على القرية.", "شنت طائرات مجهولة غارات"),
        ("تعرضت المدينة فجرا لقصف عنيف.", "تعرضت المدينة فجرا لقصف"),
        ("تبع ذلك هجوم شنه مسلحون على الحاجز.", "هجوم شنه"),
        ("انفجرت سيارة مفخخة قرب السوق.", "انفجرت سيارة"),
        ("سقطت قذيفة هاون على الحي.", "سقطت قذيفة"),
        ("ارتكب المسلحون مجزرة في القرية.", "ارتكب المسلحون مجزرة"),
        ("جدد النظام قصفه على الغوطة.", "جدد النظام قصفه"),
        ("دارت اشتباكات عند الجسر.", "دارت اشتباكات"),
        ("قتل خمسة أشخاص في غارة على السوق.", "قتل خمسة أشخاص في غارة"),
        ("استخدم الجيش غاز الكلور.", "استخدم الجيش غاز"),
        ("قامت الطائرات بقصف الجسر.", "قامت الطائرات بقصف"),
        ("أعلن الفصيل استهدافه الحاجز.", "أعلن الفصيل استهدافه"),
        ("غارات جوية على أطراف البلدة", "غارات"),
        ("مقتل ثلاثة أشخاص بانفجار لغم", "مقتل ثلاثة أشخاص بانفجار"),
    ],
)
def test_attacks_are_asserted_by_a_verb_or_a_headline(text: str, words: str) -> None:
    assert found(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "لم يقصف الطيران البلدة.",
        "لن تهاجم القوات المدينة.",
        "يخشى الأهالي أن يقصف الطيران السوق.",
        "قد تشن القوات هجوما على المدينة.",
        "إذا قصفت الطائرات البلدة نزح أهلها.",
        "ستقصف الطائرات مواقع المسلحين.",
        "هل قصفت الطائرات البلدة؟",
        "طالب الوفد بوقف القصف على المدينة.",
        "بدأ الطرفان وقف القتال في المدينة.",
        "نزح الأهالي بعد قصف بلدتهم.",
        "شن الوزير هجوما لاذعا على الحكومة.",
        "شن الكاتب هجوما على رئيس تحريره.",
        "استهدفت العقوبات شركات تمول النظام.",
        "سجل اللاعب هدفا هز الشباك.",
        "أطلق المجلس مبادرة جديدة.",
        "عند الفجر فتحت مدينة تدمر أبوابها.",
        "معركة الموصل في كتب التاريخ",
        "زار الوزير المدينة.",
        "",
    ],
)
def test_attacks_are_not_what_is_denied_feared_asked_for_mentioned_or_meant_otherwise(text: str) -> None:
    assert found(text) == []


def test_attacks_count_once_in_a_sentence_and_in_each() -> None:
    once, twice = "قصف الطيران القرية وشن غارات على السوق", "داهمت الشرطة المنزل"
    assert found(f"{once}. {twice}.") == ["قصف", "داهمت"]
    assert found(f"{twice}. {once}.") == ["داهمت", "قصف"]


@pytest.mark.parametrize("text", ["قَصَفَ الطيرانُ البلدةَ.", "قـصـف الطيران البلدة.", "وقصف الطيران البلدة."])
def test_attacks_are_read_through_marks_and_conjunctions(text: str) -> None:
    assert [words.startswith(("ق", "وق")) for words in found(text)] == [True]


def test_attacks_rows_that_ask_for_company_ask_for_groups_there_are() -> None:
    rows = [entry for entry in load("attacks") if entry.category != REJECTED]
    assert {e.category for e in rows if e.group in ("verb", "headline", "noun")} == {"alone", *COMPANY}
    assert {group for groups in COMPANY.values() for group in groups} <= {e.group for e in rows}
