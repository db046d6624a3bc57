"""A single file written from a features folder: never over a stranger, never into the folder, and whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from seeds.chain import Refused


@dataclass(frozen=True, slots=True)
class Outfile:
    """The file at `path`, called `name` in the command's usage; one of ours begins with `begins` and is a `kind`."""

    path: Path
    name: str
    kind: str
    begins: str

    def check(self, features: Path, force: bool) -> None:
        """Refused where the file would spoil the folder or replace something else."""
        path, cure = self.path, f"give another {self.name}"
        if features.resolve() in path.resolve().parents:
            raise Refused(f"{path}: inside {features}, whose files are sealed; give an {self.name} elsewhere")
        if not path.exists():
            return
        if not force:
            raise Refused(f"{path}: already there; {cure}, or --force to replace it")
        if not self._ours():
            raise Refused(f"{path}: no {self.kind} made by this program, which --force will not replace; {cure}")

    def _ours(self) -> bool:
        if not self.path.is_file():
            return False
        begins = self.begins.encode()
        with self.path.open("rb") as file:
            return file.read(len(begins)) == begins

    def write(self, text: str) -> None:
        """Write the file whole; Refused where it cannot be."""
        partial = self.path.with_name(self.path.name + ".partial")
        try:
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(self.path)
        except OSError as error:
            raise Refused(
                f"{self.path}: cannot be written ({error.strerror}); give an {self.name} in a folder you may write to"
            ) from None
