"""What a piece of code costs, told without a clock."""

import sys
import tracemalloc
from collections.abc import Callable, Iterable


def calls(work: Callable[[], object]) -> int:
    """Python function calls that a piece of work takes: time that no clock can blur."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def peak(items: Iterable[object]) -> int:
    """Bytes held at most while items are made and dropped one by one."""
    tracemalloc.start()
    try:
        for _ in items:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
