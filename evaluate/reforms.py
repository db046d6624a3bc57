"""The REFORMS checklist (Kapoor et al. 2024, Science Advances 10, eadk3452), filled in where the run knows the answer.

Items are told in our words; what only the author of a study can say stays unanswered and is shown so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]
MODULES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "1": ("Study goals", {
        "1a": "the population the claim is about", "1b": "why this population", "1c": "why machine learning",
    }),
    "2": ("Computational reproducibility", {
        "2a": "the data, uniquely identified", "2b": "the code, uniquely identified", "2c": "computing infrastructure",
        "2d": "a README with instructions", "2e": "a script that reproduces all results",
    }),
    "3": ("Data quality", {
        "3a": "sources of the data and of their labels", "3b": "the sampling frame", "3c": "why the data suit the task",
        "3d": "the outcome and its distribution", "3e": "sample sizes", "3f": "missing data",
        "3g": "how well the sample stands for the population",
    }),
    "4": ("Data preprocessing", {
        "4a": "what was excluded, and why", "4b": "impossible or corrupt rows", "4c": "transformations of the data",
    }),
    "5": ("Modelling", {
        "5a": "each model, its inputs and outputs", "5b": "why these models", "5c": "how models were evaluated",
        "5d": "how the reported model was selected", "5e": "hyperparameters", "5f": "baselines",
    }),
    "6": ("Data leakage", {
        "6a": "training and test kept apart", "6b": "dependence and duplicates between them",
        "6c": "why each feature is legitimate",
    }),
    "7": ("Metrics and uncertainty", {
        "7a": "metrics and why", "7b": "uncertainty of each metric", "7c": "statistical tests",
    }),
    "8": ("Generalisability and limitations", {
        "8a": "evidence that results hold elsewhere", "8b": "where they are not expected to hold",
    }),
}  # fmt: skip


def checklist(report: Json) -> list[dict[str, Any]]:
    """One row per item: item, module, asked, answer (None where the run does not know), see (the section that holds it)."""
    known = answers(report)
    return [
        {"item": item, "module": module, "asked": asked, "answer": known.get(item, (None, None))[0]}
        | {"see": known.get(item, (None, None))[1]}
        for module, items in MODULES.values()
        for item, asked in items.items()
    ]


def answers(report: Json) -> dict[str, tuple[str, str]]:
    """What the run knows, by item: a sentence made from report.json, and the section of the page with more."""
    counts = report["audit"]["model"]
    labels = ", ".join(f"{r['label']} {r['articles']} articles of {r['outlets']} outlets" for r in counts["labels"])
    said = {
        "2a": ("Files are named by their SHA-256; whether the corpus may be had is for its owner to say.", "manifest"),
        "2b": ("Version of isnad and of every library, seed and configuration.", "manifest"),
        "2d": ("README.md of the code, with the commands in order.", "manifest"),
        "2e": ("The same folders and seed give the same bytes: python -m features, train, evaluate.", "manifest"),
        "3d": (f"{report['target']}: {labels or 'no labels'}.", "corpus"),
        "3e": (f"{counts['articles']} articles, {counts['outlets']} outlets, {counts['labelled']} labelled.", "corpus"),
        "3f": (f"{counts['undated']} articles without date, {counts['rejected']} rows unreadable.", "corpus"),
        "4a": (f"{counts['duplicates']} near-duplicates and page furniture, each with its reason.", "corpus"),
        "4b": ("Unreadable rows are set aside with number and reason, in rejected.jsonl.", "corpus"),
        "4c": ("The text is never edited; names, cues and sources are spans, counted as shares of rivals.", "manifest"),
        "5a": ("Every model with what it reads.", "classifier"),
        "5e": ("The configuration of the model's folder; nothing was tuned on a test side.", "manifest"),
        "7a": ("Macro-F1 with outlets weighing 1, since outlets and not articles are independent.", "classifier"),
        "8b": (" ".join(report["limits"][-2:]), "claims"),
    }
    if report["bases"]:
        said["3a"] = ("; ".join(f"{r['label']}: {r['basis']}" for r in report["bases"]) + ".", "statement")
    splits = {row["split"] for row in report["scores"]}
    if splits:
        said["5c"] = (f"Splits: {', '.join(sorted(splits))}; predictions pooled over folds.", "classifier")
        said["7b"] = ("90 % intervals by drawing outlets, and beside them by drawing articles.", "classifier")
    if "outlet" in splits:
        said["6a"] = ("In the split by outlet no outlet, and no owner that is known, stands on both sides.", "leaks")
        said["6b"] = ("Near-duplicates are left out before splitting; stories may still be shared.", "leaks")
    if len(report["models"]) > 1:
        said["5f"] = (
            f"Beside {report['main']}: {', '.join(m for m in report['models'] if m != report['main'])}.",
            "leaks",
        )
    if "held_out" in splits:
        said["8a"] = ("Scores on a corpus the model never saw.", "classifier")
    return said
