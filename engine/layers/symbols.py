"""The names of what layers other than dense compute, for the one table of names in `engine.notation`.

Vaswani et al. 2017 for attention (S are the scores, A their softmax, C the context), Ioffe & Szegedy 2015 for the norms,
Schulman et al. 2017 for policies.
"""

LAYERED = [  # name, Typst, caption, spoken, shape
    ("Q", "Q{s}", "Q{s}", "Q", ("T", "d")),
    ("K", "K{s}", "K{s}", "K", ("T", "d")),
    ("V", "V{s}", "V{s}", "V", ("T", "d")),
    ("scores", "S{s}", "S{s}", "S", ("T", "T")),
    ("A", "A{s}", "A{s}", "[A](/ˈA/)", ("T", "T")),
    ("context", "C{s}", "C{s}", "C", ("T", "d")),
    ("W_Q", "lr(W^Q){s}", "WQ{s}", "W Q", ("n", "n_in")),
    ("W_K", "lr(W^K){s}", "WK{s}", "W K", ("n", "n_in")),
    ("W_V", "lr(W^V){s}", "WV{s}", "W V", ("n", "n_in")),
    ("W_O", "lr(W^O){s}", "WO{s}", "W O", ("n", "n_in")),
    ("E", "E{s}", "E{s}", "E", ("n", "n_in")),
    ("U", "U{s}", "U{s}", "U", ("n", "n_in")),
    ("mu", "mu{s}", "μ{s}", "mu", ("n",)),
    ("var", "lr(sigma^2){s}", "σ²{s}", "sigma squared", ("n",)),
    ("x_hat", "hat(x){s}", "x̂{s}", "x hat", ("n",)),
    ("gamma", "gamma{s}", "γ{s}", "gamma", ("n",)),
    ("beta", "beta{s}", "β{s}", "beta", ("n",)),
]
WHOLE = [  # of a loss, not of a layer
    ("ratio", "r{s}", "r{s}", "r", ()),
    ("pi", "pi{s}", "π{s}", "pi", ("n",)),
    ("log_pi", "log pi{s}", "logπ{s}", "log pi", ("n",)),
    ("advantage", "hat(A){s}", "Â{s}", "the advantage", ()),
    ("epsilon", "epsilon{s}", "ε{s}", "epsilon", ()),
]


def slope(name: str, typst: str, shown: str, spoken: str, shape: tuple[str, ...]) -> tuple[str, str, str, str, tuple[str, ...]]:
    """The row of dL by d of a quantity."""
    return f"dL_d{name}", f"(partial L)/(partial {typst})", f"∂L/∂{shown}", f"d L by d {spoken}", shape


LAYERED += [slope(*row) for row in LAYERED]
WHOLE += [slope(*WHOLE[0])]
KNOWN_AS = {  # fields of records that are a quantity of the table under another name
    **dict.fromkeys(("shares", "step_W"), "dL_dW"), **{f"shares_{k}": f"dL_dW_{k}" for k in "QKVO"}, "step_b": "dL_db",
    **dict.fromkeys(("products", "terms", "W_flipped"), "w"), "Wa": "z", "padded": "a_in", "delta_padded": "delta",
    **dict.fromkeys(("row", "column", "names", "looked_up", "looked_up_U", "looked_up_V"), "x"),
    "mean": "mu", "variance": "var", **dict.fromkeys(("direct", "through_mu", "through_var", "from_Q", "from_K", "from_V"), "dL_da_in"),
    "masked": "scores", **dict.fromkeys(("mask", "jacobian"), "A"), "joined": "context", "dL_djoined": "dL_dcontext",
    "a_skip": "a", "dL_da_skip": "dL_da",
    **dict.fromkeys(("action", "wanted"), "y"), **dict.fromkeys(("log_prob", "log_old_prob", "log_a", "log_likelihood"), "log_pi"),
    "old_prob": "pi", **dict.fromkeys(("low", "high", "clipped_ratio", "dratio_dlog_prob"), "ratio"),
    **dict.fromkeys(("product", "clipped_product", "objective"), "L"), **dict.fromkeys(("dL_dlog_prob", "dlog_prob_dz"), "dL_dz"),
}  # fmt: skip


def symbol_of(field: str) -> str:
    """The name in the table of what a field of a record holds."""
    name = field.removesuffix("_new")
    name = f"dL_d{name.removeprefix('step_')}" if name.startswith("step_") else name
    return KNOWN_AS.get(name, name)
