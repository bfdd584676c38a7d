"""Many examples, one step: every example's own bars, their mean, arrows whose middle is the mean."""

import numpy as np
import pytest

from engine import make_lesson, run
from engine.reading import Reading
from scenes.equation import numbers_in
from scenes.films.batches import facts
from scenes.films.batches.arrow_plane import ArrowPlane
from scenes.films.batches.crowd import boxes, on, size_of, touched
from scenes.films.batches.example_names import pull_name, pull_names
from scenes.films.batches.formulas import mean_numbers
from scenes.films.batches.gradient_strip import parts
from scenes.films.batches.pulls import Pulls
from scenes.films.batches.story import Batches
from scenes.kit.place.shots import inside, room_of
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.engine.lessons import table
from tests.scenes.last_pictures import reading
from tests.scenes.paper import apart

FAN = np.array([[0.1, 0.4], [0.4, 0.0], [0.3, 0.1], [-0.4, 0.1], [-0.3, -0.35]])  # of arrows, up, right and to the left


def test_the_mean_is_written_with_the_four_slopes_it_is_of(walk):
    told = walk(Batches, "xor")
    texts = [s.text for s, _ in told.pictures["averaged"].numbers if "dL_dW" in s.number.path]
    l, i, j = facts.axes(told.t)[0]
    values = [told.t.of(example=k).dL_dW[l][i][j].value for k in range(4)]
    assert len(texts) == 5
    assert np.mean(values) == pytest.approx(told.t.mean_dL_dW[l][i][j].value)


def test_each_example_is_shown_with_its_own_values(walk):
    told = walk(Batches, "xor")
    for k in range(4):
        outputs = [s.number.path for s, _ in told.pictures[f"one-{k + 1}"].numbers if "forward[1].a" in s.number.path]
        assert outputs == [f"steps[0].examples[{k}].forward[1].a[0]"]


def test_the_four_cosines_stand_beside_the_strips(walk):
    texts = [s.text for s, _ in walk(Batches, "xor").pictures["agree"].numbers if "cosines" in s.number.path]
    assert texts == ["−0.45", "0.79", "0.84", "−0.90"]


def test_bars_are_the_gradient_in_order_and_never_too_many():
    t = reading("xor")
    paths = [number.path for number in parts(t)]
    assert len(paths) == 13
    assert "dL_dW" in paths[0]
    assert "dL_db" in paths[-1]
    assert len(parts(reading("wide"))) <= facts.BARS


@pytest.mark.parametrize("shot", ["SOLO", "DUET"])
def test_the_name_of_the_mean_stands_on_no_arrow_of_an_example(shot):
    t, stage = reading("xor"), STAGES["16:9"]
    pulls = Pulls(t, stage, room_of(stage, shot), "arrows", "mean")
    name = pulls.mean[1]
    passed = [pulls.plane.at(part * tip) for tip in facts.tips(t, 0) for part in np.linspace(0, 1, 60)]
    assert not on(name.get_center(), size_of(name), np.array(passed))


def test_a_plane_puts_the_middle_of_the_tips_at_their_mean():
    t = reading("xor")
    tips = facts.tips(t, 0)
    plane = ArrowPlane(STAGES["16:9"], room_of(STAGES["16:9"], "DUET"), t.name.W[1][0][0], t.name.W[1][0][1], tips)
    plane.scale(0.5).shift([1, 2, 0])
    assert np.allclose(np.mean([plane.at(tip) for tip in tips], axis=0), plane.at(tips.mean(axis=0)))


def test_it_asks_three_times_and_waits(walk):
    assert [beat.name for beat in walk(Batches, "xor").beats[:-1] if beat.pause >= 3.0] == ["pulled", "puzzle", "mini"]


def test_one_example_is_refused_with_a_reason():
    assert "two examples" in Batches.unfit(reading("mazur"))


def test_every_arrow_has_its_example_s_name_and_none_lies_on_an_axis(walk):
    told = walk(Batches, "xor").pictures["arrows"]
    t = reading("xor")
    tips = facts.tips(t, 0)
    plane = ArrowPlane(STAGES["16:9"], room_of(STAGES["16:9"], "DUET"), *axis_names(t), tips)
    for k, tip in enumerate(tips):
        name = pull_name(t, plane, k, tip)
        assert np.linalg.norm(name.get_center() - plane.at(tip)) < 1.0
        for axis in plane.axes:
            apart = np.abs(name.get_center() - axis.get_center())
            assert apart[0] > (name.width + axis.width) / 2 or apart[1] > (name.height + axis.height) / 2
    shown = [s.number.path for s, _ in told.numbers]
    assert len(shown) == 2 * 4 + 3 * 4  # the inputs at the tips, and inputs and targets beside the strips


def axis_names(t):
    return [t.name.W[l][i][j] for l, i, j in facts.axes(t)]


def told(lesson):
    """The film's words on a table of a lesson, by beat."""
    return {beat.name: beat.shown for beat in Batches.script(Reading(run(make_lesson(lesson))), EN)}


MANY = table((4, 5, 2), ("tanh", "sigmoid"), loss="mse", seed=2, examples=150)


def test_the_mean_of_very_many_is_over_all_of_them():
    t = Reading(run(make_lesson(MANY)))
    numbers = numbers_in(mean_numbers(t))
    slopes = [number.value for name, number in numbers.items() if name.startswith("g")]
    assert numbers["n"].value == 150
    assert len(slopes) == 3  # the first two and the last, dots between
    l, i, j = facts.worked(t)
    mean = np.mean([t.of(example=k).dL_dW[l][i][j].value for k in range(150)])
    assert mean == pytest.approx(numbers["result"].value)


def test_how_far_they_agree_is_judged_from_all():
    words = told(MANY)
    t = Reading(run(make_lesson(MANY)))
    against = sum(c < 0 for c in t.trace.studies["batches"].cosines)
    assert f"{EN.count(against)} of the one hundred and fifty pull against it" in words["agree"]
    assert "the mean is of all" in words["arrows"]
    assert "some of them as bars" in words["one-1"]
    assert "some of them as bars" not in told(table((2, 1), ("tanh",), loss="mse", examples=3))["one-1"]


def test_a_mini_batch_is_not_called_all():
    some = told(table((2, 1), ("sigmoid",), loss="mse", examples=12, batch_size=5))
    assert "here are twelve" in some["many"]
    assert "One step looks at five of them." in some["many"]
    assert "One step looks" not in told(MANY)["many"]


def test_a_step_that_was_too_long_says_so_and_a_rule_goes_along_no_arrow():
    long = told(table((2, 1), ("identity",), loss="mse", examples=3) | {"training": {"learning_rate": 50.0}})
    assert "rises" in long["stepped"]
    assert "too long" in long["stepped"]
    assert "along its arrow" in long["stepped"]
    adam = told(table((2, 1), ("identity",), loss="mse", examples=3, optimizer="adam"))
    assert "along its arrow" not in adam["stepped"]


def test_examples_that_are_alike_make_no_noise():
    alike = table((1, 1), ("identity",), loss="mse") | {"data": {"x": [[1.0]] * 3, "y": [[2.0]] * 3}}
    words = told(alike)
    assert "every one of the three pulls its way" in words["agree"]
    assert "the examples are alike" in words["every"]
    assert "no noise" in words["sizes"]


def test_names_of_arrows_keep_apart_and_one_at_the_middle_is_beside_it():
    t = reading("xor")
    tips = {0: np.array([1.0, 1.0]), 1: np.array([1.0, 1.01]), 2: np.zeros(2)}
    plane = ArrowPlane(STAGES["16:9"], room_of(STAGES["16:9"], "DUET"), *axis_names(t), np.array(list(tips.values())))
    one, two, _ = pull_names(t, plane, tips)
    assert apart(one, two)
    assert np.linalg.norm(plane.mean(np.zeros(2))[1].get_center() - plane.at((0, 0))) > 0.2


def test_a_name_stands_off_the_arrows_that_are_drawn():
    t = reading("xor")
    fan = [np.array([np.cos(a), np.sin(a)]) for a in np.linspace(0.2, 1.2, 9)]
    plane = ArrowPlane(STAGES["16:9"], room_of(STAGES["16:9"], "DUET"), *axis_names(t), np.array([*fan, [-1.0, -1.0]]))

    def strikes(arrows):
        (name,) = pull_names(t, plane, {0: 0.8 * fan[4]}, arrows)
        ends = [(plane.at((0, 0)), plane.at(tip)) for tip in fan]
        points = np.concatenate([np.linspace(start, end, 40) for start, end in ends])
        apart = np.abs(points - name.get_center())
        return bool(((apart[:, 0] < name.width / 2) & (apart[:, 1] < name.height / 2)).any())

    assert strikes([])
    assert not strikes(fan)


@pytest.mark.parametrize("tips", [FAN, 1e9 * FAN, -FAN], ids=["fan", "huge", "turned"])
def test_the_names_of_the_axes_stand_off_the_arrows_and_the_marks_in_the_room(tips):
    room = room_of(STAGES["16:9"], "DUET")
    plane = ArrowPlane(STAGES["16:9"], room, *axis_names(reading("xor")), tips)
    lines = np.concatenate([plane.at((0, 0)) + np.linspace(0, 1, 50)[:, None] * (plane.at(tip) - plane.at((0, 0))) for tip in tips])
    assert [on(name.get_center(), size_of(name), lines) for name in plane.names] == [0, 0]
    for thing in (*plane.marks, *plane.names):
        assert abs(thing.get_x() - room.x) + thing.width / 2 <= room.width / 2 + 0.01
    digits = plane.marks[1::2]
    assert not any(touched(one.get_center(), size_of(one), boxes(digits[k + 1 :])) for k, one in enumerate(digits))
    mean = plane.mean(tips.mean(axis=0))[1]
    assert not touched(mean.get_center(), size_of(mean), boxes(plane.names))


@pytest.mark.parametrize("shot", ["LEDGER", "TWINS", "SOLO", "PAIR"])
@pytest.mark.parametrize("shape", STAGES)
def test_the_name_of_the_mean_lies_on_no_other_name(shape, shot):
    stage = STAGES[shape]
    pulls = Pulls(reading("xor_training"), stage, inside(room_of(stage, shot)), "arrows", "names", "mean")
    name = pulls.mean[1]
    assert not touched(name.get_center(), size_of(name) - 0.05, boxes(pulls.names))
