import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = {"seeds", "features", "train", "evaluate"}
EXCLUDED = {"torch", "transformers", "evaluate", "camel-kenlm", "dill", "future", "editdistance"}


def test_packaging_lock_holds_no_heavy_stranger() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    assert not EXCLUDED & {package["name"] for package in lock["package"]}


def test_packaging_no_installed_distribution_owns_one_of_our_names() -> None:
    for distribution in distributions():
        if distribution.metadata["Name"] == "isnad":
            continue
        owned = {Path(str(f)).parts[0] for f in distribution.files or () if len(Path(str(f)).parts) > 1}
        assert not OURS & owned, distribution.metadata["Name"]


def test_packaging_lean_requirements_are_the_lock() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {p["name"]: p.get("version") for p in lock["package"]}
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements-lean.txt").read_text(encoding="utf-8"), re.M)
    assert len(pins) > 15
    assert {name: locked[name] for name, _ in pins} == dict(pins)


def test_packaging_no_loose_module_at_the_root() -> None:
    assert [p.name for p in ROOT.glob("*.py")] == []
