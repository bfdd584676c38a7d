"""Sparse rows on screen: two rows have slopes and new digits, all others zero and the digits they had."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from engine import load_lesson, make_lesson, run
from engine.notation import fmt
from engine.reading import Reading
from scenes.films.embeddings import facts, formulas, pictures
from scenes.films.embeddings.row_bars import RowBars
from scenes.films.embeddings.story import SparseRows
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from studio.tongues import EN
from tests.films.fixtures import objections
from tests.scenes.last_pictures import LESSONS, reading
from tests.scenes.paper import apart

FORWARD, BACKWARD, UPDATE = "steps[0].examples[0].forward", "steps[0].examples[0].backward", "steps[0].update[0]"


@pytest.fixture(scope="module")
def walk(walk):
    return lambda shape: walk(SparseRows, "embeddings", shape)


def on(told, beat):
    return {(shown.number.path, shown.text) for shown, _ in told.pictures[beat].numbers}


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("multiplied", {(f"{FORWARD}[1].a[0]", "0.62"), (f"{UPDATE}.U[1][1]", "−0.6")}),
        ("missed", {(f"{BACKWARD}[0].delta[0]", "−0.38"), ("steps[0].examples[0].L", "0.0722")}),
        ("placed", {(f"{BACKWARD}[1].dL_dU[1][1]", "0.342"), (f"{BACKWARD}[1].dL_dU[0][0]", "0"), (f"{BACKWARD}[1].dL_dV[3][1]", "0")}),
        ("stepped", {(f"{UPDATE}.U_new[1][1]", "−0.771"), (f"{UPDATE}.V_new[2][0]", "0.276"), (f"{UPDATE}.U[0][0]", "0.9")}),
        ("second", {("steps[1].update[0].U_new[0][1]", "0.137")}),
        ("helped", {("steps[0].L_new", "0.004735")}),
        ("answered", {("studies.rows.after[2][2]", "−0.77"), ("studies.rows.guess", "−0.77"), ("studies.rows.U[300][2][0]", "−1.10")}),
        ("trained", {("studies.rows.U[300][2][0]", "−1.10")}),
        ("large", {("studies.rows.large.numbers", fmt(880000.0)), ("studies.rows.large.moved", "16")}),
    ],
)
def test_the_numbers_are_seen(walk, beat, shown):
    assert shown <= on(walk("16:9"), beat)


def test_all_slopes_but_those_of_two_rows_are_zero_on_screen(walk):
    slopes = [(path, text) for path, text in on(walk("16:9"), "placed") if "dL_d" in path]
    cells = [(path, text) for path, text in slopes if text == "0"]
    assert len(slopes) == 14
    assert len(cells) == 10
    assert not any("dL_dU[1]" in path or "dL_dV[2]" in path for path, _ in cells)


def test_the_outer_product_has_its_one_where_the_user_is():
    t = reading("embeddings")
    line = formulas.outer_line(t)
    one_hot = np.zeros(3)
    one_hot[int(t.x.array[0])] = 1.0
    V, dU = t.V[1].array, t.dL_dU[1].array
    assert np.allclose(np.outer(one_hot, t.delta[2].array[0] * V[int(t.x.array[1])]), dU)
    assert [line.parts[name].number.value for name in ("r0", "r1")] == dU[1].tolist()


def test_digits_of_rows_that_were_not_named_stay_through_both_steps(walk):
    before, after = on(walk("16:9"), "asked_count"), on(walk("16:9"), "second")
    still = {(path, text) for path, text in before if any(row in path for row in ("U[2]", "V[1]", "V[3]"))}
    assert len(still) == 6
    assert still <= after


def test_from_another_start_the_answer_may_be_another():
    """Of starts from which all six ratings come out right, some recommend what the lesson's would not, and some do not."""
    t, signs = reading("embeddings"), []
    table = tomllib.loads((LESSONS / "embeddings.toml").read_text(encoding="utf-8"))
    pair, rows = table["network"]["layers"][0], t.trace.studies["rows"]
    layers = [{key: value for key, value in pair.items() if key not in "UV"}, *table["network"]["layers"][1:]]
    for seed in range(12):
        network = {**table["network"], "layers": layers, "init": {"method": "normal", "scale": 0.5, "seed": seed}}
        other = Reading(run(make_lesson({**table, "network": network})))
        if facts.comes_right(other) == "right":
            signs.append(other.trace.studies["rows"].after[int(rows.guess_user), int(rows.guess_item)] > 0)
    assert len(signs) > 4
    assert set(signs) == {True, False}


def test_arrows_that_are_not_named_do_not_move():
    t = reading("embeddings")
    plane, study = pictures.plane(t, STAGES["16:9"].arena), t.trace.studies["rows"]
    before = [arrow.get_center().copy() for arrow in plane.others([1], [2])]
    named = plane.users[1].get_center().copy()
    motion = plane.follow(study.way_U[0], study.way_V[0], 1.0)
    motion.begin()
    for alpha in (0.3, 0.7, 1.0):
        motion.interpolate(alpha)
        assert all(np.allclose(a.get_center(), b, atol=1e-12) for a, b in zip(plane.others([1], [2]), before, strict=True))
    assert np.linalg.norm(plane.users[1].get_center() - named) > 0.1


def test_the_viewer_is_given_time_at_every_question_and_the_words_fit():
    told = {name: method.telling for name, method in vars(SparseRows).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == [
        "opened",
        "opened_by_numbers",
        "asked_count",
        "asked_next",
        "asked_rest",
    ]
    assert 420 <= sum(len(beat.spoken.split()) for beat in SparseRows.script(reading("embeddings"), EN)) <= 690


def test_other_lessons_are_told_why_not():
    assert "two tables" in SparseRows.refusal(reading("mazur"))
    assert "conv2d" in SparseRows.refusal(reading("convolution"))
    assert SparseRows.refusal(reading("embeddings")) is None


# ---- anybody's own tables


def brought(lesson):
    return Reading(run(load_lesson(f"tests/fixtures/{lesson}.toml")))


@pytest.mark.parametrize(("lesson", "shape"), [("embeddings_own", "16:9"), ("embeddings_largest", "9:16")])
@pytest.mark.slow(30)
def test_tables_of_other_sizes_are_told_and_stand_inside_the_frame(lesson, shape, tmp_path):
    assert objections(lesson, "embeddings", tmp_path, shape) == []


def test_words_speak_of_the_ratings_that_there_are():
    told = {beat.name: beat.shown for beat in SparseRows.script(brought("embeddings_own"), EN)}
    assert "rated it: 5 was wanted" in told["missed"]
    assert "its square is the loss" in told["missed"]
    assert "half" not in told["missed"]
    assert "twice the miss" in told["shared"]
    assert "The user is the same, and moves again" in told["second"]
    assert "at rest now" not in told["second"].replace("the item of before is at rest now", "")
    assert "Users turn" not in told["trained"]
    assert "recommend" not in told["answered"]
    assert not any("arrow" in shown for shown in told.values())


def test_the_miss_is_half_of_delta_under_the_whole_square():
    t = brought("embeddings_own")
    assert facts.miss(t).value == pytest.approx(t.a[2][0].value - t.y[0].value)
    assert t.delta[2][0].value == pytest.approx(2 * facts.miss(t).value)


def test_rows_that_turn_are_told_only_where_every_rating_agrees():
    t = brought("embeddings_largest")
    study = facts.study(t)
    users, items = study.user.astype(int), study.item.astype(int)

    def cosine(k):
        U, V = study.U[k][users], study.V[k][items]
        return (U * V).sum(1) / np.linalg.norm(U, axis=1) / np.linalg.norm(V, axis=1)

    assert facts.turns(t) == bool(((cosine(-1) - cosine(0)) * study.rating > 0).all())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("rows = [5, 6]", "rows = [5, 9]"), "two to eight"),
        (("units = 3", "units = 4"), "three numbers"),
    ],
)
def test_tables_beyond_are_refused_by_their_limit(change, why, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(Path("tests/fixtures/embeddings_own.toml").read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert why in SparseRows.refusal(Reading(run(load_lesson(path))))


@pytest.mark.parametrize("shape", ["16:9", "9:16", "1:1"])
@pytest.mark.parametrize("step", [0, -1])
def test_the_names_of_rows_keep_apart_however_rows_lie(shape, step):
    """u_1 and v_1 point the same way at first; of a lesson's own rows, any may."""
    study = facts.study(reading("embeddings"))
    plane = pictures.plane(reading("embeddings"), room_of(STAGES[shape], "PAIR", 1))
    plane.stand(study.U[step], study.V[step])
    names = [row[2] for row in (*plane.users, *plane.items)]
    tips = [row[1] for row in (*plane.users, *plane.items)]
    for k, name in enumerate(names):
        assert all(apart(name, other) for other in names[:k])
        assert all(apart(name, tip) for tip in tips)


def test_a_bar_that_is_left_behind_leaves_its_floor_where_it_is():
    bars = RowBars(STAGES["16:9"].graph, np.array([[0.5, -0.5]]), np.array([[1.0, 0.2]]), np.ones((1, 2)))
    ghosts = bars.ghosts([0], [0])
    assert [len(ghost) for ghost in ghosts] == [1, 1]
    assert len(pictures.plane(reading("embeddings"), room_of(STAGES["16:9"], "PAIR", 1)).ghosts([0], [0])[0]) == 2


def test_each_rating_shows_two_rows_with_other_digits_and_then_strides_grow():
    t = reading("embeddings")
    steps, halts = facts.single_steps(t), facts.halts(t)
    assert steps == list(range(2, 14))
    for k in steps:
        users, items = facts.touched(t, k)
        told = k % len(t.lesson.data.x)  # one rating a step, in the order of the lesson
        assert ([users], [items]) == ([[x] for x in t.lesson.data.x[told][:1]], [[x] for x in t.lesson.data.x[told][1:]])
    strides = np.diff(halts)
    assert (halts[0], halts[-1]) == (14, 300)
    assert (np.diff(strides) > 0).all()


def test_slopes_of_few_rows_stand_under_each_other_clear_of_their_frames():
    t, room = reading("embeddings"), room_of(STAGES["16:9"], "ROWS", 1)
    tables = pictures.tables(t, room_of(STAGES["16:9"], "ROWS"))
    slopes = pictures.slope_tables(t, room, tables)
    assert slopes.get_bottom()[1] >= room.y - room.height / 2 - 1e-6
    assert slopes[1].panels[0].get_top()[1] < slopes[0].panels[-1].get_bottom()[1]
    for table in slopes:
        for panel, cells in zip(table.panels, table.cells, strict=True):
            assert cells.get_left()[0] - panel.get_left()[0] > 0.05
            assert panel.height - cells.height > 0.02
