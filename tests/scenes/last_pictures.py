"""A chapter told to nobody: what stands on screen when each beat ends, for the tests of chapters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from manim import VMobject

from engine import run
from engine.reading import Reading, resolve
from scenes.beat import Beat
from scenes.kit.place.parts import parts_of
from scenes.kit.type.number import numbers_on, visible
from scenes.shown import Shown
from scenes.witness import box_of
from studio import catalog
from studio.drawing import Drawn, draw
from studio.looks import look_of
from studio.proof.composition import DIM
from studio.tongues import EN

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"
FPS, WORDS_A_SECOND = 5, 2.5
Box = tuple[float, float, float, float]  # left, top, right, bottom in fractions of the frame


@dataclass
class Picture:
    """The numbers on screen with their boxes, and the box around everything."""

    numbers: list[tuple[Shown, Box]]
    extent: Box


@dataclass
class Walk:
    """A chapter told on a lesson: its beats, their last pictures by name, and what drawing left."""

    t: Reading
    beats: list[Beat]
    pictures: dict[str, Picture] = field(default_factory=dict)
    drawn: Drawn | None = None


@cache
def reading(lesson: str) -> Reading:
    """A built-in lesson, run."""
    return Reading(run(catalog.lesson(lesson)))


def timing(beat: Beat) -> SimpleNamespace:
    """Times in proportion to the words."""
    said, marks = 0, {}
    for piece in beat.pieces:
        marks |= dict.fromkeys(piece.marks, round(said / WORDS_A_SECOND * FPS))
        said += len(piece.spoken.split())
    return SimpleNamespace(frames=round((said / WORDS_A_SECOND + 0.5 + beat.pause) * FPS), marks=marks)


def watched(chapter: type, told: Walk) -> type:
    """The chapter, looked at whenever a beat ends."""

    class Watched(chapter):
        def tell(self, beat, timing):
            super().tell(beat, timing)
            numbers = [(shown, box_of(m)) for m, shown in numbers_on(self.mobjects)]
            seen = self.mobjects if not self._camera.is_close else [m for m in parts_of(self.mobjects) if m.submobjects == [] and bright(m)]
            sides = zip(*(box_of(m) for m in seen if visible(m)), strict=True)
            extent = tuple(far(side) for far, side in zip((min, min, max, max), sides, strict=True))
            told.pictures[beat.name] = Picture(numbers, extent)

    return Watched


def bright(part: VMobject) -> bool:
    """Whether a part is not dimmed: what is, around what stands close, may run out of the frame."""
    return len(part.points) and max(part.get_fill_opacity(), part.get_stroke_opacity()) > DIM


def stands_inside(told: Walk, edge: float = 0.048) -> None:
    """Everything keeps so far from the frame's edges, and every number is the trace's."""
    for name, picture in told.pictures.items():
        assert min(picture.extent) >= edge, name
        assert max(picture.extent) <= 1 - edge, name
        for shown, _ in picture.numbers:
            assert resolve(told.t.trace, shown.number.path) == shown.number.value


def texts(told: Walk, beat: str) -> set[tuple[str, str]]:
    """The numbers that a beat leaves on screen: path and digits."""
    return {(shown.number.path, shown.text) for shown, _ in told.pictures[beat].numbers}


def stand(told: Walk, beat: str, shown: set[tuple[str, str | None]]) -> None:
    """These stand when a beat ends, with these digits, or with any."""
    found = texts(told, beat)
    assert {(path, text) for path, text in shown if text} <= found
    assert {path for path, _ in shown} <= {path for path, _ in found}


def keeps_step(told: Walk, late: float = 0.4, longer: float = 0.3) -> None:
    """Every mark is reached, at most so many seconds late, and no beat outlasts its words by more."""
    for beat, span in zip(told.beats, told.drawn.spans, strict=True):
        times = timing(beat)
        assert list(span.marks) == list(beat.marks), beat.name
        assert max((at - span.start - times.marks[mark] for mark, at in span.marks.items()), default=0) <= late * FPS, beat.name
        assert span.end - span.start <= times.frames + longer * FPS, beat.name


def walker(work: Path) -> Callable[..., Walk]:
    """`walk(chapter, lesson, shape)`, each walked once; a lesson is a built-in one, or a reading. Intermediates go to `work`."""

    @cache
    def walk(chapter: type, lesson: str | Reading, shape: str = "16:9") -> Walk:
        return walked(chapter, lesson if isinstance(lesson, Reading) else reading(lesson), shape, work)

    return walk


def walked(chapter: type, t: Reading, shape: str, work: Path) -> Walk:
    """A chapter walked on any reading."""
    told = Walk(t, chapter.script(t, EN))
    timings = [timing(beat) for beat in told.beats]
    told.drawn = draw(watched(chapter, told), t, told.beats, timings, look_of("l", shape, fps=FPS), work)
    return told
