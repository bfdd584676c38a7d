"""A run on film: fields drawn where they belong, everything at the same step, the twin that sticks, its numbers and its claim."""

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.batched import heard
from engine.reading import Reading
from scenes.films.training import counting, facts
from scenes.films.training.facts import ends
from scenes.films.training.kept_run import KeptRun, clock
from scenes.films.training.loss_track import LossTrack
from scenes.films.training.panels import planned
from scenes.films.training.story import Training
from scenes.films.training.telling import drawn
from scenes.films.training.trained_net import TrainedNet
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.plots.contour import Contours
from scenes.kit.plots.decision_boundary import FieldView
from scenes.kit.plots.plane import Plane
from studio.tongues import EN
from tests.films.fixtures import objections
from tests.films.fixtures import reading as fixture
from tests.scenes.last_pictures import reading

SHAPES = {"xor_training": "16:9", "xor": "9:16"}


@pytest.fixture(scope="module")
def walk(walk):
    return lambda lesson: walk(Training, lesson, SHAPES[lesson])


def shoelace(path):
    x, y = path[:-1].T
    return (x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def test_a_contour_covers_what_is_above_and_ends_where_the_level_is():
    up, across = np.mgrid[0:11, 0:11].astype(float)
    half_plane = Contours(across + up)
    assert sum(map(shoelace, half_plane.area(10.0))) == pytest.approx(50.0)
    for line in half_plane.crossing(7.3):
        assert line.sum(axis=1) == pytest.approx(7.3)
    assert half_plane.area(99.0) == half_plane.crossing(99.0) == []
    assert sum(map(shoelace, half_plane.area(-1.0))) == pytest.approx(100.0)


def test_a_contour_leaves_a_hole_open():
    up, across = np.mgrid[-4:5, -4:5].astype(float)
    bowl = np.maximum(abs(across), abs(up))
    outer, hole = map(shoelace, Contours(bowl).area(2.0))
    assert (outer, hole) == pytest.approx((64.0, -16.0), rel=0.05)


def test_a_contour_goes_around_what_is_not_known():
    field = np.ones((5, 5))
    field[0, 0] = np.nan
    assert sum(map(shoelace, Contours(field).area(0.5))) == pytest.approx(15.0)


def test_examples_and_field_share_one_plane():
    x = np.array([[0.0, 0.0], [1.0, 1.0]])
    plane, view = Plane(x), FieldView(2.0, 0.0, 1.0)
    view.scatter(plane, x, np.array([0.0, 1.0]))
    n = 41
    z = (plane.grid(n)[:, 0] - 1.0).reshape(n, n)  # zero where the first input is 1
    view.paint(1 / (1 + np.exp(-z)), z)
    assert np.allclose(view.edge.points[:, 0], view.dots[1].get_center()[0], atol=1e-6)
    assert view.dots[0].get_center()[0] < view.dots[1].get_center()[0]


def test_everything_is_drawn_at_the_same_recorded_step():
    t = reading("xor_training")
    run = KeptRun(t)
    stage = STAGES["16:9"]
    net, track = TrainedNet(t, run, stage, room_of(stage, "LEDGER")), LossTrack([t], run.steps, stage, room_of(stage, "LEDGER", 1))
    seen = []
    play = clock([net, track], 0, len(run.steps) - 1, [net.at, track.reach, seen.append])
    play.begin()
    for alpha in (0.3, 0.30001, 1.0):
        play.interpolate(alpha)
    last = len(run.steps) - 1
    assert seen == [0, round(0.3 * last), last]
    assert np.allclose(track.dots[0].get_center(), track.paths[0][last])
    assert track.value[1].shown.number.path == t.losses[run.steps[last]].path
    W = run.nets[last].layers[1].W[0]
    wide = [net.edges[2][0, j].get_stroke_width() for j in range(2)]
    assert (wide[0] - 1) / (wide[1] - 1) == pytest.approx(abs(W[0] / W[1]), rel=1e-6)
    assert np.allclose(run.nets[last].layers[0].W, t.trace.steps[1].update[0].W_new)


def test_of_many_hidden_neurons_those_are_drawn_that_count_most_in_the_end():
    t = fixture("curve_fit")
    said, last = heard(ends(t)[1], np.array(t.lesson.data.x)), ends(t)[1]
    counts = abs(last.layers[1].W[0]) * np.ptp(said[0][1], axis=0)
    shown = drawn(t, 1)
    assert len(shown) == 3 < t.sizes[1] == 12
    assert min(counts[shown]) >= max(np.delete(counts, shown))
    assert drawn(reading("xor_training"), 1) == [0, 1]


@pytest.mark.slow(14)
def test_the_numbers_of_the_story_are_seen(walk):
    told = walk("xor_training")
    seen = {name: {(s.number.path, s.text) for s, _ in picture.numbers} for name, picture in told.pictures.items()}
    assert ("losses[0]", "0.75") in seen["question"]
    assert ("losses[600]", "0.014") in seen["solved"]
    stuck = "twins[0].steps[1].examples"
    assert {(f"{stuck}[2].forward[1].a[0]", "0.50"), (f"{stuck}[3].forward[1].a[0]", "0.50")} <= seen["alike"]
    assert {(f"{stuck}[2].backward[1].da_dz[0]", "0.0007"), (f"{stuck}[3].backward[1].da_dz[1]", "0.00002")} <= seen["flat"]
    assert {("studies.seeds.learned", "52"), ("studies.seeds.stuck", "48")} <= seen["luck"]
    assert not any("twins" in path for path, _ in seen["harvest"])


def test_without_a_twin_that_sticks_the_film_ends_with_what_was_learned(walk):
    assert not {beat.name for beat in walk("xor").beats} & {"dice", "twins", "alike", "flat", "luck"}
    assert facts.is_stuck(reading("xor_training"))


def test_lessons_without_a_plane_are_told_why_not():
    assert "two inputs" in Training.unfit(reading("deep"))
    assert "one sigmoid output or two classes" in Training.unfit(reading("mazur"))
    assert Training.unfit(reading("xor")) is None


def test_the_viewer_is_given_time_at_every_question():
    told = {name: method.telling for name, method in vars(Training).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == ["raced", "opened", "question", "dice", "flats"]


MOONS = {"dataset": "moons", "examples": 40}


def words(data=MOONS, act="tanh", init=None, units=4, **training):
    """The film's words on a net with one hidden layer, by beat."""
    layers = [{"units": units, "activation": act}, {"units": 1, "activation": "sigmoid"}]
    network = {"inputs": 2, "loss": "binary_cross_entropy", "init": init or {"method": "normal", "seed": 0}, "layers": layers}
    t = Reading(run(make_lesson({"network": network, "data": data, "training": {"learning_rate": 0.5, "steps": 100, **training}})))
    assert Training.unfit(t) is None
    return {beat.name: beat.shown for beat in Training.script(t, EN)}


def test_a_run_that_diverged_is_not_told_as_learned():
    told = words(act="relu", learning_rate=50.0)
    assert "no lower than it began" in told["run"]
    assert "logarithmic" in told["run"]
    assert "divergence" in told["solved"]
    assert "no boundary" in told["solved"]
    assert "come down" not in told["solved"]


def test_weights_that_begin_at_zero_are_said_to_and_learn_nothing():
    told = words(init={"method": "zeros"})
    assert "all zero" in told["question"]
    assert "not even that" in told["hidden"]
    assert "Nothing was learned" in told["solved"]
    assert "alike they stay" in told["solved"]


def test_a_run_that_got_stuck_rests_and_not_all_points_are_right():
    told = words(data={"dataset": "xor"}, units=2, steps=600)
    assert "there it rests" in told["solved"]
    assert "not all points" in told["solved"]
    assert "band" not in told["solved"]


def test_a_run_that_is_still_falling_is_not_finished():
    told = words(steps=30, learning_rate=0.1)
    assert "still on its way" in told["run"]
    assert "further" in told["solved"]


def test_mini_batches_tremble_and_all_examples_do_not():
    assert "other examples" in words(batch_size=4)["run"]
    assert "other examples" not in words()["run"]


def test_many_examples_fill_their_plane_and_axes_of_other_sizes_have_their_own_scale():
    x = np.random.default_rng(0).uniform(0, 1, (60, 2)) * [1.0, 200.0]
    shares = Plane(x).share(x)
    assert (np.ptp(shares, axis=0) > 0.75).all()
    alone = Plane(np.zeros((1, 2)))
    assert np.isfinite(alone.share(np.zeros((1, 2)))).all()


def test_a_peak_leaves_the_ends_of_the_loss_apart():
    t = reading("xor")
    stage = STAGES["16:9"]
    plain = LossTrack([t], KeptRun(t).steps, stage, room_of(stage, "LEDGER", 1))
    assert not facts.peaks(t)
    assert not plain.log
    assert len(plain.marked) >= 3


# ---- counted, and points that were kept from training


def brought(lesson):
    return Reading(run(load_lesson(f"tests/fixtures/{lesson}.toml")))


def test_right_and_wrong_are_counted_as_the_network_says_them():
    t = brought("overfitted")
    x, y = np.array(t.lesson.data.x), np.array(t.lesson.data.y)[:, 0]
    *_, (z, _) = heard(facts.ends(t)[1], x)
    table = counting.confusion(t).array
    assert table.sum() == counting.count(t).value == len(x)
    assert np.trace(table) == counting.right(t).value
    assert table.sum(axis=1).tolist() == [float((y == k).sum()) for k in (0, 1)]
    assert np.trace(table) == sum((z[:, 0] > 0) == (y > 0.5))


def test_a_loss_that_rises_on_kept_points_is_called_overfitting_and_only_that():
    t = brought("overfitted")
    test = counting.test_losses(t).array
    assert counting.tested(t) == "memorised"
    assert test[-1] > test.min()
    assert t.losses.array[-1] < t.losses.array[int(test.argmin())]
    told = {beat.name: beat.shown for beat in Training.script(t, EN)}
    assert "overfitting" in told["tested"]
    assert "counted" in told
    assert not {"counted", "tested"} & {beat.name for beat in Training.script(reading("xor_training"), EN)}


@pytest.mark.slow(20)
def test_the_table_and_the_other_curve_stand_inside_the_frame(tmp_path):
    found = objections("overfitted", "training", tmp_path)
    assert [one for one in found if ": counted: " in one or ": tested: " in one] == []


# ---- a plateau, and curves that are fitted


def test_the_third_start_is_flat_for_long_and_learns_after_all():
    t = reading("xor_training")
    end, losses = facts.plateau_end(t), t.of(twin=1).losses.array
    assert facts.has_plateau(t)
    assert losses[end - 150] - losses[end] < facts.FLAT * losses[0]
    assert losses[-1] < 0.2 * losses[end]
    assert facts.plateau_end(reading("xor")) == 0


def test_one_input_and_one_output_are_told_as_a_curve():
    t = brought("curve_fit")
    told = {beat.name: beat.shown for beat in Training.script(t, EN)}
    assert {"targets", "curved", "fitted"} <= set(told)
    assert not {"task", "shaded", "run"} & set(told)
    assert not any("boundary" in words for words in told.values())
    run = KeptRun(t)
    net = TrainedNet(t, run, STAGES["16:9"], room_of(STAGES["16:9"], "SOLO"))
    net.at(len(run.steps) - 1)
    miss = max(np.abs(net.answer.edge.points[:, :2] - dot.get_center()[:2]).sum(1).min() for dot in net.answer.dots)
    assert miss < 0.12 * net.answer.side


@pytest.mark.parametrize("room", [Region(0, 0, 12.8, 3.8), Region(1, 2, 6.1, 6.4), Region(0, 0, 7.2, 6.8)])
@pytest.mark.parametrize("rows", [[2], [3, 3], [1] * 9])
def test_panels_fill_their_room_and_stand_apart(room, rows):
    plan = planned(room, rows, 2)
    spots = [(plan.answer, plan.side), *((at, plan.cell) for layer in plan.hidden for at in layer), *((at, 0.9) for at in plan.inputs)]
    for k, (a, one) in enumerate(spots):
        assert (np.abs(a - room.center)[:2] + one / 2 <= np.array([room.width, room.height]) / 2 + 1e-6).all()
        assert all(np.abs(a - b).max() >= (one + other) / 2 - 0.02 for b, other in spots[k + 1 :])
