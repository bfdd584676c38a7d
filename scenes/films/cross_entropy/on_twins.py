"""What a film does with two pictures on one clock: where they stand, and how both move at once."""

from __future__ import annotations

from scenes.chapter import Chapter
from scenes.films.cross_entropy.mistake_hill import LossHill, Racer, between
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame


class OnTwins(Chapter):
    """A chapter with `frames`, a TwinFrame, and in it two `racers` or two `hills`, the lesson's and its twin's."""

    frames: TwinFrame
    racers: list[Racer]
    hills: list[LossHill]

    @property
    def below(self) -> str:
        """Where formulas stand: right under the picture."""
        return "board" if self.stage.aside != self.stage.graph else "side"

    def twins(self, titles: tuple[str, str]) -> TwinFrame:
        self.frames = TwinFrame(self.stage.wide, titles)
        return self.frames

    def pair(self, over: str) -> list[LossHill]:
        """The two losses in the two rooms, on one scale."""
        sides = self.t, self.t.of(twin=0)
        return [LossHill(e, k, over, self.frames.rooms[k], sides) for k, e in enumerate(sides)]

    def upper(self) -> Region:
        """The room over the board, as wide as the frame allows."""
        wide, graph = self.stage.wide, self.stage.graph
        return Region(wide.x, graph.y, min(wide.width, 2.6 * graph.height), graph.height)

    def run_clock(self, first: int, last: int, run_time: float) -> None:
        """Both racers, from one step to another."""
        parts = [m for r in self.racers for m in r.moving]
        self.play(TwinFrame.clock([between(first, last, r.at) for r in self.racers], parts, run_time))

    def roll(self, u: float, v: float, run_time: float) -> None:
        """The points on both losses go where z goes, from u to v."""
        shows = [lambda s, h=h: h.set(u + s * (v - u)) for h in self.hills]
        self.play(TwinFrame.clock(shows, [h.live for h in self.hills], run_time))
