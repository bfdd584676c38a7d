"""What films of a course have in common is known before any is drawn."""

import pytest

from studio import drawing
from studio.fast.encoder import Segment
from studio.fast.slots import Slots
from studio.looks import Look
from studio.reel import Reel
from tests.studio.small_chapters import Parts, Time, told


@pytest.mark.parametrize("chapter", [Parts, Time])
def test_keys_are_those_under_which_a_film_is_drawn(chapter, tmp_path):
    look, film = Look(64, 36, 10), told(chapter)
    reel = Reel(tmp_path / "beats", [""] * len(film[2]), look.width, look.height, look.fps, Segment)
    drawing.draw(*film, look, tmp_path, reel, slots=Slots(tmp_path / "slots", 1))
    drawn = [reel.key(beat) for beat in range(len(film[2]))]
    assert drawing.keys(*film, look, tmp_path, reel.form) == drawn
    assert drawing.keys(*told(chapter, 13), look, tmp_path, reel.form) != drawn
