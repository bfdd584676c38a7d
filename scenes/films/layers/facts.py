"""What is so of a stack: which layers are told, their kinds, what their records hold, how slopes go back. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.layers.tables import HEADS
from engine.reading import Number, Numbers, Reading
from scenes.facts import bias as bias
from scenes.films.layers import read
from scenes.films.layers.always import ALWAYS as ALWAYS
from scenes.films.layers.read import coming as coming
from scenes.films.layers.read import ends_here as ends_here
from scenes.films.layers.read import gradient as gradient
from scenes.films.layers.read import held, record
from scenes.films.layers.read import is_used_once as is_used_once
from scenes.films.layers.read import kind as kind
from scenes.films.layers.read import meets as meets
from scenes.films.layers.read import parameter as parameter
from scenes.films.layers.read import parameters as parameters
from scenes.films.layers.read import shortcuts as shortcuts
from scenes.films.layers.read import spec as spec
from scenes.sentence import Term

MOST_LAYERS = 6  # told one by one; of a deeper stack the first three and the last two
MOST_ROWS, MOST_COLUMNS, SMALL = 6, 5, 3  # of a table, drawn; beyond, dots and the last. Of pages two, up to so large
ALWAYS_ROWS, ALWAYS_COLUMNS = 3, 2  # of a table that is drawn whole wherever it stands
MELTING = {("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")}  # and every loss that names what was wanted
RULES = frozenset(  # kinds with a sentence of their own
    {"dense", "conv2d", "max_pool", "mean_pool", "flatten", "activation", "batch_norm", "layer_norm", "residual", "embedding",
     "embedding_pair", "dot", "token_dense", "attention", "multi_head_attention", "dropout", "rnn", "lstm", "gru"}
)  # fmt: skip
NORMS = ("batch_norm", "layer_norm")
HEADED = ("attention", "multi_head_attention")
RECURRENT = ("rnn", "lstm", "gru")
INSIDE = {  # what a kind goes forward with, where that is no parameter
    "dot": "products", "attention": "A", "multi_head_attention": "heads[0].A", "dropout": "m", "rnn": "z", "lstm": "c", "gru": "u",
}  # fmt: skip


# ---- the stack


def told(t: Reading) -> list[int]:
    """The layers that are told one by one."""
    return list(range(1, t.D + 1)) if t.D <= MOST_LAYERS else [1, 2, 3, t.D - 1, t.D]


def told_back(t: Reading) -> list[int]:
    """The same from the end."""
    return told(t)[::-1]


def graded(t: Reading) -> list[int]:
    """Those with parameters, from the end."""
    return [l for l in told_back(t) if parameters(t, l)]


def depth(t: Reading) -> Literal["one", "more"]:
    """Whether there is one layer or more."""
    return "one" if t.D == 1 else "more"


def layers(t: Reading) -> Number:
    """How many layers there are."""
    return t.at("studies.stack.layers", "count")


def inputs(t: Reading) -> Number:
    """How many numbers come in."""
    return numbers(t, 0)


def numbers(t: Reading, l: int) -> Number:
    """How many numbers layer l gives."""
    return t.at(f"studies.stack.numbers[{l}]", "count")


def amount(t: Reading, l: int) -> Literal["one", "more"]:
    """Whether layer l gives one number or more."""
    return "one" if numbers(t, l).value == 1 else "more"


def amount_in(t: Reading) -> Literal["one", "more"]:
    """Whether one number comes in or more."""
    return amount(t, 0)


def total(t: Reading) -> Number:
    """How many parameters the stack has."""
    return t.at("studies.stack.total", "count")


def learns(t: Reading) -> bool:
    """Whether any layer has parameters."""
    return total(t).value > 0


def is_cut(t: Reading) -> bool:
    """Whether a table that is drawn is too large to be drawn whole."""
    outer = [t.x, *(t.a[l] for l in told(t)), *(parameter(t, l, p) for l in graded(t) for p in parameters(t, l)[:2])]
    inside = [found for l in told(t) for found in (inner(t, l), inner_back(t, l)) if found is not None]
    return any(cut(sheet.array.shape, 2) for sheet in outer) or any(cut(sheet.array.shape, 1) for sheet in inside)


def cut(shape: tuple[int, ...], pages: int) -> bool:
    """Whether a table of this shape may be drawn with dots, where so many pages have room."""
    rows, columns = (shape[0], 1) if len(shape) == 1 else shape[-2:]
    return rows > ALWAYS_ROWS or columns > ALWAYS_COLUMNS or int(np.prod(shape[:-2])) > drawn_pages(shape, pages)


def drawn_pages(shape: tuple[int, ...], most: int) -> int:
    """How many pages of a table are drawn, where so many have room: of large ones the first."""
    return min(int(np.prod(shape[:-2])), most if max(shape[-2:]) <= SMALL else 1)


def after_gap(t: Reading, l: int) -> bool:
    """Whether layers that are not told stand before layer l."""
    return l > 1 and l - 1 not in told(t)


def before_gap(t: Reading, l: int) -> bool:
    """Whether layers that are not told stand behind layer l."""
    return l < t.D and l + 1 not in told(t)


# ---- a layer


def rule(t: Reading, l: int) -> str:
    """By which rule layer l goes forward, as it is told: its kind's, of which there may be several; or one told before; or an other."""
    own = _rule(t, l)
    return "again" if own in [_rule(t, k) for k in told(t) if k < l] else own


def _rule(t: Reading, l: int) -> str:
    name = kind(t, l)
    if name == "conv2d":
        return "conv2d_one" if spec(t, l).filters == 1 else "conv2d_many"
    if name == "batch_norm" and spec(t, l).form == "inference":
        return "batch_norm_fixed"
    if name == "dropout":
        return "dropout_larger" if spec(t, l).p else "dropout_plain"
    if name == "residual" and spec(t, l).from_layer == 0:
        return "residual_input"
    return name if name in RULES else "other"


def activation(t: Reading, l: int) -> str:
    """The name of layer l's activation; the identity where it has none."""
    return str(getattr(spec(t, l), "activation", "identity"))


def act(t: Reading, l: int) -> Term:
    """Layer l's activation, to be spoken of."""
    return Term(activation(t, l))


def bend(t: Reading, l: int) -> Literal["softmax", "each"]:
    """Whether layer l's activation makes shares of its sums, or bends each."""
    return "softmax" if activation(t, l) == "softmax" else "each"


def is_bent(t: Reading, l: int) -> bool:
    """Whether an activation is told of after layer l's own rule."""
    return activation(t, l) != "identity" and kind(t, l) != "activation"


def loss(t: Reading) -> Term:
    """The loss, to be spoken of."""
    return Term(str(t.lesson.network.loss))


def has_target(t: Reading) -> bool:
    """Whether outputs are judged by what they should be, and not by themselves."""
    return str(t.lesson.network.loss) != "output"


# ---- what works inside it


def inner(t: Reading, l: int) -> Numbers | None:
    """What layer l goes forward with, besides what comes in."""
    name = kind(t, l)
    if name in NORMS:
        return record(t, l, "x_hat")
    if name == "residual":
        return coming(t, spec(t, l).from_layer + 1)
    own = INSIDE.get(name)
    if own is not None:
        return record(t, l, own)
    mine = parameters(t, l)
    return parameter(t, l, mine[0]) if mine and name != "embedding_pair" else None


def inner_back(t: Reading, l: int) -> Numbers | None:
    """What layer l works out on the way back, before it hands anything on."""
    own = next((field for field in ("delta", "dL_dx_hat", "dL_dscores") if held(t, l, field, back=True)), None)
    return None if own is None else record(t, l, own, back=True)


def handed(t: Reading, l: int) -> Numbers | None:
    """dL/da_in of layer l; None where what comes in is a name."""
    return record(t, l, "dL_da_in", back=True) if held(t, l, "dL_da_in", back=True) else None


# ---- the way back


def has_delta(t: Reading, l: int) -> bool:
    """Whether layer l has sums, and so a delta; of a recurrent one it is told otherwise, time by time."""
    return held(t, l, "delta", back=True) and kind(t, l) not in RECURRENT


def times(t: Reading, l: int) -> int:
    """How many times recurrent layer l goes through."""
    return len(record(t, l, "h"))


def gives_last(t: Reading, l: int) -> bool:
    """Whether layer l goes through several times, and gives the state of the last alone."""
    return kind(t, l) in RECURRENT and spec(t, l).returns == "last" and times(t, l) > 1


def cut_after(t: Reading, l: int) -> int:
    """After how many times slopes go back no further; 0 where nothing cuts them."""
    cut = getattr(spec(t, l), "truncate", None)
    return cut if cut is not None and cut < times(t, l) else 0


def cuts(t: Reading, l: int) -> Literal["each", "stretches", "none"]:
    """Whether slopes are cut at every time, or into stretches of several."""
    return "none" if not cut_after(t, l) else "each" if cut_after(t, l) == 1 else "stretches"


def is_truncated(t: Reading, l: int) -> bool:
    """Whether slopes are cut on their way through time."""
    return cuts(t, l) != "none"


def origin(t: Reading, l: int) -> Literal["plain", "softmax", "slopes", "melts"]:
    """How layer l's delta comes about: two slopes in one, through softmax's table of slopes, by slopes one by one, or as it is."""
    name, judge = activation(t, l), str(t.lesson.network.loss)
    if l == t.D and ((judge, name) in MELTING or judge in HEADS):
        return "melts"
    return "plain" if name == "identity" else "softmax" if name == "softmax" else "slopes"


def way_back(t: Reading, l: int) -> str:
    """By which rule layer l hands slopes back."""
    name = kind(t, l)
    if name == "batch_norm" and spec(t, l).form == "inference":
        return "fixed"
    if name in NORMS:
        return "norm"
    if name in ("embedding", "embedding_pair"):
        return "names"
    if name in RECURRENT:
        return "time" if times(t, l) > 1 else "one_time"
    if name == "dense" and all_single(t):
        return "single"
    return name if name in RULES else "other"


def all_single(t: Reading) -> bool:
    """Whether all layers are single numbers, whose matrices have nothing to turn over."""
    return max(t.sizes) == 1


# ---- parameters


def share(t: Reading, l: int) -> str:
    """How layer l's first parameter gets its slopes."""
    name = kind(t, l)
    if name in ("embedding", "embedding_pair"):
        return "names"
    if name in RECURRENT:
        return "time"
    return read.norm(t, l) or (name if name in ("dense", "conv2d", "token_dense", *HEADED) else "other")


def has_second(t: Reading, l: int) -> bool:
    """Whether layer l has more parameters than one kind."""
    return len(parameters(t, l)) > 1


def second(t: Reading, l: int) -> str:
    """How its second parameter gets its slopes."""
    name = kind(t, l)
    if parameters(t, l)[1] == "b" and name in ("dense", "conv2d", "token_dense"):
        own = "bias" if name == "dense" else "sum"
        before = graded(t)[: graded(t).index(l)] if l in graded(t) else []
        told = any(kind(t, k) == "dense" and parameters(t, k)[1:] and bias(t, k) != "shared" for k in before)
        return "shared" if bias(t, l) == "shared" else "again" if own == "bias" and told else own
    if name in ("rnn", "lstm"):
        return "state"
    return read.norm(t, l) or ("heads" if name in HEADED else "other")
