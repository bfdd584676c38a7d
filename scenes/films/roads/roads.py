"""What is built into a strip of layers: gates of batch norm before the hidden layers, roads past them."""

from __future__ import annotations

from manim import PI, Animation, ArcBetweenPoints, Dot, LaggedStart, RoundedRectangle, ShowPassingFlash, VGroup

from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.shots import region
from scenes.kit.place.stage import Stage
from scenes.kit.theme import theme

TOP = {"16:9": 0.235, "9:16": 0.19, "1:1": 0.22}  # of a tall strip: roads are as high as layers stand apart
INSET = 0.09  # of a pitch, from the middle between two layers to where a road joins, and where the next leaves


def low_strip(depth: int, stage: Stage) -> LayerStrip:
    """A strip under lines of maths, with room over it for roads."""
    return LayerStrip(depth, region(stage, (0.05, 0.31, 0.95, 0.87)))


def tall_strip(depth: int, stage: Stage) -> LayerStrip:
    """A strip that fills the frame under a title, with room over it for roads."""
    return LayerStrip(depth, region(stage, (0.05, TOP[stage.shape], 0.95, 0.87)))


class Gates(VGroup):
    """gates[l], l = 1 .. D - 1: a thin upright bar where the sums of layer l come in."""

    def __init__(self, strip: LayerStrip) -> None:
        super().__init__()
        hidden = list(strip.layers)[:-1]
        wide, high = 0.11 * strip.pitch, 0.92 * strip.layers[1].height
        self.gates = {l: RoundedRectangle(width=wide, height=high, corner_radius=wide / 2, stroke_width=0) for l in hidden}
        for l, gate in self.gates.items():
            gate.set_fill(theme().forward, opacity=1).move_to([strip.xs[l] - 0.33 * strip.pitch, strip.layers[l].get_y(), 0])
        self.add(*self.gates.values())


class Roads(VGroup):
    """arcs[l], joints[l], l = 2 .. D - 1: over the layer, from what comes in to what goes out; `run(*ls, back)` sends a pulse along."""

    def __init__(self, strip: LayerStrip) -> None:
        super().__init__()
        top = strip.layers[1].get_top()[1]
        self.arcs, self.joints = {}, {}
        for l in range(2, len(strip.layers)):
            away = (0.5 - INSET) * strip.pitch
            start, end = [strip.xs[l] - away, top - 0.15, 0], [strip.xs[l] + away, top - 0.15, 0]
            self.arcs[l] = ArcBetweenPoints(start, end, angle=-0.94 * PI, color=theme().ink, stroke_width=4)
            self.joints[l] = Dot(end, radius=0.06, color=theme().ink)
        self.add(*self.arcs.values(), *self.joints.values())

    def run(self, *ls: int, back: bool = False) -> Animation:
        """A pulse along the roads past these layers, one after the other; backward in the hue of blame."""
        return LaggedStart(*(self._pulse(l, back) for l in ls), lag_ratio=0.45)

    def _pulse(self, l: int, back: bool) -> Animation:
        arc = self.arcs[l].copy().set_stroke(theme().backward if back else theme().forward, width=7)
        return ShowPassingFlash(arc.reverse_points() if back else arc, time_width=0.8)
