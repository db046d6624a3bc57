import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from train.calibrate import apply, calibrate, temper, temperature


@given(st.floats(0.05, 0.95), st.floats(0.1, 8))
def test_calibrate_temper_keeps_the_answer_and_sums_to_one(p: float, t: float) -> None:
    out = temper(np.array([[p, 1 - p]]), t)
    assert out.sum() == pytest.approx(1)
    assert (out[0, 0] >= out[0, 1]) == (p >= 1 - p) or p == pytest.approx(0.5)
    if t > 1:  # a very cold one rounds to certainty, from which there is no way back
        np.testing.assert_allclose(temper(out, 1 / t), [[p, 1 - p]], atol=1e-6)


def test_calibrate_temperature_finds_what_was_done() -> None:
    rng = np.random.default_rng(0)
    true = rng.uniform(0.02, 0.98, 20_000)
    p = np.column_stack([true, 1 - true])
    truth = np.column_stack([rng.random(len(true)) < true, np.zeros(len(true), bool)])
    truth[:, 1] = ~truth[:, 0]
    weights = np.full(len(true), 1 / len(true))
    assert temperature(temper(p, 3.0), truth, weights) == pytest.approx(1 / 3, rel=0.1)


def rows(outlets: int = 8) -> pd.DataFrame:
    """Shy but right predictions, a fold an outlet."""
    made = [(f"{o}-{a}", f"o{o}", o, "xy"[o % 2]) for o in range(outlets) for a in range(4)]
    table = pd.DataFrame(made, columns=["article", "outlet", "fold", "truth"])
    table["p:x"] = np.where(table["truth"] == "x", 0.6, 0.4)
    table["p:y"] = 1 - table["p:x"]
    return table.assign(prediction=table["truth"], split="outlet", model="isnad")


def test_calibrate_a_fold_is_judged_by_the_others() -> None:
    table = rows()
    wrong = table.assign(prediction=np.where(table["fold"] == 0, "y", table["prediction"]))
    wrong.loc[wrong["fold"] == 0, ["p:x", "p:y"]] = [0.4, 0.6]
    found = calibrate(wrong)["isnad"]["by_fold"]
    assert found["0"] < found["1"]  # without the wrong fold there is nothing to make it hotter
    assert found["0"] == pytest.approx(calibrate(table)["isnad"]["by_fold"]["0"])


def test_calibrate_apply_keeps_the_raw_beside_and_uses_the_fold() -> None:
    table = rows()
    made = apply(table, {"isnad": {"temperature": 2.0, "by_fold": {"0": 0.5}}})
    assert (made["raw:x"] == table["p:x"]).all()
    np.testing.assert_allclose(made.loc[made["fold"] == 0, "p:x"], temper(np.array([[0.6, 0.4]]), 0.5)[0, 0])
    np.testing.assert_allclose(made.loc[made["fold"] == 1, "p:x"], table.loc[table["fold"] == 1, "p:x"])
    unseen = apply(table.assign(split="held_out"), {"isnad": {"temperature": 2.0, "by_fold": {"0": 0.5}}})
    np.testing.assert_allclose(unseen["p:x"], temper(table[["p:x", "p:y"]].to_numpy(), 2.0)[:, 0])
