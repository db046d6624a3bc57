from evaluate.sourcing import KINDS, answered, claims, masked
from features.article import Span
from tests.evaluate.tinies import attributions, clean


def found(text: str, *spans: Span, furniture: tuple[Span, ...] = ()) -> list[tuple[str, str, bool]]:
    got = claims({"a": text}, {"a": spans}, {"a": furniture})
    return [(claim.kind, claim.span.of(text), claim.sourced) for claim in got]


def test_sourcing_tells_claims_of_each_kind() -> None:
    text = "قتل 12 مدنياً. قصفت الطائرات البلدة."
    assert found(text) == [("attacks", "قصفت", False), ("casualties", "قتل 12", False)]
    assert list(KINDS) == ["attacks", "casualties"]


def test_sourcing_takes_a_source_from_cue_or_content_over_the_words() -> None:
    text = "قال ناشط إن الطائرات قصفت البلدة. قصفت المدفعية الحي."
    end = text.index(".")
    assert [sourced for *_, sourced in found(text, Span(12, end))] == [True, False]
    assert [sourced for *_, sourced in found(text, Span(end + 2, len(text)))] == [False, True]
    announced = "أعلن الفصيل استهدافه الحاجز."
    assert found(announced, Span(0, 4)) == [("attacks", "أعلن الفصيل استهدافه", True)]


def test_sourcing_leaves_to_the_outlet_what_stands_beside_speech() -> None:
    text = "قصفت الطائرات البلدة، وقال الوزير إن الوضع هادئ."
    assert found(text, Span(22, 26), Span(37, 47)) == [("attacks", "قصفت", False)]


def test_sourcing_of_furniture_counts_nothing() -> None:
    text = "مقتل 12 مدنياً\nقتل 5 مدنيين."
    assert found(text, furniture=(Span(0, text.index("\n")),)) == [("casualties", "قتل 5", False)]


def test_sourcing_spans_come_from_tables_by_article() -> None:
    said = attributions([{"article": "a", "content": [(5, 9), (12, 14)]}, {"article": "b"}])
    assert answered(said)["a"] == [Span(0, 1), Span(5, 9), Span(12, 14)]
    assert masked(clean([("a", 3, 7)])) == {"a": [Span(3, 7)]}
