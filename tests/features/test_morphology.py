import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from features import morphology
from features.lemmas import Lemmatiser, listed
from tests.features.test_lemmas import CUES, analyse

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "morphology"
GOLD = ROOT.parent / "shared" / "gold" / "dev.jsonl"
GOLDEN = """
import json, os
from features.morphology import inflections
from features.text import read
readings = [read(json.loads(line)["text"]) for line in open(os.environ["GOLD"], encoding="utf-8")]
words = {word for r in readings for word in r.words.words(0, len(r.words))}
print(len(words))
print(inflections(words))
"""
RUN = """
from features.morphology import available, inflections
print(available(), inflections(["قلن", "يطلبن", "نوكد", "ليوكد", "كتابه", "قال"]))
print(inflections(["نوكد", "ليوكد"], doubts=["first", "purpose"]))
"""


def place(folder: Path) -> Path:
    """The shared dictionary where camel_tools looks for the default one."""
    database = folder / "data" / "morphology_db" / "calima-msa-r13" / "morphology.db"
    database.parent.mkdir(parents=True)
    shutil.copy(SHARED / "catalogue.json", folder / "catalogue.json")
    with gzip.open(SHARED / "aramorph_almor.db.gz") as packed, database.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return folder


def test_morphology_without_the_dictionary_says_so_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert not morphology.available()
    assert morphology.inflections(["قلن"]) == {}
    morphology.lemmatiser.cache_clear()
    with pytest.raises(morphology.Refused, match="camel_data -i morphology-db-msa-r13"):
        morphology.lemmatiser()


@pytest.mark.parametrize("catalogue", ["", "[]", "{}", '{"components": {"MorphologyDB": 1}}'])
def test_morphology_available_is_false_with_a_broken_catalogue(
    catalogue: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalogue.json").write_text(catalogue)
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert not morphology.available()


def test_morphology_importing_it_never_opens_camel_tools(tmp_path: Path) -> None:
    code = "import sys, features.morphology; print('camel_tools.data' in sys.modules, features.morphology.available())"
    environment = {**os.environ, "CAMELTOOLS_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_morphology_inflections_are_bare_third_persons_unless_asked() -> None:
    using = Lemmatiser(analyse)
    verbs = listed(CUES, using)
    words = ["نوكد", "ليوكد", "سيصرن", "كتابه"]
    assert morphology.inflections(words, verbs=verbs, using=using) == {"سيصرن": "asarra"}
    asked = morphology.inflections(words, ("first", "purpose"), verbs, using)
    assert asked == {"سيصرن": "asarra", "نوكد": "akkada", "ليوكد": "akkada"}
    assert list(asked) == sorted(asked)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared dictionary (../shared/morphology) is not on this machine")
def test_morphology_reads_the_shared_dictionary(tmp_path: Path) -> None:
    environment = {**os.environ, "CAMELTOOLS_DATA": str(place(tmp_path))}
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, env=environment, check=True)
    first, second = done.stdout.splitlines()
    assert first.startswith("True ")
    assert "نوكد" not in first
    assert "كتابه" not in first
    assert second == "{'ليوكد': 'akkada', 'نوكد': 'akkada'}"


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_file(), reason="the gold articles (../shared/gold/dev.jsonl) are not on this machine")
def test_morphology_adds_no_form_of_a_cue_on_the_gold_articles(tmp_path: Path) -> None:
    environment = {**os.environ, "CAMELTOOLS_DATA": str(place(tmp_path)), "GOLD": str(GOLD)}
    done = subprocess.run([sys.executable, "-c", GOLDEN], capture_output=True, text=True, env=environment, check=True)
    words, found = done.stdout.splitlines()
    assert int(words) > 1000
    assert found == "{}", "forms the lexicon's own paradigm lacks"
