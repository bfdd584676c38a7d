"""Two repairs in lines of maths: batch norm there and back, the road past a layer."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes import repairs
from scenes.equation import Equation, equation
from scenes.shown import show

SPREAD = {"sigma": "forward"}  # the role of a batch's spread


def measured(t: Reading) -> Equation:
    """The neuron's mean and spread. Parts: mu, muv, sigma, sv."""
    mu, sigma = (show(repairs.normed_whole(t, field, "mu"), 3) for field in ("mu", "sigma"))
    return equation("{mu} = {muv} quad {sigma} = {sv}", SPREAD, mu=t.name.mu, muv=mu, sigma="sigma", sv=sigma)


def normalise(t: Reading) -> Equation:
    """x_hat = (z - mu) / sigma. Parts: x, z, mu, sigma."""
    n = t.name
    return equation("{x} = ({z} - {mu}) / {sigma}", SPREAD, x=n.x_hat, z=n.z, mu=n.mu, sigma="sigma")


def in_training(t: Reading) -> Equation:
    """The same, with when it is so. Parts: when, x, z, mu, sigma."""
    return _normalised(t, '"in training:"', "mu", "sigma")


def in_use(t: Reading) -> Equation:
    """The same with what is kept from training. Parts: when, x, z, mu, sigma."""
    return _normalised(t, '"in use:"', '"average" mu', '"average" sigma')


def _normalised(t: Reading, when: str, mu: str, sigma: str) -> Equation:
    fields: dict[str, Any] = {"x": t.name.x_hat, "z": t.name.z, "mu": mu, "sigma": sigma, "when": when}
    return equation("{when} quad {x} = ({z} - {mu}) / {sigma}", SPREAD | {"mu": "forward"}, **fields)


def rescale(t: Reading) -> Equation:
    """out = gamma x_hat + beta. Parts: gamma, x, beta."""
    n = t.name
    return equation('"out" = {gamma} thin {x} + {beta}', gamma=n.gamma, x=n.x_hat, beta=n.beta)


def without_common() -> Equation:
    """What comes back to x_hat, without what is common. Parts: g, common."""
    return equation("{g} - {common}", roles=dict.fromkeys(("g", "common"), "backward"), g="g", common="overline(g)")


def without_along(t: Reading) -> Equation:
    """And without what goes along with x_hat. Parts: g, common, along, x."""
    return _returned(t, "{g} - {common} - {along} thin {x}")


def through_norm(t: Reading) -> Equation:
    """All that comes back through batch norm. Parts: d, sigma, g, common, along, x."""
    return _returned(t, "{d} = 1/{sigma} ( {g} - {common} - {along} thin {x} )", d=t.name.dL_dz, sigma="sigma")


def _returned(t: Reading, template: str, **fields: Any) -> Equation:
    roles = dict.fromkeys(("g", "common", "along"), "backward") | SPREAD
    return equation(template, roles, g="g", common="overline(g)", along="overline(g hat(x))", x=t.name.x_hat, **fields)


def road_there() -> Equation:
    """What goes out of a layer with a road past it. Parts: a, in, f."""
    fields = {"a": '"out"', "in": '"in"', "f": '"layer"("in")'}
    return equation("{a} = {in} + {f}", roles=dict.fromkeys(fields, "forward"), **fields)


def road_back() -> Equation:
    """The blame on its way back past that layer. Parts: d, one, more, e."""
    fields = {"d": '"blame of in"', "one": "1", "more": '"layer"\'("in")', "e": '"blame of out"'}
    return equation("{d} = ( {one} + {more} ) dot {e}", roles=dict.fromkeys(("d", "more", "e"), "backward"), **fields)
