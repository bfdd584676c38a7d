"""How the blame flows back, by what a viewer notices: which numbers stand when, what leaves the frame, when questions pause."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

import engine
from engine.reading import Reading
from scenes.films.delta import facts
from scenes.films.delta.story import Delta
from scenes.kit.maths.cells import OblongBack
from scenes.kit.place.stage import STAGES
from scenes.kit.type.number import visible
from scenes.witness import box_of
from studio.drawing import draw
from studio.looks import look_of
from studio.proof import maths
from studio.tongues import EN
from tests.scenes.last_pictures import FPS, timing

LESSON_FILES = Path(__file__).parents[2] / "scenes" / "lessons"
WALKS = (("mazur", "16:9"), ("deep", "9:16"), ("wide", "16:9"), ("xor", "1:1"))
EXAMPLE = "steps[0].examples[0]"


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """`walk(lesson, shape)`: reading `t`, beats, timings, spans, sightings and, by beat, the boxes of all that it leaves on screen."""

    work = tmp_path_factory.mktemp("walk")

    @cache
    def walked(lesson, shape):
        t = Reading(engine.run(engine.load_lesson(LESSON_FILES / f"{lesson}.toml")))
        beats, leaves = Delta.script(t, EN), {}
        timings = [timing(beat) for beat in beats]

        class Watched(Delta):
            def tell(self, k, *rest):
                super().tell(k, *rest)
                leaves[self.spans[-1].beat] = [box_of(m) for m in self.mobjects if visible(m)]

        drawn = draw(Watched, t, beats, timings, look_of("l", shape, fps=FPS), work)
        return SimpleNamespace(t=t, beats=beats, timings=timings, spans=drawn.spans, sightings=drawn.sightings, leaves=leaves)

    return lambda lesson="mazur", shape="16:9": walked(lesson, shape)


def at_end(told, beat):
    """The numbers that stand on screen at a beat's last frame: (path, digits)."""
    end = next(span.end for span in told.spans if span.beat == beat)
    return {(s.shown.number.path, s.shown.text) for s in told.sightings if s.start < end <= s.end}


@pytest.mark.parametrize(
    ("beat", "record", "texts"),
    [
        ("moved", "nudges[1]", {"L_plus[0]": "0.301134", "ratio[0]": "0.1381", "z_plus[0]": "1.126"}),
        ("computed", "backward[0]", {"dL_da[0]": "0.7414", "da_dz[0]": "0.1868", "delta[0]": "0.1385"}),
        ("signed", "backward[0]", {"delta[0]": "0.1385", "delta[1]": "−0.03810"}),
        ("returned", "backward[0]", {"terms[0][0]": "0.05540", "terms[1][0]": "−0.01905", "dL_da_in[0]": "0.03635"}),
        ("slope", "backward[1]", {"da_dz[0]": "0.2413", "delta[0]": "0.008771"}),
        ("scaled", "backward[1]", {"delta[0]": "0.008771", "delta[1]": "0.009954"}),
    ],
)
def test_the_equations_stand_with_their_numbers(walk, beat, record, texts):
    assert {(f"{EXAMPLE}.{record}.{name}", text) for name, text in texts.items()} <= at_end(walk(), beat)


@pytest.mark.parametrize(("lesson", "shape"), WALKS)
@pytest.mark.slow(12)
def test_at_the_end_only_values_deltas_and_the_loss_are_left(walk, lesson, shape):
    told = walk(lesson, shape).t.x.path.removesuffix(".x")
    left = {path.removeprefix(told) for path, _ in at_end(walk(lesson, shape), "harvest")}
    assert all(path.startswith(".x") or path == ".L" or ".a[" in path or ".delta[" in path for path in left), left


@pytest.mark.parametrize(("lesson", "shape"), WALKS)
def test_every_drawn_neuron_that_can_be_blamed_ends_with_its_delta(walk, lesson, shape):
    told = walk(lesson, shape)
    left = {path for path, _ in at_end(told, "harvest")}
    for l in range(1, told.t.D + 1):
        n = told.t.sizes[l]
        assert {told.t.delta[l][i].path for i in (range(n) if n <= 4 else (0, 1, n - 1))} <= left


@pytest.mark.parametrize(("lesson", "shape"), WALKS)
def test_the_drawing_keeps_up_with_the_voice(walk, lesson, shape):
    told = walk(lesson, shape)
    late = [s.beat for s, timing in zip(told.spans, told.timings, strict=True) if s.end - s.start - timing.frames > 2]
    assert late == []


@pytest.mark.parametrize(("lesson", "shape"), WALKS)
def test_marks_are_reached_in_the_order_they_are_said(walk, lesson, shape):
    told = walk(lesson, shape)
    for beat, span in zip(told.beats, told.spans, strict=True):
        assert list(span.marks) == list(beat.marks), beat.name


@pytest.mark.parametrize(("lesson", "shape"), WALKS)
def test_questions_pause_and_nothing_else_does(walk, lesson, shape):
    asked = {beat.name: beat.pause for beat in walk(lesson, shape).beats if beat.shown.endswith("?")}
    assert set(asked) >= {"signed", "hidden", "asked"}
    assert all(pause == 3.0 for pause in asked.values())
    assert {beat.name for beat in walk(lesson, shape).beats if beat.pause and beat.name not in asked} == {"harvest"}, "what comes next"


def test_the_flip_shows_w_and_then_its_mirror_image(walk):
    """Off the diagonal the two numbers change places: 0.45 goes from upper right to lower left."""
    told = walk()

    def at(beat, i, j):
        end = next(span.end for span in told.spans if span.beat == beat)
        path = f"steps[0].update[1].W[{i}][{j}]"
        return next(s.box for s in told.sightings if s.start < end <= s.end and s.shown.number.path == path)

    assert at("asked", 0, 1)[0] > at("asked", 1, 0)[0]
    assert at("asked", 0, 1)[1] < at("asked", 1, 0)[1]
    assert at("flipped", 0, 1)[0] < at("flipped", 1, 0)[0]
    assert at("flipped", 0, 1)[1] > at("flipped", 1, 0)[1]


def lesson(tmp_path: Path, layers: str, loss: str) -> Reading:
    head = f'title = "t"\n[network]\ninputs = 2\nloss = "{loss}"\ninit = {{ method = "normal", seed = 2 }}\n'
    data = "[data]\nx = [[0.5, -1.0]]\ny = [[1.0]]\n[training]\noptimizer = 'sgd'\nlearning_rate = 0.1\nsteps = 1\n"
    (tmp_path / "lesson.toml").write_text(head + layers + data)
    return Reading(engine.run(engine.load_lesson(tmp_path / "lesson.toml")))


def test_one_layer_has_nothing_to_carry_back(tmp_path):
    layer = '[[network.layers]]\nunits = 1\nactivation = "sigmoid"\n'
    assert "single layer" in (Delta.unfit(lesson(tmp_path, layer, "squared_error")) or "")
    assert Delta.unfit(lesson(tmp_path, 2 * layer, "squared_error")) is None


@pytest.mark.parametrize(
    ("sizes", "form", "says"),
    [
        ((2, 2, 2), (), "the mistake would not show"),
        ((2, 1, 1), (), "A single weight fits either way"),
        ((2, 7, 2), (), "Take a small layer"),
        ((2, 3, 1), (1, 3), "a single row of three weights"),
        ((2, 1, 3), (3, 1), "a single column of three weights"),
        ((2, 4, 2), (2, 4), "two rows of four"),
        ((2, 2, 4), (4, 2), "a row ends before the deltas do"),
    ],
)
def test_w_is_turned_in_the_form_that_it_has(sizes, form, says):
    inputs, *units = sizes
    layers = [{"units": n, "activation": "tanh"} for n in units]
    network = {"inputs": inputs, "loss": "squared_error", "layers": layers, "init": {"method": "normal", "seed": 1}}
    data = {"x": [[0.5] * inputs], "y": [[0.1] * units[-1]]}
    t = Reading(engine.run(engine.make_lesson({"network": network, "data": data, "training": {"learning_rate": 0.1}})))
    assert facts.form(t) == form
    assert says in next(beat.shown for beat in Delta.script(t, EN) if beat.name == "oblong")


@pytest.mark.parametrize(("n", "m"), [(2, 3), (4, 3), (1, 3), (3, 1)])
def test_a_matrix_that_is_turned_fits_its_deltas(n, m):
    """Unturned, what finds no partner is red; turned, each of its m rows is as long as the column of n deltas, and makes a sum."""
    shape = OblongBack(STAGES["16:9"].board, n, m)
    red = [a.mobject for a in shape.juts_out().animations]
    assert len(red) == (m - n) * n if m > n else len(red) == n - m
    assert len({cell.get_y() for cell in shape.turned.values()}) == m == len(shape.made[1])
    assert all(len([j for i, j in shape.turned if i == row]) == len(shape.delta) for row in range(m))
    assert shape.turned[m - 1, n - 1].get_right()[0] < shape.delta[0, 0].get_left()[0]


def test_mazur_s_film_has_words_for_three_to_five_minutes(walk):
    words = sum(len(beat.spoken.split()) for beat in walk().beats)
    assert 420 <= words <= 650


def test_what_the_push_measured_is_called_near_no_farther_than_the_proofreader_does():
    assert facts.NEAR <= maths.ABOUT
