"""Posters that films compose: a room's poster.py says the words and draws one thing of its lesson; the rest is the same for all."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from manim import PI, Mobject, Scene

from engine.reading import Reading
from scenes import poster_paper, screen, translation
from scenes.kit import theme
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.poster.sheet import sheet
from scenes.kit.poster.things import filled
from scenes.translation import ENGLISH
from studio import catalog
from studio.looks import look_of
from studio.manim_adapter import SinkRenderer, look
from studio.sheet import png


def module(film: str) -> ModuleType | None:
    """What composes a film's poster, if it has one of its own."""
    name = f"scenes.films.{film}.poster"
    has_one = any(other.name == film and len(other.files) > 1 for other in catalog.chapters())
    return importlib.import_module(name) if has_one else None


def composed(film: str, t: Reading, shape: str, theme_name: str, work: Path, lang: str = ENGLISH) -> bytes | None:
    """A film's own poster as a PNG, 720 pixels along its shorter side; None where it composes none."""
    makes = module(film)
    if makes is None:
        return None
    stage, size = STAGES[shape], look_of("m", shape, theme_name)
    theme.use(theme_name)
    screen.use(translation.screen(catalog.load(catalog.chapter(film)), lang))
    with look(size.width, size.height, stage.width, stage.height, size.fps, work):
        renderer = SinkRenderer()
        scene = Scene(renderer=renderer)
        number = catalog.chapter(film).number
        fixed, room = sheet(stage, makes.POSTER, str(number))
        shown = thing(makes, t, room)
        poster_paper.lay(renderer.camera, shown, getattr(theme.theme(), makes.POSTER.hue), number)
        scene.add(shown, fixed)
        return png(renderer.picture(scene))


def thing(makes: ModuleType, t: Reading, room: Region) -> Mobject:
    """What a poster shows, in its room."""
    picture = makes.picture(t)
    return filled(picture.rotate(PI / 2) if makes.POSTER.turns and room.height > room.width else picture, room)
