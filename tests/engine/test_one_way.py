"""One way through the engine: no branch for networks of more than dense layers, and the dense equation in one file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.layers.base import KindSpec, LayerKind
from engine.layers.tables import KINDS, RECORDS

ENGINE = Path(__file__).parents[2] / "engine"
DENSE = "engine/layers/dense.py"
WEIGHTS, BIASES = {"W", "matrix", "weights", "w"}, {"b", "bias", "biases"}
PRODUCTS = {"dot", "matmul", "einsum", "apply", "inner", "vdot", "tensordot"}


# ---- The rules: each takes a path and its text and gives the defects it finds. ----


def words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every identifier, with its line: names, attributes, arguments, keywords, definitions, imports."""
    for node in ast.walk(tree):
        for field in ("id", "attr", "arg", "name", "asname", "module"):
            if isinstance(word := getattr(node, field, None), str):
                yield getattr(node, "lineno", 0), word


def no_layered(path: str, text: str) -> list[str]:
    """A network is a network: nothing asks whether it is "layered"."""
    return [f"{path}:{line} says {word}" for line, word in words(ast.parse(text)) if "layered" in word.lower()]


def named(node: ast.AST, names: set[str]) -> bool:
    """Whether an expression is of one of these arrays: W, layer.W, p["W"], W.T, np.swapaxes(W, ...), b[:, None], copies in lists."""
    for part in ast.walk(node):
        word = part.id if isinstance(part, ast.Name) else part.attr if isinstance(part, ast.Attribute) else None
        word = part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else word
        if word is not None and (word in names or (len(word) == 2 and word[0] in names and word[1] in "ls")):
            return True
    return False


def product(node: ast.AST) -> bool:
    """Whether an expression multiplies by weights: W @ a, a.dot(W.T), np.dot(a, W.T)."""
    for part in ast.walk(node):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.MatMult) and named(part, WEIGHTS):
            return True
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in PRODUCTS and named(part, WEIGHTS):
            return True
    return False


def sums(function: ast.AST) -> Iterator[tuple[int, ast.AST, ast.AST]]:
    """Every p + q, and every p += q with what p was before, of a piece of code: its line, and both sides."""
    was: dict[str, ast.AST] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            was[node.targets[0].id] = node.value
    for node in ast.walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = node.left, node.right
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
            sides = node.target, node.value
        else:
            continue
        yield node.lineno, *(was.get(side.id, side) if isinstance(side, ast.Name) else side for side in sides)


def dense_once(path: str, text: str) -> list[str]:
    """z = W a + b of a dense layer stands in its file; a convolution is none."""
    if path in (DENSE, "engine/layers/conv2d.py"):
        return []
    both = ((line, (p, q)) for line, p, q in sums(ast.parse(text)))
    found = [line for line, (p, q) in both if (product(p) and named(q, BIASES)) or (product(q) and named(p, BIASES))]
    return [f"{path}:{line} weighs and adds a bias: call {DENSE}" for line in found]


RULES = [no_layered, dense_once]


def sources() -> list[tuple[str, str]]:
    """Every file of the engine."""
    return [(str(path.relative_to(ENGINE.parent)), path.read_text(encoding="utf-8")) for path in sorted(ENGINE.rglob("*.py"))]


@pytest.mark.parametrize("rule", RULES)
def test_the_engine_keeps(rule):
    assert [defect for path, text in sources() for defect in rule(path, text)] == []


def test_the_films_compute_no_layer_themselves():
    films = sorted((ENGINE.parent / "scenes").rglob("*.py"))
    assert [defect for path in films for defect in dense_once(str(path), path.read_text(encoding="utf-8"))] == []


def test_the_files_are_found_and_the_equation_is_where_it_should_be():
    found = dict(sources())
    assert {DENSE} <= set(found)
    assert dense_once("engine/elsewhere.py", found[DENSE])


# ---- Each rule fires. ----

PLANTED = [
    (no_layered, "if lesson.layered:\n    pass"),
    (no_layered, "def layered_run(): ..."),
    (no_layered, "class LayeredProblem: ..."),
    (no_layered, "LAYERED = True"),
    (no_layered, "from engine.layers import passes as layered"),
    (no_layered, "run(layered=True)"),
    (dense_once, "z = a @ layer.W.T + layer.b"),
    (dense_once, "z = layer.b + layer.W @ a"),
    (dense_once, 'z = a_in[0] @ p["W"].T + p["b"]'),
    (dense_once, "def f(W, b, a):\n    z = np.dot(a, W.T)\n    z += b\n    return z"),
    (dense_once, "def f(W, b, a):\n    Wa = W @ a\n    return Wa + b"),
    (dense_once, "z = outs[-1] @ np.swapaxes(Wl, 1, 2) + bl[:, None, :]"),
    (dense_once, "z = counter.apply(matrix, a) + bias"),
    (dense_once, "z = a.dot(W.T) + b"),
    (dense_once, "y = np.asarray(x @ w + b)"),
]
KEPT = [
    (no_layered, "for layer in net.layers:\n    layer.run(p, a)"),
    (no_layered, '"""Layered: a word for readers."""'),
    (dense_once, "back = W.T @ delta"),
    (dense_once, "a = gamma * x_hat + beta"),
    (dense_once, "context = A @ V\nboth = parts[0] + parts[1]"),
]


@pytest.mark.parametrize(("rule", "text"), PLANTED)
def test_a_planted_violation_is_found(rule, text):
    assert rule("engine/elsewhere.py", text)


@pytest.mark.parametrize(("rule", "text"), KEPT)
def test_what_is_right_is_let_be(rule, text):
    assert rule("engine/elsewhere.py", text) == []


def test_every_rule_has_a_planted_violation():
    assert {rule for rule, _ in PLANTED} == set(RULES)


# ---- Dense is a kind among the kinds. ----


def test_every_kind_has_a_table_and_both_records():
    assert set(KINDS) == set(RECORDS)
    assert all(issubclass(table, KindSpec) for table in KINDS.values())


def test_every_layer_goes_both_ways():
    def kinds(base: type) -> Iterator[type]:
        for kind in base.__subclasses__():
            yield kind
            yield from kinds(kind)

    leaves = [kind for kind in kinds(LayerKind) if hasattr(kind, "kind") and kind.__module__.startswith("engine.")]
    assert {kind.kind for kind in leaves} == set(KINDS)
    for kind in leaves:
        assert kind.run is not LayerKind.run
        assert kind.pull is not LayerKind.pull
