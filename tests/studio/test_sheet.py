"""Sheets of stills: every beat is on the storyboard, whatever its words."""

import numpy as np
import pytest
from PIL import Image

from studio.sheet import Still, png, storyboard

HUES = [(200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30), (30, 200, 200)]


def still(k, words="Here it is.", size=(90, 160)):
    return Still(png(np.full((*size, 4), [*HUES[k], 255], np.uint8)), 61.25 * k, f"beat-{k}", words)


def painted(path, hue):
    """How much of a picture has a colour, in its pixels."""
    return int((np.abs(np.asarray(Image.open(path).convert("RGB"), int) - hue).max(axis=2) < 6).sum())


@pytest.mark.parametrize("size", [(90, 160), (160, 90)])
def test_every_beat_has_its_picture(tmp_path, size):
    storyboard(tmp_path / "s.png", "Title", "A lesson", [still(k, size=size) for k in range(5)])
    areas = [painted(tmp_path / "s.png", hue) for hue in HUES]
    assert min(areas) > 10_000
    assert max(areas) < 1.05 * min(areas)
    assert [p.name for p in tmp_path.iterdir()] == ["s.png"]


@pytest.mark.parametrize("words", ['"quotes" and \\n', "#panic() [x] $y$ *z*", "∂L/∂w₁₁⁽¹⁾ = −0.3", "`code` @ref <label>", ""])
def test_words_are_words_whatever_they_are_in_typst(tmp_path, words):
    storyboard(tmp_path / "s.png", words or "-", words, [still(0, words)])
    assert painted(tmp_path / "s.png", HUES[0]) > 10_000


def test_longer_words_need_a_taller_sheet(tmp_path):
    for name, words in (("short", "one"), ("long", "one two three " * 30)):
        storyboard(tmp_path / f"{name}.png", "T", "L", [still(0, words)])
    short, long = (Image.open(tmp_path / f"{name}.png").height for name in ("short", "long"))
    assert long > short + 50


def test_a_sheet_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(OSError, match="cannot identify"):
        storyboard(tmp_path / "s.png", "T", "L", [Still(b"not a picture", 0, "b", "")])
    assert not list(tmp_path.iterdir())
