"""A network beside what it says of every place, both at one step of training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import Animation, AnimationGroup, UpdateFromAlphaFunc, VGroup, VMobject, linear, smooth, squish_rate_func

from engine.batched import heard
from engine.reading import Number, Reading
from engine.replay import kept_steps, networks
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.lit_net import LARGER, LitNet
from scenes.kit.place.shots import resting, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.decision_boundary import FieldView
from scenes.kit.plots.plane import Plane
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

FINE = 41  # grid places along a side of the panel
SHARE, TALL_SHARE = 0.56, 0.43  # of a room, for the network; in a high one it stands over the panel
AIR = 0.3
BROAD = 1.3  # times as wide as high, from which on a room holds them side by side
SMALLER = 0.83  # of its size, a delta where there is less room beside a network
THIN, THICK = 2.2, 8.5  # of a line


class Run:
    """The network at each kept step, `nets[k]`, what it says on a grid, and its largest weights, layer by layer."""

    def __init__(self, t: Reading) -> None:
        self.nets = networks(t.run, kept_steps([t.run]))
        self.plane = Plane(np.array(t.lesson.data.x))
        self.x, self.y = np.array(t.lesson.data.x), np.array(t.lesson.data.y)[:, 0]
        self.largest = [max(float(np.abs(net.layers[l].W).max()) for net in self.nets) or 1.0 for l in range(t.D)]

    def __deepcopy__(self, memo: dict[int, object]) -> Run:
        """Itself: a picture that is copied shows the same run."""
        return self

    def said(self, k: int) -> tuple[np.ndarray, np.ndarray]:
        """a and z of the output over the plane, (FINE, FINE) each."""
        z, a = heard(self.nets[k], self.plane.grid(FINE))[-1]
        return a[:, 0].reshape(FINE, FINE), z[:, 0].reshape(FINE, FINE)


class Pair(VGroup):
    """net, view   the network, and the panel of its answers with the examples      last   the last of the steps that are kept

    at(k)   draws both at kept step k      run_to(k)   the steps from where it stands to there, on one clock
    """

    def __init__(self, t: Reading, stage: Stage) -> None:
        self.run, self.region, self.k = Run(t), room_of(stage, "SOLO"), 0
        room, side, spot = self._rooms(self.region)
        smaller = (("TITLED", 0), ("WALL", int(stage.is_narrow)))  # in a narrow frame, the laws take the larger room
        shots = [self._rooms(room_of(stage, *shot))[0] for shot in smaller]
        self.net = BlameNet(t, stage, room, shots=())
        self.net.tightest = min(self.net.laid_in(r).radius for r in (room, *shots))
        self.net.hanging = SMALLER if stage.is_narrow else LARGER
        self.view = FieldView(side, 0.0, 1.0)
        self.view.scatter(self.run.plane, self.run.x, self.run.y)
        super().__init__(self.net, self.view)
        self.view.move_to(spot)
        self.last = len(self.run.nets) - 1
        self.at(0)

    # ---- where it stands

    @staticmethod
    def _rooms(room: Region) -> tuple[Region, float, np.ndarray]:
        """The network's room; side and centre of the panel."""
        if room.width > BROAD * room.height:
            side = min(room.height, (1 - SHARE) * room.width - AIR)
            net = replace(room, x=room.x - (side + AIR) / 2, width=room.width - side - AIR)
            return net, side, np.array([room.x + (room.width - side) / 2, room.y, 0.0])
        share = TALL_SHARE if room.height > BROAD * room.width else SHARE
        side = min(room.width, (1 - share) * room.height - AIR)
        net = replace(room, y=room.y + (side + AIR) / 2, height=room.height - side - AIR)
        return net, side, np.array([room.x, room.y - (room.height - side) / 2, 0.0])

    def digit_in(self, room: Region) -> float:
        """The font size of the network's smallest number in a room."""
        return self.net.digit_in(self._rooms(room)[0])

    def settle(self, room: Region) -> Animation:
        """Fill another room, the map ahead of the network, which else would cross it."""
        self.region = room
        net, side, spot = self._rooms(room)
        ahead, after = squish_rate_func(smooth, 0, 0.65), squish_rate_func(smooth, 0.35, 1)
        view, settles = self.view.animate(rate_func=ahead).scale(side / self.view.side).move_to(spot).build(), self.net.settle(net)
        settles.rate_func = after
        return AnimationGroup(settles, view)

    # ---- what it shows

    def at(self, k: int) -> None:
        self.k = k
        for l, layer in self.net.edges.items():
            W = self.run.nets[k].layers[l - 1].W
            for (i, j), line in layer.items():
                w, most = float(W[i, j]), self.run.largest[l - 1]
                line.set_stroke(theme().sign(w), width=THIN + (THICK - THIN) * min(1.0, abs(w) / most))
        self.view.paint(*self.run.said(k))

    def run_to(self, last: int) -> Animation:
        """Everything as the engine left it at each kept step on the way; nothing in between."""
        first, shown = self.k, [self.k]

        def tick(_: object, alpha: float) -> None:
            k = round(first + alpha * (last - first))
            if k != shown[0]:
                shown[0] = k
                self.at(k)

        lines = [line for layer in self.net.edges.values() for line in layer.values()]
        return UpdateFromAlphaFunc(VGroup(self.view, *lines), tick, rate_func=linear)

    def point(self, x: np.ndarray) -> VMobject:
        """The example of this input on the panel."""
        dot: VMobject = self.view.dots[int(np.argmin(np.abs(self.run.x - x).sum(1)))]
        return dot

    def should(self, y: Number) -> Formula:
        """What the output should say, at its free side; not yet shown."""
        formula = Formula("{s} = {v}", size=0.9 * resting(), s=y.named, v=y)
        return formula.next_to(self.net.neurons[2][0], -self.net.out(2, 0), buff=0.15)

    def forget(self) -> list[VMobject]:
        """What was written into the network no longer belongs to it: it is returned, to leave."""
        net = self.net
        gone: list[VMobject] = [num for held in (net.values, net.blames) for layer in held.values() for num in layer.values()]
        gone += [*net.plates.values(), *([net.L] if net.L else []), net.L_name]
        net.remove(*gone)
        net.L, net.L_name = None, VGroup()
        for held in (net.values, net.blames, net.plates):
            held.clear()
        net.side = LitNet.side  # no deltas stand beside it any more
        return gone
