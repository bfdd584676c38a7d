"""What is lit of a network is named by its place; what is not lit, or too much, is not."""

import pytest
from manim import VGroup

from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.stage import Region
from studio.describe.lit import Spot, spots, words
from studio.tongues import EN


@pytest.fixture(scope="module")
def net():
    return NetworkDiagram((2, 2, 1), Region(0, 0, 8, 5))


def test_a_neuron_under_a_light_is_named(net):
    light = VGroup(net.neurons[1][0].copy())
    assert spots([light], net) == [Spot(1, 0, 2)]
    assert words(spots([light], net), EN) == "neuron one of layer one"
    assert words([Spot(0, 1, 2), Spot(2, 0, 2)], EN) == "input two, output one"


def test_a_line_is_named_by_its_ends(net):
    found = spots([net.edges[1][0, 1].copy()], net)
    assert found == [Spot(1, 0, 2, 1)]
    assert words(found, EN) == "the line from input two to neuron one of layer one"


def test_what_stands_elsewhere_or_is_smaller_lights_nothing(net):
    assert spots([net.neurons[1][0].copy().shift([0.2, 0, 0])], net) == []
    assert spots([net.neurons[1][0].copy().scale(0.5)], net) == []


def test_too_much_is_not_named(net):
    everything = [one.copy() for layer in net.neurons.values() for one in layer.values()]
    assert len(spots(everything, net)) == 5
    assert words(spots(everything, net), EN) == ""
