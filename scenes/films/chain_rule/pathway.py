"""What chapters do that follow a weight to the loss: a board that is cleared for its next formulas, a tag on the weight's edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from manim import Animation, FadeIn, Line, Mobject, VMobject

from engine.reading import Reading
from scenes.chapter import Chapter
from scenes.films.chain_rule.ending import NetworkEnd
from scenes.films.chain_rule.product import Product
from scenes.films.chain_rule.route import route_of
from scenes.kit.place.light import lit


class PathChapter(Chapter):
    """A Chapter told on the example and the weights that `self.route` names, on the network `self.net`.

    room        the region of the formulas            board   what stands there
    tag         the number on the followed weight's edge
    edge, out   the output weight's edge, and the one from its neuron to the loss
    """

    net: NetworkEnd
    edge: Line
    out: Line

    def __init__(self, t: Reading, *args: Any, **kwargs: Any) -> None:
        self.route = route_of(t)
        self.board: VMobject | None = None
        super().__init__(t, *args, **kwargs)
        self.room = self.stage.board

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return route_of(t).t

    def put(self, board: Any) -> Any:
        """Clear the board for its next formulas, which are not yet shown."""
        self.clear_away(self.board, run_time=0.3)
        self.board = self.room.hold(board)
        return board

    def wipe(self, *others: VMobject) -> None:
        """Clear the board, and what else is named."""
        self.clear_away(self.board, *others)
        self.board = None

    def show(self, *mobjects: Mobject, **kwargs: Any) -> None:
        """As in every chapter; nothing happens where there is nothing to show."""
        if mobjects:
            super().show(*mobjects, **kwargs)

    def pick(self, edge: Line, tag: VMobject) -> None:
        """At <weight>, let one weight stand out, its number on its edge."""
        self.at("weight")
        self.play(self.net.focus(edge), FadeIn(tag), run_time=0.7)
        self.pin(tag)

    def pin(self, tag: VMobject) -> None:
        """Let a number that has appeared on an edge ride with the network."""
        self.net.add(tag)
        self.tag = tag

    def unpin(self, *tags: VMobject) -> None:
        """Let numbers that ride with the network leave."""
        self.net.remove(*tags)
        self.clear_away(*tags, run_time=0.3)

    def multiply(self, product: Product, sources: Mapping[int, Sequence[VMobject]], tag: VMobject) -> None:
        """Letters; at <product> each number under its own, while its sources light; at <result> what they make, which flies onto the edge.

        A number that has no sources stands there already.
        """
        letters, numbers = self.put(product)
        self.show(letters, run_time=0.5)
        self.at("product")
        self.show(numbers["eq"], numbers.rest, run_time=0.3)
        for k, parts in sources.items():
            self.play(FadeIn(numbers[f"f{k}"]), *map(lit, parts), run_time=0.45)
        self.at("result")
        self.show(numbers["result"], scale=0.7, run_time=0.5)
        self.unpin(self.tag)
        self.show(tag[0], run_time=0.1)
        self.fly((numbers["result"], tag[1]))
        self.pin(tag)

    def run_to_loss(self) -> None:
        """Light runs over the followed weight to its neuron, and on to the loss."""
        for line in (self.edge, self.out):
            self.play(self.net.flow(line), run_time=0.6)
        self.play(lit(self.net.loss), run_time=0.6)

    def ripple(self, gesture: Callable[[int], Animation], marks: Sequence[str]) -> None:
        """Along the chain, mark by mark, each card with its gesture, while the network shows the same."""
        neuron = self.net.neuron(self.t.D, self.route.i)
        for k, mark in enumerate(marks):
            spot = {"w": self.tag, "end": self.net.loss}.get(mark, neuron)
            lines = {"z": [self.edge], "end": [self.out]}.get(mark, [])
            self.at(mark)
            self.play(gesture(k), *(self.net.flow(line) for line in lines), lit(spot), run_time=0.7)
