"""A defect's picture shows its surroundings, framed and with the rest dimmed."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from studio.looks import look_of
from studio.orders import Order
from studio.proof import pictures, reader
from studio.proof.defect import Defect


def test_the_picture_is_framed_and_dimmed_around():
    white = np.full((100, 200, 4), 255, np.uint8)
    shown = np.asarray(Image.open(BytesIO(pictures.cropped(white, (0.4, 0.4, 0.6, 0.5)))))
    assert shown.shape[:2] == (10 + 2 * (pictures.ROOM + 16), 40 + 2 * (pictures.ROOM + 32))
    assert tuple(shown[shown.shape[0] // 2, shown.shape[1] // 2]) == (255, 255, 255)
    assert tuple(shown[0, 0]) == (round(255 * pictures.DIM),) * 3
    assert tuple(shown[16, shown.shape[1] // 2]) == pictures.MARK


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (-0.1, 0.9, 0.1, 1.2)])
def test_a_defect_at_the_edge_has_a_picture_too(box):
    assert Image.open(BytesIO(pictures.cropped(np.zeros((90, 160, 3), np.uint8), box))).width > 20


def test_every_defect_with_a_place_gets_its_picture_and_old_ones_go(tmp_path):
    chapter = "forward"
    film = reader.walk(Order("mazur", chapter, look_of("l"), "silent", tmp_path))
    number = film.drawn.sightings[0]
    found = [
        Defect("pace", "", 0.0, "no place", "-"),
        Defect("too small", number.beat, number.start / film.fps, "a number", "-", number.box),
    ]
    (tmp_path / "proof").mkdir()
    (tmp_path / "proof" / "07-old.png").write_bytes(b"")
    shown = pictures.take(film, found, tmp_path / "proof")
    assert [p.name for p in (tmp_path / "proof").iterdir()] == ["02-too-small.png"] == [p.name for p in shown.values()]
    assert np.ptp(np.asarray(Image.open(shown[2]).convert("L"), int)) > 150  # the digits are on it
