"""What the numbers rest on: counts of articles, outlets, dates and labels, and what may not be said from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from seeds import chain, outlets
from train.bootstrap import FEWEST

PLANTED = "planted"  # the basis that seeds.plant gives its labels
FEW_OUTLETS = 20  # below which a bootstrap over outlets is known to be too narrow


def corpus(
    articles: pd.DataFrame, folder: Path, label_of: Mapping[str, str], left_out: Mapping[str, int]
) -> dict[str, object]:
    """Counts of a features folder; `label_of` labels each article scored, `left_out` counts others by reason."""
    whole = articles[articles["duplicate_of"].isna()]
    days = whole["published"].dropna().astype(str).str[:10].sort_values()
    rejected = folder / "rejected.jsonl"
    return {
        "articles": len(articles),
        "duplicates": len(articles) - len(whole),
        "rejected": sum(1 for _ in rejected.open(encoding="utf-8")) if rejected.is_file() else 0,
        "outlets": int(whole["outlet"].nunique()),
        "outlets_with_enough": int((whole.groupby("outlet").size() >= FEWEST).sum()),
        "words": int(whole["n_words"].sum()),
        "first": days.iloc[0] if len(days) else None,
        "last": days.iloc[-1] if len(days) else None,
        "undated": len(whole) - len(days),
        "labelled": int(whole["article"].isin(list(label_of)).sum()),
        "labels": _labels(whole, label_of),
        "left_out": dict(left_out),
    }


def _labels(whole: pd.DataFrame, label_of: Mapping[str, str]) -> list[dict[str, object]]:
    """For each label its articles, outlets and owners, and the outlet with most articles and its share of them."""
    labelled = whole.assign(label=whole["article"].map(label_of)).dropna(subset="label")
    rows: list[dict[str, object]] = []
    for label, of in labelled.groupby("label", sort=True):
        sizes = of.groupby("outlet").size().sort_index().sort_values(ascending=False, kind="stable")
        rows.append(
            {
                "label": label,
                "articles": len(of),
                "outlets": len(sizes),
                "outlets_with_enough": int((sizes >= FEWEST).sum()),
                "owners": int(of["owner"].fillna(of["outlet"]).nunique()),
                "largest": sizes.index[0],
                "largest_share": float(sizes.iloc[0] / len(of)),
            }
        )
    return rows


def bases(model: Path, profiles: Sequence[Mapping[str, Any]], target: str) -> list[dict[str, object]]:
    """On what the labels rest, in the words of the table or registry that gave them, with the number of names there."""
    parents = chain.manifest(model, "train")["parents"]
    assert isinstance(parents, dict)
    found: Counter[tuple[str, str]] = Counter()
    if "labels" in parents:
        path = model / parents["labels"]["path"]
        if path.is_file() and chain.sha256(path) == parents["labels"]["sha256"]:
            table = pd.read_csv(path, sep="\t", dtype=str, quoting=3, encoding="utf-8-sig").fillna("")
            if {"basis", target} <= set(table.columns):
                found.update(zip(table[target].str.strip(), table["basis"].str.strip(), strict=True))
    else:
        registry = outlets.load()
        for profile in profiles:
            entry = registry.find(profile["outlet"])
            if profile["seen"] and profile["label"]:
                found[profile["label"], entry.basis if entry else ""] += 1
    rows = sorted(found.items())
    return [{"label": label, "basis": basis or "not stated", "names": n} for (label, basis), n in rows if label]


def limits(card: Mapping[str, Any], counts: Mapping[str, Any], bases: Sequence[Mapping[str, object]]) -> list[str]:
    """What may not be said, in sentences: from this corpus first, then what holds of any run."""
    said = []
    if bases and all(row["basis"] == PLANTED for row in bases):
        said.append(
            "This corpus is invented, with outlets that do not exist and differences that were put in: it shows that "
            "the chain finds what is there, and nothing about any press."
        )
    said += [
        f"{100 * row['largest_share']:.0f}\u00a0% of the articles labelled {row['label']} are from {row['largest']}: "
        f"figures that weigh articles measure this outlet above all; read those that weigh outlets."
        for row in counts["labels"]
        if row["largest_share"] > 0.5
    ]
    few = [r for r in counts["labels"] if r["outlets_with_enough"] < FEW_OUTLETS]
    if few:
        each = "; ".join(f"{r['label']} on {r['outlets_with_enough']} ({r['owners']} owners in all)" for r in few)
        said.append(
            f"Labels rest on few outlets with {FEWEST} articles or more: {each}. With fewer than {FEW_OUTLETS}, "
            f"intervals over outlets come out too narrow."
        )
    return [*said, *card["limits"], *ALWAYS]


ALWAYS: Sequence[str] = (
    "Labels are given to outlets from public knowledge, not to articles by reading. A wrong label counts as an error "
    "of the model, and a model that has learnt country, topic or period can be right for the wrong reason.",
    "Names, sources and cues are found by word lists and rules, which miss some and mistake others; a share is a share "
    "of what was found. The gold set they were tried on was annotated by language models by a written codebook, not by "
    "human native speakers.",
    "Intervals are for the draw of outlets and articles only; errors of word lists and labels are not in them.",
    "A position says how an outlet names actors and nothing else: not whether what it reports is true, nor why it is "
    "worded so, nor what its journalists think.",
)
