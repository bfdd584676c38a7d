"""Every weight gets its share, as a viewer meets it: the numbers of the outer product, their places, the order of the words."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from manim import VGroup

from engine.reading import resolve
from scenes.films.gradients.facts import starts_straight
from scenes.films.gradients.oblong import Oblong
from scenes.films.gradients.story import Gradients
from scenes.kit.maths.cells import COLUMNS, ROWS
from scenes.kit.maths.laws import output_law
from scenes.kit.maths.wall import Wall
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import STAGES, Region
from scenes.kit.type.number import visible
from studio.drawing import draw
from studio.looks import look_of
from studio.tongues import EN
from tests.scenes.last_pictures import FPS, timing
from tests.scenes.last_pictures import reading as lesson

SHAPES = {"mazur": "16:9", "xor": "1:1", "deep": "16:9", "wide": "9:16"}
BACK = "steps[0].examples[0].backward"
LOW = 0.56  # of the height: where the row under the network begins


@cache
def walk(name):
    """Script, timings and what the chapter leaves on this lesson, and what each beat's last picture takes up; no frame written."""
    t, taken = lesson(name), {}
    beats = Gradients.script(t, EN)
    timings = [timing(beat) for beat in beats]

    class Watched(Gradients):
        def tell(self, beat, *rest):
            super().tell(beat, *rest)
            seen = [m for m in self.get_mobject_family_members() if len(m.points) and visible(m)]
            points = np.concatenate([m.points for m in seen])[:, :2] / (self.stage.width, self.stage.height)
            taken[beat.name] = points.min(0), points.max(0)

    with TemporaryDirectory() as work:
        drawn = draw(Watched, t, beats, timings, look_of("l", SHAPES[name], fps=FPS), Path(work))
    return beats, timings, drawn, taken


def at_end(drawn, beat):
    """The numbers at rest when a beat ends."""
    end = next(span.end for span in drawn.spans if span.beat == beat)
    return [s for s in drawn.sightings if s.start < end <= s.end]


def texts(drawn, beat, path):
    return {s.shown.number.path.removeprefix(path): s.shown.text for s in at_end(drawn, beat) if s.shown.number.path.startswith(path)}


def test_the_last_layers_gradient_stands_on_mazurs_table_and_edges():
    drawn = walk("mazur")[2]
    dW = {"[0][0]": "0.08217", "[0][1]": "0.08267", "[1][0]": "−0.02260", "[1][1]": "−0.02274"}
    found = [s for s in at_end(drawn, "cells") if s.shown.number.path.startswith(f"{BACK}[0].dL_dW")]
    table = {s.shown.number.path.removeprefix(f"{BACK}[0].dL_dW"): s.shown.text for s in found if s.box[1] > LOW}
    assert table == dW
    assert len(found) == 2 * len(dW)


def test_the_first_layers_gradient_stands_there_too():
    dW = {"[0][0]": "0.0004386", "[0][1]": "0.0008771", "[1][0]": "0.0004977", "[1][1]": "0.0009954"}
    found = [s for s in at_end(walk("mazur")[2], "layer_back-1") if s.shown.number.path.startswith(f"{BACK}[1].dL_dW")]
    assert {s.shown.number.path.removeprefix(f"{BACK}[1].dL_dW"): s.shown.text for s in found if s.box[1] > LOW} == dW


def test_each_cell_is_level_with_its_blame_and_under_its_signal():
    """The table is read by row and column, so its numbers have to line up."""
    low = [s for s in at_end(walk("mazur")[2], "cells") if s.box[1] > LOW]
    where = {s.shown.number.path: ((s.box[0] + s.box[2]) / 2, (s.box[1] + s.box[3]) / 2) for s in low}
    for i in (0, 1):
        for j in (0, 1):
            x, y = where[f"{BACK}[0].dL_dW[{i}][{j}]"]
            assert y == pytest.approx(where[f"{BACK}[0].delta[{i}]"][1], abs=0.01)
            assert x == pytest.approx(where[f"steps[0].examples[0].forward[0].a[{j}]"][0], abs=0.01)


def test_one_weights_equation_is_complete_before_its_letters():
    drawn = walk("mazur")[2]
    line = {s.shown.text for s in at_end(drawn, "numbers") if s.box[0] > 0.66}
    assert line == {"0.1385", "0.5933", "0.08217"}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.slow(14)
def test_no_number_covers_another(name):
    drawn = walk(name)[2]
    for span in drawn.spans:
        boxes = [s.box for s in at_end(drawn, span.beat)]
        crossing = [(a, b) for k, a in enumerate(boxes) for b in boxes[:k] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
        assert crossing == [], span.beat


@pytest.mark.parametrize("name", SHAPES)
def test_every_number_shown_is_the_one_at_its_path(name):
    sightings = walk(name)[2].sightings
    assert sightings
    for s in sightings:
        assert resolve(lesson(name).trace, s.shown.number.path) == s.shown.number.value


def test_the_voice_is_not_kept_waiting():
    beats, timings, drawn, _ = walk("mazur")
    for beat, time, span in zip(beats, timings, drawn.spans, strict=True):
        assert span.end - span.start <= time.frames + 1, beat.name
        assert list(span.marks) == list(beat.marks), beat.name
        assert all(0 <= span.marks[m] - span.start - time.marks[m] <= 0.8 * FPS for m in beat.marks), beat.name


def test_the_wall_holds_letters_only():
    drawn = walk("mazur")[2]
    assert all(at_end(drawn, span.beat) == [] for span in drawn.spans if "wall" in span.beat or span.beat in ("which", "harvest", "home"))


def test_five_questions_leave_three_seconds_or_more():
    asked = [beat for beat in Gradients.script(lesson("mazur"), EN)[:-1] if beat.pause]
    assert [beat.pause for beat in asked] == [3.0, 4.0, 4.0, 3.0, 3.0]
    assert all(beat.shown.endswith("?") for beat in asked)


def test_an_example_of_zeros_is_passed_over():
    """XOR's first example gives every weight the gradient 0: there is nothing to share."""
    beats, _, drawn, _ = walk("xor")
    assert "every layer has some slope" in beats[2].shown
    assert any(s.shown.number.path.startswith("steps[0].examples[1]") and s.shown.number.value for s in drawn.sightings)


def test_the_words_fit_the_sizes():
    said = {name: next(b.shown for b in Gradients.script(lesson(name), EN) if b.name == "compared") for name in ("mazur", "wide")}
    assert "so much smaller" in said["mazur"]
    assert "larger" in said["wide"]


def test_the_signs_are_read_as_they_stand():
    """Only Mazur's second row is negative; XOR's last layer has both signs."""
    assert [beat.marks for beat in Gradients.script(lesson("mazur"), EN) if beat.name == "signs"] == [("read", "minus", "plus")]
    assert {len(beat.marks) for name in SHAPES for beat in Gradients.script(lesson(name), EN) if beat.name == "signs"} <= {2, 3}


def test_the_thought_of_a_silent_line_is_about_no_number():
    """ "Suppose that nothing came in" contradicts every number of the network: they leave, and come back."""
    drawn = walk("mazur")[2]
    assert at_end(drawn, "silent") == at_end(drawn, "answered") == []
    before, after = ({s.shown.number.path for s in at_end(drawn, beat)} for beat in ("one_line", "biases"))
    assert before <= after


@pytest.mark.parametrize("name", SHAPES)
def test_a_gradient_on_its_line_stands_clear_of_neurons(name):
    """Beside a delta or a signal, it would be read with them as one sum."""
    drawn = walk(name)[2]
    for beat in ("numbers", "cells"):
        boxes = [s.box for s in at_end(drawn, beat) if s.box[3] < LOW]
        level = [(a, b) for a in boxes for b in boxes if a[0] < b[0] and a[1] < (b[1] + b[3]) / 2 < a[3]]
        assert min((b[0] - a[2] for a, b in level), default=1.0) > 0.005


def test_the_slopes_are_named_before_they_are_called_so():
    said = " ".join(beat.shown for beat in Gradients.script(lesson("mazur"), EN))
    assert "called a partial derivative. All of them together are the gradient." in said
    assert said.index("gradient") > said.index("partial derivative")
    assert "no blame" not in said.lower()


@pytest.mark.parametrize("name", SHAPES)
def test_what_was_wanted_stands_in_the_first_equation_once_it_is_the_answer(name):
    t = lesson(name)
    assert "y" in output_law(t, unfold=True).parts
    assert ("y" in output_law(t).parts) == starts_straight(t) == (name in ("deep", "wide"))


def test_the_order_of_the_factors_is_tried_where_it_shows():
    """In a square layer both orders have one form; the layer that is drawn is not square, and its name says so."""
    assert ROWS != COLUMNS
    shape = Oblong(Region(0, 0, 12, 2))
    right, wrong = (VGroup(*order.grid.values()) for order in (shape.right, shape.wrong))
    assert (right.width, right.height) == pytest.approx((shape.form.width, shape.form.height))
    assert wrong.height > shape.form.height
    assert wrong.width < shape.form.width


def test_every_product_arises_where_its_row_and_column_meet():
    """The film plays a slide for each cell before its product is there."""
    film = walk("mazur")[2]
    span = next(span for span in film.spans if span.beat == "cells")
    slides = [p for p in film.plays if span.start <= p.start < span.end and p.travels]
    assert len(slides) >= 4


@pytest.mark.parametrize("shape", STAGES)
@pytest.mark.parametrize("name", ["deep", "wide"])
def test_names_over_a_crowded_network_stay_in_the_frame(name, shape):
    t, stage = lesson(name), STAGES[shape]
    net = LitNet(t.sizes, stage, room_of(stage, "WALL", 1), with_loss=True)
    wall = Wall(t, stage, net, room_of(stage, "WALL"))
    for key in ("output", "hidden"):
        list(wall.happen(key))
    tops = [label.get_top()[1] for labels in net.labels.values() for label in labels.values()]
    assert len(tops) > 1
    assert max(tops) <= 0.45 * stage.height + 1e-6
