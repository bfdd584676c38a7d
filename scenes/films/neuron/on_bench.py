"""What a film does with a neuron's bench: formulas beside it, digits where it rests, and its motion."""

from __future__ import annotations

from collections.abc import Callable

from manim import UP, Mobject, VGroup, linear

from engine.reading import Number
from engine.trace import Example
from scenes.chapter import Chapter
from scenes.films.neuron import neuron_words as say
from scenes.films.neuron.bench import NeuronBench
from scenes.films.neuron.neuron_sketch import NeuronSketch
from scenes.kit.type.formula import Formula, align_equals

Run = Callable[[float], Example]


class OnBench(Chapter):
    """A chapter with a `bench`, a `sketch` of the neuron and the `rooms` of both; `digits` are what is read off the bench now."""

    bench: NeuronBench
    sketch: NeuronSketch
    rooms: say.Rooms
    digits: Mobject

    def board(self, *formulas: Formula) -> VGroup:
        """Lines of working in the room for them, in place of what stood there; not yet shown."""
        self.clear("formulas")
        self._standing["formulas"] = list(formulas)
        return self.rooms.board.hold(align_equals(*formulas), UP)

    def reads(self, *numbers: Number) -> Mobject:
        """The digits of z, a and L where they have come to rest; those that stood before are forgotten."""
        self.digits = self.bench.read(*numbers)
        return self.digits

    def slide(self, run: Run, *parts: Mobject, run_time: float, w: float | None = None) -> None:
        """The bench follows the engine's runs, without digits while it moves; the sketch shows a new sign of w."""
        self.clear_away(self.digits, run_time=0.2)
        self.play(self.bench.follow(run, *parts, run_time=run_time), *([] if w is None else self.sketch.signed(w)))

    def shake(self, centre: float, *parts: Mobject) -> None:
        """z goes to a place and is shaken there."""
        b = self.bench
        self.play(b.follow(say.carried(self.t, b.z.value, centre), *parts, run_time=0.7))
        self.play(b.follow(say.shaken(self.t, centre), *parts, run_time=2.0, rate=linear))
