"""The gradient check on screen: the wiggle, the U, the table, and what each bug turns red."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from manim import tempconfig

from engine import make_lesson, run
from engine.gradcheck import CENTRAL_TOLERANCE
from engine.reading import Reading
from scenes.films.check import bugs, facts, formulas
from scenes.films.check.probe_curve import ProbeCurve
from scenes.films.check.story import GradientCheck
from scenes.films.check.table import CheckTable
from scenes.kit.maths.cells import OblongBack
from scenes.kit.network.diagram import smallest
from scenes.kit.place.parts import parts_of
from scenes.kit.place.shots import RESTING, inside, room_of
from scenes.kit.place.stage import STAGES
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import size_of
from studio.tongues import EN
from tests.engine.lessons import one_neuron, tables
from tests.films.fixtures import reading as fixture
from tests.scenes.last_pictures import reading

SHAPES = {"mazur": "16:9", "xor": "1:1", "wide": "9:16"}
CHECK = "studies.check"
BUGS = ("spoiled", "carried", "slope")


@pytest.fixture(scope="module")
def walk(walk):
    return lambda lesson: walk(GradientCheck, lesson, SHAPES[lesson])


def on(told, beat):
    return {(shown.number.path, shown.text) for shown, _ in told.pictures[beat].numbers}


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("asked", {("steps[0].examples[0].backward[0].dL_dW[0][0]", "0.08217")}),
        ("wiggled", {(f"{CHECK}.wiggles[0].L_up", "0.306524"), (f"{CHECK}.wiggles[0].L_down", "0.290096")}),
        ("ratio", {(f"{CHECK}.wiggles[0].dw", "0.2"), (f"{CHECK}.wiggles[0].numeric", "0.08214")}),
        ("rounding", {(f"{CHECK}.wiggles[11].L_up", "0.2983711087600848"), (f"{CHECK}.wiggles[11].L_down", "0.2983711087599206")}),
        ("table_fills", {(f"{CHECK}.rows[4].analytic", "0.08217"), (f"{CHECK}.rows[4].numeric", "0.08217")}),
        ("carried", {(f"{CHECK}.bugs[1].rows[0].error", "0.050"), (f"{CHECK}.bugs[1].rows[2].error", "0.14")}),
        ("missing", {(f"{CHECK}.bugs[2].rows[0].ratio", "0.241")}),
    ],
)
def test_mazurs_numbers_are_seen(walk, beat, shown):
    assert shown <= on(walk("mazur"), beat)


@pytest.mark.parametrize("lesson", SHAPES)
@pytest.mark.slow(12)
def test_the_table_shows_every_row_of_every_backward_pass(walk, lesson):
    told = walk(lesson)
    rows = range(len(told.t.trace.studies["check"].rows))
    for k, beat in enumerate(BUGS):
        seen = {path for path, _ in on(told, beat)}
        assert {f"{CHECK}.bugs[{k}].rows[{r}].{part}" for r in rows for part in ("analytic", "error")} <= seen
        assert {f"{CHECK}.rows[{r}].numeric" for r in rows} <= seen
    after = {path for path, _ in on(told, "harvest")}
    assert not any("bugs" in path for path in after)


@pytest.mark.parametrize("lesson", [*SHAPES, "deep"])
def test_only_what_a_bug_spoils_is_red_and_crossed(lesson):
    t = reading(lesson)
    table = CheckTable(t, STAGES["16:9"].aside, RESTING["16:9"])
    for k in range(3):
        table.claim(k)
        red = {r for r, num in enumerate(table.claims) if num.get_fill_color().to_hex() == theme().wrong}
        assert red == {r for r, row in enumerate(t.trace.studies["check"].bugs[k].rows) if row.wrong}
        assert {r for r, verdict in enumerate(table.verdicts) if len(verdict) == 2} == red


@pytest.mark.parametrize("name", ["spirals", "large_weight"])
def test_the_table_is_read_in_a_high_frame(name):
    """Nine rows, or wide numbers, on half of a high page: the heads are read as well as the numbers, and all stands inside."""
    t, stage = fixture(name), STAGES["9:16"]
    room = inside(room_of(stage, "PAGE", 1))
    with tempconfig({"frame_width": stage.width, "frame_height": stage.height}):
        table = CheckTable(GradientCheck.told_on(t), room, RESTING["9:16"])
        least = 0.98 * smallest()
    assert min(size_of(m) for m in parts_of([table]) if vars(m).get("ink") is not None and len(m.points)) >= least
    assert table.width <= room.width + 0.01


def test_the_rows_of_the_table_do_not_touch(walk):
    for lesson in SHAPES:
        for picture in (walk(lesson).pictures[beat] for beat in ("table_fills", *BUGS)):
            boxes = [box for shown, box in picture.numbers if CHECK in shown.number.path]
            for k, one in enumerate(boxes):
                for two in boxes[k + 1 :]:
                    assert min(min(one[2], two[2]) - max(one[0], two[0]), min(one[3], two[3]) - max(one[1], two[1])) <= 0.001


def test_the_live_point_is_a_run_of_the_network():
    t = reading("mazur")
    curve = ProbeCurve(t, STAGES["16:9"].side, (2, 0, 0), 0.1, RESTING["16:9"])
    wiggle = t.trace.studies["check"].wiggles[0]
    heights = [curve.point(w)[1] for w in (wiggle.w_up, curve.home, wiggle.w_down)]
    assert (heights[0] - heights[1]) / (heights[1] - heights[2]) == pytest.approx(
        (wiggle.L_up - t.L.value) / (t.L.value - wiggle.L_down), rel=1e-9
    )
    glide = curve.glide(wiggle.w_up)
    glide.begin()
    glide.interpolate(1.0)
    assert np.allclose(curve.dot.get_center(), curve.point(wiggle.w_up))


def test_ten_times_less_is_a_step_of_the_same_length_and_the_curve_stops_on_recorded_points():
    h, error = np.array([0.1, 0.01, 0.001, 0.0001]), np.array([1e-2, 1e-4, 1e-6, 1e-5])
    axes = LogAxes(STAGES["16:9"].graph, h, error, "h", '"error"')
    steps = [axes.point(b, 1e-3)[0] - axes.point(a, 1e-3)[0] for a, b in pairwise(h)]
    assert steps == pytest.approx([steps[0]] * 3)
    assert steps[0] > 0
    grown = GrowingCurve(axes, h, error, theme().ink)
    grow = grown.grow(0, 3)
    grow.begin()
    for alpha in (0.2, 0.5, 0.9, 1.0):
        grow.interpolate(alpha)
        assert any(np.allclose(grown.dot.get_center(), axes.point(x, y)) for x, y in zip(h, error, strict=True))


def test_the_viewer_is_given_time_at_every_question():
    told = {name: method.telling for name, method in vars(GradientCheck).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == ["opened", "finer", "sign", "slope", "harvest"]


def words(lesson):
    """The film's words, by beat, on a lesson or one that is built in."""
    return words_of(reading(lesson) if isinstance(lesson, str) else Reading(run(lesson)))


def words_of(t):
    assert GradientCheck.unfit(t) is None
    return {beat.name: beat.shown for beat in GradientCheck.script(t, EN)}


def test_what_cannot_be_checked_is_told_why_not():
    assert "moves the loss" in GradientCheck.unfit(Reading(run(one_neuron(20.0, 20.0, "sigmoid", "squared_error", 5.0, 0.0))))
    assert "kink" in GradientCheck.unfit(Reading(run(one_neuron(1.0, -1.0, "relu", "squared_error", 1.0, 1.0))))
    assert GradientCheck.unfit(reading("mazur")) is None


def test_one_layer_is_told_without_the_bugs_that_need_two():
    told = words(one_neuron(0.5, 0.1, "sigmoid", "squared_error", 1.0, 0.0))
    assert {"sign", "spoiled", "slope", "missing"} <= told.keys()
    assert not {"carried", "hardly"} & told.keys()
    assert "slope" not in words(one_neuron(0.5, 0.1, "identity", "squared_error", 1.0, 0.0))


def test_a_parabola_has_one_wall_and_another_loss_two():
    assert "one wall" in words(one_neuron(2.0, 1.0, "identity", "squared_error", 3.0, 10.0))["valley"]
    assert "two walls" in words(one_neuron(2.0, 1.0, "tanh", "squared_error", 3.0, 0.0))["valley"]


@given(tables())
@settings(max_examples=25, deadline=None)
@pytest.mark.slow(12)
def test_the_missing_factor_is_the_slope_of_the_neuron_it_is_said_of(lesson):
    t = GradientCheck.told_on(Reading(run(make_lesson(lesson)))) if "check" in run(make_lesson(lesson)).studies else None
    if t is None or not bugs.has_slope(t):
        return
    row = facts.rows(t)[bugs.telling_row(t)]
    if row.l == bugs.forgetful(t) and abs(row.analytic) > 1e-4:
        assert bugs.missing_factor(t).value == pytest.approx(t.da_dz[row.l][row.i].value, rel=1e-3, abs=1e-6)


def test_a_wiggle_both_ways_cancels_most_of_the_bend():
    """Of one way the error shrinks with h, of both ways with its square."""
    trace = reading("mazur").trace
    study, L = trace.studies["check"], trace.steps[0].examples[0].L
    coarse, finer = study.wiggles[:2]
    assert coarse.one_way == pytest.approx((coarse.L_up - L) / coarse.h)
    assert coarse.one_way_error / finer.one_way_error == pytest.approx(10, rel=0.1)
    assert coarse.error < 0.1 * coarse.one_way_error
    assert "most of it cancels" in words("mazur")["sided"]


@pytest.mark.parametrize(("alone", "both", "told"), [(1e-2, 1e-4, "worse"), (1e-12, 1e-13, "straight"), (1e-4, 1e-4, "as_good")])
def test_one_way_is_told_as_it_measures(monkeypatch, alone, both, told):
    t = reading("mazur")
    study = facts.check(t)
    coarsest = replace(study.wiggles[0], one_way_error=alone, error=both)
    monkeypatch.setattr(facts, "check", lambda t: replace(study, wiggles=(coarsest, *study.wiggles[1:])))
    assert facts.one_way(t) == told


KINKED = {  # a hidden rectifier that stands exactly at zero, and is heard; a second one that is open
    "network": {
        "inputs": 2, "loss": "squared_error",
        "layers": [
            {"units": 2, "activation": "relu", "weights": [[0.5, -0.25], [0.3, 0.4]], "biases": [0.0, 0.1]},
            {"units": 1, "activation": "sigmoid", "weights": [[0.8, -0.6]]},
        ],
    },
    "data": {"x": [[1.0, 2.0]], "y": [[1.0]]},
    "training": {"learning_rate": 0.1},
}  # fmt: skip


def test_a_weight_on_a_kink_is_objected_to_and_all_else_is_checked():
    t = Reading(run(make_lesson(KINKED)))
    told, study = words_of(t), t.trace.studies["check"]
    first = study.rows[0]
    assert [(row.l, row.i) for row in study.rows if row.kink] == [(1, 0), (1, 0)]
    assert (first.left, first.right) == (pytest.approx(0.0, abs=1e-9), pytest.approx(first.left + 2 * first.numeric, rel=1e-4))
    assert not any(row.wrong for row in study.rows)
    assert "objects" in told["kinked"]
    assert "not everywhere" in told["table_fills"]
    assert "kinked" not in words("mazur")


def test_what_counts_as_agreement_is_what_the_verdicts_go_by():
    t = reading("mazur")
    study = t.trace.studies["check"]
    assert facts.tolerance(t).value == study.tolerance == CENTRAL_TOLERANCE
    for rows in (study.rows, *(bug.rows for bug in study.bugs)):
        assert all(bool(row.wrong) == (row.error > study.tolerance) for row in rows)
    assert "0.0001" in words("mazur")["relative"]


def test_rounding_of_what_is_next_to_nothing_is_forgiven_and_said(monkeypatch):
    t = reading("mazur")
    study = facts.check(t)
    assert facts.verdict(t) == "right"
    nothing = replace(study.rows[0], analytic=0.0, numeric=1e-17, error=1.0)
    monkeypatch.setattr(facts, "check", lambda t: replace(study, rows=(nothing, *study.rows[1:])))
    assert facts.verdict(t) == "forgiven"
    assert "forgiven" in words_of(t)["table_fills"]


def test_a_square_matrix_hides_the_bug_and_another_does_not():
    assert bugs.hides(reading("mazur"))
    assert bugs.mistake_on_the_way(reading("wide")) != "unturned"
    assert not bugs.hides(reading("wide"))
    assert "three into two" in words("mazur")["square"]
    assert "square" not in words("wide")


def test_a_layer_of_three_into_two_fits_its_deltas_only_when_it_is_turned_over():
    shape = OblongBack(STAGES["16:9"].board)
    columns = {j for _, j in shape.weights}
    assert len(columns) != len(shape.delta)
    assert {j for _, j in shape.turned} == {i for i, _ in shape.delta}
    assert len(shape.made[1]) == len({i for i, _ in shape.turned}) == len(columns)


def test_a_slope_of_the_loss_that_is_no_difference_is_drawn_with_its_sign_lost():
    t = GradientCheck.told_on(fixture("hinge"))
    assert not bugs.swaps(t)
    assert [len(Formula(line)) > 0 for line in formulas.planted(t, bugs.SIGN)] == [True, True]


def test_a_viewer_who_subtracts_finds_what_is_shown():
    t = facts.told(reading("mazur"))
    up, down, gap = (float(line.parts["v"].text) for line in formulas.close_losses(t))
    assert round(up - down, facts.kept_places(t)) == gap
    told = formulas.relative_told(t).parts
    p, q, most, error = (float(told[name].text) for name in ("one", "other", "most", "error"))
    assert abs(p - q) / most == pytest.approx(error, rel=0.02)
