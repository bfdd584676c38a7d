"""What is so of a run that is watched: its points, its loss, a twin that got stuck, how often one does. No sentence, no mobject."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from engine.arrays import Array
from engine.batched import heard
from engine.network import Network
from engine.reading import Number, Reading
from engine.replay import networks
from engine.trace import Trace
from scenes.facts import FLAT, LAST, LEARNED, outcome_of
from scenes.facts import is_mini_batch as is_mini_batch
from scenes.facts import outcome as outcome
from scenes.kit.plots.plane import Plane
from scenes.shown import Shown, told_apart

ALWAYS = {
    "reading": {"stuck": "it names what a flat loss may mean"},
}
FEWEST = 20  # steps that make a run worth watching
LEAST = 3  # points that make a curve
HALF = 0.5  # an answer above it says one
SAID = 2  # digits of a loss
GRID = 27  # places along a side of the plane, at which a boundary is looked for
PEAK = 10.0  # times the larger of the first and the last loss: a curve that goes higher is drawn on a logarithmic scale
NEAR = 0.1  # what differs by less than this looks the same; a slope below it lets next to no blame through


class Seeds(NamedTuple):
    """How many starts were tried, how many of them learned, how many got stuck."""

    tried: Number
    learned: Number
    stuck: Number


def has_plane(t: Reading) -> bool:
    """Whether the net is dense and has a plane of inputs and a hidden layer."""
    return not t.lesson.beyond_dense and t.sizes[0] == 2 and t.D >= 2


def is_fit(t: Reading) -> bool:
    """Whether the net is dense and makes one number of a single input, over a hidden layer."""
    return not t.lesson.beyond_dense and t.sizes[0] == t.sizes[-1] == 1 and t.D >= 2 and len(t.lesson.data.y or ()) >= LEAST


def is_plane(t: Reading) -> bool:
    """Whether its inputs are a plane."""
    return not is_fit(t)


def says_yes_or_no(t: Reading) -> bool:
    """Whether the net has one sigmoid output or two classes, and examples that are zero or one."""
    y, last = np.array(t.lesson.data.y, dtype=float), (t.sizes[-1], t.lesson.activations[-1])
    return last in ((1, "sigmoid"), (2, "softmax")) and bool(np.isin(y, (0.0, 1.0)).all()) and len(y) >= 2


def is_long(t: Reading) -> bool:
    """Whether there are steps enough to watch."""
    return t.lesson.training.steps >= FEWEST


def labels(t: Reading) -> np.ndarray:
    """0 or 1 of every example, (N,): its only target, or the second of two classes."""
    return np.array(t.lesson.data.y, dtype=float)[:, -1]


def is_xor(t: Reading) -> bool:
    """Whether the examples are the four of XOR, in their usual order."""
    x = np.array(t.lesson.data.x)
    return x.shape == (4, 2) and set(np.unique(x)) == {0.0, 1.0} and labels(t).tolist() == [0.0, 1.0, 1.0, 0.0]


def makes_a_band(t: Reading) -> bool:
    """Whether XOR is learned with two hidden neurons, whose two lines have to bound a band."""
    return is_xor(t) and t.sizes[1] == 2


def is_deep(t: Reading) -> bool:
    """Whether there is more than one hidden layer."""
    return t.D > 2


def steps(t: Reading) -> Number:
    """How many steps of training there are."""
    return t.at("lesson.training.steps", "count")


def last_loss(t: Reading) -> Number:
    """The loss after the last step."""
    return t.losses[len(t.losses) - 1]


def change(t: Reading) -> tuple[Shown, Shown]:
    """The loss before the first step and after the last, with digits that tell them apart."""
    return told_apart(t.losses[0], last_loss(t), SAID)


def peaks(t: Reading) -> bool:
    """Whether the loss goes so high on its way that a plain scale would lay its ends on the floor."""
    losses = t.losses.array
    return bool(losses.min() > 0 and losses.max() > PEAK * max(losses[0], losses[-1]))


# ---- what it says before and after


@lru_cache(maxsize=8)
def _ends(run: Trace) -> tuple[Network, Network]:
    first, last = networks(run, [0, run.lesson.training.steps])
    return first, last


def ends(t: Reading) -> tuple[Network, Network]:
    """The network before the first step and after the last."""
    t.notes(f"{t.root}losses")
    return _ends(t.run)


def _yes(t: Reading, net: Network, x: Array) -> Array:
    """How far the network leans to one, for inputs x (N, 2), (N,): the sum of its output, or of the second class over the first."""
    *_, (z, _) = heard(net, x)
    return z[:, -1] - z[:, 0] if z.shape[1] == 2 else z[:, 0]


def _parts_the_plane(t: Reading, net: Network) -> bool:
    said = _yes(t, net, Plane(np.array(t.lesson.data.x)).grid(GRID)) > 0
    return bool(said.any() and not said.all())


def shown(t: Reading) -> Literal["plane", "curve"]:
    """What the network's answers are drawn as."""
    return "curve" if is_fit(t) else "plane"


def tested_too(t: Reading) -> Literal["yes", "no"]:
    """Whether there are points kept from training."""
    return "yes" if t.lesson.data.test_x else "no"


def opens_on_two(t: Reading) -> bool:
    """Whether a start that gets every point right and one that gets stuck can be seen side by side."""
    return is_plane(t) and is_stuck(t) and sides(t) == "all"


def opens_on_one(t: Reading) -> bool:
    """Whether there is a single run to begin with."""
    return not opens_on_two(t)


def output_bends(t: Reading) -> bool:
    """Whether the output has a curve of its own: it is no identity."""
    return t.net.layers[-1].activation != "identity"


def hidden_draw(t: Reading) -> Literal["lines", "some", "bends"]:
    """What hidden neurons draw: a line each, a line where their weights are not zero, or bends of a curve."""
    if is_fit(t):
        return "bends"
    return "lines" if draws_lines(t) else "some"


def is_deep_plane(t: Reading) -> bool:
    """Whether lines in a plane go on to further hidden layers."""
    return is_plane(t) and is_deep(t)


def read_together(t: Reading) -> Literal["falls", "bends", "restless", "diverged", "unmoved"]:
    """How loss and pictures belong together: what finds its places where the loss falls, or how the run went wrong."""
    went = outcome(t)
    if went == "restless" or went == "diverged" or went == "unmoved":
        return went
    return "bends" if is_fit(t) else "falls"


def advice(t: Reading) -> Literal["sticks", "unmoved", "shorter"]:
    """What to do about a run like this one, if it went wrong; else about the commonest that does."""
    went = outcome(t)
    return "unmoved" if went == "unmoved" else "shorter" if went in ("diverged", "restless") else "sticks"


def begins_with_a_boundary(t: Reading) -> bool:
    """Whether the first network's half runs through the picture."""
    return _parts_the_plane(t, ends(t)[0])


def ends_with_a_boundary(t: Reading) -> bool:
    """Whether the last network's half runs through the picture."""
    return _parts_the_plane(t, ends(t)[1])


def boundary(t: Reading) -> Literal["band", "one", "none"]:
    """What the last network's half draws in the picture: the band of XOR, where all is right; some boundary; nothing."""
    if not ends_with_a_boundary(t):
        return "none"
    return "band" if makes_a_band(t) and sides(t) == "all" else "one"


def sides(t: Reading) -> Literal["all", "one", "some", "unparted"]:
    """Which examples the last network says the right thing of: all, all but one, only some, or some since it says one thing of all."""
    wrong = int(((_yes(t, ends(t)[1], np.array(t.lesson.data.x)) > 0) != (labels(t) > HALF)).sum())
    if wrong and not ends_with_a_boundary(t):
        return "unparted"
    return "all" if not wrong else "one" if wrong == 1 else "some"


def begins(t: Reading) -> Literal["zero", "alike", "apart"]:
    """What the weights begin with: zeros, hidden neurons that are copies of each other, or neurons that differ."""
    first, _ = ends(t)
    if not any(layer.W.any() for layer in first.layers):
        return "zero"
    return "alike" if _are_copies(first) else "apart"


def stay_alike(t: Reading) -> bool:
    """Whether the hidden neurons began as copies of each other and still are."""
    first, last = ends(t)
    return _are_copies(first) and _are_copies(last)


def _are_copies(net: Network) -> bool:
    """Whether all neurons of the first hidden layer say the same."""
    W, b = net.layers[0].W, net.layers[0].b
    return len(W) > 1 and np.allclose(W, W[0]) and np.allclose(b, b[0])


def draws_lines(t: Reading) -> bool:
    """Whether every neuron of the first hidden layer has a line in the plane from the start: weights that are not zero."""
    return bool(ends(t)[0].layers[0].W.any(axis=1).all())


# ---- a start that gets stuck


def is_stuck(t: Reading) -> bool:
    """Whether XOR has counted starts, and a twin that ends with a half for two points which no hidden neuron tells apart."""
    if not is_xor(t) or not t.trace.twins or "seeds" not in t.trace.studies:
        return False
    last = t.trace.twins[0].steps[-1]
    if last.step != t.lesson.training.steps - 1 or sum(abs(e.forward[-1].a[-1] - HALF) < NEAR for e in last.examples) != 2:
        return False
    one, two = pair(t)
    look_alike = np.abs(one.a[1].array - two.a[1].array).max() < NEAR
    return bool(look_alike and max(e.da_dz[1].array.max() for e in (one, two)) < NEAR)


def plateau_end(t: Reading) -> int:
    """The last step at which a second twin's loss is still flat, as a stuck one is; 0 where it is not, or does not learn after that."""
    losses = t.of(twin=1).losses.array if len(t.trace.twins) > 1 else np.zeros(0)
    before = round(LAST * len(losses))
    if not before or outcome_of(losses) not in ("learned", "falling"):
        return 0
    flat = np.flatnonzero(losses[:-before] - losses[before:] < FLAT * losses[0]) + before
    return int(flat[0] + np.argmin(np.diff(flat, append=flat[-1] + 2) == 1)) if len(flat) else 0


def has_plateau(t: Reading) -> bool:
    """Whether a second twin lies flat for long and then falls, while a neuron that is not flat still lets blame through."""
    end = plateau_end(t) if is_stuck(t) else 0
    if not end or t.of(twin=1).losses.array[end] < LEARNED * t.of(twin=1).losses.array[0]:
        return False
    (net,) = networks(t.trace.twins[1], [end])
    (z, _), *_ = heard(net, np.array(t.lesson.data.x))
    wrong = np.argsort(-np.abs(heard(net, np.array(t.lesson.data.x))[-1][1][:, -1] - labels(t)))[:2]
    return bool(net.layers[0].act.slope(z)[wrong].max() > NEAR)


def worst(t: Reading) -> list[int]:
    """Which two examples the twin gets most wrong at its last recorded step."""
    examples = t.trace.twins[0].steps[-1].examples
    return sorted(sorted(range(len(examples)), key=lambda m: -examples[m].L)[:2])


def pair(t: Reading) -> tuple[Reading, Reading]:
    """These two, read at that step."""
    one, two = (t.of(twin=0, step=len(t.trace.twins[0].steps) - 1, example=m) for m in worst(t))
    return one, two


def seeds(t: Reading) -> Seeds:
    """The starts that were counted."""
    return Seeds(*(t.at(f"studies.seeds.{field}", "count") for field in Seeds._fields))
