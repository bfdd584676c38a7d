"""How strong the signals of a deep network are, layer by layer: what flows forward, the blame that flows back, the slopes of the weights.

The size of an array is the root of its mean square. On the way back from layer l + 1 to layer l, |delta| is multiplied by a gain, which
the weights give, and by a slope, which the squash gives; both are measured, and both are foretold from the typical weight and the typical
slope of a whole network of equally wide layers (Glorot & Bengio 2010).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.probe import Probe
from engine.trace import Trace

LEAST_LAYERS = 4  # fewer are no deep network
REACH = np.linspace(-8.0, 8.0, 321)  # of z, over which the steepest place of a squash is sought; 0 is one of them


@dataclass(frozen=True, eq=False)
class Signals(Record):
    """Sizes in layers 1..D (index l - 1), and the D - 1 factors from layer l + 1 back to layer l (index l - 1).

    a, delta, dL_dW, came (D,)    sizes of a, delta, dL/dW and of what came in
    gain    (D-1,)   |W^T delta| / |delta|         slope    (D-1,)   |delta| / |dL/da|
    factor  (D-1,)   gain times slope               carried  (D-1,)   the product of all factors from layer D back to layer l
    w, gain_rule, slope_rule, factor_rule           typical |w|; sqrt(n) |w|; typical da/dz of the hidden layers; their product
    foretold (D,)    |delta| of the last layer, times factor_rule for every layer back
    """

    a: Array
    delta: Array
    dL_dW: Array
    came: Array
    gain: Array
    slope: Array
    factor: Array
    carried: Array
    w: float
    gain_rule: float
    slope_rule: float
    factor_rule: float
    foretold: Array


@dataclass(frozen=True, eq=False)
class Depth(Record):
    """sides[0]: the lesson, then its twins of the same form; n: neurons in a layer; links: D - 1.

    steepest: the largest slope that the first layer's squash has anywhere; ceiling: that to the power of the links.
    met: the neuron of layer D - 1 into which blame of the most usual size comes back.
    """

    sides: tuple[Signals, ...]
    n: float
    links: float
    steepest: float
    ceiling: float
    met: int


def suits(trace: Trace) -> bool:
    """A deep network of equally wide layers, hidden ones without softmax, in which every signal is alive; so are its twins."""
    return bool(trace.steps) and all(_alive(run, trace.sizes) for run in (trace, *trace.twins))


def study(trace: Trace) -> Depth:
    """Read the sizes off the told example of the lesson and of each twin."""
    act = trace.net.layers[0].act
    links = len(trace.sizes) - 2
    steepest = float(np.max(act.slope(REACH)))
    sides = tuple(_signals(run) for run in (trace, *trace.twins))
    back = np.abs(Probe(trace).example.at(links + 1)[1].dL_da_in)
    met = int(np.argmin(np.abs(back - size(back))))
    return Depth(sides, float(trace.sizes[1]), float(links), steepest, steepest**links, met)


def size(v: Array) -> float:
    """The root of the mean square."""
    return float(np.sqrt(np.mean(np.square(v))))


def _alive(run: Trace, sizes: tuple[int, ...]) -> bool:
    deep = len(sizes) > LEAST_LAYERS and len(set(sizes[1:])) == 1 and tuple(run.sizes) == sizes
    if not deep or not run.steps or "softmax" in run.lesson.activations[:-1]:
        return False
    told = Probe(run).example
    return all(np.any(fwd.a_in) for fwd in told.forward) and all(np.any(bwd.delta) and np.any(bwd.dL_da_in) for bwd in told.backward)


def _signals(run: Trace) -> Signals:
    probe = Probe(run)
    pairs = [probe.example.at(l) for l in range(1, len(run.sizes))]
    a, came = (np.array([size(getattr(fwd, name)) for fwd, _ in pairs]) for name in ("a", "a_in"))
    delta, dL_dW, back = (np.array([size(getattr(bwd, name)) for _, bwd in pairs]) for name in ("delta", "dL_dW", "dL_da_in"))
    gain, slope = back[1:] / delta[1:], delta[:-1] / back[1:]
    factor = gain * slope
    carried = np.cumprod(factor[::-1])[::-1]
    w = size(np.stack([layer.W for layer in probe.net.layers[1:]]))
    gain_rule = float(np.sqrt(run.sizes[1])) * w
    slope_rule = size(np.stack([bwd.da_dz for _, bwd in pairs[:-1]]))
    rule = gain_rule * slope_rule
    foretold = delta[-1] * rule ** np.arange(len(delta) - 1, -1, -1)
    return Signals(a, delta, dL_dW, came, gain, slope, factor, carried, w, gain_rule, slope_rule, rule, foretold)
