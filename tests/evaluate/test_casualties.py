from evaluate.casualties import casualties
from features.words import UNKNOWN, cut


def found(text: str) -> list[str]:
    (words,) = cut([text], UNKNOWN)
    return [span.of(text) for span in casualties(words)]


def test_casualties_are_numbers_beside_a_loss() -> None:
    assert found("قتل 12 مدنياً في القصف. زار الوزير المدينة.") == ["قتل 12"]
    assert found("أصيب خمسة أشخاص بجروح.") == ["أصيب خمسة"]


def test_casualties_are_no_ages_dates_measures_or_crowds() -> None:
    assert found("كان عمره 26 عاماً حين قتل.") == []
    assert found("قتل يوم الجمعة 15 مارس.") == []
    assert found("شارك 300 شخص في الاحتفال.") == []
