"""What is so on this lesson: the neuron with one number changed, what its knobs do, and which way the loss goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.reading import Number, Numbers, Reading
from scenes.kit.maths.single import single


@dataclass(frozen=True)
class Case:
    """The neuron run with one number changed."""

    w: Number
    b: Number
    y: Number
    z: Number
    a: Number
    L: Number


def opposed(t: Reading) -> Case:
    """With the weight as large, but of the other sign."""
    return _case(t, "opposed")


def pushed(t: Reading) -> Case:
    """With the bias raised by one."""
    return _case(t, "pushed")


def nearer(t: Reading) -> Case:
    """With the target half as far away."""
    return _case(t, "nearer")


def _case(t: Reading, name: str) -> Case:
    return Case(**{symbol: t.at(f"studies.neuron.{name}.{symbol}", symbol) for symbol in "wbyzaL"})


def bounds(t: Reading) -> Numbers:
    """Between which two numbers the squash stays."""
    return t.numbers("studies.neuron.bounds", "a")


def work_of_the_weight(t: Reading) -> Literal["turns", "stretches", "shrinks"]:
    """What the weight does to the input."""
    w = single(t).w.value
    return "turns" if w < 0 else "stretches" if w > 1 else "shrinks"


def way_of_the_bias(t: Reading) -> Literal["back", "on"]:
    """Whether the bias pushes against what was weighed, or with it."""
    one = single(t)
    return "back" if one.b.value * one.wx.value < 0 else "on"


def way_of_the_loss(t: Reading) -> Literal["falls", "rises"]:
    """Which way the loss goes when the weight is turned to its other sign."""
    return "falls" if opposed(t).L.value < single(t).L.value else "rises"
