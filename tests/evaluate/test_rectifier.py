import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate.intervals import wilson
from evaluate.rectifier import Asked, between, rectified, tuned

MEANS = np.array([[0.9, 0.0], [-0.6, 0.7], [-0.6, -0.7]])


def planted(seed, labels, outlets=24, each=80, bias=0.0, shift=0.4):
    """Outlets that print articles of three sides in shares of their own; `bias` misreads all alike, `shift` each otherwise."""
    rng = np.random.default_rng(seed)
    asked, shares = [], []
    for o in range(outlets):
        q = rng.dirichlet(np.full(3, 0.6))
        truth = rng.choice(3, each, p=q)
        x = MEANS[truth] + rng.normal(size=(each, 2)) + shift * rng.normal(size=2) + np.array([bias, 0])
        p = np.exp(-((x[:, None] - MEANS) ** 2).sum(axis=2) / 2)
        drawn = rng.choice(each, labels[o % len(labels)], replace=False)
        asked.append(Asked(p / p.sum(axis=1, keepdims=True), drawn, truth[drawn]))
        shares.append(q)
    return asked, np.array(shares)


def tried(labels, worlds=25, **world):
    """Share of intervals that hold the planted share, and mean distance from it: corrected, as answered, labels alone."""
    held, off = [], []
    for seed in range(worlds):
        asked, q = planted(seed, labels, **world)
        found = rectified(asked)
        value, low, high = (np.array([getattr(f, part) for f in found]) for part in ("value", "low", "high"))
        assert ((low <= value) & (value <= high)).all() and value.sum(axis=1) == pytest.approx(1)
        counted = np.array([np.eye(3)[a.p.argmax(axis=1)].mean(axis=0) for a in asked])
        alone = np.array([np.eye(3)[a.truth].mean(axis=0) if len(a.truth) else np.full(3, np.nan) for a in asked])
        held.append(((low <= q) & (q <= high)).mean())
        off.append([abs(value - q).mean(), abs(counted - q).mean(), np.nanmean(abs(alone - q))])
    return float(np.mean(held)), *np.mean(off, axis=0)


@pytest.mark.parametrize("world", [{}, {"bias": 0.8}, {"shift": 0.0}, {"outlets": 3}])
def test_rectifier_on_own_labels_covers_and_beats_counting(world):
    held, corrected, counted, alone = tried([30], **world)
    assert 0.87 <= held <= 0.97
    assert corrected < 0.5 * counted and corrected < alone


@pytest.mark.parametrize("labels", [[12], [5], [0, 3, 8, 25]])
def test_rectifier_that_borrows_covers_and_beats_counting(labels):
    held, corrected, counted, _ = tried(labels, bias=0.8)
    assert 0.86 <= held <= 0.97
    assert corrected < 0.8 * counted


def test_rectifier_of_few_labels_is_nearer_than_the_labels_alone():
    _, corrected, _, alone = tried([5])
    assert corrected < 0.9 * alone


def test_rectifier_does_not_trust_probabilities_that_tell_nothing():
    rng = np.random.default_rng(0)
    asked = [Asked(rng.dirichlet(np.ones(2), 60), np.arange(30), rng.integers(0, 2, 30)) for _ in range(20)]
    found = rectified(asked)
    assert tuned(asked, True) < 0.1
    for one, share in zip(asked, found, strict=True):
        assert share.value[1] == pytest.approx(one.truth.mean(), abs=0.03) and share.own == 1


def test_rectifier_trusts_probabilities_that_are_right():
    rng = np.random.default_rng(1)
    truths = [rng.integers(0, 2, 60) for _ in range(8)]
    asked = [Asked(np.eye(2)[t], np.arange(25), t[:25]) for t in truths]
    found = rectified(asked)
    assert tuned(asked, True) == tuned(asked, False) == 1
    for truth, share in zip(truths, found, strict=True):
        assert share.value[1] == pytest.approx(truth.mean())
        assert share.low[1] < truth.mean() < share.high[1]  # other articles might have been written


def test_rectifier_says_nothing_without_labels_and_without_others():
    asked, _ = planted(0, [30, 0, 0, 0])
    found = rectified(asked[:4])
    assert found[0].own == 1 and np.isfinite(found[0].value).all()
    assert all(np.isnan(f.value).all() and np.isnan(f.own) for f in found[1:])
    assert tuned([a._replace(drawn=a.drawn[:1], truth=a.truth[:1]) for a in asked], True) == 0


def test_rectifier_lends_what_probabilities_tell_of_outlets_where_labels_are_the_outlets():
    rng = np.random.default_rng(3)
    sides = rng.integers(0, 2, 20)
    p = [np.clip(0.2 + 0.6 * side + 0.1 * rng.normal(size=40), 0, 1) for side in sides]
    labels = [5] * 15 + [0] * 5
    asked = [
        Asked(np.column_stack([1 - x, x]), np.arange(n), np.full(n, side))
        for x, side, n in zip(p, sides, labels, strict=True)
    ]
    assert tuned(asked, True) == pytest.approx(0) and tuned(asked, False) > 0.9
    off = [abs(found.value[1] - side) for found, side in zip(rectified(asked)[15:], sides[15:], strict=True)]
    assert max(off) < 0.35  # where the mean of the other outlets is off by half


def test_rectifier_of_labels_that_all_agree_is_no_surer_than_their_number():
    p = np.full((60, 2), 0.5)
    mixed = Asked(p, np.arange(30), np.arange(30) % 2)
    (agreed, *_) = rectified([Asked(p, np.arange(22), np.zeros(22, int)), mixed, mixed])
    assert agreed.value[0] == 1 and agreed.low[0] == pytest.approx(wilson(1.0, 22)[0])


@given(st.integers(0, 500), st.floats(0.0, 0.5))
def test_rectifier_between_finds_no_variance_in_less_than_chance(seed, spread):
    rng = np.random.default_rng(seed)
    error = np.full((12, 2), 0.04)
    tau2, centre, sure = between(spread * 0.1 * rng.normal(size=(12, 2)), error)
    assert (tau2 == 0).all() and (abs(centre) < 0.2).all() and sure == pytest.approx(0.04 / 12)


def test_rectifier_between_finds_the_variance_that_is_there():
    rng = np.random.default_rng(2)
    error = rng.uniform(0.01, 0.1, (400, 1))
    mean = 0.3 + rng.normal(0, 0.2, (400, 1)) + rng.normal(size=(400, 1)) * np.sqrt(error)
    tau2, centre, _ = between(mean, error)
    assert tau2[0] == pytest.approx(0.04, rel=0.25) and centre[0] == pytest.approx(0.3, abs=0.05)
