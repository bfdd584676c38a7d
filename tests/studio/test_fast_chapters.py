"""Every chapter, every beat and frame: what a render draws is what plain manim draws."""

import pytest

from studio import catalog, telling
from studio.looks import Look
from studio.orders import Order
from tests.sampling import sampled
from tests.studio.twins import hold_against_manim

LOOK = Look(320, 180, 3)


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """What one chapter has typeset serves the next."""
    return tmp_path_factory.mktemp("desk")


@pytest.mark.parametrize("film", sampled([entry.name for entry in catalog.chapters()], 3))
@pytest.mark.slow(9)
def test_every_frame_of_a_chapter_is_manims(film, desk, tmp_path):
    lesson = getattr(catalog.load(catalog.chapter(film)), "lesson", "") or "mazur"
    told = telling.tell(Order(lesson, film, LOOK, "silent", desk))
    hold_against_manim(told.chapter, (told.reading, told.beats, told.timings), LOOK, desk, tmp_path / "states")
