"""Parts of a report that do not need one another, worked out in processes beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from joblib import Parallel, delayed


def run(tasks: Sequence[Callable[[], Any]], workers: int) -> list[Any]:
    """What each task gives, in their order, the same for any number of workers; the longest first is quickest."""
    found: list[Any] = Parallel(n_jobs=workers, batch_size=1, pre_dispatch="all")(delayed(task)() for task in tasks)
    return found
