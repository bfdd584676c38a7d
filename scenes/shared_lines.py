"""Sentences that two films tell."""

from __future__ import annotations

from scenes.facts import output_squash
from scenes.sentence import line

SLOPE_OF_SQUASH = line(
    case=output_squash,
    sigmoid="<slope> Its slope can be written with its own output: {n.a} times one minus {n.a}.",
    tanh="<slope> Its slope can be written with its own output: one minus {n.a} squared.",
    softplus="<slope> Its slope is the sigmoid of z.",
    gelu="<slope> Its slope is read off the bell curve, at z.",
    identity="<slope> Its slope is one, everywhere.",
    relu="<slope> Its slope is one where z is positive, and zero elsewhere.",
    leaky_relu="<slope> Its slope is one where z is positive, and one hundredth elsewhere.",
)
