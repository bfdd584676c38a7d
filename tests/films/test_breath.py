"""One breath: the worst answer is followed back, the run that forms is the engine's, what is unlike is refused."""

import numpy as np
import pytest

from engine import make_lesson, run
from engine.batched import heard
from engine.reading import Reading
from engine.replay import kept_steps
from scenes import series
from scenes.films.breath import facts
from scenes.films.breath.pair import Pair
from scenes.films.breath.story import Breath
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.films.test_true_words import table
from tests.scenes.last_pictures import reading


def changed(network=(), **training):
    told = table("xor_training")
    told = {key: value for key, value in told.items() if key not in ("twins", "studies")}
    return Reading(
        run(make_lesson({**told, "network": {**told["network"], **dict(network)}, "training": {**told["training"], **training}}))
    )


@pytest.fixture(scope="module")
def t():
    return Breath.told_on(reading("xor_training"))


def test_it_opens_the_series():
    assert series.films()[0].name == "breath"


def test_the_worst_answer_is_told_and_the_same_point_asked_again(t):
    answers = [t.of(example=m) for m in range(4)]
    assert max(abs(read.a[2][0].value - read.y[0].value) for read in answers) == abs(t.a[2][0].value - t.y[0].value)
    after = facts.again(t)
    assert np.array_equal(after.x.array, t.x.array)
    assert (t.a[2][0].value > 0.5, after.a[2][0].value < 0.05) == (True, True)


def test_its_numbers_are_the_traces(walk, t):
    shown = {s.number.path: s.number.value for s, _ in walk(Breath, "xor_training").pictures["back"].numbers}
    assert {t.a[2][0].path, t.delta[2][0].path, t.delta[1][0].path, t.y[0].path, t.L.path} <= set(shown)
    said = " ".join(beat.shown for beat in Breath.script(reading("xor_training"), EN))
    assert "9 weights and biases" in said
    assert "599 times" in said


def test_the_picture_is_what_the_engine_says_at_each_kept_step(t):
    pair = Pair(t, STAGES["16:9"])
    assert len(pair.run.nets) == len(kept_steps([t.run]))
    for k in (0, pair.last):
        pair.at(k)
        a, _ = pair.run.said(k)
        at = pair.run.plane.grid(len(a))[7]
        assert a.ravel()[7] == pytest.approx(float(heard(pair.run.nets[k], at[None])[-1][1][0, 0]))
        W = pair.run.nets[k].layers[0].W
        wide = {edge: line.get_stroke_width() for edge, line in pair.net.edges[1].items()}
        assert max(wide, key=wide.get) == tuple(int(i) for i in np.unravel_index(np.abs(W).argmax(), W.shape))


def test_what_is_forgotten_leaves_the_network(t):
    pair = Pair(t, STAGES["1:1"])
    pair.net.fill(0, t.x)
    pair.net.write_loss(t.L)
    gone = pair.forget()
    assert len(gone) == 4
    assert not {id(m) for m in gone} & {id(m) for m in pair.net.get_family()}


@pytest.mark.parametrize("shape", sorted(STAGES))
def test_network_and_panel_keep_apart(t, shape):
    pair = Pair(t, STAGES[shape])
    apart = pair.view.get_left()[0] > pair.net.get_right()[0] or pair.view.get_top()[1] < pair.net.get_bottom()[1]
    assert apart


@pytest.mark.parametrize(
    ("network", "training", "why"),
    [
        ({}, {"steps": 10, "record": [0, 9]}, "20 steps"),
        ({}, {"momentum": 0.9}, "plain gradient descent"),
        ({}, {"steps": 30, "record": [0, 29]}, "from a wrong answer"),
        ({}, {"record": [0]}, "from a wrong answer"),
        ({"layers": [{"units": 5, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]}, {}, "two to 4 neurons"),
    ],
)
def test_a_run_that_it_cannot_tell_is_refused(network, training, why):
    assert why in Breath.unfit(changed(network, **training))


def test_other_lessons_are_refused():
    assert all(Breath.unfit(reading(lesson)) for lesson in ("mazur", "neuron", "chain", "wide"))
