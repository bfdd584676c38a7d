"""Records of layers as they stand in a trace file, made again; and the record of an update, which each kind has its own of."""

from dataclasses import MISSING, field, fields, make_dataclass
from functools import cache
from typing import Any

from engine.arrays import Array, Record, readonly
from engine.layers.base import LayerKind, Values
from engine.layers.tables import OBJECTIVES, RECORDS, kind_of
from engine.optimizer_state import state_of
from engine.trace import Update


def update_of(l: int, old: LayerKind, new: LayerKind, g: Values, step: Values, **more: Any) -> Any:
    """The record of layer l that takes its step, from before, after, the gradient and what was subtracted; `more` are optional fields."""
    moved = (*old.weights, *old.biases)
    values = {**old.values, **{f"{name}_new": value for name, value in new.values.items()}}
    values |= {f"dL_d{name}": readonly(g[name]) for name in moved}
    values |= {f"step_{name}": readonly(step[name]) for name in moved}
    if old.kind == "dense":
        return Update(l, **values, **more)
    return update_record(moved, old.statistics)(old.kind, l, **values, **more)


def penalised(moved: tuple[str, ...], slope: Values, whole: Values) -> dict[str, Array]:
    """The fields of an update that a penalty adds: its slope, and that together with the gradient."""
    both = (("dOmega_d", slope), ("dJ_d", whole))
    return {f"{prefix}{name}": readonly(values[name]) for prefix, values in both for name in moved}


@cache
def update_record(moved: tuple[str, ...], statistics: tuple[str, ...]) -> type:
    """The update of other layers: for each parameter p that moved p, dL_dp, step_p, p_new; for each average the value and the new one."""
    parts = [(name, f"dL_d{name}", f"step_{name}", f"{name}_new") for name in moved] + [(name, f"{name}_new") for name in statistics]
    own = [(name, Array) for part in parts for name in part]
    more: list[Any] = [(f"{prefix}{name}", Any, field(default=None)) for prefix in ("dOmega_d", "dJ_d") for name in moved]
    more += [(name, Any, field(default=None)) for name in ("state", "state_before")]
    return make_dataclass("LayerUpdate", [("kind", str), ("l", int), *own, *more], bases=(Record,), frozen=True, eq=False)


def forward_record(table: dict[str, Any]) -> Any:
    """The record of a way forward."""
    return record(RECORDS[kind_of(table)][0], table, forward_record)


def backward_record(table: dict[str, Any]) -> Any:
    """The record of a way back."""
    return record(RECORDS[kind_of(table)][1], table, backward_record)


def layer_update(table: dict[str, Any]) -> Any:
    """The record of an update."""
    table = {**table, **{name: state_of(table[name]) for name in ("state", "state_before") if name in table}}
    if kind_of(table) == "dense":
        return record(Update, table, layer_update)
    names = [name.removesuffix("_new") for name in table if name.endswith("_new")]
    moved = tuple(name for name in names if f"dL_d{name}" in table)
    return record(update_record(moved, tuple(name for name in names if name not in moved)), table, layer_update)


def objective_record(table: dict[str, Any] | None) -> Any:
    """The record of a loss, where there is one."""
    return None if table is None else record(OBJECTIVES[table["kind"]], table, objective_record)


def record(kind: type, table: dict[str, Any], inner: Any = None) -> Any:
    """One record; a list of tables in it is a tuple of records, each made by `inner`."""

    def value(found: Any) -> Any:
        if isinstance(found, list):
            return tuple(map(inner, found)) if found and isinstance(found[0], dict) else readonly(found)
        return found

    given = [each.name for each in fields(kind) if each.name in table or each.default is MISSING]
    return kind(**{name: value(table[name]) for name in given})
