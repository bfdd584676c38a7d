"""Typst maths read back as an expression tree: symbols with layer and indices, numbers, sums, products, functions.

equation  sides between = (or approx)         term    factors side by side, or with dot, times, dot.o between them
factor    an atom with its scripts, or a / b  atom    number, symbol, (partial L)/(partial a), f(x), sum_i term, ( ... )
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from engine import notation

TOKEN = re.compile(r"""@\d+|\d+(?:\.\d+)?|"[^"]*"|[A-Za-z]+(?:\.[a-z]+)*|[=+\-−*/^_(),<>&\\'?:]""")
SYMBOLS = frozenset({"x", "y", "L", "eta", "W", "w", "b", "z", "a", "delta"})
FUNCTIONS = frozenset({"f", "ln", "Phi", "phi", "max", *(f.typst.strip('"') for f in notation.ACTIVATIONS.values())})
PRODUCTS = {"dot": "*", "times": "*", "dot.o": "o"}
SPACES = frozenset({"quad", "thick", "thin", "space", "&", "\\"})


class Unreadable(ValueError):
    """Typst that this grammar does not know."""


@dataclass(frozen=True)
class Figure:
    """A number: one of the film's, by its place in the line, or a constant."""

    at: int | None = None
    constant: float = 0.0


@dataclass(frozen=True)
class Symbol:
    """A quantity: layer as written ("2", "l+1", "D", "" where none is), indices as written, `top` for a derivative's numerator."""

    base: str
    layer: str = ""
    at: tuple[str, ...] = ()
    new: bool = False
    top: Symbol | None = None


@dataclass(frozen=True)
class Node:
    """An operation: + - * o / ^ neg T sum, or a function's name; `name` is the index of a sum."""

    op: str
    parts: tuple[Tree, ...]
    name: str = ""


Tree = Figure | Symbol | Node


def equations(source: str) -> list[list[str]]:
    """The sides of each equation of a line, as written; the first is "" in a line that goes on from the one before.

    A lone equals sign, or one with nothing to its right, joins things that are drawn apart: that is no equation in type.
    """
    found = []
    for piece in re.split(r"\bquad\b|arrow\.r\.long", re.sub(r"\\\s*&\s*(quad)?|&", " ", source)):
        sides = [side.strip() for side in re.split(r"(?<![<>])=|\bapprox\b", piece)] if _top_level(piece) else [piece]
        if len(sides) > 1 and all(sides[1:]):
            found.append(sides)
    return found


def _top_level(piece: str) -> bool:
    """Whether no equals sign stands inside brackets."""
    depth = 0
    for character in piece:
        depth += (character == "(") - (character == ")")
        if character == "=" and depth:
            return False
    return True


def read(source: str) -> Tree:
    """The tree of one side of an equation; Unreadable where it cannot be understood."""
    text = re.sub(r"\s+", " ", source)
    if TOKEN.sub("", text).strip():
        raise Unreadable(TOKEN.sub("", text).strip())
    reader = _Reader([token for token in TOKEN.findall(text) if token not in SPACES])
    tree = reader.sum()
    if reader.rest:
        raise Unreadable(" ".join(reader.rest))
    return tree


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self.rest = tokens

    def peek(self, k: int = 0) -> str:
        return self.rest[k] if len(self.rest) > k else ""

    def take(self, expected: str = "") -> str:
        if not self.rest or (expected and self.rest[0] != expected):
            raise Unreadable(f"{self.peek() or 'the end'} where {expected or 'something'} belongs")
        return self.rest.pop(0)

    def sum(self) -> Tree:
        signed = self._sign()
        tree: Tree = Node("neg", (self.term(),)) if signed else self.term()
        while self.peek() in ("+", "-", "−"):
            op = "+" if self.take() == "+" else "-"
            tree = Node(op, (tree, self.term()))
        return tree

    def _sign(self) -> bool:
        return bool(self.peek() in ("-", "−") and self.take())

    def term(self) -> Tree:
        tree = self.factor()
        while self.peek() and self.peek() not in ("+", "-", "−", ")", ",", "=", "<", ">", "?", ":"):
            op = PRODUCTS[self.take()] if self.peek() in PRODUCTS else "*"
            tree = Node(op, (tree, self.factor()))
        return tree

    def factor(self) -> Tree:
        if self._derivative_ahead():
            return self.derivative()
        tree = self.scripted()
        while self.peek() == "/":
            self.take()
            tree = Node("/", (tree, self.scripted()))
        return tree

    def _derivative_ahead(self) -> bool:
        return self.peek() == "(" and self.peek(1) == "partial"

    def derivative(self) -> Symbol:
        """(partial L)/(partial a_1): the symbol below, with the one above as its top."""
        halves = []
        for before in ("", "/"):
            if before:
                self.take(before)
            self.take("(")
            self.take("partial")
            halves.append(self.symbol(self.take()))
            self.take(")")
        return Symbol(halves[1].base, halves[1].layer, halves[1].at, top=halves[0])

    def scripted(self) -> Tree:
        tree = self.atom()
        while self.peek() == "^":
            self.take()
            if self.peek() == "T":
                self.take()
                tree = Node("T", (tree,))
            else:
                tree = Node("^", (tree, self.group()))
        return tree

    def group(self) -> Tree:
        """What a superscript or subscript holds."""
        if self.peek() != "(":
            return self.atom()
        return self.brackets()

    def brackets(self) -> Tree:
        self.take("(")
        tree = self.sum()
        self.take(")")
        return tree

    def atom(self) -> Tree:
        token = self.peek()
        if token == "(":
            return self.brackets()
        self.take()
        if token.startswith("@"):
            return Figure(at=int(token[1:]))
        if token[:1].isdigit():
            return Figure(constant=float(token))
        if token == "sum":
            self.take("_")
            index = self.index()
            return Node("sum", (self.term(),), index)
        if token == "e" and self.peek() == "^":
            self.take()
            return Node("exp", (self.group(),))
        if token in FUNCTIONS or (token.startswith('"') and self.peek() in ("(", "'")):
            return self.function(token.strip('"'))
        if token in SYMBOLS:
            return self.symbol(token)
        if token == "n":
            return Symbol("n")
        raise Unreadable(token)

    def index(self) -> str:
        token = self.take()
        if token == "(" or len(token) != 1 or not token.isalpha():
            raise Unreadable(f"a sum over {token}")
        return token

    def function(self, name: str) -> Tree:
        prime = bool(self.peek() == "'" and self.take())
        if name == "ln" and self.peek() != "(":
            return Node("ln", (self.scripted(),))
        self.take("(")
        parts = [self.sum()]
        while self.peek() == ",":
            self.take()
            parts.append(self.sum())
        self.take(")")
        return Node(name + "'" * prime, tuple(parts))

    def symbol(self, base: str) -> Symbol:
        """A symbol with its subscripts and its layer; powers and transposes are left to whoever asked."""
        if base not in SYMBOLS:
            raise Unreadable(base)
        at: tuple[str, ...] = ()
        layer, new = "", False
        while (self.peek() == "_") or (self.peek() == "^" and self.peek(1) == "(" and self.peek(2) == "("):
            script, inner = self.take(), self._inner()
            if script == "_":
                at = _indices(inner)
            else:
                layer, new = _layer(inner)
        return Symbol(base, layer, at, new)

    def _inner(self) -> list[str]:
        """The tokens of a script."""
        if self.peek() != "(":
            return [self.take()]
        depth, inner = 0, []
        while True:
            token = self.take()
            depth += (token == "(") - (token == ")")
            inner.append(token)
            if not depth:
                return inner[1:-1]


def _indices(tokens: list[str]) -> tuple[str, ...]:
    """11 is 1, 1; with commas, numbers stand as they are."""
    if "," in tokens:
        return tuple(token for token in tokens if token != ",")
    if not all(token.isdigit() or (token.isalpha() and len(token) == 1) for token in tokens):
        raise Unreadable("_" + "".join(tokens))
    return tuple("".join(tokens))


def _layer(tokens: list[str]) -> tuple[str, bool]:
    """(2), (l + 1), (2) "new"."""
    new = tokens[-1:] == ['"new"']
    inner = tokens[:-1] if new else tokens
    if inner[:1] != ["("] or inner[-1:] != [")"]:
        raise Unreadable("^" + "".join(tokens))
    return "".join(inner[1:-1]), new


def moved(tree: Tree, by: int) -> Tree:
    """A tree whose numbers stand so many places further on."""
    if isinstance(tree, Node):
        return Node(tree.op, tuple(moved(part, by) for part in tree.parts), tree.name)
    return Figure(tree.at + by) if isinstance(tree, Figure) and tree.at is not None else tree


def leaves(tree: Tree) -> list[Any]:
    """Every figure and symbol of a tree, and the names of its operations."""
    if isinstance(tree, Node):
        return [tree.op, *(leaf for part in tree.parts for leaf in leaves(part))]
    return [tree]
