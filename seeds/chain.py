"""Who made this folder, from what: the manifest that ties each stage to its parents.

`manifest.json` holds sha256 of every file of the folder and of each parent's manifest (parents by relative path), versions,
seed and configuration; no times and no absolute paths, so that the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

MANIFEST, LOG, PLAN = "manifest.json", "run.log", "plan.json"
LIBRARIES = (
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "matplotlib",
    "camel-tools",
    "selectolax",
)


class Refused(Exception):
    """Something the user can mend: one sentence that says where, what and the cure."""


def sha256(path: Path) -> str:
    """Hex digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """sha256 of every file under a folder but its manifest and log, by path relative to it."""
    files = sorted(
        p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).as_posix() not in (MANIFEST, LOG, PLAN)
    )
    return {p.relative_to(folder).as_posix(): sha256(p) for p in files}


def stamp(folder: Path, stage: str, parents: Mapping[str, Path], config: Mapping[str, object], home: Path) -> None:
    """Write the manifest of a finished folder, which will stand at `home`; a parent is any file or folder."""
    manifest = {
        "stage": stage,
        "files": digests(folder),
        "parents": {
            role: {
                "path": Path(os.path.relpath(path.resolve(), home.resolve())).as_posix(),
                "sha256": fingerprint(path),
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
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise Refused(f"{path}: not a manifest of ours; run `python -m {made_by}` again")
    if content.get("stage") != made_by:
        raise Refused(f"{folder}: made by stage '{content.get('stage')}'; give a folder made by `python -m {made_by}`")
    known: dict[str, str] = content["files"]  # type: ignore[assignment]
    now = digests(folder)
    if known != now:
        changed = sorted(n for n in known.keys() | now.keys() if known.get(n) != now.get(n))
        raise Refused(f"{folder}: {', '.join(changed[:3])} changed since it was made; run `python -m {made_by}` again")
    return content


def parent(folder: Path, role: str, made_by: str, parent_made_by: str) -> Path:
    """The folder that `folder` was made from, checked to be the same as then."""
    content = manifest(folder, made_by)
    parents = content.get("parents")
    if not isinstance(parents, dict) or role not in parents:
        raise Refused(f"{folder}: its manifest names no {role}; run `python -m {made_by}` again")
    path = Path(os.path.normpath(folder / parents[role]["path"]))
    if not (path / MANIFEST).is_file():
        raise Refused(f"{folder}: its parent {path} is gone; put it back or run `python -m {made_by}` again")
    manifest(path, parent_made_by)
    if sha256(path / MANIFEST) != parents[role]["sha256"]:
        raise Refused(f"{folder}: its parent {path} was made anew since; run `python -m {made_by}` again")
    return path


@contextmanager
def made_whole(out: Path, force: bool) -> Iterator[Path]:
    """Work in `OUT.partial`, moved to OUT when whole. An OUT that is there is replaced only if forced and made by us."""
    out = out.resolve()
    if out.exists() and not force:
        raise Refused(f"{out}: already there; give another OUT, or --force to replace it")
    if out.exists() and not (out.is_dir() and ((out / MANIFEST).is_file() or not any(out.iterdir()))):
        raise Refused(
            f"{out}: holds something this program did not make, which --force will not replace; give another OUT"
        )
    partial = out.with_name(out.name + ".partial")
    begun = time.monotonic()
    try:
        partial.mkdir(parents=True, exist_ok=True)
        _log(partial, "started")
    except OSError as error:
        raise Refused(
            f"{out}: cannot be written ({error.strerror}); give an OUT in a folder you may write to"
        ) from None
    yield partial
    (partial / PLAN).unlink(missing_ok=True)
    _log(partial, f"finished after {time.monotonic() - begun:.1f} s")
    if out.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        out.rename(old / out.name)
        partial.rename(out)
        shutil.rmtree(old)
    else:
        partial.rename(out)


def resume(partial: Path, plan: object, work: str) -> bool:
    """Whether the folder `work` in OUT.partial holds unfinished work of this very plan; all else but the log is cleared."""
    path, written = partial / PLAN, json.dumps(plan, sort_keys=True, ensure_ascii=False)
    same = path.is_file() and path.read_text(encoding="utf-8") == written
    clear(partial, (work, PLAN) if same else ())
    (partial / work).mkdir(exist_ok=True)
    path.write_text(written, encoding="utf-8")
    return same


def clear(partial: Path, kept: tuple[str, ...] = ()) -> None:
    """Empty a folder of all but its log and what is to be kept."""
    if PLAN not in kept:
        (partial / PLAN).unlink(missing_ok=True)  # first, so that work half cleared is never taken up
    for left in sorted(partial.iterdir()):
        if left.name in (LOG, *kept):
            continue
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _log(folder: Path, line: str) -> None:
    """A line of run.log, the one file where times may stand."""
    with (folder / LOG).open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now().isoformat(timespec='seconds')}  {line}\n")


def fingerprint(path: Path) -> str:
    """What stands for a parent: sha256 of a file, of a made folder's manifest, or of all digests of another folder."""
    if path.is_file():
        return sha256(path)
    if (path / MANIFEST).is_file():
        return sha256(path / MANIFEST)
    return hashlib.sha256(json.dumps(digests(path), sort_keys=True).encode()).hexdigest()


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


def positive(text: str) -> int:
    """A whole number from 1, for the arguments of a command."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1")
    return int(text)
