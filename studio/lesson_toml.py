"""A lesson written as its file, so that `load_lesson` reads the same lesson back."""

from __future__ import annotations

import json
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


def _section(name: str, table: dict[str, Any], head: str = "[{}]") -> str:
    return head.format(name) + "\n" + "".join(_line(key, value) for key, value in table.items())


def _line(key: str, value: Any) -> str:
    return f"{key} = {_value(value)}\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return repr(value)
