"""Steps down the bowl, the loss of the neuron without its squash: where the steps of one learning rate lead."""

from __future__ import annotations

from manim import Animation, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Reading
from scenes.films.step.loss_slice import LossSlice
from scenes.kit.theme import theme


class Hops(VGroup):
    """The steps of one bowl of the study, `name` ("bowls[0]", "best", "limit"): path and dots, as far as the plot holds them."""

    def __init__(self, t: Reading, name: str, plot: LossSlice) -> None:
        super().__init__()
        ws, Ls = (t.numbers(f"studies.rates.{name}.{symbol}", "L").array for symbol in ("w", "L"))
        self.dots = plot.stops(list(ws), list(Ls))
        self.path = VMobject(stroke_color=theme().soft, stroke_width=4)
        self.add(self.path, self.dots)

    def walk(self, run_time: float) -> Animation:
        """Hop after hop: each dot starts from the one before and stays where it lands."""
        stops = [dot.get_center() for dot in self.dots]

        def hop(_: VMobject, alpha: float) -> None:
            k = min(int(alpha * (len(stops) - 1)), len(stops) - 2)
            part = alpha * (len(stops) - 1) - k
            ahead = stops[k] + part * (stops[k + 1] - stops[k])
            for m, dot in enumerate(self.dots):
                dot.move_to(stops[m] if m <= k else ahead).set_opacity(float(m <= k + 1))
            self.path.set_points_as_corners([*stops[: k + 1], ahead])

        return UpdateFromAlphaFunc(self, hop, run_time=run_time)
