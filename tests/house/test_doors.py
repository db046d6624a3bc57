"""camel_tools' morphology and data go to the network when imported: one door, behind which they are imported lazily."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOOR = ROOT / "features" / "morphology.py"


def test_doors_nobody_else_imports_morphology() -> None:
    for package in ("seeds", "features", "train", "evaluate"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                modules += [f"{node.module}.{a.name}" for a in node.names] if isinstance(node, ast.ImportFrom) else []
                opened = [m for m in modules if m.startswith(("camel_tools.morphology", "camel_tools.data"))]
                assert not opened or path == DOOR, f"{path}: {opened}"
