"""The records: identities inside each equation, the two ways through them, immutability."""

from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.testing import assert_allclose, assert_array_equal

from engine import batched, make_lesson, passes, run
from engine.gradcheck import analytic_gradient, first_batch
from engine.parameters import Parameters
from engine.sums import less
from tests.engine.lessons import lesson, tables

SOME = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def unrecorded(table):
    return make_lesson(table | {"training": table["training"] | {"record": []}})


@SOME
@given(tables())
def test_both_ways_through_the_equations_agree(table):
    recorded, lean = run(make_lesson(table)), run(unrecorded(table))
    assert lean.steps == ()
    assert_allclose(recorded.losses[0], lean.losses[0], rtol=4e-15)
    assert_allclose(recorded.losses, lean.losses, rtol=1e-8)  # rmsprop and adam magnify rounding of gradients near 0


@SOME
@given(tables())
def test_both_gradients_agree(table):
    problem = first_batch(make_lesson(table))
    p = Parameters.of(problem.net)
    g = p.like(np.full_like(p.flat, np.nan))
    batched.gradient(p, problem.loss, problem.x, problem.y, g)
    book = analytic_gradient(problem)
    assert_allclose(g.flat, book, rtol=2e-15, atol=4e-15 * np.abs(book).max())


@SOME
@given(tables())
def test_every_record_is_its_equation(table):
    trace = run(make_lesson(table))
    for step in trace.steps:
        layers = list(zip(step.update, trace.net.layers, strict=True))
        for example in step.examples:
            assert_allclose(example.L_terms.sum(), example.L, rtol=1e-15)
            assert_array_equal(example.error, less(example.forward[-1].a, example.y))
            for update, layer in layers:
                check_layer(*example.at(update.l), update, layer.act)
        for update, _ in layers:
            assert_array_equal(less(update.W, update.step_W), update.W_new)
            assert_array_equal(less(update.b, update.step_b), update.b_new)


def check_layer(fwd, bwd, update, act):
    assert_allclose(fwd.products.sum(axis=1), fwd.Wa, atol=1e-12)
    assert_array_equal(np.where(fwd.z == 0, 0, fwd.Wa + update.b), fwd.z)
    assert_array_equal(act(fwd.z), fwd.a)
    assert_array_equal(np.outer(bwd.delta, fwd.a_in), bwd.dL_dW)
    assert_array_equal(bwd.delta, bwd.dL_db)
    assert_allclose(bwd.terms.sum(axis=0), bwd.dL_da_in, atol=1e-12 * (1 + np.abs(bwd.terms).max()))
    assert_array_equal(bwd.terms, update.W * bwd.delta[:, None])


@SOME
@given(tables())
def test_every_shape_is_the_one_promised(table):
    trace = run(make_lesson(table))
    example, sizes = trace.steps[0].examples[0], trace.sizes
    assert [fwd.l for fwd in example.forward] == list(range(1, len(sizes)))
    assert [bwd.l for bwd in example.backward] == list(range(len(sizes) - 1, 0, -1))
    for update in trace.steps[0].update:
        n_in, n = sizes[update.l - 1], sizes[update.l]
        fwd, bwd = example.at(update.l)
        assert fwd.a_in.shape == bwd.dL_da_in.shape == (n_in,)
        assert fwd.z.shape == fwd.a.shape == fwd.Wa.shape == bwd.delta.shape == bwd.dL_da.shape == update.b.shape == (n,)
        assert fwd.products.shape == bwd.terms.shape == bwd.dL_dW.shape == update.W.shape == update.step_W.shape == (n, n_in)


def test_layers_hand_on_what_they_were_handed():
    example = run(lesson((2, 3, 4, 2), ("tanh", "relu", "sigmoid"))).steps[0].examples[0]
    for l in (1, 2):
        assert_array_equal(example.at(l)[0].a, example.at(l + 1)[0].a_in)
        assert_array_equal(example.at(l)[1].dL_da, example.at(l + 1)[1].dL_da_in)


def test_recorded_steps_join_without_a_seam():
    trace = run(lesson((2, 3, 1), ("tanh", "identity"), examples=3, steps=4))
    for before, after in zip(trace.steps, trace.steps[1:], strict=False):
        assert_array_equal(before.update[0].W_new, after.update[0].W)
        assert before.L_new == after.L
    assert trace.losses == (*(step.L for step in trace.steps), trace.steps[-1].L_new)


def test_gradients_are_means_over_the_batch():
    step = run(lesson((2, 3, 2), ("tanh", "softmax"), "cross_entropy", examples=4)).steps[0]
    assert_allclose(step.update[0].dL_dW, sum(e.at(1)[1].dL_dW for e in step.examples) / 4, rtol=1e-14)
    assert pytest.approx(sum(e.L for e in step.examples) / 4, rel=1e-15) == step.L


def test_batches_run_in_file_order_and_wrap_round():
    trace = run(lesson((1, 1), ("identity",), examples=5, batch_size=2, steps=6))
    x = [row[0] for row in trace.lesson.data.x]
    seen = [tuple(x.index(e.x[0]) for e in step.examples) for step in trace.steps]
    assert seen == [(0, 1), (2, 3), (4, 0), (1, 2), (3, 4), (0, 1)]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({"steps": 5}, [0, 1, 2, 3, 4]),
        ({"steps": 101}, [0, 100]),
        ({"steps": 9, "record": [7, 2, 7]}, [2, 7]),
        ({"steps": 9, "record": []}, []),
    ],
)
def test_the_steps_that_are_kept(options, kept):
    assert [step.step for step in run(lesson((2, 2), ("tanh",), **options)).steps] == kept


def test_a_large_run_keeps_its_ends():
    trace = run(lesson((30, 40, 10), ("tanh", "tanh"), examples=20, steps=4))
    assert [step.step for step in trace.steps] == [0, 3]
    assert trace.steps[0].examples[0].nudges == ()


def test_nothing_can_be_written_to():
    trace = run(lesson((2, 2), ("tanh",)))
    example = trace.steps[0].examples[0]
    records = [example, *example.forward, *example.backward, *example.nudges, *trace.steps[0].update, *trace.net.layers]
    for record in records:
        with pytest.raises(FrozenInstanceError):
            record.l = 3
        for field in fields(record):
            value = getattr(record, field.name)
            if isinstance(value, np.ndarray):
                assert not value.flags.writeable
                assert value.dtype == np.float64
                with pytest.raises(ValueError, match="read-only"):
                    value[0] = 1.0


def test_the_line_of_the_book_takes_one_example():
    net = run(lesson((2, 3, 2), ("tanh", "sigmoid"))).net
    assert [fwd.a.shape for (fwd,) in passes.forward(net, np.array([[0.1, 0.2]]))] == [(3,), (2,)]
