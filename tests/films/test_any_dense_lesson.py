"""Any dense lesson: each core film refuses it in one line or is told, with every number the trace's and everything inside the frame."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import InputError, make_lesson, run
from engine.reading import Reading, resolve
from scenes.kit import theme
from studio import catalog
from studio.drawing import draw
from studio.looks import look_of
from studio.tongues import EN
from tests.engine.lessons import HIDDEN, OUTPUTS
from tests.films.refusals import untrue
from tests.sampling import WHOLE
from tests.scenes.last_pictures import FPS, Walk, stands_inside, timing, watched

CORE = ("forward", "chain_rule", "delta", "gradients", "neuron", "nudge", "step", "chain")
SCALES = (0.0, 0.01, 1.0, 20.0, 1e3, 1e6)  # of weights
slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
words = settings(max_examples=400 if WHOLE else 25, derandomize=not WHOLE, deadline=None, suppress_health_check=slow)
pictures = settings(max_examples=60 if WHOLE else 2, deadline=None, suppress_health_check=slow)


@st.composite
def lessons(draw):
    """Tables of 1 to 10 dense layers of 1 to 12 units, any activations and loss, weights from 0 to a million."""
    depth, loss = draw(st.integers(1, 10)), draw(st.sampled_from(sorted(OUTPUTS)))
    last = draw(st.sampled_from(OUTPUTS[loss]))
    acts = [*(draw(st.sampled_from(HIDDEN)) for _ in range(depth - 1)), last]
    sizes = [draw(st.integers(1, 12)) for _ in range(depth)] + [draw(st.integers(2 if last == "softmax" else 1, 12))]
    rng, scale = np.random.default_rng(draw(st.integers(0, 99))), draw(st.sampled_from(SCALES))
    examples, biased = draw(st.integers(1, 3)), draw(st.booleans())
    layers = []
    for m, n, act in zip(sizes, sizes[1:], acts, strict=False):
        W, b = scale * rng.normal(size=(n, m)), biased * rng.normal(size=n)
        layers.append({"units": n, "activation": act, "weights": W.tolist(), "biases": b.tolist()})
    y = np.eye(sizes[-1])[rng.integers(sizes[-1], size=examples)]
    return {
        "network": {"inputs": sizes[0], "loss": loss, "layers": layers},
        "data": {"x": rng.integers(-2, 3, size=(examples, sizes[0])).tolist(), "y": y.tolist()},
        "training": {"learning_rate": 0.1, "train_biases": biased},
    }


@st.composite
def neurons(draw):
    """Tables of one neuron with one input, or of a chain of them."""
    depth, act = draw(st.integers(1, 4)), draw(st.sampled_from(HIDDEN))
    number = st.sampled_from([-20.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, 20.0])
    layers = [{"units": 1, "activation": act, "weights": [[draw(number)]], "biases": [draw(number)]} for _ in range(depth)]
    data = {"x": [[draw(number)]], "y": [[draw(st.sampled_from([0.0, 0.5, 1.0]))]]}
    return {
        "network": {"inputs": 1, "loss": "squared_error", "layers": layers},
        "data": data,
        "training": {"learning_rate": draw(st.sampled_from([0.01, 0.5, 50.0]))},
    }


def read(table):
    """A lesson of these tables, run; None where the engine says in words that it cannot."""
    try:
        with np.errstate(all="ignore"):
            return Reading(run(make_lesson(table)))
    except InputError:
        return None


def refused(film, t):
    """Whether a film refuses a lesson: in one line, of more than a word or two, that is true of the lesson."""
    reason = film.refusal(t)
    assert reason is None or (len(reason.split()) > 3 and "\n" not in reason and untrue(t, reason) == "")
    return reason is not None


def told(film, t):
    """A film's words; every number that is said is the trace's."""
    beats = film.script(t, EN)
    for piece in (piece for beat in beats for piece in beat.pieces if piece.path):
        assert resolve(t.trace, piece.path) == piece.value
    return beats


@pytest.mark.parametrize("name", CORE)
@words
@given(table=st.one_of(lessons(), neurons()))
def test_its_words_are_told_or_refused(name, table):
    t, film = read(table), catalog.load(catalog.chapter(name))
    if t is not None and not refused(film, t):
        assert len(told(film, t)) > 5


@pytest.mark.skipif(not WHOLE, reason="minutes long: make test-all")
@pytest.mark.parametrize("name", CORE)
@pictures
@given(table=st.one_of(lessons(), neurons()), shape=st.sampled_from(["16:9", "9:16", "1:1"]), light=st.booleans())
def test_its_pictures_are_drawn_inside_the_frame(tmp_path_factory, name, table, shape, light):
    t, film = read(table), catalog.load(catalog.chapter(name))
    if t is None or refused(film, t):
        return
    theme.use("light" if light else "dark")
    walk = Walk(t, told(film, t))
    look = look_of("l", shape, "light" if light else "dark", fps=FPS)
    walk.drawn = draw(watched(film, walk), t, walk.beats, [timing(beat) for beat in walk.beats], look, tmp_path_factory.mktemp("any"))
    stands_inside(walk)


def test_a_number_that_is_not_the_traces_is_found():
    class Wrong:
        @staticmethod
        def script(t, tongue):
            beats = catalog.load(catalog.chapter("forward")).script(t, tongue)
            piece = next(piece for beat in beats for piece in beat.pieces if piece.path)
            object.__setattr__(piece, "value", piece.value + 1e-9)
            return beats

    with pytest.raises(AssertionError):
        told(Wrong, Reading(run(catalog.lesson("mazur"))))
