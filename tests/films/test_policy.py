"""The clipped objective on screen: the six slopes, two of them zero, and a dot that stays on the engine's points."""

from pathlib import Path

import numpy as np
import pytest
from manim import Arrow

from engine import load_lesson, run
from engine.reading import Reading
from scenes.films.policy import formulas, rooms
from scenes.films.policy.action_bars import ActionBars
from scenes.films.policy.clip_plot import CasePlot, ClipPlot
from scenes.films.policy.own_bars import OwnBars
from scenes.films.policy.story import PolicyGradient
from scenes.films.policy.tiny_world import TinyWorld
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.films.fixtures import objections
from tests.scenes.last_pictures import reading

EXAMPLES = "steps[0].examples"


def test_two_of_the_six_cases_are_left_alone_and_no_other():
    t = reading("policy")
    clip, cases = t.lesson.network.clip, [e.objective for e in t.run.steps[0].examples]

    def J(r, A):
        return min(r * A, min(max(r, 1 - clip), 1 + clip) * A)

    slopes = [(J(c.ratio + 1e-6, c.advantage) - J(c.ratio - 1e-6, c.advantage)) / 2e-6 for c in cases]
    assert slopes == pytest.approx([1, 1, 0, 0, -1, -1], abs=1e-6)
    assert [bool(np.any(c.dL_dz)) for c in cases] == [True, True, False, False, True, True]
    grown = [c for c in cases if c.advantage < 0 and c.ratio >= 1]
    assert all(c.dL_dz[1] > 0 for c in grown)  # a mistake that has become likelier is pushed back


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape: walk(PolicyGradient, "policy", shape)


def on(told, beat):
    return {(shown.number.path, shown.text) for shown, _ in told.pictures[beat].numbers}


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("log_probability", {("studies.policy.good_start.dlog_prob_dz[1]", "0.5"), ("studies.policy.old[0]", "0.5")}),
        ("weighed", {("studies.policy.good_start.dL_dz[1]", "−0.5"), (f"{EXAMPLES}[2].forward[0].a[1]", "0.65")}),
        ("answered_sign", {("studies.policy.bad_start.dL_dz[1]", "0.5"), (f"{EXAMPLES}[3].forward[0].a[1]", "0.35")}),
        ("ratio", {(f"{EXAMPLES}[2].objective.ratio", "1.3"), (f"{EXAMPLES}[2].objective.old_prob", "0.5")}),
        ("zero", {(f"{EXAMPLES}[2].objective.clipped_product", "1.2"), (f"{EXAMPLES}[2].forward[0].a[1]", "0.65")}),
        ("chained", {(f"{EXAMPLES}[2].objective.dL_dz[0]", "0"), ("studies.policy.good_seen[2]", "0")}),
        ("alive", {(f"{EXAMPLES}[1].objective.dL_dz[0]", "0.5"), ("studies.policy.good_seen[1]", "1")}),
        ("pushed_back", {(f"{EXAMPLES}[5].objective.dL_dz[1]", "0.455"), (f"{EXAMPLES}[5].objective.ratio", "1.3")}),
        ("cases", {(f"studies.policy.good_seen[{k}]", text) for k, text in enumerate(("1", "1", "0"))}),
        ("cases", {(f"studies.policy.bad_seen[{k}]", text) for k, text in enumerate(("0", "−1", "−1"))}),
        ("harvest", {(f"studies.policy.seen[{k}]", text) for k, text in enumerate(("0.7", "1", "1.3"))}),
    ],
)
def test_the_numbers_are_seen(walk, beat, shown):
    assert shown <= on(walk("16:9"), beat)


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


def drawn(kind, start, end):
    """The plot after its point has walked, its slope drawn behind it."""
    picture = ClipPlot(reading("policy"), kind, STAGES["16:9"].graph)
    walk = picture.walk(start, end, drawing=True)
    walk.begin()
    for alpha in np.linspace(0, 1, 9):
        walk.interpolate(alpha)
    return picture


def test_the_tangent_lies_flat_and_the_slope_on_its_axis_beyond_the_fence():
    picture = drawn("good", 0.9, 1.3)
    zero = picture.under.axes[0].get_y()
    assert picture.tangent.get_start()[1] == pytest.approx(picture.tangent.get_end()[1])
    assert picture.slid.get_y() == pytest.approx(zero)
    alive, still = picture.pieces
    assert alive.get_y() > zero + 0.2
    assert still.get_y() == pytest.approx(zero)
    assert alive.get_end()[0] == pytest.approx(picture.x(1.2), abs=0.1)
    assert alive.get_end()[0] <= still.get_start()[0]
    assert still.get_end()[0] == pytest.approx(picture.x(1.3))


def test_for_a_bad_action_the_slope_is_zero_past_the_other_fence_only():
    picture = drawn("bad", 1.3, 0.7)
    zero = picture.under.axes[0].get_y()
    still, alive = picture.pieces
    assert still.get_y() == pytest.approx(zero)
    assert still.get_end()[0] == pytest.approx(picture.x(0.8), abs=0.1)
    assert alive.get_y() < zero - 0.2


def test_the_bars_are_as_high_as_the_probabilities_and_the_old_line_where_they_began():
    t = reading("policy")
    bars = ActionBars(t, STAGES["16:9"].graph)
    level = bars.then[0].get_y()
    assert [bar.get_top()[1] for bar in bars.bars] == pytest.approx([level] * 2)
    walk = bars.walk(1.0, 1.3)
    walk.begin()
    walk.interpolate(1.0)
    heights = [bar.height for bar in bars.bars]
    assert heights == pytest.approx([bars.unit * p for p in t.of(example=2).a[1].array])
    assert heights[1] / (level - bars.floor.get_y()) == pytest.approx(1.3)


def test_arrows_go_against_the_slope_and_there_are_none_of_any_length_where_it_is_zero():
    t = reading("policy")
    bars = ActionBars(t, STAGES["16:9"].graph)
    down, up = bars.push(t.numbers(f"{EXAMPLES}[1].objective.dL_dz", "dL_dz"))
    assert down.get_end()[1] < down.get_start()[1]
    assert up.get_end()[1] > up.get_start()[1]
    pushes = [CasePlot(t, kind, STAGES["16:9"].graph).pushes for kind in ("good", "bad")]
    ways = [[np.sign(p.get_end()[0] - p.get_start()[0]) if isinstance(p, Arrow) else 0 for p in row] for row in pushes]
    assert ways == [[1, 1, 0], [0, -1, -1]]


def test_the_viewer_is_given_time_at_every_question_and_the_words_fit():
    told = {name: method.telling for name, method in vars(PolicyGradient).items() if hasattr(method, "telling")}
    asked = [name for name, telling in told.items() if telling.pause >= 3]
    assert asked == ["opened", "asked_sign", "asked_good", "asked_bad", "own_promised", "own_weighed", "own_compared"]
    assert 420 <= sum(len(beat.spoken.split()) for beat in PolicyGradient.script(reading("policy"), EN)) <= 690


def test_an_abbreviation_is_said_letter_by_letter():
    pieces = [piece for beat in PolicyGradient.script(reading("policy"), EN) for piece in beat.pieces]
    assert [piece.spoken for piece in pieces if piece.shown == "PPO"] == ["P P O"]


def test_other_lessons_are_told_why_not():
    assert "told on a policy" in PolicyGradient.refusal(reading("mazur"))
    assert PolicyGradient.refusal(reading("policy")) is None


# ---- anybody's own policy


def brought(lesson):
    return Reading(run(load_lesson(f"tests/fixtures/{lesson}.toml")))


@pytest.mark.parametrize(("lesson", "shape"), [("policy_own", "16:9"), ("policy_largest", "9:16"), ("ppo_own", "1:1")])
def test_policies_of_other_sizes_are_told_and_stand_inside_the_frame(lesson, shape, tmp_path):
    assert objections(lesson, "policy", tmp_path, shape) == []


def test_words_speak_of_the_cases_that_there_are():
    told = {beat.name: beat.shown for beat in PolicyGradient.script(brought("policy_own"), EN)}
    assert all(name.startswith("own_") for name in told)
    assert "four probabilities" in told["own_policy"]
    assert "It is 2: this went better." in told["own_policy"]
    assert "went worse than expected: −1. So it goes down" in told["own_other-1"]
    assert "own_compared" not in told
    largest = {beat.name: beat.shown for beat in PolicyGradient.script(brought("policy_largest"), EN)}
    assert "is zero" in largest["own_compared"]
    assert "nothing is pushed" in largest["own_pushed"]
    assert "just as expected" in largest["own_other-2"]
    assert not any(name.startswith("own_") for name in (beat.name for beat in PolicyGradient.script(reading("policy"), EN)))


@pytest.mark.parametrize("m", range(3))
def test_arrows_go_against_the_slopes_and_are_dots_where_there_is_none(m):
    case = brought("policy_largest").of(example=m)
    slopes = case.objective.dL_dz
    for arrow, slope in zip(OwnBars(case, rooms.own(STAGES["16:9"])).push(slopes), slopes.array, strict=True):
        assert isinstance(arrow, Arrow) == bool(slope)
        assert not slope or (arrow.get_end()[1] > arrow.get_start()[1]) == (slope < 0)


def test_a_policy_of_too_many_actions_is_refused_by_the_limit(tmp_path):
    text = Path("tests/fixtures/policy_own.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(text.replace("units = 4", "units = 7"), encoding="utf-8")
    assert "two to six actions" in PolicyGradient.refusal(Reading(run(load_lesson(path))))


def test_the_walker_of_the_tiny_world_finds_the_reward_on_one_side_only():
    world = TinyWorld(room_of(STAGES["16:9"], "TITLED"))
    for k in range(2):
        world.go(k).interpolate(1.0)
        near = np.linalg.norm(world.walker.get_center() - world.reward.get_center())
        assert (near < 0.2 * world.width) == (k == 1)
        world.back()


def test_no_zero_stands_bare_after_a_minus_and_outputs_have_a_letter():
    t = reading("policy")
    worked = formulas.chain(t, "good", 2)[1]
    assert worked.parts["k"].value == 0
    assert "- ({k}) dot" in worked.template
    assert len(formulas.sums()) == t.sizes[-1]
