"""The proofreader's rules of composition: each figure is right on a planted picture, and each limit fires when it is missed."""

from dataclasses import asdict, replace
from types import SimpleNamespace

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UP, Circle, Create, FadeIn, Line, MoveAlongPath, Rectangle, ShowPassingFlash, VGroup

from engine.reading import Named
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import sheet
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.place.title import Title
from scenes.kit.plots.axis import axis_line
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.motion import travels
from studio.drawing import draw
from studio.looks import look_of
from studio.proof import composition, ticks
from studio.proof.composition import BOTTOM, GOAL, RECOMPOSED, SAYS, judged, measured
from studio.proof.view import Viewer
from studio.proof.walked import Walked
from studio.tongues import EN
from tests.scenes.last_pictures import timing
from tests.scenes.paper import desk, number, reading
from tests.studio.views import view

FPS, STAGE = 10, STAGES["16:9"]
W, H = STAGE.width, STAGE.height


@pytest.fixture(scope="module", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


def filled(left, top, right, bottom):
    """A frame drawn between fractions of the film's, from its top left."""
    box = Rectangle(width=(right - left) * W, height=(bottom - top) * H, stroke_width=2)
    return box.move_to([(0.5 * (left + right) - 0.5) * W, (0.5 - 0.5 * (top + bottom)) * H, 0])


def test_the_box_of_all_ink_is_around_what_is_seen():
    box = composition.ink_box(view(filled(0.1, 0.2, 0.6, 0.7), plate(Num(number(0.5)), buff=2)))
    assert np.allclose(box, (0.1, 0.2, 0.6, 0.7), atol=0.01), "a plate of the ground's colour is no ink"
    assert composition.ink_box(view()) is None


def test_the_largest_hole_is_what_a_drawing_leaves():
    left_half = view(filled(0.04, 0.06, 0.5, 0.88), Line([-0.46 * W, 0, 0], [0, 0, 0]))
    assert composition.largest_hole(left_half) == pytest.approx(0.46 * 0.82, abs=0.05)
    assert composition.largest_hole(view()) == pytest.approx(0.92 * 0.82, abs=0.04)


def test_a_line_across_takes_only_where_it_runs():
    across = Line([-0.46 * W, 0.44 * H, 0], [0.46 * W, -0.38 * H, 0])
    assert 0.1 < composition.largest_hole(view(across)) < 0.3


def test_a_lower_third_without_ink_is_empty():
    assert composition.lower_is_empty(view(filled(0.1, 0.1, 0.9, 0.6)))
    assert not composition.lower_is_empty(view(filled(0.1, 0.1, 0.9, 0.8)))
    assert composition.lower_is_empty(view(filled(0.1, 0.9, 0.9, 0.95))), "what stands under captions does not count"


def test_a_sheet_on_which_there_is_nothing_is_blank():
    room = Region(3, 0, 4, 5)
    full = Num(number(0.5)).move_to(room.center)
    assert composition.has_blank_sheet(view(Circle(), sheet(room)))
    assert not composition.has_blank_sheet(view(Circle(), sheet(room), full))
    assert not composition.has_blank_sheet(view(Circle()))
    assert composition.has_blank_sheet(view(sheet(room), full, sheet(Region(-3, 0, 4, 5)))), "one of two"


@pytest.mark.parametrize(("size", "count", "unruled"), [(30, 3, False), (30, 2, True), (24, 3, True)])
def test_a_plot_wants_three_numbers_that_can_be_read(size, count, unruled):
    axes = [axis_line([-3, -2, 0], [3, -2, 0]), axis_line([-3, -2, 0], [-3, 2, 0])]
    at = ([0, -2, 0], [3, -2, 0], [-3, 2, 0])[:count]
    numbers = [Formula("{s}", size=size, s=Scale.of(k / 2)).next_to(place, DOWN if k < 2 else LEFT, buff=0.2) for k, place in enumerate(at)]
    assert ticks.is_unruled(view(*axes, *numbers)) is unruled
    assert ticks.is_unruled(view(*axes, *numbers, axis_line([4, 0, 0], [6, 0, 0]))), "one of two plots"
    assert not ticks.is_unruled(view(*numbers)), "no plot stands"


def test_names_of_axes_are_no_numbers():
    line = axis_line([-3, -2, 0], [3, -2, 0])
    names = [Formula("{s}", size=40, s=Named("z", 1, (k,))).next_to([2 * k - 2, -2, 0], DOWN, buff=0.2) for k in range(3)]
    assert ticks.is_unruled(view(line, *names))


def test_a_title_alone_is_bare():
    assert composition.is_bare(view())
    assert composition.is_bare(view(Label("A title")))
    assert composition.is_bare(view(Title("A title", Region(0, 3, 12, 1)))), "nor is its strip a picture"
    assert not composition.is_bare(view(Label("A title"), Circle()))
    assert not composition.is_bare(view(Formula("{x} = {v}", x="x", v=number(0.5))))


def test_what_travels_changes_its_place():
    circle, way = Circle(), Line([0, 0, 0], [3, 0, 0])
    assert travels([circle.animate.shift(RIGHT)])
    assert travels([MoveAlongPath(circle, way)])
    assert travels([FadeIn(circle), ShowPassingFlash(way)])
    assert not travels([FadeIn(circle, shift=RIGHT), Create(way)])
    assert not travels([circle.animate.set_color("#FFFFFF")])
    assert not travels([circle.animate.scale(1.1)])


class Planted(Chapter):
    """A title alone for a beat, then a small number near the upper left corner, which moves once, and far down a line."""

    title, promise = "Planted", "Find it."

    @beat("Here stands a title and nothing else at all, for a while.")
    def titled(self):
        self.show(Label("A title").shift(2 * UP))

    @beat("And now <one> there is a small number, and it moves a little.")
    def small(self):
        self.clear_away(*self.mobjects)
        num = Num(number(0.5), 20).shift(3 * UP)
        self.at("one")
        self.show(num)
        self.play(num.animate.shift(RIGHT), run_time=0.7)
        self.show(low := VGroup(Line([-1, 0, 0], [1, 0, 0]).shift(3.6 * DOWN)), run_time=0.2)
        self.hold(0.5)
        self.remove(low)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    t, viewer = reading("mazur"), Viewer(FPS, W, H)
    beats, look = Planted.script(t, EN), look_of("l", fps=FPS)
    timings = [timing(b) for b in beats]
    drawn = draw(Planted, t, beats, timings, look, tmp_path_factory.mktemp("planted"), on_rest=viewer)
    order = SimpleNamespace(look=look, chapter="planted", lesson_name="mazur", langs=("en",))
    return Walked(order, SimpleNamespace(beats=beats, timings=timings, tongue=EN), drawn, viewer.views)


def test_a_planted_film_is_measured(planted):
    figures = measured(planted)
    first = planted.views[1].frame / FPS
    assert figures.filled < 0.1
    assert figures.sparse > 0.8
    assert figures.bare == pytest.approx(first, abs=0.2)
    assert figures.smallest == figures.median == pytest.approx(20 * 0.344 / 48 / H, rel=1e-3)
    assert figures.low == pytest.approx(0.5 / (planted.drawn.frames / FPS), abs=0.02)
    assert figures.centred == figures.low, "number and line together stand round the middle"
    moving = [play.end - play.start for play in planted.drawn.plays]
    assert figures.travels == pytest.approx(7 / sum(moving))
    assert figures.still == pytest.approx(1 - sum(moving) / planted.drawn.frames)


def test_a_digit_is_measured_by_the_short_side_of_its_frame(planted):
    """Upright, the width decides how large a frame is shown."""
    upright = [replace(v, width=v.height, height=v.width) for v in planted.views]
    assert measured(replace(planted, views=upright)).smallest == measured(planted).smallest


@pytest.mark.parametrize("name", SAYS)
def test_every_limit_fires_when_it_is_missed_and_lets_be_what_is_met(name):
    goal = asdict(GOAL)
    worse = goal[name] * (0.5 if name in composition.AT_LEAST else 2) + (name not in composition.AT_LEAST)
    assert judged(GOAL, goal) == []
    (defect,) = judged(replace(GOAL, **{name: worse}), goal)
    assert defect.rule == "composition"
    assert "at least" in defect.what or "at most" in defect.what


def test_only_films_that_are_recut_are_held_to_limits(planted, monkeypatch):
    assert composition.defects(planted) == []
    monkeypatch.setattr(composition, "RECOMPOSED", {("planted", "mazur", "16:9"): {}})
    assert composition.defects(planted) == []
    planted.order.look = look_of("l", fps=FPS)
    monkeypatch.setattr(composition, "RECOMPOSED", {("planted", "mazur", "16:9"): {"filled": 0.62, "low": 0.5}})
    assert [d.what.split(" fills")[0] for d in composition.defects(planted)] == ["the box of all ink"]


def test_a_longer_language_is_held_to_the_picture_not_to_the_pace_of_english(planted, monkeypatch):
    monkeypatch.setattr(composition, "RECOMPOSED", {("planted", "mazur", "16:9"): {"filled": 0.62, "still": 0.0}})
    assert len(composition.defects(planted)) == 2
    monkeypatch.setattr(planted.order, "langs", ("de",))
    assert [d.what.split(" fills")[0] for d in composition.defects(planted)] == ["the box of all ink"]


def test_what_is_recut_is_held_to_figures_that_there_are():
    assert all(set(limits) <= set(SAYS) for limits in RECOMPOSED.values())
    assert set(SAYS) == set(asdict(GOAL))


def test_what_is_dimmed_may_run_out_of_the_frame():
    low = Line([-1, 0, 0], [1, 0, 0]).shift(3.9 * DOWN)
    assert composition.ink_box(view(Circle(), low), composition.DIM)[3] > BOTTOM
    assert composition.ink_box(view(Circle(), low.set_stroke(opacity=0.35)), composition.DIM)[3] < BOTTOM
