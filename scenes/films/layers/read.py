"""Where a layer's numbers stand: its table in the lesson, its records on both ways, its parameters and their slopes."""

from __future__ import annotations

from typing import Any

from engine.reading import Numbers, Reading, resolve
from engine.studies.stack import learned
from engine.symbols import symbol_of


def spec(t: Reading, l: int) -> Any:
    """Layer l as the lesson says it."""
    return t.lesson.network.layers[l - 1]


def kind(t: Reading, l: int) -> str:
    """What kind of layer l is."""
    return getattr(spec(t, l), "kind", None) or "dense"


def shortcuts(t: Reading, l: int) -> list[int]:
    """The layers that add what layer l gave (0: what came in)."""
    return [k for k in range(l + 1, t.D + 1) if kind(t, k) == "residual" and spec(t, k).from_layer == l]


def meets(t: Reading, l: int) -> bool:
    """Whether what layer l gave also went along a shortcut, so that slopes come back on more ways than one."""
    return bool(shortcuts(t, l))


def held(t: Reading, l: int, field: str, back: bool = False) -> bool:
    """Whether layer l's record of the way forward, or back, has a field of this name."""
    return getattr(_record(t, l, back), field, None) is not None


def record(t: Reading, l: int, field: str, back: bool = False) -> Numbers:
    """A field of layer l's record."""
    return t.numbers(f"{_root(t, l, back)}.{field}", symbol_of(field.rpartition(".")[2]), l)


def _root(t: Reading, l: int, back: bool) -> str:
    path, field = (t.dL_da[l].path, ".dL_da") if back else (t.a[l].path, ".a")
    return path.removesuffix(field)


def _record(t: Reading, l: int, back: bool) -> Any:
    return resolve(t.trace, _root(t, l, back))


def coming(t: Reading, l: int) -> Numbers:
    """What layer l takes in; its input for l = D + 1 is what the loss judges."""
    found: Numbers = t.x if l == 1 else t.a[l - 1]
    return found


def parameters(t: Reading, l: int) -> list[str]:
    """The names of layer l's parameters, each with a slope; biases that are zero and stay so are none."""
    return list(learned(t.trace, l, resolve(t.trace, _update(t, l))))


def parameter(t: Reading, l: int, name: str) -> Numbers:
    """A parameter of layer l before the step."""
    return t.numbers(f"{_update(t, l)}.{name}", symbol_of(name), l)


def _update(t: Reading, l: int) -> str:
    """Where layer l's update stands."""
    return f"{t.batch_L.path.removesuffix('.L')}.update[{l - 1}]"


def gradient(t: Reading, l: int, name: str) -> Numbers:
    """Its slopes in the told example."""
    return record(t, l, f"dL_d{name}", back=True)


def ends_here(t: Reading, l: int) -> bool:
    """Whether the way back is over with layer l, and hands slopes to what came in."""
    return l == 1 and held(t, l, "dL_da_in", back=True)


def is_used_once(t: Reading, l: int) -> bool:
    """Whether every scale of a norm has a single use, so that nothing is added up: one row of numbers, and no batch of them."""
    return kind(t, l) == "layer_norm" and t.a[l].array.ndim == 1


def norm(t: Reading, l: int) -> str:
    """What layer l is where it is a norm: one whose scales have several uses, or a single one; empty where it is none."""
    return "" if not kind(t, l).endswith("_norm") else "norm_once" if is_used_once(t, l) else "norm"
