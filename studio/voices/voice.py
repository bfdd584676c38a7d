"""What every voice can do."""

from __future__ import annotations

from typing import Protocol

from studio.words import Clip


class Voice(Protocol):
    """Speaks beats; the same name, version, beat and text always give the same clip."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def say(self, beat: str, spoken: str) -> Clip:
        """The clip of one beat, one word for each whitespace word of `spoken`."""
        ...
