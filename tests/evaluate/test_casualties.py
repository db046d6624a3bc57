from evaluate.casualties import answered, claims, masked
from features.article import Span
from tests.evaluate.tinies import attributions, clean


def found(text: str, *spans: Span, furniture: tuple[Span, ...] = ()) -> list[tuple[str, bool]]:
    got = claims({"a": text}, {"a": spans}, {"a": furniture})
    return [(claim.span.of(text), claim.sourced) for claim in got]


def test_casualties_are_numbers_beside_a_loss() -> None:
    assert found("قتل 12 مدنياً في القصف. زار الوزير المدينة.") == [("قتل 12", False)]
    assert found("أصيب خمسة أشخاص بجروح.") == [("أصيب خمسة", False)]


def test_casualties_take_a_source_from_cue_or_content() -> None:
    text = "قال ناشط إن الغارة قتلت 12 مدنياً. قتل 5 مدنيين."
    end = text.index(".")
    assert [sourced for _, sourced in found(text, Span(0, 3))] == [True, False]
    assert [sourced for _, sourced in found(text, Span(12, end))] == [True, False]
    assert [sourced for _, sourced in found(text, Span(end + 2, len(text)))] == [False, True]


def test_casualties_are_no_ages_dates_measures_or_crowds() -> None:
    assert found("كان عمره 26 عاماً حين قتل.") == []
    assert found("قتل يوم الجمعة 15 مارس.") == []
    assert found("شارك 300 شخص في الاحتفال.") == []


def test_casualties_of_furniture_do_not_count() -> None:
    text = "مقتل 12 مدنياً\nقتل 5 مدنيين."
    assert found(text, furniture=(Span(0, text.index("\n")),)) == [("قتل 5", False)]


def test_casualties_spans_come_from_tables_by_article() -> None:
    said = attributions([{"article": "a", "content": [(5, 9), (12, 14)]}, {"article": "b"}])
    assert answered(said)["a"] == [Span(0, 1), Span(5, 9), Span(12, 14)]
    assert masked(clean([("a", 3, 7)])) == {"a": [Span(3, 7)]}
