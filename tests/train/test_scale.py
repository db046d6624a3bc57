import json

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from seeds.lexicon import orientation
from train.config import Config
from train.scale import learn, place

ARTICLES = ["article", "outlet", "duplicate_of"]
NAMES = ["article", "referent", "name", "valence", "voice", "masked"]


def folder(outlets: dict[str, list[dict[str, list[int]]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """names and articles from outlet -> articles -> referent -> valences."""
    articles, names = [], []
    for outlet, written in outlets.items():
        for a, choices in enumerate(written):
            articles.append((f"{outlet}-{a}", outlet, None))
            names += [(f"{outlet}-{a}", r, f"{r}{v}", v, "own", False) for r, vs in choices.items() for v in vs]
    return pd.DataFrame(names, columns=NAMES), pd.DataFrame(articles, columns=ARTICLES)


def planted(
    seed: int, outlets: int = 30, articles: int = 40, pull: float = 0.25
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Outlets of true positions N(0, 1), whose valences of three referents lean by pull * orientation * position."""
    random = np.random.default_rng(seed)
    truth = random.standard_normal(outlets)
    world: dict[str, list[dict[str, list[int]]]] = {}
    for o, theta in enumerate(truth):
        rows = []
        for _ in range(articles):
            row = {}
            for r in ("SYRIAN_STATE", "OPPOSITION_ARMED", "RUSSIA"):
                lean = np.clip(orientation()[r] * theta * pull, -0.6, 0.6)
                chances = np.array([0.3 - lean / 2, 0.4, 0.3 + lean / 2]).clip(0)
                row[r] = [
                    int(v) for v in random.choice((-1, 0, 1), size=random.poisson(1.5), p=chances / chances.sum())
                ]
            rows.append(row)
        world[f"outlet{o:02}"] = rows
    names, written = folder(world)
    return names, written, truth


def values(scale: dict, key: str = "value") -> np.ndarray:
    return np.array([scale["outlets"][o][key] for o in sorted(scale["outlets"])])


def test_scale_recovers_planted_positions() -> None:
    names, articles, truth = planted(0)
    assert spearmanr(values(learn(names, articles, Config())), truth).statistic >= 0.9


def test_scale_intervals_cover_planted_positions() -> None:
    covered = []
    for seed in range(8):
        names, articles, truth = planted(seed)
        scale = learn(names, articles, Config(draws=100))
        standard = (truth - truth.mean()) / truth.std(ddof=1)
        covered += list((values(scale, "low") <= standard) & (standard <= values(scale, "high")))
    assert 0.8 <= np.mean(covered) <= 0.99


def test_scale_by_hand() -> None:
    names, articles = folder(
        {"a": [{"RUSSIA": [1, 0]}, {"RUSSIA": [1]}], "b": [{"RUSSIA": [-1]}, {"RUSSIA": [0]}], "c": [{}]}
    )
    scale = learn(names, articles, Config())
    means, m = np.array([0.75, -0.5]), np.array([2.0, 2.0])
    within = (0.25**2 * 2 + 0.5**2 * 2) / 2
    between = means.var(ddof=1) - within / 2
    kappa = max(within / between, 0.5)
    mu = means.mean()
    raw = (m * (means - mu)) / (m + kappa)
    russia = scale["referents"]["RUSSIA"]
    assert russia["kappa"] == pytest.approx(kappa)
    assert russia["within"] == pytest.approx(within)
    assert russia["mean"] == pytest.approx(mu)
    assert russia["weight"] == pytest.approx(2 / (2 + kappa))
    placed = place(scale | {"unit": {"centre": 0.0, "sd": 1.0}}, names, articles)
    assert [placed[o]["value"] for o in "abc"] == pytest.approx([*raw, 0.0])
    assert [placed[o]["articles"] for o in "abc"] == [2, 2, 1]
    assert [placed[o]["mentions"] for o in "abc"] == [3, 2, 0]


def test_scale_orientation_by_lexicon() -> None:
    friendly, hostile = [1, 1], [-1, -1]
    names, articles = folder(
        {
            "state": [{"SYRIAN_ARMY": friendly, "TURKEY": hostile}] * 5,
            "rebel": [{"SYRIAN_ARMY": hostile, "TURKEY": friendly}] * 5,
            "mute": [{"CONFLICT": friendly, "IS": hostile}] * 5,
        }
    )
    placed = learn(names, articles, Config())["outlets"]
    assert placed["state"]["value"] > placed["mute"]["value"] > placed["rebel"]["value"]
    assert placed["mute"]["mentions"] == 0


def test_scale_leaves_out_other_voices_masked_mentions_and_duplicates() -> None:
    names, articles, _ = planted(1, outlets=8)
    alone = learn(names, articles, Config())
    loud = names.assign(valence=1, referent="SYRIAN_STATE")
    more = [loud.assign(voice="attributed"), loud.assign(voice="scare"), loud.assign(masked=True)]
    copy = articles.iloc[:20].assign(article=lambda t: t["article"] + "-copy", duplicate_of=articles["article"].iloc[0])
    copied = names.assign(article=names["article"] + "-copy")
    assert learn(pd.concat([names, *more, copied]), pd.concat([articles, copy]), Config()) == alone


def test_scale_one_article_moves_little_and_stays_uncertain() -> None:
    world = {
        f"o{k}": [{"SYRIAN_STATE": [v]} for v in ([1, 1, 0, 1, 1, -1] if k % 2 else [-1, -1, 0, -1, 1, -1]) * 4]
        for k in range(8)
    }
    names, articles = folder(world | {"tiny": [{"SYRIAN_STATE": [1, 1, 1]}]})
    placed = learn(names, articles, Config())["outlets"]
    assert 0 < placed["tiny"]["value"] < placed["o1"]["value"]
    width = {o: p["high"] - p["low"] for o, p in placed.items()}
    assert width["tiny"] > 1.5 * width["o1"] > 0


def test_scale_places_unseen_outlets_from_its_numbers_alone() -> None:
    names, articles, _ = planted(2, outlets=10)
    scale = learn(names, articles, Config())
    read_back = json.loads(json.dumps({k: v for k, v in scale.items() if k != "outlets"}))
    assert place(read_back, names, articles) == scale["outlets"]
    one = articles[articles["outlet"] == "outlet03"]
    assert place(read_back, names, one) == {"outlet03": scale["outlets"]["outlet03"]}


def test_scale_does_not_depend_on_row_order_but_on_seed() -> None:
    names, articles, _ = planted(3, outlets=6)
    scale = learn(names, articles, Config())
    shuffled = learn(names.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2), Config())
    np.testing.assert_allclose(values(shuffled, "low"), values(scale, "low"), rtol=1e-12)
    other = learn(names, articles, Config(seed=1))
    np.testing.assert_allclose(values(other), values(scale))
    assert not np.allclose(values(other, "low"), values(scale, "low"))


def test_scale_without_a_counted_mention() -> None:
    names, articles = folder({"a": [{}], "b": [{"CONFLICT": [1]}]})
    scale = learn(names, articles, Config())
    assert scale["referents"] == {}
    assert [scale["outlets"][o]["value"] for o in "ab"] == [0.0, 0.0]


def test_scale_steps_of_wordings_follow_valence_and_orientation() -> None:
    names, articles, _ = planted(4, outlets=10)
    wordings = learn(names, articles, Config())["wordings"]
    assert wordings["RUSSIA1"]["step"] > wordings["RUSSIA0"]["step"] > wordings["RUSSIA-1"]["step"]
    assert wordings["OPPOSITION_ARMED1"]["step"] < wordings["OPPOSITION_ARMED-1"]["step"]
    assert sum(w["mentions"] for w in wordings.values()) == len(names)
