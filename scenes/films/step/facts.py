"""What is so on this lesson: which way is downhill, where the step leads, what it was promised to win and won, the rates tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.reading import Number, Reading
from scenes.kit.maths.single import single


@dataclass(frozen=True)
class After:
    """The neuron after its step: both knobs, and the loss."""

    w: Number
    b: Number
    L: Number


def after(t: Reading) -> After:
    """What the step made of the knobs and the loss."""
    return After(t.at(t.W_new[1][0][0].path, "w"), t.at(t.b_new[1][0].path, "b"), t.at(t.L_new.path, "L"))


def way_downhill(t: Reading) -> Literal["left", "right"]:
    """On which side of the weight the loss is smaller, close by."""
    return "left" if single(t).dL_dw.value > 0 else "right"


def predicted(t: Reading) -> Number:
    """The change of the loss that the slopes promise."""
    return t.at("studies.rates.predicted", "L")


def actual(t: Reading) -> Number:
    """The change of the loss that really came."""
    return t.at("studies.rates.actual", "L")


def rates(t: Reading) -> list[Number]:
    """The learning rates that are tried: small, right, large."""
    return [t.at(f"studies.rates.bowls[{k}].eta", "eta") for k in range(3)]
