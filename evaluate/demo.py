"""The whole chain on an invented corpus with known truth: what `python -m evaluate` does without arguments."""

from __future__ import annotations

from pathlib import Path

from evaluate import report
from features import blocks
from seeds import plant
from train.config import Config
from train.learn import learn


def demo(out: Path, seed: int = 0) -> Path:
    """Plant, read, train and evaluate under `out`, replacing what an earlier demo left there; the page's path."""
    plant.plant(out / "corpus", seed=seed, force=True)
    blocks.run(out / "corpus" / "corpus.jsonl", out / "features", workers=1, force=True)
    learn(
        out / "features",
        out / "model",
        Config(seed=seed, permutations=10),
        table=out / "corpus" / "labels.tsv",
        target="camp",
        workers=1,
        force=True,
    )
    gold = out / "corpus" / "gold.jsonl"
    return report.evaluate(out / "model", out / "report", gold=gold, seed=seed, force=True)
