"""Lamps: a neuron's fill is its activation, and one whose value is not known yet is a dim, dashed ring."""

from __future__ import annotations

from manim import Circle, DashedVMobject, ManimColor, interpolate_color

from scenes.kit.theme import theme

BRIGHTEST = {"dark": "#1A6E9E", "light": "#58A3DA"}  # in this the ink stands at more than 4.5 : 1
BEND = 0.8  # of the way from dark to bright: small values are told apart
DASHES = 18


def lamp(share: float) -> ManimColor:
    """The fill of a neuron whose value is this share of the largest; a negative one stays dark."""
    way = min(1.0, max(0.0, share)) ** BEND
    return interpolate_color(ManimColor(theme().panel), ManimColor(BRIGHTEST[theme().name]), way)


def unknown(neuron: Circle) -> DashedVMobject:
    """The dashed ring that stands for a neuron until it has its value."""
    ring = Circle(neuron.width / 2, stroke_width=3, color=theme().line).move_to(neuron)
    return DashedVMobject(ring, num_dashes=DASHES, dashed_ratio=0.55).set_z_index(2.5)
