"""A sample of labelled articles, and what is found in them when they are read again with other texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from evaluate.alterations import Piece, Spans, sentences
from features.article import Article
from features.extract import Extraction, extract_all
from features.furniture import Furniture, learn_all
from features.table import columns, shares
from seeds import outlets
from seeds.arabic import fold
from seeds.lexicon import orientation
from seeds.newsroom import phrases
from train import store
from train.bootstrap import Floats, Ints
from train.choices import sided
from train.pool import Norms
from train.texts import GAP

# Sampled outlets, articles of each and at least, words of an article at most.
OUTLETS, EACH, FEWEST, LONGEST = 24, 5, 3, 1000
# Near-duplicates that agency copy is taken from, too few of them, words of a sentence of it.
COPIES, FEW_COPIES, FEW_WORDS = 40, 5, 4


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Articles by id as in a `Material`, with text and truth, and what reading them again needs, all in the same order."""

    articles: pd.DataFrame
    given: tuple[Article, ...]
    own_names: tuple[tuple[str, ...], ...]
    furniture: tuple[Furniture, ...]
    outlets: tuple[str, ...]
    outlet: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What is found in one state of the texts.

    `table` is what models read, `mentions` the names as in names.parquet; by article: spans of furniture and of loaded names in
    the own voice, and how many unmasked names and attributions and words outside furniture there are.
    """

    table: pd.DataFrame
    mentions: pd.DataFrame
    clean: tuple[Spans, ...]
    loaded: tuple[Spans, ...]
    names: Floats
    attributions: Floats
    words: Floats


def draw(articles: pd.DataFrame, texts: pd.Series[str], seed: int) -> pd.DataFrame:
    """At most EACH articles of OUTLETS outlets, drawn with the seed, label by label in turn; sorted by id.

    Of `articles` (with `truth`, None where there is no label) those count that have a label, are no near-duplicates and hold at
    most LONGEST words, in outlets with FEWEST of them.
    """
    some = articles[articles["truth"].notna() & articles["duplicate_of"].isna()]
    some = some[texts.loc[some["article"]].map(lambda text: len(text.split()) <= LONGEST).to_numpy(bool)]
    some = some[some.groupby("outlet")["article"].transform("size") >= FEWEST]
    some = some.assign(order=np.random.default_rng(seed).permutation(len(some))).sort_values("order")
    some = some.groupby("outlet", sort=False).head(EACH)
    heads = some.drop_duplicates("outlet")
    turn = heads.groupby("truth", sort=False).cumcount()
    taken = heads.assign(turn=turn).sort_values(["turn", "order"])["outlet"].head(OUTLETS)
    return some[some["outlet"].isin(taken)].drop(columns="order").sort_values("article", ignore_index=True)


def sample(home: Path, chosen: pd.DataFrame, material: store.Material) -> Sample:
    """The drawn articles of a features folder, with title and date, and the furniture that their outlets repeat."""
    also = pd.read_parquet(home / "articles.parquet", columns=["article", "title", "published"]).set_index("article")
    also = also.loc[chosen["article"]].astype(object).where(lambda table: table.notna(), None)
    chosen = chosen.assign(text=material.table.loc[chosen["article"], "text"].to_numpy())
    told = chosen[["article", "outlet", "text"]].itertuples(index=False)
    given = [
        Article(article, outlet, text, title, None if day is None else str(day)[:10])
        for (article, outlet, text), title, day in zip(told, also["title"], also["published"], strict=True)
    ]
    repeated = _furniture(material, set(chosen["outlet"]))
    entries = [outlets.load().find(outlet) for outlet in chosen["outlet"]]
    names, codes = np.unique(chosen["outlet"].to_numpy(str), return_inverse=True)
    return Sample(
        chosen,
        tuple(given),
        tuple(entry.mentions if entry else () for entry in entries),
        tuple(repeated[outlet] for outlet in chosen["outlet"]),
        tuple(names.tolist()),
        codes.astype(np.int64),
    )


def _furniture(material: store.Material, wanted: set[str]) -> dict[str, Furniture]:
    """As `python -m features` learns it; in the order in which it samples, so that nothing is cut into words in vain."""
    rows = material.articles[material.articles["outlet"].isin(wanted)]
    outlet, texts = dict(zip(rows["article"], rows["outlet"], strict=True)), material.table["text"]
    order = sorted(outlet, key=lambda article: crc32(article.encode("utf-8", "replace")))
    return learn_all((article, outlet[article], texts[article]) for article in order)


def read(some: Sample, texts: Sequence[str], norms: Norms) -> Found:
    """The sampled articles read again with these texts; `norms` are those of the shares that models read pooled."""
    given = [replace(article, text=text) for article, text in zip(some.given, texts, strict=True)]
    made = extract_all(given, some.own_names, some.furniture)
    ids = pd.Index([article.id for article in given], name="article")
    features = pd.DataFrame(shares(texts, [one.choices for one in made]), ids, pd.Index(columns()))
    clean = [(article.id, *m.span) for article, one in zip(given, made, strict=True) for m in one.clean]
    spans = pd.DataFrame(clean, columns=["article", "start", "end"])
    table, _ = store.lay(some.articles.assign(text=list(texts)), features, spans, norms)
    return Found(
        table,
        _mentions(given, made),
        tuple(tuple((m.span.start, m.span.end) for m in one.clean) for one in made),
        tuple(_loaded(one) for one in made),
        np.array([one.masked_names.count(False) for one in made], np.float64),
        np.array([one.masked_attributions.count(False) for one in made], np.float64),
        np.array([_words(text, one) for text, one in zip(texts, made, strict=True)], np.float64),
    )


def _mentions(given: Iterable[Article], made: Iterable[Extraction]) -> pd.DataFrame:
    found = list(zip(given, made, strict=True))
    names = [
        (article.id, m.referent, m.name, m.valence, m.voice, m.attribution, masked)
        for article, one in found
        for m, masked in zip(one.names, one.masked_names, strict=True)
    ]
    said = [
        (article.id, a.number, a.source_side, masked)
        for article, one in found
        for a, masked in zip(one.attributions, one.masked_attributions, strict=True)
    ]
    return sided(pd.DataFrame(names, columns=store.NAMES), pd.DataFrame(said, columns=store.SAID))


def _loaded(one: Extraction) -> Spans:
    """Where the own voice uses a hostile or friendly name, disjoint."""
    spans = sorted(
        (m.span.start, m.span.end)
        for m, masked in zip(one.names, one.masked_names, strict=True)
        if m.valence and m.voice == "own" and not masked
    )
    return tuple(span for span, last in zip(spans, [(0, 0), *spans], strict=False) if span[0] >= last[1])


def _words(text: str, one: Extraction) -> int:
    """Words outside furniture."""
    told = Piece("", text, tuple((m.span.start, m.span.end) for m in one.clean)).bare()
    return sum(any(map(str.isalnum, token)) for token in fold(told).text.split())


def pieces(
    some: Sample, before: Found, material: store.Material, positions: Mapping[str, Any], seed: int
) -> list[Piece]:
    """The sampled articles as alterations take them; `positions` are those of a scale, by outlet."""
    copies, canonical = _copies(material, seed), some.articles["canonical"].tolist()
    wire = {c: tuple(told for of, told in copies if of != c) for c in set(canonical)}
    return [
        Piece(
            article.id,
            article.text,
            before.clean[i],
            before.loaded[i],
            (article.outlet, *some.own_names[i]),
            foils(positions.get(article.outlet, {}).get("value", 0.0)),
            wire[canonical[i]],
        )
        for i, article in enumerate(some.given)
    ]


def _copies(material: store.Material, seed: int) -> list[tuple[str, str]]:
    """Outlet and sentence of agency copy: what near-duplicates tell, or where the corpus has few of them any article."""
    rows = material.articles[material.articles["duplicate_of"].notna()]
    rows = rows if len(rows) >= FEW_COPIES else material.articles
    drawn = np.sort(np.random.default_rng(seed).permutation(len(rows))[:COPIES])
    told = material.table["clean"]
    return [
        (canonical, sentence)
        for article, canonical in rows.iloc[drawn][["article", "canonical"]].itertuples(index=False)
        for sentence in sentences(told[article].replace(GAP, " "))
        if len(sentence.split()) >= FEW_WORDS
    ]


@cache
def foils(position: float) -> tuple[str, ...]:
    """The loaded words of the side that an outlet at this position is not on."""
    sign, words = (1 if position >= 0 else -1), phrases()["wordings"]
    poles = {referent: "hostile" if way == sign else "friendly" for referent, way in orientation().items()}
    return tuple(word for referent, pole in poles.items() if referent in words for word in words[referent][pole])
