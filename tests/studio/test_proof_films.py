"""Every chapter, read by the rules that look at pictures: on its own lesson or Mazur's, and the flagship on a deep one in light colours."""

import pytest

from engine import run
from engine.reading import Reading
from scenes.kit import theme
from scenes.kit.stage import STAGES
from studio import catalog
from studio.drawing import draw
from studio.looks import look_of
from studio.proof import contrast, layout, numerals
from studio.proof.findings import found_in
from studio.proof.view import Viewer
from tests.scenes.last_pictures import timing

FPS = 5
FLAGSHIP = ("forward", "chain_rule", "delta", "gradients", "update")
FILMS = [(entry.name, entry.lesson or "mazur", "dark") for entry in catalog.chapters()] + [(name, "deep", "light") for name in FLAGSHIP]


@pytest.fixture(autouse=True)
def dark_again():
    yield
    theme.use("dark")


@pytest.mark.parametrize(("name", "lesson", "theme_name"), FILMS, ids=["-".join(film[:2]) for film in FILMS])
def test_nothing_is_objected_to(name, lesson, theme_name, tmp_path):
    chapter, t, stage = catalog.load(catalog.chapter(name)), Reading(run(catalog.lesson(lesson))), STAGES["16:9"]
    beats, viewer = chapter.script(t), Viewer(FPS, stage.width, stage.height)
    draw(chapter, t, beats, [timing(b) for b in beats], look_of("l", theme_name=theme_name, fps=FPS), tmp_path, on_rest=viewer)
    assert len(viewer.views) >= len(beats)
    found = found_in(viewer.views, FPS, (*layout.RULE, *contrast.RULE, *numerals.RULE))
    assert [str(d) for d in found] == []
    assert [word for b in beats for word in numerals.typed_words(b)] == []
