import json
from pathlib import Path

import pytest

from seeds.chain import Refused, made_whole, manifest, parent, resume, stamp


def made(folder: Path, stage: str, **parents: Path) -> Path:
    with made_whole(folder, force=False) as partial:
        (partial / "table.txt").write_text(stage)
        stamp(partial, stage, parents, {"seed": 0}, folder)
    return folder


def test_chain_parent_leads_back(tmp_path: Path) -> None:
    first = made(tmp_path / "a", "features")
    second = made(tmp_path / "b", "train", features=first)
    assert parent(second, "features", "train", "features") == first


def test_chain_manifest_holds_no_absolute_path(tmp_path: Path) -> None:
    second = made(tmp_path / "b", "train", features=made(tmp_path / "a", "features"))
    assert str(tmp_path) not in (second / "manifest.json").read_text()
    assert json.loads((second / "manifest.json").read_text())["parents"]["features"]["path"] == "../a"


def test_chain_changed_parent_is_refused_in_one_sentence(tmp_path: Path) -> None:
    first = made(tmp_path / "a", "features")
    second = made(tmp_path / "b", "train", features=first)
    (first / "table.txt").write_text("tampered")
    with pytest.raises(Refused, match=r"table\.txt changed since it was made; run `python -m features` again"):
        parent(second, "features", "train", "features")


def test_chain_remade_parent_is_refused(tmp_path: Path) -> None:
    first = made(tmp_path / "a", "features")
    second = made(tmp_path / "b", "train", features=first)
    with made_whole(first, force=True) as partial:
        (partial / "table.txt").write_text("other")
        stamp(partial, "features", {}, {}, first)
    with pytest.raises(Refused, match="made anew since; run `python -m train` again"):
        parent(second, "features", "train", "features")


def test_chain_missing_parent_is_refused(tmp_path: Path) -> None:
    second = made(tmp_path / "b", "train", features=made(tmp_path / "a", "features"))
    (tmp_path / "a").rename(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="is gone"):
        parent(second, "features", "train", "features")


def test_chain_wrong_stage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="made by stage 'features'; give a folder made by `python -m train`"):
        manifest(made(tmp_path / "a", "features"), "train")


def test_chain_existing_out_is_refused_unless_forced(tmp_path: Path) -> None:
    made(tmp_path / "a", "features")
    with pytest.raises(Refused, match="already there; give another OUT, or --force"), made_whole(tmp_path / "a", False):
        pass


def test_chain_force_replaces_only_what_we_made(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.docx").write_text("years of work")
    with pytest.raises(Refused, match="did not make"), made_whole(tmp_path / "thesis", force=True):
        pass
    assert (tmp_path / "thesis" / "chapter.docx").exists()


def test_chain_resume_is_for_the_same_plan_only(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), made_whole(tmp_path / "a", False) as partial:
        assert not resume(partial, {"corpus": 1}, "work")
        (partial / "work" / "1").write_text("half")
        (partial / "stray").write_text("")
        raise RuntimeError
    with made_whole(tmp_path / "a", False) as partial:
        assert resume(partial, {"corpus": 1}, "work")
        assert (partial / "work" / "1").exists()
        assert not (partial / "stray").exists()
        assert not resume(partial, {"corpus": 2}, "work")
        assert not (partial / "work" / "1").exists()
    assert not (tmp_path / "a" / "plan.json").exists()


@pytest.mark.parametrize("content", ["[]", "{}", "{", '{"stage": "features", "files": []}'])
def test_chain_damaged_manifest_is_refused(tmp_path: Path, content: str) -> None:
    made(tmp_path / "a", "features")
    (tmp_path / "a" / "manifest.json").write_text(content)
    with pytest.raises(Refused, match="run `python -m features` again"):
        manifest(tmp_path / "a", "features")


def test_chain_unwritable_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be written"), made_whole(tmp_path / "file" / "out", False):
        pass


def test_chain_failed_run_leaves_out_untouched(tmp_path: Path) -> None:
    first = made(tmp_path / "a", "features")
    with pytest.raises(RuntimeError), made_whole(first, force=True):
        raise RuntimeError
    assert (first / "table.txt").read_text() == "features"
    assert (tmp_path / "a.partial").is_dir()
