"""Matrices keep their numbers in place when they flip; a plot's points lie on its curve wherever the plot has gone."""

import itertools

import numpy as np
import pytest
from manim import RIGHT

from engine.activations import ACTIVATIONS
from scenes.kit.maths.matrix import MatrixView, frame
from scenes.kit.place.stage import STAGES
from scenes.kit.plots.plot import CurvePlot, activation_plot
from scenes.kit.type.number import Num
from tests.scenes.paper import apart, box, inside, numbers

SHAPES = [(1, 1), (2, 2), (2, 3), (3, 1), (4, 4), (5, 2), (2, 9), (30, 40)]


def matrix(n, m):
    """Numbers that are all different, of many widths, with both signs."""
    return numbers(np.random.default_rng(n * 100 + m).normal(size=(n, m)) * 10.0 ** np.arange(-3, m - 3).clip(-3, 4), "W")


def drawn_in_full(n):
    return list(range(n)) if n <= 4 else [0, 1, n - 1]


# ---- matrices


@pytest.mark.parametrize("shape", SHAPES)
def test_cells_hold_their_numbers_in_rows_and_columns(shape):
    values = matrix(*shape)
    view = MatrixView(values)
    assert set(view.cells) == set(itertools.product(drawn_in_full(shape[0]), drawn_in_full(shape[1])))
    for (i, j), cell in view.cells.items():
        assert cell.shown.number.value == values.array[i, j]
        assert cell.shown.number.path.endswith(f"W[{i}][{j}]")
    for i in view.drawn_rows:
        xs = [cell.get_x() for cell in view.row(i)]
        assert xs == sorted(xs)
        assert len({round(float(cell.get_y()), 6) for cell in view.row(i)}) == 1
    for j in view.drawn_columns:
        ys = [cell.get_y() for cell in view.column(j)]
        assert ys == sorted(ys, reverse=True)
        assert len({round(float(cell.get_x()), 6) for cell in view.column(j)}) == 1


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("flipped", [False, True])
def test_cells_ellipses_and_brackets_stand_apart(shape, flipped):
    view = MatrixView(matrix(*shape), size=22 if flipped else 30)
    view = view.transposed() if flipped else view
    standing = [*view.cells.values(), *view.dots, *view.brackets]
    assert all(apart(a, b) for a, b in itertools.combinations(standing, 2))
    left, right = view.brackets
    assert box(left)[2] < min(box(c)[0] for c in view.cells.values())
    assert max(box(c)[2] for c in view.cells.values()) < box(right)[0]
    assert box(left)[1] < box(view.body)[1] < box(view.body)[3] < box(left)[3]


def test_a_large_matrix_has_ellipses_between_its_ends():
    view = MatrixView(matrix(30, 40))
    assert (view.drawn_rows, view.drawn_columns) == ([0, 1, 29], [0, 1, 39])
    down, across = [d for d in view.dots if d.height > d.width], [d for d in view.dots if d.width > d.height]
    assert (len(down), len(across)) == (3, 3)
    assert all(view.cells[1, 0].get_y() > d.get_y() > view.cells[29, 0].get_y() for d in down)
    assert all(view.cells[0, 1].get_x() < d.get_x() < view.cells[0, 39].get_x() for d in across)
    assert len(MatrixView(matrix(4, 4)).dots) == 0


@pytest.mark.parametrize("shape", SHAPES)
def test_the_transpose_maps_every_cell_in_the_same_place(shape):
    view = MatrixView(matrix(*shape)).scale(0.8).shift(2 * RIGHT)
    before = {key: box(cell) for key, cell in view.cells.items()}
    flip = view.transposed()
    assert {(j, i): cell.shown for (i, j), cell in view.cells.items()} == {key: cell.shown for key, cell in flip.cells.items()}
    assert (flip.drawn_rows, flip.drawn_columns) == (view.drawn_columns, view.drawn_rows)
    assert len(flip.dots) == len(view.dots)
    assert flip.get_center() == pytest.approx(view.get_center())
    assert {key: box(cell) for key, cell in view.cells.items()} == before
    first, last = flip.cells[0, 0], flip.cells[shape[1] - 1, shape[0] - 1]
    assert first is last or first.get_x() < last.get_x() or first.get_y() > last.get_y()


def test_the_transpose_of_a_transpose_reads_as_before():
    view = MatrixView(matrix(2, 3))
    again = view.transposed().transposed()
    assert {key: cell.shown for key, cell in again.cells.items()} == {key: cell.shown for key, cell in view.cells.items()}
    for key, cell in view.cells.items():
        assert again.cells[key].get_center() == pytest.approx(cell.get_center(), abs=1e-6)


def test_a_vector_stands_up_or_lies_down():
    vector = numbers([0.5, -0.25, 0.125])
    up, down = MatrixView(vector), MatrixView(vector, row=True)
    assert [up.cells[i, 0].shown.text for i in range(3)] == [down.cells[0, i].shown.text for i in range(3)] == ["0.5", "−0.25", "0.125"]
    assert up.cells[0, 0].get_y() > up.cells[1, 0].get_y()
    assert down.cells[0, 0].get_x() < down.cells[0, 1].get_x()


def test_an_empty_matrix_is_filled_cell_by_cell_and_moves_as_one():
    view = MatrixView(matrix(2, 2), empty=True)
    assert not [m for m in view.get_family() if isinstance(m, Num)]
    view.fill(1, 0)
    view.shift(RIGHT)
    (cell,) = [m for m in view.get_family() if isinstance(m, Num)]
    assert cell is view.cells[1, 0]
    assert box(view.brackets)[0] < box(cell)[0]


def test_a_frame_goes_round_its_cells_and_no_others():
    view = MatrixView(matrix(3, 3))
    around = frame(*view.row(1))
    assert box(around)[0] < box(view.row(1))[0]
    assert box(around)[1] < box(view.row(1))[1]
    assert box(around)[2] > box(view.row(1))[2]
    assert apart(around, view.row(0))
    assert apart(around, view.row(2))


# ---- plots


def distance(point, plot):
    """How far a point is from a plot's curve."""
    anchors = np.array(plot.curve.get_anchors())
    starts, ways = anchors[:-1], np.diff(anchors, axis=0)
    along = ((point - starts) * ways).sum(1) / np.maximum((ways**2).sum(1), 1e-12)
    return float(np.linalg.norm(starts + np.clip(along, 0, 1)[:, None] * ways - point, axis=1).min())


def loss_plot(log):
    ys = 0.3 * 0.97 ** np.arange(200) + 1e-5
    return CurvePlot(STAGES["16:9"].side, np.arange(200.0), ys, "#FBEC51", '"step"', "L", log=log), ys


def moved(plot):
    yield plot
    yield plot.shift([1.5, -2, 0])
    yield plot.scale(0.6)
    yield plot.stretch(1.4, 0).shift([-3, 0, 0])


@pytest.mark.parametrize("log", [False, True])
def test_a_point_lies_on_the_curve_wherever_the_plot_has_gone(log):
    plot, ys = loss_plot(log)
    for at in moved(plot):
        for k in (0, 1, 57, 199):
            assert at.curve.get_start() == pytest.approx(at.point(0, ys[0]))
            assert distance(at.point(k, ys[k]), at) < 1e-6
            assert at.dot(k, ys[k]).get_center() == pytest.approx(at.point(k, ys[k]))
        assert distance(at.point(57, 2 * ys[57]), at) > 0.02


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "softmax"])
def test_an_activations_point_lies_on_its_curve(name):
    act = ACTIVATIONS[name].value
    for z in (-7.3, -0.4, 0.0, 1.1059, 12.0):
        plot = activation_plot(STAGES["16:9"].side, act, z, "z", "a")
        y = float(act(np.array([z]))[0])
        for at in moved(plot):
            assert distance(at.point(z, y), at) < 0.01
            left, right = box(at.axes[0])[0], box(at.axes[0])[2]
            assert left < at.point(z, y)[0] < right


@pytest.mark.parametrize("shape", STAGES)
def test_a_plot_stands_in_its_region(shape):
    region = STAGES[shape].side
    plot = activation_plot(region, np.tanh, 0.4, "z", "a")
    assert inside(plot.curve, region)
    assert inside(plot, region)
    assert not apart(plot.axes[0], plot.axes[1])


def test_dashed_lines_lead_from_the_axes_to_the_point():
    plot = activation_plot(STAGES["16:9"].side, np.tanh, 0.4, "z", "a").shift([1, 1, 0]).scale(0.7)
    z, a = 1.2, float(np.tanh(1.2))
    x, y, _ = plot.point(z, a)
    rise, across = plot.rise(z, a), plot.across(z, a)
    assert box(rise) == pytest.approx((x, plot.axes[0].get_y(), x, y), abs=0.02)
    assert box(across)[1:] == pytest.approx((y, x, y), abs=0.02)
    assert box(across)[0] == pytest.approx(plot.axes[1].get_x(), abs=0.02)


def test_a_flat_curve_can_be_drawn():
    plot = CurvePlot(STAGES["1:1"].side, np.arange(3.0), np.full(3, 0.25), "#FFFFFF", "x", "y")
    assert np.isfinite(plot.curve.points).all()
    assert distance(plot.point(1, 0.25), plot) < 1e-6
