"""Attacks on what a model may lean on, each on a planted corpus: what is measured stays, or what was only borrowed is gone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from evaluate import robustness
from evaluate.alterations import ALTERATIONS, LIMITS, Piece, altered
from evaluate.panel import panel
from evaluate.reread import foils
from evaluate.scores import score
from features import blocks
from seeds.outlets import COLUMNS
from seeds.plant import plant
from train import models, scale, split, store
from train.config import Config
from train.fit import predict, probabilities, weigh
from train.learn import learn

pytestmark = pytest.mark.slow
CONFIG = Config(
    models=("isnad", "isnad_own", "topic", "furniture", "lookup", "majority"),
    permutations=10,
    owner_folds=6,
    shuffles=1,
)


def silent(_: str) -> None:
    pass


def seen(home: Path, **planted: Any) -> Path:
    """A planted corpus and its features."""
    plant(home / "corpus", **planted)
    blocks.run(home / "corpus" / "corpus.jsonl", home / "features", say=silent)
    return home


def tables(folder: Path) -> list[pd.DataFrame]:
    """Mentions with the side of who speaks them, and the articles."""
    material = store.read(folder)
    return [material.names, material.articles]


def recovered(home: Path) -> float:
    """Rank correlation of planted and found positions."""
    truth = json.loads((home / "corpus" / "truth.json").read_text(encoding="utf-8"))["outlets"]
    found = scale.learn(*tables(home / "features"), Config())["outlets"]
    return float(spearmanr([truth[o]["position"] for o in truth], [found[o]["value"] for o in truth]).statistic)


def unseen(home: Path) -> dict[str, float]:
    """Macro-F1 on unseen outlets by model, each outlet weighing 1, without all else that training does."""
    material = store.read(home / "features")
    whole = material.articles[material.articles["duplicate_of"].isna()]
    whole = whole.assign(label=whole["outlet"].map(camps(home))).reset_index(drop=True)
    drawn, _ = split.draw(whole, CONFIG)
    table, kept = drawn[drawn["split"] == "outlet"], home / "folds"
    kept.mkdir()
    labels = sorted(set(whole["label"]))
    chosen = models.chosen(CONFIG, material.columns, labels)
    rows = score(predict(material.table, table, labels, chosen, CONFIG, 1, kept), labels, "camp", 0)
    wanted = ("macro_f1", "outlet", "outlet", None)
    return {r["model"]: r["value"] for r in rows if (r["metric"], r["weighting"], r["interval"], r["outlet"]) == wanted}


def camps(home: Path) -> dict[str, str]:
    """The planted camp of each outlet."""
    lines = (home / "corpus" / "labels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[1] for line in lines}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = seen(tmp_path_factory.mktemp("attacks"), outlets=12, articles=12, seed=2)
    labels = home / "corpus" / "labels.tsv"
    learn(home / "features", home / "model", CONFIG, table=labels, target="camp", workers=1)
    return home


def pieces(home: Path) -> list[tuple[dict[str, str], Piece]]:
    """The corpus's rows, each with what alterations need to know."""
    names, clean = (pd.read_parquet(home / "features" / f"{t}.parquet") for t in ("names", "clean"))
    loud = names[(names["voice"] == "own") & (names["valence"] != 0) & ~names["masked"]]
    places = json.loads((home / "model" / store.SCALE).read_text(encoding="utf-8"))["outlets"]
    rows = [json.loads(line) for line in (home / "corpus" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]

    def spans(table: pd.DataFrame, article: str) -> tuple[tuple[int, int], ...]:
        some = table.loc[table["article"] == article, ["start", "end"]].sort_values("start")
        return tuple((int(a), int(b)) for a, b in some.itertuples(index=False))

    return [
        (
            row,
            Piece(row["id"], row["text"], spans(clean, row["id"]), spans(loud, row["id"]), (row["outlet"],), foils(at)),
        )
        for row in rows
        for at in [places[row["outlet"]]["value"]]
    ]


Changed = tuple[float, float, float]


def attacked(home: Path, out: Path, alter: Callable[[Piece], str], model: str = "isnad") -> Changed:
    """Share of answers that change, mean move of positions in halves of their interval, and how far positions still reach."""
    rows = [row | {"text": alter(piece)} for row, piece in pieces(home)]
    corpus = out / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    blocks.run(corpus, out / "features", say=silent)
    norms, isnad = store.card(home / "model")["norms"], store.models(home / "model")[model]
    told, placed = [], []
    fitted = json.loads((home / "model" / store.SCALE).read_text(encoding="utf-8"))
    for folder in (home / "features", out / "features"):
        material = store.read(folder, norms)
        told.append(probabilities(isnad, material.table).argmax(axis=1))
        found = scale.place(fitted, material.names, material.articles)
        placed.append(np.array([[found[o][end] for end in ("value", "low", "high")] for o in sorted(found)]))
    (value, low, high), after = placed[0].T, placed[1][:, 0]
    return float((told[0] != told[1]).mean()), float(np.mean(np.abs(after - value) / ((high - low) / 2))), after.std()


HARMLESS = [name for name, one in ALTERATIONS.items() if one.expected != "moves"]


@pytest.mark.parametrize("name", HARMLESS)
def test_attacks_on_how_a_text_is_written_move_nothing(name: str, made: Path, tmp_path: Path) -> None:
    model = "isnad_own" if name == "loaded_quotations" else "isnad"  # which reads what others are let say
    changed, moved, _ = attacked(made, tmp_path, lambda piece: altered(name, piece, 0), model)
    limits = LIMITS[ALTERATIONS[name].expected]
    assert limits and changed <= limits[0] and moved <= limits[1], (changed, moved)


def test_attacks_stripped_diacritics_are_those_that_were_there(made: Path) -> None:
    some = [piece for _, piece in pieces(made)][:20]
    dressed = [altered("diacritics_added", piece, 0) for piece in some]
    assert all(text != piece.text for text, piece in zip(dressed, some, strict=True))
    bare = [altered("diacritics_stripped", Piece("", text), 0) for text in dressed]
    assert bare == [piece.text for piece in some]


def test_attacks_loaded_words_only_inside_quotations_are_not_the_outlets(made: Path, tmp_path: Path) -> None:
    whole = scale.place(
        json.loads((made / "model" / store.SCALE).read_text(encoding="utf-8")), *tables(made / "features")
    )
    _, moved, reach = attacked(made, tmp_path, lambda piece: altered("loaded_at_distance", piece, 0))
    assert moved > 1, "the outlets' own loaded words are gone, and positions with them"
    assert reach < 0.6 * np.std([one["value"] for one in whole.values()])


def test_attacks_two_aliases_are_one_outlet_on_one_side(tmp_path: Path) -> None:
    home = tmp_path / "two"
    plant(tmp_path / "corpus", outlets=9, articles=8, seed=5)
    rows = [json.loads(line) for line in (tmp_path / "corpus" / "corpus.jsonl").read_text("utf-8").splitlines()]
    first = rows[0]["outlet"]
    alias = f"{first} نت"
    for row in [row for row in rows if row["outlet"] == first][::2]:
        row["outlet"] = alias
    corpus, registry = tmp_path / "two.jsonl", tmp_path / "outlets.tsv"
    corpus.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    told = {"id": "joined", "aliases": f"{first}|{alias}", "name": first, "owner": "house"}
    registry.write_text(
        "\t".join(COLUMNS) + "\n" + "\t".join(told.get(c, "") for c in COLUMNS) + "\n", encoding="utf-8"
    )
    blocks.run(corpus, home, registry=registry, say=silent)
    articles = store.read(home).articles
    both = articles["outlet"].isin([first, alias])
    assert both.sum() == 8 and set(articles.loc[both, "canonical"]) == {"joined"}
    drawn, _ = split.draw(articles.assign(label=articles["outlet"].replace(alias, first).map(camps(tmp_path))), CONFIG)
    drawn = drawn[drawn["split"] == "outlet"]
    assert drawn.loc[drawn["outlet"].isin([first, alias]), "fold"].nunique() == 1


@pytest.fixture(scope="module")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seen(tmp_path_factory.mktemp("wired"), outlets=12, articles=12, seed=3, wire=0.3)


def test_attacks_wire_copy_in_all_camps_hides_no_position(wired: Path) -> None:
    assert recovered(wired) >= 0.85
    copied = pd.read_parquet(wired / "features" / "articles.parquet")["duplicate_of"].notna()
    assert 0.2 < copied.mean() < 0.4


def test_attacks_duplicate_is_never_learnt_from_and_tried(wired: Path) -> None:
    copies = json.loads((wired / "corpus" / "truth.json").read_text(encoding="utf-8"))["wire"]
    articles = store.read(wired / "features").articles
    whole = articles[articles["duplicate_of"].isna()]
    drawn, verdicts = split.draw(whole.assign(label=whole["outlet"].map(camps(wired))).reset_index(drop=True), CONFIG)
    for name in (n for n, verdict in verdicts.items() if verdict.identified and n != "random"):
        table = drawn[drawn["split"] == name]
        for fold in split.folds(table):
            learnt, tried = (set(side["article"]) for side in split.sides(table, fold))
            across = [pair for pair in copies.items() if {*pair} & learnt and {*pair} & tried]
            assert len(across) <= 0.03 * len(copies), (name, across)


def worlds(home: Path, seeds: tuple[int, ...], **planted: Any) -> dict[str, float]:
    """Mean scores over planted worlds in which nobody words anything otherwise than others."""
    found = [
        unseen(seen(home / str(seed), outlets=12, articles=12, seed=seed, contrast=0.0, **planted)) for seed in seeds
    ]
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}


def test_attacks_one_topic_per_camp_is_no_stance(tmp_path: Path) -> None:
    found = worlds(tmp_path, (4, 7), topics=6.0)
    assert found["topic"] > found["isnad"] + 0.1, "topics alone tell camps, wording tells nothing"
    assert found["isnad"] < 0.45


def test_attacks_topics_that_follow_camps_hide_no_position(tmp_path: Path) -> None:
    assert recovered(seen(tmp_path, outlets=12, articles=12, seed=4, topics=3.0)) >= 0.85


def test_attacks_furniture_of_one_side_is_not_read(tmp_path: Path) -> None:
    found = worlds(tmp_path, (4, 7), leak=True)
    assert found["furniture"] > 0.5 > 0.4 > found["isnad"]


def test_attacks_one_outlet_with_most_articles_decides_nothing(tmp_path: Path) -> None:
    home = seen(tmp_path, outlets=12, articles=8, seed=6, largest=0.8)
    articles = pd.read_parquet(home / "features" / "articles.parquet")
    assert articles["outlet"].value_counts(normalize=True).iloc[0] > 0.75
    assert recovered(home) >= 0.85
    labels = articles["outlet"].map(dict.fromkeys(articles["outlet"].unique()[:6], "x")).fillna("y")
    weight = pd.Series(weigh(articles["outlet"].tolist(), labels.tolist())).groupby(articles["outlet"]).sum()
    assert weight.max() == pytest.approx(weight.min())


def test_attacks_permuted_camps_are_not_found(made: Path) -> None:
    leaks = json.loads((made / "model" / store.LEAKS).read_text(encoding="utf-8"))
    worlds = leaks["nulls"]
    assert worlds["true"] > max(np.mean(worlds["arbitrary"]), np.mean(worlds["shuffled"])) + 0.2
    rows = score(pd.read_parquet(made / "model" / store.PREDICTIONS), store.card(made / "model")["labels"], "camp", 0)
    found = panel(rows, pd.read_parquet(made / "model" / store.SPLITS), leaks, list(CONFIG.models), "isnad")
    verdicts = {row["check"]: row["verdict"] for row in found}
    assert verdicts["look-up oracle"] == verdicts["groups on both sides"] == "pass"


def test_attacks_grid_asks_models_that_never_met_the_owners(made: Path) -> None:
    card, material = store.card(made / "model"), store.read(made / "features")
    drawn = pd.read_parquet(made / "model" / store.SPLITS).query("split == 'outlet'")
    chosen = material.articles[material.articles["article"].isin(drawn["article"])]
    told = robustness._unseen("isnad", material, card, drawn, chosen).asked(material.table.loc[chosen["article"]])
    known = pd.read_parquet(made / "model" / store.PREDICTIONS).query("split == 'outlet' and model == 'isnad'")
    known = known.set_index("article").loc[chosen["article"], [f"p:{label}" for label in card["labels"]]]
    np.testing.assert_allclose(told, known.to_numpy(), atol=1e-9)


def test_attacks_grid_reads_the_same_again_and_holds_its_limits(made: Path) -> None:
    known = pd.read_parquet(made / "model" / store.PREDICTIONS)
    truth = dict(zip(known["article"], known["truth"], strict=True))
    placed = json.loads((made / "model" / store.SCALE).read_text(encoding="utf-8"))
    found = robustness.robustness(made / "features", made / "model", placed, truth, 0)
    assert found["as_on_file"] == found["articles"] == 60 and found["outlets"] == 12
    assert found["models"] == [{"model": "isnad", "unseen": True}]
    failing = {(row["alteration"], row["metric"]) for row in found["rows"] if row["verdict"] == "fails"}
    assert failing <= {("loaded_quotations", "changed")}, "isnad reads what others are let say; isnad_own does not"
    assert {row["metric"] for row in found["rows"]} >= {"changed", "macro_f1", "moved"}
