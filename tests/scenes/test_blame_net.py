"""Numbers that ride on edges: they lie on no neuron and on no other number, wherever the network stands, however long they are."""

from itertools import combinations

import numpy as np
import pytest
from manim import DL, UR

from engine import make_lesson, run
from engine.reading import Reading
from scenes.films.check.checked_net import CheckedNet
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES
from tests.films.fixtures import reading as fixture
from tests.scenes.paper import apart, reading


def huge():
    """A lone neuron behind another, with slopes of five digits: longer than its edge."""
    layers = [{"units": 1, "activation": act, "weights": [[w]]} for act, w in (("sigmoid", 0.5), ("identity", 20000.0))]
    tables = {"network": {"inputs": 1, "loss": "squared_error", "layers": layers}, "data": {"x": [[1.0]], "y": [[30000.0]]}}
    return Reading(run(make_lesson(tables | {"training": {"learning_rate": 0.1}})))


def stands_clear(net, ways):
    centres = [n.get_center()[:2] for layer in net.neurons.values() for n in layer.values()]
    for way in ways:
        half, middle = np.array([way.width, way.height]) / 2, way.get_center()[:2]
        assert min(np.linalg.norm(np.clip(c, middle - half, middle + half) - c) for c in centres) >= net.radius - 1e-6
    return all(apart(one, other) for one, other in combinations(ways, 2))


@pytest.mark.parametrize("shot", ["SOLO", "LEDGER", "COLUMN"])
@pytest.mark.parametrize("case", [huge, lambda: reading("mazur")], ids=["huge", "mazur"])
def test_numbers_on_edges_stand_clear_in_every_room(case, shot):
    t, stage = case(), STAGES["16:9"]
    net = BlameNet(t, stage, room_of(stage, "SOLO"), with_loss=False, shots=("LEDGER", "COLUMN"))
    ways = [net.on_way(t.D, edge, t.dL_dW[t.D][edge[0]][edge[1]]) for edge in net.edges[t.D]]
    net.add(*ways)
    assert stands_clear(net, ways)
    old, net.layout, net.region = net.layout, net.laid_in(room_of(stage, shot)), room_of(stage, shot)
    net.resettle(old)
    assert stands_clear(net, list(net.ways.values()))


@pytest.mark.parametrize("shot", ["SOLO", "COLUMN"])
def test_no_other_edge_runs_under_a_number_where_two_edges_cross(shot):
    t, stage = reading("mazur"), STAGES["16:9"]
    net = BlameNet(t, stage, room_of(stage, "SOLO"), with_loss=False, shots=("LEDGER", "COLUMN"))
    ways = {edge: net.on_way(t.D, edge, t.W[t.D][edge[0]][edge[1]]) for edge in net.edges[t.D]}
    net.add(*ways.values())
    old, net.layout, net.region = net.layout, net.laid_in(room_of(stage, shot)), room_of(stage, shot)
    net.resettle(old)
    for edge, way in ways.items():
        low, high = way.get_corner(DL)[:2], way.get_corner(UR)[:2]
        points = (line.point_from_proportion(u)[:2] for e, line in net.edges[t.D].items() if e != edge for u in np.linspace(0, 1, 200))
        assert not any(np.all((low < p) & (p < high)) for p in points)


def test_what_stands_on_another_number_goes_on_along_its_edge():
    t, stage = reading("mazur"), STAGES["16:9"]
    net = BlameNet(t, stage, room_of(stage, "SOLO"), with_loss=False)
    one, two = (net.on_way(2, edge, t.W[2][edge[0]][edge[1]]) for edge in ((0, 1), (1, 0)))
    net.spots[2, (0, 1)] = net.spots[2, (1, 0)] = (0.5, 0.0)  # where the two edges cross
    net.resettle(net.layout)
    assert apart(one, two)


@pytest.mark.parametrize("name", ["smooth_rectifiers", "sizes"])
def test_numbers_on_edges_keep_to_their_own_columns_inside_the_frame(name):
    """Slopes of five digits and powers of ten: none runs out of the frame, none lies on that of another layer."""
    t, stage = fixture(name), STAGES["9:16"]
    net = CheckedNet(t, stage, "SOLO")
    for l in net.edges:
        net.label_edges(l, t.dL_dW[l])
    plates = [plate for layer in net.weights.values() for plate in layer.values()]
    assert plates
    assert all(abs(side[0]) <= 0.45 * stage.width + 1e-6 for plate in plates for side in (plate.get_left(), plate.get_right()))
    assert all(apart(one, other) for one, other in combinations(plates, 2))


def test_a_network_that_lies_down_takes_the_name_of_its_loss_over_the_circle():
    t, stage = reading("mazur"), STAGES["9:16"]
    net = CheckedNet(t, stage, "TITLED")
    assert net.layout.upright
    net.write_loss(t.L)
    net.L_name.next_to(net.loss, [1, 0, 0])
    old, net.region = net.layout, room_of(stage, "PAIR")
    net.layout = net.laid_in(net.region)
    net.resettle(old)
    assert not net.layout.upright
    assert apart(net.L_name, net.loss)
    assert net.L_name.get_bottom()[1] > net.loss.get_top()[1]


def test_a_symbol_stands_over_the_plates_of_numbers_on_edges():
    t, stage = reading("mazur"), STAGES["16:9"]
    net = BlameNet(t, stage, room_of(stage, "SOLO"), with_loss=False)
    net.label_edges(1, t.W[1])
    net.label(0, t.name.x)
    depth = max(part.z_index for label in net.weights[1].values() for part in label.get_family())
    assert net.weights[1]
    assert all(part.z_index > depth for label in net.labels[0].values() for part in label.family_members_with_points())
