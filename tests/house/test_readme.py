"""What the README says is run: its commands, in order, on a small invented corpus standing in for the reader's own."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seeds.plant import plant

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.S)


def commands() -> list[str]:
    lines = [line.split(" #")[0].strip() for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    return [line for line in lines if line.startswith("uv run")]


def test_readme_has_the_two_commands() -> None:
    assert commands()[:2] == ["uv run python -m evaluate", "uv run python -m tests"]


def test_readme_ci_calls_the_test_command() -> None:
    assert "uv run python -m tests" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.slow
def test_readme_commands_and_snippet_run_as_written(tmp_path: Path) -> None:
    plant(tmp_path / "planted", outlets=9, articles=8, seed=5)
    shutil.copy(tmp_path / "planted" / "corpus.jsonl", tmp_path / "my_corpus.jsonl")
    shutil.copy(tmp_path / "planted" / "labels.tsv", tmp_path / "my_labels.tsv")
    for command in commands():
        if command == "uv run python -m tests":  # which runs this test
            continue
        words = [sys.executable, *command.split()[3:]]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, command + "\n" + done.stderr
        if command == "uv run python -m evaluate":
            assert (tmp_path / done.stdout.strip().splitlines()[-1]).is_file()
    (snippet,) = [block for kind, block in BLOCKS if kind == "python"]
    shown = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    share, mentions = shown.splitlines()[0], shown.splitlines()[1:]
    assert re.fullmatch(r"0\.\d\d of n = \d+", share)
    assert len(mentions) == 3


def test_readme_tours_every_folder_and_module() -> None:
    for package in ("seeds", "features", "train", "evaluate"):
        assert f"`{package}/`" in README
    for module in (ROOT / "features").glob("*.py"):
        if not module.name.startswith("__") and module.stem not in ("article", "extract", "typography"):
            assert f"`{module.name}`" in README, module.name
