"""What a beat's pictures are made of, hashed while it is walked: its code, and what is on screen at every turn.

A beat's frames follow from what its code does to what is on screen. So a beat is known by the code that it can reach and,
for each of its plays, the play's length, everything on screen and everything animated when it begins, and what moves at two
moments within. Data that a beat does not show leaves no trace here, nor do words, but for the frames that they take.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from manim import Mobject, Scene, VMobject

from scenes import ground, progress
from scenes.kit.place.parts import parts_of
from studio.fast import play
from studio.keys import file_hash, files_named, imported, key, sources, versions

SAID = ("promise", "sources")  # of a film, for pages and credits


class Fingerprint:
    """Grows with every play of a beat: how pictures are made, what code it reaches, and its place on the film's reel, of so many."""

    def __init__(self, drawing: str, code: str, beat: int, beats: int) -> None:
        self._digest = hashlib.blake2b(repr((drawing, code, beat, beats)).encode(), digest_size=16)

    def look(self, scene: Scene, seconds: float, begins: bool) -> None:
        """A play begins that takes so many seconds; or it is under way, at this fraction of its time."""
        animations = list(play.nested(scene.animations or ()))
        if begins:
            shown = parts_of(scene.mobjects + scene.foreground_mobjects)
            places = {id(m): k for k, m in enumerate(shown)}
            used = [m for a in animations for m in play.mobjects_of(a)]
            self._digest.update(repr([(type(a).__name__, a.run_time, a.lag_ratio, places.get(id(a.mobject))) for a in animations]).encode())
            self._note([*shown, *(m for m in parts_of(used) if id(m) not in places)])
        else:
            self._note(parts_of(play.changing(scene) or scene.mobjects + scene.foreground_mobjects))
        self._digest.update(repr((seconds, begins)).encode())

    def end(self, scene: Scene) -> None:
        """The beat is over: its last picture counts too."""
        self._note(parts_of(scene.mobjects + scene.foreground_mobjects))

    def _note(self, parts: Sequence[Mobject]) -> None:
        """Add all that shows of these, in order."""
        shapes = [m for m in parts if isinstance(m, VMobject)]
        self._digest.update(repr([(type(m).__name__, m.z_index, len(m.points), len(m.submobjects)) for m in parts]).encode())
        for m in (m for m in parts if not isinstance(m, VMobject)):
            self._digest.update(np.ascontiguousarray(getattr(m, "pixel_array", m.points)).tobytes())
        for arrays in ([m.points for m in shapes], [rgba for m in shapes for rgba in (m.fill_rgbas, m.stroke_rgbas)]):
            if arrays:
                self._digest.update(np.concatenate(arrays).tobytes())
        self._digest.update(repr([_style(m) for m in shapes]).encode())

    def key(self) -> str:
        return self._digest.hexdigest()


def _style(m: VMobject) -> tuple[Any, ...]:
    behind = m.background_stroke_rgbas.tobytes() if m.background_stroke_width else b""
    direction = tuple(m.sheen_direction) if len(m.fill_rgbas) > 1 or len(m.stroke_rgbas) > 1 else ()
    return (m.stroke_width, m.background_stroke_width, behind, m.joint_type.value, m.cap_style.value, direction)


# ---- the code that a beat can reach


def code(chapter: type[Any], method: str) -> str:
    """A hash of what a beat of a chapter runs: its method, all that the chapter holds but beats, and the modules these name.

    What `@beat` is given, words above all, decides when a beat is told and how long it takes, never what it draws.
    """
    ours = [base for base in chapter.__mro__ if base.__module__.split(".")[0] in ("scenes", "engine", "studio")]
    return _code(inspect.getfile(chapter), tuple(inspect.getfile(base) for base in ours[1:]), method)


@cache
def _code(file: str, bases: tuple[str, ...], method: str) -> str:
    reached = [part for part in _anatomy(file) if part.beat in ("", method)]
    used = {name for part in reached for name in part.names}
    modules = {module for part in reached for name, module in part.imports if name in used or name == "*"}
    return key([part.code for part in reached], _sources(*files_named(modules), *map(Path, bases)))


@dataclass(frozen=True)
class _Part:
    """A piece of a chapter's file: the beat it draws, or "" where every beat may run it; its code; the names that this uses."""

    beat: str
    code: str
    names: frozenset[str]
    imports: tuple[tuple[str, str], ...] = ()  # names and the modules that they may read


@cache
def _anatomy(file: str) -> tuple[_Part, ...]:
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    beats = {id(n) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and any(_names_beat(d) for d in n.decorator_list)}
    imports = [found for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for found in _imports(n)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [d for d in node.decorator_list if not _names_beat(d)]
    parts = [_Part("", "", frozenset(), tuple(imports))]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            members, node.body = [m for m in node.body if not _is_said(m)], []
            parts += [_part(node, ""), *(_part(m, m.name if isinstance(m, ast.FunctionDef) and id(m) in beats else "") for m in members)]
        elif not isinstance(node, ast.Import | ast.ImportFrom) and not _is_said(node):
            parts.append(_part(node, ""))
    return tuple(parts)


def _part(node: ast.stmt, beat: str) -> _Part:
    return _Part(beat, ast.dump(node), frozenset(n.id for n in ast.walk(node) if isinstance(n, ast.Name)))


def _sources(*files: Path) -> list[str]:
    """The hashes of these files and of all of ours that they import, as they are when a process first asks."""
    return sorted(_known(file)[0] for file in frozenset[Path]().union(*map(_reached, files)))


@cache
def _reached(start: Path) -> frozenset[Path]:
    """A file and all of ours that it imports, directly or not."""
    reached: set[Path] = set()
    waiting = [start]
    while waiting:
        if (file := waiting.pop()) not in reached:
            reached.add(file)
            waiting += _known(file)[1]
    return frozenset(reached)


_read: dict[Path, tuple[str, tuple[Path, ...]]] = {}


def _known(file: Path) -> tuple[str, tuple[Path, ...]]:
    """The hash of a file and the files of ours that it imports."""
    if file not in _read:
        _read[file] = file_hash(file), imported(file)
    return _read[file]


def forget(*files: Path) -> None:
    """Read these anew when they are asked for next."""
    for file in files:
        _read.pop(file, None)
    for kept in (_anatomy, _code, _reached):
        kept.cache_clear()


def drawing(*facts: Any) -> str:
    """A hash of how pictures are made at all: this code's, the tools' and these facts."""
    here = Path(__file__).parent
    return key(facts, sources(*sorted(here.glob("*.py")), Path(ground.__file__), Path(progress.__file__)), versions())


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that an import gives, each with the modules that it may read."""
    for alias in node.names:
        name = (alias.asname or alias.name).split(".")[0]
        for module in (node.module or "", f"{node.module}.{alias.name}") if isinstance(node, ast.ImportFrom) else (alias.name,):
            yield name, module


def _is_said(member: ast.stmt) -> bool:
    """What no picture shows: a film's promise, its sources, docstrings, and sentences that beats share."""
    if isinstance(member, ast.Expr):
        return isinstance(member.value, ast.Constant)
    if isinstance(member, ast.Assign) and isinstance(member.value, ast.Call) and isinstance(member.value.func, ast.Name):
        return member.value.func.id == "line"
    targets = member.targets if isinstance(member, ast.Assign) else [member.target] if isinstance(member, ast.AnnAssign) else []
    return any(isinstance(target, ast.Name) and target.id in SAID for target in targets)


def _names_beat(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "beat"
