from features.typography import MARKS
from features.typography import fingerprint as rates_of


def fingerprint(text: str) -> dict[str, float]:
    return {f"fingerprint:{name}": rate for name, rate in zip([*MARKS, "n"], rates_of(text).tolist(), strict=True)}


def test_typography_rates_are_per_thousand_characters() -> None:
    rates = fingerprint("«نص»" + "ا" * 96)
    assert rates["fingerprint:guillemets"] == 20
    assert rates["fingerprint:n"] == 100
    assert rates["fingerprint:tatweel"] == 0


def test_typography_of_nothing() -> None:
    assert set(fingerprint("").values()) == {0.0}
