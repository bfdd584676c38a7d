"""Roads past the layers of a strip: an arc over each layer but the first and the last, from what comes in to what goes out."""

from __future__ import annotations

from manim import PI, Animation, ArcBetweenPoints, Dot, LaggedStart, ShowPassingFlash, VGroup

from scenes.kit.layer_strip import LayerStrip
from scenes.kit.theme import theme

INSET = 0.09  # of a pitch, from the middle between two layers to where a road joins, and where the next leaves


class Roads(VGroup):
    """arcs[l], joints[l] of the layers 2 .. D - 1; `run(*ls, back)` sends a pulse along them."""

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
        return LaggedStart(*(self._pulse(l, back) for l in ls), lag_ratio=0.45)

    def _pulse(self, l: int, back: bool) -> Animation:
        arc = self.arcs[l].copy().set_stroke(theme().backward if back else theme().forward, width=7)
        return ShowPassingFlash(arc.reverse_points() if back else arc, time_width=0.8)
