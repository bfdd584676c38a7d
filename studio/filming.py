"""One chapter, from its words to everything a render leaves: voice, then time, then pictures, then the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scenes.witness import Span
from studio import finishing, holding, manifest, sheet, soundtrack
from studio.atomic import sweep, together
from studio.drawing import Drawn, draw
from studio.encoder import MASTER, Encoder
from studio.fast.encoder import Segment
from studio.fast.fingerprint import code
from studio.fast.slots import Slots
from studio.keys import key
from studio.orders import Order
from studio.reel import Reel, Shelf
from studio.scoring import score
from studio.telling import Told, tell, unmoved

Progress = Callable[[int, int], None]
STALE = 3600.0  # seconds after which an unfinished file in the shared voice folder belongs to nobody


def film(
    order: Order, progress: Progress = lambda done, of: None, jobs: int = 1, shelf: Shelf | None = None, slots: Slots | None = None
) -> dict[str, Any]:
    """Make everything a render of one chapter leaves in `order.folder`; returns its manifest. Draws in `jobs` processes.

    These take `slots`, else those that all films of `order.out` share. What the fast path draws is looked for on the `shelf` first, and
    left there.
    """
    with holding.held(order.work):
        if made := manifest.standing(order.folder, order.key):  # by another render, since this one was asked for
            return made
        holding.clear(order.work, order.folder)
        sweep(order.voice_cache, STALE)
        told = tell(order)
        for beat in told.beats:
            code(told.chapter, beat.method)  # read now, while it is what was imported
        unmoved(order)
        slots = slots or Slots(order.out / ".work" / "slots", jobs)
        drawn, stills = _drawn(order, told, progress, slots if order.renderer == "fast" else None, shelf)
        return finishing.finish(order, told, drawn, stills, slots)


def storyboard(order: Order) -> Path:
    """The sheet alone, and as pages to print: the chapter is walked, spoken for its times, and not encoded."""
    with holding.held(order.work):
        holding.clear(order.work, order.folder)
        told = tell(order)
        stills = _walked(order, told)
        title, note = told.title, told.lesson
        name = "storyboard.png" if manifest.read(order.folder) is None else "storyboard-new.png"  # a film that stands keeps its own
        with together(order.folder, order.work / "made") as folder:
            sheet.storyboard(folder / name, title, note, stills)
            sheet.handout(folder / "storyboard.pdf", title, note, told.promise, stills)
    return order.folder / name


def handout(order: Order, path: Path) -> None:
    """The pages to print alone, in a file."""
    with holding.held(order.work):
        told = tell(order)
        sheet.handout(path, told.title, told.lesson, told.promise, _walked(order, told))


def _walked(order: Order, told: Told) -> list[sheet.Still]:
    """Each beat's last picture, of a film that is not encoded."""
    stills: list[sheet.Still] = []
    walk(order, told, stills.append)
    return stills


def walk(order: Order, told: Told, show: Callable[[sheet.Still], object]) -> None:
    """Show each beat's last picture as it is reached, of a film that is not encoded."""
    _draw(order, told, on_beat=lambda k, span, still: show(_still(order, told, k, span, still)))


def _drawn(order: Order, told: Told, progress: Progress, slots: Slots | None, shelf: Shelf | None) -> tuple[Drawn, list[sheet.Still]]:
    """The silent film, segment by segment, and each beat's last picture."""
    make = Encoder if slots is None else Segment
    beats = enumerate(zip(told.beats, told.timings, strict=True))
    keys = [f"{k:03d}-{key(order.key, k, b.name, t.frames, t.marks)}" for k, (b, t) in beats]  # coarse; the fast path finds its own
    quality = MASTER if order.master else {}
    reel = Reel(order.work / "beats", keys, order.look.width, order.look.height, order.look.fps, make, **quality)
    reel.shelf = None if slots is None else shelf
    stills: dict[int, sheet.Still] = {}
    done, total = 0, sum(t.frames for t in told.timings)

    def keep(beat: int, span: Span, still: bytes) -> None:
        nonlocal done
        stills[beat] = _still(order, told, beat, span, still)
        reel.share(beat)
        done += span.end - span.start
        progress(done, total)

    def sounded(drawn: Drawn) -> None:
        soundtrack.of(order.work / "sound", score(told, drawn, order.look.fps, order.music))

    drawn = _draw(order, told, reel, keep, slots, beside=sounded)
    reel.sweep()
    reel.join(order.work / "silent.mp4")
    return drawn, [stills[beat] for beat in sorted(stills)]


def _draw(order: Order, told: Told, *how: Any, **more: Any) -> Drawn:
    more["lang"] = order.lang
    return draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, *how, **more)


def _still(order: Order, told: Told, beat: int, span: Span, picture: bytes) -> sheet.Still:
    """A beat's last picture with its second and words."""
    said = told.beats[beat]
    return sheet.Still(picture, span.end / order.look.fps, said.name, said.shown)
