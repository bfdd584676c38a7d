"""A deep network as a strip: every layer a small upright capsule, all layers seen, none of their numbers."""

from __future__ import annotations

from manim import Animation, Circle, Dot, LaggedStart, Line, RoundedRectangle, ShowPassingFlash, VGroup

from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

DOTS = 3  # neurons drawn of a layer
MORE = 3  # small dots over the last: it has more than are drawn


class LayerStrip(VGroup):
    """layers[l] for l = 1..D: capsule and dots; links[l]: the lines from layer l - 1 to l (to layer 1, from the left edge); loss.


    xs[l]   where layer l stands, for what stands under it       pitch   from one layer to the next
    between(l)   the middle of the link from l - 1 to l          run(*links, back)   a pulse along them, one after the other
    """

    def __init__(self, depth: int, region: Region) -> None:
        super().__init__()
        self.depth, self.pitch = depth, region.width / (depth + 1)
        first = region.left[0] + self.pitch / 2
        self.xs = {l: first + (l - 1) * self.pitch for l in range(depth + 2)}
        high, wide = region.height, min(0.4 * region.height, 0.45 * self.pitch)
        self.rows = [region.y + (k / (DOTS - 1) - 0.5) * (high - wide) for k in range(DOTS)]
        self.layers = {l: self._layer(self.xs[l], region.y, wide, high) for l in range(1, depth + 1)}
        self.links = {l: self._link(l, wide / 2) for l in range(1, depth + 1)}
        radius = min(0.4, 0.38 * self.pitch)
        at = [self.xs[depth + 1], region.y, 0]
        node = Circle(radius, color=theme().loss, stroke_width=3, fill_color=theme().panel, fill_opacity=1).move_to(at)
        self.loss = VGroup(node, Formula("L", size=resting() * radius / 0.3, color=theme().loss).move_to(at))
        ends = [self.xs[depth] + wide / 2, at[0] - radius]
        self.links[depth + 1] = VGroup(
            *(Line([ends[0], y, 0], [ends[1], region.y, 0], stroke_width=1.5, color=theme().line) for y in self.rows)
        )
        self.add(*self.links.values(), *self.layers.values(), self.loss)

    def _layer(self, x: float, y: float, wide: float, high: float) -> VGroup:
        box = RoundedRectangle(width=wide, height=high, corner_radius=wide / 2, stroke_width=2, color=theme().ink)
        dots = (Dot([x, row, 0], radius=0.2 * wide, color=theme().ink) for row in self.rows)
        low, gap = self.rows[0], (self.rows[1] - self.rows[0]) / (MORE + 3)
        more = (Dot([x, low + (k + 2) * gap, 0], radius=min(0.06 * wide, 0.3 * gap), color=theme().soft) for k in range(MORE))
        return VGroup(box.set_fill(theme().panel, opacity=1).move_to([x, y, 0]), *dots, *more)

    def _link(self, l: int, edge: float) -> VGroup:
        start, end = self.xs[l - 1] + (edge if l > 1 else 0.55 * self.pitch), self.xs[l] - edge
        pairs = [(p, q) for p in self.rows for q in self.rows if l > 1 or p == q]
        return VGroup(*(Line([start, p, 0], [end, q, 0], stroke_width=1.2, color=theme().line) for p, q in pairs))

    def between(self, l: int) -> float:
        return (self.xs[l - 1] + self.xs[l]) / 2

    def columns(self) -> list[VGroup]:
        """Each layer with the link that leads to it, then the loss: for letting them appear one after the other."""
        ends = [*self.layers.values(), self.loss]
        return [VGroup(self.links[l], end) for l, end in enumerate(ends, start=1)]

    def run(self, *links: int, back: bool = False, keeps: float = 1.0, light: float = 1.0) -> Animation:
        """A pulse from layer to layer; backward in the hue of blame; every link `keeps` so much of the light it begins with."""
        hue = theme().backward if back else theme().forward
        return LaggedStart(*(self._pulse(self.links[l], hue, back, light * keeps**k) for k, l in enumerate(links)), lag_ratio=0.45)

    def _pulse(self, link: VGroup, hue: str, back: bool, light: float) -> Animation:
        lines = link.copy().set_stroke(hue, width=2 + 4 * light, opacity=light)
        if back:
            for line in lines:
                line.put_start_and_end_on(line.get_end(), line.get_start())
        return ShowPassingFlash(lines, time_width=0.8)
