"""What an optimiser remembers, layer by layer as a trace holds it: for each parameter p of a layer `m_p`, `v_p`, `velocity_p` ...

`state` is from after the step, with what else the step was made of (`engine.optimizers`: `m_hat_p`, `v_hat_p`, `c_p`, the numbers `t`,
`share_m`, `share_v`); `state_before` is what was remembered when it began. Parameters that are not trained have none.
"""

from collections.abc import Mapping
from dataclasses import make_dataclass
from functools import cache
from typing import Any

import numpy as np

from engine.arrays import Array, Record, readonly
from engine.optimizers import Values
from engine.parameters import Parameters


@cache
def state_record(names: tuple[str, ...]) -> type:
    """The record with these fields, each an array or a number."""
    return make_dataclass("State", [(name, Any) for name in names], bases=(Record,), frozen=True, eq=False)


def of_layers(p: Parameters, values: Values, frozen: Array) -> list[Any]:
    """A record for each layer, None where it has nothing that is trained; `values` are of the first parameters, as `frozen` is."""
    trained = len(frozen)
    numbers = {name: float(value) for name, value in values.items() if name in ("t", "share_m", "share_v")}
    arrays = {name: _spread(p, value, trained) for name, value in values.items() if name not in numbers}
    moved = p.like(np.zeros(len(p.flat), dtype=bool))
    moved.flat[:trained] = np.logical_not(frozen)
    return [_of_layer(l, values, numbers, arrays) for l, values in enumerate(moved.values)] if arrays else [None] * len(moved.values)


def _of_layer(l: int, moved: Mapping[str, Any], numbers: Mapping[str, float], arrays: Mapping[str, Parameters]) -> Any:
    """The record of layer l + 1."""
    names = [name for name, which in moved.items() if which.any()]
    fields: dict[str, Any] = {f"{value}_{name}": readonly(p.values[l][name]) for value, p in arrays.items() for name in names}
    table = {**numbers, **fields}
    return state_record(tuple(table))(**table) if names else None


def _spread(p: Parameters, value: Array | float, trained: int) -> Parameters:
    """The windows of all parameters on what is remembered of the trained ones, a number meaning it of each."""
    out = p.zeros()
    out.flat[:trained] = value
    return out


def state_of(table: dict[str, Any] | None) -> Any:
    """The record as it stands in a trace file, made again."""
    if table is None:
        return None
    values = {name: readonly(value) if isinstance(value, list) else value for name, value in table.items()}
    return state_record(tuple(values))(**values)
