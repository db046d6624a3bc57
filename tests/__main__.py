"""`python -m tests`: format, lint, layers, types, tests; the first that fails ends the run."""

import subprocess
import sys
import time

CHECKS = (
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("layers", ("lint-imports",)),
    ("types", ("mypy",)),
    ("tests", ("pytest", "--numprocesses=auto", "--dist=loadfile", *sys.argv[1:])),
)


def main() -> None:
    """Run every check in order, each with its own output."""
    for name, (program, *arguments) in CHECKS:
        begun = time.perf_counter()
        module = {"lint-imports": ["-c", "from importlinter.cli import lint_imports_command as m; m()"]}
        command = [sys.executable, *(module.get(program) or ["-m", program]), *arguments]
        done = subprocess.run(command, check=False)
        print(
            f"{name}: {'passed' if done.returncode == 0 else 'FAILED'} ({time.perf_counter() - begun:.0f} s)",
            flush=True,
        )
        if done.returncode:
            sys.exit(done.returncode)


if __name__ == "__main__":
    main()
