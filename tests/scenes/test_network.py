"""The network as a viewer sees it: numbers in their neurons, lines on their rims, names clear of both, all in its region."""

import itertools

import numpy as np
import pytest

from engine.notation import agrees, parse
from engine.reading import Named
from scenes.kit.network.diagram import LABEL_ROOM, SMALLEST, NetworkDiagram
from scenes.kit.network.digits import STYLES, misleads
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.theme import theme
from scenes.kit.type.number import Num
from scenes.shown import show
from tests.scenes.paper import apart, box, inside, number, numbers

SIZES = [(1, 1), (2, 2, 2), (2, 3, 1), (4, 4, 4), (5, 9, 7, 3), (1, 200, 1), (3,) * 12]
EVERYDAY = [0, 1, -1, 0.5, -0.25, 0.75136507, -0.043815, 0.00043857, 12.3456]
VALUES = [*EVERYDAY, -123.456, 99999.5, -654321.0, 3.2e-7, -8.1234e-12, 4.5678e9, -1e300]
CASES = [pytest.param(sizes, shape, id=f"{'-'.join(map(str, sizes))} {shape}") for sizes in SIZES for shape in STAGES]


def net(sizes, shape="16:9", **options):
    return NetworkDiagram(sizes, STAGES[shape].graph, **options)


def circles(diagram):
    return [circle for layer in diagram.neurons.values() for circle in layer.values()]


def gap(points, circle):
    """How far points (..., 3) are from a circle's border, outside positive."""
    return np.linalg.norm(np.asarray(points) - circle.get_center(), axis=-1) - circle.width / 2


def clear(mobject, circle):
    """Whether a mobject's box does not touch a circle."""
    left, bottom, right, top = box(mobject)
    x, y, _ = circle.get_center()
    return gap([np.clip(x, left, right), np.clip(y, bottom, top), 0], circle) > 0


# ---- numbers and neurons


@pytest.mark.parametrize(("sizes", "shape"), CASES)
def test_numbers_fit_their_neurons(sizes, shape):
    diagram = net(sizes, shape)
    l = diagram.layers[-1]
    i = diagram.drawn[l][-1]
    for value in VALUES:
        num = diagram.place(number(value), l, i)
        assert gap(num.points, diagram.neurons[l][i]).max() < 0, value
        assert num.get_center() == pytest.approx(diagram.neurons[l][i].get_center()), value
        assert num.shown.number.value == value
        assert agrees(num.shown.text, value)
        assert value == 0 or parse(num.shown.text)[0] != 0, value
        size = num.width / Num(num.shown, 1).width
        if diagram.shows_numbers() and 0.01 <= abs(value) < 10:
            assert size >= SMALLEST * (1 if abs(value) >= 0.1 else 0.8) - 1e-6, value
        assert size >= 5, value


def test_a_number_keeps_the_digits_that_there_is_room_for():
    roomy, tight = net((2, 2, 2)), net((4, 4, 4))
    assert roomy.place(number(0.75136507), 1, 0).shown.text == "0.7514"
    cut = tight.place(number(0.75136507), 1, 0).shown.text
    assert "0.7514".startswith(cut[:-1])
    assert 3 <= len(cut) < 6


def test_what_is_filled_replaces_what_stood_there_and_moves_with_the_diagram():
    diagram = net((2, 2, 2))
    diagram.fill(1, numbers([0.1, 0.2]))
    old = list(diagram.values[1].values())
    diagram.fill(1, numbers([0.3, 0.4]))
    diagram.shift([1, 0, 0])
    family = diagram.get_family()
    assert [num.shown.text for num in family if isinstance(num, Num)] == ["0.3", "0.4"]
    assert not any(num in family for num in old)
    for i, num in diagram.values[1].items():
        assert num.get_center() == pytest.approx(diagram.neurons[1][i].get_center())


@pytest.mark.parametrize(("sizes", "shape"), CASES)
def test_neurons_stand_apart_in_columns_and_rows(sizes, shape):
    diagram = net(sizes, shape, with_loss=True)
    standing = [*circles(diagram), diagram.loss, *diagram.dots]
    assert all(apart(a, b) for a, b in itertools.combinations(standing, 2))
    xs = [{round(float(c.get_x()), 6) for c in diagram.neurons[l].values()} for l in diagram.layers]
    assert all(len(x) == 1 for x in xs)
    assert [min(x) for x in xs] == sorted(min(x) for x in xs)
    for layer in diagram.neurons.values():
        assert [c.get_y() for c in layer.values()] == sorted((c.get_y() for c in layer.values()), reverse=True)


# ---- edges


@pytest.mark.parametrize(("sizes", "shape"), CASES)
def test_edges_end_on_their_circles_borders(sizes, shape):
    diagram = net(sizes, shape, with_loss=True)
    ends = [
        (line, diagram.neurons[before][j], diagram.neurons[l][i])
        for before, l in itertools.pairwise(diagram.layers)
        for (i, j), line in diagram.edges[l].items()
    ]
    ends += [(line, diagram.neurons[diagram.layers[-1]][i], diagram.loss) for i, line in diagram.loss_edges.items()]
    for line, source, target in ends:
        assert gap(line.get_start(), source) == pytest.approx(0, abs=1e-6)
        assert gap(line.get_end(), target) == pytest.approx(0, abs=1e-6)
        assert line.get_start()[0] < line.get_end()[0]
        assert min(gap(line.get_end(), source), gap(line.get_start(), target)) > 0.3


@pytest.mark.parametrize("sizes", SIZES)
def test_every_two_drawn_neighbours_are_joined_and_no_others(sizes):
    diagram = net(sizes)
    for before, l in itertools.pairwise(diagram.layers):
        expected = {(i, j) for i in diagram.drawn[l] for j in diagram.drawn[before]} if l == before + 1 else set()
        assert set(diagram.edges[l]) == expected


def test_an_edge_shows_its_weights_sign_and_size():
    W = [np.array([[0.1, -2.0], [1.0, 0.0]])]
    edges = net((2, 2), W=W).edges[1]
    hues = {key: line.get_stroke_color().to_hex() for key, line in edges.items()}
    assert (hues[0, 0], hues[0, 1]) == (theme().positive, theme().negative)
    widths = [edges[key].get_stroke_width() for key in ((1, 1), (0, 0), (1, 0), (0, 1))]
    assert widths == sorted(widths)
    assert widths[0] > 0


def test_a_number_on_an_edge_stands_on_its_line_clear_of_the_neurons_and_the_others():
    for shape, sizes in itertools.product(STAGES, [(2, 2, 2), (2, 3, 1), (3, 2), (4, 1)]):
        diagram = net(sizes, shape)
        for l in filter(diagram.shows_weights, diagram.edges):
            diagram.label_edges(l, numbers(np.full((sizes[l], sizes[l - 1]), -0.1234), "W"))
            labels = diagram.weights[l]
            assert set(labels) == set(diagram.edges[l])
            for key, label in labels.items():
                (x, y, _), line = label.get_center(), diagram.edges[l][key]
                assert np.interp(x, [line.get_start()[0], line.get_end()[0]], [line.get_start()[1], line.get_end()[1]]) == pytest.approx(y)
                assert all(clear(label[1], circle) for circle in circles(diagram)), (shape, sizes, key)
            assert all(apart(a, b) for a, b in itertools.combinations(labels.values(), 2)), (shape, sizes)


# ---- names


@pytest.mark.parametrize(("sizes", "shape"), CASES)
def test_names_stand_over_their_neurons_and_cover_nothing(sizes, shape):
    diagram = net(sizes, shape)
    for l in diagram.layers:
        diagram.label(l, Named("x") if l == 0 else Named("a", l))
    names = [(l, i, name) for l, layer in diagram.labels.items() for i, name in layer.items()]
    assert {l for l, _, _ in names} == set(diagram.layers)
    for l, i, name in names:
        assert all(apart(name, circle) for circle in circles(diagram)), (l, i)
        assert all(apart(name, other) for _, _, other in names if other is not name), (l, i)
        assert box(name)[1] > box(diagram.neurons[l][i])[3]
        assert name.get_x() == pytest.approx(diagram.neurons[l][i].get_x())
        assert inside(name, margin(diagram.region)), (l, i)


def margin(region):
    """A region with room for a name over its top row."""
    return Region(region.x, region.y + LABEL_ROOM / 2, region.width + 2 * LABEL_ROOM, region.height + LABEL_ROOM)


def test_new_names_replace_old_ones():
    diagram = net((2, 2, 2))
    diagram.label(1, Named("z", 1))
    old = list(diagram.labels[1].values())
    diagram.label(1, Named("a", 1), 1)
    family = diagram.get_family()
    assert (old[0] in family, old[1] in family) == (True, False)


# ---- wide and deep


def test_a_wide_layer_shows_its_ends_around_an_ellipsis():
    diagram = net((1, 200, 1))
    assert diagram.drawn == {0: [0], 1: [0, 1, 199], 2: [0]}
    (dots,) = diagram.dots
    y = [diagram.neurons[1][i].get_y() for i in (1, 199)]
    assert y[0] > dots.get_y() > y[1]
    assert dots.get_y() == pytest.approx(sum(y) / 2)
    assert dots.get_x() == pytest.approx(diagram.neurons[1][0].get_x())
    assert dots.height > dots.width


def test_a_deep_net_shows_its_ends_around_an_ellipsis():
    diagram = net((3,) * 12)
    assert diagram.layers == [0, 1, 2, 10, 11]
    (dots,) = diagram.dots
    assert diagram.neurons[2][0].get_x() < dots.get_x() < diagram.neurons[10][0].get_x()
    assert dots.width > dots.height


def test_what_fits_is_drawn_in_full():
    diagram = net((4,) * 6)
    assert diagram.layers == list(range(6))
    assert all(drawn == [0, 1, 2, 3] for drawn in diagram.drawn.values())
    assert len(diagram.dots) == 0


@pytest.mark.parametrize(("sizes", "shape"), CASES)
def test_all_of_it_stands_in_its_region(sizes, shape):
    for with_loss in (False, True):
        diagram = net(sizes, shape, with_loss=with_loss)
        assert inside(diagram, diagram.region)
        assert diagram.get_center() == pytest.approx(diagram.region.center)


@pytest.mark.parametrize(
    ("value", "style", "is_misled"),
    [(0.05, {"decimals": 1}, True), (0.05, {"decimals": 2}, False), (0.002, {"decimals": 2}, True), (0.138, {"digits": 1}, False)],
)
def test_digits_keep_one_that_counts(value, style, is_misled):
    """0.05 in one decimal is 0.1, twice as much; in one digit it is what it is."""
    assert misleads(show(number(value), **style)) is is_misled


def test_a_small_input_is_not_doubled_to_fit_its_neuron():
    shown = [s for style in STYLES if not misleads(s := show(number(0.05), **style))]
    assert {s.text for s in shown} == {"0.05"}
