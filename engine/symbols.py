"""The one table of quantities: how each is written in Typst and in captions, its shape, and its role in the story.

Symbols follow Rumelhart, Hinton and Williams (1986) and Nielsen (2015): `delta` is dL/dz of one example; Vaswani et al. 2017 for
attention (S are the scores, A their softmax, C the context), Hochreiter & Schmidhuber 1997 for gates, Ioffe & Szegedy 2015 for the
norms, Schulman et al. 2017 for policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["forward", "backward", "loss", "parameter", "plain"]


@dataclass(frozen=True)
class Symbol:
    """One quantity; in its shape n are the neurons of layer l, n_in its inputs, T tokens, d numbers a token."""

    name: str
    typst: str  # with {s} where sub- and superscripts go
    shown: str  # for captions, with {s}
    shape: tuple[str, ...]
    role: Role
    of_layer: bool = True


def _slope(of: Symbol) -> Symbol:
    """dL by d of a quantity."""
    return Symbol(f"dL_d{of.name}", f"(partial L)/(partial {of.typst})", f"∂L/∂{of.shown}", of.shape, "backward", of.of_layer)


_N, _IN, _W, _TD = ("n",), ("n_in",), ("n", "n_in"), ("T", "d")
_WHOLE = (
    Symbol("x", "x{s}", "x{s}", ("n_0",), "forward", False),
    Symbol("y", "y{s}", "y{s}", ("n_D",), "plain", False),
    Symbol("L", "L{s}", "L{s}", (), "loss", False),
    Symbol("L_new", "L{s}", "L{s}", (), "loss", False),
    Symbol("count", "n{s}", "n{s}", (), "plain", False),
    Symbol("eta", "eta{s}", "η{s}", (), "plain", False),
    Symbol("h", "h{s}", "h{s}", (), "plain", False),
    Symbol("error", '"error"{s}', "error{s}", (), "plain", False),
)
_DENSE = (
    Symbol("W", "W{s}", "W{s}", _W, "parameter"),
    Symbol("w", "w{s}", "w{s}", (), "parameter"),
    Symbol("b", "b{s}", "b{s}", _N, "parameter"),
    Symbol("z", "z{s}", "z{s}", _N, "forward"),
    Symbol("a", "a{s}", "a{s}", _N, "forward"),
    Symbol("a_in", "a{s}", "a{s}", _IN, "forward"),
)
_CHAIN = (
    Symbol("delta", "delta{s}", "δ{s}", _N, "backward"),
    Symbol("da_dz", "(partial a{s})/(partial z{s})", "∂a{s}/∂z{s}", _N, "backward"),
    Symbol("dz_dw", "(partial z{s})/(partial w{s})", "∂z{s}/∂w{s}", (), "backward"),
)
_BEYOND = (
    Symbol("Q", "Q{s}", "Q{s}", _TD, "forward"),
    Symbol("K", "K{s}", "K{s}", _TD, "forward"),
    Symbol("V", "V{s}", "V{s}", _TD, "forward"),
    Symbol("scores", "S{s}", "S{s}", ("T", "T"), "forward"),
    Symbol("A", "A{s}", "A{s}", ("T", "T"), "forward"),
    Symbol("context", "C{s}", "C{s}", _TD, "forward"),
    Symbol("W_Q", "lr(W^Q){s}", "WQ{s}", _W, "parameter"),
    Symbol("W_K", "lr(W^K){s}", "WK{s}", _W, "parameter"),
    Symbol("W_V", "lr(W^V){s}", "WV{s}", _W, "parameter"),
    Symbol("W_O", "lr(W^O){s}", "WO{s}", _W, "parameter"),
    Symbol("E", "E{s}", "E{s}", _W, "parameter"),
    Symbol("U", "U{s}", "U{s}", _W, "parameter"),
    Symbol("mu", "mu{s}", "μ{s}", _N, "forward"),
    Symbol("var", "lr(sigma^2){s}", "σ²{s}", _N, "forward"),
    Symbol("x_hat", "hat(x){s}", "x̂{s}", _N, "forward"),
    Symbol("m", "m{s}", "m{s}", _N, "forward"),
    Symbol("W_x", "lr(W_x){s}", "Wₓ{s}", _W, "parameter"),
    Symbol("W_h", "lr(W_h){s}", "Wₕ{s}", _W, "parameter"),
    Symbol("state", "h{s}", "h{s}", _TD, "forward"),
    Symbol("cell", "c{s}", "c{s}", _TD, "forward"),
    *(Symbol(gate, f"{gate}{{s}}", f"{gate}{{s}}", _TD, "forward") for gate in "ifgoruv"),
    Symbol("gamma", "gamma{s}", "γ{s}", _N, "parameter"),
    Symbol("beta", "beta{s}", "β{s}", _N, "parameter"),
)
_HEADS = (  # of a loss, not of a layer
    Symbol("ratio", "r{s}", "r{s}", (), "forward", False),
    Symbol("pi", "pi{s}", "π{s}", _N, "forward", False),
    Symbol("log_pi", "log pi{s}", "logπ{s}", _N, "forward", False),
    Symbol("advantage", "hat(A){s}", "Â{s}", (), "plain", False),
    Symbol("epsilon", "epsilon{s}", "ε{s}", (), "plain", False),
)
_STEPS = (  # what an optimiser remembers of a weight, and what a penalty adds to the loss
    Symbol("m", "m{s}", "m{s}", _W, "plain"),
    Symbol("v", "v{s}", "v{s}", _W, "plain"),
    Symbol("m_hat", "hat(m){s}", "m̂{s}", _W, "plain"),
    Symbol("v_hat", "hat(v){s}", "v̂{s}", _W, "plain"),
    Symbol("velocity", "v{s}", "v{s}", _W, "plain"),
    Symbol("accumulator", "s{s}", "s{s}", _W, "plain"),
    Symbol("c", "c{s}", "c{s}", _W, "plain"),
    Symbol("g", "g{s}", "g{s}", _W, "backward"),
    Symbol("Omega", "Omega{s}", "Ω{s}", (), "loss", False),
    Symbol("J", "J{s}", "J{s}", (), "loss", False),
    *(
        Symbol(f"d{of}_d{name}", f"(partial {letter})/(partial {name}{{s}})", f"∂{shown}/∂{name}{{s}}", shape, "backward")
        for of, letter, shown in (("Omega", "Omega", "Ω"), ("J", "J", "J"))
        for name, shape in (("W", _W), ("w", ()), ("b", _N))
    ),
)
SYMBOLS: dict[str, Symbol] = {
    symbol.name: symbol
    for symbol in (*_WHOLE, *_DENSE, *_CHAIN, *map(_slope, _DENSE), *_BEYOND, *map(_slope, _BEYOND), *_HEADS, _slope(_HEADS[0]), *_STEPS)
}
ELEMENT = {"W": "w", "dL_dW": "dL_dw", "dOmega_dW": "dOmega_dw", "dJ_dW": "dJ_dw"}  # an entry of a matrix is written small
PREVIOUS_LAYER = frozenset({"a_in", "dL_da_in"})  # carried by layer l's record, belongs to layer l - 1
REMEMBERED = ("m", "v", "m_hat", "v_hat", "velocity", "accumulator", "c")
KNOWN_AS = {  # fields of records that are a quantity of the table under another name
    **dict.fromkeys(("shares", "step_W"), "dL_dW"), **{f"shares_{k}": f"dL_dW_{k}" for k in "QKVO"}, "step_b": "dL_db",
    **dict.fromkeys(("products", "terms", "W_flipped"), "w"), "Wa": "z", "padded": "a_in", "delta_padded": "delta",
    **dict.fromkeys(("row", "column", "names", "looked_up", "looked_up_U", "looked_up_V"), "x"),
    "mean": "mu", "variance": "var", **dict.fromkeys(("direct", "through_mu", "through_var", "from_Q", "from_K", "from_V"), "dL_da_in"),
    "masked": "scores", **dict.fromkeys(("mask", "jacobian"), "A"), "joined": "context", "dL_djoined": "dL_dcontext",
    "a_skip": "a", "dL_da_skip": "dL_da", "penalties": "Omega", "rates": "eta", **dict.fromkeys(("t", "share_m", "share_v"), "count"),
    **dict.fromkeys(("h", "h_before", "rh"), "state"), **dict.fromkeys(("c", "c_before"), "cell"), **dict.fromkeys(("Wx", "Wh"), "z"),
    **dict.fromkeys(("dL_dh", "later", "dL_drh"), "dL_dstate"), **dict.fromkeys(("dL_dc", "later_c"), "dL_dcell"),
    "shares_x": "dL_dW_x", "shares_h": "dL_dW_h", "draws": "count",
    **dict.fromkeys(("action", "wanted"), "y"), **dict.fromkeys(("log_prob", "log_old_prob", "log_a", "log_likelihood"), "log_pi"),
    "old_prob": "pi", **dict.fromkeys(("low", "high", "clipped_ratio", "dratio_dlog_prob"), "ratio"),
    **dict.fromkeys(("product", "clipped_product", "objective"), "L"), **dict.fromkeys(("dL_dlog_prob", "dlog_prob_dz"), "dL_dz"),
}  # fmt: skip


def symbol_of(field: str) -> str:
    """The name in the table of what a field of a record holds."""
    name = field.removesuffix("_new")
    name = f"dL_d{name.removeprefix('step_')}" if name.startswith("step_") else name
    remembered = name.rpartition("_")[0]  # of an optimiser: m_hat_W
    return remembered if remembered in REMEMBERED else KNOWN_AS.get(name, name)
