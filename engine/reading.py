"""Reading a trace aloud: every number of a step with its place in the trace and its name, for scenes and words.

`read.z[2][0]` is the number z_1 of layer 2; written into a sentence, `f"{read.z[2][0]:eq}"` becomes marks that carry
what a caption shows, what the voice says, the value and its path. Layers count from 1, neurons from 0 as in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import notation
from engine.layers import symbols
from engine.probe import Probe

OPEN, SEP, CLOSE = "\x02", "\x04", "\x03"
_PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*|\[\d+\])*")
_STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+)\]")


def resolve(trace: Any, path: str) -> Any:
    """The value at a path like `steps[0].examples[0].forward[0].z[1]`, in a Trace or in its JSON dictionary."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not a path into a trace")
    at = trace
    for name, index in _STEP.findall(path):
        at = at[int(index)] if index else at[name] if isinstance(at, Mapping) else getattr(at, name)
    return at


def mark(shown: str, spoken: str, path: str = "", value: float | None = None) -> str:
    """One piece of a sentence whose caption and voice differ; `words.pieces` reads it back."""
    return OPEN + SEP.join([shown, spoken, path, "" if value is None else repr(float(value))]) + CLOSE


@dataclass(frozen=True)
class Named:
    """A quantity's name in a sentence: `{read.name.delta[2]}` is shown as δ⁽²⁾ and said as "delta"."""

    name: str
    l: int | None = None
    at: tuple[int, ...] = ()

    def __getitem__(self, key: int) -> Named:
        layered = notation.SYMBOLS[self.name].of_layer
        return Named(self.name, key, self.at) if layered and self.l is None else Named(self.name, self.l, (*self.at, key))

    @property
    def typst(self) -> str:
        return notation.typst(self.name, self.l, *self.at)

    def __str__(self) -> str:
        return mark(notation.shown(self.name, self.l, *self.at), notation.spoken(self.name, *self.at))

    def __format__(self, spec: str) -> str:
        return str(self)


@dataclass(frozen=True)
class Number:
    """One float of the trace: its value, its path, its name."""

    value: float
    path: str
    named: Named

    @property
    def typst(self) -> str:
        """The symbol, not the digits."""
        return self.named.typst

    def __float__(self) -> float:
        return self.value

    def __format__(self, spec: str) -> str:
        """In a sentence: "" the value, "name" its symbol, "eq" both; a digit asks for so many significant digits."""
        if spec == "name":
            return str(self.named)
        if spec not in ("", "eq", *"123456789"):
            raise ValueError(f"{spec!r} is not a format of a number: a digit, name, eq or nothing")
        digits = int(spec) if spec.isdigit() else notation.SIGNIFICANT
        text = notation.fmt(self.value, digits)
        number = mark(text, notation.number_words(text), self.path, self.value)
        return f"{self.named} {mark('=', 'equals')} {number}" if spec == "eq" else number


@dataclass(frozen=True)
class Numbers:
    """An array of the trace, any shape; indexing leads to its Numbers. Iterates over its first axis."""

    array: np.ndarray
    path: str
    named: Named

    def __getitem__(self, k: int) -> Any:
        k = k % len(self.array)
        path, named = f"{self.path}[{k}]", Named(self.named.name, self.named.l, (*self.named.at, k))
        if self.array.ndim == 1:
            return Number(float(self.array[k]), path, named)
        return Numbers(self.array[k], path, named)

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self.array)))

    def __len__(self) -> int:
        return len(self.array)

    def column(self, j: int) -> list[Number]:
        """Entries [i][j] for all i, of a matrix."""
        return [row[j] for row in self]


class Layered:
    """One quantity of every layer: `[l]` counts from 1 as on screen (`a[0]` is x)."""

    def __init__(self, trace: Any, depth: int, name: str, path_of_layer: Any) -> None:
        self._trace, self._depth, self._name, self._path = trace, depth, name, path_of_layer

    def __getitem__(self, l: int) -> Numbers:
        if l == 0 and self._name == "a":
            return self._path(0)
        if not 0 < l <= self._depth:
            raise IndexError(f"{self._name} has no layer {l}; layers count from 1 to {self._depth}")
        path = self._path(l)
        return Numbers(np.asarray(resolve(self._trace, path), dtype=float), path, Named(self._name, l))


class _Names:
    """`read.name.delta`, `read.name.W[1]`: any symbol of the notation table."""

    def __getattr__(self, name: str) -> Named:
        if name not in notation.SYMBOLS:
            raise AttributeError(name)
        return Named(name)


class Objective:
    """The fields of a loss's record, each a Number or Numbers."""

    def __init__(self, reading: Reading, path: str) -> None:
        self._reading, self._path = reading, path

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        path, symbol = f"{self._path}.{name}", symbols.symbol_of(name)
        value = resolve(self._reading.trace, path)
        if isinstance(value, str):
            return value
        return self._reading.numbers(path, symbol) if np.ndim(value) else self._reading.at(path, symbol)


FORWARD = ("z", "a", "a_in", "products", "Wa")
BACKWARD = ("delta", "dL_da", "da_dz", "dL_dW", "dL_db", "dL_da_in", "terms")
UPDATE = ("W", "b", "W_new", "b_new", "step_W", "step_b")


class Reading:
    """One example of one recorded step of a trace, every number addressable by name.

    Layered: z a a_in products Wa (forward), delta dL_da da_dz dL_dW dL_db dL_da_in terms (backward of this example),
    W b W_new b_new step_W step_b mean_dL_dW mean_dL_db (update, means over the batch), z_plus L_plus ratio (nudges).
    Whole: x y error L_terms, L, batch_L, L_new, eta, losses.
    With layers other than dense also every field of their records, as `read.Q[2]`, and `objective` (`engine.layers`).
    """

    def __init__(self, trace: Any, step: int = 0, example: int | None = None, twin: int | None = None) -> None:
        """`step` counts the recorded steps; `twin` reads that twin's run instead of the lesson's own.

        Without `example`, the first whose inputs are not all zero: nothing can be seen of one that sends nothing.
        """
        self.trace, self.name = trace, _Names()
        self.run = trace if twin is None else trace.twins[twin]
        self.root = "" if twin is None else f"twins[{twin}]."
        if example is None:
            example = next((k for k, e in enumerate(self.run.steps[step].examples) if np.any(e.x)), 0)
        self.told = (step % len(self.run.steps), example, twin)
        self.sizes: tuple[int, ...] = tuple(self.run.sizes)
        self.D = len(self.sizes) - 1
        self._step = f"{self.root}steps[{self.told[0]}]"
        self._example = f"{self._step}.examples[{example}]"
        for name in FORWARD:
            setattr(self, name, self._layered(name, f"{self._example}.forward", name))
        for name in BACKWARD:
            setattr(self, name, self._layered(name, f"{self._example}.backward", name, backward=True))
        for name in UPDATE:
            setattr(self, name, self._layered(name.removesuffix("_new"), f"{self._step}.update", name))
        for name in ("dL_dW", "dL_db"):
            setattr(self, f"mean_{name}", self._layered(name, f"{self._step}.update", name))
        for name, symbol in (("z_plus", "z"), ("L_plus", "L"), ("ratio", "dL_dz")):
            setattr(self, name, self._layered(symbol, f"{self._example}.nudges", name))

    def __deepcopy__(self, memo: dict[int, object]) -> Reading:
        """Itself: a picture that is copied reads the same trace."""
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        whole = {"x": f"{self._example}.x", "y": f"{self._example}.y", "error": f"{self._example}.error",
                 "L_terms": f"{self._example}.L_terms", "losses": f"{self.root}losses"}  # fmt: skip
        if name in whole:
            symbol = {"losses": "L", "error": "L", "L_terms": "L"}.get(name, name)
            return Numbers(np.asarray(resolve(self.trace, whole[name]), dtype=float), whole[name], Named(symbol))
        scalars = {"L": f"{self._example}.L", "batch_L": f"{self._step}.L", "L_new": f"{self._step}.L_new",
                   "eta": f"{self.root}lesson.training.learning_rate"}  # fmt: skip
        if name in scalars:
            return self.at(scalars[name], "L" if name == "batch_L" else name)
        return self._beyond_dense(name)

    def _beyond_dense(self, name: str) -> Any:
        """A field of the records of layers other than dense, as `read.Q[2]`; `mean_` and a gradient's name is its mean over the batch."""
        mean = name.startswith("mean_dL_")
        field = name.removeprefix("mean_") if mean else name
        step, example = resolve(self.trace, self._step), resolve(self.trace, self._example)
        found = {} if mean else {"forward": (example.forward, self._example), "backward": (example.backward, self._example)}
        for where, (records, root) in {**found, "update": (step.update, self._step)}.items():
            if self.run.lesson.beyond_dense and any(hasattr(record, field) for record in records):
                return self._layered(symbols.symbol_of(field), f"{root}.{where}", field, backward=where == "backward")
        raise AttributeError(name)

    @property
    def objective(self) -> Objective:
        """What the loss of the example is made of, where it is one of `engine.layers`: `read.objective.ratio`."""
        return Objective(self, f"{self._example}.objective")

    def at(self, path: str, symbol: str = "L") -> Number:
        """The number at any path, named as a symbol of the notation table."""
        return Number(float(resolve(self.trace, path)), path, Named(symbol))

    def numbers(self, path: str, symbol: str = "L", l: int | None = None) -> Numbers:
        """The array at any path, named as a symbol of the notation table: `t.numbers("studies.rates.L", "L")`."""
        return Numbers(np.asarray(resolve(self.trace, path), dtype=float), path, Named(symbol, l))

    def of(self, step: int | None = None, example: int | None = None, twin: int | None = None) -> Reading:
        """The same trace read at another recorded step, example or twin; what is not said stays."""
        here, m, other = self.told
        return Reading(self.trace, here if step is None else step, m if example is None else example, other if twin is None else twin)

    @property
    def probe(self) -> Probe:
        """The told example, to be run again with parameters changed; what that gives is drawn, never shown as digits."""
        return Probe(self.run, *self.told[:2])

    def _layered(self, symbol: str, records: str, field: str, backward: bool = False) -> Layered:
        def path_of_layer(l: int) -> Any:
            if l == 0:
                return self.x
            return f"{records}[{self.D - l if backward else l - 1}].{field}"

        names = {"products": "w", "Wa": "z", "terms": "w", "step_W": "dL_dW", "step_b": "dL_db"}
        return Layered(self.trace, self.D, "a" if field == "a" else names.get(symbol, symbol), path_of_layer)
