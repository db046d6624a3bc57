from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features import stories as module
from features.events import NAME, PLACE, REGION, Terms, terms
from features.stories import DAYS, candidates, collapse, stories, weigh

DAY = date(2013, 2, 21)
Found = tuple[Terms, date | None]


def article(words: str, place: str = "", region: str = "", when: date | None = DAY, name: str = "") -> Found:
    hits = [(PLACE, place), (REGION, region)] if place else []
    return terms(words.split(), [*hits, *([(NAME, name)] if name else [])]), when


def background(n: int, seed: int = 0) -> list[Found]:
    """Articles on other things: ten words each out of many."""
    rng = np.random.default_rng(seed)
    return [
        article(" ".join(f"لفظ{w}" for w in rng.integers(0, 50 * n, 10)), when=DAY + timedelta(int(rng.integers(30))))
        for _ in range(n)
    ]


def told(found: Sequence[Found], groups: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    articles = [*found, *background(60)]
    return stories([t for t, _ in articles], [when for _, when in articles], groups)


STATE = "مقتل 53 شخصا تفجير ارهابي سياره مفخخه مقر حزب البعث المزرعه"
REBEL = "53 قتيلا انفجار هز محيط مقر حزب البعث حي المزرعه سياره ملغومه"


def test_stories_two_outlets_one_attack_is_one_story() -> None:
    assert told([article(STATE, "mazraa", "damascus"), article(REBEL, "mazraa", "damascus")]) == [[0, 1]]


def test_stories_same_place_another_week_is_another_story() -> None:
    later = DAY + timedelta(7)
    assert told([article(STATE, "mazraa", "damascus"), article(REBEL, "mazraa", "damascus", later)]) == []


def test_stories_same_actors_in_another_place_is_another_story() -> None:
    meets = "الوزير يلتقي المبعوث الدولي"
    often = [
        article(f"{meets} شان{k} امر{k} قضيه{k}", when=DAY + timedelta(9 * k), name="minister") for k in range(1, 13)
    ]
    here = [article(f"{meets} {w}", "moscow", "russia", name="minister") for w in ("بحث هدنه حمص", "هدنه حمص محادثات")]
    there = article(f"{meets} مؤتمر المانحين تعهدات", "kuwait_city", "gulf", name="minister")
    assert told([*here, there, *often]) == [[0, 1]]


def test_stories_daily_tolls_are_no_story() -> None:
    toll = "لجان التنسيق المحليه حصيله القتلي بنيران القوات النظاميه {} شخصا معظمهم ريف {}"
    places = ("حلب", "حمص", "درعا", "ادلب")
    days = [
        article(toll.format(60 + 7 * k, places[k % 4]), places[k % 4], places[k % 4], DAY + timedelta(k))
        for k in range(20)
    ]
    assert told(days) == []


def test_stories_undated_joins_only_what_is_much_the_same() -> None:
    dated = article(STATE, "mazraa", "damascus")
    assert told([dated, article(STATE + " اليوم", "mazraa", "damascus", None)]) == [[0, 1]]
    assert told([dated, article("انفجار محيط مقر حزب البعث سوق خضار حافله مدرسه جسر", when=None)]) == []


def test_stories_likeness_that_joins_dated_articles_does_not_join_an_undated_one() -> None:
    halves = "مقر حزب البعث سوق خضار حافله رصيف بلديه", "مقر حزب البعث مدرسه جسر محطه ملعب مصنع"
    assert told([article(halves[0]), article(halves[1])]) == [[0, 1]]
    assert told([article(halves[0]), article(halves[1], when=None)]) == []


def test_stories_undated_does_not_bridge_dates_far_apart() -> None:
    found = [article(STATE, when=DAY), article(STATE, when=None), article(STATE, when=DAY + timedelta(20))]
    (story,) = told(found)
    assert 1 in story
    assert len(story) == 2


def test_stories_chain_of_days_does_not_drift() -> None:
    chain = [article(STATE, "mazraa", "damascus", DAY + timedelta(k)) for k in range(12)]
    for story in told(chain):
        assert max(story) - min(story) <= DAYS


def test_stories_near_duplicates_stay_together_whatever_their_terms_and_dates() -> None:
    found = [article(STATE), article("كلام اخر تماما عن شيء مختلف", when=DAY + timedelta(40)), article(REBEL, when=DAY)]
    assert [0, 1, 2] in told(found, [[0, 1]])
    assert told([article(""), article("")], [[1, 0]]) == [[0, 1]]


def test_stories_nothing_and_articles_without_terms_are_no_story() -> None:
    assert stories([], []) == []
    assert stories([terms([]), terms([])], [DAY, None]) == []


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_stories_order_of_the_corpus_does_not_matter(random: object) -> None:
    attack = [article(STATE, "mazraa", "damascus"), article(REBEL, "mazraa", "damascus"), article(STATE, when=None)]
    articles = [*attack, *[article(STATE, when=DAY + timedelta(k)) for k in range(6)], *background(20)]
    order = list(range(len(articles)))
    random.shuffle(order)  # type: ignore[attr-defined]
    place = {row: at for at, row in enumerate(order)}
    groups = [[0, 4], [5, 9]]
    moved = [[place[row] for row in group] for group in groups]
    straight = stories([t for t, _ in articles], [d for _, d in articles], groups)
    shuffled = stories([articles[r][0] for r in order], [articles[r][1] for r in order], moved)
    kinds = [(articles[r][0].tobytes(), articles[r][1]) for r in range(len(articles))]

    def alike(found: list[list[int]], at: Sequence[int]) -> list[list[tuple[bytes, str]]]:
        return sorted(sorted((kinds[at[row]][0], str(kinds[at[row]][1])) for row in story) for story in found)

    assert alike(straight, range(len(articles))) == alike(shuffled, order)


def test_stories_collapse_keeps_every_row_once() -> None:
    found = [article(STATE), article(REBEL, when=None), article("شيء")]
    rows = collapse([t for t, _ in found], [d for _, d in found], [[1, 0]])
    assert sorted(row for group in rows for row in group) == [0, 1, 2]
    assert [0, 1] in rows  # the dated one stands first


def compared(events: int) -> int:
    """Candidate pairs of a corpus of events told twice each, 20 a day, all with some words in common."""
    rng = np.random.default_rng(1)
    found = []
    for event in range(events):
        words = " ".join(f"حدث{w}" for w in rng.integers(0, 40 * events, 8))
        found += [article(words + " سوريا دمشق النظام المعارضه", when=DAY + timedelta(event // 20))] * 2
    nodes = weigh([t for t, _ in found], [d for _, d in found])
    return sum(len(i) for i, _ in candidates(nodes))


def test_stories_pairs_compared_grow_with_the_corpus_not_its_square() -> None:
    few, many = compared(300), compared(1_200)
    assert few >= 300
    assert many <= 5 * few


def test_stories_terms_common_within_the_window_lead_to_no_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [article("مقر حزب البعث المزرعه")] * 10
    nodes = weigh([t for t, _ in found], [d for _, d in found])
    assert sum(len(i) for i, _ in candidates(nodes)) == 45
    monkeypatch.setattr(module, "COMMON", 9)
    assert sum(len(i) for i, _ in candidates(nodes)) == 0


def test_stories_component_too_large_for_a_matrix_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [article(f"{STATE} {' '.join(f'طرف{k // 4}{x}' for x in 'ابتثج')}") for k in range(40)]
    monkeypatch.setattr(module, "LARGE", 12)
    parts = told(found)
    assert sorted(row for part in parts for row in part) == list(range(40))
    assert all(len({row // 4 for row in part}) * 4 == len(part) for part in parts)
