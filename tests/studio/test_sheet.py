"""Sheets of stills: every beat is on the storyboard, whatever its words."""

import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from studio.sheet import Still, _cell, handout, png, storyboard

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


def pages(path):
    """The pictures of a PDF's pages."""
    return [
        Image.open(BytesIO(jpeg)).convert("RGB") for jpeg in re.findall(rb"stream\r?\n(\xff\xd8.*?)endstream", path.read_bytes(), re.DOTALL)
    ]


@pytest.mark.parametrize(("size", "across"), [((90, 160), 2), ((160, 90), 3)])
def test_a_handout_is_pages_of_a4_with_every_beat_on_one(tmp_path, size, across):
    handout(tmp_path / "s.pdf", "Title", "A lesson", "Do it.", [still(k % 5, "Some words. " * 12, size) for k in range(15)])
    found = pages(tmp_path / "s.pdf")
    assert len(found) > 1
    assert all(abs(page.height / page.width - 297 / 210) < 0.01 and page.width > 1700 for page in found)
    areas = [sum(int((np.abs(np.asarray(page, int) - hue).max(axis=2) < 40).sum()) for page in found) for hue in HUES]
    assert min(areas) > 0.97 * max(areas)  # three stills each, none cut in two or lost
    assert min(areas) / 3 == pytest.approx(
        ((found[0].width * 182 / 210 - (across - 1) * found[0].width * 20 / 210) / across) ** 2 * size[0] / size[1], rel=0.06
    )
    assert [p.name for p in tmp_path.iterdir()] == ["s.pdf"]


def test_a_page_for_those_who_learn_has_times_and_words_and_no_name_of_a_beat(tmp_path):
    shown = still(1, "Some words.", (64, 36))
    named, plain = (_cell(tmp_path, 0, shown, 700, 220, named=how) for how in (True, False))
    assert shown.beat in named
    assert shown.beat not in plain
    assert "Some words." in plain


def test_a_picture_stands_on_the_sheet_with_all_its_pixels(tmp_path):
    """Lines of one pixel: of a sheet that shows it a little smaller, some would be gone, and an equals sign a minus."""
    pixels = np.full((360, 640), 255, np.uint8)
    pixels[::8], pixels[:, ::8] = 0, 0
    packed = BytesIO()
    Image.fromarray(pixels).save(packed, "png")
    storyboard(tmp_path / "s.png", "Title", "A lesson", [Still(packed.getvalue(), 1.5, f"beat {k}", "word " * k) for k in range(4)])
    sheet = np.array(Image.open(tmp_path / "s.png").convert("L"))
    left = 56  # of the margin
    assert any((sheet[y : y + 360, left : left + 640] == pixels).mean() > 0.99 for y in range(60, 200))
