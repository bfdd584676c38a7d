"""Reading a trace: every number of a step with its value, its place in the trace and its name, for scenes and sentences.

`read.z[2][0]` is the number z_1 of layer 2. Layers count from 1, neurons from 0 as in code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from engine import notation
from engine.called import Called, told_example
from engine.lesson import Lesson
from engine.network import Network
from engine.notes import Notes as Notes
from engine.notes import narrowed as narrowed
from engine.probe import Probe
from engine.symbols import SYMBOLS, symbol_of

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


@dataclass(frozen=True)
class Named:
    """A quantity's name: `read.name.delta[2]` is δ⁽²⁾."""

    name: str
    l: int | None = None
    at: tuple[int, ...] = ()

    def __getitem__(self, key: int) -> Named:
        by_layer = SYMBOLS[self.name].of_layer
        return Named(self.name, key, self.at) if by_layer and self.l is None else Named(self.name, self.l, (*self.at, key))

    @property
    def typst(self) -> str:
        return notation.typst(self.name, self.l, *self.at)

    @property
    def shown(self) -> str:
        """The symbol as captions show it."""
        return notation.shown(self.name, self.l, *self.at)


@dataclass(frozen=True)
class Number:
    """One float of the trace: its value, its path, its name, and how many digits the lesson wants shown."""

    value: float
    path: str
    named: Named
    digits: int = notation.SIGNIFICANT

    @property
    def typst(self) -> str:
        """The symbol, not the digits."""
        return self.named.typst

    def __float__(self) -> float:
        return self.value


@dataclass(frozen=True)
class Numbers:
    """An array of the trace, any shape; indexing leads to its Numbers. Iterates over its first axis.

    `one` is a vector of one number that is every neuron's, a shared bias: any neuron leads to it, and its name has no index.
    """

    array: np.ndarray
    path: str
    named: Named
    note: Notes | None = field(default=None, compare=False, repr=False)
    digits: int = notation.SIGNIFICANT
    one: bool = False

    def __getitem__(self, k: int) -> Any:
        k = k % len(self.array)
        path, at = (f"{self.path}[0]", self.named.at) if self.one else (f"{self.path}[{k}]", (*self.named.at, k))
        named = Named(self.named.name, self.named.l, at)
        if self.note is not None:
            self.note(path)
        if self.array.ndim == 1:
            return Number(float(self.array[k]), path, named, self.digits)
        return Numbers(self.array[k], path, named, self.note, self.digits)

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self.array)))

    def __len__(self) -> int:
        return len(self.array)

    def of_each(self, n: int) -> Numbers:
        """A vector with an entry for each of n neurons, where one number is every neuron's."""
        return replace(self, array=np.full(n, self.array[0])) if self.one else self

    def column(self, j: int) -> list[Number]:
        """Entries [i][j] for all i, of a matrix."""
        return [row[j] for row in self]


class OfLayers:
    """One quantity of every layer: `[l]` counts from 1 as on screen (`a[0]` is x)."""

    def __init__(self, read: Reading, name: str, path_of_layer: Any) -> None:
        self._read, self._depth, self._name, self._path = read, read.D, name, path_of_layer

    def __getitem__(self, l: int) -> Numbers:
        if l == 0 and self._name == "a":
            return self._path(0)
        if not 0 < l <= self._depth:
            raise IndexError(f"{self._name} has no layer {l}; layers count from 1 to {self._depth}")
        return self._read.numbers(self._path(l), self._name, l)


class _Names:
    """`read.name.delta`, `read.name.W[1]`: any symbol of the notation table."""

    def __getattr__(self, name: str) -> Named:
        if name not in SYMBOLS:
            raise AttributeError(name)
        return Named(name)


class Objective:
    """The fields of a loss's record, each a Number or Numbers."""

    def __init__(self, reading: Reading, path: str) -> None:
        self._reading, self._path = reading, path

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        path, symbol = f"{self._path}.{name}", symbol_of(name)
        value = resolve(self._reading.trace, path)
        if isinstance(value, str):
            return value
        return self._reading.numbers(path, symbol) if np.ndim(value) else self._reading.at(path, symbol)


FORWARD = ("z", "a", "a_in", "products", "Wa")
BACKWARD = ("delta", "dL_da", "da_dz", "dL_dW", "dL_db", "dL_da_in", "terms")
UPDATE = ("W", "b", "W_new", "b_new", "step_W", "step_b")


class Reading:
    """One example of one recorded step of a trace, every number addressable by name.

    Of layers: z a a_in products Wa (forward), delta dL_da da_dz dL_dW dL_db dL_da_in terms (backward of this example),
    W b W_new b_new step_W step_b mean_dL_dW mean_dL_db (update, means over the batch), z_plus L_plus ratio (nudges).
    Whole: x y error L_terms, L, batch_L, L_new, eta, losses.
    With layers other than dense also every field of their records, as `read.Q[2]`, and `objective` (`engine.layers`).
    """

    def __init__(self, trace: Any, step: int = 0, example: int | None = None, twin: int | None = None, notes: Notes | None = None) -> None:
        """`step` counts the recorded steps, `twin` reads that twin's run, `notes` of what is looked at; `example`: else `told_example`."""
        self.trace, self.name, self.notes = trace, _Names(), notes or Notes()
        self.run = trace if twin is None else trace.twins[twin]
        self.root = "" if twin is None else f"twins[{twin}]."
        example = told_example(self.run, step) if example is None else example
        self.told = (step % len(self.run.steps), example, twin)
        self.digits = self.run.lesson.digits or notation.SIGNIFICANT
        self.sizes: tuple[int, ...] = tuple(self.run.sizes)
        self.D = len(self.sizes) - 1
        self._step = f"{self.root}steps[{self.told[0]}]"
        self._example = f"{self._step}.examples[{example}]"
        for name in FORWARD:
            setattr(self, name, self._of_layers(name, f"{self._example}.forward", name))
        for name in BACKWARD:
            setattr(self, name, self._of_layers(name, f"{self._example}.backward", name, backward=True))
        for name in UPDATE:
            setattr(self, name, self._of_layers(name.removesuffix("_new"), f"{self._step}.update", name))
        for name in ("dL_dW", "dL_db"):
            setattr(self, f"mean_{name}", self._of_layers(name, f"{self._step}.update", name))
        for name, symbol in (("z_plus", "z"), ("L_plus", "L"), ("ratio", "dL_dz")):
            setattr(self, name, self._of_layers(symbol, f"{self._example}.nudges", name))

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
            return self.numbers(whole[name], symbol)
        scalars = {"L": f"{self._example}.L", "batch_L": f"{self._step}.L", "L_new": f"{self._step}.L_new",
                   "eta": f"{self._step}.eta" if self.run.rates else f"{self.root}lesson.training.learning_rate"}  # fmt: skip
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
            if self.run.lesson.beyond_dense and any(getattr(record, field, None) is not None for record in records):
                return self._of_layers(symbol_of(field), f"{root}.{where}", field, backward=where == "backward")
        raise AttributeError(name)

    @property
    def lesson(self) -> Lesson:
        """The lesson of the run that is read: a twin's own."""
        self.notes(f"{self.root}lesson")
        lesson: Lesson = self.run.lesson
        return lesson

    @property
    def net(self) -> Network:
        """The network of the run that is read, before step 0."""
        self.notes(f"{self.root}lesson.network")
        net: Network = self.run.net
        return net

    @property
    def called(self) -> Called:
        """What the lesson calls its parts: `t.called.input(0)`, None where it gives no name."""
        return Called(self)

    def study(self, name: str) -> Any:
        """What was run beyond the recorded steps under this name; KeyError where the lesson has no such study."""
        self.notes(f"studies.{name}")
        return self.trace.studies[name]

    @property
    def objective(self) -> Objective:
        """What the loss of the example is made of, where it is one of `engine.layers`: `read.objective.ratio`."""
        return Objective(self, f"{self._example}.objective")

    def at(self, path: str, symbol: str = "L") -> Number:
        """The number at any path, named as a symbol of the notation table."""
        self.notes(path)
        return Number(float(resolve(self.trace, path)), path, Named(symbol), self.digits)

    def numbers(self, path: str, symbol: str = "L", l: int | None = None) -> Numbers:
        """The array at any path, named as a symbol of the notation table: `t.numbers("studies.rates.L", "L")`."""
        self.notes(path)
        array = np.asarray(resolve(self.trace, path), dtype=float)
        one = l is not None and symbol in ("b", "dL_db") and array.shape == (1,) and self.sizes[l] > 1
        return Numbers(array, path, Named(symbol, l), self.notes, self.digits, one)

    def of(self, step: int | None = None, example: int | None = None, twin: int | None = None) -> Reading:
        """The same trace read at another recorded step, example or twin; what is not said stays."""
        here, m, other = self.told
        twin = other if twin is None else twin
        return Reading(self.trace, here if step is None else step, m if example is None else example, twin, self.notes)

    @property
    def probe(self) -> Probe:
        """The told example, to be run again with parameters changed; what that gives is drawn, never shown as digits."""
        return Probe(self.run, *self.told[:2])

    def _of_layers(self, symbol: str, records: str, field: str, backward: bool = False) -> OfLayers:
        def path_of_layer(l: int) -> Any:
            return f"{records}[{self.D - l if backward else l - 1}].{field}" if l else self.x

        names = {"products": "w", "Wa": "z", "terms": "w", "step_W": "dL_dW", "step_b": "dL_db"}
        return OfLayers(self, "a" if field == "a" else names.get(symbol, symbol), path_of_layer)
