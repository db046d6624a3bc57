from evaluate.claims import claims


def row(metric, model, split, value, low, high, **more):
    head = {"metric": metric, "model": model, "split": split, "weighting": "outlet", "outlet": None}
    return head | {"value": value, "low": low, "high": high, "interval": "outlet", "n_outlets": 9, **more}


def rows(lead):
    return [
        row("macro_f1", "isnad", "outlet", 0.4, 0.3, 0.5),
        row("macro_f1", "tfidf_char", "outlet", 0.45, 0.3, 0.6),
        row("macro_f1", "fingerprint", "outlet", 0.35, 0.2, 0.5),
        row("macro_f1", "isnad", "random", 0.9, 0.8, 0.95),
        row("leak_gap", "isnad", "outlet", 0.5, 0.4, 0.6),
        row("lead", "isnad", "outlet", *lead, against="tfidf_char"),
    ]


def test_claims_say_that_another_model_is_better():
    said = " ".join(claims(rows((-0.05, -0.08, -0.01)), ["isnad", "tfidf_char", "fingerprint"], []))
    assert "best of the other models there is tfidf_char" in said
    assert "isnad is behind" in said
    assert "−0.05" in said
    assert "Typography alone (fingerprint)" in said


def test_claims_do_not_call_a_lead_what_the_interval_leaves_open():
    said = " ".join(claims(rows((0.05, -0.01, 0.1)), ["isnad", "tfidf_char"], []))
    assert "cannot tell the two apart" in said
    assert "ahead" not in said


def test_claims_put_unseen_outlets_before_the_random_split():
    said = claims(rows((0.1, 0.05, 0.2)), ["isnad", "tfidf_char"], [])
    assert said[0].startswith("On outlets it never saw")
    assert "random split" in said[-1]


def test_claims_name_what_is_not_identified():
    assert claims([], ["isnad"], [{"split": "outlet", "reason": "two owners"}]) == [
        "Split outlet is not identified by these data: two owners."
    ]
