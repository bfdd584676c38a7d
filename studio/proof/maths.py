"""Rules of maths: every displayed equation is read back from its Typst and worked out on the trace; shapes must go together.

Nothing is listed by hand: symbols mean what the notation table says, functions what the engine computes. An equation of any
l, i, j is worked out for all of them. What cannot be read (a question mark, dots, words) is not checked, and `unchecked` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from engine import notation
from engine.called import Name
from engine.reading import Named, Reading
from scenes.kit.type.ink import Line
from scenes.shown import Shown
from studio.proof import expression
from studio.proof.defect import Box, Defect
from studio.proof.expression import Figure, Symbol, Tree, Unreadable
from studio.proof.walked import Walked
from studio.proof.world import ACTS, Absent, Misshapen, World

RULES = ("wrong equation", "wrong shapes")
NEAR = 1e-7  # relative, of two sides worked out with every digit
ABOUT = 0.05  # relative, of two sides with a wavy equals sign between them
SOFTMAX = notation.ACTIVATIONS["softmax"].definition
WAYS = 400  # assignments of l, i, j that are tried
_ELSEWHERE = re.compile(r"^studies\.|^twins\[|_new\b")
_UPDATE = re.compile(r"steps\[(\d+)\]\.update")
_EXAMPLE = re.compile(r"(?:twins\[(\d+)\]\.)?steps\[(\d+)\]\.examples\[(\d+)\]\.")


@dataclass(frozen=True)
class Checked:
    """A displayed equation: where it was first seen, its sides as written, what is wrong with it, and why it was not worked out."""

    beat: str
    second: float
    box: Box | None
    text: str
    fault: str = ""
    shapes: bool = False
    unread: str = ""


@dataclass(frozen=True)
class Told:
    """A line as Typst, with its numbers as @0, @1, ...; their values; the readings that its names can be about.

    elsewhere: those numbers that are of no told step or example (of a study, of after the step), as (which, its name)
    """

    source: str
    numbers: tuple[float, ...]
    readings: tuple[Reading, ...]
    elsewhere: tuple[tuple[int, str], ...] = ()


def defects(film: Walked) -> list[Defect]:
    """Equations that are not so."""
    mend = "write the formula that the engine computes: engine/notation.py has the table, engine/passes.py the lines"
    wrong = [c for c in checked(film) if c.fault]
    return [Defect(RULES[c.shapes], c.beat, c.second, f"{c.text}: {c.fault}", mend, c.box) for c in wrong]


def unchecked(film: Walked) -> list[Checked]:
    """Equations that could not be worked out, and why."""
    return [c for c in checked(film) if c.unread]


def checked(film: Walked) -> list[Checked]:
    """Every equation seen in a film, once, in order."""
    found: list[Checked] = []
    sheet = Sheet()
    for seen in sorted(film.drawn.lines, key=lambda read: (read.frame, read.box[1])):
        line = _told(seen.line, film.told.reading)
        for sides in expression.equations(line.source):
            text = _plain(" = ".join(sides), seen.line)
            found.append(Checked(seen.beat, seen.frame / film.fps, seen.box, text, *sheet.judged(sides, line)))
    return found


def _told(line: Line, t: Reading) -> Told:
    """A line read back."""
    source = ""
    numbers: list[float] = []
    about: dict[tuple[str | None, ...], None] = {}
    later: set[int] = set()  # recorded steps beyond the told one, of whose update the line tells
    elsewhere: list[tuple[int, str]] = []
    for piece in line.pieces:
        if isinstance(piece, Shown):
            source += f" @{len(numbers)} "
            if _ELSEWHERE.search(piece.number.path):
                elsewhere.append((len(numbers), piece.number.named.name))
            numbers.append(piece.number.value)
            if match := _EXAMPLE.match(piece.number.path):
                about[match.groups()] = None
            elif (match := _UPDATE.match(piece.number.path)) and int(match[1]) != t.told[0]:
                later.add(int(match[1]))
        else:
            source += f" {piece.typst} " if isinstance(piece, Named) else " ? " if isinstance(piece, Name) else f" {piece} "
    readings = [Reading(t.trace, int(step or 0), int(m or 0), None if twin is None else int(twin)) for twin, step, m in about]
    readings += [Reading(t.trace, step) for step in sorted(later)]
    twins = (t.of(twin=k) for k, twin in enumerate(t.trace.twins) if twin.steps)  # letters alone may be about any of the runs
    return Told(source, tuple(numbers), tuple(readings) or (t, *twins), tuple(elsewhere))


def _plain(text: str, line: Line) -> str:
    """An equation in few characters, its numbers as they are shown."""
    shown = [piece.text for piece in line.pieces if isinstance(piece, Shown)]
    return " ".join(re.sub(r"@(\d+)", lambda m: shown[int(m[1])], text).replace("partial ", "d").split())


Verdict = tuple[str, bool, str]  # what is wrong, whether it is the shapes, why it was not worked out
RIGHT: Verdict = ("", False, "")
RECENT = 12  # equations back from which a line that begins with = may go on


class Sheet:
    """Judges equation after equation; remembers what lines go on from, and what was supposed (a_j = 0)."""

    def __init__(self) -> None:
        self._left: list[tuple[Tree, Told]] = []
        self._supposed: list[tuple[Tree, Tree]] = []

    def judged(self, sides: Sequence[str], line: Told) -> Verdict:
        """The verdict on an equation's sides; it is right if it is so in one reading."""
        trees, reasons = [], []
        for side in filter(None, sides):
            try:
                trees.append(expression.read(side))
            except Unreadable as reason:
                reasons.append(f"cannot read {reason}")
        if sides[0] and trees:
            self._left.append((trees[0], line))
        if len(trees) == len(sides) == 2 and names(trees[0], trees[1], line):
            return RIGHT
        if supposition(trees):
            self._supposed.append((trees[0], trees[1]))
            return "", False, "supposed"
        if len(trees) < 2 and reasons:
            return "", False, reasons[0]
        verdict = self._worked(trees, line) if len(trees) > 1 else RIGHT
        return verdict if sides[0] or verdict != RIGHT else self._goes_on(trees[0], line)

    def _goes_on(self, tree: Tree, line: Told) -> Verdict:
        """A line without a left side has to equal one of those above it."""
        if not self._left:
            return "", False, "one side only"
        for left, above in self._left[: -RECENT - 1 : -1]:
            both = Told("", line.numbers + above.numbers, (*line.readings, *above.readings))
            if self._worked([tree, expression.moved(left, len(line.numbers))], both) == RIGHT:
                return RIGHT
        return "it equals nothing that stands above it", False, ""

    def _worked(self, trees: list[Tree], line: Told) -> Verdict:
        found = [self._in(t, mean, trees, line) for t in line.readings for mean in (False, True)]
        return RIGHT if RIGHT in found else min(found, key=lambda verdict: bool(verdict[0]))

    def _in(self, t: Reading, mean: bool, trees: list[Tree], line: Told) -> Verdict:
        worked = 0
        near = ABOUT if re.search(r"\bapprox\b", line.source) else NEAR
        for world in _worlds(trees, t, line, mean):
            try:
                fault = differing([world.value(tree) for tree in trees], near)
            except Absent:
                continue
            except Misshapen as reason:
                return f"the shapes do not go together: {reason}", True, ""
            except Unreadable as reason:
                return "", False, f"cannot read {reason}"
            if fault[0] and any(_fails(world, *premise) for premise in self._supposed):
                continue
            if fault[0]:
                return fault
            worked += 1
        return RIGHT if worked else ("", False, "nothing to try it on")


def names(left: Tree, right: Tree, line: Told) -> bool:
    """Whether an equation only says what a number of another state is: w = 0.6922 after the step."""
    if not isinstance(left, Symbol) or not isinstance(right, Figure) or right.at is None:
        return False
    base = {"W": "w", "L_new": "L"}
    return any(at == right.at and base.get(name, name) == base.get(left.base, left.base) for at, name in line.elsewhere)


def supposition(trees: Sequence[Tree]) -> bool:
    """Whether an equation lays down what an entry of any index is: a_j = 0."""
    if len(trees) != 2 or not isinstance(trees[0], Symbol) or not isinstance(trees[1], Figure):
        return False
    return trees[1].at is None and any(index.isalpha() for index in trees[0].at)


def _fails(world: World, left: Tree, right: Tree) -> bool:
    """Whether a supposition does not hold here."""
    try:
        return bool(world.value(left) != world.value(right))
    except (Absent, Unreadable):
        return False


def differing(values: Sequence[np.ndarray], near: float) -> Verdict:
    """How the sides of an equation differ."""
    for value in values[1:]:
        if value.shape != values[0].shape:
            return f"the sides have the shapes {values[0].shape} and {value.shape}", True, ""
        if not np.allclose(value, values[0], rtol=near, atol=1e-12):
            return f"the sides are {_some(values[0])} and {_some(value)}", False, ""
    return RIGHT


def _some(value: np.ndarray) -> str:
    return np.array2string(value, precision=6, separator=", ", threshold=8).replace("\n", "")


def _worlds(trees: list[Tree], t: Reading, line: Told, mean: bool) -> Iterator[World]:
    """Every way to choose what is left open: l, i, j, and the neuron that a formula without any is about."""
    leaves = [leaf for tree in trees for leaf in expression.leaves(tree)]
    symbols = [s for leaf in leaves if isinstance(leaf, Symbol) for s in (leaf, leaf.top) if s is not None]
    layered = [s for s in symbols if s.base not in ("L", "eta", "n", "x", "y")]
    letters = sorted({i for s in symbols for i in s.at if i.isalpha()} - _bound(trees))
    if any("l" in s.layer for s in layered):
        letters.append("l")
    bare: list[tuple[int, int] | None] = [None]
    if layered and not any(s.layer for s in layered):
        outer = [t.D] if any(s.base in ("y", "L") for s in symbols) else _layers_of(leaves, t, line.source)
        bare = [(l, i) for l in outer for i in range(t.sizes[l])]
    elif symbols and all(s.base == "y" for s in symbols):
        bare = [(t.D, i) for i in range(t.sizes[-1])]
    ranges = [range(1, t.D + 1) if letter == "l" else range(max(t.sizes)) for letter in letters]
    ways = product(bare, product(*ranges))
    for at, chosen in islice(ways, WAYS):
        yield World(t, line.numbers, mean, at, dict(zip(letters, chosen, strict=True)))


def _layers_of(leaves: Sequence[object], t: Reading, source: str) -> list[int]:
    """The layers that a formula without any is about: those of its functions, if there are any; of softmax, no others."""
    acts = {ACTS[name].name for leaf in leaves if isinstance(leaf, str) and (name := leaf.rstrip("'")) in ACTS}
    if SOFTMAX in source:
        return [l for l in range(1, t.D + 1) if _named(t, l) == "softmax"]
    return [l for l in range(1, t.D + 1) if _named(t, l) in acts] or list(range(1, t.D + 1))


def _named(t: Reading, l: int) -> str:
    """The name of layer l's activation; of a layer that has none, none."""
    return str(getattr(getattr(t.net.layers[l - 1], "act", None), "name", ""))


def _bound(trees: list[Tree]) -> set[str]:
    """The indices of sums."""
    found = set()
    waiting = list(trees)
    while waiting:
        tree = waiting.pop()
        if not isinstance(tree, Figure | Symbol):
            found |= {tree.name} - {""}
            waiting += tree.parts
    return found
