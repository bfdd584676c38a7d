"""What is so on this lesson: the neuron with one number changed, what its knobs do, and which way the loss goes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from engine.reading import Number, Numbers, Reading
from scenes.kit.maths.single import single

ALWAYS = {
    "wondered": {"every": "layers are made of neurons"},
    "promised": {"all": "the film follows one number to the loss"},
    "inside": {"only": "the film shows four things that a neuron does"},
    "leaning": {"nothing": "b is added whatever x is"},
    "bounds": {"every": "a bounded curve is continuous between its bounds"},
    "steep": {"hardly": "sigmoid and tanh are flat far out, and z is taken to the end of its line"},
    "loss": {"nothing": "a factor moves no minimum"},
    "asked_half": {"only": "it is supposed"},
    "quarter": {"only": "half of a length squared is a quarter"},
    "at_work": {
        "everything": "each depends on the one before",
        "every": "the engine runs at each frame",
        "same": "the engine runs at each frame",
    },
    "knob_turned": {"only": "input and target are data"},
}
SAME = 1e-9  # of a loss: one that differs by less is the same, but for rounding


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


def work_of_the_weight(t: Reading) -> Literal["turns", "stretches", "shrinks", "keeps"]:
    """What the weight does to the input."""
    w = single(t).w.value
    return "turns" if w < 0 else "stretches" if w > 1 else "keeps" if w == 1 else "shrinks"


def way_of_the_bias(t: Reading) -> Literal["back", "on", "rests"]:
    """Whether the bias pushes against what was weighed, or with it, or not."""
    one = single(t)
    if not one.b.value:
        return "rests"
    return "back" if one.b.value * one.wx.value < 0 else "on"


def turn_of_the_sum(t: Reading) -> Literal["crosses", "stays"]:
    """Whether the sum gets to the other side of zero when the weight is turned to its other sign."""
    return "crosses" if opposed(t).z.value * single(t).z.value < 0 else "stays"


def way_of_the_loss(t: Reading) -> Literal["falls", "rises", "stays"]:
    """Which way the loss goes when the weight is turned to its other sign."""
    there, here = opposed(t).L.value, single(t).L.value
    if math.isclose(there, here, rel_tol=SAME):
        return "stays"
    return "falls" if there < here else "rises" if there > here else "stays"
