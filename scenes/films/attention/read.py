"""The told head, the first of the first attention layer: where it stands, its records, and what its tokens are called."""

from __future__ import annotations

from engine.called import Name
from engine.reading import Number, Numbers, Reading
from engine.symbols import symbol_of

HEADED = ("attention", "multi_head_attention")
FIRST = 0  # the token that is looked at
LONGEST, CARD = 6, 7  # letters of a name that stands as an index, and on a card


def kinds(t: Reading) -> list[str]:
    """The kind of every layer."""
    return [getattr(layer, "kind", "dense") for layer in t.lesson.network.layers]


def layer(t: Reading) -> int:
    """The layer of the head, counted from 1."""
    return 1 + next(k for k, kind in enumerate(kinds(t)) if kind in HEADED)


def heads(t: Reading) -> int:
    """How many heads that layer has."""
    return int(getattr(t.lesson.network.layers[layer(t) - 1], "heads", 1))


def has_several_heads(t: Reading) -> bool:
    """Whether its heads are joined."""
    return kinds(t)[layer(t) - 1] == "multi_head_attention"


def is_causal(t: Reading) -> bool:
    """Whether tokens that come later are hidden."""
    return bool(t.lesson.network.layers[layer(t) - 1].causal)


def head(t: Reading, field: str) -> Numbers:
    """A field of the head's records: Q, scores, dL_dV ..."""
    back = field.startswith("dL_") or field == "jacobian"
    where = f"backward[{t.D - layer(t)}]" if back else f"forward[{layer(t) - 1}]"
    part = ".heads[0]" if has_several_heads(t) else ""
    name = "da_dz" if field == "jacobian" else symbol_of(field)
    return t.numbers(f"{t.x.path.removesuffix('.x')}.{where}{part}.{field}", name, layer(t))


def count(t: Reading) -> int:
    """T, how many tokens are read."""
    return len(head(t, "A"))


def tokens(t: Reading) -> range:
    """All of them, counted from 0."""
    return range(count(t))


def me(t: Reading) -> int:
    """The token that is followed, the last."""
    return count(t) - 1


def seen(t: Reading, k: int) -> range:
    """Whom token k may look at."""
    return range(k + 1) if is_causal(t) else tokens(t)


def is_named(t: Reading) -> bool:
    """Whether tokens have names: those of the outputs, where the table that reads the inputs has a row for each of these."""
    first, names = t.lesson.network.layers[0], t.lesson.names.outputs
    is_read = kinds(t)[0] == "embedding" and first.rows == len(names or ()) and count(t) == len(t.x)
    return is_read and t.lesson.network.loss == "next_token"


def token(t: Reading, k: int) -> Name:
    """What token k is called: by its name, or by its place."""
    named = t.called.output(int(t.x[k].value)) if is_named(t) else None
    return named or Name(f"token {k + 1}", "lesson.network.inputs")


def label(t: Reading, k: int) -> str | Name:
    """What stands on its card."""
    return short(token(t, k)) if is_named(t) else f"$x_{k + 1}$"


def short(name: Name) -> Name:
    """A name as far as there is room for it on a card."""
    return name if len(name.text) <= CARD else Name(f"{name.text[: CARD - 1]}…", name.path)


def index(t: Reading, k: int) -> str:
    """Its index in Typst: a short name, or its place."""
    name = token(t, k).text
    return f'"{name}"' if is_named(t) and name.isascii() and name.isalpha() and len(name) <= LONGEST else f'"{k + 1}"'


def late(t: Reading) -> Reading | None:
    """The told example as it is read at the last recorded step; None where that takes it no more, or is the first."""
    last = t.of(step=-1, example=0)
    if last.told[0] == t.told[0]:
        return None
    x, examples = t.x.array.tolist(), range(len(t.run.steps[last.told[0]].examples))
    return next((read for m in examples if (read := t.of(step=-1, example=m)).x.array.tolist() == x), None)


def row(t: Reading, field: str) -> list[Number]:
    """Of the followed token's row in a square of the head, what it may look at."""
    return [head(t, field)[me(t)][s] for s in seen(t, me(t))]
