"""What a researcher sees when something is wrong: one sentence on stderr that says where, what and the cure, and status 1."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = {"id": "1", "outlet": "منبر", "text": "قالت وكالة سانا إن الجيش العربي السوري دخل البلدة."}


def command(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *map(str, words)], capture_output=True, text=True, check=False)


def refused(*words: object) -> str:
    done = command(*words)
    said = [line for line in done.stderr.splitlines() if line]
    assert done.returncode == 1, done.stderr
    assert len(said) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return said[0]


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    (folder / "corpus.jsonl").write_text(json.dumps(ARTICLE) + "\n{broken\n", encoding="utf-8")
    done = command("features", folder / "corpus.jsonl", folder / "features")
    assert done.returncode == 0, done.stderr
    assert "1 rows were set aside" in done.stdout
    return folder / "features"


def test_commands_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("")
    assert "is empty; give a corpus" in refused("features", tmp_path / "c.jsonl", tmp_path / "out")


def test_commands_missing_field_in_every_row(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"id": "1", "outlet": "x"}\n')
    assert "no article could be read" in refused("features", tmp_path / "c.jsonl", tmp_path / "out")
    rejected = json.loads((tmp_path / "out.partial" / "rejected.jsonl").read_text())
    assert (rejected["row"], rejected["reason"]) == (1, "no text")


def test_commands_unwritable_out(tmp_path: Path, features: Path) -> None:
    (tmp_path / "file").write_text("")
    corpus = features.parent / "corpus.jsonl"
    assert "cannot be written" in refused("features", corpus, tmp_path / "file" / "out")


def test_commands_existing_out(features: Path) -> None:
    assert "already there; give another OUT, or --force" in refused(
        "features", features.parent / "corpus.jsonl", features
    )


def test_commands_train_on_what_is_no_features_folder(tmp_path: Path) -> None:
    assert "give a folder made by `python -m features`" in refused("train", tmp_path, tmp_path / "out")


def test_commands_train_without_labels(tmp_path: Path, features: Path) -> None:
    assert "label" in refused("train", features, tmp_path / "out")


def test_commands_changed_parent(tmp_path: Path, features: Path) -> None:
    copy = tmp_path / "features"
    copy.mkdir()
    for file in features.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    (copy / "rejected.jsonl").write_text("tampered")
    said = refused("train", copy, tmp_path / "out")
    assert "rejected.jsonl changed since it was made; run `python -m features` again" in said


def test_commands_no_arguments_are_asked_for() -> None:
    assert command("features").returncode == 2
    assert command("seeds").returncode == 2
