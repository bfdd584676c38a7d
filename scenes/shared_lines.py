"""Sentences that two films tell. The slope of a squash has a slot: leak=facts.output_leak."""

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
    own_leak="<slope> Its slope is one where z is positive, and {leak} elsewhere.",
    elu="<slope> Its slope is one where z is positive, and e to the z elsewhere.",
    silu="<slope> Its slope is the sigmoid of z, plus z times the slope of that sigmoid.",
    softsign="<slope> Its slope is one, over the square of one plus the size of z.",
    bipolar_sigmoid="<slope> Its slope can be written with its own output: half of one minus {n.a} squared.",
    hard_sigmoid="<slope> Its slope is one sixth where z lies between minus three and three, and zero elsewhere.",
    hard_tanh="<slope> Its slope is one where z lies between minus one and one, and zero elsewhere.",
)
