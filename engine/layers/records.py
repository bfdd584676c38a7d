"""Records of layers as they stand in a trace file, made again; and the record of an update, which each kind has its own of."""

from dataclasses import fields, make_dataclass
from functools import cache
from typing import Any

from engine.arrays import Array, Record, readonly
from engine.layers.tables import OBJECTIVES, RECORDS


@cache
def update_record(moved: tuple[str, ...], statistics: tuple[str, ...]) -> type:
    """The update of a layer: for each parameter p that moved p, dL_dp, step_p, p_new; for each average the value and the new one."""
    parts = [(name, f"dL_d{name}", f"step_{name}", f"{name}_new") for name in moved] + [(name, f"{name}_new") for name in statistics]
    own = [(name, Array) for part in parts for name in part]
    return make_dataclass("LayerUpdate", [("kind", str), ("l", int), *own], bases=(Record,), frozen=True, eq=False)


def forward_record(table: dict[str, Any]) -> Any:
    """The record of a way forward."""
    return _record(RECORDS[table["kind"]][0], table, forward_record)


def backward_record(table: dict[str, Any]) -> Any:
    """The record of a way back."""
    return _record(RECORDS[table["kind"]][1], table, backward_record)


def layer_update(table: dict[str, Any]) -> Any:
    """The record of an update."""
    names = [name.removesuffix("_new") for name in table if name.endswith("_new")]
    moved = tuple(name for name in names if f"dL_d{name}" in table)
    return _record(update_record(moved, tuple(name for name in names if name not in moved)), table, layer_update)


def objective_record(table: dict[str, Any] | None) -> Any:
    """The record of a loss, where there is one."""
    return None if table is None else _record(OBJECTIVES[table["kind"]], table, objective_record)


def _record(kind: type, table: dict[str, Any], inner: Any) -> Any:
    """One record; a list of tables in it is a tuple of records of the same way."""

    def value(found: Any) -> Any:
        if isinstance(found, list):
            return tuple(map(inner, found)) if found and isinstance(found[0], dict) else readonly(found)
        return found

    return kind(**{field.name: value(table[field.name]) for field in fields(kind)})
