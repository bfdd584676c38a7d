"""What is written in the film on four repairs: factors, the rules for weights, batch norm both ways, the road past a layer."""

from __future__ import annotations

from engine.reading import Reading
from scenes.films.remedies import remedy_words as say
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Formula, small
from scenes.shown import show

GAIN, SLOPE, NORM = '"gain"', '"slope"', '"norm"'


def hues() -> dict[str, str]:
    return {"g": theme().positive, "s": theme().backward, "n": theme().forward}


def fate(t: Reading, k: int, size: float | None = None) -> Formula:
    """gain dot slope = 0.98 dot 0.24 = 0.23; with batch norm a third factor, with roads the factor alone. Parts: g, s, eq, gv, sv, f."""
    fields = {v: show(say.one(t, k, name), 3) for v, name in (("gv", "gain"), ("sv", "slope"), ("nv", "norm"), ("f", "factor"))}
    size = size or small()
    if k == say.ROADS:
        return Formula('"with roads, a link leaves" {f}', size=size, f=fields["f"])
    if k == say.NORMED:
        return Formula("{g} dot {s} dot {n} = {gv} dot {sv} dot {nv} = {f}", size=size, g=GAIN, s=SLOPE, n=NORM, hues=hues(), **fields)
    del fields["nv"]
    return Formula("{g} dot {s} = {gv} dot {sv} = {f}", size=size, g=GAIN, s=SLOPE, hues=hues(), **fields)


def typical_slope(t: Reading) -> Formula:
    """The slope of rectifiers of which half are on. Parts: s, half, v."""
    return Formula("{s} approx {half} approx {v}", s=SLOPE, half="sqrt(1/2)", v=show(say.one(t, say.RELU, "slope"), 3), hues=hues())


def wanted(t: Reading) -> list[Formula]:
    """The product that shall be one, and what it asks of the weights. Parts: g, s, one; n, w, half; he."""
    parts = {"w": theme().positive, "half": theme().backward, "n": theme().ink}
    return [
        Formula("{g} dot {s} = {one}", g=GAIN, s=SLOPE, one="1", hues=hues()),
        Formula("{n} {w} dot {half} = {one}", n="sqrt(n)", w="abs(w)", half="sqrt(1/2)", one="1", hues=parts),
        Formula("{w} = {he}", w="abs(w)", he="sqrt(2/n)", hues=parts),
    ]


def rules(t: Reading) -> list[Formula]:
    """Both rules with their numbers. Parts: name, w, root, v."""
    n, hue = say.whole(t, "n"), {"w": theme().positive}
    kinds = (("2", '"He"', "he"), ("1", '"Xavier"', "xavier"))
    return [
        Formula(
            f"{{name}} quad {{w}} = sqrt({above}/{{n}}) = {{v}}", name=name, w="abs(w)", n=n, v=show(say.whole(t, field, "w"), 3), hues=hue
        )
        for above, name, field in kinds
    ]


def normalise(t: Reading) -> Formula:
    """x_hat = (z - mu) / sigma. Parts: x, z, mu, sigma."""
    return Formula("{x} = ({z} - {mu}) / {sigma}", x=t.name.x_hat, z=t.name.z, mu=t.name.mu, sigma="sigma", hues=_spread())


def rescale(t: Reading) -> Formula:
    """a = gamma x_hat + beta."""
    n = t.name
    return Formula('"out" = {gamma} thin {x} + {beta}', gamma=n.gamma, x=n.x_hat, beta=n.beta)


def back(t: Reading) -> list[Formula]:
    """What comes back through batch norm: without what is common, without what goes along with x_hat, and all of it."""
    fields = {"g": "g", "common": "overline(g)"}
    more = {"along": "overline(g hat(x))", "x": t.name.x_hat}
    colours = dict.fromkeys(("g", "common", "along"), theme().backward) | _spread()
    rest, left = "{g} - {common}", "{g} - {common} - {along} thin {x}"
    return [
        Formula(rest, hues=colours, **fields),
        Formula(left, hues=colours, **fields, **more),
        Formula(f"{{d}} = 1/{{sigma}} ( {left} )", hues=colours, d=t.name.dL_dz, sigma="sigma", **fields, **more),
    ]


def nothing(t: Reading) -> Formula:
    """The dead rectifier's gradient."""
    number = show(t.at(f"studies.dead.runs[0].gradient[{int(say.dead(t, 'died').value)}]", "dL_dw"))
    return Formula("{d} = {v}", size=LARGE, d='"gradient"', v=number, hues={"d": theme().backward})


def _spread() -> dict[str, str]:
    return {"sigma": theme().forward}


def measured(t: Reading) -> Formula:
    """The neuron's mean and spread. Parts: mu, sigma."""
    fields = {"muv": show(say.normed_one(t, "mu", "mu"), 3), "sv": show(say.normed_one(t, "sigma", "mu"), 3)}
    return Formula("{mu} = {muv} quad {sigma} = {sv}", mu=t.name.mu, sigma="sigma", hues=_spread(), **fields)


def road(size: float = BODY) -> list[Formula]:
    """What goes out of a block, and the factor of the blame on its way back. Parts: a, in, f; d, one, more, e."""
    f, b = theme().forward, theme().backward
    there = {"a": '"out"', "in": '"in"', "f": '"layer"("in")'}
    again = {"d": '"blame of in"', "e": '"blame of out"', "one": "1", "more": '"layer"\'("in")'}
    return [
        Formula("{a} = {in} + {f}", size=size, hues=dict.fromkeys(there, f), **there),
        Formula("{d} = ( {one} + {more} ) dot {e}", size=size, hues={"d": b, "e": b, "more": b}, **again),
    ]
