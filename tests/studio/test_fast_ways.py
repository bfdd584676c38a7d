"""Whichever way a film is drawn, its bytes are the same; and what it is held against is manim itself."""

from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
from manim import Create, FadeIn, FadeOut, Line, Scene, Square, Star, Succession
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.kit.place.stage import STAGES
from studio import manim_adapter
from studio.drawing import draw
from studio.fast import beats, play, renderer
from studio.fast.encoder import Segment
from studio.fast.fingerprint import Fingerprint
from studio.fast.slots import Slots
from studio.looks import Look
from studio.manim_adapter import SinkRenderer, look
from studio.reel import Reel
from tests.studio.frames import Raw, judge
from tests.studio.small_chapters import Parts, Time, told
from tests.studio.test_fast_hard import Process

LOOK = Look(192, 108, 10)


def film(chapter, work, jobs=2):
    """The bytes of a chapter's silent film, its segments encoded and joined as a render does it."""
    what = told(chapter)
    reel = Reel(work / "beats", [""] * len(what[2]), LOOK.width, LOOK.height, LOOK.fps, Segment)
    draw(*what, LOOK, work, reel, None, Slots(work / "slots", jobs))
    reel.join(work / "silent.mp4")
    return (work / "silent.mp4").read_bytes()


@pytest.fixture
def alone(monkeypatch):
    """Processes cannot be copied here, as on macOS."""
    monkeypatch.setattr(beats, "draw", partial(beats.draw, fork=False))


@pytest.mark.parametrize("chapter", [Parts, Time])
def test_without_copies_of_the_process_the_bytes_are_the_same(chapter, tmp_path, request):
    copied = film(chapter, tmp_path / "copies")
    assert film(chapter, tmp_path / "one", jobs=1) == copied
    request.getfixturevalue("alone")
    assert film(chapter, tmp_path / "alone") == copied


def test_a_beat_that_knows_its_process_gives_other_bytes(tmp_path):
    assert film(Process, tmp_path / "one", jobs=1) != film(Process, tmp_path / "two")


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_without_copies_what_is_missing_alone_is_drawn_and_alike(lost, tmp_path, alone):
    whole = film(Time, tmp_path)
    segments = sorted((tmp_path / "beats").glob("*.mp4"), key=lambda p: p.stat().st_mtime_ns)
    before = {p: p.stat().st_mtime_ns for p in segments}
    segments[lost].unlink()
    assert film(Time, tmp_path) == whole
    assert [p for p in segments if p.stat().st_mtime_ns != before[p]] == [segments[lost]]


def test_time_that_is_added_up_in_one_step_on_the_walk_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(renderer, "by_steps", lambda scene: False)
    monkeypatch.setattr(manim_adapter, "by_steps", lambda scene: False)
    with pytest.raises(AssertionError):
        judge(told(Time), LOOK, tmp_path)


class Chain(Scene):
    """A succession, whose later parts have not begun when the play does, over things that stand."""

    size = 1.0

    def construct(self):
        square = Square(self.size)
        self.add(Star())
        self.play(Succession(FadeIn(square), Create(Line()), square.animate.shift([1, 0, 0]), FadeOut(square)), run_time=0.8)
        self.wait(0.35)


def key_of(scene, work):
    """The key of what a walk over a scene sees."""
    stage = STAGES["16:9"]
    with look(LOOK.width, LOOK.height, stage.width, stage.height, LOOK.fps, work):
        seen = Fingerprint("", "", 0, 1)
        scene(renderer=renderer.FastRenderer(seen.look)).render()
        return seen.key()


def test_a_succession_has_a_key_that_knows_what_it_works_on(tmp_path, monkeypatch):
    class Larger(Chain):
        size = 1.01

    assert key_of(Chain, tmp_path) == key_of(Chain, tmp_path) != key_of(Larger, tmp_path)
    monkeypatch.setattr(play, "mobjects_of", lambda animation: list(animation.get_all_mobjects()))
    with pytest.raises(AttributeError):  # as it was before the key looked elsewhere
        key_of(Chain, tmp_path)


class Manims(CairoRenderer):
    """manim's own renderer as it is; the frames that it would write are kept."""

    def __init__(self, raw):
        super().__init__(file_writer_class=lambda settings: self)
        self.frame = raw.frame
        self.sections, self.output_spec = [SimpleNamespace(skip_animations=False)], SimpleNamespace(is_still=False, enabled=False)

    def write_frame(self, frame, repeat):
        self.frame(frame, repeat)

    def add_partial_movie_file(self, name): ...

    def begin_animation(self, *args, **kwargs): ...

    def end_animation(self, *args): ...

    def scene_finished(self, scene): ...


def test_the_reference_is_manims_own_renderer(tmp_path):
    stage = STAGES["16:9"]
    with look(LOOK.width, LOOK.height, stage.width, stage.height, LOOK.fps, tmp_path):
        manims, ours = Raw(), Raw()
        Chain(renderer=Manims(manims)).render()
        Chain(renderer=SinkRenderer(ours)).render()
    assert sum(manims.repeats) == sum(ours.repeats) == 8 + 3
    assert all(np.array_equal(a, b) for a, b in zip(manims.frames(), ours.frames(), strict=True))
