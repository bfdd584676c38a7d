"""One step downhill: the dot on the curve, the step in numbers, the promise beside what came, three rates."""

import numpy as np
import pytest

from engine.reading import resolve
from engine.studies.rates import study
from scenes.films.step import slices
from scenes.films.step.bowls import Bowl
from scenes.films.step.story import Step
from scenes.kit.maths.single import single
from scenes.kit.place.stage import STAGES
from tests.scenes.last_pictures import reading


def test_the_facts_are_the_trace_s_before_and_after_the_step(walk):
    told = walk(Step, "neuron")
    before = {s.number.path: s.text for s, _ in told.pictures["known"].numbers}
    assert sorted(before.values()) == ["0.1437", "0.2156", "0.2672", "0.8", "−0.2"]
    after = {s.text for s, _ in told.pictures["biased"].numbers}
    assert {"0.6922", "−0.2719", "0.2331"} <= after
    assert "0.2672" not in after
    for shown, _ in told.pictures["biased"].numbers:
        assert resolve(told.t.trace, shown.number.path) == shown.number.value


def test_the_promise_stands_over_what_came(walk):
    numbers = walk(Step, "neuron").pictures["foretold"].numbers
    at = {s.number.path: box for s, box in numbers}
    promise, came = at["studies.rates.predicted"], at["studies.rates.actual"]
    assert promise[3] < came[1]


def test_a_formula_tells_the_right_rate_for_a_bowl_and_twice_that_is_the_limit():
    """Of half (w x + b - y)^2 one step at 1 / x^2 reaches the bottom, and steps at 2 / x^2 stay as high as they began."""
    trace = reading("neuron").trace
    just, limit, beyond = study(trace, parts=(1.0, 2.0, 2.1), steps=3).bowls
    x = float(trace.steps[0].examples[0].x[0])
    assert (just.eta, limit.eta) == pytest.approx((1 / x**2, 2 / x**2))
    assert just.L[1] == pytest.approx(0, abs=1e-30)
    assert pytest.approx(limit.L[0]) == limit.L
    assert (np.diff(beyond.L) > 0).all()


def test_the_dot_lies_on_the_engine_s_curve():
    t = reading("neuron")
    plot = slices.wide_slice(t, STAGES["16:9"].aside)
    plot.scale(0.7).shift([1, -1, 0])
    loss = slices.losses(t)
    for w, corner in zip(plot.ws[::20], plot.curve.get_anchors()[::40], strict=False):
        assert np.allclose(plot.point(w, loss(w)), corner, atol=1e-6)
    assert loss(single(t).w.value) == single(t).L.value


def test_the_tangent_has_the_slope_of_the_trace():
    t = reading("neuron")
    one, plot = single(t), slices.wide_slice(t, STAGES["16:9"].aside)
    line = plot.tangent(one.w.value, one.L.value, one.dL_dw.value, 0.3)
    h = 1e-5
    secant = plot.point(one.w.value + h, slices.losses(t)(one.w.value + h)) - plot.point(one.w.value - h, slices.losses(t)(one.w.value - h))
    assert line.get_slope() == pytest.approx(secant[1] / secant[0], rel=1e-6)


def test_the_large_rate_climbs_from_hop_to_hop():
    heights = [dot.get_y() for dot in Bowl(reading("neuron"), 2, STAGES["16:9"].side).dots]
    assert len(heights) >= 4
    assert heights == sorted(heights)


def test_it_asks_three_times_and_waits(walk):
    assert [beat.name for beat in walk(Step, "neuron").beats if beat.pause == 3.0] == ["which", "almost", "ask_large"]


@pytest.mark.parametrize("lesson", ["mazur", "chain"])
def test_other_networks_are_refused_with_a_reason(lesson):
    assert "one neuron" in Step.unfit(reading(lesson))


def test_no_loss_stands_while_only_one_knob_has_moved(walk):
    shown = {s.text for s, _ in walk(Step, "neuron").pictures["sized"].numbers}
    assert "0.6922" in shown
    assert not shown & {"0.2672", "0.2331"}


@pytest.mark.parametrize("out", [False, True])
def test_a_zoom_ends_on_the_other_slice_and_keeps_the_dot_s_place(out):
    t = reading("neuron")
    one, region = single(t), STAGES["16:9"].aside
    plots = slices.wide_slice(t, region), slices.close_slice(t, region)
    plot, to = reversed(plots) if out else plots
    dot, line = slices.touching(t, plot)
    zoom = plot.zoom(to, slices.losses(t), dot, line, 0.05)
    for alpha in (0.0, 0.5, 1.0):
        zoom.interpolate(alpha)
        assert np.allclose(dot.get_center(), plot.point(one.w.value, one.L.value), atol=1e-6)
        at = [plot.point(one.w.value + s * 1e-4, one.L.value + s * 1e-4 * one.dL_dw.value) for s in (-1, 1)]
        assert line.get_slope() == pytest.approx((at[1] - at[0])[1] / (at[1] - at[0])[0], rel=1e-4)
    assert np.allclose(plot.point(one.w.value, one.L.value), to.point(one.w.value, one.L.value), atol=1e-6)
    assert np.allclose(plot.curve.get_end(), to.curve.get_end(), atol=1e-2)
