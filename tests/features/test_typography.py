from features.typography import fingerprint


def test_typography_rates_are_per_thousand_characters() -> None:
    rates = fingerprint("«نص»" + "ا" * 96)
    assert rates["fingerprint:guillemets"] == 20
    assert rates["fingerprint:n"] == 100
    assert rates["fingerprint:tatweel"] == 0


def test_typography_of_nothing() -> None:
    assert set(fingerprint("").values()) == {0.0}
