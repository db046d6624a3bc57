"""What kind of error a confusion holds: how far from chance, how far along the axis, and how often the wrong side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from train.bootstrap import Floats

AXIS = ("opposition", "other", "damascus")  # other stands between the two camps


def mcc(confusion: Floats) -> Floats:
    """Matthews correlation for any number of labels (Gorodkin 2004); 0 where all answers, or all truths, are one."""
    total = confusion.sum(axis=(-2, -1))
    right = np.trace(confusion, axis1=-2, axis2=-1)
    there, said = confusion.sum(axis=-1), confusion.sum(axis=-2)
    shared = right * total - (there * said).sum(axis=-1)
    spread = (total**2 - (there**2).sum(axis=-1)) * (total**2 - (said**2).sum(axis=-1))
    return np.asarray(
        np.divide(shared, np.sqrt(np.maximum(spread, 0)), out=np.zeros_like(shared), where=spread > 1e-12)
    )


def ordinal(confusion: Floats, labels: Sequence[str]) -> tuple[Floats, Floats] | None:
    """Mean steps along the axis between truth and answer (0 to 2), and the share that is put on the other side (flip).

    None where the labels are not those of the axis.
    """
    if not set(labels) <= set(AXIS) or len(labels) < 2:
        return None
    place = np.array([AXIS.index(label) for label in labels])
    steps = np.abs(place[:, None] - place[None, :])
    total = confusion.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore"):
        return (confusion * steps).sum(axis=(-2, -1)) / total, (confusion * (steps == 2)).sum(axis=(-2, -1)) / total
