"""A lesson, or the tables of a lesson, written as its file, so that `load_lesson` reads the same lesson back."""

from __future__ import annotations

import json
import re
from typing import Any

from engine import Lesson

_HEAD = ("title", "chapters")


def written(lesson: Lesson) -> str:
    """TOML of a lesson: every number bit for bit."""
    table = lesson.model_dump(mode="json", exclude_none=True, exclude={"twins"})
    network = dict(table["network"])
    layers = network.pop("layers")
    parts = ["".join(_line(key, table[key]) for key in _HEAD if table.get(key)), _section("network", network)]
    parts += [_section("network.layers", layer, "[[{}]]") for layer in layers]
    parts += [_section(name, table[name]) for name in ("data", "training")]
    return "\n".join(parts)


def of_tables(table: dict[str, Any]) -> str:
    """TOML of the tables that a lesson's file holds, as a person lays it out."""
    plain = {key: value for key, value in table.items() if not _is_part(value)}
    parts = ["".join(_line(key, value) for key, value in plain.items())]
    for name, part in table.items():
        if isinstance(part, dict):
            inner = {key: value for key, value in part.items() if _rows(value)}
            parts.append(_section(_key(name), {key: value for key, value in part.items() if key not in inner}))
            parts += [_section(f"{_key(name)}.{_key(key)}", row, "[[{}]]") for key, rows in inner.items() for row in rows]
        elif _rows(part):
            parts += [_section(_key(name), row, "[[{}]]") for row in part]
    return "\n".join(parts)


def _rows(value: Any) -> bool:
    """Whether a value is a list of tables, at least one."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _is_part(value: Any) -> bool:
    return isinstance(value, dict) or _rows(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _section(name: str, table: dict[str, Any], head: str = "[{}]") -> str:
    return head.format(name) + "\n" + "".join(_line(key, value) for key, value in table.items())


def _line(key: str, value: Any) -> str:
    return f"{_key(key)} = {_value(value)}\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return repr(value)
