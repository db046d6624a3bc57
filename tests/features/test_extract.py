from features.article import Article
from features.extract import extract

TEXT = "قال مراسل نبض الشام إن القصف توقف. وقالت وكالة سانا إن البلدة آمنة."


def test_extract_outlet_citing_itself_is_no_cited_source() -> None:
    article = Article("1", "نبض الشام", TEXT)
    alone = extract(article)
    named = extract(article, ["نبض الشّام"])
    assert (alone.own, named.own) == ([False, False], [True, False])
    assert alone.features["speakers:side:n"] == 2
    assert named.features["speakers:side:n"] == 1
    assert named.features["speakers:side:syrian_gov"] == 1


def test_extract_own_name_inside_another_word_is_not_meant() -> None:
    found = extract(Article("1", "الشام", "قالت مصادر في نبض الشامية إن القصف توقف."), ["الشام"])
    assert found.own == [False]
