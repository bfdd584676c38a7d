"""Traces as JSON: every float64 written so that it reads back bit for bit."""

import json
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engine.arrays import readonly
from engine.building import build
from engine.errors import InputError, wrong
from engine.layers.records import backward_record, forward_record, layer_update, objective_record, record
from engine.lesson import Lesson
from engine.lesson_file import make_lesson
from engine.trace import Example, Nudge, Penalised, Step, Stopped, Trace

ORDER = ("format", "version", "lesson", "convention", "losses", "steps")
MORE = ("test_losses", "penalties", "rates", "stopped")  # what not every run has


def to_dict(trace: Trace, plain: Callable[[Any], Any] | None = None) -> dict[str, Any]:
    """The trace as plain dicts, lists and numbers, in the order of the format."""
    plain = plain or _plain
    table = {key: plain(getattr(trace, key)) for key in ORDER}
    more = {key: plain(value) for key in MORE if (value := getattr(trace, key)) is not None}
    twins = {"twins": [to_dict(twin, plain) for twin in trace.twins]} if trace.twins else {}
    studies = {"studies": dict(_studies(trace, plain))} if trace.studies else {}
    return {**table, **more, **twins, **studies}


def _studies(trace: Trace, plain: Callable[[Any], Any]) -> Iterator[tuple[str, Any]]:
    """Every study of a trace by its name; one that breaks costs only itself: it is left out with a warning."""
    for name in trace.studies:
        try:
            yield name, plain(trace.studies[name])
        except Exception as error:
            warnings.warn(f"the study {name!r} broke and is left out: {type(error).__name__}: {error}", stacklevel=1)


def write_trace(trace: Trace, path: Path | str) -> None:
    """Write the trace to a temporary file beside `path` and rename it when whole."""
    path = Path(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(_texts(to_dict(trace, _kept)))
            file.write("\n")
        part.replace(path)
    except OSError as error:
        reason = f"a place that cannot be written ({error.strerror or error})"
        raise wrong(str(path), "", reason, "a file in a folder that exists and may be written", "Choose another path.") from None
    finally:
        with suppress(OSError):
            part.unlink()  # what was not whole


def _kept(value: Any) -> Any:
    """A record as it is, to be made plain part by part: a whole trace takes ten times its file in memory."""
    return value


def _texts(value: Any) -> Iterator[str]:
    """What `json.dumps` makes of the plain value, in parts."""
    if is_dataclass(value):
        value = {field.name: part for field in fields(value) if (part := getattr(value, field.name)) is not None}
    if isinstance(value, dict) and value:
        for k, (key, part) in enumerate(value.items()):
            yield f"{', ' if k else '{'}{json.dumps(key)}: "
            yield from _texts(part)
        yield "}"
    elif isinstance(value, tuple | list) and any(is_dataclass(item) or isinstance(item, dict) for item in value):
        for k, item in enumerate(value):
            yield ", " if k else "["
            yield from _texts(item)
        yield "]"
    else:
        yield json.dumps(_plain(value), allow_nan=False)


def read_trace(path: Path | str) -> Trace:
    """The trace that `write_trace` wrote."""
    try:
        table = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise wrong(str(path), "", f"something that cannot be read ({error})", "a trace file", "Write it again.") from None
    if not isinstance(table, dict) or (table.get("format"), table.get("version")) != ("backreel/trace", 1):
        raise wrong(str(path), "format", "another format", "backreel/trace, version 1", "Write it with: backreel trace")
    try:
        return from_dict(table, str(path))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: found a broken trace ({error!r}); allowed: what backreel trace writes. Write it again.") from None


def from_dict(table: dict[str, Any], file: str = "trace") -> Trace:
    """The inverse of `to_dict`; studies are run again when they are read."""
    lesson = make_lesson(table["lesson"], file=file)
    steps = tuple(map(_step, table["steps"]))
    twins = tuple(from_dict(twin, file) for twin in table.get("twins", ()))
    lesson = lesson.model_copy(update={"twins": tuple(twin.lesson for twin in twins)})
    more: dict[str, Any] = {key: tuple(table[key]) for key in MORE[:-1] if key in table}
    more |= {"stopped": record(Stopped, table["stopped"])} if "stopped" in table else {}
    return Trace(lesson, build(lesson), tuple(table["losses"]), steps, dict(table.get("convention", {})), twins, **more)


def _step(table: dict[str, Any]) -> Step:
    """One recorded step."""
    examples, update = tuple(map(_example, table["examples"])), tuple(map(layer_update, table["update"]))
    penalised = record(Penalised, table["penalised"]) if "penalised" in table else None
    return Step(table["step"], examples, table["L"], table["L_new"], update, table.get("eta"), penalised)


def _example(table: dict[str, Any]) -> Example:
    """One example with its layers."""
    x, y, error, L_terms = (readonly(table[key]) for key in ("x", "y", "error", "L_terms"))
    fwd, bwd = tuple(map(forward_record, table["forward"])), tuple(map(backward_record, table["backward"]))
    nudges = tuple(record(Nudge, nudge) for nudge in table.get("nudges", ()))
    return Example(x, y, table["L"], error, L_terms, fwd, bwd, nudges, objective_record(table.get("objective")))


def _plain(value: Any) -> Any:
    """Records as dicts, arrays and tuples as lists; what was not said or computed is left out."""
    if isinstance(value, Lesson):
        table = value.model_dump(mode="json", exclude_none=True, exclude={"twins"})
        return {key: part for key, part in table.items() if part != {}}  # no names, nothing asked to be told
    if isinstance(value, np.ndarray):
        return value.tolist()
    if is_dataclass(value):
        return {field.name: _plain(part) for field in fields(value) if (part := getattr(value, field.name)) is not None}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
