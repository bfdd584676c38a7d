"""The proofreader's rules of places: each fires on a planted defect, and lets be what is right."""

import pytest
from manim import DOWN, LEFT, RIGHT, UP, Circle, Dot, Line, Rectangle, VGroup

from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.maths.matrix import frame
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import STAGES
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, align_equals
from scenes.kit.type.number import Num
from scenes.shown import show
from studio.drawing import draw
from studio.looks import look_of
from studio.proof import layout
from studio.proof.findings import found_in
from studio.proof.view import Viewer, saying
from studio.tongues import EN
from tests.scenes.last_pictures import timing
from tests.scenes.paper import desk, number, reading
from tests.studio.views import view, whats

FPS = 5


@pytest.fixture(scope="module", autouse=True)
def typeset_aside(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("typeset")):
        yield


def num(value=0.1234, size=30):
    return Num(number(value), size)


class Planted(Chapter):
    """A chapter of two beats; in the second, after two words, a number is added on top of another."""

    title, promise = "Planted", "Find it."

    @beat("One number stands here, all alone.")
    def alone(self):
        self.show(num())

    @beat("And now <other> there comes another one on top of it.")
    def crowded(self):
        self.at("other")
        self.show(num(0.5).shift(0.1 * UP))
        self.hold(0.6)


def test_a_defect_knows_its_beat_its_second_and_its_place(tmp_path):
    t, stage = reading("mazur"), STAGES["16:9"]
    beats, viewer = Planted.script(t, EN), Viewer(FPS, stage.width, stage.height)
    draw(Planted, t, beats, [timing(b) for b in beats], look_of("l", fps=FPS), tmp_path, on_rest=viewer)
    assert [v.beat for v in viewer.views] == ["alone", "crowded", "crowded", "crowded"]
    [defect] = found_in(viewer.views, FPS, layout.RULE)
    assert str(defect).startswith(
        f"{viewer.views[2].frame / FPS:.2f} s, beat crowded: 0.1234 and 0.5 stand on top of each other [crossing]; "
    )
    left, top, right, bottom = defect.box
    assert left < 0.49 < 0.51 < right
    assert top < 0.49 < bottom


@pytest.mark.parametrize("way", [LEFT, RIGHT, UP, DOWN], ids=["left", "right", "up", "down"])
def test_text_outside_the_safe_area_is_found(way):
    stage = STAGES["16:9"]
    edge = [0.45 * stage.width, 0.45 * stage.height, 0]
    inside = num().move_to([way[0] * (edge[0] - 0.6), way[1] * (edge[1] - 0.2), 0])
    outside = Label("out").move_to([way[0] * edge[0], way[1] * edge[1], 0])
    assert whats(layout.unsafe, inside, outside) == ["out stands outside the safe area"]


def test_text_on_text_is_found_glyph_by_glyph():
    formula = Formula("{z} = {v}", z="z", v=number(0.25))
    on_it = Label("on it").move_to(formula["v"])
    assert whats(layout.crossing, formula, on_it) == ["z = 0.25 and on it stand on top of each other"] * len(
        whats(layout.crossing, formula, on_it)
    )
    assert [d.what for d in found_in([view(formula, on_it)], FPS, (layout.crossing,))] == ["z = 0.25 and on it stand on top of each other"]
    assert whats(layout.crossing, formula, Label("beside").next_to(formula, RIGHT, buff=0.02)) == []
    hidden = Rectangle(width=4, height=1, fill_color=theme().panel, fill_opacity=1)
    assert whats(layout.crossing, formula, hidden, on_it) == []


def test_a_line_through_text_is_found_unless_a_plate_hides_it():
    line, name = Line(3 * LEFT, 3 * RIGHT), num()
    assert whats(layout.struck, line, name) == ["a line (Line) runs through 0.1234"]
    assert whats(layout.struck, name, line) == ["a line (Line) runs through 0.1234"]
    assert whats(layout.struck, line, plate(name)) == []
    assert whats(layout.struck, plate(name), line) == ["a line (Line) runs through 0.1234"]
    assert whats(layout.struck, line, num().set_stroke(theme().ground, width=6, background=True)) == []
    assert whats(layout.struck, line.shift(0.3 * UP), name) == []


def test_edges_count_and_what_encloses_text_does_not():
    name = num()
    bar = Rectangle(width=1, height=1, stroke_width=0, fill_color=theme().loss, fill_opacity=1)
    assert whats(layout.struck, bar.next_to(name.get_center(), RIGHT, buff=0), name) == ["a line (Rectangle) runs through 0.1234"]
    assert whats(layout.struck, frame(name), Circle(1), name) == []
    assert whats(layout.struck, frame(VGroup(Dot(UP), Dot(DOWN)), buff=0.1), name) == ["a line (Rectangle) runs through 0.1234"]


def test_the_bars_of_fractions_belong_to_their_formula():
    fraction = Formula("{d} = (partial L) / (partial z)", d="delta")
    assert whats(layout.crossing, fraction) == whats(layout.struck, fraction) == []


def test_covered_text_is_found():
    name, lid = Label("a name"), Rectangle(width=0.3, height=2, fill_color=theme().panel, fill_opacity=1)
    assert set(whats(layout.covered, name, lid)) == {"a name is hidden by a Rectangle"}
    assert whats(layout.covered, lid, name) == whats(layout.covered, name, lid.copy().set_fill(opacity=0.3)) == []


def test_low_digits_are_found_also_after_shrinking():
    assert whats(layout.small, num(size=22), Formula("w_(11)^((2))", size=22)) == []
    [what] = whats(layout.small, num(0.5, size=18), num(0.25, size=18), num(size=22))
    assert what == "0.5, 0.25 set 17 pixels high (a digit of font size 18), at least 20 are read"
    assert len(whats(layout.small, Formula("z = w x", size=34).scale(0.5))) == 1
    assert len(whats(layout.small, num(size=23), shape="9:16")) == 1
    assert whats(layout.small, num(size=25), shape="9:16") == []


def test_a_number_wider_than_its_neuron_is_found():
    net = NetworkDiagram((2, 2, 1), STAGES["16:9"].graph)
    fitted = net.place(show(number(0.123456)), 1, 0)
    assert whats(layout.wide, net, fitted) == []
    broad = num(0.1234, size=60).move_to(net.neurons[1][0])
    assert whats(layout.wide, net, broad) == ["0.1234 reaches over the rim of its circle"]


def test_too_much_text_is_found():
    grid = [num(0.1 * k, size=22).move_to([-5 + k % 9, 3 - k // 9 * 0.5, 0]) for k in range(layout.MOST + 1)]
    assert whats(layout.crowded, *grid[1:]) == []
    assert len(whats(layout.crowded, *grid)) == 1


def test_lines_are_told_in_plain_characters():
    t = reading("mazur")
    first, second = Formula("{z} = {v}", z=t.name.z[1][0], v=t.z[1][0]), Formula("= {a}", a=t.a[1][0])
    said = [saying(line) for line in view(align_equals(first, second)).lines]
    assert said == ["z₁⁽¹⁾ = 0.3775", "= 0.5933"]
