"""Who a chapter tells of its time: what says when words are heard, and those that follow its beats and its rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scenes.chapter import Chapter


class Timing(Protocol):
    """When a beat's words are heard: its length and its marks, in whole frames from its start."""

    @property
    def frames(self) -> int: ...

    @property
    def marks(self) -> Mapping[str, int]: ...


class Watcher(Protocol):
    """Is told when each beat, by its index, begins and has ended."""

    def begin(self, scene: Chapter, beat: int) -> None: ...

    def end(self, scene: Chapter, beat: int) -> None: ...


class OnRest(Protocol):
    """Is told when the picture is about to rest: in which beat, for how many frames (0 or fewer: none), and whether the beat then ends."""

    def __call__(self, scene: Chapter, beat: str, frames: int, last: bool) -> None: ...
