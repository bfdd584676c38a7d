"""Any stack: it accepts whatever the engine does, its facts are the engine's, and a table that is cut says so."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from engine import load_lesson, make_lesson, run
from engine.layers.tables import HEADS
from engine.layers.tables import KINDS as EVERY_KIND
from engine.reading import Reading
from scenes.films.layers import facts, formulas
from scenes.films.layers.rooms import ROOMS
from scenes.films.layers.story import Layers
from scenes.films.layers.strip import Strip
from scenes.films.layers.table import Table, called
from scenes.films.layers.wall import Wall
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES, Region
from studio.tongues import EN
from tests.engine.stacks import KINDS, stacks
from tests.sampling import TODAY, sampled
from tests.scenes.last_pictures import keeps_step, reading, stands_inside
from tests.scenes.paper import inside, numbers

CASES = {
    "plain": [{"units": 3, "activation": "relu"}, {"units": 1, "activation": "identity"}],
    "one": [{"units": 1, "activation": "sigmoid"}],
    "deep": [{"units": 2, "activation": "tanh"}] * 9,
}


def told_on(layers, n_in=2, loss="mse"):
    table = {"network": {"inputs": n_in, "loss": loss, "layers": layers}, "training": {"learning_rate": 0.1}}
    return Reading(run(make_lesson({**table, "data": {"x": [[0.5] * n_in], "y": [[0.0] * layers[-1]["units"]]}})))


def script(t):
    return {beat.name: beat.shown for beat in Layers.script(t, EN)}


def walks():
    """Lessons of every kind, each in some shape: all, or three drawn anew each day."""
    return sampled([(name, ("16:9", "9:16", "1:1")[(TODAY + k) % 3]) for k, name in enumerate(KINDS)], 3)


@pytest.mark.parametrize(("name", "shape"), walks())
def test_a_lesson_of_any_kind_is_told_whole(walk, name, shape):
    told = walk(Layers, Reading(run(make_lesson(KINDS[name]()))), shape)
    stands_inside(told)
    keeps_step(told)


def test_it_knows_whatever_a_lesson_can_have():
    assert {*EVERY_KIND, *HEADS, "shape"} <= Layers.knows


@given(stacks())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_stack_is_refused_and_every_layer_is_told_forward_and_back(table):
    t = Reading(run(make_lesson(table)))
    assert Layers.refusal(t) is None
    beats = script(t)
    told = facts.told(t)
    assert sum(name.startswith("forward-") for name in beats) == sum(name.startswith("back-") for name in beats) == len(told)
    assert all(formulas.forward(t, l) and formulas.back(t, l) for l in told)


@given(stacks())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_slopes_that_meet_nothing_are_handed_on_as_they_are(table):
    """What layer l + 1 hands back is the slope of what layer l gave, unless ways meet there: then it is only one of the parts."""
    t = Reading(run(make_lesson(table)))
    for l in range(1, t.D):
        same = np.array_equal(facts.handed(t, l + 1).array, t.dL_da[l].array)
        assert same or facts.meets(t, l)


def test_ways_that_meet_are_said_to():
    t = reading("layers")
    assert [l for l in facts.told(t) if facts.meets(t, l)] == [3]
    assert "ways meet" in script(t)["back-4"]
    skip = facts.record(t, 5, "dL_da_skip", back=True).array
    assert np.allclose(t.dL_da[3].array, facts.handed(t, 4).array + skip)
    assert "this way" in formulas.back(t, 4)[1].parts["dx"]


@pytest.mark.parametrize(("name", "told"), [("plain", [1, 2]), ("one", [1]), ("deep", [1, 2, 3, 8, 9])])
def test_a_deep_stack_is_told_by_its_ends_and_says_so(name, told):
    t = told_on(CASES[name])
    assert facts.told(t) == told
    assert ("between" in " ".join(script(t).values())) is (t.D > facts.MOST_LAYERS)


@pytest.mark.parametrize(("n_in", "cut"), [(6, False), (7, True)])
def test_dots_are_spoken_of_where_there_are_dots(n_in, cut):
    t = told_on([{"units": 1, "activation": "identity"}], n_in)
    table = Table(t.x, Region(0, 0, 5, 5), called("x", "#FFFFFF"))
    assert bool(len(table.dots)) is cut
    W = Table(t.W[1], Region(0, 0, 5, 5), called("W", "#FFFFFF"))
    assert facts.is_cut(t) is (cut or bool(len(W.dots))) is True


@pytest.mark.parametrize("shape", [(1,), (6,), (30,), (6, 5), (9, 9), (2, 3, 3), (3, 6, 6), (2, 2, 3, 3), (1, 1)])
@pytest.mark.parametrize("room", [Region(0, 0, 3.6, 5.1), Region(1, 2, 6.9, 3.4), Region(0, 0, 4.1, 3.7)])
def test_a_table_of_any_shape_fits_its_place_with_digits_to_read(shape, room):
    values = np.random.default_rng(0).normal(size=shape) * 10.0 ** np.random.default_rng(1).integers(-3, 3, shape)
    table = Table(numbers(values), room, called("a", "#FFFFFF"))
    assert inside(table, room)
    assert not len(table.dots) or facts.cut(shape, 2)  # dots are spoken of wherever there are any
    assert len(table.dots) or max(shape) <= facts.MOST_ROWS
    assert len(table.cells) == len(table.nums)


def test_what_is_handed_to_the_input_stands_whole_and_at_the_end_the_wall_has_a_light_for_every_slope():
    t = reading("layers")
    room = Region(0, 0, 3.6, 5.1)
    assert len(Table(facts.handed(t, 1), room, called("x", "#FFFFFF")).dots)  # with its digits it would be cut
    table = Table(facts.handed(t, 1), room, called("x", "#FFFFFF"), bare=True)
    assert inside(table, room)
    assert (len(table.cells), len(table.nums), len(table.dots)) == (16, 0, 0)
    assert [Table.can_be_bare(numbers(np.zeros(shape))) for shape in ((1, 4, 4), (2, 3, 3), (9, 2))] == [True, False, False]
    stage = STAGES["16:9"]
    wall = Wall(t, Strip(t, ROOMS["16:9"].strip), room_of(stage, "SOLO"))
    assert sum(slopes.size for l in wall.order for slopes in wall.slopes(l)) == facts.total(t).value


def test_where_nothing_is_added_up_no_sum_is_said():
    t = reading("layers")
    assert facts.is_used_once(t, 3)
    assert "sum" not in formulas.grades(t, 3, "gamma")[0].template
    assert "added up" not in script(t)["grade-3"]
    batch = Reading(run(make_lesson(KINDS["batch_norm"]())))
    normed = next(l for l in facts.told(batch) if facts.kind(batch, l) == "batch_norm")
    assert "sum" in formulas.grades(batch, normed, "gamma")[0].template


def test_a_loss_that_is_one_with_softmax_melts_and_others_do_not():
    read = {
        name: Reading(run(make_lesson(KINDS[name]()))) for name in ("conv2d", "policy_gradient", "token_dense", "flatten", "activation")
    }
    melts = {name: facts.origin(t, t.D) for name, t in read.items()}
    assert melts["conv2d"] == melts["policy_gradient"] == melts["token_dense"] == "melts"
    assert melts["flatten"] == "softmax"
    assert melts["activation"] == "slopes"


@pytest.mark.parametrize("name", sorted(path.stem for path in Path("scenes/lessons").glob("*.toml")))
def test_it_can_be_told_on_every_built_in_lesson(name):
    assert Layers.refusal(Reading(run(load_lesson(f"scenes/lessons/{name}.toml")))) is None
    assert script(reading(name))


# ---- layers that go through time, dropout, and losses that are no plain errors


def written(lines):
    return [line.template for line in lines]


@pytest.mark.parametrize("name", [name for name in KINDS if name.split(",")[0].split(" ")[0] in ("rnn", "lstm", "gru", "dropout")])
def test_the_new_kinds_have_rules_of_their_own_both_ways(name):
    t = Reading(run(make_lesson(KINDS[name]())))
    kinds = [facts.kind(t, l) for l in facts.told(t)]
    assert "other" not in {facts.rule(t, l) for l in facts.told(t)} | {facts.way_back(t, l) for l in facts.told(t)}
    for l, kind in enumerate(kinds, start=1):
        lines = written(formulas.forward(t, l)) + written(formulas.back(t, l))
        assert not any('"layer"' in line or "back through" in line for line in lines), kind


def test_truncation_is_told_where_it_cuts():
    shown = " ".join(script(Reading(run(make_lesson(KINDS["lstm, truncated"]())))).values())
    assert "cut into stretches of two times" in shown
    assert "cut at each time" in " ".join(script(Reading(run(make_lesson(KINDS["gru, truncated"]())))).values())
    assert "are cut" not in " ".join(script(Reading(run(make_lesson(KINDS["rnn"]())))).values())


def test_a_recurrent_layer_is_drawn_time_by_time():
    t = Reading(run(make_lesson(KINDS["rnn"]())))
    fwd, bwd = t.trace.steps[0].examples[t.told[1]].at(1)
    assert np.array_equal(facts.inner(t, 1).array, fwd.z)
    assert np.array_equal(facts.inner_back(t, 1).array, bwd.delta)


@pytest.mark.parametrize(
    ("network", "y", "says"),
    [
        ({"loss": "hinge"}, [[1]], "{L} = max(0, 1 - {y} {a})"),
        ({"loss": "hinge"}, [[1, 0, 0]], "{L} = sum_(i != c) max(0, {a} - a_c + 1)"),
        ({"loss": "output"}, [[0]], "{L} = {a}"),
        ({"loss": "mae"}, [[0.5, 0.1]], "{L} = 1/n sum_i lr(|{a} - {y}|)"),
        ({"loss": "mae"}, [[0.5]], "{L} = lr(|{a} - {y}|)"),
    ],
)
def test_a_loss_is_written_as_it_is_taken(network, y, says):
    layers = [{"units": len(y[0]), "activation": "identity", "weights": [[0.3]] * len(y[0])}]
    table = {"network": {"inputs": 1, **network, "layers": layers}, "data": {"x": [[1.0]], "y": y}, "training": {"learning_rate": 0.1}}
    t = Reading(run(make_lesson(table)))
    assert formulas.loss(t)[0].template == says
    assert ("no target" in " ".join(script(t).values())) == (network["loss"] == "output")


def test_a_number_of_the_loss_is_the_lessons():
    layers = [{"units": 1, "activation": "identity", "weights": [[0.3]]}]
    table = {"network": {"inputs": 1, "loss": "huber", "delta": 0.25, "layers": layers}, "data": {"x": [[1.0]], "y": [[2.0]]},
             "training": {"learning_rate": 0.1}}  # fmt: skip
    t = Reading(run(make_lesson(table)))
    for line in (formulas.loss(t)[0], formulas.first_slope(t)[0]):
        assert line.parts["d"].value == 0.25
        assert line.parts["d"].path == "lesson.network.delta"


def test_a_loss_of_every_time_is_summed_over_them():
    assert formulas.loss(Reading(run(make_lesson(KINDS["rnn"]()))))[0].template == "{L} = sum_t 1/2 sum_i ({a} - {y})^2"
