"""The gallery: each mobject of the kit as the films show it, one small picture each; `make gallery`.

Nothing says how a mobject is to be shown: every chapter is walked, and a mobject's picture is taken where most of it is seen, with the
numbers that the engine gave it. A new file in the kit has its picture as soon as a chapter uses it.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from manim import Mobject, VGroup, VMobject
from PIL import Image

from scenes import kit
from scenes.chapter import Chapter
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.parts import alone
from scenes.kit.place.stage import STAGES
from scenes.kit.type.number import visible
from studio import programme, telling
from studio.atomic import replacing, write_text
from studio.looks import Look
from studio.manim_adapter import SinkRenderer, look
from studio.orders import Order
from studio.telling import Told

FOLDER = Path("renders") / "gallery"
LOOK = Look(960, 540, 15)
ROOM, LARGEST, COLORS = 0.88, 3.0, 64  # of the frame; times; of a picture's palette


@dataclass(frozen=True)
class Seen:
    """A mobject of the kit as a beat left it: how much of it is seen, and what, parts without their own parts."""

    much: float
    parts: tuple[VMobject, ...]


@dataclass
class Eye:
    """Keeps, for each class of the kit, the moment at which most of it is seen."""

    best: dict[type, Seen] = field(default_factory=dict)

    def begin(self, scene: Chapter, beat: int) -> None: ...

    def end(self, scene: Chapter, beat: int) -> None:
        drawn = [m for m in scene.get_mobject_family_members() if isinstance(m, VMobject) and len(m.points) and visible(m)]
        order = {id(m): k for k, m in enumerate(drawn)}
        kinds = ((x, type(x)) for x in gc.get_objects())  # not isinstance: that asks objects, and some are not to be asked
        things = [x for x, kind in kinds if issubclass(kind, VMobject) and is_ours(kind)]
        shown = [(sorted({order[id(m)] for m in family(thing) if id(m) in order}), type(thing)) for thing in things]
        for parts, kind in sorted(((parts, kind) for parts, kind in shown if parts), key=lambda found: found[0]):
            much = sum(max(drawn[k].get_fill_opacity(), drawn[k].get_stroke_opacity()) for k in parts)
            if much > self.best.get(kind, Seen(0, ())).much + 1e-6:
                self.best[kind] = Seen(much, tuple(alone(drawn[k]) for k in parts))


def family(thing: VMobject) -> Iterator[Mobject]:
    """A mobject's parts, of a frame also its `pictures`.

    Of one that only keeps them for the scene to show, what it keeps, but no network that it stands on.
    """
    if len(thing.get_family()) > 1 or len(thing.points):
        yield from thing.get_family()
        for framed in vars(thing).get("pictures", ()):
            yield from framed.get_family()
        return
    kept = list(vars(thing).values())
    while kept:
        value = kept.pop(0)
        if isinstance(value, VMobject) and not isinstance(value, NetworkDiagram):
            yield from value.get_family()
        elif isinstance(value, dict | list | tuple):
            kept += value.values() if isinstance(value, dict) else value


def is_ours(kind: type) -> bool:
    return kind.__module__.startswith(f"{kit.__name__}.") and not kind.__name__.startswith("_")


def mobjects() -> list[type[Mobject]]:
    """Every public mobject of the kit."""
    folder = Path(next(iter(kit.__path__)))
    names = [path.relative_to(folder).with_suffix("").parts for path in sorted(folder.rglob("[a-z]*.py"))]
    modules = [importlib.import_module(".".join((kit.__name__, *name))) for name in names]
    found = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__]
    return [kind for kind in found if issubclass(kind, Mobject) and is_ours(kind)]


def name_of(kind: type) -> str:
    """NetworkDiagram: network_diagram"""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def walked(films: Sequence[Told], work: Path, shape: str = "16:9") -> dict[type, Seen]:
    """What of the kit is seen in these films."""
    eye = Eye()
    for told in films:
        with _looking(work, shape):
            _scene(told, SinkRenderer(), shape, eye).render()
    return eye.best


def _looking(work: Path, shape: str = "16:9") -> AbstractContextManager[None]:
    stage = STAGES[shape]
    return look(LOOK.width, LOOK.height, stage.width, stage.height, LOOK.fps, work)


def _scene(told: Told, renderer: SinkRenderer, shape: str = "16:9", eye: Eye | None = None) -> Chapter:
    return told.chapter(told.reading, told.beats, told.timings, shape, eye, renderer=renderer)


def paint(folder: Path, told: Told, best: Mapping[type, Seen], work: Path) -> None:
    """A small PNG of each, alone in the middle of the frame."""
    stage = STAGES["16:9"]
    with _looking(work):
        renderer = SinkRenderer()
        scene = _scene(told, renderer)
        renderer.camera.init_background()  # an even one: a palette has no grain
        for kind, seen in best.items():
            whole = VGroup(*seen.parts)
            whole.scale(min(LARGEST, ROOM * stage.width / whole.width, ROOM * stage.height / whole.height)).center()
            renderer.static_image = None
            renderer.update_frame(scene, [whole])
            picture = Image.fromarray(renderer.camera.pixel_array).convert("RGB")
            with replacing(folder / f"{name_of(kind)}.png") as path:
                picture.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


def page(kinds: Sequence[type]) -> str:
    """The gallery's README: each picture under what its docstring says first."""
    return "".join(["# The kit\n\nWhat the chapters are drawn with, as the films show it; made by `make gallery`.\n", *_entries(kinds)])


def _entries(kinds: Sequence[type]) -> Iterator[str]:
    for kind in kinds:
        said = " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())
        first = re.split(r"(?<=[.!?])\s", said)[0].rstrip(".:;") + "."
        file = f"{kind.__module__.replace('.', '/')}.py"
        yield f"\n## {kind.__name__}\n\n{first} `{file}`\n\n![{kind.__name__}]({name_of(kind)}.png)\n"


def main(folder: Path = FOLDER) -> None:
    """Make every picture anew, and the page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        asked = Order("", "", LOOK, "silent", Path(work))
        films = [telling.tell(order) for order in programme.orders(asked, (), series=True) if telling.fit(order).unfit is None]
        best = walked(films, Path(work))
        if not set(mobjects()) <= set(best):  # some are made for upright films alone
            best = walked(films, Path(work), "9:16") | best
        paint(folder, films[0], best, Path(work))
    there = [kind for kind in mobjects() if (folder / f"{name_of(kind)}.png").is_file()]
    write_text(folder / "README.md", page(there))
    for kind in mobjects():
        kept = "its picture is kept as it is" if kind in there else "it has no picture"
        print(f"{folder / name_of(kind)}.png" if kind in best else f"{kind.__name__}: no film shows it on its own lesson; {kept}")


if __name__ == "__main__":
    main()
