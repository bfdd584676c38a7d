"""The fast path draws plain manim's frames: on scenes made to mislead it, and on beats of every chapter."""

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Line,
    LineJointType,
    MoveAlongPath,
    PointCloudDot,
    ReplacementTransform,
    Rotate,
    Scene,
    ShowPassingFlash,
    Square,
    Star,
    Succession,
    Transform,
    VGroup,
    Wait,
    Write,
)  # fmt: skip

from scenes.kit.place.stage import STAGES
from studio.fast.canvas import Canvas
from studio.fast.renderer import FastRenderer
from studio.looks import Look
from studio.manim_adapter import SinkRenderer, look

LOOK = Look(320, 180, 10)


class Kept:
    """Every frame, and where it was said to have changed."""

    def __init__(self):
        self.frames, self.rects = [], []

    def frame(self, pixels, repeat, rects=None):
        self.frames += [pixels[..., :3].copy()] * repeat
        self.rects += [rects] + [[]] * (repeat - 1)


def told(scene, fast, tmp_path, only=None, **more):
    """A scene's frames, of one renderer or the other."""
    kept = Kept()
    stage = STAGES["16:9"]
    with look(LOOK.width, LOOK.height, stage.width, stage.height, LOOK.fps, tmp_path):
        renderer = FastRenderer() if fast else SinkRenderer()
        setattr(renderer, "film" if fast else "sink", None if only else kept)
        watch = {"watch": Picking(renderer, kept, only)} if only else {}
        scene(renderer=renderer, **watch, **more).render()
    return kept


class Picking:
    """Lets some beats be drawn."""

    def __init__(self, renderer, kept, only):
        self.renderer, self.kept, self.only = renderer, kept, only

    def begin(self, scene, beat):
        film = self.kept if beat in self.only else None
        if isinstance(self.renderer, FastRenderer):
            self.renderer.film = film
            self.renderer.canvas.forget()
        else:
            self.renderer.sink = film

    def end(self, scene, beat): ...


def check(plain, fast):
    """As many frames, each alike, and no change outside the rectangles that were named."""
    assert len(plain.frames) == len(fast.frames) > 0
    worst = max(np.abs(a.astype(int) - b).max() for a, b in zip(plain.frames, fast.frames, strict=True))
    noise = max(((a.astype(float) - b) ** 2).mean() for a, b in zip(plain.frames, fast.frames, strict=True))
    assert worst <= 16
    assert 10 * np.log10(255**2 / max(noise, 1e-9)) >= 60
    for k in range(1, len(fast.frames)):
        if fast.rects[k] is not None:
            outside = (fast.frames[k] != fast.frames[k - 1]).any(axis=2)
            for x0, y0, x1, y1 in fast.rects[k]:
                outside[y0:y1, x0:x1] = False
            assert not outside.any()


def step(scene, *animations):
    Scene.play(scene, *animations, run_time=0.55)


def rest(scene):
    Scene.play(scene, Wait(0.35, frozen_frame=True))


class Depth(Scene):
    def construct(self):
        a, b, c = Square(fill_opacity=1, color="RED"), Circle(fill_opacity=0.6, color="BLUE").shift(RIGHT), Dot(radius=1.5).set_z_index(-1)
        step(self, FadeIn(a, b), FadeIn(c, shift=UP))
        c.set_z_index(3)
        rest(self)
        step(self, a.animate.shift(RIGHT), b.animate.set_z_index(5))
        self.bring_to_front(a)
        rest(self)
        self.remove(b)
        step(self, Rotate(a), FadeOut(c, scale=0.3))
        rest(self)


class Strokes(Scene):
    def construct(self):
        star = Star(5, outer_radius=2, stroke_width=30, density=2).set_fill("TEAL", 0.5)
        star.joint_type = LineJointType.MITER
        wide = Line(3 * LEFT, 3 * RIGHT, stroke_width=60).set_color(["RED", "BLUE"])
        step(self, Create(star), FadeIn(wide))
        step(self, star.animate.shift(0.3 * UP).scale(0.7), ShowPassingFlash(Line(DOWN, UP, stroke_width=20)))
        step(self, wide.animate.rotate(1).set_stroke(width=5), Indicate(star))
        star.set_stroke("WHITE", 12, background=True)
        step(self, star.animate.shift(LEFT))
        rest(self)


class Groups(Scene):
    def construct(self):
        dots = VGroup(*(Dot(radius=0.3).shift(k * RIGHT) for k in range(-3, 4)))
        step(self, LaggedStart(*(FadeIn(d, scale=2) for d in dots), lag_ratio=0.3))
        extra = Square(0.4).shift(2 * UP)
        dots.add_updater(lambda g: g.add(extra) if len(g) == 7 else None)
        step(self, dots[2].animate.shift(2 * DOWN))
        dots.clear_updaters()
        step(self, Succession(Transform(dots[0], Square()), ReplacementTransform(dots[1], Circle(0.2))), Write(Star()))
        dots.add_updater(lambda g, dt: g.shift(dt * UP))
        Scene.play(self, Wait(0.55))
        dots.clear_updaters()
        step(self, MoveAlongPath(extra, Circle(2)), FadeOut(dots))
        rest(self)


class Clouds(Scene):
    def construct(self):
        cloud = PointCloudDot(radius=1, density=5)
        dot = Dot(radius=0.5)
        step(self, FadeIn(dot))
        self.add(cloud)
        step(self, dot.animate.shift(2 * RIGHT))
        self.remove(cloud)
        step(self, dot.animate.shift(2 * LEFT))
        self.camera.background_color = "#203040"
        step(self, dot.animate.scale(2))
        rest(self)


@pytest.mark.parametrize("scene", [Depth, Strokes, Groups, Clouds])
def test_a_scene_made_to_mislead_is_drawn_as_manim_draws_it(scene, tmp_path):
    plain = told(scene, False, tmp_path)
    fast = told(scene, True, tmp_path)
    check(plain, fast)
    assert any(rects is not None for rects in fast.rects)


def test_a_forgotten_rectangle_is_found_out(tmp_path, monkeypatch):
    plain = told(Depth, False, tmp_path)
    monkeypatch.setattr(Canvas, "_rects", lambda self, *boxes: [(0, 0, 60, 60)])
    with pytest.raises(AssertionError):
        check(plain, told(Depth, True, tmp_path))
