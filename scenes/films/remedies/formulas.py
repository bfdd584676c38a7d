"""Repairs in lines of maths: the factor of a link, the rules for weights, batch norm there and back, the road past a layer."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.films.remedies import facts
from scenes.kit.maths import link
from scenes.kit.maths.link import GAIN, SLOPE
from scenes.shown import show

NORM = '"norm"'
SPREAD = {"sigma": "forward"}  # the role of a batch's spread


def fate(t: Reading, k: int) -> Equation:
    """Gain times slope of a link of run k; with batch norm a third factor, n and nv; with roads the factor alone, f."""
    gain, slope, norm, factor = (facts.at_start(t, k, field) for field in ("gain", "slope", "norm", "factor"))
    if k == facts.ROADS:
        return equation('"with roads, a link leaves" {f}', f=show(factor, 3))
    if k != facts.NORMED:
        return link.factor(gain, slope, factor)
    numbers = {"gv": show(gain, 3), "sv": show(slope, 3), "nv": show(norm, 3), "f": show(factor, 3)}
    roles = link.ROLES | {"n": "forward"}
    return equation("{g} dot {s} dot {n} = {gv} dot {sv} dot {nv} = {f}", roles, g=GAIN, s=SLOPE, n=NORM, **numbers)


def typical_slope(t: Reading) -> Equation:
    """The slope of rectifiers of which half are on. Parts: s, half, v."""
    value = show(facts.rectified_slope(t), 3)
    return equation("{s} approx {half} approx {v}", link.ROLES, s=SLOPE, half="sqrt(1/2)", v=value)


def wanted_product() -> Equation:
    """gain dot slope = 1. Parts: g, s, one."""
    return equation("{g} dot {s} = {one}", link.ROLES, g=GAIN, s=SLOPE, one="1")


def wanted_roots() -> Equation:
    """The same, with what gain and slope are for rectifiers. Parts: n, w, half, one."""
    roles = {"w": "positive", "half": "backward"}
    return equation("{n} {w} dot {half} = {one}", roles, n="sqrt(n)", w="abs(w)", half="sqrt(1/2)", one="1")


def fitting_weight() -> Equation:
    """What that asks of the weights. Parts: w, he."""
    return equation("{w} = {he}", roles={"w": "positive"}, w="abs(w)", he="sqrt(2/n)")


def he_rule(t: Reading) -> Equation:
    """The rule for rectifiers, with its numbers. Parts: name, w, n, v."""
    return _rule(t, '"He"', 2, "he")


def xavier_rule(t: Reading) -> Equation:
    """The rule for a squash that is never off. Parts as in `he_rule`."""
    return _rule(t, '"Xavier"', 1, "xavier")


def _rule(t: Reading, name: str, above: int, field: str) -> Equation:
    n, value = facts.whole(t, "n"), show(facts.whole(t, field, "w"), 3)
    template = f"{{name}} quad {{w}} = sqrt({above}/{{n}}) = {{v}}"
    return equation(template, roles={"w": "positive"}, name=name, w="abs(w)", n=n, v=value)


def measured(t: Reading) -> Equation:
    """The neuron's mean and spread. Parts: mu, muv, sigma, sv."""
    mu, sigma = (show(facts.normed_whole(t, field, "mu"), 3) for field in ("mu", "sigma"))
    return equation("{mu} = {muv} quad {sigma} = {sv}", SPREAD, mu=t.name.mu, muv=mu, sigma="sigma", sv=sigma)


def normalise(t: Reading) -> Equation:
    """x_hat = (z - mu) / sigma. Parts: x, z, mu, sigma."""
    n = t.name
    return equation("{x} = ({z} - {mu}) / {sigma}", SPREAD, x=n.x_hat, z=n.z, mu=n.mu, sigma="sigma")


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


def no_gradient(t: Reading) -> Equation:
    """The dead rectifier's gradient. Parts: d, v."""
    gradient = t.at(f"studies.dead.runs[0].gradient[{int(facts.dead(t, 'died').value)}]", "dL_dw")
    return equation("{d} = {v}", roles={"d": "backward"}, d='"gradient"', v=show(gradient))
