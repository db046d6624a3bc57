"""Hashes of many words at once, and tables that look many of them up at once.

A hash has 64 bits and comes from running sums: sum of code(i) * B^i modulo 2^64, B odd, shifted back by B^-start, so that a word
has the same one wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
_BASE = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A hash table from 64-bit keys to their numbers from 1, looked into for many keys at once (open addressing).

    `keys` and `numbers` have a power of two of places; 0 marks an empty one, `shift` brings a key to its place.
    """

    keys: Hashes
    numbers: Ints
    shift: np.uint64

    def find(self, keys: Hashes) -> Ints:
        """The number of each key, 0 for what is not in the table."""
        place = (keys >> self.shift).astype(np.int64)
        held = self.keys[place]
        found = np.where(held == keys, self.numbers[place], 0)
        left = np.flatnonzero((held != keys) & (held != 0))
        while len(left):
            place[left] = (place[left] + 1) & (len(self.keys) - 1)
            held = self.keys[place[left]]
            same = held == keys[left]
            found[left[same]] = self.numbers[place[left[same]]]
            left = left[~same & (held != 0)]
        return found


def numbered(keys: Hashes) -> Numbers:
    """The table that gives each of these keys, all different and none 0, its place among them, from 1."""
    bits = max(4, (4 * len(keys)).bit_length())
    table = Numbers(np.zeros(1 << bits, np.uint64), np.zeros(1 << bits, np.int64), np.uint64(64 - bits))
    place = (keys >> table.shift).astype(np.int64)
    left = np.arange(len(keys))
    while len(left):
        free = left[table.keys[place[left]] == 0]
        table.keys[place[free]] = keys[free]  # of several keys for one place the last stays
        table.numbers[place[free]] = free + 1
        left = left[table.keys[place[left]] != keys[left]]
        place[left] = (place[left] + 1) & (len(table.keys) - 1)
    return table


def alike(one: Hashes, other: Hashes) -> int:
    """With how many of the same words both begin."""
    length = min(len(one), len(other))
    unlike = np.flatnonzero(one[:length] != other[:length])
    return int(unlike[0]) if len(unlike) else length


def pairs(first: Ints, second: Ints) -> Hashes:
    """One key for each two numbers in a row, both below 2^32."""
    return ((first << 32 | second).astype(np.uint64)) * np.uint64(_BASE)


def running_sums(codes: npt.NDArray[np.uint32]) -> Hashes:
    """Running sums of code * B^place, shape (len(codes) + 1,)."""
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint32(1)).astype(np.uint64) * _powers(len(codes))[0][: len(codes)], out=sums[1:])
    return sums


def span_hashes(running: Hashes, starts: Ints, ends: Ints) -> Hashes:
    """A hash of the letters between two offsets, the same wherever they stand."""
    found: Hashes = (running[ends] - running[starts]) * _powers(len(running))[1][starts]
    found ^= found >> np.uint64(29)
    return found


_POWERS: list[tuple[Hashes, Hashes]] = []


def hashes_of(words: Sequence[str]) -> Hashes:
    """Hashes of some words, as those of a text are known by."""
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    edges = np.cumsum([0, *map(len, words)])
    return span_hashes(running_sums(codes), edges[:-1], edges[1:])


def _powers(length: int) -> tuple[Hashes, Hashes]:
    """B^0, B^1, ... and their inverses modulo 2^64, at least `length` of them, kept for the next text."""
    if not _POWERS or len(_POWERS[0][0]) < length:
        size = max(1 << 16, 1 << (length - 1).bit_length())
        _POWERS[:] = [(_geometric(_BASE, size), _geometric(pow(_BASE, -1, 1 << 64), size))]
    return _POWERS[0]


def _geometric(base: int, size: int) -> Hashes:
    series = np.ones(size, np.uint64)
    done = 1
    while done < size:
        step = np.uint64(pow(base, done, 1 << 64))
        series[done : 2 * done] = series[: min(done, size - done)] * step
        done *= 2
    return series
