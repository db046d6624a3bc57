import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, spearmanr

from seeds.lexicon import orientation
from seeds.worlds import World, draw
from train.config import Config
from train.ideal import FINE, grid, quantile
from train.scale import learn, place, unit

ARTICLES = ["article", "outlet", "duplicate_of"]
NAMES = ["article", "referent", "name", "valence", "voice", "masked", "side"]


def folder(outlets: dict[str, list[dict[str, list[int]]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """names and articles from outlet -> articles -> referent -> valences."""
    articles, names = [], []
    for outlet, written in outlets.items():
        for a, choices in enumerate(written):
            articles.append((f"{outlet}-{a}", outlet, None))
            names += [(f"{outlet}-{a}", r, f"{r}{v}", v, "own", False, None) for r, vs in choices.items() for v in vs]
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


def flat(row: dict) -> list[float]:
    return [n for value in row.values() for n in (value.values() if isinstance(value, dict) else [value])]


def test_scale_recovers_planted_positions() -> None:
    names, articles, truth = planted(0)
    assert spearmanr(values(learn(names, articles, Config())), truth).statistic >= 0.9


def test_scale_intervals_cover_planted_positions() -> None:
    covered = []
    for seed in range(8):
        names, articles, truth = planted(seed)
        scale = learn(names, articles, Config())
        standard = (truth - truth.mean()) / truth.std(ddof=1)
        covered += list((values(scale, "low") <= standard) & (standard <= values(scale, "high")))
    assert 0.84 <= np.mean(covered) <= 0.96


def test_scale_by_hand() -> None:
    names, articles = folder({"a": [{"RUSSIA": [1, 0]}, {"RUSSIA": [1]}], "b": [{"RUSSIA": [-1]}, {"RUSSIA": [0]}]})
    scale = learn(names, articles, Config())
    hand = scale | {
        "model": {"slope": 1.0, "spread": 0.1, "house": 0.07, "inflation": 1.0, "nothing": 0.0},
        "referents": {"RUSSIA": scale["referents"]["RUSSIA"] | {"rho": 1.0}},
        "wordings": {n: w | {"alpha": 0.0, "beta": w["lean"]} for n, w in scale["wordings"].items()},
        "unit": {"centre": 0.5, "sd": 2.0, "outlets": 2, "variance": [0.0, 0.0, 0.0]},
    }
    theta = np.linspace(-5, 5, 20_001)

    def mean(*shares: dict[int, float]) -> float:
        total = np.log(np.exp(theta) + 1 + np.exp(-theta))
        logs = sum(share * (v * theta - total) for article in shares for v, share in article.items())
        weight = np.exp(logs - theta**2 / 2)
        return float(weight @ theta / weight.sum())

    placed = place(hand, names, articles)
    found = [mean({1: 0.5, 0: 0.5}, {1: 1.0}), mean({-1: 1.0}, {0: 1.0})]
    assert [placed[o]["value"] for o in "ab"] == pytest.approx([(v - 0.5) / 2 for v in found], abs=2e-3)
    assert [placed[o]["articles"] for o in "ab"] == [2, 2]
    assert [placed[o]["mentions"] for o in "ab"] == [3, 2]


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
    again = place(read_back, names, articles)
    assert {o: p["value"] for o, p in again.items()} == {o: p["value"] for o, p in scale["outlets"].items()}
    assert all(
        p["low"] < scale["outlets"][o]["low"] < scale["outlets"][o]["high"] < p["high"] for o, p in again.items()
    )
    one = place(read_back, names, articles[articles["outlet"] == "outlet03"])
    assert flat(one["outlet03"]) == pytest.approx(flat(again["outlet03"]))


def test_scale_one_row_may_name_two_referents() -> None:
    """`قوات النظام` may be counted as the row `regime` of the army: in scale.json they are two wordings."""
    names, articles, _ = planted(7)
    alike = names["referent"].isin(sorted(names["referent"].unique())[:2])
    names.loc[alike, "name"] = "same" + names.loc[alike, "valence"].astype(str)
    scale = learn(names, articles, Config())
    assert len(scale["wordings"]) == len(names[["referent", "name"]].drop_duplicates())
    again = place(scale, names, articles)
    assert {o: p["value"] for o, p in again.items()} == {o: p["value"] for o, p in scale["outlets"].items()}


def test_scale_wordings_it_does_not_know_say_nothing() -> None:
    names, articles, _ = planted(2, outlets=6)
    scale = learn(names, articles, Config())
    strange = names.assign(name="never heard", valence=1)
    assert place(scale, pd.concat([names, strange]), articles) == place(scale, names, articles)


def test_scale_does_not_depend_on_row_order_or_seed() -> None:
    names, articles, _ = planted(3, outlets=6)
    scale = learn(names, articles, Config())
    shuffled = learn(names.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2), Config())
    assert shuffled == scale
    assert learn(names, articles, Config(seed=1))["outlets"] == scale["outlets"]


def test_scale_turned_lexicon_turns_the_axis() -> None:
    names, articles, _ = planted(5, outlets=10)
    scale, turned = (learn(n, articles, Config()) for n in (names, names.assign(valence=-names["valence"])))
    np.testing.assert_allclose(values(turned), -values(scale), atol=0.05)
    np.testing.assert_allclose(values(turned, "low"), -values(scale, "high"), atol=0.05)


def test_scale_without_a_counted_mention() -> None:
    names, articles = folder({"a": [{}], "b": [{"CONFLICT": [1]}]})
    scale = learn(names, articles, Config())
    assert scale["referents"] == {}
    assert [scale["outlets"][o]["value"] for o in "ab"] == pytest.approx([0.0, 0.0])


def test_scale_wordings_tell_by_valence_and_orientation() -> None:
    names, articles, _ = planted(4, outlets=10)
    wordings = learn(names, articles, Config())["wordings"]
    assert wordings["RUSSIA:RUSSIA1"]["beta"] > wordings["RUSSIA:RUSSIA0"]["beta"] > wordings["RUSSIA:RUSSIA-1"]["beta"]
    assert (
        wordings["OPPOSITION_ARMED:OPPOSITION_ARMED1"]["beta"] < wordings["OPPOSITION_ARMED:OPPOSITION_ARMED-1"]["beta"]
    )
    assert sum(w["mentions"] for w in wordings.values()) == len(names)


def test_scale_quoted_loaded_words_do_not_move_it() -> None:
    quoted = draw(World(quoted=0.8), 0)
    heard = learn(quoted.names, quoted.articles, Config())
    deaf = learn(quoted.names[quoted.names["voice"] == "own"], quoted.articles, Config())
    assert heard["cited"]["wordings"]
    assert not deaf["cited"]["wordings"]
    for outlet in heard["outlets"].values():
        assert outlet["joint"]["value"] == pytest.approx(outlet["value"], abs=0.35), "nor much where both voices count"
    for outlet in (*heard["outlets"].values(), *deaf["outlets"].values()):
        del outlet["cited"], outlet["joint"]
    assert {k: v for k, v in heard.items() if k != "cited"} == {k: v for k, v in deaf.items() if k != "cited"}


def test_scale_sources_place_an_outlet_as_far_as_they_follow_it() -> None:
    def found(heard: float) -> tuple[dict, np.ndarray]:
        world = draw(World(sources=0.9, heard=heard, contrast=0.4, outlets=24), 3)
        return learn(world.names, world.articles, Config()), world.positions

    def agreement(scale: dict, kind: str, truth: np.ndarray) -> float:
        rows = [scale["outlets"][o] for o in sorted(scale["outlets"])]
        return float(np.corrcoef([(row[kind] if kind else row)["value"] for row in rows], truth)[0, 1])

    following, truth = found(1.0)
    assert following["cited"]["model"]["slope"] > 0.3
    assert agreement(following, "cited", truth) > 0.8
    assert agreement(following, "joint", truth) > agreement(following, "", truth)
    deaf, truth = found(0.0)
    assert deaf["cited"]["model"]["slope"] < 0.2
    assert agreement(deaf, "joint", truth) > agreement(deaf, "", truth) - 0.03


def test_scale_unit_gives_positions_mean_0_and_sd_1() -> None:
    rng = np.random.default_rng(0)
    x = grid(FINE)
    beliefs = np.exp(-0.5 * ((x - rng.normal(1, 0.5, 50)[:, None]) / 0.3) ** 2)
    beliefs /= beliefs.sum(axis=1, keepdims=True)
    found = unit(beliefs, np.full(50, 10))
    drawn = np.array([rng.choice(x, 2000, p=row) for row in beliefs])
    assert found["centre"] == pytest.approx(drawn.mean(), abs=0.02)
    assert found["sd"] == pytest.approx(drawn.std(), abs=0.02)


@settings(deadline=None, max_examples=30)
@given(st.floats(-3, 3), st.floats(0.1, 1), st.floats(0.01, 0.99))
def test_scale_quantile_is_that_of_the_normal(mean: float, sd: float, q: float) -> None:
    belief = norm.pdf(grid(FINE), mean, sd)[None, :]
    inside = norm.cdf([-5, 5], mean, sd)
    expected = norm.ppf(inside[0] + q * (inside[1] - inside[0]), mean, sd)
    assert quantile(belief / belief.sum(), q)[0] == pytest.approx(expected, abs=0.02)
