"""Who made this folder, from what: the manifest that ties each stage to its parents.

`manifest.json` holds sha256 of every file of the folder and of each parent's manifest (parents by relative path), versions,
seed and configuration; no times and no absolute paths, so that the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

MANIFEST, LOG = "manifest.json", "run.log"
LIBRARIES = (
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "matplotlib",
    "camel-tools",
    "ahocorasick-rs",
    "datasketch",
)


class Refused(Exception):
    """Something the user can mend: one sentence that says where, what and the cure."""


def sha256(path: Path) -> str:
    """Hex digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """sha256 of every file under a folder but its manifest and log, by path relative to it."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in (MANIFEST, LOG))
    return {p.relative_to(folder).as_posix(): sha256(p) for p in files}


def stamp(folder: Path, stage: str, parents: Mapping[str, Path], config: Mapping[str, object], home: Path) -> None:
    """Write the manifest of a finished folder, which will stand at `home`; a parent is a folder with a manifest, or a file."""
    manifest = {
        "stage": stage,
        "files": digests(folder),
        "parents": {
            role: {
                "path": Path(os.path.relpath(path.resolve(), home.resolve())).as_posix(),
                "sha256": sha256(path / MANIFEST if path.is_dir() else path),
            }
            for role, path in sorted(parents.items())
        },
        "config": dict(config),
        "versions": {"isnad": version("isnad"), "python": platform.python_version()}
        | {n: version(n) for n in LIBRARIES},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def manifest(folder: Path, made_by: str) -> dict[str, object]:
    """The manifest of a folder made by stage `made_by`; Refused where the folder is none or its files changed since."""
    path = folder / MANIFEST
    if not path.is_file():
        raise Refused(f"{folder}: no {MANIFEST} here; give a folder made by `python -m {made_by}`")
    try:
        content: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise Refused(f"{path}: damaged ({error.msg}, line {error.lineno}); run `python -m {made_by}` again") from None
    if content.get("stage") != made_by:
        raise Refused(f"{folder}: made by stage '{content.get('stage')}'; give a folder made by `python -m {made_by}`")
    known, now = content["files"], digests(folder)
    if known != now:
        assert isinstance(known, dict)
        changed = sorted(n for n in known.keys() | now.keys() if known.get(n) != now.get(n))
        raise Refused(f"{folder}: {', '.join(changed[:3])} changed since it was made; run `python -m {made_by}` again")
    return content


def parent(folder: Path, role: str, made_by: str, parent_made_by: str) -> Path:
    """The folder that `folder` was made from, checked to be the same as then."""
    content = manifest(folder, made_by)
    parents = content["parents"]
    assert isinstance(parents, dict)
    path = Path(os.path.normpath(folder / parents[role]["path"]))
    if not (path / MANIFEST).is_file():
        raise Refused(f"{folder}: its parent {path} is gone; put it back or run `python -m {made_by}` again")
    manifest(path, parent_made_by)
    if sha256(path / MANIFEST) != parents[role]["sha256"]:
        raise Refused(f"{folder}: its parent {path} was made anew since; run `python -m {made_by}` again")
    return path


@contextmanager
def made_whole(out: Path, force: bool) -> Iterator[Path]:
    """Work in `OUT.partial` and move it to OUT when whole; an existing OUT is refused unless forced, nothing half stands."""
    if out.exists() and not force:
        raise Refused(f"{out}: already there; give another OUT, or --force to replace it")
    partial = out.with_name(out.name + ".partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        (partial / LOG).touch()
    except OSError as error:
        raise Refused(
            f"{out}: cannot be written ({error.strerror}); give an OUT in a folder you may write to"
        ) from None
    yield partial
    if out.is_dir():
        shutil.rmtree(out)
    elif out.exists():
        out.unlink()
    partial.rename(out)


def run(main: Callable[[], object]) -> None:
    """Run a command's main: what the user can mend ends as one sentence and status 1, an interrupt as status 130."""
    try:
        main()
    except Refused as refused:
        print(f"{Path(sys.argv[0]).parent.name}: {refused}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("interrupted; run the same command again to go on", file=sys.stderr)
        sys.exit(130)
