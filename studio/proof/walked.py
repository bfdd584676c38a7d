"""What the rules read: a chapter that was told and walked, or drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from studio import audit, captions, claims
from studio.captions import Cue
from studio.drawing import Drawn
from studio.orders import Order
from studio.proof.view import View
from studio.telling import Told


@dataclass(frozen=True, eq=False)
class Walked:
    """An order, its words with their times, what walking or drawing it left, and a view of every rest (none: not looked at)."""

    order: Order
    told: Told
    drawn: Drawn
    views: Sequence[View] = ()

    @property
    def fps(self) -> int:
        return self.order.look.fps

    @cached_property
    def numbers(self) -> list[audit.Entry]:
        """The audit: every number seen or heard."""
        return audit.entries(self.drawn.sightings, self.told.beats, self.told.timings, self.drawn.spans, self.fps)

    @cached_property
    def claims(self) -> list[claims.Entry]:
        """Every claim, with its fact and its evidence."""
        return claims.entries(self.told.beats, self.told.timings, self.drawn.spans, self.fps)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The captions."""
        told, drawn = self.told, self.drawn
        return captions.of_film(told.beats, told.timings, drawn.spans, drawn.frames, self.fps, told.tongue.code)

    def beat_at(self, second: float) -> str:
        """The beat that is told at a second of the film."""
        frame = second * self.fps + 1e-6
        return next((s.beat for s in reversed(self.drawn.spans) if s.start <= frame), "")
