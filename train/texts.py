"""What the yardsticks read beside shares: texts with and without page furniture, topic, length and crawl of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from seeds import outlets

GAP = " ⁂ "  # a mark that no n-gram of words crosses without showing it
MOST_CRAWLS = 20


def parted(articles: pd.DataFrame, spans: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Of each article the text without its furniture and the furniture alone; `spans` as in clean.parquet.

    The words by which the outlet names itself (registry, or its name in the corpus) are furniture too.
    """
    of: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in spans[["article", "start", "end"]].itertuples(index=False):
        of.setdefault(article, []).append((start, end))
    told, furniture = [], []
    for article, outlet, text in articles[["article", "outlet", "text"]].itertuples(index=False):
        places = sorted([*of.get(article, ()), *_own(text, str(outlet))])
        kept, dropped, last = [], [], 0
        for start, end in places:
            kept.append(text[last : max(start, last)])
            dropped.append(text[max(start, last) : max(end, last)])
            last = max(last, end)
        told.append(GAP.join([*kept, text[last:]]))
        furniture.append(" ".join(dropped))
    return told, furniture


def _own(text: str, outlet: str) -> Iterable[tuple[int, int]]:
    entry = outlets.load().find(outlet)
    for name in (outlet, *(entry.mentions if entry else ())):
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + len(name))


def topics(table: pd.DataFrame) -> pd.DataFrame:
    """`topic:<referent>`: of all names in an article, the share that mean this referent; missing where there is no name."""
    counts = table[[c for c in table.columns if c.startswith("names.voice:") and c.endswith(":n")]].fillna(0.0)
    total = counts.sum(axis=1)
    shares = counts.div(total.where(total > 0), axis=0)
    return shares.set_axis([f"topic:{c.split(':')[1]}" for c in counts.columns], axis=1)


def lengths(texts: Sequence[str], index: pd.Index) -> pd.DataFrame:
    """`length:log`: natural logarithm of one more than the characters of a text."""
    return pd.DataFrame({"length:log": np.log1p([float(len(text)) for text in texts])}, index=index)


def crawls(articles: pd.DataFrame) -> list[str]:
    """The crawl of each article: the corpus's field `crawl`, or what its ids begin with, or blank where neither tells."""
    if "in_crawl" in articles:
        return [str(c) for c in articles["in_crawl"].fillna("")]
    found = [str(a).partition(":")[0] if ":" in str(a) else "" for a in articles["article"]]
    return found if len(set(found)) <= MOST_CRAWLS else [""] * len(found)
