"""What is said of a thing when it comes: its words, with its own counts, and where in the frame it stands."""

from __future__ import annotations

from scenes.kit.maths.matrix import MatrixView
from scenes.kit.network.diagram import NetworkDiagram
from scenes.sentence import Tongue
from scenes.witness import Box
from studio.describe.looking import Thing
from studio.describe.things import KINDS
from studio.describe.words import of
from studio.describe.words.nouns import GRID, NETWORK

BROAD, LOW = 0.55, 0.3  # of the frame: a thing as broad stands on no side; one as low is at the top or the bottom


def noun(thing: Thing, tongue: Tongue) -> str:
    """ "the network"."""
    return _told(thing, tongue)[0]


def _told(thing: Thing, tongue: Tongue) -> tuple[str, str]:
    """A thing's noun and what is told when it comes; in English where a language has no words for its kind."""
    kind = KINDS[thing.kind]
    assert kind is not None
    told = of(tongue).NOUNS.get(thing.kind) or (kind.noun, kind.words)
    return told[0], told[1]


def words(thing: Thing, tongue: Tongue) -> str:
    """All that is told of a thing when it comes."""
    kind = KINDS[thing.kind]
    assert kind is not None
    if isinstance(thing.of, NetworkDiagram) and kind.words == NETWORK:
        return _network(_told(thing, tongue)[1], thing.of, tongue)
    if kind.words == GRID:
        high, wide = (max(places) + 1 for places in zip(*thing.of.squares, strict=True))
        return str(of(tongue).GRID.format(high=tongue.count(high), wide=tongue.count(wide)))
    return _matrix(thing.of, tongue) if isinstance(thing.of, MatrixView) else _told(thing, tongue)[1]


def where(box: Box, tongue: Tongue) -> str:
    """On which side of the frame something stands, or nothing."""
    left, top, right, bottom = box
    across, down = (left + right) / 2, (top + bottom) / 2
    if right - left < BROAD and abs(across - 0.5) > 0.1:
        return str(of(tongue).WHERE["left" if across < 0.5 else "right"])
    if bottom - top < LOW and abs(down - 0.5) > 0.15:
        return str(of(tongue).WHERE["top" if down < 0.5 else "bottom"])
    return ""


def _matrix(view: MatrixView, tongue: Tongue) -> str:
    """A matrix by its rows and columns, a vector by its numbers, as it is drawn."""
    array, said = view.numbers.array, of(tongue)
    if array.ndim == 1:
        template = said.ROW if len(view.drawn_columns) > 1 else said.COLUMN
        return str(template.format(n=tongue.count(len(array))))
    high, wide = (tongue.count(n) for n in array.shape)
    return str(said.MATRIX.format(high=high, wide=wide))


def _network(article: str, net: NetworkDiagram, tongue: Tongue) -> str:
    phrases = of(tongue)

    def many(one: str, more: str, n: int) -> str:
        return one if n == 1 else more.format(n=tongue.count(n))

    inner = net.sizes[1:-1]
    hidden = ""
    if len(inner) == 1:
        hidden = f", {many(phrases.HIDDEN_ONE, phrases.HIDDEN, inner[0])}"
    elif len(inner) > 1 and len(set(inner)) == 1:
        hidden = f", {phrases.HIDDEN_EACH.format(layers=tongue.count(len(inner)), n=tongue.count(inner[0]))}"
    elif inner:
        sizes = f"{', '.join(tongue.count(n) for n in inner[:-1])} {phrases.AND} {tongue.count(inner[-1])}"
        hidden = f", {phrases.HIDDEN_LIST.format(layers=tongue.count(len(inner)), n=sizes)}"
    inputs, outputs = (
        many(phrases.ONE_INPUT, phrases.INPUTS, net.sizes[0]),
        many(phrases.ONE_OUTPUT, phrases.OUTPUTS, net.sizes[-1]),
    )
    said = str(phrases.NETWORK.format(article=article, inputs=inputs, hidden=hidden, outputs=outputs))
    return said + phrases.WITH_LOSS if net.loss is not None else said
