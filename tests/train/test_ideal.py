from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import check_grad
from scipy.stats import norm

from seeds.worlds import World, draw
from train import ideal, items
from train.choices import Choices, count, effective, mentions, vocabulary


def choices(world: World, seed: int = 0) -> Choices:
    planted = draw(world, seed)
    kept = mentions(planted.names, planted.articles)
    return count(kept, planted.articles, vocabulary(kept))


def test_ideal_gradient_is_that_of_the_loss() -> None:
    some = choices(World(outlets=5, articles=6))
    model = replace(items.blank(some), house=0.4, inflation=1.3, slope=0.7)
    counts = some.by_outlet(effective(some, model.rho))
    where = items.point(model) + 0.1 * np.random.default_rng(0).standard_normal(2 * len(model.alpha) + 2)
    _, gradient = items.lost(where, counts, model)
    error = check_grad(
        lambda p: items.lost(p, counts, model)[0], lambda p: items.lost(p, counts, model)[1], where, seed=0
    )
    assert error < 1e-3 * np.linalg.norm(gradient)


def test_ideal_chances_are_probabilities_of_each_group() -> None:
    model = items.blank(choices(World(outlets=4, articles=10)))
    p = np.exp(ideal.chances(model, np.array([-2.0, 0.0, 3.0])))
    for part in model.vocabulary.slices():
        assert p[part].sum(axis=0) == pytest.approx([1, 1, 1])


def test_ideal_who_says_nothing_stays_at_the_prior() -> None:
    some = choices(World(outlets=4, articles=10))
    belief = ideal.posterior(replace(some, counts=some.counts * 0), items.blank(some))
    x = ideal.grid(ideal.FINE)
    assert belief @ x == pytest.approx(0, abs=1e-9)
    assert belief[0] == pytest.approx(norm.pdf(x) * (x[1] - x[0]), rel=1e-4)


def test_ideal_more_articles_say_more_but_house_style_bounds_it() -> None:
    some = choices(World(outlets=2, articles=200))
    x = ideal.grid(ideal.FINE)

    def spread(house: float, times: float) -> float:
        belief = ideal.posterior(some, replace(items.blank(some), house=house, inflation=1 / times))
        return float(np.sqrt(belief @ x**2 - (belief @ x) ** 2)[0])

    assert spread(0.07, 30) < 0.5 * spread(0.07, 1)
    assert spread(0.9, 30) > 0.2


def test_ideal_fit_finds_house_style_and_repetition() -> None:
    plain, styled = (items.fit(choices(World(outlets=40, house=h))) for h in (0.0, 1.0))
    assert plain.house < 0.3 < 0.7 < styled.house < 1.3
    assert plain.inflation > 1.1, "an article leans on its own account"
    assert items.fit(choices(World(outlets=40, mood=0.0))).inflation < plain.inflation


def test_ideal_where_nobody_differs_nothing_tells() -> None:
    assert items.fit(choices(World(contrast=0.0, mood=0.0), seed=1)).slope < 0.25


def test_ideal_where_nothing_tells_intervals_are_those_of_no_evidence() -> None:
    x, shares, widths = ideal.grid(ideal.FINE), [], []
    for seed in range(6):
        some = choices(World(contrast=0.0, mood=0.0), seed)
        model = items.fit(some)
        belief = ideal.posterior(some, model)
        shares.append(model.nothing)
        widths.append(float(np.sqrt(belief @ x**2 - (belief @ x) ** 2).mean()))
    assert min(shares) > 0.5
    assert np.mean(widths) > 0.95
    assert items.fit(choices(World())).nothing < 1e-6


def test_ideal_what_was_believed_before_counts_as_evidence() -> None:
    some = choices(World(outlets=4, articles=10))
    model = replace(items.blank(some), house=0.07)
    rng = np.random.default_rng(0)
    half = rng.random(len(some.articles)) < 0.5
    before, after = (some.some(np.flatnonzero(side)) for side in (half, ~half))
    both, x = ideal.posterior(after, model, given=ideal.posterior(before, model)), ideal.grid(ideal.FINE)
    assert both @ x == pytest.approx(ideal.posterior(some, model) @ x, abs=0.03)
