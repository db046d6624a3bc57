import numpy as np
import pandas as pd
import pytest

from evaluate import estimates
from evaluate.estimates import METHODS, others

LABELS = ("x", "y", "z")
MEANS = np.array([[0.9, 0.0], [-0.6, 0.7], [-0.6, -0.7]])


def planted(outlets=40, each=60, seed=0, owners=None, shift=0.0):
    """Outlets that print articles of three sides in shares of their own; a feature tells the side with errors.

    Probabilities are those where each side is as frequent as another, as training gives them. `shift` moves the features
    of an outlet's articles by a draw of its own, so that it is misread otherwise than others.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for o in range(outlets):
        truth = rng.choice(3, each, p=rng.dirichlet(np.full(3, 0.6)))
        x = MEANS[truth] + rng.normal(size=(each, 2)) + shift * rng.normal(size=2)
        p = np.exp(-((x[:, None] - MEANS) ** 2).sum(axis=2) / 2)
        p /= p.sum(axis=1, keepdims=True)
        part = pd.DataFrame({"article": [f"{o}-{i}" for i in range(each)], "outlet": f"o{o:02d}"})
        part["owner"] = owners[o] if owners else f"w{o}"
        part = part.assign(truth=np.array(LABELS)[truth], prediction=np.array(LABELS)[p.argmax(axis=1)])
        rows.append(part.assign(**{f"p:{label}": p[:, k] for k, label in enumerate(LABELS)}))
    return pd.concat(rows, ignore_index=True).assign(split="outlet", fold=0, model="isnad", seen=True, evidence=True)


@pytest.fixture(scope="module")
def found():
    return estimates.estimates(planted(), LABELS, "isnad", 0)


def test_estimates_come_nearer_to_the_planted_shares_than_counting(found):
    off = {row["method"]: row["value"] for row in found["errors"]}
    assert set(off) == set(METHODS)
    assert off["counted"] > 0.1
    assert all(off[method] < 0.7 * off["counted"] for method in ("adjusted", "adjusted_mean", "em"))
    assert all(row["low"] <= row["value"] <= row["high"] for row in found["errors"])


def test_estimates_intervals_hold_the_planted_shares_where_outlets_are_misread_alike(found):
    covered = {row["method"]: row["covered"] for row in found["errors"]}
    assert covered["counted"] < 0.6
    assert all(0.82 <= covered[method] <= 0.99 for method in ("adjusted", "adjusted_mean", "em"))


def test_estimates_say_that_intervals_are_too_narrow_where_outlets_are_misread_otherwise():
    told = estimates.estimates(planted(shift=0.6), LABELS, "isnad", 0)
    covered = {row["method"]: row["covered"] for row in told["errors"]}
    assert covered["adjusted"] < 0.8
    off = {row["method"]: row["value"] for row in told["errors"]}
    assert off["adjusted"] > off["counted"]  # and correcting is not always for the better


def test_estimates_of_an_outlet_owe_nothing_to_its_own_errors():
    table = planted(outlets=12, owners=["same", "same", *map(str, range(10))])
    twin = table.copy()
    theirs = twin["owner"] == "same"
    twin.loc[theirs & (twin["outlet"] == "o01"), "truth"] = (
        "z"  # the owner's other outlet is told to be wholly of one side
    )
    before, after = (estimates.estimates(t, LABELS, "isnad", 0)["outlets"] for t in (table, twin))
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if a["outlet"] == "o00"]
    assert len(pairs) == 3
    assert all(a[m]["value"] == b[m]["value"] for a, b in pairs for m in METHODS)
    known = others(table, LABELS, 0)
    assert known.without("same")[0][0] == pytest.approx(others(table[~theirs], LABELS, 0).without("")[0][0])


def test_estimates_are_missing_where_no_other_owner_bears_a_label():
    table = planted(outlets=6)
    table = table[(table["truth"] != "z") | (table["outlet"] == "o00")]
    table = table[table.groupby("outlet")["article"].transform("size") >= 10]
    rows = estimates.estimates(table, LABELS, "isnad", 0)["outlets"]
    own = [row for row in rows if row["outlet"] == "o00"]
    assert own and all(np.isnan(row[m]["value"]) for row in own for m in ("adjusted", "adjusted_mean", "em"))
    assert all(np.isfinite(row["counted"]["value"]) for row in rows)
    assert all(np.isfinite(row["em"]["value"]) for row in rows if row["outlet"] != "o00")


def test_estimates_leave_out_articles_without_evidence_and_outlets_with_few():
    table = planted(outlets=8, each=20)
    table.loc[table["article"].isin([f"1-{i}" for i in range(15)]), "evidence"] = False
    rows = estimates.estimates(table, LABELS, "isnad", 0)["outlets"]
    assert "o01" not in {row["outlet"] for row in rows} and {row["n"] for row in rows} == {20}
    assert estimates.estimates(table.assign(evidence=False), LABELS, "isnad", 0) == {}
    assert estimates.estimates(table.iloc[:0], LABELS, "isnad", 0) == {}


def test_estimates_count_the_answers_to_single_articles_where_there_are_such():
    table = planted(outlets=8, each=20)
    both = pd.concat([table, table.assign(model="isnad_article", prediction="x")])
    found = estimates.estimates(both, LABELS, "isnad", 0)
    assert found["model"] == "isnad_article"
    told = [row["counted"]["value"] for row in found["outlets"] if row["label"] == "x"]
    assert told == pytest.approx([1] * 8)


def test_estimates_of_outlets_without_label_are_given_and_judged_by_nobody():
    table = planted(outlets=30)
    asked = table[table["outlet"] >= "o24"]
    true = asked.groupby("outlet")["truth"].value_counts(normalize=True)
    asked = asked.assign(truth=None, split="unlabelled", seen=False)
    found = estimates.estimates(pd.concat([table[table["outlet"] < "o24"], asked]), LABELS, "isnad", 0)
    rows = [row for row in found["outlets"] if row["split"] == "unlabelled"]
    assert len(rows) == 18 and all(row["labelled"] is None and row["seen"] is False for row in rows)
    off = [abs(row["em"]["value"] - true.get((row["outlet"], row["label"]), 0)) for row in rows]
    assert np.mean(off) < 0.08
    assert {row["split"] for row in found["errors"]} == {"outlet"}


def test_estimates_are_the_same_each_time_and_sum_to_one(found):
    assert found == estimates.estimates(planted(), LABELS, "isnad", 0)
    table = pd.DataFrame({"outlet": row["outlet"], **{m: row[m]["value"] for m in METHODS}} for row in found["outlets"])
    np.testing.assert_allclose(table.groupby("outlet").sum(), 1, atol=1e-6)
