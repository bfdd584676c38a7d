"""Small chapters of plain shapes, quick to draw and hard to draw only where they change."""

from dataclasses import dataclass

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    AnimationGroup,
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
    NumberLine,
    Rotate,
    Square,
    Star,
    Succession,
    TracedPath,
    Transform,
    Uncreate,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
    Wait,
    Write,
    always_redraw,
)  # fmt: skip

from scenes.beat import Beat, beat
from scenes.chapter import Chapter
from studio.tongues import EN
from tests.scenes.paper import reading


@dataclass
class Times:
    """A beat of so many frames."""

    frames: int
    marks: dict[str, int]


def told(chapter: type[Chapter], frames: int = 12) -> tuple[type[Chapter], object, list[Beat], list[Times]]:
    """What `draw` is given: the chapter on Mazur's lesson, each beat at least so many frames long."""
    t = reading("mazur")
    beats = chapter.script(t, EN)
    return chapter, t, beats, [Times(frames, {}) for _ in beats]


def curve(f, colour="YELLOW", **style) -> VMobject:
    """A smooth curve y = f(x) across the frame."""
    xs = np.linspace(-6, 6, 25)
    return VMobject(stroke_color=colour, **style).set_points_smoothly([[x, f(x), 0] for x in xs])


class Depths(Chapter):
    """Things change places in depth: at rest, in a play, by an updater, one by one; and go away under others."""

    @beat("Before and behind.")
    def order(self):
        self.a, self.b = Square(3, fill_opacity=1, color="RED"), Circle(1.5, fill_opacity=0.6, color="BLUE").shift(RIGHT)
        self.c = Dot(LEFT, radius=1).set_z_index(-1)
        self.play(FadeIn(self.a, self.b), FadeIn(self.c, shift=UP))
        self.play(self.a.animate.shift(0.5 * RIGHT), self.b.animate.set_z_index(-2))
        self.c.set_z_index(3)
        self.hold(0.3)

    @beat("In the middle of a play.")
    def midway(self):
        turn = ValueTracker(0)
        self.c.add_updater(lambda m: m.set_z_index(3 if turn.get_value() < 0.5 else -3))
        self.play(turn.animate.set_value(1), Rotate(self.a, 0.5))
        self.c.clear_updaters()
        self.bring_to_front(self.b)
        self.play(self.b.animate.shift(0.7 * DOWN))

    @beat("And away.")
    def away(self):
        self.remove(self.a)
        self.play(self.c.animate.scale(0.5))
        self.play(FadeOut(self.b, scale=0.3))


class Parts(Chapter):
    """Groups whose parts overlap, of which some change."""

    @beat("One of many.")
    def some(self):
        self.row = VGroup(*(Circle(0.8, fill_opacity=0.5, color="TEAL").shift(0.9 * k * RIGHT) for k in range(-3, 4)))
        self.play(LaggedStart(*(FadeIn(c, scale=2) for c in self.row), lag_ratio=0.3))
        self.play(self.row[2].animate.set_color("RED"), self.row[5][0:0].animate.shift(UP))
        self.play(Indicate(self.row[3], color="YELLOW"), Indicate(self.row[1:3]))

    @beat("Idle ones.")
    def idle(self):
        self.row[0].add_updater(lambda m: None)
        self.play(self.row[6].animate.shift(UP))
        self.row[0].clear_updaters()
        self.play(Succession(FadeOut(self.row[4]), FadeIn(Star(5, outer_radius=1)), FadeOut(self.row[0]), Create(Line(LEFT, RIGHT))))

    @beat("All fade.")
    def fade(self):
        self.row.add(Square(0.6, fill_opacity=1).shift(2 * DOWN))
        self.play(FadeOut(self.row), run_time=0.7)


class Corners(Chapter):
    """Strokes whose corners reach far, growing and shrinking."""

    @beat("Sharp.")
    def sharp(self):
        star = Star(7, outer_radius=2, density=3, stroke_width=2).set_fill("TEAL", 0.5)
        star.joint_type = LineJointType.MITER
        self.play(Create(star))
        self.play(star.animate.set_stroke(width=50))
        self.play(star.animate.set_stroke(width=1), star.animate.set_stroke("RED", 3))


class Lines(Chapter):
    """A number on a line, what follows it, and curves that are made anew in every picture."""

    @beat("A dot moves, others follow.")
    def follow(self):
        self.x = ValueTracker(-1.0)
        line, other = NumberLine((-3, 3), length=9), NumberLine((0, 9), length=9).shift(1.5 * DOWN)
        dot = Dot(radius=0.15).add_updater(lambda m: m.move_to(line.n2p(self.x.get_value())))
        square = Dot(radius=0.15).add_updater(lambda m: m.move_to(other.n2p(self.x.get_value() ** 2)))
        link = always_redraw(lambda: Line(dot.get_center(), square.get_center(), stroke_width=3))
        self.show(line, other)
        self.add(dot, square, link)
        self.play(self.x.animate.set_value(2.5))
        self.play(self.x.animate(rate_func=lambda t: np.sin(9 * t) * t).set_value(0.5), run_time=1.3)

    @beat("Curves follow too.")
    def curves(self):
        live = always_redraw(lambda: curve(lambda x: np.tanh(self.x.get_value() * x)))
        touch = always_redraw(lambda: Dot([1, np.tanh(self.x.get_value()), 0]).set_z_index(2))
        self.add(live, touch)
        self.play(self.x.animate.set_value(-2), run_time=1.2)
        live.clear_updaters()
        self.hold(0.3)
        self.play(FadeOut(live), self.x.animate.set_value(1))

    @beat("And stand.")
    def stand(self):
        self.play(FadeIn(Square()))


class Time(Chapter):
    """What moves by itself as time passes, from one beat into the next."""

    @beat("It falls.")
    def falls(self):
        self.ball, self.speed = Dot(2 * UP + 3 * LEFT, radius=0.3), 0.0
        self.trace = TracedPath(self.ball.get_center, stroke_color="YELLOW", stroke_width=4)
        self.add(self.ball, self.trace)
        self.ball.add_updater(self._fall)
        self.play(Wait(0.6))

    def _fall(self, ball, dt):
        self.speed += 3 * dt
        ball.shift(dt * (RIGHT + self.speed * DOWN))

    @beat("On it goes.")
    def on(self):
        self.play(FadeIn(Square()), run_time=0.73)
        self.play(Wait(0.3))

    @beat("And stops.")
    def stops(self):
        self.ball.clear_updaters()
        self.trace.clear_updaters()
        self.play(self.ball.animate.set_color("RED"))


class Landscape(Chapter):
    """A plane of many cells and contours: some turn another colour at once, a path is drawn over them."""

    @beat("Cells and contours.")
    def cells(self):
        spots = [(x, y) for x in np.arange(-5, 5.1, 0.8) for y in np.arange(-2.4, 2.5, 0.8)]
        self.cells = VGroup(*(Square(0.8, stroke_width=0, fill_opacity=0.8, fill_color="BLUE").move_to([x, y, 0]) for x, y in spots))
        rings = VGroup(*(Circle(r, color="WHITE", stroke_width=2).stretch(1.8, 0) for r in (0.5, 1, 1.5, 2)))
        self.play(FadeIn(self.cells), LaggedStart(*map(Create, rings)))
        self.play(*(c.animate.set_fill("ORANGE") for c in self.cells[::5]))

    @beat("A way down.")
    def way(self):
        w = ValueTracker(0)
        path = always_redraw(
            lambda: VMobject(stroke_color="RED").set_points_as_corners([[4, 2, 0], [4 - 4 * w.get_value(), 2, 0], [0, 0, 0]])
        )
        self.add(path)
        for c in self.cells[::7]:
            c.add_updater(lambda m: m.set_fill(opacity=0.3 + 0.5 * w.get_value()))
        self.play(w.animate.set_value(1))
        self.play(FadeOut(self.cells), run_time=0.4)


class Others(Chapter):
    """Animations that change what they were not given, begin with nothing, and move parts that lie deep among things that stand."""

    @beat("Not only what it was given.")
    def others(self):
        self.dot, self.box = Dot(3 * LEFT), Square(1.5, color="RED")
        self.play(FadeIn(self.dot, self.box))

        def both(dot, alpha):
            dot.move_to([6 * alpha - 3, 0, 0])
            self.box.set_stroke(opacity=1 - 0.8 * alpha)

        self.play(UpdateFromAlphaFunc(self.dot, both))
        low = VGroup(Circle(0.8, fill_opacity=1, color="BLUE").set_z_index(-1), Dot(UP))
        self.play(FadeIn(low), AnimationGroup(Indicate(self.box), MoveAlongPath(self.dot, Line(3 * RIGHT, 2 * DOWN))))
        self.play(low[0].animate.shift(0.4 * RIGHT), low[1].animate.shift(DOWN))

    @beat("From nothing, to nothing.")
    def nothing(self):
        wave = curve(np.sin)
        bare = VMobject(stroke_color="GREEN")
        self.play(Create(wave), AnimationGroup(Create(Line(LEFT, UP)), FadeOut(self.box)))
        self.play(UpdateFromAlphaFunc(bare, lambda m, a: m.set_points_as_corners([[0, 0, 0], [2 * a, 1, 0]])), Uncreate(wave))
        self.play(Transform(bare, Square(2)), Write(VGroup(Circle(0.3), Star())))


HARD = (Depths, Parts, Corners, Lines, Time, Landscape, Others)
