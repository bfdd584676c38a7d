"""Golden figures: Mazur's post, and the values of STORYBOARD that an independent autograd computed."""

import time
from pathlib import Path

import pytest
from numpy.testing import assert_allclose

from engine import load_lesson, make_lesson, run
from tests.engine.lessons import one_neuron

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"


@pytest.fixture(scope="module")
def mazur():
    return run(load_lesson(LESSONS / "mazur.toml"))


def test_mazur_forward(mazur):
    example = mazur.steps[0].examples[0]
    assert_allclose(example.L, 0.298371109, atol=5e-10)
    assert_allclose(example.forward[0].z, [0.3775, 0.3925], rtol=1e-15)
    assert_allclose(example.forward[0].a, [0.593269992, 0.596884378], atol=5e-10)
    assert_allclose(example.forward[1].a, [0.75136507, 0.772928465], atol=5e-9)
    assert_allclose(example.L_terms, [0.274811083, 0.023560026], atol=5e-10)


def test_mazur_backward(mazur):
    hidden, output = mazur.steps[0].examples[0].at(1)[1], mazur.steps[0].examples[0].at(2)[1]
    assert_allclose(output.delta, [0.138498562, -0.038098237], atol=5e-9)
    assert_allclose(output.dL_dW[0, 0], 0.082167041, atol=5e-10)
    assert_allclose(hidden.dL_dW[0, 0], 0.000438568, atol=5e-10)
    assert_allclose(output.terms[:, 0], [0.055399425, -0.019049119], atol=5e-9)
    assert_allclose(output.dL_da_in[0], 0.036350306, atol=5e-9)


def test_mazur_update(mazur):
    first, second = mazur.steps[0].update
    assert_allclose(first.W_new, [[0.149780716, 0.19956143], [0.24975114, 0.29950229]], atol=5e-9)
    assert_allclose(second.W_new, [[0.35891648, 0.408666186], [0.511301270, 0.561370121]], atol=5e-9)
    assert mazur.steps[0].L_new == pytest.approx(0.291027774, abs=5e-10)
    assert (second.b_new == second.b).all()
    assert not second.step_b.any()
    assert second.dL_db.all()  # frozen, yet still known


def test_mazur_after_ten_thousand_steps(mazur):
    assert len(mazur.losses) == 10_001
    assert [step.step for step in mazur.steps] == [0, 1]
    assert mazur.losses[-1] == pytest.approx(3.5102e-5, rel=2e-5)


def test_mazur_with_biases():
    lesson = load_lesson(LESSONS / "mazur.toml")
    training = lesson.training.model_copy(update={"train_biases": True, "steps": 1})
    trace = run(lesson.model_copy(update={"training": training}))
    assert trace.losses[1] == pytest.approx(0.28047, abs=5e-6)


def test_ch01_and_ch03_one_neuron():
    trace = run(one_neuron(0.8, -0.2, "sigmoid", "squared_error", x=1.5, y=0.0))
    forward, backward = trace.steps[0].examples[0].at(1)
    assert_allclose([forward.z[0], forward.a[0], trace.losses[0]], [1.0, 0.7311, 0.2672], atol=5e-5)
    assert_allclose([backward.dL_da[0], backward.da_dz[0], backward.delta[0]], [0.7311, 0.1966, 0.1437], atol=5e-5)
    assert_allclose([backward.dL_dW[0, 0], backward.dL_db[0]], [0.2156, 0.1437], atol=5e-5)
    update = trace.steps[0].update[0]
    assert_allclose([update.W_new[0, 0], update.b_new[0], trace.losses[1]], [0.6922, -0.2719, 0.2331], atol=5e-5)


def test_ch04_a_chain_of_neurons():
    layers = [{"units": 1, "activation": "sigmoid", "weights": [[w]], "biases": [b]} for w, b in ((0.9, 0.1), (-1.4, 0.3), (1.1, -0.5))]
    network = {"inputs": 1, "loss": "squared_error", "layers": layers}
    trace = run(make_lesson({"network": network, "data": {"x": [[1.0]], "y": [[1.0]]}, "training": {"learning_rate": 0.5}}))
    example = trace.steps[0].examples[0]
    assert_allclose([fwd.a[0] for fwd in example.forward], [0.7311, 0.3266, 0.4649], atol=5e-5)
    assert_allclose([bwd.delta[0] for bwd in example.backward], [-0.1331, -0.0322, 0.0089], atol=5e-5)
    assert pytest.approx(0.1432, abs=5e-5) == example.L


def test_ch12_cross_entropy_learns_where_squared_error_sleeps():
    asleep = run(one_neuron(4.0, 0.0, "sigmoid", "squared_error", x=1.0, y=0.0)).steps[0].examples[0].backward[0].delta[0]
    awake = run(one_neuron(4.0, 0.0, "sigmoid", "binary_cross_entropy", x=1.0, y=0.0)).steps[0].examples[0].backward[0].delta[0]
    assert_allclose([asleep, awake, awake / asleep], [0.0173, 0.9820, 56.6], rtol=4e-3)


@pytest.mark.parametrize("name", ["mazur", "xor", "deep", "wide"])
def test_built_in_lessons_learn(name):
    losses = run(load_lesson(LESSONS / f"{name}.toml")).losses
    assert losses[-1] < losses[0]


def test_ten_thousand_steps_take_about_a_second():
    lesson = load_lesson(LESSONS / "mazur.toml")
    start = time.process_time()
    run(lesson)
    assert time.process_time() - start < 5.0  # a busy machine's second
