"""The names that a lesson gives, small, for beside or under the neurons that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from manim import DOWN, LEFT, RIGHT, UP, Mobject, VGroup, config

from engine.called import Name
from engine.reading import Reading
from scenes.kit.network.layout import SIDE, Layout
from scenes.kit.place.plate import plate
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

Names = Mapping[int, Sequence[Name | None]]  # by layer
SIZE, TALL_SIZE = 22, 25  # font size, to be read on a phone in a tall frame
SYMBOL_ROOM = 0.62  # between two neurons, for the symbol over the lower one
ROOM = 0.76  # between two neurons, for the symbol over the lower one and the name under the upper one
WIDEST = 1.3  # width of a name, for which layers move together where it stands beside its neuron
INWARD = 0.72  # how far a name under its neuron reaches to where the edges are, in radii


def has_symbol_room(layout: Layout) -> bool:
    """Whether there is room for a symbol over every neuron."""
    return layout.pitch - 2 * layout.radius >= SYMBOL_ROOM


def names_of(t: Reading, outputs: bool = True) -> Names:
    """What the lesson calls its inputs and, if they shall be named, its outputs."""
    ends = {0: [t.called.input(j) for j in range(t.sizes[0])]}
    if outputs:
        ends[t.D] = [t.called.output(i) for i in range(t.sizes[-1])]
    return {l: names for l, names in ends.items() if any(names)}


def tag(name: Name, width: float) -> Label:
    """A name no wider than this, its end cut off where it must be; empty where no font has its letters."""
    size = TALL_SIZE if config.frame_height > config.frame_width else SIZE
    cut, label = len(name.text), Label(name, size, theme().soft)
    while label.width > width and cut > 1:
        cut -= max(1, int(cut * (1 - width / label.width)))
        label = Label(replace(name, text=f"{name.text[:cut].rstrip()}…"), size, theme().soft)
    return label


def _stood(label: Label) -> VGroup:
    """A name on a plate in a high frame, whose edges are steep."""
    return plate(label) if len(label) and config.frame_height > config.frame_width else label


class NameTags:
    """tags[l][i]   the names of drawn neurons: under them, or where they stand close, outside of the first and last layer

    Beside the last ones of an upright network.

    all      the names      beside   the room that the names of a layer take outside of where it could stand
    """

    def __init__(self, names: Names, drawn: Mapping[int, Sequence[int]], layout: Layout, with_loss: bool = False) -> None:
        """Of the neurons that are drawn; behind the last layer stands a loss or not."""
        self.under = layout.pitch - 2 * layout.radius >= ROOM
        self.upright = layout.upright
        most = {l: SIDE - 0.1 if l and self.upright and len(drawn[l]) > 1 else WIDEST for l in names}
        self.tags = {l: {i: _stood(tag(name, most[l])) for i in drawn[l] if (name := names[l][i]) is not None} for l in names}
        self.all = VGroup(*(label for layer in self.tags.values() for label in layer.values()))
        widths = {l: max((label.width for label in layer.values()), default=0.0) for l, layer in self.tags.items()}
        free = WIDEST if self.upright else INWARD * layout.radius + layout.low - (layout.region.x - layout.region.width / 2)
        under = {l: wide - (WIDEST if l and with_loss else free) for l, wide in widths.items()}
        taken = {} if self.upright else under if self.under else {l: wide + 0.15 for l, wide in widths.items() if wide}
        self.beside = {l: room for l, room in taken.items() if room > 0}

    def hang(self, neurons: Mapping[int, Mapping[int, Mobject]]) -> None:
        """Put every name to its neuron."""
        for l, layer in self.tags.items():
            for i, label in layer.items():
                out = LEFT if l == 0 else RIGHT
                if l and self.upright:  # edges arrive from below, and one of two has its symbol where it stands free
                    label.next_to(neurons[l][i], LEFT if i == min(layer) else RIGHT, buff=0.1).set_z_index(3)
                    label.shift(0.36 * (len(neurons[l]) > 1) * UP)
                    continue
                label.next_to(neurons[l][i], DOWN if self.under else out, buff=0.1).set_z_index(3)
                if self.under and not self.upright:
                    label.shift(max(0.0, label.width / 2 - INWARD * neurons[l][i].width / 2) * out)

    def foot(self, l: int, i: int, neuron: Mobject) -> Mobject:
        """What stands lowest of a neuron: its name where that is under it."""
        return self.tags.get(l, {}).get(i, neuron) if self.under and not (l and self.upright) else neuron

    def side(self, l: int, i: int, neuron: Mobject) -> Mobject:
        """What stands farthest out of a neuron: its name where that is beside it."""
        return neuron if self.under else self.tags.get(l, {}).get(i, neuron)
