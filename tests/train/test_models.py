import pickle
import pickletools
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from seeds.chain import Refused
from train.config import Config
from train.fit import fitted
from train.models import MODELS, chosen, families, lesson

COLUMNS = [
    "names.own:SYRIAN_STATE:hostile",
    "names.own:SYRIAN_STATE:n",
    "speakers:side:un",
    "speakers:side:n",
    "cues.of:un:doubt",
    "cues.of:un:n",
    "fingerprint:tatweel",
    "fingerprint:n",
    "article_names.own:SYRIAN_STATE:hostile",
    "pooled_names.own:SYRIAN_STATE:hostile",
    "article_cues.of:opposition:doubt",
    "pooled_cues.of:opposition:doubt",
    "article_speakers:type:monitor",
    "pooled_speakers:type:monitor",
    "article_speakers:side:un",
    "pooled_speakers:side:un",
    "topic:IS",
    "length:log",
]
CONFIG = Config(word_min_df=1, char_min_df=1)
LABELS = ("x", "y")


def world(n: int = 40) -> tuple[pd.DataFrame, np.ndarray]:
    random = np.random.default_rng(0)
    y = np.array(["x", "y"])[np.arange(n) % 2]
    table = pd.DataFrame(random.random((n, len(COLUMNS))), columns=COLUMNS)
    table["names.own:SYRIAN_STATE:hostile"] = np.where(y == "x", 0.9, 0.1)
    table["cues.of:un:doubt"] = np.nan
    table["text"] = [f"كلمة {'سلام' if label == 'x' else 'حرب'} في النص" for label in y]
    table["clean"] = table["furniture"] = table["text"]
    table["crawl"] = "web"
    table["outlet"] = [f"outlet{i % 8}" for i in range(n)]
    return table, y


@pytest.mark.parametrize("name", MODELS)
def test_models_take_one_table_and_answer_in_sorted_labels(name: str) -> None:
    X, y = world()
    model = fitted(name, chosen(CONFIG, COLUMNS, LABELS)[name], X, y, CONFIG)
    p = model.predict_proba(X)
    assert list(model.classes_) == ["x", "y"]
    assert p.shape == (len(X), 2)
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_array_equal(model.predict_proba(X.assign(more=1)[[*X.columns[::-1], "more"]]), p)


@pytest.mark.parametrize("name", MODELS)
def test_models_hold_nothing_of_ours(name: str) -> None:
    X, y = world()
    model = fitted(name, chosen(CONFIG, COLUMNS, LABELS)[name], X, y, CONFIG)
    strings = [arg for _, arg, _ in pickletools.genops(pickle.dumps(model)) if isinstance(arg, str)]
    modules = {s.split(".")[0] for s in strings if re.fullmatch(r"[a-z_]\w*(\.[a-z_]\w*)*", s)}
    assert "sklearn" in modules
    assert not modules & {"seeds", "features", "train", "evaluate", "pandas"}


def test_models_read_their_own_families_only() -> None:
    X, y = world()
    found = chosen(CONFIG, COLUMNS, LABELS)
    for name, columns in found.items():
        model = fitted(name, columns, X, y, CONFIG)
        for column in COLUMNS:
            changed = not np.array_equal(
                model.predict_proba(X.assign(**{column: X[column] + 1})), model.predict_proba(X)
            )
            assert changed <= (column in columns), (name, column)
    assert found["shares"] == COLUMNS[0:6:2]  # no counts: they tell topic and length
    assert set(found["isnad"]) == {COLUMNS[9], COLUMNS[11], "pooled_speakers:type:monitor"}
    assert set(found["isnad_own"]) == {COLUMNS[9], COLUMNS[11]}
    assert found["fingerprint"] == COLUMNS[6:7]


def test_models_missing_share_stands_at_the_mean() -> None:
    X, y = world()
    model = fitted("names", COLUMNS[:1], X, y, CONFIG)
    scale = model.named_steps["columns"].named_transformers_["shares"].named_steps["scale"]
    column = COLUMNS[0]
    np.testing.assert_allclose(
        model.predict_proba(X.assign(**{column: np.nan})), model.predict_proba(X.assign(**{column: scale.mean_[0]}))
    )


def test_models_lookup_knows_nothing_of_unseen_outlets() -> None:
    X, y = world()
    model = fitted("lookup", [], X, y, CONFIG)
    np.testing.assert_allclose(model.predict_proba(X.assign(outlet="never seen")), 0.5)
    assert (model.predict(X) == y).all()


def test_models_majority_is_that_of_articles() -> None:
    X, y = world(41)
    model = fitted("majority", [], X, y, CONFIG)
    np.testing.assert_allclose(model.predict_proba(X)[0], [21 / 41, 20 / 41])


def test_models_families_by_first_mark() -> None:
    assert {f: len(c) for f, c in families(COLUMNS).items()} == {
        **{"names": 2, "speakers": 2, "cues": 2, "fingerprint": 2, "topic": 1, "length": 1},
        **{"article_names": 1, "pooled_names": 1, "article_cues": 1, "pooled_cues": 1},
        **{"article_speakers": 2, "pooled_speakers": 2},
    }


def test_models_unknown_name_or_missing_family_refused() -> None:
    with pytest.raises(Refused, match=r"no model is called 'bert'; the models are isnad, isnad_own"):
        chosen(Config(models=("bert",)), COLUMNS, LABELS)
    with pytest.raises(Refused, match=r"no model is called 'isnat'"):
        chosen(Config(C={"isnat": 1.0}), COLUMNS, LABELS)
    with pytest.raises(Refused, match=r"no column of family 'fingerprint', which model 'fingerprint' reads"):
        chosen(Config(models=("fingerprint",)), COLUMNS[:6], LABELS)


def test_models_pooled_learns_from_each_article_alone_and_pooled() -> None:
    X, y = world()
    columns = chosen(CONFIG, COLUMNS, LABELS)["isnad"]
    taught, labels = lesson("isnad", columns, X, y)
    twins = [c.replace("pooled_", "article_") for c in columns]
    np.testing.assert_array_equal(taught[columns][: len(X)], X[twins])
    np.testing.assert_array_equal(taught[columns][len(X) :], X[columns])
    assert labels.tolist() == [*y, *y]
    model = fitted("isnad", columns, X, y, CONFIG)
    assert not np.array_equal(model.predict_proba(X), model.predict_proba(X.assign(**{columns[0]: 3.0})))
    np.testing.assert_array_equal(model.predict_proba(X), model.predict_proba(X.assign(**{twins[0]: 3.0})))


def test_models_that_need_an_order_are_left_out_without_one_and_refused_by_name() -> None:
    three = ("x", "y", "z")
    assert "ordinal" not in chosen(CONFIG, COLUMNS, three)
    assert set(MODELS) == set(chosen(replace(CONFIG, order=three), COLUMNS, three))
    with pytest.raises(
        Refused, match=r"label 'x' has no place in `order` \(opposition, other, damascus\).*; give all"
    ) as said:
        chosen(replace(CONFIG, models=("ordinal",)), COLUMNS, three)
    assert "\n" not in str(said.value)


def unseen(names: float, words: float, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Articles of 16 outlets in two camps: how far names, and words, follow the camp."""
    random = np.random.default_rng(seed)
    o = np.repeat(np.arange(16), 6)
    y = np.array(["x", "y"])[o % 2]
    table = pd.DataFrame(random.normal(size=(len(o), len(COLUMNS))), columns=COLUMNS)
    for column in ("names.own:SYRIAN_STATE:hostile", "cues.of:opposition:doubt"):
        for kind in ("article_", "pooled_"):
            table[kind + column] += names * np.where(y == "x", 1, -1)
    of_camp = np.where(random.random(len(o)) < words, np.where(y == "x", "سلام", "حرب"), "خبر")
    table["text"] = table["clean"] = table["furniture"] = [f"{w} من المكان {i % 7}" for i, w in enumerate(of_camp)]
    return table.assign(crawl="web", outlet=[f"o{i}" for i in o]), y


@pytest.mark.parametrize(("names", "words", "least"), [(1.0, 0.0, 0.85), (0.0, 0.9, 0.85), (0.0, 0.0, 0.3)])
def test_models_hybrid_hears_names_and_words_and_is_no_worse_than_chance(
    names: float, words: float, least: float
) -> None:
    X, y = unseen(names, words, 1)
    train = X["outlet"].isin([f"o{i}" for i in range(10)]).to_numpy()
    model = fitted("hybrid", chosen(CONFIG, COLUMNS, LABELS)["hybrid"], X[train], y[train], CONFIG)
    right = (model.predict(X[~train]) == y[~train]).mean()
    assert right >= least
    assert names + words > 0 or right <= 0.7


def test_models_hybrid_counts_a_word_by_articles_not_by_rows_of_the_lesson() -> None:
    X, y = world()
    X.loc[:1, "clean"] = "نادر جدا"
    config = replace(CONFIG, word_min_df=3)
    model = fitted("hybrid", chosen(config, COLUMNS, LABELS)["hybrid"], X, y, config)
    words = set(model["columns"].named_transformers_["text"].vocabulary_)
    assert "كلمة" in words
    assert "نادر" not in words  # in two articles, four rows


def test_models_own_voice_reads_nothing_that_a_quotation_holds() -> None:
    names = [f"pooled_names.{voice}:IS:hostile" for voice in ("own", "attributed")]
    columns = [*names, "pooled_cues.of:russia:doubt", "pooled_speakers:type:monitor"]
    read = {name: [c for c in columns if MODELS[name].picks(c)] for name in ("isnad", "isnad_own")}
    assert read == {"isnad": columns, "isnad_own": [columns[0], columns[2]]}
