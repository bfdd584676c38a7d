"""The forward pass, as a viewer meets it: its numbers, and lines that add up to a line until a squash bends them."""

import numpy as np
import pytest

from engine.reading import resolve
from scenes.films.forward import boards
from scenes.films.forward.story import ForwardPass
from scenes.films.forward.two_layers import TwoLayers
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.films import fixtures
from tests.scenes.last_pictures import reading, timing

WALKS = {"mazur": "16:9", "deep": "9:16", "wide": "1:1"}


@pytest.fixture(scope="module")
def walk(walk):
    return lambda lesson: walk(ForwardPass, lesson, WALKS.get(lesson, "1:1"))


@pytest.mark.parametrize("shape", STAGES)
def test_a_sum_of_one_product_has_its_board(shape):
    letters, factors, products = boards.first_sum(fixtures.reading("line_through_zero"), STAGES[shape].board)
    assert letters["z"].width == pytest.approx(factors["z"].width)
    assert products.width > 0


def bent(curve):
    """How far a drawn curve strays from the line between its ends, in parts of its height."""
    corners = np.vstack([curve.points[::4], curve.points[-1:]])[:, :2]
    straight = np.linspace(corners[0], corners[-1], len(corners))
    return np.abs(corners - straight)[:, 1].max() / np.ptp(corners[:, 1])


@pytest.mark.parametrize("lesson", ["mazur", "xor", "wide"])
def test_without_a_squash_two_layers_draw_a_line_and_with_one_they_bend(lesson):
    t = reading(lesson)
    drawn = [0, 1]
    flat, curved = (TwoLayers(t, STAGES["16:9"].side, name, drawn, drawn) for name in ("identity", "sigmoid"))
    assert [bent(c) for c in (*flat.hidden, flat.total)] == pytest.approx([0, 0, 0], abs=1e-6)
    assert min(bent(c) for c in (*curved.hidden, curved.total)) > 0.05


@pytest.mark.parametrize("squash", ["identity", "sigmoid"])
def test_a_sum_of_curves_lies_on_none_of_those_that_it_adds_up(squash):
    drawn = [0, 1]
    two = TwoLayers(reading("mazur"), STAGES["16:9"].side, squash, drawn, drawn)
    apart = [np.abs(curve.points - two.total.points).max() for curve in two.hidden]
    assert min(apart) > 0.1


def test_the_sum_of_two_layers_is_what_the_engine_says():
    t = reading("mazur")
    x = np.array([[3.0, 0.1]])
    z = t.probe.heard(x)[1][0][0, 0]
    assert z == pytest.approx(t.probe.run({("x", 0): 3.0, ("x", 1): 0.1}).forward[1].z[0])
    unsquashed = t.probe.squashed_by("identity").heard(x)[1][0][0, 0]
    W, b = [layer.W for layer in t.trace.net.layers], [layer.b for layer in t.trace.net.layers]
    assert unsquashed == pytest.approx((W[1] @ W[0] @ x[0] + W[1] @ b[0] + b[1])[0])
    assert unsquashed != pytest.approx(z)


def test_a_vector_that_is_cut_short_says_so_once_it_is_filled():
    equation = LayerEquation(reading("wide"), 1).released()
    for view in (equation.z, equation.a):
        assert view.dots not in view.submobjects
        view.fill_all()
        assert view.dots in view.submobjects
        assert len(view.dots) == 1


def test_mazurs_outputs_and_loss_are_seen(walk):
    told = walk("mazur")
    seen = {shown.number.path: shown.text for shown, _ in told.pictures["loss"].numbers}
    last = "steps[0].examples[0].forward[1].a"
    assert {seen[f"{last}[0]"], seen[f"{last}[1]"], seen["steps[0].examples[0].L"]} == {"0.7514", "0.7729", "0.2984"}


@pytest.mark.parametrize("lesson", WALKS)
def test_it_is_true_inside_the_frame_and_in_time(walk, lesson):
    told = walk(lesson)
    for s in told.drawn.sightings:
        assert resolve(told.t.trace, s.shown.number.path) == s.shown.number.value
    for beat, span in zip(told.beats, told.drawn.spans, strict=True):
        left, top, right, bottom = told.pictures[beat.name].extent
        assert min(left, top, 1 - right, 1 - bottom) >= 0.05 - 1e-3, beat.name
        assert span.end - span.start <= timing(beat).frames + 1, beat.name
        assert list(span.marks) == list(beat.marks), beat.name


def test_the_viewer_is_given_time_at_every_question():
    beats = ForwardPass.script(reading("mazur"), EN)
    assert all((beat.pause == 3.0) == beat.shown.endswith("?") for beat in beats)
    assert 420 <= sum(len(beat.spoken.split()) for beat in beats) <= 650


def test_weights_that_lifted_off_their_edges_are_on_them_no_more(walk):
    pictures = walk("xor").pictures
    assert {shown.number.named.name for shown, _ in pictures["rows"].numbers} >= {"W"}
    assert "W" not in {shown.number.named.name for shown, _ in pictures["harvest"].numbers}
