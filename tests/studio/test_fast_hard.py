"""Chapters made to mislead the fast path: walked and drawn by copies of the process, they are plain manim's frame for frame."""

import os

import numpy as np
import pytest
from manim import RIGHT, Square, UpdateFromAlphaFunc

from engine import make_lesson, run
from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.type.number import Num
from studio.drawing import draw
from studio.fast import play
from studio.fast.slots import Slots
from studio.looks import Look
from studio.tongues import EN
from tests.studio.frames import Raw, RawReel, compare, judge
from tests.studio.small_chapters import HARD, Others, Parts, Times, told

LOOK = Look(320, 180, 10)


class Process(Chapter):
    """What no beat may do: it looks like the process that draws it."""

    @beat("Who am I?")
    def who(self):
        self.show(Square().shift((os.getpid() % 1000) / 500 * RIGHT))


@pytest.mark.parametrize("chapter", HARD)
def test_every_frame_is_manims(chapter, tmp_path):
    judge(told(chapter), LOOK, tmp_path)


def test_an_animation_that_is_wrongly_trusted_with_its_own_mobject_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(play, "PLAIN", play.PLAIN | {UpdateFromAlphaFunc})
    with pytest.raises(AssertionError):
        judge(told(Others), LOOK, tmp_path)


class Figures(Chapter):
    """Three beats that show three numbers of the lesson, one after the other."""

    @beat("What goes in.")
    def goes_in(self):
        self.one(self.t.x[0])

    @beat("What was wanted.")
    def wanted(self):
        self.one(self.t.y[0])

    @beat("And one weight.")
    def weight(self):
        self.one(self.t.W[1][0][0])

    def one(self, number):
        num = Num(number)
        self.show(num, run_time=0.3)
        self.clear_away(num, run_time=0.3)


def test_a_changed_number_of_the_lesson_is_drawn_anew_where_it_is_shown_and_nowhere_else(tmp_path):
    def keys(y):
        layer = {"units": 1, "activation": "sigmoid", "weights": [[0.5]]}
        table = {"network": {"inputs": 1, "loss": "mse", "layers": [layer]}, "data": {"x": [[0.3]], "y": [[y]]}}
        t = Reading(run(make_lesson({**table, "training": {"learning_rate": 0.1}})))
        reel = RawReel(tmp_path / f"raw {y}")
        beats = Figures.script(t, EN)
        draw(Figures, t, beats, [Times(12, {}) for _ in beats], LOOK, tmp_path, reel, None, Slots(tmp_path / "slots", 1))
        return [reel.keys[k] for k in range(3)]

    first, second = keys(0.25), keys(0.75)
    assert [a == b for a, b in zip(first, second, strict=True)] == [True, False, True]


def frames(chapter, folder, jobs):
    """Every frame of every beat, drawn in so many processes."""
    reel = RawReel(folder / "raw")
    draw(*told(chapter), LOOK, folder, reel, None, Slots(folder / "slots", jobs))
    return [frame for path in sorted(reel.folder.glob("*.npz"), key=lambda p: p.stem) for frame in read(path)]


def read(path):
    with np.load(path) as kept:
        return list(Raw(list(kept["pictures"]), kept["repeats"].tolist()).frames())


def alike(one, two):
    return len(one) == len(two) and all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_one_process_and_two_draw_the_same_and_a_beat_that_knows_its_process_is_found_out(tmp_path):
    for name in ("a", "b", "c", "d"):
        (tmp_path / name).mkdir()
    assert alike(frames(Parts, tmp_path / "a", 1), frames(Parts, tmp_path / "b", 2))
    assert not alike(frames(Process, tmp_path / "c", 1), frames(Process, tmp_path / "d", 2))


def test_a_row_of_wrong_pixels_and_a_lost_frame_are_found_out(tmp_path, monkeypatch):
    picture = np.zeros((180, 320, 4), np.uint8)
    wrong = picture.copy()
    wrong[90] = 20
    with pytest.raises(AssertionError):
        compare(picture, wrong)
    faint = picture.copy()
    faint[:, ::2] = 1  # no pixel far off, but very many
    with pytest.raises(AssertionError):
        compare(picture, faint)
    whole = Raw.frames
    monkeypatch.setattr(Raw, "frames", lambda self: list(whole(self))[:-1].__iter__())
    with pytest.raises(AssertionError, match="frames are missing"):
        judge(told(Parts), LOOK, tmp_path)
