"""Counting once is counting: what a fold learns from counts is what a vectoriser learns from its texts."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from tests.train.test_models import COLUMNS, CONFIG, LABELS, unseen
from train import counts
from train.fit import fitted, predict, probabilities
from train.models import MODELS, chosen, pipeline
from train.split import draw, sides

TEXTS = st.lists(
    st.lists(st.sampled_from("نظام حكومة مدينة جيش قصف سلام".split()), min_size=1, max_size=8).map(" ".join),
    min_size=4,
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.integers(1, 3), st.sampled_from([3, 8, None]), st.sampled_from(["word", "char_wb"]))
def test_counts_weigh_as_the_vectoriser_does(texts: list[str], min_df: int, most: int | None, analyzer: str) -> None:
    of = TfidfVectorizer(
        analyzer=analyzer, ngram_range=(1, 2), sublinear_tf=True, min_df=min_df, max_features=most, dtype=np.float32
    )
    seen, asked = np.arange(0, len(texts), 2), np.arange(1, len(texts), 2)
    told = [texts[i] for i in seen]
    made = counts.counted(of, texts)
    try:
        expected = of.fit_transform(told).toarray(), of.transform([texts[i] for i in asked]).toarray()
    except ValueError:  # no word is common enough
        with pytest.raises(ValueError, match="no word"):
            counts.weighed(of, made, seen, asked)
        return
    for got, wanted in zip(counts.weighed(of, made, seen, asked), expected, strict=True):
        np.testing.assert_allclose(got.toarray(), wanted, atol=1e-6)


def test_counts_texts_are_cut_once_however_many_folds_and_models_share_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    X, y = unseen(1.0, 0.5, 0)
    X.index = pd.Index([f"a{i}" for i in range(len(X))])
    labelled = pd.DataFrame({"article": X.index, "outlet": X["outlet"], "owner": X["outlet"], "label": y})
    folds, _ = draw(labelled.reset_index(drop=True), CONFIG)
    read = {name: c for name, c in chosen(CONFIG, COLUMNS, LABELS).items() if MODELS[name].text == "clean"}
    assert set(read) == {"hybrid", "tfidf_word", "tfidf_char"}
    cut: list[int] = []
    plain = CountVectorizer.fit_transform

    def spy(self: CountVectorizer, texts: list[str], y: None = None) -> object:
        cut.append(len(texts))
        return plain(self, texts, y)

    monkeypatch.setattr(CountVectorizer, "fit_transform", spy)
    p = predict(X, folds, list(LABELS), read, CONFIG, 1, tmp_path)
    assert cut == [len(X)] * 2  # by words and by characters
    predict(X, folds, list(LABELS), read, CONFIG, 1, tmp_path)
    assert len(cut) == 2  # nothing left to do, nothing counted
    monkeypatch.undo()
    outlet = folds[folds["split"] == "outlet"]
    train, test = sides(outlet, 0)
    for name, columns in read.items():
        model = fitted(name, columns, X.loc[train["article"]], train["label"].to_numpy(str), CONFIG)
        rows = p[(p["model"] == name) & (p["split"] == "outlet") & (p["fold"] == 0)].set_index("article")
        wanted = probabilities(model, X.loc[test["article"]])
        np.testing.assert_allclose(rows.loc[test["article"], ["p:x", "p:y"]], wanted, atol=2e-3)


def test_counts_models_without_text_have_no_vectoriser() -> None:
    texts = {name for name in MODELS if counts.vectors(pipeline(name, ["c"], CONFIG)) is not None}
    assert texts == {name for name, model in MODELS.items() if model.text}
