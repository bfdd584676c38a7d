"""One neuron: what a viewer sees of it, in three shapes and on three lessons."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import engine
from engine.reading import Reading
from scenes.films.neuron.bench import NeuronBench
from scenes.films.neuron.rooms import rooms_on
from scenes.films.neuron.story import OneNeuron
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.plots.miss_square import MissSquare
from scenes.kit.plots.number_line import NumberLine, ruled
from studio.drawing import draw
from studio.looks import look_of
from studio.tongues import EN
from tests.engine.lessons import lesson as wider
from tests.engine.lessons import one_neuron
from tests.films.test_chain_rule import end_of, on, timing_of

FILES = Path(__file__).parents[2] / "scenes" / "lessons"
FPS = 4
FORE, BACK, CASE = "steps[0].examples[0].forward[0]", "steps[0].examples[0].backward[0]", "studies.neuron"
LESSONS = {"neuron": "16:9", "tanh": "9:16", "against": "1:1"}
CHANGES = {"neuron": {}, "tanh": {"act": "tanh", "y": 1.0, "w": -0.5}, "against": {"w": -1.2, "b": 0.6, "x": 0.9, "y": 1.0}}


def reading(act="sigmoid", w=0.8, b=-0.2, x=1.5, y=0.0, loss="squared_error"):
    return Reading(engine.run(one_neuron(w, b, act, loss, x, y)))


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """`walk(lesson)`: reading `t`, beats, timings, spans, sightings and, by beat, its End; each lesson in a shape of its own."""
    work = tmp_path_factory.mktemp("walk")

    @cache
    def walked(name):
        t, ends = reading(**CHANGES[name]), {}

        class Watched(OneNeuron):
            def tell(self, beat, timing):
                super().tell(beat, timing)
                ends[beat.name] = end_of(self)

        beats = OneNeuron.script(t, EN)
        timings = [timing_of(beat) for beat in beats]
        drawn = draw(Watched, t, beats, timings, look_of("l", LESSONS[name], "dark", FPS), work)
        return SimpleNamespace(t=t, beats=beats, timings=timings, spans=drawn.spans, sightings=drawn.sightings, ends=ends)

    return walked


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("weigh", {("steps[0].examples[0].x[0]", "1.5"), ("steps[0].update[0].W[0][0]", "0.8"), (f"{FORE}.products[0][0]", "1.2")}),
        ("add_bias", {("steps[0].update[0].b[0]", "−0.2"), (f"{FORE}.z[0]", "1")}),
        ("turned", {(f"{CASE}.opposed.z", "−1.4")}),
        ("leaning", {(f"{FORE}.z[0]", "1")}),
        ("ours", {(f"{FORE}.z[0]", "1"), (f"{FORE}.a[0]", "0.7311")}),
        ("loss", {("steps[0].examples[0].error[0]", "0.7311"), ("steps[0].examples[0].L", "0.2672")}),
        ("quarter", {(f"{CASE}.nearer.L", "0.06681")}),
        ("knob_turned", {(f"{CASE}.opposed.a", "0.198"), (f"{CASE}.opposed.L", "0.01957")}),
    ],
)
def test_the_neurons_numbers_stand_where_they_belong(walk, beat, shown):
    assert shown <= on(walk("neuron").ends[beat])


def test_the_lesson_is_the_one_of_the_storyboard(walk):
    own = Reading(engine.run(engine.load_lesson(FILES / f"{OneNeuron.lesson}.toml")))
    assert (own.L.value, own.z[1][0].value) == (walk("neuron").t.L.value, walk("neuron").t.z[1][0].value)


def test_a_question_is_told_with_time_to_think(walk):
    asked = [beat for beat in walk("neuron").beats if beat.shown.endswith("?") and beat.pause]
    assert [beat.method for beat in asked] == ["wondered", "asked_turn", "asked_steep", "asked_half"]
    assert all(beat.pause >= 3 for beat in asked)


def test_the_last_picture_is_a_network_without_numbers(walk):
    assert walk("neuron").ends["harvest"].numbers == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"loss": "binary_cross_entropy"}, "squared"), ({"act": "relu"}, "sigmoid or tanh"), ({"x": 0.0}, "zero")],
)
def test_a_lesson_it_cannot_tell_is_refused_in_words(changes, why):
    assert why in OneNeuron.unfit(reading(**changes))
    assert OneNeuron.unfit(reading()) is None


def test_a_network_of_more_neurons_is_not_its_matter():
    assert "one neuron" in OneNeuron.unfit(Reading(engine.run(wider((1, 2), ("sigmoid",), steps=1))))


# ---- the pictures


def test_a_dot_stands_at_its_value_also_on_a_moved_line():
    line = NumberLine(np.array([-2.0, 0, 0]), np.array([2.0, 0, 0]), (-4, 4), reading().name.z)
    assert line.move(1.0).dot.get_center() == pytest.approx([0.5, 0, 0])
    line.scale(2).shift([0, 1, 0])
    assert line.point(1.0) == pytest.approx(line.dot.get_center())
    assert line.length(3.0) == pytest.approx(np.linalg.norm(line.point(1.0) - line.point(-2.0)))


def test_ticks_lie_whole_steps_from_the_origin():
    assert ruled(-1.2, 2.0, 0.5, 0.3) == pytest.approx([-1.2, -0.7, -0.2, 0.3, 0.8, 1.3, 1.8])


def test_the_dots_of_a_bench_are_where_the_engine_says():
    t = reading()
    bench = NeuronBench(t, Region(0, 0, 7, 6))
    run = t.probe.run({("x", 0): -0.4})
    bench.set(run)
    z, a = run.forward[0].z[0], run.forward[0].a[0]
    assert bench.z.dot.get_center() == pytest.approx(bench.z.point(z))
    assert bench.live.get_center() == pytest.approx([bench.z.point(z)[0], bench.a.point(a)[1], 0])
    assert min(np.linalg.norm(bench.curve.points - bench.live.get_center(), axis=1)) < 0.05
    assert bench.added.get_end()[0] == pytest.approx(bench.z.point(z)[0])


def test_the_area_of_the_miss_is_the_loss():
    t = reading()
    line = NumberLine(np.array([0.0, 0, 0]), np.array([0.0, 2, 0]), (0, 1), t.name.a)
    square = MissSquare(line, t.a[1][0].value, t.y[0].value)
    (x0, y0, _), (x1, y1, _), (x2, y2, _) = square.half.get_start_anchors()[:3]
    area = abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2
    assert area / 2**2 == pytest.approx(t.L.value)
    (x, y, _), (left, right), (low, high) = square.heart, sorted((x0, x2)), sorted((y0, y1))
    assert abs(x - x1) / (right - left) + abs(y - y1) / (high - low) < 1  # on the side of the right angle: in the half
    cuts = [np.ptp(q.points[:, :2], axis=0) for q in square.quarters()]
    assert cuts[0] == pytest.approx(2 * cuts[1])


def test_the_bench_fills_its_room_in_every_shape():
    t = reading()

    for stage in STAGES.values():
        room = rooms_on(stage)
        bench = NeuronBench(t, room.bench)
        top = max(m.get_top()[1] for m in (*bench.moving, *bench.still))
        assert top <= room.bench.y + room.bench.height / 2 + 1e-6
