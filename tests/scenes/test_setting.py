"""Typeset lines are the shapes that manim's own reader makes of them."""

import numpy as np
import pytest
from manim import ManimColor, Typst, config, tempconfig

from scenes.kit.type.setting import curves, outlines

LINES = [
    "$ z_1^((2)) = sum_j w_(1 j) a_j + b_1 $",  # glyphs
    "$ frac(partial L, partial w) = sqrt(x^2 + 1) $",  # lines among them
    '$ text(fill: #rgb(3, 255, 1), 0.3775) times #text(fill: rgb("#123456"))[b] $',
    "words, #strike[struck] and #underline[underlined] #rotate(30deg)[turned] #scale(x: 50%)[narrow]",
    "$ mat(1, 2; 3, 4) vec(x, y) lr((a/b)) $",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_has_the_shapes_that_manim_finds(line, tmp_path):
    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR"}):
        theirs = Typst(line, font_size=34, color="#FFFFFF").submobjects
        ours = outlines(line, 34)
        assert len(theirs) == len(ours) > 2
        for a, b in zip(theirs, ours, strict=True):
            assert np.allclose(a.points, b.points, rtol=0, atol=1e-12)
            assert (b.fill is not None) == (a.fill_opacity > 0)
            if b.fill not in (None, "#000000"):  # manim draws black in its own colour
                assert ManimColor(b.fill) == a.fill_color
            if b.stroke:
                reference = 1920 / (128 / 9) / (config.pixel_width / config.frame_width)
                assert b.width == pytest.approx(a.stroke_width * reference)


def test_nothing_typeset_is_no_shape():
    assert outlines("", 34) == outlines("$ #h(1em) $", 34) == []


def test_a_path_of_every_command():
    absolute, relative = "M 1 1 L 2 1 H 3 V 2 C 3 3 2 3 2 2 Q 1 2 1.5 1.5 Z", "m 1 1 l 1 0 h 1 v 1 c 0 1 -1 1 -1 0 q -1 0 -.5 -5e-1 z"
    assert np.allclose(curves(absolute), curves(relative))
    assert len(curves(absolute)) == 4 * 6
    assert np.array_equal(curves("M 0 0 1 0 1 1"), curves("M 0 0 L 1 0 L 1 1"))
    assert len(curves("M 0 0 L 1 0 L 0 0 Z")) == 4 * 2  # it ends where it began: nothing is left to close


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), width: 9pt)", "glyphs and lines only"),
        ("a #pagebreak() b", "not one page"),
    ],
)
def test_what_is_not_a_line_is_refused(line, said):
    with pytest.raises(ValueError, match=said):
        outlines(line, 34)


def test_a_curve_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="with 'A'"):
        curves("M 0 0 A 1 1 0 0 0 1 1")
