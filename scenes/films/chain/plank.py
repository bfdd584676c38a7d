"""A shelf under a chain: what each neuron said stands below it, until the way back takes it down."""

from __future__ import annotations

from manim import DOWN, Line, VGroup

from scenes.films.chain.neuron_chain import NeuronChain
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Label
from scenes.kit.type.number import Num
from scenes.shown import show


class Plank(VGroup):
    """board: the plank and what it is called; nums[l]: the number of layer l (0 is the input) on it.

    Where the chain runs across, each stands below its neuron.
    """

    def __init__(self, chain: NeuronChain, region: Region) -> None:
        super().__init__()
        self.chain = chain
        y = region.y
        left, right = region.left[0], region.left[0] + region.width
        if not chain.down:
            left, right = chain.neuron(0).get_left()[0] - 0.2, chain.loss.get_right()[0]
        plank = Line([left, y, 0], [right, y, 0], color=theme().line, stroke_width=6)
        self.nums = {l: Num(show(chain.t.a[l][0], chain.digits), chain.size + 2) for l in range(chain.t.D + 1)}
        for l, num in self.nums.items():
            x = left + (l + 0.5) * (right - left) / len(self.nums) if chain.down else chain.neuron(l).get_x()
            num.move_to([x, y + 0.1 + num.height / 2, 0])
        name = Label("kept on the shelf", size=SMALL - 2)
        self.board = VGroup(plank, name.next_to(plank, DOWN, buff=0.12).align_to(plank, [1, 0, 0]))

    def moves(self) -> list[tuple[Num, Num]]:
        """From each neuron down to the shelf."""
        return [(self.chain.values[l][0], num) for l, num in self.nums.items()]
