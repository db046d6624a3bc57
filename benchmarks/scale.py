"""Does a larger corpus cost more an article? `python benchmarks/scale.py [--sizes 1000,10000,100000] [--workers 2]`.

Plants invented corpora of these sizes in a temporary folder, runs `python -m features` on each in a process of its own, and
prints time, CPU and peak memory, in all and per article. Memory is the sum of resident memory over the processes of the run,
looked at ten times a second in /proc (pages that they share count in each); on systems without /proc it is that of the
largest process alone. Works where Python has `resource` (Linux, macOS).
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from seeds.chain import Refused, positive, run

OUTLETS = 50
EVERY = 0.1  # seconds between two looks at memory
PROC = Path("/proc")
HEADS = (
    "articles",
    "MB of text",
    "near-duplicates",
    "seconds",
    "ms an article",
    "CPU-ms an article",
    "CPU-ms each further article",
    "peak memory, MB",
    "KB an article",
    "KB each further article",
)


class Cost(NamedTuple):
    """What one run took; memory in bytes."""

    articles: int
    text: int
    duplicates: int
    seconds: float
    cpu: float
    memory: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=[1_000, 10_000, 100_000], help="articles, commas between")
    parser.add_argument("--workers", type=positive, default=2)
    a = parser.parse_args()
    costs = []
    for size in a.sizes:
        with tempfile.TemporaryDirectory() as folder:
            costs.append(measured(planted(Path(folder), size), Path(folder) / "features", a.workers))
    print_table(costs, a.workers)


def sizes(text: str) -> list[int]:
    return sorted({positive(part) for part in text.split(",")})


def planted(folder: Path, size: int) -> Path:
    """An invented corpus of about `size` articles by fifty outlets (fewer where it is small), in its folder."""
    outlets = min(OUTLETS, size)
    print(f"planting {size} articles", file=sys.stderr)
    command = [sys.executable, "-m", "seeds", "plant", str(folder / "planted"), "--outlets", str(outlets)]
    done = subprocess.run([*command, "--articles", str(-(-size // outlets))], capture_output=True, text=True)
    if done.returncode:
        raise Refused(f"python -m seeds plant failed: {done.stderr.strip()[-500:]}")
    return folder / "planted" / "corpus.jsonl"


def measured(corpus: Path, out: Path, workers: int) -> Cost:
    """One run of the features stage over a corpus, watched from outside."""
    with corpus.open(encoding="utf-8") as file:
        lengths = [len(json.loads(line)["text"].encode("utf-8")) for line in file]
    print(f"reading {len(lengths)} articles", file=sys.stderr)
    command = [sys.executable, "-m", "features", str(corpus), str(out), "--workers", str(workers)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with (out.parent / "said").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(EVERY)
        seconds = time.perf_counter() - began
        said.seek(0)
        if process.returncode:
            raise Refused(f"python -m features failed: {said.read().strip()[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    counts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["config"]["counts"]
    return Cost(len(lengths), sum(lengths), counts["duplicates"], seconds, cpu, peak or largest(after.ru_maxrss))


def resident(root: int) -> int:
    """Resident memory of a process and all that descend from it, in bytes; 0 on systems without /proc."""
    parents: dict[int, int] = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:  # processes end while we look; the name in brackets may hold blanks
            parents[int(stat.parent.name)] = int(stat.read_text(errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
    tree, grown = {root}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in tree} - tree
        tree, grown = tree | more, bool(more)
    return sum(pages(pid) for pid in tree) * os.sysconf("SC_PAGE_SIZE")


def pages(process: int) -> int:
    try:
        return int((PROC / str(process) / "statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def largest(maxrss: int) -> int:
    """ru_maxrss in bytes: macOS gives bytes, others KB."""
    return maxrss if sys.platform == "darwin" else maxrss * 1024


def print_table(costs: Sequence[Cost], workers: int) -> None:
    watched = "summed over processes" if PROC.is_dir() else "of the largest process so far"
    print(f"`python -m features --workers {workers}` on invented corpora; peak memory {watched}\n")
    print("| " + " | ".join(HEADS) + " |\n" + "|---" * len(HEADS) + "|")
    for before, cost in zip([None, *costs], costs, strict=False):
        cpu, memory = further(before, cost) if before else ("–", "–")
        told = (
            f"{cost.articles:,}",
            f"{cost.text / 1e6:.1f}",
            f"{cost.duplicates:,}",
            f"{cost.seconds:.0f}",
            f"{1e3 * cost.seconds / cost.articles:.2f}",
            f"{1e3 * cost.cpu / cost.articles:.2f}",
            cpu,
            f"{cost.memory / 1e6:,.0f}",
            f"{cost.memory / cost.articles / 1e3:.1f}",
            memory,
        )
        print("| " + " | ".join(told) + " |")
    print(f"\n{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")


def further(before: Cost, cost: Cost) -> tuple[str, str]:
    """CPU-ms and KB that each article beyond the size before took: start-up and lexicons fall out."""
    more = cost.articles - before.articles
    return f"{1e3 * (cost.cpu - before.cpu) / more:.2f}", f"{(cost.memory - before.memory) / more / 1e3:.1f}"


if __name__ == "__main__":
    run(main)
