"""The films and their order: a room of scenes/films each, groups and order in series.toml. Nothing is imported to list them."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.errors import InputError

HOUSE = Path(__file__).parent


@dataclass(frozen=True)
class Film:
    """A film by its room, scenes/films/NAME; `number` is its place in the series, from 1; `group` its part, "" when it is not listed."""

    name: str
    number: int
    group: str
    room: Path

    @property
    def path(self) -> Path:
        return self.room / "story.py"

    @property
    def files(self) -> tuple[Path, ...]:
        """Where what it is made of begins: its story and, if it composes one, its poster."""
        return tuple(path for path in (self.path, self.room / "poster.py") if path.exists())

    @property
    def module(self) -> str:
        return f"scenes.films.{self.name}.story"

    @property
    def title(self) -> str:
        return self._said.get("title", self.name)

    @property
    def promise(self) -> str:
        return self._said.get("promise", "")

    @property
    def lesson(self) -> str:
        """The lesson that the film carries; "" when any will do."""
        return self._said.get("lesson", "")

    @cached_property
    def _said(self) -> dict[str, str]:
        """The texts that the story's classes give names to."""
        try:
            tree = ast.parse(self.path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise InputError(f"{self.path}: line {error.lineno} is not Python: {error.msg}") from None
        lines = [line for node in tree.body if isinstance(node, ast.ClassDef) for line in node.body]
        plain = [(n.targets[0], n.value) for n in lines if isinstance(n, ast.Assign)]
        given = plain + [(n.target, n.value) for n in lines if isinstance(n, ast.AnnAssign)]
        return {k.id: str(v.value) for k, v in given if isinstance(k, ast.Name) and isinstance(v, ast.Constant)}


def groups(house: Path = HOUSE) -> list[tuple[str, tuple[str, ...]]]:
    """The parts of the series in order: a title, and the names of its films."""
    path = house / "series.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("groups", [])
        return [(str(table["title"]), tuple(map(str, table["films"]))) for table in tables]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: {error}; each [[groups]] has a title and films, a list of names") from None


def films(house: Path = HOUSE) -> tuple[Film, ...]:
    """Every film that has a room: the listed ones in the order of the series, then the others by name."""
    rooms = {path.parent.name: path.parent for path in house.glob("films/*/story.py")}
    listed = {name: title for title, names in groups(house) for name in names if name in rooms}
    order = [*listed, *sorted(rooms.keys() - listed.keys())]
    return tuple(Film(name, number, listed.get(name, ""), rooms[name]) for number, name in enumerate(order, 1))
