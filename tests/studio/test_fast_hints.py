"""What stands in a picture is not looked at again: x264 is told, and shows what it is told."""

import sys

import numpy as np
import pytest

from studio.fast import encoder, hints
from studio.fast.encoder import Coder, Form

FORM = Form(320, 180, 30)
LEFT, RIGHT = (0, 32, 96, 96), (192, 32, 320, 96)  # x0, y0, x1, y1
linux = pytest.mark.skipif(sys.platform != "linux", reason="hints are given where a process can look at its own memory")


def luma(coder: Coder, packets: list[bytes]) -> list[np.ndarray]:
    """The brightness of each decoded picture."""
    return [picture[: FORM.height].astype(int) for picture in encoder._decoded(coder, packets)]


def two_pictures(changed) -> tuple[np.ndarray, np.ndarray]:
    """A grey picture, and one that is white on both sides; what x264 is told has changed in between is `changed`."""
    coder = Coder(FORM)
    coder.planes.whole[:] = 90
    packets = [coder.code(group=True)]
    for x0, y0, x1, y1 in (LEFT, RIGHT):
        coder.planes.whole[y0:y1, x0:x1] = 200
    return luma(coder, [*packets, coder.code(False, changed)])


def side(picture, rect):
    x0, y0, x1, y1 = rect
    return picture[y0:y1, x0:x1].mean()


@linux
def test_x264_looks_where_it_is_told_and_nowhere_else():
    assert hints.found() is not None
    first, second = two_pictures([LEFT])
    assert side(second, LEFT) == pytest.approx(200, abs=2)
    assert np.array_equal(second[32:96, 192:], first[32:96, 192:]), "it was told that nothing changed there"


def test_without_a_word_it_looks_everywhere(monkeypatch):
    for found in (hints.found(), None):
        monkeypatch.setattr(hints, "found", lambda found=found: found)
        for told in ([], [LEFT, RIGHT]):
            _, second = two_pictures(told)
            assert [side(second, rect) for rect in (LEFT, RIGHT)] == pytest.approx([200, 200], abs=2)


@pytest.mark.parametrize("missing", ["no such library", "no such kind", "no such place"])
def test_where_something_is_missing_there_are_no_hints(monkeypatch, missing):
    if missing == "no such library":
        monkeypatch.setattr(hints.Path, "read_text", lambda self: "")
    elif missing == "no such kind":
        monkeypatch.setattr(hints, "NAME", b"nothing")
    else:
        monkeypatch.setattr(hints, "FIELDS", range(200, 208, 8))
    hints.found.cache_clear()
    try:
        assert hints.found() is None
    finally:
        monkeypatch.undo()
        hints.found.cache_clear()
