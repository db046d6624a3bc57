"""What a score owes to having seen the outlet before, and what the full model has over the plain ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from evaluate.intervals import Row, row
from train.bootstrap import Floats, percentile


class Macro(NamedTuple):
    """Macro-F1 by draw, of which outlets, over how many articles."""

    outlets: tuple[str, ...]
    drawn: Floats
    n: int

    def minus(self, other: Macro) -> Floats:
        """The difference draw by draw where both drew the same outlets, else the difference alone."""
        if self.outlets == other.outlets and len(self.drawn) == len(other.drawn):
            return np.asarray(self.drawn - other.drawn)
        return np.asarray(self.drawn[:1] - other.drawn[:1])


def gaps(macro: Mapping[tuple[str, str, str], Macro]) -> Iterator[Row]:
    """Differences of macro-F1, draw by draw: `leak_gap` (random minus outlet split), `lead` (isnad minus `against`)."""
    for (split, model, weighting), here in sorted(macro.items(), key=lambda item: item[0]):
        head: Row = {"model": model, "split": split, "weighting": weighting, "outlet": None}
        seen, isnad = macro.get(("random", model, weighting)), macro.get((split, "isnad", weighting))
        if split == "outlet" and seen is not None:
            yield head | row("leak_gap", percentile(seen.minus(here)), here.n, len(here.outlets))
        if split != "random" and model != "isnad" and isnad is not None:
            lead = row("lead", percentile(isnad.minus(here)), here.n, len(here.outlets))
            yield head | {"model": "isnad", "against": model} | lead
