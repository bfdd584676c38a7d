"""The clipped objective on screen: the six slopes, one of them zero, and a dot that stays on the engine's points."""

import numpy as np
import pytest

from engine.reading import resolve
from scenes.acts.policy_pictures import ClipPlot
from scenes.ch20_policy import PolicyGradient
from scenes.kit.stage import STAGES
from tests.scenes.last_pictures import reading, timing, walker

SHAPES = ("16:9", "9:16")
EXAMPLES = "steps[0].examples"


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    walked = walker(tmp_path_factory.mktemp("walk"))
    return lambda shape: walked(PolicyGradient, "policy", shape)


def on(told, beat):
    return {(shown.number.path, shown.text) for shown, _ in told.pictures[beat].numbers}


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("log_probability", {(f"{EXAMPLES}[1].objective.dlog_prob_dz[1]", "0.45")}),
        ("ratio", {(f"{EXAMPLES}[1].objective.ratio", "1.1"), (f"{EXAMPLES}[1].objective.old_prob", "0.5")}),
        ("zero", {(f"{EXAMPLES}[2].objective.dL_dz[0]", "0"), (f"{EXAMPLES}[2].objective.clipped_product", "1.2")}),
        ("pushed_back", {(f"{EXAMPLES}[5].objective.dL_dz[1]", "0.455"), (f"{EXAMPLES}[5].objective.product", "−1.3")}),
        ("cases", {(f"{EXAMPLES}[{m}].objective.dL_dratio", text) for m, text in enumerate(("−1", "−1", "0", "1", "1", "1"))}),
    ],
)
def test_the_numbers_are_seen(walk, beat, shown):
    assert shown <= on(walk("16:9"), beat)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_is_the_value_at_its_path_inside_the_safe_area(walk, shape):
    told = walk(shape)
    for s in told.drawn.sightings:
        assert resolve(told.t.trace, s.shown.number.path) == s.shown.number.value
    for name, picture in told.pictures.items():
        left, top, right, bottom = picture.extent
        assert min(left, top) >= 0.045, name
        assert max(right, bottom) <= 0.955, name


@pytest.mark.parametrize("shape", SHAPES)
def test_marks_are_met_and_drawing_keeps_up_with_the_voice(walk, shape):
    told = walk(shape)
    for beat, span in zip(told.beats, told.drawn.spans, strict=True):
        due = timing(beat)
        assert list(span.marks) == list(beat.marks), beat.name
        assert max((at - span.start - due.marks[mark] for mark, at in span.marks.items()), default=0) <= 1, beat.name
        assert span.end - span.start <= due.frames + 1, beat.name


def test_the_dot_is_flat_beyond_the_fence_for_a_good_action_and_falls_for_a_bad_one():
    heights = {}
    for kind in ("good", "bad"):
        picture = ClipPlot(reading("policy"), kind, STAGES["16:9"].graph)
        walk, heights[kind] = picture.walk(1.25, 1.4), []
        walk.begin()
        for alpha in (0.0, 0.5, 1.0):
            walk.interpolate(alpha)
            heights[kind].append(picture.dot.get_y())
    assert np.allclose(heights["good"], heights["good"][0])
    assert all(np.diff(heights["bad"]) < -0.05)


def test_the_viewer_is_given_time_at_every_question_and_the_words_fit():
    told = {name: method.telling for name, method in vars(PolicyGradient).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == ["asked_good", "asked_bad"]
    assert 420 <= sum(len(beat.spoken.split()) for beat in PolicyGradient.script(reading("policy"))) <= 650


def test_other_lessons_are_told_why_not():
    assert "six cases" in PolicyGradient.refusal(reading("mazur"))
    assert PolicyGradient.refusal(reading("policy")) is None
