"""Every weight takes its step: what a viewer sees and hears of it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from manim import tempconfig

from engine import make_lesson, notation, run
from engine.reading import Reading
from scenes.films.update import facts
from scenes.films.update.close_up import LEAST, _shares
from scenes.films.update.matrices import READ, StepMatrices
from scenes.films.update.story import UpdateStep
from scenes.kit.network.diagram import smallest
from scenes.kit.place.shots import inside, room_of, smallest_type
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.engine.lessons import lesson, one_neuron, table
from tests.films.fixtures import reading as fixture

LESSONS = ["mazur", "xor", "deep", "wide"]


@pytest.mark.parametrize(("shape", "shot"), [("9:16", "LEDGER"), ("9:16", "TWINS"), ("1:1", "LEDGER")])
def test_a_step_of_many_weights_is_read_in_every_frame(shape, shot):
    """Three by two weights: what has no room is left out, and that is less where the row under the network is high."""
    t, stage = fixture("absolute_error"), STAGES[shape]
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        step = StepMatrices.weights(t, t.D - 1, inside(room_of(stage, shot, 1)))
        assert smallest_type(step) >= READ * smallest()
    assert step.whole == (len(step.old.cells) == 6)
    assert step.whole or shot == "LEDGER"


def paths(walked, beat):
    """What is shown at the end of a beat, by path."""
    return {shown.number.path: shown.text for shown, _ in walked.pictures[beat].numbers}


@pytest.mark.slow(9)
def test_one_weight_steps_on_screen(walk):
    """Old, eta, slope, step and new of w_11 stand in the formula, and the new one has replaced the old on its edge."""
    walked = walk(UpdateStep, "mazur")
    seen = [(shown.number.path, shown.text) for shown, _ in walked.pictures["numbers"].numbers]
    update = "steps[0].update[1]"
    for path, text in (("W[0][0]", "0.4"), ("dL_dW[0][0]", "0.08217"), ("step_W[0][0]", "0.0411"), ("W_new[0][0]", "0.3589")):
        assert (f"{update}.{path}", text) in seen
    assert ("lesson.training.learning_rate", "0.5") in seen
    assert seen.count((f"{update}.W_new[0][0]", "0.3589")) == 3  # in the formula, on the edge and on the axis
    assert seen.count((f"{update}.dL_dW[0][0]", "0.08217")) == 1  # the slope has left the edge


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.slow(10)
def test_what_is_shown_subtracts(walk, lesson):
    """Old minus step is new, in the digits that a viewer reads."""
    walked = walk(UpdateStep, lesson)
    for k, beat in enumerate(("numbers", "answered")):
        w, row = facts.followed(walked.t)[k], {}
        in_row = [number for number in walked.pictures[beat].numbers if number[1][2] < 0.65]  # not on the sketch beside it
        for shown, _ in sorted(in_row, key=lambda n: n[1][1]):
            for name in ("W", "step_W", "W_new"):
                if shown.number.path.endswith(f".{name}[{w.i}][{w.j}]"):
                    row[name] = float(shown.text.replace(notation.MINUS, "-"))  # the lowest line wins
        assert row["W"] - row["step_W"] == pytest.approx(row["W_new"], abs=1e-9)


def test_the_new_matrix_of_mazur_is_the_published_one(walk):
    walked = walk(UpdateStep, "mazur")
    for beat in ("entries", "biases"):
        seen = paths(walked, beat)
        shown = [[seen[f"steps[0].update[1].W_new[{i}][{j}]"] for j in range(2)] for i in range(2)]
        assert shown == [["0.3589", "0.4087"], ["0.5113", "0.5614"]]
        assert not any("dL_dW" in path for path in seen), "slopes stay on no edge that has stepped"


def test_the_losses_of_mazur(walk):
    walked = walk(UpdateStep, "mazur")
    assert paths(walked, "did_it_help")["steps[0].L"] == "0.2984"
    assert "steps[0].L_new" not in paths(walked, "rerun")
    assert paths(walked, "helped").items() >= {"steps[0].L": "0.2984", "steps[0].L_new": "0.2910"}.items()
    assert paths(walked, "many") == {"losses[0]": "0.2984", "losses[10000]": "0.0000351", "lesson.training.steps": "10000"}
    assert paths(walked, "harvest") == {}
    assert "ten thousand steps" in walked.beats[-2].spoken


def test_the_promised_check_is_made(walk):
    """Inputs, old outputs beside what is wanted, then the new outputs, with the new weights on their lines."""
    walked = walk(UpdateStep, "mazur")
    before, after = (f"steps[{k}].examples[0].forward[1].a" for k in (0, 1))
    old = {"steps[0].examples[0].x[0]": "0.05", f"{before}[0]": "0.7514", f"{before}[1]": "0.7729", "steps[0].examples[0].y[0]": "0.01"}
    weights = {"steps[0].update[0].W_new[0][0]": "0.1498", "steps[0].update[1].W_new[1][1]": "0.5614"}
    assert paths(walked, "check").items() >= (old | weights).items()
    assert not any(path.startswith("steps[1]") for path in paths(walked, "did_it_help"))
    seen = paths(walked, "rerun")
    assert seen.items() >= (old | weights | {f"{after}[0]": "0.7421", f"{after}[1]": "0.7753"}).items()


def test_where_the_next_step_is_not_recorded_it_says_so(walk):
    walked = walk(UpdateStep, "xor")
    assert "check" not in walked.pictures
    assert "records only the loss" in next(beat.spoken for beat in walked.beats if beat.name == "rerun")


@pytest.mark.parametrize("lesson", LESSONS)
def test_marks_come_in_order_and_in_time(walk, lesson):
    walked = walk(UpdateStep, lesson)
    for beat, span in zip(walked.beats, walked.drawn.spans, strict=True):
        assert list(span.marks) == list(beat.marks)
        assert list(span.marks.values()) == sorted(span.marks.values())


@pytest.mark.parametrize("lesson", LESSONS)
def test_questions_pause_and_nothing_else_does(walk, lesson):
    for beat in walk(UpdateStep, lesson).beats[:-1]:
        assert (beat.pause >= 3) == beat.shown.endswith("?")


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_answer_goes_the_way_of_the_step(walk, lesson):
    walked = walk(UpdateStep, lesson)
    w = facts.second(walked.t)
    said = next(beat.spoken for beat in walked.beats if beat.name == "answered")
    assert ("grows" in said) == (w.new.value > w.old.value)


def test_it_says_who_averages_who_sizes_and_what_stays(walk):
    said = {lesson: " ".join(beat.spoken for beat in walk(UpdateStep, lesson).beats) for lesson in LESSONS}
    assert "mean" not in said["mazur"]
    assert "mean of the slopes of all four examples" in said["xor"]
    assert "Adam" in said["deep"]
    assert "momentum" in said["wide"]
    assert "stay as they are" in said["mazur"]
    assert "stay as they are" not in said["xor"]


def test_a_short_lesson_has_no_curve(walk):
    assert "many" not in walk(UpdateStep, "wide").pictures
    assert "many" in walk(UpdateStep, "deep").pictures


def test_a_loss_that_rises_is_called_one():
    def helped(rate):
        lesson = one_neuron(2.0, 1.0, "identity", "squared_error", 3.0, 10.0, eta=rate)
        return {beat.name: beat.shown for beat in UpdateStep.script(Reading(run(lesson)), EN)}["helped"]

    assert "loss rises" in helped(0.5)
    assert "loss falls" in helped(0.01)


def words(lesson):
    """The film's words on a lesson, by beat."""
    return {beat.name: beat.shown for beat in UpdateStep.script(Reading(run(lesson)), EN)}


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.3, 2), st.floats(-3, 3), st.sampled_from((0.001, 0.1, 1.0)))
@settings(max_examples=40, deadline=None)
def test_of_a_parabola_the_promise_is_what_calculus_says(w, b, x, y, eta):
    """L = (w x + b - y)^2 / 2: a step of eta times the gradient changes it by -eta |g|^2 (1 - eta (x^2 + 1) / 2)."""
    t = Reading(run(one_neuron(w, b, "identity", "squared_error", x, y, eta=eta)))
    assume(abs(w * x + b - y) > 1e-3)
    share = 1 - eta * (x * x + 1) / 2
    assume(min(abs(share - edge) for edge in (0, *facts.KEPT)) > 1e-3)
    assert facts.promise(t) == ("overshot" if share < 0 else "less" if share < facts.KEPT[0] else "kept")


def test_a_step_that_cannot_be_seen_is_not_said_to_help():
    told = words(one_neuron(20.0, 20.0, "sigmoid", "squared_error", 5.0, 0.0))
    assert "not seen in it" in told["numbers"]
    assert "is still" in told["helped"]


def test_momentum_that_goes_on_uphill_is_not_credited_to_the_slopes():
    table_ = table((1, 1), ("identity",), steps=8, momentum=0.9, record=list(range(8)))
    t = Reading(run(make_lesson(table_ | {"training": table_["training"] | {"learning_rate": 0.3}})))
    found = {facts.promise(t.of(step=k)) for k in range(8)}
    assert found & {"uphill", "despite", "overshot"}


def test_examples_of_a_mini_batch_are_not_called_all():
    some = words(lesson((2, 1), ("sigmoid",), loss="mse", examples=6, batch_size=3))
    assert "the three examples of this step" in some["slopes"]
    assert "all six examples" in words(lesson((2, 1), ("sigmoid",), loss="mse", examples=6))["slopes"]


@pytest.mark.parametrize(("rate", "end"), [(0.45, "down to"), (1.1, "no lower than it began"), (1e-7, "where it began")])
def test_the_curve_of_a_run_says_how_it_went(rate, end):
    data = {"data": {"x": [[1.0]], "y": [[2.0]]}}
    told = words(make_lesson(table((1, 1), ("identity",), steps=20) | data | {"training": {"learning_rate": rate, "steps": 20}}))
    assert end in told["many"]


def test_a_slope_that_is_not_zero_is_never_drawn_flat():
    t = fixture("sizes")
    among = [facts.first(t), facts.second(t)]
    small, large = (_shares(w, among) for w in among)
    assert abs(among[0].given.value) < 1e-3 * abs(among[1].given.value)
    assert LEAST < min(small) < 0.25
    assert large == (1.0, 1.0)
