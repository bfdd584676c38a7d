"""The examples of a lesson as they were read, each number with the place that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.lesson import Names, Standardized

NAMELESS = Names()


@dataclass(frozen=True)
class Examples:
    """x (N, n_0) and y (N, n_D), rows of any length while nobody has checked them.

    `file` is where messages look for them: the lesson, with keys like data.x[0], or a CSV file, where example m stands in
    line lines[m] and number i of x in the column columns["x"][i]. `figures` (n_0,) says which inputs are no one-hot,
    `prefix` is that of the lesson's keys.
    """

    x: Any
    y: Any
    file: str
    names: Names = NAMELESS
    figures: Array | None = None
    lines: tuple[int, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    prefix: str = ""

    def at(self, key: str, m: int, i: int | None = None) -> tuple[str, str]:
        """The file and the place in it of example m's x or y, or of number i of it, for a message."""
        if not self.lines:
            return self.file, f"data.{self.prefix}{key}[{m}]" + ("" if i is None else f"[{i}]")
        return self.file, f"row {self.lines[m]}" + ("" if i is None else f", column {self.columns[key][i]}")

    def rows(self, chosen: Any) -> "Examples":
        """Some of the examples, by their index, in this order."""
        named = self.names.examples
        names = self.names.model_copy(update={"examples": tuple(named[m] for m in chosen) if named else None})
        lines = tuple(self.lines[m] for m in chosen) if self.lines else ()
        return replace(self, x=self.x[chosen], y=self.y[chosen], names=names, lines=lines)

    def scale(self) -> Standardized:
        """The mean of every input and its deviation from it; 0 and 1 where it is one-hot, 1 where it never changes."""
        figures = np.ones(self.x.shape[1], dtype=bool) if self.figures is None else self.figures.astype(bool)
        mean, deviation = np.where(figures, self.x.mean(axis=0), 0.0), np.where(figures, self.x.std(axis=0), 1.0)
        same = np.ptp(self.x, axis=0) == 0
        deviation = np.where(same | (deviation == 0), 1.0, deviation)
        mean = np.where(figures & same, self.x[0], mean)
        return Standardized(mean=tuple(mean.tolist()), deviation=tuple(deviation.tolist()))

    def scaled(self, by: Standardized) -> "Examples":
        """Every input less its mean, over its deviation."""
        return replace(self, x=(self.x - np.array(by.mean)) / np.array(by.deviation))


def split(examples: Examples, share: float, seed: int) -> tuple[Examples, Examples]:
    """The examples to train on, and this share of them, at least one, drawn to be kept from training; both in order."""
    N = len(examples.x)
    kept = np.zeros(N, dtype=bool)
    kept[np.random.default_rng(seed).permutation(N)[: min(max(int(N * share + 0.5), 1), N - 1)]] = True
    return examples.rows(np.flatnonzero(~kept)), examples.rows(np.flatnonzero(kept))
