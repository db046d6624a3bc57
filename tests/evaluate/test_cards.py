import pandas as pd

from evaluate.cards import MOST, cards, telling
from evaluate.evidence import Evidence
from evaluate.profile import Profile, Trait

PLACE = (Evidence("a", 0, 1),)


def trait(name: str, value: float, others: float | None, low: float, n: int = 20, articles: int = 5) -> Trait:
    return Trait(name, value, low, 1.0, n, articles, others, PLACE)


def test_cards_tell_one_trait_of_each_choice_whose_interval_lies_above_the_others() -> None:
    surest = trait("names.own:IS:hostile", 0.9, 0.4, 0.7)
    rival = trait("names.own:IS:neutral", 0.8, 0.4, 0.7)
    unsure = trait("names.own:SDF:hostile", 0.9, 0.4, 0.3)
    few = trait("names.own:TURKEY:hostile", 0.9, 0.1, 0.8, n=5)
    one_article = trait("names.own:RUSSIA:hostile", 0.9, 0.1, 0.8, articles=1)
    unsaid = trait("speakers:side:none", 0.9, 0.1, 0.8)
    alone = trait("speakers:side:russia", 0.9, None, 0.8)
    cites = trait("speakers:side:turkey", 0.5, 0.3, 0.4)
    assert telling([cites, rival, surest, unsure, few, one_article, unsaid, alone]) == [surest, cites]


def test_cards_tell_the_most_telling_first_and_not_all() -> None:
    some = [trait(f"names.own:R{i}:hostile", 0.5 + i / 20, 0.1, 0.4) for i in range(MOST + 2)]
    assert telling(some) == some[::-1][:MOST]


def test_cards_show_five_mentions_and_one_that_speaks_against() -> None:
    rows = [(f"a{i}", 10 * k, 10 * k + 4, "IS", v) for i in range(4) for k, v in enumerate((-1, -1, 0))]
    names = pd.DataFrame(rows, columns=["article", "start", "end", "referent", "valence"]).assign(
        voice="own", masked=False
    )
    edges = [f"{part}_{edge}" for part in ("cue", "source", "resolved") for edge in ("start", "end")]
    said = pd.DataFrame(columns=["article", "masked", "source_side", "source_type", "cue_class", *edges])
    heads = pd.DataFrame({"article": [f"a{i}" for i in range(4)], "outlet": "منبر", "duplicate_of": None})
    told = Profile("منبر", True, 4, 0, None, (trait("names.own:IS:hostile", 0.67, 0.2, 0.5, n=12),), ())
    tables = {"articles": heads, "names": names, "attributions": said}
    (found,) = cards(tables, [told], True, 0)
    valence = {(a, s): v for a, s, _, _, v in rows}
    assert [valence[e.article, e.start] for e in found.evidence] == [-1] * 5
    assert [valence[e.article, e.start] for e in found.against] == [0]
    assert cards(tables, [told], True, 0) == [found]
