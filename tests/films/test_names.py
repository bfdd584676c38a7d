"""What a lesson calls its parts is seen on the network and said in sentences, whatever its letters."""

import numpy as np
import pytest

from engine import make_lesson, run
from engine.called import Name
from engine.reading import Reading
from scenes.films.delta.story import Delta
from scenes.films.forward.story import ForwardPass
from scenes.films.update.story import UpdateStep
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.network.named import WIDEST, names_of, tag
from scenes.kit.place.stage import STAGES
from scenes.kit.type.formula import Label
from scenes.sentence import pieces_of
from studio.captions import Cue
from studio.proof.numerals import typed_words
from studio.subtitles import read_srt, read_vtt, srt, vtt
from studio.tongues import EN
from tests.engine.lessons import table

WILD = ["Länge <b> {x} $x_1$", 'ши"ри\\на #let x', "petal width in cm, measured twice", "*a* _b_ `c` @d ~"]


def reading(sizes=(2, 3, 1), names=True, **more):
    tables = table(sizes, ("tanh",) * (len(sizes) - 2) + ("sigmoid",), examples=2, **more.pop("training", {}))
    called = {"inputs": (WILD * 3)[: sizes[0]], "outputs": ["Katze & Hund", "b"][: sizes[-1]], "examples": ["Ada", "Ben"]}
    return Reading(run(make_lesson(tables | ({"names": called} if names else {}) | more)))


def told(film, t):
    return {beat.method: beat for beat in film.script(t, EN)}


def test_sentences_say_the_names_as_they_are():
    beats = told(ForwardPass, reading())
    assert beats["inputs"].shown.startswith("Now give it an example: Ada. For Länge ‹b› {x} $x_1$, x₁ = ")
    assert beats["prediction"].shown.startswith("There it is, the prediction. For Katze & Hund, a₁⁽²⁾ = ")
    assert {"lesson.names.examples[0]", "lesson.names.inputs[0]"} <= {path for c in beats["inputs"].claims for path in c.evidence}
    assert typed_words(beats["inputs"]) == []
    assert "Ada" not in told(ForwardPass, reading(names=False))["inputs"].shown


SAID = [("Länge", "Lange"), ("宽度", ""), ("x2", "x two"), ("[a](/b/)", "ab"), ("-", ""), ("0042", "forty two")]


@pytest.mark.parametrize(("word", "said"), SAID)
def test_the_voice_says_what_english_has_sounds_for(word, said):
    (piece,) = pieces_of("{name}", {"name": Name(word, "lesson.names.inputs[0]")}, EN)
    assert (piece.shown, piece.spoken) == (word, said)


def test_a_long_name_is_cut_in_sentences():
    pieces = pieces_of("{name}: 3.", {"name": Name("x" * 200, "p")}, EN)
    assert len(pieces[0].shown) < 32
    assert pieces[0].shown.endswith("…:")


@pytest.mark.parametrize("text", [*WILD, "#", "\\", '"', "]", "$", "a" * 200, "//", "المساحة", "=3"])
def test_any_text_is_set_as_it_is(text):
    assert len(Label(Name(text, ""))) >= len(text.replace(" ", "")) // 2
    assert tag(Name(text, ""), WIDEST).width <= WIDEST


def test_letters_that_no_font_has_leave_no_boxes():
    assert len(Label(Name("\U0010fffd\u0378", ""))) == 0


@pytest.mark.parametrize("shape", STAGES)
@pytest.mark.parametrize("sizes", [(1, 1), (2, 2, 2), (3, 2, 1), (4, 5, 2), (9, 3, 2), (2, 4, 4, 4, 4, 4, 4, 2)])
def test_names_stand_clear_of_neurons_and_of_one_another_inside_the_frame(shape, sizes):
    t, stage = reading(sizes), STAGES[shape]
    net = NetworkDiagram(t.sizes, stage.graph, [layer.W for layer in t.net.layers], names=names_of(t))
    boxes = [(label.get_corner([-1, -1, 0])[:2], label.get_corner([1, 1, 0])[:2]) for label in net.called.all]
    assert len(boxes) == len(net.drawn[0]) + len(net.drawn[t.D])
    for k, (low, high) in enumerate(boxes):
        assert low[0] >= stage.aside.x - stage.graph.x - stage.width * 0.475
        assert high[0] <= stage.width * 0.475
        assert all(np.any(low >= other[1]) or np.any(high <= other[0]) for other in boxes[:k])
        for circle in (c for layer in net.neurons.values() for c in layer.values()):
            at = circle.get_center()[:2]
            assert np.linalg.norm(np.clip(at, low, high) - at) > net.radius


def test_a_network_without_names_is_drawn_as_ever():
    t = reading(names=False)
    plain, named = (NetworkDiagram(t.sizes, STAGES["16:9"].graph, names=names) for names in (None, names_of(t)))
    assert [c.get_center().tolist() for c in plain.neurons[0].values()] == [c.get_center().tolist() for c in named.neurons[0].values()]


def test_captions_hold_names_that_look_like_tags():
    pieces = pieces_of("{name}.", {"name": Name("<b>&{x}", "p")}, EN)
    cue = Cue(0.0, 1.0, (pieces[0].shown,))
    assert "‹b›&{x}." in srt([cue])
    assert "‹b›&amp;{x}." in vtt([cue])
    assert read_srt(srt([cue])) == (cue,) == read_vtt(vtt([cue]))


@pytest.mark.parametrize(("film", "beat"), [(ForwardPass, "weights"), (Delta, "forward"), (UpdateStep, "slopes")])
@pytest.mark.parametrize(("step", "says"), [(0, None), (1, "after one step of training"), (40, "after forty steps of training")])
def test_a_film_says_after_how_many_steps_it_is_told(film, beat, step, says):
    t = reading(training={"steps": 41, "record": [step]})
    shown = told(film, t)[beat].shown
    assert says in shown if says else "of training" not in shown
