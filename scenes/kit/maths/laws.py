"""The equations of backpropagation in letters, for any layer; and the two of blame as cards."""

from __future__ import annotations

from typing import Any

from manim import DOWN, ORIGIN, RIGHT, UP, VGroup

from engine import notation
from engine.reading import Reading
from scenes.facts import is_of_classes
from scenes.kit.maths import equations as eq
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.formula import BODY, SMALL, Formula, Label

LAW = 4.83  # how wide a wall holds the law of the hidden layers on one line
STRAIGHT = ("cross_entropy", "softmax")
CANCEL = {STRAIGHT, ("binary_cross_entropy", "sigmoid")}  # losses and activations whose slopes multiply to a - y
SLOPES = {  # of the losses by the outputs, entry by entry
    "squared_error": "({a} - {y})",
    "mse": "2 / n ({a} - {y})",
    "binary_cross_entropy": "({a} - {y}) / ({a} dot.o (1 - {a}))",
    "cross_entropy": "(- {y} / {a})",
    "mae": '1/n op("sign") ({a} - {y})',
    "huber": "1/n max(-1, min(1, {a} - {y}))",
    "hinge": 'cases(-{y} "where" {y} {a} < 1, 0 "elsewhere")',
    "hinge_of_classes": '(1_"near" - {y} sum 1_"near")',
    "own_huber": "1/n max(-{d}, min({d}, {a} - {y}))",
}


class Laws(VGroup):
    """Both laws under their headings, one below the other or, on a low wall, side by side; on a narrow one the second takes two lines.

    first    the `output_law`      second   the `hidden_law`      heads[0], heads[1]   which neurons each is for
    """

    def __init__(self, t: Reading, wall: Region, size: float = BODY) -> None:
        super().__init__()
        self.first, self.second = output_law(t, size, layer=str(t.D)), hidden_law(t, size, broken=wall.width < LAW)
        self.heads = VGroup(Label("the output layer", size=SMALL), Label("every layer before it", size=SMALL))
        cards = [VGroup(head, law).arrange(DOWN, buff=0.16) for head, law in zip(self.heads, (self.first, self.second), strict=True)]
        low = wall.height < 2.5
        self.add(*VGroup(*cards).arrange(RIGHT if low else DOWN, buff=0.4, aligned_edge=UP if low else ORIGIN))
        if low:
            on_one_line(self.heads)
            self.second.shift((self.first["eq"].get_y() - self.second["eq"].get_y()) * UP)
        wall.hold(self)


def lettered(template: str, size: float = BODY, **fields: str) -> Formula:
    """Letters for any l, i, j: every part orange but what came in, which is blue."""
    hues = {name: theme().forward if name in ("a", "z") else theme().backward for name in fields if name not in ("ask", "equals")}
    return Formula(template, size=size, hues=hues, **fields)


def output_law(t: Reading, size: float = BODY, unfold: bool = False, layer: str = "D") -> Formula:
    """delta of the last layer: its slope of the loss times the slope of the activation; `unfold` writes out the first.

    Parts: delta, then dL_da, slope, z; or da_dz, dL_da; or a, y. `layer` is what the last one is called.
    """
    pair = (eq.loss(t), eq.activation(t, t.D))
    if pair == STRAIGHT or (unfold and pair in CANCEL):
        return _last_layers(t, "{a} - {y}", size, layer)
    judge = "own_huber" if eq.loss_function(t)[1] else "hinge_of_classes" if is_of_classes(t) else pair[0]
    slope = SLOPES[judge] if unfold else "{dL_da}"
    return _last_layers(t, f"({{da_dz}})^T {slope}" if pair[1] == "softmax" else f"{slope} dot.o {{slope}} ({{z}})", size, layer)


def _last_layers(t: Reading, right: str, size: float, layer: str) -> Formula:
    """delta of the last layer, as it is called, from a template of its right side."""
    known: dict[str, Any] = {
        **eq.loss_function(t)[1],
        "delta": f"delta^(({layer}))",
        "dL_da": f"(partial L)/(partial a^(({layer})))",
        "da_dz": f"(partial a^(({layer})))/(partial z^(({layer})))",
        "slope": f"{notation.ACTIVATIONS[eq.activation(t, t.D)].typst}'",
        "z": f"z^(({layer}))",
        "a": f"a^(({layer}))",
        "y": "y",
    }
    fields = {name: part for name, part in known.items() if f"{{{name}}}" in "{delta}" + right}
    hues = {name: theme().hue("da_dz" if name == "slope" else name) for name in fields if name != "d"}
    return Formula("{delta} = " + right, size=size, hues=hues, **fields)


def hidden_law(t: Reading, size: float = BODY, broken: bool = False) -> Formula:
    """delta^(l) = (W^(l+1))^T delta^(l+1) o. sigma'(z^(l)), for any l, on one line or `broken` in two. Parts: delta, W, next, slope, z.

    Where every W after the first is a single number, without the transpose.
    """
    hidden = {eq.activation(t, l) for l in range(1, t.D)}
    f = notation.ACTIVATIONS[hidden.pop()].typst if len(hidden) == 1 else "f"
    back = theme().backward
    hues = {"delta": back, "W": theme().positive, "next": back, "slope": back, "z": theme().forward}
    fields = {"delta": "delta^((l))", "W": "W^((l+1))", "next": "delta^((l+1))", "slope": f"{f}'", "z": "z^((l))"}
    W = "{W}" if set(t.sizes[1:]) == {1} else "({W})^T"
    template = (
        f"{{delta}} &= {W} {{next}} \\ &quad dot.o {{slope}} ({{z}})" if broken else f"{{delta}} = {W} {{next}} dot.o {{slope}} ({{z}})"
    )
    return Formula(template, size=size, hues=hues, **fields)


def weights_law(t: Reading, size: float = BODY) -> Formula:
    """dL/dW = delta a^T, of any layer; where only single numbers come in, without the transpose. Parts: dW, delta, a."""
    a = "a^((l-1))" if set(t.sizes[:-1]) == {1} else "(a^((l-1)))^T"
    return lettered("{dW} = {delta} {a}", size=size, dW="(partial L)/(partial W^((l)))", delta="delta^((l))", a=a)


def biases_law(size: float = BODY, shared: bool = False) -> Formula:
    """dL/db = delta, of any layer; of biases that layers share, the sum of it. Parts: db, delta."""
    if shared:
        return lettered("{db} = sum_i {delta}", size=size, db="(partial L)/(partial b^((l)))", delta="delta_i^((l))")
    return lettered("{db} = {delta}", size=size, db="(partial L)/(partial b^((l)))", delta="delta^((l))")
