from pathlib import Path

import pytest

from seeds.chain import Refused
from train.config import FULL, QUICK, Config, read


def toml(folder: Path, text: str) -> Path:
    path = folder / "train.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_config_defaults_without_file() -> None:
    assert read(None) == Config()


def test_config_reads_every_kind_of_value(tmp_path: Path) -> None:
    config = read(toml(tmp_path, 'seed = 3\ninterval = 0.8\nmodels = ["names"]\n[C]\nnames = 2\n'))
    assert (config.seed, config.interval, config.models, config.C) == (3, 0.8, ("names",), {"names": 2.0})


def test_config_unknown_key_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"unknown key 'fold'; known keys are seed, folds, owner_folds, redraws"):
        read(toml(tmp_path, "fold = 4\n"))


@pytest.mark.parametrize(
    "line",
    [
        'folds = "5"',
        "folds = true",
        "folds = 1",
        "folds = 2.5",
        "interval = 90",
        'models = "names"',
        'order = ["a", "b", "a"]',
        "C = 1",
        "[C]\nnames = -1",
        "seed = -1",
        "draws =",
        "shuffles = 0",
        "curve_sizes = 1",
        "orders = 1.5",
    ],
)
def test_config_refuses_in_one_sentence_with_the_file(tmp_path: Path, line: str) -> None:
    with pytest.raises(Refused, match=r"train\.toml: .*; |train\.toml: not TOML") as refused:
        read(toml(tmp_path, line + "\n"))
    assert "\n" not in str(refused.value)


def test_config_missing_file_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        read(tmp_path / "none.toml")


def test_config_quick_is_the_default_and_full_draws_more() -> None:
    assert Config() == QUICK
    assert (QUICK.orders, QUICK.permutations <= 50) == (0, True)
    assert all(getattr(FULL, k) > getattr(QUICK, k) for k in ("permutations", "orders", "shuffles", "curve_draws"))


def test_config_file_outranks_full(tmp_path: Path) -> None:
    config = read(toml(tmp_path, "permutations = 7\n"), FULL)
    assert (config.permutations, config.orders) == (7, FULL.orders)
