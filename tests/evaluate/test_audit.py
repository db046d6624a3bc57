import pandas as pd

from evaluate import audit


def test_audit_counts_and_names_the_outlet_that_outweighs_its_label(tmp_path):
    articles = pd.DataFrame(
        {
            "article": list("abcdef"),
            "outlet": ["big"] * 4 + ["small", "none"],
            "owner": ["x"] * 4 + ["y", None],
            "published": ["2013-01-02", None, "2012-05-01", "2014-01-01", None, None],
            "n_words": [10] * 6,
            "duplicate_of": [None, None, None, "a", None, None],
        }
    )
    (tmp_path / "rejected.jsonl").write_text("{}\n{}\n")
    found = audit.corpus(articles, tmp_path, dict.fromkeys("abce", "damascus"), {})
    assert (found["articles"], found["duplicates"], found["rejected"], found["words"]) == (6, 1, 2, 50)
    assert (found["first"], found["last"], found["undated"]) == ("2012-05-01", "2013-01-02", 3)
    (label,) = found["labels"]
    assert (label["largest"], label["largest_share"], label["owners"]) == ("big", 0.75, 2)
    said = audit.limits({"limits": []}, found, [])
    assert "75\u00a0% of the articles labelled damascus are from big" in said[0]
    assert "damascus on 1 (2 owners in all)" in said[1]
    assert any("language models" in sentence for sentence in said)
    planted = audit.limits({"limits": []}, found, [{"label": "damascus", "basis": "planted"}])
    assert planted[0].startswith("This corpus is invented")
