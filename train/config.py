"""What a user may set for the train stage, and what it is where she sets nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from seeds.chain import Refused


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one run; every key may stand in the TOML file under its own name.

    `models` names the models to fit (empty: all); `C` overrides a model's inverse regularisation by its name. The
    n-gram limits are those of scikit-learn's vectoriser: the least number of articles an n-gram stands in, and how
    many are kept. `folds` is the most folds a split may have, `owner_folds` the most over owners, `redraws` how often
    a fold arrangement is drawn anew before a split is given up. `interval` is the mass of the intervals of outlets'
    positions and ranks, `draws` how often positions are drawn to rank them, `permutations` the draws of each null world
    (`nulls.py`). `orders` is how many orders of players are drawn for Shapley values where their subsets are too many to
    try all (0: no Shapley values), `shuffles` how often columns are shuffled between outlets (`ablation.py`),
    `curve_sizes` how many points the learning curve has, and `curve_draws` the draws behind each.
    """

    seed: int = 0
    folds: int = 5
    owner_folds: int = 10
    redraws: int = 100
    draws: int = 1000
    permutations: int = 20
    orders: int = 0
    shuffles: int = 5
    curve_sizes: int = 4
    curve_draws: int = 3
    interval: float = 0.9
    models: tuple[str, ...] = ()
    order: tuple[str, ...] = ("opposition", "other", "damascus")
    C: Mapping[str, float] = field(default_factory=dict)
    word_min_df: int = 3
    word_max_features: int = 20_000
    char_min_df: int = 5
    char_max_features: int = 20_000

    def __post_init__(self) -> None:
        """Refuse values that no run could use."""
        for name, least in (
            ("seed", 0),
            ("folds", 2),
            ("owner_folds", 2),
            ("redraws", 1),
            ("draws", 1),
            ("permutations", 0),
            ("orders", 0),
            ("shuffles", 1),
            ("curve_sizes", 2),
            ("curve_draws", 1),
            ("word_min_df", 1),
        ):
            if getattr(self, name) < least:
                raise Refused(f"{name} = {getattr(self, name)}: must be at least {least}; change it")
        if len(set(self.order)) < len(self.order):
            raise Refused(f"order = {', '.join(self.order)}: names a label twice; name each once")
        if not 0 < self.interval < 1:
            raise Refused(f"interval = {self.interval}: must lie between 0 and 1; 0.9 is usual")

    def card(self) -> dict[str, object]:
        """As plain JSON values."""
        return asdict(self) | {"models": list(self.models), "order": list(self.order), "C": dict(self.C)}


QUICK = Config()
FULL = replace(QUICK, permutations=200, orders=30, shuffles=50, curve_sizes=8, curve_draws=20)


def read(path: Path | None, start: Config = QUICK) -> Config:
    """Settings from a TOML file over those of `start`; Refused where a key is unknown or a value of the wrong kind."""
    if path is None:
        return start
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"{path}: no such file; give a TOML file, or leave --config out") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: not TOML ({error}); correct it") from None
    known = {f.name: getattr(QUICK, f.name) for f in fields(Config)}
    for key, value in table.items():
        if key not in known:
            raise Refused(f"{path}: unknown key '{key}'; known keys are {', '.join(known)}")
        if not _fits(value, known[key]):
            raise Refused(f"{path}: {key} = {value!r}: must be {_kind(known[key])}; change it")
    for key in ("models", "order"):
        if key in table:
            table[key] = tuple(table[key])
    if "C" in table:
        table["C"] = {name: float(c) for name, c in table["C"].items()}
    try:
        return replace(start, **table)
    except Refused as refused:
        raise Refused(f"{path}: {refused}") from None


def _fits(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if isinstance(default, Mapping):
        return isinstance(value, dict) and all(_number(v) and v > 0 for v in value.values())
    if isinstance(default, float):
        return _number(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(default: object) -> str:
    if isinstance(default, tuple):
        return "a list of names"
    if isinstance(default, Mapping):
        return "a table of model names and positive numbers"
    return "a number" if isinstance(default, float) else "a whole number"
