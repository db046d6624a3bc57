from features.article import Article
from features.extract import Extraction, extract
from features.furniture import learn, signs
from features.table import columns, shares
from features.wordings import finder


def features(found: Extraction) -> dict[str, float]:
    return dict(zip(columns(), shares([""], [found.choices])[0].tolist(), strict=True))


TEXT = "قال مراسل نبض الشام إن القصف توقف. وقالت وكالة سانا إن البلدة آمنة."


def test_extract_outlet_citing_itself_is_no_cited_source() -> None:
    article = Article("1", "نبض الشام", TEXT)
    alone = extract(article)
    named = extract(article, ["نبض الشّام"])
    assert (alone.masked_attributions, named.masked_attributions) == ([False, False], [True, False])
    assert features(alone)["speakers:side:n"] == 2
    assert features(named)["speakers:side:n"] == 1
    assert features(named)["speakers:side:syrian_gov"] == 1


def test_extract_own_name_inside_another_word_is_not_meant() -> None:
    found = extract(Article("1", "الشام", "قالت مصادر في نبض الشامية إن القصف توقف."), ["الشام"])
    assert found.masked_attributions == [False]


def test_extract_furniture_is_found_but_not_counted() -> None:
    menu = "قوات النظام | أخبار | رياضة"
    text = f"{menu}\nقصفت قوات النظام البلدة أمس وأوقعت جرحى."
    plain = extract(Article("1", "منبر", text))
    pages = finder().cut([f"{menu}\nخبر رقم {i} عن أمر آخر." for i in "ابجد"])
    masked = extract(Article("1", "منبر", text), furniture=learn(list(map(signs, pages))))
    assert [m.words for m in masked.names] == [m.words for m in plain.names] == ["قوات النظام"] * 2
    assert (plain.masked_names, masked.masked_names) == ([False, False], [True, False])
    assert [(m.reason, m.span.of(text)) for m in masked.clean] == [("line", menu)]
    assert features(plain)["names.own:SYRIAN_ARMY:n"] == 2
    assert features(masked)["names.own:SYRIAN_ARMY:n"] == 1
