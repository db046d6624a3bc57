import numpy as np
import pytest

from evaluate.subsample import read, subsample
from seeds.chain import Refused
from tests.evaluate.test_estimates import LABELS, planted


def by_hand(table, each):
    """Labels of the first articles of each outlet, as they were planted."""
    some = table.groupby("outlet").head(each)
    return dict(zip(some["article"], some["truth"], strict=True))


def test_subsample_corrects_outlets_that_are_misread_each_otherwise():
    table = planted(outlets=20, shift=0.8)
    found = subsample(table, by_hand(table, 30), LABELS, 0)
    true = table.groupby("outlet")["truth"].value_counts(normalize=True)
    off = {"counted": [], "corrected": []}
    for row in found["outlets"]:
        share = true.get((row["outlet"], row["label"]), 0)
        off["counted"].append(abs(row["counted"] - share))
        off["corrected"].append(abs(row["corrected"]["value"] - share))
        assert (row["drawn"], row["n"], row["own"]) == (30, 60, 1)
    assert np.mean(off["corrected"]) < 0.3 * np.mean(off["counted"])
    assert (found["used"], found["right"]["n"], found["right"]["outlets"]) == (600, 600, 20)
    hit = (table["prediction"] == table["truth"])[table["article"].isin(by_hand(table, 30))].mean()
    assert found["right"]["value"] == pytest.approx(hit)
    assert found["right"]["low"] < hit < found["right"]["high"]


def test_subsample_tells_what_it_could_not_use_and_whose_labels_it_borrows():
    table = planted(outlets=12, each=20)
    hand = by_hand(table, 4) | {"gone": "x", "0-19": "unheard-of"}
    lost = {article for article in hand if article.startswith("3-")}
    found = subsample(table, {a: label for a, label in hand.items() if a not in lost}, LABELS, 0)
    assert (found["given"], found["used"], found["other_labels"], found["unanswered"]) == (46, 44, 1, ["gone"])
    own = {row["outlet"]: (row["drawn"], row["own"]) for row in found["outlets"]}
    assert own["o03"] == (0, 0) and all(0 < weight < 1 for o, (n, weight) in own.items() if o != "o03")
    bare = next(row for row in found["outlets"] if row["outlet"] == "o03")
    assert bare["hand"]["value"] is None and bare["corrected"]["low"] < bare["corrected"]["high"]


def test_subsample_without_labels_or_answers_is_told():
    table = planted(outlets=4, each=20)
    assert subsample(table, {}, LABELS, 0) == {}
    found = subsample(table, {"gone": "x"}, LABELS, 0)
    assert found["used"] == 0 and "outlets" not in found
    assert subsample(table.iloc[:5], {"0-1": "x"}, LABELS, 0)["used"] == 1


def test_subsample_refuses_labels_of_outlets(tmp_path):
    path = tmp_path / "hand.tsv"
    for text, said in (("outlet\tcamp\nx\ty\n", "labels outlets"), ("article\tcamp\n", "holds no label")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=said):
            read(path, "camp")
    path.write_text("article\tcamp\na\tx\n", encoding="utf-8")
    assert read(path, "camp") == {"a": "x"}
