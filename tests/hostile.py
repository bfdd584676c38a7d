"""Lessons as people, programs and accidents write them: a working one, changed in one to four places, from a seed."""

import json
import random
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("tests/fixtures/*.toml", "scenes/lessons/*.toml", "scenes/films/*/lesson.toml")
VALUES: tuple[Any, ...] = (
    0, 1, -1, 2, 3, 7, 1000, 100_000, 10**9, 2**63, 10**40, 0.0, -0.0, 0.5, -1.5, 1e-12, 1e12, 1e308, -1e308, 5e-324,
    float("nan"), float("inf"), -float("inf"), True, False, "", " ", "x", "é", "🎬", "שלום", "网络", "a" * 301, "a b", "\x1b[31mred",
    "a\nb", "\x00", "\u202e", "../up", "/dev/zero", "/proc/kmsg", ".", "-rf", "#emph[x]", "<b>", "{x}", "<mark> {t.x}", "nan", "1", "true",
    "relu", "softmax", "step", "sigmoid", "mse", "cross_entropy", "hinge", "output", "perceptron", "adam", "sgd", "dense", "conv2d",
    "attention", "lstm", "dropout", "batch_norm", "flatten", "embedding", "xor", "moons", "drop", "shared",
    [], [[]], [[[]]], [0], [0.5], [1, 2], [[1]], [[0.5, -0.5]], [[1], [2, 3]], [""], ["a"], ["a", "a"], [{}], [True], [1, "a"],
    [0.0] * 5000, {}, {"": 1}, {"x": {"y": {"z": 1}}}, {"kind": "dense", "units": 2, "activation": "relu"}, date(2026, 11, 30),
)  # fmt: skip


@lru_cache(maxsize=1)
def seeds() -> tuple[dict[str, Any], ...]:
    """The tables of every lesson that there is."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for pattern in PLACES for path in sorted(ROOT.glob(pattern)))


@lru_cache(maxsize=1)
def spoken() -> dict[str, tuple[Any, ...]]:
    """Every key that a lesson uses, and the values that it has somewhere."""
    found: dict[str, list[Any]] = {}
    for table in seeds():
        for holder, key in _places(table):
            if isinstance(key, str):
                found.setdefault(key, []).append(holder[key])
    return {key: tuple(values) for key, values in sorted(found.items())}


def hostile(seed: int) -> str:
    """The text of lesson number `seed`."""
    rng = random.Random(seed)
    table = deepcopy(rng.choice(seeds()))
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        rng.choice(CHANGES)(rng, table)
    return written(_short(table))


def _short(table: dict[str, Any]) -> dict[str, Any]:
    """The lesson with steps that a test can wait for, where they are allowed ones."""
    for part in (table, *(twin for twin in _list(table.get("twins")) if isinstance(twin, dict))):
        training = part.get("training")
        if isinstance(training, dict) and type(training.get("steps")) is int and 300 < training["steps"] <= 10_000_000:
            training["steps"] = 300
    return table


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every holder and key or index in it; of a long list the first few and the last."""
    keys = list(value) if isinstance(value, dict) else [*range(len(value))][:6] + [len(value) - 1] * (len(value) > 6)
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _place(rng: random.Random, table: dict[str, Any]) -> tuple[Any, Any] | None:
    places = list(_places(table))
    return rng.choice(places) if places else None


def _replace(rng: random.Random, table: dict[str, Any]) -> None:
    """Another value, of any kind."""
    if place := _place(rng, table):
        place[0][place[1]] = deepcopy(rng.choice(VALUES))


def _swap(rng: random.Random, table: dict[str, Any]) -> None:
    """The value that another lesson has under the same key."""
    keyed = [(h, k) for h, k in _places(table) if isinstance(k, str) and k in spoken()]
    if keyed:
        holder, key = rng.choice(keyed)
        holder[key] = deepcopy(rng.choice(spoken()[key]))


def _nudge(rng: random.Random, table: dict[str, Any]) -> None:
    """A number that is a little, or a lot, another one."""
    numbers = [(h, k) for h, k in _places(table) if type(h[k]) in (int, float)]
    if numbers:
        holder, key = rng.choice(numbers)
        v = holder[key]
        holder[key] = rng.choice((v + 1, v - 1, -v, v * 10, v * 1000, v / 3, float(v), round(v), v * 1e200, v * 1e-200))


def _remove(rng: random.Random, table: dict[str, Any]) -> None:
    if place := _place(rng, table):
        del place[0][place[1]]


def _repeat(rng: random.Random, table: dict[str, Any]) -> None:
    """What stands in a list stands there again, or all of it turned round."""
    lists = [h for h, k in _places(table) if isinstance(h, list)]
    if lists:
        chosen = rng.choice(lists)
        rng.choice((lambda: chosen.extend(deepcopy(chosen[:1] * rng.choice((1, 2, 30)))), chosen.reverse))()


def _rename(rng: random.Random, table: dict[str, Any]) -> None:
    """Another key over the same value."""
    if (place := _place(rng, table)) and isinstance(place[1], str):
        place[0][rng.choice(list(spoken()))] = place[0].pop(place[1])


def _add(rng: random.Random, table: dict[str, Any]) -> None:
    """A key that lessons have, with a value that it has elsewhere, in any table."""
    holders = [table, *(h[k] for h, k in _places(table) if isinstance(h[k], dict))]
    key = rng.choice(list(spoken()))
    rng.choice(holders)[key] = deepcopy(rng.choice(spoken()[key]))


def _exchange(rng: random.Random, table: dict[str, Any]) -> None:
    """A whole table of another lesson."""
    other = rng.choice(seeds())
    key = rng.choice(list(other))
    table[key] = deepcopy(other[key])


def _layer(rng: random.Random, table: dict[str, Any]) -> None:
    """A layer of another lesson among this one's."""
    network = table.get("network")
    layers = network.get("layers") if isinstance(network, dict) else None
    if isinstance(layers, list):
        layers.insert(rng.randint(0, len(layers)), deepcopy(rng.choice(spoken()["layers"])[0]))


CHANGES: tuple[Callable[[random.Random, dict[str, Any]], None], ...] = (
    _replace, _replace, _nudge, _nudge, _nudge, _swap, _swap, _swap, _remove, _repeat, _rename, _add, _add, _exchange, _layer,
)  # fmt: skip


def written(table: dict[str, Any]) -> str:
    """Any tables as TOML."""
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return value.isoformat() if isinstance(value, date) else repr(value)
