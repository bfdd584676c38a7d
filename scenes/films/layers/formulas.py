"""The rule of every kind of layer in a line or two of maths: forward, back, and for its parameters."""

from __future__ import annotations

import re

from engine import notation
from engine.reading import Reading
from engine.symbols import symbol_of
from scenes.equation import Equation, equation
from scenes.films.layers import facts
from scenes.kit.maths import equations as eq

Lines = tuple[Equation, ...]

ROLES = {"a": "forward", "x": "forward", "z": "forward", "s": "forward", "n": "forward", "f": "soft", "y": "ink", "L": "loss",
         "W": "positive", "b": "positive", "g": "positive", "k": "positive"}  # fmt: skip


def _lines(templates: tuple[str, ...], **parts: str) -> Lines:
    """Lines with the parts that stand in each; a part has the role that its first letter says, a slope (d...) the backward one."""
    found = []
    for template in templates:
        own = {name: part for name, part in parts.items() if f"{{{name}}}" in template}
        found.append(equation(template, {name: ROLES.get(name[0], "backward") for name in own}, **own))
    return tuple(found)


# ---- the letters of layer l


def _named(t: Reading, l: int) -> dict[str, str]:
    """a, x (what comes in), z, W, b, f, f' of layer l, and their slopes."""
    x, a, z = taken(l), notation.typst("a", l), notation.typst("z", l)
    f = notation.ACTIVATIONS[facts.activation(t, l)].typst
    W, b, delta = (notation.typst(name, l) for name in ("W", "b", "delta"))
    return {"a": a, "x": x, "z": z, "W": W, "b": b, "f": f, "df": f"{f}'", "delta": delta, "da": slope(a), "dx": handed(t, l), "y": "y"}


def taken(l: int) -> str:
    """What comes into layer l: x, or a of the layer before."""
    return "x" if l == 1 else notation.typst("a", l - 1)


def slope(of: str) -> str:
    """dL by this."""
    return f"(partial L)/(partial {of})"


def given(l: int) -> str:
    """dL by what layer l gives."""
    return slope(taken(l + 1))


def handed(t: Reading, l: int) -> str:
    """dL by what comes into layer l; where that goes other ways too, by this way."""
    whole = slope(taken(l))
    return f'lr({whole})_"this way"' if facts.meets(t, l - 1) else whole


def along(l: int) -> str:
    """dL by what layer l gives, by way of the shortcut."""
    return f'lr({given(l)})_"shortcut"'


def of(l: int, name: str) -> str:
    """A parameter of layer l."""
    return notation.typst(symbol_of(name), l)


def at(of: str, index: str) -> str:
    """A quantity at a place of its own: a_t."""
    base, hat, layer = of.partition("^")
    return f"lr({of})_{index}" if "partial" in of else f"{base}_{index}{hat}{layer}"


# ---- forward


def forward(t: Reading, l: int) -> Lines:
    """What layer l does with what comes in."""
    own = _named(t, l)
    plus = " + {b}" if "b" in facts.parameters(t, l) else ""
    sums = {"dense": "{W} {x}", "conv2d": "{W} star {x}", "token_dense": "{W} {xt}"}
    name = facts.kind(t, l)
    out, mid = ("{at}", "{zt}") if name == "token_dense" else ("{a}", "{z}")
    if name in sums:
        bent = (f"{mid} = {sums[name]}{plus}", f"{out} = {{f}} ({mid})")
        lines = (f"{out} = {sums[name]}{plus}",) if facts.activation(t, l) == "identity" else bent
        return _lines(lines, **{f"{of}t": at(own[of], "t") for of in "axz"}, **own)
    if name == "dot":
        right = "sum_k {nu} {nv}" if facts.activation(t, l) == "identity" else "{f} (sum_k {nu} {nv})"
        return _lines(("{a} = " + right,), **own, nu="u_k", nv="v_k")
    templates = _FORWARD.get(name, ('{a} = "layer" ({x})',))
    return _lines(tuple(line if plus else line.replace(" + {b}", "") for line in templates), **own, **_inner(t, l))


_NORM = ("{nx} = ({x} - {nmu}) / sqrt({ns} + epsilon)", "{a} = {g} dot.o {nx} + {k}")
_FORWARD = {
    "max_pool": ('{a} = max_"window" {x}',),
    "mean_pool": ('{a} = "mean"_"window" {x}',),
    "flatten": ('{a} = {x} "in one row"',),
    "activation": ("{a} = {f} ({x})",),
    "batch_norm": _NORM,
    "layer_norm": _NORM,
    "residual": ("{a} = {x} + {sa}",),
    "embedding": ('{a} = "rows" {x} "of" {WE}',),
    "embedding_pair": ('{a} = "rows" {x} "of" {WU}, {WV}',),
    "attention": ('{sA} = "softmax" (({sQ} {sK}^T) / sqrt(d))', "{a} = {sA} {sV}"),
    "multi_head_attention": ('{sC} = {sA} {sV} "of every head"', '{a} = "joined" {sC} {WO}^T'),
    "dropout": ("{a} = {nm} dot.o {x}",),
    "rnn": (r"{zt} &= {Wx} {xt} \ &quad + {Wh} {sb} + {b}", "{st} = {f} ({zt})"),
    "lstm": ("{sc} = {sf} dot.o {scb} + {si} dot.o {sg}", "{st} = {so} dot.o tanh ({sc})"),
    "gru": (r"{st} &= {su} dot.o {sb} \ &quad + (1 - {su}) dot.o {sv}",),
}


def _inner(t: Reading, l: int) -> dict[str, str]:
    """What stands inside of kinds that have more than sums."""
    named = {"nx": "x_hat", "nmu": "mu", "ns": "var", "g": "gamma", "k": "beta", "WE": "E", "WU": "U", "WV": "V", "sA": "A", "sQ": "Q",
             "sK": "K", "sV": "V", "sC": "context"}  # fmt: skip
    written = {part: notation.typst(name) for part, name in named.items()} | _in_time(t, l)
    skip = facts.spec(t, l).from_layer if facts.kind(t, l) == "residual" else 0
    return {**written, "sa": taken(skip + 1), "WO": "(W^O)"}


def _in_time(t: Reading, l: int) -> dict[str, str]:
    """What stands inside of recurrent layers, at time t; and the numbers that dropout multiplies with."""
    own = {part: at(notation.typst(name, l), "t") for part, name in (("st", "state"), ("sc", "cell"), ("zt", "z"))}
    before = {part: at(notation.typst(name, l), "(t - 1)") for part, name in (("sb", "state"), ("scb", "cell"))}
    gates = {f"s{gate}": f"{gate}_t" for gate in "ifgouv"}
    weights = {f"W{letter}": of(l, f"W_{letter}") for letter in "xh"}
    return {**own, **before, **gates, **weights, "xt": at(taken(l), "t"), "nm": notation.typst("m", l)}


# ---- back


def back(t: Reading, l: int) -> Lines:
    """How the slope of what layer l gave becomes the slope of what it took."""
    own, name = _named(t, l), facts.way_back(t, l)
    parts = {**own, **_inner(t, l), "xt": at(own["x"], "t"), "deltat": at(own["delta"], "t"), "dat": at(own["da"], "t"),
             "dxt": at(own["dx"], "t"), "du": slope("u"), "dv": slope("v"), "nu": "u", "nv": "v", "dn": slope("hat(x)"),
             "dmu": '"through" mu', "ds": '"through" sigma^2', "dq": '"through" Q', "dk": '"through" K', "dw": '"through" V',
             "dp": slope(parts_skip(t, l))}  # fmt: skip
    parts |= {"dst": at(slope(notation.typst("state", l)), "t"), "deltan": at(own["delta"], "(t + 1)")}
    templates = _TIME[facts.kind(t, l)] if facts.kind(t, l) in _TIME else _BACK.get(name, ('{dx} = "back through" thick {da}',))
    return _lines((*_delta(t, l), *templates), **parts)


def parts_skip(t: Reading, l: int) -> str:
    """What a shortcut brings along."""
    return taken(facts.spec(t, l).from_layer + 1) if facts.kind(t, l) == "residual" else "a"


def met(l: int) -> Lines:
    """Where two ways meet: the slope of what layer l gave is that of one and that of the other, added."""
    return _lines((r'{da} &= "this way" \ &quad + "shortcut"',), da=given(l))


def _delta(t: Reading, l: int) -> tuple[str, ...]:
    """delta of a layer that has sums."""
    if not facts.has_delta(t, l):
        return ()
    if facts.origin(t, l) == "melts":
        return (_MELTED.get(str(t.lesson.network.loss), "{delta} = {a} - {y}"),)
    right = {"plain": "{da}", "softmax": "({df})^T {da}", "slopes": "{da} dot.o {df} ({z})"}[facts.origin(t, l)]
    return (f"{{delta}} = {right}",)


_TIME = {
    "rnn": ('{dst} = "at once" + ({Wh})^T {deltan}', "{deltat} = {dst} dot.o {df} ({zt})", "{dxt} = ({Wx})^T {deltat}"),
    "lstm": ('{dst} = "at once" + ({Wh})^T {deltan}', "{dxt} = ({Wx})^T {deltat}"),
    "gru": (r'{dst} &= "at once" \ &quad + "by the next time"', "{dxt} = ({Wx})^T {deltat}"),
}
_MELTED = {
    "next_token": "{delta} = 1/T ({a} - 1_{y})",
    "policy_gradient": '{delta} = hat(A) ({a} - 1_"action")',
    "ppo": '{delta} = (partial L)/(partial r) r (1_"action" - {a})',
}
_BACK = {
    "dense": ("{dx} = ({W})^T {delta}",),
    "single": ("{dx} = {W} {delta}",),
    "conv2d": ('{dx} = {delta} star {W} "turned"',),
    "token_dense": ("{dxt} = ({W})^T {deltat}",),
    "dot": ("{du} = {delta} {nv}", "{dv} = {delta} {nu}"),
    "activation": ("{dx} = {delta}",),
    "max_pool": ('{dx} = {da} "at the largest, else" 0',),
    "mean_pool": ('{dx} = {da} "in equal parts"',),
    "flatten": ('{dx} = {da} "folded back"',),
    "norm": ("{dn} = {g} dot.o {da}", '{dx} &= "direct" \\ &quad + {ds} \\ &quad + {dmu}'),
    "fixed": ("{dx} = {g} dot.o {da} / sqrt({ns} + epsilon)",),
    "residual": ("{dx} = {da}", '{da} "also to" {sa}'),
    "names": ('"rows get" {da}',),
    "dropout": ("{dx} = {nm} dot.o {da}",),
    "attention": ("{dx} &= {dq} \\ &quad + {dk} \\ &quad + {dw}",),
    "multi_head_attention": ('{dx} &= sum_"heads" ({dq} \\ &quad + {dk} + {dw})',),
}


# ---- parameters


def grades(t: Reading, l: int, name: str) -> Lines:
    """How the slopes of a parameter of layer l come about."""
    own = _named(t, l)
    template = _GRADES.get((facts.kind(t, l), name), _GRADES.get(("", name), '{d} = sum_"uses" "share"'))
    if name == "b" and facts.bias(t, l) == "shared":
        template = "{d} = sum_i {deltai}"
    if facts.all_single(t):
        template = template.replace("({x})^T", "{x}")
    if name in ("gamma", "beta") and facts.is_used_once(t, l):
        template = template.replace('sum_"uses" ', "")
    own |= {"deltai": at(own["delta"], "i")}
    parts = {**own, "xt": at(own["x"], "t"), "deltat": at(own["delta"], "t"), "dat": at(own["da"], "t"), "nx": "hat(x)",
             "deltap": at(own["delta"], "p"), "xp": at(own["x"], "p"),
             "sb": at(notation.typst("state", l), "(t - 1)"), "dqt": slope("q_t"), "dkt": slope("k_t"), "dvt": slope("v_t")}  # fmt: skip
    return _lines((template,), d=slope(of(l, name)), **parts)


_GRADES = {
    ("dense", "W"): "{d} = {delta} ({x})^T",
    ("dense", "b"): "{d} = {delta}",
    ("conv2d", "W"): '{d} = sum_"positions" {deltap} {xp}',
    ("conv2d", "b"): '{d} = sum_"positions" {deltap}',
    ("token_dense", "W"): '{d} = sum_"tokens" {deltat} {xt}^T',
    ("token_dense", "b"): '{d} = sum_"tokens" {deltat}',
    ("", "gamma"): '{d} = sum_"uses" {da} dot.o {nx}',
    ("", "beta"): '{d} = sum_"uses" {da}',
    ("", "E"): '{d} : {dat} "added to row" {xt}',
    ("embedding_pair", "U"): '{d} : {da} "added to its row"',
    ("embedding_pair", "V"): '{d} : {da} "added to its row"',
    ("", "W_x"): '{d} = sum_"times" {deltat} {xt}^T',
    ("rnn", "W_h"): '{d} = sum_"times" {deltat} {sb}^T',
    ("lstm", "W_h"): '{d} = sum_"times" {deltat} {sb}^T',
    ("", "W_Q"): '{d} = sum_"tokens" {dqt} {xt}^T',
    ("", "W_K"): '{d} = sum_"tokens" {dkt} {xt}^T',
    ("", "W_V"): '{d} = sum_"tokens" {dvt} {xt}^T',
}


def inline(line: Equation) -> Equation:
    """The same, its slopes on one line."""
    parts = {name: _inline(part) if isinstance(part, str) else part for name, part in line.parts.items()}
    return Equation(line.template, parts, line.roles)


def _inline(part: str) -> str:
    return re.sub(r"\(partial L\)/\(partial ([^/]*)\)$", r"partial L slash partial \1", part)


# ---- the loss, and the two questions


def loss(t: Reading) -> Lines:
    """The loss as the lesson defines it, and what it is here."""
    return eq.loss_letters(t), equation("{L} = {result}", L=t.name.L, result=t.L)


def first_slope(t: Reading) -> Lines:
    """The slope of the loss by an output."""
    f, own = eq.loss_function(t)
    return (equation("{da} = " + f.slope, {"da": "backward"}, da=slope(f"a_i^(({t.D}))"), **own),)


def answers() -> Lines:
    """What every layer has to answer: the slope of what it took, and of its parameters."""
    given = {"da": slope('"out"'), "dx": slope('"in"'), "dp": slope("theta")}
    jacobian = '((partial "out")/(partial {}))^T'
    return _lines(
        ("{dx} = {jx} {da}", "{dp} = {jp} {da}"), **given, jx=jacobian.format('"in"'), jp=jacobian.format("theta")
    )  # fmt: skip


def counts(t: Reading) -> Lines:
    """How many inputs, layers and parameters the stack has."""
    found = {"inputs": facts.inputs(t), "layers": facts.layers(t), "parameters": facts.total(t)}
    return tuple(equation(f'"{what}:" quad {{n}}', n=number) for what, number in found.items())


def shape(t: Reading, l: int) -> Equation:
    """How large what layer l gives is: 1 times 4 times 4."""
    sizes = t.numbers(f"studies.stack.shapes[{l}]", "count")
    return equation(" times ".join(f"{{n{k}}}" for k in range(len(sizes))), **{f"n{k}": size for k, size in enumerate(sizes)})
