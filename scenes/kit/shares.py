"""The equations of a weight's and a bias's share: with numbers, with letters, as matrices."""

from __future__ import annotations

from engine import notation
from engine.reading import Reading
from scenes.kit import equations as eq
from scenes.kit.theme import theme
from scenes.kit.type import BODY, Formula

DELTA, A, DW, DB = "delta_i^((l))", "a_j^((l-1))", "(partial L)/(partial w_(i j)^((l)))", "(partial L)/(partial b_i^((l)))"
STRAIGHT = ("cross_entropy", "softmax")
CANCEL = {STRAIGHT, ("binary_cross_entropy", "sigmoid")}  # losses and activations whose slopes multiply to a - y
SLOPES = {  # of the losses by the outputs, entry by entry
    "squared_error": "({a} - {y})",
    "mse": "2 / n ({a} - {y})",
    "binary_cross_entropy": "({a} - {y}) / ({a} dot.o (1 - {a}))",
    "cross_entropy": "(- {y} / {a})",
}


def _laws(template: str, size: float = BODY, **fields: str) -> Formula:
    """Letters for any l, i, j: every part orange but what came in, which is blue."""
    hues = {name: theme().forward if name in ("a", "z") else theme().backward for name in fields if name not in ("ask", "equals")}
    return Formula(template, size=size, hues=hues, **fields)


def blame_named(t: Reading, l: int, i: int) -> Formula:
    """delta_i = dL/dz_i, with the numbers of layer and neuron. Parts: delta, dz."""
    return Formula("{delta} = {dz}", delta=t.name.delta[l][i], dz=t.name.dL_dz[l][i])


def share_numbers(t: Reading, l: int, i: int, j: int) -> Formula:
    """dL/dw_ij = 0.1385 dot 0.5933 = 0.08217. Parts: dw, delta, a, result."""
    named = {"dw": t.name.dL_dW[l][i][j], "delta": t.delta[l][i], "a": t.a[l - 1][j], "result": t.dL_dW[l][i][j]}
    return Formula("{dw} = {delta:p} dot {a:p} = {result}", **named)


def share_split(t: Reading, l: int, i: int, j: int) -> Formula:
    """dL/dw_ij = 0.08217 = 0.1385 dot 0.5933, the result before its reasons. Parts: dw, result, equals, delta, times, a."""
    named = {"dw": t.name.dL_dW[l][i][j], "delta": t.delta[l][i], "a": t.a[l - 1][j], "result": t.dL_dW[l][i][j]}
    return Formula("{dw} = {result} {equals} {delta:p} {times} {a:p}", equals="=", times="dot", **named)


def share_law() -> Formula:
    """dL/dw_ij = delta_i a_j, of any weight. Parts: dw, delta, a."""
    return _laws("{dw} = {delta} {a}", dw=DW, delta=DELTA, a=A)


def silence() -> Formula:
    """a_j = 0. Part: a."""
    return _laws("{a} = 0", a=A)


def silence_asked() -> Formula:
    """dL/dw_ij = ? Parts: dw, ask."""
    return _laws("{dw} = {ask}", dw=DW, ask='"?"')


def silence_answered() -> Formula:
    """dL/dw_ij = delta_i dot 0 = 0. Parts: dw, delta."""
    return _laws("{dw} = {delta} dot 0 = 0", dw=DW, delta=DELTA)


def bias_numbers(t: Reading, l: int, i: int) -> Formula:
    """dL/db_i = 0.1385 dot 1 = 0.1385. Parts: db, delta, one, result."""
    named = {"db": t.name.dL_db[l][i], "delta": t.delta[l][i], "result": t.dL_db[l][i]}
    return Formula("{db} = {delta:p} dot {one} = {result}", hues={"one": theme().forward}, one="1", **named)


def bias_law() -> Formula:
    """dL/db_i = delta_i, of any bias. Parts: db, delta."""
    return _laws("{db} = {delta}", db=DB, delta=DELTA)


def outer_letters(t: Reading, l: int) -> Formula:
    """dL/dW = delta a^T of layer l. Parts: dW, delta, a."""
    a = "x^T" if l == 1 else f"(a^(({l - 1})))^T"
    return _hued(Formula("{dW} = {delta} {a}", dW=t.name.dL_dW[l], delta=t.name.delta[l], a=a))


def mean_letters() -> Formula:
    """The step's gradient, a mean over its examples."""
    return _laws("{dW} = 1/N sum_(k=1)^N {delta} {a}", dW="(partial L)/(partial W)", delta="delta_k", a="a_k^T")


def output_law(t: Reading, size: float = BODY, unfold: bool = False) -> Formula:
    """delta of the last layer, D: its slope of the loss times the slope of the activation; `unfold` writes out the first. Part: y."""
    pair = (eq.loss(t), eq.activation(t, t.D))
    if pair == STRAIGHT or (unfold and pair in CANCEL):
        return _last_layers(t, "{a} - {y}", size)
    slope = SLOPES[pair[0]] if unfold else "{dL_da}"
    return _last_layers(t, f"({{da_dz}})^T {slope}" if pair[1] == "softmax" else f"{slope} dot.o {{slope}} ({{z}})", size)


def straight(t: Reading) -> bool:
    """Whether the blame of the outputs is a - y from the start, so that y stands in its equation."""
    return (eq.loss(t), eq.activation(t, t.D)) == STRAIGHT


def _last_layers(t: Reading, right: str, size: float) -> Formula:
    """delta of the last layer from a template of its right side."""
    known = {
        "delta": "delta^((D))",
        "dL_da": "(partial L)/(partial a^((D)))",
        "da_dz": "(partial a^((D)))/(partial z^((D)))",
        "slope": f"{notation.ACTIVATIONS[eq.activation(t, t.D)].typst}'",
        "z": "z^((D))",
        "a": "a^((D))",
        "y": "y",
    }
    fields = {name: part for name, part in known.items() if f"{{{name}}}" in "{delta}" + right}
    hues = {name: theme().hue("da_dz" if name == "slope" else name) for name in fields}
    return Formula("{delta} = " + right, size=size, hues=hues, **fields)


def hidden_law(t: Reading, size: float = BODY) -> Formula:
    """delta of a hidden layer, carried back from the next one's. Parts: delta, W, next, slope, z."""
    hidden = {eq.activation(t, l) for l in range(1, t.D)}
    f = notation.ACTIVATIONS[hidden.pop()].typst if len(hidden) == 1 else "f"
    back = theme().backward
    hues = {"delta": back, "W": theme().positive, "next": back, "slope": back, "z": theme().forward}
    fields = {"delta": "delta^((l))", "W": "W^((l+1))", "next": "delta^((l+1))", "slope": f"{f}'", "z": "z^((l))"}
    return Formula("{delta} = ({W})^T {next} dot.o {slope} ({z})", size=size, hues=hues, **fields)


def weights_law(size: float = BODY) -> Formula:
    """dL/dW = delta a^T, of any layer. Parts: dW, delta, a."""
    return _laws("{dW} = {delta} {a}", size=size, dW="(partial L)/(partial W^((l)))", delta="delta^((l))", a="(a^((l-1)))^T")


def biases_law(size: float = BODY) -> Formula:
    """dL/db = delta, of any layer. Parts: db, delta."""
    return _laws("{db} = {delta}", size=size, db="(partial L)/(partial b^((l)))", delta="delta^((l))")


def _hued(formula: Formula) -> Formula:
    formula["a"].set_color(theme().forward)
    return formula
