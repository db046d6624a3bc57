from collections.abc import Sequence
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import clean
from features.clean import Masked, Page
from features.furniture import Furniture, learn, learn_all, signs
from features.wordings import finder
from features.words import Words
from seeds.arabic import fold

MENU = "الرئيسية | أخبار | سياسة | اقتصاد | رياضة | منوعات"
FOOTER = "لا يجوز إعادة نشر هذه المواد دون إذن خطي مسبق من إدارة الموقع على الشبكة"
WORDS = "مدينة معبر قصف نازح حافلة هدنة لجنة وفد شتاء مطار جسر بلدة خبز مشفى طريق سوق".split()
NOTHING = Furniture()


def laid(text: str) -> Words:
    (words,) = finder().cut([text])
    return words


def spans(text: str, furniture: Furniture, own_names: Sequence[str] = (), title: str | None = None) -> list[Masked]:
    return clean.spans(laid(text), furniture, own_names, fold(title or "").text)


def body(number: int, length: int = 60) -> str:
    rng = Random(number)
    return " ".join(f"{rng.choice(WORDS)}{chr(0x62A + rng.randrange(20))}" for _ in range(length))


def masked(
    text: str, reason: str, furniture: Furniture = NOTHING, *own_names: str, title: str | None = None
) -> list[str]:
    return [m.span.of(text) for m in spans(text, furniture, own_names, title) if m.reason == reason]


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return learn([signs(laid(f"{MENU}\nالمشاهدات: {n}\n{body(n)} {FOOTER}")) for n in range(10)])


def test_clean_lines_of_many_articles_are_furniture(furniture: Furniture) -> None:
    text = f"{MENU}\nالمشاهدات: 77\n{body(30)}"
    assert [m.span.of(text) for m in spans(text, furniture)] == [MENU, "المشاهدات: 77"]
    assert masked(f"{body(30)}\nالمشاهدات: 5\n{body(31)}", "line", furniture) == ["المشاهدات: 5"]


def test_clean_grams_end_where_the_article_begins(furniture: Furniture) -> None:
    text = f"{body(30)} {FOOTER}"
    assert masked(text, "ngram", furniture) == [FOOTER]
    bleeding = learn([signs(laid(f"{FOOTER} {'وقال' if n < 5 else 'كلمة'} {body(n)}")) for n in range(11)])
    assert masked(f"{FOOTER} وقال {body(30)}", "ngram", bleeding) == [FOOTER]


def test_clean_house_prose_of_a_few_articles_stays() -> None:
    prose = "وما زالت المدن والقرى على ضفتي النهر تعيش منذ سنوات على وقع حرب طويلة بدأت بهتاف في ساحة صغيرة"
    some = learn([signs(laid(f"{body(n)}\n{prose if n < 6 else ''}")) for n in range(20)])
    assert spans(f"{body(30)}\n{prose}", some) == []


def test_clean_copies_count_once() -> None:
    copies = [signs(laid(f"{body(1)}\nعنوان فرعي\n{body(n, 3)}")) for n in range(4)]
    assert learn(copies) == NOTHING
    assert learn([signs(laid("")) for _ in range(9)]) == NOTHING == learn([])


def test_clean_learning_does_not_depend_on_order() -> None:
    rows = [(f"id-{n}", f"outlet {n % 2}", f"{MENU}\n{body(n % 20)}") for n in range(260)]
    assert learn_all(rows) == learn_all(rows[::-1])
    assert learn_all(rows)["outlet 1"].lines


@pytest.mark.parametrize(
    ("reason", "text", "expected"),
    [
        ("dateline", "دمشق - سانا\nوصلت", "دمشق - سانا"),
        ("dateline", "عمان (رويترز) - وصلت", "عمان (رويترز) -"),
        ("dateline", "واشنطن (ا ف ب) - وصلت", "واشنطن (ا ف ب) -"),
        ("dateline", "حلب (سوريا) (أ.ف.ب) - وصلت", "حلب (سوريا) (أ.ف.ب) -"),
        ("dateline", "القاهرة – (أ ش أ):\nوصلت", "القاهرة – (أ ش أ):"),
        ("dateline", "عاد الوفد | رأي اليوم موسكو - ( أ ف ب ) - وصلت", "موسكو - ( أ ف ب ) -"),
        ("byline", "كتب ـ محمد الصاوي:\nوصلت", "كتب ـ محمد الصاوي:"),
        ("byline", "إعداد: قسم الأخبار\nوصلت", "إعداد: قسم الأخبار"),
        ("byline", "من خالد يعقوب عويس\nوصلت", "من خالد يعقوب عويس"),
        (
            "signature",
            "وصلت.\n(إعداد دينا عادل للنشرة العربية - تحرير أحمد حسن)",
            "(إعداد دينا عادل للنشرة العربية - تحرير أحمد حسن)",
        ),
        ("signature", "وصلت الحافلات.\nالمصدر: وكالات", "المصدر: وكالات"),
        ("signature", "وصلت الحافلات إلى المعبر صباحا (رويترز)", "(رويترز)"),
        ("link", "وصلت http://example.org/a اليوم", "http://example.org/a"),
        ("link", "وصلت.\ntariq@example.com", "tariq@example.com"),
        ("link", "وصلت 000046 اليوم", "000046"),
        ("link", "وصلت\nاقرأ أيضاً: عودة النازحين\nوبقيت", "اقرأ أيضاً: عودة النازحين"),
        ("link", "وصلت زر الذهاب إلى الأعلى", "زر الذهاب إلى الأعلى"),
        ("link", "وصلت.\nأخبار متعلقة:\nعودة النازحين\nهدنة في البلدة", "أخبار متعلقة:\nعودة النازحين\nهدنة في البلدة"),
        ("caption", "وصلت\nصورة أرشيفية\nوبقيت", "صورة أرشيفية"),
        ("caption", "أ\nب\nت\nث\nطفل في مخيم للنازحين\nوصلت\nطفل في مخيم للنازحين", "طفل في مخيم للنازحين"),
        ("lede", "وصل الوفد إلى جنيف صباحا.\nوبقي.\nوصل الوفد إلى جنيف صباحا", "وصل الوفد إلى جنيف صباحا"),
        ("lede", "وصل الوفد إلى جنيف…\nوصل الوفد إلى جنيف صباحا وبقي", "وصل الوفد إلى جنيف…"),
        ("lede", "عاد الوفد إلى جنيف عاد الوفد إلى جنيف بعد أيام", "عاد الوفد إلى جنيف"),
    ],
)
def test_clean_known_forms_are_found(reason: str, text: str, expected: str) -> None:
    assert masked(text, reason) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "وقال مدير وكالة سانا إن الوفد وصل إلى دمشق.",
        "وأكد المصدر أن القوات شاهدت أيضا أرتالا على الطريق.",
        "من دمشق إلى حلب وصلت القافلة في الساعة 10:00 وعلى متنها 2000 شخص.",
        "كتب الوزير على صفحته أن الهدنة مستمرة في كل المناطق.",
        "وكانت قوات الجيش السوري تقدمت. وكانت قوات الجيش تراجعت.",
        "دمشق وموسكو توقعان اتفاقا. وتتابع سانا ورويترز الخبر.",
    ],
)
def test_clean_sentences_stay(text: str) -> None:
    assert spans(f"{text}\n{body(1)}\n{text[::-1]}", NOTHING, ["عنب بلدي"]) == []


def test_clean_own_name_makes_a_byline_but_no_sentence() -> None:
    assert masked(f"مدار الشام: مكتب دوما\n{body(1)}", "byline", NOTHING, "مدار الشام") == ["مدار الشام: مكتب دوما"]
    assert spans(f"وزار الوفد مدار الشام.\n{body(1)}", NOTHING, ["مدار الشام"]) == []


def test_clean_title_told_in_the_text_is_masked() -> None:
    title = "وصول الوفد إلى مدينة جنيف"
    assert masked(f"{title}\n{title} {body(1)}", "lede", title=title) == [title, title]


def test_clean_spans_that_share_a_ligature_are_one() -> None:
    title = "عليه وسلم وصل الوفد صلى الله"
    twice = "عليه وسلم وصل الوفد ﷺ وصل الوفد صلى الله"
    assert masked(f"{twice} {body(1)}", "lede", title=title) == [twice]


def test_clean_links_that_touch_a_word_are_found() -> None:
    assert masked("وصلت اليومhttps://x.org/a صباحا", "link") == ["https://x.org/a"]
    assert masked(f"{body(1)}\nوجميع الحقوق محفوظة 2015", "link") == ["جميع الحقوق محفوظة 2015"]


def test_clean_an_article_is_never_masked_whole() -> None:
    assert spans("دمشق - سانا", NOTHING) == [] == spans("", NOTHING) == spans("\n \n", NOTHING)


PIECES = st.sampled_from(
    [
        MENU,
        FOOTER,
        body(1),
        "دمشق - سانا",
        "عمان (رويترز) -",
        "كتب: فلان",
        "المصدر: وكالات",
        "http://a.b",
        "@x",
        "000046",
    ]
    + [
        "اقرأ أيضا:",
        "أخبار متعلقة",
        "(إعداد",
        "…",
        "\n",
        " ",
        "ﷺ",
        "ﷲ",
        "\u0651",
        "\u200f",
        "\x00",
        "\ud800",
        "\ufeff",
        "(",
        "من",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.lists(st.text(max_size=8), max_size=2), st.one_of(st.none(), TEXTS))
def test_clean_laws_hold_on_hostile_text(
    furniture: Furniture, text: str, own_names: list[str], title: str | None
) -> None:
    found = spans(text, furniture, own_names, title)
    assert found == spans(text, furniture, own_names, title)
    edges = [0, *(edge for m in found for edge in m.span), len(text)]
    assert edges == sorted(edges)
    assert all(m.span.start < m.span.end and m.reason in clean.REASONS for m in found)
    if found:
        assert any(c.isalnum() for a, b in zip(edges[::2], edges[1::2], strict=True) for c in text[a:b])


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_clean_every_reason_stays_within_the_page(furniture: Furniture, text: str) -> None:
    words = laid(text)
    page = Page(words.text, words, clean._lines(words.text), furniture, ("مدار",), "وصول الوفد الي جنيف", -1)
    for find in clean.REASONS.values():
        assert all(0 <= start <= end <= len(words.text) for start, end in find(page))


@pytest.mark.parametrize(
    "piece",
    [
        "ا",
        "ا ",
        "\n",
        "ا ب ",
        "(اعداد ",
        "@",
        "0",
        "00 ",
        "المصدر: ",
        "دمشق (ا ف ب) - ",
        "اقرأ أيضا ",
        ". ",
        "أخبار متعلقة\n",
    ]
    + ["وصول الوفد إلى جنيف ", MENU + "\n", FOOTER + " ب ت ث ج ح خ د ذ ر ز س ش ", "www."],
)
def test_clean_time_is_linear_in_the_text(furniture: Furniture, piece: str) -> None:
    text = piece * (300_000 // len(piece)) + "\n" * 100_000
    begun = process_time()
    spans(text, furniture, ["مدار"], "وصول الوفد إلى جنيف")
    signs(laid(text))
    assert process_time() - begun < 10  # seconds of this process, whatever else runs; what is not linear takes minutes
