"""One weight, one chain: what a viewer sees of it, on five networks and in three shapes."""

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

import engine
from engine.reading import Reading
from scenes.films.chain_rule.chain_view import ChainView
from scenes.films.chain_rule.nudge_bars import NudgeBars, Thought, beside_bars, large_chain, shaken
from scenes.films.chain_rule.route import route_of
from scenes.films.chain_rule.story import ChainRule
from scenes.kit.maths.slopes import links_of
from scenes.kit.place.shots import inside, room_of
from scenes.kit.place.stage import STAGES
from scenes.kit.type.number import numbers_on, visible
from scenes.witness import box_of
from studio.drawing import draw
from studio.looks import look_of
from studio.tongues import EN

FILES = Path(__file__).parents[2] / "scenes" / "lessons"
FPS, WORDS_A_SECOND = 4, 2.5
BACK = "steps[0].examples[0].backward"
FORE = "steps[0].examples[0].forward"
SHAPES = {"mazur": "16:9", "xor": "1:1", "deep": "9:16", "wide": "16:9", "one": "16:9"}
ONE_LAYER = """
[network]
inputs = 2
loss = "mse"
[[network.layers]]
units = 1
activation = "relu"
weights = [[0.5, -0.3]]
biases = [0.2]
[data]
x = [[1.0, 0.5]]
y = [[1.0]]
[training]
learning_rate = 0.1
steps = 1
"""


@dataclass(frozen=True)
class End:
    """A beat's last picture: its numbers as (path, text, box), and the edges of all that is seen; fractions from the top left."""

    numbers: tuple
    edges: tuple


def timing_of(beat):
    """A voice of even pace."""
    words, marks = 0, {}
    for piece in beat.pieces:
        marks |= dict.fromkeys(piece.marks, round(words / WORDS_A_SECOND * FPS))
        words += len(piece.spoken.split())
    return SimpleNamespace(frames=round((words / WORDS_A_SECOND + 0.5 + beat.pause) * FPS), marks=marks)


def end_of(scene):
    leaves = [m for mobject in scene.mobjects for m in mobject.get_family() if len(m.points) and visible(m)]
    lefts, tops, rights, bottoms = zip(*map(box_of, leaves), strict=True)
    numbers = tuple((s.number.path, s.text, box_of(m)) for m, s in numbers_on(scene.mobjects))
    return End(numbers, (min(lefts), min(tops), max(rights), max(bottoms)))


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """`walk(lesson)`: reading `t`, beats, timings, spans, sightings and, by beat, its End; each lesson in a shape of its own."""
    work = tmp_path_factory.mktemp("walk")
    (work / "one.toml").write_text(ONE_LAYER)

    @cache
    def walked(lesson):
        t, ends = Reading(engine.run(engine.load_lesson(work / "one.toml" if lesson == "one" else FILES / f"{lesson}.toml"))), {}

        class Watched(ChainRule):
            def tell(self, beat, timing):
                super().tell(beat, timing)
                ends[beat.name] = end_of(self)

        beats = ChainRule.script(t, EN)
        timings = [timing_of(beat) for beat in beats]
        drawn = draw(Watched, t, beats, timings, look_of("l", SHAPES[lesson], "dark", FPS), work)
        return SimpleNamespace(t=t, beats=beats, timings=timings, spans=drawn.spans, sightings=drawn.sightings, ends=ends)

    return walked


def in_board(beat, box):
    """Whether a number stands on the board, which is beside the network (shares) or under it."""
    return box[0] > 0.66 if beat == "shares" else box[1] > 0.585


def on(end):
    return {(path, text) for path, text, _ in end.numbers}


@pytest.mark.parametrize(
    ("beat", "shown"),
    [
        ("factor-1", {(f"{BACK}[0].dL_da[0]", "0.7414"), (f"{FORE}[1].a[0]", "0.7514"), ("steps[0].examples[0].y[0]", "0.01")}),
        ("multiplied", {(f"{BACK}[0].dL_da[0]", "0.7414"), (f"{BACK}[0].da_dz[0]", "0.1868"), (f"{FORE}[0].a[0]", "0.5933")}),
        ("multiplied", {(f"{BACK}[0].dL_dW[0][0]", "0.082")}),
        ("outputs", {(f"{BACK}[0].delta[0]", "0.1385"), (f"{BACK}[0].delta[1]", "−0.03810")}),
        ("shares", {(f"{BACK}[0].terms[0][0]", "0.05540"), (f"{BACK}[0].terms[1][0]", "−0.01905"), (f"{BACK}[1].dL_da[0]", "0.03635")}),
        ("inner", {(f"{BACK}[1].dL_da[0]", "0.03635"), (f"{BACK}[1].da_dz[0]", "0.2413"), (f"{BACK}[1].dL_dW[0][0]", "0.0004386")}),
    ],
)
def test_mazurs_numbers_stand_in_the_equations(walk, beat, shown):
    assert shown <= on(walk("mazur").ends[beat])


def test_the_chain_and_its_slopes_are_gone_when_the_hidden_weight_is_asked_for(walk):
    t = walk("mazur").t
    last = on(walk("mazur").ends["deeper"])
    assert {path for path, _ in last} == {
        *(t.a[l][i].path for l in range(3) for i in range(2)), t.L.path, t.W[1][0][0].path
    }  # fmt: skip


def test_each_slope_lands_on_its_own_edge(walk):
    end = walk("mazur").ends["harvest"]
    middle = {path: (box[0] + box[2]) / 2 for path, _, box in end.numbers}
    x = [middle[walk("mazur").t.a[l][0].path] for l in range(3)]
    assert x[0] < middle[f"{BACK}[1].dL_dW[0][0]"] < x[1] < middle[f"{BACK}[0].dL_dW[0][0]"] < x[2]


def test_under_a_neuron_stands_its_slope_to_the_sum_and_nothing_else(walk):
    told = walk("mazur")
    for beat in ("shares", "inner", "shared"):
        boxes = {path: box for path, _, box in told.ends[beat].numbers if beat == "shared" or not in_board(beat, box)}
        assert {path for path in boxes if path.endswith(("delta[0]", "delta[1]"))} == {f"{BACK}[0].delta[0]", f"{BACK}[0].delta[1]"}
        assert not any("dL_da" in path for path in boxes), beat


def test_the_edge_shows_the_digits_of_the_formula(walk):
    for lesson, beat in product(("mazur", "deep", "wide"), ("multiplied", "inner")):
        t = walk(lesson).t
        route = route_of(t)
        path = (route.outer if beat == "multiplied" else route.inner).path
        assert [p for p, _, _ in walk(lesson).ends[beat].numbers].count(path) == 2
        assert len({text for p, text, _ in walk(lesson).ends[beat].numbers if p == path}) == 1


def test_the_bars_of_a_nudge_are_as_long_as_the_slopes_make_them(walk):
    t = walk("mazur").t
    room = inside(room_of(STAGES["16:9"], "COLUMN", 2))
    links = links_of(t, 0, 0)
    quantities = [t.W[2][0][0], t.z[2][0], t.a[2][0], t.L]
    chain = large_chain(quantities, [(link.name, link.number) for link in links], beside_bars(room))
    bars = [bar.width for bar in NudgeBars(chain, room, [link.number.value for link in links]).bars]
    for k, link in enumerate(links):
        assert bars[k + 1] / bars[k] == pytest.approx(link.number.value, rel=1e-6)
    assert [len(bar) for bar in Thought(chain, room, (2, 3)).bars] == [1, 2, 6]
    assert chain.down


def test_a_shaken_nudge_comes_back_and_all_bars_move_alike(walk):
    assert [shaken(at) for at in (0, 0.25, 0.5, 0.75, 1)] == pytest.approx([0, 1, 0, 1, 0])
    t, room = walk("mazur").t, inside(room_of(STAGES["16:9"], "COLUMN", 2))
    links = links_of(t, 0, 0)
    chain = ChainView([t.W[2][0][0], t.z[2][0], t.a[2][0], t.L], [(link.name, link.number) for link in links], beside_bars(room))
    nudge = NudgeBars(chain, room, [link.number.value for link in links])
    before = [(bar.get_left()[0], bar.width) for bar in nudge.bars]
    back = nudge.take_back()
    back.begin()
    back.interpolate(1)
    for bar, (left, width) in zip(nudge.bars, before, strict=True):
        assert bar.get_left()[0] == pytest.approx(left)
        assert bar.width == pytest.approx(0.3 * width)


def test_the_viewer_is_given_time_at_every_question():
    told = {name: method.telling for name, method in vars(ChainRule).items() if hasattr(method, "telling")}
    assert [name for name, telling in told.items() if telling.pause >= 3] == ["wondered", "puzzle", "question", "deeper"]


def test_a_softmax_output_takes_the_loss_in_one_jump(walk):
    told = walk("deep")
    assert [beat.name for beat in told.beats if beat.method == "factor"] == ["factor-1", "factor-2"]
    assert told.t.delta[4][0].path in {path for path, _ in on(told.ends["factor-1"])}


def test_a_weight_is_followed_on_an_example_where_it_matters(walk):
    route = route_of(walk("xor").t)
    assert (route.example, route.i, route.j, route.k) == (3, 0, 0, 0)
    assert Reading(walk("xor").t.trace, example=0).dL_dW[2][0][0].value == 0  # what the first example would have shown
    assert route_of(walk("mazur").t).example == 0


def test_an_only_layer_has_one_chain_and_no_fork(walk):
    told = walk("one")
    assert not {beat.method for beat in told.beats} & {"deeper", "forked", "outputs", "shares", "inner", "shared"}
    assert (told.t.dL_dW[1][0][0].path, "−0.9") in on(told.ends["multiplied"])
