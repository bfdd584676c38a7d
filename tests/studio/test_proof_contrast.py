"""The proofreader's rules of seeing: each fires on a planted defect, and lets be what is right."""

import numpy as np
import pytest
from manim import RIGHT, Annulus, Dot, ImageMobject, Line, Rectangle, VGroup

from scenes.kit import theme
from scenes.kit.place.plate import plate
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from studio.proof import colours, contrast
from tests.scenes.paper import desk, number
from tests.studio.views import view, whats


@pytest.fixture(scope="module", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


@pytest.fixture(params=["dark", "light"], autouse=True)
def both_themes(request):
    theme.use(request.param)
    yield
    theme.use("dark")


def num(color=None):
    return Num(number(0.1234), 30, color)


def test_faint_text_is_found():
    grey = {"dark": "#555B60", "light": "#909090"}[theme.theme().name]
    assert whats(contrast.faint, num(), Label("soft"), Formula("z = w x")) == []
    [what] = whats(contrast.faint, num(grey))
    assert what.startswith("0.1234 has a contrast of ")
    assert what.endswith(": 1 to what is behind it, at least 4.5 is read")


def test_opacity_counts():
    assert len(whats(contrast.faint, num().set_opacity(0.3))) == 1
    assert whats(contrast.faint, num(theme.theme().ink).set_opacity(0.8)) == []


def test_text_is_seen_against_what_is_really_behind_it():
    hue = theme.theme().loss
    bar = Rectangle(width=2, height=1, stroke_width=0, fill_color=hue, fill_opacity=1)
    assert len(whats(contrast.faint, bar, num(hue))) == 1
    assert len(whats(contrast.faint, bar, num(theme.theme().ink))) == 1
    assert whats(contrast.faint, bar, num(theme.theme().ground)) == []
    assert whats(contrast.faint, bar, plate(num(hue))) == []
    assert whats(contrast.faint, bar.shift(4 * RIGHT), num(hue)) == []


def test_text_on_an_image_is_seen_against_its_pixels():
    pixels = np.zeros((2, 2, 4), dtype=np.uint8)
    pixels[:, 0], pixels[:, 1] = [0, 0, 0, 255], [255, 255, 255, 255]
    image = ImageMobject(pixels).stretch_to_fit_width(8).stretch_to_fit_height(4)
    on_black, on_white = num("#FFFFFF").shift(-2 * RIGHT), num("#FFFFFF").shift(2 * RIGHT)
    assert whats(contrast.faint, image, on_black) == []
    assert len(whats(contrast.faint, image, on_white)) == 1


def test_faint_lines_are_found_and_panels_let_be():
    grey = {"dark": "#333B44", "light": "#C8CCD0"}[theme.theme().name]
    card = Rectangle(width=2, height=1, stroke_width=0, fill_color=theme.theme().panel, fill_opacity=1)
    assert whats(contrast.faint_shapes, card, Line(color=theme.theme().line), Line(color=theme.theme().loss).set_stroke(opacity=0.25)) == []
    [what] = whats(contrast.faint_shapes, Line(color=grey))
    assert what.startswith(f"a Line in {grey} has a contrast of ")


def test_a_line_that_begins_on_its_like_is_judged_along_it():
    hue = theme.theme().backward
    dot = Dot(radius=0.1, color=hue)
    assert whats(contrast.faint_shapes, dot, Line([0, 0, 0], [3, 0, 0], color=hue)) == []
    wide = Rectangle(width=8, height=1, stroke_width=0, fill_color=hue, fill_opacity=1)
    line = Line([0, 0, 0], [3, 0, 0], color=hue)
    assert len(whats(contrast.faint_shapes, wide, line)) == 1
    assert whats(contrast.faint_shapes, wide, line.set_stroke(theme.theme().ground, width=11, background=True)) == []


def test_colours_that_some_eye_confuses_are_found():
    hues = [getattr(theme.theme(), name) for name in ("forward", "backward", "loss", "positive", "negative")]
    assert whats(contrast.confused, VGroup(*(Line(color=hue) for hue in hues))) == []
    [what] = whats(contrast.confused, Line(color="#B04000"), Line(color="#607000"))
    assert what == "#607000 and #B04000 look alike in protanopia"
    assert whats(contrast.confused, Line(color="#B04000"), Line(color="#B54400")) == []


def test_what_a_check_has_caught_is_told_by_its_cross_too():
    wrong, loss = Line(color=theme.LIGHT.wrong), Line(color=theme.LIGHT.loss)
    assert colours.difference(colours.rgb_of(theme.LIGHT.wrong), colours.rgb_of(theme.LIGHT.loss), "deuteranopia") < contrast.APART
    assert whats(contrast.confused, wrong, loss) == []


def test_of_a_fill_made_of_pieces_a_place_inside_is_looked_at():
    """The middle of a ring lies in its hole, where something else is seen."""
    ring = Annulus(inner_radius=1.0, outer_radius=1.2, color="#29B1EB", fill_opacity=1)
    (thing,) = view(ring).things
    spot = contrast._within(thing)
    assert 1.0 <= np.linalg.norm(spot[:2]) <= 1.2
    assert np.linalg.norm(thing.middle[:2]) < 0.1
