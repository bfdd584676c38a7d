"""A chapter beat by beat: it is walked without drawing, and what no segment shows yet is drawn by copies of the process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from scenes.beat import Beat
from scenes.chapter import Chapter
from scenes.watch import Watcher
from scenes.witness import Span
from studio.fast.crew import CAN_FORK, Crew
from studio.fast.fingerprint import Fingerprint, code
from studio.fast.renderer import FastRenderer
from studio.fast.slots import Slots
from studio.reel import Reel
from studio.sheet import still

Stage = Callable[[FastRenderer, Watcher], Chapter]  # a chapter that this renderer draws and this watcher follows, not yet told
Beside = Callable[[Chapter], object]  # what is done in a process of its own once a chapter is walked, while it is drawn
OnBeat = Callable[[int, Span, bytes], None]  # a beat is on the reel: its index, its frames, its last picture as a file's bytes


def draw(
    stage: Stage,
    beats: Sequence[Beat],
    reel: Reel,
    drawing: str,
    slots: Slots,
    on_beat: OnBeat | None,
    beside: Beside | None = None,
    fork: bool = CAN_FORK,
) -> Chapter:
    """Put every beat on the reel; `drawing` is the key of how pictures are made at all. Without copies nothing is done `beside`."""
    walk = _Walk(beats, reel, drawing)
    scene = stage(walk.renderer, walk)
    if fork:
        reel.ready()  # once, not in every copy of the process
        with Crew(slots, lambda beat: walk.finished(scene, beat, on_beat)) as walk.crew:
            scene.render()
            if beside is not None:
                walk.crew.beside(partial(beside, scene))
    else:
        scene.render()
        _again(stage, reel, walk.missing)
    for beat in range(len(beats)):
        walk.finished(scene, beat, on_beat)
    return scene


def keys(stage: Stage, beats: Sequence[Beat], drawing: str) -> list[str]:
    """The key of every beat's segment, found without drawing any."""
    names = _Names(len(beats))
    stage((walk := _Walk(beats, names, drawing)).renderer, walk).render()
    return [names.key(beat) for beat in range(len(beats))]


class _Names:
    """A reel that has every segment."""

    def __init__(self, beats: int) -> None:
        self._keys = [""] * beats

    def name(self, beat: int, key: str) -> None:
        self._keys[beat] = key

    def key(self, beat: int) -> str:
        return self._keys[beat]

    def found(self, beat: int) -> bool:
        return True


class _Walk:
    """Follows a walk, finds each beat's key, and has what is missing drawn."""

    def __init__(self, beats: Sequence[Beat], reel: Any, drawing: str) -> None:
        self.renderer = FastRenderer()
        self.crew: Crew | None = None
        self.missing: set[int] = set()
        self._beats, self._reel, self._drawing = beats, reel, drawing
        self._start, self._said, self._asked = 0, set[int](), set[str]()

    def begin(self, scene: Chapter, beat: int) -> None:
        self._start = scene.frame
        self._print = Fingerprint(self._drawing, code(type(scene), self._beats[beat].method), beat, len(self._beats))
        self.renderer.on_look = self._print.look
        if self.crew is not None and (key := self.crew.begin(beat)):
            scene.witness.awake = False
            self._reel.name(beat, key)
            self.renderer.film = self._reel.begin(beat)

    def end(self, scene: Chapter, beat: int) -> None:
        if self.renderer.film is not None and self.crew is not None:
            self._reel.end(beat, scene.frame - self._start, still(self.renderer.picture(scene)))
            self.crew.leave()
        self._print.end(scene)
        self._reel.name(beat, self._print.key())
        key = self._reel.key(beat)
        new = key not in self._asked and not self._reel.found(beat)  # beats may be alike
        if new:
            self._asked.add(key)
            self.missing.add(beat)
        if self.crew is not None:
            self.crew.send(key if new else "")

    def finished(self, scene: Chapter, beat: int, on_beat: OnBeat | None) -> None:
        """A beat is on the reel; told once."""
        if on_beat is not None and beat not in self._said and beat < len(scene.spans):
            self._said.add(beat)
            on_beat(beat, scene.spans[beat], self._reel.still(beat).read_bytes())


def _again(stage: Stage, reel: Reel, missing: set[int]) -> None:
    """Where a process cannot be copied: tell the chapter once more and draw what is missing."""
    if missing:
        watch = _Draw(reel, missing)
        stage(watch.renderer, watch).render()


class _Draw:
    """Draws the beats that are missing."""

    def __init__(self, reel: Reel, missing: set[int]) -> None:
        self.renderer, self._reel, self._missing, self._start = FastRenderer(), reel, missing, 0

    def begin(self, scene: Chapter, beat: int) -> None:
        self._start = scene.frame
        self.renderer.film = self._reel.begin(beat) if beat in self._missing else None
        self.renderer.canvas.forget()

    def end(self, scene: Chapter, beat: int) -> None:
        if self.renderer.film is not None:
            self._reel.end(beat, scene.frame - self._start, still(self.renderer.picture(scene)))
