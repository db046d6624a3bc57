import numpy as np
import pandas as pd
import pytest

from evaluate import keyness
from evaluate.keyness import Key

FILLER = "الوزير المدينة الطريق المستشفى السوق المدرسة الماء الخبز الشتاء القرية الجسر البلدية الأهالي الكهرباء".split()
OUTLETS = ("منبر", "صحيفة", "إذاعة", "وكالة")


def tables(planted: float = 0.0, seed: int = 0, each: int = 30, hostile: float = 0.0) -> dict[str, pd.DataFrame]:
    """Articles of common words; `planted` of the first outlet's hold a word of its own, `hostile` of its names are so."""
    rng = np.random.default_rng(seed)
    articles, names = [], []
    for o, outlet in enumerate(OUTLETS):
        for i in range(each):
            words = rng.choice(FILLER, 30).tolist()
            share = 0.2 if o else planted
            if planted and rng.random() < share:
                words[3:3] = ["الزمهرير"] * (1 if o else 2)
            key = f"{outlet}{i}"
            text = " ".join(words)
            articles.append({"article": key, "outlet": outlet, "owner": outlet, "text": text, "duplicate_of": None})
            for n in range(4):
                row = "regime" if rng.random() < (hostile if o == 0 and hostile else 0.3) else "govt"
                names.append(
                    {"article": key, "start": 7 * n, "end": 7 * n + 4, "referent": "SYRIAN_STATE", "name": row}
                )
                names[-1] |= {"voice": "own", "masked": False}
    clean = pd.DataFrame({"article": [], "start": [], "end": []})
    return {
        "articles": pd.DataFrame(articles).astype({"duplicate_of": object}),
        "names": pd.DataFrame(names),
        "clean": clean,
    }


def of(found: list[Key], level: str, group: str) -> list[str]:
    return [k.item for k in found if (k.level, k.group, k.kind) == (level, group, "word")]


def test_keyness_finds_a_planted_word_and_traces_it() -> None:
    data = tables(planted=0.95)
    found, tested = keyness.keys(data, {})
    assert of(found, "outlet", "منبر") == ["الزمهرير"]
    key = next(k for k in found if k.item == "الزمهرير")
    assert (key.kind, key.referent, key.outlets) == ("word", None, 1)
    assert key.rate > key.others
    assert key.q <= keyness.RATE
    assert 0 <= key.dispersion <= 1
    texts = dict(zip(data["articles"]["article"], data["articles"]["text"], strict=True))
    assert len(key.evidence) == 3
    assert {texts[e.article][e.start : e.end] for e in key.evidence} == {"الزمهرير"}
    assert {t.flagged for t in tested if t.group != "منبر" and t.kind == "word"} == {0}


def test_keyness_finds_a_wording_within_its_referent() -> None:
    found, _ = keyness.keys(tables(hostile=0.9), {})
    (key,) = [k for k in found if k.group == "منبر"]
    assert (key.kind, key.referent, key.item) == ("wording", "SYRIAN_STATE", "regime")
    assert key.rate == pytest.approx(0.9, abs=0.1)
    assert key.others == pytest.approx(0.3, abs=0.1)


def test_keyness_of_a_null_world_is_next_to_nothing() -> None:
    flagged = {(seed, k.group, k.kind) for seed in range(5) for k in keyness.keys(tables(seed=seed), {})[0]}
    assert len(flagged) <= 6  # of 40 tested: 0.05 of them is 2, more than 6 comes less than once in a hundred


def test_keyness_of_camps_exchanges_owners_and_never_parts_them() -> None:
    articles = tables()["articles"].assign(owner=["a", "a", "b", "b"] * 30)
    camp = articles["outlet"].map({"منبر": "x", "صحيفة": "x", "إذاعة": "y"})
    unit, group, groups = keyness.units("camp", articles, camp)
    assert groups == ["x", "y"]
    assert (unit[articles["outlet"] == "وكالة"] == -1).all()
    pairs = {(o, c) for o, c in zip(articles["owner"], camp, strict=True) if isinstance(c, str)}
    assert len(group) == len(pairs) == 4
    for (_, _), rows in articles.assign(camp=camp).dropna(subset="camp").groupby(["owner", "camp"]):
        assert len(set(unit[rows.index])) == 1


def test_keyness_camps_of_many_outlets_share_a_word() -> None:
    rng = np.random.default_rng(1)
    rows, camps = [], {}
    for o in range(16):
        camps[f"o{o}"] = "x" if o % 2 else "y"
        for i in range(5):
            words = rng.choice(FILLER, 40).tolist()
            if rng.random() < (0.9 if o % 2 else 0.2):
                words.insert(5, "الزمهرير")
            rows.append({"article": f"{o}.{i}", "outlet": f"o{o}", "owner": None, "text": " ".join(words)})
    nothing = pd.DataFrame({"article": [], "start": [], "end": []})
    names = pd.DataFrame({c: [] for c in ("article", "start", "end", "referent", "name", "voice", "masked")})
    data = {"articles": pd.DataFrame(rows).assign(duplicate_of=None), "names": names, "clean": nothing}
    found, _ = keyness.keys(data, camps)
    assert of(found, "camp", "x") == ["الزمهرير"]
    assert of(found, "camp", "y") == []
    assert next(k for k in found if k.level == "camp").outlets == 8
    again, _ = keyness.keys(data | {"articles": data["articles"].sample(frac=1, random_state=0)}, camps)
    assert again == found


def test_keyness_leaves_out_names_of_the_lexicon_and_furniture() -> None:
    articles = pd.DataFrame([{"article": "a", "outlet": "o", "text": "قائمة قال داعش والوزير وزير"}])
    items = keyness.words(articles, pd.DataFrame({"article": ["a"], "start": [0], "end": [5]}))
    assert {items.names[i] for i in items.item} == {"قال", "والوزير", "وزير"}


def test_keyness_of_nothing_is_nothing() -> None:
    data = tables(each=2)
    assert keyness.keys(data, {}) == ([], [])
