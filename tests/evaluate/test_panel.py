"""Each check of the panel must be able to fail."""

import pandas as pd

from evaluate.panel import panel


def row(metric: str, model: str, split: str, value: float, **more: object) -> dict:
    head = {
        "metric": metric,
        "model": model,
        "split": split,
        "weighting": "outlet",
        "outlet": None,
        "interval": "outlet",
    }
    return head | {"value": value, "low": value - 0.05, "high": value + 0.05} | more


def scores(lookup: float = 0.1, lead: float = 0.3, gap: float = 0.02, unmasked: float = 0.8) -> list[dict]:
    made = [row("macro_f1", "lookup", "random", 1.0), row("macro_f1", "lookup", "outlet", lookup)]
    made += [row("macro_f1", "majority", "outlet", 0.28), row("macro_f1", "fingerprint", "outlet", 0.4)]
    made += [row("lead", "isnad", "outlet", lead, against="fingerprint"), row("leak_gap", "isnad", "outlet", gap)]
    made += [row("macro_f1", m, "outlet", 0.4) for m in ("tfidf_word", "tfidf_word_unmasked")]
    return [
        *made,
        row("macro_f1", "tfidf_word", "random", 0.7),
        row("macro_f1", "tfidf_word_unmasked", "random", unmasked),
    ]


def splits(owner: str = "w1", story: str | None = None) -> pd.DataFrame:
    table = pd.DataFrame({"article": ["a", "b", "c", "d"], "owner": ["w0", "w0", owner, "w2"], "fold": [0, 0, 1, 1]})
    return table.assign(
        split="outlet", period=0, label=["x", "y", "x", "y"], story=["s", None, story, None], outlet="o"
    )


LEAKS = {
    "nulls": {"true": 0.8, "shuffled": [0.3] * 20, "arbitrary": [0.35] * 20},
    "probe": [{"family": "names", "value": 0.2, "chance": 0.05, "n": 100, "n_outlets": 20}],
}


def verdicts(scores: list[dict], splits: pd.DataFrame, leaks: dict) -> dict[str, str]:
    found = panel(scores, splits, leaks, ["isnad", "fingerprint"], "isnad")
    return {one["check"]: one["verdict"] for one in found}


def test_panel_an_honest_run_passes_everything() -> None:
    found = verdicts(scores(), splits(), LEAKS)
    assert set(found.values()) == {"pass"}
    assert set(found) == {
        *("look-up oracle", "typography only", "shuffled labels", "arbitrary camps", "outlet probe: names"),
        *("masked against unmasked", "leak gap: isnad", "groups on both sides"),
    }


def test_panel_each_leak_is_flagged() -> None:
    assert verdicts(scores(lookup=0.9), splits(), LEAKS)["look-up oracle"] == "fail"
    assert verdicts(scores(lead=0.02), splits(), LEAKS)["typography only"] == "fail"
    assert verdicts(scores(gap=0.3), splits(), LEAKS)["leak gap: isnad"] == "fail"
    assert verdicts(scores(unmasked=0.6), splits(), LEAKS)["masked against unmasked"] == "fail"
    assert verdicts(scores(), splits(owner="w0"), LEAKS)["groups on both sides"] == "fail"
    memory = LEAKS | {"nulls": {"true": 0.5, "shuffled": [0.3] * 20, "arbitrary": [0.5] * 20}}
    assert verdicts(scores(), splits(), memory)["arbitrary camps"] == "fail"
    known = LEAKS | {"probe": [{"family": "names", "value": 0.9, "chance": 0.05, "n": 100, "n_outlets": 20}]}
    assert verdicts(scores(), splits(), known)["outlet probe: names"] == "fail"


def test_panel_what_cannot_be_measured_does_not_pass() -> None:
    found = verdicts([], splits().iloc[:0], {})
    assert set(found.values()) == {"not measured"}


def test_panel_a_story_on_both_sides_is_not_learnt_from() -> None:
    assert verdicts(scores(), splits(story="s"), LEAKS)["groups on both sides"] == "pass"
